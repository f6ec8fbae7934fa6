"""A page for a visit: asked in both ways, shown, written once, its day kept; and what is left out is nowhere in it."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from tests.asking.prompts.keys import ENTER, SHIFT_TAB
from tests.asking.prompts.seat import Seat
from tests.person import OWN, Person, Said, unwrapped
from tests.program import Program

from smartcli.home.seal.keys import Keys

ALL = ["1", "2", "3", "4", "5"]
WRITE, CHANGE, LATER = "Write the page", "Change an answer", "Not now"


@pytest.fixture
def sam(person: Person) -> Person:
    """Three weeks: a goal, a day each with an amount, urges, words of their own, a plan with people."""
    person.does("my-goal", {"change": "less wine with Marla", "way": "Cut down", "unit": "Drinks", "at_most_day": 2})
    person.does("support-network", {"people": [{"name": "Ana", "reach": "555 0101"}]})
    person.does("smart-goal", {"specific": "no wine at Marla's table", "by": "2026-04-20"})
    for number in range(20):
        much = 4 if number == 10 else number % 3
        line = f"Marla came, evening {number}"
        person.does("check-in", {"urge": 3, "mood": 6, "amount": much, "line": line})
        if number % 2:
            did = (
                ["Talk to someone", "called Ana"]
                if number % 4 == 1
                else ["Leave the place!" if number == 19 else "Leave the place"]
            )
            person.does("urge-log", {"strength": 7, "did": did, "acted": "No", "strength_after": 4})
        person.clock.on(days=1)
    return person


def made(person: Person, out: Path, **answers: object) -> tuple[Said, str]:
    """What was said, and the text of the page, its titles and descriptions too."""
    said = person.types("visit", "--answers", "-", "--out", str(out), stdin=json.dumps(answers).encode())
    return said, unescape(out.read_text("utf-8")) if out.exists() else ""


def test_the_page_holds_the_figures_and_it_is_said_that_it_is_open_and_was_not_sent(
    sam: Person, tmp_path: Path
) -> None:
    said, page = made(sam, tmp_path / "visit.html", talk=["Is my sleep worth a look?"])
    assert said.code == 0, said.err
    assert said.out == ""
    assert "Written. The file is not encrypted. It was sent to nobody. It lies here:" in " ".join(said.err.split())
    assert "smartcli do meeting-notes" in said.err
    assert "19</" not in page or "of 20 days" in page
    for part in (
        "of 20 days",
        "1 day: more than I wanted.",
        "of 10 urges",
        "Is my sleep worth a look?",
        "4 on Fri 20 Mar",
    ):
        assert part in page
    assert (tmp_path / "visit.html").stat().st_mode & 0o777 == 0o600


def test_notes_names_and_very_low_days_are_there_only_where_they_were_chosen(sam: Person, tmp_path: Path) -> None:
    sam.does("check-in", {"mood": 0, "line": "it was too much"})
    sam.clock.on(days=1)
    _said, usual = made(sam, tmp_path / "usual.html")
    assert "no wine at Marla's table" in usual
    for word in ("Ana", "evening 19", "too much", "very hard", "called", "The days in a table"):
        assert word not in usual
    assert "One of my own ways" in usual
    assert "Leave the place!" in usual  # typed, and still no words of one's own
    sam.does("check-in", {"mood": 6})
    _said, whole = made(sam, tmp_path / "whole.html", include=ALL, notes=["1", "2"])
    for word in ("called Ana", "it was too much", "evening 19", "Very low days", "30 Mar", "The days in a table"):
        assert word in whole
    assert made(sam, tmp_path / "numbers.html", include=[1, 2, 3, 4, 5], notes=[1, 2])[1] == whole
    _said, bare = made(sam, tmp_path / "bare.html", include=["2"])
    assert "no wine" not in bare


WHOM = """format = 1
version = 1
point = "urges"
title = "Mine"
minutes = 1
about = "One urge."

[[steps]]
kind = "choices"
key = "t"
ask = "Why?"
choices = ["A", "B"]
measure = "trigger"

[[steps]]
kind = "choices"
key = "d"
ask = "Whom did you call?"
choices = ["Nobody", "A friend"]
other = true
private = true
measure = "did"

[sample]
t = ["A"]
d = ["Nobody"]
"""


def test_what_an_exercise_calls_private_is_there_only_with_names(person: Person, tmp_path: Path) -> None:
    (person.home / "exercises").mkdir(mode=0o700, parents=True)
    (person.home / "exercises" / "mine.toml").write_text(WHOM)
    for _time in range(6):
        person.does("mine", {"t": ["A"], "d": ["Anna Secret", "A friend"]})
        person.clock.on(days=1)
    said, page = made(person, tmp_path / "notes.html", include=["2"])
    assert said.code == 0, said.err
    assert ("Anna" in page, "A friend" in page, "(not on this page)" in page) == (False, False, True)
    assert "Anna Secret" in made(person, tmp_path / "names.html", include=["2", "3"])[1]


def test_without_names_no_text_stands_there_that_names_somebody_out_of_a_private_answer(
    person: Person, tmp_path: Path
) -> None:
    person.does("my-goal", {"change": "No bets with Ana", "way": "Cut down", "unit": "Anas rounds"})
    person.does("smart-goal", {"specific": "Swim", "by": "2026-04-20"})
    for number in range(6):
        urge = {"strength": 8, "did": ["I call Ana"], "acted": "No", "next_time": "I text Ana at six", "helper": "Ana"}
        person.does("urge-log", urge)
        person.does("check-in", {"amount": number, "line": f"ana came, {number}" if number % 2 else f"Alone {number}"})
        person.clock.on(days=1)
    notes = [str(place) for place in range(1, 4)]
    page = made(person, tmp_path / "usual.html", include=[1, 2, 5], notes=notes)[1]
    assert "ana" not in page.casefold()
    for words in ("I want to change: …", "… a day, on average", "Swim", "Alone 4", "One of my own ways"):
        assert words in page
    left_out = "Not on this page: private answers and texts with a name out of them"
    assert f"{left_out}. Very" in page
    page = made(person, tmp_path / "talk.html", talk=["What to say to Ana"], include=[2])[1]
    assert page.casefold().count("ana") == page.count("What to say to Ana") == 1
    assert f"{left_out}, but for what I want to talk about, my plan. Very" in page
    page = made(person, tmp_path / "names.html", include=[1, 2, 3], notes=notes)[1]
    for words in ("No bets with Ana", "Anas rounds", "I text Ana at six", "ana came", "I call Ana"):
        assert words in page
    assert "private answers" not in page


def test_what_was_very_low_is_told_as_it_was_written_and_what_is_private_only_with_names(
    person: Person, tmp_path: Path
) -> None:
    person.does("check-in", {"mood": 1})
    person.does("lapse-review", {"danger": ["Someone cannot be woken or hardly breathes"], "blame": 20})
    person.clock.on(days=1)
    person.does("lapse-review", {"danger": ["Chest pain or a very bad headache or passing out"], "blame_after": 90})
    person.does("thought-record", {"feeling": ["Sad", "Hopeless"]})
    person.clock.on(days=1)
    person.does("check-in", {"mood": 2})
    person.does("lapse-review", {"danger": ["I am not safe or I think about ending my life"]})
    told = (
        "“How is your mood?” 1 of 10: 10 Mar", "“How much do you blame yourself now?” 90 of 100: 11 Mar",
        "“What did you feel?” Hopeless: 11 Mar",
    )  # fmt: skip
    private = "” I am not safe or I think about ending my life"
    page = made(person, tmp_path / "low.html", include=["4"])[1]
    assert [words in page for words in (*told, private)] == [*[True] * 3, False]
    page = made(person, tmp_path / "names.html", include=["3", "4"])[1]
    assert [words in page for words in (*told, private)] == [False, *[True] * 3]
    assert "…and 1 more" in page
    for word in ("Sad", "Chest", "woken", "2 of 10", "very hard"):
        assert word not in page


ENDED = """format = 1
version = 1
point = "urges"
title = "Mine"
minutes = 1
about = "One urge."

[[steps]]
kind = "text"
key = "trigger"
ask = "What set it off?"
measure = "trigger"

[[steps]]
kind = "choice"
key = "acted"
ask = "Did I do it?"
choices = ["No", "Yes"]
measure = "acted"
private = true

[[steps]]
kind = "choice"
key = "went"
ask = "How did it go?"
choices = ["None", "As wanted", "More", "Rather not say"]
measure = "went"
private = true

[sample]
trigger = "x"
"""


def test_without_names_the_page_says_neither_what_a_private_answer_tells_nor_that_nothing_was_said(
    person: Person, tmp_path: Path
) -> None:
    (person.home / "exercises").mkdir(mode=0o700, parents=True)
    (person.home / "exercises" / "mine.toml").write_text(ENDED)
    person.does("my-goal", {"change": "less", "way": "Stop", "unit": "Nothing"})
    for _time in range(6):
        person.does("mine", {"trigger": "a row", "acted": "Yes", "went": "More"})
        person.clock.on(days=1)
    page = made(person, tmp_path / "private.html", include=["5"])[1]
    for words in (
        "On this page no day of this span has an answer to this.", "What became of them is not on this page.",
        ">not on this page 6<", "private answers and texts with a name out of them",
    ):  # fmt: skip
        assert words in page
    for words in ("did not say", "acted on 0", ">in part</th>", "No answer"):
        assert words not in page
    person.does("urge-log", {"strength": 5, "did": ["Leave the place"], "acted": "No"})
    person.does("mine", {"trigger": "a row"})
    person.does("check-in", {"used": "No"})
    page = made(person, tmp_path / "both.html", include=["5"])[1]
    for words in ("of 1 day", "6 more days have no answer on this page (grey).", "0 acted on, 1 I did not say, 6 not"):
        assert words in page
    page = made(person, tmp_path / "names.html", include=["3"])[1]
    for words in ("6 days it happened", "6 acted on, 1 I did not say"):
        assert words in page
    assert "not on this page" not in page


def test_a_day_that_is_over_is_part_of_the_page_also_where_nothing_was_written(person: Person, tmp_path: Path) -> None:
    for _time in range(5):
        person.does("check-in", {"used": "No"})
        person.clock.on(days=1)
    page = [made(person, tmp_path / "today.html", since="2026-03-10")[1]]
    person.clock.on(days=1)
    page.append(made(person, tmp_path / "tomorrow.html", since="2026-03-10")[1])
    assert ("5 days, from" in page[0], "6 days, from" in page[1], "No answer on 1 more day" in page[1]) == (True,) * 3


def test_what_was_said_at_set_up_is_no_step_of_the_plan(person: Person, tmp_path: Path) -> None:
    told = b'{"change": "Quiet evenings", "way": "Cut down"}'
    assert person.types("settings", "change", "--answers", "-", stdin=told).code == 0
    person.does("check-in", {"used": "No"})
    page = made(person, tmp_path / "visit.html", include=["1"])[1]
    assert ("Quiet evenings" in page, "From my plan" in page) == (True, False)


def test_of_the_change_plan_its_steps_are_on_the_page(person: Person, tmp_path: Path) -> None:
    told = {
        "changes": ["No wine on weekdays"], "way": "Cut down", "confidence": 5, "easier": "Two evenings",
        "signs": ["I sleep through"], "steps": [{"step": "Buy tea"}],
        "obstacles": [{"obstacle": "A bad day", "answer": "I walk"}],
    }  # fmt: skip
    person.does("change-plan", told)
    person.does("lapse-review", {"harder": "No wine at home"})
    _said, page = made(person, tmp_path / "visit.html", include=["1"])
    own = page.split("From my plan")[1].split("</section>")[0]
    assert re.findall("<li[^>]*>([^<]*)", own) == ["Buy tea", "No wine at home"]


def test_words_that_are_left_out_leave_no_trace_anywhere_in_the_file(sam: Person, tmp_path: Path) -> None:
    out = tmp_path / "visit.html"
    answers = {
        "include": ALL,
        "notes": ["1", "2", "3"],
        "talk": ["ANA, and Marlá's table"],
        "leave_out": ["ana", "marla", "drink"],
    }
    said, page = made(sam, out, **answers)
    assert said.code == 0, said.err
    assert not re.search("ana\\b|marl|drink", page, re.IGNORECASE)
    assert "…, and …'s table" in page
    assert "less wine with …" in page
    assert "Not on this page: some words." in page


def test_the_next_page_begins_at_the_last_visit_also_a_second_one_on_the_same_day(sam: Person, tmp_path: Path) -> None:
    _said, first = made(sam, tmp_path / "1.html")
    assert "20 days, from 10 Mar 2026 to 29 Mar 2026" in first
    sam.clock.on(days=3)
    sam.does("check-in", {"amount": 1})
    _said, second = made(sam, tmp_path / "2.html")
    assert "4 days, from 30 Mar 2026 to 2 Apr 2026" in second
    _said, again = made(sam, tmp_path / "3.html")
    assert "from 30 Mar 2026" in again
    _said, chosen = made(sam, tmp_path / "4.html", since="2 weeks")
    assert "from 19 Mar 2026" in chosen
    assert (sam.home / "marks.toml").read_text().count("[[visit]]") == 2


def test_a_day_of_which_somebody_would_rather_say_nothing_is_not_said(person: Person, tmp_path: Path) -> None:
    person.does("my-goal", {"change": "bets", "way": "Stop"})
    for went in ("No", "No", "More than I wanted", "Rather not say"):
        person.does("check-in", {"used": went})
        person.clock.on(days=1)
    _said, page = made(person, tmp_path / "visit.html")
    assert "of 4 days" in page
    assert "On 1 day it happened." in page
    assert "1 day: I did not say." in page
    assert "No answer" not in page
    assert "more than I wanted" not in page


def test_a_0_beside_an_urge_that_was_acted_on_is_no_amount_of_the_page(person: Person, tmp_path: Path) -> None:
    person.does("my-goal", {"change": "less", "way": "Cut down", "unit": "Drinks", "at_most_day": 3})
    for number in range(11):
        person.does("check-in", {"amount": 0 if number > 5 else 1})
        if number > 5:
            person.does("urge-log", {"strength": 5, "acted": "Yes"})
        person.clock.on(days=1)
    page = made(person, tmp_path / "visit.html", include=["5"])[1]
    assert "Drinks a day, on average: 1 (6 days)." in page
    assert "<td>it happened</td><td></td><td>1</td>" in page
    assert "?: it happened, no amount in this unit." in page


def test_in_a_sealed_home_the_day_is_sealed_too(person: Person, tmp_path: Path) -> None:
    Keys(person.home, work=10).create(OWN)
    person.passphrases = [OWN]
    person.does("check-in", {"amount": 1})
    said, page = made(person, tmp_path / "visit.html")
    assert said.code == 0, said.err
    assert "1 day, from 10 Mar 2026" in page
    assert "2026" not in (person.home / "marks.toml").read_text()


def test_with_nothing_written_there_is_a_page_all_the_same_for_what_to_talk_about(
    person: Person, tmp_path: Path
) -> None:
    said, page = made(person, tmp_path / "visit.html", talk=["Everything"])
    assert said.code == 0
    assert "No day of this span has an answer to this." in page
    assert "Everything" in page


def test_a_person_is_asked_sees_it_all_and_writes_it(
    sam: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answers = ["", "1, 2", "2, 1", "Marla", "", "Sleep", "", WRITE, "", LATER]
    said = sam.types("visit", answers=answers)
    assert said.code == 0, said.out + said.err
    asked, _page, shown = said.out.partition("This will be on the page")
    numbers = re.findall(r"\b(\d) of (\d)\b", asked)
    assert numbers == [("1", "4"), ("2", "4"), ("3", "5"), ("4", "5"), ("5", "5")]  # notes were chosen: one more
    assert "  of 20 days" not in shown
    assert re.search(r"  \d+ of 20 days\n", shown)
    assert "29 Mar: … came, evening 19" in shown
    assert "Marla" not in shown
    assert "  Sleep\n" in shown
    assert unwrapped(str(tmp_path / "visit-2026-03-30.html")) in unwrapped(said.err)
    assert "After the visit, this keeps what you take with you: smartcli do meeting-notes" in " ".join(said.out.split())
    again = sam.types("visit", answers=["", "-", "", "", WRITE, "", LATER])
    assert "visit-2026-03-30-2.html" in unwrapped(again.err)
    sam.clock.on(days=1)
    assert "Your last page is of yesterday." in sam.types("visit", answers=["<"]).out


def test_an_answer_can_be_changed_before_anything_is_written(sam: Person, tmp_path: Path) -> None:
    out = tmp_path / "visit.html"
    answers = ["", "", "", "Sleep", "", CHANGE, "", "-", "", "", WRITE, LATER]
    said = sam.types("visit", "--out", str(out), answers=answers)
    assert said.code == 0, said.out + said.err
    page = out.read_text("utf-8")
    assert "Sleep" in page
    assert "From my plan" not in page
    assert said.out.count("This will be on the page") == 2
    back = sam.types("visit", "--out", str(tmp_path / "2.html"), answers=["", "", "", "", "<", "", "", "", "", LATER])
    assert back.out.count("This will be on the page") == 2


def test_what_will_be_on_the_page_is_read_page_by_page_in_a_low_window(sam: Person, tmp_path: Path) -> None:
    sam.rows = 24
    said = sam.types("visit", "--out", str(tmp_path / "v.html"), answers=["", "", "", "", "", "", "", "", WRITE, LATER])
    assert "Enter turns the page (1 of 3)." in said.out
    assert (tmp_path / "v.html").exists()


def test_going_back_leads_from_the_second_questions_to_the_first_and_out(sam: Person, tmp_path: Path) -> None:
    out = tmp_path / "visit.html"
    said = sam.types("visit", "--out", str(out), answers=["", "", "<", "<", "<"])
    assert said.code == 0
    assert said.out.count("From which day on does the page tell?") == 2
    assert said.out.count("What else goes on it, beside the numbers?") == 2
    assert "No page was written, and what you answered for it is not kept." in said.out
    assert "if you leave before it is written, they are gone." in " ".join(said.out.split())
    left = sam.types("visit", "--out", str(out), answers=["", "", "", "Sleep", "^C"])
    assert left.code == 130
    assert "No page was written, and what you answered for it is not kept. All else is as it was." in " ".join(
        left.err.split()
    )
    assert not (sam.home / "drafts").exists()
    assert sam.types("visit", "--out", str(out), answers=["", "", "", "", LATER]).code == 0
    assert not out.exists()
    assert not (sam.home / "marks.toml").exists()


def test_a_line_to_talk_about_stands_on_the_page_whole_or_is_refused_with_how_long_it_may_be(
    sam: Person, tmp_path: Path
) -> None:
    long = "On Thursday evenings I get home late and do not know what to do with myself, and my brother calls me again"
    said, page = made(sam, tmp_path / "long.html", talk=["Sleep", long])
    assert (said.code, page) == (2, "")
    told = "Line 2 is too long for the page: it has room for about 88 letters. Please cut it."
    assert told in " ".join(said.err.split())
    said, page = made(sam, tmp_path / "fits.html", talk=["Sleep", long[:87]])
    assert (said.code, long[:87] in page) == (0, True), said.err
    asked = ["", "", "", long, "", long[:60], "", WRITE, LATER]
    said = sam.types("visit", "--out", str(tmp_path / "v.html"), answers=asked)
    assert told.replace("2", "1") in " ".join(said.out.split())
    assert f"{long[:60].strip()}</li>" in (tmp_path / "v.html").read_text("utf-8")


def test_what_is_taken_from_the_visit_can_be_added_at_once(sam: Person, tmp_path: Path) -> None:
    answers = ["", "", "", "", WRITE, "Add them now", "A counsellor or a doctor", *[""] * 8]
    said = sam.types("visit", "--out", str(tmp_path / "v.html"), answers=answers)
    assert said.code == 0, said.out + said.err
    assert "meeting-notes" in [entry["exercise"] for entry in sam.entries()]


@pytest.mark.parametrize("answers", [{"mood": 0, "amount": 1}, {"mood": 6, "amount": 5}], ids=["hard", "more"])
def test_on_a_hard_evening_and_after_more_than_was_wanted_no_number_is_shown_before_the_page(
    sam: Person, tmp_path: Path, answers: dict[str, object]
) -> None:
    sam.does("check-in", answers)
    out = tmp_path / "visit.html"
    said = sam.types("visit", "--out", str(out), answers=["", "", "", "Sleep", "", WRITE, LATER])
    shown = said.out.partition("This will be on the page")[2]
    assert "They are not shown here today" in " ".join(shown.split())
    assert not re.search(r"of \d+ days|on average|urges", shown)
    assert "Sleep" in shown
    assert "of 21 days" in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("argv", "stdin", "code", "said"),
    [
        (["--answers", "-"], b"{}", 2, "With --answers the page needs a name too."),
        (["--answers", "-", "--out", "v.txt"], b"{}", 2, "has to end in .html"),
        (["--answers", "-", "--out", "v.html"], b"[]", 2, "The answers are not a JSON object"),
        (["--answers", "-", "--out", "v.html"], b'{"secret plans": 1}', 2, "Unknown names that cannot be keys: 1."),
        (["--answers", "-", "--out", "v.html"], b'{"since": "2030-01-01"}', 2, "That day is still to come."),
        (["--answers", "-", "--out", "v.html"], b'{"since": "one fine day"}', 2, "Please write the day like"),
        (["--answers", "-", "--out", "v.html"], b'{"talk": ["a", "b", "c", "secret"]}', 2, "3 lines at the most"),
        (["--answers", "-", "--out", "v.html"], b'{"include": ["secret"]}', 2, "Please give a number from 1 to 5"),
        (["--answers", "-", "--out", "v.html"], b'{"notes": ["1"]}', 2, "These keys are not in this exercise: notes."),
        (["--out", "v.html"], b"", 4, "It asks since when, what is on it, and what is left out."),
        ([], b"", 4, "smartcli visit --answers FILE --out visit.html"),
    ],
)
def test_what_cannot_be_is_said_without_own_words_and_nothing_is_written(
    sam: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: list[str], stdin: bytes, code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    told = sam.types("visit", *argv, stdin=stdin)
    assert (told.code, told.out) == (code, "")
    assert said in told.err
    assert "secret" not in told.err
    assert list(tmp_path.glob("v*")) == []


def test_a_file_that_is_there_is_never_written_over(sam: Person, tmp_path: Path) -> None:
    out = tmp_path / "visit.html"
    out.write_text("mine")
    said, page = made(sam, out)
    assert (said.code, page) == (1, "mine")
    asked = sam.types("visit", answers=["", "", "", "", WRITE, str(out), str(tmp_path / "new.html"), LATER])
    assert "There is a file of this name already." in asked.out
    assert (tmp_path / "new.html").exists()


def test_home_has_a_row_for_it(sam: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sam.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam", "country": "Ireland"}')
    answers = ["A page for a visit", "", "", "", "", WRITE, "", LATER, "Leave"]
    said = sam.types(answers=answers)
    assert said.code == 0, said.out + said.err
    assert "smartcli" not in said.out.partition("A page for a visit. It makes")[2].partition("What now?")[0].replace(
        "smartcli sent it", ""
    )
    assert (tmp_path / "visit-2026-03-30.html").exists()
    back = sam.types(answers=["A page for a visit", "<", "Leave"])
    assert back.out.count("What now?") == 2


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_in_a_real_terminal_with_arrow_keys_and_in_plain_lines(program: Program, term: str, tmp_path: Path) -> None:
    program.home.mkdir()
    (program.home / "settings.toml").write_text('name = "Sam"\nstarted = "2026-01-01"\ncountry = "IE"\n')
    program.run("checkin", "--answers", "-", stdin=b'{"urge": 3, "line": "By the river"}')
    out = tmp_path / "visit.html"
    seat = Seat(program, "visit", "--out", str(out), term=term)
    seat.types(ENTER, "From which day on does the page tell?")
    seat.types(SHIFT_TAB if term != "dumb" else f"<{ENTER}", "What else goes on it")
    seat.types(ENTER, "From which day on does the page tell?")
    seat.types(ENTER, "What else goes on it")
    seat.types(ENTER, "Which words are to be left out?")
    seat.types(f"My sleep{ENTER}{ENTER}", "What do you want to talk about?")
    seat.sees("My sleep")
    seat.types(ENTER, "Write it like this?")
    seat.types(ENTER, "Questions from the visit?")
    assert seat.ends() == 0
    assert "My sleep" in out.read_text("utf-8")
