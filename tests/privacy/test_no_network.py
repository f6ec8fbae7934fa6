"""No network: nothing in smartcli reaches for it, nothing it loads is made for it, and the watch over that bites."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.privacy import table
from tests.privacy.child.sitecustomize import AF_UNIX, EXIT, Network, reach
from tests.privacy.watch import reached
from tests.program import Program
from tests.without_network import inside, why_not

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "smartcli"
FILES = sorted([*SOURCE.rglob("*.py"), ROOT / "run.py"])

# The watch


@pytest.mark.parametrize(
    "reaching",
    [
        "import socket; socket.socket()",
        "import socket; socket.socket(socket.AF_INET6)",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import socket; socket.gethostbyname('localhost')",
        "import socket\nwith socket.socket(socket.AF_UNIX) as one: one.connect('/nowhere')",
        "import socket\nwith socket.socket(socket.AF_UNIX) as one: one.bind('/nowhere/at-all')",
        "import urllib.request; urllib.request.urlopen('http://localhost/')",
    ],
)
def test_whoever_reaches_for_the_network_is_stopped(reaching: str, program: Program) -> None:
    with pytest.raises((Network, OSError)):  # urllib makes an OSError of everything
        exec(reaching, {})
    assert len(reached) == 1
    reached.clear()
    for environ in (program.environ, None, {"PATH": os.environ["PATH"]}):  # whatever a test hands to its child
        run = subprocess.run([sys.executable, "-c", reaching], capture_output=True, env=environ)
        assert (run.returncode, run.stderr.count(b"No network: socket.")) == (EXIT, 1)


def test_the_pair_that_prompt_toolkit_wakes_itself_with_is_let_through() -> None:
    code = "import asyncio; asyncio.run(asyncio.sleep(0)); print('done')"
    exec(code, {})
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).stdout == b"done\n"
    assert reach("socket.__new__", (None, AF_UNIX, 1, 0)) == ""


def test_a_test_that_swallows_the_refusal_fails_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "test_quiet.py").write_text(
        "import socket\n\n\ndef test_quiet():\n    try:\n        socket.socket()\n    except Exception:\n        pass\n"
    )
    words = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml"), "-p", "tests.conftest"]
    run = subprocess.run([sys.executable, *words, str(tmp_path)], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 1
    assert "ERROR test_quiet.py::test_quiet - AssertionError: assert ['socket.__new__" in run.stdout


# The imports of smartcli

MADE_FOR_IT = {
    "socket", "_socket", "ssl", "_ssl", "http", "urllib.request", "urllib.error", "ftplib", "smtplib", "poplib",
    "imaplib", "nntplib", "telnetlib", "xmlrpc", "socketserver", "webbrowser", "antigravity", "wsgiref", "requests",
    "urllib3", "httpx", "aiohttp", "websockets", "paramiko", "pip", "ensurepip",
}  # fmt: skip
# Other programs could go there too.
STARTS_OTHERS = {"subprocess", "multiprocessing", "pty"}
OPENS = {"open_connection", "create_connection", "start_server", "create_server", "create_datagram_endpoint", "urlopen"}
OF_OS = {"system", "popen", "execv", "execve", "execvp", "fork", "forkpty", "posix_spawn", "spawnv", "startfile"}
# What is in these files all the same, with its reason.
ALLOWED = {
    "run.py": {
        "subprocess",
        "os.execv",
        "os.execve",
    },  # it sets .venv up through pip, the one time there is a network, and starts it
    "src/smartcli/keeping/health/sandbox.py": {
        "subprocess"
    },  # `verify` starts smartcli itself, in a home that is thrown away
    "src/smartcli/keeping/health/proofs.py": {"subprocess"},  # the errors that brings
    "src/smartcli/keeping/timers/reminder.py": {
        "subprocess"
    },  # systemctl, crontab, a notice: once somebody asked for them
    "src/smartcli/keeping/timers/elsewhere.py": {"subprocess"},  # its way to write a command line, and starts nothing
    "src/smartcli/home/seal/passphrase.py": {"subprocess"},  # Python alone, for a key that may take too much memory
}


def forbidden(code: str) -> set[str]:
    """What a module imports or calls that could reach a network."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Import():
                found |= {part for alias in node.names for part in _parts(alias.name)}
            case ast.ImportFrom(module=str(module)):
                found |= {part for alias in node.names for part in _parts(f"{module}.{alias.name}")}
            case ast.Attribute(attr=name) if name in OPENS:
                found.add(name)
            case ast.Attribute(value=ast.Name(id="os"), attr=name) if name in OF_OS:
                found.add(f"os.{name}")
    return found & (MADE_FOR_IT | STARTS_OTHERS | OPENS | {f"os.{name}" for name in OF_OS})


def _parts(name: str) -> list[str]:
    """http.client is also http, and asyncio.open_connection is also open_connection."""
    words = name.split(".")
    return [*(".".join(words[:end]) for end in range(1, len(words) + 1)), words[-1]]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_module_imports_what_could_reach_a_network(file: Path) -> None:
    assert forbidden(file.read_text("utf-8")) - ALLOWED.get(file.relative_to(ROOT).as_posix(), set()) == set()


def test_what_could_reach_a_network_is_found_wherever_it_stands() -> None:
    code = (
        "import http.client as x\ndef late():\n    from urllib import request\n    from asyncio import open_connection"
    )
    assert forbidden(code) == {"http", "urllib.request", "open_connection"}
    assert forbidden("import asyncio, os\nasyncio.create_server(); os.system('x')") == {"create_server", "os.system"}
    assert forbidden("import asyncio, urllib.parse, select") == set()


# What is loaded

# prompt_toolkit runs on asyncio, which imports these; of all that, the pair within the process is used.
WITH_PROMPTS = {"socket", "_socket", "ssl", "_ssl"}
# importlib.metadata, which tells `doctor` the versions of packages, reads them as mail, and that imports these.
FOR_VERSIONS = {"socket", "_socket"}
LOADED = "print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
EVERYTHING = f"""
import json, pkgutil, sys, importlib, smartcli
for module in pkgutil.walk_packages(smartcli.__path__, "smartcli."):
    importlib.import_module(module.name)
{LOADED}
"""
ALL_COMMANDS = f"""
import json, sys
from smartcli.__main__ import main
for line in json.loads(sys.stdin.readline()):
    main(line)
{LOADED}
"""


def loaded(program: Program, code: str, stdin: str = "") -> set[str]:
    """The modules that are made for networks and were loaded in a process of their own."""
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, input=stdin, capture_output=True, env=program.environ, text=True, check=True)
    return set(json.loads(run.stderr.strip().split("\n")[-1])) & MADE_FOR_IT


def test_all_modules_together_load_nothing_made_for_networks_but_asyncio_s_own(program: Program) -> None:
    assert loaded(program, EVERYTHING) == WITH_PROMPTS


def test_all_commands_together_load_nothing_made_for_networks(program: Program) -> None:
    program.run("checkin", "--answers", "-", stdin=b'{"urge": 3}')
    entry = json.loads(program.run("journal", "list", "--json").stdout)["entries"][0]["id"]
    (program.home.parent / "export.json").write_bytes(program.run("export", "json").stdout)
    at_hand = {"id": entry, "file": str(program.home.parent / "export.json"), "word": "check-in"}
    lines = [[word.format(**at_hand) for word in line] for line in table.command_lines()]
    assert len(lines) > 20
    assert loaded(program, ALL_COMMANDS, json.dumps(lines) + "\n") <= FOR_VERSIONS


# Where there is none


@pytest.mark.skipif(bool(why_not()), reason=why_not() or "an empty network can be had")
def test_the_program_works_where_there_is_no_network_at_all() -> None:
    interfaces = subprocess.run(inside(["cat", "/proc/net/dev"]), capture_output=True, text=True).stdout
    assert [line.split(":")[0].strip() for line in interfaces.split("\n") if ":" in line] == ["lo"]
    tests = ["tests/test_program.py", "tests/asking/prompts/test_real_terminal.py"]
    chosen = "exit_codes or whole or anywhere or first_run or step_back"
    words = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", chosen, *tests]
    run = subprocess.run(inside([sys.executable, *words]), cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
    assert " passed" in run.stdout
