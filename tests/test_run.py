"""run.py in small checkouts of its own: no network, no real package, but the real run.py, venv and pip."""

import ast
import errno
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
import run

ROOT = Path(run.__file__).parent
ECHO = "import os, sys; print(sys.argv[1:], os.getcwd())"
FIRST_START = (
    "Setting up (once): 1 of 3, a place of its own (.venv)\n"
    "Setting up (once): 2 of 3, what smartcli needs\n"
    "Setting up (once): 3 of 3, what sealing needs (smartcli lock)\n"
)
AS_PDF = "what sheets as PDF need (smartcli exercises worksheet --pdf)\n"
LOCKS = ("requirements.lock", "requirements-seal.lock", "requirements-pdf.lock", "requirements-test.lock")
NEEDS = "".join(FIRST_START.splitlines(keepends=True)[:2])  # as far as it comes where the second part fails


@dataclass(frozen=True)
class Checkout:
    """A folder with run.py, lock files that ask for nothing, and a smartcli that says how it was called."""

    folder: Path
    wheels: Path
    more: tuple[tuple[str, str], ...] = ()  # of the environment

    def environ(self) -> dict[str, str]:
        """Pip sees nothing but our wheels; ensurepip cannot be imported, as on a bare Debian."""
        offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels)}
        return os.environ | offline | {"PYTHONPATH": str(self.wheels / "bare")} | dict(self.more)

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
    for lock in LOCKS:
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


def wheel(folder: Path, code: str, tag: str = "py3-none-any") -> str:
    """Write the smallest wheel there is, of a module `tiny`, and return its line for a lock file."""
    info = "tiny-1.0.dist-info"
    files = {
        "tiny.py": code,
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: by hand\nRoot-Is-Purelib: true\nTag: {tag}\n",
    }
    record = "".join(f"{name},,\n" for name in [*files, f"{info}/RECORD"])
    file = folder / f"tiny-1.0-{tag}.whl"
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
    assert checkout.start() == (1, "", NEEDS + told)
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in log.read_text("utf-8")
    lock.write_text(line, "utf-8")
    rest = NEEDS.splitlines(keepends=True)[1] + FIRST_START.splitlines(keepends=True)[2]
    said = rest.replace("2 of 3", "1 of 2").replace("3 of 3", "2 of 2")
    assert checkout.start() == (7, "[] /\n", said)


# What others have set


@pytest.mark.parametrize("way", ["environment", "pip.conf", "PIP_CONFIG_FILE"])
def test_what_somebody_has_set_for_their_own_pip_leads_ours_nowhere_else(checkout: Checkout, way: str) -> None:
    checkout.module("smartcli/__main__.py", "import tiny; main = lambda: print(tiny.WORD)")
    (checkout.folder / "requirements.lock").write_text(wheel(checkout.wheels, "WORD = 'here'"), "utf-8")
    place = checkout.folder.parent
    astray = {"target": str(place / "target"), "root": str(place / "root"), "dry-run": "1", "require-virtualenv": "1"}
    astray |= {"no-deps": "1", "constraint": str(place / "none.txt"), "no-binary": ":all:", "quiet": "3"}
    # Here nothing but the file says where packages are: that must get through.
    fetching = {"no-index": "1", "find-links": str(checkout.wheels)}
    if way == "environment":
        more = {f"PIP_{name.upper().replace('-', '_')}": value for name, value in (astray | fetching).items()}
        more |= {"PIP_PREFIX": str(place / "prefix"), "PIP_USER": "1", "PIP_PYTHON": sys.executable}
    else:
        conf = place / ".config" / "pip" / "pip.conf"
        conf.parent.mkdir(parents=True)
        text = "".join(f"{name} = {value}\n" for name, value in fetching.items())
        text += "[install]\n" + "".join(f"{name} = {value}\n" for name, value in astray.items())
        conf.write_text(f"[global]\n{text}", "utf-8")
        more = {"HOME": str(place), "XDG_CONFIG_HOME": "", "PIP_NO_INDEX": "", "PIP_FIND_LINKS": ""}
        more |= {"PIP_CONFIG_FILE": str(conf)} if way == "PIP_CONFIG_FILE" else {}
    there = Set(checkout.folder, checkout.wheels, tuple(more.items()))
    assert there.start() == (0, "here\n", FIRST_START)
    assert not any((place / name).exists() for name in ("target", "root", "prefix"))


class Set(Checkout):
    """The same where somebody has set things; an empty value takes one out."""

    def environ(self) -> dict[str, str]:
        return {name: value for name, value in super().environ().items() if value}


def test_the_settings_that_packages_are_fetched_by_get_through_and_no_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    conf = "global.index-url='https://a'\ninstall.index-url='https://b'\nglobal.proxy='http://p'\ninstall.target='/t'\n"
    conf += "global.extra-index-url='https://c\\nhttps://d'\n:env:.cert='/e'\nwheel.timeout='9'\nglobal.retries=1\n"
    says = tmp_path / "python"  # which says this, whatever it is asked
    says.write_text(f"#!/bin/sh\ncat <<'END'\n{conf}END\n", "utf-8")
    says.chmod(0o755)
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_PROXY", "http://mine")
    monkeypatch.setenv("PIP_TARGET", "/t")
    monkeypatch.setenv("PYTHONPATH", "/x")
    monkeypatch.setenv("PYTHONHOME", "/x")
    found = run.pip_environ(str(says))
    assert "/x" not in found.values()
    assert {name: value for name, value in found.items() if name.startswith("PIP_")} == {
        "PIP_INDEX_URL": "https://b",
        "PIP_EXTRA_INDEX_URL": "https://c\nhttps://d",
        "PIP_PROXY": "http://mine",
        "PIP_CONFIG_FILE": os.devnull,
    }


def test_pip_is_not_believed_before_what_it_installed_is_found(checkout: Checkout) -> None:
    (checkout.folder / "requirements.lock").write_text(wheel(checkout.wheels, ""), "utf-8")
    (checkout.folder / "pip.py").write_text("__version__ = '99.0'\n", "utf-8")  # says yes to all, and does nothing
    log = checkout.folder / ".venv" / "setup.log"
    told = (
        "pip said that it has installed what smartcli needs, and it is not in .venv. "
        f"What pip said stands in {log}\nRun this again to go on.\n"
    )
    assert checkout.start() == (1, "", NEEDS + told)
    (checkout.folder / "pip.py").unlink()
    assert checkout.start()[0] == 7


def test_what_somebody_has_set_for_their_own_python_does_not_reach_the_program(finished: Checkout) -> None:
    finished.module(
        "smartcli/__main__.py", "import os, sys\nmain = lambda: print(*sorted(os.environ), sys.flags.optimize)"
    )
    astray = finished.folder.parent / "astray"
    astray.mkdir()
    (astray / "tiny.py").write_text("", "utf-8")
    names = ["PYTHONPATH", "PYTHONSTARTUP", "PYTHONUSERBASE", "PYTHONOPTIMIZE", "PYTHONINSPECT", "PYTHONWARNINGS"]
    more = {name: "1" if name == "PYTHONOPTIMIZE" else str(astray) for name in names} | {"PYTHONUTF8": "1"}
    code, out, _err = Set(finished.folder, finished.wheels, tuple((more | {"PYTHONINSPECT": ""}).items())).start("urge")
    assert code == 0
    reached = {name for name in out.split() if name.startswith("PYTHON")}
    assert "PYTHONUTF8" in reached
    assert reached <= set(run.TALKING)
    assert out.split()[-1] == "0"


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_a_python_that_was_led_to_the_parts_of_another_one_starts_again_without_them(checkout: Checkout) -> None:
    theirs = checkout.folder.parent / "theirs" / "lib" / Path(sysconfig.get_path("stdlib")).name
    theirs.mkdir(parents=True)
    for file in Path(sysconfig.get_path("stdlib")).iterdir():
        if file.name != "subprocess.py":
            (theirs / file.name).symlink_to(file)
    (theirs / "subprocess.py").write_text("raise SystemExit('not this one')", "utf-8")
    there = Set(checkout.folder, checkout.wheels, (("PYTHONHOME", str(theirs.parents[1])),))
    assert there.start("urge") == (7, "['urge'] /\n", FIRST_START)


# Sealing, where nobody has built it


def test_where_there_is_no_part_for_sealing_all_else_is_set_up_and_it_is_said_once(checkout: Checkout) -> None:
    line = wheel(checkout.wheels, "WORD = 'sealed'", tag="cp311-abi3-win32")
    seal = checkout.folder / "requirements-seal.lock"
    seal.write_text(line, "utf-8")
    log = checkout.folder / ".venv" / "setup-sealing.log"
    told = (
        "What sealing needs cannot be had for this computer. All but `lock`, and reading what is sealed, works.\n"
        f"What pip said stands in {log}\nTo try it again: python3 {checkout.folder / 'run.py'} setup\n"
    )
    assert checkout.start("urge") == (7, "['urge'] /\n", FIRST_START + told)
    assert checkout.start("urge") == (7, "['urge'] /\n", "")
    assert "No matching distribution found for tiny" in log.read_text("utf-8")
    assert checkout.start("setup") == (0, "", FIRST_START + told)
    checkout.module("smartcli/__main__.py", "import tiny; main = lambda: print(tiny.WORD)")
    seal.write_text(wheel(checkout.wheels, "WORD = 'sealed'"), "utf-8")
    assert checkout.start() == (0, "sealed\n", "Setting up (once): 1 of 1, what sealing needs (smartcli lock)\n")


def test_a_pip_that_fails_for_that_part_without_a_word_stops_nothing_else(checkout: Checkout) -> None:
    fails = "import sys\n__version__ = '99.0'\nsys.exit(any('seal' in word for word in sys.argv))\n"
    (checkout.folder / "pip.py").write_text(fails.replace("sys.exit", "__name__ == '__main__' and sys.exit"), "utf-8")
    code, out, err = checkout.start("urge")
    assert (code, out, err.count("What sealing needs cannot be had")) == (7, "['urge'] /\n", 1)
    assert checkout.start("urge") == (7, "['urge'] /\n", "")


def test_a_part_for_sealing_with_a_wrong_hash_is_no_part_that_is_not_there(checkout: Checkout) -> None:
    wheel(checkout.wheels, "")
    (checkout.folder / "requirements-seal.lock").write_text("tiny==1.0 --hash=sha256:" + "0" * 64 + "\n", "utf-8")
    code, out, err = checkout.start()
    assert (code, out) == (1, "")
    assert err.startswith(FIRST_START + "pip could not install what sealing needs (smartcli lock). What pip said")


def test_a_changed_lock_file_is_followed(finished: Checkout) -> None:
    (finished.folder / "requirements.lock").write_text("# nothing, still\n", "utf-8")
    assert finished.start()[2] == "Setting up (once): 1 of 1, what smartcli needs\n"


def test_the_word_setup_begins_anew(finished: Checkout) -> None:
    (broken,) = finished.folder.glob(".venv/lib/*/site-packages/smartcli-checkout.pth")
    broken.unlink()
    assert finished.start("setup") == (0, "", FIRST_START)
    assert finished.start() == (7, "[] /\n", "")


def test_what_sheets_as_pdf_need_is_fetched_once_it_is_asked_for(checkout: Checkout) -> None:
    told = f"{FIRST_START.replace('of 3', 'of 4')}Setting up (once): 4 of 4, {AS_PDF}"
    assert checkout.start("setup", "pdf") == (0, "", told)
    assert checkout.start("setup", "pdf") == (0, "", "")
    assert checkout.start() == (7, "[] /\n", "")


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


def not_ours(checkout: Checkout) -> tuple[int, str, str]:
    told = f"There is a .venv in {checkout.folder} already, and run.py did not make it.\n"
    return 1, "", f"{told}Rename or delete it, then run this again.\n"


def no_file(place: Path) -> str:
    told = f"{place} is no plain file, and run.py needs one of that name.\n"
    return f"{told}Rename or delete it, then run this again.\n"


@pytest.mark.parametrize(
    "files",
    [
        {"pyvenv.cfg": "home = /usr/bin\n"},
        {"pyvenv.cfg": "home = /usr/bin\ncommand = python3 -m venv /home/kim/smartcli/.venv\n"},
        {"pyvenv.cfg": "home = /usr/bin\nprompt = 'smartcli'\n"},
        {"pyvenv.cfg": "home = /usr/bin\n", "ready-venv": ""},  # made over ours
        {"conda-meta": "", "my-file": "mine"},
    ],
)
def test_a_venv_of_somebody_elses_is_left_alone(checkout: Checkout, files: dict[str, str]) -> None:
    venv = checkout.folder / ".venv"
    venv.mkdir()
    for name, text in files.items():
        (venv / name).write_text(text, "utf-8")
    assert checkout.start() == not_ours(checkout)
    assert checkout.start("setup") == not_ours(checkout)
    assert {file.name: file.read_text("utf-8") for file in venv.iterdir()} == files


@pytest.mark.parametrize("kind", ["link to a folder", "link to nowhere", "file", "pipe"])
def test_what_lies_in_the_place_of_the_venv_and_behind_it_is_left_alone(checkout: Checkout, kind: str) -> None:
    venv, others = checkout.folder / ".venv", checkout.folder.parent / "others"
    if kind.startswith("link"):
        venv.symlink_to(others)
    elif kind == "file":
        venv.write_text("mine", "utf-8")
    else:
        os.mkfifo(venv)
    if kind == "link to a folder":
        others.mkdir()
        assert checkout.start() == not_ours(checkout)
        (others / "notes.txt").write_text("mine", "utf-8")
    before = venv.lstat()
    assert checkout.start() == not_ours(checkout)
    now = venv.lstat()  # its time of reading may be another
    assert (now.st_ino, now.st_mode, now.st_mtime_ns) == (before.st_ino, before.st_mode, before.st_mtime_ns)
    assert [file.name for file in others.glob("*")] == (["notes.txt"] if kind == "link to a folder" else [])


def test_a_venv_that_is_empty_or_half_made_is_made_anew(checkout: Checkout) -> None:
    venv, other = checkout.folder / ".venv", checkout.folder.parent / "other"
    other.mkdir()
    (other / "notes.txt").write_text("mine", "utf-8")
    venv.mkdir()
    assert checkout.start() == (7, "[] /\n", FIRST_START)
    for stamp in venv.glob("ready-*"):
        stamp.write_bytes(b"")
    (venv / "pyvenv.cfg").unlink()
    shutil.rmtree(venv / "lib")
    (venv / "lib").symlink_to(other)
    assert checkout.start() == (7, "[] /\n", FIRST_START)
    assert [file.name for file in other.iterdir()] == ["notes.txt"]


def lay(kind: str, place: Path, notes: Path) -> None:
    """Something that is no file of ours; a link leads to the notes."""
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "folder":
        place.mkdir()
    else:
        place.symlink_to(notes)


@pytest.mark.parametrize("name", ["ready-venv", "ready-requirements.lock", "setup.log"])
@pytest.mark.parametrize("kind", ["pipe", "folder", "link"])
def test_what_is_no_file_of_ours_in_the_venv_is_named_and_not_written_through(
    finished: Checkout, name: str, kind: str
) -> None:
    place, notes = finished.folder / ".venv" / name, finished.folder.parent / "notes.txt"
    (finished.folder / "requirements.lock").write_text("# nothing, still\n", "utf-8")
    place.unlink()
    notes.write_text("mine", "utf-8")
    lay(kind, place, notes)
    code, out, err = finished.start()
    assert (code, out, err.partition("\n")[2]) == (1, "", no_file(place))
    assert notes.read_text("utf-8") == "mine"


def test_a_link_that_leads_nowhere_among_the_exercises_stops_nothing(finished: Checkout) -> None:
    shelf = finished.folder / "data" / "xx" / "exercises"
    shelf.mkdir(parents=True)
    (shelf / ".#one.toml").symlink_to("kim@there.1234")  # as Emacs marks what is being written
    assert finished.start("urge") == (7, "['urge'] /\n", "")


def test_a_python_in_the_venv_that_does_not_start_is_said_with_the_way_out(finished: Checkout) -> None:
    python = finished.folder / ".venv" / "bin" / "python"
    python.unlink()
    python.mkdir()
    stamps = finished.folder.glob(".venv/ready-*")
    for stamp in stamps:
        stamp.write_bytes(stamp.read_bytes().replace(os.fsencode(os.path.realpath(sys.executable)), bytes(python)))
    script = finished.folder / "run.py"
    told = f"{python} cannot be started (Permission denied).\nTo set everything up anew: python3 {script} setup\n"
    assert finished.start() == (1, "", told)


@pytest.mark.parametrize("kind", ["pipe", "folder", "link"])
def test_what_lies_in_the_place_of_the_lock_is_named(checkout: Checkout, kind: str) -> None:
    place, notes = checkout.folder / ".venv.lock", checkout.folder.parent / "notes.txt"
    lay(kind, place, notes)
    assert checkout.start() == (1, "", no_file(place))
    assert not notes.exists()


def test_a_folder_that_cannot_be_written_to_is_said_plainly(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(run, "ROOT", str(tmp_path))
    monkeypatch.setattr(run, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(run, "TURN", str(tmp_path / ".venv.lock"))
    monkeypatch.setattr(run, "plain", refused)
    told = "smartcli sets itself up in its own folder, and {} cannot be written to (Permission denied).\n"
    cure = "Copy the folder to a place of your own and run it there.\n"
    assert run.main(["setup"]) == 1
    assert capsys.readouterr().err == told.format(tmp_path) + cure
    (tmp_path / ".venv.lock").touch()  # of somebody else, who has set up here
    assert run.main(["setup"]) == 1
    assert capsys.readouterr().err == told.format(tmp_path / ".venv.lock") + cure


def test_where_locks_do_not_work_all_is_set_up_without(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(run, "TURN", str(tmp_path / ".venv.lock"))
    monkeypatch.setattr(fcntl, "flock", refused)
    run.take_turn().close()


def test_the_word_test_sets_up_the_tools_too_and_runs_pytest_from_the_root(
    first_test: tuple[Checkout, tuple[int, str, str]],
) -> None:
    made, first = first_test
    assert first == (
        0,
        f"['-k', 'urge'] {made.folder}\n",
        FIRST_START.replace("of 3", "of 5")
        + f"Setting up (once): 4 of 5, {AS_PDF}Setting up (once): 5 of 5, the test tools\n",
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


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_pins_and_hashes_everything_and_names_no_place(name: str) -> None:
    lines = (ROOT / name).read_text("utf-8").replace("\\\n", " ").splitlines()
    loose = [line for line in lines if "==" not in line or "--hash=sha256:" not in line]
    assert (loose, [line for line in lines if "://" in line or " -" in line.replace(" --hash", "")]) == ([], [])


def test_the_test_tools_are_locked_beside_the_same_versions_smartcli_runs_with() -> None:
    runtime, tools = (
        (ROOT / name).read_text("utf-8").splitlines() for name in ("requirements.lock", "requirements-test.lock")
    )
    assert set(runtime) - set(tools) == set()


def test_what_sealing_needs_is_locked_by_itself() -> None:
    named = {
        name: {
            line.split("==")[0] for line in (ROOT / name).read_text("utf-8").splitlines() if "==" in line.split(";")[0]
        }
        for name in LOCKS
    }
    assert named["requirements-seal.lock"] == {"pyrage", "cryptography", "cffi", "pycparser"}
    assert not named["requirements-seal.lock"] & (named["requirements.lock"] | named["requirements-test.lock"])
