"""Answers written beforehand, each question shown as it would be asked: for the demo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from smartcli.asking.play import prepared
from smartcli.asking.prompts.question_text import saying
from smartcli.asking.turn import ReviewLine, Turn
from smartcli.errors import InvalidAnswer, NeedsTerminal, SmartError
from smartcli.exercises.exercise import Exercise
from smartcli.text.language import _
from smartcli.text.sanitize import one_line, safe


class ShownPrompter:
    """Shows what is asked and what the invented person answers. write: prints a paragraph; card: a card or a note."""

    def __init__(
        self, answers: Mapping[str, Any], *, write: Callable[[str], None], card: Callable[[str], None]
    ) -> None:
        self.answers = answers
        self.write = write
        self.card = card
        self._exercise: Exercise | None = None

    def introduce(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self.write(f"{exercise.title} ({_('about {n} min').format(n=exercise.minutes)})")
        if exercise.about:
            self.write(exercise.about)

    def tell(self, text: str, own: Sequence[str] = (), *, wait: bool = False) -> None:
        self.write("")
        self.card(text)
        for words in own:
            self.write(f"  {safe(words)}")

    def draw(self, lines: Sequence[str]) -> None:
        for line in lines:
            self.write(line)

    def pause(self, words: str) -> None:
        """It goes on by itself."""

    def ask(self, turn: Turn) -> object:
        raw = prepared(turn, self.answers)
        place = turn.place
        if raw is None and place is not None and not place.label:
            return None  # the end of a table has nothing to show
        if raw is not None and (heading := saying(turn, self._exercise).heading):
            self.write("")
            self.write(heading)
        self.write("")
        label = f"{place.label}: " if place and place.label else ""
        self.write(f"{label}{turn.step.ask}")
        shown = turn.step.show(turn.step.read(raw)) if raw is not None else _("(skipped)")
        for line in shown.split("\n"):
            self.write(f"> {one_line(line)}")
        return raw

    def secret(self, ask: str) -> str:
        raise NeedsTerminal(_("This asks for a passphrase."))

    def refuse(self, problem: InvalidAnswer) -> None:
        raise SmartError(_("The sample of this exercise does not fit: {problem}").format(problem=problem))

    def review(self, lines: Sequence[ReviewLine]) -> str | None:
        return None

    def typed(self) -> str:
        return ""

    def leave_by_x(self) -> None:
        """Nobody is there to leave."""
