"""What stands on a sheet of paper: which steps, how they are numbered, what is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from smartcli.errors import InvalidAnswer
from smartcli.exchange.pages.worksheet.boxes import Cards, cards_of
from smartcli.exchange.pages.worksheet.conditions import Asked
from smartcli.exchange.pages.worksheet.paper import Titles
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Answer, Step
from smartcli.record import EMPTY, Record

LINES = ((2, 5), (4, 4), (7, 3))  # where up to so much is asked, so many lines for each answer in words
FEWEST = 2
ROWS, FEWEST_ROWS = 6, 4  # of one table, of each of several
OTHERS = 3  # so many questions of other kinds ask as much as one in words
MANY = 12  # questions for letters of the usual size


class Worksheet(Record):
    """What is on it. answers: the example, or nothing; calls: whom to call, and whether that is known for here."""

    exercise: Exercise
    titles: Titles = EMPTY
    calls: tuple[str, ...] = ()
    is_known: bool = False
    answers: Mapping[str, Answer] = EMPTY

    @cached_property
    def cards(self) -> Cards:
        return cards_of(self.exercise)

    @property
    def steps(self) -> list[Step]:
        """What stands on paper, where nothing is recalled."""
        return [step for step in self.exercise.steps if self.exercise.stands(step)]

    @property
    def asked(self) -> dict[str, Asked]:
        """The questions by their keys, numbered as they stand."""
        asks = [step for step in self.steps if step.asks]
        return {step.key: Asked(step=step, number=number) for number, step in enumerate(asks, 1)}

    @property
    def lines(self) -> int:
        asks = [step for step in self.steps if step.asks]
        in_words = sum(step.is_prose for step in asks)
        much = in_words + (len(asks) - in_words) // OTHERS
        return next((lines for most, lines in LINES if much <= most), FEWEST)

    @property
    def size(self) -> str:
        """The letters, as a class of worksheet.css."""
        return "tight" if len(self.asked) > MANY else "usual"

    @property
    def rows(self) -> int:
        """Of a table for which the exercise does not say."""
        return ROWS if sum(step.is_table and not step.is_ready_made for step in self.steps) == 1 else FEWEST_ROWS


def example(exercise: Exercise, today: date) -> dict[str, Answer]:
    """The invented answers, as they would be kept."""
    found: dict[str, Answer] = {}
    for step in exercise.steps:
        if step.asks and step.key in exercise.sample:
            try:
                found[step.key] = step.on(today).read(exercise.sample[step.key])
            except InvalidAnswer:  # the walk would have said so
                continue
    return found
