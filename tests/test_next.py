"""Each error says what to type next: a command, whole, that somebody can type."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.person import Person, unwrapped

import smartcli
from smartcli.errors import HELP, HERE, InPart, LeftEarly, NeedsTerminal, SmartError, Unshown, Usage
from smartcli.text.language import FIRST_WORDS

SOURCE = Path(smartcli.__file__).parent
# Besides {path}: what Typer calls the command.
OF_OTHERS = ("crontab -", "systemctl --user ")  # programs of the system, of whose own matters an error tells
A_COMMAND = re.compile(
    rf"(?:smartcli (?:--|(?:{'|'.join(FIRST_WORDS)})\b)|{HERE}$|{HERE} --|{'|'.join(OF_OTHERS)}|{{path}} --help$)"
)

# What needs none, whatever its sentence.
WITHOUT = {
    InPart: "where it has none, __main__ names doctor",
    LeftEarly: "the person wanted to leave",
    Unshown: "nothing that is typed mends a screen that takes nothing, and what it shows is as it was",
}
# Sentences without one, by what they begin with.
ALONE = {
    "This asks for a passphrase.": "a preview asks for none: whoever previews never sees it",
    "no_files": "in a demo no file is written, whatever is typed",
    "raw": "import asks other programs whose it is, and tells that",
    "somebody has packed other files": "half a sentence, told by whoever erases, with the place",
    "it does not read as it was written": "half a sentence, told by whoever restores, with the place",
}


def kinds(kind: type[SmartError] = SmartError) -> Iterator[type[SmartError]]:
    yield kind
    for one in kind.__subclasses__():
        yield from kinds(one)


def modules() -> Iterator[tuple[str, ast.Module]]:
    for found in pkgutil.walk_packages(smartcli.__path__, "smartcli."):
        module = importlib.import_module(found.name)
        file = Path(str(module.__file__))
        yield found.name, ast.parse(file.read_text("utf-8"))


MODULES = dict(modules())
KINDS = {kind.__name__: kind for kind in kinds()}


def raised() -> Iterator[tuple[str, type[SmartError], ast.Call]]:
    """Every place at which an error is made."""
    for name, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if called in KINDS:
                    yield name, KINDS[called], node


def texts(node: ast.expr, module: str) -> Iterator[str]:
    """What a `next` can begin with; nothing of one that is handed on by a name."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=[first, *rest]):
            after = ast.literal_eval(rest[0]) if rest and isinstance(rest[0], ast.Constant) else ""
            yield from (f"{text}{after}" for text in texts(first, module))
        case ast.FormattedValue(value=inner) | ast.Call(func=ast.Name(id="typed" | "as_typed"), args=[inner, *_]):
            yield from texts(inner, module)
        case ast.IfExp(body=one, orelse=other):
            yield from [*texts(one, module), *texts(other, module)]
        case ast.BoolOp(values=values):
            yield from (text for value in values for text in texts(value, module))
        case ast.Name() | ast.Attribute():
            value: object = importlib.import_module(module)
            for part in ast.unparse(node).split("."):
                value = getattr(value, part, None)
            if isinstance(value, str):
                yield value


def test_every_error_names_what_to_type_next() -> None:
    found = [
        f"{module}:{call.lineno} {ast.unparse(call)}"
        for module, kind, call in raised()
        if not any(word.arg == "next" for word in call.keywords)
        and kind.usual_next is None
        and not issubclass(kind, tuple(WITHOUT))
        and not any(sentence in ast.unparse(call) for sentence in ALONE)
    ]
    assert found == []


def test_what_it_names_begins_with_a_command() -> None:
    wrong = [
        f"{module}:{call.lineno} {text!r}"
        for module, _kind, call in raised()
        for word in call.keywords
        if word.arg == "next"
        for text in texts(word.value, module)
        if not A_COMMAND.match(text)
    ]
    assert wrong == []


def test_each_reason_for_none_is_still_needed() -> None:
    made = [ast.unparse(call) for _module, _kind, call in raised()]
    assert [sentence for sentence in ALONE if not any(sentence in call for call in made)] == []
    assert (Usage.usual_next, NeedsTerminal.usual_next) == (HELP, HELP)


TYPED = [
    (["plan", "--out", "a.txt"], "smartcli plan --out FILE.html"),
    (["cards", "--out", "a.txt"], "smartcli cards --out FILE.html"),
    (["exercises", "worksheet", "urge-log", "--out", "a.txt"], "smartcli exercises worksheet EXERCISE --out FILE.html"),
    (["remind", "ics", "--at", "20:30", "--out", "a.txt"], "smartcli remind ics --out FILE.ics"),
    (["homework", "make", "--out", "a.txt"], "smartcli homework make --out FILE.toml"),
    (["plan", "--out", "there.html"], "smartcli plan --out FILE.html"),
    (["plan", "--out", "nowhere/a.md"], "smartcli plan --out FILE.md"),
    (["export", "json", "--out", "there.html"], "smartcli export FORMAT --out FILE.html"),
    (["backup", "there.html"], "smartcli backup FILE"),
    (["settings", "change", "--day-ends", "13"], "smartcli settings change --day-ends 4"),
    (["settings", "change", "--check-in", "nothing"], "smartcli settings change --check-in usual"),
    (["completion", "tcsh"], "smartcli completion bash"),
    (["journal", "list", "--last", "0"], "smartcli journal list --help"),
    (["export", "json", "--day", "today", "--from", "today"], "smartcli export --help"),
    (["cards", "--kind", "nothing"], "smartcli cards --help"),
]


@pytest.mark.parametrize(("argv", "next"), TYPED, ids=[" ".join(argv) for argv, _next in TYPED])
def test_it_is_whole_and_of_the_command_that_was_typed(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: list[str], next: str
) -> None:
    person.does("check-in", {"urge": 3})
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.html").write_text("mine")
    said = person.types(*argv)
    assert said.code != 0
    assert unwrapped(said.err).endswith(unwrapped(next)), said.err
