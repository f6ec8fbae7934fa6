"""docs/journal-format.md is true: its programs are run, its example is a line."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from tests.journal.making import NOON, entry, segments

from smartcli.entry import Entry, decode
from smartcli.journal import Journal

PAGE = (Path(__file__).parents[2] / "docs" / "journal-format.md").read_text("utf-8")
LATER = NOON + timedelta(hours=1)
# The test tools bring a duckdb; it lies beside the Python that runs this.
PLACES = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def programs(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def home(tmp_path):
    """A journal with all there can be in it: changes, their undoing, a torn line, a copy made by a sync tool."""
    journal = Journal(tmp_path)
    ids = [journal.append(entry(text, minutes=minutes)).id for minutes, text in enumerate(["née", "two", "three", "4"])]
    journal.edit(ids[0], {"strength": 3}, asked={"strength": "How strong?"}, at=LATER)
    journal.edit(ids[0], {"trigger": "mistaken"}, asked={}, at=LATER)
    journal.undo(at=LATER)
    journal.delete(ids[1:3], at=LATER)
    journal.undo(at=LATER)
    journal.delete([ids[3]], at=LATER)
    [file] = segments(tmp_path)
    (file.parent / "000001.sync-conflict-1.jsonl").write_bytes(file.read_bytes() + b'{"v":1,"id":"01')
    return tmp_path


def run(command: list[str], home: Path) -> list[list[object]]:
    done = subprocess.run(command, cwd=home, capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_example_is_a_line():
    [line] = re.findall(r'^    (\{"v":1.*\})$', PAGE, re.MULTILINE)
    assert Entry.from_line(decode(line.encode())).answers == {"trigger": "a row at work", "strength": 7, "helper": None}


def test_the_python_program_reads_what_smartcli_reads(home):
    [program] = programs("python")
    read = run([sys.executable, "-X", "dev", "-W", "ignore::ResourceWarning", "-c", program], home)
    assert read == [[one.id, one.day, one.exercise, one.answers] for one in Journal(home).entries()]
    assert [row[3] for row in read] == [
        {"trigger": "née", "strength": 3, "helper": None},
        {"trigger": "two", "strength": 7, "helper": None},
        {"trigger": "three", "strength": 7, "helper": None},
    ]


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_the_jq_line_shows_every_entry(home):
    [line] = [line for line in programs("sh") if "jq" in line]
    read = run(["sh", "-c", line], home)
    assert ["2026-03-10", "urge-log", {"trigger": "née", "strength": 7, "helper": None}] in read
    assert len(read) == 8  # four entries, twice: the copy is read too


@pytest.mark.skipif(shutil.which("duckdb", path=PLACES) is None, reason="duckdb is not installed")
def test_the_duckdb_line_runs(home):
    [line] = [line for line in programs("sh") if "duckdb" in line]
    environ = {**os.environ, "PATH": PLACES}
    shown = subprocess.run(["sh", "-c", line], cwd=home, env=environ, capture_output=True, check=True).stdout
    assert b"three" in shown
