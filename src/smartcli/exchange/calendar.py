"""An iCalendar file (RFC 5545) that can be imported again: the same events, newer where their content has changed.

UID is made from a random seed in the home, so it tells nothing and stays. SEQUENCE, DTSTAMP and LAST-MODIFIED move only
when what an event says has changed, by what was written last (home/in_calendar.py). Times have their zone, with its
VTIMEZONE, since some calendars refuse or misread times without one. All is marked private; alarms are relative.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, time, tzinfo
from typing import cast

from icalendar import Alarm, Calendar, Event

from smartcli.exchange.occasions import Occasion
from smartcli.exchange.pages import shortened
from smartcli.home.in_calendar import InCalendar, Written
from smartcli.record import Record
from smartcli.text.sanitize import one_line, safe

SUFFIX = ".ics"
LONGEST, LONGEST_TITLE = 1000, 80  # characters


class CalendarFile(Record):
    """The file, what is to be remembered of it, and what stood in the one before and has to be taken out by hand."""

    data: bytes
    kept: InCalendar
    gone: tuple[Written, ...]


def rendered(
    occasions: Iterable[Occasion],
    before: InCalendar,
    now: datetime,
    zone: tzinfo | None,
    *,
    kinds: Collection[str],
    own_titles: bool,
) -> CalendarFile:
    """before: what was written last, with a seed. now: with its zone. zone: None = times without one ("floating").

    kinds: what such a file holds; of others nothing is said, and they stay as they are remembered. own_titles: the
    person's words as titles, which a locked phone may show.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//smartcli//EN")
    calendar.add("version", "2.0")
    known = {one.uid: one for one in before.events}
    written: dict[str, Written] = {}
    for occasion in occasions:
        event = _event(occasion, zone, own_title=own_titles)
        uid = before.uid(occasion.mark)
        written[uid] = row = _row(occasion, uid, before.form(event.to_ical()), known.get(uid), now)
        calendar.add_component(_stamped(event, row))
    calendar.add_missing_timezones()
    calendar.subcomponents.sort(key=lambda one: one.name != "VTIMEZONE")  # some readers want to know it first
    today = now.date().isoformat()
    gone = [one for one in before.events if one.kind in kinds and one.uid not in written]
    others = [one for one in before.events if one.uid not in written and one not in gone]
    over = [one.but(is_gone=True) for one in gone]
    rows = [one for one in (*others, *over) if not one.ends or one.ends >= today]
    return CalendarFile(
        data=cast("bytes", calendar.to_ical()),
        kept=before.but(events=(*rows, *written.values())),
        gone=tuple(one for one in gone if not one.is_gone and (not one.ends or one.ends >= today)),
    )


def _row(occasion: Occasion, uid: str, form: str, known: Written | None, now: datetime) -> Written:
    """As it is remembered: newer than before where it says something else, or had been taken back."""
    is_same = known is not None and known.form == form and not known.is_gone
    return Written(
        uid=uid,
        kind=occasion.kind,
        form=form,
        sequence=known.sequence + (not is_same) if known else 0,
        at=known.at if known and is_same else now.astimezone(UTC).isoformat(timespec="seconds"),
        starts=occasion.start.isoformat(),
        since=(occasion.since or occasion.day).isoformat(),
        ends=occasion.ends.isoformat() if occasion.ends else "",
    )


def _event(occasion: Occasion, zone: tzinfo | None, *, own_title: bool) -> Event:
    """What it says: all but what tells one writing of it from another."""
    event = Event()
    title = occasion.own_title if own_title else occasion.title
    event.add("summary", shortened(one_line(title), LONGEST_TITLE))
    event.add("description", shortened(safe(occasion.words), LONGEST))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    start = _placed(occasion.start, zone)
    event.add("dtstart", start)
    if occasion.day < date.max:  # without an end it is that one day
        event.add("dtend", _placed(occasion.start + occasion.long, zone))
    if occasion.repeats:
        event.add("rrule", {"freq": occasion.repeats, **dict(_until(occasion, zone))})
    event.add_component(_bell(event, occasion))
    return event


def _placed(start: date, zone: tzinfo | None) -> date:
    return start.replace(tzinfo=zone) if isinstance(start, datetime) else start


def _until(occasion: Occasion, zone: tzinfo | None) -> Iterator[tuple[str, date]]:
    """The end of its last day: in UTC where it has a zone, as it has to be, else by the clock on the wall."""
    if occasion.last and not isinstance(occasion.start, datetime):
        yield "until", occasion.last
    elif occasion.last:
        end = datetime.combine(occasion.last, time(23, 59, 59), zone)
        yield "until", end.astimezone(UTC) if zone else end


def _bell(event: Event, occasion: Occasion) -> Alarm:
    bell = Alarm()
    bell.add("action", "DISPLAY")
    bell.add("trigger", occasion.alarm)
    bell.add("description", event["summary"])
    return bell


def _stamped(event: Event, row: Written) -> Event:
    at = datetime.fromisoformat(row.at)
    event.add("uid", row.uid)
    event.add("dtstamp", at)
    event.add("last-modified", at)
    event.add("sequence", row.sequence)
    return event
