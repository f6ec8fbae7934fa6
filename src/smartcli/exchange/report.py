"""What is to be written down: the entries, and what a format must know beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Protocol

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Step
from smartcli.journal.entry import Entry
from smartcli.record import EMPTY, Record
from smartcli.text.language import _, ngettext
from smartcli.views.for_others import open_answers

NOTHING: tuple[object, ...] = (None, "", [], {})  # of which there is nothing to say


class Entries(Protocol):
    """The entries, the oldest first, and how many: a list, or what reads them anew each time it is gone through."""

    def __iter__(self) -> Iterator[Entry]: ...
    def __len__(self) -> int: ...


class Report(Record):
    """entries, oldest first; the titles of their exercises by id; the day it was made.

    private: what formats for reading leave out, as exercise and key; a field of a table is "table.field". exercises:
    those of the entries that are there today, by id. own: the ids of those whose words are the person's own.
    newest_first: the entries come the other way round, and so does a log. unknown: how many exercises there are
    of which nobody knows what was private, so that it is not left out.
    """

    entries: Entries
    titles: Mapping[str, str]
    made: str
    private: frozenset[tuple[str, str]] = frozenset()
    exercises: Mapping[str, Exercise] = EMPTY
    own: frozenset[str] = frozenset()
    newest_first: bool = False
    unknown: int = 0

    def title(self, entry: Entry) -> str:
        return self.titles.get(entry.exercise, entry.exercise)

    def answers(self, entry: Entry) -> Iterator[tuple[str, object]]:
        """Each key and its answer, without what is private."""
        yield from open_answers(entry.answers, self._private.get(entry.exercise, ())).items()

    def said(self, entry: Entry) -> list[tuple[str, object]]:
        """The same where something was answered."""
        return [(key, said) for key, answer in self.answers(entry) if (said := _filled(answer)) not in NOTHING]

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


def _filled(answer: object) -> object:
    """Without the rows in which nothing stands."""
    return [one for one in answer if not _is_empty(one)] if isinstance(answer, list) else answer


def _is_empty(part: object) -> bool:
    return part in NOTHING or (isinstance(part, dict) and all(value in NOTHING for value in part.values()))


def about(report: Report) -> list[str]:
    """What whoever reads a log is to know of what is in it."""
    said = []
    if report.private:
        said.append(
            _("What is known to be private, such as names, is left out.")
            if report.unknown
            else _("What is private, such as names, is left out.")
        )
    if report.unknown:
        text = ngettext(
            "{n} exercise cannot be found or read. Its answers are in this file, private ones too.",
            "{n} exercises cannot be found or read. Their answers are in this file, private ones too.",
            report.unknown,
        )
        said.append(text.format(n=report.unknown))
    return [*said, _("This file is not encrypted.")]


def nothing_said(entry: Entry) -> str:
    """In the place of the answers of an entry that shows none."""
    is_written = any(_filled(answer) not in NOTHING for answer in entry.answers.values())
    return _("What is written here is private, and left out.") if is_written else _("Nothing written.")


def asked(entry: Entry, *path: str) -> str:
    """The wording that was shown; where there is none, the key."""
    return str(entry.asked.get(".".join(path)) or path[-1])
