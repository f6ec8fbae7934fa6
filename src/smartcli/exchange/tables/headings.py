"""The columns of a table with a row an entry: about the entry itself, then one for each question that was asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from smartcli.exchange.report import Report
from smartcli.exchange.tables.as_answered import AsAnswered, each
from smartcli.exchange.tables.cells import in_one
from smartcli.exercises.step import Step
from smartcli.journal.entry import Entry
from smartcli.record import Record
from smartcli.text.language import Later


class About(Record):
    """A column that every entry has. kind, range: as in the dictionary."""

    name: str
    says: Later
    kind: str = "text"
    range: str = ""


WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY = ("night", "morning", "afternoon", "evening")  # as in the journal, whatever the language
ABOUT = (
    About(name="id", says=Later("What the entry is found by.")),
    About(name="date", says=Later("The day that it is about, by your own clock."), kind="date"),
    About(
        name="time",
        says=Later(
            "The time, where it is known, by your own clock. After midnight, until your day ends, it is of the night "
            "that follows that date."
        ),
        kind="time",
    ),
    About(name="weekday", says=Later("The day of the week of that date."), kind="choice", range=" | ".join(WEEK)),
    About(
        name="part_of_day",
        says=Later(
            "The part of the day, where it is known. The night ends at 5, or when your day does; the morning at 12, "
            "the afternoon at 18."
        ),
        kind="choice",
        range=" | ".join(DAY),
    ),
    About(name="written", says=Later("When it was written down."), kind="time"),
    About(name="exercise", says=Later("The exercise it comes from, by its id.")),
    About(name="title", says=Later("The same by its title.")),
    About(name="version", says=Later("The version of the exercise."), kind="number"),
)

Path = str  # the key of a question; "table.field" for a field of a table
Heading = tuple[str, Path]  # the exercise, and the path in it


def name_of(heading: Heading) -> str:
    """How its column is called: urge-log.strength."""
    return ".".join(heading)


def values(answers: Iterable[tuple[str, object]]) -> Iterator[tuple[Path, object]]:
    """What goes into a row: a value a question; of a table one a field, with what its rows hold one after the other."""
    for key, answer in answers:
        if not isinstance(answer, list):
            yield key, answer if not isinstance(answer, dict) else in_one([answer])
        elif any(isinstance(row, dict) for row in answer):
            fields = dict.fromkeys(field for row in answer if isinstance(row, dict) for field in row)
            rows = [row if isinstance(row, dict) else {} for row in answer]
            yield from ((f"{key}.{field}", in_one(row.get(field) for row in rows)) for field in fields)
            if loose := [row for row in answer if not isinstance(row, dict)]:
                yield key, in_one(loose)
        else:
            yield key, in_one(answer)


class Answered:
    """Which questions the entries answer, as they are gone through."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._found: dict[Heading, dict[int, str]] = {}
        self._answers: dict[tuple[Heading, int], AsAnswered] = {}

    def note(self, entry: Entry) -> None:
        for path, answer in each(self._report.answers(entry)):
            heading = entry.exercise, path
            self._answers.setdefault((heading, entry.version), AsAnswered()).note(answer)
        for path, _value in values(self._report.answers(entry)):
            known = self._found.setdefault((entry.exercise, path), {})
            known[entry.version] = str(entry.asked.get(path) or known.get(entry.version, ""))

    def wordings(self) -> Mapping[Heading, Mapping[int, str]]:
        """How each question was worded last, by the version of its exercise."""
        return self._found

    def answers(self, heading: Heading, version: int) -> AsAnswered:
        """What was answered to it in that version."""
        return self._answers.get((heading, version)) or AsAnswered()


def in_order(report: Report, found: Iterable[Heading]) -> list[Heading]:
    """By exercise, in the order in which it asks; then what older versions asked. The same for the same entries."""
    orders = {id: _order(one.every_step()) for id, one in report.exercises.items()}

    def place(heading: Heading) -> tuple[str, int, str]:
        exercise, path = heading
        order = orders.get(exercise, {})
        return exercise, order.get(path, len(order)), path

    return sorted(found, key=place)


def _order(steps: Iterable[tuple[str, Step]]) -> Mapping[str, int]:
    return {path: number for number, (path, _step) in enumerate(steps)}
