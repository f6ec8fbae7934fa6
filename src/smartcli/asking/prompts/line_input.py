"""What a line typed at a list means in plain lines: a row's number, its words or their beginning, or own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress

from smartcli.errors import InvalidAnswer
from smartcli.exercises.kinds import Choice, Choices
from smartcli.exercises.kinds.picking import pick
from smartcli.exercises.step import Step
from smartcli.text.language import _
from smartcli.text.same_words import bare

SHORT, SHORTER = 4, 3  # letters of a beginning that can stand for its row
FEW = 5  # rows that are named where more than one begins so


def meant(step: Step, line: str) -> str | list[str]:
    """The line, or the rows it means. Own words stay as they are where nothing else is meant."""
    text = line.strip()
    if not isinstance(step, Choice) or text in step.choices:
        return line
    if isinstance(step, Choices):
        return _several(step, line)
    return _row(step, text) or line


def beginning(step: Step, line: object) -> list[tuple[int, str]]:
    """The rows that begin like a line, with their numbers, where there are a few of them."""
    begun = line.strip().casefold() if isinstance(line, str) else ""
    rows = step.choices if isinstance(step, Choice) and begun and not begun.isdecimal() else ()
    found = [(number, row) for number, row in enumerate(rows, 1) if _begins(step, row, begun)]
    return found if 1 < len(found) <= FEW else []


def _several(step: Choices, line: str) -> str | list[str]:
    """Part by part. Between numbers and rows anything may stand that people put there: 1 and 3; hungry, tired."""
    if all(word.isdecimal() for word in line.split()):
        return line
    parts = [part for one in line.split("\n") for part in re.split("[,;]", one) if part.strip(" .")]
    return [row for part in parts for row in _rows(step, part.strip())]


def _rows(step: Choices, part: str) -> Sequence[str]:
    if row := _row(step, part):
        return [row]
    pieces = re.split(rf"\s*[+&/]\s*|\s+(?:and|{re.escape(_('and'))})\s+|\s+(?=\d+\b)", part)
    found = [_row(step, piece) for piece in pieces if piece.strip(" .")]
    rows = [row for row in found if row]
    if len(rows) == len(found):
        return rows
    return [*(row for row in rows if _calls_for_a_card(step, row)), part]  # own words, and what must not be passed over


def _row(step: Choice, text: str) -> str:
    """The row that is meant, or "": by its number, by its words, or by how it begins where no other row does."""
    text = text.strip().rstrip(".")
    with suppress(InvalidAnswer):
        return pick(text, step.choices, other=False)
    begun = "" if text.isdecimal() else text.casefold()
    found = [row for row in step.choices if begun and _begins(step, row, begun)]
    same = [row for row in found if row.casefold().rstrip(".") == begun]
    if same or len(found) != 1:
        return same[0] if same else ""
    return found[0] if not step.other or _stands_for(step, text, found[0]) else ""


def _begins(step: Step, row: str, begun: str) -> bool:
    """Whether a row, or what else it is called, begins so. begun: casefolded."""
    also = (bare(name) for name in step.other_names.get(row, ()))
    return row.casefold().startswith(begun) or any(name.startswith(bare(begun)) for name in also)


def _stands_for(step: Choice, text: str, row: str) -> bool:
    """Whether a beginning is hardly meant as own words: it ends where a word of the row does, or a card follows it."""
    is_whole_word = not row[len(text) :][:1].isalnum()
    return len(text) >= SHORTER and (is_whole_word or (len(text) >= SHORT and _calls_for_a_card(step, row)))


def _calls_for_a_card(step: Choice, row: str) -> bool:
    return any(step.cards_for([row] if isinstance(step, Choices) else row))
