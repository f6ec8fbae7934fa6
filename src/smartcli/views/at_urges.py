"""What an entry says of an urge: what was done about it, and whether it was acted on."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.library import Library
from smartcli.exercises.step import Answers, Step, texts
from smartcli.first_aid.card_cache import DID
from smartcli.first_aid.what_followed import Tried, summed
from smartcli.journal.entry import Entry
from smartcli.text.same_words import folded
from smartcli.views.acted import Acted, meant

LOG = "urge-log"
Find = Callable[[str], Exercise | None]  # the exercise of a name, or None


def followed(exercise: Exercise, answers: Answers) -> Acted | None:
    """What these answers say, whatever the exercise is called; None where it is not asked or not said."""
    from smartcli.views.days import ACTED  # only where an urge was written down

    said = (meant(step, step.among(answers)) for step in exercise.measuring(ACTED))
    return next((one for one in said if one), None)


def tried_in(entry: Entry, exercise: Exercise, library: Library | None = None) -> list[Tried]:
    """What was done about the urge of an entry, where that and what followed were both written.

    library: tells whether the words of the exercise are the person's own; else they are taken for ours.
    """
    if not (steps := exercise.measuring(DID)) or (end := followed(exercise, entry.answers)) is None:
        return []
    kept, part = int(end is Acted.NO), int(end is Acted.PARTLY)
    ours = _our_words(library) if library and library.is_own(exercise.id) else None
    said = summed(
        Tried(text=text, times=1, own=step.private or not _is_ours(text, step, ours))
        for step in steps
        for text in texts(step.among(entry.answers))
    )
    return [one.but(times=1, kept=kept, part=part) for one in said]  # it is one urge, however often they are there


def _is_ours(text: str, step: Step, ours: frozenset[str] | None) -> bool:
    return text in step.choices if ours is None else folded(text) in ours


def _our_words(library: Library) -> frozenset[str]:
    """What can be picked in the shipped urge log: the same words in an exercise of one's own tell nothing more."""
    log = library.ours(LOG)
    return frozenset(folded(text) for step in (log.measuring(DID) if log else ()) for text in step.choices)


def tried_in_all(entries: Iterable[Entry], find: Find, library: Library | None = None) -> list[Tried]:
    """The same of all entries, what was written last about first."""
    known: dict[str, Exercise | None] = {}
    found: list[Tried] = []
    for entry in entries:
        if entry.exercise not in known:
            exercise = find(entry.exercise)
            known[entry.exercise] = exercise if exercise and exercise.measuring(DID) else None
        if one := known[entry.exercise]:
            found += tried_in(entry, one, library)
    return summed(found)
