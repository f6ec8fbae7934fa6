"""What entries say, one thing at a time, by what it measures: so insights never name an exercise.

One reader makes observations, of an own exercise as of ours, of an older version as of this one. What was skipped is
none; a rating is told on the scale of its measure, whatever scale an exercise asks it on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

from smartcli.exercises.exercise import IMPORTED, Exercise
from smartcli.exercises.step import Answer, Answers, Step, number, rows_of, texts
from smartcli.journal.entry import Entry
from smartcli.journal.happened import part_of_day
from smartcli.views.acted import Acted, meant
from smartcli.views.days import ACTED, MEASURES, Told, told
from smartcli.views.recall_sources import PLAN_WENT, Find

# Measures whose answer is a rating, and the top of the scale on which it is told.
URGE, PEAK, MOOD, CONFIDENCE, SLEEP, BLAME = "urge", "urge-peak", "mood", "confidence", "sleep", "blame"
RULERS = ("ruler-importance", "ruler-confidence", "ruler-readiness")
TOPS: Mapping[str, float] = {**dict.fromkeys((URGE, PEAK, MOOD, CONFIDENCE, SLEEP, *RULERS), 10), BLAME: 100}
AFTER = "-after"  # behind the measure of a rating: the last of an exercise that asks for it more than once
TRIGGER, DID, WILL_DO, BEFORE, LINE = WORDS = ("trigger", "did", "will-do", "before", "line")
SATISFACTION = "satisfaction"
# What no step says alone: that something was done, that an urge was written down, how the day went, a change.
DONE, URGE_WRITTEN, DAY, CHANGE = "done", "urge-written", "day", "change"


class Kept(Enum):
    """Whether a plan happened."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    ANOTHER_DAY = "another-day"


class Change(NamedTuple):
    """A rating at the start and at the end of an exercise, both on the scale of their measure; where they have none,
    on that of the end. low, top: where that scale ends.
    """

    before: float
    after: float
    low: float
    top: float


class Part(NamedTuple):
    """A row of a table that was rated: its words, and the rating from 0 to 10."""

    label: str
    rating: float


Said = float | str | Acted | Kept | Told | Change | Part | None


class Observation(NamedTuple):
    """One thing that an entry says. There are many of them, so it is a tuple, which is made in no time.

    day: the day it is about. when: the part of that day as its place among happened.PARTS, None = only the day is
    known. exercise, entry: their ids. value: by the measure, a number for ratings, a text each for words, Acted, Kept,
    Told for the measure `day`, Change, Part for `satisfaction`; None where it tells nothing but that it is there.
    """

    day: date
    when: int | None
    exercise: str
    measure: str
    value: Said
    entry: str


Look = Callable[[Answers], Sequence[tuple[str, Said]]]
NOTHING: tuple[tuple[str, Said], ...] = ()


class Observer:
    """Makes observations of entries. What it knows of an exercise it looks up once."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._looks: dict[str, tuple[Look, ...]] = {}
        self._days: dict[str, date] = {}  # each stands in many entries

    def of(self, entry: Entry) -> list[Observation]:
        """What one entry says, in the order of its exercise. Of an exercise that is gone, that it was done.

        What came from another program says nothing: it was not asked for here, and its days are not days of this log.
        """
        exercise, id = entry.exercise, entry.id
        if exercise == IMPORTED:
            return []
        looks = self._looks.get(exercise)
        if looks is None:
            known = self._find(exercise)
            looks = self._looks[exercise] = tuple(_looks(known)) if known else ()
        day = self._days.get(entry.day)
        if day is None:
            day = self._days[entry.day] = date.fromisoformat(entry.day)
        when = part_of_day(entry)
        said = [Observation(day, when, exercise, DONE, None, id)]
        if looks:  # before its answers are looked at: they are read only then
            answers = entry.answers
            for look in looks:
                for measure, value in look(answers):
                    said.append(Observation(day, when, exercise, measure, value, id))
        return said


def observations(entries: Iterable[Entry], find: Find) -> Iterator[Observation]:
    """All that these entries say, in their order: as they are today, so what was edited or deleted counts rightly."""
    reader = Observer(find)
    for entry in entries:
        yield from reader.of(entry)


def _looks(exercise: Exercise) -> Iterator[Look]:
    """What is to be looked for in the entries of an exercise."""
    if any(step.measure in MEASURES for step in exercise.steps):
        yield _day(exercise)
    if exercise.measuring(TRIGGER):
        written = ((URGE_WRITTEN, None),)
        yield lambda _answers: written
    rated: dict[str, list[Step]] = {}
    for step in exercise.steps:
        if step.measure in TOPS and step.is_rating:
            rated.setdefault(step.measure, []).append(step)
        elif step.measure in WORDS:
            yield _words(step)
        elif step.measure in CHOSEN:
            yield _choice(step, CHOSEN[step.measure])
        elif step.is_table and not step.is_ready_made:
            yield from _parts(step)
    yield from _ratings(rated)
    if exercise.measuring(TRIGGER):  # the strongest of a day is no less than any that was written down
        yield from (_rating(step, PEAK) for step in rated.get(URGE, ()))
    yield from _changes(exercise)


def _day(exercise: Exercise) -> Look:
    steps = [step for step in exercise.steps if step.measure in MEASURES]
    acted = [step.key for step in steps] if all(step.measure == ACTED for step in steps) else []

    def look(answers: Answers) -> Sequence[tuple[str, Said]]:
        if acted and all(answers.get(key) is None for key in acted):  # it says nothing of a day, as told would find
            return NOTHING
        of_it = told(exercise, answers)
        return ((DAY, of_it),) if of_it.asks else NOTHING

    return look


def _ratings(rated: Mapping[str, Sequence[Step]]) -> Iterator[Look]:
    for measure, steps in rated.items():
        yield _rating(steps[0], measure)
        if len(steps) > 1:
            yield _rating(steps[-1], measure + AFTER)


def _rating(step: Step, measure: str) -> Look:
    on_scale = rated_on(step, TOPS[measure.removesuffix(AFTER)])

    def look(answers: Answers) -> Sequence[tuple[str, Said]]:
        value = on_scale(step.among(answers))
        return NOTHING if value is None else ((measure, value),)

    return look


def rated_on(step: Step, top: float) -> Callable[[Answer], float | None]:
    """A rating as it would be between 0 and top; None where it was skipped, or lies outside of its own scale."""
    low, high = step.limits
    is_same = (low, high) == (0, top)

    def on_scale(answer: Answer) -> float | None:
        rated = number(answer)
        if rated is None or low is None or high is None or not low <= rated <= high or low == high:
            return None
        return float(rated) if is_same else (rated - low) * top / (high - low)

    return on_scale


def _words(step: Step) -> Look:
    measure = step.measure

    def look(answers: Answers) -> Sequence[tuple[str, Said]]:
        return [(measure, said) for text in texts(step.among(answers)) if (said := text.strip())]

    return look


def _choice(step: Step, says: Callable[[Step, Answer], Said]) -> Look:
    def look(answers: Answers) -> Sequence[tuple[str, Said]]:
        value = says(step, step.among(answers))
        return NOTHING if value is None else ((step.measure, value),)

    return look


def _kept(step: Step, answer: Answer) -> Kept | None:
    """Yes, in part, no, another day, in this order; a tick is yes."""
    if isinstance(answer, bool):
        return Kept.YES if answer else Kept.NO
    places = (Kept.YES, Kept.NO) if len(step.choices) == 2 else tuple(Kept)
    return dict(zip(step.choices, places, strict=False)).get(str(answer))


CHOSEN: Mapping[str, Callable[[Step, Answer], Said]] = {ACTED: meant, PLAN_WENT: _kept}


def _parts(table: Step) -> Iterator[Look]:
    """Rows that are named by their first field, each with a rating of how happy somebody is with it."""
    for column in table.columns:
        if column.measure == SATISFACTION and column.is_rating:
            yield _rated_rows(table, column)


def _rated_rows(table: Step, column: Step) -> Look:
    name, on_scale = table.columns[0].key, rated_on(column, 10)

    def look(answers: Answers) -> Sequence[tuple[str, Said]]:
        found: list[tuple[str, Said]] = []
        for row in rows_of(table.among(answers)):
            rating = on_scale(row.get(column.key))
            label = row.get(name)
            if rating is not None and isinstance(label, str) and label.strip():
                found.append((SATISFACTION, Part(label.strip(), rating)))
        return found

    return look


def _changes(exercise: Exercise) -> Iterator[Look]:
    """What an exercise rates before and after, as its outcomes say."""
    for outcome in exercise.outcomes:
        if outcome.kind == CHANGE:
            start, end = (exercise.step(str(outcome.parameters.get(name, ""))) for name in ("from", "to"))
            if start and end and start.is_rating and end.is_rating:
                yield _change(start, end)


def _change(start: Step, end: Step) -> Look:
    low, top = (0.0, TOPS[end.measure]) if end.measure in TOPS else (end.limits[0] or 0.0, end.highest)
    ratings = [(step, rated_on(step, top - low)) for step in (start, end)]

    def look(answers: Answers) -> Sequence[tuple[str, Said]]:
        before, after = (on_scale(step.among(answers)) for step, on_scale in ratings)
        if before is None or after is None:
            return NOTHING
        return ((CHANGE, Change(low + before, low + after, low, top)),)

    return look
