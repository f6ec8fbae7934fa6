"""What was written as others may read it: without what its exercise calls private."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from smartcli.exercises.step import Answer, Answers
from smartcli.journal.entry import Entry
from smartcli.views.recall_sources import Find


def without_private(entries: Iterable[Entry], find: Find) -> Iterator[Entry]:
    """The same entries without their private answers: their numbers count no more than their words are shown."""
    private: dict[str, frozenset[str]] = {}
    for entry in entries:
        if entry.exercise not in private:
            known = find(entry.exercise)
            private[entry.exercise] = frozenset(known.private_paths) if known else frozenset()
        paths = private[entry.exercise]
        yield entry.but(answers=open_answers(entry.answers, paths)) if paths else entry


def open_answers(answers: Answers, private: Collection[str]) -> Mapping[str, Answer]:
    """Answers without those of these paths, and without those fields of tables (table.field)."""
    return {key: _without_fields(key, answer, private) for key, answer in answers.items() if key not in private}


def _without_fields(key: str, answer: Answer, private: Collection[str]) -> Answer:
    hidden = {path.removeprefix(f"{key}.") for path in private if path.startswith(f"{key}.")}
    if not hidden or not isinstance(answer, list):
        return answer
    return [_row(row, hidden) for row in answer]


def _row(row: Any, hidden: Collection[str]) -> Any:
    """A row of a table; what an older version wrote in its place is a text."""
    return {field: value for field, value in row.items() if field not in hidden} if isinstance(row, dict) else row
