"""Exercises of one's own: a file in <home>/exercises works everywhere at once."""

import json
import stat
from pathlib import Path

import pytest
from tests.exercises.own_exercises import MINE, put
from tests.person import Person, unwrapped

from smartcli.text.language import quoted

EVENING = """
format = 1
point = "urges"
title = "Quiet harbour"
minutes = 1

[[steps]]
kind = "choice"
key = "again"
ask = "Which of it again?"
recall = "harbour.did"
choices = ["Something new"]
other = true

[sample]
again = "Something new"
"""


@pytest.fixture
def author(person: Person) -> Person:
    """Somebody with two exercises of their own, which read alike in a list."""
    put(person, "harbour.toml", MINE)
    put(person, "evening.toml", EVENING)
    return person


# Everywhere


def test_they_stand_in_every_list(author: Person) -> None:
    assert "harbour, Quiet harbour, " in author.types("exercises").out
    listed = author.types("exercises", "list", "--json").json["exercises"]
    assert [one["title"] for one in listed if one["id"] == "harbour"] == ["Quiet harbour"]
    urges = next(point for point in author.types("points", "--json").json["points"] if point["id"] == "urges")
    assert {"id": "harbour", "title": "Quiet harbour", "done": 0, "last": None} in urges["exercises"]
    shown = author.types("exercises", "show", "harbour").out
    assert "- What did you do?\n  Nothing yet\n" in shown


def test_the_picker_tells_two_of_the_same_title_apart(author: Person) -> None:
    said = author.types("do", answers=["3", "2", "4", "Something of mine", ""])
    assert "1 Quiet harbour (1 min), evening\n" in said.out
    assert "2 Quiet harbour (1 min), harbour\n" in said.out
    assert [entry["exercise"] for entry in author.entries()] == ["harbour"]


def test_the_picker_says_which_file_it_cannot_use(author: Person) -> None:
    file = put(author, "broken.toml", MINE.replace("minutes = 1", ""))
    said = author.types("do", answers=["3", "^C"])
    told = f"The file broken.toml cannot be used. To see where: smartcli check {quoted(file)}"
    assert unwrapped(told) in unwrapped(said.err)


def test_a_slip_in_one_s_own_copy_takes_nothing_out_of_reach(person: Person) -> None:
    person.does("hard-times", {"safe": True, "alone": ["Walk to the river"]})
    person.types("exercises", "new", "hard-times", "--from", "hard-times")
    file = person.home / "exercises" / "hard-times.toml"
    file.write_text(file.read_text("utf-8").replace('title = "', "title = ", 1), "utf-8")
    said = person.types("cards")
    assert "- Walk to the river\n" in said.out
    assert "Your file hard-times.toml cannot be used; smartcli's own stands in." in said.err
    (person.home / "at-hand.toml").unlink()
    person.types("cards")
    assert "Walk to the river" in person.types("help-now", "--json").json["help"]
    said = person.types("do", "hard-times", "--answers", "-", stdin=b'{"safe": true, "alone": ["Call Ana"]}')
    assert (said.code, "smartcli's own stands in" in said.err) == (0, True)


def test_they_are_done_played_and_named_as_what_could_follow(author: Person) -> None:
    author.does("check-in", {})
    author.clock.on(days=30)  # no longer new, whom the first weeks lead
    said = author.types("do", "harbour", "--answers", "-", stdin=b'{"now": 3}')
    assert "If you like, next: Quiet harbour. Type: smartcli do evening" in said.out
    assert "If you like, next: Quiet harbour.\n" in author.types("demo", "harbour").out  # nobody types on a wall
    assert len(author.entries()) == 2


def test_own_words_come_from_a_shipped_exercise_and_go_to_another_of_one_s_own(author: Person) -> None:
    author.does("coping-plan", {"plans": [{"situation": "A feeling", "response": "Walk to the pier"}]})
    assert "1 Walk to the pier\n" in author.types("do", "harbour", answers=["3", "^C"]).out
    author.does("harbour", {"did": ["Count the boats"]})
    assert "1 Count the boats\n" in author.types("do", "evening", answers=["^C"]).out


def test_a_shipped_exercise_recalls_from_one_s_own_version_of_another(author: Person) -> None:
    plan = MINE.replace('recall = "coping-plan.plans.response"\n', "").replace('"did"', '"plans"')
    table = (
        'kind = "items"\nkey = "plans"\nask = "Plans:"\n[[steps.fields]]\nkind = "text"\nkey = "response"\nask = "?"\n'
    )
    plan = plan.partition("[[steps]]")[0] + f'[[steps]]\n{table}[sample]\n[[sample.plans]]\nresponse = "x"\n'
    put(author, "coping-plan.toml", plan)
    author.does("coping-plan", {"plans": [{"response": "Swim"}]})
    assert "1 Swim\n" in author.types("do", "urge-log", answers=["", "", "", "^C"]).out


def test_one_s_own_check_in_is_the_check_in_and_has_what_was_planned(author: Person) -> None:
    own = MINE.replace('[[steps]]\nkind = "text"', '[[steps]]\nkind = "note"\ntext = "Your plan:"\n'
                       'recall = "check-in.friend"\nonly_recalled = true\n\n[[steps]]\nkind = "text"')  # fmt: skip
    put(author, "check-in.toml", own)
    author.does("check-in", {"friend": "Tomorrow I call Ana"})
    said = author.types("checkin", answers=["2", "", ""])
    assert "Your plan:\n" in said.out
    assert "Tomorrow I call Ana" in said.out
    assert author.entries()[1]["answers"] == {"now": 2, "did": None, "friend": None}


def test_what_they_measure_is_seen_over_the_days(author: Person) -> None:
    for now in (6, 5, 4):
        said = author.types("do", "harbour", "--answers", "-", stdin=json.dumps({"now": now}).encode())
        author.clock.on(days=1)
    assert "The last seven days: Urge" in said.out
    assert "Tuesday 6, Wednesday 5, Thursday 4. The other days have no number here." in said.out
    assert "3 urges written down so far, 3 of them in the afternoon." in said.out.replace("\n", " ")
    assert (
        "You do not have to be alone with it"
        in author.types("do", "harbour", "--answers", "-", stdin=b'{"now": 8}').out
    )


def test_their_cards_are_at_hand(author: Person) -> None:
    author.does("harbour", {"did": ["Count the boats"]})
    assert "Count the boats" in author.types("cards").out
    assert "Count the boats" in author.types("urge", answers=["2", "^C"]).out


def test_the_journal_shows_finds_and_changes_their_entries(author: Person) -> None:
    entry = author.does("harbour", {"now": 3, "did": ["Count the boats"]})
    assert "Quiet harbour" in author.types("journal", "list", "--point", "urges").out
    assert "Quiet harbour" in author.types("journal", "list", "--exercise", "harbour").out
    assert "What did you do?" in author.types("journal", "show", entry["id"]).out
    author.types("journal", "edit", entry["id"], "--answers", "-", stdin=b'{"did": ["Swim"]}')
    assert author.entries()[0]["answers"] == {"now": 3, "did": ["Swim"], "friend": None}
    assert "Swim" in author.types("cards").out
    assert "Count the boats" not in author.types("cards").out


@pytest.mark.parametrize("format", ["csv", "markdown", "json"])
def test_exports_have_their_words_and_leave_out_what_is_private(author: Person, format: str) -> None:
    author.does("harbour", {"did": ["Swim"], "friend": "Ana"})
    said = author.types("export", format)
    assert "Swim" in said.out
    assert ("Ana" in said.out) is (format == "json")
    assert "found or read" not in said.err


@pytest.mark.parametrize("is_broken", [False, True])
@pytest.mark.parametrize(("format", "is_said"), [("csv", True), ("markdown", True), ("json", False)])
def test_an_export_says_when_nobody_knows_any_more_what_is_private(
    author: Person, format: str, is_said: bool, is_broken: bool
) -> None:
    author.does("harbour", {"friend": "Ana"})
    file = author.home / "exercises" / "harbour.toml"
    file.write_text("a slip") if is_broken else file.unlink()
    said = author.types("export", format)
    note = "1 exercise cannot be found or read. Its answers are in this export, private ones too."
    assert (note in " ".join(said.err.split())) is is_said
    assert "Ana" in said.out
    assert "found or read" not in author.types("export", format, "--with-private").err


def test_a_sample_that_does_not_fit_keeps_nobody_from_looking(author: Person) -> None:
    put(author, "harbour.toml", MINE.replace("now = 4", "now = 2026-01-01"))
    assert "- How strong is it now?\n- What did you do?\n" in author.types("exercises", "show", "harbour").out
    shown = author.types("exercises", "show", "harbour", "--json").json["exercise"]
    assert shown["sample"]["now"] == "2026-01-01"
    assert author.types("check").out.splitlines()[0] == (
        "harbour.toml: the sample: now: Please give a whole number from 0 to 10."
    )


def test_a_day_counted_from_today_is_shown_as_a_day(author: Person) -> None:
    dated = MINE.replace('kind = "text"', 'kind = "date"') + 'friend = "in 2 days"\n'
    put(author, "harbour.toml", dated)
    assert author.types("check", "harbour").code == 0
    assert "- Who was there?\n  2026-03-12\n" in author.types("exercises", "show", "harbour").out


# new


def test_the_starter_is_private_passes_check_and_plays(person: Person) -> None:
    said = person.types("exercises", "new", "my-evening", "--title", 'After "work"')
    file = person.home / "exercises" / "my-evening.toml"
    assert said.code == 0
    assert said.out.startswith(f"Written:\n  {file}\nOpen it in a text editor.")
    assert said.out.endswith("  smartcli exercises preview my-evening\n")
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent, person.home)] == [0o600, 0o700, 0o700]
    checked = person.types("check", str(file))
    assert (checked.code, checked.out.splitlines()[-1]) == (0, "1 file is fine.")
    assert 'After "work" (about 2 min)' in person.types("exercises", "preview", "my-evening").out
    entry = person.does(
        "my-evening", person.types("exercises", "show", "my-evening", "--json").json["exercise"]["sample"]
    )
    assert entry["answers"]["who"] == "My neighbour Ines."


def test_every_line_of_the_starter_that_is_not_plain_is_explained(person: Person) -> None:
    person.types("exercises", "new", "mine")
    text = (person.home / "exercises" / "mine.toml").read_text("utf-8")
    assert 'title = "Mine"\n' in text
    assert text.count("#") > 15
    assert max(map(len, text.splitlines())) <= 100


def test_the_name_and_the_title_are_asked_for(person: Person) -> None:
    said = person.types("exercises", "new", answers=["My evening", "after-work", "Nach der Arbeit – für mich"])
    assert "A name has small letters, digits and -, and no blanks." in said.out
    file = person.home / "exercises" / "after-work.toml"
    assert 'title = "Nach der Arbeit – für mich"\n' in file.read_text("utf-8")


def test_a_skipped_title_is_the_name_in_words(person: Person) -> None:
    person.types("exercises", "new", "after-work", answers=[""])
    assert 'title = "After work"\n' in (person.home / "exercises" / "after-work.toml").read_text("utf-8")


def test_whoever_goes_back_has_written_nothing(person: Person) -> None:
    said = person.types("exercises", "new", answers=["<"])
    assert (said.code, said.err.strip()) == (0, "")
    assert not person.home.exists()


def test_without_anybody_to_ask_the_name_must_be_there(person: Person) -> None:
    said = person.types("exercises", "new")
    assert (said.code, said.err) == (4, "It needs a name. smartcli exercises new my-evening\n")


@pytest.mark.parametrize("id", ["My-Evening", "my evening", "../x", "ä", "", "-", "a--b", "a.b"])
def test_a_name_that_people_could_not_type_is_refused(person: Person, id: str) -> None:
    said = person.types("exercises", "new", "--title", "x", "--", id)
    assert (said.code, said.err) == (
        2,
        "A name has small letters, digits and -, and no blanks. smartcli exercises new my-evening\n",
    )
    assert not (person.home / "exercises").exists()


def test_a_name_that_is_taken_is_refused_and_the_file_stays(author: Person) -> None:
    taken = (1, "There is an exercise of this name. smartcli exercises new ANOTHER-NAME\n")
    for id in ("harbour", "urge-log"):
        said = author.types("exercises", "new", id, "--title", "x")
        assert (said.code, said.err) == taken
    said = author.types("exercises", "new", "harbour", "--from", "harbour")
    assert (said.code, said.err) == taken
    assert (author.home / "exercises" / "harbour.toml").read_text() == MINE


def test_a_link_that_leads_nowhere_is_taken_too(person: Person) -> None:
    folder = put(person, "a.toml", MINE).parent
    (folder / "b.toml").symlink_to(folder / "gone")
    assert person.types("exercises", "new", "b").code == 1
    assert not (folder / "gone").exists()


def test_a_copy_begins_with_what_ships(person: Person) -> None:
    person.types("exercises", "new", "urge-log", "--from", "urge-log", "--title", "My urge log")
    person.types("exercises", "new", "second", "--from", "check-in")
    assert "urge-log, My urge log, " in person.types("exercises").out
    assert person.types("check").out == person.types("check").out.splitlines()[-1] + "\n"
    assert person.types("check").code == 0
    said = person.types("exercises", "new", "third", "--from", "gone")
    assert (said.code, said.err) == (1, "There is no exercise of this name to begin with. smartcli exercises\n")


def test_a_folder_that_takes_no_file_is_said(person: Person) -> None:
    person.home.write_text("a file")
    said = person.types("exercises", "new", "mine")
    assert said.code == 2
    assert "is no folder" in said.err
    assert person.home.read_text() == "a file"


# preview


def test_a_file_anywhere_is_played_with_its_sample_and_nothing_is_saved(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "from-a-stick.toml"
    file.write_text(MINE.replace('next = ["evening"]\n', ""))
    said = person.types("exercises", "preview", str(file))
    assert said.code == 0, said.err
    banner = "DEMO: an invented person. Nothing is saved."
    assert (said.out.splitlines()[0], said.out.splitlines()[-1]) == (banner, banner)
    assert "What did you do?\n- Nothing yet\nas many as fit, own words\n> Nothing yet\n" in said.out
    assert not person.home.exists()


def test_a_table_s_own_question_stands_before_its_first_row(person: Person) -> None:
    played = person.types("exercises", "preview", "coping-plan").out
    assert played.count("What you could do in hard moments:\n") == 1
    assert "no. 1\nWhat you could do in hard moments:\n\nA moment that is hard for you\n- Stress or worry\n" in played
    played = person.types("exercises", "preview", "weighing-it-up").out
    assert "I forget about work for a while.\nFor each good thing: is there another way to get it?\n\nWhat" in played


def test_a_safety_card_stands_in_the_preview_as_it_does_elsewhere(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(MINE.replace('next = ["evening"]\n', "").replace("private = true", 'safety = "stay"'))
    played = person.types("exercises", "preview", str(file)).out
    assert "\n\nYou can wait this out\n\nAn urge is a feeling." in played


def test_a_file_with_a_problem_is_not_played_but_explained(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(MINE.replace('"What did you do?"', "“What did you do?”"))
    said = person.types("exercises", "preview", str(file))
    assert said.out == (
        'mine.toml: line 17: the quotes are not straight ones. Please type " at both\nends, as in "How are you?".\n'
    )
    assert (said.code, said.err) == (1, f"It can be played once this is mended. smartcli check {quoted(file)}\n")


def test_a_file_that_is_not_there_cannot_be_previewed(person: Person) -> None:
    said = person.types("exercises", "preview", "gone.toml")
    assert (said.code, said.out, said.err) == (
        1,
        "",
        "There is no such file, and no exercise of this name. smartcli exercises\n",
    )


# check


def test_hints_are_given_and_are_no_problems(author: Person) -> None:
    wide = "Which one of all the many things that could be done did you do on that evening?"
    put(
        author,
        "harbour.toml",
        MINE.replace("Who was there?", "You should never write so!").replace("What did you do?", wide),
    )
    said = author.types("check", str(author.home / "exercises" / "harbour.toml"))
    lines = said.out.replace("\n", " ")
    assert said.code == 0
    assert "harbour.toml: a hint: step “friend”: “should” orders people about; say “you could”" in lines
    assert "a hint: step “friend”: an exclamation mark can sound like shouting. A full stop is calm." in lines
    assert f"a hint: step “did”: a question or choice is {len(wide)} letters wide. 70 fit on a small screen." in lines
    assert lines.endswith("1 file is fine. ")
    table = author.types("check", str(author.home / "exercises" / "harbour.toml"), "--json").json
    assert table["problems"] == []
    assert {"file": "harbour.toml", "where": "step “did”", "what": f"a question or choice is {len(wide)} letters wide.",
            "cure": "70 fit on a small screen."} in table["hints"]  # fmt: skip


def test_a_scale_that_does_not_say_what_its_ends_mean_draws_a_hint(author: Person) -> None:
    said = author.types("check", "harbour")
    assert said.code == 0
    assert said.out.replace("\n", " ") == (
        "harbour.toml: a hint: step “now”: nobody is told what 0 and 10 mean. "
        'A line such as ends = ["not at all", "very much"] says it. 1 file is fine. '
    )
    put(
        author, "harbour.toml", MINE.replace('measure = "urge"', 'measure = "urge"\nends = ["not at all", "very much"]')
    )
    assert author.types("check", "harbour").out == "1 file is fine.\n"


def test_check_of_everything_names_files_that_are_not_looked_at(author: Person) -> None:
    put(author, "later.txt", MINE)
    put(author, "My Evening.toml", EVENING)
    said = author.types("check")
    lines = said.out.replace("\n", " ")
    assert said.code == 1
    assert "later.txt: smartcli looks only at files whose names end in .toml. Please call it later.toml." in lines
    assert "My Evening.toml: the name of the file is what people type" in lines
    assert "Please call it my-evening.toml." in lines
    assert "2 problems found." in said.err


def test_nothing_in_a_file_commands_the_terminal(author: Person) -> None:
    evil = MINE.replace("Quiet harbour", "\\u001b[2Jgone").replace('key = "did"', 'key = "d\\u001b[2J"')
    put(author, "harbour.toml", evil)
    for argv in (("check",), ("exercises",), ("exercises", "preview", "harbour")):
        said = author.types(*argv)
        assert "\x1b" not in said.out + said.err


def test_a_name_that_is_too_long_is_told_so(person: Person) -> None:
    said = person.types("exercises", "new", "--title", "x", "--", "x" * 41)
    assert (said.code, said.err) == (2, "A name has at most 40 letters. smartcli exercises new my-evening\n")
