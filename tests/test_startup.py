"""What a command loads before it has something to do: nothing heavy, and nothing of ours that it does not use."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from tests import copied
from tests.program import Program

from smartcli.commands import COMMANDS, build

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
    # What a record, a compiled file and a plain line do without.
    "dataclasses",
    "tomllib",
    "tempfile",
    "random",
    "logging",
    "argparse",
    "multiprocessing",
    "concurrent",
    "wcwidth",
    "pyrage",
    "cryptography",
    "icalendar",
}
# The full program for one command line, and then the names of all modules that were loaded, and of those in which a
# function was called (the body of a module or a class is none).
CODE = """
import sys
called = set()
def note(frame, event, _argument):
    if event == "call" and frame.f_code.co_flags & 1:
        called.add(frame.f_globals.get("__name__", ""))
from smartcli.__main__ import main
sys.setprofile(note)
code = main({argv!r})
sys.setprofile(None)
print("LOADED", *sys.modules, file=sys.stderr)
print("CALLED", *called, file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout in which the exercises are read ahead, as run.py leaves it."""
    root = copied.copy(tmp_path_factory.mktemp("root"))
    copied.compile_exercises(root)
    return root


@pytest.fixture
def program(root: Path, tmp_path: Path) -> Program:
    return copied.program(root, tmp_path / "home")


def looked_at(program: Program, *argv: str, stdin: bytes = b"") -> tuple[set[str], set[str]]:
    """The modules a command loads, and those of them in which a function is called."""
    code = CODE.format(argv=list(argv))
    run = subprocess.run(
        [sys.executable, "-c", code], input=stdin, capture_output=True, env=program.environ, cwd="/", check=True
    )
    loaded, called = run.stderr.decode().rpartition("LOADED")[2].split("CALLED")
    return set(loaded.split()), set(called.split())


def loaded(program: Program, *argv: str, stdin: bytes = b"") -> set[str]:
    return looked_at(program, *argv, stdin=stdin)[0]


READING = [
    [],
    ["where"],
    ["journal", "list"],
    ["journal", "search", "harbour", "--json"],
    ["exercises", "list"],
    ["cards"],
    ["export", "json"],
    ["settings"],
    ["points", "--json"],
]


@pytest.mark.parametrize("argv", READING, ids=lambda argv: " ".join(argv) or "home")
def test_reading_commands_load_nothing_heavy(program: Program, argv: list[str]) -> None:
    program.run("do", "check-in", "--answers", "-", stdin=b'{"line": "By the harbour"}')
    assert loaded(program, *argv) & HEAVY == set()


@pytest.mark.parametrize("argv", [["checkin"], ["do", "check-in"], ["do", "urge-log"]], ids=" ".join)
def test_saving_loads_nothing_heavy(program: Program, argv: list[str]) -> None:
    assert loaded(program, *argv, "--answers", "-", stdin=b"{}") & HEAVY == set()


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


def test_the_first_words_of_urge_are_out_before_the_command_line_is_loaded(program: Program) -> None:
    code = (
        "import sys; from smartcli.first_aid import pages; show = pages.show\n"
        "def told(text):\n    show(text); print('THEN', *sys.modules)\n"
        "pages.show = told\nfrom smartcli.__main__ import main; sys.exit(main(['urge']))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, env=program.environ, cwd="/", check=True)
    said, _then, names = run.stdout.decode().partition("THEN")
    assert "You can wait this out." in said
    assert {"typer", "re", "typing", "smartcli.commands", "smartcli.world"} & set(names.split()) == set()


# Garbage

COLLECTED = """
import gc, sys
from smartcli import __main__ as way
sys.argv = ["smartcli", *{argv!r}]
def make(_chosen):
    for _ in range(3 * way.MANY):
        one = []
        one.append(one)
way.FIRST["sos"] = make
before = [one["collections"] for one in gc.get_stats()]
code = way.main()
after = [one["collections"] for one in gc.get_stats()]
print(before != after, gc.isenabled(), file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize(
    ("argv", "is_looked_for"), [(["journal", "list"], False), (["points"], False), (["sos"], True)]
)
def test_garbage_is_looked_for_where_there_can_be_much_of_it(
    program: Program, argv: list[str], is_looked_for: bool
) -> None:
    code = COLLECTED.format(argv=argv)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, env=program.environ, cwd="/", check=True)
    assert run.stderr.decode().split()[-2:] == [str(is_looked_for), "False"]  # nor once more at the end


def test_whoever_goes_on_after_a_command_has_the_collector_as_it_was(program: Program) -> None:
    code = "import gc, sys; from smartcli.__main__ import main; before = gc.get_threshold(); main(['where'])\n"
    code += "sys.exit((gc.get_threshold(), gc.isenabled(), gc.get_freeze_count()) != (before, True, 0))"
    subprocess.run([sys.executable, "-c", code], capture_output=True, env=program.environ, cwd="/", check=True)


# Rooms, and what of them each command does without.

NOT_TO_SIT_THERE = ["asking.play", "asking.session", "asking.choose", "asking.which_exercise", "asking.prompts"]
NOT_TO_CHANGE = ["keeping.saving", "commands.journal.correct", "asking.answers_file"]
NOT_TO_READ = ["journal", "exercises.library", "exercises.exercise", "views", "findings", "asking.drafts"]
NOT_TO_BUILD = ["exercises.reader", "exercises.kinds.picking", "views.plan", "exchange", "authoring"]
NOT_TO_KEEP = ["keeping.backups", "keeping.health", "keeping.sealing", "home.seal.scrypt", "home.seal.paper"]
ALWAYS_LEFT_OUT = ["asking.prompts.terminal", "asking.prompts.opening", "text.charts", "demo", "commands.doors"]
LEFT_OUT = {
    "": [*NOT_TO_SIT_THERE, *NOT_TO_CHANGE, "commands.cards", "commands.plan", "commands.demo", "commands.do"],
    "where": [*NOT_TO_SIT_THERE, *NOT_TO_CHANGE, *NOT_TO_READ, *NOT_TO_BUILD, "home.seal"],
    "journal list": [*NOT_TO_SIT_THERE, *NOT_TO_CHANGE, *NOT_TO_KEEP, "asking.drafts", "findings", "exchange"],
    "journal search walk": [*NOT_TO_SIT_THERE, *NOT_TO_CHANGE, *NOT_TO_KEEP, "asking.drafts", "findings", "exchange"],
    "exercises list": [
        *NOT_TO_SIT_THERE, *NOT_TO_CHANGE, *NOT_TO_KEEP, *NOT_TO_BUILD, "journal", "views", "exercises.kinds",
    ],
    "points": [*NOT_TO_SIT_THERE, *NOT_TO_CHANGE, *NOT_TO_KEEP, "asking.drafts", "commands.journal", "exchange"],
    "cards": [*NOT_TO_SIT_THERE, *NOT_TO_KEEP, "findings", "commands.cards.edit", "commands.cards.away"],
    "export json": [*NOT_TO_SIT_THERE, *NOT_TO_CHANGE, *NOT_TO_KEEP, "exchange.pages", "exchange.writers.csv"],
    "settings": [*NOT_TO_KEEP, "findings", "asking.prompts", "exchange"],
    "do check-in --answers -": [
        *NOT_TO_KEEP, "asking.choose", "asking.which_exercise", "asking.drafts", "findings.outcomes", "views.own_cards",
    ],
    "checkin --answers -": [*NOT_TO_KEEP, "asking.choose", "asking.which_exercise", "asking.drafts", "findings.due"],
}  # fmt: skip


@pytest.mark.parametrize(("line", "rooms"), LEFT_OUT.items(), ids=[line or "home" for line in LEFT_OUT])
def test_a_command_leaves_the_rooms_alone_that_it_does_without(program: Program, line: str, rooms: list[str]) -> None:
    program.run("do", "check-in", "--answers", "-", stdin=b'{"line": "A walk"}')
    found = loaded(program, *line.split(), stdin=b"{}")
    left_out = [f"smartcli.{room}" for room in (*rooms, *ALWAYS_LEFT_OUT)]
    assert [name for name in found for room in left_out if f"{name}.".startswith(f"{room}.")] == []
    assert "smartcli.world" in found  # it was the whole program


def test_the_rooms_that_are_left_out_are_there() -> None:
    names = {room for rooms in (*LEFT_OUT.values(), ALWAYS_LEFT_OUT) for room in rooms}
    names |= {name.partition(".")[2] for name in UNCALLED}
    source = copied.ROOT / "src" / "smartcli"
    places = {name: source.joinpath(*name.split(".")) for name in names}
    assert [name for name, place in places.items() if not (place.is_dir() or place.with_suffix(".py").is_file())] == []


# Of what is loaded, something is called; or it has its reason.

UNCALLED = {
    "smartcli": "the version",
    "smartcli.errors": "what may be raised, and is not",
    "smartcli.asking.turn": "Back, which leads out of everything",
    "smartcli.home.filenames": "names alone",
    "smartcli.home.layout": "a table",
    "smartcli.home.ids": "how long an id is",
    "smartcli.home.seal.passphrase": "the errors of a key",
    "smartcli.first_aid.card_cache": "the kinds of card",
    "smartcli.exercises.step": "what answers are",
    "smartcli.exercises.compiled": "a library that is not asked",
    "smartcli.exercises.content": "a library that is not asked",
    "smartcli.exercises.did_you_mean": "the reader's, for what it cannot read",
    "smartcli.exercises.lookup": "which exercise is meant, where one is named",
    "smartcli.text.days_said": "a day, where one is said",
    "smartcli.text.numbers": "a number, where one is said",
    "smartcli.text.months": "names alone",
    "smartcli.text.moved": "names alone",
    "smartcli.text.same_words": "words and units, where there are some to count",
    "smartcli.text.wrapping": "the screen's, for what is longer than a line",
    "smartcli.text.times_of_week": "a table of the after-saving findings",
    "smartcli.findings.comparing": "two weeks, where there are two",
    "smartcli.findings.thresholds": "numbers alone",
    "smartcli.text.sanitize": "what the screen holds of it is made when it is loaded",
    "smartcli.findings.today": "which exercise the check-in is",
    "smartcli.views.cards": "a mark is made of a card, where there is one",
    "smartcli.views.recall_sources": "a table of what can be recalled",
    "smartcli.exchange.report": "what a report holds",
    "smartcli.views.for_others": "what of a report is private",
    "smartcli.exchange.new_file": "where --out is given",
    "smartcli.text.finding": "what a finding holds, where there is one",
    "smartcli.journal.unread": "what home says of lines in its JSON",
}
# A family is loaded as one; and the journal has its writing half with it.
HALF = ("accepted", "changing", "merging", "rewriting", "searching", "union", "writing")
FAMILIES = ("smartcli.exercises.kinds.", *(f"smartcli.journal.{name}" for name in HALF))


@pytest.mark.parametrize("line", [line for line in LEFT_OUT if line != "settings"], ids=lambda line: line or "home")
def test_of_every_module_that_is_loaded_something_is_called(program: Program, line: str) -> None:
    program.run("do", "check-in", "--answers", "-", stdin=b'{"line": "A walk"}')
    found, called = looked_at(program, *line.split(), stdin=b"{}")
    source = copied.ROOT / "src"
    packages = {".".join(file.parent.relative_to(source).parts) for file in source.rglob("__init__.py")}
    ours = {name for name in found if name.split(".")[0] == "smartcli"} - packages
    idle = {name for name in ours - called if not name.startswith(FAMILIES)}
    assert sorted(idle - {*UNCALLED}) == []


def words(*typed: str) -> set[str]:
    """The commands of a group that are known once this was typed; of none where nothing was."""
    line: Any = typer.main.get_command(build(typed or None))
    group = line.commands[typed[0]] if typed else line
    return {*getattr(group, "commands", {})}


def test_of_a_group_those_commands_are_known_that_were_typed_and_all_where_that_may_be_a_slip() -> None:
    assert words() == {*COMMANDS}
    for name in COMMANDS:
        every = words(name, "--help")
        assert words(name, "slip") == words(name, "slip", "--json") == every
        assert words(name) == words(name, "--json") == set()
        for word in every:
            assert words(name, word) == words(name, word, "--json") == words(name, "--json", word) == {word}
            assert words(name, word, "--help") == every
