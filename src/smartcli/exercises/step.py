"""One step of an exercise: what every kind shares. A step reads its own answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Self

from smartcli.errors import InvalidAnswer
from smartcli.record import EMPTY, Record
from smartcli.text.language import _

Answer = None | str | bool | int | float | list[str] | list[dict[str, Any]]
Answers = Mapping[str, Answer]


def number(answer: object) -> int | float | None:
    """The answer where it is a number; a tick is none."""
    return answer if isinstance(answer, int | float) and not isinstance(answer, bool) else None


def rows_of(answer: object) -> list[Mapping[str, Any]]:
    """The rows of a table; what an older version wrote in its place is none."""
    return [row for row in answer if isinstance(row, dict)] if isinstance(answer, list) else []


class Comparison(Record):
    """What an answer must be like: is, is_not, at_least, at_most, includes. Everything named must hold."""

    tests: tuple[tuple[str, Any], ...]

    def holds(self, answer: Answer) -> bool:
        return all(COMPARE[name](answer, wanted) for name, wanted in self.tests)


def _is(answer: Answer, wanted: Any) -> bool:
    return type(answer) is type(wanted) and bool(answer == wanted)


def _is_not(answer: Answer, wanted: Any) -> bool:
    """Any other answer, and none."""
    return not _is(answer, wanted)


def _at_least(answer: Answer, wanted: Any) -> bool:
    return (value := number(answer)) is not None and bool(value >= wanted)


def _at_most(answer: Answer, wanted: Any) -> bool:
    return (value := number(answer)) is not None and bool(value <= wanted)


def _includes(answer: Answer, wanted: Any) -> bool:
    return isinstance(answer, list) and wanted in answer


COMPARE: Mapping[str, Callable[[Answer, Any], bool]] = {
    "is": _is,
    "is_not": _is_not,
    "at_least": _at_least,
    "at_most": _at_most,
    "includes": _includes,
}


class Condition(Record):
    """A step's only_if: the key of an earlier step, and what its answer must be like."""

    key: str
    comparison: Comparison


class Safety(Record):
    """A card that is shown after the step, always or for some answers."""

    card: str
    comparison: Comparison | None = None


class Lead(Record):
    """An exercise that fits some answers: the step names it to those who gave one."""

    to: str
    comparison: Comparison

    def holds(self, answer: Answer) -> bool:
        """Whether the answer leads there; none leads nowhere."""
        return answer is not None and self.comparison.holds(answer)


class FacilitatorNotes(Record):
    """What whoever leads a group is told of an exercise, or of one of its steps. Nobody who does it is shown it."""

    aim: str = ""  # what it is for, in a group
    minutes: int | None = None  # in a group
    ask: tuple[str, ...] = ()  # what to ask the group
    avoid: tuple[str, ...] = ()  # what to leave
    note: str = ""  # anything else

    def said(self) -> Iterator[tuple[str, str]]:
        """Each note as a name and a text, in the order in which they are read; a note like any other has no name."""
        if self.aim:
            yield _("Aim"), self.aim
        if self.minutes:
            yield _("Time"), _("about {n} min in a group").format(n=self.minutes)
        if self.note:
            yield "", self.note
        yield from ((_("Ask"), one) for one in self.ask if one)
        yield from ((_("Avoid"), one) for one in self.avoid if one)

    @property
    def words(self) -> tuple[str, ...]:
        """All that an author wrote in them."""
        return (*(one for one in (self.aim, self.note) if one), *self.ask, *self.avoid)


class Step(Record):
    """One thing asked or told. A subclass is one kind."""

    kind: ClassVar[str] = ""

    # What kind of answer it has. A kind says where it differs.
    asks: ClassVar[bool] = True
    has_words: ClassVar[bool] = True  # the person's own, or those of a choice
    is_prose: ClassVar[bool] = False  # a few words or many, as one text
    is_measured: ClassVar[bool] = False  # which says nothing without its question
    is_rating: ClassVar[bool] = False  # a whole number between two ends
    is_day: ClassVar[bool] = False
    is_ticked: ClassVar[bool] = False  # what there is to say stands there already
    picks: ClassVar[bool] = False  # from its choices
    orders: ClassVar[bool] = False  # its choices
    several: ClassVar[bool] = False  # texts in one answer
    is_table: ClassVar[bool] = False
    is_ready_made: ClassVar[bool] = False  # a table whose fields are ours, not the author's

    key: str
    ask: str = ""
    help: str = ""
    required: bool = False
    only_if: Condition | None = None
    recall: tuple[str, ...] = ()  # "exercise.key": what the person wrote there before is offered
    only_recalled: bool = False  # it is left out where nothing was written before: no unit, or nothing to recall
    only_unrecalled: bool = False  # it is left out where something was
    waits_for: str = ""  # "exercise.key" of what these two look at, where that is neither its unit nor what it recalls
    prefill: bool = (
        False  # the last entry's answer is the starting value; until there is one, a choice has the recall's
    )
    prefill_of: str = ""  # the key of a step above: the last answer that was given to the same words there
    short: str = ""  # its name where it stands in a list of questions
    extra: bool = False  # a daily question that is asked only of who wants it
    pin: bool = False  # the answer stays in sight during the later steps
    card: str = ""  # the answer is kept at hand as a card of this kind
    moment: str = ""  # the key of an earlier step: on the card its words stand before, as the moment it is for
    formerly: str = ""  # the key under which an older version asked for this: what was answered there is read here
    private: bool = False  # left out of exports unless named
    measure: str = ""  # what insights look for
    safety: tuple[Safety, ...] = ()
    leads: tuple[Lead, ...] = ()
    facilitator: FacilitatorNotes | None = None  # for whoever leads a group; not shown to whoever answers

    # What some kinds have; of all others there is nothing of it.
    text = ""  # that is told
    substances = False  # it is told only where a substance was named, or cannot be excluded
    counts = False  # it tells numbers, which are not told at every time
    past_limit = False  # it is told only where an amount is more than was wanted
    no_substance = ""  # the choice that comes first where no substance was named
    choices = tuple[str, ...]()  # what there is to pick from, or to put in order
    other = False  # own words are welcome beside the choices
    top = 0  # how many are put in order at the most; 0: all
    from_ = ""  # the key of an earlier step whose words are put in order
    ends = tuple[str, ...]()  # what the two ends of a scale mean
    none = ""  # the choice that stands for nothing: an answer, and nothing to recall
    means = tuple[str, ...]()  # what no and yes say on a card
    in_crisis = False  # in a table: whoever it says no of is not offered in a crisis
    unit = ""
    unit_from = ""  # "exercise.key" of the words that are its unit
    rate = ""  # what is asked after each round
    says = tuple[str, ...]()  # the lines said with the breaths
    at_least = 0  # rows
    at_most = 0
    rows_from = ""  # the key of an earlier step: one row for each thing named there

    def in_words(self, said: Callable[[str], str]) -> Self:
        """The same, with what it asks and tells said in another way. Its choices stay, since they are answers."""
        texts: dict[str, Any] = {"ask": said(self.ask), "help": said(self.help), "short": said(self.short)}
        if self.text:
            texts["text"] = said(self.text)
        if self.ends:
            texts["ends"] = tuple(map(said, self.ends))
        return self.but(**texts)

    @property
    def source(self) -> str:
        """The key of the earlier step whose words it takes."""
        return self.rows_from or self.from_

    @property
    def offers(self) -> tuple[str, ...]:
        """Every answer that it offers, in words."""
        return self.choices

    @property
    def other_names(self) -> Mapping[str, Sequence[str]]:
        """By what else a row of a list is found, by its words."""
        return EMPTY

    @property
    def limits(self) -> tuple[float | None, float | None]:
        """The lowest and the highest number that it takes."""
        return None, None

    @property
    def highest(self) -> float:
        """The top of a scale; of anything else, that of most scales."""
        return 10

    @property
    def speaks_for_itself(self) -> bool:
        """Whether its answer says something without the question."""
        return False

    @property
    def stands_alone(self) -> bool:
        """Whether there is something to tell or to ask where nothing is recalled."""
        return not self.only_recalled

    @property
    def looks_at(self) -> str:
        """The path that decides whether it is asked, or gives its unit; "" = what it recalls decides."""
        return self.waits_for or self.unit_from

    @property
    def waits(self) -> bool:
        """Whether what was written before decides if it is asked."""
        return self.only_recalled or self.only_unrecalled

    @property
    def leaves_room(self) -> bool:
        """Whether its numbers leave room for an answer."""
        low, high = self.limits
        return low is None or high is None or low < high

    @property
    def columns(self) -> tuple[Step, ...]:
        """The fields of a table, in their order."""
        return ()

    def column(self, key: str) -> Step | None:
        """The field of that key."""
        return next((column for column in self.columns if column.key == key), None)

    def show_row(self, row: Mapping[str, Any]) -> str:
        """One row of a table as the person would write it."""
        shown = (field.show(row.get(field.key)) for field in self.columns)
        return " · ".join(text for text in shown if text)

    def possible(self, wanted: Sequence[object]) -> Iterator[Answer]:
        """The answers there are; where the person is free, those that are wanted."""
        yield from words_among(wanted)

    def usual(self, text: str) -> Answer:
        """Any answer: this text where any words do. None where it is made field by field."""
        return text

    def among(self, answers: Answers) -> Answer:
        """Its answer in an entry, which may be of an older version."""
        return answers.get(self.formerly if self.formerly and self.key not in answers else self.key)

    def applies(self, answers: Answers) -> bool:
        """Whether this step is asked after these answers."""
        return self.only_if is None or self.only_if.comparison.holds(answers.get(self.only_if.key))

    @property
    def hint(self) -> str:
        """What can be typed, in a few words."""
        return ""

    def read(self, raw: object) -> Answer:
        """Turn a typed line or a JSON value into an answer, or say what is wrong.

        Nothing, or nothing but blanks, is a skipped step: None, never 0.
        Raises InvalidAnswer with a sentence for the person. No control sign gets any further.
        """
        if isinstance(raw, str | list | dict) and not (isinstance(raw, str) and raw.isascii() and raw.isprintable()):
            from smartcli.text import incoming

            raw = incoming.words(raw)
        is_empty = raw is None or (isinstance(raw, str) and not raw.strip()) or (isinstance(raw, list) and not raw)
        answer = None if is_empty else self.parse(raw)
        if answer is None and self.required:
            raise InvalidAnswer(_("This one needs an answer before you can go on."))
        return answer

    def parse(self, raw: object) -> Answer:
        """The kind's own rule, for what is not empty. None where there was nothing in it after all (", ,")."""
        raise NotImplementedError(self.kind)

    def show(self, answer: Answer) -> str:
        """The answer as the person would write it; nothing for a skipped one."""
        if answer is None:
            return ""
        if isinstance(answer, list):
            return in_a_row([str(one) for one in answer])
        return str(answer)

    def on_card(self, answer: Answer) -> str:
        """The answer among the words of a card."""
        return self.show(answer)

    def said(self, answer: Answer, asked: Mapping[str, str] = EMPTY) -> str:
        """The answer for whoever reads it later; asked: how the fields of a table were worded, by their keys."""
        return self.show(answer)

    def edit(self, answer: Answer) -> str:
        """The answer as text to start typing from."""
        return self.show(answer)

    def offering(self, own: Sequence[str]) -> Self:
        """The same step with the person's own earlier words in what it offers."""
        return self

    def on(self, today: date) -> Self:
        """The same step on a day; only dates care."""
        return self

    def at(self, key: str) -> Self:
        """The same step in one row of a table, under the row's key."""
        return self.but(key=key)

    def cards_for(self, answer: Answer) -> Iterator[str]:
        """The ids of the safety cards that this answer calls for."""
        return (safety.card for safety in self.safety if safety.comparison is None or safety.comparison.holds(answer))


def words_among(wanted: Sequence[object]) -> list[str]:
    return [one for one in wanted if isinstance(one, str)]


def in_a_row(texts: Sequence[str]) -> str:
    """Texts one after the other, with commas between; where one ends as a sentence does, without."""
    if not texts:
        return ""
    *others, last = texts
    return "".join(f"{text} " if text.endswith((".", "!", "?", "…")) else f"{text}, " for text in others) + last


def texts(answer: Answer) -> list[str]:
    """The words in an answer, one by one; numbers and ticks hold none."""
    if isinstance(answer, str):
        return [answer]
    if isinstance(answer, list):
        return [text for part in answer for text in (texts_of_row(part) if isinstance(part, dict) else [str(part)])]
    return []


def texts_of_row(row: Mapping[str, Any]) -> list[str]:
    return [text for answer in row.values() for text in texts(answer)]
