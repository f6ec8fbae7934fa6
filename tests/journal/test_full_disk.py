"""A disk of 64 kB that is really full: it is said, nothing older is harmed, and with room again it goes on."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.journal.making import SOURCE

# Runs in a mount namespace of its own: the disk goes with it, whatever happens.
INSIDE = """
import json, subprocess, sys
from pathlib import Path
from smartcli.home import settings
from smartcli.asking.drafts import Drafts
from tests.journal.making import NOON
from tests.program import Program

disk = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k,mode=0700", "smartcli", disk], check=True)
(disk / "ballast").write_bytes(bytes(16_384))
program = Program(disk / "home")
drafts = Drafts(disk / "home")
draft = drafts.new("urge-log", 1, NOON).but(given={}, done=[], typed={"trigger": "half a sen"})
saved, told = 0, {}

def writes(size):
    answers = json.dumps({"strength": 7, "trigger": ["x" * size]}).encode()
    done = program.run("do", "urge-log", "--answers", "-", "--json", stdin=answers)
    return [done.returncode, done.stdout.decode(), done.stderr.decode()]

def count():
    listed = program.run("journal", "list", "--json")
    assert listed.returncode == 0, listed.stderr
    return len(json.loads(listed.stdout)["entries"])

assert program.run("settings", "change", "--day-ends", "5").returncode == 0
assert drafts.keep(draft)
for size in [3000] * 15 + [20] * 5:
    said = writes(size)
    told[f"refused {size}"] = said if said[0] else told.get(f"refused {size}")
    saved += said[0] == 0
try:
    while True:
        with open(disk / "more", "ab", buffering=0) as more:
            more.write(bytes(512))
except OSError:
    pass
told["full"] = writes(3000)
told["saved"], told["there"] = saved, count()
refused = program.run("settings", "change", "--day-ends", "6")
told["settings"] = [refused.stderr.decode(), settings.read(disk / "home").day_ends]
told["draft"] = drafts.keep(draft.but(given={}, done=[], typed={"trigger": "y" * 9000}))
drafts.release(draft)
told["drafts"] = [one.typed["trigger"] for one in Drafts(disk / "home").every()]
(disk / "ballast").unlink()
(disk / "more").unlink()
told["with room"] = writes(3000)[0]
told["then there"] = count()
told["left over"] = sorted(str(file.name) for file in (disk / "home").rglob("*.tmp"))
print(json.dumps(told))
"""


def may_mount(place: Path) -> bool:
    """Whether this machine lets us have a disk of our own, out of everybody's sight."""
    if not (sys.platform == "linux" and shutil.which("unshare") and os.geteuid() == 0):
        return False
    mount = ["unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=64k", "smartcli", str(place)]
    return subprocess.run(mount, capture_output=True).returncode == 0


def test_w1_a_full_disk_is_said_and_harms_nothing_and_with_room_it_goes_on(tmp_path):
    if not may_mount(tmp_path):
        pytest.skip("a disk of 64 kB can be mounted by root only, on Linux")
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCE), str(SOURCE.parent)])}
    command = ["unshare", "-m", sys.executable, "-c", INSIDE, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, env=environ)
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout)
    for code, out, err in (told["full"], told["refused 3000"]):
        assert (code, out) == (1, "")
        assert err.startswith("Not saved yet ("), err
    assert told["saved"] == told["there"] >= 5
    assert told["settings"] == [
        "The settings cannot be written there (the disk is full), so they stay as they are.\nNext: smartcli doctor\n",
        5,
    ]
    assert told["draft"] is False
    assert told["drafts"] == ["half a sen"]
    assert told["with room"] == 0
    assert told["then there"] == told["there"] + 1
    assert told["left over"] == []
    assert list(tmp_path.iterdir()) == []
