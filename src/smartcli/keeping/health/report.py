"""The report for a bug report: it can hold nothing a person wrote, because it is made of nothing that they wrote.

It is built from the ids of looks, the names of their facts, whole numbers, versions made of digits, and the words in
WORDS. Every other text is shown as "other". So no name, path, answer or setting can get in, wherever it stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from smartcli.keeping.health.looking import RESULTS, Fact, Noticed

WORDS = {
    *("SMARTCLI_HOME", "default", "--home"),
    *("none", "mixed", "all"),
    *("linux", "darwin", "win32", "cygwin", "freebsd", "openbsd", "netbsd", "android"),
    *("utf-8", "ascii", "us-ascii", "ansi_x3.4-1968", "iso-8859-1", "latin-1", "cp1252", "cp437", "cp850", "cp65001"),
    *("dumb", "linux", "ansi", "vt100", "vt220", "xterm", "xterm-color", "xterm-256color", "xterm-kitty", "alacritty"),
    *("screen", "screen-256color", "tmux", "tmux-256color", "rxvt", "rxvt-unicode-256color", "foot", "konsole"),
}
_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){1,4}((a|b|rc|\.dev|\.post)\d{1,4})?", re.ASCII)
_NAME = re.compile(r"[a-z_-]{1,20}", re.ASCII)


def report(seen: Iterable[Noticed]) -> Iterator[str]:
    """One line a look."""
    for one in seen:
        facts = " ".join(
            f"{name}={_safe(value, may_be_version=one.id == 'versions')}"
            for name, value in one.facts.items()
            if _NAME.fullmatch(name)
        )
        result = one.result if one.result in RESULTS else "other"
        yield f"{one.id}: {result} {facts}".rstrip()


def _safe(value: Fact, *, may_be_version: bool) -> str:
    if isinstance(value, int):
        return str(int(value))
    if value in WORDS or (may_be_version and _VERSION.fullmatch(value)):
        return value
    return "other" if value else "empty"
