"""The suite can be run elsewhere: what it is given there holds for all that it starts."""

import shutil
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from tests import anywhere

ASKED = (
    "import datetime, os, pathlib, subprocess, sys, tempfile, time\n"
    "file = pathlib.Path(tempfile.gettempdir(), 'made'); file.touch(); os.utime(file, (1e9, 1e9))\n"
    "known = file.stat()\n"
    "print(datetime.datetime.now().isoformat()[:15], datetime.datetime.now().astimezone().utcoffset())\n"
    "print(known.st_mtime == 1e9, abs(known.st_ctime - time.time()) < 60, len(tempfile.gettempdir()) >= 150)\n"
    "began = time.monotonic(); time.sleep(0.01); print(0.01 <= time.monotonic() - began < 60)\n"
)


@pytest.mark.skipif(shutil.which("cc") is None or sys.platform != "linux", reason="takes a C compiler, and Linux")
@pytest.mark.parametrize("when", ["2028-02-29T23:30", "2027-12-31T23:50", "1999-12-31T12:00"])
def test_clock_files_zone_and_folder_are_those_of_elsewhere(when: str) -> None:
    before = datetime.now(UTC)
    with anywhere.environ("Pacific/Kiritimati", when) as surroundings:
        asked = ["sh", "-c", '"$0" -c "$1"', sys.executable, ASKED]  # through another program
        said = subprocess.run(asked, env=surroundings, capture_output=True, text=True, check=True).stdout.split("\n")
    assert said[:3] == [f"{when[:15]} 14:00:00", "True True True", "True"]
    assert (datetime.now(UTC) - before).days == 0  # our own clock stays as it is
