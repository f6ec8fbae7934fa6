"""What lies ahead: what is due, and one next thing that can be declined.

While the journal is closed nobody knows of any of it, but for a card for danger that this run opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from smartcli.exercises import path_file
from smartcli.findings import hard_evening
from smartcli.findings.due import Due, IsAway
from smartcli.findings.suggesting import Seen, Suggestion, after_a_hard_evening, suggest
from smartcli.first_aid import card_cache
from smartcli.home.marks import Marks
from smartcli.journal.entry import Entry
from smartcli.journal.recent import recent
from smartcli.record import Record
from smartcli.stores import Stores
from smartcli.text.language import _, ngettext, typed
from smartcli.views.cards import Card
from smartcli.views.goal import Way, goal_of, goals_of

if TYPE_CHECKING:
    from smartcli.asking.drafts import Draft

A_YEAR = 366  # days looked back
SHOWN = 3  # lines at home


class Ahead(Record):
    """What is due, the newest first, and what could be next."""

    due: tuple[Due, ...] = ()
    next: Suggestion | None = None
    path: str = ""  # what is wrong with the person's own path, in whose place ours stands


def ahead(stores: Stores, *, now: datetime, waiting: Sequence[Draft] = ()) -> Ahead:
    """Both, from one look at the last year.

    now: aware, in the person's zone. waiting: what is begun, which needs no suggesting.
    """
    today = stores.settings().day(now)
    if stores.is_closed:
        return Ahead(next=_after_danger(stores, today))
    goals = goals_of(stores)  # before the journal is looked through: what could not be read of it is told after that
    entries = lately(stores, today)
    marks = stores.marks()
    resting = {**marks.declined, **{draft.exercise: today.isoformat() for draft in waiting}}
    left = hard_evening.when_left(waiting, stores.library.find, stores.settings().day, today)
    path = path_file.in_force(stores.home, stores.so_far)
    seen = Seen(
        entries=entries,
        library=stores.library,
        today=today,
        is_away=away(marks),
        left_hard=left,
        own=path.offers,
        goals=goals,
    )
    return Ahead(due=tuple(seen.due), next=suggest(seen, resting), path=path.said)


def _after_danger(stores: Stores, today: date) -> Suggestion | None:
    """In a closed journal, after a card for danger in this run: the plan for hard times, until it is not wanted."""
    day = hard_evening.met(stores, today)
    if not day or stores.met_danger.declined >= day:
        return None
    return after_a_hard_evening(day, written=stores.met_danger.has_plan or is_plan_at_hand(stores))


def is_plan_at_hand(stores: Stores) -> bool:
    """Whether help-now shows the plan for hard times: what stands there is read without a passphrase."""
    return any(card.exercise == hard_evening.HARD_TIMES for card in card_cache.read(str(stores.home)).cards)


def fitting(stores: Stores, ids: Iterable[str], *, now: datetime, is_hard: bool = False) -> list[str]:
    """Those of these exercises that are there and may be named: nobody undecided is led to what is for the decided.

    On a hard evening and the day after it the plan for hard times comes first, and nothing of another kind is named.
    What was left early counts. is_hard: what was just answered opened a card for danger. While the journal is closed
    nobody knows who is undecided, so that what is for the decided is named to nobody.
    """
    there = [id for id in ids if stores.library.find(id)]
    if there and (is_hard or is_hard_evening(stores, now)):
        return [id for id in there if id == hard_evening.HARD_TIMES]
    if not there or not (stores.is_closed or goal_of(stores).way is Way.UNSURE):
        return there
    only_decided = path_file.in_force(stores.home, stores.so_far).offers.only_decided
    return [id for id in there if id not in only_decided]


def is_hard_evening(stores: Stores, now: datetime, entries: Sequence[Entry] | None = None) -> bool:
    """Today's or yesterday's, by what was written and what was left; of a closed journal by what this run saw.

    entries: those of the last year, where they are at hand.
    """
    today, find = stores.settings().day(now), stores.library.find
    if stores.is_closed:
        return bool(hard_evening.met(stores, today))
    left = hard_evening.when_left(stores.drafts.every(), find, stores.settings().day, today)
    return bool(left or hard_evening.newest(lately(stores, today) if entries is None else entries, find, today))


def away(marks: Marks) -> IsAway:
    """Whether the plan card of an exercise and a text was put away: then it is not brought up."""
    return lambda exercise, text: Card(kind="plan", text=text, exercise=exercise).away_mark in marks.away


def lately(stores: Stores, today: date) -> list[Entry]:
    """The entries of the last year, newest first."""
    return recent(stores.journal.latest(), today=today, days=A_YEAR)[0]


def due_lines(found: Ahead) -> list[str]:
    """A few lines, and how many more there are; that an own path cannot be used."""
    more = len(found.due) - SHOWN
    lines = [one.text for one in found.due[:SHOWN]]
    if more > 0:
        lines.append(typed(_("And {n} more: smartcli points"), n=more))
    if any(one.is_card for one in found.due[:SHOWN]):
        lines.append(typed(_("What is done can be put away: smartcli cards away")))
    return [*lines, *filter(None, [found.path])]


def due_counted(found: Ahead) -> list[str]:
    """The same without a word of what it is."""
    if not found.due:
        return [*filter(None, [found.path])]
    said = ngettext(
        "{n} thing you set is due: smartcli points", "{n} things you set are due: smartcli points", len(found.due)
    )
    return [typed(said, n=len(found.due)), *filter(None, [found.path])]


def as_json(stores: Stores, found: Ahead) -> dict[str, object]:
    """The same for other programs."""
    rows = [{"text": one.text, "exercise": one.exercise, "day": one.day} for one in found.due]
    return {"due": rows, "next": suggestion_as_json(stores, found.next)}


def suggestion_as_json(stores: Stores, one: Suggestion | None) -> dict[str, object] | None:
    if one is None:
        return None
    exercise = stores.library.load(one.exercise)
    row = {"exercise": exercise.id, "title": exercise.title, "minutes": exercise.minutes, "why": one.why}
    return {**row, "to_read": one.to_read}


def decline(stores: Stores, one: Suggestion, *, now: datetime) -> None:
    """Remember that it was not wanted on this day; while the journal is closed, for this run alone."""
    today = stores.settings().day(now).isoformat()
    if stores.is_closed:
        stores.met_danger.declined = today
        return
    stores.mark(
        lambda kept: kept.but(declined={**kept.declined, **dict.fromkeys((one.exercise, *one.also), today)}),
        _("It is kept that you want something else."),
    )
