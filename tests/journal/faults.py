"""A fault at every call of a path that writes, and what is lost, harmed or not as it was said after it."""

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.journal.making import Counting, FaultAt, Known, entry, fault, keys_of, now, unlike
from tests.journal.ways import Way

from smartcli.errors import SmartError
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
