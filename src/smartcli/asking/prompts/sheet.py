"""What is printed on a terminal and stays: paragraphs in quiet colours. It needs nothing that is slow to load."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from smartcli.asking.prompts.columns import WIDEST, width, wrap
from smartcli.asking.prompts.question_text import LONGEST, earlier, leaving, with_key
from smartcli.text.language import _
from smartcli.text.sanitize import one_line, safe

if TYPE_CHECKING:
    from smartcli.asking.prompts.theme import Fragments
    from smartcli.exercises.exercise import Exercise


DRAWN = "drawn"  # in place of a style: what is drawn holds its own, as escape sequences
SEQUENCE = re.compile(r"\x1b\[[0-9;]*m")


def rows_of(fragments: Fragments, columns: int) -> int:
    """How many rows they take when they are printed."""
    lines = SEQUENCE.sub("", "".join(text for _style, text, *_handler in fragments)).split("\n")
    return sum(max(1, -(-width(line) // columns)) for line in lines)


class Sheet:
    """Where paragraphs are printed, one below the other."""

    is_blank = False  # whether the line above is blank

    @property
    def columns(self) -> int:
        raise NotImplementedError

    def show(self, fragments: Fragments) -> None:
        """Print one line, or several."""
        raise NotImplementedError

    def space(self) -> None:
        """One blank line, and no second one after it."""
        if not self.is_blank:
            self.show([])
        self.is_blank = True

    def say(self, text: str, style: str = "", indent: str = "") -> None:
        """Print paragraphs, wrapped; a heading of a card stands out."""
        for paragraph in safe(text).strip("\n").split("\n"):
            is_title = paragraph.startswith("# ")
            for line in wrap(paragraph.removeprefix("# "), min(self.columns, WIDEST) - len(indent)):
                self.show([("class:title" if is_title else style, indent + line)])

    def introduce(self, exercise: Exercise, *, is_kept: bool | None = None) -> None:
        self.space()
        about = _("about {n} min").format(n=exercise.minutes)
        self.show([("class:title", one_line(exercise.title)), ("class:quiet", f"  {about}")])
        if exercise.about:
            self.say(exercise.about)
        if is_kept is False:
            self.say(leaving(is_kept=is_kept))
        self.space()

    def draw(self, lines: Sequence[str]) -> None:
        """Lines that were drawn for this terminal, in colours of their own."""
        self.space()
        for line in lines:
            self.show([(DRAWN, line)])

    def tell(self, text: str, own: Sequence[str] = (), *, wait: bool = False) -> None:
        self.space()
        self.say(with_key(text) if wait else text)
        for words in earlier(own, most=12, longest=LONGEST):
            self.say(f"· {words}", "class:words", indent="  ")
        self.space()
