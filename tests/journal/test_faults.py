"""A fault at every call of every path that writes: it is really there, or it is said; nothing older is harmed."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.journal.making import Counting, FaultAt, Known, entry, fault, keys_of, now, segments, unlike
from tests.journal.ways import PATHS, Way, append, used

from smartcli.errors import SmartError
from smartcli.home import disk
from smartcli.home.disk import System
from smartcli.journal import Journal

LASTING = ("ENOSPC", "EIO", "EROFS")  # a disk that is full, or was pulled out
FEW = 36  # calls of a path at which every fault is tried in the suite


class Places:
    """Homes to try something in, made from one that was prepared, with what is there before and should be after."""

    def __init__(self, folder: Path, way: Way) -> None:
        self._folder, self.way, self._count = folder, way, 0
        way.prepare(self._template)
        self.before = now(self._template)
        counting = Counting()
        way.run(home := self.another(), counting)
        self.after = now(home)
        self.calls = counting.calls

    @property
    def _template(self) -> Path:
        return self._folder / "template"

    def another(self) -> Path:
        self._count += 1
        home = self._folder / str(self._count)
        if self._template.exists():
            shutil.copytree(self._template, home)
        return home

    def after_a_fault(self, system: FaultAt) -> tuple[str, Known]:
        """What was said ("" for nothing), and what is there then and after going on."""
        home = self.another()
        try:
            self.way.run(home, system)
            said = ""
        except (SmartError, OSError) as error:
            said = repr(error)
        there = now(home)
        Journal(home, keys=keys_of(home), system=Counting()).append(entry("and it goes on", minutes=5))
        assert now(home) == {**there, "and it goes on": [None, False]}
        shutil.rmtree(home)
        return said, there


def found_wrong(folder: Path, way: Way, *, whole: bool = True) -> tuple[int, list[str]]:
    """How many faults were tried, and those after which something is lost, harmed, or not as it was said.

    whole: all of them; else, where there are very many, some for each call, all kinds by turns.
    """
    places = Places(folder, way)
    assert (places.before == places.after) is way.is_same
    count, wrong = 0, []
    for number, call in enumerate(places.calls):
        chosen = list(faults(way, call))
        if not whole and len(places.calls) > FEW:
            chosen = [chosen[(number + step) % len(chosen)] for step in (0, len(chosen) // 2)]
        for name, more in chosen:
            count += 1
            said, there = places.after_a_fault(FaultAt(number, fault(getattr(errno, name)), **more))
            fine = [places.before] if said or way.is_quiet else []
            fine += [places.after] if not (said and way.is_exact) else []
            if there not in fine:
                odd = unlike(places.before, places.after.items(), there)
                wrong.append(f"call {number}, {call}: {name} {more}: {said or 'saved'}: {odd}")
    return count, wrong


def faults(way: Way, call: str) -> Iterator[tuple[str, dict[str, bool]]]:
    for name in way.errors:
        for is_lasting in (False, True) if name in LASTING else (False,):
            for is_short in (False, True) if call == "write" else (False,):
                yield name, {"is_lasting": is_lasting, "is_short": is_short}


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
