import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix

from smartcli.home.find import find

SRC = str(Path(__file__).parents[2] / "src")

ENVIRONMENTS = [
    {"HOME": "/home/ana"},
    {"HOME": "/home/ana/"},
    {"HOME": "/"},
    {"HOME": "/home/ana", "XDG_DATA_HOME": "/data"},
    {"HOME": "/home/ana", "XDG_DATA_HOME": "/data/"},
    {"HOME": "/home/ana", "XDG_DATA_HOME": ""},
    {"HOME": "/home/ana", "XDG_DATA_HOME": "relative/data"},
    {"HOME": "/home/ana", "XDG_DATA_HOME": "~/data"},
    {"HOME": "/home/ána ñ"},
    {"HOME": "relative"},
    {"HOME": ""},
    {},
]


@pytest.mark.skipif(sys.platform == "win32", reason="asks platformdirs, which is handed no environment")
@pytest.mark.parametrize("environ", ENVIRONMENTS, ids=str)
@pytest.mark.parametrize(("platform", "theirs"), [("linux", Unix), ("darwin", MacOS)], ids=["linux", "darwin"])
def test_the_folder_is_the_one_platformdirs_gives(environ, platform, theirs, monkeypatch):
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert find(environ, platform) == theirs("smartcli", appauthor=False).user_data_dir


def test_on_other_systems_platformdirs_is_asked():
    assert find({}, "win32") == platformdirs.user_data_dir("smartcli", appauthor=False)


def test_smartcli_home_comes_before_the_systems_folder_and_the_option_before_both(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    environ = {"HOME": "/home/ana", "SMARTCLI_HOME": "mine", "XDG_DATA_HOME": "/data"}
    assert find(environ, "linux") == f"{tmp_path}/mine"
    assert find(environ, "linux", "other/") == f"{tmp_path}/other"
    assert find({**environ, "SMARTCLI_HOME": ""}, "linux") == "/data/smartcli"


def test_a_tilde_the_shell_left_alone_is_the_persons_own_folder():
    environ = {"HOME": "/home/ana", "SMARTCLI_HOME": "~"}
    assert find(environ, "linux") == "/home/ana"
    assert find(environ, "linux", "~/smart") == "/home/ana/smart"
    assert find(environ, "linux", "/srv/~x") == "/srv/~x"


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() != 0, reason="only root may become somebody unknown")
def test_a_computer_that_does_not_know_the_person_is_told_in_one_sentence():
    code = (
        "import os, pwd\n"
        "from smartcli.home.find import SmartError, find\n"
        "os.setuid(54321)\n"
        "try: find({}, 'linux')\n"
        "except SmartError as said: print(said, said.next, sep='|')\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONPATH": SRC})
    assert run.stdout == "This computer does not say where your own folder is.|smartcli --home FOLDER\n"
