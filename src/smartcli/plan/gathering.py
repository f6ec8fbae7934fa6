"""Gather the plan out of the entries: what is not there yet, or no longer, is no error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from smartcli.entry import Entry
from smartcli.exercise import Exercise
from smartcli.kinds import Rows
from smartcli.library import Library
from smartcli.plan.lines import Filled, Line, Plan
from smartcli.plan.parts import CARDS, CHANGE, DATES, NAMED, NEWEST, PARTS, Date, Part, Source
from smartcli.record import EMPTY
from smartcli.step import rows_of, texts, texts_of_row

Entries = Mapping[str, list[Entry]]  # by exercise, the newest first
Cards = Mapping[str, Sequence[Line]]  # by kind, the newest first


def gather(
    newest_first: Iterable[Entry], library: Library, today: str, begun: Sequence[Line] = (), cards: Cards = EMPTY
) -> Plan:
    """The plan; today: YYYY-MM-DD.

    begun: what was said of the change at set-up, until there is a plan for it. cards: of those of exercises that no
    part names, the newest follow what the parts name.
    """
    wanted = {source.exercise for part in PARTS for source in part.sources} | {date.exercise for date in DATES}
    known = {id: library.find(id) for id in wanted}
    entries: dict[str, list[Entry]] = {id: [] for id in wanted}
    for entry in newest_first:
        found = entries.get(entry.exercise)
        exercise = known.get(entry.exercise)
        # Of an exercise that replaces, and of one we can ask nothing about, only the newest entry counts.
        if found is not None and not (found and (exercise is None or exercise.replaces)):
            found.append(entry)
    parts = (_filled(part, entries, known, today, cards) for part in PARTS)
    return Plan(parts=tuple(_begun(part, begun) for part in parts), day=today)


def _others(part: Part, cards: Cards) -> tuple[list[Line], int]:
    """The newest cards that belong to a part and answer a step that no part names; and how many more there are."""
    found: list[Line] = []
    more = 0
    for kind, (id, says) in CARDS.items():
        if id == part.id:
            others = [line.but(says=says) for line in cards.get(kind, ()) if (line.exercise, line.key) not in NAMED]
            found += others[:NEWEST]
            more += len(others[NEWEST:])
    return found, more


def _begun(part: Filled, begun: Sequence[Line]) -> Filled:
    """The change in the words of set-up, first, as long as nothing took their place."""
    if part.id != CHANGE.id or any(line.exercise == CHANGE.sources[0].exercise for line in part.lines):
        return part
    return part.but(lines=(*begun, *part.lines))


def _filled(part: Part, entries: Entries, known: Mapping[str, Exercise | None], today: str, cards: Cards) -> Filled:
    others, more = _others(part, cards)
    if part.is_dates:
        lines = [line for date in DATES for entry in entries[date.exercise] for line in _dates(date, entry)]
        found = sorted((line for line in lines if line.words[0] >= today), key=lambda line: line.words[0])
        usual = [date.exercise for date in DATES]
    else:
        found = [
            line
            for source in part.sources
            for entry in entries[source.exercise]
            for line in _lines(source, entry, known[source.exercise])
        ]
        usual = [source.exercise for source in part.sources]
    found += others
    once = {(line.says, line.words): line for line in reversed(found)}
    kept = tuple(line for line in found if once[(line.says, line.words)] is line)
    fills = next((id for id in [*(line.exercise for line in kept), *usual] if known.get(id)), "")
    return Filled(id=part.id, title=part.title, lines=kept, fills=fills, more=more)


def _lines(source: Source, entry: Entry, exercise: Exercise | None) -> Iterator[Line]:
    answer = entry.answers.get(source.key)
    rows = [_cells(row, source.fields) for row in rows_of(answer)] or [[one] for one in texts(answer)]
    private = source.private or _is_private(exercise, source)
    for row in rows:
        words = tuple(cell for cell in row if cell.strip())
        if words and (not source.whole or len(words) == len(source.fields)):
            yield Line(
                words=words,
                says=source.says,
                leads=source.leads,
                private=private,
                exercise=entry.exercise,
                day=entry.day,
            )


def _dates(date: Date, entry: Entry) -> Iterator[Line]:
    """What falls on a day: the day, and what it is about."""
    table, _dot, field = date.on.partition(".")
    answer = entry.answers.get(table)
    for row in rows_of(answer) if field else [entry.answers]:
        on = row.get(field or table)
        about = ", ".join(texts(row.get(date.about))) if date.about else ""
        if isinstance(on, str) and on and (about or date.says):
            said = f"{date.says}: {about}" if date.says and about else date.says or about
            yield Line(words=(on, said), between=": ", private=date.private, exercise=entry.exercise, day=entry.day)


def _cells(row: Mapping[str, Any], fields: tuple[str, ...]) -> list[str]:
    """The words of a row, field by field; of "a/b" the first that holds some. Without fields, all its words."""
    if not fields:
        return texts_of_row(row)
    shown = ([", ".join(texts(row.get(name))) for name in field.split("/")] for field in fields)
    return [next((text for text in options if text.strip()), "") for options in shown]


def _is_private(exercise: Exercise | None, source: Source) -> bool:
    """Whether the exercise marks it private: the step, or one of the fields that are shown."""
    step = exercise.step(source.key) if exercise else None
    names = {name for field in source.fields for name in field.split("/")}
    columns = step.columns if isinstance(step, Rows) else ()
    return step is not None and (step.private or any(one.private for one in columns if one.key in names))
