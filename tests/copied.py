"""A copy of the program and its data in a folder of its own: to change the data, or to have it compiled for sure."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.program import Program, surroundings

ROOT = Path(__file__).parents[1]


def copy(folder: Path) -> Path:
    """The root of the copy; nothing is compiled there yet."""
    without = shutil.ignore_patterns("__pycache__", "shipped-*")
    shutil.copytree(ROOT / "src", folder / "src", ignore=without)
    shutil.copytree(ROOT / "data", folder / "data")
    return folder


def compile_exercises(root: Path) -> None:
    """As run.py has it done."""
    command = [sys.executable, "-P", "-m", "smartcli.exercises.compiling"]
    done = subprocess.run(
        command, env={**surroundings(), "PYTHONPATH": str(root / "src")}, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def program(root: Path, home: Path) -> Program:
    return Program(home, root / "src")
