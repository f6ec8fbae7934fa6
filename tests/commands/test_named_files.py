"""What somebody names as a file may be anything: it is never waited for, and its end is."""

import os
import subprocess
from pathlib import Path

import pytest
from tests.person import Person
from tests.program import Program

ENTRY = b'{"strength": 7}'
READERS = [["import", "{file}", "--yes"], ["do", "urge-log", "--answers", "{file}"]]


def typed(program: Program, argv: list[str], file: str | Path) -> subprocess.CompletedProcess[bytes]:
    whole = program.command(*(word.replace("{file}", str(file)) for word in argv))
    return subprocess.run(whole, stdin=subprocess.DEVNULL, capture_output=True, env=program.environ, timeout=60)


@pytest.mark.parametrize("argv", READERS)
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full", "/dev/null"])
def test_a_device_has_no_end_and_is_not_read(program: Program, argv: list[str], device: str) -> None:
    if not os.path.exists(device):
        pytest.skip(f"no {device}")
    said = typed(program, argv, device)
    assert said.returncode == 1
    assert said.stderr.startswith(b"The file cannot be read: a link or something that is no file lies there.\n")


@pytest.mark.parametrize("argv", READERS)
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(program: Program, tmp_path: Path, argv: list[str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    said = typed(program, argv, tmp_path / "pipe")
    assert said.returncode in (1, 2)
    assert said.stderr.startswith((b"This is not an export of smartcli", b"The answers are not a JSON object"))


def test_a_pipe_that_a_shell_makes_is_read_to_its_end(program: Program, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    slow = subprocess.Popen(
        ["sh", "-c", '(printf \'{"strength"\'; sleep 0.5; printf ": 7}") > "$0"', tmp_path / "pipe"]
    )
    said = typed(program, READERS[1], tmp_path / "pipe")
    assert slow.wait() == 0
    assert (said.returncode, said.stderr) == (0, b"")
    assert b"Saved." in said.stdout


@pytest.mark.parametrize("argv", READERS)
def test_what_comes_without_an_end_is_left_off(program: Program, argv: list[str]) -> None:
    with open("/dev/zero", "rb") as zeros:
        whole = program.command(*(word.replace("{file}", "-") for word in argv))
        said = subprocess.run(whole, stdin=zeros, capture_output=True, env=program.environ, timeout=60)
    assert said.returncode == 1
    assert said.stderr.startswith(b"The file cannot be read: there is more in it than smartcli reads.\n")


@pytest.mark.parametrize("content", [None, b"%PDF-1.7\0", b'[{"title": "other program"}]', b"", "a folder"])
@pytest.mark.parametrize(
    ("argv", "next"),
    [
        (["import", "{file}"], "smartcli import --help"),
        (["do", "urge-log", "--answers", "{file}"], "smartcli exercises show urge-log"),
        (["checkin", "--answers", "{file}"], "smartcli exercises show check-in"),
        (["settings", "change", "--answers", "{file}"], "smartcli settings --json"),
        (["cards", "pick", "--answers", "{file}"], "smartcli cards --json"),
    ],
)
def test_a_file_that_is_not_there_or_of_another_program_names_what_to_type_next(
    person: Person, tmp_path: Path, argv: list[str], next: str, content: bytes | str | None
) -> None:
    file = tmp_path / "other.thing"
    if content == "a folder":
        file.mkdir()
    elif isinstance(content, bytes):
        file.write_bytes(content)
    said = person.types(*(word.replace("{file}", str(file)) for word in argv))
    assert said.code in (1, 2)
    assert said.err.rstrip().endswith(next)
    assert person.entries() == []


def test_an_edit_names_where_the_answers_of_the_entry_are_seen(person: Person) -> None:
    id = str(person.does("urge-log", {"strength": 7})["id"])
    said = person.types("journal", "edit", id, "--answers", "nowhere.json")
    assert said.err == f"There is no such file. smartcli journal show {id[-6:].lower()} --json\n"


def test_an_exercise_that_is_named_by_its_file_can_be_tried(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "other.toml"
    file.write_text("[whatever]\n")
    for argv in (["do", str(file)], ["exercises", "show", str(file)]):
        said = person.types(*argv)
        assert said.code == 1
        assert said.err.startswith("This is a file, and none of your exercises. You can try it, and nothing is saved.")
        assert said.err.endswith(" smartcli exercises preview FILE\n")
