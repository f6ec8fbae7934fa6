"""Home: the first run, the menu, the state of the day without a terminal."""

from tests.person import Person


def welcomed(person: Person) -> Person:
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam", "country": "Ireland"}')
    return person


def test_without_a_terminal_it_prints_the_day_and_what_to_type(person: Person) -> None:
    said = person.types()
    assert said.code == 0
    assert said.out.startswith("Hello.\nNothing is written yet.\nToday's check-in is open.\nType one of these:\n")
    assert "smartcli urge" in said.out


def test_first_run_safety_then_set_up_then_one_small_win(person: Person) -> None:
    typed = ["3", "Sam", "Fewer bets", "1, 4", "2", "", "Ireland", "2", "My daughter", "", "", "", "", "Leave"]
    said = person.types(answers=typed)
    assert said.code == 0, said.err
    assert said.out.index("Stopping alcohol or benzodiazepines suddenly can kill") < said.out.index(
        "What would you like?"
    )
    assert "Before you stop or cut down" in said.out
    assert person.entries()[0]["answers"] == {"reasons": ["My daughter"]}
    kept = person.types("settings", "--json").json["settings"]
    assert kept["name"] == "Sam"
    assert (kept["about"], kept["way"]) == ("alcohol gambling", "Cut down")
    assert kept["country"] == "IE"
    assert kept["plain"] is True
    assert kept["started"] == "2026-03-10"


def test_set_up_left_early_keeps_what_was_answered(person: Person) -> None:
    said = person.types(answers=["3", "Sam", "^C"])
    assert said.code == 130
    assert person.types("settings", "--json").json["settings"]["name"] == "Sam"


def test_home_stays_open_until_left(person: Person) -> None:
    welcomed(person)
    said = person.types(answers=["Look back", "My cards", "Leave"])
    assert said.code == 0, said.err
    assert said.out.count("What now?") == 3
    assert "Hello, Sam." in said.out


def test_a_draft_waits_at_home(person: Person) -> None:
    welcomed(person)
    person.types("checkin", answers=["4", "^C"])
    assert "A draft waits: Check-in." in person.types().out
    said = person.types(answers=["", "", *[""] * 9, "Leave"])
    assert said.code == 0, said.err
    assert person.entries()[0]["answers"]["urge"] == 4


def test_whoever_goes_back_from_the_question_about_a_draft_finds_it_at_home_as_before(person: Person) -> None:
    welcomed(person)
    person.types("checkin", answers=["4", "^C"])
    said = person.types(answers=["", "<", "", "", *[""] * 9, "Leave"])
    assert (said.code, said.out.count("Enter takes: Go on with: Check-in")) == (0, 2), said.err
    assert person.entries()[0]["answers"]["urge"] == 4


def test_leaving_an_exercise_returns_home(person: Person) -> None:
    welcomed(person)
    said = person.types(answers=["", "^C", "Leave"])
    assert said.code == 0
    assert "Left. Nothing was written." in said.err


def test_an_exercise_left_with_a_draft_has_its_door_in_the_menu_that_follows(person: Person) -> None:
    welcomed(person)
    said = person.types(answers=["", "4", "^C", "Leave"])
    assert said.code == 0
    assert "Kept as a draft. “Go on with” is in the list below." in said.err
    assert "smartcli do" not in said.err
    assert "Go on with: Check-in" in said.out


def test_answers_that_were_taken_back_leave_no_draft(person: Person) -> None:
    welcomed(person)
    said = person.types("checkin", answers=["4", "<", "-", "^C"])
    assert said.err.split("\n")[0].rstrip() == "Left. Nothing was written."
    assert "A draft waits" not in person.types().out


def test_welcome_back_asks_for_nothing(person: Person) -> None:
    welcomed(person)
    person.does("check-in", {"urge": 3})
    person.clock.on(days=9)
    assert "Welcome back. You last wrote on Tuesday 10 March." in person.types().out


def test_help_with_an_urge_is_always_the_first_door(person: Person) -> None:
    welcomed(person)
    begun = ["1", "^C", "Leave"]
    assert "You can wait this out." in person.types(answers=begun).out
    person.types("checkin", answers=["4", "^C"])
    person.types("do", "urge-log", answers=["4", "^C"])
    assert "You can wait this out." in person.types(answers=begun).out
    person.does("check-in", {"urge": 3})
    assert "You can wait this out." in person.types(answers=begun).out
