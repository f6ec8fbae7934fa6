"""The line above a prompt: kept up to date by saving, read by real shells that start nothing for it."""

import os
import shutil
import stat
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.commands.shells import STARTS, Shell, why_not
from tests.person import OWN, Person

from smartcli.commands.remind.shell import hook
from smartcli.home import prompt_line
from smartcli.home.prompt_line import PromptLine

TEXT = "Your minute for today is open."
DAY = timedelta(days=1)
TODAY = datetime.fromisoformat("2026-03-10T04:00:00+01:00")  # when the day of NOON began
ALWAYS = f"1000000000 9999999999 {TEXT}\n"


def kept(person: Person) -> str:
    return (person.home / "prompt-line").read_text()


def line(since: datetime) -> str:
    return f"{since.timestamp():.0f} {(since + 14 * DAY).timestamp():.0f} {TEXT}\n"


@pytest.fixture
def prompted(person: Person) -> Person:
    """Somebody who has a line in their prompt."""
    assert person.types("remind", "shell", "bash").code == 0
    return person


# What is kept


def test_nobody_who_did_not_ask_for_it_has_such_a_file(person: Person) -> None:
    person.does("check-in", {"urge": 3})
    assert not (person.home / "prompt-line").exists()


def test_it_speaks_from_the_beginning_of_the_day_until_that_is_written(prompted: Person) -> None:
    assert kept(prompted) == line(TODAY)
    assert stat.S_IMODE((prompted.home / "prompt-line").stat().st_mode) == 0o600
    prompted.does("urge-log", {"strength": 3})
    assert kept(prompted) == line(TODAY)
    prompted.does("check-in", {"urge": 3})
    assert kept(prompted) == line(TODAY + DAY)
    prompted.does("urge-log", {"strength": 3})
    assert kept(prompted) == line(TODAY + DAY)


def test_a_check_in_of_another_day_is_none_of_today(prompted: Person) -> None:
    said = prompted.types("checkin", "--day", "yesterday", "--answers", "-", stdin=b'{"urge": 3}')
    assert (said.code, kept(prompted)) == (0, line(TODAY))


def test_what_is_taken_away_again_opens_the_day(prompted: Person) -> None:
    id = prompted.does("check-in", {"urge": 3})["id"]
    assert prompted.types("journal", "delete", id, "--yes").code == 0
    assert kept(prompted) == line(TODAY)
    assert prompted.types("journal", "undo", "--yes").code == 0
    assert kept(prompted) == line(TODAY + DAY)
    assert prompted.types("journal", "edit", id, "--day", "yesterday").code == 0
    assert kept(prompted) == line(TODAY)


def test_after_two_weeks_it_is_silent_and_whoever_comes_back_has_it_again(prompted: Person) -> None:
    prompted.does("check-in", {"urge": 3})
    prompted.clock.on(days=30)
    found = prompt_line.read(prompted.home)
    assert found is not None
    assert not found.is_shown(prompted.clock.now)
    prompted.does("urge-log", {"strength": 3})
    assert kept(prompted) == line(TODAY + 30 * DAY)


def test_a_day_ends_when_the_person_says(prompted: Person) -> None:
    assert prompted.types("settings", "change", "--day-ends", "0").code == 0
    prompted.does("check-in", {"urge": 3})
    assert kept(prompted) == line(TODAY + timedelta(hours=20))


def test_of_a_sealed_journal_it_is_known_without_the_passphrase(prompted: Person) -> None:
    prompted.passphrases = [OWN]
    assert prompted.types("lock", "--yes").code == 0
    prompted.passphrases = []
    assert prompted.types("checkin", "--answers", "-", stdin=b'{"urge": 3}').code == 0
    assert kept(prompted) == line(TODAY + DAY)
    assert prompted.types("urge", "--answers", "-").code != 0
    assert kept(prompted) == line(TODAY + DAY)
    prompted.clock.on(days=1)
    assert prompted.types("do", "urge-log", "--answers", "-", stdin=b'{"strength": 3}').code == 0
    assert kept(prompted) == line(TODAY + DAY)


def test_where_it_cannot_be_written_the_entry_is_saved_and_it_is_said(prompted: Person) -> None:
    (prompted.home / "prompt-line").unlink()
    (prompted.home / "prompt-line").mkdir()
    said = prompted.types("do", "urge-log", "--answers", "-", stdin=b'{"strength": 3}')
    assert said.code == 1
    assert "But the line for your prompt could not be renewed." in " ".join(said.err.split())
    assert len(prompted.entries()) == 1


def test_a_link_is_not_followed(prompted: Person, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text(ALWAYS)
    (prompted.home / "prompt-line").unlink()
    (prompted.home / "prompt-line").symlink_to(tmp_path / "mine")
    with pytest.raises(OSError, match="Too many levels"):
        prompt_line.read(prompted.home)


@pytest.mark.parametrize("content", ["mine\n", None], ids=["", "nowhere"])
def test_what_a_link_in_its_place_leads_to_is_not_written_over(
    prompted: Person, tmp_path: Path, content: str | None
) -> None:
    if content:
        (tmp_path / "mine").write_text(content)
    (prompted.home / "prompt-line").unlink()
    (prompted.home / "prompt-line").symlink_to(tmp_path / "mine")
    said = prompted.types("remind", "shell", "bash")
    why = "The line for your prompt cannot be kept (a link or something that is no file lies there)."
    assert (said.code, said.out, said.err) == (1, "", f"{why} smartcli where\n")
    said = prompted.types("do", "urge-log", "--answers", "-", stdin=b'{"strength": 3}')
    assert (said.code, "But the line for your prompt could not be renewed." in " ".join(said.err.split())) == (1, True)
    assert ((tmp_path / "mine").read_text() if content else (tmp_path / "mine").exists()) == (content or False)


@pytest.mark.parametrize(
    "data",
    [b"", b"1", b"1 2 x", b"\xff" * 40, b"1000000000 999999999\xd9\xa9 x", b"-100000000 9999999999 x"],
    ids=str,
)
def test_what_cannot_be_understood_is_no_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "prompt-line").write_bytes(data)
    assert prompt_line.read(tmp_path) is None


def test_no_control_sign_gets_into_it(tmp_path: Path) -> None:
    prompt_line.write(tmp_path, PromptLine(since=1000000000, until=9999999999, text="a\x1b[31mb\nc\x07"))
    assert not {*(tmp_path / "prompt-line").read_text()[:-1]} & {*map(chr, range(32)), "\x7f"}


def test_off_takes_the_file_away_and_saving_brings_none_back(prompted: Person) -> None:
    said = prompted.types("remind", "shell", "off")
    assert (said.code, said.out) == (0, "There is no line any more. The hook may stay: it shows nothing.\n")
    prompted.does("check-in", {"urge": 3})
    assert not (prompted.home / "prompt-line").exists()
    assert prompted.types("remind", "shell", "off").out == "There is no line for a prompt here.\n"


def test_the_shell_is_known_and_how_to_take_it_is_said(person: Person) -> None:
    person.environ = {"SHELL": "/usr/bin/zsh"}
    said = person.types("remind", "shell")
    assert said.out.encode() == hook("zsh", person.home / "prompt-line")
    assert said.err == (
        "To have it: smartcli remind shell zsh >> ~/.zshrc\n"
        "No longer: smartcli remind shell off, and take these lines out of ~/.zshrc.\n"
    )
    said = person.types("remind", "shell", "tcsh")
    assert (said.code, said.err) == (2, "There are: bash, zsh, fish. smartcli remind shell bash\n")


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_what_is_printed_spoils_no_last_line_without_an_end(name: str, tmp_path: Path) -> None:
    assert hook(name, tmp_path / "prompt-line").startswith(b"\n# ")


# In real shells

NAMES = [
    pytest.param(name, marks=pytest.mark.skipif(bool(why_not(name)), reason=why_not(name) or "it is here"))
    for name in STARTS
]


class Prompted:
    """A shell that has sourced the hook for a file of this content; None = there is none."""

    def __init__(self, name: str, folder: Path, content: str | None, first: str = "true") -> None:
        self.file = folder / "it's $HOME \\ 50%" / "prompt-line"
        self.file.parent.mkdir(parents=True)
        if content is not None:
            self.file.write_text(content)
        (folder / "hook").write_bytes(hook(name, self.file))
        self.shell = Shell(name, folder / "home")
        self.shell.types(first)
        self.source = f"source {folder / 'hook'}"
        self.shell.types(self.source)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_shown_once_and_the_exit_status_stays(name: str, tmp_path: Path) -> None:
    seat = Prompted(name, tmp_path, ALWAYS)
    assert [seat.shell.types("true"), seat.shell.types("false"), seat.shell.types("sh -c 'exit 7'")] == [0, 1, 7]
    assert seat.shell.leaves().count(TEXT) == 1


@pytest.mark.parametrize("name", NAMES)
def test_to_source_it_twice_is_harmless(name: str, tmp_path: Path) -> None:
    seat = Prompted(name, tmp_path, ALWAYS)
    seat.shell.types(seat.source)
    assert seat.shell.types("sh -c 'exit 7'") == 7
    seat.file.write_text(ALWAYS.replace("1000000000", "1000000001"))  # another day
    seat.shell.types("true")
    assert seat.shell.leaves().count(TEXT) == 2


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_goes_comes_or_is_emptied_is_no_trouble(name: str, tmp_path: Path) -> None:
    seat = Prompted(name, tmp_path, None)
    assert seat.shell.types("false") == 1
    seat.file.write_text("")
    assert seat.shell.types("true") == 0
    seat.file.write_text(ALWAYS)
    seat.shell.types("true")
    seat.file.unlink()
    seat.file.mkdir()
    assert seat.shell.types("false") == 1
    said = seat.shell.leaves()
    assert said.count(TEXT) == 1
    assert not [word for word in ("rror", "denied", "such", "prompt-line") if word in said]


NOT_SHOWN = {
    "tomorrow": f"9000000000 9999999999 {TEXT}\n",
    "over": f"1000000000 1000086400 {TEXT}\n",
    "control": f"1000000000 9999999999 \x1b[31m{TEXT}\n",
    "next line": f"1000000000 9999999999 \n{TEXT}\n",
    "a command": f"x$(touch here) 9999999999 {TEXT}\n",
    "an index": f"a[$(touch here)] 9999999999 {TEXT}\n",
    "no moments": TEXT,
    "long": "0" * 5000 + TEXT,
}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_for_now_or_not_ours_is_not_shown(name: str, tmp_path: Path) -> None:
    seat = Prompted(name, tmp_path, "")
    for content in NOT_SHOWN.values():
        seat.file.write_text(content)
        assert seat.shell.types("false") == 1
    seat.file.write_text("1000000000 9999999999 This one.\n")
    seat.shell.types("true")
    said = seat.shell.leaves()
    assert (TEXT in said, "31m" in said, "rror" in said, "This one." in said) == (False, False, False, True)
    assert [*(tmp_path / "home").rglob("here")] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_pipe_in_its_place_is_not_waited_for(name: str, tmp_path: Path) -> None:
    seat = Prompted(name, tmp_path, None)
    os.mkfifo(seat.file)
    assert seat.shell.types("false") == 1
    seat.shell.leaves()


@pytest.mark.skipif(bool(why_not("bash")), reason=why_not("bash") or "it is here")
@pytest.mark.parametrize(
    "before",
    ["PROMPT_COMMAND='echo the'',others;'", "PROMPT_COMMAND=('echo the'',others' true)", "set -u; PROMPT_COMMAND="],
    ids=["text", "list", "empty"],
)
def test_in_bash_what_others_do_before_the_prompt_stays(before: str, tmp_path: Path) -> None:
    seat = Prompted("bash", tmp_path, ALWAYS, before)
    assert seat.shell.types("sh -c 'exit 7'") == 7
    said = seat.shell.leaves()
    assert said.count(TEXT) == 1
    assert said.count("the,others") >= 3 * ("echo" in before)
    assert "rror" not in said


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not here")
@pytest.mark.parametrize("name", [name for name in NAMES if name.values[0] != "fish"])
def test_bash_and_zsh_start_nothing_for_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "line").write_text(ALWAYS)
    (tmp_path / "hook").write_bytes(hook(name, tmp_path / "line"))
    script = f". {tmp_path / 'hook'}; echo begun > {tmp_path / 'mark'}; __evening_line"
    traced = ["strace", "-f", "-o", str(tmp_path / "calls"), "-e", "trace=fork,vfork,clone,clone3,execve,openat"]
    run = subprocess.run([*traced, name, *STARTS[name][:-1], "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [TEXT]
    calls = (tmp_path / "calls").read_text().partition("mark")[2]
    assert calls
    assert not [call for call in calls.splitlines() if "clone" in call or "fork" in call or "execve" in call]


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is not here")
def test_the_hook_for_bash_is_in_order(tmp_path: Path) -> None:
    (tmp_path / "hook").write_bytes(hook("bash", tmp_path / "prompt-line"))
    run = subprocess.run(["shellcheck", "-s", "bash", "hook"], cwd=tmp_path, capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (0, "")
