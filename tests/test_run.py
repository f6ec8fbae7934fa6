"""run.py in small checkouts of its own: no network, no real package, but the real run.py, venv and pip."""

import ast
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
import run

ROOT = Path(run.__file__).parent
ECHO = "import os, sys; print(sys.argv[1:], os.getcwd())"
FIRST_START = "Setting up (once): 1 of 2, a place of its own (.venv)\nSetting up (once): 2 of 2, what smartcli needs\n"


@dataclass(frozen=True)
class Checkout:
    """A folder with run.py, lock files that ask for nothing, and a smartcli that says how it was called."""

    folder: Path
    wheels: Path

    def environ(self) -> dict[str, str]:
        """Pip sees nothing but our wheels; ensurepip cannot be imported, as on a bare Debian."""
        offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels)}
        return os.environ | offline | {"PYTHONPATH": str(self.wheels / "bare")}

    def begin(self, *arguments: str, run: str = "", cwd: Path = Path("/")) -> subprocess.Popen[str]:
        command = [sys.executable, run or str(self.folder / "run.py"), *arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, cwd=cwd, env=self.environ())

    def start(self, *arguments: str, run: str = "", cwd: Path = Path("/")) -> tuple[int, str, str]:
        process = self.begin(*arguments, run=run, cwd=cwd)
        out, err = process.communicate()
        return process.returncode, out, err

    def module(self, name: str, code: str) -> None:
        file = self.folder / "src" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(code, "utf-8")


def begin_checkout(place: Path) -> Checkout:
    folder, wheels = place / "in a café", place / "wheels"
    (wheels / "bare").mkdir(parents=True)
    (wheels / "bare" / "ensurepip.py").write_text("raise ImportError", "utf-8")
    small = Checkout(folder, wheels)
    small.module("smartcli/__init__.py", "")
    small.module("smartcli/__main__.py", f"def main():\n    {ECHO}\n    return 7\n")
    for tool in ("pytest", "benchmarks"):
        small.module(f"{tool}.py", ECHO)
    (folder / "run.py").write_bytes((ROOT / "run.py").read_bytes())
    for lock in ("requirements.lock", "requirements-test.lock"):
        (folder / lock).write_text("# nothing\n", "utf-8")
    return small


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return begin_checkout(tmp_path)


@pytest.fixture(scope="module")
def first_test(tmp_path_factory: pytest.TempPathFactory) -> tuple[Checkout, tuple[int, str, str]]:
    """A checkout in which `run.py test` was the first thing ever typed, and what came of it."""
    made = begin_checkout(tmp_path_factory.mktemp("made"))
    return made, made.start("test", "-k", "urge")


@pytest.fixture
def finished(first_test: tuple[Checkout, tuple[int, str, str]], tmp_path: Path) -> Checkout:
    """A copy of a checkout that is set up; a .venv may be moved."""
    made, _ = first_test
    shutil.copytree(made.folder, tmp_path / "copy", symlinks=True)
    return Checkout(tmp_path / "copy", made.wheels)


def wheel(folder: Path, code: str) -> str:
    """Write the smallest wheel there is, of a module `tiny`, and return its line for a lock file."""
    info = "tiny-1.0.dist-info"
    files = {
        "tiny.py": code,
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: by hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},,\n" for name in [*files, f"{info}/RECORD"])
    file = folder / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in (files | {f"{info}/RECORD": record}).items():
            archive.writestr(name, content)
    return f"tiny==1.0 --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n"


def test_an_old_python_is_told_what_is_missing_and_what_to_do() -> None:
    assert run.refuse((3, 10, 13)) == (
        "smartcli needs Python 3.11 or newer, and this is Python 3.10.\n"
        "If a newer one is installed, name it: python3.11 run.py\n"
        "If not, install one: Debian 12 and Ubuntu 24.04 bring it along, and python.org has it for every system.\n"
    )
    assert run.refuse((2, 7, 18)).startswith("smartcli needs Python 3.11 or newer, and this is Python 2.7.\n")
    assert [run.refuse(version) for version in [(3, 11, 0), (3, 20, 1), (4, 0, 0)]] == ["", "", ""]


def test_an_old_python_can_read_run_py() -> None:
    source = (ROOT / "run.py").read_text("utf-8")
    nodes = list(ast.walk(ast.parse(source, feature_version=(3, 4))))
    too_new = [node for node in nodes if isinstance(node, ast.JoinedStr | ast.AnnAssign | ast.NamedExpr)]
    annotated = [node for node in nodes if isinstance(node, ast.arg) and node.annotation]
    unpacked = [node for node in nodes if isinstance(node, ast.List) and "*" in ast.unparse(node)]
    assert (source.isascii(), too_new, annotated, unpacked) == (True, [], [], [])


def test_a_start_of_a_finished_checkout_imports_os_and_sys_alone() -> None:
    top = ast.parse((ROOT / "run.py").read_text("utf-8")).body
    assert [ast.unparse(node) for node in top if isinstance(node, ast.Import | ast.ImportFrom)] == [
        "import os",
        "import sys",
    ]


def test_the_first_start_sets_up_and_the_second_goes_straight_on(checkout: Checkout) -> None:
    elsewhere = checkout.folder.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "smartcli.py").write_text("raise SystemExit('not this one')", "utf-8")
    link = checkout.folder.parent / "link.py"
    link.symlink_to(checkout.folder / "run.py")
    said = f"['urge', 'é ü'] {elsewhere}\n"
    assert checkout.start("urge", "é ü", cwd=elsewhere) == (7, said, FIRST_START)
    assert checkout.start("urge", "é ü", cwd=elsewhere) == (7, said, "")
    assert checkout.start("urge", "é ü", cwd=elsewhere, run=str(link)) == (7, said, "")


def test_a_checkout_that_was_moved_still_starts(finished: Checkout) -> None:
    assert finished.start() == (7, "[] /\n", "")


def test_two_first_starts_at_once_set_up_once(checkout: Checkout) -> None:
    both = [checkout.begin("a"), checkout.begin("b")]
    said = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [7, 7]
    assert [out for out, _ in said] == ["['a'] /\n", "['b'] /\n"]
    waited = "Another start is setting up; waiting for it\n"
    assert sorted(err.replace(waited, "") for _, err in said) == ["", FIRST_START]


def test_what_the_lock_file_names_is_installed_and_a_cut_short_install_is_mended(checkout: Checkout) -> None:
    checkout.module("smartcli/__main__.py", "import tiny; main = lambda: print(tiny.WORD)")
    line = wheel(checkout.wheels, "WORD = 'here'")
    (checkout.folder / "requirements.lock").write_text(line, "utf-8")
    assert checkout.start() == (0, "here\n", FIRST_START)
    (module,) = checkout.folder.glob(".venv/lib/*/site-packages/tiny.py")
    module.unlink()
    (checkout.folder / ".venv" / "ready-requirements.lock").write_bytes(b"")  # as while pip is at work
    assert checkout.start() == (0, "here\n", "Setting up (once): 1 of 1, what smartcli needs\n")


def test_a_download_with_a_wrong_hash_is_refused_and_the_next_start_goes_on(checkout: Checkout) -> None:
    line = wheel(checkout.wheels, "")
    lock = checkout.folder / "requirements.lock"
    lock.write_text("tiny==1.0 --hash=sha256:" + "0" * 64 + "\n", "utf-8")
    log = checkout.folder / ".venv" / "setup.log"
    told = f"pip could not install what smartcli needs. What pip said stands in {log}\nRun this again to go on.\n"
    assert checkout.start() == (1, "", FIRST_START + told)
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in log.read_text("utf-8")
    lock.write_text(line, "utf-8")
    assert checkout.start() == (7, "[] /\n", "Setting up (once): 1 of 1, what smartcli needs\n")


def test_a_changed_lock_file_is_followed(finished: Checkout) -> None:
    (finished.folder / "requirements.lock").write_text("# nothing, still\n", "utf-8")
    assert finished.start()[2] == "Setting up (once): 1 of 1, what smartcli needs\n"


def test_the_word_setup_begins_anew(finished: Checkout) -> None:
    (broken,) = finished.folder.glob(".venv/lib/*/site-packages/smartcli-checkout.pth")
    broken.unlink()
    assert finished.start("setup") == (0, "", FIRST_START)
    assert finished.start() == (7, "[] /\n", "")


def test_the_exercises_are_read_ahead_at_the_first_start_and_when_one_has_changed(checkout: Checkout) -> None:
    shelf = checkout.folder / "data" / "xx" / "exercises"
    shelf.mkdir(parents=True)
    (shelf / "one.toml").write_text("x = 1", "utf-8")
    counted = checkout.folder / "counted"
    checkout.module("smartcli/exercises/compiling.py", f"open({str(counted)!r}, 'a').write('x')\n")
    starts = [checkout.start("urge")]
    for change in (
        lambda: None,
        lambda: (shelf / "one.toml").write_text("x = 2", "utf-8"),
        lambda: os.utime(shelf / "one.toml", (0, 0)),
        lambda: (shelf / "two.toml").write_text("", "utf-8"),
        (shelf / "one.toml").unlink,
        lambda: checkout.module("smartcli/exercises/reader.py", "# another way of reading"),
        lambda: checkout.module("smartcli/exercises/compiling.py", f"open({str(counted)!r}, 'a').write('y'); 1 / 0"),
        lambda: None,
    ):
        change()
        starts.append(checkout.start("urge"))
    assert counted.read_text() == "xxxxxxy"
    assert [(code, err) for code, _out, err in starts] == [(7, FIRST_START), *[(7, "")] * 8]
    assert checkout.start("setup")[0] == 0
    assert counted.read_text() == "xxxxxxyy"


def test_a_venv_of_somebody_elses_is_left_alone(checkout: Checkout) -> None:
    config = checkout.folder / ".venv" / "pyvenv.cfg"
    config.parent.mkdir()
    config.write_text("home = /usr/bin\n", "utf-8")
    code, out, err = checkout.start()
    assert (code, out) == (1, "")
    assert err == (
        "Setting up (once): 1 of 2, a place of its own (.venv)\n"
        f"There is a .venv in {checkout.folder} already, and run.py did not make it.\n"
        "Rename or delete it, then run this again.\n"
    )
    assert [file.name for file in config.parent.iterdir()] == ["pyvenv.cfg"]


def test_a_folder_that_cannot_be_written_to_is_said_plainly(checkout: Checkout) -> None:
    (checkout.folder / ".venv.lock").mkdir()  # refuses root as well, whom permissions do not stop
    told = (
        f"smartcli sets itself up in its own folder, and {checkout.folder} cannot be written to (Is a directory).\n"
        "Copy the folder to a place of your own and run it there.\n"
    )
    assert checkout.start() == (1, "", told)


def test_the_word_test_sets_up_the_tools_too_and_runs_pytest_from_the_root(
    first_test: tuple[Checkout, tuple[int, str, str]],
) -> None:
    made, first = first_test
    assert first == (
        0,
        f"['-k', 'urge'] {made.folder}\n",
        FIRST_START.replace("of 2", "of 3") + "Setting up (once): 3 of 3, the test tools\n",
    )


def test_without_more_words_the_whole_suite_runs_on_two_cores(finished: Checkout) -> None:
    (finished.folder / "tests").mkdir()
    (finished.folder / "tests" / "parallel.py").write_text(
        "import os, sys; print(sys.argv[1:], os.getcwd()); sys.exit(3)"
    )
    assert finished.start("test") == (3, f"[] {finished.folder}\n", "")


def test_the_word_bench_runs_the_benchmarks_from_the_root(finished: Checkout) -> None:
    assert finished.start("bench", "--quick") == (0, f"['--quick'] {finished.folder}\n", "")


def test_lint_runs_every_check_and_fails_when_one_does(finished: Checkout) -> None:
    finished.module("mypy.py", "print('mypy')")
    finished.module("ruff.py", "import sys; print(*sys.argv[1:]); sys.exit(sys.argv[1] == 'format')")
    assert finished.start("lint") == (1, "format --check\ncheck\nmypy\n", "")
    finished.module("ruff.py", "")
    assert finished.start("lint") == (0, "mypy\n", "")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_a_lock_file_pins_and_hashes_everything_and_names_no_place(name: str) -> None:
    lines = (ROOT / name).read_text("utf-8").replace("\\\n", " ").splitlines()
    loose = [line for line in lines if "==" not in line or "--hash=sha256:" not in line]
    assert (loose, [line for line in lines if "://" in line or " -" in line.replace(" --hash", "")]) == ([], [])


def test_the_test_tools_are_locked_beside_the_same_versions_smartcli_runs_with() -> None:
    runtime, tools = (
        (ROOT / name).read_text("utf-8").splitlines() for name in ("requirements.lock", "requirements-test.lock")
    )
    assert set(runtime) - set(tools) == set()
