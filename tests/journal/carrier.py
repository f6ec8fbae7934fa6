"""Somebody who carries the journal folder, and has no key: takes away, brings back, copies, mixes.

Whatever they do, what the person sees is as it was, or it is said that it is not; and what the person does is never
taken for theirs.
"""

import itertools
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.journal.making import NOON, entry, keys_of, lay_key

from smartcli.home import disk
from smartcli.home.disk import System
from smartcli.journal import Journal
from smartcli.journal.unread import unread

View = list[tuple[str, str, bool]]  # id, what was answered, whether it is in the trash


class Quick(System):
    """Nothing is really flushed: that would only take time."""

    def flush(self, _file: int) -> None:
        return


def opened(home: Path) -> Journal:
    """The journal with its key open, where it has one."""
    keys = keys_of(home, Quick())
    if keys.is_there:
        keys.unlocked()
    return Journal(home, keys=keys, system=Quick(), patience=0)


def view(home: Path) -> View:
    """All that the person can see."""
    journal = opened(home)
    living = [(one.id, str(one.answers), False) for one in journal.entries()]
    return sorted([*living, *((one.id, str(one.answers), True) for one in journal.trash())])


def said(home: Path) -> list[str]:
    """What a list says that it could not use, or that is gone."""
    journal = opened(home)
    journal.entries()
    return unread(journal)


def run(home: Path) -> None:
    journal = opened(home)
    journal.entries()
    journal.tend()


class Carrier(RuleBasedStateMachine):
    """A home, another machine whose folder is carried here, and everything the carrier has ever seen."""

    def __init__(self) -> None:
        super().__init__()
        self._place = tempfile.TemporaryDirectory()
        self.home, self.other = Path(self._place.name, "home"), Path(self._place.name, "other")
        self._count = itertools.count(1)
        self._seen: list[dict[str, bytes]] = []  # states of the folder, by the names of files
        self.is_touched = False  # by the carrier, and the person has not said that they know
        self.last: View = []  # what the person saw last

    def teardown(self) -> None:
        self._place.cleanup()

    @initialize(is_sealed=st.booleans())
    def begin(self, *, is_sealed: bool) -> None:
        for home in (self.home, self.other):
            disk.private_folder(home)
            if is_sealed:
                lay_key(home)
            for _time in range(3):
                self._append(home)
        self.bring()

    # What the person does, each in a run of its own

    def _moment(self) -> tuple[int, datetime]:
        number = next(self._count)
        return number, NOON + timedelta(minutes=number)

    def _append(self, home: Path) -> None:
        number, _at = self._moment()
        opened(home).append(entry(str(number), minutes=number))

    def _did(self) -> None:
        run(self.home)
        # While something is missed, it may come back: what is seen then is no change that need be said.
        self.last = [] if self.is_touched and said(self.home) else view(self.home)
        self._seen.append(self._state())

    @rule()
    def add(self) -> None:
        self._append(self.home)
        self._did()

    @rule(place=st.integers(0, 99), what=st.sampled_from(["delete", "edit", "forget"]))
    def change(self, place: int, what: str) -> None:
        self._change(self.home, place, what)
        self._did()

    def _change(self, home: Path, place: int, what: str) -> None:
        journal = opened(home)
        if living := journal.entries():
            number, at = self._moment()
            id = living[place % len(living)].id
            if what == "edit":
                journal.edit(id, {"note": str(number)}, asked={}, at=at)
            elif what == "delete":
                journal.delete([id], at=at)
            else:
                journal.forget([id], at=at)
                journal.tend()

    @rule()
    def undo(self) -> None:
        journal = opened(self.home)
        if any(one["op"] in ("edit", "delete") for one in journal._look().changes()):
            from smartcli.errors import SmartError

            try:
                journal.undo(at=self._moment()[1])
            except SmartError:
                return
            self._did()

    @rule()
    def close_the_segment(self) -> None:
        """As if it were full; a sealed one is packed by the next run."""
        own = self.home / "journal" / opened(self.home)._files.names()[0]
        numbers = [int(file.name[:6]) for file in own.iterdir() if file.name[:6].isdigit()]
        if numbers and not any("conflict" in file.name for file in own.iterdir()):
            (own / f"{max(numbers) + 1:06}.jsonl").write_bytes(b"")
            self._did()

    # What another machine does, and a carrier who carries

    @rule(place=st.integers(0, 99), what=st.sampled_from(["add", "delete", "edit", "forget", "pack"]))
    def elsewhere(self, place: int, what: str) -> None:
        if what == "add":
            self._append(self.other)
        elif what == "pack":
            [own] = (self.other / "journal").iterdir()
            (own / f"{len(list(own.iterdir())) + 1:06}.jsonl").write_bytes(b"")
            run(self.other)
        else:
            self._change(self.other, place, what)

    @precondition(lambda self: not self.is_touched)
    @rule()
    def bring(self) -> None:
        """An honest carrier, for once."""
        [theirs] = (self.other / "journal").iterdir()
        here = self.home / "journal" / theirs.name
        shutil.rmtree(here, ignore_errors=True)
        shutil.copytree(theirs, here)
        # A segment that was begun and holds nothing yet is told as empty, whoever brought it.
        assert self.is_touched or [one for one in said(self.home) if "empty" not in one] == []
        self._did()

    # What a carrier can do without a key

    def _state(self) -> dict[str, bytes]:
        return {str(file.relative_to(self.home / "journal")): file.read_bytes() for file in self._files()}

    def _files(self) -> list[Path]:
        """All segments, ours first: in an order that does not depend on how the folders happen to be called."""
        own = (self.home / "device").read_text().split()
        files = [file for file in (self.home / "journal").rglob("*.jsonl*") if file.is_file()]
        return sorted(files, key=lambda file: (file.parent.name not in own, file.name))

    def _pick(self, place: int) -> Path | None:
        files = self._files()
        return files[place % len(files)] if files else None

    def _put(self, name: str, data: bytes) -> None:
        """As a sync program does it: another file in the place of the old one."""
        file = self.home / "journal" / name
        file.parent.mkdir(exist_ok=True)
        new = file.with_name(f".{file.name}.sync")
        new.write_bytes(data)
        new.replace(file)
        self.is_touched = True

    def _rewrite(self, place: int, how: Callable[[list[bytes]], list[bytes]]) -> None:
        file = self._pick(place)
        if file is not None and not file.name.endswith(".age"):
            lines = file.read_bytes().splitlines(keepends=True)
            self._put(str(file.relative_to(self.home / "journal")), b"".join(how(lines)))

    @rule(place=st.integers(0, 99), start=st.integers(0, 9), count=st.integers(1, 3))
    def drop_lines(self, place: int, start: int, count: int) -> None:
        self._rewrite(place, lambda lines: [*lines[:start], *lines[start + count :]])

    @rule(place=st.integers(0, 99), count=st.integers(1, 2))
    def drop_the_last(self, place: int, count: int) -> None:
        self._rewrite(place, lambda lines: lines[:-count])

    @rule(place=st.integers(0, 99))
    def empty(self, place: int) -> None:
        self._rewrite(place, lambda _lines: [])

    @rule(place=st.integers(0, 99))
    def turn_round(self, place: int) -> None:
        self._rewrite(place, lambda lines: lines[::-1])

    @rule(place=st.integers(0, 99), line=st.integers(0, 99), other=st.integers(0, 99), after=st.booleans())
    def replay_a_line(self, place: int, line: int, other: int, *, after: bool) -> None:
        """A line that was seen once, in the place of another, or behind all."""
        every = [one for state in self._seen for data in state.values() for one in data.splitlines(keepends=True)]
        known = [one for one in dict.fromkeys(every) if one.startswith(b'{"v":1') and one.endswith(b"\n")]
        if known:
            again = known[line % len(known)]
            self._rewrite(
                place,
                lambda lines: (
                    [*lines, again]
                    if after or not lines
                    else [again if n == other % len(lines) else one for n, one in enumerate(lines)]
                ),
            )

    @rule(place=st.integers(0, 99))
    def take_a_file(self, place: int) -> None:
        if file := self._pick(place):
            file.unlink()
            self.is_touched = True

    @rule(place=st.integers(0, 99), of=st.integers(0, 99), name=st.sampled_from(["its own", "a copy", "another"]))
    def bring_back_a_file(self, place: int, of: int, name: str) -> None:
        """As it was once: in its place, beside it, or in the place of another."""
        if states := [state for state in self._seen if state]:
            state = states[of % len(states)]
            names = list(state)
            old = names[place % len(names)]
            into = {
                "its own": old,
                "a copy": old.replace(".jsonl", f".sync-conflict-{next(self._count)}.jsonl"),
                "another": names[(place + of) % len(names)],
            }[name]
            if into.endswith(".age") == old.endswith(".age"):
                self._put(into, state[old])

    @rule(of=st.integers(0, 99))
    def bring_back_everything(self, of: int) -> None:
        if self._seen:
            for file in (self.home / "journal").rglob("*"):
                if file.is_file():
                    file.unlink()
            for name, data in self._seen[of % len(self._seen)].items():
                self._put(name, data)

    # What the person can say

    @precondition(lambda self: self.is_touched)
    @rule()
    def i_know(self) -> None:
        opened(self.home).take_as_it_is([])
        self.last = view(self.home)
        self._seen = [self._state()]  # what they know to be gone may come back, and need not be said
        self.is_touched = True  # what was copied may lie elsewhere still
        assert opened(self.home).gone.is_any is False

    # What must hold

    @invariant()
    def a_change_is_said(self) -> None:
        if self.last and view(self.home) != self.last:
            assert said(self.home) != []

    @invariant()
    def what_nobody_took_is_not_missed(self) -> None:
        if not self.is_touched:
            assert opened(self.home).gone.is_any is False
