"""A pytest plugin: which tests call which functions of which modules, and how long each test takes.

`-p tests.mutants.callers`, with the modules' paths in MUTANTS_OF and the place for the answer in MUTANTS_TO. Only what
runs in the process of the tests is seen; a program of its own is not.
"""

import json
import os
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

WANTED = {os.path.realpath(file) for file in os.environ.get("MUTANTS_OF", "").split(os.pathsep) if file}
CALLED: dict[str, set[str]] = defaultdict(set)  # "file:function" → tests
TOOK: dict[str, float] = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    seen: set[str] = set()
    known: dict[str, bool] = {}

    def watch(frame: FrameType, event: str, _what: object) -> None:
        if event == "call":
            name = frame.f_code.co_filename
            if name not in known:
                known[name] = os.path.realpath(name) in WANTED
            if known[name]:
                seen.add(f"{os.path.realpath(name)}:{frame.f_code.co_qualname.replace('<locals>.', '')}")

    begun = time.perf_counter()
    sys.setprofile(watch)
    threading.setprofile(watch)
    try:
        return (yield)
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
        TOOK[item.nodeid] = time.perf_counter() - begun
        for one in seen:
            CALLED[one].add(item.nodeid)


def pytest_sessionfinish() -> None:
    found = {"called": {name: sorted(tests) for name, tests in CALLED.items()}, "took": TOOK}
    Path(os.environ["MUTANTS_TO"]).write_text(json.dumps(found), "utf-8")
