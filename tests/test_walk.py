"""One request, from what is typed to the disk: CONTRIBUTING's walk is what a run does."""

import re
import subprocess
import sys
from pathlib import Path

from tests.program import Program

ROOT = Path(__file__).parents[1]
WALK = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## One request")[2].partition("\n## ")[0]
STEPS = re.findall(r"(?m)^\d\. (?:.+\n?(?:   .+\n)*)", WALK)
# The files in which a function is called, in their order, and a mark where the journal's line is flushed.
CODE = """
import os, sys
import smartcli
place = os.path.dirname(smartcli.__file__) + os.sep
seen = []
def watch(frame, event, arg):
    code = frame.f_code
    is_ours = code.co_filename.startswith(place) and code.co_flags & 2 and not code.co_name.startswith("<")
    if event == "call" and is_ours:
        seen.append(code.co_filename[len(place):].replace(os.sep, "/"))
    elif event == "c_call" and getattr(arg, "__name__", "") == "fsync":
        seen.append("FLUSHED")
from smartcli.__main__ import main
sys.setprofile(watch)
code = main(["do", "urge-log", "--answers", "-"])
sys.setprofile(None)
print("CALLED", *dict.fromkeys(seen), file=sys.stderr)
sys.exit(code)
"""
# What every step of the way stands on.
GROUND = {"record.py", "text/language.py", "stores.py", "exercises/exercise.py", "exercises/step.py"}


def called(program: Program) -> list[str]:
    run = subprocess.run(
        [sys.executable, "-c", CODE], input=b'{"strength": 7}', capture_output=True, env=program.environ, check=True
    )
    return run.stderr.decode().rpartition("CALLED")[2].split()


def named(step: str) -> list[str]:
    return re.findall(r"`([a-z_]+(?:/[a-z_]+)*\.py)`", step)


def test_the_walk_of_contributing_is_what_a_run_does(program: Program) -> None:
    run = called(program)
    before = run[: run.index("FLUSHED")]
    files = [name for step in STEPS for name in named(step)]
    assert len(STEPS) == 6
    assert [name for name in files if name not in run] == []
    assert set(named(STEPS[-1])) & set(before) == set()
    firsts = [before.index(named(step)[0]) for step in STEPS[:-1]]
    assert firsts == sorted(firsts)


def test_a_request_goes_through_few_files(program: Program) -> None:
    run = called(program)
    # The urge log holds five kinds of steps, a time of what happened, and lists that know doubles.
    assert len(run[: run.index("FLUSHED")]) < 48
    assert set(run) >= GROUND
