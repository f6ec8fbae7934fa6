"""Mutants of the modules that keep words, each against the tests that run the changed function.

One pytest collects the tests and never runs one itself. For every mutant a child of it is forked, puts the changed code
into the functions that live, and runs tests until one fails (swapping.py). What stands outside of functions, as a
constant does, has gone into too much by then: such a mutant is imported by a pytest of its own (planted.py). Which
tests run which function is watched first, in a child as well. Programs that tests start do not see the change.

A mutant is caught when a test fails, or does not end. Survivors that change nothing a person could notice are judged so
in survivors.toml, with the reason.
"""

import builtins
import gc
import json
import os
import random
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from tests.mutants import forking
from tests.mutants.mutating import Mutant, mutants
from tests.mutants.swapping import SEEN, CannotBeSwapped, Functions, watched

ROOT = Path(__file__).parents[2]
SOURCE = Path("src", "smartcli")
JUDGED = Path(__file__).with_name("survivors.toml")
FEW = 14  # mutants of a module, where none is named
MOST = 120  # tests a mutant is tried against
LONG = 12.0  # seconds of tests
ENOUGH = 97.0  # percent of what changes something
OUTSIDE = "it is not in a function that can be swapped"
Say = Callable[[str], None]

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
    "tests/home", "tests/journal", "tests/keeping", "tests/commands", "tests/asking/test_drafts.py", "tests/findings",
    "tests/views",
)  # fmt: skip
# Those that take long and see little more, or start programs, which do not see the change.
WITHOUT = (
    "tests/keeping/test_cut_off.py", "tests/journal/test_kills.py", "tests/journal/test_many_at_once.py",
    "tests/journal/test_faults.py", "tests/journal/test_power.py",
)  # fmt: skip


@dataclass(frozen=True)
class Tried:
    """How it went with one mutant. by: the test that caught it, "" for none."""

    module: str
    mutant: Mutant
    by: str

    @property
    def is_judged(self) -> bool:
        """Whether it survived, and changes nothing."""
        return not self.by and self.mutant.name in judged().get(self.module, {})

    def __str__(self) -> str:
        return f"{self.module}.py:{self.mutant.line} {self.mutant.name}"


@dataclass(frozen=True)
class Outcome:
    tried: Sequence[Tried]

    @property
    def caught(self) -> int:
        return sum(bool(one.by) for one in self.tried)

    @property
    def same(self) -> int:
        return sum(one.is_judged for one in self.tried)

    @property
    def survivors(self) -> list[Tried]:
        return [one for one in self.tried if not one.by and not one.is_judged]

    @property
    def share(self) -> float:
        """Percent of those that change something."""
        return 100 * self.caught / max(len(self.tried) - self.same, 1)

    def __str__(self) -> str:
        changing = len(self.tried) - self.same
        return (
            f"{len(self.tried)} mutants, {self.same} of them judged to change nothing, "
            f"{self.caught} of the other {changing} caught ({self.share:.1f} %)"
        )


def judged() -> Mapping[str, Mapping[str, str]]:
    """Of each module, the mutants that change nothing, with the reason."""
    return tomllib.loads(JUDGED.read_text("utf-8"))


def run(
    folder: Path, modules: Sequence[str], seed: int, *, few: int = FEW, tests: Sequence[str] = TESTS, say: Say = print
) -> Outcome:
    """few: mutants of each module; 0 = all. folder: for all that the tests leave. say: gets a line a module."""
    settings.register_profile(
        "mutants", database=None, derandomize=True, phases=(Phase.explicit, Phase.generate), deadline=None
    )
    settings.load_profile("mutants")  # no failure is kept for the next run, none is made small
    session = _Session(folder, modules, seed, few, say)
    argv = [
        "-q",
        "-s",
        "-p",
        "no:cacheprovider",
        "-W",
        "ignore::pytest.PytestAssertRewriteWarning",
        f"--rootdir={ROOT}",
        f"--basetemp={folder / 'base'}",
    ]
    ignored = [f"--ignore={name}" for name in WITHOUT]
    code = pytest.main([*argv, *ignored, *tests], plugins=[session])
    if code != pytest.ExitCode.OK:
        raise RuntimeError(f"the tests cannot be collected ({code})")
    return Outcome(session.tried)


class _Session:
    """In the place of pytest's loop over the tests: one over the mutants."""

    def __init__(self, folder: Path, modules: Sequence[str], seed: int, few: int, say: Say) -> None:
        self._folder, self._modules, self._seed, self._few, self._say = folder, modules, seed, few, say
        self.tried: list[Tried] = []
        self._items: dict[str, pytest.Item] = {}
        self._took: dict[str, float] = {}
        self._called: dict[str, list[str]] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._items = {item.nodeid: item for item in session.items}
        for module in self._modules:
            import_module(f"smartcli.{module.replace('/', '.')}")
        self._functions = Functions({_file(module) for module in self._modules})
        self._watch()
        gc.collect()
        gc.freeze()  # or each child would copy what is only looked at
        for module in self._modules:
            done = [self._try(module, one) for one in _chosen(module, self._seed, self._few)]
            self.tried += done
            self._say(f"  {module}: {Outcome(done)}")
        return True

    def _watch(self) -> None:
        """Which tests call what, and how long each takes. One that fails without a change is left out."""
        begun = time.monotonic()
        items = list(self._items.values())
        said = forking.in_a_child(lambda: json.dumps(self._watched(items)), 3600, self._folder / "watched")
        found = json.loads(said)
        self._called, self._took = found["called"], found["took"]
        if found["failed"]:
            self._say(f"  left out, since they fail without a change: {', '.join(found['failed'])}")
        self._say(f"  {len(self._took)} tests watched in {time.monotonic() - begun:.0f} s")

    def _watched(self, items: Sequence[pytest.Item]) -> dict[str, Any]:
        seen: set[str] = set()
        setattr(builtins, SEEN, seen.add)
        for module in self._modules:
            self._functions.swap(_file(module), watched(module, _file(module).read_text("utf-8")))
        called: dict[str, list[str]] = {}
        took: dict[str, float] = {}
        failed: list[str] = []
        for item in items:
            seen.clear()
            begun = time.perf_counter()
            if self._fails([item]):
                failed.append(item.nodeid)
                continue
            took[item.nodeid] = time.perf_counter() - begun
            for one in seen:
                called.setdefault(one, []).append(item.nodeid)
        return {"called": called, "took": took, "failed": failed}

    def _fails(self, items: Sequence[pytest.Item]) -> str:
        """The first of them that fails, "" where none does."""
        failed: list[str] = []

        class Listening:
            @staticmethod
            def pytest_runtest_logreport(report: pytest.TestReport) -> None:
                if report.failed:
                    failed.append(report.nodeid)

        manager = items[0].config.pluginmanager
        name = manager.register(Listening())
        try:
            for item, following in zip(items, [*items[1:], None], strict=True):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if failed:
                    return failed[0]
            return ""
        finally:
            manager.unregister(name=name)

    def _try(self, module: str, mutant: Mutant) -> Tried:
        tests = self._tests(module, mutant)
        if not tests:
            return Tried(module, mutant, "")  # what no test runs, none catches
        seconds = 15 + 4 * sum(self._took[one] for one in tests)
        base = self._folder / "base"
        try:
            by = forking.in_a_child(lambda: self._swapped(module, mutant, tests), seconds, self._folder / "answer")
            if by == OUTSIDE:
                by = planted(self._folder, module, mutant.source, tests, seconds)
        finally:
            shutil.rmtree(base, ignore_errors=True)
            base.mkdir(exist_ok=True)
        return Tried(module, mutant, by)

    def _swapped(self, module: str, mutant: Mutant, tests: Sequence[str]) -> str:
        if not mutant.body:
            return OUTSIDE
        try:
            self._functions.swap(_file(module), mutant.tree, mutant.body)
        except CannotBeSwapped:
            return OUTSIDE
        return self._fails([self._items[one] for one in tests])

    def _tests(self, module: str, mutant: Mutant) -> list[str]:
        """Those that run the function; outside of functions, those that run any of the module.

        First those in the file of the module's own name, then the quickest.
        """
        here = {name.partition(":")[2]: tests for name, tests in self._called.items() if name.startswith(f"{module}:")}
        own = {test for name, tests in here.items() if _is_in(name, mutant.where) for test in tests}
        named = f"/test_{module.rpartition('/')[2]}.py::"
        found = own or {test for tests in here.values() for test in tests}
        chosen: list[str] = []
        seconds = 0.0
        for one in sorted(found, key=lambda one: (named not in one, self._took[one]))[:MOST]:
            seconds += self._took[one]
            if chosen and seconds > LONG:
                break
            chosen.append(one)
        return chosen


def _file(module: str) -> Path:
    return (ROOT / SOURCE / f"{module}.py").resolve()


def _chosen(module: str, seed: int, few: int) -> list[Mutant]:
    found = list(mutants(_file(module).read_text("utf-8")))
    if not few or len(found) <= few:
        return found
    return random.Random(f"{seed} {module}").sample(found, few)


def _is_in(name: str, where: str) -> bool:
    return bool(where) and (name == where or name.startswith(f"{where}."))


def planted(folder: Path, module: str, source: str, tests: Sequence[str], seconds: float) -> str:
    """The test that fails where the module has another source, in a pytest of its own."""
    file = folder / "planted.py"
    file.write_text(source, "utf-8")
    environ = {**os.environ, "MUTANT_OF": str(_file(module)), "MUTANT_FROM": str(file), "PYTHONDONTWRITEBYTECODE": "1"}
    ways = ["-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider", "-x", "-q", f"--basetemp={folder / 'base'}"]
    argv = [sys.executable, "-m", "pytest", "-p", "tests.mutants.planted", *ways, *tests]
    try:
        done = subprocess.run(
            argv, cwd=ROOT, env=environ, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=seconds,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return forking.NO_END
    if done.returncode == 0:
        return ""
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return failed[0] if failed else "it does not begin"
