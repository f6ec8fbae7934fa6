"""The whole suite on all cores: each file once, all that was said, and the worst exit code."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests import parallel

ROOT = Path(parallel.__file__).parents[1]
NOTES = "from pathlib import Path\nNOTES = Path(__file__).with_name('notes')\n"
NOTE = "def test_it():\n    with NOTES.open('a') as notes:\n        notes.write(__file__ + '\\n')\n"
FAIL = "def test_that_fails():\n    print('Met in', __name__.partition('test_')[2])\n    assert 1 == 2\n"


def suite(folder: Path, **files: str) -> tuple[list[str], int, str]:
    """Which files were run, how that ended, and what was said."""
    for name, code in files.items():
        (folder / f"test_{name}.py").write_text(NOTES + code, "utf-8")
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-m", "tests.parallel", "--quiet", str(folder)],
        cwd=folder, env=environ, capture_output=True, text=True,
    )  # fmt: skip
    notes = folder / "notes"
    begun = notes.read_text().split("\n")[:-1] if notes.exists() else []
    return sorted(Path(name).stem for name in begun), run.returncode, run.stdout


def test_each_file_is_run_once_and_in_whole(tmp_path: Path) -> None:
    begun, code, said = suite(tmp_path, **{f"n{number}": f"{NOTE}{NOTE.replace('_it', '_two')}" for number in range(9)})
    assert begun == sorted(f"test_n{number}" for number in range(9) for _each in range(2))
    assert (code, "failed" in said, "passed" in said) == (0, False, True)


def test_one_failure_fails_the_whole_and_is_told_whoever_met_it(tmp_path: Path) -> None:
    begun, code, said = suite(
        tmp_path, a=NOTE, b=NOTE + FAIL, c=NOTE + FAIL, d=NOTE + "def test_that_ends():\n    1 / 0\n"
    )
    assert begun == ["test_a", "test_b", "test_c", "test_d"]
    assert (code, "test_that_fails" in said, "test_that_ends" in said) == (1, True, True)
    assert [said.count(f"Met in {name}") for name in "abcd"] == [0, 1, 1, 0]


def test_a_worker_that_is_ended_in_the_middle_fails_the_whole_and_the_others_go_on(tmp_path: Path) -> None:
    code = "def test_that_ends_it():\n    import os\n    os._exit(9)\n"
    begun, ended, _said = suite(tmp_path, a=code, b=NOTE, c=NOTE)
    assert (begun, ended) == (["test_b", "test_c"], 9)


@pytest.mark.parametrize("code", ["import nothing_there", "import os\nos._exit(9)"])
def test_a_file_that_cannot_be_loaded_or_ends_its_worker_fails_the_whole(tmp_path: Path, code: str) -> None:
    assert suite(tmp_path, a=NOTE, b=code)[1] in {2, 9}


def test_what_a_killed_run_has_left_goes_and_what_another_is_at_stays(tmp_path: Path) -> None:
    left, at_it = tmp_path / "sc-left", tmp_path / "sc-at-it"
    for folder in (left, at_it):
        folder.mkdir()
        (folder / "held").touch()
    with (at_it / "held").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with parallel.folder_for_all(str(tmp_path)) as ours:
            assert sorted(tmp_path.iterdir()) == sorted([at_it, Path(ours)])
        assert list(tmp_path.iterdir()) == [at_it]


def test_the_files_that_are_begun_first_are_there() -> None:
    assert [name for name in parallel.LONGEST if not (ROOT / name).is_file()] == []
