"""What is picked: one, several, an order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Self

from smartcli.errors import InvalidAnswer
from smartcli.exercises.step import Answer, Step, words_among
from smartcli.text.incoming import harmless
from smartcli.text.language import _, ngettext

MANY = 10**5  # choices, which no list has


class Choice(Step):
    """One of a list, or an own word where `other` is set. Answer: str."""

    kind: ClassVar[str] = "choice"
    is_ticked: ClassVar[bool] = True
    picks: ClassVar[bool] = True
    choices: tuple[str, ...]
    other: bool = False
    none: str = ""
    no_substance: str = ""  # the choice that comes first for somebody whose change is about no substance

    @property
    def speaks_for_itself(self) -> bool:
        return self.other or self.several

    @property
    def hint(self) -> str:
        return _("a number, or your own words") if self.other else _("a number")

    def parse(self, raw: object) -> Answer:
        return pick(raw, self.choices, other=self.other)

    def offering(self, own: Sequence[str]) -> Self:
        """Own words come first; where the list takes none, those of them that are on it."""
        from smartcli.text.same_words import each_once  # only where somebody is asked

        words = own if self.other else [word for word in own if word in self.choices]
        return self.but(choices=tuple(each_once([*words, *self.choices])))

    def possible(self, wanted: Sequence[object]) -> Iterator[Answer]:
        yield from (*self.choices, *(words_among(wanted) if self.other else ()))

    def usual(self, text: str) -> Answer:
        return self.choices[0] if self.choices else text


class Choices(Choice):
    """Several of a list. Answer: list of str, in the order of the list."""

    kind: ClassVar[str] = "choices"
    several: ClassVar[bool] = True
    top: int = 0  # how many at the most; 0: any

    @property
    def hint(self) -> str:
        return _("numbers such as 1, 3, or your own words") if self.other else _("numbers such as 1, 3")

    def parse(self, raw: object) -> Answer:
        picked = [pick(part, self.choices, other=self.other) for part in parts_of(raw, self.choices)]
        known = [choice for choice in self.choices if choice in picked]
        found = list(dict.fromkeys([*known, *picked]))
        _refuse_too_many(found, self.top)
        return found or None

    def possible(self, wanted: Sequence[object]) -> Iterator[Answer]:
        yield from _lists(self.choices, wanted, is_open=self.other)

    def usual(self, text: str) -> Answer:
        return [*self.choices[:1]] or [text]


class Rank(Step):
    """A list put in order, the weightiest first. Answer: list of str."""

    kind: ClassVar[str] = "rank"
    orders: ClassVar[bool] = True
    several: ClassVar[bool] = True
    choices: tuple[str, ...] = ()
    from_: str = ""  # the key of an earlier step whose words are put in order
    top: int = 0  # how many at the most; 0: all

    @property
    def speaks_for_itself(self) -> bool:
        return True

    @property
    def stands_alone(self) -> bool:
        return bool(self.choices or self.from_) and not self.only_recalled

    @property
    def hint(self) -> str:
        return _("one number") if self.top == 1 else _("numbers in your order, such as 3, 1, 2")

    def offering(self, own: Sequence[str]) -> Self:
        from smartcli.text.same_words import each_once  # only where somebody is asked

        return self.but(choices=tuple(each_once([*own, *self.choices])))

    def parse(self, raw: object) -> Answer:
        ranked = [pick(part, self.choices, other=False) for part in parts_of(raw, self.choices)]
        if len(set(ranked)) < len(ranked):
            raise InvalidAnswer(_("Each one can have only one place."))
        _refuse_too_many(ranked, self.top)
        return ranked or None

    def possible(self, wanted: Sequence[object]) -> Iterator[Answer]:
        yield from _lists(self.choices, wanted, is_open=bool(self.from_))

    def usual(self, text: str) -> Answer:
        return [*self.choices[:1]] or [text]


def _refuse_too_many(picked: Sequence[str], top: int) -> None:
    if top and len(picked) > top:
        raise InvalidAnswer(_("Please pick {count} at the most.").format(count=top))


def _lists(choices: Sequence[str], wanted: Sequence[object], *, is_open: bool) -> Iterator[list[str]]:
    """Each choice alone, and all that is wanted; words that are no choice where those are taken."""
    words = words_among(wanted)
    every = [*choices, *(words if is_open else ())]
    yield from ([one] for one in every)
    yield [one for one in dict.fromkeys(words) if one in every]


def parts_of(raw: object, choices: Sequence[str]) -> list[object]:
    """What was picked, one by one: a JSON list or number, or a typed line such as "1, 3"."""
    if isinstance(raw, list):
        return raw
    if _is_number(raw):
        return [raw]
    if not isinstance(raw, str):
        raise InvalidAnswer(_("Please pick from the list."))
    if raw.strip() in choices:
        return [raw]
    parts = [part for line in raw.split("\n") for part in line.split(",") if part.strip()]
    if len(parts) == 1 and all(word.isdecimal() for word in raw.split()):
        return [*raw.split()]
    return [*parts]


def pick(raw: object, choices: Sequence[str], *, other: bool) -> str:
    """One choice by its words (case does not matter) or its number, or own words where they are welcome.

    Its number may come as a text or as a number of JSON. What is a choice in its own words comes first.
    """
    text = raw.strip() if isinstance(raw, str) else str(raw) if _is_number(raw) else ""
    for choice in choices:
        if raw == choice or (text and text == choice):
            return choice
    for choice in choices:  # own words from before may differ by case only, so the very words come first
        if text and text.casefold() == choice.casefold():
            return choice
    for choice in choices:  # from a file that holds control signs, which an answer never does
        if text and not choice.isprintable() and text == harmless(choice).strip():
            return choice
    if text.isdecimal():
        if len(text) < 6 and 1 <= int(text) <= len(choices):
            return choices[int(text) - 1]
    elif text and other:
        return text
    raise InvalidAnswer(_what_fits(len(choices), other=other))


def _is_number(raw: object) -> bool:
    """Whether it may be the number of a choice."""
    return isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw < MANY


def _what_fits(count: int, *, other: bool) -> str:
    """What can be given; the choices themselves may be the person's own words, so they are not named."""
    if other and not count:
        return _("Please use your own words.")
    if other:
        text = ngettext(
            "Please give 1, or your own words.", "Please give a number from 1 to {count}, or your own words.", count
        )
    else:
        text = ngettext("Please give 1, or its words.", "Please give a number from 1 to {count}, or its words.", count)
    return text.format(count=count)
