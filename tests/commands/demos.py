"""What the tests of demos share: the banner, an own exercise with notes, and what lies in a home."""

import hashlib
from pathlib import Path

BANNER = "DEMO: an invented person. Nothing is saved."
MINE = """format = 1
point = "urges"
title = "Quiet harbour"
minutes = 2

[facilitator]
aim = "To look at one hour."

[[steps]]
kind = "scale"
key = "now"
ask = "How strong is it now?"
ends = ["calm", "wild"]
facilitator = "Wait."

[sample]
now = 4
"""


def state(home: Path) -> dict[str, str]:
    """Every file of a home with what is in it."""
    files = sorted(file for file in home.rglob("*") if file.is_file())
    return {str(file.relative_to(home)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
