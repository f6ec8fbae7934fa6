"""No core dump, and no look into the running program but by an administrator."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.asking.interrupted.leaving import TERMS, until
from tests.asking.interrupted.own import EVERY, secret, write_every
from tests.asking.prompts.keys import CTRL_C
from tests.asking.prompts.seat import Seat
from tests.program import Program

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="told by /proc, as Linux has it")
SECRET = secret("text")


@pytest.fixture
def dumps() -> Iterator[None]:
    """A system that keeps core dumps as big as it may."""
    before = resource.getrlimit(resource.RLIMIT_CORE)
    if before[1] == 0:
        pytest.skip("this system makes no core dumps at all")
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_CORE, before)


@pytest.fixture
def seat(program: Program, dumps: None) -> Seat:
    """Somebody in the middle of a sentence."""
    program.home.mkdir()
    (program.home / "settings.toml").write_text('name = "Sam"\nstarted = "2026-01-01"\ncountry = "IE"\n')
    write_every(program.home)
    seat = Seat(program, "do", EVERY, term=TERMS["terminal"])
    seat.types(f"{SECRET}\r", "What happened?")
    seat.types(SECRET, "About text?")
    seat.sees(SECRET)
    return seat


def test_a_program_that_crashes_leaves_no_core_dump(seat: Seat) -> None:
    limits = Path(f"/proc/{seat.child.pid}/limits").read_text().split("\n")
    [core] = [line.split()[4:6] for line in limits if line.startswith("Max core file size")]
    assert core == ["0", "0"]
    seat.child.kill(signal.SIGABRT)
    until(lambda: not seat.child.isalive())
    assert seat.child.signalstatus == signal.SIGABRT
    assert os.WCOREDUMP(seat.child.status) is False
    assert list(Path(seat.program.home).rglob("core*")) == []


STATE = """
import ctypes, resource, sys
from smartcli.__main__ import main
main(sys.argv[1:])
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), file=sys.stderr)
"""  # 3 is PR_GET_DUMPABLE


@pytest.mark.parametrize("argv", [["where"], ["urge"], ["journal", "list"]], ids=" ".join)
def test_nobody_but_an_administrator_looks_into_the_program(program: Program, dumps: None, argv: list[str]) -> None:
    command = [sys.executable, "-c", STATE, *argv]
    run = subprocess.run(command, capture_output=True, env=program.environ, text=True, check=True)
    assert run.stderr == "(0, 0) 0\n"


def test_t5_nothing_private_stands_in_the_arguments_or_the_environment(seat: Seat) -> None:
    of_program = [seat.child.pid, *_children(seat.child.pid)]
    for pid in of_program:
        for name in ("cmdline", "environ", "comm"):
            assert SECRET.encode() not in Path(f"/proc/{pid}/{name}").read_bytes()
    assert b"SMARTCLI_HOME" in Path(f"/proc/{seat.child.pid}/environ").read_bytes()
    seat.child.send(CTRL_C)
    assert seat.ends() == 130


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            found += [child, *_children(child)]
    return found
