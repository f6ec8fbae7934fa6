"""A computer for which nobody has built what seals: all but sealing works, and that says what is missing."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.privacy.child.sitecustomize import with_watch
from tests.program import Program

from smartcli.home import installation
from smartcli.text.language import quoted

ROOT = Path(__file__).parents[3]
ANSWERS = b'{"strength": 3}'
PASSPHRASE = b"plover on the sandbank\n"
CURE = f"python3 {quoted(ROOT / 'run.py')} setup"
SAID = (
    "What seals and opens ({module}) is not installed on this computer, so nothing sealed can be written or read here. "
    "All else works. For some kinds of computer nobody has built it yet."
)


@dataclass(frozen=True)
class Without(Program):
    """The program where a module cannot be imported."""

    hidden: Path = Path()

    @property
    def environ(self) -> dict[str, str]:
        return {**super().environ, "PYTHONPATH": with_watch(f"{self.hidden}:{self.source}")}


@pytest.fixture(params=installation.SEALING)
def module(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def without(program: Program, tmp_path: Path, module: str) -> Without:
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / f"{module}.py").write_text("raise ImportError('no such wheel')")
    return Without(program.home, program.source, hidden=tmp_path / "hidden")


def kept(home: Path) -> dict[Path, bytes]:
    """All that lies there but for what every look notes down of how far it came."""
    return {file: file.read_bytes() for file in home.rglob("*") if file.is_file() and "heights" not in file.parts}


def test_all_but_sealing_works(without: Without, module: str, tmp_path: Path) -> None:
    out = tmp_path / "export.json"
    for argv in (
        ["do", "urge-log", "--answers", "-"],
        ["checkin", "--answers", "-"],
        ["journal", "list"],
        ["settings", "change", "--day-ends", "3"],
        ["backup"],
        ["export", "json", "--out", str(out)],
        ["import", str(out)],
        ["plan"],
        ["doctor"],
        ["repair", "--yes"],
        ["cards"],
        ["forget", "--exercise", "urge-log", "--yes"],
        [],
    ):
        stdin = b'{"urge": 3}' if argv[:1] == ["checkin"] else ANSWERS
        ended = without.run(*argv, stdin=stdin)
        assert (ended.returncode, ended.stderr.count(b"installed")) == (0, 0), (argv, ended)
    ended = without.run("lock", "--yes", "--passphrase-fd", "0", stdin=PASSPHRASE)
    assert (ended.returncode, ended.stdout) == (3, b"")
    assert ended.stderr.decode() == f"{SAID.format(module=module)}\nNext: {CURE}\n"
    assert not (without.home / "key").exists()


def test_what_was_sealed_elsewhere_says_what_is_missing_and_nothing_is_changed(
    without: Without, program: Program, module: str
) -> None:
    program.run("do", "urge-log", "--answers", "-", stdin=ANSWERS)
    assert program.run("lock", "--yes", "--passphrase-fd", "0", stdin=PASSPHRASE).returncode == 0
    before = kept(without.home)
    works = [["help-now"], ["where"], ["doctor"]]
    if module == "cryptography":  # which only the passphrase's own file is written with
        works += [["journal", "list", "--passphrase-fd", "0"]]
    for argv in works:
        ended = without.run(*argv, stdin=PASSPHRASE)
        assert ended.returncode == 0, (argv, ended)
    fails = [["lock", "--change", "--yes"]]
    if module == "pyrage":
        fails += [["journal", "list"], ["unlock", "--yes"], ["forget", "--exercise", "urge-log", "--yes"], ["plan"]]
    for argv in fails:
        ended = without.run(*argv, "--passphrase-fd", "0", stdin=PASSPHRASE)
        assert (ended.returncode, ended.stdout) == (3, b""), (argv, ended)
        assert ended.stderr.decode() == f"{SAID.format(module=module)}\nNext: {CURE}\n", argv
    if module == "pyrage":
        ended = without.run("do", "urge-log", "--answers", "-", stdin=ANSWERS)
        assert (ended.returncode, SAID.format(module=module) in ended.stderr.decode()) == (3, True)
    assert kept(without.home) == before


def test_a_cure_is_one_that_works_where_smartcli_was_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/opt/my python")
    (tmp_path / "run.py").write_bytes(b"")
    run = str(tmp_path / "run.py")
    assert installation.cure("rich.table", run) == f"python3 {quoted(run)} setup"
    monkeypatch.setenv("SMARTCLI_COMMAND", "python3 ../run.py")
    assert installation.cure("rich.table", run) == "python3 ../run.py setup"
    none = str(tmp_path / "none")
    for module, package in (
        ("prompt_toolkit.keys", "prompt-toolkit"),
        ("smartcli.home", "smartcli-companion"),
        ("wcwidth", "wcwidth"),
    ):
        assert installation.cure(module, none) == f"'/opt/my python' -m pip install --force-reinstall {package}"
