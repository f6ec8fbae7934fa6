"""What one segment holds in numbers, told of its bytes: the same as of a reading of each of its lines, or nothing."""

from datetime import timedelta
from zlib import crc32

import pytest
from tests.journal.making import NOON, entry
from tests.journal.written import change, line

from smartcli.journal.digest import Digest, digest_of
from smartcli.journal.entry import Entry
from smartcli.journal.line import numbered

IDS = ["01JQ0000000000000000000" + end for end in ("00A", "00B", "00C")]


def checked(text: bytes) -> bytes:
    """The line of a program that writes the same JSON in its own way."""
    return text[:-1] + b',"crc":"%08x"}\n' % crc32(text)


def of(*parts: bytes) -> Digest:
    found = digest_of(b"".join(parts))
    assert found is not None
    return found


def test_entries_are_counted_by_exercise_and_day() -> None:
    day = 24 * 60
    first, second, third = IDS
    found = of(line(second, minutes=day), line(third, exercise="check-in"), line(first), b"\n")
    assert (found.first, found.last, found.is_whole) == (first, third, True)
    assert found.done == {"urge-log": {"2026-03-10": 1, "2026-03-11": 1}, "check-in": {"2026-03-10": 1}}
    assert found.before("2026-03-11") == 2
    assert found.before("2026-03-10") == 0
    assert of(line(first), line(second)).is_whole
    assert of() == Digest(first="", last="", is_whole=True, done={}, later={}, changes=(), marks="", places={})


def test_of_an_exercise_with_few_entries_it_is_known_where_they_lie() -> None:
    ids = [f"{IDS[0][:-4]}{number:04}" for number in range(70)]
    parts = [line(id) for id in ids]
    parts[3:3] = [line(IDS[1], exercise="my-goal"), change(IDS[2], IDS[1])]
    parts += [line(IDS[2][:-1] + "Z", exercise="my-goal")]
    found, data = of(*parts), b"".join(parts)
    assert [data[slice(*place)] for place in found.places_of(["my-goal", "none"]) or ()] == [
        parts[3].strip(),
        parts[-1].strip(),
    ]
    assert found.places_of(["my-goal", "urge-log"]) is None
    assert Digest.from_table(found.as_table()).places == found.places


def test_a_change_is_known_by_its_place() -> None:
    parts = [line(IDS[0]), change(IDS[2], IDS[0]), line(IDS[1]), change("01JQ" + "Z" * 22, IDS[1])]
    found = of(*parts)
    assert list(found.lines_that_change(b"".join(parts))) == [parts[1].strip(), parts[3].strip()]
    assert (found.is_whole, found.first, found.last) == (True, IDS[0], IDS[1])
    assert Digest.from_table(found.as_table()) == found


@pytest.mark.parametrize(
    "damaged",
    [
        b"torn\n",
        line(IDS[2])[:-30] + b"\n",
        change(IDS[2], IDS[0])[:-30] + b"\n",
        checked(line("odd").rpartition(b',"crc"')[0] + b"}"),  # an id that is none
        checked(line(IDS[1]).rpartition(b',"crc"')[0].replace(b'"at"', b'"id":"%b","at"' % IDS[2].encode()) + b"}"),
    ],
)
def test_what_is_damaged_makes_it_less_than_whole_and_hides_no_other(damaged: bytes) -> None:
    found = of(line(IDS[0]), damaged, line(IDS[1]))
    assert not found.is_whole
    assert found.done == {"urge-log": {"2026-03-10": 2}}
    assert not of(line(IDS[0]), line(IDS[0])).is_whole


def test_an_entry_that_another_program_wrote_counts_where_its_bytes_show_its_id() -> None:
    other = checked(numbered(entry().but(id=IDS[1]).as_line(), 1).strip().rpartition(b',"crc"')[0] + b',"zone2": "x" }')
    turned = checked(
        b'{"id":"%b",' % IDS[2].encode() + line(IDS[2]).rpartition(b',"crc"')[0].split(b",", 2)[2] + b',"v":1}'
    )
    found = of(line(IDS[0]), other, turned)
    assert (found.is_whole, found.last) == (True, IDS[2])
    assert found.done == {"urge-log": {"2026-03-10": 3}}
    assert all(found.may_hold(id) for id in IDS)


@pytest.mark.parametrize(
    "odd",
    [
        checked(change(IDS[2], IDS[0]).replace(b'"op"', rb'"\u006fp"').rpartition(b',"crc"')[0] + b"}"),
    ],
)
def test_what_only_a_reading_understands_makes_none(odd: bytes) -> None:
    assert digest_of(line(IDS[0]) + odd) is None


def test_whether_two_may_share_an_entry() -> None:
    one, other = of(line(IDS[0]), line(IDS[1])), of(line(IDS[1]), line(IDS[2]))
    assert one.may_share(other)
    assert other.may_share(one)
    assert not one.may_share(of(line(IDS[2])))
    assert not of(line(IDS[0]), line(IDS[2])).may_share(of(line(IDS[1])))
    assert [one.may_hold(id) for id in IDS] == [True, True, False]
    assert [of(line(IDS[0]), line(IDS[2])).may_hold(id) for id in IDS] == [True, False, True]


def test_the_same_end_at_another_time_is_another_id() -> None:
    earlier = "01JP" + IDS[0][4:]
    one, other = of(line(IDS[0])), of(line(earlier))
    assert not one.may_share(other)
    assert not other.may_share(one)
    assert [one.may_hold(earlier), other.may_hold(IDS[0])] == [False, False]


def test_an_entry_is_of_the_day_the_person_means() -> None:
    made = Entry.from_line(entry().but(id=IDS[0], day=(NOON.date() - timedelta(days=1)).isoformat()).as_line())
    assert of(numbered(made.as_line(), 1)).before("2026-03-10") == 1


def test_what_was_written_later_is_counted_on_its_day_and_is_no_sign_of_an_older_segment() -> None:
    made = entry().but(id=IDS[0], day="2026-03-01", happened="2026-03-01 evening")
    found = of(numbered(made.as_line(), 1), line(IDS[1]))
    assert found.done == {"urge-log": {"2026-03-01": 1, "2026-03-10": 1}}
    assert [found.before(day) for day in ("2026-03-01", "2026-03-05", "2026-03-11")] == [0, 0, 1]
    assert Digest.from_table(found.as_table()) == found
