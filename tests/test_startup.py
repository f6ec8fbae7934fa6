"""What a command loads before it has something to do: nothing heavy."""

import subprocess
import sys

import pytest
from tests.program import Program

HEAVY = {
    "questionary",
    "prompt_toolkit",
    "rich",
    "pydantic",
    "msgspec",
    "asyncio",
    "unittest",
    "http",
    "urllib.request",
}
# The full program for one command line, and then the names of all modules that were loaded.
CODE = """
import sys
from smartcli.__main__ import main
code = main({argv!r})
print("LOADED", *sys.modules, file=sys.stderr)
sys.exit(code)
"""


def loaded(program: Program, *argv: str, stdin: bytes = b"") -> set[str]:
    code = CODE.format(argv=list(argv))
    run = subprocess.run(
        [sys.executable, "-c", code], input=stdin, capture_output=True, env=program.environ, cwd="/", check=True
    )
    return set(run.stderr.decode().rpartition("LOADED")[2].split())


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["where"],
        ["journal", "list"],
        ["journal", "search", "harbour", "--json"],
        ["exercises", "list"],
        ["cards"],
        ["export", "json"],
        ["settings"],
        ["points", "--json"],
    ],
    ids=lambda argv: " ".join(argv) or "home",
)
def test_reading_commands_load_nothing_heavy(program: Program, argv: list[str]) -> None:
    program.run("do", "check-in", "--answers", "-", stdin=b'{"line": "By the harbour"}')
    assert loaded(program, *argv) & HEAVY == set()


def test_saving_loads_nothing_heavy(program: Program) -> None:
    assert loaded(program, "checkin", "--answers", "-", stdin=b'{"urge": 3}') & HEAVY == set()


@pytest.mark.parametrize("argv", [["help-now"], ["sos"], ["--version"]], ids=" ".join)
def test_what_speaks_first_does_not_load_the_command_line(program: Program, argv: list[str]) -> None:
    found = loaded(program, *argv)
    assert {
        "typer",
        "json",
        "re",
        "dataclasses",
        "typing",
        "tomllib",
        "smartcli.commands",
        "smartcli.journal",
    } & found == set()
