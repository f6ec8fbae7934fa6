"""A text as nothing but text in Markdown: no sign in it is taken for a heading, a link or HTML."""

from __future__ import annotations

import re

from smartcli.text.sanitize import safe

_SIGN = re.compile(r"[\\`*_\[\]#|~$]")
_START = re.compile(r"^(\d+)(?=[.)])|^(?=[-+=>])")


def on_one_line(text: str) -> str:
    """On one line, as nothing but text; never empty, or the signs around it would mean something else."""
    return escaped(" ".join(safe(text).split())) or "–"


def escaped(line: str) -> str:
    """One line of text, so that no sign in it is taken for Markdown or HTML."""
    line = _SIGN.sub(r"\\\g<0>", line.strip()).replace("&", "&amp;").replace("<", "&lt;")
    return _START.sub(r"\1\\", line)
