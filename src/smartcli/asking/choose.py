"""A menu: each offer stands for a thing and is shown in words, and what comes back is the thing, not the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Literal, TypeVar, overload

from smartcli.asking.ask import ask
from smartcli.asking.turn import Prompter
from smartcli.exercises.kinds import Choice

T = TypeVar("T")


def apart(offers: Mapping[str, str], *, name: Callable[[str], str]) -> dict[str, str]:
    """Offers that can be told apart: of those with the same words, each with its name beside it."""
    often = Counter(offers.values())
    return {id: f"{words}, {name(id)}" if often[words] > 1 else words for id, words in offers.items()}


@overload
def choose(
    prompter: Prompter,
    title: str,
    offers: Mapping[T, str],
    *,
    before: T,
    required: Literal[True],
    kind: type[Choice] = ...,
    abouts: Mapping[T, str] = ...,
    is_first: bool = ...,
) -> T: ...


@overload
def choose(
    prompter: Prompter, title: str, offers: Mapping[T, str], *, before: T | None = None, abouts: Mapping[T, str] = ...
) -> T | None: ...


def choose(
    prompter: Prompter,
    title: str,
    offers: Mapping[T, str],
    *,
    before: T | None = None,
    required: bool = False,
    kind: type[Choice] = Choice,
    abouts: Mapping[T, str] | None = None,
    is_first: bool = False,
) -> T | None:
    """What was picked; None = back.

    offers: what can be picked, each with its words; of two with the same words the later one counts. before: what
    Enter takes. kind: the step that asks. abouts: what is said of an offer that is marked. is_first: there is
    nothing to go back to.
    """
    by_words = {words: value for value, words in offers.items()}
    step = kind(key="menu", ask=title, choices=tuple(by_words), required=required)
    told = {offers[value]: about for value, about in (abouts or {}).items() if about}
    words = ask(prompter, step, before=None if before is None else offers[before], abouts=told, is_first=is_first)
    return None if words is None else by_words[words]
