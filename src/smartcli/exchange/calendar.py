"""The week and the dates of my plan for a calendar: neutral titles, marked private, an alarm each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from icalendar import Alarm, Calendar, Event

from smartcli.exchange.pages import shortened
from smartcli.text.language import _
from smartcli.text.sanitize import one_line, safe
from smartcli.views.plan.lines import PlanLine
from smartcli.views.plan.week import Slot

SUFFIX = ".ics"
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
BEFORE = timedelta(minutes=-15)  # when a phone speaks up, for what has an hour
IN_THE_MORNING = timedelta(hours=9)  # the same for what has a day alone
LONGEST, LONGEST_TITLE = 1000, 80  # characters


def ics(week: Sequence[Slot], dates: Sequence[PlanLine], made: datetime, *, own_titles: bool) -> bytes:
    """An iCalendar file (RFC 5545). made: with its zone.

    own_titles: the person's words as titles, which a locked phone may show.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//smartcli//EN")
    calendar.add("version", "2.0")
    for slot in week:
        event = _event(f"{slot.entry}/{slot.row}", slot.words, made, own_title=own_titles)
        calendar.add_component(_placed(event, slot.start, AN_HOUR, BEFORE))
    for line in dates:
        on, said = line.words
        event = _event("/".join((line.exercise, on, said)), said, made, own_title=own_titles)
        calendar.add_component(_placed(event, date.fromisoformat(on), A_DAY, IN_THE_MORNING))
    rendered: bytes = calendar.to_ical()
    return rendered


def _event(mark: str, words: str, made: datetime, *, own_title: bool) -> Event:
    """mark: what makes it the same event when the file is made again, so that a calendar holds it once."""
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_OID, safe(mark))))
    event.add("dtstamp", made)
    event.add("summary", shortened(one_line(words), LONGEST_TITLE) if own_title else _("My plan"))
    event.add("description", shortened(safe(words), LONGEST))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _placed(event: Event, start: date, long: timedelta, alarm: timedelta) -> Event:
    event.add("dtstart", start)
    if start != date.max:  # without an end it is that one day
        event.add("dtend", start + long)
    bell = Alarm()
    bell.add("action", "DISPLAY")
    bell.add("trigger", alarm)
    bell.add("description", event["summary"])
    event.add_component(bell)
    return event
