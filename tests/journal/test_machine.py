"""Any order of writing, damage, copies and clones: the journal says what a plain list of what was done says."""

from hypothesis import settings
from tests.journal.machine import Machine

TestMachine = Machine.TestCase
TestMachine.settings = settings(deadline=None, max_examples=40, stateful_step_count=25)
