"""A TOML file of an author's: its text, its table, or what is wrong with it in their words."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from smartcli.exercises.content import LARGEST
from smartcli.exercises.exercise import Problem
from smartcli.home import disk
from smartcli.text.language import _

BY_HAND = 1 << 15  # characters; what is longer no hand wrote, and to look for its slips takes long
ENDLESS = 1_000_000  # steps
_DOT = re.compile(r"""[\w"']\s*\.\s*[\w"']""")

Note = Callable[[Path, OSError], None]


def read_text(file: Path, note: Note | None = None) -> tuple[str | None, list[Problem]]:
    """What stands in the file, or why that cannot be had. note: told where the system does not give it."""
    try:
        raw = disk.read(file, most=LARGEST)
    except OSError as error:
        if note:
            note(file, error)
        return None, [_unread(error)]
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n"), []  # some editors put a byte order mark before the text
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        what, cure = _("the file is not UTF-8 text."), _("In your editor: Save as, and choose the encoding UTF-8.")
        return None, [Problem(where=_("line {n}").format(n=line), what=what, cure=cure)]


def read_table(text: str, *, is_exercise: bool = True) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The table in the text, or where the text is no TOML. is_exercise: its headings are those of one."""
    import tomllib  # only where it was not read ahead

    if _has_endless_names(text):
        return None, [too_much()]
    try:
        return tomllib.loads(text), []
    except tomllib.TOMLDecodeError as error:
        from smartcli.exercises import toml_errors  # only where there are some

        if len(text) > BY_HAND:
            return None, [toml_errors.unknown(str(error))]
        slips = toml_errors.found(text) + (toml_errors.headings(text) if is_exercise else [])
        return None, slips or [toml_errors.unknown(str(error))]
    except (ValueError, RecursionError):  # a number of thousands of digits, lists within lists without end
        return None, [too_much()]


def too_much() -> Problem:
    return Problem(where="", what=_("the file holds too much."), cure=_("Please begin with a fresh one."))


def _has_endless_names(text: str) -> bool:
    """Whether there are names of so many parts (a.a.a…) that reading them would take longer than anybody waits."""
    return sum(len(_DOT.findall(line)) ** 2 for line in text.split("\n")) > ENDLESS


def _unread(error: OSError) -> Problem:
    if error.errno == errno.EOVERFLOW:
        what = _("the file has more than {n} MB, which no exercise needs.").format(n=LARGEST >> 20)
        return Problem(where="", what=what, cure=_("Please move it away, or make several exercises of it."))
    if isinstance(error, FileNotFoundError):
        return Problem(where="", what=_("the file cannot be opened."))
    from smartcli.home.reasons import why  # only where there is one

    return Problem(where="", what=_("the file cannot be opened: {why}.").format(why=why(error)))
