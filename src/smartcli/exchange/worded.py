"""An answer in words for whoever reads it later: a rating with its range and what its ends mean."""

from __future__ import annotations

from smartcli.exchange.report import NOTHING, Report
from smartcli.exercises.step import Step, number
from smartcli.journal.entry import Entry
from smartcli.text.language import _


def worded(answer: object, step: Step | None) -> str:
    """step: the question, where it is known how it was asked; a number of another range stays a number."""
    if isinstance(answer, bool):
        return _("yes") if answer else _("no")
    if isinstance(answer, int | float):
        return said_number(answer, step)
    if isinstance(answer, list):
        return ", ".join(worded(one, step) for one in answer)
    if isinstance(answer, dict):
        return ", ".join(f"{name} {worded(inner, None)}" for name, inner in answer.items())
    return "" if answer is None else str(answer)


def said_number(answer: int | float, step: Step | None) -> str:
    """7 of 10; with a unit, 20 minutes."""
    if step and is_rating(answer, step):
        return step.said(answer)
    return step.show(answer) if step and step.unit else str(answer)


def ends_of(answer: object, step: Step | None) -> str:
    """What the ends of a rating mean, “0: no urge, 10: the strongest”; nothing of any other answer."""
    if step is None or not step.ends or not is_rating(answer, step):
        return ""
    low, high = step.limits
    return _("{low}: {least}, {high}: {most}").format(low=low, least=step.ends[0], high=high, most=step.ends[1])


def with_ends(answer: object, step: Step | None) -> str:
    """7 of 10 (0: no urge, 10: the strongest)."""
    said, ends = worded(answer, step), ends_of(answer, step)
    return _("{answer} ({ends})").format(answer=said, ends=ends) if ends else said


def is_rating(answer: object, step: Step) -> bool:
    low, high = step.limits
    value = number(answer)
    return step.is_rating and value is not None and low is not None and high is not None and low <= value <= high


def cells(report: Report, entry: Entry, key: str, row: dict[str, object]) -> list[tuple[str, object, Step | None]]:
    """What was answered in a row of a table: each field's name, the answer, and the question where it is known."""
    given = [(name, value) for name, value in row.items() if value not in NOTHING]
    return [(name, value, report.step(entry, f"{key}.{name}")) for name, value in given]
