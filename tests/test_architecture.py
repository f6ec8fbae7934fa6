"""The layers of smartcli, lowest first. A module imports only from layers below its own."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeGuard

import pytest

from smartcli.exercises import kinds
from smartcli.exercises.step import Step

SOURCE = Path(__file__).parents[1] / "src" / "smartcli"
LAYERS = [
    {"errors", "record"},
    {"text"},
    {"argv", "home"},
    {"first_aid"},
    {"exercises"},
    {"asking", "journal"},
    {"stores"},
    {"views"},
    {"findings"},
    {"exchange", "authoring", "invented"},
    {"keeping"},
    {"screen"},
    {"world"},
    {"demo"},
    {"commands"},
    {"__main__"},
]
HEIGHT = {name: height for height, layer in enumerate(LAYERS) for name in layer}
# Everybody may ask for the version.
EVERYWHERE = {"__init__"}
FILES = sorted(path for path in SOURCE.rglob("*.py"))


def imports(code: str) -> Iterator[str]:
    """The parts of smartcli a module imports, imports inside functions too."""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.ImportFrom(module="smartcli"):
                yield from (alias.name for alias in node.names if alias.name != "__version__")
            case ast.ImportFrom(module=str(module)) if module.startswith("smartcli."):
                yield module.split(".")[1]
            case ast.Import():
                names = [alias.name for alias in node.names if alias.name.startswith("smartcli.")]
                yield from (name.split(".")[1] for name in names)


def wrong_imports(part: str, code: str) -> list[str]:
    """What a module of this part imports from its own height or above."""
    return sorted(other for other in set(imports(code)) - {part} if HEIGHT[other] >= HEIGHT[part])


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_imports_point_down(file: Path) -> None:
    part = file.relative_to(SOURCE).parts[0].removesuffix(".py")
    if part not in EVERYWHERE:
        assert wrong_imports(part, file.read_text("utf-8")) == []


def test_an_import_that_points_up_is_found() -> None:
    code = "from smartcli import errors\n\ndef late():\n    from smartcli.screen import safe\n"
    assert wrong_imports("journal", code) == ["screen"]
    assert wrong_imports("commands", code) == []


def test_two_parts_of_one_layer_do_not_know_each_other() -> None:
    assert wrong_imports("exchange", "import smartcli.authoring") == ["authoring"]


# Folders of one room, and those beside them that they know nothing of: what is done there could change altogether.
STRANGERS = {
    "exercises/kinds": {"exercises/toml_errors"},
    "exercises/toml_errors": {"exercises/kinds"},
    "exchange/pages": {"exchange/writers"},
    "exchange/writers": {"exchange/pages"},
    "findings/after_saving": {"findings/outcomes", "findings/suggesting"},
    "findings/outcomes": {"findings/after_saving", "findings/suggesting"},
    "findings/suggesting": {"findings/after_saving", "findings/outcomes"},
    "keeping/backups": {"keeping/health"},  # the other way round: health looks at the backups
}


def beside(folder: str, code: str) -> list[str]:
    """What a module of this folder imports from a folder that it is not to know."""
    strangers = STRANGERS.get(folder, set())
    named = {name.replace(".", "/") for name in full_names(code)}
    return sorted(other for other in strangers if any(f"{name}/".startswith(f"{other}/") for name in named))


def full_names(code: str) -> Iterator[str]:
    """Every module or name of smartcli that is imported, with dots, without the `smartcli.` before it."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "smartcli":
            yield from (f"{node.module}.{alias.name}".partition(".")[2] for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[2] for alias in node.names if alias.name.startswith("smartcli."))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_folders_beside_one_another_do_not_know_each_other(file: Path) -> None:
    folder = "/".join(file.relative_to(SOURCE).parts[:2])
    assert beside(folder, file.read_text("utf-8")) == []


def test_a_folder_that_knows_its_neighbour_is_found() -> None:
    assert all((SOURCE / folder).is_dir() for folder in {*STRANGERS, *set().union(*STRANGERS.values())})
    assert beside("exchange/pages", "from smartcli.exchange.writers import csv") == ["exchange/writers"]
    assert beside("exchange/pages", "from smartcli.exchange import writers") == ["exchange/writers"]
    assert beside("exchange/pages", "from smartcli.exchange import report") == []


def named_twice(codes: Mapping[str, str]) -> dict[str, list[str]]:
    """The public classes that stand in several modules, and in which."""
    places = defaultdict(list)
    for name, code in codes.items():
        for node in ast.parse(code).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(name)
    return {name: found for name, found in places.items() if len(found) > 1}


def test_a_public_class_has_a_name_of_its_own() -> None:
    assert named_twice({str(file.relative_to(SOURCE)): file.read_text("utf-8") for file in FILES}) == {}


def test_a_class_that_is_named_twice_is_found() -> None:
    assert named_twice({"a": "class Line: ...\nclass _Own: ...", "b": "class Line: ...\nclass _Own: ..."}) == {
        "Line": ["a", "b"]
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_every_module_opens_with_a_sentence(file: Path) -> None:
    sentence = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    assert sentence.split("\n")[0].endswith((".", "?", ":", "…"))


def test_no_folder_for_leftovers() -> None:
    leftovers = {"utils", "helpers", "core", "common", "models", "types"}
    assert leftovers & {path.stem for path in FILES} == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_only_the_way_in_and_the_typing_layer_know_typer(file: Path) -> None:
    part = file.relative_to(SOURCE).parts[0].removesuffix(".py")
    roots = {name.split(".")[0] for name in _outside(file.read_text("utf-8"))}
    if part != "commands":
        assert "typer" not in roots
    if part != "asking":
        assert {"questionary", "prompt_toolkit"} & roots == set()


# Kinds of step answer for themselves (exercises/step.py), and what asks them is in asking/. Elsewhere a kind is looked
# at only where the line says why: "# by kind: …".
KIND_NAMES = {name for name, one in vars(kinds).items() if isinstance(one, type) and issubclass(one, Step)}
STEPS = re.compile(r"\b(step|steps|table|column|columns|field|source|other)\b(\.step)?$")
REASON = "  # by kind: "


def by_kind(code: str) -> list[str]:
    """The lines that decide by the class of a step, or ask it for what it may not have, and do not say why."""
    lines = code.splitlines()
    found = {node.lineno for node in ast.walk(ast.parse(code)) if _looks_at_kind(node)}
    stale = {number for number, line in enumerate(lines, 1) if REASON in line} - found
    return [
        lines[number - 1].strip()
        for number in sorted(found | stale)
        if number in stale or REASON not in lines[number - 1]
    ]


def _looks_at_kind(node: ast.AST) -> TypeGuard[ast.expr | ast.pattern]:
    match node:
        case ast.MatchClass(cls=cls):
            return bool(_names(cls) & KIND_NAMES)
        case ast.Call(func=ast.Name(id="isinstance"), args=[_one, kind]):
            return bool(_names(kind) & (KIND_NAMES | {"wanted"}))
        case ast.Call(func=ast.Name(id="getattr"), args=[step, _name, _default]):
            return bool(STEPS.search(ast.unparse(step)))
        case ast.Compare(left=ast.Call(func=ast.Name(id="type")), comparators=[kind]):
            return bool(_names(kind) & KIND_NAMES)
    return False


def _names(node: ast.AST) -> set[str]:
    names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    return names | {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_kinds_answer_for_themselves(file: Path) -> None:
    if file.relative_to(SOURCE).parts[0] not in {"exercises", "asking"}:
        assert by_kind(file.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "code",
    [
        "if isinstance(step, Choice): ...",
        "if isinstance(step, kinds.Choice | kinds.Rank): ...",
        "match step:\n    case Scale(low=0):\n        ...",
        "match step:\n    case Scale() | Number():\n        ...",
        'at = getattr(sheet.step, "at_least", 0)',
        'at = getattr(column, "choices", ())',
        "if type(step) is Choice: ...",
        "one = 1  # by kind: a reason for nothing",
    ],
)
def test_a_decision_by_kind_is_found(code: str) -> None:
    assert by_kind(code)


def test_a_decision_by_kind_that_says_why_is_let_through() -> None:
    assert by_kind("if isinstance(step, Choice):  # by kind: it is drawn apart\n    ...") == []


# The one file that reaches into the inside of questionary, which may be another in its next version.
INSIDE = "asking/prompts/from_questionary.py"


def inside_of_others(code: str) -> list[str]:
    """What a module takes of questionary, and what of another's it takes by a name that begins with `_`."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and (module := node.module or "").split(".")[0] != "smartcli":
            names = [f"{module}.{alias.name}" for alias in node.names]
            found += [name for name in names if name.startswith("questionary") or "._" in name.replace("__", "")]
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.startswith("questionary") or "._" in alias.name]
        elif isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.endswith("__"):
            found += [ast.unparse(node)] if ast.unparse(node.value) not in {"self", "cls"} else []
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_the_inside_of_questionary_is_behind_one_file(file: Path) -> None:
    if file != SOURCE / INSIDE and "asking" in file.parts:
        assert inside_of_others(file.read_text("utf-8")) == []


def test_what_reaches_inside_is_found() -> None:
    assert inside_of_others((SOURCE / INSIDE).read_text("utf-8"))
    assert inside_of_others("from questionary.prompts.common import Choice") == ["questionary.prompts.common.Choice"]
    assert inside_of_others("import questionary") == ["questionary"]
    assert inside_of_others("from prompt_toolkit.layout import _Column") == ["prompt_toolkit.layout._Column"]
    assert inside_of_others("def f(app):\n    app._running_in_terminal = True") == ["app._running_in_terminal"]


def _outside(code: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


# A command is two halves: what Typer sees, and the work

COMMANDS = [file for file in FILES if file.relative_to(SOURCE).parts[0] == "commands"]
HANDED_OVER_BY = "world_of"  # in commands/options.py: the one place that looks into Typer's context
DESCRIBES = {"Typer", "Context", "Option", "Argument"}  # what Typer is for: a command's words, options and help
CAUGHT = {"Abort", "TyperException"}  # how Typer ends a run by itself; in commands/__init__.py alone
# Under commands/ and no command by themselves, and why they stand there all the same.
NO_COMMANDS = {
    "commands/options.py": "what the typed halves share",
    "commands/menu.py": "home, the command without a word: commands/__init__.py is its typed half",
    "commands/doors.py": "home that stays open: what its doors lead to is loaded for nobody else",
    "commands/check_in_questions.py": "a question of settings, which the check-in asks too after a week",
    "commands/feedback.py": "what do, checkin, urge and demo show after saving: it needs the whole world",
    "commands/passphrase.py": "the questions of lock, asked with what is to be read on the screen in between",
    "commands/strangers.py": "the questions of lock about lines that are not sealed, which home names too",
    "commands/visit_questions.py": "what visit asks, by a person or out of answers: long enough to be read alone",
    "commands/without_draft.py": "for commands that ask of an entry again: what a walk says that keeps no draft",
    "commands/hidden.py": "the questions of forget about what a line says was forgotten, which home offers too",
    "commands/at_home/__init__.py": "what the rows of home open",
    "commands/at_home/reading.py": "the pages of home: they wait for whoever asks, and are shown on the screen",
    "commands/at_home/homework.py": "what the homework of today opens",
    "commands/homework/asking.py": "what homework make asks, by a person or out of answers",
    "commands/homework/shown.py": "how homework is shown in its list, before it is taken, and at home",
    "commands/at_home/journal.py": "what Look back opens, which nobody else needs",
    "commands/at_home/cards.py": "what My cards opens",
    "commands/at_home/plan.py": "what My plan opens",
    "commands/at_home/points.py": "what The four points opens",
    "commands/at_home/another_day.py": "what For another day opens",
    "commands/at_home/settings.py": "what Settings opens",
    "commands/at_home/insights.py": "what What my log tells opens, and the pages that insights turns",
    "commands/demo_journal.py": "what demo --journal shows: it brings all that home leads to",
    "commands/other_programs.py": "what import does with files of other programs: it shows what is in them, and asks",
    "commands/remind/evening.py": "the hour that remind ics and remind install ask for",
    "commands/taking_long.py": "what a command that reads long says meanwhile, on the screen",
    "commands/tab.py": "what a shell is told at Tab: it asks the table of commands",
    "commands/journal_folder.py": "where the journal lies, a part of settings: long enough to be read alone",
    "commands/cards/choosing.py": "the question that pick, edit, away and back begin with",
    "commands/cards/first_reasons.py": "a question of cards, which is asked once after an exercise that holds reasons",
    "commands/cards/wallet.py": "what `cards --out` writes: one card, or a page of all of them",
}


def typed(code: str) -> list[ast.FunctionDef]:
    """The functions that Typer sees: they take its context."""
    functions = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.FunctionDef)]
    seen = [one for one in functions if any("typer.Context" in ast.unparse(arg) for arg in one.args.args)]
    return [one for one in seen if one.name != HANDED_OVER_BY]


def in_both_halves(code: str) -> list[str]:
    """Functions that Typer sees and that do something with the world but to hand it over at once."""
    return [one.name for one in typed(code) if not _only_hands_over(one)]


def _only_hands_over(function: ast.FunctionDef) -> bool:
    parents = {child: parent for parent in ast.walk(function) for child in ast.iter_child_nodes(parent)}
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and node.id == "ctx":
            use = parents[node]
            if isinstance(use, ast.Attribute) and use.attr == "invoked_subcommand":
                continue
            call = parents[use]
            if not (
                isinstance(use, ast.Call) and isinstance(call, ast.Call) and ast.unparse(use.func) == HANDED_OVER_BY
            ):
                return False
    return True


def of_typer(code: str) -> set[str]:
    """The names of Typer's that a module uses."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "typer":
            found.add(node.attr)
        elif isinstance(node, ast.ImportFrom) and node.module == "typer":
            found |= {alias.name for alias in node.names}
    return found


def lookers(codes: Mapping[str, str]) -> list[str]:
    """The functions that read the world out of Typer's context, with their modules."""
    return [
        f"{name}:{function.name}"
        for name, code in codes.items()
        for function in ast.walk(ast.parse(code))
        if isinstance(function, ast.FunctionDef)
        and any(isinstance(node, ast.Attribute) and node.attr == "obj" for node in ast.walk(function))
    ]


@pytest.mark.parametrize("file", COMMANDS, ids=lambda file: str(file.relative_to(SOURCE)))
def test_what_typer_sees_hands_the_world_over_and_what_works_knows_no_typer(file: Path) -> None:
    code = file.read_text("utf-8")
    assert in_both_halves(code) == []
    is_the_way_in = file == SOURCE / "commands" / "__init__.py"
    assert of_typer(code) - DESCRIBES == (CAUGHT if is_the_way_in else set())
    assert "click" not in {name.split(".")[0] for name in _outside(code)}


def test_the_world_is_read_from_typer_in_one_place() -> None:
    codes = {str(file.relative_to(SOURCE)): file.read_text("utf-8") for file in FILES}
    assert lookers(codes) == [f"commands/options.py:{HANDED_OVER_BY}"]


def test_what_stands_under_commands_and_is_no_command_has_its_reason() -> None:
    assert {str(file.relative_to(SOURCE)) for file in COMMANDS if not typed(file.read_text("utf-8"))} == {*NO_COMMANDS}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_doing_an_exercise_is_all_that_is_asked_of_do(file: Path) -> None:
    taken = {name for name in full_names(file.read_text("utf-8")) if f"{name}.".startswith("commands.do.")}
    assert taken <= {"commands.do.run", "commands.do.walk"}


def test_a_command_in_one_piece_is_found() -> None:
    whole = "def one(ctx: typer.Context):\n    world = world_of(ctx)\n    world.screen.say()\n    raise typer.Exit(1)"
    other = "def one(ctx: typer.Context):\n    ctx.obj.screen.say()"
    assert in_both_halves(whole) == in_both_halves(other) == ["one"]
    assert (
        in_both_halves("def one(ctx: typer.Context):\n    if ctx.invoked_subcommand:\n        run(world_of(ctx))") == []
    )
    assert of_typer(whole) - DESCRIBES == of_typer("from typer import Exit") == {"Exit"}
    assert lookers({"a": whole, "b": other}) == ["b:one"]
    assert [one.name for one in typed(whole + "\n\ndef work(world): ...")] == ["one"]
    assert [*full_names("from smartcli.commands.do import keep")] == ["commands.do.keep"]


# Tests. What several of them need stands in a file of its own, so that none is loaded, and run, for another's sake.
TESTS = SOURCE.parents[1] / "tests"
AROUND = sorted(path for folder in (TESTS, TESTS.parent / "benchmarks") for path in folder.rglob("*.py"))


def borrowed(code: str) -> list[str]:
    """The test modules that this one imports from, or as a whole."""
    named = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom):
            named |= {f"{node.module or ''}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
    return sorted(name for name in named if re.search(r"(^|\.)(test_|conftest\b)", name))


@pytest.mark.parametrize("file", AROUND, ids=lambda file: str(file.relative_to(TESTS.parent)))
def test_no_module_imports_a_test_module_for_its_helpers(file: Path) -> None:
    assert borrowed(file.read_text("utf-8")) == []


def test_a_helper_that_is_taken_from_a_test_module_is_found() -> None:
    assert borrowed("def late():\n    from tests.commands.test_lock import OWN") == ["tests.commands.test_lock.OWN"]
    assert borrowed("from tests.journal import making, test_faults") == ["tests.journal.test_faults"]
    assert borrowed("import tests.test_screen as screens") == ["tests.test_screen"]
    assert borrowed("from tests.conftest import person") == ["tests.conftest.person"]
    assert borrowed("from tests.person import OWN\nimport test") == []
