"""Asking on a terminal: arrow keys, quiet colours, one question at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from smartcli.asking.deck import Deck
from smartcli.asking.live import ask_live
from smartcli.asking.prompts import breathing, picking, presenting, slider, writing
from smartcli.asking.prompts.app import Desk
from smartcli.asking.prompts.columns import WIDEST, cut, width, wrap
from smartcli.asking.prompts.in_sight import in_sight
from smartcli.asking.prompts.listing import select
from smartcli.asking.prompts.page import Page, Paragraph
from smartcli.asking.prompts.question_text import Saying, saying, with_key
from smartcli.asking.prompts.rows import Row
from smartcli.asking.prompts.unread import Unread
from smartcli.asking.turn import ReviewLine, Turn
from smartcli.errors import InvalidAnswer
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import Breaths, Choice, Choices, Lines, Rank, Scale, YesNo
from smartcli.exercises.step import Answer, Step
from smartcli.text.language import _
from smartcli.text.sanitize import one_line

# A kind of step without a widget of its own is asked as text.
Widget = Callable[[Any, Saying, Desk], object]  # the first is the step, of the widget's own kind
WIDGETS: Mapping[type[Step], Widget] = {
    Lines: writing.lines,
    Scale: slider.scale,
    Choice: picking.choice,
    Choices: picking.choices,
    Rank: picking.rank,
    YesNo: picking.yes_no,
    Breaths: breathing.breaths,
}


WAY = 6  # rows for what Enter does, and for blank ones, around a card
LEAST = 5  # rows of a card, however low the window is


def widget(step: Step) -> Widget:
    """The widget of a kind, or of the kind it is made from."""
    return next((WIDGETS[kind] for kind in type(step).__mro__ if kind in WIDGETS), writing.text)


class TerminalPrompter:
    """A way of asking for people in front of a terminal."""

    def __init__(
        self,
        *,
        help_now: Callable[[], str],
        clock: Callable[[], float] = time.monotonic,
        width: int | None = None,
        colour: bool = True,
        unread: Unread | None = None,
        **io: Any,
    ) -> None:
        """unread: what was printed and not read yet, where others print too. io: prompt_toolkit's input and output;
        without them, those of this process."""
        self._desk = Desk(help_now=help_now, clock=clock, width=width, colour=colour, unread=unread or Unread(), io=io)
        self._exercise: Exercise | None = None

    def introduce(self, exercise: Exercise, *, is_kept: bool | None = None) -> None:
        self._exercise = exercise
        in_sight(self._desk, lambda sheet: sheet.introduce(exercise, is_kept=is_kept))

    def draw(self, lines: Sequence[str]) -> None:
        in_sight(self._desk, lambda sheet: sheet.draw(lines))

    def tell(self, text: str, own: Sequence[str] = (), *, wait: bool = False) -> None:
        if not wait:
            in_sight(self._desk, lambda sheet: sheet.tell(text, own))
            return
        *first, last = self._in_sight(with_key(text))
        for part in first:
            self._desk.tell(part)
            self.pause(_("Enter goes on"))
        self._desk.tell(last, own)
        self.pause(_("Enter goes on"))

    def _in_sight(self, card: str) -> list[str]:
        """A card in parts that fit the window, so that what is most urgent never scrolls away unseen."""
        room = max(LEAST, self._desk.rows - WAY - self._desk.banner_rows)
        parts, used = [list[str]()], 0
        for line in card.strip("\n").split("\n"):
            height = len(wrap(line, min(self._desk.columns, WIDEST)))
            if parts[-1] and used + height > room:
                parts, used = [*parts, []], 0
            parts[-1].append(line)
            used += height
        return ["\n".join(part) for part in parts]

    def take_typed(self) -> None:
        """What has been typed up to now answers the next question, which can be seen already."""
        self._desk.take_typed()

    def ask(self, turn: Turn) -> object:
        said = saying(turn, self._exercise)
        raw = widget(turn.step)(turn.step, said, self._desk)
        self._keep_in_sight(said, raw)
        return raw

    def secret(self, ask: str) -> str:
        return writing.secret(ask, self._desk)

    def refuse(self, problem: InvalidAnswer) -> None:
        self._desk.say(str(problem), "class:notice")

    def review(self, lines: Sequence[ReviewLine]) -> str | None:
        """All answers with Save on top; a line that is picked is asked again."""
        columns = min(self._desk.columns, WIDEST) - 4
        changes = _("Enter changes it")
        rows = [Row(_("Save"), None, enter=_("Enter saves"))]
        rows += [Row(_answer_row(line, columns), line.key, enter=changes) for line in lines]
        page = Page(
            parts=[
                Paragraph("class:question", _("Your answers")),
                Paragraph("class:quiet", _("Pick one to change it."), rank=1),
            ],
            moves=[_("↑ ↓")],
            ways=[_("! help now"), _("Shift-Tab back")],
        )
        picked: str | None = select(self._desk, page, rows)
        return picked

    def typed(self) -> str:
        return self._desk.page.typed()

    def becomes_anothers(self, banner: str, help_now: Callable[[], str]) -> None:
        self._desk.banner, self._desk.help_now = banner, help_now

    def present(self, deck: Deck) -> None:
        presenting.present(self._desk, deck, lambda: ask_live(self, deck))

    def leave_by_x(self) -> None:
        self._desk.leave_by_x()

    def pause(self, words: str) -> None:
        self._desk.pause(words)

    def _keep_in_sight(self, said: Saying, raw: object) -> None:
        """After an answer one line stays: the question and the answer."""
        step = said.turn.step
        if raw is None and (said.ends_list or said.turn.leads_back or isinstance(step, Breaths)):
            return  # the end of a list has nothing to show
        desk = self._desk
        columns = min(desk.columns, WIDEST)
        row = one_line(said.turn.place.label) if said.turn.place else ""
        ask = one_line(f"{row}: {said.ask}" if row else said.ask)
        answer = one_line(step.show(_read(step, raw))) or "–"
        *first, last = wrap(ask, columns)
        for line in first:
            desk.show([("class:quiet", line)])
        fits = width(last + answer) + 2 <= columns
        desk.show([("class:quiet", last), ("", "  " if fits else "\n  "), ("class:answer", cut(answer, columns - 2))])
        desk.unread.is_read()  # they wrote it


def _answer_row(line: ReviewLine, columns: int) -> list[tuple[str, str]]:
    ask = cut(one_line(line.ask), max(8, columns * 6 // 10))
    return [("class:quiet", f"{ask}  "), ("class:answer", cut(one_line(line.words) or "–", columns - len(ask) - 2))]


def _read(step: Step, raw: object) -> Answer:
    try:
        return step.read(raw)
    except InvalidAnswer:  # said by refuse()
        return None
