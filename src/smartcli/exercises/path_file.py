"""Where the path comes from: a file of the person's home, or ours; while there is a slip in theirs, ours stands in."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from smartcli.exercises import content, offers, toml_file
from smartcli.exercises.exercise import Problem
from smartcli.exercises.offers import Offers
from smartcli.home import flat_toml
from smartcli.home.filenames import PATH
from smartcli.home.so_far import SoFar
from smartcli.record import Record
from smartcli.text.language import _, quoted, typed


class PathAsRead(Record):
    """The path that holds now, and the sentence that says so where it is not the person's own one."""

    offers: Offers
    said: str = ""


def in_force(home: Path, so_far: SoFar | None = None) -> PathAsRead:
    """The person's own path where there is one that can be used, else ours. so_far: told of what cannot be read."""
    file = home / PATH
    unread: list[str] = []

    def note(_file: Path, error: OSError) -> None:
        if not isinstance(error, FileNotFoundError | NotADirectoryError):
            from smartcli.home.reasons import why  # only where something failed

            unread.append(_("The file {name} cannot be read just now ({why}).").format(name=PATH, why=why(error)))

    text, problems = toml_file.read_text(file, note)
    if text is None and problems and not unread and not file.exists():
        return PathAsRead(offers=shipped())
    own, problems = read_text(text) if text is not None else (None, problems)
    if own:
        return PathAsRead(offers=own)
    if unread and so_far:
        so_far.could_not_read(PATH, unread[0])
    said = _("Your file {name} cannot be used; smartcli's own stands in. To see where: smartcli check {path}")
    return PathAsRead(offers=shipped(), said=typed(said, name=PATH, path=quoted(file)))


def read_file(file: Path) -> tuple[Offers | None, list[Problem]]:
    """A path out of a file, or what is wrong with the file."""
    text, problems = toml_file.read_text(file)
    return (None, problems) if text is None else read_text(text)


def read_text(text: str) -> tuple[Offers | None, list[Problem]]:
    """The same of what stands in it."""
    table, problems = toml_file.read_table(text, is_exercise=False)
    if table is None:
        return None, problems
    try:
        return offers.read(table)
    except RecursionError:
        return None, [toml_file.too_much()]


@cache
def shipped() -> Offers:
    """Ours, in the person's language."""
    file = content.find(PATH)
    text = file.read_text("utf-8") if file else ""
    table, unread = flat_toml.read(text)
    found = None if unread else offers.read(table)[0]  # what takes all of TOML to read takes longer
    return found or read_text(text)[0] or Offers()
