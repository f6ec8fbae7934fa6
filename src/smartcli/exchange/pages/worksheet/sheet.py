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


class Worksheet(Record):
    """What is on it. answers: the example, or nothing; calls: whom to call, and whether that is known for here."""

    exercise: Exercise
    titles: Titles = EMPTY
    calls: tuple[str, ...] = ()
    is_known: bool = False
    answers: Mapping[str, Answer] = EMPTY
    leads: bool = False  # with the notes for whoever leads a group
    fewer: int = 0  # lines and rows than usual
    parted: bool = False  # a table goes on below itself: there is no room for it on one page

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
        return max(FEWEST, next((lines for most, lines in LINES if much <= most), FEWEST) - self.fewer)

    @property
    def rows(self) -> int:
        """Of a table for which the exercise does not say."""
        is_one = sum(step.is_table and not step.is_ready_made for step in self.steps) == 1
        return max(2, (ROWS if is_one else FEWEST_ROWS) - self.fewer)


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
