"""The table of the results, in Markdown."""

from dataclasses import dataclass

from benchmarks.timing import Ratios
from benchmarks.works import Work

HEAD = (
    "| work | entries | smartcli (× bare) | goal | reached | jrnl (× bare) | times faster | goal | reached | peak MB |",
    "|---|--:|--:|--:|---|--:|--:|--:|---|--:|",
)
HEAD_BEFORE = " × before | peak MB before |", "--:|--:|"
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Result:
    """What was measured of a piece of work. before: ours beside ours as it was; peaks: bytes."""

    work: Work
    ours: Ratios
    theirs: Ratios | None
    peak: int
    before: Ratios | None = None
    peak_before: int = 0


def head(*, before: bool) -> str:
    return "".join(f"{line}{more if before else ''}\n" for line, more in zip(HEAD, HEAD_BEFORE, strict=True))


def row(result: Result, *, before: bool = False) -> str:
    """before: whether the table has columns for it."""
    goal, ours, theirs = result.work.goal, result.ours, result.theirs
    faster = theirs.middle / ours.middle if theirs else None
    cells = [
        result.work.name,
        f"{result.work.entries:,}" if result.work.entries else "–",
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
        megabytes(result.peak),
    ]
    if before:
        cells += [ratios(result.before), megabytes(result.peak_before)] if result.before else ["–", "–"]
    return "| " + " | ".join(cells) + " |\n"


def ratios(found: Ratios) -> str:
    return f"{found.middle:.2f} ({found.least:.2f}–{found.most:.2f})"


def megabytes(count: int) -> str:
    return f"{count / MEGABYTE:.0f}"


def reached(measured: bool, good: bool) -> str:
    if not measured:
        return "–"
    return "yes" if good else "no"
