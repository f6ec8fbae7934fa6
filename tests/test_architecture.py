"""The layers of smartcli, lowest first. A module imports only from layers below its own."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "smartcli"
LAYERS = [
    {"errors", "record"},
    {"text"},
    {"home"},
    {"first_aid"},
    {"exercises"},
    {"asking", "journal"},
    {"stores"},
    {"views"},
    {"findings"},
    {"exchange", "authoring"},
    {"keeping"},
    {"screen"},
    {"world"},
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


def _outside(code: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


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
