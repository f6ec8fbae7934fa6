"""What an author may have meant: names that are near, other words for ours, and an example of every line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from smartcli.text.language import _

# What people write who have seen other programs, or who go by the word of this document beside it.
OTHERS: Mapping[str, str] = {
    "question": "ask", "prompt": "ask", "type": "kind", "id": "key", "name": "key", "labels": "ends",
    "options": "choices", "answers": "choices", "items": "choices", "columns": "fields", "hint": "help",
    "example": "help", "min": "low", "max": "high", "minimum": "low", "maximum": "high", "mandatory": "required",
    "duration": "minutes", "time": "minutes", "description": "about", "if": "only_if", "condition": "only_if",
    # kinds of step
    "rating": "scale", "slider": "scale", "table": "items", "list": "lines", "multiple": "choices",
    "checkbox": "choices", "checkboxes": "choices", "multiple-choice": "choices", "radio": "choice",
    "select": "choice", "dropdown": "choice", "single": "choice", "boolean": "yes-no", "yes/no": "yes-no",
    "info": "note", "string": "text", "day": "date", "integer": "number", "order": "rank", "breathing": "pace",
    # comparisons
    "more_than": "at_least", "greater_than": "at_least", "from": "at_least", "less_than": "at_most", "to": "at_most",
    "equals": "is", "equal": "is", "not": "is_not", "isnt": "is_not", "value": "is",
    "contains": "includes", "include": "includes",
    # the path
    "reason": "why", "because": "why", "exercise": "offer", "exercises": "offer", "who": "for", "whom": "for",
}  # fmt: skip
EXAMPLES: Mapping[str, str] = {
    "format": "format = 1", "version": "version = 1", "point": 'point = "urges"', "title": 'title = "My evening"',
    "minutes": "minutes = 4", "key": 'key = "a_short_name"', "ask": 'ask = "How are you?"', "text": 'text = "Welcome"',
    "choices": 'choices = ["one", "two"]', "ends": 'ends = ["easy", "the hardest"]', "next": 'next = ["urge-log"]',
    "steps": "[[steps]]", "sample": "[sample]", "recall": 'recall = "urge-log.next_time"',
}  # fmt: skip


def meant(name: str, known: Iterable[str], nearness: float = 0.6) -> str:
    """What an author may have meant, as a cure; nothing where nothing known is near."""
    close = near(name, known, nearness)
    return did_you_mean(close) if close else ""


def did_you_mean(name: str) -> str:
    return _("Did you mean “{close}”?").format(close=name)


def near(name: str, known: Iterable[str], nearness: float = 0.6) -> str:
    """The known name that is nearest, whatever its capitals; nothing where none is near."""
    from difflib import get_close_matches  # only where something is wrong

    names = {one.casefold(): one for one in known}
    other = OTHERS.get(name.casefold(), "")
    if other in names:
        return names[other]
    close = get_close_matches(name.casefold(), names, n=1, cutoff=nearness)
    return names[close[0]] if close else ""


def as_key(text: str) -> str:
    """The text as a key can be written."""
    return re.sub(r"[^a-z0-9_-]+", "_", text.casefold()).strip("_-")


def example(name: str, kind: str) -> str:
    """How such a line is written."""
    usual = {"number": "7", "list": '["one", "two"]', "text": '"a text"', "truth": "true"}
    return EXAMPLES.get(name, f"{name} = {usual.get(kind, '7')}")


def righted(name: str, value: Any, kind: str) -> str:
    """The author's own line as it should be; nothing where there is no telling."""
    match kind, value:
        case "number", str() if found := re.match(r"\s*(-?\d+)", value):
            return f"{name} = {found[1]}"
        case "list", str() if value.strip():
            parts = ", ".join(f'"{part.strip()}"' for part in value.split(",") if part.strip())
            return f"{name} = [{parts}]"
        case "truth", str() | int():
            word = str(value).strip().casefold()
            return f"{name} = {'false' if word in {'no', 'n', 'false', '0'} else 'true'}"
        case "text", [str() as one] | (str() | int() | float() as one):
            return f'{name} = "{str(one).lower() if isinstance(one, bool) else one}"'
    return ""
