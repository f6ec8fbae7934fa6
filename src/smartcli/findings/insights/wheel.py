"""The parts of a life, as they were rated last and the time before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from smartcli.findings.insights.log import Log
from smartcli.findings.insights.observation import SATISFACTION, Part
from smartcli.findings.insights.question import Reply, nothing, question, too_early
from smartcli.text.language import Later, _
from smartcli.text.numbers import shown
from smartcli.text.pictures.shapes import Pair, Pairs
from smartcli.text.same_words import in_one_spelling

POINT = "balance"  # what is rated so in an exercise of another point are no parts of a life


@question("balance", Later("How is my balance?"), is_extra=True)
def balance(log: Log) -> Reply:
    wheels: dict[str, dict[str, float]] = {}
    days: dict[str, date] = {}
    for one in log.of(SATISFACTION):
        if isinstance(one.value, Part) and log.point(one.exercise) == POINT:
            wheels.setdefault(one.entry, {})[one.value.label] = one.value.rating
            days[one.entry] = one.day
    every = sorted(wheels, key=lambda entry: (days[entry], entry))
    if len(every) < 2:
        said = _("From the second time on this page sets the parts of your life beside the last time.")
        if not every:
            return nothing(_("You have not rated the parts of your life here.") + " " + said)
        return too_early(_("Too early to say: you rated them once.") + " " + said, len(every), every)
    now = wheels[every[-1]]
    then = _spelled_as(now, wheels[every[-2]])
    when = [log.when(days[entry]) for entry in every[-2:]]
    both = [label for label in now if label in then]
    parts = _parts(both, then, now) if both else _("no part of your life was rated both times")
    said = _("{then}, then {now}: {parts}.").format(then=when[0], now=when[1], parts=parts)
    new = ", ".join(f"{label} {shown(now[label])}" for label in now if label not in then)
    gone = ", ".join(f"{label} {shown(then[label])}" for label in then if label not in now)
    more = (
        _("New: {parts}.").format(parts=new) if new else "",
        _("Not rated again: {parts}.").format(parts=gone) if gone else "",
    )
    return Reply(
        sentence=said,
        more=more,
        drawn=(said, *more),
        n=len(when),
        picture=Pairs(
            title=_("How happy I am with the parts of my life, 0 to 10"),
            earlier=when[0],
            later=when[1],
            pairs=tuple(
                Pair(label=label, earlier=then.get(label), later=now.get(label), n=(1, 1))
                for label in dict.fromkeys([*now, *then])
            ),
        ),
        entries=tuple(every[-2:]),
    )


def _spelled_as(now: Mapping[str, float], then: Mapping[str, float]) -> Mapping[str, float]:
    """What was rated then, where it is also rated now by its name of now."""
    names = in_one_spelling([*now, *then])[len(now) :]
    return dict(zip(names, then.values(), strict=True))


def _parts(labels: list[str], then: Mapping[str, float], now: Mapping[str, float]) -> str:
    return "; ".join(
        _("{part} {then}, {now}").format(part=label, then=shown(then[label]), now=shown(now[label])) for label in labels
    )
