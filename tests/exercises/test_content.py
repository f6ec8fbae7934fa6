"""Everything that ships, in every language: nothing leads nowhere, every place is reached, minutes are honest."""

import shutil
from pathlib import Path

import pytest
from tests.exercises.shipped import (
    DATA,
    LIBRARY,
    checked,
    dishonest,
    exercise_files,
    languages,
    load,
    named,
    takes,
    unnamed,
    unreached,
    unsafe,
    untranslatable,
)
from tests.small import SCALE, TEXT, YES_NO, exercise

FILES = exercise_files()


def of_every(files: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("file", files, ids=named)


@of_every(FILES)
def test_check_has_nothing_to_say(file: Path) -> None:
    assert checked(file) == []


@of_every(FILES)
def test_every_step_field_and_note_is_reached_by_some_answers(file: Path) -> None:
    assert list(unreached(file, load(file))) == []


@of_every(FILES)
def test_every_safety_card_comes_after_the_answers_that_need_it(file: Path) -> None:
    assert list(unsafe(file, load(file))) == []


@of_every(FILES)
def test_every_exercise_that_an_answer_leads_to_is_named_to_whoever_gave_it(file: Path) -> None:
    assert list(unnamed(file, load(file))) == []


@of_every(FILES)
def test_the_minutes_are_about_what_the_sample_takes(file: Path) -> None:
    assert list(dishonest(file, load(file))) == []


@of_every(FILES)
def test_commands_are_named_only_where_they_are_shown_as_the_person_types_them(file: Path) -> None:
    found = load(file)
    steps = [step for _path, step in found.every_step()]
    asked = [text for step in steps for text in (step.ask, step.help, *getattr(step, "choices", ()))]
    assert [text for text in (found.title, found.about, *asked) if "smartcli " in text] == []


def test_a_translation_keeps_keys_and_kinds() -> None:
    assert [said for file in FILES if file.parent.parent.name != "en" for said in untranslatable(file)] == []


def test_everything_that_ships_is_among_what_is_looked_at() -> None:
    assert DATA / "en" in languages()
    assert {file.stem for file in FILES} >= set(LIBRARY.ids())


# Each complaint names the file, the step and the cure


@pytest.fixture
def german(tmp_path: Path) -> Path:
    """A data folder with a German exercise beside the English ones."""
    shutil.copytree(DATA / "en" / "exercises", tmp_path / "en" / "exercises")
    shutil.copytree(DATA / "en" / "exercises", tmp_path / "de" / "exercises")
    return tmp_path / "de" / "exercises" / "urge-log.toml"


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_the_files_of_every_language_are_found(german: Path) -> None:
    found = [named(file) for file in exercise_files(german.parents[2])]
    assert {"de/urge-log", "en/urge-log"} <= set(found)
    assert len(found) == 2 * len([one for one in found if one.startswith("en/")])


def test_what_check_says_of_a_translation_names_its_language(german: Path) -> None:
    change(german, 'is = "Yes"', 'is = "Ja"')
    assert checked(german) == [
        (
            "de/urge-log: step “note-8”: its only_if leads nowhere: “acted” has no choice “Ja”. "
            "There are: “No”, “Partly”, “Yes”, “Rather not say”."
        )
    ]


def test_a_file_that_cannot_be_read_is_named(german: Path) -> None:
    change(german, 'title = "Urge log"', "title = „Protokoll“")
    assert checked(german) == [
        'de/urge-log: line 4: the quotes are not straight ones. Please type " at both ends, as in "How are you?".'
    ]
    with pytest.raises(AssertionError, match="de/urge-log: line 4"):
        load(german)


def test_a_wide_question_is_named(german: Path) -> None:
    change(german, 'ask = "What set it off?"', f'ask = "{"W" * 71}"')
    change(german, '"Boredom"', f'"{"L" * 72}"')
    assert checked(german) == [
        "de/urge-log: step “trigger”: 71 letters wide. Please word it in 70.",
        "de/urge-log: step “trigger”: 72 letters wide. Please word it in 70.",
    ]


def test_a_changed_key_or_kind_of_a_translation_is_named(german: Path) -> None:
    change(german, 'key = "place"', 'key = "ort"')
    change(german, 'kind = "number"', 'kind = "text"')
    for line in ("low = 0\n", "high = 1440\n", 'unit = "minutes"\n', "whole = true\n"):
        change(german, line, "")
    change(german, 'place = "On', 'ort = "On')
    said = "not as in English. Please keep its key and kind."
    assert untranslatable(german, german.parents[2]) == [
        f"de/urge-log: step “{key}”: {said}" for key in ("minutes", "ort", "place")
    ]


def test_a_translation_of_nothing_is_named(german: Path) -> None:
    file = german.rename(german.with_name("protokoll.toml"))
    assert untranslatable(file, german.parents[2]) == [
        "de/protokoll: there is no exercise of this name in English. Please name it as it is there."
    ]


A_FILE = Path("xx/exercises/small.toml")


def test_an_exercise_that_no_answer_leads_to_is_named() -> None:
    sure = {"key": "sure", "is": True}
    mild = {**SCALE, "only_if": sure, "leads": {"to": "urge-surf", "at_least": 3}}
    assert list(unnamed(A_FILE, exercise(YES_NO, mild))) == []
    assert list(unnamed(A_FILE, exercise(YES_NO, {**mild, "leads": {"to": "urge-surf", "at_least": 11}}))) == [
        "xx/small: step “strength”: nobody is led to urge-surf."
    ]


def test_a_step_that_no_answers_lead_to_is_named() -> None:
    sure, unsure = ({"key": "sure", "is": answer} for answer in (True, False))
    table = {
        "kind": "items",
        "key": "people",
        "ask": "Who?",
        "only_if": sure,
        "fields": [TEXT, {**SCALE, "only_if": unsure}],
    }
    assert list(unreached(A_FILE, exercise(YES_NO, table))) == [
        "xx/small: step “people.strength”: nobody is led to it. Please look at its only_if and those before it."
    ]


def test_a_note_that_is_never_told_is_named() -> None:
    note = {"kind": "note", "text": "Well.", "only_if": {"key": "strength", "at_least": 11}}
    assert list(unreached(A_FILE, exercise(SCALE, note))) == [
        "xx/small: step “note-2”: nobody is led to it. Please look at its only_if and those before it."
    ]
    fine = {**note, "only_if": {"key": "strength", "at_least": 10}}
    assert list(unreached(A_FILE, exercise(SCALE, fine))) == []


def test_a_safety_card_that_no_answer_calls_is_named() -> None:
    gate = {**SCALE, "safety": [{"card": "crisis", "at_most": -1}, {"card": "stay", "at_most": 1}]}
    assert list(unsafe(A_FILE, exercise(gate))) == [
        (
            "xx/small: step “strength”: the safety card crisis is not shown after {'at_most': -1}. "
            "Please compare with an answer that can be given."
        )
    ]


def test_a_card_in_a_field_is_reached_through_its_row() -> None:
    field = {**YES_NO, "safety": {"card": "crisis", "is": True}, "only_if": {"key": "strength", "at_least": 3}}
    table = {"kind": "items", "key": "people", "ask": "Who?", "fields": [TEXT, SCALE, field]}
    assert list(unsafe(A_FILE, exercise(table))) == []


@pytest.mark.parametrize(("minutes", "is_fine"), [(1, False), (2, True), (4, True), (7, True), (8, False)])
def test_minutes_far_from_what_the_sample_takes_are_named(minutes: int, is_fine: bool) -> None:
    steps = [{**TEXT, "key": f"a{number}"} for number in range(8)]
    one = exercise(*steps, minutes=minutes, sample={f"a{number}": "x" for number in range(8)})
    said = f"xx/small: minutes = {minutes}, but the sample takes about 4. Please say so, or ask for less."
    assert list(dishonest(A_FILE, one)) == ([] if is_fine else [said])


def test_what_is_typed_takes_longer_than_what_is_picked_and_what_is_skipped_takes_nothing() -> None:
    ride = {"kind": "pace", "key": "ride", "ask": "Breathe.", "rounds": 2}
    lines = {"kind": "lines", "key": "list", "ask": "What?"}
    table = {"kind": "items", "key": "people", "ask": "Who?", "fields": [{**TEXT, "key": "name"}, SCALE]}
    sample = {
        "strength": 3,
        "list": ["a", "b"],
        "people": [{"name": "Ana", "strength": 1}, {"name": "Ben"}],
        "ride": [{"seconds": 60}, {"seconds": 30, "more": False}],
    }
    whole = exercise(SCALE, TEXT, lines, table, ride, sample=sample)
    assert takes(whole) == 0.25 + 1.0 + (0.5 + 0.25) + 0.5 + 1.5 + 0.25
