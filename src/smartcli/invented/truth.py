"""How the days of an invented person are, whether they write of them or not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from smartcli.invented.chance import Chance, rating
from smartcli.invented.effects import BAD_NIGHT, Effects
from smartcli.record import Record

# The first hour of each part of a day, and the last. A day lasts until four in the night.
HOURS = ((24, 25), (7, 11), (12, 17), (18, 22))
AWAKE = (7, 25)
END = 26  # the hour by which all of a day is written
RESPONSES = 8  # choices of the urge log
TRIGGERS = 13
NO, PARTLY, YES, UNSAID = range(4)  # places of what the urge log asks: did you act on it?


class Urge(Record):
    """One urge. hour: from the midnight before, up to 25. did: places of what was done; acted: one of the four."""

    hour: int
    minute: int
    strength: int
    after: int
    triggers: tuple[int, ...]
    did: tuple[int, ...]
    acted: int


class TrueDay(Record):
    """One day. more: whether it was more than was wanted."""

    number: int
    date: date
    sleep: int
    mood: int
    sure: int
    peak: int
    urges: tuple[Urge, ...]
    more: bool


def true_days(seed: int, first: date, days: int, urges: float, effects: Effects) -> Iterator[TrueDay]:
    """Each day from the first. urges: how many there are a day, on average."""
    chance, of_urges = Chance(seed, "days"), Chance(seed, "urges")
    for number in range(days):
        on, gone = first + timedelta(days=number), number / max(days - 1, 1)
        sleep = rating(chance.near(6, 2.2))
        is_bad = sleep <= BAD_NIGHT
        felt = chance.near(5, 2) + (effects.sleep if is_bad else 0) + effects.strongest * (gone - 0.5)
        peak = rating(felt)
        these = tuple(_urge(of_urges, peak, hours, effects) for hours in _times(of_urges, on, urges, effects))
        yield TrueDay(
            number=number,
            date=on,
            sleep=sleep,
            mood=rating(chance.near(6, 1.5), 2),
            sure=rating(chance.near(6, 1.5) + effects.sure * (gone - 0.5)),
            peak=peak,
            urges=these,
            more=chance.takes(effects.more + (effects.more_after_bad_night if is_bad else 0)),
        )


def _times(chance: Chance, on: date, urges: float, effects: Effects) -> list[tuple[int, int]]:
    """Between which hours each urge of a day comes."""
    share = effects.hard_share if effects.hard else 0.0
    found = [AWAKE] * _count(chance, urges * (1 - share))
    if effects.hard and on.weekday() == effects.hard[0]:
        found += [HOURS[effects.hard[1]]] * _count(chance, 7 * urges * share)
    return found


def _count(chance: Chance, average: float) -> int:
    return int(average) + chance.takes(average % 1)


def _urge(chance: Chance, peak: int, hours: tuple[int, int], effects: Effects) -> Urge:
    strength = rating(peak - chance.whole(0, 2), 1)
    did = chance.whole(0, RESPONSES - 1)
    rides = effects.responses.get(did, effects.rides)
    if effects.hard_rides is not None and hours != AWAKE:
        rides = effects.hard_rides
    rest = (1 - rides) / 4
    acted = chance.weighed({NO: rides * 0.96, UNSAID: rides * 0.04, PARTLY: rest, YES: 3 * rest})
    more = chance.whole(0, RESPONSES - 1)
    return Urge(
        hour=chance.whole(*hours),
        minute=chance.whole(0, 59),
        strength=strength,
        after=rating(strength - chance.near(effects.eases, 1)),
        triggers=tuple({chance.whole(0, TRIGGERS - 1): None for _again in range(chance.whole(1, 2))}),
        did=(did, more) if chance.takes(0.2) and more != did and not effects.responses else (did,),
        acted=acted,
    )


def clock(on: date, hour: int, zone: str, minute: int = 0) -> datetime:
    """A time by the clock of a place. hour: from the midnight before, also over 24."""
    there = UTC if zone == "UTC" else ZoneInfo(zone)
    return datetime.combine(on, time(), there) + timedelta(hours=hour, minutes=minute)
