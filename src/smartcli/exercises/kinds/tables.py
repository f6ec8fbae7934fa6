"""What is filled row by row: tables, and paced breathing with a rating a round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Self

from smartcli.errors import InvalidAnswer
from smartcli.exercises.kinds.measuring import Scale, YesNo, whole
from smartcli.exercises.step import Answer, Answers, Step, rows_of, texts
from smartcli.record import EMPTY
from smartcli.text.language import _


class Rows(Step):
    """A table that is filled row by row; each field is a step. Answer: list of rows, each a dict by field key."""

    is_table: ClassVar[bool] = True

    @property
    def columns(self) -> tuple[Step, ...]:
        raise NotImplementedError(self.kind)

    def labels(self, answers: Answers) -> list[str] | None:
        """The things there is one row for each of, or None where the person ends the list."""
        return None

    def column_applies(self, field: Step, number: int, row: Answers) -> bool:
        """Whether a field is asked in row `number` (from 0)."""
        return True

    def is_full(self, row: Mapping[str, Answer], number: int) -> bool:
        """Whether the table is full once this row is."""
        return False

    def has_enough(self, number: int) -> bool:
        """Whether no row is asked for after this one, though the table may take more."""
        return False

    def parse(self, raw: object) -> Answer:
        if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
            raise InvalidAnswer(_("Please give a list of rows."))
        return [{field.key: field.read(row.get(field.key)) for field in self.columns} for row in raw] or None

    def show(self, answer: Answer) -> str:
        rows = answer if isinstance(answer, list) else []
        return "\n".join(self.show_row(row) for row in rows if isinstance(row, dict))

    def possible(self, wanted: Sequence[object]) -> Iterator[Answer]:
        """A table is not compared."""
        yield from ()

    def usual(self, text: str) -> Answer:
        return None

    def said(self, answer: Answer, asked: Mapping[str, str] = EMPTY) -> str:
        return "\n".join(self.said_row(row, asked) for row in rows_of(answer))

    def said_row(self, row: Mapping[str, Any], asked: Mapping[str, str] = EMPTY) -> str:
        """A row whose numbers, days and yes or no have their questions before them."""
        parts = []
        for field in self.columns:
            if text := field.said(row.get(field.key)):
                ask = asked.get(field.key, field.ask) if field.is_measured else ""
                parts.append(f"{ask} {text}".strip())
        return " · ".join(parts)


class Items(Rows):
    """A small table. Skipping a row's first field ends it; rows_from: one row for each thing named there.

    opens_with: so many rows are asked for, though it takes more; 0 = as many as it takes.
    """

    kind: ClassVar[str] = "items"
    fields: tuple[Step, ...]
    at_least: int = 0
    at_most: int = 50
    rows_from: str = ""
    opens_with: int = 0

    @property
    def columns(self) -> tuple[Step, ...]:
        return self.fields

    def on(self, today: date) -> Self:
        return self.but(fields=tuple(field.on(today) for field in self.fields))

    @property
    def leaves_room(self) -> bool:
        return self.at_most >= 1

    def labels(self, answers: Answers) -> list[str] | None:
        return named_in(answers.get(self.rows_from)) if self.rows_from else None

    def is_full(self, row: Mapping[str, Answer], number: int) -> bool:
        return not self.rows_from and number + 1 >= self.at_most

    def has_enough(self, number: int) -> bool:
        return not self.rows_from and 0 < self.opens_with <= number + 1


def named_in(answer: Answer) -> list[str]:
    """The things an answer names, each once: its words, or of a table the first field of each row."""
    if isinstance(answer, list) and answer and isinstance(answer[0], dict):
        first = next(iter(answer[0]), "")
        return list(dict.fromkeys(str(row[first]) for row in answer if row.get(first)))
    return list(dict.fromkeys(texts(answer)))


class Breaths(Step):
    """One round of paced breathing, timed. Answer: the seconds stayed, or None where it was enough."""

    kind: ClassVar[str] = "breaths"
    seconds: int = 60
    inhale: int = 4
    hold: int = 0
    exhale: int = 6
    says: tuple[str, ...] = ()

    @property
    def hint(self) -> str:
        return _("Enter goes on sooner")

    def parse(self, raw: object) -> Answer:
        number = whole(raw)
        if number is None or number < 0:
            raise InvalidAnswer(_("Please give the seconds as a whole number."))
        return number

    def show(self, answer: Answer) -> str:
        return "" if answer is None else _("{seconds} seconds").format(seconds=answer)


class Pace(Rows):
    """Rounds of breathing, with a rating after each; skipping a round ends it. Answer: rows of seconds and rating."""

    kind: ClassVar[str] = "pace"
    has_words: ClassVar[bool] = False
    is_ready_made: ClassVar[bool] = True
    rounds: int = 10
    seconds: int = 60
    inhale: int = 4
    hold: int = 0
    exhale: int = 6
    says: tuple[str, ...] = ()
    rate: str = ""
    most: ClassVar[int] = 60  # rounds, however often it is prolonged

    @property
    def columns(self) -> tuple[Step, ...]:
        breaths = Breaths(
            key="seconds",
            ask=self.ask,
            help=self.help,
            seconds=self.seconds,
            inhale=self.inhale,
            hold=self.hold,
            exhale=self.exhale,
            says=self.says,
        )
        rating = Scale(key="rating", ask=self.rate, measure=self.measure)
        more = YesNo(key="more", ask=_("Stay a little longer?"))
        return (breaths, rating, more) if self.rate else (breaths, more)

    @property
    def leaves_room(self) -> bool:
        return min(self.rounds, self.seconds) >= 1

    def usual(self, text: str) -> Answer:
        return [{"seconds": self.seconds, "rating": 5}] * 2 if self.rate else [{"seconds": self.seconds}]

    def column_applies(self, field: Step, number: int, row: Answers) -> bool:
        return field.key != "more" or self.rounds <= number + 1 < self.most

    def is_full(self, row: Mapping[str, Answer], number: int) -> bool:
        return number + 1 >= self.rounds and row.get("more") is not True

    def show_row(self, row: Mapping[str, Any]) -> str:
        return super().show_row({**row, "more": None})

    def said_row(self, row: Mapping[str, Any], asked: Mapping[str, str] = EMPTY) -> str:
        return super().said_row({**row, "more": None}, asked)
