"""What is told, and what is written: notes, texts, lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from smartcli.errors import InvalidAnswer
from smartcli.exercises.step import Answer, Step, texts, words_among
from smartcli.text.language import _


class Note(Step):
    """Tells, asks nothing."""

    kind: ClassVar[str] = "note"
    asks: ClassVar[bool] = False
    text: str
    substances: bool = False  # told only where a substance was named at set-up, or cannot be excluded
    counts: bool = False  # it tells numbers: not on a hard evening, nor after what was more than wanted
    past_limit: bool = False  # told only where the amount of its only_if is more than the person wanted for that day


class Text(Step):
    """A few words or many. Answer: str."""

    kind: ClassVar[str] = "text"
    is_prose: ClassVar[bool] = True

    @property
    def speaks_for_itself(self) -> bool:
        return True

    def parse(self, raw: object) -> Answer:
        if isinstance(raw, str):
            return raw
        raise InvalidAnswer(_("Please write a few words."))


class Lines(Step):
    """Several short texts. Answer: list of str."""

    kind: ClassVar[str] = "lines"
    several: ClassVar[bool] = True

    @property
    def speaks_for_itself(self) -> bool:
        return True

    @property
    def hint(self) -> str:
        return _("one a line, an empty line ends")

    def parse(self, raw: object) -> Answer:
        parts = raw.split("\n") if isinstance(raw, str) else raw
        if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
            raise InvalidAnswer(_("Please write short lines of text."))
        return [line.strip() for part in parts for line in part.split("\n") if line.strip()] or None

    def edit(self, answer: Answer) -> str:
        return "\n".join(texts(answer))

    def possible(self, wanted: Sequence[object]) -> Iterator[Answer]:
        words = words_among(wanted)
        yield from ([one] for one in words)
        yield [*words]

    def usual(self, text: str) -> Answer:
        return [text]
