"""Draw docs/smartcli.svg, the picture in the README: a check-in and twelve weeks, by the real program in a terminal.

Run it with the test tools: .venv/bin/python docs/picture.py
"""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pexpect
import pyte
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from smartcli.invented.people import SAM  # noqa: E402  found only now

COLUMNS, ROWS = 80, 40
PICTURE = ROOT / "docs" / "smartcli.svg"
START = [sys.executable, "-P", "-c", "import sys; from smartcli.__main__ import main; sys.exit(main())"]
# What is typed into today's check-in, and then into what the log tells.
TODAY = (
    "\x1b[B\r",  # the plan of yesterday: yes
    "3\r",
    "5\r",
    "6\r",
    "7\r",
    "7\r",
    "1\r",
    "Choir was good\r",
    "At six I call Ana\r",
    "\r",
    "\r",  # what it asks stays
)
PAGES = ("\r", "\r", "\x03")  # to the third page, which has the twelve weeks
OFFER = "You know the check-in by now"
WEEKS, AFTER = "2. What became of urges?", "not acted on"  # what follows the weeks is left out
# rich's own frame would fetch a font from the network; this one names what every system has.
FRAME = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<title>A check-in in smartcli, and twelve weeks of it</title>
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
    """The three months before today, as an invented person wrote them."""
    SAM.but(last=datetime.now().astimezone().date() - timedelta(days=1)).write_into(home)


def screens(home: Path, command: str, typed: Sequence[str]) -> list[Text]:
    """What a command shows in a real terminal before each of these keys, and at the end."""
    environ = {**os.environ, "SMARTCLI_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "TERM": "xterm-256color"}
    child = pexpect.spawn(START[0], [*START[1:], command], env=environ, dimensions=(ROWS, COLUMNS), encoding="utf-8")
    shown = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.Stream(shown)
    found = []
    for keys in typed:
        _listen(child, stream)
        found.append(as_text(shown))
        child.send(keys)
    child.expect(pexpect.EOF)
    stream.feed(child.before)
    return [*found, as_text(shown)]


def between(shown: Text, first: str, last: str) -> list[Text]:
    """The lines from the last one that has these words to the one that has those, which is left out."""
    lines = list(shown.split("\n", allow_blank=True))
    start = max((place for place, line in enumerate(lines) if first in line.plain), default=0)
    end = next(place for place, line in enumerate(lines) if place > start and last in line.plain)
    return lines[start:end]


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
        asked = between(screens(home, "checkin", TODAY)[-2], "Check-in", OFFER)
        weeks = between(screens(home, "insights", PAGES)[-2], WEEKS, AFTER)
    prompt = Text("$ smartcli insights", style="bold")
    text = Text("\n").join([Text("$ smartcli checkin", style="bold"), Text(), *asked, prompt, Text(), *weeks])
    text.rstrip()
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(text)
    PICTURE.write_text(console.export_svg(title="smartcli", code_format=FRAME, unique_id="smartcli"), "utf-8")


if __name__ == "__main__":
    main()
