"""Commands are put into a sentence before its values, never after: a folder may be called `my smartcli files`."""

import re
import shlex
from pathlib import Path

import pytest

import smartcli
from smartcli.commands import COMMANDS
from smartcli.text.language import FIRST_WORDS, Typed, command, quoted, typed


@pytest.fixture
def by_run_py(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SMARTCLI_COMMAND", "python3 '/my {smartcli} files/run.py'")
    return "python3 '/my {smartcli} files/run.py'"


@pytest.mark.usefixtures("by_run_py")
def test_what_is_filled_in_stays_as_it_is() -> None:
    place = "/home/me/my smartcli files/{x}/smartcli do"
    said = typed("It lies in {place}. Type: smartcli --home {path} journal", place=place, path=quoted(place))
    assert said.startswith(f"It lies in {place}. Type: {command()} --home ")
    assert shlex.split(said.partition("Type: ")[2])[-2:] == [place, "journal"]


def test_a_command_is_one_and_the_program_s_name_alone_is_none(by_run_py: str) -> None:
    assert typed("Another smartcli is open: smartcli doctor") == f"Another smartcli is open: {by_run_py} doctor"
    assert typed("If smartcli was run as another user") == "If smartcli was run as another user"
    assert typed("smartcli --home {d}", d="x") == f"{by_run_py} --home x"


@pytest.mark.usefixtures("by_run_py")
def test_it_is_done_once() -> None:
    once = typed("Type: smartcli do {id}", id="smartcli do")
    assert isinstance(once, Typed)
    assert typed(once) is once


def test_every_command_is_known() -> None:
    assert set(FIRST_WORDS) == set(COMMANDS)


def test_a_path_can_be_typed_into_a_shell() -> None:
    for path in ("/plain/path", "/with blank/it's", "/$HOME/`x`", ""):
        assert shlex.split(quoted(path)) == [path]
    assert quoted("-n.toml") == quoted(Path("-n.toml")) == "./-n.toml"  # or it would be taken for an option


def test_no_sentence_of_ours_has_values_before_commands() -> None:
    """A value that stands in a sentence when `typed` looks at it could be taken for a command; HERE is none."""
    late = re.compile(r'typed\(f"|typed\([^)]*\.format\(|next=f"(?!{HERE})|typed\(.*\)\.format\(')
    files = Path(smartcli.__file__).parent.rglob("*.py")
    assert [line for file in files for line in file.read_text("utf-8").split("\n") if late.search(line)] == []
