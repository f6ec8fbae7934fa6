"""homework: made in both ways, shown before it is taken, offered on its day at home, put away; nothing is replaced."""

import errno
import json
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.asking.prompts.keys import DOWN, ENTER, SHIFT_TAB, SPACE
from tests.asking.prompts.seat import Seat
from tests.exercises.own_exercises import MINE
from tests.person import OWN, Person, Said, unwrapped
from tests.program import Program

from smartcli.home import disk

LOG = {"exercise": "urge-log", "when": ["Every day"], "if_hard": "Only the first question."}
GIVEN = {
    "exercises": [LOG],
    "why": "You said that evenings are hard.",
    "word": "As much as you like.",
    "from": "Anna",
    "until": "in 7 days",
}
WITH_MINE = {**GIVEN, "exercises": [LOG, {"exercise": "mine", "when": "3, 6"}]}


def said_in(text: str) -> str:
    return " ".join(text.split())


def put_own(person: Person, text: str = MINE, name: str = "mine") -> None:
    folder = person.home / "exercises"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text(text)


def make(person: Person, out: Path, answers: object = GIVEN) -> Said:
    return person.types("homework", "make", "--answers", "-", "--out", str(out), stdin=json.dumps(answers).encode())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Homework that somebody else made, with an exercise of their own."""
    giver = Person(tmp_path / "giver")
    put_own(giver)
    out = tmp_path / "given.toml"
    assert make(giver, out, WITH_MINE).code == 0
    return out


def kept(person: Person) -> list[str]:
    return [one["why"] for one in person.types("homework", "--json").json["homework"]]


# Made


def test_it_is_one_private_file_that_anybody_can_read_and_nothing_is_kept_here(person: Person, tmp_path: Path) -> None:
    put_own(person)
    out = tmp_path / "h.toml"
    said = make(person, out, WITH_MINE)
    assert (said.code, said.out) == (0, "")
    assert "Written. The file is not encrypted, and it was sent to nobody." in said_in(said.err)
    assert "Your own exercises come along: mine." in said.err
    assert "smartcli homework take h.toml" in said_in(said.err)
    assert out.stat().st_mode & 0o777 == 0o600
    table = tomllib.loads(out.read_text("utf-8"))
    assert table["until"] == "2026-03-17"
    assert table["exercises"][0] == {"exercise": "urge-log", "when": "daily", "if_hard": "Only the first question."}
    assert table["exercises"][1] == {"exercise": "mine", "when": ["mon", "thu"]}
    assert table["own"] == [{"exercise": "mine", "file": MINE}]
    assert [file.name for file in person.home.rglob("*") if file.is_file()] == ["mine.toml"]
    assert make(person, out).code != 0  # never over another


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"why": None}, "needs an answer"),
        ({"exercises": None}, "There is no exercise in this homework"),
        ({"exercises": [{"exercise": "nothing-like-it"}]}, "There is no exercise of this name"),
        ({"exercises": [{"exercise": "urge-log", "when": ["Once", "Monday"]}]}, "Please pick once, or every day, or"),
        ({"why": "a" * 301}, "300 characters at the most"),
        ({"until": "2026-03-09"}, "That day is over"),
        ({"score": 3}, "score"),
    ],
)
def test_an_answer_that_does_not_fit_is_said_and_nothing_is_written(
    person: Person, tmp_path: Path, change: dict[str, object], word: str
) -> None:
    said = make(person, tmp_path / "h.toml", {**GIVEN, **change})
    assert said.code != 0
    assert word in said_in(said.err)
    assert not (tmp_path / "h.toml").exists()


def test_an_own_exercise_with_a_slip_in_it_does_not_go_along(person: Person, tmp_path: Path) -> None:
    put_own(person, MINE.replace("format = 1", "format = "))
    said = make(person, tmp_path / "h.toml", WITH_MINE)
    assert said.code != 0
    assert "The exercise mine cannot be used, so it cannot go along." in said_in(said.err)


def test_that_notes_for_a_group_can_be_read_in_it_is_said(person: Person, tmp_path: Path) -> None:
    put_own(person, MINE.replace("minutes = 1", 'minutes = 1\nfacilitator = "Go slowly."'))
    said = make(person, tmp_path / "h.toml", WITH_MINE)
    assert "Their notes for whoever leads a group can be read in the file." in said_in(said.err)


ASKED = ["urge log", "2", "Only the first question.", "-", "Evenings are hard.", "", "in 7 days", "Anna"]


def test_it_is_asked_shown_and_changed_before_it_is_written(person: Person, tmp_path: Path) -> None:
    out = tmp_path / "h.toml"
    said = person.types("homework", "make", "--out", str(out), answers=[*ASKED, "2", "Bo", "1"])
    assert said.code == 0, said.err
    assert "- Urge log (urge-log), every day" in said.out
    assert "If it is hard: Only the first question." in said.out
    table = tomllib.loads(out.read_text("utf-8"))
    assert (table["from"], table["why"], "word" in table) == ("Bo", "Evenings are hard.", False)


@pytest.mark.parametrize("ways", [[*ASKED, "3"], ["<"], ["urge log", "^C"], [*ASKED, "^C"]])
def test_whoever_leaves_it_is_told_that_nothing_was_written(person: Person, tmp_path: Path, ways: list[str]) -> None:
    said = person.types("homework", "make", "--out", str(tmp_path / "h.toml"), answers=ways)
    assert "No homework was written" in said_in(said.out + said.err)
    assert not (tmp_path / "h.toml").exists()


def test_where_nobody_can_answer_it_says_what_to_type(person: Person, tmp_path: Path) -> None:
    said = person.types("homework", "make", "--out", str(tmp_path / "h.toml"))
    assert said.code == 4
    assert "smartcli homework make --answers FILE --out" in said_in(said.err)
    assert person.types("homework", "make").code == 2


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_in_a_real_terminal_it_is_made_and_taken(program: Program, term: str, tmp_path: Path) -> None:
    program.home.mkdir()
    (program.home / "settings.toml").write_text('name = "Sam"\nstarted = "2026-01-01"\ncountry = "IE"\n')
    out = tmp_path / "h.toml"
    is_rich = term != "dumb"
    seat = Seat(program, "homework", "make", "--out", str(out), term=term)
    seat.types(f"urge-lo{ENTER}", "Which exercise?")
    seat.sees("Did you mean")
    seat.types(f"g{ENTER}" if is_rich else f"urge-log{ENTER}", "")
    seat.types(f"{DOWN}{SPACE}{ENTER}" if is_rich else f"2{ENTER}", "How often?")
    seat.types(SHIFT_TAB if is_rich else f"<{ENTER}", "What is a smaller version")
    seat.types(ENTER, "How often?")
    seat.types(ENTER, "What is a smaller version")
    seat.types(ENTER, "Which exercise?")
    seat.types(f"To see what they share.{ENTER}", "Why this?")
    seat.types(ENTER if is_rich else f"{ENTER}", "A word to the person?")
    seat.types(ENTER, "Until which day is it offered?")
    seat.types(f"Anna{ENTER}", "From whom is it?")
    seat.types(ENTER, "Write it like this?")
    assert seat.ends() == 0
    assert tomllib.loads(out.read_text("utf-8"))["exercises"] == [{"exercise": "urge-log", "when": "daily"}]
    seat = Seat(program, "homework", "take", str(out), term=term)
    seat.sees("From: Anna. That is what the file says.")
    seat.types(f"{DOWN}{ENTER}" if is_rich else f"1{ENTER}", "Do you want to take this?")
    assert seat.ends() == 0
    assert "The homework is taken." in seat.read
    seat = Seat(program, term=term)
    seat.types(f"4{ENTER}", "Homework, if you want: Urge log, 3 min")
    seat.sees("Why: To see what they share.")
    seat.types(f"2{ENTER}", "Now, if you want?")
    seat.sees("What now?")
    seat.types("\x03", "Look back")
    assert seat.ends() == 0
    assert program.run("--json").stdout.count(b'"homework": []') == 1


# Taken


def test_all_of_it_is_shown_before_anything_is_taken(person: Person, file: Path) -> None:
    said = person.types("homework", "take", str(file), answers=["2"])
    assert said.code == 0
    shown = said_in(said.out)
    for part in (
        "From: Anna. That is what the file says.",
        "Why: You said that evenings are hard.",
        "A word to you: As much as you like.",
        "- Urge log (urge-log), every day If it is hard: Only the first question.",
        "- Quiet harbour, on Monday and Thursday. It comes along with the file.",
        "It asks 3 things: How strong is it now? What did you do? Who was there?",
        "Home offers it until Tuesday 17 March. After that it is quiet.",
        "Nothing of it was taken.",
    ):
        assert part in shown
    assert [one for one in person.home.rglob("*") if one.is_file()] == []


def test_every_word_of_an_exercise_that_comes_along_is_shown_first(person: Person, tmp_path: Path) -> None:
    giver = Person(tmp_path / "giver")
    hidden = (
        MINE.replace("minutes = 1\n", 'minutes = 1\nabout = "It begins so."\n')
        .replace('measure = "urge"', 'measure = "urge"\nhelp = "A help beneath."')
        .replace('choices = ["Nothing yet"]', 'choices = ["Nothing yet", "A choice of theirs"]')
    )
    put_own(giver, hidden)
    out = tmp_path / "given.toml"
    assert make(giver, out, WITH_MINE).code == 0
    shown = said_in(person.types("homework", "take", str(out), answers=["2"]).out)
    for part in ("It begins so.", "A help beneath.", "Nothing yet", "A choice of theirs"):
        assert part in shown


def test_one_that_claims_the_name_of_what_was_imported_gets_another(person: Person, tmp_path: Path) -> None:
    out = tmp_path / "given.toml"
    text = 'format = 1\nwhy = "So."\n[[exercises]]\nexercise = "imported"\n[[own]]\nexercise = "imported"\n'
    out.write_text(f"{text}file = {json.dumps(MINE)}\n")
    assert person.types("homework", "take", str(out), "--yes").code == 0
    assert [one.name for one in (person.home / "exercises").iterdir()] == ["imported-2.toml"]


def test_one_with_the_title_of_ours_leaves_ours_its_title(person: Person, tmp_path: Path) -> None:
    giver = Person(tmp_path / "giver")
    put_own(giver, MINE.replace("Quiet harbour", "My coping plan"))
    out = tmp_path / "given.toml"
    assert make(giver, out, WITH_MINE).code == 0
    said = person.types("homework", "take", str(out), "--yes")
    assert "An exercise of that title is here already. This one is called mine." in said_in(said.out)
    assert person.types("exercises", "show", "My coping plan", "--json").json["exercise"]["id"] == "coping-plan"
    assert person.types("help", "my coping plan").code == 0


def test_of_homework_whose_last_day_is_over_that_is_said(person: Person, tmp_path: Path) -> None:
    out = tmp_path / "given.toml"
    out.write_text('format = 1\nwhy = "So."\nuntil = "2020-01-01"\n[[exercises]]\nexercise = "urge-log"\n')
    shown = said_in(person.types("homework", "take", str(out), "--yes").out)
    assert "Its last day was Wednesday 1 January 2020: home does not offer it any more." in shown
    assert "Its last day is over, so home does not offer it. You can do each exercise by its name." in shown
    assert "on its day" not in shown


@pytest.mark.parametrize(
    ("when", "kept_as"),
    [
        ("daily", '"daily"'),
        (2, '"daily"'),
        ([2], '"daily"'),
        ("every day", '"daily"'),
        (["mon", "thu"], '["mon", "thu"]'),
        (["Monday", 6], '["mon", "thu"]'),
        ("once", '"once"'),
    ],
)
def test_how_often_is_taken_as_it_is_shown_by_its_number_and_as_it_stands_in_the_file(
    person: Person, tmp_path: Path, when: object, kept_as: str
) -> None:
    out = tmp_path / "given.toml"
    said = make(person, out, {**GIVEN, "exercises": [{"exercise": "urge-log", "when": when}]})
    assert said.code == 0, said.err
    assert f"when = {kept_as}" in out.read_text() or (when == "once" and "when" not in out.read_text())


def test_taken_it_stands_in_the_list_and_its_exercise_beside_the_person_s(person: Person, file: Path) -> None:
    said = person.types("homework", "take", str(file), answers=["1"])
    assert said.code == 0, said.err
    assert "The homework is taken." in said.out
    assert (person.home / "exercises" / "mine.toml").read_text() == MINE
    assert (person.home / "homework.toml").stat().st_mode & 0o777 == 0o600
    listed = said_in(person.types("homework").out)
    assert "1. From Anna" in listed
    assert "- Quiet harbour (mine), on Monday and Thursday" in listed
    assert "For today, if you want: Urge log." in listed


def test_a_name_that_is_taken_gets_another_and_nothing_of_the_person_s_changes(person: Person, file: Path) -> None:
    mine = MINE.replace("Quiet harbour", "My own")
    put_own(person, mine)
    said = person.types("homework", "take", str(file), "--yes")
    assert "An exercise called mine is here already, so it gets the name mine-2." in said_in(said.out)
    assert (person.home / "exercises" / "mine.toml").read_text() == mine
    assert (person.home / "exercises" / "mine-2.toml").read_text() == MINE
    person.clock.on(days=2)  # a Thursday
    assert [one["exercise"] for one in person.types("--json").json["homework"]] == ["urge-log", "mine-2"]
    assert person.types("do", "mine-2", "--answers", "-", stdin=b'{"now": 3}').code == 0


def test_an_exercise_that_claims_the_name_of_ours_gets_another(person: Person, tmp_path: Path) -> None:
    giver = Person(tmp_path / "giver")
    put_own(giver, MINE.replace('["evening"]', '["urge-log"]'), "urge-log")
    out = tmp_path / "given.toml"
    assert make(giver, out).code == 0
    before = person.types("exercises", "show", "urge-log", "--json").json
    said = person.types("homework", "take", str(out), "--yes")
    told = "An exercise called urge-log is here already, so it gets the name urge-log-2."
    assert unwrapped(told) in unwrapped(said.out)
    assert person.types("exercises", "show", "urge-log", "--json").json == before
    assert 'next = ["urge-log-2"]' in (person.home / "exercises" / "urge-log-2.toml").read_text()
    assert [one["exercise"] for one in person.types("--json").json["homework"]] == ["urge-log-2"]


def test_the_same_exercise_is_not_put_there_twice_and_the_same_file_not_taken_twice(person: Person, file: Path) -> None:
    person.types("homework", "take", str(file), "--yes")
    again = person.types("homework", "take", str(file), "--yes")
    assert (again.code, "You have this homework already." in again.out) == (0, True)
    person.types("homework", "done")
    person.types("homework", "take", str(file), "--yes")
    assert [one.name for one in (person.home / "exercises").iterdir()] == ["mine.toml"]
    assert len(kept(person)) == 1


def test_what_is_not_here_is_left_out_and_that_is_said(person: Person, tmp_path: Path) -> None:
    out = tmp_path / "h.toml"
    text = 'format = 1\nwhy = "So."\n[[exercises]]\nexercise = "nowhere"\n'
    out.write_text(text)
    said = person.types("homework", "take", str(out), "--yes")
    assert (said.code, "are not here, and do not come along" in said_in(said.err)) == (1, True)
    out.write_text(text + '[[exercises]]\nexercise = "urge-log"\n')
    said = person.types("homework", "take", str(out), "--yes")
    assert "nowhere: it is not here, so it is left out." in said_in(said.out)
    assert "The file does not say from whom it is." in said.out
    assert len(person.types("homework", "--json").json["homework"][0]["exercises"]) == 1


def test_of_a_pile_no_more_is_taken(person: Person, tmp_path: Path) -> None:
    for number in range(11):
        out = tmp_path / f"{number}.toml"
        out.write_text(f'format = 1\nwhy = "Number {number}."\n[[exercises]]\nexercise = "urge-log"\n')
        said = person.types("homework", "take", str(out), "--yes")
    assert (said.code, "Please put one away first." in said_in(said.err)) == (1, True)
    assert len(kept(person)) == 10


def test_a_hostile_file_gets_a_sentence_and_nothing_is_taken(person: Person, tmp_path: Path) -> None:
    out = tmp_path / "h.toml"
    out.write_text('format = 1\nwhy = "tweetwords"\n[[exercises]]\nexercise = "../../x"\n')
    said = person.types("homework", "take", str(out), "--yes")
    assert (said.code, said.out) == (1, "")
    assert said_in(said.err).startswith("This is no homework that can be taken: a name of an exercise")
    assert "tweetwords" not in said.err
    assert not person.home.exists() or list(person.home.iterdir()) == []


def test_a_pipe_to_which_nobody_writes_and_a_folder_are_not_waited_for(person: Person, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path):
        assert person.types("homework", "take", str(path), "--yes").code == 1


def test_where_nobody_can_answer_it_is_not_taken_and_it_says_what_to_type(person: Person, file: Path) -> None:
    said = person.types("homework", "take", str(file))
    assert said.code == 4
    assert unwrapped(f"smartcli homework take {file} --yes") in unwrapped(said.err)
    assert kept(person) == []


def test_one_exercise_that_cannot_be_written_is_told_and_the_same_command_goes_on(person: Person, file: Path) -> None:
    person.does("check-in", {"urge": 1})
    (person.home / "exercises").write_text("in the way")
    said = person.types("homework", "take", str(file), "--yes")
    assert said.code == 1
    assert kept(person) == []
    (person.home / "exercises").unlink()
    assert person.types("homework", "take", str(file), "--yes").code == 0


def full_after(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """A disk that takes so many files more."""
    replace, taken = disk.replace, iter(range(count))

    def until_full(*given: Any, **named: Any) -> None:
        if next(taken, None) is None:
            raise OSError(errno.ENOSPC, "full")
        replace(*given, **named)

    monkeypatch.setattr(disk, "replace", until_full)


@pytest.mark.parametrize(("count", "names"), [(1, "own-a"), (2, "own-a, own-b"), (3, "own-a, own-b, own-c")])
def test_cut_off_by_a_full_disk_it_says_what_is_there_and_that_it_is_not_taken(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, names: str
) -> None:
    giver = Person(tmp_path / "giver")
    for name in ("own-a", "own-b", "own-c"):
        put_own(giver, name=name)
    rows = [{"exercise": name, "when": ["Once"]} for name in ("own-a", "own-b", "own-c")]
    out = tmp_path / "-h.toml"
    assert make(giver, out, {**GIVEN, "exercises": rows}).code == 0
    person.does("check-in", {"urge": 1})
    with monkeypatch.context() as patched:
        full_after(patched, count)
        said = person.types("homework", "take", str(out), "--yes")
    part = f"Of what comes along, this is put beside yours: {names}. The homework itself is not taken. The "
    assert (said.code, said.err.startswith(part)) == (1, True), said.err
    assert "(the disk is full)" in said.err
    assert said.err.endswith(f" smartcli homework take {out}\n")
    assert kept(person) == []
    assert person.types("homework", "take", str(out), "--yes").code == 0
    assert len(kept(person)) == 1
    assert sorted(file.name for file in (person.home / "exercises").iterdir()) == [
        "own-a.toml", "own-b.toml", "own-c.toml",
    ]  # fmt: skip


# Sealed


def test_in_a_sealed_journal_no_word_of_it_is_in_the_open(person: Person, file: Path) -> None:
    person.passphrases = [OWN]
    person.does("check-in", {"urge": 1})
    assert person.types("lock", "--yes").code == 0
    assert person.types("homework", "take", str(file), "--yes").code == 0
    data = (person.home / "homework.toml").read_bytes()
    assert b"evenings" not in data
    assert b"urge-log" not in data
    assert kept(person) == ["You said that evenings are hard."]
    person.passphrases = []
    assert person.types("homework").code == 3
    assert person.types("homework", "done").code == 3
    person.at_terminal = False
    assert "evenings" not in person.types().out


def test_lock_seals_what_was_taken_before_and_unlock_opens_it(person: Person, file: Path) -> None:
    person.types("homework", "take", str(file), "--yes")
    person.does("check-in", {"urge": 1})
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    assert b"evenings" not in (person.home / "homework.toml").read_bytes()
    assert person.types("unlock", "--yes").code == 0
    assert b"evenings" in (person.home / "homework.toml").read_bytes()
    assert kept(person) == ["You said that evenings are hard."]


# Put away


def test_put_away_its_words_are_gone_and_what_was_written_stays(person: Person, file: Path) -> None:
    person.types("homework", "take", str(file), "--yes")
    person.does("urge-log", {"strength": 3})
    said = person.types("homework", "done")
    assert "The homework is put away." in said.out
    assert b"evenings" not in (person.home / "homework.toml").read_bytes()
    assert [one["exercise"] for one in person.entries()] == ["urge-log"]
    assert (person.home / "exercises" / "mine.toml").exists()
    assert person.types("homework", "done").code == 1


def test_of_several_the_one_that_is_meant_is_put_away(person: Person, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text('format = 1\nwhy = "To sleep."\n[[exercises]]\nexercise = "urge-log"\n')
    for one in (file, other):
        person.types("homework", "take", str(one), "--yes")
    assert person.types("homework", "done").code == 4
    assert person.types("homework", "done", "3").code == 2
    assert "Nothing was changed." in person.types("homework", "done", answers=["0"]).out
    assert len(kept(person)) == 2
    person.types("homework", "done", answers=["1"])
    assert kept(person) == ["To sleep."]
    person.types("homework", "done", "1", "--yes")
    assert kept(person) == []


# At home


def home(person: Person, *answers: str) -> str:
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    return person.types(answers=[*answers, "Leave"]).out


def test_home_offers_it_on_its_day_and_leads_into_the_exercise(person: Person, file: Path) -> None:
    person.types("homework", "take", str(file), "--yes")
    out = home(person, "Homework, if you want: Urge log, 3 min", "1", "7", *["-"] * 10, "")
    assert "From Anna." in out
    assert "Now, if you want?" in out
    assert "How strong is the urge" in out
    (entry,) = person.entries()
    assert entry["exercise"] == "urge-log"
    assert "Homework" not in home(person)
    person.clock.on(days=30)
    assert "Homework" not in home(person)  # after its last day nothing is overdue


def test_it_can_be_skipped_for_the_day_and_put_away_at_home(person: Person, file: Path) -> None:
    person.types("homework", "take", str(file), "--yes")
    home(person, "Homework, if you want: Urge log, 3 min", "Not today")
    assert "Homework" not in home(person)
    person.clock.on(days=1)
    assert "Homework, if you want: Urge log, 3 min" in home(person)
    out = home(person, "Homework, if you want: Urge log, 3 min", "Put this homework away")
    assert "The homework is put away." in out
    assert kept(person) == []


def test_without_a_terminal_home_names_it_in_a_line(person: Person, file: Path) -> None:
    person.types("homework", "take", str(file), "--yes")
    person.at_terminal = False
    assert "Homework, if you want: Urge log. To see it: smartcli homework" in said_in(person.types().out)


def test_it_never_speaks_of_what_was_not_done(person: Person, file: Path) -> None:
    person.types("homework", "take", str(file), "--yes")
    for _day in range(6):
        person.clock.on(days=1)
        said = home(person) + person.types("homework").out
        for word in ("overdue", "missed", "not done", "too late", "days ago"):
            assert word not in said.casefold()


# Kept like all else


def test_it_is_backed_up_brought_back_and_erased(person: Person, file: Path, tmp_path: Path) -> None:
    person.types("homework", "take", str(file), "--yes")
    person.does("check-in", {"urge": 1})
    backup = tmp_path / "b.zip"
    assert person.types("backup", str(backup)).code == 0
    assert "homework" in person.types("where", "--json").json["where"]
    assert person.types("forget", "--everything", "--yes").code == 0
    assert not (person.home / "homework.toml").exists()
    other = Person(tmp_path / "other")
    assert other.types("restore", str(backup), "--yes").code == 0
    assert kept(other) == ["You said that evenings are hard."]


def test_a_damaged_file_is_named_by_doctor_and_mended(person: Person, file: Path) -> None:
    person.types("homework", "take", str(file), "--yes")
    kept_in = person.home / "homework.toml"
    kept_in.write_text(kept_in.read_text() + "what == 7\n")
    assert "1 line of homework.toml cannot be read." in person.types("doctor").out
    assert person.types("repair", "--yes").code == 0
    assert "homework.toml" not in person.types("doctor").out
    assert len(kept(person)) == 1


def test_one_that_cannot_be_read_is_never_taken_for_none(person: Person, file: Path) -> None:
    person.does("check-in", {"urge": 1})
    (person.home / "homework.toml").mkdir()
    for argv in ((), ("done",), ("take", str(file), "--yes")):
        said = person.types("homework", *argv)
        assert said.code == 3
        assert "The homework cannot be read just now" in said_in(said.err)
