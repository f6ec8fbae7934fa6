"""A question that a log answers: a function under `@question`. answers.py has them in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from smartcli.findings.insights.insight import Insight
from smartcli.findings.insights.log import Log
from smartcli.record import Record
from smartcli.text.language import Later
from smartcli.text.pictures.shapes import Picture
from smartcli.text.week_begins import week_of


class Reply(Record):
    """What a question gives: its sentences, n, the picture, the ids it rests on. The rest is as in an insight."""

    sentence: str
    more: tuple[str, ...] = ()
    n: int
    picture: Picture | None = None
    also: Picture | None = None
    drawn: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    is_enough: bool = True
    is_early: bool = False


class Question(Record):
    """id: as in Insight; title: the question itself. is_extra: it is none of the ten."""

    id: str
    title: Later
    answer: Callable[[Log], Reply]
    is_extra: bool = False

    def insight(self, log: Log) -> Insight:
        """The answer for whoever draws it."""
        found = self.answer(log)
        entries = tuple(sorted({*found.entries}))
        return Insight(
            question=self.id,
            title=str(self.title),
            sentence=found.sentence,
            more=tuple(one for one in found.more if one),
            n=found.n,
            first=log.first if log.written else None,
            last=log.last if log.written else None,
            picture=found.picture,
            also=found.also,
            drawn=found.drawn,
            is_enough=found.is_enough,
            is_early=found.is_early,
            entries=entries,
            days=log.days_of(entries),
        )


def question(id: str, title: Later, *, is_extra: bool = False) -> Callable[[Callable[[Log], Reply]], Question]:
    """Make a question of the function that answers it."""
    return lambda answer: Question(id=id, title=title, answer=answer, is_extra=is_extra)


def too_early(sentence: str, n: int, entries: Iterable[str] = ()) -> Reply:
    """Below the minimum of a question: kindly, what there is so far and what will stand here."""
    return Reply(sentence=sentence, n=n, entries=tuple(entries), is_enough=False, is_early=True)


def nothing(sentence: str, entries: Iterable[str] = ()) -> Reply:
    """Where nothing is there that could be told of; not that it is too early."""
    return Reply(sentence=sentence, n=0, entries=tuple(entries), is_enough=False)


def thirteen_weeks(log: Log) -> date:
    """The first day of the weeks that a calendar shows, the last of the span in the last of them."""
    return weeks_back(log, 13)


def weeks_back(log: Log, weeks: int) -> date:
    return date.fromordinal(week_of(log.last, log.begins).toordinal() - 7 * (weeks - 1))
