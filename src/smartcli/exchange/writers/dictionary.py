"""What the columns of the wide table mean, a row a question and version, as CSV. Cannot be imported again."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from smartcli.exchange.report import Report
from smartcli.exchange.tables.as_answered import AsAnswered
from smartcli.exchange.tables.cells import BETWEEN, in_quotes
from smartcli.exchange.tables.headings import ABOUT, Answered, Heading, in_order, name_of
from smartcli.exercises.step import Step
from smartcli.text.language import _

SUFFIX = ".csv"
HEAD = (
    "column", "exercise", "title", "version", "key", "question", "kind", "range", "unit", "measure", "private", "today",
)  # fmt: skip


def render(report: Report) -> Iterator[bytes]:
    """First the columns that every entry has. The wording is the last of that version.

    Of a question that is asked otherwise today, or no more, the last column says so. What its kind and range were
    nobody knows: there stands what was answered, and said to be that. All else is empty.
    """
    yield codecs.BOM_UTF8 + _line(*HEAD)
    for one in ABOUT:
        yield _line(one.name, "", "", None, one.name, str(one.says), one.kind, one.range, "", "", False, "")
    seen = Answered(report)
    for entry in report.entries:
        seen.note(entry)
    wordings = seen.wordings()
    for heading in in_order(report, wordings):
        for version, wording in sorted(wordings[heading].items()):
            yield _row(report, heading, version, wording, seen.answers(heading, version))


def _row(report: Report, heading: Heading, version: int, wording: str, answers: AsAnswered) -> bytes:
    exercise, path = heading
    step = report.question(exercise, path, version, wording)
    head = name_of(heading), exercise, report.titles.get(exercise, exercise), version, path, wording
    if step and answers.fits(step):
        head = *head[:-1], wording or step.ask
        return _line(*head, step.kind, range_of(step), step.unit, step.measure, step.private, _("asked"))
    now = report.asked_today(exercise, path)
    of_now = (now.measure, now.private) if now else ("", None)
    return _line(*head, answers.kind, answers.range, "", *of_now, _today(report, heading))


def _today(report: Report, heading: Heading) -> str:
    """What became of a question that was answered, and is not the one of today."""
    if heading[0] not in report.exercises:
        return _("exercise not found")
    return _("asked otherwise") if report.asked_today(*heading) else _("not asked any more")


def range_of(step: Step) -> str:
    """What can be answered: 0 (no urge) to 10 (the strongest); 0 or more; the choices; nothing where it is free."""
    low, high = step.limits
    if low is not None and high is not None:
        least, most = (f" ({end})" for end in step.ends) if step.ends else ("", "")
        return _("{low}{least} to {high}{most}").format(low=low, least=least, high=high, most=most)
    if low is not None or high is not None:
        said = _("{low} or more") if high is None else _("{high} or less")
        return said.format(low=low, high=high)
    return BETWEEN.join([*step.offers, *([_("own words")] if step.other else [])])


def _line(*cells: object) -> bytes:
    return (",".join(map(in_quotes, cells)) + "\r\n").encode()
