"""Any order of writing, damage, copies and clones: the journal says what a plain list of what was done says."""

import itertools
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.journal.making import NOON, Counting, entry, segments

from smartcli.journal import Journal
from smartcli.journal.entry import Entry

State = tuple[str, bool]  # the note in an entry, and whether it is in the trash


@dataclass(frozen=True)
class Act:
    """Something that was done: add, edit, delete, undo, forget; number: the order in which it was."""

    number: int
    what: str
    keys: tuple[str, ...]
    note: str = ""
    edited: datetime | None = None
    undoes: "Act | None" = None


@dataclass
class Model:
    """What was done, as far as a home knows of it."""

    acts: set[Act] = field(default_factory=set)

    @property
    def forgotten(self) -> set[str]:
        return {key for act in self.acts if act.what == "forget" for key in act.keys}

    def now(self) -> dict[str, tuple[str, bool, datetime | None]]:
        """Each entry: its note, whether it is in the trash, when it was last edited."""
        undone = {act.undoes for act in self.acts if act.what == "undo"}
        found: dict[str, tuple[str, bool, datetime | None]] = {}
        for act in sorted(self.acts, key=lambda act: act.number):
            for key in act.keys:
                if act.what == "add":
                    found[key] = (act.note, False, act.edited)
                elif key not in found or act.what == "forget":
                    continue
                elif act.what == "edit" and act not in undone:
                    found[key] = (act.note, found[key][1], act.edited)
                elif act.what == "delete":
                    found[key] = (found[key][0], True, found[key][2])
                elif act.what == "undo" and act.undoes and act.undoes.what == "delete":
                    found[key] = (found[key][0], False, found[key][2])
        return {key: state for key, state in found.items() if key not in self.forgotten}

    def living(self) -> list[str]:
        return sorted(key for key, (_note, is_deleted, _edited) in self.now().items() if not is_deleted)

    def newest_changes(self) -> list[Act]:
        """What an undo takes back: the newest, and what an import brought together with it."""
        undone = {act.undoes for act in self.acts if act.what == "undo"}
        left = [act for act in self.acts if act.what in ("edit", "delete") and act not in undone]
        left = [act for act in left if not self.forgotten.issuperset(act.keys)]
        newest = max((act.number for act in left), default=None)
        return [act for act in left if act.number == newest]


def open_(home: Path) -> Journal:
    return Journal(home, system=Counting(), patience=0)


def states(home: Path) -> dict[str, list[State]]:
    journal = open_(home)
    found: dict[str, list[State]] = {}
    for is_deleted, entries in ((False, journal.entries()), (True, journal.trash())):
        for one in entries:
            found.setdefault(one.id, []).append((str(one.answers["note"]), is_deleted))
    return found


class Machine(RuleBasedStateMachine):
    """Two homes, the second a clone of the first at some moment, and one of somebody else, whose exports come in."""

    def __init__(self) -> None:
        super().__init__()
        self._place = tempfile.TemporaryDirectory()
        self.homes = [Path(self._place.name, "home")]
        self.models = [Model()]
        self.other, self.others = Path(self._place.name, "other"), Model()
        self._count = itertools.count(1)
        self._torn = False

    def teardown(self) -> None:
        self._place.cleanup()

    @initialize()
    def begin(self) -> None:
        self.add(0)

    def _moment(self) -> tuple[int, datetime]:
        """The clock only goes on, so that the order of ids is the order of what was done."""
        number = next(self._count)
        return number, NOON + timedelta(minutes=number)

    def _pick(self, which: int) -> tuple[Path, Model]:
        which %= len(self.homes)
        return self.homes[which], self.models[which]

    # What a person does

    @rule(which=st.integers(0, 1))
    def add(self, which: int) -> None:
        self._add(*self._pick(which))

    @rule()
    def somebody_else_adds(self) -> None:
        self._add(self.other, self.others)

    def _add(self, home: Path, model: Model) -> None:
        number, _at = self._moment()
        key = open_(home).append(entry("t", minutes=number, answers={"note": str(number)})).id
        model.acts.add(Act(number, "add", (key,), str(number)))

    @rule(which=st.integers(0, 1), place=st.integers(0, 99))
    def edit(self, which: int, place: int) -> None:
        self._edit(*self._pick(which), place)

    @rule(place=st.integers(0, 99))
    def somebody_else_edits(self, place: int) -> None:
        self._edit(self.other, self.others, place)

    def _edit(self, home: Path, model: Model, place: int) -> None:
        if living := model.living():
            number, at = self._moment()
            key = living[place % len(living)]
            open_(home).edit(key, {"note": str(number)}, asked={}, at=at)
            model.acts.add(Act(number, "edit", (key,), str(number), at))

    @rule(which=st.integers(0, 1), places=st.lists(st.integers(0, 99), min_size=1, max_size=3))
    def delete(self, which: int, places: list[int]) -> None:
        home, model = self._pick(which)
        if living := model.living():
            number, at = self._moment()
            keys = tuple(dict.fromkeys(living[place % len(living)] for place in places))
            told = open_(home).delete(keys, at=at)
            assert (told.count, told.total) == (len(keys), len(living))
            model.acts.add(Act(number, "delete", keys))

    @rule(which=st.integers(0, 1))
    def undo(self, which: int) -> None:
        home, model = self._pick(which)
        if changes := model.newest_changes():
            number, at = self._moment()
            assert open_(home).undo(at=at).op == changes[0].what
            for change in changes:
                keys = tuple(key for key in change.keys if key not in model.forgotten)
                model.acts.add(Act(number, "undo", keys, undoes=change))

    @rule(which=st.integers(0, 1), place=st.integers(0, 99))
    def forget(self, which: int, place: int) -> None:
        home, model = self._pick(which)
        if keys := sorted(model.now()):
            number, at = self._moment()
            key = keys[place % len(keys)]
            assert open_(home).forget([key], at=at).count == 1
            model.acts.add(Act(number, "forget", (key,)))

    # What comes from elsewhere

    @rule()
    def import_an_export(self) -> None:
        """Only into the first home: the same import made apart on two machines would be two contents of one id."""
        if not self.others.living():
            return
        home, model = self._pick(0)
        number, at = self._moment()
        entries = [Entry.from_json(one.as_json()) for one in open_(self.other).entries()]
        merged = open_(home).merge(entries, at=at)
        here, counts = model.now(), dict.fromkeys(("added", "edited", "already", "refused", "forgotten"), 0)
        for one in entries:
            fate, act = self._fate(one, here.get(one.id), one.id in model.forgotten, number)
            counts[fate] += 1
            model.acts |= {act} if act else set()
        assert {name: getattr(merged, name) for name in counts} == counts

    def _fate(self, one: Entry, mine: Any, is_forgotten: bool, number: int) -> tuple[str, Act | None]:
        note, edited = str(one.answers["note"]), datetime.fromisoformat(one.edited) if one.edited else None
        if is_forgotten:
            return "forgotten", None
        if mine and (mine[1] or mine[0] == note):
            return "already", None
        if mine is None:
            first = next(act.number for act in self.others.acts if act.keys == (one.id,))
            return "added", Act(first, "add", (one.id,), note, edited)
        if edited is None or (mine[2] and edited <= mine[2]):
            return "refused", None
        return "edited", Act(number, "edit", (one.id,), note, edited)

    @precondition(lambda self: len(self.homes) == 1)
    @rule()
    def clone(self) -> None:
        """A disk is copied, or a backup of the whole machine put back on another: two write under one name."""
        self.homes.append(self.homes[0].with_name("clone"))
        shutil.copytree(self.homes[0], self.homes[1])
        self.models.append(Model(set(self.models[0].acts)))

    @precondition(lambda self: len(self.homes) == 2)
    @rule(which=st.integers(0, 1))
    def take_in(self, which: int) -> None:
        home, model = self._pick(which)
        other, others = self._pick(1 - which)
        open_(home).take_in(open_(other))
        model.acts |= others.acts

    @precondition(lambda self: len(self.homes) == 2)
    @rule(as_git=st.booleans())
    def sync(self, as_git: bool) -> None:
        """Both journals become one, in the way git (lines of both) or Syncthing (a copy beside) would do it."""
        one, two = self.homes
        for mine, theirs in ((one, two), (two, one)):
            for file in segments(theirs):
                copy = mine / file.relative_to(theirs)
                copy.parent.mkdir(exist_ok=True)
                self._carry(file, copy, as_git=as_git)
        for file in segments(one):
            copy = two / file.relative_to(one)
            copy.write_bytes(file.read_bytes())
        both = self.models[0].acts | self.models[1].acts
        self.models = [Model(set(both)), Model(set(both))]

    def _carry(self, file: Path, copy: Path, *, as_git: bool) -> None:
        theirs, mine = file.read_bytes(), copy.read_bytes() if copy.exists() else b""
        if theirs == mine or mine.startswith(theirs):
            return
        if theirs.startswith(mine):
            copy.write_bytes(theirs)
        elif as_git:
            same = next((n for n, pair in enumerate(zip(mine, theirs, strict=False)) if len(set(pair)) > 1), 0)
            same = mine[:same].rfind(b"\n") + 1  # where the first line begins that differs
            ended = mine if mine.endswith(b"\n") else mine + b"\n"
            copy.write_bytes(ended + theirs[same:])
        else:
            copy.with_name(f"{copy.stem}.sync-conflict-20260310-{next(self._count)}.jsonl").write_bytes(theirs)

    # What happens to files

    @rule(which=st.integers(0, 1), place=st.integers(0, 99), size=st.integers(1, 200))
    def tear(self, which: int, place: int, size: int) -> None:
        """A writer was killed in the middle of a line."""
        home, _model = self._pick(which)
        files = [file for file in segments(home) if file.name == "000001.jsonl"]
        file = files[place % len(files)]
        line = file.read_bytes().split(b"\n")[0]
        with file.open("ab") as end:
            end.write(line[: min(size, len(line) - 20)])

    @rule(which=st.integers(0, 1))
    def change_line_ends(self, which: int) -> None:
        home, _model = self._pick(which)
        for file in segments(home):
            file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))

    @rule(which=st.integers(0, 1), place=st.integers(0, 99), lines=st.integers(0, 9))
    def leave_a_copy(self, which: int, place: int, lines: int) -> None:
        """A sync tool puts an earlier state of a segment beside it."""
        home, _model = self._pick(which)
        file = segments(home)[place % len(segments(home))]
        part = b"".join(file.read_bytes().splitlines(keepends=True)[:lines])
        (file.parent / f"000001.sync-conflict-{next(self._count)}.jsonl").write_bytes(part)

    # What must hold

    @invariant()
    def each_home_says_what_was_done(self) -> None:
        for home, model in ((self.other, self.others), *zip(self.homes, self.models, strict=True)):
            expected = {key: [(note, is_deleted)] for key, (note, is_deleted, _edited) in model.now().items()}
            assert states(home) == expected
            journal = open_(home)
            ids = [one.id for one in journal.entries()]
            assert ids == model.living()
            assert [one.id for one in journal.latest()] == ids[::-1]
            assert journal.differing == 0
