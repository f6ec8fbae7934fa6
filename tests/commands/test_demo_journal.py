"""demo --journal: the home of somebody invented. Same seed, same demo; no file is left; nobody's own is touched."""

import io
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.asking.prompts.keys import ENTER
from tests.asking.prompts.seat import Seat, ended
from tests.commands.demos import BANNER, state
from tests.person import Person
from tests.program import Program

from smartcli.demo import another_life
from smartcli.invented.people import PEOPLE, SAM

HEADINGS = ["Home", "What my log tells", "The four points", "My plan", "A page for a visit"]
MINE = "Zora Secret"


@pytest.fixture
def settled(program: Program, tmp_path: Path) -> Program:
    """Somebody with words of their own; and a folder for temporary files in which nothing else lies."""
    people = json.dumps({"people": [{"name": MINE, "reach": "555-0100", "knows": True}]}).encode()
    program.run("do", "support-network", "--answers", "-", stdin=people)
    program.run("settings", "change", "--answers", "-", stdin=b'{"name": "Zora", "country": "Ireland"}')
    (tmp_path / "tmp").mkdir()
    return program


# As one text


def test_home_and_what_it_leads_to_stand_below_one_another(person: Person) -> None:
    said = person.types("demo", "--journal")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert (lines[0], lines[-1]) == (BANNER, BANNER)
    assert [line.strip("= ") for line in lines if line.startswith("== ")] == HEADINGS
    for words in (
        "Sam has written for 90 days.", "You last wrote yesterday.", "1. Am I doing what I set out to do?",
        "check-in, Check-in, 78 times, last yesterday", "- Stress or worry: I stand at the window",
        "For my visit, Sunday 22 November",
    ):  # fmt: skip
        assert words in said.out, words
    assert not person.home.exists()


@pytest.mark.parametrize("argv", [[], ["--person", "noor", "--days", "60"]])
def test_the_same_seed_gives_the_same_demo(person: Person, argv: list[str]) -> None:
    once = person.types("demo", "--journal", *argv)
    assert once.code == 0
    assert once.out == person.types("demo", "--journal", *argv).out


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("days", ["1", "30", "200"])
def test_everybody_can_be_shown_with_any_number_of_days(person: Person, name: str, days: str) -> None:
    said = person.types("demo", "--journal", "--person", name, "--days", days)
    assert (said.code, said.err) == (0, "")
    number = "1 day." if days == "1" else f"{days} days."
    assert f"{PEOPLE[name].name} has written for {number}\n" in said.out
    assert said.out.count("\n== ") == len(HEADINGS)


def test_a_name_may_be_typed_as_it_is_written_elsewhere(person: Person) -> None:
    assert person.types("demo", "--journal", "--person", "  KIM ").out.splitlines()[1].startswith("Kim has written")


WRONG = [
    (["--journal", "--person", "zebra"], "There is nobody of this name. There are: Sam, Milan, Kim, Noor."),
    (["--journal", "--days", "0"], "--days wants a whole number from 1 to 400."),
    (["--journal", "--days", "401"], "--days wants a whole number from 1 to 400."),
    (["--journal", "--days", "many"], "--days wants a whole number from 1 to 400."),
    (["--journal", "--days", "٣٠"], "--days wants a whole number from 1 to 400."),
    (["--journal", "urge-log"], "--days and --person go with --journal, and an exercise or --list does not."),
    (["--journal", "--list"], "--days and --person go with --journal, and an exercise or --list does not."),
    (["--days", "30"], "--days and --person go with --journal, and an exercise or --list does not."),
    (["urge-log", "--person", "Sam"], "--days and --person go with --journal, and an exercise or --list does not."),
]


@pytest.mark.parametrize(("argv", "sentence"), WRONG)
def test_what_does_not_fit_gets_a_sentence(person: Person, argv: list[str], sentence: str) -> None:
    said = person.types("demo", *argv)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(sentence)
    assert "smartcli demo --journal" in said.err


def test_it_is_there_for_other_programs(person: Person) -> None:
    journal = person.types("demo", "--journal", "--json").json["journal"]
    assert (journal["person"], journal["days"]) == ("Sam", 90)
    assert len(journal["insights"]["findings"]) == 14
    assert journal["points"]["points"][0]["id"] == "daily"
    assert journal["plan"]["parts"]
    assert journal["home"]


# At home


def test_the_home_of_somebody_invented_stays_open_with_the_banner_at_every_question(person: Person) -> None:
    said = person.types("demo", "--journal", answers=["My plan", "", "0", "Leave"])
    assert said.code == 0, said.err
    assert "Hello, Sam." in said.out
    assert "- Stress or worry: I stand at the window" in said.out
    assert said.out.count(f"{BANNER}\n\nWhat now?") == said.out.count("What now?") == 2
    assert not person.home.exists()


def test_what_is_written_there_is_gone_when_it_is_left(person: Person, tmp_path: Path) -> None:
    person.does("urge-log", {"place": "On the pier"})
    before = state(person.home)
    check_in = ["Daily check-in, one minute", "3", "4", "5", "6", "7", "0", "", "Zebra line", "", "", "", "Leave"]
    said = person.types("demo", "--journal", answers=check_in)
    assert "Zebra line" in said.out
    assert "Saved." in said.out
    assert state(person.home) == before
    assert len(person.entries()) == 1
    assert not any(b"Zebra" in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


def test_no_file_is_written_from_there(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    visit = ["A page for a visit", *[""] * 6, "Write the page", str(tmp_path / "page.html"), "Leave"]
    said = person.types("demo", "--journal", answers=visit)
    page = person.types("demo", "--journal", answers=["My plan", "", "On a page, to print", "", "Leave"])
    assert "This will be on the page, in your name:" in said.out
    assert "In a demo no file is written." in said.err
    assert "In a demo no file is written." in page.out + page.err
    assert [*tmp_path.rglob("*.html"), *tmp_path.rglob("*.ics")] == []


def test_help_now_there_shows_nothing_of_the_person_s_but_their_country(person: Person) -> None:
    person.types("settings", "change", "--answers", "-", stdin=b'{"country": "Germany"}')
    person.does("support-network", {"people": [{"name": MINE, "reach": "555-0100", "knows": True}]})
    said = person.types("demo", "--journal", answers=["!", "Leave"])
    assert MINE not in said.out + said.err
    assert "Numbers for this country: Germany." in said.out
    assert "Ana from the choir" in said.out  # the invented person's


def test_no_home_of_anybody_s_is_in_the_surroundings(person: Person) -> None:
    world = person.world(io.StringIO(), io.StringIO(), None, b"")
    real = {name: f"/home/somebody/{name}" for name in ("HOME", "SMARTCLI_HOME", "XDG_DATA_HOME", "USERPROFILE")}
    with another_life(world.but(environ={**real, "LANG": "C"}), SAM, banner=BANNER) as apart:
        assert apart.environ["LANG"] == "C"
        assert set(apart.environ) == {"LANG", "HOME"}
        assert apart.stores.home.is_relative_to(apart.environ["HOME"])
        assert not any("somebody" in value for value in apart.environ.values())
        assert apart.stores.home.is_dir()
    assert not apart.stores.home.exists()


# In a process of its own

WATCHED = """
import os, sys
home, log = os.path.realpath(sys.argv[1]), []
def watch(event, args):
    if event in {"open", "os.listdir", "os.scandir", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link",
                 "os.symlink", "os.truncate", "os.chmod", "os.utime", "shutil.copyfile", "shutil.rmtree"}:
        for one in args[:2]:
            if isinstance(one, (str, bytes, os.PathLike)):
                path = os.path.abspath(os.fsdecode(one))
                if path == home or path.startswith(home + os.sep):
                    writes = event == "open" and bool((args[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
                    log.append([event, os.path.relpath(path, home), writes])
sys.addaudithook(watch)
from smartcli.__main__ import main
code = main(sys.argv[2:])
sys.stdout.flush()
import json
sys.stderr.write("\\nLOG" + json.dumps([code, log]))
"""


@pytest.mark.parametrize("argv", [["--journal"], ["--journal", "--json"], ["urge-log"], ["check-in", "--json"]])
def test_an_audit_hook_sees_nothing_of_the_real_journal(settled: Program, tmp_path: Path, argv: list[str]) -> None:
    before = state(settled.home)
    run = subprocess.run(
        [sys.executable, "-c", WATCHED, str(settled.home), "demo", *argv],
        capture_output=True, env={**settled.environ, "TMPDIR": str(tmp_path / "tmp")}, cwd="/", check=False,
    )  # fmt: skip
    code, log = json.loads(run.stderr.decode().partition("LOG")[2])
    assert code == 0
    assert MINE.encode() not in run.stdout
    seen = {name for _event, name, _writes in log}
    assert seen <= {".", "settings.toml", "exercises"}  # how it should look, and whether there are exercises to show
    assert not any(writes for _event, _name, writes in log)
    assert {event for event, _name, _writes in log} <= {"open", "os.listdir", "os.scandir"}
    assert state(settled.home) == before
    assert [*(tmp_path / "tmp").iterdir()] == []


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_on_a_real_terminal_home_is_walked_through_and_nothing_is_left(
    settled: Program, tmp_path: Path, term: str
) -> None:
    before = state(settled.home)
    seat = seated(settled, tmp_path, term)
    end = "" if term != "dumb" else ENTER
    seat.types(ENTER, "Enter goes on")
    seat.types(f"2{ENTER}", "What now?")
    seat.sees("Am I doing what I set out to do?")
    seat.types("\x1b[Z" if not end else f"<{ENTER}", "Enter turns the page")
    seat.types("\x03", "What now?")
    assert seat.ends() == 0
    assert BANNER in seat.read
    assert "Zora" not in seat.read
    assert state(settled.home) == before
    assert [*(tmp_path / "tmp").iterdir()] == []


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_stop_it_leaves_nothing_either(settled: Program, tmp_path: Path, signum: int) -> None:
    seat = seated(settled, tmp_path, "xterm-256color")
    seat.types(ENTER, "Enter goes on")
    seat.sees("What now?")
    seat.child.kill(signum)
    assert ended(seat.child) != 0
    assert [*(tmp_path / "tmp").iterdir()] == []


def seated(program: Program, tmp_path: Path, term: str) -> Seat:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TMPDIR", str(tmp_path / "tmp"))
        return Seat(program, "demo", "--journal", term=term, size=(24, 60))
