"""The answer of the log to one question, as data: the terminal, plain lines, a page and JSON show the same."""

from __future__ import annotations

from datetime import date

from smartcli.record import Record
from smartcli.text.pictures.shapes import Picture


class Insight(Record):
    """question: the id of the question, such as `as-wanted`; title: the question itself, in the person's words.

    sentence: the answer; more: further sentences, each of its own. n: how many days, urges or times it is of.
    first, last: the span it looks at, None where nothing is written in it. is_enough: whether n reaches the minimum of
    the question; below it the sentence says kindly what will stand here, and there is no picture. is_early: there is
    something, or could be, and it is too early to say; where neither holds, nothing is there to tell of.
    entries: the ids of what it rests on, the oldest first; days: the first and the last day these are of, None where
    there are none. also: a second picture, for where there is room.
    drawn: those of the sentences that bars or pairs of it say as well, all that these show: nobody is told both.
    """

    question: str
    title: str
    sentence: str
    n: int
    first: date | None = None
    last: date | None = None
    more: tuple[str, ...] = ()
    picture: Picture | None = None
    also: Picture | None = None
    drawn: tuple[str, ...] = ()
    is_enough: bool = True
    is_early: bool = False
    entries: tuple[str, ...] = ()
    days: tuple[date, date] | None = None
