"""What an entry says of an urge: what was done about it, and whether it was acted on."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Answers, texts
from smartcli.first_aid.card_cache import DID
from smartcli.first_aid.what_followed import Tried, summed
from smartcli.journal.entry import Entry
from smartcli.views.acted import Acted, meant

Find = Callable[[str], Exercise | None]  # the exercise of a name, or None


def followed(exercise: Exercise, answers: Answers) -> Acted | None:
    """What these answers say, whatever the exercise is called; None where it is not asked or not said."""
    from smartcli.views.days import ACTED  # only where an urge was written down

    said = (meant(step, step.among(answers)) for step in exercise.measuring(ACTED))
    return next((one for one in said if one), None)


def tried_in(entry: Entry, exercise: Exercise) -> list[Tried]:
    """What was done about the urge of an entry, where that and what followed were both written."""
    if not (steps := exercise.measuring(DID)) or (end := followed(exercise, entry.answers)) is None:
        return []
    kept, part = int(end is Acted.NO), int(end is Acted.PARTLY)
    return summed(
        Tried(text=text, times=1, kept=kept, part=part, own=step.private or text not in step.choices)
        for step in steps
        for text in dict.fromkeys(texts(step.among(entry.answers)))
    )


def tried_in_all(entries: Iterable[Entry], find: Find) -> list[Tried]:
    """The same of all entries, what was written last about first."""
    known: dict[str, Exercise | None] = {}
    found: list[Tried] = []
    for entry in entries:
        if entry.exercise not in known:
            exercise = find(entry.exercise)
            known[entry.exercise] = exercise if exercise and exercise.measuring(DID) else None
        if one := known[entry.exercise]:
            found += tried_in(entry, one)
    return summed(found)
