"""The days that exercises ask for: one table, for what is due, for the plan and for its calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import rows_of, texts
from smartcli.home.clock import shifted
from smartcli.journal.entry import Entry
from smartcli.record import Record
from smartcli.text.language import UNSAID, Later

STAYS = 14  # days
FOUR_WEEKS = 28

# How long a day stands: as long as its entry is the newest, or the newest about that thing; or until it was come
# back to, which is when the exercise was done again for the same thing, on that day or later.
NEWEST, THING, EACH = "newest", "thing", "each"


class DayToCome(Record):
    """An answer that is a day: what the plan says of it, and what is said once it has come."""

    exercise: str
    on: str = ""  # where the day stands: a key, or table.field; "" = the day of the entry itself
    about: str = ""  # beside it, the person's own words; without them nothing is said
    says: Later = UNSAID  # ours, before those words in the plan
    due: Later  # with {day}, and {words} where there are some
    cards: tuple[str, ...] = ()  # beside it, what is kept as a plan card: putting it away says that it is done
    stands: str = NEWEST
    told: str = ""  # an entry with this answer tells how it was, and plans nothing
    is_review: bool = False  # a look back at the entry, which cannot come before the day after it
    again: bool = False  # doing the exercise again is what it asks for
    after: int | None = None  # days after the entry, where no day was given
    stays: int = STAYS  # days for which it is due

    def is_private(self, exercise: Exercise) -> bool:
        """Whether the exercise calls the day private, or the words beside it."""
        table, _dot, on = self.on.rpartition(".")
        keys = [key for key in (on, self.about) if key]
        return exercise.is_private(table, *keys) if table else any(map(exercise.is_private, keys))


# Every exercise that asks for a day. One that is not there makes nothing due, and nothing in the plan.
DATES = (
    DayToCome(
        exercise="smart-goal", on="by", about="goal", cards=("smaller", "specific"), stands=THING,
        due=Later("You set {day} for this goal: {words}"),
    ),
    DayToCome(
        exercise="change-plan", on="steps.by", about="step", cards=("step",),
        due=Later("You set {day} for this step: {words}"),
    ),
    DayToCome(
        exercise="change-plan", on="review", says=Later("Look at my change plan again"), is_review=True, again=True,
        due=Later("You wanted to look at your change plan again."),
    ),
    DayToCome(
        exercise="coping-plan", on="review", says=Later("Look at my coping plan again"), is_review=True, again=True,
        after=FOUR_WEEKS, due=Later("You could look at your coping plan again. Plans wear out."),
    ),
    DayToCome(
        exercise="staying-well", on="review", says=Later("Look at staying well again"), is_review=True, again=True,
        due=Later("You wanted to look at your plan for staying well again."),
    ),
    DayToCome(
        exercise="problem-solving", on="review", about="problem", says=Later("Look again"), cards=("first_step",),
        stands=THING, is_review=True, due=Later("You wanted to see how this went: {words}"),
    ),
    DayToCome(
        exercise="routines", on="review", says=Later("See how my small routine went"), cards=("first_step",),
        is_review=True, again=True, due=Later("You wanted to see how your small routine went."),
    ),
    DayToCome(
        exercise="try-an-activity", on="day", about="activity", says=Later("Try"), stands=EACH, told="done", again=True,
        after=1, due=Later("How was it? You planned this: {words}"),
    ),
    DayToCome(
        exercise="absorbing-interests", on="interests.when", about="interest", says=Later("Try"),
        due=Later("You set {day} for trying this: {words}"),
    ),
    DayToCome(
        exercise="telling-someone", on="by", about="what", cards=("what",), stands=THING,
        due=Later("You wanted to do this by {day}: {words}"),
    ),
    DayToCome(
        exercise="make-it-harder", on="on", about="barrier", cards=("barrier",), stands=THING,
        due=Later("You set {day} for this: {words}"),
    ),
    DayToCome(
        exercise="meeting-notes", on="next_date", says=Later("The next meeting or talk"), stands=EACH, again=True,
        stays=3, due=Later("You wrote down {day} for a meeting or a talk."),
    ),
    DayToCome(
        exercise="delay", about="minutes", told="then", stays=1,
        due=Later("You put a decision off today. How is it now?"),
    ),
    DayToCome(
        exercise="my-goal", on="until", says=Later("The last day of my break"), again=True,
        due=Later("You wanted a break until {day}. What would you like now?"),
    ),
    DayToCome(
        exercise="my-goal", on="review", says=Later("Look at my goal again"), is_review=True, again=True,
        due=Later("You wanted to look at your goal again."),
    ),
)  # fmt: skip


class Dated(Record):
    """One day that stands in an entry: when, and what it is about in the person's words."""

    asked: DayToCome
    on: date
    words: str
    entry: Entry
    cards: tuple[str, ...]  # the texts of its plan cards
    is_written: bool  # the person named it; otherwise it is so many days after the entry
    row: int = 0  # where it stands in a table

    @property
    def mark(self) -> str:
        """What stays the same when its day or its words are changed, so that a calendar knows it again."""
        entry = "" if self.asked.stands == NEWEST else self.entry.id
        return "/".join((self.asked.exercise, self.asked.on, entry, str(self.row)))


def days(newest_first: Iterable[Entry]) -> Iterator[Dated]:
    """Every day that still stands, in the order of the table."""
    entries: dict[str, list[Entry]] = {asked.exercise: [] for asked in DATES}
    for entry in newest_first:
        if entry.exercise in entries:
            entries[entry.exercise].append(entry)
    for asked in DATES:
        yield from _standing(asked, entries[asked.exercise])


def _standing(asked: DayToCome, newest_first: Sequence[Entry]) -> Iterator[Dated]:
    done: dict[str, str] = {}  # by thing, the newest day on which the exercise was done for it
    told: set[str] = set()  # the things of which was told how they were
    for entry in newest_first:
        thing = _thing(_words(asked, entry.answers))
        for day in _days(asked, entry):
            if not _is_over(day, thing, done, told):
                yield day
        if asked.stands == NEWEST:
            return
        done[thing] = max(done.get(thing, ""), entry.day)
        if _tells(asked, entry):
            told.add(thing)


def _is_over(day: Dated, thing: str, done: Mapping[str, str], told: set[str]) -> bool:
    """Whether a newer entry took the place of this day, or came back to it. One that names nothing is about all."""
    if day.asked.stands == THING:
        return thing in done
    newest = max(done.get(thing, ""), done.get("", ""))
    return not told.isdisjoint({thing, ""}) or (newest >= day.on.isoformat() and newest > day.entry.day)


def _thing(words: str) -> str:
    """The same for two ways of typing the same words."""
    return " ".join(words.casefold().split()).rstrip(".")


def _tells(asked: DayToCome, entry: Entry) -> bool:
    return bool(asked.told) and entry.answers.get(asked.told) not in (None, False)


def _words(asked: DayToCome, beside: Mapping[str, Any]) -> str:
    return ", ".join(texts(beside.get(asked.about))) if asked.about else ""


def _days(asked: DayToCome, entry: Entry) -> Iterator[Dated]:
    """The days one entry holds."""
    if _tells(asked, entry):
        return
    table, _dot, field = asked.on.rpartition(".")
    for number, row in enumerate(rows_of(entry.answers.get(table)) if table else [entry.answers]):
        words = _words(asked, row)
        written = _read(row.get(field) if field else entry.day)
        on = written or _after(asked, entry)
        if on and (words.strip() or not asked.about):
            cards = tuple(text for key in asked.cards for text in texts(row.get(key)))
            named = bool(field and written)
            yield Dated(asked=asked, on=on, words=words, entry=entry, cards=cards, is_written=named, row=number)


def _after(asked: DayToCome, entry: Entry) -> date | None:
    day = _read(entry.day)
    return shifted(day, asked.after) if day and asked.after is not None else None


def _read(day: object) -> date | None:
    try:
        return date.fromisoformat(day) if isinstance(day, str) else None
    except ValueError:
        return None
