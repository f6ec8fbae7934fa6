"""How somebody treats themselves afterwards: blame at the start of a look back, and at its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from smartcli.findings.insights.log import Log
from smartcli.findings.insights.observation import AFTER, BLAME, TOPS
from smartcli.findings.insights.question import Reply, nothing, question
from smartcli.text.language import Later, _, ngettext
from smartcli.text.numbers import shown
from smartcli.text.pictures.shapes import Pair, Pairs

TOLD = 6  # looks back, the last ones


@question("how-i-treat-myself", Later("How do I treat myself after it?"))
def how_i_treat_myself(log: Log) -> Reply:
    found: dict[str, dict[str, float]] = {}
    days: dict[str, date] = {}
    for measure in (BLAME, BLAME + AFTER):
        for one in log.of(measure):
            if isinstance(one.value, float):
                found.setdefault(one.entry, {})[measure] = one.value
                days[one.entry] = one.day
    if not found:
        return nothing(
            _("No look back has a rating. After one that has, this page shows how hard you were on yourself.")
        )
    every = sorted(found, key=lambda entry: (days[entry], entry))
    text = ngettext("{n} look back with a rating.", "{n} looks back with a rating.", len(every))
    said = text.format(n=len(every))
    if len(every) > TOLD:
        said += " " + _("These are the last {n} of them.").format(n=TOLD)
    times = "; ".join(_said(log.when(days[entry]), found[entry]) for entry in every[-TOLD:])
    each = _("Blame at the start, then at the end, 0 to 100: {times}.").format(times=times)
    return Reply(
        sentence=said,
        more=(each,),
        drawn=(each,),
        n=len(every),
        picture=Pairs(
            title=_("Blame at the start and at the end of a look back, 0 to 100"),
            earlier=_("at the start"),
            later=_("at the end"),
            pairs=tuple(_pairs(log, every[-TOLD:], found, days)),
        ),
        entries=tuple(every),
    )


def _said(day: str, look: Mapping[str, float]) -> str:
    start, end = (shown(look[one]) if one in look else _("not said") for one in (BLAME, BLAME + AFTER))
    return _("{day} {start}, {end}").format(day=day, start=start, end=end)


def _pairs(
    log: Log, entries: Sequence[str], found: Mapping[str, Mapping[str, float]], days: Mapping[str, date]
) -> Iterator[Pair]:
    for entry in entries:
        look = found[entry]
        yield Pair(
            label=log.when(days[entry]),
            earlier=look.get(BLAME),
            later=look.get(BLAME + AFTER),
            n=(1, 1),
            high=TOPS[BLAME],
        )
