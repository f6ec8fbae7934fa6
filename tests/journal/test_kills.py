"""kill -9 at any moment: "Saved." holds, and the loop that shows it finds those with whom it does not."""

import os
import time

import pytest
from tests.journal.killing import Bites, kill_loop
from tests.journal.making import entry, now

from smartcli.home.disk import System
from smartcli.journal import Journal

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9, and children made by fork")


def test_w2_w3_whatever_was_said_to_be_saved_survives_500_kills(tmp_path):
    """10,000 in the long run: python -m tests.long kills 10000."""
    tally = kill_loop(tmp_path, 500)
    assert tally.lost == []
    assert tally.kills >= 500
    assert tally.acknowledged > 1000
    assert tally.torn > 20
    for home in tmp_path.iterdir():
        before = now(home)
        Journal(home).append(entry("and it goes on", answers={"trigger": "new", "note": ""}))
        assert now(home) == {**before, "new": ["", False]}


# Those who lose something are found


class WithoutCure(Bites):
    """Takes any last line for whole, so that the next one becomes a part of a torn one."""

    def read(self, file: int, size: int) -> bytes:
        return b"\n" if size == 1 else super().read(file, size)


class InPlace(Bites):
    """Writes new content over the old one, as peers do (W9), instead of swapping files."""

    def swap(self, new: str, old: str) -> None:
        data = self._all_of(new)
        file = self.open(old, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        time.sleep(0.003)
        while data:
            data = data[self.write(file, data) :]
        self.close(file)
        self.remove(new)

    def _all_of(self, path: str) -> bytes:
        with open(path, "rb") as file:
            return file.read()


@pytest.mark.parametrize("liar", [WithoutCure, InPlace])
def test_a_writer_that_does_not_keep_the_order_is_found(tmp_path, liar):
    tally = kill_loop(tmp_path, 500, make=lambda _chance: liar(), until_lost=True)
    assert tally.lost != []


def test_a_writer_that_says_saved_before_it_is_is_found(tmp_path):
    assert kill_loop(tmp_path, 500, make=lambda _chance: System(), is_early=True, until_lost=True).lost != []
