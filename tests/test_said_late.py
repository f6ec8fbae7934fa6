"""Nothing is put into a person's language before it is said: constants are made before the language is known."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import smartcli
from smartcli.text import language
from smartcli.text.language import UNSAID, Later

SOURCE = Path(smartcli.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))
SAYING = {"_", "ngettext", "typed"}


def said_early(code: str) -> list[int]:
    """The lines on which something is said outside a function: when the module is imported."""
    return sorted({call.lineno for call in _calls(ast.parse(code)) if call.func.id in SAYING})  # type: ignore[attr-defined]


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    """The calls of plain names that are made as soon as a module is read: not those in the body of a function."""
    parts = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        parts = [part for part in parts if part not in node.body]
    elif isinstance(node, ast.Lambda):
        parts = [node.args]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        yield node
    for part in parts:
        yield from _calls(part)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_nothing_is_said_outside_a_function(file: Path) -> None:
    assert said_early(file.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "code",
    [
        'A = _("Saved.")',
        'class A:\n    words = {"b": _("Saved.")}',
        'def a(words=_("Saved.")): ...',
        '@looks("a", _("Saved."))\ndef a(): ...',
        'class A:\n    def a(self, *, words=ngettext("{n} day", "{n} days", 1)): ...',
        'A = lambda words=typed("smartcli"): words',
    ],
)
def test_what_is_said_early_is_found(code: str) -> None:
    assert said_early(code)


def test_what_is_said_in_a_function_is_late_enough() -> None:
    assert not said_early('def a():\n    return _("Saved.")\nb = lambda: _("Saved.")\nC = Later("Saved.")')


RECORDING = """
import importlib, pkgutil, sys
from smartcli.text import language

class Recording:
    said = []
    def gettext(self, sentence):
        self.said.append(sentence)
        return sentence
    def ngettext(self, one, many, count):
        self.said.append(many)
        return many

language._catalogue = Recording()
import smartcli
names = [module.name for module in pkgutil.walk_packages(smartcli.__path__, "smartcli.")]
for name in names:
    if name != "smartcli.__main__":
        importlib.import_module(name)
early, Recording.said = Recording.said, []
language._("This one is said.")
print(len(names), len(Recording.said), *early, sep="\\n")
"""


def test_no_module_says_anything_when_it_is_imported() -> None:
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCE.parent), *filter(None, sys.path)])}
    run = subprocess.run([sys.executable, "-c", RECORDING], capture_output=True, env=environ, check=True)
    count, heard, *early = run.stdout.decode().splitlines()
    assert int(count) > 200
    assert int(heard) == 1
    assert early == []


class Shouting:
    """A catalogue of a language that is English in capitals."""

    def gettext(self, sentence: str) -> str:
        return sentence.replace("Saved", "SAVED")


def test_a_later_sentence_is_said_in_the_language_of_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = Later("Saved: {name}.").format(name="Ana")
    assert str(sentence) == "Saved: Ana."
    monkeypatch.setattr(language, "_catalogue", Shouting())
    assert f"{sentence}" == "SAVED: Ana."


def test_a_later_sentence_is_known_by_what_it_says_and_not_by_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_catalogue", Shouting())
    assert Later("Saved.") == Later("Saved.") != Later("SAVED.")
    assert Later("{n} days").format(n=1) != Later("{n} days").format(n=2)
    assert len({Later("Saved."), Later("Saved.")}) == 1


def test_a_sentence_that_is_none_is_said_in_no_words() -> None:
    assert not UNSAID
    assert str(UNSAID) == ""
    assert Later("Saved.")
