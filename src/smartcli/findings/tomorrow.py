"""The hard hour of tomorrow, as the person's own urges name it, with the plan there is for it. It predicts nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from math import comb
from typing import TYPE_CHECKING

from smartcli.exercises.exercise import Exercise
from smartcli.findings.comparing import ENOUGH
from smartcli.first_aid import card_cache
from smartcli.first_aid.card_cache import RESPONSE
from smartcli.journal.entry import Entry
from smartcli.journal.recent import recent
from smartcli.stores import Stores
from smartcli.text import times_of_week
from smartcli.text.days_said import WEEKDAYS
from smartcli.text.language import _
from smartcli.text.same_words import folded
from smartcli.text.times_of_week import Time, part_at
from smartcli.views.plan.week import STAYS, week
from smartcli.views.recall_sources import OFTEN, PLAN, WEEKS, measuring, time_of_week

if TYPE_CHECKING:
    from smartcli.first_aid.card_cache import Like

STANDS_OUT = 0.1  # so often chance alone may do it, were no day of the week harder than another
PLANS = 2  # that are told
NIGHT, LATE = 0, 22  # the part of the day that ends it, and the hour from which the plan of a week means it


def hard_hour(stores: Stores, exercise: Exercise, today: date) -> list[str]:
    """One text, or none: of an exercise that asks for a plan of the day after, where tomorrow has such an hour.

    It has one where of five urges or more of the last twelve weeks three came then, on three days, and more than chance
    would often do were all days alike. Nothing while the journal is closed.
    """
    if stores.is_closed or not exercise.measuring(PLAN):
        return []
    entries, is_whole, urges = _urges(stores, today)
    time_, count = _stands_out(urges, (today + timedelta(days=1)).weekday())
    if time_ is None:
        return []
    text = (
        _("You wrote down {n} urges so far, {count} of them on {time}.")
        if is_whole
        else _("You wrote down {n} urges in twelve weeks, {count} of them on {time}.")
    )
    return [
        " ".join(
            [
                text.format(n=len(urges), count=count, time=times_of_week.said(time_)),
                _("Tomorrow is {weekday}.").format(weekday=WEEKDAYS[time_[0]]),
                _plan_said([*_planned(stores, entries, time_, today)][:PLANS]),
            ]
        )
    ]


def hard_hours(stores: Stores, today: date) -> list[Time]:
    """Those of every day of the week, by the same measure, from Monday on."""
    urges = _urges(stores, today)[2]
    found = (_stands_out(urges, weekday)[0] for weekday in range(7))
    return [time_ for time_ in found if time_]


def _urges(stores: Stores, today: date) -> tuple[Sequence[Entry], bool, Sequence[Entry]]:
    """The entries of the last weeks, the newest first, whether those are all there are, and of them the urges."""
    entries, is_whole = recent(stores.journal.latest(), today=today, days=7 * WEEKS)
    return entries, is_whole, [entry for entry, _exercise in measuring(entries, stores.library.find, "trigger")]


def _stands_out(urges: Sequence[Entry], weekday: int) -> tuple[Time | None, int]:
    """The hard hour of this weekday, and how many urges came then."""
    if len(urges) < ENOUGH:
        return None, 0
    days: Counter[Time] = Counter()
    counts: Counter[Time] = Counter()
    for time_, _day in {(time_of_week(entry), entry.day) for entry in urges}:
        if time_:
            days[time_] += 1
    for entry in urges:
        if found := time_of_week(entry):
            counts[found] += 1
    of_the_day = [(counts[weekday, part], part) for part in range(len(times_of_week.PARTS))]
    count, part = max(of_the_day)
    # By days: five urges of one bad evening are one evening.
    of_the_part = sum(days[day, part] for day in range(7))
    if days[weekday, part] < OFTEN or _by_chance(days[weekday, part], of_the_part) > STANDS_OUT:
        return None, 0
    return (weekday, part), count


def _by_chance(count: int, of: int) -> float:
    """How often so many or more of them would fall on one day of the week, were all seven alike."""
    return sum(comb(of, n) * 6.0 ** (of - n) for n in range(count, of + 1)) / 7.0**of


def _plan_said(plans: Sequence[str]) -> str:
    return _("Your plan for it: {plan}").format(plan="; ".join(plans)) if plans else _("There is no plan for it yet.")


def _planned(stores: Stores, newest_first: Sequence[Entry], time_: Time, today: date) -> Iterator[str]:
    """What stands in the week of the newest plan at that time; then what one does in a moment that names it."""
    since = (today - timedelta(days=STAYS)).isoformat()
    fresh = [entry for entry in newest_first if entry.day > since]
    for slot in week(fresh, stores.library, datetime.combine(today, time.max)):
        is_then = part_at(slot.start.hour) == time_[1] or (time_[1] == NIGHT and slot.start.hour >= LATE)
        if slot.start.date() == today + timedelta(days=1) and is_then:
            yield slot.words
    for card in _cards(stores):
        if card.kind == RESPONSE and card.answer and _names(_moment(card), time_):
            yield card.text


def _cards(stores: Stores) -> Sequence[Like]:
    """Those at hand, where all of them may lie there; else out of the journal, which is open."""
    at_hand, home = card_cache.read(str(stores.home)), str(stores.home)
    if not (stores.keys.is_set_up or at_hand.damaged or card_cache.is_old(home)):
        return at_hand.cards
    from smartcli.views.own_cards import every_card  # a look into all of the journal

    return every_card(stores)


def _moment(card: Like) -> str:
    return card.text.removesuffix(card.answer)


def _names(moment: str, time_: Time) -> bool:
    """Whether own words name that time of the week, or a part of it, and no other: Fridays after the late shift."""
    words = {*folded(moment).split()}
    days = [{folded(str(WEEKDAYS[day])), folded(str(times_of_week.DAYS[day]))} for day in range(7)]
    parts = [{folded(str(many)), folded(str(one)).split()[-1]} for _until, one, many in times_of_week.PARTS]
    named = [{place for place, some in enumerate(every) if some & words} for every in (days, parts)]
    return any(named) and all(not found or place in found for found, place in zip(named, time_, strict=True))
