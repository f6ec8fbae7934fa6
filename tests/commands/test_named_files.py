"""What somebody names as a file may be anything: it is never waited for, and its end is."""

import os
import subprocess
from pathlib import Path

import pytest
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
    slow = subprocess.Popen(["sh", "-c", f'(printf \'{{"strength"\'; sleep 0.5; printf ": 7}}") > {tmp_path}/pipe'])
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
