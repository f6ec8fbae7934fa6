"""Nothing a person wrote, or named a file, commands the terminal: through every command that shows it."""

import ast
import io
from contextlib import suppress
from pathlib import Path

import pytest
from tests.asking.interrupted.own import toml
from tests.asking.prompts.keys import ENTER
from tests.asking.prompts.screen import Screen as Drawn
from tests.asking.prompts.screen import terminal
from tests.person import Person
from tests.privacy import table
from tests.privacy.evil import CURSOR, EVIL, NO_HALVES, obeyed
from tests.small import exercise

from smartcli import commands
from smartcli.__main__ import guard
from smartcli.asking.prompts.lines import LinePrompter
from smartcli.asking.turn import Place, Prompter, ReviewLine, Turn
from smartcli.errors import InvalidAnswer
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import Choice, Choices, Date, Lines, Number, Rank, Rows, Text
from smartcli.exercises.step import Step
from smartcli.home import flat_toml
from smartcli.screen import CLEAR, Screen

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "smartcli"

# The one way out

# The functions that write to the terminal themselves, and why that is well.
WRITES = {
    "__main__._say": "errors, through safe()",
    "first_aid.pages.show": "the first words, each through one_line()",
    "screen.Screen._line": "what say() and words() have made safe, or table() made of one line each",
    "screen.Screen._drawn": "a line of a picture, through safe()",
    "screen.Screen.note": "through safe()",
    "screen.Screen.passing": "through one_line()",
    "screen.Screen.table": "cells through one_line()",
    "screen.Screen.shown": "lines that were held, made safe by what wrote them",
    "screen.Screen.json": "in ASCII, where JSON escapes what a terminal obeys",
    "screen.Screen.data": "an export: to a terminal through safe(), else as it is",
    "screen.Screen.clear": "our own sequence, and line breaks",
    "asking.prompts.keyboard.Keyboard._show": "what plain lines have made safe; the fuzz below sees to that",
    "asking.prompts.app.Desk.show": "what the page has made safe; the fuzz below sees to that",
}
STREAMS = {"out", "err", "stdout", "stderr", "__stdout__", "__stderr__"}
PRINTERS = {"print", "pprint", "echo", "secho", "print_formatted_text", "print_json", "rule", "log", "input"}
READS = {"asking.prompts.keyboard.Keyboard._line"}  # input() shows its prompt, "> ", itself


def ways_out(name: str, code: str) -> set[str]:
    """The functions of a module that write to a standard stream, or hand something to rich."""
    found = set()

    def look(node: ast.AST, inside: str) -> None:
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            inside = f"{inside}.{node.name}"
        if isinstance(node, ast.Call) and (_writes(node.func) or any(_prints(handed) for handed in node.args)):
            found.add(inside)
        if isinstance(node, ast.Import | ast.ImportFrom) and "rich" in ast.unparse(node).replace(".", " ").split():
            found.add(inside)
        for child in ast.iter_child_nodes(node):
            look(child, inside)

    look(ast.parse(code), name)
    return found


def _prints(handed: ast.expr) -> bool:
    """Whether a function of Python's own that writes is handed on, for another one to call."""
    return isinstance(handed, ast.Name) and handed.id in {"print", "input"}


def _writes(function: ast.expr) -> bool:
    match function:
        case ast.Name(id=name):
            return name in PRINTERS
        case ast.Attribute(attr="write" | "writelines" | "buffer", value=ast.Attribute(attr=stream)):
            return stream in STREAMS
        case ast.Attribute(attr="write" | "writelines", value=ast.Name(id=stream)):
            return stream in STREAMS
        case ast.Attribute(attr=name, value=ast.Name(id="typer" | "rich" | "console")):
            return name in PRINTERS
        case ast.Attribute(attr="print"):
            return True
    return False


def test_only_these_functions_write_to_the_terminal() -> None:
    found = set()
    for file in sorted(SOURCE.rglob("*.py")):
        name = ".".join(file.relative_to(SOURCE).with_suffix("").parts)
        found |= ways_out(name, file.read_text("utf-8"))
    # screen.py imports rich where it draws, and names a type of its at the top.
    assert found - {"screen", "screen.Screen.rich"} == {*WRITES, *READS}


@pytest.mark.parametrize(
    "code",
    [
        "print('x')",
        "list(map(print, 'x'))",
        "import sys\nsys.stdout.write('x')",
        "import typer\ntyper.echo('x')",
        "from rich.text import Text",
        "import rich",
        "world.screen.rich.print('x')",
        "self.out.write('x')",
    ],
)
def test_another_way_out_is_found(code: str) -> None:
    assert ways_out("it", code) == {"it"}


# What is shown


def own_exercise() -> dict[str, object]:
    """An exercise of the person's own with evil in every text it can have."""

    def asks(kind: str, key: str, **more: object) -> dict[str, object]:
        return {"kind": kind, "key": key, "ask": NO_HALVES, "help": NO_HALVES, **more}

    fields = [asks("text", "name"), asks("choice", "which", choices=[NO_HALVES, "Two"], other=True)]
    steps = [
        {"kind": "note", "text": NO_HALVES},
        asks("text", "text", card="reason", pin=True, recall="evil.text"),
        asks("lines", "lines", card="contact", pin=True),
        asks("scale", "scale", ends=[NO_HALVES, NO_HALVES]),
        asks("choice", "choice", choices=[NO_HALVES, "Two"], other=True),
        asks("choices", "choices", choices=[NO_HALVES, "Two"], other=True),
        asks("rank", "rank", choices=[NO_HALVES, "Two"]),
        asks("yes-no", "sure"),
        asks("number", "number", unit=NO_HALVES),
        asks("date", "date"),
        asks("items", "items", fields=fields),
        asks("items", "named", rows_from="lines", fields=fields),
        asks("pace", "pace", rounds=1, seconds=1, says=[NO_HALVES], rate=NO_HALVES),
    ]  # fmt: skip
    outcomes = [{"kind": "words", "title": NO_HALVES, "of": ["text", "lines", "items"]}]
    return {
        "format": 1, "version": 1, "point": "urges", "title": NO_HALVES, "minutes": 1, "about": NO_HALVES,
        "sources": [NO_HALVES], "draws_on": [NO_HALVES], "steps": steps, "outcomes": outcomes, "sample": ANSWERS,
    }  # fmt: skip


ROWS = [{"name": NO_HALVES, "which": NO_HALVES}]
ANSWERS: dict[str, object] = {
    "text": NO_HALVES, "lines": ["one", "two"], "scale": 8, "choice": NO_HALVES, "choices": [NO_HALVES],
    "rank": [NO_HALVES], "sure": True, "number": 3, "date": "2026-03-10", "items": ROWS,
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with evil in all that a person can write or name."""
    home = tmp_path_factory.mktemp("somebody") / "home"
    person = Person(home)
    person.types("where")
    (home / "exercises").mkdir(parents=True)
    lines = [f"{key} = {toml(value)}" for key, value in own_exercise().items()]
    (home / "exercises" / "evil.toml").write_text("\n".join(lines), "utf-8")
    (home / "exercises" / f"{NO_HALVES.replace('/', '').replace(chr(0), '')[:60]}.toml").write_text(lines[0], "utf-8")
    settings = {"name": NO_HALVES, "change": NO_HALVES, "way": NO_HALVES, "country": NO_HALVES, "started": "2026-01-01"}
    (home / "settings.toml").write_text(flat_toml.write(settings), "utf-8")
    person.does("evil", {**ANSWERS, "text": EVIL})
    person.does("evil", {**ANSWERS, "text": EVIL, "lines": ["one", NO_HALVES]})
    person.does("check-in", {"line": EVIL, "urge": 8})
    person.does("why-i-want-this", {"reasons": [EVIL]})
    person.does("support-network", {"people": [{"name": EVIL, "reach": EVIL}]})
    for number in range(3):
        person.does("urge-log", {"strength": 8, "trigger": EVIL, "did": [EVIL], "place": f"{number} {EVIL}"})
    person.types("do", "urge-log", answers=[EVIL, EVIL, "^C"])
    return home


SCREENS = {"plain": 0, "narrow": 40, "wide": 80}
# At a terminal a few answers in every command, also home: the first door, then evil words, the last door, Ctrl-C.
TYPED = ["1", EVIL, EVIL, "", "7", EVIL, "2", EVIL, EVIL, "", "", "", "^C", "^C"]


def command_lines() -> list[list[str]]:
    lines = table.command_lines()
    ids = [[*line[:-1], "evil"] for line in lines if line == ["exercises", "show", "{id}"]]
    more = [["do", "evil"], ["do", "urge-log"], ["demo", "evil"], ["export", "markdown"], ["export", "csv"]]
    as_json = [
        [*words, "--json"] for words, one in table.every() if any("--json" in param.opts for param in one.params)
    ]
    search = [["journal", "search", EVIL], ["do", EVIL], ["export", EVIL], ["check", "{folder}"]]
    return [*lines, *ids, *more, *as_json, *search]


@pytest.mark.parametrize("width", SCREENS.values(), ids=SCREENS)
def test_no_command_lets_the_person_s_words_command_the_terminal(
    width: int, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = Person(home)
    ids = [entry["id"] for entry in person.entries()]
    shown = 0
    for line in command_lines():
        for id in ids if line[:2] == ["journal", "show"] else ids[:1]:
            out, err = io.StringIO(), io.StringIO()
            screen = Screen(out=out, err=err, plain=not width, width=width or 80, tty=bool(width), rows=24)
            for typed in ([*TYPED], None):
                world = person.world(out, err, typed, b"{}")
                world.__dict__["screen"] = screen
                words = [word.format(id=id, file="none", word="evil", folder=home / "exercises") for word in line]
                guard(lambda words=words, world=world: commands.main(words, world=world))  # type: ignore[misc]
            said = out.getvalue() + err.getvalue() + "".join(capsys.readouterr())
            assert "went wrong" not in said, (words, said)
            assert obeyed(said.replace(CLEAR, "")) == [], words
            shown += "[link=https://example.org]l[/link]" in " ".join(said.split())
    assert shown > 15


def evil_exercise() -> Exercise:
    head = own_exercise()
    steps = head.pop("steps")
    assert isinstance(steps, list)
    return exercise(*steps, id="evil", **head)


EXERCISE = evil_exercise()
STEPS = [step for _path, step in EXERCISE.every_step() if step.asks]
ASKED = [step for one in STEPS for step in (one.columns if isinstance(one, Rows) else (one,))]


def turn(step: Step) -> Turn:
    """A question with evil all around it."""
    place = Place(table="named", row=0, field=step.key, label=EVIL, first="name")
    before: object = [EVIL, "Two"] if isinstance(step, Choices | Lines | Rank) else EVIL
    return Turn(
        step=step,
        before=before if isinstance(step, Text | Choice | Lines | Rank) else None,  # type: ignore[arg-type]
        typed=EVIL if isinstance(step, Text | Choice | Lines | Number | Date) else "",
        recalled=(EVIL,),
        pinned=((EVIL, EVIL),),
        number=2,
        total=9,
        place=place,
    )


def everything_a_prompter_does(prompter: Prompter, step: Step) -> None:
    prompter.introduce(EXERCISE)
    prompter.tell(EVIL, [EVIL, EVIL])
    prompter.refuse(InvalidAnswer(EVIL))
    with suppress(EOFError):
        prompter.ask(turn(step))
    with suppress(EOFError):
        prompter.review([ReviewLine(key=step.key, ask=EVIL, words=EVIL)])


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("step", ASKED, ids=lambda step: f"{step.kind}-{step.key}")
def test_no_question_on_a_terminal_lets_them_either(step: Step, columns: int) -> None:
    drawn = Drawn(columns=columns, rows=60)
    with terminal("?" + ENTER * 2, drawn) as prompter:
        everything_a_prompter_does(prompter, step)
    assert "[/x]" in drawn
    assert obeyed(drawn.raw, CURSOR) == []


@pytest.mark.parametrize("step", ASKED, ids=lambda step: f"{step.kind}-{step.key}")
def test_no_question_in_plain_lines_does(step: Step) -> None:
    shown: list[str] = []
    lines = iter(["?", "!", EVIL, ""])

    def read(prompt: str) -> str:
        shown.append(prompt)
        line = next(lines, None)
        if line is None:
            raise EOFError
        return line

    prompter = LinePrompter(help_now=lambda: EVIL, read=read, write=shown.append, wait=lambda _seconds: "s")
    everything_a_prompter_does(prompter, step)
    assert "[/x]" in "".join(shown)
    assert obeyed("\n".join(shown)) == []
