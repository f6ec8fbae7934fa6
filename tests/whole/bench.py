"""One command line that is tried again and again in the same home, and the count of what was seen in it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.person import NOON
from tests.whole import contract, forked, snapshot
from tests.whole.forked import Ended
from tests.whole.homes import Prepared
from tests.whole.lines import SEALED, Line
from tests.whole.seen import Seen, seen
from tests.whole.shim import Plan
from tests.whole.snapshot import Snapshot

# What is half written and so old is nobody's any more, by the clock of the command and by that of the disk.
OLD = NOON.timestamp() - 90_000
CHANCE = re.compile(r"(?<=\.)[0-9a-f]{8}(?=\.tmp)|[0-9A-Z]{26}|[0-9a-z]{16}(?=\.age)")  # in names of files


class Bench:
    """A place in which one command line can be tried.

    before, after: what there is when it has not run, and when it has as it should. usual: how it ends then.
    """

    def __init__(self, folder: Path, line: Line, prepared: Prepared, form: str) -> None:
        self.folder, self.line, self.form, self._prepared = folder, line, form, prepared
        self._words = line.argv.format(**prepared.ids).split()
        self._beside = []
        if form == SEALED or prepared.is_locked or line.argv.startswith("lock"):
            self._beside = ["--passphrase-fd", str(forked.PASSPHRASE)]
        self._untouched = snapshot.content(prepared.held)
        self._tried: dict[object, list[str]] = {}  # what came of a second try, by what there was
        self.lays()
        self.before = self.looks()
        self.usual = self.runs()
        forked.load(self.usual.modules)
        self.is_usual = self.usual.code == line.code and line.done in self.usual.out + self.usual.err
        self.after = self.looks()

    @property
    def title(self) -> str:
        return f"{self.line.title} ({self.form})"

    @property
    def calls(self) -> Sequence[tuple[str, str]]:
        """Of a run without faults: the name of each, and its path."""
        return self.usual.calls

    def lays(self) -> None:
        snapshot.put(self.folder, self._prepared.held)

    def runs(self, plan: Plan | None = None) -> Ended:
        return self.runs_beside(*self._words, stdin=self.line.stdin, plan=plan)

    def runs_beside(self, *words: str, stdin: bytes = b"", plan: Plan | None = None) -> Ended:
        """Another command in the same home."""
        passphrase = self.line.passphrase.encode() + b"\n"
        return forked.run(self.folder, [*words, *self._beside], stdin=stdin, passphrase=passphrase, plan=plan)

    def looks(self, held: Snapshot | None = None) -> Seen:
        return seen(self.folder, snapshot.taken(self.folder) if held is None else held)

    def is_untouched(self, held: Snapshot) -> bool:
        return snapshot.content(held) == self._untouched

    def goes_on(self, held: Snapshot, there: Seen) -> list[str]:
        """What is wrong with a second try from here; the same place is tried once."""
        lies = sorted((CHANCE.sub("*", path), len(one.data or b"")) for path, one in held.items())
        state = (repr(there), *lies)
        if state not in self._tried:
            self._tried[state] = list(self.tries_again(there))
        return self._tried[state]

    def tries_again(self, there: Seen, *, finishes: str = "") -> Iterator[str]:
        """Without the fault. Where something of it landed, smartcli only goes on, but for what a second run finishes.

        finishes: the command that doctor names for that.
        """
        if there["temporary"]:
            snapshot.age(self.folder, OLD)
        is_beside = not contract.unlike(self.before, self.after, beside=True)  # a draft is all that is to come of it
        landed = self.line.writes and contract.unlike(self.before, there, beside=not is_beside)
        is_again = bool(finishes) or not landed or (self.line.is_again and bool(contract.unlike(self.after, there)))
        again = self._runs_again(finishes) if is_again else self.goes_on_writing()
        if again.code != (self.line.code if is_again and not finishes else 0):
            yield f"second try: {again.code}, {again.err.strip()[:160]}"
            return
        now = self.looks()
        torn = {"unread": self.after["unread"]} if there["unread"] > self.before["unread"] else {}  # a kill's own line
        if is_again and (odd := contract.unlike(self.after, {**now, **torn}, copies=True)):
            yield f"second try: {odd}"
        if now["temporary"]:
            snapshot.age(self.folder, OLD)
            self.goes_on_writing()
            if left := self.looks()["temporary"]:
                yield f"temporary: {left}"

    def _runs_again(self, finishes: str) -> Ended:
        return self.runs_beside(*finishes.split(), "--yes") if finishes else self.runs()

    def goes_on_writing(self) -> Ended:
        return self.runs_beside("checkin", "--answers", "-", stdin=b'{"urge": 1}')


@dataclass
class Tally:
    """What was seen. kinds: how many of each breach; found: each of them, with all there is to know."""

    cases: int = 0
    calls: int = 0
    lines: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    found: list[str] = field(default_factory=list)

    def note(self, bench: Bench, plan: Plan, wrongs: Iterable[str]) -> None:
        kind, path = bench.calls[plan.number]
        self.cases += 1
        for one in wrongs:
            self.kinds[one.partition(":")[0]] += 1
            self.found.append(f"{bench.title}, {plan}, {kind} {path.replace(str(bench.folder), '')}: {one}")

    def add(self, other: "Tally") -> None:
        self.cases += other.cases
        self.calls += other.calls
        self.lines += other.lines
        self.kinds += other.kinds
        self.found += other.found


def benches(folder: Path, lines: Sequence[Line], tally: Tally, part: int, parts: int) -> Iterator[Bench]:
    """One for each line and form. part of parts: every so manieth alone, for several processes at once."""
    forked.load_all()
    made: dict[tuple[str, str], Prepared] = {}
    every = [(line, form) for line in lines for form in line.forms]
    for place, (line, form) in enumerate(every):
        if place % parts == part:
            key = (line.home, form)
            made[key] = made.get(key) or Prepared(folder, line.home, form)
            bench = Bench(folder, line, made[key], form)
            tally.lines += 1
            tally.calls += len(bench.calls)
            if bench.is_usual:
                yield bench
            else:
                tally.kinds["unusual"] += 1
                tally.found.append(f"{bench.title}: unusual: {bench.usual.code} {bench.usual.err.strip()}")
