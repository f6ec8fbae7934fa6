"""Which exercise, for whoever has named none: a point first, then one of its exercises."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from smartcli.asking.ask import ask_one
from smartcli.asking.turn import Back, Prompter
from smartcli.exercises import content
from smartcli.exercises.exercise import POINTS, Exercise
from smartcli.exercises.library import Library
from smartcli.exercises.unusable import unusable
from smartcli.text.language import _


def which_exercise(prompter: Prompter, library: Library, note: Callable[[str], None]) -> Exercise | None:
    """The one that is picked; None where the person skipped. note: is told first what is missing in the lists."""
    library.look_again()
    shelf = library.by_point()
    for sentence in unusable(library):
        note(sentence)
    titles = content.points()
    names = {titles[point].title: point for point in POINTS if shelf[point]}
    name: str | None = None
    while True:
        name = ask_one(prompter, _("Which point?"), list(names), before=name)
        if name is None:
            return None
        listed = _listed(shelf[names[name]])
        try:
            picked = ask_one(prompter, _("Which exercise?"), list(listed))
        except Back:
            continue
        return listed[picked] if picked else None


def _listed(shelf: Sequence[Exercise]) -> dict[str, Exercise]:
    """The exercises by what stands in the list; those that would read alike with their ids."""
    shown = [f"{one.title} ({one.lasts})" for one in shelf]
    return {f"{text}, {one.id}" if shown.count(text) > 1 else text: one for text, one in zip(shown, shelf, strict=True)}
