"""What goes into a calendar: the evening minute, the week, the days to come, hard hours; each with what marks it.

The mark stays the same when the words or the day change, so that a calendar finds the event again. It never leaves the
computer: what is written is made from it and a random seed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from smartcli.record import Record
from smartcli.text.language import _
from smartcli.text.times_of_week import Time
from smartcli.views.plan.lines import Plan, PlanLine
from smartcli.views.plan.week import HOURS, Slot

EVENING, WEEK, DATE, HARD = "evening", "week", "date", "hard"
KINDS = (EVENING, WEEK, DATE, HARD)
A_MINUTE, AN_HOUR, A_DAY = timedelta(minutes=10), timedelta(hours=1), timedelta(days=1)
AT_ONCE = timedelta(0)
BEFORE = timedelta(minutes=-15)  # when a phone speaks up, for what has an hour
IN_THE_MORNING = timedelta(hours=9)  # the same for what has a day alone
HARD_WEEKS = 4  # for which hard hours stand in a calendar: then the log may say something else
PART_HOURS = (HOURS[3], *HOURS[:3])  # of night, morning, afternoon, evening, in the order of times_of_week


class Occasion(Record):
    """One event to be written. Its times are those of the clock on the wall, without a zone."""

    kind: str
    mark: str
    start: date  # a datetime where it has an hour
    long: timedelta
    alarm: timedelta  # from its beginning
    title: str  # neutral: a locked phone may show it
    own_title: str
    words: str
    repeats: str = ""  # DAILY, WEEKLY; "" = it comes once
    last: date | None = None  # the last day; None = it goes on, or comes once
    since: date | None = None  # the day from which its first one was looked for, where that is another

    @property
    def ends(self) -> date | None:
        """The last day on which it can still come; None = it goes on."""
        return self.last if self.repeats else self.day

    @property
    def day(self) -> date:
        return self.start.date() if isinstance(self.start, datetime) else self.start


def evening(at: time, since: date) -> Occasion:
    """A minute in the evening, every day from that one on."""
    return Occasion(
        kind=EVENING,
        mark=EVENING,
        start=datetime.combine(since, at),
        long=A_MINUTE,
        alarm=AT_ONCE,
        title=_("Evening minute"),
        own_title=_("Today's check-in"),
        words=_("A minute to look back at the day."),
        repeats="DAILY",
    )


def week(slots: Iterable[Slot], last: date | None) -> list[Occasion]:
    """Each thing of the week, every week up to the last day; the day after that the week is to be looked at again.

    A slot is marked by its row: the row of the next plan takes its place.
    """
    found = [
        Occasion(
            kind=WEEK,
            mark=f"{WEEK}/{slot.row}",
            start=slot.start,
            long=AN_HOUR,
            alarm=BEFORE,
            title=_("My plan"),
            own_title=slot.words,
            words=slot.words,
            repeats="WEEKLY",
            last=last,
        )
        for slot in slots
        if last and slot.start.date() <= last
    ]
    if found and last and last < date.max:
        look = _("Look at my week again")
        found.append(_on_its_day(WEEK, f"{WEEK}/again", last + A_DAY, look))
    return found


def ahead(slots: Iterable[Slot], last: date | None, plan: Plan) -> list[Occasion]:
    """The week, and the days to come."""
    return [*week(slots, last), *dates(plan.lines("dates"))]


def dates(lines: Iterable[PlanLine]) -> list[Occasion]:
    """The days to come, out of the part of the plan that holds them."""
    days = [line for line in lines if line.is_day]
    return [_on_its_day(DATE, line.mark, date.fromisoformat(line.words[0]), line.words[1]) for line in days]


def hard_hours(times: Sequence[Time], since: date) -> list[Occasion]:
    """Hours that the log says were often hard, each week for four weeks from that day on."""
    last = since + timedelta(weeks=HARD_WEEKS, days=-1)
    said = _("This hour was often hard. What could go into it?")
    return [
        Occasion(
            kind=HARD,
            mark=f"{HARD}/{day}/{part}",
            start=datetime.combine(since + timedelta(days=(day - since.weekday()) % 7), time(PART_HOURS[part])),
            long=AN_HOUR,
            alarm=BEFORE,
            title=_("My plan"),
            own_title=_("An hour that was often hard"),
            words=said,
            repeats="WEEKLY",
            last=last,
            since=since,
        )
        for day, part in times
    ]


def _on_its_day(kind: str, mark: str, day: date, words: str) -> Occasion:
    return Occasion(
        kind=kind,
        mark=mark,
        start=day,
        long=A_DAY,
        alarm=IN_THE_MORNING,
        title=_("My plan"),
        own_title=words,
        words=words,
    )
