"""What each test calls of the modules that keep words, and how long it takes: watched once, and kept while it holds.

It is kept in .pytest_cache by the bytes of the test's file. What was changed elsewhere since then makes it less exact:
which tests are tried first hangs on it, and nothing else does. What nothing is known of is tried by all of its module.
"""

import builtins
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

import pytest
from tests.mutants import forking
from tests.mutants.swapping import SEEN, Functions, watched

KEPT = Path(__file__).parents[2] / ".pytest_cache" / "mutants"
TOO_LONG = 900.0  # seconds for the tests of one file


@dataclass(frozen=True)
class Watched:
    """called: the tests of each "module:function". few: how many functions a test calls. took: seconds."""

    called: Mapping[str, Sequence[str]]
    few: Mapping[str, int]
    took: Mapping[str, float]


def watch(
    items: Iterable[pytest.Item],
    files: Mapping[str, Path],
    fails: Callable[[Sequence[pytest.Item]], str],
    folder: Path,
    say: Callable[[str], None],
) -> Watched:
    """files: those of the modules. fails: runs tests. One that fails without a change is left out, and said so."""
    sources = {module: file.read_text("utf-8") for module, file in files.items()}
    live = Functions(set(files.values()))
    called: dict[str, list[str]] = {}
    few: dict[str, int] = {}
    took: dict[str, float] = {}
    begun, fresh = time.monotonic(), 0
    for path, those in groupby(items, key=lambda item: item.path):
        tests = list(those)
        sum_ = hashlib.sha256(path.read_bytes()).hexdigest()[:32]
        kept = KEPT / f"{path.stem}-{sum_}.json"
        found = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
        if new := [item for item in tests if item.nodeid not in found]:
            fresh += len(new)
            look = partial(_seen, new, live, files, sources, fails)
            said = forking.in_a_child(look, TOO_LONG, folder / "watched")
            shutil.rmtree(folder / "base", ignore_errors=True)
            if not said.startswith("{"):
                say(f"  {path.name} is left out: {said}")
                continue
            found.update(json.loads(said))
            KEPT.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(found), "utf-8")
        for item in tests:
            if not (one := found[item.nodeid]):
                say(f"  left out, since it fails without a change: {item.nodeid}")
                kept.unlink(missing_ok=True)
                continue
            took[item.nodeid], few[item.nodeid] = one[0], len(one) - 1
            for name in one[1:]:
                called.setdefault(name, []).append(item.nodeid)
    say(f"  {len(took)} tests, {fresh} of them watched in {time.monotonic() - begun:.0f} s")
    return Watched(called, few, took)


def _seen(
    items: Sequence[pytest.Item],
    live: Functions,
    files: Mapping[str, Path],
    sources: Mapping[str, str],
    fails: Callable[[Sequence[pytest.Item]], str],
) -> str:
    """As JSON, of each test its seconds, and then what it calls; nothing where it fails."""
    seen: set[str] = set()
    setattr(builtins, SEEN, seen.add)
    for module, file in files.items():
        live.swap(file, watched(module, sources[module]))
    found: dict[str, list[float | str]] = {}
    for item in items:
        seen.clear()
        begun = _worked()
        found[item.nodeid] = [] if fails([item]) else [round(_worked() - begun, 4), *sorted(seen)]
    return json.dumps(found)


def _worked() -> float:
    """Seconds of work of this process and of what it started: the same however busy the machine is."""
    return sum(os.times()[:4])
