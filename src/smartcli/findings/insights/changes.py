"""Before and after: what exercises that rate both were like, each by its own title."""

from __future__ import annotations

from smartcli.findings.comparing import ENOUGH
from smartcli.findings.insights.log import Log
from smartcli.findings.insights.observation import CHANGE, Change
from smartcli.findings.insights.question import Reply, question, too_early
from smartcli.findings.insights.share import IN_WORDS, median
from smartcli.text.language import Later, _
from smartcli.text.pictures.shapes import Pair, Pairs


@question("before-and-after", Later("What changes while I practise?"), is_extra=True)
def before_and_after(log: Log) -> Reply:
    found: dict[str, list[Change]] = {}
    for one in log.of(CHANGE):
        if isinstance(one.value, Change):
            found.setdefault(one.exercise, []).append(one.value)
    n = sum(map(len, found.values()))
    entries = tuple(one.entry for one in log.of(CHANGE))
    told = sorted(((log.title(id), both) for id, both in found.items() if len(both) >= IN_WORDS), key=_most_first)
    if not told:
        then = _("From three times on this page shows an exercise that you rate before and after.")
        return too_early(_("Too early to say: {n} so far.").format(n=n) + " " + then, n, entries)
    first, *others = [_said(title, both) for title, both in told]
    few = sum(len(both) < IN_WORDS for both in found.values())
    more = _("{n} more: too few to say.").format(n=few) if few else ""
    return Reply(
        sentence=first,
        more=(*others, more, _("It can go down on the way, or up. It shows what came after, not why.")),
        n=n,
        picture=Pairs(
            title=_("Before and after, the one in the middle of all times (median)"),
            earlier=_("before"),
            later=_("after"),
            pairs=tuple(_pair(title, both) for title, both in told if len(both) >= ENOUGH),
        ),
        entries=entries,
    )


def _most_first(row: tuple[str, list[Change]]) -> tuple[int, str]:
    return -len(row[1]), row[0]


def _said(title: str, both: list[Change]) -> str:
    text = _("{title}: {n} times, from {before} to {after} (median).")
    before, after = _medians(both)
    return text.format(title=title, n=len(both), before=f"{before:g}", after=f"{after:g}")


def _medians(both: list[Change]) -> tuple[float, float]:
    return median([one.before for one in both]), median([one.after for one in both])


def _pair(title: str, both: list[Change]) -> Pair:
    before, after = _medians(both)
    return Pair(label=title, earlier=before, later=after, n=(len(both), len(both)), high=max(one.top for one in both))
