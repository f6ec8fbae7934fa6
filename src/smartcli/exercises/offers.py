"""What is offered to whom and when: the path, out of the table of its TOML file, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from smartcli.exercises.did_you_mean import did_you_mean, meant, near
from smartcli.exercises.exercise import POINTS, Problem
from smartcli.exercises.reader import MISFIT, Reader, is_newer
from smartcli.record import Record
from smartcli.text.language import _, typed

FIRST_WEEKS = 28  # days: for so long somebody is new
# Who is meant: everybody who has not said "not sure yet" is decided.
DECIDED, UNDECIDED = WHO = ("decided", "undecided")
# What is offered that no file can name, since the person or an author named it.
FITS_IT, GOES_WITH_IT, DUE, SOMETHING_ELSE = TAKEN = ("fits-it", "goes-with-it", "due", "something-else")
# When something is offered that has to be looked up in what was written, and the values that the reason can tell. The
# functions of these names are in findings/suggesting/moments.py.
WHEN: Mapping[str, tuple[str, ...]] = {
    "hard-day": (),
    "more-today": ("what",),
    "more-yesterday": ("what",),
    "rated-importance-low": ("n",),
    "rated-confidence-low": ("n",),
    "rated-readiness-low": ("n",),
    "rated-high": ("n",),
    "hard-time": ("words",),
    "hard-moment-ahead": ("words",),
    "trigger-often": ("words", "n"),
    "days-written": ("n",),
}


class Offer(Record):
    """One row of the path: what, to whom, when and why.

    offer: the first of these exercises that is open is offered. take: what is taken in their place, one of TAKEN.
    who: one of WHO, or "" for everybody. day: a step of the first weeks, from this day on; 0 = at any time.
    after: exercises, one of which was done before. when: a name out of WHEN. instead: what does as well, an exercise or
    the answer to one of its steps (exercise.key). every: days after which it is open again; 0 = by a new reason alone.
    once: over when one of the offered was ever done, and its reason is never new; a step of the first weeks is so too.
    early: whether it may come before its own day in the first weeks.
    """

    offer: tuple[str, ...] = ()
    take: str = ""
    why: str = ""
    who: str = ""
    day: int = 0
    after: tuple[str, ...] = ()
    when: str = ""
    instead: tuple[str, ...] = ()
    every: int = 0
    once: bool = False
    early: bool = False


class Offers(Record):
    """The path: its rows in their order, and what holds for all of them.

    moments: exercises for a moment of their own, offered by a row that names them and never just for a change.
    logs: those whose writing is no practice of their point. only_decided: those that nobody undecided is offered.
    worth: the exercises of each point, what is worth most first.
    """

    rows: tuple[Offer, ...] = ()
    moments: tuple[str, ...] = ()
    logs: tuple[str, ...] = ()
    only_decided: tuple[str, ...] = ()
    worth: Mapping[str, tuple[str, ...]] = {}


ROW: Mapping[str, Any] = {
    "offer": tuple, "take": str, "why": str, "for": str, "day": int, "after": tuple, "when": str, "instead": tuple,
    "every": int, "once": bool, "early": bool,
}  # fmt: skip
LISTS = ("moments", "logs", "only_decided")
HEAD: Mapping[str, Any] = {"format": int, **dict.fromkeys(LISTS, tuple), "offers": object, "worth": object}
_VALUE = re.compile(r"\{([^{}]*)\}")


class _PathReader(Reader):
    """Reads the file of a path and gathers what is wrong with it."""

    def unknown(self, name: str, allowed: Mapping[str, Any], meaning: str) -> None:
        if not self.where and name in ROW:
            cure = _("It is about one offer: please put it below an [[offers]].")
        elif self.where and name in HEAD:
            cure = _("It is about the whole path: please put it above the first [[offers]].")
        else:
            cure = did_you_mean(meaning) if meaning else _("Please take it out.")
        self.say(_("“{name}” is not known here.").format(name=name), cure)

    def rows(self, tables: object) -> tuple[Offer, ...]:
        if not isinstance(tables, list) or not tables:
            self.say(_("there are no offers."), _("Please add at least one [[offers]]."))
            return ()
        found = [self.row(number, table) for number, table in enumerate(tables, 1)]
        self.where = ""
        return tuple(row for row in found if row)

    def row(self, number: int, table: object) -> Offer | None:
        self.where = _("offer {n}").format(n=number)
        if not isinstance(table, dict):
            self.say(_("this is no offer."), _("Please write its lines below [[offers]]."))
            return None
        named = table.get("offer") or table.get("take")
        names = named if isinstance(named, list) else [named]
        if named:
            self.where += f" ({', '.join(map(str, names))})"
        before = len(self.problems)
        given = self.take(table, ROW, ())
        for what, cure in _wrong(given) if len(self.problems) == before else ():
            self.say(what, cure)
        who = given.pop("for", "")
        return None if len(self.problems) > before else Offer(**given, who=who)

    def worth(self, tables: object) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for number, table in enumerate(tables if isinstance(tables, list) else [tables], 1):
            self.where = _("worth {n}").format(n=number)
            if not isinstance(table, dict):
                self.say(_("this is no list of exercises."), _('Please write point = "urges" and order = ["…"].'))
                continue
            given = self.take(table, {"point": str, "order": tuple}, ("point", "order"))
            point = given.get("point")
            if point is not None and point not in POINTS:
                self.say(_("this point is not known."), meant(point, POINTS) or _there_are(POINTS))
            elif "order" in given:
                found[str(point)] = given["order"]
        self.where = ""
        return found


def _wrong(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What does not go together in a row, and names that nobody knows."""
    if bool(row.get("offer")) == bool(row.get("take")):
        what = _("it offers nothing.") if not row.get("offer") else _("it has “offer” and “take”.")
        yield what, _('Please write offer = "coping-plan", or take = "due".')
    if "offer" in row and not str(row.get("why", "")).strip():
        yield _("it has no reason."), _('Please add why = "…": a sentence that says to the person why.')
    if "take" in row and (
        more := [name for name in ("why", "day", "after", "when", "instead", "every", "once") if name in row]
    ):
        yield _("“{name}” does not go with “take”.").format(name=more[0]), _("Please take it out.")
    for name, known in (("take", TAKEN), ("for", WHO), ("when", [*WHEN])):
        if row.get(name) is not None and row[name] not in known:
            what = _("“{name}” cannot be “{value}”.").format(name=name, value=row[name])
            yield what, meant(str(row[name]), known) or _there_are(known)
    for name, most in (("day", FIRST_WEEKS), ("every", 366)):
        if name in row and not 1 <= row[name] <= most:
            yield _("“{name}” goes from 1 to {most}.").format(name=name, most=most), _("Please change the number.")
    if row.get("when", "") in {"", *WHEN}:
        yield from _values(str(row.get("why", "")), WHEN.get(str(row.get("when", "")), ()))


def _values(why: str, known: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A reason can tell only what its `when` knows."""
    for name in _VALUE.findall(why):
        if name not in known:
            what = _("its reason cannot tell “{{{name}}}”.").format(name=name)
            cure = near(name, known)
            yield what, did_you_mean(f"{{{cure}}}") if cure else _("Please say it in words.")
            return
    if "{" in _VALUE.sub("", why) or "}" in _VALUE.sub("", why):
        yield _("a { or } in its reason stands alone."), _("Please take it out.")


def _there_are(names: Sequence[str]) -> str:
    return _("There are: {names}.").format(names=", ".join(names))


def read(table: Mapping[str, Any]) -> tuple[Offers | None, list[Problem]]:
    """The path out of its TOML table, or what is wrong with it. A newer format is said and nothing else."""
    reader = _PathReader()
    if is_newer(table):
        reader.say(_("this file was written for a newer smartcli."), _("Please update smartcli to use it."))
        return None, reader.problems
    if not table:
        reader.say(_("there is nothing in it."), typed(_("To begin with one that works: smartcli exercises path")))
        return None, reader.problems
    given = reader.take(table, HEAD, ("format",))
    rows = reader.rows(given.get("offers"))
    worth = reader.worth(given.get("worth", []))
    if reader.problems:
        return None, reader.problems
    lists = {name: given[name] for name in LISTS if given.get(name, MISFIT) is not MISFIT}
    return Offers(rows=rows, worth=worth, **lists), []
