"""The engine: the walk through the steps of one exercise. No clock, no terminal, no files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import zip_longest
from typing import Any

from smartcli.asking.turn import Back, Place, Recall, ReviewLine, Turn, Walked, nothing
from smartcli.errors import InvalidAnswer
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import Choice, Note, Number, Rank, Rows, named_in
from smartcli.exercises.step import Answer, Step, texts
from smartcli.text.language import _
from smartcli.text.same_words import each_once, taken

SHOWN = 3  # how many earlier texts stand beside a question
OFFERED = 12  # how many stand in a list to choose from
MOST_ROWS = 1000  # of one table


class Session:
    """One walk through an exercise. Going back keeps what was given; a draft picks it up where it stopped."""

    def __init__(
        self,
        exercise: Exercise,
        *,
        today: date,
        recall: Recall = nothing,
        given: Mapping[str, Answer] | None = None,
        draft: Walked | None = None,
        is_reviewed: bool = True,
        at_hand: Collection[str] = (),
        leads_out: bool = False,
        no_numbers: Callable[[Mapping[str, Answer]], bool] = lambda _answers: False,
    ) -> None:
        """at_hand: keys of answers given beforehand, which are asked for whatever was written earlier. leads_out: there
        is something before the first question, to which going back leads. no_numbers: whether what tells numbers is
        left out after these answers."""
        self.exercise = exercise
        self.today = today
        self.recall = cache(recall)  # one look into the journal a path
        self._at_hand = frozenset(at_hand)
        self._given: dict[str, Answer] = dict(given or {})
        self._offered = dict(self._given)
        self._done: dict[str, None] = {}  # in the order of answering
        self._path: list[str] = []  # of these, what comes before the next step, in the order of asking
        self._typed: dict[str, str] = {}
        self._places: dict[str, Place] = {}
        self._is_reviewed = is_reviewed  # else it is not shown once more, however long: all can be changed later
        self._leads_out = leads_out
        self._no_numbers = no_numbers
        self._changing = ""
        if draft:
            self._resume(draft)

    def _resume(self, draft: Walked) -> None:
        self._given.update(draft.given)
        typed: Mapping[str, object] = draft.typed  # out of a file, which may hold anything
        self._typed.update({key: text for key, text in typed.items() if isinstance(text, str)})
        while (step := self.step) and step.key in draft.done:
            try:
                self.answer(draft.given.get(step.key)) if step.asks else self.told()
            except InvalidAnswer:  # the exercise has changed since: ask again from here
                break

    # Where we are

    @property
    def step(self) -> Step | None:
        """The next step that applies and is not done, or None at the end."""
        return self._survey()[0]

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers so far; those of steps that no longer apply are not among them."""
        found = self._survey()[1]
        return {step.key: found[step.key] for step in self.exercise.steps if step.asks and step.key in found}

    @property
    def is_long(self) -> bool:
        """More than five steps: all answers are shown once more before saving."""
        return self._is_reviewed and sum(step.asks for step in self.exercise.steps) > 5

    def _survey(self) -> tuple[Step | None, dict[str, Answer]]:
        found: dict[str, Answer] = {}
        self._path = []
        for step in self.exercise.steps:
            if not step.applies(found) or self._is_left_out(step, found):
                continue
            if isinstance(step, Rank) and not self._is_still_offered(step, found):
                self._done.pop(step.key, None)
            pending = self._survey_rows(step, found) if isinstance(step, Rows) else self._take(step, step.key, found)
            if pending:
                return self._bind(pending, found), found
        return None, found

    def _take(self, step: Step, key: str, into: dict[str, Answer]) -> Step | None:
        """Note the answer of a step that is done; give back one that is not."""
        if key not in self._done:
            return step.at(key)
        self._path.append(key)
        into[step.key] = self._given.get(key)
        return None

    def _survey_rows(self, table: Rows, found: dict[str, Answer]) -> Step | None:
        labels = table.labels(found)
        rows: list[dict[str, Any]] = []
        number = 0
        while labels is None or number < len(labels):
            row: dict[str, Any] = {}
            pending = self._survey_row(table, number, labels, row, found)
            started = any(value is not None for value in row.values())
            if started or (row and labels is not None):
                rows.append(row)
            if pending or not started or table.is_full(row, number) or self._is_enough(table, number):
                found[table.key] = rows or None
                return pending
            number += 1
        found[table.key] = rows or None
        return None

    def _is_enough(self, table: Rows, number: int) -> bool:
        """Whether no further row is asked for. One that stands there already is, and so are those given beforehand."""
        if not table.has_enough(number) or table.key in self._at_hand:
            return False
        return f"{table.key}.{number + 1}.{table.columns[0].key}" not in self._given

    def _survey_row(
        self,
        table: Rows,
        number: int,
        labels: list[str] | None,
        row: dict[str, Any],
        found: dict[str, Answer],
    ) -> Step | None:
        name = labels[number] if labels is not None else str(number)
        for position, column in enumerate(table.columns):
            if position == 0 and labels is not None:
                row[column.key] = name
                continue
            if not column.applies({**found, **row}) or not table.column_applies(column, number, row):
                continue
            key = f"{table.key}.{name}.{column.key}"
            label = name if labels is not None else ""
            first = table.columns[0].key
            self._places[key] = Place(table=table.key, row=number, field=column.key, label=label, first=first)
            if pending := self._take(column, key, row):
                return pending
            if position == 0 and row[column.key] is None:  # skipping the first field ends the list
                return None
        return None

    def _bind(self, step: Step, found: dict[str, Answer]) -> Step:
        """The step on this day, offering the person's own earlier words."""
        own = named_in(found.get(step.from_)) if isinstance(step, Rank) and step.from_ else []
        if step.asks and not step.only_unrecalled:
            own += self.own_words(step)
        bound = self.measured(step).on(self.today).offering(own)
        others = self._in_other_rows(step)
        if others and isinstance(bound, Choice) and bound.other:
            return bound.but(choices=tuple(words for words in bound.choices if not taken(words, others)))
        return bound

    def _in_other_rows(self, step: Step) -> list[str]:
        """What the other rows of a table are about: offered once, it is not offered again."""
        place = self._places.get(step.key)
        if place is None or place.label or place.field != place.first or not step.recall:
            return []
        rows = (row for row in self._filled(place) if row != place.row)
        return [text for row in rows for text in texts(self._given[f"{place.table}.{row}.{place.first}"])]

    def measured(self, step: Step) -> Step:
        """The same step; a number that takes its unit from elsewhere has it."""
        return step.but(unit=self._found(step, step.unit_from)) if isinstance(step, Number) and step.unit_from else step

    def _found(self, step: Step, path: str) -> str:
        """The words under a path: of this walk, where a step above asks for them, or those written last."""
        named = self.exercise.above(step, path)
        if named and named.key in self._done:
            said = texts(self._given[named.key])
            return next((text for text in said if text != named.none), "")
        return next(iter(self._last(path)), "")

    def _last(self, path: str) -> list[str]:
        """What was written last under a path."""
        return [text for answer in self.recall(path)[:1] for text in texts(answer) if text.strip()]

    def _is_still_offered(self, step: Rank, found: dict[str, Answer]) -> bool:
        """Whether the list still holds all that was put in order; an earlier answer may have changed since."""
        offered = {*step.choices, *named_in(found.get(step.from_)), *self.own_words(step)}
        return offered.issuperset(texts(self._given.get(step.key)))

    def own_words(self, step: Step) -> list[str]:
        """What the person wrote before where the step's recall points; newest first, each once.

        Of several places one by turns, so that none of them pushes the others out.
        What takes no words, such as a note, shows the last time only; a list to choose from offers everything; a
        question shows a few.
        """
        last = None if step.has_words and not isinstance(step, Note) else 1
        places = ([text for answer in self.recall(path)[:last] for text in texts(answer)] for path in step.recall)
        by_turns = (text for texts_of_a_turn in zip_longest(*places) for text in texts_of_a_turn)
        words = each_once(text for text in by_turns if text and text.strip())
        return words[: OFFERED if isinstance(step, Note | Choice | Rank) else SHOWN]

    def leaves_out(self, step: Step) -> bool:
        """Whether a step is not asked in this walk, whatever is answered: something is to be there first, or is."""
        return self._is_left_out(step, {})

    def _is_left_out(self, step: Step, found: dict[str, Answer]) -> bool:
        """Whether there is nothing to put in order, or something was written before that it waits for, or was not."""
        if isinstance(step, Rank) and not (step.choices or named_in(found.get(step.from_)) or self.own_words(step)):
            return True
        if step.counts and step.key not in self._done and self._no_numbers(found):
            return True
        if not step.waits or step.key in self._at_hand:
            return False
        if step.key in self._done and not self.exercise.above(step, step.looks_at):
            return False  # it was asked, and what it waits for is of another time
        words = [self._found(step, step.looks_at)] if step.looks_at else map(self._last, step.recall)
        is_there = any(words)
        return is_there is step.only_unrecalled

    # Asking and answering

    def turn(self, typing: Callable[[str], None] = lambda text: None) -> Turn:
        """The next step, with everything a prompter needs to ask it; typing: to be told what is being typed."""
        step, found = self._survey()
        if step is None:
            raise LookupError("the walk is over")
        place = self._places.get(step.key)
        steps = (s for s in self.exercise.steps if s.asks and (s.only_if is None or s.applies(found)))
        listed = [s for s in steps if not (s.waits and self._is_left_out(s, found))]
        top = place.table if place else step.key
        return Turn(
            step=step,
            before=self._before(step.key, place),
            typed=self._typed.get(step.key, ""),
            recalled=tuple(words for words in self.own_words(step) if not taken(words, self._in_other_rows(step))),
            pinned=self._pinned(found),
            number=next((n for n, s in enumerate(listed, 1) if s.key == top), len(listed)),
            total=len(listed),
            place=place,
            is_first=not self._leads_out and self._is_at_first,
            typing=typing,
        )

    def _before(self, key: str, place: Place | None) -> Answer:
        if key in self._given:
            return self._given[key]
        source = next(step for step in self.exercise.steps if step.key == (place.table if place else key))
        column = source.column(place.field) if place and isinstance(source, Rows) else None
        if not source.prefill and not (column and column.prefill):
            return None
        earlier = self._earlier(source)
        if not earlier and type(source) is Choice:  # one of a list starts at what was said elsewhere
            return next((word for word in self.own_words(source) if source.other or word in source.choices), None)
        last = next(iter(earlier), None)
        return last if place is None else _cell(last, source, place, self._given)

    def _earlier(self, step: Step) -> Sequence[Answer]:
        """The answers of the times before, newest first; where they are of something, those of the same thing."""
        answers = self.recall(f"{self.exercise.id}.{step.key}")
        if not step.prefill_of:
            return answers
        things = self.recall(f"{self.exercise.id}.{step.prefill_of}")
        now = _thing(self._given.get(step.prefill_of))
        return [answer for thing, answer in zip(things, answers, strict=False) if _thing(thing) == now]

    def _pinned(self, found: Mapping[str, Answer]) -> tuple[tuple[str, str], ...]:
        pinned = (step for step in self.exercise.steps if step.pin and found.get(step.key) is not None)
        return tuple((step.ask, step.on(self.today).show(found[step.key])) for step in pinned)

    def answer(self, raw: object) -> None:
        """Read the answer of the next step; raises InvalidAnswer and stays where it is."""
        step = self.step
        if step is None:
            return
        value = step.read(raw)
        self._refuse_short_table(step.key, value)
        self._changing = ""
        if value is None and self._is_row_among_others(step.key):
            self._take_out(self._places[step.key])
            return
        self._given[step.key] = value
        self._typed.pop(step.key, None)
        self._done[step.key] = None

    def _is_row_among_others(self, key: str) -> bool:
        """Whether it is the first field of a row that others follow: to clear it takes out this row, not those."""
        place = self._places.get(key)
        return place is not None and place.field == place.first and place.row + 1 in self._filled(place)

    def _filled(self, place: Place) -> list[int]:
        """The rows of the place's table that have their first field."""
        firsts = ((number, f"{place.table}.{number}.{place.first}") for number in range(MOST_ROWS))
        return [number for number, key in firsts if key in self._done and self._given.get(key) is not None]

    def _take_out(self, place: Place) -> None:
        """Forget a row; those after it move up."""
        self._given = {new: value for key, value in self._given.items() if (new := _moved_up(key, place))}
        self._typed = {new: text for key, text in self._typed.items() if (new := _moved_up(key, place))}
        self._done = {new: None for key in self._done if (new := _moved_up(key, place))}

    def _refuse_short_table(self, key: str, value: Answer) -> None:
        place = self._places.get(key)
        if value is not None or place is None or place.label:
            return
        table = next(step for step in self.exercise.steps if step.key == place.table)
        least = max(table.at_least, int(table.required))
        is_first = isinstance(table, Rows) and table.columns[0].key == place.field
        rows = len([number for number in self._filled(place) if number != place.row])
        if is_first and rows < least and (table.required or rows > 0):
            raise InvalidAnswer(_("Please give at least {count}.").format(count=least))

    def given(self, key: str) -> Answer:
        """What was answered to a step in this walk."""
        return self._given.get(key)

    def told(self) -> None:
        """The note that was next has been shown."""
        if step := self.step:
            self._done[step.key] = None

    def typing(self, key: str, text: str) -> None:
        """Remember what is being typed, so that a draft holds it."""
        self._typed[key] = text

    def back(self) -> None:
        """Return to the step before; its answer, and all later ones, are kept as a start.

        Raises Back at the first question where that leads out; else it stays.
        """
        if self._leads_out and self._is_at_first:
            raise Back
        if self._changing:
            self._done[self._changing] = None
            self._changing = ""
            return
        asked = self._asked_before()
        for key in self._path[asked[-1] :] if asked else []:
            del self._done[key]

    @property
    def _is_at_first(self) -> bool:
        """Whether no question stands before the one that is next."""
        return not self._changing and not self._asked_before()

    def _asked_before(self) -> list[int]:
        """The places of the questions in the way up to here; what is only told is none."""
        self._survey()
        told = {step.key for step in self.exercise.steps if not step.asks}
        return [place for place, key in enumerate(self._path) if key not in told]

    def change(self, key: str) -> None:
        """Ask one answered step again, out of the review."""
        if key in self._done:
            del self._done[key]
            self._changing = key

    def lines(self) -> list[ReviewLine]:
        """All answers in order, for the review; a skipped one has no words."""
        found = self.answers
        shown: list[ReviewLine] = []
        for step in self.exercise.steps:
            if isinstance(step, Rows):
                shown += self._table_lines(step)
            elif step.asks and step.key in found:
                shown.append(
                    ReviewLine(
                        key=step.key, ask=step.ask, words=self.measured(step).on(self.today).show(found[step.key])
                    )
                )
        return shown

    def _table_lines(self, table: Rows) -> Iterable[ReviewLine]:
        columns = {column.key: column.on(self.today) for column in table.columns}
        for key in self._path:
            place = self._places.get(key)
            value = self._given.get(key)
            if place and place.table == table.key and value is not None:
                column = columns[place.field]
                name = place.label or str(place.row + 1)
                yield ReviewLine(key=key, ask=f"{name}: {column.ask}", words=column.show(value))

    def draft(self) -> Walked:
        """All that is needed to go on another time."""
        return Walked(given=dict(self._given), done=list(self._done), typed=dict(self._typed))

    @property
    def is_untouched(self) -> bool:
        """Whether nothing has been written yet that would be worth keeping."""
        is_as_offered = all(value == self._offered.get(key) for key, value in self._given.items())
        return is_as_offered and not any(self._typed.values())


def _thing(answer: Answer) -> list[str]:
    """The same for two ways of typing the same words."""
    return [" ".join(text.casefold().split()).rstrip(".") for text in texts(answer)]


def _moved_up(key: str, out: Place) -> str:
    """A cell's key once a row is taken out: empty for that row's own cells, one row up for those below it."""
    table, _dot, rest = key.partition(".")
    row, _dot, field = rest.rpartition(".")
    if table != out.table or not row.isdecimal() or int(row) < out.row:
        return key
    return "" if int(row) == out.row else f"{table}.{int(row) - 1}.{field}"


def _cell(rows: Answer, table: Step, place: Place, given: Mapping[str, Answer]) -> Answer:
    """One cell of last time's table: of the row of the same name, or as begun now; to begin one, of the same number."""
    if not isinstance(rows, list) or not isinstance(table, Rows):
        return None
    first = table.columns[0].key
    begun = place.label or (given.get(f"{place.table}.{place.row}.{first}") if place.field != first else None)
    named = [row for row in rows if isinstance(row, dict) and (begun is None or row.get(first) == begun)]
    number = 0 if begun is not None else place.row
    return named[number].get(place.field) if number < len(named) else None
