"""docs/journal-format.md is true: its programs are run, its example is a line."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pexpect
import pytest
from tests.journal.making import NOON, entry, segments

from smartcli.home.ids import new_id
from smartcli.home.seal.keys import Keys
from smartcli.journal import Journal
from smartcli.journal.entry import Entry
from smartcli.journal.happened import Happened
from smartcli.journal.line import decode, encode

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
    journal.edit(ids[1], {}, asked={}, at=LATER, happened=Happened(day="2026-03-02", said="2026-03-02 evening"))
    journal.delete([ids[3]], at=LATER)
    journal.append(entry("forgotten", minutes=9))
    copy = segments(tmp_path)[0].read_bytes()
    journal.forget([journal.entries()[-1].id], at=LATER)
    [file] = segments(tmp_path)
    (file.parent / "000001.sync-conflict-1.jsonl").write_bytes(copy + b'{"v":1,"id":"01')
    return tmp_path


def run(command: list[str], home: Path) -> list[list[object]]:
    done = subprocess.run(command, cwd=home, capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_example_is_a_line():
    [line] = re.findall(r'^    (\{"v":1,"id".*\})$', PAGE, re.MULTILINE)
    assert Entry.from_line(decode(line.encode())).answers == {"trigger": "a row at work", "strength": 7, "helper": None}


def test_the_python_program_reads_what_smartcli_reads(home):
    [program] = programs("python")
    read = run([sys.executable, "-X", "dev", "-W", "ignore::ResourceWarning", "-c", program], home)
    assert read == [[one.id, one.day, one.exercise, one.answers] for one in Journal(home).entries()]
    assert [row[1] for row in read] == ["2026-03-10", "2026-03-02", "2026-03-10"]
    assert [row[3] for row in read] == [
        {"trigger": "née", "strength": 3, "helper": None},
        {"trigger": "two", "strength": 7, "helper": None},
        {"trigger": "three", "strength": 7, "helper": None},
    ]


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_the_jq_line_shows_every_entry(home):
    [line] = [line for line in programs("sh") if line.startswith("awk") and "jq" in line]
    read = run(["sh", "-c", line], home)
    assert ["2026-03-10", "urge-log", {"trigger": "née", "strength": 7, "helper": None}] in read
    assert len(read) == 9  # four entries, twice: the copy is read too, and what was forgotten lies only there


@pytest.mark.skipif(shutil.which("duckdb", path=PLACES) is None, reason="duckdb is not installed")
def test_the_duckdb_line_runs(home):
    [line] = [line for line in programs("sh") if "duckdb" in line]
    environ = {**os.environ, "PATH": PLACES}
    shown = subprocess.run(["sh", "-c", line], cwd=home, env=environ, capture_output=True, check=True).stdout
    assert b"three" in shown


# A sealed journal, with the standard age and jq


needs_age = pytest.mark.skipif(
    shutil.which("age") is None or shutil.which("jq") is None, reason="age or jq is not installed"
)
PASSPHRASE = "five green boats"


@pytest.fixture
def sealed_home(home):
    """The same journal: what there was is packed, and two lines were added sealed."""
    keys = Keys(home, lambda _before: PASSPHRASE)
    Journal(home).note_plain()
    keys.create(PASSPHRASE)
    journal = Journal(home, keys=keys)
    journal.seal_all()
    for minutes, text in enumerate(["sealed, née", "x" * 700], 70):
        journal.append(entry(text, minutes=minutes))
    return home


def recipe() -> str:
    [program] = [program for program in programs("sh") if "identity.age" in program]
    return program


@needs_age
def test_all_of_a_sealed_journal_is_read_with_the_standard_age_and_jq(sealed_home):
    child = pexpect.spawn("sh", ["-e", "-c", recipe()], cwd=str(sealed_home), encoding="utf-8", timeout=60)
    child.expect("passphrase")
    child.sendline(PASSPHRASE)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    [program] = programs("python")
    read = run([sys.executable, "-W", "ignore::ResourceWarning", "-c", program], sealed_home / "plain")
    ours = Journal(sealed_home, keys=Keys(sealed_home, lambda _before: PASSPHRASE)).entries()
    assert read == [[one.id, one.day, one.exercise, one.answers] for one in ours]
    assert [row[3]["trigger"] for row in read if isinstance(row[3], dict)][-2:] == ["sealed, née", "x" * 700]
    assert not (sealed_home / "key.txt").exists()


@needs_age
def test_what_the_standard_age_sealed_is_read_by_smartcli(sealed_home):
    line = encode({"v": 1, "n": 1, **entry("from elsewhere", minutes=90, id=new_id(LATER)).as_line()})
    (sealed_home / "line.json").write_bytes(line)
    [program] = [program for program in programs("sh") if "age -r" in program]
    age = subprocess.run(["sh", "-c", program], cwd=sealed_home, capture_output=True, check=True).stdout
    folder = sealed_home / "journal" / "elsewher"
    folder.mkdir()
    (folder / "000001.jsonl").write_bytes(encode({"v": 1, "n": 1, "age": age.decode().strip()}) + b"\n")
    ours = Journal(sealed_home, keys=Keys(sealed_home, lambda _before: PASSPHRASE)).entries()
    assert "from elsewhere" in [one.answers["trigger"] for one in ours]
