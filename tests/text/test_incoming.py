"""Words on their way in: whole characters, and nothing that commands a terminal."""

import pytest

from smartcli.text.incoming import DEEPEST, from_bytes, from_stream, harmless, whole, words
from smartcli.text.sanitize import strict

KEPT = [
    "a few words",
    "two\nlines\tand a tab",
    "née 🌱 שלום \u202e e\u0301 👩‍👩‍👧",
    "",
    "[31m",
    "a\u2028b",
    "\U0010ffff",
]


@pytest.mark.parametrize("text", KEPT)
def test_words_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b\x07c\x7fd\x85e", "abcd\ne"),
        ("one\r\ntwo\rthree\x0cfour", "one\ntwo\nthree\nfour"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07words", "words"),
        ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]0;never ended, so these are words", "]0;never ended, so these are words"),
        ("\x1bP1$r0m\x1b\\a\x1b(Bb\x1bc\x9b2Jd\x9b", "abcd"),
        ("\x1b[12;40Ra\x1b[I\x1b[O\x1b[200~b\x1b[201~", "ab"),
        ("\ud800a\udce9", "\ufffda\ufffd"),
        ("\ud83d\ude42", "🙂"),
    ],
)
def test_what_commands_a_terminal_goes_as_a_whole_and_half_a_character_is_seen(text: str, kept: str) -> None:
    assert harmless(text) == kept
    assert harmless(kept) == kept


def test_no_sign_stays_that_a_terminal_obeys_and_all_can_be_written() -> None:
    text = "".join(map(chr, range(0x110000)))
    left = harmless(text)
    assert not {chr(code) for code in range(0x20)} - {"\n", "\t"} & set(left)
    assert {sign for sign in left if sign < "\xa0"} == {chr(code) for code in range(0x20, 0x7F)} | {"\n", "\t"}
    left.encode()


def test_texts_are_found_in_lists_and_rows_and_all_else_is_let_be() -> None:
    assert words([{"a": "\x00x", "b": ["\x1b[1my", 7, None]}, True, 1.5]) == [
        {"a": "x", "b": ["y", 7, None]},
        True,
        1.5,
    ]
    deep: object = "\x00"
    for __ in range(10_000):
        deep = [deep]
    assert words(deep)
    assert DEEPEST == 3


def test_bytes_are_what_they_most_likely_were() -> None:
    assert from_bytes("née".encode()) == "née"
    assert from_bytes("née".encode("latin-1")) == "née"
    assert from_bytes("“née”".encode("cp1252")) == "“née”"
    assert from_bytes("née ".encode() + "née".encode("latin-1")) == "née née"
    assert from_bytes(bytes(range(256))).encode()


@pytest.mark.parametrize("encoding", ["ascii", "utf-8", "latin-1", "cp1252"])
def test_utf_8_through_a_stream_of_another_encoding_is_utf_8(encoding: str) -> None:
    read = "née 🌱".encode().decode(encoding, "surrogateescape")
    if encoding in {"ascii", "utf-8"}:
        assert from_stream(read, encoding) == "née 🌱"
    else:
        assert from_stream("née", encoding) == "née"


def test_json_for_strict_readers_has_no_half_characters() -> None:
    assert (
        strict(r'["\ud800","\ud83d\ude42","\\ud800","\udce9\\"]') == r'["\ufffd","\ud83d\ude42","\\ud800","\ufffd\\"]'
    )
    assert whole("\ud800") == "\ufffd"
