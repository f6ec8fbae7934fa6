"""A real khal with a calendar of its own, in a folder of its own."""

import shutil
import subprocess
from pathlib import Path

from icalendar import Calendar, Event
from tests.program import surroundings

CONFIG = """
[calendars]
[[evening]]
path = {folder}/evening
type = calendar
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = Europe/Madrid
default_timezone = Europe/Madrid
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


def why_not() -> str:
    return "" if shutil.which("khal") else "khal is not here"


class Khal:
    """One calendar, filled by importing files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "evening").mkdir(parents=True)
        (folder / "config").write_text(CONFIG.format(folder=folder))

    def runs(self, *argv: str) -> tuple[str, str]:
        """What it says, and what it complains of."""
        places = {name: str(self.folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
        run = subprocess.run(
            ["khal", "-c", str(self.folder / "config"), *argv],
            capture_output=True,
            text=True,
            env={**surroundings(), **places, "LANG": "C.UTF-8", "TZ": "Europe/Madrid"},
            check=True,
        )
        return run.stdout, run.stderr

    def takes(self, file: Path) -> str:
        """Import a file; what is complained of."""
        return self.runs("import", "--batch", "-a", "evening", str(file))[1]

    def has(self) -> dict[str, Event]:
        """The events that lie in it, by their ids."""
        files = sorted((self.folder / "evening").glob("*.ics"))
        found = [event for file in files for event in Calendar.from_ical(file.read_bytes()).events]
        assert len(found) == len({str(event["uid"]) for event in found})
        return {str(event["uid"]): event for event in found}

    def shows(self, day: str, last: str) -> list[str]:
        """What stands on these days, as it is listed."""
        form = ["--day-format", "{date}", "--format", "{start-time} {title}"]
        return self.runs("list", *form, day, last)[0].splitlines()
