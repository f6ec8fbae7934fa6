"""Cards: short texts kept at hand, taken from what the person wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from zlib import crc32

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.library import Library
from smartcli.exercises.step import Answer, Answers, Step, in_a_row, texts
from smartcli.first_aid.card_cache import BETWEEN, Longer, without_bare
from smartcli.journal.entry import Entry
from smartcli.record import Record
from smartcli.text.language import Later

ANSWERS = ("response", "reply", "plan")  # kinds that answer to something: in a table, to what its first column names
MOMENTS = 2  # words of the moment that a card is for
FEW = 5  # cards of a kind that can be picked to stand first
HEADINGS = {
    "reason": Later("My reasons"),
    "plan": Later("My plans"),
    "response": Later("What I do when an urge comes"),
    "reply": Later("My answers to hard thoughts"),
    "statement": Later("Words that help me"),
    "contact": Later("My people"),
}


class Card(Record):
    """A text to have at hand: a reason, a reply, a response, a contact, a statement, a plan."""

    kind: str
    text: str
    exercise: str
    answer: str = ""  # of the text, what one does; "" where it does not also say in which moment
    entry: str = ""
    day: str = ""
    key: str = ""  # the step it is the answer of
    row: int | None = None  # of a table, from 0
    private: bool = False  # some of its words are
    in_crisis: bool = True  # whether it is offered in a hard moment
    first: bool = False  # the person picked it to stand first

    @property
    def mark(self) -> str:
        """What the settings remember of one that was picked: enough to know it again, and none of its words."""
        return _mark(self.kind, self.text)

    @property
    def away_mark(self) -> str:
        """The same of one that was put away: in another exercise the same words stay."""
        return _mark(self.kind, self.exercise, self.text)


def _mark(*parts: str) -> str:
    return f"{crc32(' '.join(parts).encode('utf-8', 'surrogatepass')):08x}"


def away_marks(text: str, exercise: str) -> list[str]:
    """The marks a text of an exercise has as a card that was put away, one for each kind."""
    return [_mark(kind, exercise, text) for kind in HEADINGS]


def written_anew(cards: Iterable[Card], entry: Entry, before: Entry | None, exercise: Exercise) -> list[Card]:
    """Of an entry's cards those that were not there before in the same row: a step with another day is a new one."""
    known = {(card.kind, card.text, _row(before, card)) for card in cards_in(before, exercise)} if before else set()
    return [card for card in cards if (card.kind, card.text, _row(entry, card)) not in known]


def _row(entry: Entry | None, card: Card) -> str:
    """What stands in the card's row, to be compared."""
    rows = entry.answers.get(card.key) if entry else None
    return repr(rows[card.row]) if isinstance(rows, list) and card.row is not None else ""


def cards_in(entry: Entry, exercise: Exercise) -> list[Card]:
    """The cards one entry holds, in the order of the exercise's steps."""
    carded = ((step, exercise.step(step.moment)) for step in exercise.steps if step.card)
    plain = [card for step, moment in carded for card in _of_step(step, moment, entry.answers)]
    rows = [card for step in exercise.steps if step.is_table for card in _of_rows(step, entry.answers.get(step.key))]
    found = [card for card in [*plain, *rows] if card.kind != "reason" or not _is_bare_number(card.text)]
    return [card.but(exercise=exercise.id, entry=entry.id, day=entry.day) for card in found]


def _is_bare_number(text: str) -> bool:
    """Whether it is a rating that stands where words were asked for: 8, or 8/10. It gives no reason to anybody."""
    return all(sign.isdigit() or sign in " .,/%+-" for sign in text)


def _of_step(step: Step, moment: Step | None, answers: Answers) -> Iterator[Card]:
    """moment: the step whose words say when the card is for."""
    answer = answers.get(step.key)
    if step.is_table:
        for number, row in _numbered(answer):
            yield _card(step, step.card, step.show_row(row), beside=step.columns, row=number)
        return
    when = in_a_row(texts(answers.get(moment.key))[:MOMENTS]) if moment else ""
    for text in texts(answer):
        if moment and when:
            yield _card(step, step.card, f"{when}{BETWEEN}{text}", beside=[moment]).but(answer=text)
        else:
            yield _card(step, step.card, text)


def _of_rows(table: Step, answer: Answer) -> Iterator[Card]:
    """The cards of a table's rows: fields of one row that carry the same kind of card stand in one, joined."""
    kinds = list(dict.fromkeys(column.card for column in table.columns if column.card))
    for number, row in _numbered(answer):
        for kind in kinds:
            text, answer, columns = _row_text(table, kind, row)
            if text:
                card = _card(table, kind, text, beside=columns, row=number)
                yield card.but(answer=answer, in_crisis=_in_crisis(table, kind, row))


def _in_crisis(table: Step, kind: str, row: Mapping[str, Any]) -> bool:
    """Whether a row's card is offered in a crisis: not where a field that decides it, of the same card, says no."""
    deciding = (column for column in table.columns if column.in_crisis and column.card == kind)
    return all(row.get(column.key) is not False for column in deciding)


def _row_text(table: Step, kind: str, row: Mapping[str, Any]) -> tuple[str, str, Sequence[Step]]:
    """The words of the columns that carry this kind of card, joined; the same without the moment they begin with, if
    any; and the columns.

    What is no more than the moment it is for ("Boredom") is no help in that moment: then the row's other words stand
    for what is missing, and where there are none, there is no card.
    """
    columns = [column for column in table.columns if column.card == kind]
    words = [column.on_card(row.get(column.key)) for column in columns]
    is_answer = kind in ANSWERS and len(columns) > 1 and columns[0] is table.columns[0]
    if is_answer and not any(words[1:]):
        others = [column.show(row.get(column.key)) for column in table.columns[1:]]
        words = [words[0], *others] if any(others) else []
        columns = list(table.columns)
    text, answer = (BETWEEN.join(filter(None, some)) for some in (words, words[1:]))
    return text, answer if is_answer and answer != text else "", columns


def _card(step: Step, kind: str, text: str, *, beside: Sequence[Step] = (), row: int | None = None) -> Card:
    """beside: whose words stand in it, too."""
    private = any(one.private for one in (step, *beside))
    return Card(kind=kind, text=text, exercise="", key=step.key, row=row, private=private)


def _numbered(answer: Answer) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows of a table; what an older version wrote in its place is none."""
    for number, row in enumerate(answer if isinstance(answer, list) else []):
        if isinstance(row, dict):
            yield number, row


def cards(newest_first: Iterable[Entry], library: Library) -> list[Card]:
    """All cards, the newest first, each text of an exercise once; where it replaces, only its newest entry counts."""
    found: dict[tuple[str, str, str], Card] = {}
    replaced: set[str] = set()
    for entry in newest_first:
        exercise = library.find(entry.exercise)
        if exercise is None or entry.exercise in replaced:
            continue
        if exercise.replaces:
            replaced.add(exercise.id)
        for card in cards_in(entry, exercise):
            found.setdefault((card.kind, card.text, card.exercise), card)
    return list(found.values())


def each_once(found: Iterable[Card]) -> list[Card]:
    """Each text once, whichever exercises it stands in."""
    first: dict[tuple[str, str], Card] = {}
    for card in found:
        first.setdefault((card.kind, card.text), card)
    return list(first.values())


def without_doubles(found: Iterable[Card]) -> list[Card]:
    """The same, and each person once: a name alone gives way to the same name with a way to reach them.

    What one does gives way in the same manner to the words that also say when.
    """
    once = without_bare(each_once(found))
    people = Longer(card.text for card in once if card.kind == "contact")
    return [card for card in once if card.kind != "contact" or people.of(card.text) == card.text]


def first_ones(found: Sequence[Card], picked: Sequence[str]) -> list[Card]:
    """The cards that the person picked stand first, in their order; the others follow as they are."""
    places = {mark: place for place, mark in reversed(list(enumerate(picked)))}
    marked = [card.but(first=card.mark in places) for card in found]
    return sorted(marked, key=lambda card: places.get(card.mark, len(places)))
