"""What the rows of home open: pages that stay until Enter, rows that open, and no command to type."""

import re
from pathlib import Path

import pytest
from tests.asking.prompts.keys import ENTER as ENTER_KEY
from tests.asking.prompts.keys import SHIFT_TAB
from tests.asking.prompts.seat import Seat
from tests.person import Person
from tests.program import Program

ENTER, BACK = "", "0"


@pytest.fixture
def sam(person: Person) -> Person:
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam", "country": "Ireland"}')
    person.does("why-i-want-this", {"reasons": ["My daughter", "Sleep"]})
    person.clock.on(days=1)
    person.does("urge-log", {"strength": 7, "trigger": "A feeling"})
    return person


def said(person: Person, *answers: str) -> str:
    """What home says while these rows are picked; at the end it is left from the menu."""
    told = person.types(answers=[*answers, "Leave"])
    assert told.code == 0, told.out + told.err
    return told.out


def test_an_entry_opens_from_its_row_and_goes_back_to_the_list(sam: Person) -> None:
    shown = said(sam, "Look back", "This afternoon: Urge log", ENTER, BACK)
    assert "1 This afternoon: Urge log. urge 7 of 10 · A feeling\n2 Yesterday afternoon: Why I want this. My d" in shown
    assert "0 Back\n" in shown
    assert "\nUrge log\nThis afternoon, 12:00, " in shown
    assert shown.count("2 in all, newest first. Which one would you like to open?") == 2


def test_on_a_narrow_window_the_day_of_a_row_is_short_so_that_its_title_has_room(sam: Person) -> None:
    sam.clock.on(days=1)
    whole = said(sam, "Look back", BACK)
    sam.columns = 40
    shown = said(sam, "Look back", BACK)
    assert re.search(r"\n1 Yesterday afternoon: Urge log…\n2 \w{3} \d+ \w{3}: Why I want this", shown), shown
    assert re.search(r"\n2 On \w+day \d+ \w+: Why I want this", whole), whole


def test_an_entry_is_changed_and_put_into_the_trash_from_its_row_and_that_taken_back(sam: Person) -> None:
    shown = said(sam, "Look back", "2", "Change it", "My son", ENTER, "Take back the last change", BACK)
    assert "Saved. “Look back” brings the old answers back." in shown
    assert sam.entries()[0]["answers"]["reasons"] == ["My daughter", "Sleep"]
    shown = said(sam, "Look back", "2", "Put it in the trash", BACK)
    assert [entry["exercise"] for entry in sam.entries()] == ["urge-log"]


def test_a_change_that_is_left_changes_nothing_and_the_list_stays(sam: Person) -> None:
    sam.types("do", "urge-log", answers=["7", "^C"])  # a draft of something else
    told = sam.types(answers=["Look back", "2", "Change it", "My son", "^C", BACK, "Leave"])
    assert told.err.strip() == "Nothing was changed, and what you answered is not kept."
    assert sam.entries()[0]["answers"]["reasons"] == ["My daughter", "Sleep"]


def test_of_many_entries_a_page_is_shown_and_the_older_ones_are_behind_it(sam: Person) -> None:
    for _entry in range(30):
        sam.does("check-in", {"urge": 3})
    shown = said(sam, "Look back", "Older ones", "Newer ones", BACK)
    assert shown.count("20 of 32, newest first.") == 2
    assert "21 to 32 of 32, newest first." in shown


def test_a_card_opens_and_is_put_away_and_taken_back(sam: Person) -> None:
    shown = said(sam, "My cards", "My reasons", "Sleep", "Put it away: it has had its time", BACK, BACK)
    assert "\nMy reasons\n  Sleep\nWritten yesterday, in Why I want this.\n" in shown
    assert "1 My reasons (1)" in shown
    assert "Put away (1)" in shown
    assert "Sleep" not in sam.types("cards").out
    said(sam, "My cards", "Put away (1)", "1", "Take it back", BACK)
    assert "Sleep" in sam.types("cards").out


def test_a_card_gets_other_words(sam: Person) -> None:
    said(sam, "My cards", "My reasons", "Sleep", "Change its words", "Quiet nights", BACK, BACK)
    assert sam.entries()[0]["answers"]["reasons"] == ["My daughter", "Quiet nights"]


def test_at_the_points_an_exercise_is_picked(sam: Person) -> None:
    shown = said(sam, "The four points", ENTER, "Motivation", "My reasons", "^C")
    assert re.search(r"1 Why I want this \(\d min, 1 time, last yesterday\)\n", shown)
    assert "\nMy reasons, about " in shown
    assert "0 Back\n? tells what each is about.\n" in shown
    assert "Left. Nothing was written." in sam.types(answers=["The four points", ENTER, "2", "2", "^C", "Leave"]).err


def test_what_an_exercise_is_about_is_told_at_its_list(sam: Person) -> None:
    shown = said(sam, "Do an exercise", "Motivation", "?", BACK, BACK)
    about = sam.types("exercises", "show", "why-i-want-this", "--json").json["exercise"]["about"]
    assert re.search(rf"\nWhy I want this \(\d min\): {re.escape(about)}\n", shown)


def test_the_plan_is_read_and_then_its_parts_open(sam: Person) -> None:
    shown = said(sam, "My plan", ENTER, "Why I want this", "^C")
    assert "\nWhy I want this\n- My daughter\n- Sleep\n" in shown
    assert "Anything to add or change?\n1 Why I want this\n" in shown
    assert "\nWhy I want this, about " in shown


def test_what_an_exercise_gives_back_stays_until_enter(sam: Person) -> None:
    shown = said(sam, "Daily check-in, one minute", *["2"] + [ENTER] * 12)
    assert re.search(r"\nSaved\.[^\n]*\n(?:[^\n]*\n)*Enter goes back\.\n", shown), shown


def test_pages_are_of_the_window_s_height_in_plain_lines_too(sam: Person) -> None:
    sam.rows = 20
    shown = said(sam, ENTER, "My plan", ENTER, ENTER, BACK)
    first, second = shown.partition("Why I want this\n- My daughter")[2].split("Enter turns the page (1 of 2).\n")[:2]
    assert first.count("\n") <= 16
    assert "What comes next" in second


def test_going_back_at_a_page_leads_to_the_page_before_and_from_the_first_one_home(sam: Person) -> None:
    sam.rows = 20
    shown = said(sam, ENTER, "My plan", ENTER, "<", "<")
    assert shown.count("Enter turns the page (1 of 2).") == 2
    assert shown.count("What now?") == 2


def test_going_back_at_home_stays_at_home(sam: Person) -> None:
    assert said(sam, "<", "<").count("What now?") == 3


EVERYWHERE = [
    [],
    ["Look back", "1", BACK, BACK],
    ["Look back", "2", "Change it", "My son", ENTER, "1", "Put it in the trash", BACK],
    ["My plan", ENTER, BACK],
    ["My cards", "1", "1", BACK, BACK, BACK],
    ["The four points", ENTER, "Urges", BACK, BACK],
    ["The four points", ENTER, "Thoughts and feelings", BACK, BACK],
    ["Daily check-in, one minute", "7", *[ENTER] * 12],
    ["Do an exercise", "Balance", "My week", *[ENTER] * 12],
    ["Do an exercise", "Urges", "Ride out", "^C"],
    ["Do an exercise", "Urges", "Wait a while", "5", ENTER, "5", "Wait once more", *[ENTER] * 8],
    ["Do an exercise", "Urges", "Wait a while", "5", ENTER, "5", "Ride it out", *[ENTER] * 8],
    ["Do an exercise", "Balance", "My week", *["A walk", ENTER] * 2, *[ENTER] * 12],
    ["My plan", ENTER, "In a calendar", ENTER],
    ["Settings", "Is all well here?", ENTER, ENTER],
    ["Settings", "Where my words are", ENTER],
]


@pytest.mark.parametrize("rows", EVERYWHERE, ids=lambda rows: ", ".join(rows[:1]))
def test_nothing_inside_the_menu_says_what_to_type(
    sam: Person, rows: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where a file to take along is put
    sam.does("change-plan", {"steps": [{"step": f"Step {n}", "by": "2026-03-11"} for n in range(5)]})
    told = sam.types(answers=[*rows, "Leave"])
    for text in (told.out, told.err):
        assert "Type:" not in text
        assert not re.search(r"smartcli (--|[a-z])", text)


def test_what_needs_a_look_is_looked_at_and_mended_behind_settings(sam: Person) -> None:
    segment = next((sam.home / "journal").rglob("*.jsonl"))
    segment.write_bytes(segment.read_bytes() + b"{ a line that was cut off\n")
    shown = said(sam, "Settings", "Is all well here?", ENTER, "Mend what can be mended", "Yes")
    assert "“Mend what can be mended”" in shown
    assert "Done: 1 repair." in shown
    shown = said(sam, "Settings", "Is all well here?", ENTER)
    assert "Mend what can be mended" not in shown


def test_where_the_words_are_is_told_behind_settings(sam: Person) -> None:
    assert f"{sam.home}" in said(sam, "Settings", "Where my words are", ENTER).replace("\n", "")


def test_the_plan_is_taken_along_from_its_rows_and_no_file_is_written_over(
    sam: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = said(sam, "My plan", ENTER, "On a page, to print", ENTER, "My plan", ENTER, "On a page, to print", ENTER)
    assert "--with-private" not in shown
    pages = [tmp_path / "my-plan.html", tmp_path / "my-plan-2.html"]
    assert all(b"My daughter" in page.read_bytes() for page in pages)
    assert "my-plan-2.html" in shown
    sam.does("change-plan", {"steps": [{"step": "Call", "by": "2026-03-20"}]})
    said(sam, "My plan", ENTER, "In a calendar", ENTER)
    assert (tmp_path / "my-plan.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_command_that_has_no_row_is_said_to_be_typed_after_the_menu(sam: Person) -> None:
    (sam.home / "exercises").mkdir(exist_ok=True)
    (sam.home / "exercises" / "mine.toml").write_text("title = 3\n")
    shown = said(sam, "Settings", "Is all well here?", ENTER)
    assert "Type:" not in shown
    assert "Mend what can be mended" not in shown  # nothing can be: the file is theirs
    assert re.search(r"smartcli check \S+ \(Commands are typed after “Leave”\.\)", " ".join(shown.split()))


def test_what_was_left_in_a_closed_journal_says_the_row_that_goes_on(sam: Person) -> None:
    sam.passphrases = ["five green boats at noon"]
    assert sam.types("lock", "--yes").code == 0
    sam.passphrases = []
    told = sam.types(answers=["Daily check-in, one minute", "4", "^C", "Leave"])
    assert "Kept as a draft. Next: “Do an exercise”" in told.err


def test_in_a_real_terminal_a_page_stays_until_enter_and_an_entry_opens(program: Program) -> None:
    program.home.mkdir()
    (program.home / "settings.toml").write_text('name = "Sam"\nstarted = "2026-01-01"\ncountry = "IE"\n')
    program.run("do", "urge-log", "--answers", "-", stdin=b'{"strength": 7, "trigger": ["the harbour"]}')
    seat = Seat(program, term="xterm-256color")
    seat.types(SHIFT_TAB, "Leave")  # at home it stays
    seat.types("look" + ENTER_KEY, "Leave")
    seat.types(ENTER_KEY, "urge 7 of 10")
    seat.sees("What set it off?")
    seat.types(ENTER_KEY, "Enter goes back")
    seat.types(SHIFT_TAB, "Which one would you like to open?")
    seat.types("help" + ENTER_KEY, "Leave")
    seat.sees("In danger, or someone cannot be woken?")
    seat.types(SHIFT_TAB, "Shift-Tab back")  # from the first page home, however many there are
    seat.types("leave" + ENTER_KEY, "Leave")
    assert seat.ends() == 0


def test_what_home_says_first_is_a_page_of_its_own_where_the_menu_leaves_no_room(sam: Person) -> None:
    sam.rows = 14
    told = said(sam, ENTER)
    assert told.index("Hello, Sam.") < told.index("Enter goes on.") < told.index("What now?")
    sam.rows = 40
    assert "Enter goes on." not in said(sam)


def test_the_first_words_of_all_are_a_page_of_their_own_in_a_low_window(person: Person) -> None:
    person.rows = 16
    told = person.types(answers=[ENTER, "^C"]).out
    assert told.index("First, to be safe") < told.index("Enter goes on.") < told.index("What would you like?")


def test_going_back_from_the_first_question_of_an_exercise_leads_home(person: Person) -> None:
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    said = person.types(answers=["Daily check-in, one minute", "<", "Leave"])
    assert said.code == 0, said.err
    assert said.out.count("What now?") == 2
    assert person.entries() == []


def test_where_nothing_is_before_it_the_first_question_stays(person: Person) -> None:
    said = person.types("do", "delay", answers=["<", "<", "^C"])
    assert said.out.count("1 of") == 3
