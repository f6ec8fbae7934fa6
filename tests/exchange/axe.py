"""What axe finds in a page, run by a real browser: what people cannot read who do not see it."""

import json
import os
import re
import subprocess
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

from tests.exchange.browser import CHROMIUM, OPTIONS, POLICY

AXE = Path(str(files("axe_core_python").joinpath("axe.min.js")))
RUN = """
axe.run().then(found => {
  document.title = JSON.stringify(found.violations.map(one => [one.id, one.nodes.map(node => node.html)]))
})
"""


def violations(rendered: bytes, folder: Path) -> list[Any]:
    """The rules that are not kept, each with the elements that do not."""
    page = POLICY.sub("", rendered.decode("utf-8"))  # the page lets no script run, so this one has to come first
    script = f"<script>{AXE.read_text('utf-8')}</script><script>{RUN}</script>"
    return list(json.loads(unescape(title(page.replace("</body>", f"{script}</body>"), folder))))


def title(page: str, folder: Path, *options: str) -> str:
    """The title that a page has once its scripts have run."""
    (folder / "seen.html").write_text(page, "utf-8")
    command = [CHROMIUM, *OPTIONS, *options, f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=20000"]
    environ = {name: value for name, value in os.environ.items() if name != "TMPDIR"}
    words = [*command, "--dump-dom", f"file://{folder / 'seen.html'}"]
    done = subprocess.run(words, capture_output=True, check=True, timeout=120, env=environ)
    found = re.search("<title>(.*?)</title>", done.stdout.decode("utf-8"), re.DOTALL)
    return found[1] if found else ""
