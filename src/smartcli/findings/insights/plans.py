"""Whether plans happened that were made for the day after."""

from __future__ import annotations

from collections import Counter

from smartcli.findings.comparing import ENOUGH
from smartcli.findings.insights.log import Log
from smartcli.findings.insights.observation import Kept
from smartcli.findings.insights.question import Reply, question, too_early
from smartcli.text.language import Later, _, ngettext
from smartcli.text.pictures.shapes import Bar, Bars
from smartcli.views.recall_sources import PLAN_WENT

WORDS = {
    Kept.YES: Later("yes"),
    Kept.PARTLY: Later("in part"),
    Kept.NO: Later("no"),
    Kept.ANOTHER_DAY: Later("another day"),
}


@question("plans", Later("Do plans happen?"))
def plans(log: Log) -> Reply:
    told = log.of(PLAN_WENT)
    entries = tuple(one.entry for one in told)
    if len(told) < ENOUGH:
        return too_early(_too_few(len(told)), len(told), entries)
    count = Counter(one.value for one in told)
    rows = [(str(word), count[kept]) for kept, word in WORDS.items() if count[kept] or kept is not Kept.ANOTHER_DAY]
    said = _("Of {n} plans you said later: {answers}.")
    said = said.format(n=len(told), answers=", ".join(f"{word} {n}" for word, n in rows))
    return Reply(
        sentence=said,
        n=len(told),
        drawn=(said,),
        picture=Bars(
            title=_("{n} plans, and whether they happened").format(n=len(told)),
            parts=(_("plans"),),
            bars=tuple(Bar(label=word, counts=(n,)) for word, n in rows),
        ),
        entries=entries,
    )


def _too_few(n: int) -> str:
    then = _("From five on this page shows whether they happened.")
    if not n:
        return _("Too early to say: no plan with an answer so far.") + " " + then
    text = ngettext(
        "Too early to say: {n} plan with an answer so far.", "Too early to say: {n} plans with an answer so far.", n
    )
    return text.format(n=n) + " " + then
