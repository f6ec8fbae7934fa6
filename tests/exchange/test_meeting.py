"""The plan for a session: minutes that add up, an end that nothing cuts, and sheets that a browser prints as meant."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.browser import CHROMIUM, MARKUP, Read, sheets
from tests.small import TEXT, exercise

from smartcli.errors import Usage
from smartcli.exchange.meeting import (
    FEWEST,
    GUARDED,
    LONGEST,
    MOST,
    ROUNDS,
    SHORTEST,
    Meeting,
    lengths,
    planned,
)
from smartcli.exchange.pages import meeting as pages
from smartcli.exercises.library import Library

LIBRARY = Library(Path("no-home"))
PEOPLE, MINUTES = st.integers(FEWEST, MOST), st.integers(SHORTEST, LONGEST)


def made(people: int = 8, minutes: int = 60, id: str = "urge-surf") -> Meeting:
    return planned(LIBRARY.load(id), people=people, minutes=minutes)


@given(PEOPLE, MINUTES)
def test_the_parts_follow_one_another_and_fill_the_time(people: int, minutes: int) -> None:
    timed = [(part.starts, part.minutes) for part in made(people, minutes).parts if part.minutes is not None]
    ends = [(starts or 0) + length for starts, length in timed]
    assert [starts for starts, _length in timed] == [0, *ends[:-1]]
    assert ends[-1] == minutes


@given(PEOPLE, MINUTES)
def test_the_last_fifteen_minutes_are_always_there_and_everybody_has_time_to_speak(people: int, minutes: int) -> None:
    parts = {part.id: part for part in made(people, minutes).parts}
    assert parts["plan"].starts == minutes - GUARDED
    assert (parts["plan"].minutes or 0) + (parts["check-out"].minutes or 0) == GUARDED
    assert lengths(minutes)["exercise"] >= 10
    for id in ROUNDS:
        each = parts[id].each or 0
        assert each >= 25
        assert each * people <= (parts[id].minutes or 0) * 60


def test_what_is_cut_in_a_short_meeting_is_the_exercise() -> None:
    long, short = lengths(70), lengths(55)
    assert {id: long[id] - short[id] for id in long if long[id] != short[id]} == {"exercise": 15}


@pytest.mark.parametrize(("people", "minutes"), [(1, 60), (21, 60), (8, 49), (8, 121), (0, 60), (-3, 60)])
def test_for_too_many_people_or_too_little_time_there_is_no_plan(people: int, minutes: int) -> None:
    with pytest.raises(Usage):
        made(people, minutes)


def said(meeting: Meeting, id: str) -> str:
    return "\n".join(next(part for part in meeting.parts if part.id == id).says)


def test_the_notes_for_a_group_are_used_and_where_there_are_none_something_is_said_all_the_same() -> None:
    noted = said(made(), "exercise")
    assert "Aim: People try to stay with a mild urge" in noted
    assert "Avoid: Practising with a strong urge in the room." in noted
    assert "Question 1: How strong is the urge right now?\nAsk for a mild urge" in noted
    bare = said(planned(exercise(TEXT), people=8, minutes=60), "exercise")
    assert "Read a question aloud." in bare
    assert "Question 1:" in bare


def test_an_exercise_that_takes_longer_is_told_to_stop_in_time() -> None:
    long = planned(exercise(TEXT, minutes=45), people=8, minutes=60)
    assert "It takes about 45 minutes, and there are 23. Take its first questions, and stop in time." in said(
        long, "exercise"
    )
    assert "stop in time" not in said(made(), "exercise")


def test_much_more_time_than_an_exercise_takes_is_for_talk() -> None:
    told = "It takes about 5 minutes. The other 55 are for talk, or for a second exercise."
    assert told in said(planned(exercise(TEXT, minutes=5), people=8, minutes=120), "exercise").replace("62", "55")
    assert "are for talk" not in said(planned(exercise(TEXT, minutes=20), people=8, minutes=60), "exercise")


def test_of_more_than_ten_each_one_says_one_sentence() -> None:
    assert "About 45 seconds for each. One sentence each." in said(made(12), "check-in")
    assert "About a minute for each." in said(made(8), "check-in")
    assert "About 4 minutes for each." in said(made(4, 90), "check-in")


def test_markdown_says_the_same_and_has_a_slip() -> None:
    text = pages.markdown(made()).decode()
    assert "## A plan for seven days, for everybody (minutes 45 to 50)" in text
    assert "15 minutes are left now." in text
    assert text.count("My plan for seven days") == 1


def test_everybody_gets_a_slip_and_nothing_becomes_markup() -> None:
    own = exercise({**TEXT, "ask": MARKUP}, title=MARKUP)
    read = Read(pages.html(planned(own, people=9, minutes=90)))
    assert "alert(1)" in read.text
    assert {tag for tag, _more in read.tags} <= {
        "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "main", "section", "div", "p", "ul",
        "li",
    }  # fmt: skip
    assert read.text.count("My plan for seven days") == 12  # three sheets of four


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium here")
def test_the_plan_prints_on_few_sheets_and_the_slips_four_a_sheet(tmp_path: Path) -> None:
    found = sheets({str(people): (pages.html(made(people)), 1) for people in (4, 12)}, tmp_path)
    for four, twelve in zip(found["4"], found["12"], strict=True):
        assert twelve - four == 2
        assert four <= 4
