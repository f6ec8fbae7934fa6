"""What goes with days of strong urges: sleep and mood, each cut in the same place for everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from smartcli.findings.comparing import ENOUGH, compared
from smartcli.findings.insights.beside import CLAIMS
from smartcli.findings.insights.log import Log
from smartcli.findings.insights.observation import MOOD, PEAK, SLEEP
from smartcli.findings.insights.question import Reply, question, too_early
from smartcli.findings.insights.share import median
from smartcli.text.language import Later, _, ngettext
from smartcli.text.moved import Moved
from smartcli.text.numbers import shown
from smartcli.text.pictures.shapes import Counts

LOW, HIGH = 4, 6  # rated so or lower, so or higher; a rating between the two is in neither
FACTORS = {SLEEP: Later("Sleep"), MOOD: Later("Mood")}
SAID = {
    Moved.HIGHER: Later("More than chance would often do."),
    Moved.LOWER: Later("More than chance would often do."),
    Moved.NO_CLEAR_DIFFERENCE: Later("No clear difference."),
}
# Where each band of a rating ends: 0 to 4, between, 6 to 10; and of the strongest urge: 0 to 3, 4 to 6, 7 to 10.
RATED = {"0-4": (-1, LOW), "5": (LOW, HIGH - 0.001), "6-10": (HIGH - 0.001, 10)}
URGES = {"0-3": (-1, 3), "4-6": (3, 6), "7-10": (6, 10)}


@question("strong-days", Later("What goes with strong days?"))
def strong_days(log: Log) -> Reply:
    peaks = log.ratings(PEAK)
    sets = {measure: _sets(log.ratings(measure), peaks) for measure in FACTORS}
    told = {measure: both for measure, both in sets.items() if min(map(len, both)) >= ENOUGH}
    if not told:
        return _too_few(*sets[SLEEP]).but(entries=tuple(_rests_on(log, SLEEP)))
    said = [_said(str(FACTORS[measure]), *both) for measure, both in told.items()]
    first = next(iter(told))
    return Reply(
        sentence=said[0],
        more=(*said[1:], _("It shows what came together, not why.")),
        n=sum(map(len, told[first])),
        picture=_grid(str(FACTORS[first]), log.ratings(first), peaks),
        entries=tuple(id for one in told for id in _rests_on(log, one, is_drawn=one == first)),
    )


def _rests_on(log: Log, measure: str, *, is_drawn: bool = False) -> Iterator[str]:
    """The entries of the days on which both were rated. What is in neither set is in the picture all the same."""
    rated = log.ratings(measure)
    days = [day for day in log.ratings(PEAK) if day in rated and (is_drawn or not LOW < rated[day] < HIGH)]
    for one in (measure, PEAK):
        yield from log.entries_of(one, days)


def _sets(rated: Mapping[date, float], peaks: Mapping[date, float]) -> tuple[list[float], list[float]]:
    """The strongest urges of the days with a high rating, and of those with a low one."""
    high = [peak for day, peak in peaks.items() if rated.get(day, LOW) >= HIGH]
    low = [peak for day, peak in peaks.items() if day in rated and rated[day] <= LOW]
    return high, low


def _too_few(high: Sequence[float], low: Sequence[float]) -> Reply:
    then = _("From five of both on this page sets them beside each other.")
    text = ngettext(
        "Too early to say: {low} day with sleep {LOW} or lower and an urge rated, {high} with sleep {HIGH} or higher.",
        "Too early to say: {low} days with sleep {LOW} or lower and an urge rated, {high} with sleep {HIGH} or higher.",
        len(low),
    )
    said = text.format(low=len(low), high=len(high), LOW=LOW, HIGH=HIGH)
    return too_early(f"{said} {then}", len(low) + len(high))


def _said(name: str, high: Sequence[float], low: Sequence[float]) -> str:
    text = _(
        "{name} {LOW} or lower: strongest urge {low} (median, {n} days). {name} {HIGH} or higher: {high} ({m} days). "
        "{difference}"
    )
    difference = SAID[compared(high, low, top=10, among=CLAIMS)]
    numbers = {"low": shown(median(low)), "high": shown(median(high)), "n": len(low), "m": len(high)}
    return text.format(name=name, LOW=LOW, HIGH=HIGH, difference=difference, **numbers)


def _grid(name: str, rated: Mapping[date, float], peaks: Mapping[date, float]) -> Counts:
    both = [(rated[day], peak) for day, peak in peaks.items() if day in rated]
    return Counts(
        title=_("{name} and the strongest urge of the day: how many days").format(name=name),
        rows=tuple(_("{name} {band}").format(name=name, band=band) for band in RATED),
        columns=tuple(URGES),
        counts=tuple(tuple(_count(both, band, urge) for urge in URGES.values()) for band in RATED.values()),
        empty=_("no such day"),
    )


def _count(both: Sequence[tuple[float, float]], band: tuple[float, float], urge: tuple[float, float]) -> int:
    return sum(band[0] < rated <= band[1] and urge[0] < peak <= urge[1] for rated, peak in both)
