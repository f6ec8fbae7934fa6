"""Before and after: what exercises that rate both were like, each by its own title."""

from __future__ import annotations

from collections.abc import Sequence

from smartcli.findings.comparing import ENOUGH
from smartcli.findings.insights.log import Log
from smartcli.findings.insights.observation import CHANGE, Change
from smartcli.findings.insights.question import Reply, nothing, question, too_early
from smartcli.findings.insights.share import median
from smartcli.text.language import Later, _, ngettext
from smartcli.text.numbers import shown
from smartcli.text.pictures.shapes import Pair, Pairs


@question("before-and-after", Later("What changes while I practise?"), is_extra=True)
def before_and_after(log: Log) -> Reply:
    found: dict[str, list[Change]] = {}
    for one in log.of(CHANGE):
        if isinstance(one.value, Change):
            found.setdefault(one.exercise, []).append(one.value)
    n = sum(map(len, found.values()))
    entries = tuple(one.entry for one in log.of(CHANGE))
    rows = sorted(((log.title(id), both) for id, both in found.items()), key=_most_first)
    told = [(title, both) for title, both in rows if len(both) >= ENOUGH]
    if not told:
        return _too_few(rows, n, entries)
    first, *others = [_said(title, both) for title, both in rows]
    return Reply(
        sentence=first,
        drawn=(first, *others)[: len(told)],
        more=(*others, _("It can go down on the way, or up. It shows what came after, not why.")),
        n=n,
        picture=Pairs(
            title=_("Before and after, the one in the middle of all times (median)"),
            earlier=_("before"),
            later=_("after"),
            pairs=tuple(_pair(title, both) for title, both in told),
        ),
        entries=entries,
    )


def _most_first(row: tuple[str, list[Change]]) -> tuple[int, str]:
    return -len(row[1]), row[0]


def _too_few(rows: Sequence[tuple[str, list[Change]]], n: int, entries: Sequence[str]) -> Reply:
    then = _("From five times on this page shows an exercise that you rate before and after.")
    if not rows:
        return nothing(_("No exercise is rated both before and after.") + " " + then)
    times = [
        ngettext("{title} {n} time", "{title} {n} times", len(both)).format(title=title, n=len(both))
        for title, both in rows
    ]
    return too_early(_("Too early to say: {times} so far.").format(times=", ".join(times)) + " " + then, n, entries)


def _said(title: str, both: list[Change]) -> str:
    """From five times on with the medians of both."""
    if len(both) < ENOUGH:
        few = ngettext("{title}: {n} time, too few to say.", "{title}: {n} times, too few to say.", len(both))
        return few.format(title=title, n=len(both))
    text = _("{title}: {n} times, from {before} to {after} (median).")
    before, after = _medians(both)
    return text.format(title=title, n=len(both), before=shown(before), after=shown(after))


def _medians(both: list[Change]) -> tuple[float, float]:
    return median([one.before for one in both]), median([one.after for one in both])


def _pair(title: str, both: list[Change]) -> Pair:
    before, after = _medians(both)
    low, high = min(one.low for one in both), max(one.top for one in both)
    return Pair(label=title, earlier=before, later=after, n=(len(both), len(both)), low=low, high=high)
