"""What is published: the wheel runs from anywhere, and data/ comes along in it and in the source archive."""

import json
import site
import subprocess
import sys
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
import run
from tests.program import surroundings

ROOT = Path(run.__file__).parent
CONTENT = {file.relative_to(ROOT).as_posix() for file in (ROOT / "data").rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive, built by the locked hatchling: nothing is fetched."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


@dataclass(frozen=True)
class Installed:
    """smartcli as somebody has it who never saw the checkout."""

    program: Path
    home: Path

    def run(self, *arguments: str, stdin: str = "") -> str:
        environ = {**surroundings(), "HOME": str(self.home), "SMARTCLI_HOME": str(self.home)}
        command = [str(self.program), *arguments]
        done = subprocess.run(command, input=stdin, env=environ, cwd="/", capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an empty environment. What it needs is lent by the environment the tests run in, which has just
    these versions from the lock file: installing them again would need the network. The checkout is not lent."""
    folder = tmp_path_factory.mktemp("installed")
    venv.EnvBuilder(with_pip=False, symlinks=True).create(folder)
    python = folder / "bin" / "python"
    (wheel,) = built.glob("*.whl")
    install = [*run.pip(str(python)), "install", "--no-deps", "--no-index", "--no-user", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    lent = [path for path in site.getsitepackages() if Path(path).is_dir()]
    code = (
        f"import sys; sys.path += {lent!r}\n"  # unlike a plain path, this does not follow the lender's own .pth files
    )
    (packages / "lent.pth").write_text(code, "utf-8")
    return Installed(folder / "bin" / "smartcli", tmp_path_factory.mktemp("home"))


def test_the_wheel_holds_the_package_and_all_of_data(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    code = {file.relative_to(ROOT / "src").as_posix() for file in (ROOT / "src").rglob("*.py")}
    about = {name for name in names if ".dist-info/" in name}
    languages = {file.parent.parent.name for file in (ROOT / "data").glob("*/exercises/*.toml")}
    compiled = {f"smartcli/exercises/shipped-{language}.json" for language in languages}
    shared = {name for name in names if ".data/data/share/" in name}
    assert names - about - shared == code | {f"smartcli/{name}" for name in CONTENT} | compiled


# What lies in the prefix of an installation, where other programs look for it, and the file it is.
SHARED = {
    "share/bash-completion/completions/smartcli": "data/shells/smartcli.bash",
    "share/zsh/site-functions/_smartcli": "data/shells/_smartcli",
    "share/man/man1/smartcli.1": "docs/smartcli.1",
    "share/fish/vendor_completions.d/smartcli.fish": "data/shells/smartcli.fish",
}


def test_the_wheel_holds_what_shells_and_man_look_for(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        shared = {name.partition(".data/data/")[2]: archive.read(name) for name in archive.namelist()}
    del shared[""]
    assert shared == {place: (ROOT / file).read_bytes() for place, file in SHARED.items()}


@pytest.mark.parametrize("place", SHARED)
def test_an_installation_puts_it_there(installed: Installed, place: str) -> None:
    assert (installed.program.parents[1] / place).read_bytes() == (ROOT / SHARED[place]).read_bytes()


def test_a_wheel_built_from_the_source_archive_is_the_same(built: Path, tmp_path: Path) -> None:
    (archive_file,) = built.glob("*.tar.gz")
    with tarfile.open(archive_file) as archive:
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    assert list(unpacked.glob("src/smartcli/exercises/shipped-*")) == []
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(command, cwd=unpacked, check=True, capture_output=True)
    (wheel,), (again,) = built.glob("*.whl"), (tmp_path / "dist").glob("*.whl")
    assert again.read_bytes() == wheel.read_bytes()


def test_the_source_archive_holds_all_of_data_and_what_is_needed_to_test_it(built: Path) -> None:
    (archive_file,) = built.glob("*.tar.gz")
    with tarfile.open(archive_file) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    needed = {"LICENSE", "README.md", "pyproject.toml", "run.py", "requirements.lock", "tests/test_wheel.py"}
    assert (CONTENT | needed) - names == set()


def test_the_installed_program_is_the_one_from_the_wheel(installed: Installed) -> None:
    python = installed.program.with_name("python")
    code = "import smartcli, pathlib; print(pathlib.Path(smartcli.__file__).parents[4])"
    shown = subprocess.run([python, "-c", code], cwd="/", capture_output=True, text=True, check=True)
    assert Path(shown.stdout.strip()) == installed.program.parent.parent


def test_what_lies_on_somebodys_pythonpath_is_not_taken_for_a_part_of_it(installed: Installed, tmp_path: Path) -> None:
    for name in ("typer", "rich", "platformdirs", "tomllib"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('not this one')", "utf-8")
    environ = {**surroundings(), "SMARTCLI_HOME": str(installed.home / "new"), "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([installed.program, "journal", "list"], env=environ, cwd="/", capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "No entries here yet.\n", "")


def test_the_wheel_asks_for_sealing_where_it_can_be_had(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("METADATA")]
        needs = [line for line in archive.read(name).decode().splitlines() if line.startswith("Requires-Dist")]
    for package in ("pyrage", "cryptography"):
        (need,) = [line for line in needs if package in line]
        assert "platform_machine in" in need
        assert "extra" not in need


def test_the_installed_program_brings_its_exercises_along(installed: Installed) -> None:
    listed = json.loads(installed.run("exercises", "list", "--json"))
    shipped = {file.stem for file in (ROOT / "data" / "en" / "exercises").glob("*.toml")}
    assert (listed["schema"], {exercise["id"] for exercise in listed["exercises"]}) == (1, shipped)


def test_the_installed_program_reads_them_ahead(installed: Installed) -> None:
    code = (
        "import sys; from smartcli.__main__ import main; main(['exercises', 'show', 'urge-log']);"
        "print('tomllib' in sys.modules)"
    )
    command = [str(installed.program.with_name("python")), "-c", code]
    environ = {"SMARTCLI_HOME": str(installed.home)}
    shown = subprocess.run(command, env=environ, cwd="/", capture_output=True, text=True, check=True)
    assert shown.stdout.split()[-1] == "False"


def test_the_installed_program_saves_an_exercise_from_any_folder(installed: Installed) -> None:
    shown = json.loads(installed.run("exercises", "show", "urge-log", "--json"))
    sample = shown["exercise"]["sample"]
    saved = json.loads(installed.run("do", "urge-log", "--answers", "-", "--json", stdin=json.dumps(sample)))
    listed = json.loads(installed.run("journal", "list", "--json"))
    assert [entry["id"] for entry in listed["entries"]] == [saved["entry"]["id"]]
    assert {key: saved["entry"]["answers"][key] for key in sample} == sample
