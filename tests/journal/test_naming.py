"""Which lines are about an entry: told by what they name. An id that is none finds nothing, whatever letters it has."""

from zlib import crc32

import pytest
from tests.journal.written import change, line

from smartcli.journal.naming import Naming

ID, OTHER, LATER = "01KKBPENW0FG924SA1P8ZMQN4M", "01KKBPENW0FG924SA1P8ZMQN4N", "01KKBPENW0FG924SA1P8ZMQN4P"


def of(ids: list[str], data: bytes) -> str:
    return Naming(ids).of(data.rstrip(b"\n"))[0]


def test_it_is_about_the_entry_it_is_or_changes() -> None:
    assert [of([ID, OTHER], one) for one in (line(ID), change(LATER, OTHER), line(LATER))] == [ID, OTHER, ""]


def test_an_id_among_the_words_of_another_entry_is_no_name() -> None:
    said = line(OTHER).replace(b"a row at work", ID.encode())
    text = said.rpartition(b',"crc"')[0] + b"}"
    assert of([ID], text[:-1] + b',"crc":"%08x"}' % crc32(text)) == ""
    assert of([ID], said) == ID  # damaged: nobody can say of which it is


def test_what_is_damaged_is_about_it_as_far_as_can_be_seen() -> None:
    assert Naming([ID]).of(line(ID)[:-9]) == (ID, None)
    assert Naming([ID]).of(line(OTHER)[:-9]) == ("", None)


def test_letters_that_are_written_by_their_numbers_name_it_too() -> None:
    text = line(ID).replace(b'"id":"0', rb'"id":"\u0030').rpartition(b',"crc"')[0] + b"}"
    assert of([ID], text[:-1] + b',"crc":"%08x"}' % crc32(text)) == ID


@pytest.mark.parametrize(
    "odd", ["", "0", "4", "01KK", "crc", "answers", "\ud800", "MQN4M", ID.lower(), ID + "0", "7" + "Z" * 25]
)
def test_what_is_no_id_is_searched_nowhere(odd: str) -> None:
    assert of([odd], line(ID)) == ""
    assert of([odd], line(ID)[:-9]) == ""
    assert of([odd, ID], line(OTHER)) == ""
