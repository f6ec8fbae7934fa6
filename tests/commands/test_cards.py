"""Cards: which stand first, changing one, a page for the wallet."""

import json
import stat
from html import unescape
from pathlib import Path

import pytest
from tests.person import OWN, Person, Said
from tests.program import Program

from smartcli.home import flat_toml

PEOPLE = [
    {"name": "Ana", "reach": "555 0101", "can": ["Keep me company"]},
    {"name": "Bo", "reach": "the bell"},
]
KEPT = "Kept. These stand first, here and in urge and help-now.\n"
UNDO = "Saved. smartcli journal undo brings the old words back.\n"


@pytest.fixture
def somebody(person: Person) -> Person:
    person.does("why-i-want-this", {"reasons": ["My daughter", "Sleep", "The sea"]})
    person.does("support-network", {"people": PEOPLE, "missing": "Nights"})
    return person


def texts(person: Person, kind: str) -> list[str]:
    return [card["text"] for card in person.types("cards", "--json").json["cards"] if card["kind"] == kind]


def pick(person: Person, **kinds: object) -> Said:
    return person.types("cards", "pick", "--answers", "-", stdin=json.dumps(kinds).encode())


def number(person: Person, text: str) -> str:
    (found,) = [card["number"] for card in person.types("cards", "--json").json["cards"] if card["text"] == text]
    return str(found)


# Pick


def test_what_is_picked_stands_first_in_cards_in_urge_and_in_help_now(somebody: Person) -> None:
    said = somebody.types("cards", "pick", answers=["1", "3, 2"])
    assert (said.code, said.err) == (0, "")
    assert said.out.endswith(KEPT)
    assert texts(somebody, "reason") == ["The sea", "Sleep", "My daughter"]
    assert "  The sea\n  Sleep\n\n" in somebody.types("urge").out
    assert somebody.types("cards", "pick", "contact", answers=["2"]).out.endswith(KEPT)
    assert "Your person: Bo - the bell\n" in somebody.types("urge").out
    assert texts(somebody, "reason") == ["The sea", "Sleep", "My daughter"]  # those of another kind stay
    first = [card["text"] for card in somebody.types("cards", "--json").json["cards"] if card["first"]]
    assert first == ["The sea", "Sleep", "Bo - the bell"]


def test_enter_keeps_what_was_picked_and_skipping_lets_the_newest_stand_first(somebody: Person) -> None:
    pick(somebody, reason=["3"])
    said = somebody.types("cards", "pick", "reason", answers=[""])
    assert "Enter takes: The sea\n" in said.out
    assert said.out.endswith(KEPT)
    assert texts(somebody, "reason") == ["The sea", "My daughter", "Sleep"]
    said = somebody.types("cards", "pick", "reason", answers=["-"])
    assert said.out.endswith("Kept. The newest stand first.\n")
    assert texts(somebody, "reason") == ["My daughter", "Sleep", "The sea"]


def test_a_new_card_does_not_push_a_picked_one_away(somebody: Person) -> None:
    pick(somebody, reason=["The sea"])
    somebody.does("why-i-want-this", {"reasons": ["Rest", "The sea"]})
    assert "  The sea\n  Rest\n\n" in somebody.types("urge").out
    assert texts(somebody, "reason") == ["The sea", "Rest", "My daughter", "Sleep"]


def test_a_picked_card_that_goes_and_comes_back_stands_first_again(somebody: Person) -> None:
    pick(somebody, reason=["Sleep"])
    entry = somebody.entries()[0]["id"]
    somebody.types("journal", "delete", entry)
    assert "Sleep" not in somebody.types("urge").out
    somebody.types("journal", "undo")
    assert texts(somebody, "reason") == ["Sleep", "My daughter", "The sea"]


def test_numbers_and_words_both_name_a_card_for_other_programs(somebody: Person) -> None:
    assert pick(somebody, reason=[3, "Sleep"], contact=["2"]).out == KEPT
    assert texts(somebody, "reason") == ["The sea", "Sleep", "My daughter"]
    assert texts(somebody, "contact") == ["Bo - the bell", "Ana - 555 0101"]


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        ({"reason": ["9"]}, "reason: Please give a number from 1 to 3, or its words. smartcli cards --json"),
        ({"reason": ["1", "1"]}, "reason: Each one can have only one place. smartcli cards --json"),
        ({"reason": True}, "reason: Please pick from the list. smartcli cards --json"),
        ({"plan": ["1"]}, "There are no cards of this kind yet. smartcli cards"),
        (
            {"strange": ["1"]},
            'The answers name kinds of card, such as {"reason": ["2", "1"]}. smartcli cards pick --help',
        ),
    ],
)
def test_a_pick_that_does_not_fit_is_refused_and_changes_nothing(
    somebody: Person, kinds: dict[str, object], sentence: str
) -> None:
    said = pick(somebody, **kinds)
    assert (said.code, said.out, said.err.strip()) == (2 if "yet" not in sentence else 1, "", sentence)
    assert texts(somebody, "reason") == ["My daughter", "Sleep", "The sea"]


def test_more_than_five_cannot_all_stand_first(person: Person) -> None:
    person.does("why-i-want-this", {"reasons": list("abcdef")})
    assert pick(person, reason=list("abcdef")).err.startswith("reason: Please pick 5 at the most.")
    assert pick(person, reason=list("fedcb")).out == KEPT


def test_a_kind_that_there_is_not_and_a_pick_without_cards_say_what_to_type(person: Person) -> None:
    said = person.types("cards", "pick", "my-secret")
    kinds = "reason, plan, response, reply, statement, contact"
    assert (said.code, said.err.strip()) == (
        2,
        f"There is no such kind of card. There are: {kinds}. smartcli cards pick --help",
    )
    for command in (["pick"], ["edit"], ["edit", "1"]):
        said = person.types("cards", *command, answers=[])
        assert said.err == "No cards yet. They come from what you write. smartcli do why-i-want-this\n"
    assert not person.home.exists()


def test_the_settings_hold_no_words_of_a_picked_card_and_nothing_of_it_when_sealed(somebody: Person) -> None:
    pick(somebody, reason=["The sea"], contact=["Ana - 555 0101"])
    kept = flat_toml.load(str(somebody.home / "marks.toml"))[0]
    assert [len(row["mark"]) for row in kept["first"]] == [8, 8]
    assert ("The sea" in str(kept), "Ana" in str(kept)) == (False, False)
    somebody.passphrases = [OWN]
    assert somebody.types("lock", "--yes").code == 0
    assert flat_toml.load(str(somebody.home / "marks.toml"))[0].keys() == {"sealed"}
    assert texts(somebody, "reason") == ["The sea", "My daughter", "Sleep"]
    assert pick(somebody, reason=["Sleep"]).out == KEPT
    assert (texts(somebody, "reason")[0], texts(somebody, "contact")[0]) == ("Sleep", "Ana - 555 0101")
    assert flat_toml.load(str(somebody.home / "marks.toml"))[0].keys() == {"sealed"}


def test_saving_into_a_sealed_journal_asks_nothing_and_keeps_the_picked_card_first(somebody: Person) -> None:
    pick(somebody, reason=["The sea"])
    somebody.passphrases = [OWN]
    assert somebody.types("lock", "--yes").code == 0
    assert somebody.types("lock", "--show", "reason").code == 0
    somebody.passphrases = []
    somebody.does("why-i-want-this", {"reasons": ["Rest"]})
    assert "  The sea\n  Rest\n\n" in somebody.types("urge").out


def test_going_back_leads_to_the_kinds_again_and_from_there_out(somebody: Person) -> None:
    said = somebody.types("cards", "pick", answers=["1", "<", "2", "2"])
    assert (said.code, said.out.count("Which cards?"), said.out.endswith(KEPT)) == (0, 2, True)
    assert texts(somebody, "contact")[0] == "Bo - the bell"
    said = somebody.types("cards", "edit", answers=["1", "<", "<"])
    assert (said.code, said.out.count("Which cards?"), said.err) == (0, 2, "")
    assert somebody.types("cards", "pick", "reason", answers=["<"]).code == 0


def test_the_real_program_takes_the_answers_of_a_pipe_one_after_the_other(program: Program) -> None:
    program.run("do", "why-i-want-this", "--answers", "-", stdin=b'{"reasons": ["Rest", "Sea"]}')
    run = program.run("cards", "edit", stdin=b"2\nThe sea\n")
    assert (run.returncode, run.stderr, run.stdout.endswith(UNDO.encode())) == (0, b"", True)
    assert program.run("cards").stdout == b"My reasons\n- Rest\n- The sea\n\n"
    assert program.run("do", stdin=b"<\n").returncode == 0


# Edit


def test_of_several_lines_only_the_card_s_own_is_asked_and_the_others_stay(somebody: Person) -> None:
    said = somebody.types("cards", "edit", answers=["1", "2", "Sleep, at last"])
    assert (said.code, said.err) == (0, "")
    assert said.out.endswith(UNDO)
    asked = said.out.split("Which card?")[1].split("Why do you want this?")[1]
    assert "(only this one; skip it, and it goes)\nNow: Sleep. Enter keeps it, - skips it" in asked
    assert "My daughter" not in asked
    assert texts(somebody, "reason") == ["My daughter", "Sleep, at last", "The sea"]
    assert "Sleep, at last" in somebody.types("urge").out
    somebody.types("journal", "undo")
    assert texts(somebody, "reason") == ["My daughter", "Sleep", "The sea"]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("-", ["My daughter", "The sea"]),
        ("The sea", ["My daughter", "The sea"]),
        ("+ again", ["My daughter", "Sleep again", "The sea"]),
        ("Sleep\nRest\nThe sea\n", ["My daughter", "Sleep", "Rest", "The sea"]),
    ],
)
def test_a_line_goes_when_it_is_skipped_and_stands_there_once(somebody: Person, typed: str, left: list[str]) -> None:
    assert somebody.types("cards", "edit", number(somebody, "Sleep"), answers=[typed]).out.endswith(UNDO)
    assert texts(somebody, "reason") == left


def test_enter_keeps_a_line_as_it_is(somebody: Person) -> None:
    assert somebody.types("cards", "edit", number(somebody, "Sleep"), answers=[""]).out.endswith(
        "Nothing was changed.\n"
    )
    assert len(somebody.entries()) == 2


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("Rest", ["My daughter", "Rest", "The sea"]),
        (None, ["My daughter", "The sea"]),
        (" ", ["My daughter", "The sea"]),
        (["Rest", "Sleep"], ["Rest", "Sleep"]),
        ([], []),
    ],
)
def test_other_programs_give_one_line_as_a_text_and_all_as_a_list(
    somebody: Person, given: object, left: list[str]
) -> None:
    stdin = json.dumps({"reasons": given}).encode()
    assert somebody.types("cards", "edit", number(somebody, "Sleep"), "--answers", "-", stdin=stdin).out == UNDO
    assert texts(somebody, "reason") == left


def test_a_line_given_as_something_else_is_refused(somebody: Person) -> None:
    said = somebody.types("cards", "edit", number(somebody, "Sleep"), "--answers", "-", stdin=b'{"reasons": 7}')
    assert (said.code, said.err.split(".")[0]) == (2, "reasons: Please write short lines of text")


STRENGTHS = """
format = 1
point = "motivation"
title = "Strengths"
minutes = 1
[[steps]]
kind = "choices"
key = "mine"
ask = "What are you good at?"
choices = ["Listening", "Cooking", "Walking"]
other = true
required = true
card = "statement"
safety = { card = "stay", includes = "Giving up" }
[[steps]]
kind = "choices"
key = "when"
ask = "When does it help?"
choices = ["Mornings", "Evenings"]
card = "plan"
[sample]
mine = ["Listening"]
"""


@pytest.fixture
def strong(person: Person) -> Person:
    (person.home / "exercises").mkdir(parents=True)
    (person.home / "exercises" / "strengths.toml").write_text(STRENGTHS, "utf-8")
    person.does("strengths", {"mine": ["Cooking", "Old songs"], "when": ["Mornings"]})
    return person


def test_of_several_choices_one_is_asked_as_a_text_where_own_words_are_welcome(strong: Person) -> None:
    said = strong.types("cards", "edit", number(strong, "Old songs"), answers=["New songs"])
    assert said.out.endswith(UNDO)
    assert "Cooking" not in said.out
    assert strong.entries()[0]["answers"] == {"mine": ["Cooking", "New songs"], "when": ["Mornings"]}
    assert strong.types("cards", "edit", number(strong, "Cooking"), answers=["walking"]).out.endswith(UNDO)
    assert texts(strong, "statement") == ["Walking", "New songs"]
    assert strong.types("cards", "edit", number(strong, "Walking"), answers=["-"]).out.endswith(UNDO)
    said = strong.types("cards", "edit", number(strong, "New songs"), answers=["-", "9", "Songs"])
    assert "(only this one)" in said.out
    assert "This one needs an answer before you can go on." in said.out
    assert "Please give a number from 1 to 3, or your own words." in said.out
    assert texts(strong, "statement") == ["Songs"]


def test_of_several_choices_one_is_picked_anew_where_there_are_no_own_words(strong: Person) -> None:
    said = strong.types("cards", "edit", number(strong, "Mornings"), answers=["2"])
    assert said.out.endswith(UNDO)
    assert "1 Mornings\n2 Evenings\n" in said.out
    assert strong.entries()[0]["answers"] == {"mine": ["Cooking", "Old songs"], "when": ["Evenings"]}
    assert strong.types("cards", "edit", number(strong, "Evenings"), answers=["-"]).out.endswith(UNDO)
    assert strong.entries()[0]["answers"] == {"mine": ["Cooking", "Old songs"], "when": None}


def test_a_choice_that_calls_for_a_safety_card_does_so_when_it_is_edited(strong: Person) -> None:
    said = strong.types("cards", "edit", number(strong, "Old songs"), answers=["Giving up", ""])
    assert said.out.count("Enter goes on.") == 1
    assert texts(strong, "statement") == ["Cooking", "Giving up"]


def test_of_a_table_only_the_card_s_row_is_asked_again(somebody: Person) -> None:
    said = somebody.types("cards", "edit", answers=["2", "2", "", "the bell, twice", "", "", ""])
    assert said.out.endswith(UNDO)
    assert "Now: Bo. Enter keeps it, - skips it" in said.out
    assert "Ana" not in said.out.split("Which card?")[1].split("Who is it?")[1]
    entry = somebody.entries()[1]["answers"]
    assert entry["missing"] == "Nights"
    assert entry["people"] == [
        {"name": "Ana", "reach": "555 0101", "when": None, "can": ["Keep me company"], "knows": None},
        {"name": "Bo", "reach": "the bell, twice", "when": None, "can": None, "knows": None},
    ]


def test_a_row_that_loses_its_name_goes_and_those_after_it_stay(somebody: Person) -> None:
    said = somebody.types("cards", "edit", number(somebody, "Ana - 555 0101"), answers=["-", "", "", "", ""])
    assert said.out.endswith(UNDO)
    assert texts(somebody, "contact") == ["Bo - the bell"]


PICTURES = """
format = 1
point = "motivation"
title = "Pictures"
minutes = 1
[[steps]]
kind = "lines"
key = "areas"
ask = "Which parts of life?"
[[steps]]
kind = "items"
key = "pictures"
ask = "One by one."
rows_from = "areas"
[[steps.fields]]
kind = "text"
key = "area"
ask = "Part of life"
[[steps.fields]]
kind = "text"
key = "picture"
ask = "What would you see?"
card = "reason"
[[steps.fields]]
kind = "scale"
key = "importance"
ask = "How much does it matter?"
[sample]
areas = ["Health"]
"""


def test_a_row_made_from_another_answer_keeps_its_name(person: Person) -> None:
    (person.home / "exercises").mkdir(parents=True)
    (person.home / "exercises" / "pictures.toml").write_text(PICTURES, "utf-8")
    pictures = [{"area": "Music", "picture": "I sing", "importance": 7}, {"area": "Health", "picture": "I run"}]
    person.does("pictures", {"areas": ["Health", "Music"], "pictures": pictures})
    said = person.types("cards", "edit", number(person, "I sing"), "--answers", "-", stdin=b'{"picture": "I hum"}')
    assert said.out == UNDO
    assert person.entries()[0]["answers"]["pictures"] == [
        {"area": "Health", "picture": "I run", "importance": None},
        {"area": "Music", "picture": "I hum", "importance": 7},
    ]


def test_a_card_of_a_question_that_was_asked_on_a_condition_can_be_edited(person: Person) -> None:
    person.does("change-plan", {"confidence": 4, "easier": "Begin small", "changes": ["x"]})
    stdin = b'{"easier": "Begin with one evening"}'
    said = person.types("cards", "edit", number(person, "Begin small"), "--answers", "-", stdin=stdin)
    assert said.out == UNDO
    answers = person.entries()[0]["answers"]
    assert (answers["easier"], answers["confidence"], answers["changes"]) == ("Begin with one evening", 4, ["x"])


def test_a_picked_card_stands_first_after_it_was_edited(somebody: Person) -> None:
    pick(somebody, contact=["Bo - the bell"])
    stdin = b'{"reach": "the blue bell"}'
    said = somebody.types("cards", "edit", number(somebody, "Bo - the bell"), "--answers", "-", "--json", stdin=stdin)
    assert said.json["entry"]["exercise"] == "support-network"
    assert texts(somebody, "contact") == ["Bo - the blue bell", "Ana - 555 0101"]
    assert "Your person: Bo - the blue bell\n" in somebody.types("urge").out


def test_a_picked_line_stands_first_after_it_was_edited_and_after_another_one_has_gone(somebody: Person) -> None:
    pick(somebody, reason=["The sea", "Sleep"])
    somebody.types("cards", "edit", number(somebody, "Sleep"), answers=["Rest"])
    assert texts(somebody, "reason") == ["The sea", "Rest", "My daughter"]
    somebody.types("cards", "edit", number(somebody, "My daughter"), answers=["-"])
    assert texts(somebody, "reason") == ["The sea", "Rest"]


def test_an_edit_that_changes_nothing_says_so_and_writes_nothing(somebody: Person) -> None:
    [segment] = (somebody.home / "journal").glob("*/*.jsonl")
    before = segment.read_bytes()
    assert somebody.types("cards", "edit", "1", "--answers", "-", stdin=b"{}").out == "Nothing was changed.\n"
    assert segment.read_bytes() == before


@pytest.mark.parametrize("number", ["0", "99", "-1x", "my-secret", "²", "999999999"])
def test_a_card_that_there_is_not_is_said_without_repeating_it(somebody: Person, number: str) -> None:
    said = somebody.types("cards", "edit", "--", number)
    assert (said.code, said.err) == (2, "There is no card of this number. smartcli cards --json\n")


def test_an_edit_that_is_left_before_a_card_was_picked_says_that_nothing_was_changed(person: Person) -> None:
    person.does("why-i-want-this", {"reasons": ["Sleep"]})
    said = person.types("cards", "edit", answers=["7", ""])
    assert "Please give 1, or its words." in said.out
    assert (said.code, said.out.endswith("Nothing was changed.\n")) == (0, True)
    assert person.types("cards", "edit", "--json", answers=[""]).out.endswith('{\n  "schema": 1,\n  "entry": null\n}\n')


def test_an_edit_that_is_left_says_before_and_after_that_what_was_changed_is_not_kept(somebody: Person) -> None:
    said = somebody.types("cards", "edit", "1", answers=["Bea", "^C"])
    assert "Ctrl-C leaves. Then all stays as it was, and what you changed is not kept." in said.out
    assert "is kept" not in said.out
    told = "Nothing was changed, and what you answered is not kept. smartcli cards edit"
    assert (said.code, said.err.strip()) == (130, told)


def test_without_anybody_to_answer_an_edit_says_so(somebody: Person) -> None:
    assert (somebody.types("cards", "edit", "1").code, somebody.types("cards", "pick").code) == (4, 4)
    said = somebody.types("cards", "edit", "1", "--answers", "-", stdin=b'{"strange": 1}')
    assert (said.code, said.err.split(".")[0]) == (2, "These keys are not in this exercise: strange")


def test_a_sealed_card_is_edited_with_the_passphrase(somebody: Person) -> None:
    somebody.passphrases = [OWN]
    assert somebody.types("lock", "--yes").code == 0
    stdin = b'{"reach": "the harbour"}'
    assert somebody.types("cards", "edit", number(somebody, "Bo - the bell"), "--answers", "-", stdin=stdin).out == UNDO
    assert texts(somebody, "contact") == ["Ana - 555 0101", "Bo - the harbour"]
    somebody.types("lock", "--drop-plain")
    files = [file for file in somebody.home.rglob("*") if file.is_file()]
    assert [file.name for file in files if b"harbour" in file.read_bytes()] == []
    somebody.passphrases = []
    for command in (["pick", "reason"], ["edit", "1"], ["--out", "x.html"]):
        assert somebody.types("cards", *command).code == 3


# The page


def test_the_page_leaves_people_out_and_says_so(somebody: Person, tmp_path: Path) -> None:
    page = tmp_path / "cards.html"
    said = somebody.types("cards", "--all", "--out", str(page))
    written = "Written. The file is not encrypted.\n"
    assert (said.code, said.out) == (0, "")
    assert said.err == written + "What is private, such as people, is left out. To have it in: --with-private\n"
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    text = page.read_text("utf-8")
    assert (text.count("<section>"), "Ana" in text) == (1, False)
    again = somebody.types("cards", "--all", "--out", str(page))
    assert (again.code, again.err.strip()) == (
        1,
        "There is a file of this name already. Please name a new one. smartcli cards --out FILE.html",
    )
    said = somebody.types("cards", "--out", str(tmp_path / "all.html"), "--all", "--with-private")
    assert (said.err, "Ana - 555 0101" in (tmp_path / "all.html").read_text("utf-8")) == (written, True)


def test_the_picked_cards_come_first_on_the_page(somebody: Person, tmp_path: Path) -> None:
    pick(somebody, reason=["The sea"])
    somebody.types("cards", "--all", "--out", str(tmp_path / "cards.html"))
    text = (tmp_path / "cards.html").read_text("utf-8")
    assert text.index("The sea") < text.index("My daughter")


def test_a_page_that_cannot_be_made_is_said(person: Person, tmp_path: Path) -> None:
    said = person.types("cards", "--out", str(tmp_path / "cards.html"))
    assert (said.code, said.err) == (1, "There are no cards to print yet. smartcli cards\n")
    said = person.types("cards", "--out", str(tmp_path / "cards.md"))
    assert (said.code, said.err) == (2, "The name of the file has to end in .html. smartcli cards --out FILE.html\n")
    said = person.types("cards", "--out", str(tmp_path / "cards.html"), "--json")
    assert (said.code, said.err) == (2, "Please take only one of --json and --out. smartcli cards --help\n")
    assert list(tmp_path.glob("*.*")) == []


def test_one_card_has_the_chosen_few_a_person_and_a_line_to_call(somebody: Person, tmp_path: Path) -> None:
    page = tmp_path / "card.html"
    somebody.does("change-plan", {"steps": STEPS})
    somebody.does("why-i-want-this", {"reasons": ["Sleep", "Money", "Peace", "My son"]})
    pick(somebody, reason=["The sea"])
    somebody.types("settings", "change", "--answers", "-", stdin=b'{"country": "IE"}')
    said = somebody.types("cards", "--out", str(page))
    assert (said.code, said.out) == (0, "")
    assert said.err.splitlines() == [
        "Written. The file is not encrypted.",
        "On it: 3 reasons, 2 plans, 2 of your people. What you picked comes first.",
        "All your cards: smartcli cards --out FILE.html --all",
        "Your people are on it. Without them: --without-people",
    ]
    text = page.read_text("utf-8")
    assert text.count("<section>") == 2
    assert text.index("The sea") < text.index("Ring the clinic") < text.index("Ana - 555 0101")
    assert (text.count("<li"), "116 123" in unescape(text).replace("\u00a0", " ")) == (5, True)
    again = tmp_path / "again.html"
    said = somebody.types("cards", "--out", str(again), "--without-people")
    assert ("Your people" in said.err, "Ana" in again.read_text("utf-8").replace("Tell Ana", "")) == (False, False)


def test_of_all_cards_the_page_is_asked_for(somebody: Person) -> None:
    said = somebody.types("cards", "--all")
    assert (said.code, said.err) == (2, "--all belongs to --out. smartcli cards --out FILE.html --all\n")


# Put away, and take back

STEPS = [{"step": "Ring the clinic", "by": "2026-03-12"}, {"step": "Tell Ana, first, on Sunday", "by": None}]


@pytest.fixture
def planner(somebody: Person) -> Person:
    somebody.does("change-plan", {"steps": STEPS})
    return somebody


def put_away(person: Person, **kinds: object) -> Said:
    return person.types("cards", "away", "--answers", "-", stdin=json.dumps(kinds).encode())


def test_a_card_that_has_had_its_time_is_put_away_and_can_come_back(planner: Person) -> None:
    said = planner.types("cards", "away", "plan", answers=["1"])
    assert (said.code, said.err) == (0, "")
    assert "They leave this list" not in said.out
    assert said.out.endswith("1 card put away. To take one back: smartcli cards back\n")
    assert texts(planner, "plan") == ["Tell Ana, first, on Sunday"]
    assert planner.types("cards").out.endswith("\n1 card is put away. To take one back: smartcli cards back\n")
    said = planner.types("cards", "back", answers=["1", "1"])
    assert said.out.endswith("1 card is back.\n")
    assert texts(planner, "plan") == ["Ring the clinic", "Tell Ana, first, on Sunday"]
    assert "put away" not in planner.types("cards").out


def test_what_is_put_away_is_not_in_urge_or_help_now_or_on_the_printed_page(planner: Person, tmp_path: Path) -> None:
    assert "My daughter" in planner.types("urge").out
    said = put_away(planner, reason=["My daughter"], plan=["2"], contact=["1", "2"])
    assert said.out == "4 cards put away. To take one back: smartcli cards back\n"
    assert ("My daughter" in planner.types("urge").out, "Ana" in planner.types("help-now", "--json").json["help"]) == (
        False,
        False,
    )
    planner.types("cards", "--all", "--out", str(tmp_path / "cards.html"), "--with-private")
    page = (tmp_path / "cards.html").read_text("utf-8")
    assert ("My daughter" in page, "Sleep" in page, "Ana" in page) == (False, True, False)


def test_the_same_words_written_again_stay_away_and_new_ones_come_in(planner: Person) -> None:
    put_away(planner, plan=["1"])
    planner.does("change-plan", {"steps": [*STEPS, {"step": "Buy a bell", "by": None}]})
    assert texts(planner, "plan") == ["Tell Ana, first, on Sunday", "Buy a bell"]
    assert "Ring the clinic" not in (planner.home / "at-hand.toml").read_text("utf-8")
    assert planner.types("cards", "--json").json["away"][0]["text"] == "Ring the clinic"


def test_a_step_with_another_day_or_one_that_was_left_out_for_a_while_comes_back(planner: Person) -> None:
    put_away(planner, plan=["1", "2"])
    planner.does("change-plan", {"steps": [{"step": "Ring the clinic", "by": "2026-03-20"}]})
    assert texts(planner, "plan") == ["Ring the clinic"]
    planner.does("change-plan", {"steps": STEPS})
    assert texts(planner, "plan") == ["Ring the clinic", "Tell Ana, first, on Sunday"]
    assert planner.types("cards", "--json").json["away"] == []


def test_what_was_put_away_in_one_exercise_stands_in_another_one_that_says_the_same(planner: Person) -> None:
    put_away(planner, plan=["1"])
    planner.does("hard-times", {"safe": True, "alone": ["Ring the clinic"]})
    assert "Ring the clinic" in planner.types("help-now", "--json").json["help"]
    assert texts(planner, "plan") == ["Ring the clinic", "Tell Ana, first, on Sunday"]
    put_away(planner, plan=["1"])
    assert "Ring the clinic" not in planner.types("help-now", "--json").json["help"]
    assert "1 card is back." in planner.types("cards", "back", "plan", answers=["1"]).out
    assert "Ring the clinic" in planner.types("help-now", "--json").json["help"]


def test_a_text_of_two_exercises_stays_when_one_of_them_is_written_anew_without_it(person: Person) -> None:
    person.does("why-i-want-this", {"reasons": ["My kids"]})
    person.does("hard-times", {"safe": True, "alone": ["Walk around the block"]})
    person.does("change-plan", {"reasons": ["My kids"]})
    person.does("staying-well", {"works": ["Walk around the block"]})
    person.does("change-plan", {"reasons": ["Sleep"]})
    person.does("staying-well", {"works": ["Move my body"]})
    assert texts(person, "reason") == ["Sleep", "My kids"]
    assert "  My kids\n  Sleep\n" in person.types("urge").out  # what was written as a reason first
    shown = person.types("help-now", "--json").json["help"]
    assert "Your plan for hard times:\n  Walk around the block\n\n" in shown
    assert "Move my body" not in shown  # which is no plan for hard times


def test_help_now_shows_all_that_was_written_for_hard_times_however_much_else_there_is(person: Person) -> None:
    alone = [f"Way {number} alone" for number in range(9)]
    person.does("hard-times", {"safe": True, "alone": alone, "places": ["The library"], "safer": ["Ana has the key"]})
    person.does("staying-well", {"works": [*alone[:2], *(f"Way {number} to stay well" for number in range(9))]})
    shown = person.types("help-now", "--json").json["help"]
    assert [words in shown for words in (*alone, "The library", "Ana has the key", "stay well")] == [True] * 11 + [
        False
    ]


def test_the_entry_of_a_card_that_is_put_away_stays_as_it_is(planner: Person) -> None:
    before = planner.entries()
    put_away(planner, plan=["1"])
    assert planner.entries() == before


def test_putting_away_and_taking_back_refuse_kindly(person: Person) -> None:
    for command in ("away", "back"):
        said = person.types("cards", command, "my-secret")
        assert (said.code, said.err.startswith("There is no such kind of card.")) == (2, True)
    assert person.types("cards", "away").err == (
        "No cards yet. They come from what you write. smartcli do why-i-want-this\n"
    )
    assert person.types("cards", "back").err == "No card is put away. smartcli cards\n"
    person.does("why-i-want-this", {"reasons": ["Sleep"]})
    assert put_away(person, plan=["1"]).err == "There are no cards of this kind yet. smartcli cards\n"
    assert put_away(person, reason=["2"]).err == "reason: Please give 1, or its words. smartcli cards --json\n"
    assert person.types("cards", "away", answers=[""]).out.endswith("Nothing was changed.\n")
    assert put_away(person, reason=None).out == "Nothing was changed.\n"
    assert not (person.home / "settings.toml").exists()
    assert not (person.home / "marks.toml").exists()


def test_where_nothing_is_picked_nothing_is_let_go_of_what_is_gone_just_now(planner: Person) -> None:
    pick(planner, plan=["1"], reason=["Sleep"])
    put_away(planner, plan=["1"], reason=["The sea"])
    planner.types("journal", "delete", planner.entries()[-1]["id"])
    before = (planner.home / "marks.toml").read_bytes()
    for command in ("pick", "away", "back"):
        said = planner.types("cards", command, "--answers", "-", stdin=b"{}")
        assert (said.code, said.out.endswith("Nothing was changed.\n")) == (0, True), said
        assert (planner.home / "marks.toml").read_bytes() == before
    planner.types("journal", "undo")
    assert texts(planner, "plan") == ["Tell Ana, first, on Sunday"]


def test_all_cards_may_be_put_away(person: Person) -> None:
    person.does("why-i-want-this", {"reasons": ["Sleep"]})
    put_away(person, reason=["1"])
    assert person.types("cards").out == "1 card is put away. To take one back: smartcli cards back\n"
    for command in ("away", "pick", "edit"):
        assert person.types("cards", command).err == "All your cards are put away. smartcli cards back\n"


def test_what_is_put_away_is_sealed_with_the_rest(planner: Person) -> None:
    planner.passphrases = [OWN]
    assert planner.types("lock", "--yes").code == 0
    assert put_away(planner, plan=["1"]).code == 0
    kept = flat_toml.load(str(planner.home / "marks.toml"))[0]
    assert kept.keys() == {"sealed"}
    assert texts(planner, "plan") == ["Tell Ana, first, on Sunday"]
    assert planner.types("cards", "back", "--answers", "-", stdin=b'{"plan": ["1"]}').out == "1 card is back.\n"


def test_a_card_is_named_by_its_words_or_its_number(planner: Person) -> None:
    for typed in (["Plans", "Ring the clinic"], ["2", "1"]):
        said = planner.types("cards", "away", answers=["My plans" if typed[0] == "Plans" else typed[0], typed[1]])
        assert said.out.endswith("1 card put away. To take one back: smartcli cards back\n")
        planner.types("cards", "back", answers=["1", "1"])
    assert texts(planner, "plan") == ["Ring the clinic", "Tell Ana, first, on Sunday"]


def test_a_person_named_twice_is_one_card_the_one_with_the_number(somebody: Person) -> None:
    somebody.does("hard-times", {"people": ["ana", "Vera"], "professionals": ["The clinic, 555 0199"]})
    assert texts(somebody, "contact") == ["Vera", "The clinic, 555 0199", "Ana - 555 0101", "Bo - the bell"]
    assert "Your person: Ana - 555 0101\n" in somebody.types("urge").out
    assert "Your people:\n  Ana - 555 0101\n  Vera\n" in somebody.types("help-now", "--json").json["help"]


# Which two reasons an urge shows


THREE = ["My daughter", "Sleep", "The sea", ""]
WHICH = "Which two should an urge show you?"


def test_with_more_than_two_reasons_it_is_asked_once_which_two_an_urge_shows(person: Person) -> None:
    said = person.types("do", "why-i-want-this", answers=[*THREE, "3, 2"])
    assert (said.code, said.out.count(WHICH)) == (0, 1)
    assert "Kept. An urge shows you these.\n" in said.out
    assert "  The sea\n  Sleep\n\n" in person.types("urge").out
    assert WHICH not in person.types("do", "why-i-want-this", answers=["Rest", "", "1"]).out
    assert "  The sea\n  Sleep\n\n" in person.types("urge").out


@pytest.mark.parametrize("answer", ["", "-", "<"])
def test_whoever_skips_it_is_not_asked_again_and_sees_the_newest(person: Person, answer: str) -> None:
    said = person.types("do", "why-i-want-this", answers=[*THREE, answer])
    assert (said.code, WHICH in said.out) == (0, True)
    assert WHICH not in person.types("do", "why-i-want-this", answers=["Rest", ""]).out
    assert "  Rest\n  My daughter\n\n" in person.types("urge").out


def test_a_slip_is_asked_again(person: Person) -> None:
    said = person.types("do", "why-i-want-this", answers=[*THREE, "1, 2, 3", "1"])
    assert said.code == 0
    assert "  My daughter\n" in person.types("urge").out


def test_it_is_not_asked_of_two_nor_where_some_stand_first_nor_of_other_exercises(person: Person) -> None:
    assert WHICH not in person.types("do", "why-i-want-this", answers=["Sleep", "Rest", ""]).out
    pick(person, reason=["Rest"])
    assert WHICH not in person.types("do", "why-i-want-this", answers=[*THREE]).out
    assert WHICH not in person.types("do", "feelings", answers=["1", *[""] * 9]).out


def test_it_waits_on_a_hard_evening(person: Person) -> None:
    person.does("check-in", {"mood": 0})
    assert WHICH not in person.types("do", "why-i-want-this", answers=[*THREE]).out
    person.clock.on(days=1)
    assert WHICH in person.types("do", "why-i-want-this", answers=["Rest", "", "1"]).out


def test_it_is_not_asked_in_a_pipe_nor_of_a_sealed_journal(person: Person) -> None:
    person.does("why-i-want-this", {"reasons": THREE[:3]})
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    person.passphrases = []
    assert WHICH not in person.types("do", "why-i-want-this", answers=[*THREE]).out
