"""What is picked in one list is offered in others: beside our words there, it must not say the same twice."""

import tomllib
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from smartcli.commands.urge import SOMETHING_ELSE

SHIPPED = Path(__file__).parents[2] / "data" / "en" / "exercises"
EXERCISES = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in sorted(SHIPPED.glob("*.toml"))}
# Words that tell no two rows apart, and the forms of a verb that its endings do not show.
BETWEEN = set("a an and at before do for i in instead it my of on or something that the to with".split())  # noqa: SIM905  a row of words
FORMS = {"did": "do", "ate": "eat", "went": "go", "had": "have", "wrote": "write", "left": "leave", "took": "take"}
ENDINGS = ("ing", "ed", "es", "s")
SIGNS = str.maketrans(dict.fromkeys(".,:?!()", ""))


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every step and field with its path."""
    for id, exercise in EXERCISES.items():
        for step in exercise["steps"]:
            yield f"{id}.{step.get('key')}", step
            yield from ((f"{id}.{step.get('key')}.{field.get('key')}", field) for field in step.get("fields", ()))


STEPS = dict(steps())


def together(path: str) -> list[str]:
    """The rows of a list, and those of the lists whose answers it offers again: where own words are welcome, all."""
    recall = STEPS[path].get("recall", ()) if STEPS[path].get("other") else ()
    others = [recall] if isinstance(recall, str) else recall
    rows = [row for other in (path, *others) for row in STEPS.get(other, {}).get("choices", ())]
    return list(dict.fromkeys(rows))


def stem(word: str) -> str:
    word = FORMS.get(word, word)
    ending = next((ending for ending in ENDINGS if word.endswith(ending) and len(word) - len(ending) > 2), "")
    return word.removesuffix(ending).rstrip("e")


def meaning(row: str) -> frozenset[str]:
    words = row.casefold().translate(SIGNS).split()
    return frozenset(stem(word) for word in words if word not in BETWEEN)


def doubles(rows: list[str]) -> list[tuple[str, str]]:
    """Pairs of which one says no more than the other, in another tense or with a word less."""
    return [
        (one, other)
        for one, other in combinations(rows, 2)
        if meaning(one) and meaning(other) and (meaning(one) <= meaning(other) or meaning(other) <= meaning(one))
    ]


def test_another_tense_and_a_word_less_are_found() -> None:
    rows = ["Waited a while", "Wait a while before I decide", "Stayed away from a place", "Leave the place", "Rested"]
    assert doubles(rows) == [(rows[0], rows[1])]
    assert doubles(["A walk", "A short walk"])
    assert not doubles(["Talk to someone", "Talk back to the thought"])


@pytest.mark.parametrize("path", [path for path, step in STEPS.items() if step.get("choices") and step.get("recall")])
def test_no_list_says_the_same_twice(path: str) -> None:
    assert doubles(together(path)) == []


def test_what_urge_offers_says_nothing_twice_beside_what_was_picked_in_an_exercise() -> None:
    own = [*STEPS["urge-log.did"]["choices"], *STEPS["coping-plan.plans.way"]["choices"]]
    assert doubles(list(dict.fromkeys([*own, *map(str, SOMETHING_ELSE)]))) == []
