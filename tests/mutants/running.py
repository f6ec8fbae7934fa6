"""Mutants of the modules that keep words, each against the tests that run the changed function.

Which tests those are is watched once (callers.py). A mutant is caught when one of them fails, or does not end.
Survivors that change nothing a person could notice are judged so in survivors.toml, with the reason.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.mutating import Mutant, mutants

ROOT = Path(__file__).parents[2]
SOURCE = Path("src", "smartcli")
JUDGED = Path(__file__).with_name("survivors.toml")
FEW = 14  # mutants of a module, where none is named
MOST = 80  # tests a mutant is tried against, the quickest first
LONG = 60.0  # seconds of tests

# What keeps words, and so is held to the most.
MODULES = (
    "home/disk", "home/flat_toml", "home/ids", "home/marks", "home/settings", "home/seal/keys", "home/seal/passphrase",
    "home/seal/paper", "journal/changing", "journal/digest", "journal/digest_cache", "journal/entry", "journal/files",
    "journal/journal", "journal/line", "journal/merging", "journal/past", "journal/reading", "journal/rewriting",
    "journal/segment_names", "journal/segments", "journal/selection", "journal/union", "journal/writing",
    "asking/drafts", "keeping/bringing_back", "keeping/card_changes", "keeping/forgetting", "keeping/locking",
    "keeping/saving", "keeping/sealing", "keeping/backups/changing", "keeping/backups/drill",
    "keeping/backups/gathering", "keeping/backups/names", "keeping/backups/opening", "keeping/backups/packs",
    "keeping/backups/restoring", "keeping/backups/rotation", "keeping/health/quarantine", "keeping/health/repairing",
    "keeping/health/salvage", "findings/after_saving/week", "findings/after_saving/window",
)  # fmt: skip

TESTS = (
    "tests/home", "tests/journal", "tests/keeping", "tests/commands", "tests/machines", "tests/asking/test_drafts.py",
    "tests/findings", "tests/views",
)  # fmt: skip


@dataclass(frozen=True)
class Tried:
    """How it went with one mutant. by: the test that caught it, "" for none."""

    module: str
    mutant: Mutant
    by: str

    def __str__(self) -> str:
        return f"{self.module}.py:{self.mutant.line} {self.mutant.name}"


@dataclass(frozen=True)
class Outcome:
    tried: Sequence[Tried]
    same: int  # survivors that are judged to change nothing

    @property
    def caught(self) -> int:
        return sum(bool(one.by) for one in self.tried)

    @property
    def survivors(self) -> list[Tried]:
        return [one for one in self.tried if not one.by and not is_judged(one)]


def judged() -> Mapping[str, Mapping[str, str]]:
    """Of each module, the mutants that change nothing, with the reason."""
    return tomllib.loads(JUDGED.read_text("utf-8"))


def is_judged(one: Tried) -> bool:
    return one.mutant.name in judged().get(one.module, {})


def run(folder: Path, modules: Sequence[str], seed: int, at_once: int, *, few: int = FEW) -> Outcome:
    """few: mutants of each module; 0 = all."""
    chosen = [(module, one) for module in modules for one in _chosen(module, seed, few)]
    called, took = _callers(folder, modules)
    copies = [_copy(folder / f"copy-{number}") for number in range(at_once)]
    free = list(copies)

    def attempt(pair: tuple[str, Mutant]) -> Tried:
        copy = free.pop()
        try:
            module, mutant = pair
            tests = _tests(module, mutant, called, took)
            return Tried(module, mutant, _caught(copy, module, mutant, tests, sum(took[one] for one in tests)))
        finally:
            free.append(copy)

    with ThreadPoolExecutor(at_once) as pool:
        tried = list(pool.map(attempt, chosen))
    return Outcome(tried, sum(not one.by and is_judged(one) for one in tried))


def _chosen(module: str, seed: int, few: int) -> list[Mutant]:
    found = list(mutants((ROOT / SOURCE / f"{module}.py").read_text("utf-8")))
    if not few or len(found) <= few:
        return found
    return random.Random(f"{seed} {module}").sample(found, few)


def _callers(folder: Path, modules: Sequence[str]) -> tuple[dict[str, list[str]], dict[str, float]]:
    """Which tests call what, by module and function, and how many seconds each takes."""
    answer = folder / "callers.json"
    files = {str((ROOT / SOURCE / f"{module}.py").resolve()): module for module in modules}
    environ = {**os.environ, "MUTANTS_OF": os.pathsep.join(files), "MUTANTS_TO": str(answer)}
    argv = [sys.executable, "-m", "pytest", "-q", "-p", "tests.mutants.callers", "-p", "no:cacheprovider", *TESTS]
    subprocess.run(argv, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=False)
    found = json.loads(answer.read_text("utf-8"))
    called = {}
    for name, tests in found["called"].items():
        file, _colon, function = name.rpartition(":")
        called[f"{files[file]}:{function}"] = tests
    return called, found["took"]


def _tests(module: str, mutant: Mutant, called: Mapping[str, Sequence[str]], took: Mapping[str, float]) -> list[str]:
    """The tests that run the function, the quickest first; outside of functions, those that run any of the module."""
    here = {name.removeprefix(f"{module}:"): tests for name, tests in called.items() if name.startswith(f"{module}:")}
    own = {test for name, tests in here.items() if _is_in(name, mutant.where) for test in tests}
    found = sorted(own or {test for tests in here.values() for test in tests}, key=lambda one: took[one])
    chosen: list[str] = []
    for one in found[:MOST]:
        if chosen and sum(took[test] for test in chosen) + took[one] > LONG:
            break
        chosen.append(one)
    return chosen


def _is_in(name: str, where: str) -> bool:
    return bool(where) and (name == where or name.startswith(f"{where}."))


def _copy(folder: Path) -> Path:
    """The project, without what is made from it."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in _and_made(listed.splitlines()):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def _and_made(names: Sequence[str]) -> Iterator[str]:
    yield from names
    yield from (str(file.relative_to(ROOT)) for file in (ROOT / SOURCE / "exercises").glob("shipped-*"))


def _caught(copy: Path, module: str, mutant: Mutant, tests: Sequence[str], usual: float) -> str:
    """The test that fails with it. A mutant that no test runs is caught by none."""
    if not tests:
        return ""
    file = copy / SOURCE / f"{module}.py"
    right = file.read_text("utf-8")
    file.write_text(mutant.source, "utf-8")
    environ = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(copy / "src"), str(copy)]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    argv = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header", *tests]
    try:
        done = subprocess.run(
            argv, cwd=copy, env=environ, capture_output=True, text=True, stdin=subprocess.DEVNULL,
            timeout=60 + 5 * usual, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "it does not end"
    finally:
        file.write_text(right, "utf-8")
    if done.returncode == 0:
        return ""
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return failed[0] if failed else "it does not begin"
