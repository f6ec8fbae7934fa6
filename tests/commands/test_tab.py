"""What a shell is told at Tab, and what bash, zsh and fish make of it, from the first Tab of a session on."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shlex import quote

import pexpect
import pyte
import pytest
import typer
from tests.program import Program

from smartcli.argv import GLOBALS
from smartcli.commands import build
from smartcli.commands.completion import OURS, script
from smartcli.commands.options import FOR_ALL
from smartcli.commands.tab import SEPARATOR, VALUES, words_of

URGE = b'{"strength": 7, "trigger": "a violet canary"}'
HOSTILE = """format = 1
version = 1
point = "balance"
title = "don't \\\\$(touch harm) `touch harm` '; touch harm; \\" ) :"
minutes = 1
[[steps]]
kind = "text"
key = "cup"
ask = "Which tea?"
[sample]
cup = "Mint"
"""


def told(program: Program, typed: str, shell: str = "fish") -> list[str]:
    """The lines a shell is given; `typed` is what stands behind the command, up to the cursor."""
    words = SEPARATOR.join(typed.split(" "))
    done = program.run(_SMARTCLI_COMPLETE=shell, _SMARTCLI_WORDS=words)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode().splitlines()


def names(program: Program, typed: str) -> list[str]:
    return [line.partition("\t")[0] for line in told(program, typed)]


@pytest.fixture
def used(program: Program) -> Program:
    """With two entries, and an exercise of one's own whose title would do harm if a shell ran it."""
    for _time in range(2):
        assert program.run("do", "urge-log", "--answers", "-", stdin=URGE).returncode == 0
    own = program.home / "exercises"
    own.mkdir()
    mark = program.home.parent / "harm"
    own.joinpath("tea-time.toml").write_text(HOSTILE.format(mark), "utf-8")
    own.joinpath("$(touch harm).toml").write_text(HOSTILE.format(mark), "utf-8")
    own.joinpath("a b.toml").write_text(HOSTILE.format(mark), "utf-8")
    os.mkfifo(own / "pipe.toml")
    return program


def test_every_command_is_offered_but_those_that_are_hidden(program: Program) -> None:
    group = typer.main.get_command(build())
    shown = [name for name, one in group.commands.items() if not one.hidden]  # type: ignore[attr-defined]  # a group
    assert names(program, "") == shown
    assert not program.home.exists()


def test_commands_of_a_command_are_offered_with_what_they_do(program: Program) -> None:
    assert "show\tShow one entry whole." in told(program, "journal ")
    assert told(program, "journal sh", "bash") == ["show"]


def test_exercises_are_offered_with_their_titles_own_ones_too(used: Program) -> None:
    for typed in ("do ", "exercises show ", "journal list --exercise ", "--plain do ", "forget --exercise "):
        offered = names(used, typed)
        assert {"urge-log", "check-in", "tea-time"} <= set(offered), typed
        assert {name for name in offered if not re.fullmatch(r"[\w-]+", name)} == set(), typed
    assert "urge-log\tUrge log" in told(used, "do ")
    assert told(used, "do urge-", "bash") == ["urge-log", "urge-surf"]
    assert names(used, "do urge-log ") == []


def test_the_home_that_was_typed_is_the_one_that_is_looked_in(used: Program, tmp_path: Path) -> None:
    assert "tea-time" not in names(used, f"--home {tmp_path / 'other'} do ")
    assert "tea-time" in names(used, "do ")
    assert not (tmp_path / "other").exists()


def test_entries_are_offered_newest_first_with_nothing_of_what_is_in_them(used: Program) -> None:
    listed = [entry["id"][-6:].lower() for entry in _entries(used)][::-1]
    assert names(used, "journal show ") == names(used, "forget ") == names(used, "journal delete ") == listed
    assert "violet" not in "".join(told(used, "journal show "))
    assert all("\tUrge log, " in line for line in told(used, "journal show "))


def _entries(program: Program) -> list[dict[str, str]]:
    import json

    return list(json.loads(program.run("journal", "list", "--json").stdout)["entries"])


def test_of_a_sealed_journal_no_entry_is_offered_and_nobody_is_asked(used: Program) -> None:
    passphrase = f"{'five green boats at noon'}\n".encode()
    read, write = os.pipe()
    os.write(write, passphrase * 2)
    os.close(write)
    sealed = used.run("lock", "--yes", "--passphrase-fd", str(read), fds=[read])
    os.close(read)
    assert sealed.returncode == 0, sealed.stderr
    assert names(used, "journal show ") == []
    assert {"urge-log", "tea-time"} <= set(names(used, "do "))


@pytest.mark.parametrize("typed", ["do ", "journal show ", "", "--", "cards pick ", "export ", "restore "])
def test_tab_writes_nothing(used: Program, typed: str) -> None:
    before = looks(used.home)
    told(used, typed)
    assert looks(used.home) == before


def looks(home: Path) -> list[tuple[str, int, int]]:
    return [(str(file), file.lstat().st_mtime_ns, file.lstat().st_ino) for file in sorted([home, *home.rglob("*")])]


def test_values_are_offered_by_their_place_in_the_help(program: Program) -> None:
    assert names(program, "export ") == ["csv", "dictionary", "html", "json", "markdown"]
    assert names(program, "journal list --day ") == ["today", "yesterday"]
    assert names(program, "journal list --point ") == ["daily", "motivation", "urges", "thoughts", "balance"]
    assert "contact" in names(program, "cards pick ")
    assert "fish" in names(program, "completion ")
    assert names(program, "import --from ") == ["csv", "daylio", "dayone", "jrnl", "loop"]
    assert names(program, "import --dates ") == ["day-first", "month-first"]
    assert {"words", "urge", "urge-log"} <= {*names(program, "help ")}
    assert "13w" not in names(program, "insights --last ") != []


A_FILE = ["restore ", "import ", "plan --out ", "--home ", "exercises worksheet ./a", "backup "]


@pytest.mark.parametrize("typed", A_FILE)
def test_where_a_file_is_wanted_the_shell_names_its_own(program: Program, typed: str) -> None:
    assert told(program, typed) == [":files"]


def test_where_either_will_do_names_come_first(program: Program) -> None:
    assert told(program, "exercises worksheet urge-", "bash") == ["urge-log", "urge-surf"]
    assert told(program, "exercises worksheet zebra", "bash") == [":files"]
    assert "urge-log" in names(program, "check ")


def test_options_are_offered_with_those_that_hold_everywhere(program: Program) -> None:
    offered = names(program, "journal list --")
    assert {"--exercise", "--json", "--help", *GLOBALS} <= set(offered)
    assert "--json" not in names(program, "journal list --json --")
    assert FOR_ALL.keys() == GLOBALS.keys()


def test_powershell_is_answered_as_the_script_for_it_wants(program: Program) -> None:
    """The shell itself is not tried here."""
    asked = {"_SMARTCLI_COMPLETE": "complete_powershell", "_TYPER_COMPLETE_ARGS": "smartcli do urge-l"}
    environ = {**program.environ, **asked, "_TYPER_COMPLETE_WORD_TO_COMPLETE": "urge-l"}
    done = subprocess.run(program.command(), env=environ, capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"urge-log:::Urge log\n", b"")


def test_a_value_behind_an_equals_sign(program: Program) -> None:
    assert "--exercise=urge-log" in names(program, "journal list --exercise=ur")
    assert told(program, "journal list --exercise = ur", "bash") == ["urge-log", "urge-surf"]  # as bash parts it
    assert "urge-log" in told(program, "journal list --exercise =", "bash")


NOTHING = ["no-such-command ", "journal no-such ", "journal show x ", "\x01 ", "zz", "a" * 9999]


@pytest.mark.parametrize("typed", NOTHING)
def test_what_cannot_be_offered_is_silence(program: Program, typed: str) -> None:
    assert told(program, typed, "bash") == []


def test_a_home_that_cannot_be_read_is_silence(program: Program) -> None:
    program.home.write_bytes(b"no folder")
    assert names(program, "journal show ") == []
    assert "urge-log" in names(program, "do ")


def test_who_set_the_variable_by_mistake_can_still_type_commands(program: Program) -> None:
    assert b"0.1" in program.run("--version", _SMARTCLI_COMPLETE="bash").stdout
    assert b"urge-log" in program.run("exercises", "list", _SMARTCLI_COMPLETE="zsh").stdout


# Places for a value of which no names can be told.
FREE = {"FOLDER", "HOUR", "KEYS", "KINDS", "MAP", "N", "NAME", "NUMBER", "TITLE", "WORD"}


def test_every_place_for_a_value_is_known(program: Program) -> None:
    """A new place gets a row in VALUES, or is a file, or stands in FREE."""
    known = {*VALUES, "FILE", "FOLDER", *FREE}
    assert [(path, words_of(one)) for path, one in _places() if not known & {*words_of(one)}] == []


def _places() -> Iterator[tuple[str, object]]:
    def walk(command: typer.core.TyperGroup, path: str) -> Iterator[tuple[str, object]]:
        for one in command.params:
            if not getattr(one, "is_flag", False):
                yield path, one
        for name, below in getattr(command, "commands", {}).items():
            yield from walk(below, f"{path} {name}")

    yield from walk(typer.main.get_command(build()), "smartcli")  # type: ignore[arg-type]  # it is a group


# The shells themselves

PROMPT = "here>"
ROWS, COLUMNS = 60, 100
GOT = '#!/bin/sh\n[ -n "$_SMARTCLI_COMPLETE" ] && exec {} -m smartcli\nprintf "got"\nprintf "[%s]" "$@"\necho\n'


class Typist:
    """Somebody at a shell in which `smartcli` completes; a command that is typed to its end tells its words."""

    def __init__(self, child: pexpect.spawn) -> None:
        self.child = child
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self._screen)

    def types(self, keys: str, *sees: str) -> None:
        """Keys, and wait until all these words are in sight."""
        self._screen.reset()  # what was there before is not taken for the answer
        self.child.send(keys)
        while not all(word in "".join(self._screen.display) for word in sees):
            self._stream.feed(self.child.read_nonblocking(1000, timeout=30))

    def completes(self, typed: str, to: str, *words: str, then: str = "") -> None:
        """What was typed, and Tab: `to` is there. Then more keys, and all words that the command was given."""
        self.types(f"{typed}\t", to)
        self.types(f"{then}\r", "got" + "".join(f"[{word}]" for word in words))


def bash(folder: Path) -> tuple[list[str], list[str]]:
    return ["--norc", "--noprofile", "-i"], [
        "bind 'set bell-style none'",
        f"source {quote(str(folder / OURS['bash']))}",
    ]


def zsh(folder: Path) -> tuple[list[str], list[str]]:
    lines = ["unsetopt beep", f"fpath=({quote(str(folder))} $fpath); autoload -Uz compinit"]
    return ["-f", "-i"], [*lines, f"compinit -u -d {quote(str(folder / 'dump'))}"]


def fish(folder: Path) -> tuple[list[str], list[str]]:
    return ["--no-config", "-i"], [
        f"set -p fish_complete_path {quote(str(folder))}",
        "function fish_prompt; printf 'here>'; end",
    ]


SHELLS: dict[str, Callable[[Path], tuple[list[str], list[str]]]] = {"bash": bash, "zsh": zsh, "fish": fish}


@pytest.fixture(params=SHELLS)
def typist(request: pytest.FixtureRequest, used: Program, tmp_path: Path) -> Iterator[Typist]:
    """At a shell that has met no smartcli before; nothing of it is loaded before the first Tab."""
    name = request.param
    if not shutil.which(name):
        pytest.skip(f"there is no {name} here")
    folder = tmp_path / "completion"
    folder.mkdir()
    (folder / OURS[name]).write_bytes(script(name))
    programs = tmp_path / "bin"
    programs.mkdir()
    programs.joinpath("smartcli").write_text(GOT.format(quote(sys.executable)), "utf-8")
    programs.joinpath("smartcli").chmod(0o700)
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "backup-of-may.zip").touch()
    arguments, lines = SHELLS[name](folder)
    environ = {
        **used.environ,
        "PATH": f"{programs}:{used.environ['PATH']}",
        "PS1": PROMPT,
        "PROMPT": PROMPT,
        "HISTFILE": os.devnull,
        "TERM": "xterm",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "share"),
    }
    child = pexpect.spawn(
        name, arguments, env=environ, cwd=tmp_path / "files", dimensions=(ROWS, COLUMNS), encoding="utf-8", timeout=30
    )
    child.delaybeforesend = 0.1
    somebody = Typist(child)
    for number, line in enumerate([*lines, "true"]):
        somebody.types(f"{line}; echo rea''dy{number}\r", f"ready{number}")
    yield somebody
    child.close(force=True)
    assert not (used.home.parent / "harm").exists()
    assert not (tmp_path / "files" / "harm").exists()


def test_the_first_tab_of_a_session_completes_an_exercise(typist: Typist) -> None:
    typist.completes("smartcli do urge-l", "urge-log", "do", "urge-log")


def test_a_shell_completes_commands_options_entries_and_files(typist: Typist, used: Program) -> None:
    newest = _entries(used)[-1]["id"][-6:].lower()
    typist.completes("smartcli chec", "check", "checkin", then="in")
    typist.completes("smartcli journal list --exer", "--exercise", "journal", "list", "--exercise")
    typist.completes("smartcli journal list --exercise=urge-s", "urge-surf", "journal", "list", "--exercise=urge-surf")
    typist.completes(f"smartcli journal show {newest[:5]}", newest, "journal", "show", newest)
    typist.completes("smartcli restore backup", "backup-of-may.zip", "restore", "backup-of-may.zip")
    typist.completes("smartcli do tea", "tea-time", "do", "tea-time")


def test_a_function_of_that_name_will_do(typist: Typist, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """As somebody has it who types python3 run.py."""
    real = quote(str((tmp_path / "bin" / "smartcli").rename(tmp_path / "bin" / "real")))
    is_fish = "[fish]" in request.node.name
    line = f"function smartcli; {real} $argv; end" if is_fish else f'smartcli() {{ {real} "$@"; }}'
    typist.types(f"{line}; echo de''fined\r", "defined")
    typist.completes("smartcli do urge-l", "urge-log", "do", "urge-log")


def test_who_types_another_word_is_told_which_one_completes(program: Program) -> None:
    done = program.run("completion", "bash", SMARTCLI_COMMAND="python3 run.py")
    assert done.stdout == script("bash")
    assert b"you type python3 run.py" in done.stderr.replace(b"\n", b" ")
    assert program.run("completion", "bash").stderr == b""


def test_a_shell_lists_what_there_is(typist: Typist, request: pytest.FixtureRequest) -> None:
    is_bash = "[bash]" in request.node.name  # it lists at the second Tab, and says nothing beside a name
    tab = "\t\t" if is_bash else "\t"
    typist.types(f"smartcli do urge-{tab}", "urge-log", "urge-surf", *([] if is_bash else ["Ride out an urge"]))
    typist.types(f"\x15smartcli do te{tab}", "telling-someone", "tea-time", *([] if is_bash else ["don't"]))
