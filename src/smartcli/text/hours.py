"""An hour of the day as it is typed: 20:30, 20.30, 8."""

from __future__ import annotations

import re
from datetime import time

_HOUR = re.compile(r"([01]?\d|2[0-3])(?:[:.]([0-5]\d))?", re.ASCII)


def hour(text: str) -> time | None:
    """That hour; None where it is none."""
    found = _HOUR.fullmatch(text.strip())
    return time(int(found[1]), int(found[2] or 0)) if found else None


def said(at: time) -> str:
    """20:30"""
    return f"{at:%H:%M}"
