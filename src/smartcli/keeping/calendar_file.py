"""A calendar file written, and what is remembered of it, so that the next one goes on with the same events."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from smartcli.exchange import calendar, new_file
from smartcli.exchange.calendar import CalendarFile
from smartcli.exchange.occasions import EVENING, HARD, WEEK, Occasion
from smartcli.home.in_calendar import InCalendar, Written
from smartcli.stores import Stores
from smartcli.text import days_said
from smartcli.text.language import _
from smartcli.text.times_of_week import DAYS


def zone_named(name: str) -> tzinfo | None:
    """The zone of that name, such as Europe/Madrid; None where this computer knows none of it."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # an offset, an odd path, no tables
        return None


def write(
    stores: Stores,
    path: Path,
    occasions: Sequence[Occasion],
    *,
    now: datetime,
    zone: tzinfo | None,
    kinds: Collection[str],
    own_titles: bool,
    evening: str = "",
) -> list[str]:
    """A new file, and what is to be said of it. What it holds is remembered first: no file is to be there of which the
    next one knows nothing.

    kinds: what such a file holds. evening: HH:MM, to be remembered. SmartError: no file was written.
    """
    made: list[CalendarFile] = []

    def remembered(before: InCalendar) -> InCalendar:
        before = before.begun().but(evening=evening or before.evening)
        made.append(calendar.rendered(occasions, before, now, zone, kinds=kinds, own_titles=own_titles))
        return made[-1].kept

    stores.note_calendar(remembered)
    new_file.write_new(path, made[-1].data, stores.so_far)
    is_guessed = any(one.kind in (WEEK, HARD) for one in occasions)
    return [*_how_to_take_it(is_guessed=is_guessed), *_taken_back(made[-1].gone, stores.settings().day(now))]


def without_zone(zone: tzinfo | None) -> list[str]:
    """What is to be known of times that have none."""
    return [] if zone else [_("The times have no zone, which Outlook and Google may not take.")]


def _how_to_take_it(*, is_guessed: bool) -> list[str]:
    return [
        _("Open the file on your phone or in your calendar."),
        *([_("The hours of your week are guesses, to be moved there.")] if is_guessed else []),
        _("Best is a calendar of its own: to bring in a newer file, empty that calendar first."),
    ]


def _taken_back(gone: Iterable[Written], today: date) -> list[str]:
    """What an earlier file held and this one does not: nothing but a person takes it out of a calendar."""
    events = "; ".join(_when(one, today) for one in sorted(gone, key=lambda one: one.starts))
    said = _("No longer in it, and to be deleted by hand where you do not empty it: {events}.")
    return [said.format(events=events)] if events else []


def _when(event: Written, today: date) -> str:
    day, _letter, time = event.starts.partition("T")
    if not time:
        return days_said.said(day, today)
    if event.kind == EVENING:
        return _("every day at {time}").format(time=time[:5])
    return _("{days} at {time}").format(days=DAYS[date.fromisoformat(day).weekday()], time=time[:5])
