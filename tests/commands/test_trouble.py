"""When something beside the entry goes wrong, and when much is at stake: what is said, kept and offered."""

import json
import shlex
from pathlib import Path

import pytest
from tests.person import Person
from tests.program import Program


def test_an_entry_that_is_saved_is_said_to_be_saved_when_the_cards_cannot_be_written(person: Person) -> None:
    person.does("check-in", {})
    (person.home / "at-hand.toml").unlink()
    (person.home / "at-hand.toml").mkdir()
    said = person.types("do", "why-i-want-this", "--answers", "-", stdin=b'{"reasons": ["My daughter"]}')
    assert said.code == 1
    assert "Saved." in said.out
    assert said.err == (
        "Saved. But what urge and help-now show could not be renewed. "
        "The reason: a folder lies where a file should be. smartcli doctor\n"
    )
    assert person.entries()[-1]["answers"] == {"reasons": ["My daughter"]}


def test_words_that_cannot_be_saved_anywhere_are_shown_to_copy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    person = Person(tmp_path / "file")
    said = person.types("do", "why-i-want-this", answers=["My daughter", "", ""])
    assert said.code != 0
    assert "Saved." not in said.out
    assert "still here" not in said.out + said.err


def test_cards_that_were_thrown_away_come_back_whole_with_the_next_one(person: Person) -> None:
    person.does("why-i-want-this", {"reasons": ["My daughter"]})
    person.does("support-network", {"people": [{"name": "Ana", "reach": "555 0101"}]})
    (person.home / "at-hand.toml").unlink()
    person.does("why-i-want-this", {"reasons": ["Sleep"]})
    shown = person.types("urge").out
    assert "Sleep" in shown
    assert "My daughter" in shown
    assert "Ana - 555 0101" in shown


@pytest.mark.parametrize("spoil", ["gone", "damaged"])
def test_looking_at_the_cards_mends_what_urge_shows(person: Person, spoil: str) -> None:
    person.does("why-i-want-this", {"reasons": ["My daughter"]})
    cache = person.home / "at-hand.toml"
    cache.unlink() if spoil == "gone" else cache.write_text("what = [")
    person.types("cards")
    assert "My daughter" in person.types("urge").out


def test_a_set_up_left_in_the_middle_of_a_word_keeps_it_and_is_offered_again(person: Person) -> None:
    said = person.types(answers=["3", "Ana", "^C"])
    assert said.code == 130
    assert said.err.strip() == "What you answered is kept. smartcli settings change"
    kept = person.types("settings", "--json").json["settings"]
    assert (kept["name"], kept["started"]) == ("Ana", "")
    assert "Set up, two minutes" in person.types(answers=["^C"]).out


def test_what_was_begun_before_set_up_waits_at_home_too(person: Person) -> None:
    person.types("checkin", answers=["4", "^C"])
    said = person.types(answers=["", "", *[""] * 9, "Leave"])
    assert said.code == 0, said.err
    assert "Stopping alcohol or benzodiazepines suddenly can kill" in said.out
    assert person.entries()[0]["answers"]["urge"] == 4


def test_after_a_strong_urge_help_and_a_person_are_offered_instead_of_an_exercise(person: Person) -> None:
    person.does("support-network", {"people": [{"name": "Ana", "reach": "555 0101"}]})
    said = person.types("checkin", "--answers", "-", stdin=b'{"urge": 8}')
    assert "You do not have to be alone with it: smartcli urge" in said.out
    assert "Ana - 555 0101" in said.out
    assert "If you like, next:" not in said.out


@pytest.mark.parametrize(("importance", "following"), [(2, "my-reasons"), (9, "smart-goal")])
def test_the_rulers_decide_what_comes_next(person: Person, importance: int, following: str) -> None:
    answers = {"importance": importance, "confidence": 3, "readiness": importance}
    said = person.types("do", "readiness-rulers", "--answers", "-", stdin=json.dumps(answers).encode())
    assert f"Type: smartcli do {following}" in said.out


@pytest.mark.parametrize("argv", [["do"], ["journal", "search"], ["settings", "change"]], ids=" ".join)
def test_a_question_that_nobody_answers_is_exit_code_4(program: Program, argv: list[str]) -> None:
    run = program.run(*argv)
    assert run.returncode == 4
    help = f"smartcli {' '.join(argv[: 1 if argv[0] == 'do' else 2])} --help"
    nobody = "This asks something, and nobody is there to answer."
    assert run.stderr.decode().strip() == f"{nobody}\nNext: {help}"


def test_a_number_beyond_all_measure_is_no_trouble(person: Person) -> None:
    person.does("check-in", {})
    assert len(person.types("journal", "list", "--last", "9" * 30, "--json").json["entries"]) == 1


def test_a_line_that_cannot_be_read_is_told_by_the_exit_code_too(person: Person) -> None:
    person.does("check-in", {"urge": 1})
    person.does("check-in", {"urge": 2})
    [segment] = (person.home / "journal").rglob("*.jsonl")
    lines = segment.read_bytes().split(b"\n")
    segment.write_bytes(b"\n".join([lines[0].replace(b'"urge":1', b'"urge":9'), *lines[1:]]))
    for argv in (["journal", "list"], ["export", "json"], ["cards"], ["points"]):
        said = person.types(*argv)
        assert said.code == 3
        assert said.err.startswith("1 line could not be read.")


def test_commands_are_named_as_they_are_typed(program: Program) -> None:
    run = program.run("do", "why-i-want-this", "--no-input", SMARTCLI_COMMAND="python3 run.py")
    assert run.stderr.decode().split("\n")[1] == "Next: python3 run.py do why-i-want-this --answers FILE"
    assert b"- python3 run.py urge: an urge is here now" in program.run(SMARTCLI_COMMAND="python3 run.py").stdout


@pytest.mark.parametrize("folder", ["my smartcli files", "smartcli do {x}", "it's"])
def test_a_home_of_any_name_is_named_as_it_is_and_its_commands_can_be_typed(tmp_path: Path, folder: str) -> None:
    home = tmp_path / folder
    program = Program(home)
    (home / "exercises").mkdir(parents=True)
    (home / "exercises" / "mine.toml").write_text("format = [")
    said = program.run("doctor", COLUMNS="9999", SMARTCLI_COMMAND="python3 run.py").stdout.decode()
    assert str(home) in said
    line = next(line for line in said.split("\n") if "python3 run.py check " in line)
    typed = line.partition("python3 run.py check ")[2].strip()
    assert shlex.split(typed)[0].startswith(str(home))


@pytest.mark.parametrize("zone", ["UTC+25", "UTC-24", "EST5EDT", "<+99>-99", "nowhere", ""])
def test_a_zone_that_no_place_has_stops_nothing(tmp_path: Path, zone: str) -> None:
    program = Program(tmp_path / "home")
    assert program.run("checkin", "--answers", "-", stdin=b'{"urge": 3}', TZ=zone).returncode == 0
    for argv in ([], ["journal", "list"], ["plan", "--out", str(tmp_path / "p.html")], ["export", "csv"], ["backup"]):
        said = program.run(*argv, TZ=zone)
        assert (said.returncode, said.stderr.count(b"went wrong")) == (0, 0)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1969-12-31"])
def test_days_at_the_ends_of_time_are_shown_and_planned(person: Person, tmp_path: Path, day: str) -> None:
    """They cannot be typed, but come from elsewhere."""
    person.does("smart-goal", {"goal": "Swim", "by": "2026-04-01", "first_step": "Find a pool"})
    export = person.types("export", "json").out.replace("2026-04-01", day)
    other = Person(tmp_path / "other")
    assert other.types("import", "-", stdin=export.replace('"day":"2026-03-10"', f'"day":"{day}"').encode()).code == 0
    calendar = str(tmp_path / "p.ics")
    for argv in (["journal", "list"], [], ["points"], ["plan"], ["export", "csv"]):
        assert other.types(*argv).code == 0
    said = other.types("plan", "--out", calendar)
    if day > "2026":
        assert said.code == 0
        assert day.replace("-", "") in Path(calendar).read_text()
    else:
        assert said.err.startswith("Nothing in your plan has a day yet.")
