"""What a reader gives: the entries of another program as they stand there, and what of its file is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum

from smartcli.errors import SmartError
from smartcli.exchange.readers.days_written import DayOrder
from smartcli.exercises.step import Answer
from smartcli.record import EMPTY, Record
from smartcli.text.language import _, ngettext

LONGEST = 1_000_000  # characters of one text
MOST = 200_000  # entries of one file


class Brought(Record):
    """One entry of another program.

    moment: naive = by the clock of that place, aware = its zone is known; None = only the day is. zone: its name, or
    an offset. fields: its texts by that program's names for them, as a mapping takes them. answers: the same as an
    entry of the kind `imported`; asked: what they are called there. identity: the same entry whenever it is read; "" =
    what it says is. edited: when it was last changed there, as it is stored.
    """

    day: date
    moment: datetime | None = None
    zone: str = ""
    fields: Mapping[str, str] = EMPTY
    answers: Mapping[str, Answer] = EMPTY
    asked: Mapping[str, str] = EMPTY
    identity: str = ""
    edited: str | None = None


class Omitted(Enum):
    """Why something of a file does not come along."""

    EMPTY = "empty"
    NO_DAY = "no-day"
    TO_COME = "to-come"
    TOO_LONG = "too-long"
    ODD = "odd"
    TWICE = "twice"
    NO_ANSWER = "no-answer"
    UNFIT = "unfit"
    NO_TIME = "no-time"
    BEFORE_ALL = "before-all"
    ATTACHED = "attached"
    FIELDS = "fields"
    NO_ZONE = "no-zone"
    UNKNOWN = "unknown"
    BY_ITSELF = "by-itself"
    ONLY_NO = "only-no"

    @property
    def is_entry(self) -> bool:
        """Whether what is left out is a whole entry; else it is a part of one."""
        return self in WHOLE

    def said(self, n: int) -> str:
        return _SAID[self](n).format(n=n)


WHOLE = {
    Omitted.EMPTY, Omitted.NO_DAY, Omitted.TO_COME, Omitted.TOO_LONG, Omitted.ODD, Omitted.TWICE, Omitted.NO_ANSWER,
    Omitted.ONLY_NO,
}  # fmt: skip

_SAID = {
    Omitted.EMPTY: lambda n: ngettext("{n} without words", "{n} without words", n),
    Omitted.NO_DAY: lambda n: ngettext("{n} whose day cannot be read", "{n} whose day cannot be read", n),
    Omitted.TO_COME: lambda n: ngettext("{n} of a day to come", "{n} of days to come", n),
    Omitted.TOO_LONG: lambda n: ngettext("{n} that is too long", "{n} that are too long", n),
    Omitted.ODD: lambda n: ngettext("{n} in a form that is not known", "{n} in a form that is not known", n),
    Omitted.TWICE: lambda n: ngettext("{n} that is in it twice", "{n} that are in it twice", n),
    Omitted.NO_ANSWER: lambda n: ngettext(
        "{n} that answers none of the questions, or not one that needs an answer",
        "{n} that answer none of the questions, or not one that needs an answer",
        n,
    ),
    Omitted.UNFIT: lambda n: ngettext(
        "{n} answer that does not fit its question", "{n} answers that do not fit their questions", n
    ),
    Omitted.NO_TIME: lambda n: ngettext(
        "{n} time of day that cannot be read (the day comes along)",
        "{n} times of day that cannot be read (the day comes along)",
        n,
    ),
    Omitted.BEFORE_ALL: lambda n: ngettext("{n} line above the first entry", "{n} lines above the first entry", n),
    Omitted.ATTACHED: lambda n: ngettext(
        "{n} photo, recording or other file", "{n} photos, recordings and other files", n
    ),
    Omitted.FIELDS: lambda n: ngettext(
        "{n} kind of detail beside the words, such as places",
        "{n} kinds of details beside the words, such as places",
        n,
    ),
    Omitted.NO_ZONE: lambda n: ngettext(
        "the zone of {n}, which is not known here (its time is kept in UTC)",
        "the zones of {n}, which are not known here (their times are kept in UTC)",
        n,
    ),
    Omitted.UNKNOWN: lambda n: ngettext("{n} mark that says nothing", "{n} marks that say nothing", n),
    Omitted.BY_ITSELF: lambda n: ngettext(
        "{n} mark that the program made by itself", "{n} marks that the program made by itself", n
    ),
    Omitted.ONLY_NO: lambda n: ngettext(
        "{n} day with nothing but no, which older versions also wrote where nothing was entered",
        "{n} days with nothing but no, which older versions also wrote where nothing was entered",
        n,
    ),
}


class Reading:
    """What is found in a file while it is read. counts: how much of what is left out."""

    def __init__(self) -> None:
        self.found: list[Brought] = []
        self.counts: Counter[Omitted] = Counter()
        self.notes: list[str] = []  # what else there is to say

    def take(self, one: Brought) -> None:
        """SmartError: there are more than are read."""
        if not (one.fields or one.answers):
            self.counts[Omitted.EMPTY] += 1
        elif any(len(text) > LONGEST for text in one.fields.values()):
            self.counts[Omitted.TOO_LONG] += 1
        else:
            self.found.append(one)
        if len(self.found) > MOST:
            said = _("There are more than {most} entries in this file. Please give it in parts. Nothing was imported.")
            raise SmartError(said.format(most=MOST), next="smartcli import --help")

    def leave(self, why: Omitted, n: int = 1) -> None:
        self.counts[why] += n


class Hints(Record):
    """What was typed about the file. columns: for a spreadsheet, the columns that were named, by what they are for."""

    order: DayOrder | None = None
    columns: Mapping[str, Sequence[str]] = EMPTY


def not_of(program: str) -> SmartError:
    """program: its name, as it calls itself."""
    said = _("This is not a file of {program}, or not in a form that is known. Nothing was imported.")
    return SmartError(said.format(program=program), next="smartcli import --help")
