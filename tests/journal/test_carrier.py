"""A few walks of somebody who carries the journal folder; `tests.long carrier` takes many."""

from hypothesis import settings
from tests.journal.carrier import Carrier

TestCarrier = Carrier.TestCase
TestCarrier.settings = settings(deadline=None, max_examples=15, stateful_step_count=15)
