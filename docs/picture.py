"""Draw docs/smartcli.svg, the picture in the README, from the real program in a real terminal.

Run it with the test tools: .venv/bin/python docs/picture.py
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

import pexpect
import pyte
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from smartcli.exercises.step import Answer  # noqa: E402
from smartcli.journal import Journal  # noqa: E402
from smartcli.journal.entry import Entry  # noqa: E402  found only now

COLUMNS, ROWS = 80, 40
PICTURE = ROOT / "docs" / "smartcli.svg"
START = [sys.executable, "-P", "-c", "import sys; from smartcli.__main__ import main; sys.exit(main())"]
# The two weeks before, and what is typed today: an invented person.
URGES = (6, 5, 7, 4, 5, 6, 4, 5, 3, 4, None, 3, 2, 4)
TYPED = (
    "\x1b[B\r",  # the plan of yesterday: yes
    "3\r",
    "5\r",
    "6\r",
    "7\r",
    "\r",
    "\x1b[B\r",  # today: no
    "Choir was good\r",
    "At six I call Ana\r",
    "\r",
    "\r",  # what it asks stays
)
# rich's own frame would fetch a font from the network; this one names what every system has.
FRAME = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<title>A check-in in smartcli</title>
<style>
.{unique_id}-matrix {{ font-family: Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: {char_height}px;
line-height: {line_height}px; font-variant-east-asian: full-width; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>{lines}</defs>
<rect fill="#16181d" x="1" y="1" width="{width}" height="{height}" rx="8"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g></svg>
"""


def life(home: Path) -> None:
    """Two weeks of check-ins before today."""
    journal = Journal(home)
    now = datetime.now().astimezone()
    for back, urge in zip(range(len(URGES), 0, -1), URGES, strict=True):
        at = now - timedelta(days=back)
        if urge is not None:
            answers: dict[str, Answer] = {"urge": urge, "plan": "After work I go straight to choir"}
            stamp, day = at.isoformat(timespec="microseconds"), at.date().isoformat()
            entry = Entry(at=stamp, zone="UTC", day=day, exercise="check-in", version=1, asked={}, answers=answers)
            journal.append(entry)


def screen(home: Path) -> pyte.Screen:
    """Today's check-in, typed in a real terminal; what it shows at the end."""
    environ = {**os.environ, "SMARTCLI_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "TERM": "xterm-256color"}
    child = pexpect.spawn(START[0], [*START[1:], "checkin"], env=environ, dimensions=(ROWS, COLUMNS), encoding="utf-8")
    shown = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.Stream(shown)
    for keys in TYPED:
        _listen(child, stream)
        child.send(keys)
    child.expect(pexpect.EOF)
    stream.feed(child.before)
    return shown


def _listen(child: pexpect.spawn, stream: pyte.Stream) -> None:
    """Take in what comes until the program waits for a key."""
    quiet = time.monotonic() + 1.5
    while time.monotonic() < quiet:
        try:
            stream.feed(child.read_nonblocking(65536, timeout=0.3))
            quiet = time.monotonic() + 0.5
        except pexpect.TIMEOUT:
            continue


def as_text(shown: pyte.Screen) -> Text:
    """The screen's characters with their looks."""
    lines = []
    for row in range(ROWS):
        line = Text()
        for column in range(COLUMNS):
            cell = shown.buffer[row][column]
            colour = f"#{cell.fg}" if re.fullmatch("[0-9a-f]{6}", cell.fg) else "" if cell.fg == "default" else cell.fg
            line.append(cell.data, f"{'bold ' if cell.bold else ''}{colour}".strip())
        line.rstrip()
        lines.append(line)
    while lines and not lines[-1].plain:
        lines.pop()
    return Text("\n").join(lines)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        life(home)
        (home / "settings.toml").write_text(f"started = {json.dumps('2026-01-01')}\n")
        text = as_text(screen(home))
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(text)
    PICTURE.write_text(console.export_svg(title="smartcli", code_format=FRAME, unique_id="smartcli"), "utf-8")


if __name__ == "__main__":
    main()
