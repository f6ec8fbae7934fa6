"""Which exercise, for whoever has named none: a point first, then one of its exercises."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from smartcli.asking.choose import choose
from smartcli.asking.turn import Back, Prompter
from smartcli.exercises import content
from smartcli.exercises.exercise import POINTS, Exercise
from smartcli.exercises.library import Library
from smartcli.text.language import _


def which_exercise(prompter: Prompter, library: Library, note: Callable[[str], None]) -> Exercise | None:
    """The one that is picked; None where the person skipped. note: is told first what is missing in the lists."""
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
        try:
            picked = choose(prompter, _("Which exercise?"), _listed(shelf[point]))
        except Back:
            continue
        return next((one for one in shelf[point] if one.id == picked), None)


def _listed(shelf: Sequence[Exercise]) -> dict[str, str]:
    """What stands in the list, by the exercises' ids, which are in it where two would read alike."""
    shown = [f"{one.title} ({one.lasts})" for one in shelf]
    pairs = zip(shown, shelf, strict=True)
    return {one.id: f"{text}, {one.id}" if shown.count(text) > 1 else text for text, one in pairs}
