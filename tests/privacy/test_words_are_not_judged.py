"""What a person writes is never searched for words that sound dangerous: nobody is interrupted for a rope or a gun."""

import json

import pytest
from tests.person import Person

from smartcli.exercises.kinds import Lines, Text
from smartcli.exercises.library import Library
from smartcli.exercises.step import Step

# What a filter by keyword took for an emergency, and words of the same length that no filter knows.
ALARMING = "I want to give up drinking. Took proper care, it had begun in Europe, with pills, a knife and a gun."
CALM = "I want to go on a long walk. Took usual care, it was fine in the wood, with bread, a spoon and a hat."


@pytest.mark.parametrize("exercise", ["check-in", "urge-log", "thought-reframing", "why-i-want-this"])
def test_4_9_no_word_of_a_text_changes_what_is_asked_or_shown(person: Person, exercise: str) -> None:
    one = Library(person.home).load(exercise)
    shown = []
    before = person.does("good-things", {"things": ["Tea"]})  # so that neither is the first of all
    person.types("journal", "delete", before["id"])
    for words in (ALARMING, CALM):
        written = {step.key: [words] if isinstance(step, Lines) else words for step in one.steps if _is_written(step)}
        answers = {**one.sample, **{key: text for key, text in written.items() if key in one.sample}}
        assert words in json.dumps(answers)
        said = person.types("do", exercise, "--answers", "-", stdin=json.dumps(answers).encode())
        assert said.code == 0, said.err
        shown.append(" ".join((said.out + said.err).split()).replace(words, "…"))
        person.types("journal", "delete", person.entries()[-1]["id"])
    assert shown[0] == shown[1]
    assert ALARMING not in shown[0]


def _is_written(step: Step) -> bool:
    return isinstance(step, Text | Lines)
