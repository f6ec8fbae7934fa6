"""A hard evening: what somebody wrote opened a card for danger. Then help is offered, and nothing is counted.

It lasts for the rest of that day. On the next day the plan for hard times is still what is offered first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Answer, Step, rows_of, texts
from smartcli.first_aid.card_cache import HARD_TIMES
from smartcli.journal.entry import Entry

if TYPE_CHECKING:
    from smartcli.asking.drafts import Draft
    from smartcli.stores import Stores

__all__ = ["HARD_TIMES", "is_hard", "met", "newest", "remember", "very_low", "when_left"]

CRISIS = "crisis"
DANGERS = frozenset({CRISIS, "emergency", "overdose"})  # the cards that are for danger, and not for what is ahead
STAYS = 2  # days: the one on which it was written, and the next

Find = Callable[[str], Exercise | None]


def is_hard(exercise: Exercise, answers: Mapping[str, Answer]) -> bool:
    """Whether one of these answers opened a card for danger."""
    given = (one for step in exercise.steps for one in _given(step, answers))
    return any(card in DANGERS for _path, step, answer in given for card in step.cards_for(answer))


def very_low(exercise: Exercise, answers: Mapping[str, Answer]) -> Iterator[tuple[str, Step, Answer]]:
    """The answers that opened the card for a crisis, each with its path and its step; of several choices those that
    did. Danger for the body, or for somebody else, is another thing, and so is a card that any answer opens.
    """
    for path, step, answer in (one for each in exercise.steps for one in _given(each, answers)):
        opens = [safety.comparison for safety in step.safety if safety.card == CRISIS and safety.comparison]
        if any(comparison.holds(answer) for comparison in opens):
            chosen = texts(answer) if isinstance(answer, list) else []
            yield path, step, [one for one in chosen if any(each.holds([one]) for each in opens)] or answer


def _given(step: Step, answers: Mapping[str, Answer], path: str = "") -> Iterator[tuple[str, Step, Answer]]:
    """The answer to a step, and those in a table's rows, with their paths. What was not asked has none."""
    path = f"{path}{step.key}"
    if step.key in answers:
        yield path, step, answers[step.key]
    for row in rows_of(answers.get(step.key)):
        for column in step.columns:
            yield from _given(column, row, f"{path}.")


def newest(newest_first: Iterable[Entry], find: Find, today: date) -> str:
    """The last day that was hard, of today and yesterday, as YYYY-MM-DD; "" for none.

    Whoever writes of another day has it in mind on the day they write. (After midnight that may be taken for the next
    day, and the plan for hard times is offered a day longer.)
    """
    first = (today - timedelta(days=STAYS - 1)).isoformat()
    hard = ""
    for entry in newest_first:
        day = entry.day if entry.happened is None else min(entry.at[:10], today.isoformat())
        if max(first, hard) <= day <= today.isoformat() and day != hard:
            exercise = find(entry.exercise)
            hard = day if exercise and is_hard(exercise, entry.answers) else hard
    return hard


def when_left(drafts: Iterable[Draft], find: Find, day: Callable[[datetime], date], today: date) -> str:
    """The same of what was left early: whoever closes the window after such a card has seen it all the same.

    day: the day the person means at a moment.
    """
    days = (_day(draft, day) for draft in drafts if (of := find(draft.exercise)) and is_hard(of, draft.given))
    near = [one.isoformat() for one in days if one and 0 <= (today - one).days < STAYS]
    return max(near, default="")


def remember(stores: Stores, exercise: Exercise, answers: Mapping[str, Answer], today: date) -> None:
    """Keep for the rest of this run whether one of these answers opened a card for danger: a closed journal, and the
    drafts that are closed with it, do not tell it."""
    if is_hard(exercise, answers):
        stores.met_danger.day = today.isoformat()


def met(stores: Stores, today: date) -> str:
    """The day, of today and yesterday, on which this run opened a card for danger; "" for none."""
    day = stores.met_danger.day
    return day if day and 0 <= (today - date.fromisoformat(day)).days < STAYS else ""


def _day(draft: Draft, day: Callable[[datetime], date]) -> date | None:
    try:
        return day(datetime.fromisoformat(draft.at))
    except ValueError:  # out of a file, which may hold anything
        return None
