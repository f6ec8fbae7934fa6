"""What differs from system to system stands where docs/portability.md says, and is at least well typed for each."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "smartcli"
PAGE = (ROOT / "docs" / "portability.md").read_text("utf-8")
# How code asks which system it is on, or loads what only some have.
ASKS = re.compile(
    r"^\s*(?:import|from) (?:termios|fcntl|msvcrt|pwd|resource|tty|winreg|_ctypes)\b"
    r"|sys\.platform (?:==|!=|in|not in)|\bos\.name\b|hasattr\((?:os|signal), ",
    re.MULTILINE,
)


def that_ask() -> set[str]:
    files = (file for file in SOURCE.rglob("*.py") if ASKS.search(file.read_text("utf-8")))
    return {str(file.relative_to(SOURCE)) for file in files}


def named() -> set[str]:
    """The files that the page names; one in the same folder as that before it stands without the folder."""
    found, folder = set(), ""
    for row in PAGE.splitlines():
        cells = row.split("|")
        for name in re.findall(r"`([a-z_/]+\.py)`", cells[2]) if row.startswith("|") and len(cells) > 2 else ():
            folder = name.rpartition("/")[0] if "/" in name else folder
            found.add(name if "/" in name or name == "run.py" else f"{folder}/{name}")
    return found - {"run.py"}


def test_each_file_that_asks_which_system_it_is_on_is_on_the_page() -> None:
    assert that_ask() - named() == set()
    assert {name for name in named() if not (SOURCE / name).is_file()} == set()


def test_code_that_asks_is_found() -> None:
    for code in ('if sys.platform == "win32":', "    import termios", "from msvcrt import locking", "os.name == 'nt'"):
        assert ASKS.search(code)
    assert not ASKS.search("platform=sys.platform,")


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_the_types_fit_on_other_systems(system: str, tmp_path: Path) -> None:
    options = ["--platform", system, "--no-warn-unreachable", "--cache-dir", str(tmp_path)]
    said = subprocess.run(
        [sys.executable, "-m", "mypy", *options, "src"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stdout
