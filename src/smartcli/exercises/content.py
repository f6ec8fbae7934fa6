"""What lies in the data folder: inside the installed wheel, or at the root of a checkout."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from smartcli.home import flat_toml
from smartcli.record import Record
from smartcli.text import language
from smartcli.text.language import Later, _

FALLBACK = "en"
SHELF = "exercises"  # the folder of the shipped ones, in that of a language
SUFFIX = ".toml"  # of an exercise's file
LARGEST = 1 << 20  # bytes of a file of an author's; the longest of the shipped ones has a hundredth


@cache
def data() -> Path:
    return Path(language.folder())


def shelf(code: str) -> Path:
    """The folder of the shipped exercises in a language."""
    return data() / code / SHELF


@cache
def languages() -> tuple[str, ...]:
    """The folders of data/ to look in, best first; English stands behind every language."""
    asked = [code for code in language.languages() if shelf(code).is_dir()]
    return tuple(dict.fromkeys([*asked, FALLBACK]))


def find(*parts: str) -> Path | None:
    """A content file of the person's language, or the English one, or None."""
    for code in languages():
        file = data().joinpath(code, *parts)
        if file.is_file():
            return file
    return None


def card(id: str) -> str:
    """The text of a card of data/<language>/cards, or nothing where there is none of this name."""
    return language.typed(card_as_written(id))


def card_as_written(id: str) -> str:
    """The same for paper: commands as our files have them."""
    file = find("cards", f"{id}.md")
    return file.read_text("utf-8").strip() if file else ""


class Point(Record):
    """One of the four parts of the programme, or every day."""

    id: str
    title: str
    about: str


@cache
def points() -> dict[str, Point]:
    """The points by their id, in the order they are shown."""
    file = find("points.toml")
    text = file.read_text("utf-8") if file else ""
    table, unread = flat_toml.read(text)
    if unread:  # somebody has written it in a way that takes all of TOML, which takes longer
        import tomllib

        table = tomllib.loads(text)
    return {row["id"]: Point(**row) for row in table.get("points", [])}


def instead() -> list[tuple[str, str]]:
    """What is said in place of words that tell what this is for; see text/discreet.py."""
    file = find("discreet.toml")
    rows = flat_toml.rows(flat_toml.read(file.read_text("utf-8"))[0], "instead") if file else []
    return [(str(row["of"]), str(row["say"])) for row in rows]


# What the letters stand for that methods are known by. Most people have not met them.
METHODS = {
    "CBT": Later("cognitive behavioural therapy (CBT)"),
    "MET": Later("motivational enhancement therapy (MET)"),
    "MI": Later("motivational interviewing (MI)"),
    "REBT": Later("rational emotive behaviour therapy (REBT)"),
}


def methods(names: Sequence[str]) -> str:
    """What an exercise draws on, with full names: "gratitude", "mindfulness and acceptance"."""
    *others, last = [str(METHODS.get(name, name)) for name in names]
    return _("{some} and {last}").format(some=", ".join(others), last=last) if others else last
