"""Cells out of lines that nobody has read: most entries of an exercise look alike, and need not be taken apart."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from smartcli.exchange.tables.cells import in_one, in_quotes
from smartcli.journal.line import looking_like

_TEXT = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_TEXTS = rb"\[(?:" + _TEXT + rb"(?:," + _TEXT + rb")*+)?\]"
_NUMBER = rb"-?(?:0|[1-9][0-9]{0,40}+)(?:\.[0-9]{1,40}+)?(?:[eE][+-]?[0-9]{1,2}+)?"  # none is endless
_ANSWER = rb"(" + _TEXT + rb"|" + _NUMBER + rb"|null|true|false|" + _TEXTS + rb")"
_KEY = re.compile(r"[A-Za-z0-9_-]+")
_FREE = re.compile(rb'"[0-9A-Za-z]')  # how a text begins that is no formula
MOST = 4096  # cells that are remembered: one comes again and again, or it does not matter
LOOKS = 12  # of one exercise


class Cells(dict[bytes, str]):
    """The cell by an answer in JSON; it is made where it is not known."""

    def __missing__(self, answer: bytes) -> str:
        if b"\\" not in answer and _FREE.match(answer):
            cell = answer.decode("ascii")
        else:
            value = json.loads(answer)
            cell = in_quotes(in_one(value) if isinstance(value, list) else value)
        if len(self) < MOST:
            self[answer] = cell
        return cell


def look_of(line: bytes, answers: Mapping[str, object]) -> re.Pattern[bytes] | None:
    """For lines with the same keys: the groups are when it was written, then each answer in JSON.

    None: there is more in this one than numbers and texts, yes and no, and lists of texts.
    """
    if not answers or not all(map(_KEY.fullmatch, answers)) or any(map(_is_deep, answers.values())):
        return None
    parts = (b'"%s":%s' % (key.encode("ascii"), _ANSWER) for key in answers)
    return looking_like(line, rb"\{" + b",".join(parts) + rb"\}")


def _is_deep(answer: object) -> bool:
    return isinstance(answer, dict) or (isinstance(answer, list) and any(isinstance(one, dict) for one in answer))
