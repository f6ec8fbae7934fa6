"""What the bytes of a file mean as text: UTF-8 with a mark or without, UTF-16 as PowerShell writes it, Windows-1252."""

from __future__ import annotations

import codecs

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LOOK = 4096  # bytes in which zeros show that a file without a mark is UTF-16
OFTEN = 0.4  # of every second byte


def decoded(raw: bytes) -> str:
    """The text of a file, without the mark it begins with. ValueError: it is no text."""
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding)
    if encoding := _wide(raw[:LOOK]):
        return raw.decode(encoding)
    if b"\0" in raw[:LOOK]:
        raise ValueError("zeros are in no text")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


def _wide(beginning: bytes) -> str:
    """UTF-16 without a mark: of letters as in English, every second byte is zero."""
    half = len(beginning) // 2
    if half < 2:
        return ""
    even, odd = beginning[: 2 * half : 2].count(0), beginning[1 : 2 * half : 2].count(0)
    if odd > OFTEN * half and not even:
        return "utf-16-le"
    return "utf-16-be" if even > OFTEN * half and not odd else ""
