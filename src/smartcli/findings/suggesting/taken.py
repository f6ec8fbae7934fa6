"""What no path can name, since the person or an author named it, or since it is the rest: one function for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from smartcli.exercises import content
from smartcli.exercises.exercise import POINTS
from smartcli.exercises.offers import DUE, FITS_IT, GOES_WITH_IT, SOMETHING_ELSE
from smartcli.findings.suggesting.moments import RULERS
from smartcli.findings.suggesting.seen import LATELY, RESTS, Seen, Suggestion
from smartcli.text import days_said
from smartcli.text.language import _

DAILY = POINTS[0]


def what_fits(seen: Seen) -> Iterator[Suggestion]:
    """What an answer of today leads to, the newest first, until it was done."""
    for place, entry in seen.of_today:
        exercise = seen.library.find(entry.exercise)
        if exercise:
            why = _("You did this today: {title}. This fits what you wrote.").format(title=exercise.title)
            left = (id for id in exercise.led_to(entry.answers) if seen.newest.get(id, place + 1) > place)
            yield from (Suggestion(exercise=id, why=why, since=entry.day) for id in left)


def what_is_due(seen: Seen) -> Iterator[Suggestion]:
    """What the person wanted to come back to."""
    return (Suggestion(exercise=one.exercise, why=one.text, since=one.day) for one in seen.due if one.again)


def what_goes_with_it(seen: Seen) -> Iterator[Suggestion]:
    """What authors named to follow what was done today, the newest first; after the rulers the ratings decide.

    What names nothing, such as a check-in, takes nothing away from what was done before it.
    """
    for _place, entry in seen.of_today:
        exercise = seen.library.find(entry.exercise) if entry.exercise != RULERS else None
        for id in exercise.next if exercise else ():
            if id not in seen.path.moments and not seen.within(seen.last(id), RESTS):
                why = _("You did this today: {title}. This goes well with it.")
                yield Suggestion(exercise=id, why=why.format(title=exercise.title if exercise else ""))


def something_else(seen: Seen) -> Iterator[Suggestion]:
    """The part of the programme that was practised least lately; writing a log is no practice of its part."""
    practised = (one for one in seen.of_last(LATELY) if one.exercise not in seen.path.logs)
    count = Counter(seen.point(entry.exercise) for entry in practised)
    titles = content.points()
    for point in sorted(POINTS[1:], key=lambda point: (count[point], POINTS.index(point))):
        if point in titles:
            why = _("For a change, something from this part: {point}.").format(point=titles[point].title)
            yield from (Suggestion(exercise=id, why=why) for id in _shelf(seen, point))


def of_a_point(seen: Seen, point: str) -> Iterator[Suggestion]:
    """What else there is in one part: what is new, and what it draws on; then what was done long ago.

    What belongs to every day or week has its own times.
    """
    for id in _shelf(seen, point) if point != DAILY else ():
        last, kinds = seen.last(id), seen.library.head(id).get("draws_on")
        why = _("You have not done this one yet.")
        if last:
            why = _("You did this last {when}.").format(when=days_said.on(last.day, seen.today))
        elif isinstance(kinds, list) and kinds:
            why += " " + _("It uses ideas from {methods}.").format(methods=content.methods([*map(str, kinds)]))
        yield Suggestion(exercise=id, why=why)


def _shelf(seen: Seen, point: str) -> list[str]:
    """The exercises of a point that could be done any time and were not lately: new ones, then the longest ago.

    Among the new ones what is worth most comes first; what the path does not name comes after that.
    """
    worth = {id: place for place, id in enumerate(seen.path.worth.get(point, ()))}
    free = [
        id
        for id in seen.library.ids()
        if id not in seen.path.moments and seen.point(id) == point and not seen.within(seen.last(id), RESTS)
    ]
    return sorted(free, key=lambda id: (-seen.newest.get(id, len(seen.entries)), worth.get(id, len(worth)), id))


TAKE: Mapping[str, Callable[[Seen], Iterator[Suggestion]]] = {
    FITS_IT: what_fits,
    DUE: what_is_due,
    GOES_WITH_IT: what_goes_with_it,
    SOMETHING_ELSE: something_else,
}
