"""What is written of another day: the day that is typed, what becomes of it, and what still stands as today's."""

import json
from datetime import date, datetime
from typing import Any

import pytest
from tests.person import NOON, Person, Said

TODAY, YESTERDAY = "2026-03-10", "2026-03-09"
CHECK_IN = json.dumps({"urge": 3, "mood": 6}).encode()
URGE = json.dumps({"strength": 6, "trigger": ["Boredom"]}).encode()


def kept(person: Person) -> list[tuple[str, str, Any]]:
    return [(one["exercise"], one["day"], one.get("happened")) for one in person.entries()]


def test_a_check_in_for_yesterday_is_of_yesterday_and_today_stays_open(person: Person) -> None:
    person.types("checkin", "--answers", "-", "--day", "yesterday", stdin=CHECK_IN)
    assert kept(person) == [("check-in", YESTERDAY, YESTERDAY)]
    home = person.types("--json").json
    assert (home["checked_in"], home["last_day"]) == (False, TODAY)


def test_it_never_takes_the_place_of_today(person: Person) -> None:
    person.types("checkin", "--answers", "-", stdin=CHECK_IN)
    for day in ("yesterday", "2026-03-01"):
        person.types("checkin", "--answers", "-", "--day", day, stdin=CHECK_IN)
    assert person.types("--json").json["checked_in"] is True
    assert person.entries()[-1]["at"].startswith(TODAY)


def test_home_says_when_something_was_written_last_and_not_of_which_day(person: Person) -> None:
    person.types("checkin", "--answers", "-", "--day", "2026-02-01", stdin=CHECK_IN)
    assert "You have written something today." in person.types().out
    assert "Today's check-in is open." in person.types().out


def test_of_two_for_one_day_the_newer_stands_for_it(person: Person) -> None:
    person.clock.on(days=-1)
    person.types("checkin", "--answers", "-", stdin=CHECK_IN)
    person.clock.on(days=1)
    for urge in (8, 2):
        given = json.dumps({"urge": urge}).encode()
        said = person.types("checkin", "--answers", "-", "--day", "yesterday", stdin=given)
    said = person.types("checkin", "--answers", "-", stdin=CHECK_IN)
    assert "Monday 2, Tuesday 3." in said.out


def test_a_day_to_come_is_refused_and_nothing_is_written(person: Person) -> None:
    person.does("urge-log", {"strength": 5})
    for argv in (
        ("checkin", "--answers", "-", "--day", "2026-03-11"),
        ("do", "urge-log", "--answers", "-", "--day", "tomorrow"),
        ("journal", "edit", person.entries()[0]["id"], "--day", "in 2 days"),
    ):
        said = person.types(*argv, stdin=b"{}")
        assert (said.code, said.out) == (2, "")
        to_come = "That day is still to come. Please give today, or a day before it."
        command = " ".join(argv[: 1 + (argv[0] == "journal")])
        assert said.err.strip() == f"{to_come} smartcli {command} --help"
    assert len(person.entries()) == 1


def test_it_is_refused_before_anything_is_asked(person: Person) -> None:
    said = person.types("checkin", "--day", "tomorrow", answers=["3"])
    assert (said.code, said.out) == (2, "")


def test_typed_in_plain_lines_it_says_first_which_day_is_meant(person: Person) -> None:
    said = person.types("checkin", "--day", "2026-03-07", answers=["3"] + [""] * 20)
    about = "This is for Saturday 7 March. Where a question says today, that day is meant."
    assert about in said.err
    assert "This is for" not in person.types("checkin", answers=["3"] + [""] * 20).err
    assert kept(person)[0] == ("check-in", "2026-03-07", "2026-03-07")


def test_today_by_name_is_what_it_is_without(person: Person) -> None:
    person.types("checkin", "--answers", "-", "--day", "today", stdin=CHECK_IN)
    assert kept(person) == [("check-in", TODAY, None)]


# When a day ends


@pytest.mark.parametrize(("ends", "day"), [("4", YESTERDAY), ("3", YESTERDAY), ("2", TODAY)])
def test_at_two_in_the_night_yesterday_is_that_of_the_person(person: Person, ends: str, day: str) -> None:
    """Half past two on the tenth is still the ninth for whoever's day ends at three."""
    person.types("settings", "change", "--day-ends", ends)
    person.clock.now = datetime.fromisoformat("2026-03-10T02:30:00+01:00")
    person.types("do", "urge-log", "--answers", "-", "--day", "today", stdin=URGE)
    person.types("do", "urge-log", "--answers", "-", "--day", "yesterday", stdin=URGE)
    before = date.fromisoformat(day).toordinal() - 1
    assert [one[1] for one in kept(person)] == [day, date.fromordinal(before).isoformat()]


def test_the_day_to_come_is_told_by_it_too(person: Person) -> None:
    person.clock.now = datetime.fromisoformat("2026-03-10T02:30:00+01:00")
    said = person.types("checkin", "--answers", "-", "--day", TODAY, stdin=CHECK_IN)
    assert said.code == 2


def test_through_the_night_in_which_the_clock_goes_back(person: Person) -> None:
    for at in ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", "2026-10-25T05:00:00+01:00"):
        person.clock.now = datetime.fromisoformat(at)
        person.types("do", "urge-log", "--answers", "-", "--day", "yesterday", stdin=URGE)
    assert [one[1] for one in kept(person)] == ["2026-10-23", "2026-10-23", "2026-10-24"]


# Drafts


def test_what_was_left_early_is_gone_on_with_for_its_day(person: Person) -> None:
    left = person.types("checkin", "--day", "yesterday", answers=["4", "^C"])
    assert left.code == 130
    person.clock.on(days=1)
    said = person.types("checkin", answers=["1", *[""] * 20])
    assert "You left this yesterday afternoon. It is for Monday 9 March." in said.out.replace("\n", " ")
    assert kept(person) == [("check-in", YESTERDAY, YESTERDAY)]
    assert person.entries()[0]["answers"]["urge"] == 4


def test_who_asks_for_a_day_is_offered_what_was_begun_for_it_alone(person: Person) -> None:
    person.types("checkin", answers=["4", "^C"])
    said = person.types("checkin", "--day", "yesterday", answers=["5", *[""] * 20])
    assert "You left this" not in said.out
    assert kept(person) == [("check-in", YESTERDAY, YESTERDAY)]
    assert "You left this" in person.types("checkin", answers=["1", *[""] * 20]).out


# Moving


def test_edit_moves_an_entry_asks_nothing_and_undo_takes_it_back(person: Person) -> None:
    entry = person.does("urge-log", {"strength": 5})
    said = person.types("journal", "edit", entry["id"], "--day", "yesterday")
    assert (said.code, said.out) == (0, "Saved. smartcli journal undo brings the day from before back.\n")
    assert kept(person) == [("urge-log", YESTERDAY, YESTERDAY)]
    assert person.types("journal", "edit", entry["id"], "--day", "yesterday").out == "Nothing was changed.\n"
    assert "written today, 12:00" in person.types("journal", "show", entry["id"]).out
    person.types("journal", "undo")
    assert kept(person) == [("urge-log", TODAY, None)]


def test_back_on_the_day_it_was_written_it_happened_when_it_was_written(person: Person) -> None:
    entry = person.does("urge-log", {"strength": 5})
    for day in ("yesterday", "today"):
        person.types("journal", "edit", entry["id"], "--day", day)
    assert kept(person) == [("urge-log", TODAY, None)]


def test_nothing_is_moved_to_a_day_after_it_was_written(person: Person) -> None:
    entry = person.does("urge-log", {"strength": 5})
    person.clock.on(days=3)
    said = person.types("journal", "edit", entry["id"], "--day", "yesterday")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("It was written before that day.")


def test_with_answers_both_change(person: Person) -> None:
    entry = person.does("urge-log", {"strength": 5})
    person.types("journal", "edit", entry["id"], "--day", "yesterday", "--answers", "-", stdin=b'{"strength": 8}')
    [moved] = person.entries()
    assert (moved["day"], moved["answers"]["strength"]) == (YESTERDAY, 8)


# What is said of it


def test_a_day_that_was_more_than_wanted_is_met_kindly_whatever_day_it_was(person: Person) -> None:
    person.does("my-goal", {"way": "Cut down"})
    for day in ("yesterday", "2026-01-05"):
        given = json.dumps({"urge": 3, "used": "More than I wanted"}).encode()
        said = person.types("checkin", "--answers", "-", "--day", day, stdin=given)
        assert "Be as kind to yourself" in said.out
        assert "days" not in said.out
    assert "Be as kind" not in person.types("checkin", "--answers", "-", stdin=CHECK_IN).out


def test_the_list_shows_when_it_was_and_the_filters_go_by_it(person: Person) -> None:
    person.types("checkin", "--answers", "-", "--day", "yesterday", stdin=CHECK_IN)
    assert f", {YESTERDAY}, Check-in" in person.types("journal", "list").out
    assert len(person.types("journal", "list", "--day", "yesterday", "--json").json["entries"]) == 1
    assert person.types("journal", "list", "--day", "today", "--json").json["entries"] == []


def test_hard_hours_leave_out_what_has_no_hour(person: Person) -> None:
    for _ in range(4):
        person.types("do", "urge-log", "--answers", "-", "--day", "yesterday", stdin=URGE)
    said = person.types("do", "urge-log", "--answers", "-", stdin=URGE)
    assert "5 urges written down so far." in said.out
    assert person.clock.now == NOON


# The door at home


def settled(person: Person) -> Person:
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    return person


def at_home(person: Person, *lines: str) -> Said:
    """At home, through the door; what is not asked any more is Enter at home, then leaves."""
    return settled(person).types(answers=["For another day", *lines, *[""] * 20, "Leave", "Leave"])


def test_home_has_a_door_that_asks_which_day_and_enter_takes_yesterday(person: Person) -> None:
    said = at_home(person, "", "", "7")
    assert "Which day is it about?" in said.out
    assert "This is for yesterday." in said.err
    assert kept(person)[0] == ("check-in", YESTERDAY, YESTERDAY)
    assert person.entries()[0]["answers"]["urge"] == 7


def test_an_urge_can_be_written_down_there_and_when_it_was_is_not_asked(person: Person) -> None:
    said = at_home(person, "Friday 6 March", "2", "7")
    assert kept(person) == [("urge-log", "2026-03-06", "2026-03-06")]
    assert "When was it?" not in said.out


def test_an_earlier_day_is_typed_and_one_to_come_is_asked_again(person: Person) -> None:
    said = at_home(person, "An earlier one", "2026-03-11", "2026-02-20", "1", "7")
    assert "That day is still to come." in said.out + said.err
    assert kept(person)[0] == ("check-in", "2026-02-20", "2026-02-20")


@pytest.mark.parametrize("back", [["-"], ["An earlier one", "-"], ["1", "-"]])
def test_whoever_goes_back_is_at_home_and_nothing_is_written(person: Person, back: list[str]) -> None:
    said = settled(person).types(answers=["For another day", *back, "Leave"])
    assert said.code == 0, said.err
    assert said.out.count("What now?") == 2
    assert person.entries() == []


def test_nobody_is_asked_to_fill_a_gap(person: Person) -> None:
    """After days without a word home does not speak of them; the door is all there is."""
    person.types("checkin", "--answers", "-", stdin=CHECK_IN)
    person.clock.on(days=6)
    said = settled(person).types(answers=["Leave"])
    assert said.out.count("another day") == 1
    assert "missed" not in said.out + said.err
