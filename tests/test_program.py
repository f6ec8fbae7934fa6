"""The program in processes of its own: many at once, closed pipes, options anywhere, exit codes."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.privacy.evil import HOSTILE
from tests.program import Program

from smartcli.text.incoming import harmless


def test_w4_twelve_commands_saving_at_once_keep_all_twelve(program: Program) -> None:
    running = []
    for number in range(12):
        process = subprocess.Popen(
            program.command("do", "check-in", "--answers", "-", "--json"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=program.environ,
        )
        assert process.stdin is not None
        process.stdin.write(json.dumps({"line": f"parallel {number}"}).encode())
        process.stdin.close()
        running.append(process)
    assert [process.wait() for process in running] == [0] * 12
    for process in running:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stderr.close()
    listed = json.loads(program.run("journal", "list", "--json").stdout)["entries"]
    assert sorted(entry["answers"]["line"] for entry in listed) == sorted(f"parallel {number}" for number in range(12))
    assert len({entry["id"] for entry in listed}) == 12


@pytest.fixture(scope="module")
def much(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Somebody who wrote more than a pipe holds."""
    program = Program(tmp_path_factory.mktemp("much") / "home")
    for _number in range(3):
        program.run("do", "check-in", "--answers", "-", stdin=json.dumps({"line": "word " * 20_000}).encode())
    return program


@pytest.mark.skipif(shutil.which("head") is None, reason="needs the program head")
@pytest.mark.parametrize("command", ["journal list", "export json", "exercises list", "demo check-in", "help-now"])
def test_head_ends_quietly(much: Program, command: str) -> None:
    line = f"{' '.join(much.command())} {command} | head -1"
    run = subprocess.run(["bash", "-c", line], capture_output=True, env=much.environ, check=False)
    gone = b"Not all of it could be shown: whatever was to read it has gone.\n"  # half an export is none
    assert run.stderr == (gone if command == "export json" else b"")
    assert run.stdout.count(b"\n") == 1


@pytest.mark.parametrize(
    "argv",
    [
        ["--home", "{}", "journal", "list", "--json"],
        ["journal", "--home", "{}", "list", "--json"],
        ["journal", "list", "--json", "--home={}"],
    ],
)
def test_options_for_every_command_stand_before_or_after_it(program: Program, tmp_path: Path, argv: list[str]) -> None:
    program.run("--home", str(tmp_path / "there"), "checkin", "--answers", "-", stdin=b'{"urge": 3}')
    run = program.run(*(word.format(tmp_path / "there") for word in argv))
    assert [entry["answers"]["urge"] for entry in json.loads(run.stdout)["entries"]] == [3]
    assert not program.home.exists()


def test_no_input_never_asks_and_names_what_is_missing(program: Program) -> None:
    run = program.run("do", "why-i-want-this", "--no-input")
    assert run.returncode == 4
    assert run.stderr.decode() == (
        "This exercise asks something, and nobody is there to answer. It asks: reasons.\n"
        "Next: smartcli do why-i-want-this --answers FILE\n"
    )


def test_answers_can_be_piped_in_as_plain_lines(program: Program) -> None:
    run = program.run("do", "why-i-want-this", stdin=b"My daughter\n\n")
    assert run.returncode == 0, run.stderr
    assert b"Saved." in run.stdout


@pytest.mark.parametrize(
    ("argv", "stdin", "code"),
    [
        (["where"], b"", 0),
        (["do", "no-such"], b"", 1),
        (["--no-such"], b"", 2),
        (["do", "check-in", "--answers", "-"], b"{", 2),
        (["do", "check-in"], b"", 4),
        (["do", "check-in"], b"4\n", 130),
    ],
)
def test_exit_codes(program: Program, argv: list[str], stdin: bytes, code: int) -> None:
    run = program.run(*argv, stdin=stdin)
    assert run.returncode == code
    assert b"Traceback" not in run.stderr


def test_a_journal_that_is_gone_is_an_error_and_not_an_empty_one(program: Program) -> None:
    program.run("checkin", "--answers", "-", stdin=b'{"urge": 3}')
    shutil.rmtree(program.home / "journal")
    for argv in (["journal", "list"], ["export", "json"], ["points"], ["cards"]):
        run = program.run(*argv)
        assert run.returncode == 3
        assert b"Traceback" not in run.stderr
    assert program.run("help-now").returncode == 0
    assert program.run("urge").returncode == 0


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_t2_an_encoding_that_cannot_carry_the_words_loses_nothing(program: Program, encoding: str) -> None:
    answers = json.dumps({"line": HOSTILE, "urge": 5}).encode()
    run = program.run("checkin", "--answers", "-", stdin=answers, PYTHONIOENCODING=encoding)
    assert (run.returncode, run.stderr) == (0, b"")
    for argv in (["journal", "list"], ["journal", "show", "{}"], ["export", "markdown"], ["points"]):
        entry = json.loads(program.run("journal", "list", "--json").stdout)["entries"][0]
        run = program.run(*(word.format(entry["id"]) for word in argv), PYTHONIOENCODING=encoding)
        assert (run.returncode, run.stderr) == (0, b"")
        assert entry["answers"]["line"] == harmless(HOSTILE)


def test_x4_exports_change_nothing_in_the_home(program: Program) -> None:
    program.run("checkin", "--answers", "-", stdin=b'{"urge": 3}')
    before = {path: path.read_bytes() for path in program.home.rglob("*") if path.is_file()}
    for format in ("json", "csv", "markdown"):
        assert program.run("export", format).returncode == 0
    assert {path: path.read_bytes() for path in program.home.rglob("*") if path.is_file()} == before


def test_u5_no_option_writes_the_settings(program: Program) -> None:
    program.run("checkin", "--answers", "-", "--plain", "--no-input", stdin=b'{"urge": 3}')
    assert not (program.home / "settings.toml").exists()


def test_completion_works_through_the_shell_protocol(program: Program) -> None:
    run = program.run(_SMARTCLI_COMPLETE="bash", _SMARTCLI_WORDS="jour")
    assert run.stdout.split() == [b"journal"]
