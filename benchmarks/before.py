"""smartcli as it was at another commit: its files beside ours, with the same packages, and compiled as ours are."""

import io
import subprocess
import sys
import tarfile
from dataclasses import replace
from pathlib import Path

import run

from benchmarks.timing import BenchmarkError, Program

ROOT = Path(run.__file__).parent


def checkout(revision: str, folder: Path) -> Path:
    """The files of that commit, ready to be started."""
    done = subprocess.run(["git", "archive", "--format=tar", revision], cwd=ROOT, capture_output=True, check=False)
    if done.returncode != 0:
        raise BenchmarkError(f"There is no commit {revision} here. {done.stderr.decode(errors='replace').strip()}")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    make_ready(folder)
    return folder


def make_ready(root: Path) -> None:
    """Compile what is compiled ahead there, as `run.py` has it done: neither side is to do it while it is timed."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(root / "src")], check=True)
    if (root / "src" / "smartcli" / "exercises" / "compiling.py").exists():
        command = [sys.executable, "-P", "-m", "smartcli.exercises.compiling"]
        subprocess.run(command, env={"PYTHONPATH": str(root / "src")}, check=True)


def of(root: Path, program: Program) -> Program:
    """The same command line for the smartcli of that folder."""
    return replace(program, environ={**program.environ, "PYTHONPATH": str(root / "src")})
