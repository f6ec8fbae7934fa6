"""Any order of writing, damage, copies and clones: what was done is the same, counted from digests or read in full."""

from hypothesis import settings
from tests.journal.life import Harm, Life

TestLife = Life.TestCase
TestLife.settings = settings(deadline=None, max_examples=20, stateful_step_count=20)
TestHarm = Harm.TestCase
TestHarm.settings = TestLife.settings
