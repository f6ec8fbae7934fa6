"""What an author writes, in small, and what is said of it."""

from typing import Any

from tests.small import SCALE, TEXT, exercise

from smartcli.authoring import check
from smartcli.exercises.library import Library

NOTE = {"kind": "note", "text": "Well."}
CHOICE = {"kind": "choice", "key": "way", "ask": "Which way?", "choices": ["Stop", "Pause"]}
CHOICES = {**CHOICE, "kind": "choices", "key": "ways"}
LINES = {"kind": "lines", "key": "list", "ask": "What else?"}
PEOPLE = {
    "kind": "items",
    "key": "people",
    "ask": "People:",
    "fields": [TEXT, SCALE, {**CHOICE, "only_if": {"key": "strength", "at_least": 5}}],
}
RIDE = {"kind": "pace", "key": "ride", "ask": "Breathe.", "rate": "How strong?"}
OPEN = {**CHOICE, "other": True}
NUMBER = {"kind": "number", "key": "n", "ask": "?"}
FINE = {"words": "x"}
SURE = {"key": "sure", "is": True}
UNSURE = {"key": "sure", "is": False}
ONLY_AFTER = "is asked only after it. Please put that step above this one."


def said(library: Library, *steps: Any, **more: Any) -> list[str]:
    """What is said of an exercise that could be read; it ends with a step that its sample answers."""
    more.setdefault("sample", FINE)
    return [str(problem) for problem in check(exercise(*steps, TEXT, **more), library)]


def it(**fields: Any) -> dict[str, Any]:
    return {"kind": "text", "key": "it", "ask": "?", **fields}
