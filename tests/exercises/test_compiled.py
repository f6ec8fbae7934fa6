"""What was read ahead is what stands in the TOML, or it is not used."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from tests import copied
from tests.exercises.own_exercises import small
from tests.program import Program

from smartcli.errors import SmartError
from smartcli.exercises import compiled, compiling, content
from smartcli.exercises.exercise import HEAD, Exercise
from smartcli.exercises.library import Library, read_file
from smartcli.home import flat_toml
from smartcli.record import values

FOLDERS = compiling.folders(content.data())
SHIPPED = sorted(file for folder in FOLDERS for file in folder.glob("*.toml"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A few exercises that may be changed."""
    folder = tmp_path / "exercises"
    folder.mkdir()
    for name in ("check-in", "urge-log", "change-plan"):
        shutil.copy(content.data() / "en" / "exercises" / f"{name}.toml", folder)
    return folder


@pytest.fixture
def file(folder: Path, tmp_path: Path) -> Path:
    """Their compiled file."""
    file = tmp_path / "shipped-en.json"
    file.write_bytes(compiling.compiled_from(folder))
    return file


# It is the TOML


@pytest.fixture(scope="module")
def ahead(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, compiled.Compiled]:
    found = {}
    for number, folder in enumerate(FOLDERS):
        file = tmp_path_factory.mktemp("compiled") / str(number)
        file.write_bytes(compiling.compiled_from(folder))
        found[folder] = compiled.read(file, folder)
    return {folder: one for folder, one in found.items() if one}


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: f"{file.parent.parent.name}/{file.stem}")
def test_every_shipped_exercise_is_in_it_as_it_stands_in_its_file(file: Path, ahead: Any) -> None:
    one = ahead[file.parent]
    table = tomllib.loads(file.read_text("utf-8"))
    assert json.dumps(one.table(file.stem)) == json.dumps(table)  # 1, 1.0 and true are three things there
    found, _problems = read_file(file)
    assert found is not None
    assert one.heads[file.stem] == json.loads(json.dumps({name: getattr(found, name) for name in HEAD}))
    head = flat_toml.read(file.read_text("utf-8").partition("\n[[")[0])[0]
    assert {name: one.heads[file.stem][name] for name in head if name != "format"} == {
        name: value for name, value in head.items() if name != "format"
    }


def test_an_exercise_that_is_begun_with_its_head_becomes_the_whole_one() -> None:
    whole, _problems = read_file(SHIPPED[0])
    assert whole is not None
    head = {name: [*value] if isinstance(value := getattr(whole, name), tuple) else value for name in HEAD}
    asked: list[str] = []

    def rest() -> Exercise:
        asked.append("asked")
        assert whole is not None
        return whole

    begun = Exercise.with_head(whole.id, head, rest)
    assert [getattr(begun, name) for name in ("id", *HEAD)] == [getattr(whole, name) for name in ("id", *HEAD)]
    assert not hasattr(begun, "colour")
    assert asked == []
    assert (begun.steps, begun.sample, begun.outcomes) == (whole.steps, whole.sample, whole.outcomes)
    assert (begun == whole, values(begun) == values(whole), begun.but(minutes=9).steps) == (True, True, whole.steps)
    assert asked == ["asked"]


def test_what_json_does_not_know_or_cannot_be_used_stays_in_the_toml(folder: Path, file: Path) -> None:
    (folder / "dated.toml").write_text(small().replace('words = "x"', "words = 2026-03-10"), "utf-8")
    (folder / "broken.toml").write_text(small().replace("minutes = 1", ""), "utf-8")
    (folder / "marked.toml").write_bytes(b"\xef\xbb\xbf" + small("Füße").replace("\n", "\r\n").encode())
    file.write_bytes(compiling.compiled_from(folder))
    found = compiled.read(file, folder)
    assert found is not None
    assert [*found.heads] == ["change-plan", "check-in", "marked", "urge-log"]
    assert found.table("marked")["title"] == "Füße"


# It is passed over where it is not


def edited(file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace("Check-in", "Check-on"), "utf-8")


def edited_and_given_its_old_time(file: Path) -> None:
    before = file.stat()
    edited(file)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


CHANGES: dict[str, Callable[[Path], object]] = {
    "edited": edited,
    "edited and given its old time": edited_and_given_its_old_time,
    "given an older time": lambda file: os.utime(file, (0, 0)),
    "taken away": lambda file: file.unlink(),
    "added to": lambda file: file.with_name("new.toml").write_text(small(), "utf-8"),
    "renamed": lambda file: file.rename(file.with_name("check-out.toml")),
    "put in another's place": lambda file: shutil.copy(file.with_name("urge-log.toml"), file),
    "linked to nothing": lambda file: file.with_name("gone.toml").symlink_to("nowhere"),
    "taken away as a whole": lambda file: shutil.rmtree(file.parent),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_folder_that_was_changed_is_noticed(change: Callable[[Path], object], folder: Path, file: Path) -> None:
    assert compiled.read(file, folder) is not None
    change(folder / "check-in.toml")
    assert compiled.read(file, folder) is None


def test_what_is_no_exercise_file_makes_no_difference(folder: Path, file: Path) -> None:
    (folder / "notes.txt").write_text("x")
    assert compiled.read(file, folder) is not None


def test_a_wheel_goes_by_names_and_sizes(folder: Path, file: Path) -> None:
    file.write_bytes(compiling.compiled_from(folder, with_times=False))
    os.utime(folder / "check-in.toml", (0, 0))
    assert compiled.read(file, folder) is not None
    with (folder / "check-in.toml").open("ab") as changed:
        changed.write(b"\n")
    assert compiled.read(file, folder) is None


def summed(rest: bytes) -> bytes:
    return b"%08x\n%b" % (crc32(rest), rest)


def test_a_damaged_file_is_passed_over(folder: Path, file: Path) -> None:
    whole = file.read_bytes()
    rest = whole.partition(b"\n")[2]
    spoilt = [whole[:end] for end in (*range(12), len(whole) // 2, len(whole) - 1)]
    spoilt += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), 97)]
    spoilt += [whole + b"\n", b"\xff" * 20, b"zz\nx", summed(b""), summed(b"7"), summed(b"{}"), summed(b"[" * 100_000)]
    spoilt += [summed(rest.replace(b'"format": 1', b'"format": 2')), summed(rest.rpartition(b"\n")[0])]
    for data in spoilt:
        file.write_bytes(data)
        assert compiled.read(file, folder) is None
    file.write_bytes(whole)
    assert compiled.read(file, folder) is not None
    file.unlink()
    assert compiled.read(file, folder) is None
    file.mkdir()
    assert compiled.read(file, folder) is None


# The program


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copied.copy(tmp_path_factory.mktemp("made"))
    copied.compile_exercises(root)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """A compiled copy that may be changed."""
    shutil.copytree(made, tmp_path / "root")
    copied.compile_exercises(tmp_path / "root")
    return tmp_path / "root"


def listed(program: Program, language: str = "en") -> dict[str, str]:
    run = program.run("exercises", "list", "--json", LANGUAGE=language)
    assert run.returncode == 0, run.stderr
    return {one["id"]: one["title"] for one in json.loads(run.stdout)["exercises"]}


def is_read_ahead(program: Program, *argv: str, **environ: str) -> bool:
    """Whether a command does without the reader of TOML."""
    code = (
        f"import sys; from smartcli.__main__ import main; main({[*argv]!r}); "
        "print('tomllib' not in sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, env={**program.environ, **environ}, capture_output=True, text=True, check=True)
    return run.stderr.split()[-1] == "True"


def test_with_it_the_program_says_what_it_says_without(root: Path, tmp_path: Path) -> None:
    program = copied.program(root, tmp_path / "home")
    answers = json.dumps({"urge": 3, "mood": 5}).encode()
    lines = [["exercises", "list"], ["exercises", "list", "--json"], ["exercises", "show", "urge-log", "--json"]]
    lines += [
        ["points"],
        ["points", "--json"],
        [],
        ["do", "check in", "--answers", "-", "--json"],
        ["exercises", "show"],
    ]
    assert is_read_ahead(program, "exercises", "show", "urge-log")
    ahead = [program.run(*line, stdin=answers) for line in lines]
    shutil.rmtree(tmp_path / "home")
    for file in root.glob("src/smartcli/exercises/shipped-*"):
        file.unlink()
    assert not is_read_ahead(program, "exercises", "show", "urge-log")
    for line, before in zip(lines, ahead, strict=True):
        run = program.run(*line, stdin=answers)
        now, then = ((one.returncode, one.stdout, one.stderr) for one in (run, before))
        if "--answers" in line:  # its id and its moment are its own
            now, then = ((code, json.loads(out)["entry"]["answers"], err) for code, out, err in (now, then))
        assert now == then
    assert list(root.glob("src/smartcli/exercises/shipped-*")) == []  # no command writes one


@pytest.mark.parametrize("change", [edited, edited_and_given_its_old_time])
def test_a_changed_checkout_counts_at_once(change: Callable[[Path], None], root: Path, tmp_path: Path) -> None:
    program = copied.program(root, tmp_path / "home")
    change(root / "data" / "en" / "exercises" / "check-in.toml")
    assert listed(program)["check-in"] == "Check-on"
    copied.compile_exercises(root)
    assert (listed(program)["check-in"], is_read_ahead(program, "exercises", "list")) == ("Check-on", True)


def test_an_exercise_of_one_s_own_is_read_from_its_toml_at_once(root: Path, tmp_path: Path) -> None:
    own = tmp_path / "home" / "exercises"
    own.mkdir(parents=True)
    (own / "check-in.toml").write_text(small("Mine"), "utf-8")
    program = copied.program(root, tmp_path / "home")
    assert (listed(program)["check-in"], listed(program)["urge-log"]) == ("Mine", "Urge log")
    assert not is_read_ahead(program, "exercises", "list")
    assert is_read_ahead(program, "exercises", "show", "urge-log")


def test_every_language_has_a_file_of_its_own(root: Path, tmp_path: Path) -> None:
    shelf = root / "data" / "xx" / "exercises"
    shelf.mkdir(parents=True)
    (shelf / "check-in.toml").write_text(small("Xx check-in"), "utf-8")
    program = copied.program(root, tmp_path / "home")
    for compiled_too in (False, True):
        found = listed(program, "xx")
        assert (found["check-in"], found["urge-log"]) == ("Xx check-in", "Urge log")
        assert is_read_ahead(program, "exercises", "list", LANGUAGE="xx") == compiled_too
        assert listed(program)["check-in"] == "Check-in"
        copied.compile_exercises(root)
    names = {file.name for file in root.glob("src/smartcli/exercises/shipped-*")}
    assert names == {"shipped-en.json", "shipped-xx.json"}


def test_it_is_compiled_with_nothing_but_python(root: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(root / 'src')!r}); from smartcli.exercises import compiling"
    subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True)


def test_a_head_whose_table_cannot_be_used_any_more_is_refused_as_its_file_is(tmp_path: Path) -> None:
    library = Library(tmp_path)
    (folder,) = [folder for folder in FOLDERS if folder.parent.name == "en"]
    heads = {"check-in": dict.fromkeys(HEAD, ""), "urge-log": dict.fromkeys(HEAD, "")}
    vars(library)["_ahead"] = {folder: compiled.Compiled(heads, [b"{}", b'{"format": 9}'])}
    with pytest.raises(SmartError, match=r"^The exercise file check-in\.toml cannot be used: there is nothing in it\."):
        assert library.load("check-in").steps
    with pytest.raises(SmartError, match=r"written for a newer smartcli"):
        assert library.load("urge-log").sample
