"""An entry on one line, for a list: its words; nothing private, and no number or yes without its question."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.library import Library
from smartcli.exercises.step import Answer, Step, number, rows_of, texts
from smartcli.journal.entry import Entry
from smartcli.journal.happened import day_and_time, part_of_day
from smartcli.text import days_said
from smartcli.text.language import _

WIDTH = 60  # characters of an entry in a list


def gist(entry: Entry, exercise: Exercise | None) -> str:
    """How strong an urge was, and an entry's first words.

    Where it has neither, its first question that is not private, with the answer.
    """
    if exercise is None:  # nobody knows any more what is private, so that nothing of it is shown
        return ""
    steps = [step for step in exercise.steps if not step.private and entry.answers.get(step.key) is not None]
    words = [text for step in steps for text in _words(step, entry.answers[step.key])]
    strong = next(_strong(entry, steps), "")
    whole = " · ".join(filter(None, [strong, *words])) or next(_asked(entry, steps), "")
    return shortened(" ".join(whole[: 4 * WIDTH].split()), WIDTH)


def shortened(text: str, width: int) -> str:
    """The text in at most so many characters, with … where something is missing."""
    return text if len(text) <= width else text[: width - 1] + "…"


def in_a_list(entry: Entry, library: Library) -> list[str]:
    """The end of its id, when it was, its exercise, and what it says in short."""
    return [
        short_id(entry),
        day_and_time(entry),
        library.title(entry.exercise),
        gist(entry, library.find(entry.exercise)),
    ]


def said_when(entry: Entry, today: date) -> str:
    """When it was, within a sentence: yesterday evening, on Saturday 21 November."""
    if entry.happened is None:
        return days_said.moment(entry.day, entry.at, today)
    part = part_of_day(entry)
    return days_said.on(entry.day, today) if part is None else days_said.part_of(entry.day, part, today)


def short_id(entry: Entry) -> str:
    return entry.id[-6:].lower()


def _words(step: Step, answer: Answer) -> Iterator[str]:
    """What says something by itself: not a choice such as yes, nor a day."""
    if step.is_table:
        cells = ((column, row.get(column.key)) for row in rows_of(answer) for column in step.columns)
        yield from (text for column, cell in cells if not column.private for text in _words(column, cell))
    elif step.speaks_for_itself:
        yield from texts(answer)


def _strong(entry: Entry, steps: list[Step]) -> Iterator[str]:
    """How strong the urge was, where it was rated."""
    for step in steps:
        if step.measure == "urge" and (rated := number(entry.answers[step.key])) is not None:
            yield _("urge {n} of {most}").format(n=rated, most=max(step.limits[1] or 10, rated))


def _asked(entry: Entry, steps: list[Step]) -> Iterator[str]:
    """Questions with their answers, of those that are answered on one line."""
    for step in steps:
        if not step.is_table:
            yield f"{entry.asked.get(step.key, step.ask)} {step.said(entry.answers[step.key])}"
