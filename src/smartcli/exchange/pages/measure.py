"""About how much room words take on paper, so that a page fills its sheet and does not run over it."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, east_asian_width, normalize

from smartcli.text.sanitize import safe

# The widths of Arial, Helvetica and Liberation Sans, in thousandths of the size of the letters.
SIGNS = {
    191: "'", 222: "ijl‘’", 260: "|", 278: " !,./:;I[\\]ft·", 333: '()-`r"“”', 350: "•", 389: "*{}", 469: "^",
    500: "ckvxyzsJ", 556: "0123456789#$_?Labdeghnopqu–", 584: "+<=>~", 611: "FTZ", 667: "&ABEKPSVXY",
    722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1000: "—…→", 1015: "@",
}  # fmt: skip
WIDTHS = {sign: width / 1000 for width, signs in SIGNS.items() for sign in signs}
SPACE = WIDTHS[" "]
SMALL, CAPITAL, WIDE, PICTURE = 0.62, 0.8, 1.0, 1.4  # of letters that are not in the table
CLOSE = 0.97  # of a line: words are never set quite as they are guessed


@lru_cache(maxsize=4096)
def wrapped(text: str, ems: float) -> int:
    """The lines a text takes where a line has so many ems: broken between words, or within one longer than a line."""
    room = ems * CLOSE
    lines, used = 1, 0.0
    for word in safe(text).split():
        long = sum(map(width, word))
        if used and used + SPACE + long > room:
            lines, used = lines + 1, 0.0
        used += long + (SPACE if used else 0)
        if used > room:
            more = int(used / (room - 1))
            lines, used = lines + more, used - more * (room - 1)
    return lines


def cut(text: str, ems: float, lines: int) -> str:
    """As much of a text as so many lines hold, on one line of its own; where that is not all of it, it says so."""
    whole = " ".join(safe(text).split())
    if wrapped(whole, ems) <= lines:
        return whole
    low, high = 0, len(whole)  # signs that fit, and that do not
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if wrapped(f"{whole[:middle]}…", ems) <= lines else (low, middle)
    return f"{whole[:low].rstrip()}…"


@lru_cache(maxsize=4096)
def width(sign: str) -> float:
    """In ems."""
    if sign in WIDTHS:
        return WIDTHS[sign]
    if category(sign) in ("Mn", "Me", "Cf"):
        return 0  # it stands on another sign
    if east_asian_width(sign) in "WF":
        return PICTURE if category(sign) == "So" else WIDE
    return WIDTHS.get(normalize("NFD", sign)[0], CAPITAL if sign.isupper() else SMALL)
