"""docs/commands.md and the man page say what the program's help says, and man and mandoc can read it."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from tests.program import surroundings

from smartcli.argv import GLOBALS
from smartcli.commands import HIDDEN, build
from smartcli.exchange import formats
from smartcli.exercises import topics
from smartcli.home import layout

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "smartcli"
SPEC = importlib.util.spec_from_file_location("docs_commands", ROOT / "docs" / "commands.py")
assert SPEC is not None
assert SPEC.loader is not None
docs = importlib.util.module_from_spec(SPEC)
sys.modules["docs_commands"] = docs  # where its dataclass looks for its module
with pytest.MonkeyPatch.context() as _patch:
    _patch.setenv("LC_ALL", os.environ.get("LC_ALL", "C.UTF-8"))  # it sets it for itself; here it is put back
    SPEC.loader.exec_module(docs)

ANEW = "Please write it anew: .venv/bin/python docs/commands.py"
PAGE = docs.PAGE.read_text("utf-8")
MAN = docs.MAN.read_text("utf-8")
COMMANDS = [*docs.walk()]


def test_both_are_as_the_help_is() -> None:
    assert docs.page(COMMANDS) == PAGE, ANEW
    assert docs.man(COMMANDS) == MAN, ANEW


def shown(name: str, file: Path) -> str:
    """A man page as somebody reads it, without breaks of lines and bold letters."""
    if not shutil.which(name):
        pytest.skip(f"there is no {name} here")
    command = {"man": ["man", "--warnings", "-E", "UTF-8", "-l"], "mandoc": ["mandoc", "-T", "utf8"]}[name]
    # Lines as long as a paragraph, so that no word is broken.
    environ = {**surroundings(), "LC_ALL": "C.UTF-8", "MANWIDTH": "400", "MANPAGER": "cat"}
    done = subprocess.run([*command, str(file)], capture_output=True, env=environ, check=True)
    assert done.stderr == b""
    return " ".join(re.sub(r".\x08|\x1b\[[0-9;]*m", "", done.stdout.decode()).split())


@pytest.mark.parametrize("name", ["man", "mandoc"])
def test_the_man_page_says_what_the_help_says(name: str) -> None:
    page = shown(name, docs.MAN)
    for heading in ("NAME", "SYNOPSIS", "COMMANDS", "OPTIONS", "FILES", "ENVIRONMENT", "EXIT STATUS", "SAFETY"):
        assert f" {heading} " in page
    for words, command in _commands():
        assert f"smartcli {words}".rstrip() in page, words
        for one in command.params:
            if getattr(one, "hidden", False) or "--help" in one.opts:
                continue
            assert [option for option in one.opts if option.startswith("-") and option not in page] == [], words
            assert " ".join(getattr(one, "help", "").split()) in page, words
    assert all(option in page for option in GLOBALS)
    assert "call your emergency number" in page


def _commands() -> list[tuple[str, typer.core.TyperCommand]]:
    def walk(command, words):
        yield " ".join(words), command
        for name, below in getattr(command, "commands", {}).items():
            if name not in HIDDEN:
                yield from walk(below, [*words, name])

    return [*walk(typer.main.get_command(build()), [])]


def test_mandoc_finds_nothing_to_complain_of() -> None:
    if not shutil.which("mandoc"):
        pytest.skip("there is no mandoc here")
    done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", str(docs.MAN)], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("", "")


SIGNS = [".SH not a heading", "'br", r"a \fB b \\ c", '~/it\'s `here` ^ "so" --long-option - –']


@pytest.mark.parametrize("name", ["man", "mandoc"])
@pytest.mark.parametrize("text", SIGNS)
def test_nothing_in_a_text_is_taken_for_roff(text: str, name: str, tmp_path: Path) -> None:
    file = tmp_path / "one.1"
    file.write_text(f'.TH ONE 1 2026-01-01 "one"\n.SH NAME\n{docs.roff(text)}\n', "utf-8")
    assert text in shown(name, file)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_stands_on_the_page(command: docs.Command) -> None:  # type: ignore[name-defined]  # a loaded module
    assert f"| [`{command.name}`]" in PAGE
    assert f"\n### {command.name}\n" in PAGE


def test_the_page_names_formats_and_options_that_hold_everywhere() -> None:
    export = PAGE.partition("\n### smartcli export\n")[2].partition("\n### ")[0]
    assert [name for name in formats.names() if not re.search(rf"\b{name}\b", export)] == []
    assert [option for option in GLOBALS if f"- `{option}" not in PAGE] == []


def test_every_topic_is_one_and_every_text_belongs_to_a_topic_or_a_command() -> None:
    names = {file.stem for file in (ROOT / "data" / "en" / "help").glob("*.md")}
    commands = {words.replace(" ", "_") for words, _command in _commands()}
    assert {*topics.TOPICS} - names == set()
    assert names - {*topics.TOPICS} - commands - {topics.HOME} == set()
    assert [name for name in names if topics.about(name).startswith("# ") != (name in topics.TOPICS)] == []
    assert {*topics.TOPICS} & commands == set()


def test_every_variable_that_is_read_is_told() -> None:
    code = "".join(file.read_text("utf-8") for file in SOURCE.rglob("*.py"))
    read = set(
        re.findall(r"environ(?:\.get\(|\[)\"([A-Z][A-Z_]+)\"|\"([A-Z][A-Z_]+)\" (?:not )?in (?:os\.)?environ", code)
    )
    told = {name for term, _said in topics.rows(topics.about("environment")) for name in term.split(", ")}
    inner = {
        "SMARTCLI_COMMAND",
        "HOME",
        "ANDROID_ROOT",
        "PYTHONPATH",
        "PATH",
        "SYSTEMROOT",
    }  # between parts of ours, or the system's
    assert {one or other for one, other in read} - inner - told == set()
    assert [name for name in told if name not in code] == []


def test_every_place_in_the_home_that_is_told_is_one() -> None:
    told = {term for term, _said in topics.rows(topics.about("files"))}
    assert told <= {row.name for row in layout.TABLE}
    assert {row.name for row in layout.TABLE if row.shown} - told <= {"digests", "heights"}
