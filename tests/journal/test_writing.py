"""Where the next line goes, told from what lies in a folder; and how lines are cut into segments."""

import errno
import os
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.journal.making import NOON, entry, fault, lines, segments, triggers

from smartcli.errors import Damaged, SmartError
from smartcli.home import disk
from smartcli.home.disk import SYSTEM, System
from smartcli.home.ids import id_time, new_id
from smartcli.home.seal.keys import Keys
from smartcli.journal import Journal, NotSaved, writing
from smartcli.journal.files import Files
from smartcli.journal.line import LONGEST, decode, encode, numbered
from smartcli.journal.writing import FULL, SEALED_FULL, End, last_segment

IDS = [f"01KKBPENW0FG924SA1P8ZMQN{number:02}" for number in range(10)]


def line(n: int, **more: Any) -> bytes:
    """A line of that number, whose id has it too."""
    return numbered({"v": 1, "id": IDS[n], "answers": {}, **more}, n)


def sealed(n: int) -> bytes:
    return encode({"v": 1, "n": n, "age": "YWdl"})


def put(folder: Path, *some: bytes, name: str = "000001.jsonl") -> Path:
    (folder / name).write_bytes(b"".join(part if part.endswith(b"\n") else part + b"\n" for part in some))
    return folder / name


def end(folder: Path, full: int = FULL, *, seals: bool = False, system: System = SYSTEM) -> End:
    return last_segment(folder, system, full, seals=seals)


def files_of(home: Path, system: System = SYSTEM) -> Files:
    return Files(home=home, system=system, patience=0, keys=Keys(home, system=system))


# The end of a folder's segments


def test_in_an_empty_folder_the_first_line_begins_the_first_segment(tmp_path: Path) -> None:
    first = End(file=tmp_path / "000001.jsonl", after="", lines=0, has_a_double=False)
    assert end(tmp_path) == first
    put(tmp_path)
    assert end(tmp_path).but(after="") == first


@pytest.mark.parametrize(
    ("some", "which", "count", "is_double"),
    [
        ([line(1)], 1, 1, False),
        ([line(1), line(2), line(3)], 3, 3, False),
        ([line(1), line(3)], 3, 3, False),  # what was erased or repaired leaves a gap
        ([line(1), line(3), b"damaged"], 3, 4, False),
        ([line(2), line(5), b"damaged", b"damaged"], 5, 7, False),
        ([line(1), b"", b"damaged"], 1, 3, False),
        ([b"damaged", b"damaged", line(3), b"damaged"], 3, 4, False),
        ([line(1), line(2), line(2)], 2, 3, True),  # two machines went on from the first
        ([b"damaged", line(1)], 1, 2, True),
        ([line(1), encode({"v": 1, "id": IDS[4]})], 4, 2, False),  # a line of another program, without a number
        ([line(1), encode({"v": 1, "id": IDS[4], "n": "7"})], 1, 2, False),
        ([line(1), encode({"v": 1, "id": 7, "n": 2})], 1, 2, False),
    ],
)
def test_it_comes_after_the_last_line_that_can_be_read_and_is_counted_from_there(
    tmp_path: Path, some: list[bytes], which: int, count: int, *, is_double: bool
) -> None:
    file = put(tmp_path, *some)
    assert end(tmp_path) == End(file=file, after=IDS[which], lines=count, has_a_double=is_double)


def test_where_nothing_can_be_read_the_last_change_of_a_file_tells_what_it_comes_after(tmp_path: Path) -> None:
    file = put(tmp_path, b"damaged", b"damaged")
    os.utime(file, (NOON.timestamp(),) * 2)
    found = end(tmp_path)
    assert (found.file, found.lines, found.has_a_double) == (file, 2, False)
    assert id_time(found.after) == NOON.timestamp() * 1000 + 1
    (tmp_path / "000009.jsonl~").write_bytes(b"")  # what is no segment tells nothing
    (tmp_path / "nowhere.jsonl").symlink_to("nowhere")
    (tmp_path / "sub.jsonl").mkdir()
    os.utime(tmp_path / "sub.jsonl", (0, 0))
    assert id_time(end(tmp_path).after) == NOON.timestamp() * 1000 + 1


@pytest.mark.parametrize("last", [b"", b"damaged\n"])
def test_a_segment_without_a_line_comes_after_the_one_before_it(tmp_path: Path, last: bytes) -> None:
    put(tmp_path, line(7), name="000001.jsonl")
    put(tmp_path, line(1), line(3), b"damaged", name="000002.jsonl")
    file = put(tmp_path, last, name="000003.jsonl") if last else tmp_path / "000003.jsonl"
    file.write_bytes(last)
    assert (end(tmp_path).file, end(tmp_path).after) == (file, IDS[3])
    (tmp_path / "000001.jsonl").unlink()
    assert end(tmp_path).after == IDS[3]
    (tmp_path / "000002.jsonl").rename(tmp_path / "000001.jsonl")  # of one farther away the time tells
    os.utime(tmp_path / "000001.jsonl", (0, 0))
    os.utime(file, (NOON.timestamp(),) * 2)
    assert id_time(end(tmp_path).after) == NOON.timestamp() * 1000 + 1


def test_of_a_segment_with_lines_the_one_before_it_says_nothing(tmp_path: Path) -> None:
    put(tmp_path, line(9), name="000001.jsonl")
    file = put(tmp_path, line(1), name="000002.jsonl")
    assert end(tmp_path) == End(file=file, after=IDS[1], lines=1)


def test_a_segment_is_full_at_so_many_bytes_and_not_before(tmp_path: Path) -> None:
    size = put(tmp_path, line(1), line(2)).stat().st_size
    assert end(tmp_path, size + 1) == End(file=tmp_path / "000001.jsonl", after=IDS[2], lines=2)
    assert end(tmp_path, size) == End(file=tmp_path / "000002.jsonl", after=IDS[2], lines=0)
    assert (FULL, SEALED_FULL) == (1 << 20, 1 << 18)  # as the format says


@pytest.mark.parametrize("name", ["000001.jsonl.age", ".000001.jsonl.icloud", ".000001.jsonl.age.icloud"])
def test_a_segment_that_is_packed_or_away_is_followed_by_the_next(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    put(tmp_path, line(1), line(2))
    assert end(tmp_path) == End(file=tmp_path / "000002.jsonl", after=IDS[2], lines=0)
    (tmp_path / "000001.jsonl").unlink()
    assert (end(tmp_path).file, end(tmp_path).lines) == (tmp_path / "000002.jsonl", 0)


@pytest.mark.parametrize("name", ["000001.sync-conflict-20260310-120000-ABCDEFG.jsonl", "000001 (1).jsonl"])
def test_a_copy_beside_it_tells_of_a_double(tmp_path: Path, name: str) -> None:
    file = put(tmp_path, line(1))
    (tmp_path / name).write_bytes(line(1))
    assert end(tmp_path) == End(file=file, after=IDS[1], lines=1, has_a_double=True)
    assert end(tmp_path, 1).has_a_double
    file.unlink()
    file.mkdir()
    assert end(tmp_path).has_a_double


def test_a_folder_in_the_place_of_the_last_one_is_followed_by_the_next_and_any_other_error_is_said(
    tmp_path: Path,
) -> None:
    put(tmp_path, line(1))
    (tmp_path / "000002.jsonl").mkdir()
    os.utime(tmp_path / "000001.jsonl", (0, 0))
    os.utime(tmp_path / "000002.jsonl", (NOON.timestamp(),) * 2)
    found = end(tmp_path)
    assert (found.file, found.lines, found.has_a_double) == (tmp_path / "000003.jsonl", 0, False)
    assert id_time(found.after) == NOON.timestamp() * 1000 + 1

    class Broken(System):
        def read(self, file: int, size: int) -> bytes:
            raise fault(errno.EIO)

    put(tmp_path, line(1), name="000003.jsonl")
    with pytest.raises(OSError, match="Input/output error"):
        end(tmp_path, system=Broken())


def test_a_link_in_the_place_of_the_last_one_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path, line(7), name="elsewhere")
    (tmp_path / "000001.jsonl").symlink_to("elsewhere")
    assert end(tmp_path).file == tmp_path / "000002.jsonl"


def test_where_lines_are_sealed_a_plain_one_has_no_say(tmp_path: Path) -> None:
    file = put(tmp_path, sealed(1), sealed(4), line(9))
    os.utime(file, (NOON.timestamp(),) * 2)
    found = end(tmp_path, seals=True)
    assert (found.file, found.lines, found.has_a_double) == (file, 5, False)
    assert id_time(found.after) == NOON.timestamp() * 1000 + 1
    assert end(tmp_path) == End(file=file, after=IDS[9], lines=9)
    put(tmp_path, line(1), line(2), name="000001.jsonl")
    assert (end(tmp_path, seals=True).lines, end(tmp_path).lines) == (2, 2)
    assert end(tmp_path, seals=True).after != IDS[2]


# Where our folder takes nothing


def own(home: Path) -> Path:
    return home / "journal" / (home / "device").read_text().split()[0]


def test_with_a_file_in_the_place_of_our_folder_a_new_one_is_begun(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(entry("before"))
    old = own(tmp_path)
    old.rename(tmp_path / "aside")
    old.write_bytes(b"")
    journal.append(entry("after"))
    assert own(tmp_path) != old
    assert (tmp_path / "device").read_text().split()[1:] == [old.name]
    assert triggers(Journal(tmp_path).entries()) == ["after"]


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
def test_where_the_disk_fails_at_our_folder_nothing_new_is_begun_and_it_is_said(tmp_path: Path, number: int) -> None:
    Journal(tmp_path).append(entry("before"))
    folder, there = own(tmp_path), [*(tmp_path / "journal").iterdir()]

    class Failing(System):
        times = 0

        def stat(self, place: str | int) -> os.stat_result:
            if place == str(folder):
                self.times += 1
                if self.times > 1:  # it was looked at and found there
                    raise fault(number)
            return super().stat(place)

    with pytest.raises(NotSaved):
        writing.append(files_of(tmp_path, Failing()), [entry("after").as_line()], NOON)
    assert [*(tmp_path / "journal").iterdir()] == there
    assert triggers(Journal(tmp_path).entries()) == ["before"]


@pytest.mark.parametrize("is_held", [False, True])
def test_a_name_that_was_lost_and_is_known_again_is_kept_by_whoever_has_the_lock(
    tmp_path: Path, *, is_held: bool
) -> None:
    Journal(tmp_path).append(entry("before"))
    name = own(tmp_path).name
    (tmp_path / "device").write_bytes(b"")
    with disk.locked(tmp_path / "lock", 0) if is_held else nullcontext():
        writing.append(files_of(tmp_path), [entry("after", minutes=1).as_line()], NOON + timedelta(minutes=1))
    assert (tmp_path / "device").read_text() == ("" if is_held else f"{name}\n")
    assert [*(tmp_path / "journal").iterdir()] == [tmp_path / "journal" / name]
    assert triggers(Journal(tmp_path).entries()) == ["before", "after"]


@pytest.mark.parametrize("is_held", [False, True])
def test_where_our_folder_takes_nothing_the_new_one_is_kept_by_whoever_has_the_lock(
    tmp_path: Path, *, is_held: bool
) -> None:
    Journal(tmp_path).append(entry("before"))
    old = own(tmp_path)

    class Closed(System):
        def open(self, path: str, flags: int) -> int:
            if path.startswith(f"{old}/") and flags & (os.O_WRONLY | os.O_RDWR):
                raise fault(errno.EACCES)
            return super().open(path, flags)

    with disk.locked(tmp_path / "lock", 0) if is_held else nullcontext():
        writing.append(files_of(tmp_path, Closed()), [entry("after", minutes=1).as_line()], NOON + timedelta(minutes=1))
    [new] = {*(tmp_path / "journal").iterdir()} - {old}
    assert (tmp_path / "device").read_text().split() == ([old.name] if is_held else [new.name, old.name])
    assert triggers(Journal(tmp_path).entries()) == ["before", "after"]


def test_before_somebody_begins_to_write_a_folder_of_the_system_is_refused() -> None:
    with pytest.raises(Damaged, match="belongs to the system"):
        writing.check(files_of(Path("/dev/smartcli")))


@pytest.mark.parametrize(("days", "count"), [(6.9, 1), (7.1, 2)])
def test_what_comes_after_an_id_of_more_than_a_week_ahead_has_a_file_of_its_own(
    tmp_path: Path, days: float, count: int
) -> None:
    Journal(tmp_path).append(entry("before"))
    writing.append(files_of(tmp_path), [entry("after").as_line()], NOON, new_id(NOON + timedelta(days=days)))
    assert len(segments(tmp_path)) == count


def test_where_our_name_cannot_be_read_nothing_takes_its_place(tmp_path: Path) -> None:
    Journal(tmp_path).append(entry("before"))
    old = own(tmp_path)
    (tmp_path / "device").unlink()
    (tmp_path / "device").mkdir()
    writing.append(files_of(tmp_path), [entry("after", minutes=1).as_line()], NOON + timedelta(minutes=1))
    assert (tmp_path / "device").is_dir()
    assert len(segments(tmp_path)) == 2
    assert triggers(Journal(tmp_path).entries()) == ["before", "after"]
    assert len(old.joinpath("000001.jsonl").read_bytes().splitlines()) == 1


# Their numbers and ids


def test_lines_that_are_written_as_one_have_the_id_of_the_first_as_their_batch(tmp_path: Path) -> None:
    one = writing.append(files_of(tmp_path), [entry("a").as_line()], NOON)
    three = writing.append(files_of(tmp_path), [entry(text).as_line() for text in "bcd"], NOON)
    assert "batch" not in one[0]
    assert [table["batch"] for table in three] == [three[0]["id"]] * 3
    assert [table["id"] for table in [*one, *three]] == sorted({table["id"] for table in [*one, *three]})
    assert [decode(data)["n"] for data in lines(tmp_path)] == [1, 2, 3, 4]


def test_an_id_comes_after_the_one_that_is_given(tmp_path: Path) -> None:
    later = new_id(NOON.replace(year=2030))
    [table] = writing.append(files_of(tmp_path), [entry("a").as_line()], NOON, later)
    assert table["id"] > later


# Cut into segments


def of_size(size: int, n: int = 1) -> bytes:
    """A line that is so long with that number."""
    bare = len(numbered({"v": 1, "id": IDS[0], "x": ""}, n))
    return numbered({"v": 1, "id": IDS[0], "x": "a" * (size - bare)}, n)


def test_each_segment_counts_from_one_and_is_closed_at_one_mebibyte() -> None:
    first, second = of_size(FULL - 300), of_size(300, 2)
    assert len(first + second) == FULL
    parts = [*writing.segments([first[:-1], second[:-1], line(5)[:-1], {"v": 1, "id": IDS[6], "x": ""}])]
    assert [[decode(one)["n"] for one in part.splitlines()] for part in parts] == [[1, 2], [1, 2]]
    assert parts[0] == first + second
    shorter = of_size(299, 2)
    assert [len(part) for part in writing.segments([first[:-1], shorter[:-1]])] == [FULL - 1]
    twice = [first[:-1], second[:-1], first[:-1], shorter[:-1], line(5)[:-1]]  # each is counted from nothing
    assert [len(part.splitlines()) for part in writing.segments(twice)] == [2, 3]
    assert [*writing.segments([])] == []


def test_a_line_has_at_most_eight_megabytes(tmp_path: Path) -> None:
    assert LONGEST == 8 << 20
    at_most, too_long = of_size(LONGEST), of_size(LONGEST + 1)
    assert [*writing.segments([decode(at_most[:-1])])] == [at_most]
    with pytest.raises(SmartError, match="longer than 8 MB"):
        [*writing.segments([decode(at_most[:-1]) | {"x": "a" * len(decode(at_most[:-1])["x"]) + "a"}])]
    assert len(too_long) == LONGEST + 1
    table = {name: value for name, value in decode(at_most[:-1]).items() if name not in ("n", "crc", "id")}
    writing.append(files_of(tmp_path), [table], NOON)
    assert [len(file.read_bytes()) for file in segments(tmp_path)] == [LONGEST]
    with pytest.raises(NotSaved, match="it is longer than 8 MB"):
        writing.append(files_of(tmp_path), [{**table, "x": table["x"] + "aa"}], NOON)


# What is missing is said before anything is written


def test_a_home_without_all_of_its_key_takes_nothing(tmp_path: Path) -> None:
    Keys(tmp_path, work=1).create("open")
    for file in ("identity.age", "identity.sum"):
        (tmp_path / "key" / file).unlink()
    with pytest.raises(Damaged):
        writing.check(files_of(tmp_path))
