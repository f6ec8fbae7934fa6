"""Notes for whoever leads a group: how they are written, what is wrong with them, and who does not read them."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest
from tests.exercises.own_exercises import put
from tests.person import Person
from tests.small import SCALE, TEXT, exercise, table

from smartcli.authoring import check, wording
from smartcli.exercises.compiling import compiled_from
from smartcli.exercises.library import Library, read_file
from smartcli.exercises.reader import read
from smartcli.exercises.step import FacilitatorNotes

SOURCE = Path(__file__).parents[2] / "src" / "smartcli"
STARRED = (
    "check-in", "my-goal", "right-after", "motivation-inventory", "readiness-rulers", "weighing-it-up", "change-plan",
    "urge-log", "urge-surf", "coping-plan", "thought-reframing", "balance-wheel", "smart-goal", "support-network",
)  # fmt: skip
FULL = {"aim": "To see it.", "minutes": 20, "ask": ["How was it?", "What then?"], "avoid": "Advice.", "note": "Slowly."}
PEOPLE = {"kind": "items", "key": "people", "ask": "Who?", "fields": [{**TEXT, "facilitator": "One is enough."}]}


def notes(given: Any) -> FacilitatorNotes | None:
    return exercise(SCALE, facilitator=given).facilitator


def test_a_text_is_a_note() -> None:
    assert notes("Slowly.") == FacilitatorNotes(note="Slowly.")


def test_what_there_is_to_say_is_read_by_its_name() -> None:
    assert notes(FULL) == FacilitatorNotes(
        aim="To see it.", minutes=20, ask=("How was it?", "What then?"), avoid=("Advice.",), note="Slowly."
    )
    assert exercise(SCALE).facilitator is None


def test_they_are_said_in_the_order_in_which_they_are_read() -> None:
    full = notes({**FULL, "avoid": ["Advice.", ""]})
    assert full is not None
    assert [*full.said()] == [
        ("Aim", "To see it."),
        ("Time", "about 20 min in a group"),
        ("", "Slowly."),
        ("Ask", "How was it?"),
        ("Ask", "What then?"),
        ("Avoid", "Advice."),
    ]
    assert [*FacilitatorNotes().said()] == []


def test_steps_and_fields_have_their_own() -> None:
    found = exercise({**SCALE, "facilitator": {"ask": "Why not less?"}}, PEOPLE)
    assert {path: step.facilitator for path, step in found.every_step() if step.facilitator} == {
        "strength": FacilitatorNotes(ask=("Why not less?",)),
        "people.words": FacilitatorNotes(note="One is enough."),
    }


MINE = """format = 1
point = "urges"
title = "Quiet harbour"
minutes = 2

[facilitator]
aim = "Zebra one."
minutes = 20
ask = ["Zebra two?"]
avoid = "Zebra three."
note = "Zebra four."

[[steps]]
kind = "scale"
key = "now"
ask = "How strong is it now?"
help = "Go by feel."
facilitator = "Zebra five."
ends = ["no urge", "the strongest I can think of"]

[[steps]]
kind = "items"
key = "people"
ask = "Who is there?"
[steps.facilitator]
avoid = ["Zebra six."]

[[steps.fields]]
kind = "text"
key = "name"
ask = "Who is it?"
facilitator = { ask = "Zebra seven?" }

[sample]
now = 4
[[sample.people]]
name = "Ana"
"""


def test_a_file_may_have_them_under_a_heading_or_on_a_line(tmp_path: Path) -> None:
    file = tmp_path / "quiet-harbour.toml"
    file.write_text(MINE, "utf-8")
    found, problems = read_file(file)
    assert problems == []
    assert found is not None
    assert check(found, Library(tmp_path)) == []
    assert [*wording.hints(found)] == []
    told = [found.facilitator, *(step.facilitator for _path, step in found.every_step())]
    assert [one.words for one in told if one] == [
        ("Zebra one.", "Zebra four.", "Zebra two?", "Zebra three."),
        ("Zebra five.",),
        ("Zebra six.",),
        ("Zebra seven?",),
    ]
    assert found.minutes == 2


NAMES = "aim, minutes, ask, avoid, note"
WRONG: list[tuple[Any, str]] = [
    (7, f"“facilitator” wants a text in quotes, or some of {NAMES}."),
    (["Slowly."], f"“facilitator” wants a text in quotes, or some of {NAMES}."),
    ({"aims": "x"}, "facilitator: “aims” is not known here. Did you mean “aim”?"),
    ({"zebra": "x"}, f"facilitator: “zebra” is not known here. There are: {NAMES}."),
    ({"minutes": "20"}, "facilitator: “minutes” should be a whole number. Please write minutes = 20."),
    ({"minutes": True}, "facilitator: “minutes” should be a whole number. Please write it as in minutes = 4."),
    ({"ask": 3}, "facilitator: “ask” should be a text or a list of texts."),
    ({"aim": 3}, 'facilitator: “aim” should be a text in quotes. Please write aim = "3".'),
]


@pytest.mark.parametrize(("given", "said"), WRONG)
def test_what_cannot_be_read_is_said_with_its_place(given: Any, said: str) -> None:
    head = read("small", table(SCALE, facilitator=given))
    assert head[0] is None
    (problem,) = head[1]
    assert str(problem).startswith(said)
    of_step = read("small", table({**SCALE, "facilitator": given}))
    place = "step 1 (strength), " if said.startswith("facilitator") else "step 1 (strength): "
    assert [str(one).startswith(f"{place}{said}") for one in of_step[1]] == [True]


@pytest.mark.parametrize("table", [{"aim": " "}, {"ask": ["How?", ""]}, {"avoid": []}, {}, ""])
def test_notes_that_say_nothing_are_a_problem(table: Any, tmp_path: Path) -> None:
    found = exercise({**SCALE, "facilitator": table}, sample={"strength": 1})
    said = "step “strength”, facilitator: it says nothing. Please give it a few words, or take it out."
    assert [str(one) for one in check(found, Library(tmp_path))] == [said]


@pytest.mark.parametrize("minutes", [0, -5])
def test_a_time_of_less_than_a_minute_is_a_problem(minutes: int, tmp_path: Path) -> None:
    found = exercise(SCALE, facilitator={"minutes": minutes}, sample={"strength": 1})
    said = "facilitator: the time is less than a minute. Please write minutes = 10, or take it out."
    assert said in [str(one) for one in check(found, Library(tmp_path))]


def test_a_time_alone_is_fine(tmp_path: Path) -> None:
    assert check(exercise(SCALE, facilitator={"minutes": 5}, sample={"strength": 1}), Library(tmp_path)) == []


def test_their_words_are_looked_at_as_all_others_are(tmp_path: Path) -> None:
    found = exercise({**SCALE, "facilitator": "They must stop!", "ends": ["a", "b"]}, facilitator={"avoid": "Addicts."})
    assert [str(hint).partition(":")[0] for hint in wording.hints(found)] == [
        "facilitator", "step “strength”, facilitator", "step “strength”, facilitator",
    ]  # fmt: skip


@pytest.mark.parametrize("id", STARRED)
def test_the_core_of_the_programme_has_them(id: str, tmp_path: Path) -> None:
    found = Library(tmp_path).load(id)
    assert found.facilitator is not None
    assert found.facilitator.aim
    assert found.facilitator.minutes
    assert len(found.facilitator.ask) >= 2
    assert len(found.facilitator.avoid) >= 2
    noted = [step for step in found.steps if step.facilitator]
    assert len(noted) >= min(5, sum(step.asks for step in found.steps))


def test_they_are_in_what_was_read_ahead_and_not_in_its_head(tmp_path: Path) -> None:
    (tmp_path / "quiet-harbour.toml").write_text(MINE, "utf-8")
    _sum, first, table = compiled_from(tmp_path).split(b"\n")
    assert "facilitator" not in json.loads(first)["heads"]["quiet-harbour"]
    assert json.loads(table)["facilitator"]["aim"] == "Zebra one."


# Whoever does it at home does not read them

# Whoever reads a file, and whoever shows them to the one who leads a group.
READ_BY = {
    "exercises", "authoring", "asking/prompts/shown.py", "commands/demo", "exchange/meeting.py",
    "exchange/pages/worksheet/leading.py", "commands/exercises/worksheet.py",  # a leader's sheet
    "commands/homework/make.py",  # whoever makes it is told that they could be read in it
}  # fmt: skip


def test_nobody_looks_at_them_who_speaks_to_the_person_at_home() -> None:
    looking = set()
    for file in SOURCE.rglob("*.py"):
        tree = ast.walk(ast.parse(file.read_text("utf-8")))
        if any(isinstance(node, ast.Attribute) and node.attr == "facilitator" for node in tree):
            looking.add(file.relative_to(SOURCE).as_posix())
    assert looking
    assert {one for one in looking if not one.startswith(tuple(READ_BY))} == set()


def test_no_command_at_home_says_a_word_of_them(tmp_path: Path) -> None:
    somebody = Person(tmp_path / "home")
    put(somebody, "quiet-harbour.toml", MINE)
    said = [somebody.types("do", "quiet-harbour", answers=["?", "4", "?", "Ana", "", "y", "", "", ""])]
    entry = somebody.does("quiet-harbour", {"now": 5, "people": [{"name": "Ben"}]})
    sheet = tmp_path / "sheet.html"
    for argv in (
        ["exercises"], ["exercises", "show", "quiet-harbour"], ["exercises", "show", "quiet-harbour", "--json"],
        ["exercises", "--json"], ["journal", "show", entry["id"]], ["journal", "list", "--json"], ["plan"], ["cards"],
        ["export", "json"], ["export", "markdown"], ["export", "csv"],
        ["exercises", "worksheet", "quiet-harbour", "--out", str(sheet)],
    ):  # fmt: skip
        said.append(somebody.types(*argv))
        assert said[-1].code == 0, (argv, said[-1])
    assert sheet.exists()
    everything = "".join(one.out + one.err for one in said) + sheet.read_text("utf-8")
    assert "How strong is it now?" in said[0].out
    assert "Go by feel." in said[0].out
    assert "zebra" not in everything.casefold()
    kept = [file for file in somebody.home.rglob("*") if file.is_file() and file.name != "quiet-harbour.toml"]
    assert kept
    assert not any(b"ebra " in file.read_bytes() for file in kept)
