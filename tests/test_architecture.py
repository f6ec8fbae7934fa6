"""The layers of smartcli, lowest first. A module imports only from layers below its own."""

import ast
from collections.abc import Iterator
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
