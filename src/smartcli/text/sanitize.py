"""Text that cannot command the terminal: control and direction characters become visible or harmless."""

from __future__ import annotations

import sys

# C0 and C1 controls, DEL: shown as their Unicode pictures where there are some, else as the replacement character.
# Direction controls (they can make text read as something else) go; line separators become line breaks.
_TABLE: dict[int, str | None] = {code: chr(0x2400 + code) for code in range(0x20)}
_TABLE[0x7F] = "\u2421"
_TABLE.update(dict.fromkeys(range(0x80, 0xA0), "\ufffd"))
_TABLE.update(dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)))
_TABLE.update({0x2028: "\n", 0x2029: "\n", 0xFEFF: None})
_TABLE.update({ord("\n"): "\n", ord("\t"): "    ", ord("\r"): None})


class _Table(dict[int, str | None]):
    def __missing__(self, code: int) -> str | int | None:
        if 0xD800 <= code <= 0xDFFF or 0xE0000 <= code <= 0xE007F or code in (0xFFF9, 0xFFFA, 0xFFFB):
            return "\ufffd"
        return code


_SAFE = _Table(_TABLE)


def safe(text: str) -> str:
    """The text with nothing in it that a terminal would obey. Line breaks stay; CR goes, TAB becomes spaces.

    Joiners (U+200D, U+200C) stay: emoji and several scripts are written with them.
    """
    if text.isascii() and text.isprintable():  # nearly always; the table takes a hundred times as long
        return text
    return text.translate(_SAFE)


def strict(json: str) -> str:
    """JSON in ASCII with U+FFFD for half a character, which strict readers refuse; pairs stay as they are."""
    if "\\ud" not in json:
        return json
    import re

    known = r"\\\\|\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}"  # a backslash of its own, and both halves
    return re.sub(rf"({known})|\\ud[89a-f][0-9a-f]{{2}}", lambda found: found[1] or "\\ufffd", json)


def one_line(text: str) -> str:
    """The same, on one line."""
    return " ".join(safe(text).split())


def carries(text: str, stream: object = None) -> bool:
    """Whether the encoding of a stream (standard output where none is given) can show this text."""
    try:
        text.encode(getattr(stream or sys.stdout, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
