"""jrnl, in a virtual environment that is thrown away afterwards."""

import subprocess
import venv
from dataclasses import dataclass
from pathlib import Path

import run

VERSION = "4.6"
CONFIG = """\
version: v{version}
journals:
  default:
    journal: {journal}
timeformat: '%Y-%m-%d %H:%M'
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
template: false
highlight: false
linewrap: 79
tagsymbols: '@'
indent_character: '|'
display_format: pretty
colors: {{body: none, date: none, tags: none, title: none}}
"""


@dataclass(frozen=True)
class Peer:
    """jrnl, ready to be started; or why it could not be installed."""

    program: Path
    problem: str = ""

    def command(self, config: Path, *arguments: str) -> list[str]:
        return [str(self.program), "--config-file", str(config), *arguments]


def install(folder: Path) -> Peer:
    venv.EnvBuilder(with_pip=False, symlinks=True).create(folder)
    python = folder / "bin" / "python"
    try:
        command = [*run.pip(str(python)), "install", "--quiet", "--no-input", f"jrnl=={VERSION}"]
    except run.SetupError:
        return Peer(Path(), "pip is missing")
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return Peer(folder / "bin" / "jrnl", "" if done.returncode == 0 else "jrnl could not be installed")


def configure(folder: Path, journal: Path) -> Path:
    """A configuration of its own, so that nobody's real journal is touched."""
    config = folder / "jrnl.yaml"
    config.write_text(CONFIG.format(version=VERSION, journal=journal), "utf-8")
    return config
