"""The tree of errors that opens errors.py is true: every error below src/ stands in it, under the one it is made of."""

import ast
import builtins
from collections.abc import Iterable, Mapping
from pathlib import Path

from smartcli import errors

SOURCE = Path(__file__).parents[1] / "src" / "smartcli"
INDENT = 2  # blanks a level


def drawn(text: str) -> dict[str, str]:
    """Each error of a drawing with the one it stands under; "" for those that stand under none."""
    found: dict[str, str] = {}
    above: list[str] = []
    lines = [line for line in text.split("\n")[1:] if line.strip()]
    left = min(len(line) - len(line.lstrip()) for line in lines)
    for line in lines:
        level = (len(line) - len(line.lstrip()) - left) // INDENT
        name = line.split()[0]
        above = [*above[:level], name]
        found[name] = above[level - 1] if level else ""
    return found


def defined(codes: Iterable[str]) -> dict[str, str]:
    """The same of the classes in these modules; those made of an error of Python's own stand under none."""
    bases: dict[str, list[str]] = {}
    for code in codes:
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.ClassDef):
                bases[node.name] = [base.id for base in node.bases if isinstance(base, ast.Name)]
    return {name: _above(name, bases) for name in bases if _is_error(name, bases)}


def _above(name: str, bases: Mapping[str, list[str]]) -> str:
    return next((base for base in bases[name] if base in bases), "")


def _is_error(name: str, bases: Mapping[str, list[str]]) -> bool:
    known = getattr(builtins, name, None)
    if isinstance(known, type):
        return issubclass(known, BaseException)
    return any(_is_error(base, bases) for base in bases.get(name, ()))


def test_the_drawing_is_true() -> None:
    assert drawn(errors.__doc__ or "") == defined(file.read_text("utf-8") for file in SOURCE.rglob("*.py"))


def test_an_error_that_is_missing_or_stands_elsewhere_is_found() -> None:
    text = "Errors.\n\n    One   what\n      Two  it is\n    Three\n"
    assert drawn(text) == {"One": "", "Two": "One", "Three": ""}
    code = "class One(Exception): ...\nclass Two(One): ...\nclass Three(Two): ...\nclass Four(ValueError): ..."
    assert defined([code, "class No: ..."]) == {"One": "", "Two": "One", "Three": "Two", "Four": ""}
