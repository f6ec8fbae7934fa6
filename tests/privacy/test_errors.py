"""Errors never print the person's words: whatever goes wrong, wherever, and whatever was typed."""

import io
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from tests.person import Person
from tests.privacy import table

from smartcli import commands
from smartcli.__main__ import guard
from smartcli.asking.prompts.lines import LinePrompter
from smartcli.journal import Journal
from smartcli.screen import Screen
from smartcli.world import World

CANARY = "tweetwords"
SECRET = f"{CANARY} at the harbour"
DATA = SECRET.encode()

EXCEPTIONS: list[Callable[[], Exception]] = [
    lambda: ValueError(SECRET),
    lambda: KeyError(SECRET),
    lambda: OSError(5, SECRET, f"/home/{SECRET}"),
    lambda: UnicodeDecodeError("utf-8", DATA, 0, 5, SECRET),
    lambda: UnicodeEncodeError("ascii", SECRET, 0, 5, SECRET),
    lambda: json.JSONDecodeError(SECRET, SECRET, 0),
    lambda: RecursionError(SECRET),
    lambda: MemoryError(SECRET),
]


class Trap:
    """What raises as soon as it is touched, and remembers that it did."""

    def __init__(self, make: Callable[[], Exception]) -> None:
        self.make = make
        self.was_sprung = False

    def __call__(self, *_args: object, **_more: object) -> NoReturn:
        self.was_sprung = True
        raise self.make()


class Broken:
    """Anything that is asked of it springs the trap."""

    def __init__(self, trap: Trap) -> None:
        self._trap = trap

    def __getattr__(self, name: str) -> Any:
        if name == "tend":  # what is left to do at the end of a run is no reason to fail
            return lambda: None
        return self._trap()

    def __contains__(self, _key: object) -> NoReturn:
        self._trap()


class Paper(io.StringIO):
    """A standard output that cannot be written to."""

    def __init__(self, trap: Trap) -> None:
        super().__init__()
        self.trap = trap

    def write(self, _text: str) -> NoReturn:
        self.trap()


def line_prompter(read: Callable[[str], str]) -> LinePrompter:
    return LinePrompter(help_now=str, read=read, write=lambda _text: None, wait=lambda _seconds: None)


# Where it goes wrong, and how a world is made in which it does.
POINTS: dict[str, Callable[[Path, Trap], dict[str, object]]] = {
    "journal": lambda _home, trap: {"journal": Broken(trap)},
    "disk": lambda home, trap: {"journal": Journal(home, system=Broken(trap))},  # type: ignore[arg-type]
    "library": lambda _home, trap: {"library": Broken(trap)},
    "settings": lambda _home, trap: {"settings": trap},
    "clock": lambda _home, trap: {"now": trap},
    "input": lambda _home, trap: {"input": trap},
    "prompter": lambda _home, trap: {"prompter": trap},
    "question": lambda _home, trap: {"prompter": lambda: line_prompter(trap)},
    "screen": lambda _home, trap: {"screen": Screen(out=Paper(trap), err=Paper(trap), plain=True)},
}
STORES = {"journal", "disk", "library", "settings"}  # what belongs to the person; the rest comes from outside
LINES = [*table.command_lines(), ["checkin", "--answers", "-"], ["journal", "edit", "{id}", "--answers", "-"]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an entry, a draft and settings, all full of the person's words."""
    home = tmp_path_factory.mktemp("somebody") / "home"
    person = Person(home)
    person.does("why-i-want-this", {"reasons": [SECRET]})
    person.types("do", "urge-log", answers=[SECRET, SECRET, "^C"])
    (home / "settings.toml").write_text(f'name = "{SECRET}"\nchange = "{SECRET}"\nstarted = "2026-01-01"\n')
    (home / "export.json").write_text(person.types("export", "json").out)
    return home


def run(world: World, line: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit code and what was told on standard error, through the way in that the real program has."""
    code = guard(lambda: commands.main(line, world=world))
    return code, capsys.readouterr().err


@pytest.fixture
def person(home: Path, tmp_path: Path) -> Person:
    shutil.copytree(home, tmp_path / "home")
    return Person(tmp_path / "home")


def filled(line: list[str], person: Person, id: str) -> list[str]:
    """A command line with what is at hand put in."""
    at_hand = {"id": id, "file": str(person.home / "export.json"), "word": "check-in"}
    return [word.format(**at_hand) for word in line]


@pytest.mark.parametrize("point", POINTS)
def test_t6_whatever_goes_wrong_is_told_in_a_line_without_a_word_of_the_person_s(
    point: str, person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    id = person.entries()[0]["id"]
    sprung = 0
    for number, line in enumerate(LINES):
        words = filled(line, person, id)
        for make in (EXCEPTIONS * 2)[number % len(EXCEPTIONS) :][:: len(EXCEPTIONS) // 2][:2]:
            trap = Trap(make)
            err = io.StringIO()
            world = person.world(io.StringIO(), err, ["1", "1", "", "^C"], b'{"line": "x"}')
            broken = POINTS[point](person.home, trap)
            (vars(world.stores) if point in STORES else vars(world)).update(broken)
            code, told = run(world, words, capsys)
            if trap.was_sprung:
                sprung += 1
                assert code not in {0, None}, (words, told)
                assert CANARY not in told + err.getvalue(), (words, told)
                first, *more = told.strip().split("\n")
                assert first.endswith((".", ".)")), (words, told)
                assert [line.split(":")[0] for line in more] in ([], ["Next"]), (words, told)
    assert sprung > 2


# What was typed

SHOWS_FILES = {"check", "where"}  # they name the files and folders they are asked about: that is their work


def mistyped() -> Iterator[list[str]]:
    """Each command with a secret in each place where there should be none."""
    yield [SECRET]
    yield [f"--{CANARY}"]
    yield ["--home"]
    for line, (_words, command) in zip(table.command_lines(), table.every(), strict=True):
        yield [*line, SECRET, SECRET]
        yield [*line, f"--{CANARY}"]
        yield [*line, f"-{CANARY}"]
        yield [*line, f"--json={CANARY}"]
        yield [word if "{" not in word and word not in {"json", "bash"} else SECRET for word in line]
        for param in command.params:
            if param.opts[0].startswith("--") and not param.is_flag:
                yield [*line, param.opts[0], SECRET]
                yield [*line, f"{param.opts[0]}={CANARY}"]


def test_t5_what_was_mistyped_is_not_repeated(
    person: Person, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)  # some of it is the name of a file to be written
    id = person.entries()[0]["id"]
    refused = 0
    for line in mistyped():
        out, err = io.StringIO(), io.StringIO()
        code, told = run(person.world(out, err, None, b""), filled(line, person, id), capsys)
        refused += code != 0
        said = told + err.getvalue() + ("" if code == 0 else out.getvalue())
        assert "Traceback" not in said, (line, said)
        if not SHOWS_FILES & set(line[:1]):
            assert CANARY not in said, (line, said)
    assert refused > 100


def test_t6_a_report_holds_nothing_of_the_person_s(person: Person, capsys: pytest.CaptureFixture[str]) -> None:
    for spoilt in (False, True):
        for file, content in SPOILT.items() if spoilt else ():
            (person.home / file).parent.mkdir(parents=True, exist_ok=True)
            (person.home / file).write_bytes(content)
        out, err = io.StringIO(), io.StringIO()
        code, told = run(person.world(out, err, None, b""), ["doctor", "--report"], capsys)
        assert code in {0, 3}
        assert len(out.getvalue()) > 500
        assert CANARY not in told + out.getvalue() + err.getvalue()


def test_help_holds_nothing_of_the_person_s(person: Person, capsys: pytest.CaptureFixture[str]) -> None:
    for words, _command in table.every():
        out, err = io.StringIO(), io.StringIO()
        code, told = run(person.world(out, err, None, b""), [*words, "--help"], capsys)
        assert code == 0
        assert CANARY not in told + out.getvalue() + err.getvalue()


# What lies there and cannot be read

SPOILT: dict[str, bytes] = {
    "journal/abcdefgh/000001.jsonl": b"\n".join([b'{"v":1,"id":"01' + DATA + b'"}', DATA, b"[" * 9000, b"\xff" + DATA]),
    "journal/abcdefgh/000002.jsonl": DATA,
    "settings.toml": b'name = "' + DATA + b'\n' + DATA + b" = [\nstarted = 7\n",
    "at-hand.toml": b'[[card]]\nkind = "' + DATA + b"\n",
    "drafts/check-in-01KKBPENW001Z7Z9NQDJPHMFK6.json": b'{"id": "' + DATA,
    f"drafts/{SECRET}.json": b'{"id": "x", "' + DATA + b'": 1}',
    "exercises/own.toml": b"title = " + DATA,
    "exercises/two.toml": b'format = 1\ntitle = "' + DATA + b'"\n[[steps]]\nkind = "' + DATA + b'"\n',
    "device": DATA,
}  # fmt: skip


@pytest.mark.parametrize("file", SPOILT)
def test_what_cannot_be_read_is_not_shown_on_standard_error(
    file: str, person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    id = person.entries()[0]["id"]
    (person.home / file).parent.mkdir(parents=True, exist_ok=True)
    (person.home / file).write_bytes(SPOILT[file])
    for line in LINES:
        err = io.StringIO()
        world = person.world(io.StringIO(), err, ["1", "1", "", "^C"], b'{"line": "x"}')
        _code, told = run(world, filled(line, person, id), capsys)
        assert "Traceback" not in told
        assert "Something inside smartcli went wrong" not in told, (line, told)
        assert CANARY not in told + err.getvalue(), (line, told, err.getvalue())
