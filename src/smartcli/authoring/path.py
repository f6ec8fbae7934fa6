"""What is wrong with a path that could be read: exercises that are not there, days that go backwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from smartcli.exercises import lookup
from smartcli.exercises.did_you_mean import meant
from smartcli.exercises.exercise import POINTS, Problem
from smartcli.exercises.library import Library
from smartcli.exercises.offers import Offers
from smartcli.exercises.path_file import read_file
from smartcli.text.language import _


def problems(file: Path, library: Library) -> list[Problem]:
    """What is wrong with the file of a path, or with what stands in it."""
    offers, found = read_file(file)
    return found if offers is None else check(offers, library)


def check(offers: Offers, library: Library) -> list[Problem]:
    """In the order of the file."""
    return [*_lists(offers, library), *_rows(offers, library), *_worth(offers, library)]


def _lists(offers: Offers, library: Library) -> Iterator[Problem]:
    named = {"moments": offers.moments, "logs": offers.logs, "only_decided": offers.only_decided}
    for where, ids in named.items():
        yield from (_unknown(id, where, library) for id in ids if id not in library.files)


def _rows(offers: Offers, library: Library) -> Iterator[Problem]:
    days: dict[str, int] = {}  # the last day of the first weeks, by whom it is for
    for number, row in enumerate(offers.rows, 1):
        where = _("offer {n} ({names})").format(n=number, names=", ".join(row.offer) or row.take)
        yield from (_unknown(id, where, library) for id in (*row.offer, *row.after) if id not in library.files)
        for path in row.instead:
            yield from _instead(path, where, library)
        if row.day and row.day < max(days.get(who, 0) for who in ({row.who, ""} if row.who else {"", *days})):
            what = _("its day is before that of a step above it.")
            yield Problem(where=where, what=what, cure=_("Please put the steps in the order of their days."))
        if row.day:
            days[row.who] = row.day


def _instead(path: str, where: str, library: Library) -> Iterator[Problem]:
    """An exercise, or a question of one."""
    id, _dot, key = path.partition(".")
    if id not in library.files:
        yield _unknown(id, where, library)
    elif key and (found := library.find(id)) and not found.step(key):
        what = _("“{id}” asks nothing under the key “{key}”.").format(id=id, key=key)
        keys = [step.key for step in found.steps if step.asks]
        yield Problem(
            where=where, what=what, cure=meant(key, keys) or _("There are: {names}.").format(names=", ".join(keys))
        )


def _worth(offers: Offers, library: Library) -> Iterator[Problem]:
    for point, ids in offers.worth.items():
        where = _("worth of “{point}”").format(point=point)
        for id in ids:
            if id not in library.files:
                yield _unknown(id, where, library)
            elif (found := library.find(id)) and found.point != point:
                what = _("“{id}” belongs to another point.").format(id=id)
                right = found.point if found.point in POINTS else ""
                yield Problem(where=where, what=what, cure=_("Please put it below “{point}”.").format(point=right))


def _unknown(id: str, where: str, library: Library) -> Problem:
    cure = lookup.meant(library, id) or _("Please take it out, or write that exercise.")
    return Problem(where=where, what=_("there is no exercise “{id}”.").format(id=id), cure=cure)
