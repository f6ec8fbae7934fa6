"""What is due, given the entries and the day. What has been due for two weeks goes quiet: nobody is kept to account."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from smartcli.journal.entry import Entry
from smartcli.record import Record
from smartcli.text import days_said
from smartcli.views.dates import Dated, days

LONGEST = 60  # characters shown of the person's own words


class Due(Record):
    """A sentence, the exercise it was written in, and since when it is due.

    again: doing that exercise again is what it asks for. is_card: putting its card away says that it is done.
    """

    text: str
    exercise: str
    day: str
    again: bool = False
    is_card: bool = False


IsAway = Callable[[str, str], bool]  # whether the plan card of that exercise and that text is put away


def nothing_away(_exercise: str, _text: str) -> bool:
    """No card is put away."""
    return False


def due(newest_first: Iterable[Entry], today: date, is_away: IsAway = nothing_away) -> list[Due]:
    """What is due on this day: the newest first, each once."""
    found = (day for day in days(newest_first) if _is_due(day, today))
    here = [_as_due(day, today) for day in found if not any(is_away(day.entry.exercise, text) for text in day.cards)]
    return sorted(dict.fromkeys(here), key=lambda one: one.day, reverse=True)


def _is_due(day: Dated, today: date) -> bool:
    """Whether it has come, and not for long. What is looked back at is a day old."""
    is_fresh = day.asked.is_review and day.entry.day >= today.isoformat()
    return 0 <= (today - day.on).days < day.asked.stays and not is_fresh


def _as_due(day: Dated, today: date) -> Due:
    return Due(
        text=str(day.asked.due.format(day=days_said.said(day.on, today), words=_named(day))),
        exercise=day.entry.exercise,
        day=day.on.isoformat(),
        again=day.asked.again,
        is_card=bool(day.cards),
    )


def _named(day: Dated) -> str:
    """What it is about, and its card where that has other words: by them it is found to be put away.

    The card alone where both are too long to be taken in at once.
    """
    card = next((text for text in day.cards if text.strip() != day.words.strip()), "")
    both = " ".join(f"{day.words} ({card})".split())
    return _short(day.words) if not card else both if len(both) <= LONGEST else _short(card)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
