"""Cards: short texts kept at hand, taken from what the person wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smartcli.entry import Entry
from smartcli.exercise import Exercise
from smartcli.kinds import Rows
from smartcli.library import Library
from smartcli.record import Record
from smartcli.step import Answer, Step, texts


class Card(Record):
    """A text to have at hand: a reason, a reply, a response, a contact, a statement, a plan."""

    kind: str
    text: str
    exercise: str
    entry: str = ""
    day: str = ""


def cards_in(entry: Entry, exercise: Exercise) -> list[Card]:
    """The cards one entry holds, in the order of the exercise's steps."""
    found = [
        (step.card, text) for step in exercise.steps for text in _texts(step, entry.answers.get(step.key)) if step.card
    ]
    for step in exercise.steps:
        if isinstance(step, Rows):
            found += _row_cards(step, entry.answers.get(step.key))
    return [Card(kind=kind, text=text, exercise=exercise.id, entry=entry.id, day=entry.day) for kind, text in found]


def _texts(step: Step, answer: Answer) -> list[str]:
    if isinstance(step, Rows):
        rows = answer if isinstance(answer, list) else []
        return [step.show_row(row) for row in rows if isinstance(row, dict)]
    return texts(answer)


def _row_cards(table: Rows, answer: Answer) -> Iterator[tuple[str, str]]:
    """The cards of a table's rows: fields of one row that carry the same kind of card stand in one, joined."""
    kinds = list(dict.fromkeys(column.card for column in table.columns if column.card))
    rows = [row for row in answer if isinstance(row, dict)] if isinstance(answer, list) else []
    for row in rows:
        for kind in kinds:
            parts = [column.show(row.get(column.key)) for column in table.columns if column.card == kind]
            if text := " - ".join(part for part in parts if part):
                yield kind, text


def cards(newest_first: Iterable[Entry], library: Library) -> list[Card]:
    """All cards, the newest first, each text once; of an exercise that replaces, only the newest entry counts."""
    found: dict[tuple[str, str], Card] = {}
    replaced: set[str] = set()
    for entry in newest_first:
        exercise = library.find(entry.exercise)
        if exercise is None or entry.exercise in replaced:
            continue
        if exercise.replaces:
            replaced.add(exercise.id)
        for card in cards_in(entry, exercise):
            found.setdefault((card.kind, card.text), card)
    return list(found.values())
