"""Which exercise, for whoever has named none: a point first, then one of its exercises."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from smartcli.asking.choose import apart, choose
from smartcli.asking.turn import Back, Prompter
from smartcli.exercises import content
from smartcli.exercises.exercise import POINTS, Exercise
from smartcli.exercises.library import Library
from smartcli.text.language import _


def which_exercise(prompter: Prompter, library: Library, note: Callable[[str], None]) -> Exercise | None:
    """The one that is picked; None where the person went back. note: is told first what is missing in the lists."""
    library.look_again()
    shelf = library.by_point()
    for sentence in library.unusable():
        note(sentence)
    titles = content.points()
    names = {point: titles[point].title for point in POINTS if shelf[point]}
    point: str | None = None
    while True:
        point = choose(prompter, _("Which point?"), names, before=point)
        if point is None:
            return None
        rows = apart({one.id: f"{one.title} ({one.lasts})" for one in shelf[point]}, name=str)
        abouts = {one.id: one.about for one in shelf[point]}
        with suppress(Back):
            if picked := choose(prompter, _("Which exercise?"), rows, abouts=abouts):
                return next(one for one in shelf[point] if one.id == picked)
