import errno
import json
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from tests.journal.making import (
    BROKEN_DISK,
    FULL_DISK,
    NOON,
    Faulty,
    begin_segment,
    entry,
    fault,
    lines,
    segments,
    triggers,
)

from smartcli.errors import Damaged, SmartError
from smartcli.home import disk, reasons
from smartcli.home.disk import System
from smartcli.home.ids import is_id, stamp
from smartcli.home.reasons import why
from smartcli.journal import Journal, NotSaved, writing
from smartcli.journal.entry import Entry
from smartcli.journal.line import decode, numbered
from smartcli.journal.writing import PartLeft, PieceLeft

posix = pytest.mark.skipif(os.name != "posix", reason="modes and links of POSIX")


def own_folder(home: Path) -> Path:
    return home / "journal" / (home / "device").read_text().split()[0]


def test_nothing_is_touched_before_something_is_saved(tmp_path):
    journal = Journal(tmp_path / "home")
    assert journal.entries() == []
    assert list(journal.latest()) == []
    assert journal.trash() == []
    assert not (tmp_path / "home").exists()


def test_an_entry_that_is_saved_is_there_for_everybody_and_has_an_id(tmp_path):
    one = entry("née 🌱")
    saved = Journal(tmp_path).append(one)
    assert is_id(saved.id)
    assert {**saved.as_json(), "id": ""} == one.as_json()
    assert Journal(tmp_path).entries() == [saved]


def test_the_files_lie_as_the_format_says(tmp_path):
    Journal(tmp_path / "home").append(entry())
    device = own_folder(tmp_path / "home").name
    assert len(device) == 8
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")) == [
        "home",
        "home/device",
        "home/journal",
        f"home/journal/{device}",
        f"home/journal/{device}/000001.jsonl",
        "home/lock",
    ]


def test_a_line_holds_all_that_the_format_says_in_this_order(tmp_path):
    saved = Journal(tmp_path).append(entry("bus"))
    Journal(tmp_path).append(entry("bus"))
    first, second = (decode(line) for line in lines(tmp_path))
    assert json.dumps({**first, "crc": ""}) == json.dumps(
        {
            "v": 1,
            "id": saved.id,
            "n": 1,
            "at": "2026-03-10T12:00:00.000000+01:00",
            "zone": "Europe/Madrid",
            "day": "2026-03-10",
            "exercise": "urge-log",
            "version": 1,
            "asked": {"trigger": "What set it off?"},
            "answers": {"trigger": "bus", "strength": 7, "helper": None},
            "crc": "",
        }
    )
    assert second["n"] == 2


@posix
@pytest.mark.parametrize("mask", [0o000, 0o077])
def test_everything_is_the_persons_alone_whatever_the_umask(tmp_path, mask):
    before = os.umask(mask)
    try:
        Journal(tmp_path / "a" / "home").append(entry())
    finally:
        os.umask(before)
    modes = {path.is_dir(): stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "a").rglob("*")}
    assert modes == {True: 0o700, False: 0o600}
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700


@posix
def test_a_home_that_others_could_look_into_is_mended(tmp_path):
    (tmp_path / "home").mkdir(mode=0o755)
    (tmp_path / "home" / "journal").mkdir(mode=0o755)
    Journal(tmp_path / "home").append(entry())
    assert stat.S_IMODE((tmp_path / "home").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "home" / "journal").stat().st_mode) == 0o700


@posix
def test_w8_a_linked_home_and_a_linked_journal_are_followed_and_stay_links(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "cloud").mkdir()
    (tmp_path / "home").symlink_to("real")
    (tmp_path / "real" / "journal").symlink_to("../cloud")
    Journal(tmp_path / "home").append(entry())
    assert triggers(Journal(tmp_path / "home").entries()) == ["a row at work"]
    assert (tmp_path / "home").is_symlink()
    assert (tmp_path / "real" / "journal").is_symlink()
    assert len(list((tmp_path / "cloud").rglob("*.jsonl"))) == 1


@posix
def test_w8_a_link_in_the_place_of_a_segment_is_not_written_to_and_not_read(tmp_path):
    (tmp_path / "elsewhere").write_bytes(b"theirs\n")
    journal = Journal(tmp_path / "home")
    journal.append(entry())
    [segment] = segments(tmp_path / "home")
    segment.unlink()
    segment.symlink_to(tmp_path / "elsewhere")
    saved = journal.append(entry("kept all the same"))
    assert (tmp_path / "elsewhere").read_bytes() == b"theirs\n"
    assert journal.entries() == [saved]
    assert journal.lost_files == [segment]


@posix
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_plain_file_in_the_place_of_a_segment_is_not_waited_for(tmp_path, make):
    journal = Journal(tmp_path)
    journal.append(entry())
    [segment] = segments(tmp_path)
    segment.unlink()
    make(segment)
    saved = journal.append(entry("kept all the same"))
    assert journal.entries() == [saved]
    assert journal.lost_files == [segment]


@posix
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: Path(path).symlink_to("elsewhere")])
def test_a_segment_that_ceases_to_be_a_plain_file_while_it_is_read_is_no_other_error(tmp_path, make):
    Journal(tmp_path).append(entry())

    class Late(System):
        def open(self, path: str, flags: int) -> int:
            if path.endswith(".jsonl"):
                os.remove(path)
                make(path)
            return super().open(path, flags)

    with pytest.raises(Damaged, match=r"000001\.jsonl is not a plain file, so it is not read"):
        Journal(tmp_path, system=Late()).entries()


@posix
def test_a_pipe_in_the_place_of_the_devices_name_is_not_waited_for_and_stops_nothing(tmp_path):
    Journal(tmp_path).append(entry("before"))
    (tmp_path / "device").unlink()
    os.mkfifo(tmp_path / "device")
    Journal(tmp_path).append(entry("after", minutes=1))
    assert triggers(Journal(tmp_path).entries()) == ["before", "after"]
    assert stat.S_ISFIFO((tmp_path / "device").stat().st_mode)  # nothing took its place


def test_a_new_segment_is_begun_at_one_mebibyte_and_counts_from_one(tmp_path):
    journal = Journal(tmp_path)
    for text in ("x" * 700_000, "y" * 700_000, "first of the second"):
        journal.append(entry(text))
    assert [file.name for file in segments(tmp_path)] == ["000001.jsonl", "000002.jsonl"]
    assert [decode(line)["n"] for line in lines(tmp_path)] == [1, 2, 1]
    assert [text[:5] for text in triggers(journal.entries())] == ["xxxxx", "yyyyy", "first"]


def test_ids_only_grow_even_when_the_clock_goes_back_and_into_a_new_segment(tmp_path):
    journal = Journal(tmp_path)
    for minutes, text in ((0, "now"), (-60, "x" * writing.FULL), (-120, "earlier still")):
        journal.append(entry(text, minutes=minutes))
    ids = [decode(line)["id"] for line in lines(tmp_path)]
    assert len(set(ids)) == 3
    assert ids == sorted(ids)
    assert [text[:5] for text in triggers(Journal(tmp_path).latest())] == ["earli", "xxxxx", "now"]


def test_a_segment_of_its_own_whose_name_begins_with_digits_does_not_count_as_a_numbered_one(tmp_path):
    journal = Journal(tmp_path)
    journal.append(entry("one"))
    (own_folder(tmp_path) / "0123456789abcdefghjkmnpqrs.jsonl").write_bytes(b"")
    journal.append(entry("two"))
    assert [len(file.read_bytes().splitlines()) for file in segments(tmp_path)] == [2, 0]


# A torn last line


def tear(file: Path, size: int) -> None:
    """As if a writer had been killed, or the power been cut, so far into its last line."""
    data = file.read_bytes()
    start = data[:-1].rfind(b"\n") + 1
    file.write_bytes(data[: start + size])


@pytest.mark.parametrize("size", [1, 20, 200])
def test_w2_a_torn_last_line_costs_that_entry_and_no_other(tmp_path, size):
    journal = Journal(tmp_path)
    journal.append(entry("before"))
    journal.append(entry("torn"))
    tear(segments(tmp_path)[0], size)
    assert triggers(journal.entries()) == ["before"]
    assert journal.unreadable == 1
    journal.append(entry("after"))
    assert triggers(journal.entries()) == ["before", "after"]
    assert journal.unreadable == 1
    assert [decode(line)["n"] for line in lines(tmp_path) if line.endswith(b"}")] == [1, 3]


def test_w2_without_the_line_break_before_it_the_next_entry_would_be_lost_with_the_torn_one(tmp_path):
    """Shows that the cure is needed, and that the test above can fail."""
    journal = Journal(tmp_path)
    journal.append(entry("before"))
    journal.append(entry("torn"))
    [file] = segments(tmp_path)
    tear(file, 20)
    with file.open("ab") as uncured:
        uncured.write(lines(tmp_path)[0] + b"\n")
    assert triggers(journal.entries()) == ["before"]


def test_a_last_line_that_lacks_only_its_line_break_is_an_entry(tmp_path):
    journal = Journal(tmp_path)
    journal.append(entry("one"))
    [file] = segments(tmp_path)
    file.write_bytes(file.read_bytes().rstrip(b"\n"))
    assert triggers(journal.entries()) == ["one"]
    journal.append(entry("two"))
    assert triggers(journal.entries()) == ["one", "two"]
    assert journal.unreadable == 0


def test_w2_a_segment_that_ends_in_nul_bytes_is_carried_on(tmp_path):
    journal = Journal(tmp_path)
    journal.append(entry("one"))
    [file] = segments(tmp_path)
    file.write_bytes(file.read_bytes() + b"\0" * 4096)
    journal.append(entry("two"))
    assert triggers(journal.entries()) == ["one", "two"]
    assert journal.unreadable == 1


# Faults


@pytest.mark.parametrize("error", [FULL_DISK, fault(errno.EDQUOT), BROKEN_DISK, fault(errno.EROFS)])
def test_w1_what_cannot_be_saved_is_said_and_harms_nothing(tmp_path, error):
    Journal(tmp_path).append(entry("before"))
    before = lines(tmp_path)
    with pytest.raises(NotSaved) as said:
        Journal(tmp_path, system=Faulty({"write": error})).append(entry("secret"))
    assert str(said.value) == f"Not saved yet ({why(error)})."
    assert said.value.code == 1
    assert lines(tmp_path) == before


def test_w1_an_error_in_the_segment_alone_leads_to_a_segment_of_its_own(tmp_path):
    Journal(tmp_path).append(entry("before"))
    system = Faulty({"write": [5, BROKEN_DISK]})
    saved = Journal(tmp_path, system=system).append(entry("rescued", minutes=1))
    assert Journal(tmp_path).entries()[-1] == saved
    assert [file.name for file in segments(tmp_path)] == ["000001.jsonl", f"{saved.id.lower()}.jsonl"]
    assert decode(lines(tmp_path)[1])["n"] == 1
    Journal(tmp_path).append(entry("after", minutes=2))
    assert triggers(Journal(tmp_path).latest()) == ["after", "rescued", "before"]


def test_a_line_that_could_not_be_cut_back_and_was_written_again_elsewhere_counts_once(tmp_path):
    journal = Journal(tmp_path)
    journal.append(entry("before"))
    system = Faulty({"flush": [BROKEN_DISK], "truncate": BROKEN_DISK})
    Journal(tmp_path, system=system).append(entry("twice on disk"))
    assert len(lines(tmp_path)) == 3
    assert triggers(journal.entries()) == ["before", "twice on disk"]
    assert journal.differing == 0


def calls_of_one_append(home: Path) -> list[str]:
    system = Faulty({})
    Journal(home, system=system).append(entry())
    return system.calls


@pytest.mark.parametrize("error", [FULL_DISK, BROKEN_DISK, fault(errno.EACCES)])
@pytest.mark.parametrize("is_first", [True, False])
def test_whichever_call_fails_an_entry_is_either_there_or_said_not_to_be(tmp_path, error, is_first):
    for name in set(calls_of_one_append(tmp_path / "counting")):
        for nth in range(30):
            home = tmp_path / f"{name}-{nth}"
            if not is_first:
                Journal(home).append(entry("before"))
            older = Journal(home).entries()
            system = Faulty({name: [*[None] * nth, error]})
            try:
                saved = [Journal(home, system=system, patience=0.0).append(entry("new", minutes=1))]
            except NotSaved:
                saved = []
            assert Journal(home).entries() == older + saved, (name, nth)
            if system.calls.count(name) <= nth:
                break


def test_w3_ctrl_c_in_the_middle_of_saving_leaves_no_half_line_and_comes_afterwards(tmp_path):
    class Interrupted(System):
        def write(self, file: int, data: bytes | memoryview) -> int:
            os.kill(os.getpid(), 2)
            return super().write(file, data)

    with pytest.raises(KeyboardInterrupt):
        Journal(tmp_path, system=Interrupted()).append(entry("whole"))
    assert triggers(Journal(tmp_path).entries()) == ["whole"]


def test_what_is_saved_while_somebody_else_has_the_lock_goes_to_a_segment_of_its_own(tmp_path):
    Journal(tmp_path).append(entry("before"))
    with disk.locked(tmp_path / "lock", 0) as held:
        assert held
        saved = Journal(tmp_path, patience=0.02).append(entry("meanwhile", minutes=1))
    assert [file.name for file in segments(tmp_path)] == ["000001.jsonl", f"{saved.id.lower()}.jsonl"]
    assert triggers(Journal(tmp_path).entries()) == ["before", "meanwhile"]


def test_the_very_first_entry_is_saved_even_without_the_lock(tmp_path):
    disk.private_folder(tmp_path / "home")
    with disk.locked(tmp_path / "home" / "lock", 0):
        Journal(tmp_path / "home", patience=0.02).append(entry("one"))
    Journal(tmp_path / "home").append(entry("two", minutes=1))
    assert triggers(Journal(tmp_path / "home").entries()) == ["one", "two"]


# A journal that is not where it was


def test_x9_w6_a_journal_that_has_gone_is_an_error_and_no_empty_journal(tmp_path):
    journal = Journal(tmp_path / "home")
    journal.append(entry())
    (tmp_path / "home" / "journal").rename(tmp_path / "taken away")
    for look in (journal.entries, journal.trash, journal.latest, lambda: journal.find("x")):
        with pytest.raises(Damaged) as said:
            look()
        assert said.value.code == 3
        assert str(said.value) == (
            f"The journal is not where it was: {tmp_path / 'home' / 'journal'} is missing. Nothing has been changed."
        )
    with pytest.raises(NotSaved) as refused:
        journal.append(entry("secret"))
    assert refused.value.code == 3
    assert not (tmp_path / "home" / "journal").exists()
    (tmp_path / "taken away").rename(tmp_path / "home" / "journal")
    assert triggers(journal.entries()) == ["a row at work"]


def test_w6_our_own_folder_gone_from_the_journal_is_an_error_too(tmp_path):
    journal = Journal(tmp_path)
    journal.append(entry())
    own_folder(tmp_path).rename(tmp_path / "taken away")
    with pytest.raises(Damaged, match="is missing"):
        journal.entries()


@posix
@pytest.mark.parametrize("link", ["home", "home/journal"])
def test_w6_a_link_to_a_disk_that_is_not_there_is_an_error(tmp_path, link):
    (tmp_path / link).parent.mkdir(exist_ok=True)
    (tmp_path / link).symlink_to(tmp_path / "unplugged")
    with pytest.raises(Damaged, match="is missing"):
        Journal(tmp_path / "home").entries()
    with pytest.raises(NotSaved):
        Journal(tmp_path / "home").append(entry())
    assert not (tmp_path / "unplugged").exists()


@pytest.mark.parametrize("name", ["scan", "read", "open"])
def test_w6_what_cannot_be_opened_is_an_error_and_no_empty_journal(tmp_path, name):
    Journal(tmp_path).append(entry())
    with pytest.raises(Damaged, match=r"cannot be read \([^)]+\)\. Nothing has been changed\.") as said:
        Journal(tmp_path, system=Faulty({name: fault(errno.EACCES)})).entries()
    assert said.value.code == 3


def test_w6_a_file_in_the_place_of_the_journal_is_an_error(tmp_path):
    (tmp_path / "journal").write_bytes(b"")
    with pytest.raises(Damaged, match="is missing"):
        Journal(tmp_path).entries()
    with pytest.raises(NotSaved):
        Journal(tmp_path).append(entry())


class Closed(System):
    """A system in which nothing can be found out about the places whose name this is."""

    def __init__(self, name: str, error: OSError) -> None:
        self.name = name
        self.error = error

    def stat(self, place: str | int) -> os.stat_result:
        if isinstance(place, str) and Path(place).name == self.name:
            raise self.error
        return super().stat(place)


def assert_cannot_be_reached(home: Path, folder: Path, system: System) -> None:
    journal = Journal(home, system=system)
    for look in (journal.entries, journal.trash, journal.latest, lambda: journal.find("x")):
        with pytest.raises(Damaged) as said:
            look()
        words, _bracket, rest = str(said.value).partition(" (")
        reason, _bracket, rest = rest.partition(")")
        assert (words, rest) == (f"The folder {folder} cannot be reached", ". Nothing has been changed.")
        assert reason in map(str, reasons.MEANINGS.values())
        assert (said.value.code, said.value.next) == (3, "smartcli where")
    with pytest.raises(NotSaved, match="cannot be reached") as refused:
        journal.append(entry())
    assert refused.value.code == 3


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOTDIR, errno.EIO, errno.ESTALE])
@pytest.mark.parametrize("name", ["home", "journal", "device"])
@pytest.mark.parametrize("is_there", [True, False])
def test_w6_a_home_that_cannot_be_reached_is_an_error_and_no_empty_journal(tmp_path, number, name, is_there):
    home = tmp_path / "home"
    disk.private_folder(home)
    if is_there:
        Journal(home).append(entry())
    assert_cannot_be_reached(home, home, Closed(name, fault(number)))


def test_w6_a_journal_that_may_not_be_entered_is_an_error_and_no_empty_journal(tmp_path):
    Journal(tmp_path).append(entry())
    assert_cannot_be_reached(tmp_path, tmp_path / "journal", Closed(own_folder(tmp_path).name, fault(errno.EACCES)))


@pytest.mark.parametrize("home", ["file", "file/home"])
def test_w6_a_file_in_the_place_of_the_home_or_above_it_is_an_error(tmp_path, home):
    (tmp_path / "file").write_bytes(b"mine")
    if home == "file" or os.name == "posix":  # Windows says of the other only that it is not there
        assert_cannot_be_reached(tmp_path / home, tmp_path / home, System())
    assert (tmp_path / "file").read_bytes() == b"mine"


# Devices


LEFT = [b"", b"\0" * 9, b"../../x\n", b"UPPER123"]


@pytest.mark.parametrize("left", [None, *LEFT])
def test_a_device_that_forgot_its_name_takes_a_new_one_and_reads_the_old(tmp_path, left):
    Journal(tmp_path).append(entry("before"))
    old = own_folder(tmp_path)
    (tmp_path / "journal" / "0000aaaa").mkdir()
    (tmp_path / "device").unlink()
    if left is not None:
        (tmp_path / "device").write_bytes(left)
    Journal(tmp_path).append(entry("after", minutes=1))
    assert own_folder(tmp_path) != old
    assert triggers(Journal(tmp_path).entries()) == ["before", "after"]
    assert ("?" in (tmp_path / "device").read_text()) == (left is not None)  # that it was lost is not forgotten


@pytest.mark.parametrize("left", LEFT)
@pytest.mark.parametrize("is_noted", [True, False])
def test_a_name_that_is_lost_is_known_again_where_it_was_noted_or_its_folder_is_alone(tmp_path, left, is_noted):
    journal = Journal(tmp_path)
    journal.append(entry("before"))
    old = own_folder(tmp_path)
    if is_noted:
        journal.tend()
        (tmp_path / "journal" / "0000aaaa").mkdir()
    (tmp_path / "device").write_bytes(left)
    Journal(tmp_path).append(entry("after", minutes=1))
    assert own_folder(tmp_path) == old
    assert triggers(Journal(tmp_path).entries()) == ["before", "after"]


def test_lines_whose_numbers_go_backwards_tell_of_a_double_and_the_device_takes_a_new_name(tmp_path):
    journal = Journal(tmp_path)
    for text in ("one", "two"):
        journal.append(entry(text))
    old = own_folder(tmp_path)
    [file] = segments(tmp_path)
    clone = Entry.from_line(decode(lines(tmp_path)[1]))
    # A cloned machine went on from the first line; whatever carries the folder put its line at the end.
    file.write_bytes(file.read_bytes() + numbered({**clone.as_line(), "id": f"{clone.id[:-6]}ZZZZZZ"}, 2))
    journal.append(entry("three"))
    assert own_folder(tmp_path) != old
    assert [decode(line)["n"] for line in (own_folder(tmp_path) / "000001.jsonl").read_bytes().splitlines()] == [1]
    assert len(journal.entries()) == 4


def test_gaps_in_the_numbers_are_no_double(tmp_path):
    journal = Journal(tmp_path)
    for text in ("one", "two", "three"):
        journal.append(entry(text))
    [file] = segments(tmp_path)
    file.write_bytes(b"".join(line + b"\n" for line in lines(tmp_path)[::2]))
    journal.append(entry("four"))
    assert [decode(line)["n"] for line in lines(tmp_path)] == [1, 3, 4]
    assert len({file.parent for file in segments(tmp_path)}) == 1


@pytest.mark.parametrize("minutes", [0, 60, 61])
def test_the_first_id_of_a_new_segment_comes_after_all_before_it_whatever_the_clock_says(tmp_path, minutes):
    journal = Journal(tmp_path)
    for number in (59, 60):
        journal.append(entry(str(number), minutes=number))
    begin_segment(tmp_path)
    for file in segments(tmp_path):
        os.utime(file, (0, 0))  # as a copy of the folder may have it
    for text in ("new", "newer"):
        journal.append(entry(text, minutes=minutes))
    assert [len(file.read_bytes().splitlines()) for file in segments(tmp_path)] == [2, 2]
    ids = [decode(line)["id"] for line in lines(tmp_path)]
    assert ids == sorted(set(ids))
    assert triggers(journal.entries()) == ["59", "60", "new", "newer"]


def test_a_full_segment_is_followed_by_one_whose_ids_come_after_it(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "FULL", 600)
    journal = Journal(tmp_path)
    for minutes in range(9, 0, -1):
        journal.append(entry(str(minutes), minutes=minutes))
    assert [len(file.read_bytes().splitlines()) for file in segments(tmp_path)] == [3, 3, 3]
    assert [decode(line)["n"] for line in lines(tmp_path)] == [1, 2, 3] * 3
    assert triggers(journal.entries()) == [str(minutes) for minutes in range(9, 0, -1)]
    assert triggers(journal.latest()) == [str(minutes) for minutes in range(1, 10)]


def test_p4_two_entries_of_one_moment_are_two(tmp_path):
    journal = Journal(tmp_path)
    first, second = journal.append(entry("one")), journal.append(entry("two"))
    assert first.at == second.at == stamp(NOON + timedelta())
    assert triggers(journal.entries()) == ["one", "two"]


class Sick(System):
    """A disk that takes so many bytes and no more, and lets nothing be taken away again."""

    def __init__(self, room: int) -> None:
        self._room = room

    def write(self, file: int, data: bytes | memoryview) -> int:
        if self._room == 0:
            raise fault(errno.EIO)
        part = data[: self._room]
        self._room -= len(part)
        return super().write(file, part)

    def truncate(self, file: int, size: int) -> None:
        raise fault(errno.EIO)


@pytest.mark.parametrize(("lines", "error"), [(0, PieceLeft), (1, PartLeft)])
def test_of_several_lines_on_a_sick_disk_those_that_are_whole_are_told_as_saved(
    tmp_path: Path, lines: int, error: type[SmartError]
) -> None:
    journal = Journal(tmp_path)
    ids = [journal.append(entry(text, minutes=n)).id for n, text in enumerate(("one", "two"))]
    [file] = segments(tmp_path)
    before = file.read_bytes()
    Journal(tmp_path).delete(ids, at=NOON + timedelta(hours=1))
    sizes = [len(line) for line in file.read_bytes().removeprefix(before).splitlines(keepends=True)]
    file.write_bytes(before)
    with pytest.raises(error, match="disk has a fault"):
        Journal(tmp_path, system=Sick(sum(sizes[:lines]) + 9)).delete(ids, at=NOON + timedelta(hours=1))
    assert len(Journal(tmp_path).entries()) == 2 - lines
