"""The tester of tests: what it changes and leaves alone, and that it tells what is caught from what is not."""

import ast
from pathlib import Path

import pytest
from tests.mutants import running
from tests.mutants.mutating import Mutant, mutants

CODE = '''
"""A docstring."""
from x import y

LIMIT = 3

def kept(lines, limit: int = 2):
    """What is kept."""
    if len(lines) >= limit and not lines[0]:
        note(lines)
        raise ValueError(_("Too many."))
    return [line for line in lines if line in y]
'''


def test_each_is_one_change_that_python_can_read() -> None:
    found = list(mutants(CODE))
    whole = ast.unparse(ast.parse(CODE))
    assert all(ast.unparse(ast.parse(one.source)) == one.source != whole for one in found)
    assert len({one.source for one in found}) == len(found)


def test_slips_are_made_and_words_left_alone() -> None:
    found = {one.name for one in mutants(CODE)}
    for change in (
        "kept: len(lines) >= limit → len(lines) > limit",
        "kept: not lines[0] → lines[0]",
        "kept: note(lines) → pass",
        "kept: line in y → line not in y",
        ": 3 → 4",
        "kept: 2 → 3",
    ):
        assert change in found
    assert not [one for one in found if "docstring" in one or "Too many" in one or "import" in one]


def test_a_list_of_survivors_names_what_there_is() -> None:
    """So that no judgement outlives the line it was made for."""
    for module, names in running.judged().items():
        source = (running.ROOT / running.SOURCE / f"{module}.py").read_text("utf-8")
        there = {one.name for one in mutants(source)}
        assert set(names) <= there
        assert all(len(reason) > 10 for reason in names.values())


@pytest.mark.parametrize("module", running.MODULES)
def test_every_module_of_the_list_is_there(module: str) -> None:
    assert (running.ROOT / running.SOURCE / f"{module}.py").is_file()


PLANTED = """
from smartcli.home.ids import is_id

def test_what_runs_it():
    assert is_id("0" * 26)

def test_what_does_not():
    assert is_id
"""


def test_a_slip_is_caught_by_the_test_that_runs_it_and_by_no_other(tmp_path: Path) -> None:
    copy = running._copy(tmp_path / "copy")
    file = copy / "src" / "smartcli" / "home" / "ids.py"
    source = file.read_text("utf-8")
    (copy / "tests" / "test_planted.py").write_text(PLANTED)
    changed = source.replace("len(value) == LENGTH", "len(value) != LENGTH")
    slip = Mutant("is_id", 1, "len(value) == LENGTH → len(value) != LENGTH", changed)
    by = {name: running._caught(copy, "home/ids", slip, [f"tests/test_planted.py::test_what_{name}"], 5.0) for name in
          ("runs_it", "does_not")}  # fmt: skip
    assert "test_what_runs_it" in by["runs_it"]
    assert by["does_not"] == ""
    assert file.read_text("utf-8") == source
