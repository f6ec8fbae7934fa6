"""Folders open to the person alone, files too, whatever the umask; links are followed where they are meant to be."""

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.privacy import table
from tests.program import Program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes as POSIX has them")
NOBODY = 65534
PASSPHRASE = b"plover on the sandbank\n"


def run(program: Program, *argv: str, stdin: bytes = b"", umask: int = 0o022) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        program.command(*argv), input=stdin, capture_output=True, env=program.environ, cwd="/", umask=umask
    )


def modes(folder: Path) -> set[str]:
    """The modes there are: those of folders, and those of files."""
    found = {f"folder {stat.S_IMODE(folder.stat().st_mode):o}"}
    for path in folder.rglob("*"):
        what = "folder" if path.is_dir() else "file"
        found.add(f"{what} {stat.S_IMODE(path.lstat().st_mode):o}")
    return found


PRIVATE = {"folder 700", "file 600"}
REASONS = b'{"reasons": ["My daughter"]}'
# What is handed to the commands that want something; all others are called with nothing. In this order.
GIVEN: list[tuple[list[str], bytes]] = [
    (["do", "why-i-want-this", "--answers", "-"], REASONS),
    (["checkin", "--answers", "-"], b'{"urge": 3}'),
    (["do", "urge-log"], b"7\n"),  # and no more: the end of a pipe leaves a draft
    (["settings", "change", "--day-ends", "3"], b""),
    (["settings", "change", "--answers", "-"], b'{"name": "Sam"}'),
    (["export", "json", "--out", "{home}/../out/export.json"], b""),
    (["export", "csv", "--out", "{home}/../out/export.csv"], b""),
    (["import", "{home}/../out/export.json"], b""),
    (["journal", "edit", "{id}", "--answers", "-"], b'{"reasons": ["Sleep"]}'),
    (["journal", "delete", "{id}"], b""),
    (["journal", "undo"], b""),
    (["backup", "{home}/../out/backup.zip"], b""),
    (["restore", "{home}/../out/backup.zip", "--yes"], b""),
    (["lock", "--yes", "--passphrase-fd", "0"], PASSPHRASE),
    (["checkin", "--answers", "-"], b'{"urge": 4}'),
    (["doctor"], b""),
    (["repair", "--yes"], b""),
    (["unlock", "--yes", "--passphrase-fd", "0"], PASSPHRASE),
    (["cards"], b""),
]


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077], ids="{:03o}".format)
def test_whatever_the_umask_nobody_else_can_read_what_is_written(program: Program, umask: int) -> None:
    out = program.home.parent / "out"
    out.mkdir(mode=0o700)
    id = "x"
    for argv, stdin in GIVEN:
        words = [word.format(home=program.home, id=id) for word in argv]
        ended = run(program, *words, stdin=stdin, umask=umask)
        assert b"went wrong" not in ended.stderr, (argv, ended)
        assert ended.returncode in {0, 130, 4}, (argv, ended)
        assert modes(program.home) <= PRIVATE, argv
        assert modes(out) <= PRIVATE, argv
        if id == "x":
            id = json.loads(run(program, "journal", "list", "--json").stdout)["entries"][0]["id"]
    assert len(list(program.home.rglob("*"))) > 10


def test_every_command_that_there_is_keeps_to_that(program: Program) -> None:
    """With a umask that forbids nothing, one after the other."""
    run(program, "do", "why-i-want-this", "--answers", "-", stdin=REASONS)
    id = json.loads(run(program, "journal", "list", "--json").stdout)["entries"][0]["id"]
    for line in table.command_lines():
        run(program, *(word.format(id=id, file="none", word="x") for word in line), stdin=b"x\n\n", umask=0)
        assert modes(program.home) <= PRIVATE, line


def test_what_others_could_read_is_closed_at_the_next_run(program: Program) -> None:
    run(program, "do", "why-i-want-this", "--answers", "-", stdin=REASONS)
    for path in [program.home, *program.home.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o666)
    run(program, "do", "why-i-want-this", "--answers", "-", stdin=REASONS)
    [segment] = program.home.glob("journal/*/*.jsonl")
    for path in (program.home, segment.parent.parent, segment.parent, segment, program.home / "at-hand.toml"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.parametrize("linked", [".", "journal"])
def test_w8_a_linked_folder_is_followed_and_stays_a_link(program: Program, tmp_path: Path, linked: str) -> None:
    run(program, "do", "why-i-want-this", "--answers", "-", stdin=REASONS)
    real = tmp_path / "elsewhere"
    place = program.home / linked
    place.rename(real)
    place.symlink_to(real)
    assert run(program, "checkin", "--answers", "-", stdin=b'{"urge": 3}').returncode == 0
    assert place.is_symlink()
    assert len(json.loads(run(program, "journal", "list", "--json").stdout)["entries"]) == 2
    assert b'"urge":3' in b"".join(file.read_bytes() for file in real.rglob("*.jsonl"))
    assert modes(real) <= PRIVATE


def test_a_link_in_place_of_a_segment_is_not_followed(program: Program, tmp_path: Path) -> None:
    run(program, "checkin", "--answers", "-", stdin=b'{"urge": 3}')
    [segment] = program.home.glob("journal/*/*.jsonl")
    real = tmp_path / "elsewhere.jsonl"
    segment.rename(real)
    segment.symlink_to(real)
    before = real.read_bytes()
    ended = run(program, "checkin", "--answers", "-", stdin=b'{"urge": 4}')
    assert b"went wrong" not in ended.stderr
    assert real.read_bytes() == before
    assert segment.is_symlink()
    listed = run(program, "journal", "list", "--json")
    assert b"Traceback" not in listed.stderr
    assert b'"urge": 3' not in listed.stdout


# Root without root's rights: what is not its own it may neither change nor, unless others may, read.
POWERLESS = ["setpriv", "--bounding-set", "-fowner,-dac_override,-dac_read_search,-chown"]


@pytest.fixture
def theirs(program: Program) -> Program:
    """A home with one entry that belongs to somebody else."""
    if getattr(os, "geteuid", lambda: 1)() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only root can give a file away, and setpriv take root's rights")
    if subprocess.run([*POWERLESS, sys.executable, "-c", ""], capture_output=True).returncode:
        pytest.skip("without root's rights this Python cannot be started here")
    run(program, "do", "why-i-want-this", "--answers", "-", stdin=REASONS)
    for path in [program.home, *program.home.rglob("*")]:
        os.chown(path, NOBODY, NOBODY)
    return program


def powerless(program: Program, *argv: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [*POWERLESS, *program.command(*argv)]
    return subprocess.run(command, input=stdin, capture_output=True, env=program.environ, cwd="/")


def test_what_belongs_to_somebody_else_who_let_us_in_is_not_mended_and_stops_nothing(theirs: Program) -> None:
    everything = [theirs.home, *theirs.home.rglob("*")]
    for path in everything:
        path.chmod(0o777 if path.is_dir() else 0o666)
    everything = [path for path in everything if path.parent != theirs.home / "heights"]  # made anew by every run
    before = {path: (path.stat().st_uid, path.stat().st_mode) for path in everything}
    for argv in (["checkin", "--answers", "-"], ["journal", "list"], ["cards"], ["export", "json"], ["doctor"]):
        ended = powerless(theirs, *argv, stdin=b'{"urge": 3}')
        assert (b"went wrong" in ended.stderr, b"Traceback" in ended.stderr) == (False, False), ended
    assert len(json.loads(powerless(theirs, "journal", "list", "--json").stdout)["entries"]) == 2
    assert {path: (path.stat().st_uid, path.stat().st_mode) for path in everything} == before


def test_a_home_that_cannot_be_entered_is_told_in_a_sentence(theirs: Program) -> None:
    for argv in (["journal", "list"], ["checkin", "--answers", "-"], ["cards"], ["export", "json"], ["urge"]):
        ended = powerless(theirs, *argv, stdin=b'{"urge": 3}')
        assert (b"went wrong" in ended.stderr, b"Traceback" in ended.stderr) == (False, False), (argv, ended)
        assert ended.returncode in ({0} if argv == ["urge"] else {1, 3}), (argv, ended)
    assert powerless(theirs, "help-now").returncode == 0
