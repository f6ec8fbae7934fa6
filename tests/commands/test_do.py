"""Doing an exercise: prepared answers, typed ones, drafts, what comes back."""

import json

import pytest
from tests.person import Person, unwrapped

from smartcli.exercises.library import Library

SHIPPED = Library(__import__("pathlib").Path("/nonexistent")).ids()


def test_prepared_answers_are_saved_and_given_back_as_json(person: Person) -> None:
    entry = person.does("urge-log", {"strength": 7, "trigger": "A feeling"})
    assert entry["exercise"] == "urge-log"
    assert entry["answers"]["strength"] == 7
    assert entry["answers"]["minutes"] is None
    assert entry["day"] == "2026-03-10"
    assert entry["zone"] == "Europe/Madrid"
    assert entry["at"] == "2026-03-10T12:00:00.000000+01:00"
    assert entry["asked"]["strength"] == "How strong is the urge, or how strong was it?"
    assert person.entries() == [entry]


@pytest.mark.parametrize("id", SHIPPED)
def test_every_sample_is_valid_input(person: Person, id: str) -> None:
    shown = person.types("exercises", "show", id, "--json").json["exercise"]
    entry = person.does(id, shown["sample"])
    assert {key: value for key, value in entry["answers"].items() if value is not None} == shown["sample"]


@pytest.mark.parametrize(
    ("answers", "code", "sentence"),
    [
        (b"not json", 2, 'The answers are not a JSON object such as {"strength": 7}.'),
        (b"[1]", 2, 'The answers are not a JSON object such as {"strength": 7}.'),
        (b"\xff\xfe\x00", 2, 'The answers are not a JSON object such as {"strength": 7}.'),
        (b"[" * 100_000, 2, 'The answers are not a JSON object such as {"strength": 7}.'),
    ],
)
def test_answers_that_are_no_object_are_refused(person: Person, answers: bytes, code: int, sentence: str) -> None:
    said = person.types("do", "urge-log", "--answers", "-", stdin=answers)
    assert said.code == code
    assert sentence in said.err
    assert person.entries() == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_answers_are_taken_as_any_system_writes_text(person: Person, encoding: str) -> None:
    said = person.types(
        "do", "urge-log", "--answers", "-", stdin='{"strength": 7, "place": "Café"}\r\n'.encode(encoding)
    )
    assert said.code == 0
    assert person.entries()[0]["answers"]["place"] == "Café"


def test_a_value_that_does_not_fit_names_its_step_and_not_the_value(person: Person) -> None:
    said = person.types("do", "urge-log", "--answers", "-", stdin=b'{"strength": 7000123}')
    assert said.code == 2
    assert "strength" in said.err
    assert "7000123" not in said.err
    assert person.entries() == []


def test_an_unknown_key_is_refused(person: Person) -> None:
    said = person.types("do", "urge-log", "--answers", "-", stdin=b'{"strenght": 7}')
    assert said.code == 2
    assert "strenght" in said.err
    assert person.entries() == []


def test_an_answer_to_a_question_that_is_not_asked_is_not_dropped_silently(person: Person) -> None:
    said = person.types("do", "urge-log", "--answers", "-", stdin=b'{"strength": 1, "helper": "Ana"}')
    assert said.code == 2
    assert "helper" in said.err
    assert "Ana" not in said.err
    assert person.entries() == []


def test_a_missing_file_is_one_sentence(person: Person) -> None:
    said = person.types("do", "urge-log", "--answers", "/no/such/file.json")
    assert (said.code, said.err.startswith("There is no such file.")) == (1, True)


def test_there_is_no_such_exercise(person: Person) -> None:
    said = person.types("do", "my-secret")
    assert said.code == 1
    assert said.err.strip() == "There is no exercise of this name. smartcli exercises"


def test_a_check_in_of_nothing_but_enter_counts(person: Person) -> None:
    said = person.types("checkin", answers=[""] * 10)
    assert said.code == 0
    assert "Saved." in said.out
    [entry] = person.entries()
    assert set(entry["answers"].values()) == {None}


def test_ctrl_c_keeps_a_draft_and_says_how_to_go_on(person: Person) -> None:
    said = person.types("checkin", answers=["4", "6", "^C"])
    assert said.code == 130
    assert said.err.split("\n")[0].strip() == "Kept as a draft. smartcli do check-in"
    assert person.entries() == []

    again = person.types("checkin", answers=["", *[""] * 8])
    assert again.code == 0, again.err
    [entry] = person.entries()
    assert (entry["answers"]["urge"], entry["answers"]["urge_peak"]) == (4, 6)
    assert person.types("checkin", answers=["^C"]).err.strip() == "Left. Nothing was written."


def test_a_draft_can_be_let_go(person: Person) -> None:
    person.types("checkin", answers=["4", "^C"])
    said = person.types("checkin", answers=["2", *[""] * 10])
    assert said.code == 0, said.err
    assert person.entries()[0]["answers"]["urge"] is None


def test_nobody_to_answer_is_said_with_what_is_asked(person: Person) -> None:
    said = person.types("do", "why-i-want-this")
    assert said.code == 4
    assert "It asks: reasons." in said.err
    assert "smartcli do why-i-want-this --answers FILE" in said.err


def test_the_sentence_after_saving_tells_of_the_last_days(person: Person) -> None:
    said = person.types("do", "check-in", "--answers", "-", stdin=b'{"urge": 6}')
    assert "Your first day is written." in said.out
    for urge in (5, 4, 4, 3, 5, 2, 3, 2, 1, 2, 3):
        person.clock.on(days=1)
        said = person.types("do", "check-in", "--answers", "-", stdin=json.dumps({"urge": urge}).encode())
    assert "\nSaved.\n" in said.out  # beside the two sentences of the week there is room for no third
    days = "Sunday 5, Monday 2, Tuesday 3, Wednesday 2, Thursday 1, Friday 2, Saturday 3."
    two = "Two times seven days so far: 4, 3. On average 2.6, and 4.4 in the seven days before."
    assert unwrapped(f"The last seven days: Urge {days} {two}") in unwrapped(said.out)


def test_after_an_urge_rated_twice_there_is_no_second_picture(person: Person) -> None:
    for end in (3, 4, 2):
        answers = {"strength": 6, "strength_after": end, "trigger": ["Boredom"], "acted": "No"}
        said = person.types("do", "urge-log", "--answers", "-", stdin=json.dumps(answers).encode()).out
        person.clock.on(days=1)
    assert "Before and after\n6 before, 2 after.\n" in said
    assert "seven days" not in said
    assert "3 urges written down so far" in said


def test_on_a_day_that_was_more_than_wanted_no_number_is_told(person: Person) -> None:
    kind = "Saved. You wrote it down, and that counts."
    urge = b'{"strength": 6, "strength_after": 4, "next_time": "The other way home"}'
    rulers = b'{"importance": 8, "confidence": 5, "readiness": 7}'
    for answers in (b'{"urge": 3, "used": "No"}', b'{"urge": 6, "used": "More than I wanted"}'):
        person.clock.on(days=1)
        said = [person.types("do", "check-in", "--answers", "-", stdin=answers)]
        said += [person.types("do", "urge-log", "--answers", "-", stdin=urge)]
        said += [person.types("do", "readiness-rulers", "--answers", "-", stdin=rulers)]
        assert [one.code for one in said] == [0, 0, 0]
    for one in said:
        assert kind in one.out
        assert not any(letter.isdigit() for letter in one.out)
    person.clock.on(days=1)
    assert "6 before, 4 after." in person.types("do", "urge-log", "--answers", "-", stdin=urge).out


def test_what_could_follow_is_one_thing(person: Person) -> None:
    said = person.types("do", "talk-back", "--answers", "-", stdin=b'{"name": "Mr Just One", "belief": 40}')
    assert said.out.count("If you like, next:") == 1


@pytest.mark.parametrize("command", ["smartcli", "python3 run.py"])
def test_a_safety_card_in_an_exercise_names_the_key_before_the_command(
    person: Person, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("SMARTCLI_COMMAND", command.replace("smartcli", ""))
    said = person.types("do", "check-in", answers=["-", "-", "0", "!", "", "^C"]).out
    assert f"- Type ! here (later: {command} help-now) for numbers and your own people.\n" in said
    assert said.index("(later: ") < said.index("HELP NOW")


def test_a_safety_card_is_shown_on_the_side_with_prepared_answers(person: Person) -> None:
    said = person.types("do", "check-in", "--answers", "-", "--json", stdin=b'{"mood": 0}')
    assert "Nobody is watching this program." in said.err
    assert said.json["entry"]["answers"]["mood"] == 0


def test_the_plan_of_last_time_opens_the_next_check_in(person: Person) -> None:
    person.does("check-in", {"plan": "Call Ana at six"})
    person.clock.on(days=1)
    said = person.types("checkin", answers=[""] * 10)
    assert "Call Ana at six" in said.out


def test_a_plan_that_was_skipped_last_time_is_not_dug_up(person: Person) -> None:
    person.does("check-in", {"plan": "Call Ana at six"})
    person.clock.on(days=1)
    person.does("check-in", {"urge": 2})
    person.clock.on(days=1)
    assert "Call Ana" not in person.types("checkin", answers=[""] * 10).out


def test_own_responses_are_offered_first_in_the_urge_log(person: Person) -> None:
    person.does("coping-plan", {"plans": [{"situation": "A feeling", "response": "Walk to the harbour"}]})
    said = person.types("do", "urge-log", answers=["^C"] + [""] * 20)
    assert said.code == 130
    said = person.types("do", "urge-log", answers=["", "", "", "", "?", "", *[""] * 20])
    assert "1 Walk to the harbour" in said.out


def test_a_picker_leads_to_an_exercise(person: Person) -> None:
    said = person.types("do", answers=["2", "1", "It is my life", "", ""])
    assert said.code == 0, said.err
    assert person.entries()[0]["exercise"] == "why-i-want-this"


def test_back_in_the_picker_leads_to_the_points_and_then_out(person: Person) -> None:
    said = person.types("do", answers=["2", "<", "3", "<", "<"])
    assert (said.code, said.err.strip()) == (0, "")
    assert said.out.count("Which point?") == 3
    assert person.entries() == []
    assert person.types("do", answers=["1", "<", "2", "1", "It is my life", ""]).code == 0
    assert [entry["exercise"] for entry in person.entries()] == ["why-i-want-this"]


# Nothing but Enter


def test_a_run_in_which_all_was_skipped_takes_nothing_away_and_counts_for_nothing(person: Person) -> None:
    person.does("coping-plan", {"plans": [{"situation": "Rain", "response": "I read"}], "review": "2026-04-01"})
    said = person.types("do", "coping-plan", answers=["-", "-"])
    assert said.out.endswith("\nNothing was written this time, and all you had is as it was. It can wait.\n")
    assert (said.code, len(person.entries())) == (0, 1)
    assert "Rain - I read" in person.types("cards").out
    assert list((person.home / "drafts").glob("*.json")) == []
    assert person.types("do", "coping-plan", "--json", answers=["-", "-"]).out.endswith('"entry": null\n}\n')


def test_a_day_counts_by_itself(person: Person) -> None:
    assert "Saved." in person.types("checkin", answers=[""] * 12).out
    assert len(person.entries()) == 1


# What stood there last time

PLANNED = {"plans": [{"situation": "Rain", "response": "I read"}, {"situation": "Payday", "response": "I ring Bo"}]}


@pytest.mark.parametrize(("choice", "left"), [("", 2), ("1", 2), ("2", 0)])
def test_skipping_what_stood_there_before_is_asked_about_once(person: Person, choice: str, left: int) -> None:
    person.does("coping-plan", PLANNED)
    said = person.types("do", "coping-plan", answers=["-", "2026-05-01", choice])
    assert said.code == 0, said.err
    assert (
        "You skipped what you had written before: “What you could do in hard moments”. What would you like?" in said.out
    )
    newest = person.entries()[-1]["answers"]
    assert (len(newest["plans"] or []), newest["review"]) == (left, "2026-05-01")
    cards = person.types("cards", "--json").json["cards"]
    assert len([card for card in cards if card["kind"] == "response"]) == left


def test_what_was_not_there_before_is_not_asked_about(person: Person) -> None:
    for _again in range(2):
        said = person.types("do", "coping-plan", answers=["-", "2026-05-01"])
        assert (said.code, "You skipped" in said.out) == (0, False)


def test_leaving_at_that_question_keeps_the_draft(person: Person) -> None:
    person.does("coping-plan", PLANNED)
    said = person.types("do", "coping-plan", answers=["-", "2026-05-01", "^C"])
    assert (said.code, said.err) == (130, "Kept as a draft. smartcli do coping-plan\n")
    assert len(person.entries()) == 1


@pytest.mark.parametrize("exercise", ["urge-log", "delay"])
def test_after_an_urge_no_other_exercise_is_named(exercise: str, person: Person) -> None:
    person.does("why-i-want-this", {"reasons": ["Sleep"]})
    answers = json.dumps({"strength" if exercise == "urge-log" else "urge": 4}).encode()
    said = person.types("do", exercise, "--answers", "-", stdin=answers)
    assert "Saved." in said.out
    assert "If you like, next" not in said.out


def test_weighing_it_up_asks_for_three_things_a_list_and_more_may_be_given(person: Person) -> None:
    rows = [word for thing in ("One", "Two", "Three") for word in (thing, "Now")]
    said = person.types("do", "weighing-it-up", answers=["2", "Gaming", *rows * 4, *[""] * 8])
    assert said.code == 0
    written = person.entries()[0]["answers"]
    assert [len(written[key]) for key in ("gives", "costs", "change_gives", "change_costs")] == [3] * 4


def test_more_rows_than_are_asked_for_stay_when_an_entry_is_changed(person: Person) -> None:
    five = [{"what": f"Thing {n}", "when": "Now"} for n in range(5)]
    person.does("weighing-it-up", {"urge": 2, "costs": five})
    assert person.types("journal", "edit", person.entries()[0]["id"], answers=[""] * 60).code == 0
    assert person.entries()[0]["answers"]["costs"] == five


def test_a_card_for_danger_comes_once_in_a_walk(person: Person) -> None:
    signs = "I think about ending my life"
    for first in ("no", "yes"):
        said = person.types("do", "hard-times", answers=[first, "", signs, *[""] * 20]).out
        assert said.count("If it is too much right now") == 1
