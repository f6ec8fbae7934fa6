"""Mutants of the modules that keep words, each against the tests that run the changed function.

One pytest collects the tests and never runs one itself. For every mutant a child of it is forked, puts the changed code
into the functions that live, and runs tests until one fails (swapping.py). What stands outside of functions, as a
constant does, has gone into too much by then: such a mutant is imported by a pytest of its own (planted.py). Which
tests run which function is watched first (watching.py). Programs that tests start do not see the change.

A mutant is caught when a test fails that passes without the change, run in the same way, or when the tests do not end
or begin. Where they fail without it as well, it was not tried. Survivors that change nothing a person could notice are
judged so in survivors.toml, with the reason.
"""

import gc
import os
import random
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from tests.mutants import forking
from tests.mutants.mutating import Mutant, mutants, names
from tests.mutants.swapping import CannotBeSwapped, Functions
from tests.mutants.watching import Watched, watch

ROOT = Path(__file__).parents[2]
SOURCE = Path("src", "smartcli")
JUDGED = Path(__file__).with_name("survivors.toml")
FEW = 14  # mutants of a module, where none is named
SOME = 25  # mutants of one that is named
MOST = 400  # tests a mutant is tried against
SHAKY = 3  # tests that fail without the change as well, until that is all that is said
LONG = 30.0  # seconds of tests
ENOUGH = 97.0  # percent of what changes something
OUTSIDE = "it is not in a function that can be swapped"
NOT_BEGUN = "it does not begin"
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

# The tests that may notice, by where the module lies.
TESTS = {
    "home": ("tests/home", "tests/journal", "tests/keeping"),
    "journal": ("tests/journal", "tests/keeping", "tests/commands"),
    "asking": ("tests/asking", "tests/keeping", "tests/commands"),
    "keeping": ("tests/keeping", "tests/commands"),
    "findings": ("tests/findings", "tests/views"),
}
# Those that take long and see little more, or start programs, which do not see the change.
WITHOUT = (
    "tests/keeping/test_cut_off.py", "tests/journal/test_kills.py", "tests/journal/test_many_at_once.py",
    "tests/journal/test_faults.py", "tests/journal/test_power.py",
)  # fmt: skip


@dataclass(frozen=True)
class Tried:
    """How it went with one mutant. by: the test that caught it, "" for none. why_not: what kept it from being tried."""

    module: str
    mutant: Mutant
    by: str
    why_not: str = ""

    @property
    def is_judged(self) -> bool:
        """Whether it survived, and changes nothing."""
        return not self.by and not self.why_not and self.mutant.name in judged().get(self.module, {})

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
        return [one for one in self.tried if not one.by and not one.why_not and not one.is_judged]

    @property
    def not_tried(self) -> list[Tried]:
        return [one for one in self.tried if one.why_not]

    @property
    def changing(self) -> int:
        return len(self.tried) - self.same - len(self.not_tried)

    @property
    def share(self) -> float:
        """Percent of those that change something."""
        return 100 * self.caught / max(self.changing, 1)

    def __str__(self) -> str:
        return (
            f"{len(self.tried)} mutants, {len(self.not_tried)} of them not tried, {self.same} judged to change "
            f"nothing, {self.caught} of the other {self.changing} caught ({self.share:.1f} %)"
        )


def judged() -> Mapping[str, Mapping[str, str]]:
    """Of each module, the mutants that change nothing, with the reason."""
    return tomllib.loads(JUDGED.read_text("utf-8"))


def run(
    folder: Path,
    modules: Sequence[str],
    seed: int,
    *,
    few: int = FEW,
    tests: Sequence[str] = (),
    only: Collection[str] = (),
    say: Say = print,
) -> Outcome:
    """few: mutants of each module; 0 = all. folder: for all that the tests leave. say: gets a line for each survivor,
    and for each module.

    tests: where they lie; usually those near to the modules. only: the names of those that are tried; usually all.
    """
    tests = tests or sorted({test for module in modules for test in TESTS[module.partition("/")[0]]})
    settings.register_profile(
        "mutants", database=None, derandomize=True, phases=(Phase.explicit, Phase.generate), deadline=None
    )
    settings.load_profile("mutants")  # no failure is kept for the next run, none is made small
    session = _Session(folder, modules, seed, few, only, say)
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

    def __init__(
        self, folder: Path, modules: Sequence[str], seed: int, few: int, only: Collection[str], say: Say
    ) -> None:
        self._folder, self._modules, self._seed, self._few, self._say = folder, modules, seed, few, say
        self._only = only
        self.tried: list[Tried] = []
        self._items: dict[str, pytest.Item] = {}
        self._watched = Watched({}, {}, {})
        self._passing: dict[tuple[bool, str], str] = {}  # tests that were run without a change, and what fails then

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._items = {item.nodeid: item for item in session.items}
        for module in MODULES:
            import_module(f"smartcli.{module.replace('/', '.')}")
        self._functions = Functions({_file(module) for module in self._modules})
        files = {module: _file(module) for module in MODULES}
        self._watched = watch(session.items, files, self._fails, self._folder, self._say)
        gc.collect()
        gc.freeze()  # or each child would copy what is only looked at
        for module in self._modules:
            done: list[Tried] = []
            for mutant in _chosen(module, self._seed, self._few):
                if self._only and mutant.name not in self._only:
                    continue
                done.append(one := self._try(module, mutant))
                if one.why_not or not (one.by or one.is_judged):
                    self._say(f"  {one}{one.why_not and f', not tried {one.why_not}'}")
            self.tried += done
            self._say(f"  {module}: {Outcome(done)}")
        return True

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
        is_planted = not self._own(module, mutant)  # what runs when it is imported, and never again, has run
        for _time in range(SHAKY):
            by = self._by(module, tests, mutant, is_planted=is_planted)
            if by == OUTSIDE:
                is_planted = True
                by = self._by(module, tests, mutant, is_planted=True)
            why = self._without(module, [by] if by in tests else tests, is_planted) if by else ""
            if not why:
                return Tried(module, mutant, by)
            if not (tests := [one for one in tests if one not in (by, why)]):
                break
        return Tried(module, mutant, "", f"without a change: {why}")

    def _by(self, module: str, tests: Sequence[str], mutant: Mutant | None, *, is_planted: bool = False) -> str:
        """What fails of the tests; no mutant: with the module as it is."""
        seconds = 20 + 5 * sum(self._watched.took[one] for one in tests)
        base = self._folder / "base"
        try:
            if is_planted:
                source = mutant.source if mutant else _file(module).read_text("utf-8")
                typed = [f"{self._items[one].path}::{one.partition('::')[2]}" for one in tests]
                return planted(self._folder, module, source, typed, seconds)
            return forking.in_a_child(lambda: self._swapped(module, mutant, tests), seconds, self._folder / "answer")
        finally:
            shutil.rmtree(base, ignore_errors=True)

    def _without(self, module: str, tests: Sequence[str], is_planted: bool) -> str:
        key = is_planted, " ".join([module if is_planted else "", *tests])
        if key not in self._passing:
            self._passing[key] = self._by(module, tests, None, is_planted=is_planted)
        return self._passing[key]

    def _swapped(self, module: str, mutant: Mutant | None, tests: Sequence[str]) -> str:
        if mutant:
            if not mutant.body:
                return OUTSIDE
            try:
                self._functions.swap(_file(module), mutant.tree, mutant.body)
            except CannotBeSwapped:
                return OUTSIDE
        return self._fails([self._items[one] for one in tests])

    def _tests(self, module: str, mutant: Mutant) -> list[str]:
        """Those that run the function; outside of functions, those that run any of the module.

        First those in a file whose name begins with the module's, then those in the folder for the module's. Of the
        rest from each file in turn the one that calls the fewest functions: it is the likeliest to look at this one.
        What takes long comes last, or it would be all.
        """
        folder, _slash, name = module.rpartition("/")
        named, near = f"/test_{name}", f"tests/{folder}/test_"
        took, turn = self._watched.took, Counter[str]()
        ranked: list[tuple[bool, bool, bool, int, int, str]] = []
        for one in sorted(self._own(module, mutant) or self._own(module), key=self._by_few):
            file = one.partition("::")[0]
            is_far = named not in one, not one.startswith(near)
            ranked.append((took[one] > LONG / 4, *is_far, turn[file], self._watched.few[one], one))
            turn[file] += 1
        chosen: list[str] = []
        seconds = 0.0
        for *_rank, one in sorted(ranked)[:MOST]:
            if not chosen or seconds + took[one] <= LONG:
                chosen.append(one)
                seconds += took[one]
        return chosen

    def _own(self, module: str, mutant: Mutant | None = None) -> set[str]:
        """The tests that run the function that a mutant is in; without one, any of the module."""
        called = self._watched.called
        here = {name.partition(":")[2]: tests for name, tests in called.items() if name.startswith(f"{module}:")}
        return {test for name, tests in here.items() if not mutant or _is_in(name, mutant.where) for test in tests}

    def _by_few(self, test: str) -> tuple[int, str]:
        return self._watched.few[test], test


def _file(module: str) -> Path:
    return (ROOT / SOURCE / f"{module}.py").resolve()


def _chosen(module: str, seed: int, few: int) -> list[Mutant]:
    source = _file(module).read_text("utf-8")
    count = sum(1 for _name in names(source))
    if not few or count <= few:
        return list(mutants(source))
    chosen = random.Random(f"{seed} {module}").sample(range(count), few)
    made = dict(zip(sorted(chosen), mutants(source, set(chosen)), strict=True))
    return [made[number] for number in chosen]


def _is_in(name: str, where: str) -> bool:
    return bool(where) and (name == where or name.startswith(f"{where}."))


def planted(folder: Path, module: str, source: str, tests: Sequence[str], seconds: float) -> str:
    """The test that fails where the module has another source, in a pytest of its own. tests: as they are typed."""
    file, by = folder / "planted.py", folder / "by"
    file.write_text(source, "utf-8")
    by.unlink(missing_ok=True)
    environ = {
        **os.environ, "MUTANT_OF": str(_file(module)), "MUTANT_FROM": str(file), "MUTANT_BY": str(by),
        "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    ways = ["-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider", "-x", "-q", f"--basetemp={folder / 'base'}"]
    argv = [sys.executable, "-m", "pytest", "-p", "tests.mutants.planted", *ways, *tests]
    try:
        done = subprocess.run(
            argv, cwd=ROOT, env=environ, capture_output=True, stdin=subprocess.DEVNULL, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return forking.NO_END
    if done.returncode == 0:
        return ""
    return by.read_text("utf-8") if by.exists() else NOT_BEGUN
