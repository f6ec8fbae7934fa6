"""What a carrier takes away is noticed; what the person does themselves is not, whatever happens meanwhile."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.journal.making import (
    NOON,
    FaultAt,
    entry,
    fault,
    keys_of,
    lay_key,
    segments,
    triggers,
)

from smartcli.errors import SmartError
from smartcli.home import disk
from smartcli.home.disk import System
from smartcli.home.seal.keys import Keys
from smartcli.journal import Journal
from smartcli.journal.files import Files
from smartcli.journal.height import Loss
from smartcli.journal.heights import Heights


class Quick(System):
    """Nothing is really flushed: that would only take time."""

    def flush(self, _file: int) -> None:
        return


QUICK = Quick()


def open_(home: Path, system: System = QUICK) -> Journal:
    """With the key open, where there is one."""
    keys = keys_of(home, system)
    if keys.is_there:
        keys.unlocked()
    return Journal(home, keys=keys, system=system, patience=0)


def closed(home: Path) -> Journal:
    """With nobody who knows the passphrase."""
    return Journal(home, keys=Keys(home), patience=0)


def run(home: Path, system: System = QUICK) -> None:
    """A run that reads all, and ends."""
    journal = open_(home, system)
    journal.entries()
    journal.tend()


def gone(home: Path) -> list[tuple[int, int, int, int]]:
    """What is said to be gone, without the key and with it: lines and files of ours, and of others."""
    found = [closed(home).gone, open_(home).gone]
    return [(one.lines, one.files, one.other_lines, one.other_files) for one in found]


NOTHING = [(0, 0, 0, 0)] * 2
ONE = [(1, 0, 0, 0)] * 2


@pytest.fixture(params=["plain", "sealed"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Five entries of ours and two of another machine, all seen."""
    home = tmp_path / "home"
    disk.private_folder(home)
    if request.param == "sealed":
        lay_key(home)
    for number in range(5):
        open_(home).append(entry(str(number), minutes=number))
    other = tmp_path / "other"
    disk.private_folder(other)
    if request.param == "sealed":
        lay_key(other)
    for number in (7, 8):
        open_(other).append(entry(str(number), minutes=number))
    [there] = (other / "journal").iterdir()
    shutil.copytree(there, home / "journal" / there.name)
    run(home)
    return home


def ours(home: Path) -> Path:
    return home / "journal" / (home / "device").read_text().split()[0] / "000001.jsonl"


def theirs(home: Path) -> Path:
    [file] = [file for file in segments(home) if file.parent != ours(home).parent]
    return file


def is_sealed(home: Path) -> bool:
    return keys_of(home).is_set_up


def put(file: Path, lines: list[bytes]) -> None:
    """As a sync program does it: another file in the place of the old one."""
    new = file.with_name(f".{file.name}.sync")
    new.write_bytes(b"".join(lines))
    new.replace(file)


Steal = Callable[[list[bytes]], list[bytes]]
STEALING: dict[str, tuple[Steal, int]] = {
    "the last line": (lambda lines: lines[:-1], 1),
    "two in the middle": (lambda lines: [lines[0], *lines[3:]], 2),
    "all": (lambda lines: [], 5),
    "one, and another twice": (lambda lines: [lines[0], lines[0], *lines[2:]], 1),
}


@pytest.mark.parametrize("how", STEALING)
def test_a_line_that_is_taken_away_is_noticed_and_stays_so_until_it_is_back(home: Path, how: str) -> None:
    assert gone(home) == NOTHING
    steal, count = STEALING[how]
    before = ours(home).read_bytes().splitlines(keepends=True)
    put(ours(home), steal(before))
    assert gone(home) == [(count, 0, 0, 0)] * 2
    run(home)
    open_(home).append(entry("later", minutes=30))
    run(home)
    assert gone(home) == [(count, 0, 0, 0)] * 2
    added = ours(home).read_bytes().splitlines(keepends=True)[-1]
    put(ours(home), [*before, added])
    assert gone(home) == NOTHING
    run(home)
    assert gone(home) == NOTHING


def test_numbers_made_to_fit_hide_nothing(home: Path) -> None:
    from smartcli.journal.line import around, decode, renumbered

    first, _second, *rest = ours(home).read_bytes().splitlines()
    if is_sealed(home):
        from base64 import b64decode

        fitting = [around(b64decode(decode(line)["age"]), n) + b"\n" for n, line in enumerate(rest, 2)]
    else:
        fitting = [renumbered(line, n) for n, line in enumerate(rest, 2)]
    put(ours(home), [first + b"\n", *fitting])
    assert gone(home) == ONE


def test_a_file_that_is_missing_is_so_many_lines(home: Path) -> None:
    begin_another(home)
    open_(home).append(entry("in the second", minutes=20))
    run(home)  # which packs the first one, where it is sealed
    first = next(file for file in ours(home).parent.iterdir() if file.name.startswith("000001"))
    first.rename(home.parent / "taken")
    assert gone(home) == [(5, 0, 0, 0)] * 2
    (home.parent / "taken").rename(first)
    assert gone(home) == NOTHING


def test_lines_that_are_gone_stay_lines_when_the_journal_is_opened_and_sealed(tmp_path: Path) -> None:
    """Nobody with the passphrase has seen them, so it is not known what was in them."""
    home = tmp_path / "home"
    disk.private_folder(home)
    lay_key(home)
    for number in range(4):
        closed(home).append(entry(str(number), minutes=number))
    Heights(Files(home=home, system=QUICK, patience=0, keys=Keys(home))).note()
    put(ours(home), ours(home).read_bytes().splitlines(keepends=True)[:2])
    assert gone(home) == [(2, 0, 0, 0)] * 2
    keys = keys_of(home)
    keys.unlocked()
    journal = Journal(home, keys=keys, patience=0)
    keys.turn_off()
    journal.open_all()
    assert gone(home) == [(2, 0, 0, 0)] * 2
    journal.note_plain()
    keys.turn_on()
    journal.seal_all()
    assert ours(home).with_name("000001.jsonl.age").exists()
    assert gone(home) == [(2, 0, 0, 0)] * 2


def test_a_packed_file_that_nobody_has_opened_is_one_file(home: Path) -> None:
    if not is_sealed(home):
        return
    begin_another(home)
    open_(home).append(entry("in the second", minutes=20))
    run(home)
    shutil.rmtree(home / "heights")
    Heights(Files(home=home, system=QUICK, patience=0, keys=Keys(home))).note()
    ours(home).with_name("000001.jsonl.age").unlink()
    assert gone(home) == [(0, 1, 0, 0)] * 2
    run(home)
    assert gone(home) == [(0, 1, 0, 0)] * 2


def test_an_older_copy_that_is_brought_back_is_noticed(home: Path) -> None:
    older = ours(home).read_bytes()
    chosen = open_(home)
    id = next(one.id for one in chosen.entries() if one.answers["trigger"] == "3")
    chosen.delete([id], at=NOON)
    run(home)
    ours(home).write_bytes(older)
    assert len(open_(home).entries()) == 7  # what the person put into the trash is back
    assert gone(home) == ONE


def test_what_is_taken_from_another_machines_folder_is_noticed(home: Path) -> None:
    lines = theirs(home).read_bytes().splitlines(keepends=True)
    put(theirs(home), lines[:1])
    assert gone(home) == [(0, 0, 1, 0)] * 2
    theirs(home).unlink()
    assert gone(home) == [(0, 0, 2, 0)] * 2


def test_what_another_machine_does_with_its_own_is_no_loss(home: Path, tmp_path: Path) -> None:
    """It erases, packs, opens again: its lines are still there, in another form, or were forgotten."""
    other = tmp_path / "other"
    for act in (lambda: forget_one(other, "7"), lambda: close_and_pack(other), lambda: None):
        act()
        carried = theirs_folder(home)
        shutil.rmtree(carried)
        shutil.copytree(other / "journal" / carried.name, carried)
        assert gone(home) == NOTHING
        run(home)
        assert gone(home) == NOTHING


def theirs_folder(home: Path) -> Path:
    [folder] = [place for place in (home / "journal").iterdir() if place != ours(home).parent]
    return folder


def forget_one(home: Path, trigger: str) -> None:
    journal = open_(home)
    id = next(one.id for one in journal.entries() if one.answers["trigger"] == trigger)
    journal.forget([id], at=NOON)
    journal.tend()


def begin_another(home: Path) -> None:
    """The segment of ours is closed, as if it were full."""
    ours(home).with_name("000002.jsonl").write_bytes(b"")


def close_and_pack(home: Path) -> None:
    begin_another(home)
    run(home)


# What the person does


def lock(home: Path, system: System = QUICK) -> None:
    lay_key(home)
    Journal(home, keys=keys_of_open(home, system), system=system, patience=0).seal_all()


def unlock(home: Path, system: System = QUICK) -> None:
    keys = keys_of_open(home, system)
    keys.turn_off()
    Journal(home, keys=keys, system=system, patience=0).open_all()


def keys_of_open(home: Path, system: System) -> Keys:
    keys = keys_of(home, system)
    keys.unlocked()
    return keys


def forget(home: Path, system: System = QUICK) -> None:
    journal = open_(home, system)
    journal.forget([journal.entries()[1].id], at=NOON)


def forget_packed(home: Path, system: System = QUICK) -> None:
    close_and_pack(home)
    forget(home, system)


def pack(home: Path, system: System = QUICK) -> None:
    begin_another(home)
    run(home, system)


def save(home: Path, system: System = QUICK) -> None:
    open_(home, system).append(entry("one more", minutes=40))
    run(home, system)


OWN = {"save": save, "forget": forget, "forget packed": forget_packed, "pack": pack, "lock": lock, "unlock": unlock}


def fitting(home: Path) -> Iterator[str]:
    yield from (name for name in OWN if name not in (("lock",) if is_sealed(home) else ("unlock",)))


def test_what_the_person_does_is_no_loss(home: Path, tmp_path: Path) -> None:
    for name in fitting(home):
        copy = tmp_path / name
        shutil.copytree(home, copy)
        assert gone(copy) == NOTHING  # a copied home is the same home
        OWN[name](copy)
        assert gone(copy) == NOTHING, name
        run(copy)
        assert gone(copy) == NOTHING, name


class Killed(BaseException):
    """The program is gone from one call to the next."""


class KillAt(System):
    """A system in which the program is killed before so many calls that change something."""

    def __init__(self, number: int) -> None:
        self.left = number

    def _count(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Killed

    def swap(self, new: str, old: str) -> None:
        self._count()
        super().swap(new, old)

    def remove(self, path: str) -> None:
        self._count()
        super().remove(path)

    def flush(self, _file: int) -> None:
        self._count()


def test_a_kill_between_two_calls_leaves_no_false_alarm(home: Path, tmp_path: Path) -> None:
    for name in sorted({*fitting(home)} - {"save"}):
        number, is_through = 0, False
        while not is_through:
            copy = tmp_path / f"{name}-{number}"
            shutil.copytree(home, copy)
            try:
                OWN[name](copy, KillAt(number))
                is_through = True
            except Killed:
                pass
            assert gone(copy) == NOTHING, (name, number)
            run(copy)
            assert gone(copy) == NOTHING, (name, number)
            shutil.rmtree(copy)
            number += 1
        assert number > 3, name


@pytest.mark.parametrize("is_lasting", [False, True], ids=["once", "for good"])
def test_a_disk_that_fails_leaves_no_false_alarm(home: Path, tmp_path: Path, is_lasting: bool) -> None:
    for name in ("forget", "pack"):
        for number in range(0, 400, 17):
            copy = tmp_path / f"{name}-{number}"
            shutil.copytree(home, copy)
            system = FaultAt(number, fault([28, 5, 30][number % 3]), is_lasting=is_lasting)
            with suppress(SmartError, OSError, ValueError):  # whatever it says, here it is about the marks
                OWN[name](copy, system)
            assert gone(copy) == NOTHING, (name, number)
            shutil.rmtree(copy)
            if len(system.calls) < number:
                break


def test_a_home_from_before_there_were_marks_misses_nothing(home: Path) -> None:
    shutil.rmtree(home / "heights")
    put(ours(home), ours(home).read_bytes().splitlines(keepends=True)[:-1])
    assert gone(home) == NOTHING
    run(home)
    assert gone(home) == NOTHING


def unknown(home: Path) -> list[bool]:
    """Whether it is said that nothing can be told, without the key and with it."""
    return [closed(home).gone.is_unknown, open_(home).gone.is_unknown]


def of_salt(home: Path) -> list[Path]:
    return [home / "heights" / "salt"]


def of_marks(home: Path) -> list[Path]:
    return list((home / "heights").glob("*.height"))


def of_all(home: Path) -> list[Path]:
    return list((home / "heights").iterdir())


DAMAGES: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "cut": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "garbage": lambda file: file.write_bytes(b"\xff" * 8),
    "gone": lambda file: file.unlink(),
    "another version": lambda file: file.write_bytes(file.read_bytes().replace(b'"v":1', b'"v":9')),
}


@pytest.mark.parametrize(
    ("how", "of"),
    [
        *((how, of) for how in ("empty", "cut", "garbage") for of in (of_salt, of_marks, of_all)),
        ("gone", of_salt),
        ("another version", of_marks),
    ],
)
def test_marks_that_are_damaged_tell_nothing_until_the_person_takes_it_as_it_is(
    home: Path, how: str, of: Callable[[Path], list[Path]]
) -> None:
    for file in of(home):
        DAMAGES[how](file)
    put(ours(home), ours(home).read_bytes().splitlines(keepends=True)[:-1])
    assert unknown(home) == [True, True]
    run(home)
    open_(home).append(entry("later", minutes=30))
    run(home)
    assert unknown(home) == [True, True]
    open_(home).take_as_it_is([])
    assert (unknown(home), gone(home)) == ([False, False], NOTHING)
    put(ours(home), ours(home).read_bytes().splitlines(keepends=True)[:-1])
    assert gone(home) == ONE


@pytest.mark.parametrize("lost", [("seen",), ()], ids=["what was seen, too", "the marks alone"])
def test_marks_that_a_power_cut_left_empty_are_made_anew_while_the_segments_are_as_they_were(
    home: Path, lost: tuple[str, ...]
) -> None:
    for name in [*(file.name for file in of_marks(home)), *lost]:
        os.truncate(home / "heights" / name, 0)
        os.utime(home / "heights" / name, ns=(times := segment_times(home, name), times))
    assert (unknown(home), gone(home)) == ([False, False], NOTHING)
    open_(home).append(entry("later", minutes=30))
    run(home)
    assert (unknown(home), gone(home)) == ([False, False], NOTHING)
    put(ours(home), ours(home).read_bytes().splitlines(keepends=True)[:-1])
    assert gone(home) == ONE


def segment_times(home: Path, name: str) -> int:
    """What a mark says by its own time of its segment."""
    from smartcli.journal.files import Files
    from smartcli.journal.height_store import HeightStore

    store = HeightStore(Files(home=home, system=QUICK, patience=0, keys=Keys(home)))
    found = {store.name(file.parent.name, file.name): file.stat().st_mtime_ns for file in segments(home)}
    return found.get(name, 0) // 1_000_000 * 1_000_000


def test_the_time_of_a_mark_is_that_of_its_segment(home: Path) -> None:
    for file in of_marks(home):
        assert file.stat().st_mtime_ns == segment_times(home, file.name)


class Refusing(System):
    """Nothing is written, or taken away, where the marks lie."""

    def open(self, path: str, flags: int) -> int:
        if "/heights/" in path and flags & os.O_CREAT:
            raise PermissionError(13, "closed", path)
        return super().open(path, flags)

    def remove(self, path: str) -> None:
        if "/heights/" in path:
            raise PermissionError(13, "closed", path)
        super().remove(path)

    def swap(self, new: str, old: str) -> None:
        if "/heights/" in old:
            raise PermissionError(13, "closed", old)
        super().swap(new, old)


def test_where_marks_cannot_be_written_nothing_is_rewritten_and_nothing_missed(home: Path) -> None:
    for name in sorted({*fitting(home)} - {"save"}):
        copy = home.with_name(name)
        shutil.copytree(home, copy)
        if name == "forget packed":
            close_and_pack(copy)
        before = {file: file.read_bytes() for file in segments(copy)}
        act = forget if name == "forget packed" else OWN[name]
        told = ""
        try:
            act(copy, Refusing())
        except SmartError as error:
            told = str(error)
        there = {file: file.read_bytes() for file in segments(copy)}
        assert before.items() <= there.items(), name
        assert (gone(copy), unknown(copy)) == (NOTHING, [False, False]), name
        assert told.startswith("What is noted of the journal") == (name != "pack" or is_sealed(home))


def test_marks_that_cannot_be_read_are_no_marks_that_are_well(home: Path) -> None:
    (home / "heights").rename(home / "elsewhere")
    (home / "heights").write_bytes(b"")
    assert closed(home).gone == Loss(is_unknown=True)


def test_a_double_that_writes_under_the_same_name_is_no_loss(home: Path, tmp_path: Path) -> None:
    """Its file has come in the place of ours, which lies beside it as a copy."""
    double = tmp_path / "double"
    shutil.copytree(home, double)
    for place, minutes in ((home, 50), (double, 51)):
        open_(place).append(entry(str(minutes), minutes=minutes))
        run(place)
    ours(home).rename(ours(home).with_name("000001.sync-conflict-20260310-120000-ABCDEFG.jsonl"))
    shutil.copy(ours(double), ours(home))
    assert gone(home) == NOTHING
    run(home)
    assert gone(home) == NOTHING
    assert {"50", "51"} <= set(triggers(open_(home).entries()))


def test_line_ends_that_a_sync_changes_are_no_loss(home: Path) -> None:
    ours(home).write_bytes(ours(home).read_bytes().replace(b"\n", b"\r\n"))
    assert gone(home) == NOTHING
    run(home)
    assert gone(home) == NOTHING


def test_a_line_that_cannot_be_read_any_more_is_said_once(home: Path) -> None:
    lines = ours(home).read_bytes().splitlines(keepends=True)
    put(ours(home), [lines[0], lines[1][:60] + b"!" + lines[1][61:], *lines[2:]])
    for _time in ("before", "after a run"):
        assert gone(home) == NOTHING  # it is said by whoever counts what cannot be read
        run(home)
    put(ours(home), [lines[0], *lines[2:]])
    assert gone(home) == ONE


def test_the_marks_tell_nothing_that_a_carrier_does_not_see(home: Path) -> None:
    every = [(file.name, file.read_bytes()) for file in (home / "heights").iterdir()]
    ids = [one.id.encode() for one in open_(home).entries()]
    for name, data in every:
        assert not any(word in data for word in (*ids, b"urge-log", b"2026-03-10", b"trigger"))
        assert name in ("salt", "seen", "own") or (
            name.endswith(".height") and set(name[:-7]) <= set("0123456789abcdef")
        )
        assert (home / "heights" / name).stat().st_mode & 0o077 == 0


def test_saving_flushes_no_more_than_before(home: Path) -> None:
    class Flushing(System):
        count = 0

        def flush(self, file: int) -> None:
            self.count += 1
            super().flush(file)

    system = Flushing()
    journal = Journal(home, keys=keys_of(home, system), system=system)
    journal.append(entry("one more", minutes=40))
    journal.tend()
    assert system.count == 1


def test_what_has_not_changed_is_not_read_again(home: Path) -> None:
    long_ago = 1_000_000_000
    for file in segments(home):
        os.utime(file, (long_ago, long_ago))

    class Reading(System):
        opened: list[str]

        def open(self, path: str, flags: int) -> int:
            self.opened.append(path)
            return super().open(path, flags)

    import time

    time.sleep(2.1)  # a file that changed just now could do so once more and look the same
    run(home)
    system = Reading()
    system.opened = []
    assert not Journal(home, keys=Keys(home, system=system), system=system).gone.is_any
    assert [path for path in system.opened if path.endswith(".jsonl")] == []
