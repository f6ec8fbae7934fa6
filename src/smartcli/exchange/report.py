"""What is to be written down: the entries, and what a format must know beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from smartcli.journal.entry import Entry
from smartcli.record import Record


class Report(Record):
    """entries, oldest first; the titles of their exercises by id; the day it was made.

    private: what formats for reading leave out, as exercise and key; a field of a table is "table.field".
    """

    entries: Sequence[Entry]
    titles: Mapping[str, str]
    made: str
    private: frozenset[tuple[str, str]] = frozenset()

    def title(self, entry: Entry) -> str:
        return self.titles.get(entry.exercise, entry.exercise)

    def answers(self, entry: Entry) -> Iterator[tuple[str, object]]:
        """Each key and its answer, without what is private."""
        for key, answer in entry.answers.items():
            if (entry.exercise, key) not in self.private:
                yield key, self._open(entry.exercise, key, answer)

    def _open(self, exercise: str, key: str, answer: object) -> object:
        if not isinstance(answer, list):
            return answer
        hidden = {path.removeprefix(f"{key}.") for id, path in self.private if id == exercise}
        return [_without(row, hidden) if isinstance(row, dict) else row for row in answer]


def _without(row: Mapping[str, object], hidden: set[str]) -> dict[str, object]:
    return {field: value for field, value in row.items() if field not in hidden}


def asked(entry: Entry, *path: str) -> str:
    """The wording that was shown; where there is none, the key."""
    return str(entry.asked.get(".".join(path)) or path[-1])
