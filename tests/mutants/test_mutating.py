"""The tester of tests: what it changes and leaves alone, and that it tells what is caught from what is not."""

import ast
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from tests.mutants import running
from tests.mutants.mutating import mutants, names

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


def test_what_is_there_twice_has_a_number() -> None:
    found = list(mutants("def both(a, b):\n    return a == b or (b, a == b)\n"))
    assert [one.what for one in found if one.what.startswith("a == b →")] == ["a == b → a != b", "a == b → a != b (2)"]
    assert len({one.name for one in found}) == len(found)


def test_the_names_alone_are_the_same() -> None:
    assert [*names(CODE)] == [one.name for one in mutants(CODE)]


def test_a_few_are_those_that_are_chosen_out_of_all() -> None:
    every = [(one.name, one.source) for one in mutants(CODE)]
    assert [(one.name, one.source) for one in mutants(CODE, {1, 4})] == [every[1], every[4]]
    every = [(one.name, one.source) for one in running._chosen("home/ids", 7, 0)]
    few = [(one.name, one.source) for one in running._chosen("home/ids", 7, 3)]
    assert few == random.Random("7 home/ids").sample(every, 3)


def test_a_default_and_a_constant_are_in_no_body() -> None:
    found = {one.name: one.body for one in mutants(CODE)}
    assert found[": 3 → 4"] == found["kept: 2 → 3"] == ""
    assert found["kept: line in y → line not in y"] == "kept"


def test_a_list_of_survivors_names_what_there_is() -> None:
    """So that no judgement outlives the line it was made for."""
    for module, judged in running.judged().items():
        source = (running.ROOT / running.SOURCE / f"{module}.py").read_text("utf-8")
        assert set(judged) <= {*names(source)}
        assert all(len(reason) > 10 for reason in judged.values())


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
SWAPPED = "is_id: len(value) == LENGTH → len(value) != LENGTH"
UNTESTED = "id_time: 80 → 81"  # which nothing runs
OUTSIDE = ": 26 → 27"  # of functions: a pytest of its own tries it
DRIVEN = """
import json, sys
from pathlib import Path
from tests.mutants import running

folder, tests, *only = sys.argv[1:]
found = running.run(Path(folder), ["home/ids"], 1, few=0, tests=[tests], only=only, say=lambda _line: None)
Path(folder, "found").write_text(json.dumps({one.mutant.name: one.by.rpartition("::")[2] for one in found.tried}))
"""


def test_a_slip_is_caught_by_the_test_that_runs_it_and_by_no_other(tmp_path: Path) -> None:
    planted = tmp_path / "test_planted.py"
    planted.write_text(PLANTED)
    file = running.ROOT / running.SOURCE / "home" / "ids.py"
    source = file.read_text("utf-8")
    argv = [sys.executable, "-c", DRIVEN, str(tmp_path), str(planted), SWAPPED, UNTESTED]
    subprocess.run(argv, cwd=running.ROOT, capture_output=True, check=True, timeout=900)
    by = json.loads((tmp_path / "found").read_text())
    assert by == {SWAPPED: "test_what_runs_it", UNTESTED: ""}
    assert file.read_text("utf-8") == source


FAILING = """
from smartcli.home.ids import is_id

def test_what_fails_in_a_pytest_of_its_own():
    import sys
    assert "tests.mutants.planted" not in sys.modules and is_id("0" * 26)
"""


def test_what_fails_without_a_change_as_well_is_not_caught(tmp_path: Path) -> None:
    failing = tmp_path / "test_failing.py"
    failing.write_text(FAILING)
    driven = DRIVEN.replace("one.by.rpartition", "one.why_not.rpartition")
    argv = [sys.executable, "-c", driven, str(tmp_path), str(failing), SWAPPED, OUTSIDE]
    subprocess.run(argv, cwd=running.ROOT, capture_output=True, check=True, timeout=900)
    said = json.loads((tmp_path / "found").read_text())
    assert said == {SWAPPED: "", OUTSIDE: "test_what_fails_in_a_pytest_of_its_own"}


def test_what_stands_outside_of_functions_is_imported_from_its_own_source(tmp_path: Path) -> None:
    planted = tmp_path / "test_planted.py"
    planted.write_text(PLANTED)
    by = {
        one.name: running.planted(tmp_path, "home/ids", one.source, [str(planted)], 60)
        for one in mutants((running.ROOT / running.SOURCE / "home" / "ids.py").read_text("utf-8"))
        if one.name in (OUTSIDE, ": 128 → 129")
    }
    assert "test_what_runs_it" in by[OUTSIDE]
    assert by[": 128 → 129"] == ""
