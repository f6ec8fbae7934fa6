"""Questions about something dangerous, and the card that is to follow them."""

from pathlib import Path
from typing import Any

import pytest
from tests.authoring.author import CHOICE, PEOPLE
from tests.small import SCALE, TEXT, exercise

from smartcli.authoring import danger
from smartcli.exercises.library import Library

# Questions about something dangerous

CRISIS = {"card": "crisis", "at_least": 1}
NO_HELP = (
    "it is about dying or hurting oneself, and no help follows. "
    'A line such as safety = "crisis" shows a card with help after the answer.'
)


def warned(*steps: Any) -> list[str]:
    return [str(hint) for hint in danger.hints(exercise(*steps, TEXT))]


@pytest.mark.parametrize(
    "ask",
    [
        "Do you think about killing yourself?",
        "How strong is your wish to die?",
        "Have you hurt yourself this week?",
        "Did you harm yourself, or think of it?",
        "Thoughts of suicide today?",
        "Any self-harm?",
        "Are there thoughts of ending your life?",
        "Have you thought about taking your own life?",
        "How often did you wish you were dead?",
        "Are there days on which you don’t want to live?",
        "Did you feel that life is not worth living?",
        "Would others be better off if you were dead?",
        "Do you want to end it all?",
        "Was there a time when you did not want to wake up again?",
        "How strong is your will to live?",
        "Is dying on your mind?",
    ],
)
def test_a_question_about_dying_without_its_card_gets_a_hint(ask: str) -> None:
    scale = {**SCALE, "ask": ask}
    assert warned(scale) == [f"step “strength”: {NO_HELP}"]
    assert warned({**scale, "safety": CRISIS}) == []
    assert warned({**SCALE, "ask": "How are you?", "help": ask}) == [f"step “strength”: {NO_HELP}"]
    assert warned({"kind": "note", "text": ask}) == []


def test_choices_ends_and_fields_of_tables_are_looked_at_too() -> None:
    assert warned({**CHOICE, "choices": ["Fine", "I want to die"]}) == [f"step “way”: {NO_HELP}"]
    assert warned({**SCALE, "ends": ["not at all", "I think of killing myself"]}) == [f"step “strength”: {NO_HELP}"]
    asked = {**SCALE, "ask": "How strong is your wish to die?"}
    assert warned({**PEOPLE, "fields": [TEXT, asked]}) == [f"step “people.strength”: {NO_HELP}"]
    whole = {**PEOPLE, "ask": "Days on which you hurt yourself:"}
    assert warned({**whole, "fields": [TEXT]}) == [f"step “people”: {NO_HELP}"]
    assert warned({**whole, "fields": [TEXT, {**asked, "safety": "crisis"}]}) == []
    assert warned({**asked, "safety": "stay"}) == [f"step “strength”: {NO_HELP}"]


@pytest.mark.parametrize(
    "ask",
    [
        "What makes your life worth living?",
        "What would you take back in your life?",
        "How could you take your life back?",
        "Are you dying for a smoke?",
        "Which cake is to die for?",
        "What do you want to live for?",
        "Where did you cut yourself some slack?",
        "What do you not want to do today?",
        "How do you feel about yourself?",
        "What hurts? What does it harm?",
        "What kills your joy?",
        "Who lives with you?",
        "When does the evening end?",
    ],
)
def test_other_questions_get_no_such_hint(ask: str) -> None:
    assert warned({**SCALE, "ask": ask}) == []


def test_the_shipped_exercises_ask_about_dying_only_with_its_card(tmp_path: Path) -> None:
    shelf = [*Library(tmp_path).every()]
    assert [str(hint) for one in shelf for hint in danger.hints(one)] == []
    bare = [one.but(steps=tuple(step.but(safety=()) for step in one.steps)) for one in shelf]
    assert {hint.where for one in bare for hint in danger.hints(one)} >= {"step “danger”", "step “signs”"}
