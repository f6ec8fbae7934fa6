"""How a homework is shown: in its list, before it is taken, and at home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from smartcli.exercises.library import Library
from smartcli.home.homework import DAILY, DAYS, ONCE, GivenExercise, Homework
from smartcli.text import days_said
from smartcli.text.language import _
from smartcli.text.sanitize import one_line


def when_said(when: Sequence[str]) -> str:
    """On which days: once, every day, on Monday and Thursday."""
    if DAILY in when:
        return _("every day")
    if ONCE in when:
        return _("once")
    *others, last = [str(days_said.WEEKDAYS[number]) for number, day in enumerate(DAYS) if day in when]
    days = _("{some} and {last}").format(some=", ".join(others), last=last) if others else last
    return _("on {days}").format(days=days)


def lines_of(one: Homework, library: Library, today: date) -> Iterator[str]:
    """Why, the word, each exercise with its days, and until when."""
    yield from words_of(one)
    for given in one.exercises:
        yield f"- {_exercise(given, library)}"
        yield from small(given)
    if one.until:
        yield until(one.until, today)


def words_of(one: Homework) -> Iterator[str]:
    """What its giver wrote to the person."""
    yield _("Why: {why}").format(why=one_line(one.why))
    if one.word:
        yield _("A word to you: {word}").format(word=one.word)


def small(given: GivenExercise) -> Iterator[str]:
    """What to do where it is hard."""
    if given.smaller:
        yield "  " + _("If it is hard: {smaller}").format(smaller=one_line(given.smaller))


def until(day: str, today: date) -> str:
    """When it grows quiet."""
    if day < today.isoformat():
        return _("Its last day was {day}: home does not offer it any more.").format(day=days_said.said(day, today))
    return _("Home offers it until {day}. After that it is quiet.").format(day=days_said.said(day, today))


def _exercise(given: GivenExercise, library: Library) -> str:
    if given.exercise not in library.files:
        return _("{name}, {when}. It is not here any more.").format(name=given.exercise, when=when_said(given.when))
    title = one_line(library.title(given.exercise))
    return _("{title} ({name}), {when}").format(title=title, name=given.exercise, when=when_said(given.when))
