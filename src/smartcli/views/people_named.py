"""Who is named in private answers, so that no other text that names them goes to somebody else.

A name is told by our own words: a word that none of our exercises writes in small letters, where it has a capital or
stands in an answer of a few words. So of “My sister Ana” it is Ana alone, and “ana” is one too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Answer, Answers, Step, rows_of, texts
from smartcli.journal.entry import Entry
from smartcli.text.days_said import SHORT, WEEKDAYS
from smartcli.text.left_out import each_word
from smartcli.views.recall_sources import Find

FEW = 3  # words of an answer that is taken for nothing but a name
LETTERS, DIGITS = 2, 4  # that a word has at the least, to be somebody's name, or number


class PeopleNamed:
    """The words that name somebody."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        """names: words as `each_word` gives them."""
        self._names = frozenset(names)
        self._unspaced = [name for name in self._names if name.upper() == name and not name.isdecimal()]

    def are_in(self, text: str) -> bool:
        """Whether one of them stands in it, as a word: Ana and Ana's, and not banana."""
        if not self._names:
            return False
        words = [word for word, _has_capital in each_word(text)]
        return any(_is_of(self._names, word) or any(name in word for name in self._unspaced) for word in words)


def people_named(entries: Iterable[Entry], find: Find, ours: Iterable[Exercise]) -> PeopleNamed:
    """Those in the private answers of these entries. ours: exercises whose words are none of the person's own."""
    usual = _usual(ours)
    texts = {text for entry in entries if (known := find(entry.exercise)) for text in _private(known, entry.answers)}
    return PeopleNamed(name for text in texts for name in _names(text, usual))


def _usual(ours: Iterable[Exercise]) -> frozenset[str]:
    said = {text for one in ours for _path, step in one.every_step() for text in _asked(step)}
    days = frozenset(word for day in (*WEEKDAYS, *SHORT) for word, _has_capital in each_word(str(day)))
    return days.union(word for text in said for word, has_capital in each_word(text) if not has_capital)


def _asked(step: Step) -> Iterator[str]:
    yield from (step.ask, step.help, step.text, *step.ends, *step.choices)


def _names(text: str, usual: frozenset[str]) -> Iterator[str]:
    words = [*each_word(text)]
    for word, has_capital in words:
        least = LETTERS if any(map(str.isalpha, word)) else DIGITS
        if (has_capital or len(words) <= FEW) and len(word) >= least and not _is_of(usual, word):
            yield word


def _is_of(words: frozenset[str], word: str) -> bool:
    return word in words or word.removesuffix("s") in words


def _private(exercise: Exercise, answers: Answers) -> Iterator[str]:
    """The person's own words in what is private: a choice of ours, a day and a number name nobody."""
    steps = dict(exercise.every_step())
    for path in exercise.private_paths:
        key, _dot, field = path.partition(".")
        step, answer = steps.get(path), answers.get(key)
        if field:
            yield from (text for row in rows_of(answer) for text in _own(step, row.get(field)))
        elif step and step.columns:
            rows = [(column, row.get(column.key)) for row in rows_of(answer) for column in step.columns]
            yield from (text for column, cell in rows for text in _own(column, cell))
        else:
            yield from _own(step, answer)


def _own(step: Step | None, answer: Answer) -> Iterator[str]:
    if step is None or not step.is_day:
        yield from (text for text in texts(answer) if step is None or text not in step.choices)
