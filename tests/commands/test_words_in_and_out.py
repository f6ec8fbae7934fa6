"""Words of any encoding come in whole, and go out so that strict readers take them."""

import json
import shutil
import subprocess
import sys

import pexpect
import pytest
from tests.asking.interrupted.own import settle, write
from tests.asking.prompts.seat import ended
from tests.journal.making import entry
from tests.person import Person
from tests.program import Program

from smartcli.exchange import writers
from smartcli.exchange.report import Report

ASCII = {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
LINE = "Müde, 疲れた 🌱"
STEPS = [
    {"kind": "text", "key": "line", "ask": "What happened?"},
    {"kind": "lines", "key": "lines", "ask": "And what else?"},
]


@pytest.fixture
def settled(program: Program) -> Program:
    settle(program.home)
    write(program.home, "two", STEPS)
    return program


def answers(program: Program) -> dict[str, object]:
    [one] = json.loads(program.run("journal", "list", "--json").stdout)["entries"]
    found: dict[str, object] = one["answers"]
    return found


@pytest.mark.parametrize(
    ("typed", "stored"),
    [(LINE.encode(), LINE), ("Müde, très".encode("latin-1"), "Müde, très"), (b"a\x00b\x1b[31mc\xc2\x9b2Jd", "abcd")],
)
@pytest.mark.parametrize("environ", [ASCII, {}], ids=["ascii", "utf-8"])
def test_what_is_piped_in_is_stored_as_it_was_typed(
    settled: Program, typed: bytes, stored: str, environ: dict[str, str]
) -> None:
    said = settled.run("do", "two", "--plain", stdin=typed + b"\n" + typed + b"\n\n\n", fds=(), **environ)
    assert said.returncode == 0, said.stderr
    assert answers(settled) == {"line": stored, "lines": [stored]}
    for file in (settled.home / "journal").glob("*/*.jsonl"):
        assert file.read_bytes().isascii()


def test_what_is_typed_at_a_terminal_that_knows_ascii_alone_is_stored_as_it_was_typed(settled: Program) -> None:
    environ = {**settled.environ, **ASCII, "TERM": "xterm-256color"}
    child = pexpect.spawn(sys.executable, settled.command("do", "two")[1:], env=environ, timeout=30)
    child.expect_exact(b"What happened?")
    child.expect_exact(b"> ")
    child.send(f"{LINE}é\x7f\r".encode())
    child.expect_exact(b"And what else?")
    child.expect_exact(b"> ")
    child.send(b"\r")
    child.expect_exact(b"Saved.")
    child.expect(pexpect.EOF)
    assert ended(child) == 0
    assert answers(settled) == {"line": LINE, "lines": None}


HALF = '{"line": "a\\ud800b\\u0000c\\u001b[2Jd\\u009b2Je\\n\\tf \\udce9", "lines": ["\\udfff", "\\ud83d\\ude42"]}'
WHOLE = {"line": "a\ufffdbcde\n\tf \ufffd", "lines": ["\ufffd", "🙂"]}


def test_half_a_character_and_control_signs_in_an_answers_file_are_stored_harmless(settled: Program) -> None:
    assert settled.run("do", "two", "--answers", "-", stdin=HALF.encode()).returncode == 0
    assert answers(settled) == WHOLE
    exported = settled.run("export", "json").stdout
    assert b"\\ud800" not in exported
    assert json.loads(exported)["entries"][0]["answers"] == WHOLE
    lines = [line for file in (settled.home / "journal").glob("*/*.jsonl") for line in file.read_bytes().splitlines()]
    assert [json.loads(line)["answers"] for line in lines] == [WHOLE]


@pytest.mark.parametrize("name", writers.names())
def test_an_older_entry_with_half_a_character_goes_out_as_utf_8(name: str) -> None:
    old = entry("née \ud800 🌱 \\ud800", id="01KKBPENW0FG924SA1P8ZMQN4N")
    data = b"".join(writers.load(name).render(Report(entries=[old], titles={}, made="2026-03-12")))
    text = data.decode("utf-8")
    if name == "json":
        [back] = json.loads(text)["entries"]
        assert "née \ufffd 🌱 \\ud800" in back["answers"].values()
        if shutil.which("jq"):
            said = subprocess.run(["jq", "-e", "."], input=data, capture_output=True, check=True).stdout
            assert "née \ufffd 🌱" in said.decode("utf-8")


def test_a_list_of_older_entries_as_json_is_strict_too(person: Person) -> None:
    person.does("check-in", {"line": "a word"})
    [file] = (person.home / "journal").glob("*/*.jsonl")
    from smartcli.journal.line import decode, numbered

    table = decode(file.read_bytes().splitlines()[0])
    file.write_bytes(numbered({**table, "answers": {"line": "\ud800"}}, table["n"]))
    said = person.types("journal", "list", "--json")
    assert "\\ud" not in said.out
    assert said.json["entries"][0]["answers"] == {"line": "\ufffd"}
