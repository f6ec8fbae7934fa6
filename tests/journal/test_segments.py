"""What of a journal's lines is read and what is told of them, by the way they lie."""

from pathlib import Path

import pytest
from tests.journal.making import NOON, begin_segment, entry, lines, segments, triggers

from smartcli.home.disk import SYSTEM
from smartcli.home.seal.keys import Keys
from smartcli.journal import Journal
from smartcli.journal.digest_cache import DigestCache
from smartcli.journal.files import Files
from smartcli.journal.line import CHANGE, ID, Placed
from smartcli.journal.prefilter import everything
from smartcli.journal.read_problems import Met, Troubles
from smartcli.journal.segments import Held, Line, Segments


def look(home: Path) -> Segments:
    files = Files(home=home, system=SYSTEM, patience=0, keys=Keys(home))
    return Segments(files, Troubles(files, Met()), DigestCache(files))


def worth_none(_data: bytes) -> None:
    return None


def texts(found: list[Line]) -> list[str]:
    return [line.decode().rpartition('"trigger":"')[2].partition('"')[0] for _id, line, _is_worth in found]  # type: ignore[union-attr]


def filled(home: Path) -> Path:
    """A segment with two entries and an edit, and an open one with one more; the first."""
    journal = Journal(home)
    first = journal.append(entry("one"))
    journal.append(entry("two", minutes=1))
    journal.edit(first.id, {"trigger": "edited"}, asked={}, at=NOON)
    begin_segment(home)
    journal.append(entry("three", minutes=2))
    return segments(home)[0]


def test_lines_are_read_where_they_are_known_to_lie_and_whole_where_others_do(tmp_path: Path) -> None:
    file = filled(tmp_path)
    data = file.read_bytes()
    second = data.index(b"\n") + 1, data.index(b"\n", data.index(b"\n") + 1)
    ids = [data[: data.index(b"\n")][ID]]
    for places, there in (
        ([second], ["two"]),
        ([], []),
        ([(5, 40)], ["one", "edited"]),
        ([(0, second[1])], ["one", "edited"]),
        (None, ["one", "edited"]),
    ):
        held = {file: Held(worth_none, ids, places)}
        found = list(look(tmp_path).oldest_first(worth_none, (), segments(tmp_path)[1:], held))
        assert texts(found) == there, places


def test_a_damaged_change_is_counted_also_where_only_some_entries_are_read(tmp_path: Path) -> None:
    file = filled(tmp_path)
    file.write_bytes(file.read_bytes().replace(b"edited", b"damaged"))
    journal = Journal(tmp_path)
    assert triggers(journal.some(days=["2026-03-10"])) == ["one", "two", "three"]
    assert journal.unreadable == 1


def test_a_change_that_a_digest_tells_is_not_looked_for_again(tmp_path: Path) -> None:
    file = filled(tmp_path)
    there = look(tmp_path)
    digests = there.digests()
    [told] = there.changes(digests)
    assert isinstance(told, Placed)
    assert there.whole(told)["answers"] == {"trigger": "edited"}
    held = {one: Held(worth_none, [lines(tmp_path)[1][ID]]) for one in digests}
    found = list(there.oldest_first(worth_none, ["x"], segments(tmp_path)[1:], held))  # type: ignore[list-item]
    assert all(isinstance(line, bytes) and CHANGE not in line for _id, line, _is_worth in found)
    assert there.chains == [(file, segments(tmp_path)[1])]


@pytest.mark.parametrize("is_in_order", [True, False])
def test_all_lines_come_by_their_ids_however_they_lie(tmp_path: Path, *, is_in_order: bool) -> None:
    file = filled(tmp_path)
    if not is_in_order:
        file.write_bytes(b"".join(reversed(file.read_bytes().splitlines(keepends=True))))
    found = list(look(tmp_path).oldest_first(everything, ()))
    assert [id for id, _line, _is_worth in found] == sorted(id for id, _line, _is_worth in found)
    assert len(found) == 4
