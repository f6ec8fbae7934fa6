"""What is to be written down: the entries, and what a format must know beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Protocol

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Step
from smartcli.journal.entry import Entry
from smartcli.record import EMPTY, Record
from smartcli.views.for_others import open_answers


class Entries(Protocol):
    """The entries, the oldest first, and how many: a list, or what reads them anew each time it is gone through."""

    def __iter__(self) -> Iterator[Entry]: ...
    def __len__(self) -> int: ...


class Report(Record):
    """entries, oldest first; the titles of their exercises by id; the day it was made.

    private: what formats for reading leave out, as exercise and key; a field of a table is "table.field". exercises:
    those of the entries that are there today, by id. own: the ids of those whose words are the person's own.
    newest_first: the entries come the other way round, and so does a log.
    """

    entries: Entries
    titles: Mapping[str, str]
    made: str
    private: frozenset[tuple[str, str]] = frozenset()
    exercises: Mapping[str, Exercise] = EMPTY
    own: frozenset[str] = frozenset()
    newest_first: bool = False

    def title(self, entry: Entry) -> str:
        return self.titles.get(entry.exercise, entry.exercise)

    def answers(self, entry: Entry) -> Iterator[tuple[str, object]]:
        """Each key and its answer, without what is private."""
        yield from open_answers(entry.answers, self._private.get(entry.exercise, ())).items()

    def is_private(self, exercise: str, path: str) -> bool:
        """Whether a path is left out: itself, or the table it is in."""
        private = self._private.get(exercise, ())
        return path in private or path.partition(".")[0] in private

    def step(self, entry: Entry, path: str) -> Step | None:
        """The question as it is asked today, where it is the one that was answered then."""
        return self.question(entry.exercise, path, entry.version, entry.asked.get(path))

    def question(self, exercise: str, path: str, version: int, wording: str | None) -> Step | None:
        """The same by the exercise, the path, the version and the wording: where neither is today's, None.

        Of an own exercise both are to be: it is changed in place, or keeps its words with another range.
        """
        known = self.exercises.get(exercise)
        step = self._steps[exercise].get(path) if known else None
        if not known or not step:
            return None
        same = known.version == version, not wording or _is_worded(step, wording)
        if exercise in self.own:
            return step if all(same) else None
        return step if same[0] or (wording and same[1]) else None

    def asked_today(self, exercise: str, path: str) -> Step | None:
        """The question that stands there today, whatever was asked then."""
        return self._steps.get(exercise, {}).get(path)

    @cached_property
    def _steps(self) -> dict[str, dict[str, Step]]:
        return {id: dict(one.every_step()) for id, one in self.exercises.items()}

    @cached_property
    def _private(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for exercise, path in self.private:
            found.setdefault(exercise, set()).add(path)
        return found


def _is_worded(step: Step, wording: str) -> bool:
    """Behind a question there may be the unit that the person chose."""
    return wording == step.ask or bool(step.unit_from and wording.startswith(f"{step.ask} ("))


def asked(entry: Entry, *path: str) -> str:
    """The wording that was shown; where there is none, the key."""
    return str(entry.asked.get(".".join(path)) or path[-1])
