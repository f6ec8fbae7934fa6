"""docs/insights.md shows what the program answers of the invented person, and says of each figure how it is made."""

import importlib.util
import re
from pathlib import Path

import pytest

from smartcli.authoring.wording import to_avoid
from smartcli.findings.insights.answers import QUESTIONS

ROOT = Path(__file__).parents[1]
SPEC = importlib.util.spec_from_file_location("docs_insights", ROOT / "docs" / "insights.py")
assert SPEC is not None
assert SPEC.loader is not None
insights = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(insights)

ANEW = "Please write it anew: .venv/bin/python docs/insights.py"


@pytest.fixture(scope="module")
def text() -> str:
    return str(insights.PAGE.read_text("utf-8"))


def test_the_page_is_as_the_program_answers(text: str) -> None:
    assert text == insights.page(insights.answers(), insights.how_made()), ANEW


def test_every_question_stands_there_once_with_how_it_is_made_and_what_it_cannot_say(text: str) -> None:
    titles = re.findall(r"^## (\d+)\. (.+)$", text, re.MULTILINE)
    assert titles == [(str(number), str(one.title)) for number, one in enumerate(QUESTIONS, 1)]
    assert {one.id for one in QUESTIONS} == insights.how_made().keys()
    assert text.count("**How it is made.**") == text.count("**What it cannot say.**") == len(QUESTIONS)


def test_every_shape_of_picture_is_shown(text: str) -> None:
    for sign in (
        "A column is a week.",
        "Average of the week (days).",
        "One block is one time.",
        "○",
        "by the time they",
    ):
        assert sign in text


def test_no_line_of_a_picture_is_wider_than_a_terminal(text: str) -> None:
    pictures = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    assert len(pictures) >= 10
    assert [line for picture in pictures for line in picture.splitlines() if len(line) >= insights.WIDTH] == []


def test_its_words_are_words_we_use(text: str) -> None:
    assert to_avoid(text) == {}
    assert "!" not in text


def test_a_question_of_which_nothing_is_written_stops_the_page() -> None:
    with pytest.raises(KeyError):
        insights.page(insights.answers(), {})
