"""Help lines of a country, from data/helplines.toml: where to call, where it was read, and when."""

from __future__ import annotations

import os

from smartcli.home import flat_toml
from smartcli.text.language import folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

KINDS = ("emergency", "crisis", "gambling", "eating", "drugs", "using-alone")  # in the order they are shown
EU = "EU"  # lines that hold in every member of the European Union
_SHARED = KINDS[:2]  # the kinds a member without an own line takes from there


class HelpLine:
    """One help line: a number to call, or one to send a text to, or both."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.country = flat_toml.text(row, "country")
        self.kind = flat_toml.text(row, "kind")
        self.name = flat_toml.text(row, "name")
        self.number = flat_toml.text(row, "number")
        self.text = flat_toml.text(row, "text")
        self.hours = flat_toml.text(row, "hours")
        self.web = flat_toml.text(row, "web")
        self.source = flat_toml.text(row, "source")
        self.seen = flat_toml.text(row, "seen")

    def old(self, today: str) -> bool:
        """Whether it was seen more than twelve months before today (both YYYY-MM-DD)."""
        year = self.seen[:4]
        return not year.isdecimal() or f"{int(year) + 1:04}{self.seen[4:]}" < today


class Country:
    """A country, and its help lines, emergency first.

    All its lines or none: what belongs together (two languages, two groups) is never torn apart.
    """

    def __init__(self, row: Mapping[str, Any], table: Mapping[str, Any]) -> None:
        self.code = flat_toml.text(row, "code")
        self.name = flat_toml.text(row, "name")
        lines = [line for line in map(HelpLine, flat_toml.rows(table, "line")) if line.kind in KINDS]
        own = [line for line in lines if line.country == self.code]
        missing = set(_SHARED) - {line.kind for line in own} if row.get("eu") is True else set()
        own += [line for line in lines if line.country == EU and line.kind in missing]
        self.lines = sorted(own, key=lambda line: KINDS.index(line.kind))


def shipped() -> str:
    return os.path.join(folder(), "helplines.toml")


def find(country: str, path: str | None = None) -> Country | None:
    """The country somebody typed: `ie`, `Ireland`, ` IRELAND ` and `Irlande` are the same one; None: it is unknown."""
    typed = " ".join(country.split()).upper()
    if not typed:  # to look for nothing in the whole file takes longer than all the rest of help-now
        return None
    text = _text(path)
    rows = flat_toml.rows(_about(text, typed) if len(typed) == 2 else flat_toml.read(text)[0], "country")
    row = next((row for row in rows if typed in _names(row)), None)
    if row is None:
        code = next((code for code, names in other_names().items() if typed in [name.upper() for name in names]), "")
        return find(code, path) if code else None
    return Country(row, _about(text, flat_toml.text(row, "code"), EU))


def for_country(country: str, path: str | None = None) -> list[HelpLine]:
    """The lines of a country (its code or its name), emergency first; none when it is unknown."""
    found = find(country, path)
    return found.lines if found else []


def countries(path: str | None = None) -> list[tuple[str, str]]:
    """Every country there is something to say about: its code and its name, by name."""
    rows = flat_toml.rows(flat_toml.read(_text(path))[0], "country")
    return sorted(
        ((flat_toml.text(row, "code"), flat_toml.text(row, "name")) for row in rows), key=lambda pair: pair[1]
    )


def guess(environ: Mapping[str, str]) -> str | None:
    """The country this computer's language settings speak of (de_AT.UTF-8: AT). A guess: say so."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        territory = environ.get(variable, "").partition(".")[0].partition("@")[0].partition("_")[2]
        if len(territory) == 2 and territory.isascii() and territory.isalpha():
            return territory.upper()
    return None


def other_names() -> dict[str, list[str]]:
    """What each country is called in other languages, by its code."""
    rows = flat_toml.rows(flat_toml.read(_text(os.path.join(folder(), "country-names.toml")))[0], "country")
    named = ((flat_toml.text(row, "code"), row.get("names")) for row in rows)
    return {code: [str(name) for name in names] for code, names in named if isinstance(names, list)}


def _names(row: Mapping[str, Any]) -> list[str]:
    return [str(word).upper() for word in (row.get("code"), row.get("name"))]


def _about(text: str, code: str, other: str = "\n") -> dict[str, Any]:
    """Only what speaks of these codes: reading the whole file would take as long as all the rest of help-now."""
    code, other = f'"{code}"', f'"{other}"'
    parts = [part for part in f"\n{text}".split("\n[[")[1:] if code in part or other in part]
    return flat_toml.read("\n[[".join(["", *parts]))[0]


def _text(path: str | None) -> str:
    try:
        with open(path or shipped(), "rb") as file:
            return file.read(flat_toml.LIMIT).decode("utf-8", "replace")
    except OSError:
        return ""
