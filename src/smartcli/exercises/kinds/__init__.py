"""The kinds of step, each with its own rule for what is an answer."""

from __future__ import annotations

from collections.abc import Mapping

from smartcli.exercises.kinds.measuring import A_DAY, WHEN, Date, Number, Scale, YesNo
from smartcli.exercises.kinds.picking import Choice, Choices, Rank, pick
from smartcli.exercises.kinds.tables import Breaths, Items, Pace, Rows, named_in
from smartcli.exercises.kinds.writing import Lines, Note, Text
from smartcli.exercises.step import Step

ALL: tuple[type[Step], ...] = (
    Note, Text, Lines, Scale, Choice, Choices, Rank, YesNo, Number, Date, Items, Pace,
)  # fmt: skip
KINDS: Mapping[str, type[Step]] = {kind.kind: kind for kind in ALL}

__all__ = [
    "A_DAY", "KINDS", "WHEN", "Breaths", "Choice", "Choices", "Date", "Items", "Lines", "Note", "Number", "Pace",
    "Rank", "Rows", "Scale", "Text", "YesNo", "named_in", "pick",
]  # fmt: skip
