"""Gather the plan out of the entries: what is not there yet, or no longer, is no error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.library import Library
from smartcli.exercises.step import rows_of, texts, texts_of_row
from smartcli.journal.entry import Entry
from smartcli.record import EMPTY
from smartcli.views.cards import cards_in
from smartcli.views.dates import DATES, Dated, days
from smartcli.views.plan.lines import Filled, Plan, PlanLine
from smartcli.views.plan.parts import CARDS, CHANGE, NAMED, NEWEST, PARTS, PlanPart, Source

Entries = Mapping[str, list[Entry]]  # by exercise, the newest first
Cards = Mapping[str, Sequence[PlanLine]]  # by kind, the newest first


def gather(
    newest_first: Iterable[Entry], library: Library, today: str, begun: Sequence[PlanLine] = (), cards: Cards = EMPTY
) -> Plan:
    """The plan; today: YYYY-MM-DD.

    begun: what was said of the change at set-up, until there is a plan for it. cards: of those of exercises that no
    part names, the newest follow what the parts name.
    """
    wanted = {source.exercise for part in PARTS for source in part.sources}
    known = {id: library.find(id) for id in wanted | {asked.exercise for asked in DATES}}
    entries: dict[str, list[Entry]] = {id: [] for id in wanted}
    every = [*newest_first]
    for entry in every:
        found = entries.get(entry.exercise)
        exercise = known.get(entry.exercise)
        # Of an exercise that replaces, and of one we can ask nothing about, only the newest entry counts.
        if found is not None and not (found and (exercise is None or exercise.replaces)):
            found.append(entry)
    coming = _coming(every, known, today)
    said = ((part, _said(part, entries, known, today)) for part in PARTS)
    parts = (_filled(part, [*coming, *lines] if part.is_dates else lines, known, cards) for part, lines in said)
    return Plan(parts=tuple(_begun(part, begun) for part in parts), day=today)


def _others(part: PlanPart, cards: Cards) -> tuple[list[PlanLine], int]:
    """The newest cards that belong to a part and answer a step that no part names; and how many more there are."""
    found: list[PlanLine] = []
    more = 0
    for kind, (id, says) in CARDS.items():
        if id == part.id:
            others = [line.but(says=says) for line in cards.get(kind, ()) if (line.exercise, line.key) not in NAMED]
            found += others[:NEWEST]
            more += len(others[NEWEST:])
    return found, more


def _begun(part: Filled, begun: Sequence[PlanLine]) -> Filled:
    """The change in the words of set-up, first, as long as nothing took their place."""
    if part.id != CHANGE.id or any(line.exercise == CHANGE.sources[0].exercise for line in part.lines):
        return part
    return part.but(lines=(*begun, *part.lines))


def _filled(part: PlanPart, found: Sequence[PlanLine], known: Mapping[str, Exercise | None], cards: Cards) -> Filled:
    others, more = _others(part, cards)
    found = [*found, *others]
    usual = [asked.exercise for asked in (DATES if part.is_dates else part.sources)]
    once = {(line.says, line.words): line for line in reversed(found)}
    kept = tuple(line for line in found if once[(line.says, line.words)] is line)
    fills = next((id for id in [*(line.exercise for line in kept), *usual] if known.get(id)), "")
    return Filled(id=part.id, title=str(part.title), lines=kept, fills=fills, more=more)


def _said(part: PlanPart, entries: Entries, known: Mapping[str, Exercise | None], today: str) -> list[PlanLine]:
    """What the sources of a part hold."""
    return [
        line
        for source in part.sources
        for entry in entries[source.exercise]
        if source.stays is None or entry.day > _back(today, source.stays)
        for line in _lines(source, entry, known[source.exercise])
    ]


def _back(today: str, days: int) -> str:
    """So many days before."""
    return (date.fromisoformat(today) - timedelta(days=days)).isoformat()


def _lines(source: Source, entry: Entry, exercise: Exercise | None) -> Iterator[PlanLine]:
    answer = None if entry.answers.get(source.unless) else entry.answers.get(source.key)
    kept = _cards_of_rows(entry, source.key, exercise)
    rows = [(_cells(row, source.fields), row, kept.get(number, ())) for number, row in enumerate(rows_of(answer))]
    rows = rows or [([one], entry.answers, ()) for one in texts(answer)]
    names = [name for field in source.fields for name in field.split("/")]
    private = source.private or (exercise is not None and exercise.is_private(source.key, *names))
    for cells, beside, cards in rows:
        words = tuple(cell for cell in cells if cell.strip())
        if words and (not source.whole or len(words) == len(source.fields)):
            yield PlanLine(
                words=words,
                says=source.says,
                leads=source.leads,
                between=source.between,
                by=_day(beside.get(source.by)),
                kept_as=cards,
                private=private,
                exercise=entry.exercise,
                key=source.key,
                day=entry.day,
            )


def _cards_of_rows(entry: Entry, key: str, exercise: Exercise | None) -> dict[int, tuple[str, ...]]:
    """The texts of the cards of a table, by row."""
    found: dict[int, tuple[str, ...]] = {}
    for card in cards_in(entry, exercise) if exercise else ():
        if card.key == key and card.row is not None:
            found[card.row] = (*found.get(card.row, ()), card.text)
    return found


def _day(answer: object) -> str:
    """A day that was given; what an older version or another program wrote in its place is none."""
    try:
        return date.fromisoformat(answer).isoformat() if isinstance(answer, str) else ""
    except ValueError:
        return ""


def _coming(newest_first: Iterable[Entry], known: Mapping[str, Exercise | None], today: str) -> list[PlanLine]:
    """What falls on a day from today on that the person named: the day, and what it is about."""
    coming = [day for day in days(newest_first) if day.is_written and day.on.isoformat() >= today]
    return [_on_its_day(day, known[day.asked.exercise]) for day in sorted(coming, key=lambda day: day.on)]


def _on_its_day(day: Dated, exercise: Exercise | None) -> PlanLine:
    said = ": ".join(str(one) for one in (day.asked.says, day.words) if one)
    words = (day.on.isoformat(), said)
    return PlanLine(
        words=words,
        is_day=True,
        between=": ",
        private=exercise is not None and day.asked.is_private(exercise),
        kept_as=day.cards,
        exercise=day.entry.exercise,
        day=day.entry.day,
        mark=day.mark,
    )


def _cells(row: Mapping[str, Any], fields: tuple[str, ...]) -> list[str]:
    """The words of a row, field by field; of "a/b" the first that holds some. Without fields, all its words."""
    if not fields:
        return texts_of_row(row)
    shown = ([", ".join(texts(row.get(name))) for name in field.split("/")] for field in fields)
    return [next((text for text in options if text.strip()), "") for options in shown]
