"""What my log tells: on the screen, page by page, in plain lines, as JSON; and what leads there."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import sleep
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.asking.prompts.keys import ENTER as ENTER_KEY
from tests.asking.prompts.keys import SHIFT_TAB
from tests.asking.prompts.seat import Seat
from tests.person import OWN, Person
from tests.program import Program

from smartcli.commands import insights, taking_long
from smartcli.commands.insights import Span, read_span, usual_span
from smartcli.commands.taking_long import told_of
from smartcli.errors import Usage
from smartcli.invented.invented import Invented
from smartcli.invented.people import PEOPLE
from smartcli.screen import Screen
from smartcli.world import World

SAM = PEOPLE["sam"]
ENTER, BACK = "", "0"
TODAY = date(2026, 11, 22)


def living(person: Person, who: Invented = SAM) -> Person:
    """Somebody who has written for months."""
    if person.home.exists():
        person.home.rmdir()
    who.write_into(person.home)
    person.clock.now = who.now.astimezone(ZoneInfo(who.zone))
    return person


@pytest.fixture
def sam(person: Person) -> Person:
    return living(person)


def findings(person: Person, *options: str) -> dict[str, Any]:
    found: dict[str, Any] = person.types("insights", "--json", *options).json
    return found


def test_each_question_has_its_number_its_answer_and_its_picture_in_words(sam: Person) -> None:
    said = sam.types("insights")
    assert said.code == 0, said.err
    found = findings(sam)["findings"]
    assert [one["number"] for one in found] == list(range(1, len(found) + 1))
    for one in found:
        if one["is_enough"]:
            assert f"\n{one['number']}. {one['title']}\n" in said.out
            assert " ".join(one["sentence"].split()) in " ".join(said.out.split())
    assert "of 90 days written." in " ".join(said.out.split()) or "days written." in said.out
    assert "Average of each week. Week of " in " ".join(said.out.split())
    assert not set("▁█●○·") & set(said.out)


@pytest.mark.parametrize("days", [10, 91, 200])
def test_where_no_days_are_named_it_is_the_last_thirteen_weeks_or_since_the_first_entry(
    person: Person, days: int
) -> None:
    who = SAM.but(days=days)
    sam = living(person, who)
    span, every = findings(sam)["span"], findings(sam, "--last", "all")["span"]
    assert every == {"from": who.first.isoformat(), "to": TODAY.isoformat()}
    assert span == (every if days <= 91 else {"from": "2026-08-24", "to": TODAY.isoformat()})
    assert ("insights --last all" in sam.types("insights").out) is (days >= 91)
    assert "--last all" not in sam.types("insights", "--last", "28d").out


def test_no_more_is_told_in_json_than_the_span_holds(sam: Person) -> None:
    told = findings(sam, "--last", "28d")
    assert (told["schema"], told["span"]) == (1, {"from": "2026-10-26", "to": "2026-11-22"})
    entries = {entry["id"]: entry for entry in sam.entries()}
    for one in told["findings"]:
        days = sorted(entries[id].get("happened", entries[id]["day"])[:10] for id in one["entries"])
        assert one["days"] == ([days[0], days[-1]] if days else None)
        assert len({"points", "grid", "rows"} & one.keys()) == 1
    first = told["findings"][0]
    assert first["question"] == "as-wanted"
    assert first["entries"]
    assert {*first["entries"]} <= entries.keys()
    assert min(entries[id]["at"][:10] for id in first["entries"]) >= "2026-10-26"
    assert {"points", "grid", "rows"} & {key for one in told["findings"] for key in one} == {"points", "grid", "rows"}


def test_why_shows_the_entries_that_an_answer_rests_on(sam: Person) -> None:
    one = findings(sam)["findings"][1]
    said = sam.types("insights", "--why", "2")
    assert said.code == 0, said.err
    ids = [line.split(",")[0] for line in said.out.splitlines() if ", Urge log," in line or "urge" in line]
    assert said.out.startswith(f"{one['title']}\n")
    rows = said.out.split("\n\n")[1].strip().splitlines()
    assert len(rows) == len(one["entries"])
    assert {row.split(",")[0] for row in rows} == {id[-6:].lower() for id in one["entries"]}
    assert ids


def test_why_and_json_give_the_one_answer(sam: Person) -> None:
    assert [one["number"] for one in findings(sam, "--why", "4")["findings"]] == [4]
    assert [one["question"] for one in findings(sam, "--why", "when")["findings"]] == ["when"]


@pytest.mark.parametrize(
    "argv",
    [
        ("--why", "99"),
        ("--why", "tweetwords"),
        ("--last", "12x"),
        ("--last", "0d"),
        ("--last", "28d", "--from", "2026-11-01"),
        ("--from", "2026-11-20", "--to", "2026-11-01"),
        ("--from", "tweetwords"),
    ],
)
def test_what_makes_no_sense_is_answered_in_a_sentence(sam: Person, argv: tuple[str, ...]) -> None:
    said = sam.types("insights", *argv)
    assert said.code == 2
    assert said.out == ""
    assert said.err.strip()
    assert "tweetwords" not in said.err


@pytest.mark.parametrize(
    ("last", "first"),
    [("28d", date(2026, 10, 26)), ("12w", date(2026, 8, 31)), ("1Y", date(2025, 11, 23)), ("9999y", date(1, 1, 1))],
)
def test_the_last_days_weeks_or_years(last: str, first: date) -> None:
    assert read_span(None, None, last, today=TODAY) == Span(first=first, last=TODAY)


def test_a_span_is_open_at_its_beginning_and_ends_today() -> None:
    assert read_span(None, None, None, today=TODAY) == usual_span(TODAY)
    assert read_span(None, None, " ALL", today=TODAY) == Span(first=None, last=TODAY)
    assert read_span("2026-11-01", "yesterday", None, today=TODAY) == Span(
        first=date(2026, 11, 1), last=date(2026, 11, 21)
    )
    with pytest.raises(Usage):
        read_span("2026-11-23", None, None, today=TODAY)


def test_where_nothing_is_written_it_says_so(person: Person) -> None:
    said = person.types("insights")
    assert (said.code, said.out) == (
        0,
        "Nothing is written in these days yet. What you write there shows up here.\n",
    )
    assert "It rests on no entry yet." in person.types("insights", "--why", "1").out
    assert all(not one["is_enough"] for one in findings(person)["findings"])


def test_what_it_is_too_early_for_stands_together_at_the_end(person: Person) -> None:
    person.does("urge-log", {"strength": 7})
    said = person.types("insights").out
    assert said.count("Too early to say\n") == 1
    assert "2. What became of urges?\nToo early to say: 1 urge so far. From five on" in said
    assert "%" not in said


def test_what_there_is_nothing_of_stands_under_a_heading_of_its_own(person: Person) -> None:
    person.does("urge-log", {"strength": 7})
    said = person.types("insights").out
    early, nothing = said.partition("\nNothing to show\n")[::2]
    assert "You count nothing just now, so there is no amount to show." in nothing
    assert "Too early to say" not in nothing
    assert early.count("Too early to say\n") == 1


def test_an_answer_names_the_days_of_the_entries_it_rests_on(sam: Person) -> None:
    for one in findings(sam)["findings"]:
        if one["question"] == "balance":
            said = " ".join(sam.types("insights").out.split())
            assert "It rests on 2 entries, 20 October to 17 November: " in said
            assert one["days"] == ["2026-10-20", "2026-11-17"]


@pytest.mark.parametrize(
    "word", ["stats", "graph", "log", "week", "progress", "history", "summary", "report", "chart", "Stats"]
)
def test_other_words_lead_there(person: Person, word: str) -> None:
    said = person.types(word)
    assert said.code == 2
    assert "Did you mean “smartcli insights”?" in said.err


@pytest.mark.parametrize("width", [40, 80])
def test_what_is_drawn_is_not_said_again(sam: Person, width: int) -> None:
    out = io.StringIO()
    world = sam.world(out, io.StringIO(), None, b"")
    world = world.but(screen=Screen(out=out, err=out, plain=False, width=width, tty=True, colour=False))
    assert insights.run(world) == 0
    drawn = out.getvalue()
    assert "\n\n\n" not in drawn
    shown, plainly = ("".join(text.split()) for text in (drawn, sam.types("insights").out))
    for one in insights.answers(world, usual_span(TODAY)):
        for text in [one.sentence, *one.more]:
            words = "".join(text.split())
            assert words in plainly
            if one.is_enough:
                assert (words in shown) is (text not in one.drawn or text == getattr(one.picture, "note", "")), text
    assert "last on 17 November" in drawn


# At home, and page by page


def said(person: Person, *answers: str) -> str:
    told = person.types(answers=[*answers, "Leave"])
    assert told.code == 0, told.out + told.err
    return told.out


def test_at_home_it_is_the_second_door_and_enter_turns_the_page(sam: Person) -> None:
    shown = said(sam, "What my log tells", *[ENTER] * 30)
    doors = shown.partition("What now?\n")[2].splitlines()
    assert doors[:2] == ["1 An urge is here now", "2 What my log tells"]
    first, second = shown.split("Enter turns the page (1 of ")[:2]
    titles = [line for line in first.splitlines() if line[:2] in {"1.", "2.", "3.", "4."}]
    assert titles == ["1. Am I doing what I set out to do?", "2. What became of urges?", "4. When do urges come?"]
    assert second.partition(").\n")[2].lstrip().startswith("1. Am I doing what I set out to do?\n")
    assert "smartcli " not in shown
    assert "Enter goes on." in shown


def test_at_home_the_entries_that_an_answer_rests_on_open_after_the_pages(sam: Person) -> None:
    told = sam.types("insights", answers=[ENTER] * 40).out
    pages = told.count("Enter turns the page (") + 1
    shown = said(sam, "What my log tells", *[ENTER] * pages, "How do I treat myself after it?", ENTER, BACK)
    after = shown.partition("Would you like to see the entries that an answer rests on?\n")[2]
    assert re.search(r"\nHow do I treat myself after it\?\n\d looks back with a rating\.", after)
    assert ", Looking back," in after
    assert after.count("Would you like to see the entries that an answer rests on?") == 1


def test_at_home_each_of_them_has_the_number_of_its_page(person: Person) -> None:
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam", "country": "Ireland", "way": "Stop"}')
    for _day in range(5):
        person.does("check-in", {"used": "No"})
        person.clock.on(days=1)
    pages = person.types("insights", answers=[ENTER] * 40).out.count("Enter turns the page (") + 1
    shown = said(person, "What my log tells", *[ENTER] * pages, BACK)
    rows = shown.partition("Would you like to see the entries that an answer rests on?\n")[2].splitlines()
    assert "5 What was there before it happened?" in rows
    assert "13 What have I practised?" in rows


def test_each_page_in_a_low_window_names_its_question_and_fits(sam: Person) -> None:
    sam.rows = 24
    shown = said(sam, ENTER, "What my log tells", *[ENTER] * 60)
    pages = shown.partition("What my log tells, ")[2].split("Enter turns the page (")
    assert len(pages) > 10
    for page in pages[2:-1]:
        lines = page.partition(").\n")[2].strip("\n").splitlines()
        assert len(lines) <= 20
        assert lines[0].partition(". ")[0].isdigit() or lines[0] == "Too early to say"


def test_going_back_leads_a_page_back_and_then_home(sam: Person) -> None:
    shown = said(sam, "What my log tells", ENTER, "<", "<")
    assert shown.count("Enter turns the page (1 of ") == 2
    assert shown.count("What now?") == 2


def test_at_a_terminal_the_command_turns_pages_and_the_last_does_not_wait(sam: Person) -> None:
    told = sam.types("insights", answers=[ENTER] * 40)
    assert told.code == 0, told.err
    assert "Enter turns the page (1 of " in told.out
    assert "Enter goes back" not in told.out
    assert "smartcli insights --why 1" in " ".join(told.out.split())


def test_where_it_is_too_early_for_the_first_three_the_first_page_says_so_kindly_and_the_last_not_again(
    person: Person,
) -> None:
    person.does("check-in", {"used": "No"})
    person.rows = 24
    told = person.types("insights", answers=[ENTER] * 40)
    assert told.code == 0, told.err
    first, rest = told.out.split("Enter turns the page (1 of ")
    for sentence in (
        "Too early to say\n1. Am I doing what I set out to do?\nToo early to say: 1 day answered so far.",
        "2. What became of urges?\nToo early to say: ",
        "4. When do urges come?\nToo early to say: ",
    ):
        assert sentence in first
        assert sentence not in rest
    assert "1. Am I doing" not in rest
    assert "3. What did I do, and what followed?\n" in rest


def test_the_door_that_enter_takes_is_still_the_one_of_the_day(person: Person) -> None:
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    person.types(answers=[ENTER, *[ENTER] * 12, "Leave"])
    assert [entry["exercise"] for entry in person.entries()] == ["check-in"]


def test_home_tells_no_numbers_before_it_is_asked(sam: Person) -> None:
    shown = said(sam)
    assert "What my log tells" in shown
    assert "Am I doing what I set out to do?" not in shown


# What takes long


class Terminal(io.StringIO):
    pass


def screen(*, plain: bool, rows: int) -> Screen:
    return Screen(out=Terminal(), err=Terminal(), plain=plain, tty=not plain, rows=rows, width=80)


def told(made: Screen) -> str:
    assert isinstance(made.err, Terminal)
    return made.err.getvalue()


def read(made: Screen, seconds: float) -> int:
    """Of 2,000 entries that take so long in all."""
    clock = iter(seconds * number / 4 for number in range(100))
    return len(list(told_of(made, range(2000), clock=lambda: next(clock))))


def test_what_takes_more_than_a_second_says_how_far_it_is() -> None:
    made = screen(plain=False, rows=24)
    assert read(made, 8) == 2000
    assert told(made).count("entries read") == 4
    assert "\r\x1b[K2000 entries read" in told(made)
    assert told(made).endswith("\r\x1b[K")


def test_in_plain_lines_it_is_said_once() -> None:
    made = screen(plain=True, rows=24)
    read(made, 8)
    assert told(made) == "This takes a moment.\n"


@pytest.mark.parametrize(("plain", "rows", "seconds"), [(False, 24, 0.5), (True, 24, 0.5), (True, 0, 60)])
def test_nothing_is_said_of_what_is_quick_or_in_a_pipe(plain: bool, rows: int, seconds: float) -> None:
    made = screen(plain=plain, rows=rows)
    assert read(made, seconds) == 2000
    assert told(made) == ""


@pytest.mark.parametrize(("plain", "rows"), [(False, 24), (True, 24), (True, 0)])
def test_work_that_says_nothing_itself_says_that_it_takes_long(
    person: Person, monkeypatch: pytest.MonkeyPatch, plain: bool, rows: int
) -> None:
    monkeypatch.setattr(taking_long, "SECONDS", 0.01)
    made = screen(plain=plain, rows=rows)
    with taking_long.busy(person.world(io.StringIO(), io.StringIO(), None, b"").but(screen=made)):
        sleep(0.1)
    if not rows:
        assert told(made) == ""
    elif plain:
        assert told(made) == "This takes a moment.\n"
    else:
        assert "\r\x1b[KThis takes a moment: 0 s" in told(made)
        assert told(made).endswith("\r\x1b[K")


@pytest.mark.parametrize(
    "argv",
    [
        ("insights",),
        ("insights", "--last", "all"),
        ("export", "csv", "--wide", "--out", "it.csv"),
        ("export", "json", "--out", "it.json"),
        ("visit", "--answers", "-", "--out", "it.html"),
        ("points",),
        ("backup", "it.zip"),
    ],
)
def test_what_may_take_long_says_so_at_a_terminal(
    sam: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    said: list[World] = []

    @contextmanager
    def noted(world: World) -> Iterator[None]:
        said.append(world)
        yield

    for name in ("insights", "visit", "points", "backup", "taking_long"):
        monkeypatch.setattr(f"smartcli.commands.{name}.busy", noted)
    assert sam.types(*argv, stdin=b"{}").code == 0
    assert said


def test_json_is_one_object(sam: Person) -> None:
    assert json.loads(sam.types("insights", "--json").out)["schema"] == 1


def test_a_sealed_journal_asks_for_its_passphrase_and_tells_nothing_without(sam: Person) -> None:
    sam.passphrases = [OWN]
    assert sam.types("lock", "--yes").code == 0
    assert "1. Am I doing what I set out to do?" in sam.types("insights").out
    sam.passphrases = []
    closed = sam.types("insights")
    assert closed.code != 0
    assert closed.out == ""
    assert "passphrase" in closed.err


@pytest.mark.parametrize("who", PEOPLE)
def test_every_invented_person_gets_answers_and_every_entry_named_is_theirs(person: Person, who: str) -> None:
    living(person, PEOPLE[who])
    ids = {entry["id"] for entry in person.entries()}
    told = findings(person)["findings"]
    assert sum(one["is_enough"] for one in told) >= 6
    assert {id for one in told for id in one["entries"]} <= ids
    assert person.types("insights").code == 0


def test_in_a_real_terminal_pages_are_turned_and_a_calendar_is_drawn(program: Program) -> None:
    SAM.write_into(program.home)
    seat = Seat(program, "insights", term="xterm-256color")
    seat.types(ENTER_KEY, "Enter turns the page (1 of ")
    seat.types(ENTER_KEY, "Enter turns the page (2 of ")
    seat.types(SHIFT_TAB, "Enter turns the page (3 of ")
    seat.types(SHIFT_TAB, "Enter turns the page (2 of ")
    seat.types(SHIFT_TAB, "Enter turns the page (1 of ")
    assert seat.ends() == 0
    assert "A column is a week." in seat.read
    assert "week  " in seat.read.partition("A column is a week.")[0]  # the last weeks, on the first page
    assert "1. Am I doing what I set out to do?" in seat.read
