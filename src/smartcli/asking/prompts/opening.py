"""The first question stands on the terminal while the widgets are loaded that take its answer; then they take over.

Loading them takes as long as all that comes before. What is printed meanwhile is what they will print, in the same
place, so that nothing moves when they do; what is typed meanwhile answers the question.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from smartcli.asking.prompts.page import page
from smartcli.asking.prompts.question_text import saying
from smartcli.asking.prompts.sheet import Sheet, rows_of
from smartcli.asking.prompts.unseen import unseen

if TYPE_CHECKING:
    from smartcli.asking.deck import Deck
    from smartcli.asking.prompts.terminal import TerminalPrompter
    from smartcli.asking.prompts.theme import Fragments
    from smartcli.asking.turn import ReviewLine, Turn
    from smartcli.errors import InvalidAnswer
    from smartcli.exercises.exercise import Exercise

LOOKS = {"class:title": "\x1b[1m", "class:question": "\x1b[1m", "class:quiet": "\x1b[2m"}
USUAL = "\x1b[0m"
WIDGET = 5  # rows that a widget takes at least, with what its keys do


class OpeningPrompter:
    """Asks the first question by showing it, and everything by the prompter that has the widgets."""

    def __init__(self, load: Callable[[], TerminalPrompter], *, stdin: TextIO, stdout: TextIO) -> None:
        """load: the prompter with the widgets, which takes a while."""
        self._load = load
        self._stdin = stdin
        self._stdout = stdout
        self._loaded: TerminalPrompter | None = None
        self._exercise: Exercise | None = None
        self._said: list[Callable[[Sheet | TerminalPrompter], None]] = []  # before the first question
        self._rows = 0  # that are printed already, to be printed over
        self._x_leaves = False

    @property
    def _real(self) -> TerminalPrompter:
        if self._loaded is None:
            self._loaded = self._load()
            if self._x_leaves:
                self._loaded.leave_by_x()
            if self._rows:
                self._print(f"\r\x1b[{self._rows}A")
        while self._said:
            self._said[0](self._loaded)
            self._said.pop(0)  # only then: whoever goes back from a page of it is told it again
        return self._loaded

    def introduce(self, exercise: Exercise, *, is_kept: bool | None = None) -> None:
        self._exercise = exercise
        self._say(lambda there: there.introduce(exercise, is_kept=is_kept))

    def tell(self, text: str, own: Sequence[str] = (), *, wait: bool = False) -> None:
        if wait:
            self._real.tell(text, own, wait=True)
        else:
            self._say(lambda there: there.tell(text, own))

    def draw(self, lines: Sequence[str]) -> None:
        self._say(lambda there: there.draw(lines))

    def _say(self, say: Callable[[Sheet | TerminalPrompter], None]) -> None:
        if self._loaded:
            say(self._real)
        else:
            self._said.append(say)

    def pause(self, words: str) -> None:
        self._real.pause(words)

    def ask(self, turn: Turn) -> object:
        if self._loaded is None:
            with unseen(self._stdin.fileno()):
                is_shown = self._show(turn)
                real = self._real
                if is_shown:
                    real.take_typed()
                return real.ask(turn)  # inside: between the two a terminal would make a line's end of Enter
        return self._real.ask(turn)

    def _show(self, turn: Turn) -> bool:
        """All up to the question. What is too high for the screen, with the widget, has to wait: then False."""
        sheet = FirstSheet(self._stdout)
        for say in self._said:
            say(sheet)
        asked = page(saying(turn, self._exercise), hint="")
        asked.is_apart = sheet.is_blank
        sheet.show(asked.above(sheet.columns, sheet.rows))
        if sheet.taken + WIDGET > sheet.rows:
            return False
        self._print(sheet.text)
        self._rows = sheet.taken
        return True

    def _print(self, text: str) -> None:
        with suppress(OSError):  # the terminal may have gone away; whoever asks there will say so
            self._stdout.write(text)
            self._stdout.flush()

    def secret(self, ask: str) -> str:
        return self._real.secret(ask)

    def refuse(self, problem: InvalidAnswer) -> None:
        self._real.refuse(problem)

    def review(self, lines: Sequence[ReviewLine]) -> str | None:
        return self._real.review(lines)

    def typed(self) -> str:
        return self._loaded.typed() if self._loaded else ""

    def becomes_anothers(self, banner: str, help_now: Callable[[], str]) -> None:
        self._real.becomes_anothers(banner, help_now)

    def present(self, deck: Deck) -> None:
        self._real.present(deck)

    def leave_by_x(self) -> None:
        self._x_leaves = True
        if self._loaded:
            self._loaded.leave_by_x()


class FirstSheet(Sheet):
    """What is to be printed, in bold and dim alone, and how many rows it takes."""

    def __init__(self, out: TextIO) -> None:
        size = os.get_terminal_size(out.fileno())
        self._columns = size.columns or 80
        self.rows = size.lines or 24
        self.text = ""
        self.taken = 0

    @property
    def columns(self) -> int:
        return self._columns

    def show(self, fragments: Fragments) -> None:
        self.is_blank = False
        for style, text, *_handler in fragments:
            look = LOOKS.get(style, "")
            self.text += f"{look}{text}{USUAL}" if look else text
        self.text += "\n"
        self.taken += rows_of(fragments, self.columns)
