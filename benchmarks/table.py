"""The table of the results, in Markdown."""

from dataclasses import dataclass

from benchmarks.timing import Ratios
from benchmarks.works import Work

HEAD = (
    "| work | entries | smartcli (× bare) | goal | reached | jrnl (× bare) | times faster | goal | reached |\n"
    "|---|--:|--:|--:|---|--:|--:|--:|---|\n"
)


@dataclass(frozen=True)
class Result:
    work: Work
    ours: Ratios
    theirs: Ratios | None


def row(result: Result) -> str:
    goal, ours, theirs = result.work.goal, result.ours, result.theirs
    faster = theirs.middle / ours.middle if theirs else None
    cells = [
        result.work.name,
        f"{result.work.entries:,}",
        ratios(ours),
        f"≤ {goal.bare:g}" if goal.bare else "–",
        reached(goal.bare is not None, goal.bare is not None and ours.middle <= goal.bare),
        ratios(theirs) if theirs else "–",
        f"{faster:.1f}" if faster else "–",
        f"≥ {goal.peer:g}" if goal.peer else "–",
        reached(
            goal.peer is not None and faster is not None,
            goal.peer is not None and faster is not None and faster >= goal.peer,
        ),
    ]
    return "| " + " | ".join(cells) + " |\n"


def ratios(found: Ratios) -> str:
    return f"{found.middle:.2f} ({found.least:.2f}–{found.most:.2f})"


def reached(measured: bool, good: bool) -> str:
    if not measured:
        return "–"
    return "yes" if good else "no"
