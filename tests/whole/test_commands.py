"""What every command says is so, whichever of its calls fails. All faults in the long run: tests.long commands."""

import subprocess
from pathlib import Path

import pytest
from tests.privacy import table
from tests.privacy.watched import why_not
from tests.program import Program
from tests.whole import forked, matrix
from tests.whole.bench import Bench
from tests.whole.homes import Prepared
from tests.whole.lines import ELSEWHERE, LINES, WRITING, Line
from tests.whole.shim import Plan

from smartcli.home import disk

SOME = [line for line in LINES if line.home == "used"][::5]  # of the commands, so that few homes need be made
SHARE = 400  # of so many cases one is tried in the suite
FEWEST = 60


def test_every_command_there_is_has_a_row_or_a_reason_for_none() -> None:
    named = {tuple(words) for words, _command in table.every()}
    rows = {max((one for one in named if line.argv.split()[: len(one)] == list(one)), key=len) for line in LINES}
    assert named - rows == {tuple(words.split()) for words in ELSEWHERE} - {("verify",)}


def test_whichever_call_of_a_command_fails_what_it_says_is_so(tmp_path: Path) -> None:
    tally = matrix.faults(tmp_path / "case", SOME, share=SHARE)
    assert tally.found == []
    assert tally.cases > FEWEST


def bench(folder: Path, line: Line, form: str = "plain") -> Bench:
    forked.load_all()
    return Bench(folder, line, Prepared(folder, line.home, form), form)


# What was once told wrongly: a command, and the call at which it met an error, once or from then on.
ONCE, LASTING = False, True
MET = [
    ("export markdown --out", "plain", "read", "my-own.toml", "EMFILE", ONCE),
    ("journal delete of cards", "sealed", "read", "000002.jsonl", "EINTR", ONCE),
    ("do why-i-want-this", "sealed", "fstat", "at-hand.toml", "EDQUOT", ONCE),
    ("journal list", "plain", "scandir", "home/exercises", "EINTR", ONCE),
    ("where", "plain", "stat", "home/exercises", "EIO", ONCE),
    ("doctor", "plain", "stat", "home/marks.toml", "EIO", ONCE),
    ("cards edit 1", "plain", "open", "home/marks.toml", "EROFS", ONCE),
    ("cards back reason", "sealed", "open", "home/marks.toml", "EMFILE", ONCE),
    ("cards back reason", "plain", "close", "/home", "EMFILE", LASTING),
    ("settings change", "sealed", "read", "home/settings.toml", "EINTR", ONCE),
    ("settings change, the first", "plain", "flock", "home/lock", "EMFILE", ONCE),
    ("do urge-log", "plain", "fsync", "home/journal/", "EROFS", LASTING),
    ("a draft left", "plain", "scandir", "home/journal/", "EMFILE", ONCE),
    ("lock, the first", "plain", "make", "home/key/.identity", "ENOSPC", ONCE),
    ("lock", "plain", "read", "home/unfinished", "EIO", ONCE),
    ("lock again", "plain", "replace", "home/.settings.toml", "EDQUOT", LASTING),
    ("lock --new-key", "plain", "lstat", "home/backups/auto-", "EINTR", ONCE),
    ("unlock", "sealed", "stat", "home/marks.toml", "ENOSPC", ONCE),
    ("backup", "plain", "flock", "home/lock", "EMFILE", LASTING),
    ("backup", "plain", "scandir", "home/journal", "EINTR", LASTING),
    ("journal undo", "sealed", "read", "000002.jsonl", "EMFILE", ONCE),
    ("journal undo", "sealed", "fsync", "000002.jsonl", "EIO", LASTING),
    ("export html --out", "sealed", "read", "000002.jsonl", "EINTR", ONCE),
    ("cards --out", "plain", "fstat", "shipped-en.json", "EMFILE", LASTING),
    ("cards away reason", "plain", "stat", "exercises/my-own.toml", "EMFILE", LASTING),
    ("cards back reason", "sealed", "read", "shipped-en.json", "EMFILE", LASTING),
    ("exercises worksheet", "plain", "read", "shipped-en.json", "EACCES", LASTING),
    ("forget --exercise", "sealed", "open", "000001.jsonl.age", "EACCES", LASTING),
    ("forget --everything", "plain", "stat", "home/unfinished", "EACCES", ONCE),
    ("repair", "plain", "write", "home/heights/", "EIO", LASTING),
    ("repair --start-anew", "sealed", "open", "home/quarantine", "EIO", LASTING),
    ("restore, the first", "sealed", "mkdir", "home/journal", "EROFS", ONCE),
    ("restore, the first", "sealed", "fsync", "home/key/", "EIO", LASTING),
    ("restore, the first", "plain", "fsync", "home/journal/", "EACCES", LASTING),
    ("import export.json", "sealed", "fsync", "home/journal/", "EIO", ONCE),
    ("backup", "plain", "stat", "/settings.toml", "EACCES", LASTING),
    ("backup elsewhere", "plain", "stat", "home/backups", "EROFS", LASTING),
    ("backup mine.zip", "plain", "lstat", "/.unpacked-", "EMFILE", LASTING),
    ("forget --from --to", "sealed", "stat", "home/journal/", "EACCES", LASTING),
    ("forget", "sealed", "open", "home/journal/", "EINTR", LASTING),
    ("forget --exercise", "sealed", "stat", "home/journal/", "EACCES", ONCE),
    ("a draft left", "plain", "stat", "home/key/recipient", "EACCES", LASTING),
    ("a draft left", "plain", "fsync", "home/drafts", "EACCES", LASTING),
    ("cards pick reason", "plain", "open", "shipped-en.json", "EMFILE", LASTING),
    ("exercises worksheet", "plain", "stat", "exercises/urge-log.toml", "EIO", ONCE),
    ("visit", "sealed", "read", "000001.jsonl.age", "EIO", ONCE),
    ("check my-own", "plain", "scandir", "home/exercises", "EACCES", ONCE),
    ("insights", "sealed", "read", "home/journal/", "EIO", ONCE),
    ("plan", "plain", "read", "home/journal/", "EMFILE", ONCE),
    ("doctor", "plain", "read", "METADATA", "EACCES", ONCE),
    ("doctor", "plain", "scandir", "home/drafts", "EMFILE", ONCE),
    ("doctor", "plain", "stat", "home/exercises", "EACCES", LASTING),
    ("journal edit", "plain", "read", "shipped-en.json", "EMFILE", LASTING),
    ("lock --new-key", "plain", "read", "home/accepted", "EIO", ONCE),
    ("lock --new-key", "plain", "scandir", "home/drafts", "EIO", ONCE),
    ("unlock", "sealed", "open", "home/drafts/", "EACCES", ONCE),
    ("lock --drop-plain", "sealed", "scandir", "home/backups", "EIO", LASTING),
    ("repair", "sealed", "replace", "home/journal/", "EMFILE", LASTING),
    ("repair", "plain", "fsync", "home/journal/", "EACCES", LASTING),
    ("", "plain", "scandir", "home/drafts", "EIO", ONCE),
    ("", "plain", "read", "home/drafts/", "EROFS", ONCE),
    ("", "sealed", "stat", "home/drafts/", "EINTR", ONCE),
    ("", "sealed", "open", "home/journal/", "EIO", ONCE),
    ("restore, the first", "sealed", "read", "home/key/recipient", "EACCES", LASTING),
    ("forget", "sealed", "fsync", "home/.at-hand", "EROFS", LASTING),
    ("forget", "sealed", "close", "000001.jsonl.age", "EACCES", LASTING),
    ("unlock", "sealed", "write", "home/.unfinished", "EMFILE", LASTING),
    ("unlock", "sealed", "scandir", "home/backups", "EMFILE", LASTING),
    ("lock --change", "sealed", "write", "<stdout>", "EROFS", LASTING),
    ("exercises new my-evening", "plain", "fsync", "home/exercises", "EIO", LASTING),
    ("exercises new my-evening", "sealed", "close", "home/exercises", "EACCES", LASTING),
    ("exercises path", "plain", "open", "/home", "EACCES", LASTING),
    ("settings journal-folder", "plain", "remove", "/.trial.", "EACCES", LASTING),
    ("settings journal-folder, the first", "sealed", "remove", "/.trial.", "EACCES", LASTING),
]
PIECE = "A piece of a line stays in the journal."
FEW = 6  # of the calls that are alike


@pytest.mark.parametrize(("title", "form", "kind", "where", "error", "lasting"), MET)
def test_what_cannot_be_read_is_told_wherever_it_is_met(
    title: str, form: str, kind: str, where: str, error: str, *, lasting: bool, tmp_path: Path
) -> None:
    line = next(line for line in LINES if line.title == title and form in line.forms)
    tried = bench(tmp_path / "case", line, form)
    numbers = [place for place, (name, path) in enumerate(tried.calls) if name == kind and where in path]
    assert numbers
    few = numbers[:: -(-len(numbers) // FEW)]
    assert [one for n in few for one in matrix.wrong(tried, Plan(n, error, lasting=lasting))] == []


@pytest.mark.parametrize(
    ("title", "form", "told"),
    [
        ("journal edit", "plain", PIECE),
        ("journal undo", "sealed", PIECE),
        ("checkin, the first", "sealed", PIECE),
        ("import export.json", "plain", "A piece of it stays in the journal"),
        ("restore backup.zip", "plain", "A piece of it stays in the journal"),
        ("forget --from --to", "plain", "Erasing was begun and not finished."),
    ],
)
def test_a_piece_of_a_line_that_a_sick_disk_keeps_is_told(title: str, form: str, told: str, tmp_path: Path) -> None:
    tried = bench(tmp_path / "case", next(one for one in LINES if one.title == title and form in one.forms), form)
    writes = [place for place, (kind, path) in enumerate(tried.calls) if kind == "write" and "/journal/" in path]
    plans = [Plan(number, "EIO", half=True, lasting=True) for number in writes]
    assert [one for plan in plans for one in matrix.wrong(tried, plan)] == []
    said = []
    for plan in plans:
        tried.lays()
        said.append(" ".join(tried.runs(plan).err.split()))
    assert any(told in one for one in said)


def test_a_draft_counts_as_kept_once_it_is_there(tmp_path: Path) -> None:
    line = next(one for one in LINES if one.title == "a draft left")
    tried = bench(tmp_path / "case", line)
    first = next(place for place, (kind, path) in enumerate(tried.calls) if kind == "replace" and "/drafts/" in path)
    plans = [Plan(first + after, "EIO", lasting=True) for after in range(1, 8)]
    assert [one for plan in plans for one in matrix.wrong(tried, plan)] == []


def test_what_a_killed_export_left_beside_its_file_goes_at_the_next(tmp_path: Path) -> None:
    tried = bench(tmp_path / "case", next(line for line in LINES if line.title == "export json --out"))
    number = next(place for place, (kind, _path) in enumerate(tried.calls) if kind in ("rename", "replace"))
    tried.lays()
    tried.runs(Plan(number))
    assert [file for file in tried.folder.iterdir() if disk.is_temporary(file.name)]
    assert tried.runs().code == 0
    assert not [file for file in tried.folder.iterdir() if disk.is_temporary(file.name)]


def swallowed(path: Path, data: bytes, system: disk.System = disk.SYSTEM) -> None:
    try:
        honest(path, data, system)
    except OSError:
        return


honest = disk.append


def test_a_command_that_says_nothing_of_an_error_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "append", swallowed)
    tried = bench(tmp_path / "case", WRITING[0])
    number = next(place for place, (kind, path) in enumerate(tried.calls) if kind == "write" and "/journal/" in path)
    assert [one.partition(":")[0] for one in matrix.wrong(tried, Plan(number, "ENOSPC"))] == ["false success"]


def test_a_command_that_leaves_something_half_written_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = bench(tmp_path / "case", next(line for line in WRITING if line.title == "settings change"))
    number = next(place for place, (kind, path) in enumerate(tried.calls) if kind == "replace" and ".settings" in path)
    monkeypatch.setattr(disk.System, "remove", lambda _system, _path: None)
    assert next(matrix.wrong(tried, Plan(number, "ENOSPC"))) == "left: home/.*.toml.*.tmp"


@pytest.mark.skipif(bool(why_not()), reason=why_not() or "strace can be had")
@pytest.mark.parametrize(("call", "error"), [("fsync", "EIO"), ("rename", "ENOSPC"), ("write", "EROFS")])
def test_a_process_that_strace_makes_fail_says_what_one_under_the_shim_says(
    call: str, error: str, tmp_path: Path
) -> None:
    """The first such call on a file of the home; the program started as always."""
    line = next(line for line in WRITING if line.argv == "settings change --day-ends 3")
    tried = bench(tmp_path / "case", line)
    home = str(tried.folder / "home")
    kinds = {"rename": ("replace", "rename")}.get(call, (call,))
    number = next(place for place, (kind, path) in enumerate(tried.calls) if kind in kinds and path.startswith(home))
    tried.lays()
    under = tried.runs(Plan(number, error))
    program = Program(tried.folder / "home")
    command = program.command(*line.argv.split())
    environ = {**program.environ, "PYTHONDONTWRITEBYTECODE": "1"}  # which the first run after a change would do

    def traced(*more: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
        tried.lays()
        log = tmp_path / "log"
        strace = ["strace", "-y", "-e", f"trace={call}", *more, "-o", str(log)]
        run = subprocess.run([*strace, *command], capture_output=True, env=environ, text=True)
        return run, [line for line in log.read_text().splitlines() if line.startswith(call)]

    _run, calls = traced()
    which = next(place for place, text in enumerate(calls, 1) if home in text)
    run, calls = traced("-e", f"inject={call}:error={error}:when={which}")
    assert calls[which - 1].endswith("(INJECTED)")
    assert home in calls[which - 1]
    assert (run.returncode, run.stdout, run.stderr) == (under.code, under.out, under.err)
