"""What an exercise calls private stands in no file for others, in whatever place of it: unless it is asked for."""

import json
from pathlib import Path

import pytest
from tests.person import Person

from smartcli.exercises import content

SECRET = "Marina"
MINE = """
format = 1
point = "urges"
title = "Mine"
minutes = 1

[[steps]]
kind = "choices"
key = "why"
ask = "Why?"
choices = ["A", "B"]
other = true
private = true
measure = "trigger"

[[steps]]
kind = "choices"
key = "called"
ask = "Whom did you call?"
choices = ["Nobody", "A friend"]
other = true
private = true
measure = "did"

[[steps]]
kind = "yes-no"
key = "acted"
ask = "Did you act on it?"
private = true
measure = "acted"

[[steps]]
kind = "scale"
key = "mood"
ask = "How is your mood?"
ends = ["low", "high"]
private = true
measure = "mood"

[[steps]]
kind = "text"
key = "note"
ask = "What else?"
private = true

[[steps]]
kind = "text"
key = "step"
ask = "What next?"
card = "plan"
moment = "why"

[[steps]]
kind = "items"
key = "words"
ask = "Which words help?"
card = "statement"
[[steps.fields]]
kind = "text"
key = "text"
ask = "Words?"
[[steps.fields]]
kind = "text"
key = "whose"
ask = "Whose?"
private = true

[[steps]]
kind = "items"
key = "plans"
ask = "What then?"
[[steps.fields]]
kind = "text"
key = "when"
ask = "When?"
card = "response"
[[steps.fields]]
kind = "text"
key = "what"
ask = "What?"
card = "response"
[[steps.fields]]
kind = "text"
key = "who"
ask = "Who?"
private = true

[sample]
why = ["A"]
"""
# Of ours, copied, what somebody may call private beside what we do.
CALLED_PRIVATE = {
    "telling-someone": ["what"], "week-plan": ["what"], "my-goal": ["change", "unit"], "coping-plan": ["response"],
    "change-plan": ["answer"],
}  # fmt: skip
FILES = {
    "plan.html": "plan", "plan.md": "plan", "plan.ics": "plan --own-titles", "minute.ics": "remind ics --at 20:30",
    "card.html": "cards", "cards.html": "cards --all", "log.html": "export html", "log.md": "export markdown",
    "log.csv": "export csv", "wide.csv": "export csv --wide", "columns.csv": "export dictionary",
}  # fmt: skip


def copied(id: str, *private: str) -> str:
    """Ours, with these called private too."""
    text = (content.shelf("en") / f"{id}.toml").read_text("utf-8")
    for key in private:
        assert f'key = "{key}"\n' in text
        text = text.replace(f'key = "{key}"\n', f'key = "{key}"\nprivate = true\n', 1)
    return text


@pytest.fixture
def somebody(person: Person) -> Person:
    own = person.home / "exercises"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text(MINE, "utf-8")
    for id, keys in CALLED_PRIVATE.items():
        (own / f"{id}.toml").write_text(copied(id, *keys), "utf-8")
    person.does(
        "my-goal", {"change": f"to see {SECRET} less", "way": "Cut down", "unit": f"{SECRET}s", "at_most_day": 3}
    )
    for number in range(12):
        plans = [{"when": "Sunday", "who": SECRET}]
        person.does(
            "mine",
            {
                "why": [SECRET], "called": [f"Called {SECRET}"], "acted": False, "mood": number % 2,
                "note": f"{SECRET} came", "step": "Go out", "words": [{"text": "It passes", "whose": SECRET}],
                "plans": plans,
            },
        )  # fmt: skip
        person.does("check-in", {"urge": 3, "amount": 1})
        person.clock.on(days=1)
    person.does("telling-someone", {"what": f"Write to {SECRET}", "whom": SECRET, "by": "2026-04-01"})
    person.does(
        "week-plan", {"slots": [{"day": "Monday", "part": "Evening", "what": f"Tea at {SECRET}'s", "with": SECRET}]}
    )
    person.does("coping-plan", {"plans": [{"situation": "Sunday", "response": f"I call {SECRET}"}]})
    person.does("change-plan", {"changes": ["Less"], "obstacles": [{"obstacle": "Rain", "answer": f"Ask {SECRET}"}]})
    person.does("why-i-want-this", {"reasons": ["My sleep"]})
    person.does("smart-goal", {"goal": "See the sea", "by": "2026-04-02"})
    return person


def sheet(person: Person, out: Path, **answers: object) -> str:
    said = person.types("visit", "--answers", "-", "--out", str(out), stdin=json.dumps(answers).encode())
    assert said.code == 0, said.err
    return out.read_text("utf-8")


@pytest.mark.parametrize("name", FILES)
def test_private_answers_stand_in_a_file_only_where_they_are_asked_for(
    somebody: Person, tmp_path: Path, name: str
) -> None:
    said = somebody.types(*FILES[name].split(), "--out", str(tmp_path / name))
    assert said.code == 0, said.err
    assert SECRET.encode() not in (tmp_path / name).read_bytes()
    whole = tmp_path / f"whole-{name}"
    somebody.types(*FILES[name].split(), "--with-private", "--out", str(whole))
    assert SECRET.encode() in whole.read_bytes() or name == "columns.csv"


def test_private_answers_are_on_the_sheet_for_a_visit_only_with_names(somebody: Person, tmp_path: Path) -> None:
    for number, include in enumerate(([], [1, 5], [1, 2, 4, 5])):
        page = sheet(somebody, tmp_path / f"{number}.html", include=include)
        assert SECRET not in page
        assert "(not on this page)" in page
        assert "What became of them is not on this page." in page
        assert "not say" not in page
        assert "not said" not in page
        assert "Mood" not in page
    page = sheet(somebody, tmp_path / "whole.html", include=[1, 2, 3])
    for words in (f"Called {SECRET}", f"to see {SECRET} less", "of 12 urges", "Mood"):
        assert words in page
    assert "(not said)" not in page


def test_where_all_of_it_is_private_it_is_said_that_it_was_left_out(person: Person, tmp_path: Path) -> None:
    own = person.home / "exercises"
    own.mkdir(parents=True)
    (own / "telling-someone.toml").write_text(copied("telling-someone", "what"), "utf-8")
    person.does("telling-someone", {"what": f"Write to {SECRET}", "by": "2026-04-01"})
    left_out = "What is private, such as people, is left out. To have it in: --with-private"
    said = person.types("plan", "--out", str(tmp_path / "plan.ics"))
    assert (said.code, said.err) == (1, f"Nothing in your plan has a day yet. {left_out} smartcli do week-plan\n")
    said = person.types("remind", "ics", "--at", "none", "--out", str(tmp_path / "minute.ics"))
    assert left_out in said.err
    person.does("support-network", {"people": [{"name": SECRET}]})
    said = person.types("cards", "--out", str(tmp_path / "cards.html"), "--all")
    assert (said.code, said.err) == (1, f"There are no cards to print yet. {left_out} smartcli cards\n")


def test_an_export_says_that_an_own_file_with_a_slip_no_longer_tells_what_is_private(person: Person) -> None:
    own = person.home / "exercises" / "urge-log.toml"
    own.parent.mkdir(parents=True)
    own.write_text(copied("urge-log", "did"), "utf-8")
    person.does("urge-log", {"did": [f"Called {SECRET}"]})
    said = person.types("export", "csv")
    assert (SECRET in said.out, said.err) == (False, "")
    own.write_text(f"{own.read_text('utf-8')}\nfoo bar\n", "utf-8")
    for format in ("csv", "markdown"):
        said = person.types("export", format)
        assert "1 exercise cannot be found or read. Its answers are in this export, private ones too." in " ".join(
            said.err.split()
        )
    for format in ("html", "markdown"):
        for more, is_said in (((), True), (("--with-private",), False)):
            log = person.types("export", format, *more).out
            assert ("Its answers are in this file, private ones too." in log) is is_said
            assert "What is private" not in log
