import io
import sys
import unicodedata
from contextlib import redirect_stdout

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small import quick

from smartcli.text.sanitize import carries, one_line, safe

EVERYTHING = "".join(map(chr, range(sys.maxunicode + 1)))
# What turns the direction of the text that follows, after UAX #9.
TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MARKS = {"\u200e", "\u200f", "\u061c"}
# What a terminal or an encoder would do something with besides showing it.
COMMANDS = MARKS | {
    one
    for one in EVERYTHING
    if unicodedata.category(one) in {"Cc", "Cs", "Zl", "Zp"} or unicodedata.bidirectional(one) in TURNS
}
# Neither shown nor written by people: annotation marks, tags (a second, invisible alphabet), a byte order mark.
HIDDEN = {*map(chr, range(0xFFF9, 0xFFFC)), *map(chr, range(0xE0000, 0xE0080)), "\ufeff"}
ANY_TEXT = st.text(st.characters(exclude_categories=()))


def test_no_character_of_unicode_survives_that_a_terminal_would_obey():
    assert set(safe(EVERYTHING)) & COMMANDS == {"\n"}


def test_every_other_character_of_unicode_stays_as_it_is():
    changed = COMMANDS | HIDDEN
    harmless = "".join(one for one in EVERYTHING if one not in changed)
    assert len(harmless) > 1_100_000
    assert safe(harmless) == harmless


def test_what_is_hidden_becomes_visible_or_goes():
    assert {safe(one) for one in HIDDEN} == {"\ufffd", ""}
    assert [one for one in HIDDEN if safe(one) == ""] == ["\ufeff"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("\x9b31mred", "\ufffd31mred"),
        ("a\x00b\x07c\x7fd", "a␀b␇c␡d"),
        ("one\r\ntwo\rover", "one\ntwoover"),
        ("a\tb", "a    b"),
        ("a\u2028b\u2029c", "a\nb\nc"),
        ("safe\u202egpj.exe\u202c", "safegpj.exe"),
        ("\u2066a\u2069\u200e\u200f\u061c\ufeff", "a"),
        ("half \ud83d a face", "half \ufffd a face"),
        ("\U000e0041\ufff9", "\ufffd\ufffd"),
        ("[/x] [bold]", "[/x] [bold]"),
        ("👩‍👩‍👧 नमस्ते שלום e\u0301 \u200c", "👩‍👩‍👧 नमस्ते שלום e\u0301 \u200c"),
        ("", ""),
    ],
)
def test_text_is_shown_and_not_obeyed(text, shown):
    assert safe(text) == shown


@quick
@given(ANY_TEXT)
def test_making_safe_twice_is_making_safe_once(text):
    assert safe(safe(text)) == safe(text)


@quick
@given(ANY_TEXT)
def test_one_line_is_one_line(text):
    assert one_line(text).splitlines() in ([], [one_line(text)])


def test_one_line_joins_what_stood_on_several():
    assert one_line(" a\n\n b\tc\u2028d \x1b") == "a b c d ␛"


@pytest.mark.parametrize(("encoding", "shows"), [("utf-8", True), ("ascii", False), ("latin-1", False)])
def test_an_encoding_carries_blocks_or_does_not(encoding, shows):
    with redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding=encoding)):
        assert carries("▁█") is shows


def test_a_stream_that_names_no_encoding_carries_ascii_only():
    with redirect_stdout(io.StringIO()):
        assert [carries("abc"), carries("█")] == [True, False]
