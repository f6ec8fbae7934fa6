"""What was practised, by the parts of the programme: how often, and when last."""

from __future__ import annotations

from smartcli.exercises import content
from smartcli.findings.comparing import ENOUGH
from smartcli.findings.insights.log import Log
from smartcli.findings.insights.observation import DONE
from smartcli.findings.insights.question import Reply, question, too_early
from smartcli.findings.practised import practised
from smartcli.text.language import Later, _, ngettext
from smartcli.text.pictures.shapes import Bar, Bars

DAILY = "daily"


@question("practice", Later("What have I practised?"), is_extra=True)
def practice(log: Log) -> Reply:
    done = log.of(DONE)
    entries = tuple(one.entry for one in done)
    if len(done) < ENOUGH:
        then = _("From five on this page shows what you practised.")
        text = ngettext(
            "Too early to say: {n} entry so far.", "Too early to say: {n} entries so far.", len(done)
        ).format(n=len(done))
        return too_early(" ".join(filter(None, (text, then, _not_found(log)))), len(done), entries)
    points = [point for point in content.points().values() if point.id != DAILY]
    times = practised((one.exercise for one in done), log.find)
    last = {log.point(one.exercise): one.day for one in sorted(done, key=lambda one: one.day)}
    when = {
        point.id: _("last on {day}").format(day=log.when(last[point.id])) if times[point.id] else _("not in this time")
        for point in points
    }
    said = " ".join(
        ngettext("{point}: {n} time, {when}.", "{point}: {n} times, {when}.", times[point.id]).format(
            point=point.title, n=times[point.id], when=when[point.id]
        )
        if times[point.id]
        else _("{point}: {when}.").format(point=point.title, when=when[point.id])
        for point in points
    )
    days = len(log.written)
    own = _("You wrote on {n} of {span} days.").format(n=days, span=log.span)
    return Reply(
        sentence=said,
        drawn=(said,),
        more=(own, _daily(times[DAILY]), _not_found(log)),
        n=len(done),
        picture=Bars(
            title=_("What I practised, by part of the programme"),
            parts=(_("times"),),
            bars=tuple(Bar(label=point.title, counts=(times[point.id],), words=when[point.id]) for point in points),
        ),
        entries=entries,
    )


def _not_found(log: Log) -> str:
    """What their answers mean nobody can look up: so other pages may say that nothing is written."""
    n = sum(log.find(one.exercise) is None for one in log.of(DONE))
    text = ngettext(
        "{n} entry is of an exercise that cannot be found or read, so what it says is on no other page.",
        "{n} entries are of exercises that cannot be found or read, so what they say is on no other page.",
        n,
    )
    return text.format(n=n) if n else ""


def _daily(n: int) -> str:
    return ngettext("{n} entry of every day.", "{n} entries of every day.", n).format(n=n) if n else ""
