"""Whether something moves: the first days of a span beside its last, and the rulers by their days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from math import ceil

from smartcli.findings.insights.beside import Trend, ends, trend
from smartcli.findings.insights.log import Log
from smartcli.findings.insights.observation import CONFIDENCE, DAY, MOOD, PEAK, RULERS, SLEEP, URGE
from smartcli.findings.insights.question import Reply, question, too_early
from smartcli.record import Record
from smartcli.text.language import Later, _, ngettext
from smartcli.text.moved import Moved
from smartcli.text.numbers import shown
from smartcli.text.pictures.shapes import Pair, Pairs

NAMES = {
    PEAK: Later("Strongest urge"),
    URGE: Later("Urge"),
    CONFIDENCE: Later("How sure of tomorrow"),
    SLEEP: Later("Sleep"),
    MOOD: Later("Mood"),
}
WORDS = {
    Moved.LOWER: Later("lower"),
    Moved.HIGHER: Later("higher"),
    Moved.NO_CLEAR_DIFFERENCE: Later("no clear difference"),
}
RULED = 4  # times that the rulers are told of, the last ones


class Tracked(Record):
    """One thing that may move. top: of its scale, None for a count. times: what its mean is told of, 10 for so many
    of ten.
    """

    name: str
    measure: str
    by_day: Mapping[date, float]
    top: float | None
    times: int = 1

    def is_enough(self, log: Log) -> bool:
        """Whether both ends of the span have days enough."""
        return trend(self.by_day, first=log.first, last=log.last, top=self.top).moved is not Moved.NOT_ENOUGH

    def at_ends(self, log: Log) -> Iterable[date]:
        """The days that are set beside each other."""
        return chain(*ends(self.by_day, first=log.first, last=log.last))


@question("moving", Later("Is it moving?"))
def moving(log: Log) -> Reply:
    lines = list(tracked(log))
    told = [line for line in lines if line.is_enough(log)]
    rulers, ruled = _rulers(log)
    if not told:
        most = max(lines, key=lambda line: len(line.by_day))
        days = len(most.by_day)
        entries = (*_told_on(log, most, most.by_day), *ruled)
        return too_early(_too_few(days) + (f" {rulers}" if rulers else ""), days, entries)
    trends = _trends(log, told)
    first, *others = trends
    said = (_in_full(*first), *(_in_short(*one) for one in others))
    return Reply(
        sentence=said[0],
        more=(*said[1:], rulers),
        n=sum(first[1].days),
        picture=_pairs(trends),
        drawn=said,
        entries=(*(id for line in told for id in _told_on(log, line, line.at_ends(log))), *ruled),
    )


def _told_on(log: Log, line: Tracked, days: Iterable[date]) -> Sequence[str]:
    return log.counted_on(days) if line.measure == DAY else log.entries_of(line.measure, days)


def pairs_of(log: Log, lines: Sequence[Tracked]) -> Pairs | None:
    """A picture of these, by the same rule; None where none of them has days enough."""
    told = [line for line in lines if line.is_enough(log)]
    return _pairs(_trends(log, told)) if told else None


def _trends(log: Log, told: Sequence[Tracked]) -> list[tuple[Tracked, Trend]]:
    return [(line, trend(line.by_day, first=log.first, last=log.last, top=line.top, among=len(told))) for line in told]


def _too_few(days: int) -> str:
    then = _("From five days rated early in this time and five late on this page sets them beside each other.")
    if not days:
        return _("Too early to say: no day is rated so far.") + " " + then
    said = ngettext("Too early to say: {n} day rated so far.", "Too early to say: {n} days rated so far.", days)
    return f"{said.format(n=days)} {then}"


def tracked(log: Log) -> Iterator[Tracked]:
    """All that may move, whether or not there are days enough."""
    unit = log.goals.newest.unit
    has_strongest = False
    for measure, name in NAMES.items():
        line = Tracked(name=str(name), measure=measure, by_day=log.ratings(measure), top=10)
        has_strongest = has_strongest or (measure == PEAK and line.is_enough(log))
        if measure != URGE or not has_strongest:
            yield line
        if measure == CONFIDENCE and unit:
            yield Tracked(name=_("{unit} a day").format(unit=unit), measure=DAY, by_day=log.amounts, top=None)


def _in_full(line: Tracked, of_it: Trend) -> str:
    text = _("{name}, first {lasts} days: {then} on average ({n} days); last {lasts} days: {now} ({m}). {Moved}.")
    return text.format(Moved=_began(str(WORDS[of_it.moved])), lasts=of_it.lasts, **_numbers(line, of_it))


def _in_short(line: Tracked, of_it: Trend) -> str:
    text = _("{name}: {then} ({n} days), then {now} ({m}): {moved}.")
    return text.format(moved=WORDS[of_it.moved], **_numbers(line, of_it))


def _numbers(line: Tracked, of_it: Trend) -> Mapping[str, object]:
    n, m = of_it.days
    return {"name": line.name, "then": f"{of_it.then:.1f}", "now": f"{of_it.now:.1f}", "n": n, "m": m}


def _began(words: str) -> str:
    return words[:1].upper() + words[1:]


def _pairs(trends: Sequence[tuple[Tracked, Trend]]) -> Pairs:
    lasts = trends[0][1].lasts
    return Pairs(
        title=_("Average of the first {n} and the last {n} days").format(n=lasts),
        earlier=_("first {n} days").format(n=lasts),
        later=_("last {n} days").format(n=lasts),
        pairs=tuple(_pair(line, of_it) for line, of_it in trends),
    )


def _pair(line: Tracked, of_it: Trend) -> Pair:
    then, now = (None if value is None else value * line.times for value in (of_it.then, of_it.now))
    return Pair(
        label=line.name,
        earlier=then,
        later=now,
        n=of_it.days,
        high=line.top or max(10, ceil(max(then or 0, now or 0) / 10) * 10),
        moved=of_it.moved,
    )


def _rulers(log: Log) -> tuple[str, Sequence[str]]:
    """Rulers (matters, sure, ready): 6 March 4, 3, 3; 4 April 8, 6, 8. A gap is said as one. And their entries."""
    found: dict[str, dict[str, float]] = {}
    days: dict[str, date] = {}
    for measure in RULERS:
        for one in log.of(measure):
            if isinstance(one.value, float):
                found.setdefault(one.entry, {})[measure] = one.value
                days[one.entry] = one.day
    if not found:
        return "", ()
    newest = sorted(found, key=lambda entry: (days[entry], entry))[-RULED:]
    said = [
        _("{day} {numbers}").format(day=log.when(days[entry]), numbers=", ".join(_ruled(found[entry])))
        for entry in newest
    ]
    return _("Rulers (how much it matters, how sure, how ready): {times}.").format(times="; ".join(said)), newest


def _ruled(of_it: Mapping[str, float]) -> Iterator[str]:
    return (shown(of_it[measure]) if measure in of_it else _("not said") for measure in RULERS)
