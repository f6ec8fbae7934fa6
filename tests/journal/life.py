"""A home in which anything happens in any order; what was done is counted from digests and read in full, each time."""

import itertools
import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.journal.making import NOON, Counting, begin_segment, entry, keys_of, lay_key

from smartcli.errors import SmartError
from smartcli.exercises.exercise import IMPORTED
from smartcli.home.ids import is_id
from smartcli.home.seal.keys import Keys
from smartcli.journal import Journal
from smartcli.journal.entry import Entry
from smartcli.journal.happened import Happened, at_that_day
from smartcli.journal.line import decode, encode
from smartcli.journal.recent import recent

EXERCISES = ["urge-log", IMPORTED, "own ü"]  # what came from other programs is passed over in what is looked back at
TODAY = NOON.date() + timedelta(days=2)
DAYS = 3
PLACES = st.integers(0, 999)
BACK = st.integers(0, 9)  # days
MINUTES = st.integers(-90 * 24 * 60, 3 * 24 * 60)  # the clock jumps


def segments(home: Path) -> list[Path]:
    return sorted(file for file in home.glob("journal/*/*") if file.is_file())


def digests(home: Path) -> list[Path]:
    return sorted(home.glob("digests/*"))


def age(home: Path) -> None:
    """Time goes by, as it does between two runs: what changed just now is certain to be older than what comes next."""
    for file in segments(home):
        if file.stat().st_mtime > NOON.timestamp():
            os.utime(file, (NOON.timestamp() - next(AGES),) * 2)


AGES = itertools.count()


def told(journal: Journal) -> tuple[object, ...]:
    """What the last reading could not use."""
    return journal.unreadable, journal.differing, journal.foreign, journal.lost_files


def read_in_full(journal: Journal, today: date, days: int) -> tuple[Any, ...]:
    entries = journal.entries()
    done: dict[str, tuple[int, str]] = {}
    for one in entries:
        times, last = done.get(one.exercise, (0, ""))
        done[one.exercise] = times + 1, max(last, one.day)
    return done, recent(reversed(entries), today=today, days=days)[0], told(journal)


def counted(journal: Journal, today: date, days: int) -> tuple[Any, ...]:
    past = journal.past(today=today, days=days)
    return {id: (one.times, one.last) for id, one in past.done.items()}, past.lately, told(journal)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda one: (one.id, one.as_bytes()))


class Life(RuleBasedStateMachine):
    """A home, and another that it shares its journal with now and then."""

    def __init__(self) -> None:
        super().__init__()
        self._place = tempfile.TemporaryDirectory()
        self.homes = [Path(self._place.name, name) for name in ("home", "other")]
        self._count = itertools.count()
        self.used = 0
        self.is_swapped = False  # whether the numbers of segments may not be the order of their ids

    def teardown(self) -> None:
        self._place.cleanup()

    def keys(self, home: Path) -> Keys:
        keys = keys_of(home, Counting())
        if keys.is_there:
            keys.unlocked()
        return keys

    def journal(self, which: int = 0) -> Journal:
        home = self.homes[which]
        return Journal(home, keys=self.keys(home), system=Counting(), patience=0)

    def file(self, place: int, which: int = 0) -> Path:
        files = segments(self.homes[which])
        return files[place % len(files)]

    def id(self, which: int, place: int, *, anywhere: bool = False) -> str | None:
        with suppress(SmartError):  # nothing can be read, or opened
            journal = self.journal(which)
            ids = [one.id for one in [*journal.entries(), *(journal.trash() if anywhere else ())]]
            return ids[place % len(ids)] if ids else None
        return None

    @initialize()
    def begin(self) -> None:
        for which, many in ((0, 4), (1, 1)):
            for number in range(many):
                self.add(which, -60 * 24 * 60, number, 3)
                begin_segment(self.homes[which])

    # Writing

    @rule(which=st.integers(0, 1), minutes=MINUTES, exercise=PLACES, many=st.integers(1, 4))
    def add(self, which: int, minutes: int, exercise: int, many: int) -> None:
        for _ in range(many):
            at = NOON + timedelta(minutes=minutes)
            one = entry(str(next(self._count)), minutes=minutes, exercise=EXERCISES[exercise % 3])
            with suppress(SmartError):  # the other's key came here with what is sealed, and none of ours
                self.journal(which).append(one.but(day=at.date().isoformat()))

    @rule(which=st.integers(0, 1), minutes=MINUTES, exercise=PLACES, back=BACK, many=st.integers(1, 6))
    def add_of_another_day(self, which: int, minutes: int, exercise: int, back: int, many: int) -> None:
        for _ in range(many):
            day = (NOON + timedelta(minutes=minutes, days=-back)).date().isoformat()
            one = entry(str(next(self._count)), minutes=minutes, exercise=EXERCISES[exercise % 3])
            with suppress(SmartError):
                self.journal(which).append(one.but(day=day, happened=day))

    @rule(which=st.integers(0, 1), place=PLACES, back=BACK)
    def move(self, which: int, place: int, back: int) -> None:
        if id := self.id(which, place):
            with suppress(SmartError):  # two entries of one id
                journal = self.journal(which)
                written = date.fromisoformat(journal.find(id).at[:10])
                when = at_that_day(written - timedelta(days=back)) if back else Happened(day=written.isoformat())
                journal.edit(id, {}, asked={}, at=NOON, happened=when)

    @rule(which=st.integers(0, 1))
    def close(self, which: int) -> None:
        last = max((file for file in segments(self.homes[which]) if file.name[:6].isdigit()), default=None)
        if last:
            (last.parent / f"{int(last.name[:6]) + 1:06}.jsonl").touch()

    @rule(which=st.integers(0, 1), place=PLACES)
    def edit(self, which: int, place: int) -> None:
        if id := self.id(which, place):
            with suppress(SmartError):  # two entries of one id
                self.journal(which).edit(id, {"trigger": str(next(self._count))}, asked={}, at=NOON)

    @rule(which=st.integers(0, 1), place=PLACES)
    def delete(self, which: int, place: int) -> None:
        if id := self.id(which, place):
            with suppress(SmartError):
                self.journal(which).delete([id], at=NOON)

    @rule(which=st.integers(0, 1))
    def undo(self, which: int) -> None:
        with suppress(SmartError):
            self.journal(which).undo(at=NOON)

    @rule(which=st.integers(0, 1), place=PLACES)
    def forget(self, which: int, place: int) -> None:
        if id := self.id(which, place, anywhere=True):
            with suppress(SmartError, ValueError):  # what is damaged cannot be opened
                self.journal(which).forget([id], at=NOON)
                assert digests(self.homes[which]) == []

    @rule(place=PLACES)
    def import_an_export(self, place: int) -> None:
        with suppress(SmartError):
            entries = [Entry.from_json(one.as_json()) for one in self.journal(1).entries() if is_id(one.id)]
            self.journal().merge(entries[: 1 + place % 9], at=NOON)

    # Sealing

    @rule(which=st.integers(0, 1))
    def seal(self, which: int) -> None:
        home = self.homes[which]
        if not Keys(home).is_set_up:
            lay_key(home)
            (home / "key" / "recipient.off").unlink(missing_ok=True)
            with suppress(SmartError):
                self.journal(which).seal_all()

    @rule(which=st.integers(0, 1))
    def unseal(self, which: int) -> None:
        keys = self.keys(self.homes[which])
        if keys.is_set_up:
            keys.turn_off()
            with suppress(SmartError, ValueError):  # what is damaged cannot be opened
                Journal(self.homes[which], keys=keys, system=Counting(), patience=0).open_all()

    @rule(which=st.integers(0, 1))
    def tend(self, which: int) -> None:
        age(self.homes[which])
        with suppress(SmartError, ValueError):
            journal = self.journal(which)
            assert [*journal.latest("none")] == []
            journal.tend()
        if Keys(self.homes[which]).is_set_up:
            assert [file.name for file in digests(self.homes[which]) if file.suffix != ".age"] == []

    # What comes from elsewhere

    @rule(which=st.integers(0, 1))
    def sync(self, which: int) -> None:
        """What the other has, and this one has not or has shorter, comes here."""
        here, there = self.homes[which], self.homes[1 - which]
        for file in segments(there):
            copy = here / file.relative_to(there)
            copy.parent.mkdir(exist_ok=True)
            if not copy.exists() or file.read_bytes().startswith(copy.read_bytes()):
                shutil.copyfile(file, copy)

    # What happens to the cache

    @rule(place=PLACES, how=st.sampled_from(["flip", "cut", "swap", "remove", "all", "in the way", "empty"]))
    def harm_the_cache(self, place: int, how: str) -> None:
        folder, files = self.homes[0] / "digests", digests(self.homes[0])
        if how == "all":
            shutil.rmtree(folder, ignore_errors=True)
        elif how == "in the way":
            if folder.is_dir():
                shutil.rmtree(folder)
                folder.write_bytes(b"")
            elif folder.exists():
                folder.unlink()
        elif files and folder.is_dir():
            file = files[place % len(files)]
            data = file.read_bytes()
            other = files[place // 7 % len(files)].read_bytes()
            place = place * 31 % max(1, len(data))
            new = {"flip": data[:place] + b"7" + data[place + 1 :], "cut": data[:place], "swap": other, "empty": b""}
            file.unlink() if how == "remove" else file.write_bytes(new[how])

    # What must hold

    @invariant()
    def nothing_differs(self) -> None:
        if not segments(self.homes[0]):
            return
        age(self.homes[0])
        expected = outcome(lambda: read_in_full(self.journal(), TODAY, DAYS))
        for _run in range(2):  # the second finds what the first has left
            assert outcome(lambda: counted(self.journal(), TODAY, DAYS)) == expected
        every = outcome(lambda: [*self.journal().latest()])
        is_sealed = any(file.suffix == ".age" for file in segments(self.homes[0]))
        has_order = not (self.is_swapped and is_sealed)  # how those begin is not seen
        for exercise in [*EXERCISES, "none"] if has_order else ():
            of_it = [one for one in every if one.exercise == exercise] if isinstance(every, list) else every
            for _run in range(2):
                journal = self.journal()
                assert outcome(lambda journal=journal, id=exercise: [*journal.latest(id)]) == of_it
                assert outcome(lambda journal=journal, id=exercise: next(journal.latest(id), None)) == (
                    next(iter(of_it), None) if isinstance(of_it, list) else of_it
                )
        days, id = {(TODAY - timedelta(days=back)).isoformat() for back in (0, 7, DAYS)}, EXERCISES[0]
        whole = outcome(lambda: in_order(self.journal().entries()))
        some = outcome(lambda: in_order(self.journal().some(days=days, exercises=[id])))
        assert some == (
            [one for one in whole if one.day in days or one.exercise == id] if isinstance(whole, list) else whole
        )
        if not is_sealed:  # what is damaged there may hide all of it from one of the two
            assert (in_order(every) if isinstance(every, list) else every) == whole
        total = len(whole) if isinstance(whole, list) else whole
        assert outcome(lambda: self.journal().count()) == total

    @invariant()
    def the_cache_tells_nothing_that_is_forgotten_or_sealed(self) -> None:
        home = self.homes[0]
        sealed = Keys(home).is_set_up
        with suppress(SmartError):
            forgotten = self.journal().forgotten()
            for file in digests(home):
                if file.suffix == ".age":
                    assert b"urge-log" not in file.read_bytes()
                elif not sealed and (table := read(file)):
                    assert not any(holds(table["marks"], id) for id in forgotten)


class Harm(Life):
    """The same with all that can happen to files."""

    @rule(place=PLACES, lines=st.integers(0, 9), by_git=st.booleans(), other=PLACES)
    def double(self, place: int, lines: int, by_git: bool, other: int) -> None:
        """A copy of a segment beside it, or in the middle of another one."""
        file = self.file(place)
        part = b"".join(file.read_bytes().splitlines(keepends=True)[:lines])
        if by_git and file.suffix == ".jsonl":
            into = self.file(other)
            into.write_bytes(part + into.read_bytes() if into.suffix == ".jsonl" else into.read_bytes())
        else:
            ends = ".jsonl.age" if file.suffix == ".age" else ".jsonl"
            content = file.read_bytes() if file.suffix == ".age" else part
            (file.parent / f"{file.name[:6]}.sync-conflict-{next(self._count)}{ends}").write_bytes(content)

    @rule(
        place=PLACES, line=PLACES, how=st.sampled_from(["newer", "other id", "edited", "spaced", "other words", "op"])
    )
    def another_program_writes(self, place: int, line: int, how: str) -> None:
        file = self.file(place)
        lines = file.read_bytes().split(b"\n")
        number = line % len(lines)
        try:
            table = decode(lines[number])
        except ValueError:
            return
        changes: dict[str, dict[str, Any]] = {
            "newer": {"v": 2}, "other id": {"id": "x"}, "edited": {"edited": table.get("at")},
            "other words": {"answers": {"trigger": "t"}}, "op": {"answers": {"trigger": "t", "op": 1}}, "spaced": {},
        }  # fmt: skip
        written = encode({**table, **changes[how]})
        if how == "spaced" and "age" not in table:
            written = spaced(table)
        if how in ("other id", "other words", "newer"):
            lines.insert(number, written)
        else:
            lines[number] = written
        file.write_bytes(b"\n".join(lines))

    @rule(place=PLACES, where=PLACES, size=st.integers(1, 99))
    def damage(self, place: int, where: int, size: int) -> None:
        data = bytearray(self.file(place).read_bytes())
        if data:
            data[where * 7 % len(data)] ^= size
            self.file(place).write_bytes(data)

    @rule(place=PLACES, size=st.integers(1, 400))
    def cut(self, place: int, size: int) -> None:
        with self.file(place).open("rb+") as file:
            file.truncate(max(0, file.seek(0, os.SEEK_END) - size))

    @rule(place=PLACES)
    def take_away(self, place: int) -> None:
        """Some are left. No precondition: how many there are hangs on ids and keys made by chance, a walk must not."""
        if len(segments(self.homes[0])) > 3:
            self.file(place).unlink()

    @rule(place=PLACES, other=PLACES)
    def swap(self, place: int, other: int) -> None:
        """Two segments take each other's place, so that their numbers are not the order of their ids."""
        one, two = self.file(place), self.file(other)
        if one.suffix == two.suffix:
            first, second = one.read_bytes(), two.read_bytes()
            one.write_bytes(second)
            two.write_bytes(first)
            self.is_swapped = True

    @rule(place=PLACES)
    def change_line_ends(self, place: int) -> None:
        file = self.file(place)
        if file.suffix == ".jsonl":
            file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


def holds(marks: str, id: str) -> bool:
    return id[-10:] in {marks[place : place + 10] for place in range(0, len(marks), 10)}


def read(file: Path) -> dict[str, Any] | None:
    try:
        return decode(file.read_bytes())
    except (OSError, ValueError):
        return None


def spaced(table: dict[str, Any]) -> bytes:
    """A line as another program might lay it out."""
    from zlib import crc32

    text = json.dumps({key: value for key, value in table.items() if key != "crc"})[:-1].encode()
    return b'%b,"crc":"%08x"}' % (text, crc32(text + b"}"))


def outcome(read: Any) -> Any:
    try:
        return read()
    except SmartError as error:
        return type(error), str(error)
