"""verify: run once for real, and once with a program that keeps no promise."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.journal.making import SOURCE
from tests.keeping.health.homes import filled, state
from tests.person import Person
from tests.program import Program

from smartcli.keeping.health.proofs import proofs

TRIED = ["network", "private", "saved", "at-once", "sealed", "demo", "errors"]


def test_every_promise_is_kept_and_the_own_home_is_left_alone(program: Program) -> None:
    filled(Person(program.home))
    before = state(program.home)
    run = program.run("verify", "--json")
    assert (run.returncode, run.stderr) == (0, b"")
    table = json.loads(run.stdout)
    assert (table["schema"], table["broken"]) == (1, 0)
    assert [one["id"] for one in table["proofs"]] == TRIED
    said = {one["id"]: one["said"] for one in table["proofs"]}
    assert said["saved"] == "20 times the program was killed the moment it said “Saved.”; entries lost: 0."
    assert said["at-once"] == "8 at once saved 5 entries each; 40 of 40 are there."
    assert said["network"].startswith(
        "A check-in, a list, an export and a demo: 0 network calls, 0 other programs started."
    )
    assert said["demo"].startswith(
        f"A demo was played beside your own folder ({len(before)} files and folders in all)."
    )
    untried = {one["id"] for one in table["proofs"] if one["result"] == "not tried"}
    assert untried <= ({"private"} if sys.platform == "win32" else set())
    assert state(program.home) == before


# A program that looks like ours from outside, and keeps nothing of what is promised.
LIAR = """
import json, os, sys
def main(argv=None):
    argv = sys.argv[1:] if argv is None else argv
    home = os.environ["SMARTCLI_HOME"]
    os.makedirs(home, exist_ok=True)
    for number in range(6):
        open(os.path.join(home, f"file {number}"), "a").write("x")
    sys.audit("socket.connect", None, ("example.org", 443))
    print(*argv, file=sys.stderr)
    if argv[:2] == ["journal", "list"]:
        print(json.dumps({"entries": []}))
    else:
        print("Saved.")
    return 0
if __name__ == "__main__":
    sys.exit(main())
"""


TRY = """
import json, sys
from pathlib import Path
from smartcli.keeping.health.proofs import proofs
print(json.dumps({one.id: (one.result, one.said) for one in proofs(*map(Path, sys.argv[1:]))}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="knows no modes")
def test_a_program_that_keeps_nothing_is_found_out(tmp_path: Path) -> None:
    package = tmp_path / "source" / "smartcli"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(LIAR)
    home, folder = tmp_path / "home", tmp_path / "verify"
    home.mkdir()
    folder.mkdir()
    # In a process of its own: this one lets no child so much as say that it calls the network.
    run = subprocess.run(
        [sys.executable, "-c", TRY, folder, home, package.parent],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        check=True,
    )
    found = json.loads(run.stdout)
    assert [id for id, (result, _said) in found.items() if result == "broken"] == [id for id in TRIED if id != "sealed"]
    assert found["saved"][1].endswith("entries lost: 20.")
    assert "4 network calls" in found["network"][1]
    assert found["private"][1].endswith("open to others: 7.")
    assert found["at-once"][1].endswith("0 of 40 are there.")
    assert "Something in it changed" in found["demo"][1]
    assert found["errors"][1].endswith("7 did not do so in words of ours, and 4 repeated the test words.")


def test_a_program_that_does_not_start_is_broken_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "verify").mkdir()
    (tmp_path / "source" / "smartcli").mkdir(parents=True)
    (tmp_path / "source" / "smartcli" / "__init__.py").touch()  # or the checkout's own would be found beside it
    found = {one.id: one.result for one in proofs(tmp_path / "verify", tmp_path / "home", tmp_path / "source")}
    assert {id for id, result in found.items() if result == "broken"} == {id for id in TRIED if id != "sealed"}


def test_what_is_broken_is_said_and_is_exit_code_1(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")  # no unshare, no age
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    said = person.types("verify")
    assert said.code == 1
    text = " ".join(said.out.split())
    assert "- saved is saved: broken. It could not be tried to its end (FileNotFoundError)." in text
    assert "Not everything was kept. Please report it; smartcli doctor --report gives a text to send." in text
    assert "What this does not show:" in text
    assert "The program age is not installed here" in text
