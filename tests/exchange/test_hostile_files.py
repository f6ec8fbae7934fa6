"""A file from anywhere gets one sentence, or gives entries that our own reader takes: whatever is in it."""

import io
import json
import struct
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exchange import foreign
from tests.exchange.foreign import dayone, dayone_row, zipped

from smartcli.errors import SmartError
from smartcli.exchange.readers import packed, programs
from smartcli.exchange.readers.answering import Coming, made, mapped_as
from smartcli.exchange.readers.brought import Hints
from smartcli.exchange.readers.days_written import DayOrder
from smartcli.exchange.readers.given import GivenFile
from smartcli.exercises.imported import as_exercise
from smartcli.journal.entry import Entry

NOW = datetime.fromisoformat("2026-03-10T12:00:00+01:00")
MAPPED = {"csv": ["day=Date,text=Note"]}
unhurried = settings(deadline=None)  # a busy machine is no failure

TEXTS = {
    "jrnl": [foreign.JRNL_JSON, foreign.JRNL_TEXT],
    "dayone": [foreign.DAYONE_JSON],
    "daylio": [foreign.DAYLIO],
    "csv": [foreign.TABLE, foreign.EITHER],
}
PACKED = {"loop": [foreign.LOOP_WORDS, foreign.LOOP_NUMBERS], "dayone": [{"Journal.json": foreign.DAYONE_JSON}]}


def coming(name: str, raw: bytes) -> Coming:
    """SmartError: one sentence."""
    mapped = mapped_as(MAPPED.get(name, ()))
    hints = Hints(order=DayOrder.DAY, columns=mapped.columns)
    reading = programs.load(name).read(GivenFile(raw), hints)
    return made(reading, name, as_exercise(), mapped, now=NOW, today=NOW.date())


def looked_over(name: str, raw: bytes) -> None:
    """Whatever comes of it: what is read can be written, read again, and is of a day that there was."""
    programs.recognised(GivenFile(raw))
    refused, found = tried(name, raw)
    assert refused is None or (str(refused) and refused.next)
    for entry in found.entries:
        again = Entry.from_json(json.loads(entry.as_bytes()))
        assert again.as_bytes() == entry.as_bytes()
        assert date.fromisoformat(entry.day) <= NOW.date()
        text = str(entry.answers.get("text", ""))
        assert all(sign in "\n\t" or sign.isprintable() or ord(sign) > 0x9F for sign in text)
    assert all(n > 0 for n in found.left.values())
    assert len({entry.id for entry in found.entries}) == len(found.entries)
    assert [*tried(name, raw)[1].entries] == [*found.entries]


def tried(name: str, raw: bytes) -> tuple[SmartError | None, Coming]:
    try:
        return None, coming(name, raw)
    except SmartError as error:
        return error, Coming(entries=(), left={})


@st.composite
def damage(draw: st.DrawFn, raw: bytes) -> bytes:
    """The same with some of it taken out, put in, said twice, or cut off."""
    odd = st.sampled_from([*b'",\n[{\0\xff']).map(lambda byte: bytes([byte])) | st.sampled_from(LONGER)
    for _time in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 12)))
        put_in = draw(st.just(b"") | odd | st.binary(max_size=6))
        raw = raw[:start] + put_in + raw[end:]
    return raw[: draw(st.integers(0, len(raw)))] if draw(st.integers(0, 9)) == 0 else raw


LONGER = [b"9" * 30, b"-1", b"null", b"\\ud800", b"\x1b[2J", b"2026-02-30", b"Entry("]


@pytest.mark.parametrize("name", TEXTS)
@given(data=st.data())
@unhurried
def test_a_text_that_was_damaged(name: str, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS[name]))
    raw = text.encode(data.draw(st.sampled_from(["utf-8", "utf-16", "utf-8-sig"])))
    looked_over(name, data.draw(damage(raw)))


@pytest.mark.parametrize("name", PACKED)
@given(data=st.data())
@unhurried
def test_a_zip_whose_files_were_damaged(name: str, data: st.DataObject) -> None:
    files = data.draw(st.sampled_from(PACKED[name]))
    hurt = data.draw(st.sampled_from(sorted(files)))
    looked_over(name, zipped({**files, hurt: data.draw(damage(files[hurt].encode()))}))


@pytest.mark.parametrize("name", PACKED)
@given(data=st.data())
@unhurried
def test_a_zip_that_was_damaged(name: str, data: st.DataObject) -> None:
    looked_over(name, data.draw(damage(zipped(data.draw(st.sampled_from(PACKED[name]))))))


@given(raw=st.binary(max_size=200), name=st.sampled_from(programs.NAMES))
@unhurried
def test_any_bytes(raw: bytes, name: str) -> None:
    looked_over(name, raw)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=8,
    ),
    st.sampled_from(
        ["uuid", "creationDate", "timeZone", "text", "tags", "starred", "isAllDay", "modifiedDate", "photos"]
    ),
)
@unhurried
def test_any_json_in_a_field_of_day_one(value: object, field: str) -> None:
    looked_over("dayone", dayone(dayone_row(**{field: value}), dayone_row(uuid="2")).encode())


@pytest.mark.parametrize("name", programs.NAMES)
@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 200_000,
        b'{"entries":' * 100_000,
        b'{"entries":[' + b"9" * 10_000 + b"]}",
        b"Entry(" * 200_000,
        b"[2026-02-01 09:00] " + b" " * 500_000 + b"*x",
        b"Date,Note\n2026-02-01," + b'"' * 99_999,
        b"full_date,mood\n" + b"," * 500_000,
        b"\xff\xfe" + b"a" * 1001,
    ],
)
def test_what_would_take_long_is_read_or_refused(name: str, raw: bytes) -> None:
    looked_over(name, raw)


def refused(name: str, raw: bytes) -> str:
    with pytest.raises(SmartError) as error:
        coming(name, raw)
    return str(error.value)


@pytest.mark.parametrize("out", ["../Journal.json", "a/../../Journal.json", "/etc/Journal.json", "C:\\x.json", "..\\x"])
def test_names_that_lead_out_of_a_zip(out: str) -> None:
    assert "lead out of it" in refused("dayone", zipped({out: foreign.DAYONE_JSON}))


def test_a_zip_that_unpacks_to_more_than_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "BIGGEST", 1 << 20)
    large = zipped({"Journal.json": b" " * (2 << 20)})
    assert len(large) < 10_000
    assert "more in this file than smartcli reads" in refused("dayone", large)
    monkeypatch.setattr(packed, "BIGGEST", 64 << 20)
    monkeypatch.setattr(packed, "MOST", 1 << 20)
    several = zipped({f"{n}.json": b" " * (300 << 10) for n in range(4)})
    assert "more in this file than smartcli reads" in refused("dayone", several)


def test_a_zip_that_lies_about_its_sizes() -> None:
    raw = bytearray(zipped({"Journal.json": b" " * 5000 + foreign.DAYONE_JSON.encode()}))
    place = raw.rindex(b"PK\1\2")
    raw[place + 24 : place + 28] = struct.pack("<L", 10)
    refused("dayone", bytes(raw))


def test_a_zip_of_too_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MANY", 10)
    assert "more in this file than smartcli reads" in refused("loop", zipped({f"{n}.csv": b"" for n in range(11)}))


def test_a_zip_behind_a_password() -> None:
    raw = bytearray(zipped({"Journal.json": foreign.DAYONE_JSON}))
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        raw[raw.rindex(mark) + flags] |= 1
    assert "closed with a password" in refused("dayone", bytes(raw))


def test_a_zip_in_which_a_name_is_there_twice() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as pack:
        pack.writestr("Journal.json", "{}")
        with pytest.warns(UserWarning, match="Duplicate name"):
            pack.writestr("Journal.json", foreign.DAYONE_JSON)
    assert len(coming("dayone", held.getvalue()).entries) == 1


def test_a_text_that_is_too_long_is_counted() -> None:
    long = dayone_row(uuid="L", text="a" * 1_000_001)
    found = coming("dayone", dayone(long, dayone_row()).encode())
    assert len(found.entries) == 1
    assert {why.value: n for why, n in found.left.items()}["too-long"] == 1


def test_no_sign_of_a_terminal_gets_in() -> None:
    evil = "a\x1b[2Jb\x07c\x1b]0;x\x07d\x00\ud800"
    [entry] = coming("dayone", dayone(dayone_row(text=evil, tags=[evil])).encode()).entries
    assert entry.answers == {"text": "abcd\ufffd", "tags": ["abcd\ufffd"], "starred": True}
