"""Words of entries that stand in a draft, too: an exercise begins with what was there, or offers it to be taken over.

What is looked for is written down while erasing is not finished, so it is kept as sums with chance in them, no words.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from smartcli.asking.drafts import Draft
from smartcli.exercises.exercise import Exercise
from smartcli.journal.entry import Entry
from smartcli.text.same_words import folded

LONG = 6  # signs of a text that is known again where another question asked for it; shorter ones are anybody's
_CHANCE = 16  # letters before each sum

Find = Callable[[str], Exercise | None]


def sums(gone: Iterable[Entry], kept: Iterable[Entry], find: Find) -> frozenset[str]:
    """Of the texts in what is to be gone that stand in nothing else; what an exercise gives to choose from is none."""
    still = {folded(text) for entry in kept for _place, text in _texts(entry.answers)}
    chance = os.urandom(_CHANCE // 2).hex()
    found = set[str]()
    for entry in gone:
        exercise = find(entry.exercise)
        for place, text in _texts(entry.answers):
            if folded(text) not in still and text not in _choices(exercise, place):
                found |= {f"{chance}{_sum(chance, one)}" for one in _known_by(entry.exercise, place, text)}
    return frozenset(found)


def stand_in(draft: Draft, sums: Iterable[str]) -> bool:
    """Whether any of these texts does."""
    known = frozenset(sums)
    by = [
        one
        for place, text in [*_texts(draft.given), *_texts(draft.typed)]
        for one in _known_by(draft.exercise, place, text)
    ]
    return any(f"{chance}{_sum(chance, one)}" in known for chance in {one[:_CHANCE] for one in known} for one in by)


def _texts(answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each with its question: a key, or those of a table and a field in it. In a draft a row stands between."""
    for key, answer in answers.items():
        parts = key.split(".")
        place = ".".join([parts[0], parts[-1]]) if len(parts) > 1 else key
        for one in answer if isinstance(answer, list) else [answer]:
            if isinstance(one, dict):
                yield from ((f"{place}.{field}", text) for field, text in _texts(one))
            elif isinstance(one, str) and folded(one):
                yield place, one


def _known_by(exercise: str, place: str, text: str) -> list[str]:
    same = folded(text)
    return [f"{exercise}\n{place}\n{same}", *([same] if len(same) >= LONG else [])]


def _sum(chance: str, text: str) -> str:
    from hashlib import blake2b  # which takes longer to load than all else here, and is needed by few

    return blake2b(text.encode("utf-8", "replace"), key=chance.encode("ascii"), digest_size=16).hexdigest()


def _choices(exercise: Exercise | None, place: str) -> Iterable[str]:
    key, _dot, field = place.partition(".")
    step = exercise.step(key) if exercise else None
    step = step.column(field) if step and field else step
    return step.choices if step else ()
