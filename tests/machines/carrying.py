"""Two real Syncthings on this machine that carry a folder, and talk to nobody else."""

import json
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

KEY = "only-for-this-test"
FOLDER = "folder=journal"
SECONDS = 30  # any one thing may take; on a quiet machine it takes one or two
PAUSE = 0.05

# Whatever would leave this machine, or change the program, is off.
OPTIONS = {
    "globalAnnounceEnabled": "false",
    "localAnnounceEnabled": "false",
    "relaysEnabled": "false",
    "natEnabled": "false",
    "stunKeepaliveStartS": "0",
    "urAccepted": "-1",
    "crashReportingEnabled": "false",
    "autoUpgradeIntervalH": "0",
    "releasesURL": "",
    "startBrowser": "false",
    "announceLANAddresses": "false",
    "setLowPriority": "false",
    "reconnectionIntervalS": "1",
    "progressUpdateIntervalS": "-1",
}


class Asking:
    """The process that asks, see asking.py."""

    def __init__(self) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-I", str(Path(__file__).with_name("asking.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, *words: object) -> Any:
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.write(json.dumps(words) + "\n")
        self._child.stdin.flush()
        return json.loads(self._child.stdout.readline())

    def stop(self) -> None:
        self._child.communicate()


class Syncthing:
    """One Syncthing with one folder. It looks into the folder when it is told to, and not by itself."""

    def __init__(self, home: Path, folder: Path, ask: Asking, *, port: int, gui: int) -> None:
        self.home, self.folder, self.port, self.gui = home, folder, port, gui
        self._ask = ask
        quiet = ["--no-default-folder", "--skip-port-probing"]
        subprocess.run(["syncthing", "generate", f"--home={home}", *quiet], capture_output=True, check=True)
        found = ET.parse(home / "config.xml").getroot().find("device")
        assert found is not None
        self.id = found.attrib["id"]

    def joins(self, other: "Syncthing") -> None:
        """Write what it is to do: share the folder with the other one, over the loopback, and nothing else."""
        tree = ET.parse(self.home / "config.xml")
        root = tree.getroot()
        for old in root.findall("device"):
            root.remove(old)
        for one in (self, other):
            device = ET.SubElement(root, "device", id=one.id, name="")
            ET.SubElement(device, "address").text = f"tcp://127.0.0.1:{one.port}"
        self._share(ET.SubElement(root, "folder", id="journal", path=str(self.folder), type="sendreceive"), other)
        _set(root, "gui", {"address": f"127.0.0.1:{self.gui}", "apikey": KEY})
        _set(root, "options", {"listenAddress": f"tcp://127.0.0.1:{self.port}", **OPTIONS})
        tree.write(self.home / "config.xml")

    def _share(self, folder: ET.Element, other: "Syncthing") -> None:
        folder.attrib |= {"rescanIntervalS": "0", "fsWatcherEnabled": "false"}
        for one in (self, other):
            ET.SubElement(folder, "device", id=one.id)
        # The default is 10: of more copies the oldest go. With 1, what is lost by that is lost at once.
        ET.SubElement(folder, "maxConflicts").text = "1"

    def start(self) -> None:
        command = ["syncthing", "serve", f"--home={self.home}", "--no-browser", "--no-restart", "--no-upgrade"]
        self._child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def stop(self) -> None:
        self._child.terminate()
        try:
            self._child.wait(10)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()

    def tells(self, path: str, *, method: str = "GET", body: object = None) -> Any:
        """An answer of its own REST interface; None while there is none."""
        assert self._child.poll() is None, "Syncthing has ended"
        return self._ask(self.gui, KEY, method, path, body).get("answer")

    def is_up(self) -> bool:
        return self.tells("system/ping") == {"ping": "pong"} and self.is_quiet()

    def is_quiet(self) -> bool:
        status = self.tells(f"db/status?{FOLDER}") or {}
        return bool(status.get("state") == "idle" and status["needTotalItems"] == 0 and not status["errors"])

    def is_joined(self, other: "Syncthing") -> bool:
        found = self.tells("system/connections") or {"connections": {}}
        return bool(found["connections"].get(other.id, {}).get("connected"))

    def sees_all_at(self, other: "Syncthing") -> bool:
        """Whether the other one has told that it has everything that is here."""
        found = self.tells(f"db/completion?{FOLDER}&device={other.id}") or {}
        return bool(found.get("completion") == 100 and found["needItems"] == 0 and found["needDeletes"] == 0)

    def looks(self) -> None:
        self.tells(f"db/scan?{FOLDER}", method="POST")

    def pause(self, *, on: bool) -> None:
        self.tells("config/folders/journal", method="PATCH", body={"paused": on})

    def trouble(self) -> object:
        """For the message of a test that fails."""
        return [self.tells(path) for path in (f"db/status?{FOLDER}", f"folder/errors?{FOLDER}", "system/error")]


def in_sync(pair: Sequence[Syncthing]) -> None:
    """Come back when both have everything; each has then looked twice, as a conflict makes new files."""
    one, other = pair

    def is_same() -> bool:
        for each in pair:
            each.looks()
        both = one.sees_all_at(other) and other.sees_all_at(one) and all(each.is_quiet() for each in pair)
        return both and content(one.folder) == content(other.folder)

    until(is_same, lambda: [each.trouble() for each in pair])


def until(is_so: Callable[[], bool], trouble: Callable[[], object]) -> None:
    end = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < end, trouble()
        time.sleep(PAUSE)


def content(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file() and ".stfolder" not in file.parts)
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def _set(root: ET.Element, name: str, values: dict[str, str]) -> None:
    part = root.find(name)
    assert part is not None
    for key, value in values.items():
        found = part.find(key)
        (ET.SubElement(part, key) if found is None else found).text = value
