"""What is due, given the entries and the day. What has been due for two weeks goes quiet: nobody is kept to account."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from smartcli.entry import Entry
from smartcli.record import Record
from smartcli.step import Answers, rows_of, texts
from smartcli.words import _

LONGEST = 60  # characters shown of the person's own words
STAYS = 14  # days
FOUR_WEEKS = 28


class Due(Record):
    """A sentence, the exercise it was written in, and since when it is due.

    again: doing that exercise again is what it asks for. is_card: putting its card away says that it is done.
    """

    text: str
    exercise: str
    day: str
    again: bool = False
    is_card: bool = False


class Reminder(Record):
    """A day that somebody may write into an exercise, and what is said once it has come."""

    exercise: str
    sentence: str  # with {day}, and {words} where there are some
    day: str = ""  # where the day stands: a key, or table.field; "" = the day of the entry itself
    words: str = ""  # where the person's own words for it stand; without them nothing is said
    again: bool = False
    is_card: bool = False  # the words are a plan card
    only_newest: bool = True  # an earlier entry has had its time once there is a newer one
    while_open: str = ""  # said only as long as this is not answered
    after: int | None = None  # days after the entry, where no day was given
    stays: int = STAYS


# Every exercise that can make something due. One that is not there makes nothing due.
REMINDERS = (
    Reminder(
        exercise="change-plan", day="steps.by", words="steps.step", is_card=True,
        sentence=_("You set {day} for this step: {words}"),
    ),
    Reminder(
        exercise="change-plan", day="review", again=True, sentence=_("You wanted to look at your change plan again.")
    ),
    Reminder(
        exercise="smart-goal", day="by", words="goal", only_newest=False,
        sentence=_("You set {day} for this goal: {words}"),
    ),
    Reminder(
        exercise="coping-plan", day="review", again=True, after=FOUR_WEEKS,
        sentence=_("You could look at your coping plan again. Plans wear out."),
    ),
    Reminder(
        exercise="staying-well", day="review", again=True,
        sentence=_("You wanted to look at your plan for staying well again."),
    ),
    Reminder(
        exercise="problem-solving", day="review", words="problem", only_newest=False,
        sentence=_("You wanted to see how this went: {words}"),
    ),
    Reminder(
        exercise="routines", day="review", again=True, sentence=_("You wanted to see how your small routine went.")
    ),
    Reminder(
        exercise="try-an-activity", day="day", words="activity", again=True,
        sentence=_("How was it? You planned this: {words}"),
    ),
    Reminder(
        exercise="telling-someone", day="by", words="what", only_newest=False,
        sentence=_("You wanted to do this by {day}: {words}"),
    ),
    Reminder(
        exercise="meeting-notes", day="next_date", again=True, stays=3,
        sentence=_("You wrote down {day} for a meeting or a talk."),
    ),
    Reminder(
        exercise="delay", words="minutes", while_open="then", stays=1,
        sentence=_("You put a decision off today. How is it now?"),
    ),
)  # fmt: skip


def nothing_away(_text: str) -> bool:
    """No card is put away."""
    return False


def due(newest_first: Sequence[Entry], today: date, is_away: Callable[[str], bool] = nothing_away) -> list[Due]:
    """What is due on this day: the newest first, each once. is_away: whether the plan card of that text is put away."""
    found = [one for reminder in REMINDERS for one in _due(reminder, newest_first, today, is_away)]
    return sorted(dict.fromkeys(found), key=lambda one: one.day, reverse=True)


def _due(
    reminder: Reminder, newest_first: Sequence[Entry], today: date, is_away: Callable[[str], bool]
) -> Iterator[Due]:
    for entry in newest_first:
        if entry.exercise != reminder.exercise:
            continue  # before its answers are looked at: they are read only then
        for day, words in _days(reminder, entry):
            since = (today - day).days
            if not 0 <= since < reminder.stays or (reminder.words and not words.strip()):
                continue
            if not (reminder.is_card and is_away(words)):
                shown = _("today") if since == 0 else day.isoformat()
                text = reminder.sentence.format(day=shown, words=_short(words))
                yield Due(
                    text=text,
                    exercise=entry.exercise,
                    day=day.isoformat(),
                    again=reminder.again,
                    is_card=reminder.is_card,
                )
        if reminder.only_newest:
            return


def _days(reminder: Reminder, entry: Entry) -> Iterator[tuple[date, str]]:
    """The days an entry holds for a reminder, each with the person's words for it."""
    if reminder.while_open and entry.answers.get(reminder.while_open) is not None:
        return
    for answers in _rows(reminder, entry.answers):
        words = ", ".join(texts(answers.get(reminder.words.rpartition(".")[2])))
        written = answers.get(reminder.day.rpartition(".")[2]) if reminder.day else entry.day
        if day := _read(written):
            yield day, words
        elif reminder.after is not None and (day := _read(entry.day)):
            yield day + timedelta(days=reminder.after), words


def _rows(reminder: Reminder, answers: Answers) -> Sequence[Answers]:
    table = reminder.day.rpartition(".")[0]
    rows = answers.get(table) if table else [dict(answers)]
    return rows_of(rows)


def _read(day: object) -> date | None:
    try:
        return date.fromisoformat(day) if isinstance(day, str) else None
    except ValueError:
        return None


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
