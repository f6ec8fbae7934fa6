"""What became of urges, what was done about them, and when they came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from smartcli.findings.comparing import ENOUGH, compared
from smartcli.findings.insights.beside import CLAIMS
from smartcli.findings.insights.log import Log, WrittenUrge
from smartcli.findings.insights.observation import PEAK
from smartcli.findings.insights.question import Reply, question, too_early, weeks_back
from smartcli.findings.insights.share import IN_WORDS, median
from smartcli.record import Record
from smartcli.text.days_said import SHORT
from smartcli.text.language import Later, _, ngettext
from smartcli.text.moved import Moved
from smartcli.text.numbers import shown
from smartcli.text.pictures.shapes import Bar, Bars, Counts, Pair, Pairs, Weeks
from smartcli.text.times_of_week import PARTS
from smartcli.views.acted import Acted

# How each is told, and what a bar is made of, in this order; last what was not said.
FATES: tuple[tuple[Acted | None, Later], ...] = (
    (Acted.NO, Later("not acted on")),
    (Acted.PARTLY, Later("in part")),
    (Acted.YES, Later("acted on")),
    (None, Later("not said")),
)
WEEKDAYS = 4  # Monday to Thursday; the other three are Friday to Sunday. It is fixed beforehand, never looked for
IN_A_DAY = (1, 2, 3, 0)  # the places of the parts of a day in the order of the picture: the night comes last
PART_NAMES = {1: Later("morning"), 2: Later("afternoon"), 3: Later("evening"), 0: Later("night")}
NOT_WRITTEN = Later("(not written)")
NO_PROOF = Later("This is what you wrote, not proof of what works.")


@question("urges", Later("What became of urges?"))
def what_became(log: Log) -> Reply:
    urges = log.urges
    if len(urges) < ENOUGH:
        return _too_early(urges, _("From five on this page shows what became of them."))
    text = _("{n} urges written down. Not acted on: {no}. In part: {partly}. Acted on: {yes}.")
    count = _fates(urges)
    said = text.format(n=len(urges), no=count[Acted.NO], partly=count[Acted.PARTLY], yes=count[Acted.YES])
    if count[None]:
        said += " " + _("Not said: {n}.").format(n=count[None])
    strength, strongest, both = tuple(_strength(urges)), _strongest(log), _before_and_after(urges)
    return Reply(
        sentence=said,
        more=strength,
        n=len(urges),
        picture=strongest or both,
        also=both if strongest else None,
        drawn=strength,
        entries=(*_ids(urges), *(log.entries_of(PEAK, strongest.days) if strongest else ())),
    )


@question("what-i-did", Later("What did I do, and what followed?"))
def what_i_did(log: Log) -> Reply:
    urges = log.urges
    if len(urges) < ENOUGH:
        return _too_early(urges, _("From five on this page shows what you did and what followed."))
    rows = _by_response(urges)
    said = " ".join(_said_of(label, of_it) for label, of_it in rows)
    several = any(len(urge.did) > 1 for urge in urges)
    note = _("An urge with several answers stands in each of their rows.") if several else ""
    return Reply(
        sentence=said,
        more=(note, str(NO_PROOF)),
        n=len(urges),
        picture=_bars(urges, rows),
        drawn=(said, str(NO_PROOF)),
        entries=_ids(urges),
    )


@question("when", Later("When do urges come?"))
def when(log: Log) -> Reply:
    urges = log.urges
    if len(urges) < ENOUGH:
        return _too_early(urges, _("From five on this page shows when they came."))
    week = [urge for urge in urges if urge.day.weekday() < WEEKDAYS]
    end = [urge for urge in urges if urge.day.weekday() >= WEEKDAYS]
    return Reply(
        sentence=" ".join(
            [
                _("{n} came Monday to Thursday, {fates}.").format(n=len(week), fates=_acted_on(week)),
                _("{n} came Friday to Sunday, {fates}.").format(n=len(end), fates=_acted_on(end)),
            ]
        ),
        more=(_parts_said(urges), *_week_and_its_end(log, week, end)),
        n=len(urges),
        picture=_grid(urges),
        entries=_ids(urges),
    )


def _too_early(urges: Sequence[WrittenUrge], then: str) -> Reply:
    if not urges:
        said = _("Too early to say: no urge is written down so far.")
    else:
        text = ngettext("Too early to say: {n} urge so far.", "Too early to say: {n} urges so far.", len(urges))
        said = text.format(n=len(urges))
    return too_early(f"{said} {then}", len(urges), _ids(urges))


def _ids(urges: Sequence[WrittenUrge]) -> tuple[str, ...]:
    return tuple(urge.entry for urge in urges)


def _fates(urges: Sequence[WrittenUrge]) -> Counter[Acted | None]:
    return Counter(urge.acted for urge in urges)


class RatedTwice(Record):
    """The urges that ended alike and were rated twice. of: how many ended so, n: how many of these have both ratings.

    before, after: the medians of both.
    """

    fate: Acted
    of: int
    n: int
    before: float
    after: float


def _rated_twice(urges: Sequence[WrittenUrge]) -> Iterator[RatedTwice]:
    """Each way to end of which enough have both ratings."""
    for fate in (Acted.NO, Acted.PARTLY, Acted.YES):
        of_it = [urge for urge in urges if urge.acted is fate]
        both = [(urge.before, urge.after) for urge in of_it if urge.before is not None and urge.after is not None]
        if len(both) >= ENOUGH:
            before, after = (median([pair[place] for pair in both]) for place in (0, 1))
            yield RatedTwice(fate=fate, of=len(of_it), n=len(both), before=before, after=after)


STRENGTH = {
    Acted.NO: (
        Later("In the {of} not acted on, strength went from {before} to {after} (median)."),
        Later("In {n} of the {of} not acted on you wrote the strength twice: from {before} to {after} (median)."),
    ),
    Acted.PARTLY: (
        Later("In the {of} acted on in part, strength went from {before} to {after} (median)."),
        Later("In {n} of the {of} acted on in part you wrote the strength twice: from {before} to {after} (median)."),
    ),
    Acted.YES: (
        Later("In the {of} acted on, strength went from {before} to {after} (median)."),
        Later("In {n} of the {of} acted on you wrote the strength twice: from {before} to {after} (median)."),
    ),
}  # of all, and of some


def _strength(urges: Sequence[WrittenUrge]) -> Iterator[str]:
    for it in _rated_twice(urges):
        text = STRENGTH[it.fate][it.n < it.of]
        yield str(text.format(n=it.n, of=it.of, before=shown(it.before), after=shown(it.after)))


def _strongest(log: Log) -> Weeks | None:
    """The strongest urge of each day; None where too few have one."""
    first = weeks_back(log, 12)
    days = {day: value for day, value in log.ratings(PEAK).items() if day >= first}
    if len(days) < ENOUGH:
        return None
    return Weeks(
        title=_("Strongest urge of the day, 0 to 10"),
        days=days,
        low=0,
        high=10,
        first=first,
        last=log.last,
        began=log.began,
        begins=log.begins,
    )


def _before_and_after(urges: Sequence[WrittenUrge]) -> Pairs | None:
    names = dict(FATES)
    pairs = tuple(
        Pair(label=str(names[it.fate]), earlier=it.before, later=it.after, n=(it.n, it.n)) for it in _rated_twice(urges)
    )
    title = _("Strength of urges before and after (median)")
    return Pairs(title=title, earlier=_("before"), later=_("after"), pairs=pairs) if pairs else None


# What was done


def _by_response(urges: Sequence[WrittenUrge]) -> list[tuple[str, list[WrittenUrge]]]:
    """The answers with their urges, the most frequent first; last those of which nothing is written."""
    found: dict[str, list[WrittenUrge]] = {}
    for urge in urges:
        for did in urge.did:
            found.setdefault(did, []).append(urge)
    rows = sorted(found.items(), key=lambda row: (-len(row[1]), row[0]))
    unsaid = [urge for urge in urges if not urge.did]
    return [*rows, *([(str(NOT_WRITTEN), unsaid)] if unsaid else [])]


def _said_of(label: str, urges: Sequence[WrittenUrge]) -> str:
    text = ngettext("{label}: {n} urge, {words}.", "{label}: {n} urges, {words}.", len(urges))
    return text.format(label=label, n=len(urges), words=_in_words(urges))


def _in_words(urges: Sequence[WrittenUrge]) -> str:
    return _acted_on(urges) if len(urges) >= IN_WORDS else _("too few to say")


def _acted_on(urges: Sequence[WrittenUrge]) -> str:
    """As in: acted on 3, in part 1, not said 2."""
    count = _fates(urges)
    parts = [_("acted on {n}").format(n=count[Acted.YES])]
    if count[Acted.PARTLY]:
        parts.append(_("in part {n}").format(n=count[Acted.PARTLY]))
    if count[None]:
        parts.append(_("not said {n}").format(n=count[None]))
    return ", ".join(parts)


def _bars(urges: Sequence[WrittenUrge], rows: Sequence[tuple[str, Sequence[WrittenUrge]]]) -> Bars:
    fates = FATES if _fates(urges)[None] else FATES[:-1]
    bars = tuple(
        Bar(label=label, counts=tuple(_fates(of_it)[fate] for fate, _name in fates), words=_in_words(of_it))
        for label, of_it in rows
    )
    return Bars(
        title=_("What I did at an urge, and what followed"),
        parts=tuple(str(name) for _fate, name in fates),
        bars=bars,
        note=str(NO_PROOF),
    )


# When


def _grid(urges: Sequence[WrittenUrge]) -> Counts:
    times = Counter((urge.when, urge.day.weekday()) for urge in urges)
    rows = [(str(PART_NAMES[part]), part) for part in IN_A_DAY]
    whens: list[tuple[str, int | None]] = [*rows]
    if any(urge.when is None for urge in urges):
        whens.append((_("time not said"), None))
    fates = Counter((urge.acted, urge.day.weekday()) for urge in urges)
    beneath = [(Acted.YES, _("acted on")), (Acted.PARTLY, _("in part"))]
    return Counts(
        title=_("{n} urges written down, by the time they came").format(n=len(urges)),
        rows=tuple(name for name, _part in whens),
        columns=tuple(map(str, SHORT)),
        counts=tuple(tuple(times[part, day] for day in range(7)) for _name, part in whens),
        beneath=tuple((name, tuple(fates[fate, day] for day in range(7))) for fate, name in beneath),
        empty=_("none written down then"),
    )


def _parts_said(urges: Sequence[WrittenUrge]) -> str:
    times = Counter(urge.when for urge in urges)
    parts = [f"{times[part]} {PARTS[part][1]}" for part in IN_A_DAY if times[part]]
    if times[None]:
        parts.append(_("{n} with no time said").format(n=times[None]))
    return _("By the time of day: {parts}.").format(parts=", ".join(parts))


ACTED_ON = {
    Moved.HIGHER: Later("Friday to Sunday more of them were acted on, more than chance would often do."),
    Moved.LOWER: Later("Friday to Sunday fewer of them were acted on, more than chance would often do."),
    Moved.NO_CLEAR_DIFFERENCE: Later("How many were acted on: no clear difference between the two."),
}
ON_A_DAY = {
    Moved.HIGHER: Later("Friday to Sunday had more urges a day, more than chance would often do."),
    Moved.LOWER: Later("Friday to Sunday had fewer urges a day, more than chance would often do."),
    Moved.NO_CLEAR_DIFFERENCE: Later("Urges a day: no clear difference between the two."),
}


def _week_and_its_end(log: Log, week: Sequence[WrittenUrge], end: Sequence[WrittenUrge]) -> Iterator[str]:
    """What may be said of the two beside each other: of the urges, and of the days of which anything is written."""
    acted = [[urge.acted is Acted.YES for urge in urges if urge.acted] for urges in (week, end)]
    on_a_day = Counter(urge.day for urge in log.urges)
    days: tuple[list[float], list[float]] = ([], [])
    for day in log.written:
        days[day.weekday() >= WEEKDAYS].append(on_a_day[day])
    for words, (then, now) in ((ACTED_ON, acted), (ON_A_DAY, days)):
        if said := words.get(compared(then, now, top=None, among=CLAIMS)):
            yield str(said)
