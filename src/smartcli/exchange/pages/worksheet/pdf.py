"""The same sheets as a PDF that can be followed by ear. typst sets them, and does not vouch for what could not be."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

from smartcli.errors import HERE, SmartError
from smartcli.exchange.pages.elements import Element, elements
from smartcli.exchange.pages.markup import AUTO, Html
from smartcli.exchange.pages.worksheet import marks
from smartcli.exercises import content
from smartcli.record import Record
from smartcli.text.language import _, ngettext

PAPERS = {"a4": "a4", "letter": "us-letter"}
ACCESSIBLE = "ua-1"  # PDF/UA-1: what a reader for people who do not see counts on
FONTS = ("Atkinson Hyperlegible", "Libertinus Serif", "DejaVu Sans Mono")  # ours, and what typst brings
LONG, PIECE = 24, 6  # signs of a word that is broken anywhere, and between two places where it may be
NO_SIGNS = re.compile("[\u0000-\u0008\u000b-\u001f\ufdd0-\ufdef\ufeff\ufffe\uffff]")
PICTURES = re.compile("[\u2400-\u2426]")  # of control signs: they are in no font
WORD = re.compile(rf"\S{{{LONG},}}")
REFUSED = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")  # as typst writes what it takes for no letter


class Pdf(Record):
    """A file, whether it claims to be PDF/UA-1, and if not, a sign that no font here has ("": another reason)."""

    content: bytes
    claims: bool = True
    missing: str = ""


def pdf(body: Html, title: str, *, points: int, paper: str, now: datetime) -> Pdf:
    """points: the size of the letters; paper: a key of PAPERS. No word of it is read as anything but a word.

    Raises NotInstalled without typst, SmartError where no PDF can be made. The same in gives the same bytes, where the
    letters of this computer are not needed.
    """
    from smartcli.exchange.pages.worksheet.typesetter import typst

    files = {"main.typ": _template(), "data.json": _data(body, title, points, paper)}
    refused = None
    for standards, has_system_fonts in (([ACCESSIBLE], False), ([ACCESSIBLE], True), ([], True)):
        try:
            with warnings.catch_warnings(action="ignore"):
                made = typst.compile(
                    files,
                    format="pdf",
                    pdf_standards=standards,
                    font_paths=[str(content.data() / "fonts")],
                    ignore_system_fonts=not has_system_fonts,
                    timestamp=int(now.timestamp()),
                )
        except typst.TypstError as error:
            refused = error
        else:
            return Pdf(content=made, claims=bool(standards), missing=_missing(refused) if not standards else "")
    raise SmartError(
        _("These sheets cannot be set as a PDF. They can be written as .html and printed from a browser."),
        next=f"{HERE} --out FILE.html",
    )


def _missing(refused: Any) -> str:
    """The sign that no font has, or its number where it cannot be shown."""
    found = REFUSED.search(refused.message) if refused else None
    sign = ESCAPED.sub(lambda one: chr(int(one[1], 16)), found[1]) if found else ""
    return sign if sign.isprintable() else " ".join(f"U+{ord(one):04X}" for one in sign)


def _template() -> bytes:
    return Path(content.data(), "templates", "worksheet.typ").read_bytes()


def _data(body: Html, title: str, points: int, paper: str) -> bytes:
    data: Mapping[str, Any] = {
        "title": _clean(title) or _("Exercises"),
        "lang": content.languages()[0].partition("_")[0],
        "points": points,
        "paper": PAPERS[paper],
        "fonts": FONTS,
        "sheets": [_node(one) for one in elements(body)],
    }
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")


def _node(one: Element) -> dict[str, Any]:
    """n: its name; k: its kinds; d: which way it runs; a: what it is to those who do not see it; c: what is in it."""
    inside: Sequence[Any] = [_node(part) if isinstance(part, Element) else _clean(part) for part in one.inside]
    if one.name in ("h1", "h2") and not _is_seen(one.text):
        inside = [_("(no title)")]
    runs = marks.runs(one.text) if one.runs == AUTO else one.runs
    return {"n": one.name, "k": one.kinds, "d": runs, "a": _space(one), "c": inside}


def _space(one: Element) -> str:
    """The room to write in, in words."""
    if one.text or not {"rules", "numbered"} & {*one.kinds}:
        return ""
    n = len(one.elements)
    return ngettext("Space for {n} line", "Space for {n} lines", n).format(n=n)


def _clean(text: str) -> str:
    """Without signs that stand for nothing; what is longer than a line may be broken anywhere, but an address."""
    whole = PICTURES.sub("\ufffd", NO_SIGNS.sub("", normalize("NFC", text)))
    return WORD.sub(lambda found: found[0] if "://" in found[0] else _in_pieces(found[0]), whole)


def _in_pieces(word: str) -> str:
    return "\u200b".join(word[at : at + PIECE] for at in range(0, len(word), PIECE))


def _is_seen(text: str) -> bool:
    return any(category(sign)[0] in "LNPS" for sign in _clean(text))
