"""Digests of closed segments: they tell little, are made again at any time, and a wrong one counts for nothing."""

import errno
import os
import shutil
from datetime import timedelta
from pathlib import Path
from zlib import crc32

import pytest
from tests.journal.life import spaced
from tests.journal.making import NOON, Counting, begin_segment, entry, fault, keys_of, lay_key, lines, segments
from tests.journal.written import change, line

from smartcli.home.disk import System
from smartcli.journal import Journal
from smartcli.journal.digest import Digest
from smartcli.journal.digest_cache import TAIL, UNCERTAIN
from smartcli.journal.line import ID, decode
from smartcli.journal.past import NEAR

TODAY = NOON.date() + timedelta(days=90)
WORD = "harbour"
# Bytes of a segment that are looked at: to know it again, its turn, and of the first and last whether it is sealed.
EDGES = TAIL + max(ID.stop, 64)


class Watching(System):
    """A system that adds up what is read of each file; `fails` are names of calls that find no room."""

    def __init__(self, *fails: str) -> None:
        self.read_of: dict[str, int] = {}
        self._fails = fails
        self._names: dict[int, str] = {}

    def open(self, path: str, flags: int) -> int:
        if flags & os.O_CREAT and "open" in self._fails:
            raise fault(errno.EROFS)
        file = super().open(path, flags)
        self._names[file] = path
        return file

    def read(self, file: int, size: int) -> bytes:
        data = super().read(file, size)
        name = Path(self._names[file]).name
        self.read_of[name] = self.read_of.get(name, 0) + len(data)
        return data

    def write(self, file: int, data: bytes | memoryview) -> int:
        if "write" in self._fails:
            raise fault(errno.ENOSPC)
        return super().write(file, data)

    def mkdir(self, path: str) -> None:
        if "mkdir" in self._fails:
            raise fault(errno.EROFS)
        super().mkdir(path)


def filled(home: Path, *, is_sealed: bool = False) -> Journal:
    """Three closed segments of forty entries and an open one, all of them older than a moment."""
    if is_sealed:
        lay_key(home)
    for part in range(4):
        for number in range(40):
            one = entry(WORD, minutes=part * 100 + number, exercise="check-in" if part == 0 else "urge-log")
            journal(home).append(one)
        if part < 3:
            begin_segment(home)
    age(home)
    return journal(home)


def journal(home: Path, system: System | None = None) -> Journal:
    keys = keys_of(home, system or Counting())
    if keys.is_there:
        keys.unlocked()
    return Journal(home, keys=keys, system=system or Counting(), patience=0)


def age(home: Path, seconds: int = 0) -> None:
    for file in home.glob("journal/*/*"):
        os.utime(file, (NOON.timestamp() + seconds,) * 2)


def digests(home: Path) -> list[Path]:
    return sorted((home / "digests").glob("*"))


def counts(journal: Journal) -> dict[str, tuple[int, str]]:
    past = journal.past(today=TODAY, days=3)
    assert past.lately == []
    return {id: (one.times, one.last) for id, one in past.done.items()}


def in_full(home: Path) -> dict[str, int]:
    names = [one.exercise for one in journal(home).entries()]
    return {name: names.count(name) for name in {*names}}


def first_segment(home: Path) -> Path:
    return segments(home)[0]


def test_what_was_done_is_counted_without_reading_the_closed_segments_again(tmp_path):
    filled(tmp_path)
    expected = {"check-in": (40, "2026-03-10"), "urge-log": (120, "2026-03-10")}
    assert counts(journal(tmp_path)) == expected
    assert [file.name[8:] for file in digests(tmp_path)] == [f"-00000{n}.jsonl.digest" for n in (1, 2, 3)]
    watching = Watching()
    assert counts(journal(tmp_path, watching)) == expected
    for file in segments(tmp_path)[:3]:
        assert 0 < watching.read_of[file.name] <= EDGES  # no more than that


def test_the_newest_entry_of_an_exercise_is_found_without_a_look_at_those_segments_that_have_none(tmp_path):
    first = filled(tmp_path)
    assert next(first.latest("check-in")).exercise == "check-in"
    assert digests(tmp_path) == []  # nothing is written while somebody waits
    first.tend()
    watching = Watching()
    assert next(journal(tmp_path, watching).latest("check-in")).exercise == "check-in"
    sizes = {file.name: watching.read_of[file.name] > EDGES for file in segments(tmp_path)}
    assert [*sizes.values()] == [True, False, False, True]
    assert next(journal(tmp_path).latest("none"), None) is None


def test_the_few_entries_of_an_exercise_in_a_full_segment_are_read_where_they_lie(tmp_path):
    filled(tmp_path)
    for number in (0, 1):
        journal(tmp_path).append(entry(WORD, minutes=300 + number, exercise="my-goal"))
    begin_segment(tmp_path)
    journal(tmp_path).append(entry(WORD, minutes=900, exercise="my-goal"))
    age(tmp_path)
    goals = journal(tmp_path).some(exercises=["my-goal"])
    counts(journal(tmp_path))
    watching = Watching()
    assert journal(tmp_path, watching).some(exercises=["my-goal"]) == goals
    assert len(goals) == 3
    [*_others, last, _open] = segments(tmp_path)
    assert EDGES < watching.read_of[last.name] <= EDGES + sum(len(one.line or b"") + 20 for one in goals[:2])


def test_where_other_lines_lie_there_by_now_all_of_the_segment_is_read(tmp_path, monkeypatch):
    filled(tmp_path)
    counts(journal(tmp_path))
    monkeypatch.setattr("smartcli.journal.digest.Digest.places_of", lambda *_args: [(5, 300)])
    assert len(journal(tmp_path).some(exercises=["check-in"])) == 40


def test_a_segment_with_changes_is_passed_over_too(tmp_path):
    home = filled(tmp_path)
    ids = [one.id for one in home.entries()]
    home.edit(ids[38], {"trigger": "afterwards"}, asked={}, at=NOON + timedelta(minutes=350))
    home.delete([ids[39]], at=NOON + timedelta(minutes=351))
    begin_segment(tmp_path)
    age(tmp_path)
    counts(journal(tmp_path))
    watching = Watching()
    found = [*journal(tmp_path, watching).latest("check-in")]
    assert ([one.id for one in found], found[0].answers["trigger"]) == (ids[:39][::-1], "afterwards")
    assert [watching.read_of[file.name] > EDGES for file in segments(tmp_path)[1:3]] == [False, False]


def test_of_two_machines_the_later_edit_counts_though_a_digest_told_of_the_first_before_its_turn(tmp_path):
    home = filled(tmp_path)
    id = home.entries()[0].id
    home.edit(id, {"trigger": "first"}, asked={}, at=NOON + timedelta(minutes=350))
    begin_segment(tmp_path)
    home.append(entry("x", minutes=360))
    other = tmp_path / "other"
    shutil.copytree(tmp_path / "journal", other / "journal")
    Journal(other).edit(id, {"trigger": "second"}, asked={}, at=NOON + timedelta(minutes=355))
    (mine,) = [file for file in other.glob("journal/*/*") if not (tmp_path / file.relative_to(other)).exists()]
    shutil.copytree(mine.parent, tmp_path / mine.parent.relative_to(other))
    shutil.rmtree(other)
    age(tmp_path)
    counts(journal(tmp_path))
    assert next(one for one in journal(tmp_path).latest("check-in") if one.id == id).answers["trigger"] == "second"


def test_a_segment_that_is_passed_over_reaches_as_far_as_its_changes(tmp_path):
    """A double of this machine went on in the first segment while this one was in the third."""
    ids = [f"01JQ{number:022}" for number in range(100)]
    folder = tmp_path / "journal" / "aaaaaaaa"
    folder.mkdir(parents=True)
    (tmp_path / "device").write_text("aaaaaaaa\n")
    parts = {
        "000001": [line(ids[1], exercise="check-in"), line(ids[35])],
        "000002": [line(ids[20], exercise="check-in"), change(ids[50], ids[20])],
        "000003": [line(ids[30]), line(ids[40])],
        "000004": [line(ids[60], exercise="check-in")],
    }
    for name, some in parts.items():
        (folder / f"{name}.jsonl").write_bytes(b"".join(some))
    age(tmp_path)
    counts(journal(tmp_path))
    assert len(digests(tmp_path)) == 3
    assert [one.id for one in journal(tmp_path).latest("urge-log")] == [ids[40], ids[35], ids[30]]


def test_a_change_in_a_segment_that_is_passed_over_counts(tmp_path):
    home = filled(tmp_path)
    ids = [one.id for one in home.entries()]
    home.delete([ids[39]], at=NOON)
    home.edit(ids[38], {"trigger": "afterwards"}, asked={}, at=NOON)
    begin_segment(tmp_path)
    home.append(entry("x", minutes=999))
    age(tmp_path)
    for _run in range(2):
        again = journal(tmp_path)
        assert next(again.latest("check-in")).answers["trigger"] == "afterwards"
        assert counts(again)["check-in"] == (39, "2026-03-10")
        again.tend()


def test_an_answer_that_has_the_name_of_what_changes_do_is_counted_like_any_other(tmp_path):
    """An own exercise may call a question `op`."""
    journal(tmp_path).append(entry("x", minutes=-900).but(answers={"op": "edit"}))
    begin_segment(tmp_path)
    home = filled(tmp_path)
    odd = next(one.id for one in home.entries() if "op" in one.answers)
    assert counts(journal(tmp_path))["urge-log"][0] == 121
    journal(tmp_path).delete([odd], at=NOON)
    age(tmp_path)
    for _run in range(2):
        assert counts(journal(tmp_path))["urge-log"][0] == 120


def test_a_digest_holds_days_exercises_and_places_and_no_word(tmp_path):
    counts(filled(tmp_path))
    for file in digests(tmp_path):
        assert WORD.encode() not in file.read_bytes()
        assert b"set it off" not in file.read_bytes()
        table = decode(file.read_bytes())
        numbers = {"first", "last", "is_whole", "done", "later", "changes", "marks", "places"}
        assert set(table) == numbers | {"v", "of", "crc"}
        assert [*table["done"].values()] == [{"2026-03-10": 40}]
        assert file.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "digests").stat().st_mode & 0o777 == 0o700


def test_in_a_sealed_journal_a_digest_is_an_age_file_whose_length_tells_nothing(tmp_path):
    sealed = filled(tmp_path, is_sealed=True)
    sealed.tend()  # packs
    age(tmp_path)
    expected = {"check-in": (40, "2026-03-10"), "urge-log": (120, "2026-03-10")}
    for _run in range(2):
        assert counts(journal(tmp_path)) == expected
    assert len(digests(tmp_path)) == 3
    for file in digests(tmp_path):
        assert file.name.endswith(".jsonl.age.digest.age")
        assert file.read_bytes().startswith(b"age-encryption.org/v1")
        assert len(keys_of(tmp_path).open(file.read_bytes())) in {512 << n for n in range(9)}
    closed = Journal(tmp_path, keys=keys_of(tmp_path), system=Counting())
    assert closed._digests.of(segments_of_age(tmp_path)[0], [0]) is None  # it asks for no passphrase


def test_digests_are_used_also_by_who_has_yet_to_give_the_passphrase_and_they_stay(tmp_path):
    filled(tmp_path, is_sealed=True).tend()
    age(tmp_path)
    counts(journal(tmp_path))
    before = {file: file.stat().st_ino for file in digests(tmp_path)}
    watching = Watching()
    closed = Journal(tmp_path, keys=keys_of(tmp_path, watching), system=watching, patience=0)
    assert len(closed.some(exercises=["check-in"])) == 40
    assert [watching.read_of[file.name] > EDGES for file in segments_of_age(tmp_path)] == [True, False, False]
    assert {file: file.stat().st_ino for file in digests(tmp_path)} == before


def segments_of_age(home: Path) -> list[Path]:
    return sorted(home.glob("journal/*/*.age"))


def test_sealing_and_opening_throw_all_of_it_away_and_what_stayed_in_the_open_goes_at_the_end_of_a_run(tmp_path):
    counts(filled(tmp_path))
    kept = digests(tmp_path)[0].read_bytes()
    lay_key(tmp_path)
    journal(tmp_path).seal_all()
    assert digests(tmp_path) == []
    (tmp_path / "digests" / "abcdefgh-000001.jsonl.digest").write_bytes(kept)  # another window wrote it meanwhile
    again = journal(tmp_path)
    again.entries()  # a run in which the journal is used
    again.tend()
    assert digests(tmp_path) == []
    age(tmp_path)
    counts(journal(tmp_path))
    assert len(digests(tmp_path)) == 3
    keys = keys_of(tmp_path)
    keys.unlocked()
    keys.turn_off()
    Journal(tmp_path, keys=keys).open_all()
    assert digests(tmp_path) == []


def test_a_segment_that_has_changed_is_read_whatever_its_digest_says(tmp_path):
    counts(filled(tmp_path))
    file = first_segment(tmp_path)
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(b'"strength":7', b'"strength":8', 1))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))  # it looks as it did
    assert file.stat().st_size == before.st_size
    told = journal(tmp_path)
    assert counts(told)["check-in"] == (39, "2026-03-10")
    assert told.unreadable == 1


def test_a_segment_that_changed_just_now_could_change_once_more_and_look_the_same(tmp_path):
    filled(tmp_path)
    first_segment(tmp_path).touch()
    counts(journal(tmp_path))
    young = digests(tmp_path)[0].stat().st_mtime_ns - first_segment(tmp_path).stat().st_mtime_ns
    assert young < UNCERTAIN
    watching = Watching()
    counts(journal(tmp_path, watching))
    assert watching.read_of[first_segment(tmp_path).name] > EDGES


@pytest.mark.parametrize("harm", [b"", b"{", b"\0" * 99, b'{"v":1,"of":[]}'])
def test_a_damaged_digest_is_as_good_as_none_and_is_made_again(tmp_path, harm):
    expected = counts(filled(tmp_path))
    whole = [file.read_bytes() for file in digests(tmp_path)]
    for file in digests(tmp_path):
        file.write_bytes(harm)
    assert counts(journal(tmp_path)) == expected
    assert [file.read_bytes() for file in digests(tmp_path)] == whole
    digests(tmp_path)[0].write_bytes(whole[1])  # another segment's
    assert counts(journal(tmp_path)) == expected


@pytest.mark.parametrize("fails", ["open", "write", "mkdir"])
def test_where_nothing_can_be_written_nothing_is_said_and_all_is_counted(tmp_path, fails):
    filled(tmp_path)
    told = journal(tmp_path, Watching(fails))
    assert counts(told)["urge-log"] == (120, "2026-03-10")
    assert next(told.latest("none"), None) is None
    told.tend()
    assert [*tmp_path.glob("digests/*")] == []


def test_where_nobody_can_tell_whether_it_is_sealed_the_entries_are_there_all_the_same(tmp_path):
    filled(tmp_path)
    counts(journal(tmp_path))
    (tmp_path / "key").mkdir()
    (tmp_path / "key" / "recipient").symlink_to("recipient")
    again = journal(tmp_path)
    assert len([*again.latest()]) == len([*again.latest("urge-log")]) + 40 == 160
    assert len(again.some(exercises=["check-in"])) == 40
    again.tend()


def test_nothing_that_is_forgotten_stays_in_a_digest(tmp_path):
    here = filled(tmp_path)
    counts(here)
    here.forget([here.entries()[0].id], at=NOON)
    assert digests(tmp_path) == []
    age(tmp_path, 1)
    assert counts(journal(tmp_path))["check-in"] == (39, "2026-03-10")
    assert decode(digests(tmp_path)[0].read_bytes())["done"] == {"check-in": {"2026-03-10": 39}}


def test_a_segment_in_which_something_forgotten_still_lies_has_no_digest(tmp_path):
    """It is another machine's, which erases it when it next runs."""
    here = filled(tmp_path)
    first_segment(tmp_path).parent.rename(tmp_path / "journal" / "theirs00")
    (tmp_path / "device").unlink()
    here = journal(tmp_path)
    here.append(entry("ours", minutes=5000))
    age(tmp_path)
    counts(journal(tmp_path))
    assert len(digests(tmp_path)) == 3
    assert here.forget([here.entries()[0].id], at=NOON).elsewhere == 1
    for _run in range(2):
        told = journal(tmp_path)
        assert counts(told)["check-in"] == (39, "2026-03-10")
        [*told.latest("none")]
        told.tend()
        assert [file.name for file in digests(tmp_path)] == [f"theirs00-00000{n}.jsonl.digest" for n in (2, 3)]


def test_a_digest_of_a_segment_that_is_gone_goes_too(tmp_path):
    counts(filled(tmp_path))
    first_segment(tmp_path).unlink()
    counts(journal(tmp_path))
    assert len(digests(tmp_path)) == 2


def test_one_entry_in_two_segments_counts_once(tmp_path):
    filled(tmp_path)
    file = first_segment(tmp_path)
    (file.parent / "000001.sync-conflict-1.jsonl").write_bytes(file.read_bytes())
    age(tmp_path)
    for _run in range(2):
        assert counts(journal(tmp_path)) == {"check-in": (40, "2026-03-10"), "urge-log": (120, "2026-03-10")}
    assert len(lines(tmp_path)) == 200
    assert in_full(tmp_path) == {"check-in": 40, "urge-log": 120}


def test_where_the_digest_tells_that_two_segments_do_not_overlap_the_newest_are_in_the_last_alone(tmp_path):
    expected = [one.id for one in filled(tmp_path).latest()][:50]
    assert counts(journal(tmp_path))  # which makes digests
    watching = Watching()
    newest = journal(tmp_path, watching).latest()
    assert [next(newest).id for _each in range(30)] == expected[:30]
    assert watching.read_of[segments(tmp_path)[2].name] <= EDGES  # no more than that
    assert [next(newest).id for _each in range(20)] == expected[30:]
    assert watching.read_of[segments(tmp_path)[2].name] > EDGES


def test_one_run_makes_only_some_of_those_that_are_missing_the_newest_first(tmp_path: Path) -> None:
    for number in range(5):
        Journal(tmp_path).append(entry(str(number), minutes=number))
        begin_segment(tmp_path)
    age(tmp_path)
    made = []
    for _run in range(3):
        journal = Journal(tmp_path)
        assert list(journal.latest("none")) == []
        journal.tend()
        made.append(sorted(int(one.name.partition("-")[2][:6]) for one in digests(tmp_path)))
    assert made == [[4, 5], [2, 3, 4, 5], [1, 2, 3, 4, 5]]


def test_an_entry_of_a_day_is_found_as_another_program_writes_it(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    wrote = [journal.append(entry("ours")), journal.append(entry("theirs", minutes=1))]
    [file] = segments(tmp_path)
    ours, theirs = file.read_bytes().splitlines()
    file.write_bytes(ours + b"\n" + spaced(decode(theirs)) + b"\n")
    assert Journal(tmp_path).some(days=["2026-03-10"]) == wrote
    file.write_bytes(spaced(decode(theirs)) + b"\n")
    assert Journal(tmp_path).some(days=["2026-03-10"]) == wrote[1:]
    assert Journal(tmp_path).some(exercises=["urge-log"]) == wrote[1:]


@pytest.mark.parametrize("asks", ["past", "some", "tend"])
def test_one_that_tells_of_what_was_forgotten_elsewhere_goes_also_where_digests_are_of_no_use(tmp_path, asks):
    """Another program's line in one segment makes counting from digests impossible; those of the others go as well."""
    here = filled(tmp_path)
    first = here.entries()[0].id
    here.tend()
    next(here.latest("none"), None)
    journal(tmp_path).tend()
    counts(journal(tmp_path))
    assert len(digests(tmp_path)) == 3
    second = segments(tmp_path)[1]
    odd = change(f"7{first[1:]}", first).replace(b'"op"', rb'"\u006fp"').rpartition(b',"crc"')[0] + b"}"
    odd = odd[:-1] + b',"crc":"%08x"}' % crc32(odd)
    second.write_bytes(odd + b"\n" + second.read_bytes())
    other = tmp_path / "other"
    shutil.copytree(tmp_path / "journal", other / "journal")
    journal(other).forget([first], at=NOON + timedelta(days=80))
    for folder in (other / "journal").iterdir():
        if not (tmp_path / "journal" / folder.name).exists():
            shutil.copytree(folder, tmp_path / "journal" / folder.name)  # its own, where the forget stands
    age(tmp_path)
    again = journal(tmp_path)
    if asks == "past":
        counts(again)
    elif asks == "some":
        assert again.some(days=[], exercises=["none"]) == []
    else:
        assert next(again.latest("none"), None) is None  # the digest of the second is missed
        again.tend()
    assert first in again.forgotten()
    assert not any(first[-10:].encode() in file.read_bytes() for file in digests(tmp_path))


def comparing(monkeypatch: pytest.MonkeyPatch) -> list[Digest]:
    """Gets each that is compared with another from now on."""
    compared: list[Digest] = []
    may_share = Digest.may_share

    def compare(one: Digest, other: Digest) -> bool:
        compared.append(one)
        return may_share(one, other)

    monkeypatch.setattr(Digest, "may_share", compare)
    return compared


def test_segments_without_an_entry_are_compared_with_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anybody who carries the folder can put thousands there."""
    Journal(tmp_path).append(entry("one"))
    strange = tmp_path / "journal" / "zzzz1234"
    strange.mkdir()
    for number in range(1, 60):
        (strange / f"{number:06}.jsonl").write_bytes(b"\n")
    compared = comparing(monkeypatch)
    assert Journal(tmp_path).count() == 1
    assert compared == []


def test_of_very_many_that_reach_over_one_another_all_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Journal(tmp_path).append(entry("one"))
    for number in range(3 * NEAR):
        strange = tmp_path / "journal" / f"zz{number:06}"
        strange.mkdir()
        early, late = (line(f"01KKBPENW0FG924S{part}{number:09}") for part in "AZ")
        (strange / "000001.jsonl").write_bytes(early + late)
        (strange / "000002.jsonl").write_bytes(b"")
    compared = comparing(monkeypatch)
    assert Journal(tmp_path).count() == len(Journal(tmp_path).entries()) == 1 + 6 * NEAR
    assert len(compared) < 3 * NEAR * NEAR / 2
