"""What an entry says of an urge: what was done about it, and whether it was acted on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum

from smartcli.exercises.exercise import LAPSE, Exercise
from smartcli.exercises.step import Answer, Answers, Step, texts
from smartcli.first_aid.card_cache import DID
from smartcli.first_aid.what_followed import Tried, summed
from smartcli.journal.entry import Entry
from smartcli.text.language import _

Find = Callable[[str], Exercise | None]  # the exercise of a name, or None


class Followed(Enum):
    """What followed an urge."""

    NOT_ACTED_ON = "not-acted-on"
    IN_PART = "in-part"
    ACTED_ON = "acted-on"


def followed(exercise: Exercise, answers: Answers) -> Followed | None:
    """What these answers say, whatever the exercise is called; None where it is not asked or not said."""
    from smartcli.views.days import ACTED  # only where an urge was written down

    said = (_says(step, step.among(answers)) for step in exercise.measuring(ACTED))
    return next((one for one in said if one), None)


def _says(step: Step, answer: Answer) -> Followed | None:
    """Of choices: those that the card lapse follows, and then all others are no. Without one, from no to yes.

    The last of them is not to say; what stands between is in part.
    """
    if isinstance(answer, bool):
        return Followed.ACTED_ON if answer else Followed.NOT_ACTED_ON
    gates = [safety.comparison for safety in step.safety if safety.card == LAPSE and safety.comparison]
    if any(gate.holds(answer) for gate in gates):
        return Followed.ACTED_ON
    if answer not in step.choices:
        return _in_words(answer)
    place = step.choices.index(str(answer))
    if gates or place == 0:
        return Followed.NOT_ACTED_ON
    yes = max(1, len(step.choices) - 2)
    return Followed.ACTED_ON if place == yes else Followed.IN_PART if place < yes else None


def _in_words(answer: Answer) -> Followed | None:
    """Yes and no, as an import or an earlier version may have written them."""
    if not isinstance(answer, str):
        return None
    ways = {"no": Followed.NOT_ACTED_ON, "yes": Followed.ACTED_ON}
    return (ways | {_("no"): Followed.NOT_ACTED_ON, _("yes"): Followed.ACTED_ON}).get(answer.casefold())


def tried_in(entry: Entry, exercise: Exercise) -> list[Tried]:
    """What was done about the urge of an entry, where that and what followed were both written."""
    if not (steps := exercise.measuring(DID)) or (end := followed(exercise, entry.answers)) is None:
        return []
    kept, part = int(end is Followed.NOT_ACTED_ON), int(end is Followed.IN_PART)
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
