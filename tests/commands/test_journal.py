"""Looking back: list, show, search, edit, delete, undo, and the same for other programs."""

import json
from typing import Any

import pytest
from tests.person import Person
from tests.privacy.evil import HOSTILE

from smartcli.text.incoming import harmless


@pytest.fixture
def written(person: Person) -> Person:
    person.does("check-in", {"urge": 3, "line": "Long shift, then choir"})
    person.clock.on(days=1)
    person.does("urge-log", {"strength": 7, "trigger": "A feeling"})
    person.clock.on(days=1)
    person.does("why-i-want-this", {"reasons": ["My daughter", "Sleep"]})
    return person


def ids(person: Person, *argv: str) -> list[str]:
    return [entry["exercise"] for entry in person.types("journal", "list", "--json", *argv).json["entries"]]


def test_a_list_begins_with_the_newest_and_says_how_many_there_are(written: Person) -> None:
    said = written.types("journal", "list")
    lines = said.out.strip().split("\n")
    assert [line.split(", ")[2] for line in lines] == ["Why I want this", "Urge log", "Check-in"]
    assert said.err == ""
    last = written.types("journal", "list", "--last", "2")
    assert (last.out, last.err) == ("\n".join(lines[:2]) + "\n", "2 of 3, newest first.\n")
    assert ids(written) == ["check-in", "urge-log", "why-i-want-this"]


def in_short(person: Person, exercise: str, answers: dict[str, Any]) -> str:
    person.does(exercise, answers)
    return person.types("journal", "list", "--last", "1").out.strip().partition(", 2026-03-10 12:00, ")[2]


@pytest.mark.parametrize(
    ("exercise", "answers", "shown"),
    [
        ("urge-log", {"strength": 7, "acted": "Yes"}, "Urge log, urge 7 of 10"),
        ("urge-log", {"acted": "Yes", "trigger": "A feeling"}, "Urge log, A feeling"),
        ("urge-log", {"acted": "Yes"}, "Urge log, {acted} Yes"),
        (
            "urge-log",
            {"strength": 7, "helper": "Ana, 085 1234567", "next_time": "I ring"},
            "Urge log, urge 7 of 10 · I ring",
        ),
        ("support-network", {"people": [{"name": "Ana", "can": "1", "knows": True}]}, "My people"),
        ("hard-times", {"people": ["Ana, 085 1234567"], "alone": ["One song"]}, "My plan for hard times, One song"),
        (
            "values",
            {"values": ["Music"], "top": ["Music"], "ratings": [{"value": "Music", "importance": 7, "helps": "Bands"}]},
            "My values, Music · Music · Music · Bands",
        ),
        ("week-plan", {"slots": [{"day": "Monday", "what": "Swimming", "with": "Ana"}]}, "My week, Swimming"),
        ("smart-goal", {"by": "2026-12-20"}, "A SMART goal, {by} 2026-12-20"),
        ("urge-surf", {"ride": [{"seconds": 60, "rating": 5}]}, "Ride out an urge"),
    ],
)
def test_a_list_shows_words_before_numbers_and_nothing_private(
    person: Person, exercise: str, answers: dict[str, Any], shown: str
) -> None:
    said = in_short(person, exercise, answers)
    assert said == shown.format(**person.entries()[0]["asked"])


def test_a_list_shows_nothing_of_an_exercise_of_which_nobody_knows_what_is_private(person: Person) -> None:
    (person.home / "exercises").mkdir(parents=True)
    file = person.home / "exercises" / "mine.toml"
    person.types("exercises", "new", "mine", "--title", "Mine", "--from", "why-i-want-this")
    assert in_short(person, "mine", {"reasons": ["My daughter"]}) == "Mine, My daughter"
    file.unlink()
    listed = person.types("journal", "list").out
    assert (listed.count("mine\n"), listed.count("daughter")) == (1, 0)
    assert "- " + person.entries()[0]["id"][-6:].lower() + ", 2026-03-10 12:00, mine\n" in person.types(
        "forget", "--exercise", "mine", "--dry-run"
    ).out  # fmt: skip


def test_a_number_is_shown_with_its_top_and_in_a_table_with_its_question(person: Person) -> None:
    person.does("check-in", {"mood": 1})
    whole = person.types("journal", "show", person.entries()[0]["id"]).out
    assert f"\n{person.entries()[0]['asked']['mood']}\n  1 of 10\n" in whole
    row = {"value": "Health", "importance": 8, "lived": 4}
    person.does("values", {"values": ["Health"], "top": ["Health"], "ratings": [row]})
    entry = person.entries()[1]
    whole = " ".join(person.types("journal", "show", entry["id"]).out.split())
    asked = [entry["asked"][f"ratings.{key}"] for key in ("importance", "lived")]
    assert f" Health · {asked[0]} 8 of 10 · {asked[1]} 4 of 10" in whole


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        (["--day", "today"], ["why-i-want-this"]),
        (["--day", "yesterday"], ["urge-log"]),
        (["--from", "2026-03-11"], ["urge-log", "why-i-want-this"]),
        (["--to", "2026-03-11"], ["check-in", "urge-log"]),
        (["--from", "2026-03-11", "--to", "2026-03-11"], ["urge-log"]),
        (["--exercise", "check-in"], ["check-in"]),
        (["--point", "motivation"], ["why-i-want-this"]),
        (["--last", "2"], ["urge-log", "why-i-want-this"]),
        ([], ["check-in", "urge-log", "why-i-want-this"]),
    ],
)
def test_filters(written: Person, argv: list[str], expected: list[str]) -> None:
    assert ids(written, *argv) == expected


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["--day", "my-secret"], "A day is written like 2026-12-01, or as today or yesterday."),
        (["--day", "today", "--from", "today"], "Please use --day, or --from and --to."),
        (["--point", "my-secret"], "--point wants one of: daily, motivation, urges, thoughts, balance."),
        (["--last", "0"], "--last wants a number of 1 or more."),
        (["--last", "my-secret"], "This value does not fit: last."),
        (["--my-secret"], "There is no such option here, or its value is missing."),
        (["my-secret"], "This command was not understood."),
    ],
)
def test_a_mistyped_filter_is_one_sentence_that_does_not_repeat_it(
    written: Person, argv: list[str], sentence: str
) -> None:
    said = written.types("journal", "list", *argv)
    assert said.code == 2
    assert said.err.startswith(sentence)
    assert "my-secret" not in said.err + said.out


def test_an_entry_is_shown_whole_by_its_last_characters(written: Person) -> None:
    entry = written.entries()[2]
    said = written.types("journal", "show", entry["id"][-6:].lower())
    assert "My daughter" in said.out
    assert entry["asked"]["reasons"] in said.out
    assert written.types("journal", "show", entry["id"], "--json").json == {"schema": 1, "entry": entry}


def test_no_such_entry(written: Person) -> None:
    said = written.types("journal", "show", "zzzzzz")
    assert said.code == 1
    assert "zzzzzz" not in said.err


@pytest.mark.parametrize("words", [["choir"], ["CHOIR", "shift"], ["hift, th"]])
def test_search_finds_all_words_in_any_case(written: Person, words: list[str]) -> None:
    said = written.types("journal", "search", *words, "--json")
    assert [entry["exercise"] for entry in said.json["entries"]] == ["check-in"]


def test_search_takes_its_words_by_prompt_or_standard_input_so_that_no_shell_keeps_them(written: Person) -> None:
    assert "Check-in" in written.types("journal", "search", answers=["choir"]).out
    assert "Check-in" in written.types("journal", "search", "-", stdin=b"choir").out


def test_search_that_finds_nothing_says_so_and_exits_with_1(written: Person) -> None:
    said = written.types("journal", "search", "harbour")
    assert (said.code, said.out) == (1, "None of your entries has all of these words.\n")
    said = written.types("journal", "search", "choir", "--day", "2026-01-01")
    assert (said.code, said.out) == (1, "None of the entries that you asked for has all of these words.\n")


def test_a_list_in_which_nothing_is_says_of_what_there_is_none(written: Person) -> None:
    assert written.types("journal", "list", "--exercise", "values").out == (
        "None of your entries is of this exercise: My values.\n"
    )
    assert written.types("journal", "list", "--to", "2020-01-01").out == (
        "None of your entries is one that you asked for.\n"
    )


@pytest.mark.parametrize(
    "argv",
    [
        ["journal", "list", "--from", ""],
        ["journal", "list", "--day", " "],
        ["journal", "search", "choir", "--to", ""],
        ["journal", "list", "--exercise", ""],
        ["journal", "list", "--point", ""],
        ["journal", "list", "--day", "", "--from", "today"],
        ["export", "json", "--from", ""],
        ["insights", "--from", ""],
        ["insights", "--last", ""],
        ["forget", "--exercise", "check-in", "--from", "", "--to", "", "--yes"],
        ["forget", "--exercise", "", "--from", "today", "--yes"],
        ["forget", "--from", "", "--yes"],
    ],
    ids=" ".join,
)
def test_what_is_typed_as_nothing_bounds_nothing_and_is_refused(written: Person, argv: list[str]) -> None:
    before = written.entries()
    said = written.types(*argv)
    assert (said.code, said.out) == (2, "")
    assert written.entries() == before


def test_an_edit_changes_what_it_names_and_keeps_the_rest(written: Person) -> None:
    before = written.entries()[0]
    said = written.types("journal", "edit", before["id"], "--answers", "-", stdin=b'{"urge": 5}')
    assert said.code == 0, said.err
    after = written.entries()[0]
    assert after["answers"] == {**before["answers"], "urge": 5}
    assert {**after, "answers": 0, "edited": 0} == {**before, "answers": 0, "edited": 0}


def test_an_edit_by_typing_keeps_every_answer_on_enter(written: Person) -> None:
    before = written.entries()[0]
    said = written.types("journal", "edit", before["id"], answers=[""] * 12)
    assert said.code == 0, said.err
    assert said.out.strip().endswith("Nothing was changed.")
    assert written.entries()[0] == before


LOST = "Ctrl-C leaves. Then all stays as it was, and what you changed is not kept."


@pytest.mark.parametrize("way", [["1", "^C"], ["1"]])
def test_an_edit_that_is_left_says_before_and_after_that_what_was_changed_is_not_kept(
    written: Person, way: list[str]
) -> None:
    before = written.entries()[0]
    said = written.types("journal", "edit", before["id"], answers=way)
    assert LOST in said.out
    assert "is kept" not in said.out
    assert said.code == 130
    assert said.err.startswith("Nothing was changed, and what you answered is not kept. smartcli journal edit ")
    assert written.entries()[0] == before
    said = written.types("journal", "edit", before["id"], answers=["^C"])
    assert (said.code, said.err.split(" smartcli")[0]) == (130, "Nothing was changed.")


OLDER = [
    (
        "talk-back",  # what it says was asked in the table itself
        {"name": "Bob", "belief": 50},
        {"replies": [{"says": "Just one", "answer": "No"}, {"says": "Nobody sees", "answer": "I see"}]},
    ),
    (
        "values",  # five could be put in order
        {"values": ["A", "B", "C", "D"]},
        {
            "top": ["D", "C", "B", "A"],
            "ratings": [
                {"value": one, "importance": 9, "lived": 4, "helps": None, "hurts": None}
                for one in ("D", "C", "B", "A")
            ],
        },
    ),
]


@pytest.mark.parametrize(("exercise", "first", "more"), OLDER)
def test_an_entry_of_an_older_version_keeps_every_answer_on_enter(
    person: Person, exercise: str, first: dict[str, object], more: dict[str, object]
) -> None:
    person.does(exercise, first)
    (entry,) = person.entries()
    kept = {key: value for key, value in entry["answers"].items() if value is not None}
    older = {**entry, "version": 1, "id": "01A" + entry["id"][3:], "answers": {**kept, **more}}
    exported = json.dumps({**person.types("export", "json").json, "entries": [older]})
    assert person.types("import", "-", stdin=exported.encode()).code == 0
    person.types("journal", "edit", older["id"], answers=[""] * 40)
    (now,) = [one for one in person.entries() if one["id"] == older["id"]]
    assert {key: value for key, value in now["answers"].items() if value is not None} == older["answers"]


def test_undo_brings_an_edit_and_a_deletion_back_one_after_the_other(written: Person) -> None:
    before = written.entries()
    written.types("journal", "edit", before[0]["id"], "--answers", "-", stdin=b'{"urge": 5}')
    said = written.types("journal", "delete", before[1]["id"])
    assert said.out == "1 of 3 entries, in the trash. smartcli journal undo brings it back.\n"
    assert len(written.entries()) == 2
    assert written.types("journal", "undo").out == "1 entry is back.\n"
    assert len(written.entries()) == 3
    assert written.types("journal", "undo").out == "The answers from before are back.\n"
    assert [entry["answers"] for entry in written.entries()] == [entry["answers"] for entry in before]
    said = written.types("journal", "undo")
    assert (said.code, said.err.strip()) == (1, "There is nothing to take back. smartcli journal trash")


def test_hostile_text_is_kept_without_its_control_signs_and_shown_harmless(person: Person) -> None:
    entry = person.does("check-in", {"line": HOSTILE})
    assert entry["answers"]["line"] == harmless(HOSTILE)
    assert person.entries()[0]["answers"]["line"] == harmless(HOSTILE)
    for argv in (
        ["journal", "list"],
        ["journal", "show", entry["id"]],
        ["journal", "search", "evil"],
        ["export", "markdown"],
    ):
        said = person.types(*argv)
        assert said.code == 0, said.err
        assert not set(said.out) & set("\x1b\x00\x07\x9b\u202e\u2066\ud800")


def test_a_paste_of_200_kilobytes_is_kept(person: Person) -> None:
    text = "word " * 40_000
    assert person.does("check-in", {"line": text})["answers"]["line"] == text
    assert len(person.types("journal", "list").out) < 200
    assert person.entries()[0]["answers"]["line"] == text


def test_an_empty_journal_is_said(person: Person) -> None:
    assert person.types("journal", "list").out == "No entries here yet.\n"
    assert person.types("journal", "list", "--json").json == {"schema": 1, "entries": []}


def test_a_day_is_said_as_people_say_it_and_json_and_lists_keep_the_number(person: Person) -> None:
    person.does("smart-goal", {"goal": "See my friends", "by": "2026-03-14"})
    person.clock.on(days=1)
    id = person.entries()[0]["id"]
    shown = person.types("journal", "show", id).out
    assert "\nYesterday afternoon, 12:00, " in shown
    assert "\n  Saturday 14 March\n" in shown
    assert "2026-03-10 12:00" in person.types("journal").out
    assert person.types("journal", "show", id, "--json").json["entry"]["answers"]["by"] == "2026-03-14"


def test_changing_an_entry_tells_nothing_of_drugs_where_the_change_is_about_no_substance(person: Person) -> None:
    told = []
    for about in ("Gambling", "Alcohol"):
        person.types("settings", "change", "--answers", "-", stdin=json.dumps({"about": [about]}).encode())
        entry = person.does("check-in", {"used": "More than I wanted"})
        told.append(person.types("journal", "edit", entry["id"], answers=[""] * 20).out)
    assert ["opioids" in one for one in told] == [False, True]
    assert "Thank you for writing it down." in told[0]
