"""My plan on a page: on the terminal, as Markdown, as a page to print, for other programs."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event
from tests.exercises.own_exercises import DATE, LINES, TEXT, plant
from tests.person import OWN, Person
from tests.privacy.evil import EVIL, FORBIDDEN
from tests.program import Program

PEOPLE = [{"name": "Ana", "reach": "555 0101"}]
PLANS = [{"situation": "Sunday evenings", "way": "Talk to someone", "response": "I walk to the sea"}]


@pytest.fixture
def somebody(person: Person) -> Person:
    person.does("why-i-want-this", {"reasons": ["My daughter", "Sleep"]})
    person.does("support-network", {"people": PEOPLE})
    person.does("coping-plan", {"plans": PLANS, "review": "2026-04-07"})
    return person


def parts(said: str) -> dict[str, list[str]]:
    """The lines under each title."""
    blocks = [block.split("\n") for block in said.strip().split("\n\n")]
    return {block[0]: block[1:] for block in blocks}


def test_the_plan_shows_the_person_s_words_and_names_what_fills_each_part(somebody: Person) -> None:
    said = somebody.types("plan")
    assert (said.code, said.err) == (0, "")
    shown = parts(said.out)
    assert shown["Why I want this"] == [
        "- My daughter",
        "- Sleep",
        "To add or change something: smartcli do why-i-want-this",
    ]
    assert shown["What I want to change"] == ["Nothing here yet: smartcli do change-plan"]
    assert shown["When an urge comes"] == [
        "- Sunday evenings: I walk to the sea", "To add or change something: smartcli do coping-plan",
    ]  # fmt: skip
    assert shown["My people"] == ["- Ana; 555 0101", "To add or change something: smartcli do support-network"]
    assert shown["What comes next"] == [
        "- Tuesday 7 April: Look at my coping plan again", "To add or change something: smartcli do coping-plan",
    ]  # fmt: skip


def test_an_empty_plan_writes_nothing_and_says_where_to_begin(person: Person) -> None:
    said = person.types("plan")
    assert said.code == 0
    assert parts(said.out)["Why I want this"] == ["Nothing here yet: smartcli do why-i-want-this"]
    assert not person.home.exists()


def test_exercises_that_are_not_there_are_no_error_and_are_taken_in_as_soon_as_they_are(person: Person) -> None:
    (person.home / "exercises").mkdir(parents=True)
    plant(person.home, "hard-times", signs=LINES, people=LINES, safer=LINES)
    plant(person.home, "staying-well", works=LINES, review=DATE)
    signs = ["I stop eating", "I stay in bed"]
    person.does("hard-times", {"signs": signs, "people": ["Ana"], "safer": ["The keys stay at work"]})
    person.does("staying-well", {"works": ["Swimming"], "review": "2026-05-01"})
    shown = parts(person.types("plan").out)
    assert shown["When it gets very hard"] == [
        "- People: Ana", "- To make it safer: The keys stay at work", "Signs:", "- I stop eating", "- I stay in bed",
        "To add or change something: smartcli do hard-times",
    ]  # fmt: skip
    assert shown["Staying well"] == ["- What works: Swimming", "To add or change something: smartcli do staying-well"]
    assert shown["What comes next"][0] == "- Friday 1 May: Look at staying well again"
    for file in (person.home / "exercises").iterdir():
        file.unlink()
    assert "Swimming" in person.types("plan").out
    assert (
        "Bo" not in parts(person.types("plan", "--markdown").out.replace("\n\n-", "\n-"))["## When it gets very hard"]
    )


def test_the_plan_is_whole_for_other_programs(somebody: Person) -> None:
    plan = somebody.types("plan", "--json").json
    assert (plan["schema"], plan["plan"]["day"]) == (1, "2026-03-10")
    assert [part["id"] for part in plan["plan"]["parts"]][:4] == ["reasons", "change", "coping", "people"]
    people = plan["plan"]["parts"][3]
    assert (people["title"], people["fills"]) == ("My people", "support-network")
    assert people["lines"] == [
        {
            "says": "",
            "words": ["Ana", "555 0101"],
            "private": True,
            "exercise": "support-network",
            "day": "2026-03-10",
        }
    ]
    assert plan["plan"]["parts"][1] == {
        "id": "change", "title": "What I want to change", "fills": "change-plan", "lines": [],
    }  # fmt: skip


OPEN = "Open the file on your phone or in your calendar.\n"
GUESSED = "The hours of your week are guesses, to be moved there.\n"
OF_ITS_OWN = "Best is a calendar of its own: to bring in a newer file, empty that calendar\nfirst.\n"
HOURS = f"{OPEN}{GUESSED}{OF_ITS_OWN}"
LEFT_OUT = "What is private, such as people, is left out. To have it in: --with-private\n"
WRITTEN = "Written. The file is not encrypted.\n"


def test_markdown_leaves_names_out_and_says_so(somebody: Person) -> None:
    said = somebody.types("plan", "--markdown")
    assert (said.code, said.err) == (0, LEFT_OUT)
    assert "## My people\n\nWhat is private is left out here.\n" in said.out
    assert ("- My daughter\n" in said.out, "Ana" in said.out) == (True, False)
    assert "- Sunday evenings → I walk to the sea\n" in said.out
    said = somebody.types("plan", "--markdown", "--with-private")
    assert (said.err, "- Ana; 555 0101\n" in said.out) == ("", True)


def test_a_page_is_written_for_the_person_alone_and_never_over_another_file(somebody: Person, tmp_path: Path) -> None:
    page = tmp_path / "plan.html"
    said = somebody.types("plan", "--out", str(page))
    assert (said.code, said.out, said.err) == (0, "", WRITTEN + LEFT_OUT)
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    text = page.read_text("utf-8")
    assert text.startswith("<!doctype html>\n")
    assert ("My daughter" in text, "Ana" in text, "This file is not encrypted." in text) == (True, False, True)
    again = somebody.types("plan", "--out", str(page), "--with-private")
    assert (again.code, again.err.strip()) == (
        1,
        "There is a file of this name already. Please name a new one. smartcli plan --out FILE.html",
    )
    assert page.read_text("utf-8") == text
    said = somebody.types("plan", "--out", str(tmp_path / "all.html"), "--with-private")
    assert (said.err, "Ana; 555 0101" in (tmp_path / "all.html").read_text("utf-8")) == (WRITTEN, True)


def test_a_file_of_markdown_holds_what_is_printed(somebody: Person, tmp_path: Path) -> None:
    assert somebody.types("plan", "--out", str(tmp_path / "plan.md")).err == WRITTEN + LEFT_OUT
    assert (tmp_path / "plan.md").read_text("utf-8") == somebody.types("plan", "--markdown").out


# For a calendar

SLOTS = [
    {"day": "Wednesday", "part": "Evening", "what": "A walk, slow; by the\\river", "with": "Ana"},
    {"day": "Tuesday", "part": "Night", "what": "Call someone"},
]


def calendar(file: Path) -> list[Event]:
    """The events of a calendar file, as another program reads them."""
    read = Calendar.from_ical(file.read_bytes())
    assert (read["version"], read["prodid"], read.errors) == ("2.0", "-//smartcli//EN", [])
    return [*read.events]


def test_the_week_and_the_dates_go_into_a_calendar_with_neutral_titles(somebody: Person, tmp_path: Path) -> None:
    somebody.does("week-plan", {"slots": SLOTS})
    somebody.does("smart-goal", {"goal": "See my friends", "by": "2026-03-20"})
    said = somebody.types("plan", "--out", str(tmp_path / "plan.ics"))
    assert (said.code, said.out, said.err) == (0, "", f"{WRITTEN}{LEFT_OUT}{HOURS}")
    events = calendar(tmp_path / "plan.ics")
    assert {(str(event["summary"]), event["class"], event["transp"]) for event in events} == {
        ("My plan", "PRIVATE", "TRANSPARENT")
    }
    assert [(event.decoded("dtstart").isoformat(), str(event["description"])) for event in events] == [
        ("2026-03-10T22:00:00+01:00", "Call someone"),
        ("2026-03-11T19:00:00+01:00", "A walk, slow; by the\\river"),
        ("2026-03-24", "Look at my week again"),
        ("2026-03-20", "See my friends"),
        ("2026-04-07", "Look at my coping plan again"),
    ]
    ends = [event.decoded("dtend").isoformat() for event in events[1:4]]
    assert ends == ["2026-03-11T20:00:00+01:00", "2026-03-25", "2026-03-21"]
    rules = [event.get("rrule") for event in events]
    assert [rule and rule.to_ical() for rule in rules] == [
        b"FREQ=WEEKLY;UNTIL=20260323T225959Z", b"FREQ=WEEKLY;UNTIL=20260323T225959Z", None, None, None,
    ]  # fmt: skip
    bells = [event.subcomponents[0] for event in events]
    assert {(bell.name, bell["action"], str(bell["description"])) for bell in bells} == {
        ("VALARM", "DISPLAY", "My plan")
    }
    assert [bell.decoded("trigger") for bell in bells[1:3]] == [timedelta(minutes=-15), timedelta(hours=9)]


def test_own_titles_and_names_only_where_they_are_asked_for(somebody: Person, tmp_path: Path) -> None:
    somebody.does("week-plan", {"slots": SLOTS})
    said = somebody.types("plan", "--out", str(tmp_path / "a.ics"), "--own-titles", "--with-private")
    assert said.err == WRITTEN + HOURS
    titles = [str(event["summary"]) for event in calendar(tmp_path / "a.ics")]
    assert titles == [
        "Call someone", "A walk, slow; by the\\river, Ana", "Look at my week again", "Look at my coping plan again",
    ]  # fmt: skip
    said = somebody.types("plan", "--own-titles")
    assert (said.code, said.err) == (
        2, "--own-titles is for a calendar. smartcli plan --own-titles --out plan.ics\n",
    )  # fmt: skip


def test_the_same_plan_written_again_holds_the_same_events(somebody: Person, tmp_path: Path) -> None:
    somebody.does("week-plan", {"slots": SLOTS})
    for name in ("a.ics", "b.ics"):
        somebody.types("plan", "--out", str(tmp_path / name))
        somebody.clock.on(minutes=1)
    first, second = ((tmp_path / name).read_bytes() for name in ("a.ics", "b.ics"))
    assert first == second
    assert len({event["uid"] for event in calendar(tmp_path / "a.ics")}) == 4


def test_a_plan_without_a_day_makes_no_calendar(person: Person, tmp_path: Path) -> None:
    said = person.types("plan", "--out", str(tmp_path / "plan.ics"))
    assert (said.code, said.err) == (1, "Nothing in your plan has a day yet. smartcli do week-plan\n")
    assert not (tmp_path / "plan.ics").exists()


def test_odd_words_and_days_that_are_none_harm_no_calendar(person: Person, tmp_path: Path) -> None:
    evil = EVIL + "\r\nBEGIN:VEVENT\nSUMMARY:x" + "w" * 2000
    person.does("smart-goal", {"goal": evil, "by": "2026-03-20"})
    person.types("plan", "--out", str(tmp_path / "plan.ics"), "--own-titles")
    [event] = calendar(tmp_path / "plan.ics")
    assert len(event["summary"]) == 80
    assert {sign for sign in str(event["description"]) if sign in FORBIDDEN} == set()


def test_what_cannot_be_written_is_said_in_one_sentence_with_what_to_type(somebody: Person, tmp_path: Path) -> None:
    said = somebody.types("plan", "--out", str(tmp_path / "plan.pdf"))
    assert (said.code, said.err) == (
        2,
        "The name of the file has to end in .html or .md or .ics. smartcli plan --out FILE.html\n",
    )
    said = somebody.types("plan", "--out", str(tmp_path / "none" / "plan.html"))
    assert (said.code, said.err) == (
        1,
        "The folder for this file is not there. Please make it first. smartcli plan --out FILE.html\n",
    )
    said = somebody.types("plan", "--markdown", "--json")
    assert (said.code, said.err) == (
        2, "Please take only one of --markdown, --json and --out. smartcli plan --help\n",
    )  # fmt: skip
    assert list(tmp_path.glob("*.*")) == []


def test_a_part_of_the_journal_that_cannot_be_read_is_said_and_the_rest_is_shown(somebody: Person) -> None:
    [segment] = (somebody.home / "journal").glob("*/*.jsonl")
    lines = segment.read_bytes().split(b"\n")
    segment.write_bytes(b"\n".join([b'{"torn', *lines[1:]]))
    said = somebody.types("plan")
    assert (said.code, "Ana" in said.out, "My daughter" in said.out) == (3, True, False)
    assert said.err.startswith("1 line could not be read.")


def test_a_sealed_plan_asks_for_the_passphrase_and_the_file_is_for_others_to_read(
    somebody: Person, tmp_path: Path
) -> None:
    somebody.passphrases = [OWN]
    assert somebody.types("lock", "--yes").code == 0
    assert somebody.types("plan", "--out", str(tmp_path / "plan.html")).err == WRITTEN + LEFT_OUT
    assert "My daughter" in somebody.types("plan").out
    somebody.passphrases = []
    said = somebody.types("plan")
    assert (said.code, said.out) == (3, "")
    assert said.err == (
        "The journal is sealed, and nobody is there to give the passphrase. The same command takes it from a file: "
        "smartcli plan --passphrase-fd 3 3<FILE\n"
    )


def test_the_real_program_prints_the_plan_into_a_pipe(program: Program) -> None:
    program.run("do", "why-i-want-this", "--answers", "-", stdin='{"reasons": ["Šárka → sea"]}'.encode())
    assert b"- \xc5\xa0\xc3\xa1rka \xe2\x86\x92 sea\n" in program.run("plan", "--markdown").stdout
    assert b"- ??rka ? sea\n" in program.run("plan", PYTHONIOENCODING="ascii").stdout


def test_home_has_a_door_to_the_plan(somebody: Person) -> None:
    somebody.types("settings", "change", answers=[""] * 9)
    said = somebody.types(answers=["My plan", "^C"])
    assert "My plan\n" in said.out
    assert "- Sunday evenings: I walk to the sea\n" in said.out


def test_a_day_that_is_none_is_left_out_of_a_calendar(person: Person, tmp_path: Path) -> None:
    plant(person.home, "smart-goal", goal=LINES, by=TEXT)
    person.does("smart-goal", {"goal": ["Odd"], "by": "next spring"})
    person.does("meeting-notes", {"next_date": "2026-03-20"})
    person.types("plan", "--out", str(tmp_path / "plan.ics"))
    assert [str(event["description"]) for event in calendar(tmp_path / "plan.ics")] == ["The next meeting or talk"]


# The week

A_WEEK = [{"day": "Friday", "part": "Evening", "what": "The choir", "with": "Ana"}, {"day": "Monday", "what": "Rest"}]


def test_the_week_and_the_plan_for_it_stand_among_what_comes_next_and_not_for_long(person: Person) -> None:
    person.does("weekly-review", {"plan": "Leave my card with Ana"})
    person.does("week-plan", {"slots": A_WEEK})
    assert parts(person.types("plan").out)["What comes next"][:-1] == [
        "- My plan for the week: Leave my card with Ana", "My week:", "- Friday, Evening, The choir", "- Monday, Rest",
    ]  # fmt: skip
    person.clock.on(days=7)
    assert parts(person.types("plan").out)["What comes next"][:-1] == [
        "My week:", "- Friday, Evening, The choir", "- Monday, Rest",
    ]  # fmt: skip
    person.clock.on(days=7)
    assert parts(person.types("plan").out)["What comes next"] == ["Nothing here yet: smartcli do smart-goal"]


def test_values_without_an_order_stand_in_the_plan_and_with_one_only_the_first(person: Person) -> None:
    person.does("values", {"values": ["Calm", "Family", "Music"]})
    assert parts(person.types("plan").out)["Why I want this"][1:4] == ["- Calm", "- Family", "- Music"]
    person.does("values", {"values": ["Calm", "Family", "Music"], "top": ["Music"]})
    assert parts(person.types("plan").out)["Why I want this"][:-1] == ["- What matters to me: Music"]


# What was said at set-up

SET_UP = b'{"change": "less wine in the week", "way": "Cut down"}'


def test_what_was_said_at_set_up_stands_in_the_plan_until_there_is_one_for_it(person: Person, tmp_path: Path) -> None:
    person.types("settings", "change", "--answers", "-", stdin=SET_UP)
    shown = parts(person.types("plan").out)
    assert shown["What I want to change"] == [
        "- less wine in the week", "- My way: Cut down", "To add or change something: smartcli do change-plan",
    ]  # fmt: skip
    part = next(one for one in person.types("plan", "--json").json["plan"]["parts"] if one["id"] == "change")
    assert [(line["words"], line["exercise"]) for line in part["lines"]] == [
        (["less wine in the week"], None), (["Cut down"], None),
    ]  # fmt: skip
    person.types("plan", "--out", str(tmp_path / "plan.html"))
    assert "From: set-up" in (tmp_path / "plan.html").read_text("utf-8")
    person.does("where-i-am-going", {"one_thing": "Tea on Tuesday"})
    assert parts(person.types("plan").out)["What I want to change"][0] == "- less wine in the week"
    person.does("change-plan", {"changes": ["no wine from Monday to Thursday"]})
    assert "less wine" not in person.types("plan").out


def test_what_was_said_at_set_up_is_offered_where_the_change_is_asked_for(person: Person) -> None:
    person.types("settings", "change", "--answers", "-", stdin=SET_UP)
    for exercise in ("change-plan", "my-reasons", "readiness-rulers"):
        assert (
            "You wrote before:\n1 less wine in the week\n=1 takes it over.\n"
            in person.types("do", exercise, answers=["^C"]).out
        )
    assert "Now: Cut down. Enter keeps it" in person.types("do", "change-plan", answers=["-", "^C"]).out


def test_who_said_nothing_at_set_up_is_shown_no_empty_line(person: Person) -> None:
    for exercise in ("change-plan", "my-reasons", "readiness-rulers"):
        assert "You wrote before:" not in person.types("do", exercise, answers=["^C"]).out


def test_sealed_the_words_of_set_up_come_with_the_rest(person: Person) -> None:
    person.types("settings", "change", "--answers", "-", stdin=SET_UP)
    person.does("why-i-want-this", {"reasons": ["Sleep"]})
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    assert "- less wine in the week\n" in person.types("plan").out


# Cards of exercises that no part names

OWN_EXERCISE = """
format = 1
point = "urges"
title = "Harbour"
minutes = 1
[[steps]]
kind = "text"
key = "do"
ask = "What?"
card = "response"
[[steps]]
kind = "text"
key = "next"
ask = "Then?"
card = "plan"
[[steps]]
kind = "text"
key = "who"
ask = "Who?"
card = "contact"
[sample]
do = "Row"
"""


def test_cards_of_a_person_s_own_exercise_stand_in_their_parts(person: Person) -> None:
    (person.home / "exercises").mkdir(parents=True)
    (person.home / "exercises" / "harbour.toml").write_text(OWN_EXERCISE)
    person.does("harbour", {"do": "I row", "next": "Oil the oars", "who": "Bo, 555 0101"})
    person.does("coping-plan", {"plans": PLANS})
    person.does("lapse-review", {"next_time": "Out to the yard first"})
    shown = parts(person.types("plan").out)
    assert shown["When an urge comes"] == [
        "- Sunday evenings: I walk to the sea", "- Out to the yard first", "- I row",
        "To add or change something: smartcli do coping-plan",
    ]  # fmt: skip
    assert shown["What I want to change"][0] == "- Small steps: Oil the oars"
    assert shown["My people"][0] == "- Bo, 555 0101"
    assert "555 0101" not in person.types("plan", "--markdown").out


def test_of_many_cards_the_newest_are_in_the_plan_and_the_rest_are_counted(person: Person, tmp_path: Path) -> None:
    for n in range(14):
        person.does("meeting-notes", {"try": f"Try {n}"})
    person.types("cards", "away", "--answers", "-", stdin=b'{"plan": ["Try 13"]}')
    shown = parts(person.types("plan").out)["What I want to change"]
    assert shown[:2] == ["Small steps:", "- Try 12"]
    assert shown[12:14] == ["- Try 1", "…and 1 more: smartcli cards"]
    assert "\n…and 1 more\n" in person.types("plan", "--markdown").out
    person.types("plan", "--out", str(tmp_path / "plan.html"))
    assert "…and 1 more<" in (tmp_path / "plan.html").read_text("utf-8")


def test_every_step_with_a_card_is_in_the_plan_also_of_exercises_that_a_part_names(person: Person) -> None:
    person.does("my-reasons", {"wish": "Clear mornings", "ability": "I saved up for the bike"})
    person.does("where-i-am-going", {"want": "A bike shop", "one_thing": "Tea on Tuesday"})
    shown = parts(person.types("plan").out)
    assert shown["Why I want this"][:2] == ["- Clear mornings", "- A bike shop"]
    assert shown["When an urge comes"][0] == "- I saved up for the bike"


def test_a_goal_that_was_made_smaller_stands_there_once_with_its_day(person: Person) -> None:
    person.does(
        "smart-goal",
        {"specific": "I play cards on Thursdays", "confidence": 5, "smaller": "One Thursday", "by": "2026-03-19"},
    )
    shown = person.types("plan").out
    assert "- Small steps: One Thursday (Thursday 19 March)\n" in shown
    assert "I play cards" not in shown


def test_the_day_of_a_step_stands_beside_it(person: Person) -> None:
    person.does("change-plan", {"steps": [{"step": "I buy tea.", "by": "2026-03-20"}, {"step": "Rest"}]})
    person.does("make-it-harder", {"barrier": "Take another way home", "on": "2026-03-21"})
    shown = parts(person.types("plan").out)["What I want to change"]
    assert shown[0] == "- Harder to reach: Take another way home (Saturday 21 March)"
    assert shown[1:4] == ["Steps:", "- I buy tea. (Friday 20 March)", "- Rest"]
    assert "I buy tea. (2026-03-20)" in person.types("plan", "--markdown").out


def test_what_is_put_away_is_in_no_part_and_in_no_calendar(person: Person, tmp_path: Path) -> None:
    steps = [{"step": "I buy tea.", "by": "2026-03-20"}, {"step": "Rest", "by": "2026-03-21"}]
    person.does("change-plan", {"steps": steps})
    person.does("coping-plan", {"plans": [*PLANS, {"situation": "Payday", "response": "I ring Bo"}]})
    person.does("support-network", {"people": [*PEOPLE, {"name": "Bo", "reach": "555 0102", "when": "Evenings"}]})
    away = b'{"plan": ["I buy tea."], "response": ["Payday - I ring Bo"], "contact": ["Bo - 555 0102 - Evenings"]}'
    assert person.types("cards", "away", "--answers", "-", stdin=away).code == 0
    said = person.types("plan").out
    assert [word in said for word in ("I buy tea", "Rest", "I ring Bo", "Sunday evenings", "555 0102", "Ana")] == [
        False, True, False, True, False, True,
    ]  # fmt: skip
    person.types("plan", "--out", str(tmp_path / "plan.ics"))
    assert next(str(event["description"]) for event in calendar(tmp_path / "plan.ics")) == "Rest"


def test_who_is_named_in_several_exercises_is_there_once_with_the_number(person: Person) -> None:
    people = [{"name": "Ana", "reach": "555 0101", "when": "Evenings"}, {"name": "Bo"}]
    person.does("support-network", {"people": people})
    person.does("change-plan", {"helpers": ["ana", "Bo", "Vera", "Ana. We walk on Sundays."]})
    person.does("staying-well", {"people": ["Ana", "vera"]})
    here = parts(person.types("plan").out)["My people"][:-1]
    assert here == ["- Ana; 555 0101; Evenings", "- Bo", "- Vera", "- Ana. We walk on Sundays."]
    person.types("cards", "away", "--answers", "-", stdin=b'{"contact": ["Ana - 555 0101 - Evenings"]}')
    assert parts(person.types("plan").out)["My people"][:2] == ["- Bo", "- ana"]


def test_who_is_named_for_hard_times_has_the_number_from_elsewhere(person: Person) -> None:
    person.does("support-network", {"people": PEOPLE})
    person.does("hard-times", {"people": ["ana", "Vera"]})
    assert parts(person.types("plan").out)["When it gets very hard"][:3] == ["People:", "- Ana - 555 0101", "- Vera"]
