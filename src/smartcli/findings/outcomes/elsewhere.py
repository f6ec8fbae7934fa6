"""Outcomes that also look at what was written elsewhere or before: what is open, what came back, how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from smartcli.exercises.step import Step, rows_of, texts
from smartcli.findings.outcomes.kind import Given, cell, outcome
from smartcli.text import times_of_week
from smartcli.text.finding import Finding
from smartcli.text.language import _

SHOWN = 5  # at most so many are named; the others are counted


def few(words: Iterable[str], *, title: str, text: str) -> Finding | None:
    """The first of the words, each once whatever its capitals, and how many more there are; None where none are."""
    every = tuple(_once(words).values())
    return Finding(title=title, text=text, words=every[:SHOWN], more=len(every[SHOWN:])) if every else None


def _once(words: Iterable[str]) -> dict[str, str]:
    """Each of the words as it first comes, by what makes it the same."""
    found: dict[str, str] = {}
    for word in words:
        if word.strip():
            found.setdefault(_same(word), word)
    return found


def _same(word: str) -> str:
    return word.strip().casefold()


@outcome(
    "unanswered", "items", "label", "field",
    keys=["items"], lists=["field", "recall", "answers"], may=["text", "recall", "answers"],
)  # fmt: skip
def unanswered(given: Given) -> Finding | None:
    """What has no answer in any place: rows in which the fields are empty, and what was named elsewhere.

    recall: where else it was named. answers: fields of other tables that answer what their row is about.
    """
    rows, label = rows_of(given.answers.get(given.parameters["items"])), given.parameters["label"]
    here = [text for row in rows for text in texts(row.get(label))]
    answers = [text for row in rows if _is_filled(row, given.listed("field")) for text in texts(row.get(label))]
    answers += [text for path in given.listed("answers") for text in _answered(given, path)]
    answered = {*map(_same, answers)}
    left = (text for text in [*here, *_most_frequent(given)] if _same(text) not in answered)
    return few(left, title=given.title or _("Still open"), text=given.text)


def _recalled(given: Given) -> list[str]:
    """What the paths of `recall` lead to, text by text."""
    return [text for path in given.listed("recall") for answer in given.recall(path) for text in texts(answer)]


def _most_frequent(given: Given) -> list[str]:
    """What the person named elsewhere, the most frequent first."""
    named = _recalled(given)
    times = Counter(map(_same, named))
    return sorted(named, key=lambda text: -times[_same(text)])


def _answered(given: Given, path: str) -> Iterator[str]:
    """What the rows of another table are about, by their first field, where the field of the path is filled."""
    table, _dot, field = path.rpartition(".")
    for answer in given.recall(table):
        for row in rows_of(answer):
            if _is_filled(row, [field]):
                yield from texts(row[next(iter(row))])


def _is_filled(row: Mapping[str, Any], fields: Iterable[str]) -> bool:
    return any(cell(row, field).strip() for field in fields)


@outcome(
    "unplanned", "items", "down", "across", "cells", "recall",
    keys=["items"], lists=["cells", "recall"], may=["text"], counts=True,
)  # fmt: skip
def unplanned(given: Given) -> Finding | None:
    """The times of the week that were often hard, and at which nothing stands in the table yet.

    Days and parts of the day are known by their place among the choices: Monday first, morning first.
    """
    table, rows = given.step("items"), rows_of(given.answers.get(given.parameters["items"]))
    days, parts = (_offered(table, given.parameters[name]) for name in ("down", "across"))
    filled = [row for row in rows if _is_filled(row, given.listed("cells"))]
    taken = {(cell(row, given.parameters["down"]), cell(row, given.parameters["across"])) for row in filled}
    left = (words for words, time in _times(given) if not taken & _places(time, days, parts))
    return few(left, title=given.title or _("Often hard, with nothing planned yet"), text=given.text)


def _times(given: Given) -> Iterator[tuple[str, times_of_week.Time]]:
    """The times that `recall` leads to, with how they are said: worked out, or in what the person wrote."""
    for answer in (answer for path in given.listed("recall") for answer in given.recall(path)):
        for words in answer if isinstance(answer, list) else texts(answer):
            time = words.time if isinstance(words, times_of_week.TimeSaid) else times_of_week.named(str(words))
            if time:
                yield str(words), time


def _offered(table: Step, key: str) -> tuple[str, ...]:
    column = table.column(key)
    return column.choices if column else ()


def _places(time: times_of_week.Time, days: Sequence[str], parts: Sequence[str]) -> set[tuple[str, str]]:
    """Where in the table a time has its place; a time of any day has one on each. The night comes last there."""
    day, part = time
    return {
        (name, parts[part - 1])
        for number, name in enumerate(days)
        if day in (times_of_week.ANY, number) and len(parts) == len(times_of_week.PARTS)
    }


@outcome("recalled", "recall", keys=[], lists=["recall"], may=["text"])
def recalled(given: Given) -> Finding | None:
    """What the person wrote elsewhere, or what was worked out from it, played back."""
    return few(_recalled(given), title=given.title or _("What you wrote"), text=given.text)


A_FEW = 3  # times before they are counted


@outcome("so-far", "of", counts=True)
def so_far(given: Given) -> Finding | None:
    """How often each answer to a step stands in all entries, this one among them: counts, and nothing else."""
    times = [texts(answer) for answer in given.recall(f"{given.exercise.id}.{given.parameters['of']}")]
    written = [words for words in times if words]
    if len(written) < A_FEW:
        return None
    spelled = _once(text for words in written for text in words)
    often = Counter(_same(text) for words in written for text in words if text.strip()).most_common()
    text = _("Of {n} times, you wrote:").format(n=len(written))
    return few((f"{spelled[word]} ({count})" for word, count in often), title=given.title or _("So far"), text=text)
