"""An exercise: what it is for, the steps it asks, what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Self

from smartcli.exercises.step import Answer, Answers, FacilitatorNotes, Step
from smartcli.first_aid import card_cache
from smartcli.record import EMPTY, Record, names
from smartcli.text.language import _

POINTS = ("daily", "motivation", "urges", "thoughts", "balance")
CARDS = card_cache.KINDS
LAPSE = "lapse"  # the safety card that speaks of one
IMPORTED = "imported"  # the id of what came from other programs, which is no exercise to do: see imported.py


class Outcome(Record):
    """What an exercise gives back at its end: the kind, and which keys it looks at."""

    kind: str
    title: str = ""
    parameters: Mapping[str, Any] = EMPTY


class Exercise(Record):
    """One guided piece of work."""

    id: str
    point: str
    title: str
    minutes: int
    steps: tuple[Step, ...]
    version: int = 1
    about: str = ""
    replaces: bool = False  # a new entry takes the place of the earlier ones for cards and recall
    next: tuple[str, ...] = ()
    draws_on: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    private_before: tuple[str, ...] = ()  # what an earlier version asked and kept private; its answers are still there
    facilitator: FacilitatorNotes | None = None  # for whoever leads a group; not shown to whoever answers
    outcomes: tuple[Outcome, ...] = ()
    sample: Mapping[str, Answer] = EMPTY

    @classmethod
    def with_head(cls, id: str, head: Mapping[str, Any], whole: Callable[[], Self]) -> Self:
        """An exercise of which only the head is known so far; whole: all of it, called once the rest is wanted."""
        one = cls.__new__(cls)
        texts = {name: tuple(value) if isinstance(value, list) else value for name, value in head.items()}
        vars(one).update(texts, id=id, _whole=whole)
        return one

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """The rest, once it is wanted: a list of exercises, and most suggestions, need no more than the head."""
            fields = vars(self)
            if name not in _REST or "_whole" not in fields:
                raise AttributeError(name)
            fields.update(vars(fields["_whole"]()))
            del fields["_whole"]
            return fields[name]

    def step(self, key: str) -> Step | None:
        return next((step for step in self.steps if step.key == key), None)

    def above(self, step: Step, path: str) -> Step | None:
        """The step above another that a path "exercise.key" leads to; None where it leads elsewhere."""
        before = takewhile(lambda one: one.key != step.key, self.steps)
        return next((one for one in before if path == f"{self.id}.{one.key}"), None)

    def stands(self, step: Step) -> bool:
        """Whether there is something to tell or to ask where nothing was written before."""
        return step.stands_alone or self.above(step, step.looks_at) is not None

    def every_step(self) -> Iterator[tuple[str, Step]]:
        """All steps with their paths; the fields of a table as table.field."""
        for step in self.steps:
            yield step.key, step
            yield from ((f"{step.key}.{column.key}", column) for column in step.columns)

    @property
    def private_paths(self) -> Iterator[str]:
        """The paths of all that is private, in this version or in one before."""
        yield from (path for path, step in self.every_step() if step.private)
        yield from self.private_before

    def is_private(self, key: str, *fields: str) -> bool:
        """Whether an answer is private, or one of these fields of its rows; where none are named, any of them."""
        below = {path.removeprefix(f"{key}.") for path in self.private_paths if path.startswith(f"{key}.")}
        return key in self.private_paths or bool(below.intersection(fields) if fields else below)

    def measuring(self, measure: str) -> list[Step]:
        """The steps that carry a measure; not the fields of tables."""
        return [step for step in self.steps if step.measure == measure]

    def led_to(self, answers: Answers) -> tuple[str, ...]:
        """The exercises that fit these answers, in the order of the steps, each once."""
        led = (lead.to for step in self.steps for lead in step.leads if lead.holds(answers.get(step.key)))
        return tuple(dict.fromkeys(led))

    @property
    def speaks_of_lapses(self) -> bool:
        """Whether the card of a lapse follows some of its answers."""
        return any(safety.card == LAPSE and safety.comparison for step in self.steps for safety in step.safety)

    @property
    def lasts(self) -> str:
        return _("{n} min").format(n=self.minutes)

    @property
    def recalls(self) -> bool:
        """Whether it shows what the person wrote before."""
        return any(step.recall or step.prefill for step in self.steps)

    @property
    def asked(self) -> dict[str, str]:
        """The wording of every step that asks, by path."""
        return {path: step.ask for path, step in self.every_step() if step.asks and step.ask}


_REST = ("steps", "facilitator", "outcomes", "sample")
HEAD = tuple(name for name in names(Exercise) if name not in {*_REST, "id"})  # what stands above the steps


class Problem(Record):
    """Something wrong in a content file, in an author's words: where, what, and the cure."""

    where: str
    what: str
    cure: str = ""

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.what) if part) + (f" {self.cure}" if self.cure else "")
