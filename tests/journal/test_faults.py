"""A fault at every call of every path that writes: it is really there, or it is said; nothing older is harmed."""

import os
from contextlib import suppress
from pathlib import Path

import pytest
from tests.journal.faults import found_wrong
from tests.journal.making import Counting, segments
from tests.journal.ways import PATHS, Way, append, used

from smartcli.errors import SmartError
from smartcli.home import disk
from smartcli.home.disk import System


@pytest.mark.parametrize("path", PATHS)
def test_w1_whichever_call_fails_it_is_there_or_said_and_nothing_older_is_harmed(tmp_path, path):
    """All faults at all calls in the long run: python -m tests.long faults."""
    count, wrong = found_wrong(tmp_path, PATHS[path], whole=False)
    assert wrong == []
    assert count > 20


# Mutants


def says_nothing(home: Path, system: System) -> None:
    with suppress(SmartError):
        append(home, system)


def writes_in_place(home: Path, system: System) -> None:
    """As peers do: read all, change it, write it over what was there (W4, W6, W9)."""
    [file] = segments(home)
    before = disk.read(file, system)
    append(home, Counting())
    after = disk.read(file, system)
    file.write_bytes(before)
    opened = system.open(str(file), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        system.write(opened, after)
    finally:
        system.close(opened)


@pytest.mark.parametrize("run", [says_nothing, writes_in_place])
def test_a_writer_that_says_nothing_or_writes_over_what_was_there_is_found(tmp_path, run):
    _count, wrong = found_wrong(tmp_path, Way(used, run))
    assert wrong != []
