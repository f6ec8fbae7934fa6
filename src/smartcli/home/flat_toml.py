"""Flat TOML, read and written in a few lines: `key = value`, and tables that repeat (`[[line]]`).

It is for the small files that must be readable before anything else is loaded; tomllib takes longer to import than
`help-now` takes to speak. What is written here is plain TOML. What cannot be read here is skipped and counted.
"""

from __future__ import annotations

import errno
import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

LIMIT = 4 << 20  # bytes that are read of such a file; sealed, what may be written takes nearly three times its room
ROOM = 1 << 20  # bytes that may be written, before they are sealed; such a file has a few thousand at most
SOON = 1 << 18  # bytes that are read of it where somebody waits for help: no more than half a second's work

_NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # for whoever is at the other end of a pipe

_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_WRITTEN = {char: f"\\{letter}" for letter, char in _ESCAPES.items()}
_WORDS: dict[str, bool | float] = {
    "true": True,
    "false": False,
    "inf": float("inf"),
    "+inf": float("inf"),
    "-inf": float("-inf"),
    "nan": float("nan"),
}
_NUMBER = frozenset("0123456789+-._eE")
_KEY = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def load(path: str) -> tuple[dict[str, Any], int]:
    """What stands in a file, and how many of its lines could not be read. No file: nothing, and nothing wrong.

    Nothing is waited for, and no more than SOON is read: what stands behind it counts as one line more.
    """
    try:
        data = _beginning(path)
    except (FileNotFoundError, NotADirectoryError):
        return {}, 0
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return {}, 1
    table, bad = read(data[:SOON].decode("utf-8", "replace"))
    return table, bad + (len(data) > SOON)


def _beginning(path: str) -> bytes:
    file = os.open(path, os.O_RDONLY | _NO_WAIT)
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise OSError
        return os.read(file, SOON + 1)
    finally:
        os.close(file)


def read(text: str) -> tuple[dict[str, Any], int]:
    """The table, and how many lines could not be read.

    >>> read('name = "Ana"\\n[[card]]\\nkind = "reason"\\nwhat?')
    ({'name': 'Ana', 'card': [{'kind': 'reason'}]}, 1)
    """
    table: dict[str, Any] = {}
    here, bad = table, 0
    for line in text.removeprefix("\ufeff").split("\n"):
        line = line.strip()
        if not line or line[0] == "#":
            continue
        try:
            if line[0] == "[":
                here = {}  # what follows a heading that cannot be read belongs nowhere
                _rows(table, _heading(line)).append(here)
            else:
                key, value = _pair(line)
                if key in here:  # the heading between the two was damaged, perhaps: the first is not written over
                    raise ValueError
                here[key] = value
        except ValueError:
            bad += 1
    return table, bad


def rows(table: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The repeated tables of that name; none where the file says something else."""
    found = table.get(name)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def text(table: Mapping[str, Any], key: str) -> str:
    """The text under that key; empty where the file says something else."""
    found = table.get(key)
    return found if isinstance(found, str) else ""


def write(table: Mapping[str, Any]) -> str:
    """The table as TOML, in ASCII: texts, numbers, true/false, lists of those, and lists of tables (last)."""
    lines = [_line(key, value) for key, value in table.items() if not _repeats(value)]
    for key in table:
        for row in rows(table, key):
            lines += ["", f"[[{_bare(key)}]]", *(_line(name, part) for name, part in row.items())]
    return "".join(f"{line}\n" for line in lines)


def fitting(text: str) -> str:
    """The same text. OSError: there is more in it than will be read again, once it is sealed, too."""
    if len(text) > ROOM:
        raise OSError(errno.EOVERFLOW, os.strerror(errno.EOVERFLOW))
    return text


def _repeats(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _line(key: str, value: object) -> str:
    return f"{_bare(key)} = {_written(value)}"


def _bare(key: str) -> str:
    if not key or not _KEY.issuperset(key):
        raise ValueError("a key of letters, digits, _ and - is wanted")
    return key


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_written, value))}]"
    raise TypeError(f"{type(value).__name__} has no place in flat TOML")


def _quoted(text: str) -> str:
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(char: str) -> str:
    if char in _WRITTEN:
        return _WRITTEN[char]
    code = ord(char)
    if 0x20 <= code < 0x7F:
        return char
    if 0xD800 <= code <= 0xDFFF:  # half a character: no TOML file may hold it
        code = 0xFFFD
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def _heading(line: str) -> str:
    name = line.partition("#")[0].strip()
    if not (name.startswith("[[") and name.endswith("]]")):
        raise ValueError
    return _bare(name[2:-2].strip())


def _rows(table: dict[str, Any], name: str) -> list[object]:
    found = table.setdefault(name, [])
    if not isinstance(found, list) or (found and not isinstance(found[0], dict)):
        raise ValueError
    return found


def _pair(line: str) -> tuple[str, object]:
    key, _, rest = line.partition("=")
    value, end = _value(rest := rest.strip(), 0)
    if (after := rest[end:].lstrip()) and after[0] != "#":
        raise ValueError
    return _bare(key.rstrip()), value


def _value(text: str, at: int) -> tuple[object, int]:
    """The value that begins there, and where it ends."""
    first = text[at : at + 1]
    if first == '"':
        return _basic(text, at + 1)
    if first == "'":
        end = text.index("'", at + 1)
        return text[at + 1 : end], end + 1
    if first == "[":
        return _list(text, at + 1)
    end = at
    while end < len(text) and text[end] not in ",]# \t":
        end += 1
    word = text[at:end]
    if word in _WORDS:
        return _WORDS[word], end
    if not word or not _NUMBER.issuperset(word):
        raise ValueError
    return (int(word) if word.lstrip("+-").replace("_", "").isdigit() else float(word)), end


def _basic(text: str, at: int) -> tuple[str, int]:
    end = text.index('"', at)
    if "\\" not in (plain := text[at:end]):
        return plain, end + 1
    parts = []
    while (char := text[at : at + 1]) != '"':
        if not char:
            raise ValueError
        size = 1
        if char == "\\":
            char, size = _unescaped(text, at + 1)
        parts.append(char)
        at += size
    return "".join(parts), at + 1


def _unescaped(text: str, at: int) -> tuple[str, int]:
    """The character meant, and how long it stands in the file, the backslash counted."""
    letter = text[at : at + 1]
    if letter in _ESCAPES:
        return _ESCAPES[letter], 2
    digits = {"u": 4, "U": 8}.get(letter, 0)
    code = text[at + 1 : at + 1 + digits]
    if not digits or len(code) < digits or not code.isalnum():
        raise ValueError
    number = int(code, 16)
    if 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
        raise ValueError
    return chr(number), 2 + digits


def _list(text: str, at: int) -> tuple[list[object], int]:
    found: list[object] = []
    while True:
        at = _past_blanks(text, at)
        if text[at : at + 1] == "]":
            return found, at + 1
        if text[at : at + 1] == "[":
            raise ValueError  # a list in a list is not flat
        value, at = _value(text, at)
        found.append(value)
        at = _past_blanks(text, at)
        if text[at : at + 1] == ",":
            at += 1
        elif text[at : at + 1] != "]":
            raise ValueError


def _past_blanks(text: str, at: int) -> int:
    while text[at : at + 1] in (" ", "\t"):
        at += 1
    return at
