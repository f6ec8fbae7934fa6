"""What was there on the days that were more than wanted, and how often it was there without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from math import ceil, floor

from smartcli.findings.insights.log import Log
from smartcli.findings.insights.observation import BEFORE, SLEEP, TRIGGER, Observation
from smartcli.findings.insights.question import Reply, nothing, question, too_early
from smartcli.findings.insights.share import IN_WORDS, Share
from smartcli.text.days_said import WEEKDAYS
from smartcli.text.language import Later, _, ngettext
from smartcli.text.pictures.shapes import Counts

POOR = 4  # sleep rated so, or lower
MIDDLE = 5  # of its scale
NAMED = 3  # of what was written most


@question("before-it-happened", Later("What was there before it happened?"))
def before_it_happened(log: Log) -> Reply:
    more = log.more
    if len(more) < IN_WORDS:
        return _too_few(log, more)
    sleep = log.ratings(SLEEP)
    words = list(_words(log, {*more}))
    said = [_("{n} days were more than you wanted.").format(n=len(more)), *_sleep(log, more)]
    rated = [one.entry for one in log.of(SLEEP)]
    told = [one.entry for measure in (BEFORE, TRIGGER) for _words, one in _written(log, measure, more)]
    return Reply(
        sentence=" ".join(said),
        more=(_answered(log), *words, _("It shows what came together, not why.")),
        n=len(more),
        picture=_grid(log, more) if sleep else None,
        entries=(*log.told_of([*more, *log.answered_more]), *told, *rated),
    )


def _too_few(log: Log, more: Sequence[date]) -> Reply:
    then = _("From three on this page shows what you wrote of those days.")
    entries = log.told_of([*more, *log.answered_more])
    if not more:
        none = (
            _("By a goal no day was more than you wanted.")
            if log.answered_more
            else _("No day of more than you wanted is written down.")
        )
        return nothing(" ".join(filter(None, (none, then, _answered(log)))), entries)
    text = ngettext(
        "Too early to say: {n} day of more than you wanted so far.",
        "Too early to say: {n} days of more than you wanted so far.",
        len(more),
    )
    said = " ".join(filter(None, (text.format(n=len(more)), then, _answered(log))))
    return too_early(said, len(more), entries)


def _answered(log: Log) -> str:
    """What somebody answered of days without a goal: no goal says that they were more."""
    count = len(log.answered_more)
    text = ngettext(
        "On {n} day without a goal your own answer was: more than you wanted. It does not count as such here.",
        "On {n} days without a goal your own answer was: more than you wanted. They do not count as such here.",
        count,
    )
    return text.format(n=count) if count else ""


def _sleep(log: Log, more: Sequence[date]) -> Iterator[str]:
    """How often sleep was rated low on these days, and on all of them: the second number keeps the first honest."""
    sleep = log.ratings(SLEEP)
    poor = [day for day, rated in sleep.items() if rated <= POOR]
    here = Share(part=sum(day in more for day in poor), of=sum(day in sleep for day in more))
    if not here.of:
        return
    if here.part == len(more):
        yield _("On all {n} you rated sleep {poor} or lower.").format(n=here.of, poor=POOR)
    else:
        text = _("You rated sleep on {of} of them, and {poor} or lower on {part}.")
        yield text.format(of=here.of, part=here.part, poor=POOR)
    every = Share(part=len(poor), of=len(sleep))
    text = (
        _("You rated sleep {poor} or lower on {share} days, so most such days were not among them.")
        if every.part > 2 * here.part > 0
        else _("You rated sleep {poor} or lower on {share} days in all.")
    )
    yield text.format(poor=POOR, share=every.words)


def _words(log: Log, more: Collection[date]) -> Iterator[str]:
    """The weekdays; what was written of what comes before such days, and of what set urges off on these."""
    weekdays = Counter(day.weekday() for day in more)
    named = ", ".join(f"{WEEKDAYS[day]} ({weekdays[day]})" for day in sorted(weekdays))
    yield _("Weekdays: {days}.").format(days=named)
    if looks := list(_written(log, BEFORE, more)):
        n = len({one.entry for _words, one in looks})
        text = ngettext(
            "{n} time you wrote what came before such a day, perhaps before another than these: {words}.",
            "{n} times you wrote what came before such a day, perhaps before others than these: {words}.",
            n,
        )
        yield text.format(n=n, words=_often(looks))
    if urges := list(_written(log, TRIGGER, more)):
        yield _("What set urges off on these days: {words}.").format(words=_often(urges))


def _often(written: Sequence[tuple[str, Observation]]) -> str:
    often = Counter(words for words, _one in written)
    return ", ".join(f"{words} ({n})" for words, n in often.most_common(NAMED))


def _written(log: Log, measure: str, more: Collection[date]) -> Iterator[tuple[str, Observation]]:
    """What was written of these days: at urges by their day. A look back may be of a later day, so all are taken that
    were written while a goal stood.
    """
    for words, one in log.texts(measure):
        if one.day in more if measure == TRIGGER else log.goals.stood(one.day, one.entry).judges(one.day):
            yield words, one


def _grid(log: Log, more: Collection[date]) -> Counts:
    sleep = {day: _column(rated) for day, rated in log.ratings(SLEEP).items()}
    rows = ((_("more than I wanted"), True), (_("other days"), False))
    return Counts(
        title=_("Sleep, 0 very badly to 10 very well: how many days"),
        rows=tuple(name for name, _is in rows),
        columns=tuple(str(rating) for rating in range(11)),
        counts=tuple(
            tuple(
                sum(rated == rating and (day in more) is is_more for day, rated in sleep.items())
                for rating in range(11)
            )
            for _name, is_more in rows
        ),
        empty=_("no such day"),
    )


def _column(rated: float) -> int:
    """Of a mean between two numbers the one towards the middle, so that 4 or lower is what stands in 0 to 4."""
    return ceil(rated) if rated <= MIDDLE else floor(rated)
