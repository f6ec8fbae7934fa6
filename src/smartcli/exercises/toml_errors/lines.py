"""A file line by line, as far as that can be told of one that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

TEXT = re.compile(r'"(?:\\.|[^"\\])*"' + r"|(?<=[=\[,{ ])'[^']*'(?=\s*(?:[,\]}#]|$))")
PAIR = re.compile(r"[\w-]+\s*=")
HEADINGS = {"facilitator": "[facilitator]", "steps": "[[steps]]", "steps.facilitator": "[steps.facilitator]",
            "steps.fields": "[[steps.fields]]", "outcomes": "[[outcomes]]", "sample": "[sample]"}  # fmt: skip
ALIKE = {"step": "steps", "fields": "steps.fields", "steps.field": "steps.fields", "step.fields": "steps.fields",
         "field": "steps.fields", "outcome": "outcomes", "samples": "sample",
         "facilitators": "facilitator", "step.facilitator": "steps.facilitator"}  # fmt: skip


class SourceLine:
    """One line outside of a long text, its quoted texts taken out; where the list it stands in began (0: in none)."""

    def __init__(self, number: int, raw: str, opened: int, missing: str = "") -> None:
        self.number = number
        self.missing = missing  # what the file ends without: the end of what began on this line
        self.texts = TEXT.findall(raw)
        self.bare = TEXT.sub('""', raw).partition("#")[0].strip(" \t\r")
        self.opened = opened
        named = re.match(r"\[\[?\s*([A-Za-z][\w. ]*)\]\]?", self.bare)
        is_in_brackets = self.bare.startswith("[") and ("=" not in self.bare or bool(named))
        self.beside = self.bare[named.end() :].strip() if named else ""  # what stands on the line of a heading
        self.meant = "" if is_in_brackets or opened else heading(re.sub(r"[\[\](){}<>\s]", "", self.bare))
        self.is_heading = not opened and (is_in_brackets or bool(self.meant))
        self.name = self.bare.partition("=")[0].strip() if "=" in self.bare and not self.is_heading else ""
        self.value = self.bare.partition("=")[2].strip() if self.name else ""


def heading(name: str) -> str:
    """The heading as it should be; nothing where none is near."""
    name = re.sub(r"[\s,:/-]+", ".", name.lower() if _known(name.lower()) else name)
    name = ALIKE.get(name.lower(), name)
    first, dot, key = name.partition(".")
    if dot and key and _known(first.lower()) == "sample":
        return f"[[sample.{key}]]"
    return HEADINGS.get(name, "")


def _known(name: str) -> str:
    first = re.split(r"[\s,:/.-]+", name)[0]
    return next((right for right in (ALIKE.get(first, first), first) if right in HEADINGS), "")


def lines(text: str) -> Iterator[SourceLine]:
    opened = began = 0
    mark = ""  # of the long text that goes on here
    for number, raw in enumerate(text.split("\n"), 1):
        odd = next((sign for sign in ('"""', "'''") if sign in (mark or sign) and raw.count(sign) % 2), "")
        if mark or odd:
            began = began if mark else number
            mark = mark if not odd else "" if mark else odd
            continue
        line = SourceLine(number, raw, opened)
        if opened and _begins_anew(line):  # the list above was never closed
            yield SourceLine(opened, "", 0, missing="]")
            opened = 0
            line = SourceLine(number, raw, opened)
        if line.bare:
            yield line
        depth = line.bare.count("[") - line.bare.count("]")
        if depth < 0:
            opened = 0
        if line.value.startswith("[") and depth > 0:
            opened = number
    if mark or opened:
        yield SourceLine(began if mark else opened, "", 0, missing=mark or "]")


def _begins_anew(line: SourceLine) -> bool:
    return bool(re.match(r"[A-Za-z_]\w*\s*=|\[\[?[A-Za-z]", line.bare))
