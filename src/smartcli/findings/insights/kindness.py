"""How somebody treats themselves afterwards: blame at the start of a look back, and at its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from smartcli.findings.insights.log import Log
from smartcli.findings.insights.observation import AFTER, BLAME, TOPS
from smartcli.findings.insights.question import Reply, nothing, question
from smartcli.text.language import Later, _, ngettext
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
        return nothing(_("No look back is written down. After one, this page shows how hard you were on yourself."))
    every = sorted(found, key=lambda entry: (days[entry], entry))
    looks = [found[entry] for entry in every[-TOLD:]]
    text = ngettext("{n} look back.", "{n} looks back.", len(every))
    said = [text.format(n=len(every))]
    if len(every) > TOLD:
        said.append(_("The last {n} of them:").format(n=TOLD))
    start, end = ([look.get(measure) for look in looks] for measure in (BLAME, BLAME + AFTER))
    said.append(_("Blame at the start: {start}; at the end: {end}.").format(start=_row(start), end=_row(end)))
    return Reply(
        sentence=" ".join(said),
        n=len(every),
        picture=Pairs(
            title=_("Blame at the start and at the end of a look back, 0 to 100"),
            earlier=_("at the start"),
            later=_("at the end"),
            pairs=tuple(_pairs(log, every[-TOLD:], found, days)),
        ),
        entries=tuple(every),
    )


def _row(values: Sequence[float | None]) -> str:
    return ", ".join(_("not said") if value is None else f"{value:g}" for value in values)


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
