import json
import math
from datetime import UTC, datetime, timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journal.anything import ANSWERS, MORE, TEXTS
from tests.journal.making import NOON, entry

from smartcli.errors import InvalidAnswer
from smartcli.home.ids import is_id, new_id, stamp
from smartcli.journal.entry import Entry, entry_or_change
from smartcli.journal.line import decode, encode

ID = "01J9ZW0B3C4D5E6F7G8H9JKMNP"
unhurried = settings(deadline=None)  # a busy machine is no failure

ENTRIES = st.builds(
    entry,
    TEXTS,
    id=st.just(ID),
    zone=TEXTS,
    exercise=TEXTS,
    asked=st.dictionaries(TEXTS, TEXTS),
    answers=st.dictionaries(TEXTS, ANSWERS),
    more=MORE,
    edited=st.none() | st.just("2026-03-11T08:00:00.000000+01:00"),
)


def exact(value):
    """As JSON text, which tells true from 1 and 1 from 1.0."""
    return json.dumps(value, sort_keys=True)


def line(**more):
    table = {"v": 1, "id": ID, "n": 1} | {k: v for k, v in entry().as_json().items() if k != "id"}
    return encode(table | more)


# Lines


def test_a_line_looks_like_this():
    assert encode({"v": 1, "id": "X", "answers": {"é": None}}) == (
        rb'{"v":1,"id":"X","answers":{"\u00e9":null},"crc":"6d10adce"}'
    )


@unhurried
@given(ENTRIES)
def test_p1_p2_p3_any_entry_comes_back_out_of_its_line_exactly(one):
    text = encode({"n": 1, **one.as_line()})
    assert text.isascii()
    assert b"\n" not in text
    assert b"\r" not in text
    assert exact(Entry.from_line(decode(text)).as_json()) == exact(one.as_json())


@unhurried
@given(ENTRIES)
def test_a_line_whose_rest_is_read_later_says_the_same_as_one_read_at_once(one):
    text = encode({"v": 1, "id": one.id, "n": 12, **one.as_line()})
    later, at_once = entry_or_change(text), Entry.from_line(decode(text))
    assert isinstance(later, Entry)
    assert exact(json.loads(later.as_bytes())) == exact(one.as_json())
    assert later == at_once
    assert exact(later.as_json()) == exact(at_once.as_json())


@pytest.mark.parametrize("first", ["id", "at", "zone", "version", "asked", "answers", "more", "edited"])
def test_whichever_field_of_a_line_is_wanted_first_it_is_there(first):
    one = entry("née", id=ID, more={"x": [1]})
    found = entry_or_change(encode({"v": 1, "id": ID, "n": 1, **one.as_line()}))
    assert getattr(found, first) == getattr(one, first)
    assert found == one


@pytest.mark.parametrize(
    ("changes", "is_read"),
    [
        ({"day": "2024-02-29"}, True),
        ({"day": "2026-02-29"}, False),
        ({"day": "2026-13-01"}, False),
        ({"day": "0000-01-01"}, False),
        ({"day": "0999-01-01"}, True),
        ({"day": "yesterday"}, False),
        ({"at": "2026-03-10T24:00:00.000000+01:00"}, False),
        ({"at": "2026-03-10T12:00:00+01:00"}, True),
        ({"at": "2026-03-10T12:00:00.000000"}, False),
        ({"version": -1}, True),
        ({"version": "1"}, False),
    ],
)
def test_a_line_with_a_date_that_is_none_is_refused_however_it_is_read(changes, is_read):
    if is_read:
        assert isinstance(entry_or_change(line(**changes)), Entry)
    else:
        with pytest.raises(ValueError, match="a field is missing, or of another kind"):
            entry_or_change(line(**changes))


def test_a_line_as_we_write_it_is_read_later_and_only_that_one():
    # White-box: this is what export and list owe their speed to; a change in encode must not lose it in silence.
    assert "_line" in vars(entry_or_change(line()))
    assert "_line" in vars(entry_or_change(line(**{"x-new": 1})))
    assert "_line" not in vars(entry_or_change(line(edited="2026-03-11T08:00:00.000000+01:00")))
    assert "_line" not in vars(entry_or_change(line(v=2)))


@unhurried
@given(ENTRIES, st.data())
def test_a_line_in_which_anything_changed_is_refused(one, data):
    text = encode({"n": 1, **one.as_line()})
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != text[place]))
    with pytest.raises(ValueError, match=r"check sum|utf-8"):
        decode(text[:place] + bytes([other]) + text[place + 1 :])


@unhurried
@given(st.binary() | st.integers(0, len(line())).map(lambda end: line()[:end]))
def test_p5_no_bytes_make_the_reader_fail_otherwise_than_by_refusing(data):
    for text in (data, _summed(data)):
        try:
            found = entry_or_change(text)
        except ValueError:
            continue
        assert isinstance(found, Entry | dict)
        if isinstance(found, Entry):
            assert isinstance(found.as_json(), dict)


def _summed(data: bytes) -> bytes:
    """With a check sum that fits, as another program might write it."""
    return b'%b,"crc":"%08x"}' % (data, crc32(b"}", crc32(data)))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\0" * 400,
        b"{}",
        _summed(b'{"a":NaN'),
        _summed(b'{"a":-Infinity'),
        _summed(b'{"a":1e999'),
        _summed(b"[" * 100_000),
        _summed(b'{"a":' + b"[" * 300 + b"]" * 300),
        _summed(b'{"a":' + b"9" * 5_000),
        _summed(b'{"a":1}{"b":2'),
        _summed(b'{"a":"\xff"'),
        _summed(b'{"op":"delete","id":"X"'),
        _summed(b'{"op":"delete","id":7,"of":"X"'),
        _summed(b'{"id":"X"'),
    ],
)
def test_p5_what_is_no_line_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        entry_or_change(text)


def test_a_line_that_is_deeper_than_anybody_could_show_is_refused():
    with pytest.raises(ValueError, match="too deep"):
        decode(_summed(b'{"a":' + b"[" * 300 + b"]" * 300))
    assert decode(_summed(b'{"a":"' + b"[" * 300 + b'"'))["a"] == "[" * 300


def test_a_line_that_got_a_carriage_return_on_its_way_is_read():
    assert decode(line() + b"\r") == decode(line())


def test_a_line_in_utf8_that_another_program_wrote_is_read():
    text = _summed(json.dumps(entry("née", id=ID).as_line(), ensure_ascii=False)[:-1].encode())
    found = entry_or_change(text)
    assert isinstance(found, Entry)
    assert found.answers["trigger"] == "née"


def test_a_head_with_a_broken_rest_has_no_answers_and_stops_nobody():
    found = entry_or_change(_summed(line()[: line().index(b'"asked"')] + b'"asked":{"a":'))
    assert isinstance(found, Entry)
    assert found == entry(id=ID, asked={}, answers={})


def test_an_entry_has_no_fields_beyond_its_own():
    with pytest.raises(AttributeError):
        entry_or_change(line()).nothing  # type: ignore[union-attr]  # noqa: B018  # that it is none is the test


def test_when_it_was_is_a_text_and_what_is_none_is_a_field_we_do_not_know():
    for said, happened, more in (
        ("2026-03-09 evening", "2026-03-09 evening", {}),
        ("", None, {"happened": ""}),
        (7, None, {"happened": 7}),
    ):
        at_once = Entry.from_line(decode(line(happened=said, new=1)))
        for found in (at_once, entry_or_change(line(happened=said, new=1))):
            assert isinstance(found, Entry)
            assert (found.happened, found.more) == (happened, {**more, "new": 1})
            assert found.but(happened="today").as_json()["happened"] == ("today" if happened else said)
            assert json.loads(found.as_bytes())["happened"] == said


def test_when_it_was_changed_is_told_where_it_was():
    edited = "2026-03-11T08:00:00.000000+01:00"
    one = entry(id=ID, edited=edited)
    assert list(one.as_json())[-1] == "edited"
    for found in (Entry.from_json(one.as_json()), Entry.from_line(one.as_line()), entry_or_change(line(edited=edited))):
        assert isinstance(found, Entry)
        assert (found.edited, found.as_json()["edited"]) == (edited, edited)
    assert "edited" not in entry(id=ID).as_json()


# From another journal


def test_x1_what_as_json_says_from_json_reads_back():
    one = entry("née 🌱 שלום \u202e \ud800 \0", id=ID, more={"x": [1, {"y": None}]}, edited=stamp(NOON))
    assert Entry.from_json(json.loads(json.dumps(one.as_json()))) == one


def test_a_line_of_a_segment_can_be_imported_too_and_its_place_there_is_forgotten():
    assert Entry.from_json(json.loads(line())).more == {}


def test_p6_the_version_of_a_newer_line_is_kept():
    newer = Entry.from_json({**entry(id=ID).as_json(), "v": 2})
    assert newer.more == {"v": 2}
    assert newer.as_line()["v"] == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"id": "short"}, "An entry has no usable id."),
        ({"id": "8" + ID[1:]}, "An entry has no usable id."),
        ({"id": ID.lower()}, "An entry has no usable id."),
        ({"id": 7}, "An entry has no usable id."),
        ({"at": "yesterday"}, "An entry has a date that is none."),
        ({"at": "2026-03-10T12:00:00"}, "An entry has a date that is none."),
        ({"day": "2026-02-30"}, "An entry has a date that is none."),
        ({"day": "20260210"}, "An entry has a date that is none."),
        ({"edited": "never"}, "An entry has a date that is none."),
        ({"edited": 3}, "A part of an entry is of the wrong kind."),
        ({"version": True}, "A part of an entry is of the wrong kind."),
        ({"version": "1"}, "A part of an entry is of the wrong kind."),
        ({"answers": ["secret"]}, "A part of an entry is of the wrong kind."),
        ({"asked": "secret"}, "A part of an entry is of the wrong kind."),
        ({"asked": {"a": 3}}, "An entry has an answer that cannot be read."),
        ({"answers": {"a": math.nan}}, "An entry has an answer that cannot be read."),
        ({"more": math.inf}, "An entry has an answer that cannot be read."),
        ({"op": "delete"}, "This is not an entry."),
    ],
)
def test_what_is_no_entry_is_refused_in_words_that_do_not_repeat_it(change, sentence):
    with pytest.raises(InvalidAnswer) as refused:
        Entry.from_json({**entry("secret", id=ID).as_json(), **change})
    assert str(refused.value) == sentence


@pytest.mark.parametrize("table", [None, 3, "text", [], [entry().as_json()]])
def test_what_is_no_table_is_no_entry(table):
    with pytest.raises(InvalidAnswer, match="This is not an entry"):
        Entry.from_json(table)


def test_an_entry_that_lacks_something_is_refused():
    table = entry(id=ID).as_json()
    del table["day"]
    with pytest.raises(InvalidAnswer, match="An entry lacks its “day”"):
        Entry.from_json(table)


def test_answers_that_are_too_deep_are_refused():
    deep: object = "x"
    for _ in range(900):
        deep = [deep]
    with pytest.raises(InvalidAnswer, match="cannot be read"):
        Entry.from_json({**entry(id=ID).as_json(), "answers": {"a": deep}})


# Ids


def test_an_id_is_a_ulid():
    one = new_id(datetime(2016, 7, 30, 22, 36, 16, 385000, tzinfo=UTC))
    assert one[:10] == "01ARYZ6S41"  # the example of the ULID specification is of this millisecond
    assert is_id(one)
    assert one != new_id(datetime(2016, 7, 30, 22, 36, 16, 385000, tzinfo=UTC))


def test_ids_of_later_moments_are_greater():
    assert new_id(NOON) < new_id(NOON + timedelta(milliseconds=1))


@pytest.mark.parametrize("at", [NOON, NOON - timedelta(days=400), datetime(1, 1, 2, tzinfo=UTC)])
def test_p4_an_id_is_greater_than_the_one_it_comes_after_even_when_the_clock_went_back(at):
    before = new_id(NOON)
    one = new_id(at, before)
    assert one > before
    assert len(one) == 26
    if at < NOON:
        assert one == "".join([before[:-1], _next(before[-1])]) or before[-1] == "Z"


def _next(letter):
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    return letters[(letters.index(letter) + 1) % 32]


def test_after_the_greatest_id_there_is_none_and_the_next_is_one_of_its_moment():
    assert new_id(NOON, "7" + "Z" * 24 + "Y", of_change=True) == "7" + "Z" * 25
    assert is_id(new_id(NOON, "7" + "Z" * 25))


def test_an_id_of_another_make_is_no_hindrance():
    assert is_id(new_id(NOON, "not-an-id"))


# Times


def test_p4_a_moment_is_stored_with_microseconds_and_offset():
    assert stamp(datetime(2026, 11, 22, 19, 4, 11, tzinfo=ZoneInfo("Europe/Madrid"))) == (
        "2026-11-22T19:04:11.000000+01:00"
    )
