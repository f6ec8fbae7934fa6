"""The plan as it is shown: seven parts, each with the person's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby

from smartcli.first_aid.card_cache import BETWEEN
from smartcli.record import Record
from smartcli.text.days_said import began, said
from smartcli.text.language import UNSAID, Later, _


class PlanLine(Record):
    """One thing the person wrote. says: ours, what it is; words: theirs, one or several that belong together."""

    words: tuple[str, ...]
    says: Later = UNSAID
    leads: bool = False  # the first of the words leads to the others: a moment, and what to do then
    between: str = "; "  # where it does not
    private: bool = False
    kept_as: tuple[str, ...] = ()  # the texts of cards that belong to it, beside its words one by one
    exercise: str = ""  # that it was written in; "" = at set-up
    key: str = ""  # of the step it is the answer of
    day: str = ""  # when it was written
    is_day: bool = False  # the first of the words is a day, YYYY-MM-DD
    by: str = ""  # the day that was set for it, YYYY-MM-DD
    mark: str = ""  # of a day: what stays the same when it is moved or told in other words

    @property
    def cards(self) -> list[str]:
        """The texts under which it may be a card."""
        return [*self.kept_as, *self.words]

    def on(self, today: date) -> PlanLine:
        """The same for whoever reads it on a screen on that day: its own days as people say them."""
        line = self.but(by=said(self.by, today)) if self.by else self
        return line.but(words=(began(said(line.words[0], today)), *line.words[1:])) if line.is_day else line

    def text(self, arrow: str) -> str:
        text = (arrow if self.leads else self.between).join(self.words)
        return _("{words} ({day})").format(words=text, day=self.by) if self.by else text


class Filled(Record):
    """One part of the plan. fills: the exercise that fills it, or fills more of it; "" where there is none."""

    id: str
    title: str
    lines: tuple[PlanLine, ...]
    fills: str = ""
    left_out: bool = False  # something private was left out
    more: int = 0  # cards that belong here too, and are not among the lines

    @property
    def exercises(self) -> list[str]:
        """The exercises it comes from."""
        return list(dict.fromkeys(line.exercise for line in self.lines if line.exercise))


class Plan(Record):
    """All parts, filled or empty, and the day it was made."""

    parts: tuple[Filled, ...]
    day: str

    @property
    def left_out(self) -> bool:
        return any(part.left_out for part in self.parts)

    def lines(self, id: str) -> tuple[PlanLine, ...]:
        """The lines of the part of that id."""
        return next((part.lines for part in self.parts if part.id == id), ())

    def each(self, change: Callable[[PlanLine], PlanLine | None]) -> Plan:
        """The same with every line changed; None takes it out."""
        changed = ((part, tuple(filter(None, map(change, part.lines)))) for part in self.parts)
        return self.but(parts=tuple(part.but(lines=lines) for part, lines in changed))

    def without_doubles(self) -> Plan:
        """Each person once in a part: a name alone gives way to the same name with a way to reach them."""
        return self.but(parts=tuple(part.but(lines=_each_once(part.lines)) for part in self.parts))

    def without_private(self) -> Plan:
        """The same without names and the like."""
        return self.but(parts=tuple(map(_without_private, self.parts)))


Group = tuple[str, list[str]]  # what they are ("" where nothing need be said), and the person's words


def grouped(lines: Iterable[PlanLine], arrow: str = ": ") -> list[Group]:
    """Lines as they are shown: what stands alone first, then what several lines say under one heading of ours."""
    alone: list[str] = []
    headed: list[Group] = []
    for says, some in groupby(lines, key=lambda line: line.says):
        shown = [line.text(arrow) for line in some]
        if says and len(shown) > 1:
            headed.append((str(says), shown))
        else:
            alone += [f"{says}: {text}" if says else text for text in shown]
    return [("", alone), *headed] if alone else headed


def _each_once(lines: Sequence[PlanLine]) -> tuple[PlanLine, ...]:
    people = [(line, BETWEEN.join(line.words).casefold()) for line in lines if line.private]
    bare = [(line, text) for line, text in people if len(line.words) == 1]
    once = {(line.says, text): line for line, text in reversed(bare)}
    said = {(line.says, text) for line, text in people if len(line.words) > 1}
    doubles = {
        id(line)
        for line, text in bare
        if once[(line.says, text)] is not line
        or (line.says, text) in said
        or any(line.says == other.says and more.startswith(text + BETWEEN) for other, more in people)
    }
    return tuple(line for line in lines if id(line) not in doubles)


def _without_private(part: Filled) -> Filled:
    lines = tuple(line for line in part.lines if not line.private)
    return part.but(lines=lines, left_out=len(lines) < len(part.lines))
