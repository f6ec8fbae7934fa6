"""What the log tells, as sentences: no cause, no risk, no prediction, no score, and no share of few in per cent."""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from smartcli.authoring.wording import to_avoid

SOURCE = Path(__file__).parents[3] / "src" / "smartcli"
PLACES = (
    *sorted((SOURCE / "findings" / "insights").glob("*.py")),
    *sorted((SOURCE / "text" / "pictures").glob("*.py")),
    SOURCE / "text" / "times_of_week.py",
    *sorted((SOURCE / "findings" / "after_saving").glob("*.py")),
    *(SOURCE / "findings" / name for name in ("my_week.py", "standings.py", "tomorrow.py")),
    *sorted((SOURCE / "findings" / "visit").glob("*.py")),
    *sorted((SOURCE / "exchange" / "pages" / "visit").glob("*.py")),
    *sorted((SOURCE / "exchange" / "pages" / "pictures").glob("*.py")),
    SOURCE / "commands" / "insights.py",
    SOURCE / "first_aid" / "what_followed.py",
)
SAYS = {"_", "Later", "ngettext"}
# What each may not say, with what would be found.
CAUSE = ["because", r"caus\w*", "due to", "leads? to", "led to", "thanks to", "makes? you", "made you", "helps you"]
CAUSE += ["helped you", "works? for you", "results? in", "triggered by", "so that you"]
RISK = [r"risk\w*", r"danger\w*", r"warn\w*", "at stake", r"relaps\w*", r"vulnerab\w*"]
PREDICTION = ["will (?:be|come|have|happen|feel|want|drink|use)", "likely", r"expect\w*", r"predict\w*", r"forecast\w*"]
PREDICTION += [r"probab\w*", "going to", "tomorrow you", "next time you will"]
SCORE = [
    "scores?",
    "points? (?:won|lost|earned)",
    "streaks?",
    "grade[sd]?",
    "rank(?:ed|ing)?",
    "level up",
    "success rate",
]
SCORE += [r"fail\w*", "well done", "good job", "bad (?:day|week)s?", "worse", "better", r"improv\w*"]
NOT_SAID = {
    "a cause": (CAUSE, "Poor sleep leads to urges."),
    "a risk": (RISK, "Fridays are a risk."),
    "a prediction": (PREDICTION, "You will have a hard Friday."),
    "a score": (SCORE, "Your score is better."),
}
# Names of ours in which such a word stands and says nothing of the kind.
MEANT = re.compile(r"How sure of tomorrow|very badly")


def said(code: str) -> Iterator[str]:
    """Every text that is handed to what puts it into the person's language."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SAYS:
            yield from (one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str))


CATALOGUE = sorted({text for file in PLACES for text in said(file.read_text("utf-8"))})


def wrong(text: str, words: Sequence[str]) -> bool:
    return re.search(rf"\b(?:{'|'.join(words)})\b", MEANT.sub("", text), re.IGNORECASE) is not None


@pytest.mark.parametrize("what", NOT_SAID)
def test_no_sentence_tells_that(what: str) -> None:
    words, example = NOT_SAID[what]
    assert wrong(example, words)
    assert [text for text in CATALOGUE if wrong(text, words)] == []


def test_the_catalogue_is_all_of_it() -> None:
    assert len(CATALOGUE) > 150
    assert "What goes with strong days?" in CATALOGUE
    assert "No clear difference: {these}." in CATALOGUE
    for place in PLACES:  # none is looked for where nothing is any more
        assert place.is_file()
    for told in ("after_saving", "tomorrow.py", "visit", "what_followed.py"):
        assert any(told in place.parts and [*said(place.read_text("utf-8"))] for place in PLACES)


def test_its_words_are_words_we_use_and_nobody_shouts() -> None:
    assert {text: found for text in CATALOGUE if (found := to_avoid(text))} == {}
    assert [text for text in CATALOGUE if "!" in text] == []


def test_per_cent_is_said_in_one_place_which_asks_for_five() -> None:
    places = [file.name for file in PLACES for text in said(file.read_text("utf-8")) if "%" in text]
    assert places == ["share.py"]
