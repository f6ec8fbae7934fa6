"""What is told on a terminal stays in sight: what is longer than the window is told in pages that wait for Enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from smartcli.asking.prompts.sheet import Sheet, rows_of
from smartcli.asking.turn import Back
from smartcli.text.language import _
from smartcli.text.paging import pages

if TYPE_CHECKING:
    from smartcli.asking.prompts.app import Desk
    from smartcli.asking.prompts.theme import Fragments

WAY = 4  # rows for what Enter does below a page, and for a blank one above it
LEAST = 5  # rows of a page, however low the window is


def in_sight(desk: Desk, tell: Callable[[Sheet], None]) -> None:
    """What `tell` says, page by page where it is longer than the window. The last page does not wait.

    What stands above it unread waits first where there is no room for both. Raises Back where somebody goes back from
    the first page.
    """
    told = _Told(desk)
    tell(told)
    room = max(LEAST, desk.rows - WAY - desk.banner_rows)
    if not desk.is_paged or desk.unread.rows + sum(line.rows for line in told.lines) <= room:
        for line in told.lines:
            desk.show(line.fragments)
        desk.is_blank = told.is_blank
        return
    if desk.unread.rows:
        desk.pause(_("Enter goes on"))
    _turn(desk, pages(told.lines, room))


def _turn(desk: Desk, sheets: list[list[_Line]]) -> None:
    place = 0
    while place < len(sheets):
        desk.space()
        for line in sheets[place]:
            desk.show(line.fragments)
        place += 1
        if place == len(sheets):
            desk.space()
            return
        try:
            desk.pause(_("Enter goes on"))
        except Back:
            if place == 1:
                raise
            place -= 2


class _Line(str):
    """A line that knows its looks."""

    __slots__ = ("fragments", "rows")
    fragments: Fragments
    rows: int


class _Told(Sheet):
    """Takes down what is told."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.lines: list[_Line] = []
        self.is_blank = desk.is_blank

    @property
    def columns(self) -> int:
        return self._desk.columns

    def show(self, fragments: Fragments) -> None:
        self.is_blank = False
        line = _Line("".join(text for _style, text, *_handler in fragments))
        line.fragments, line.rows = fragments, rows_of(fragments, self.columns)
        self.lines.append(line)
