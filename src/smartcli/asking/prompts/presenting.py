"""Slides on a screen of their own, which is as it was before once they are over: a slide at a time, a key for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl

from smartcli.asking.deck import LEAVE, LIVE, WIDEST, Deck
from smartcli.asking.prompts.app import Desk, looks
from smartcli.asking.prompts.columns import beside, wrap
from smartcli.asking.prompts.columns import width as columns_of
from smartcli.asking.prompts.page import Page
from smartcli.asking.prompts.sheet import DRAWN
from smartcli.asking.prompts.slide_text import answered, asked, heard
from smartcli.asking.prompts.theme import Fragments
from smartcli.asking.turn import Back
from smartcli.text.language import _
from smartcli.text.paging import pages

NEXT = (" ", "enter", "right", "down", "pagedown")  # the last is what a clicker sends
BACK = ("b", "left", "up", "pageup", "backspace")
NOTES = ("n",)
LEAST = 3  # rows of a slide, however low the window is
MARGIN = 1  # columns at its left


def present(desk: Desk, deck: Deck, ask: Callable[[], None]) -> None:
    """Until it is over, or left. ask: asks the question of the slide live. Raises KeyboardInterrupt, EOFError."""
    shown = _Shown(desk, deck)
    with desk.aside():
        while True:
            try:
                key = shown.run()
            except Back:  # Shift-Tab, which works at every question
                shown.back()
                continue
            if key is None and not shown.next():
                return
            if key == LEAVE:
                return
            if key == LIVE:
                desk.wipe()
                ask()


class _Shown:
    """The slide that is shown, in parts where the window is too low for all of it."""

    def __init__(self, desk: Desk, deck: Deck) -> None:
        self._desk = desk
        self._deck = deck
        self._part = 0
        self._drawn_for: tuple[int, ...] = ()  # columns, rows, and how often the screen was turned to
        self._page = Page()

    def run(self) -> str | None:
        """Until a key leads out: None = it is over, or was skipped on."""
        desk = self._desk
        control = FormattedTextControl(self._drawn, show_cursor=False)
        app: Application[Any] = Application(layout=Layout(Window(control)), key_bindings=self._keys(), **desk.io)
        app.before_render += lambda _app: self._clear(app)
        self._drawn_for, self._page = (), Page(rows=LEAST, widest=WIDEST)
        key: str | None = desk.run_aside(app, self._page)
        return key

    def _clear(self, app: Application[Any]) -> None:
        """Nothing is left of what stood there: another width wraps it anew, help-now lies above it, Ctrl-Z moves it."""
        now = (self._desk.columns, self._desk.rows, self._desk.times_aside)
        if self._page.is_covered:
            self._drawn_for = ()
        elif now != self._drawn_for:
            self._drawn_for = now
            app.renderer.clear()

    @property
    def _onward(self) -> str:
        return _("turns the page") if self._part < len(self._parts()) - 1 else self._deck.onward

    # Keys

    def next(self) -> bool:
        """The next part, or what comes next; False where there is no more."""
        if self._part < len(self._parts()) - 1:
            self._part += 1
            return True
        before = self._deck.place
        is_on = self._deck.next()
        if self._deck.place != before:
            self._part = 0
        else:
            self._part = len(self._parts()) - 1  # where the answer is
        return is_on

    def back(self) -> None:
        if self._part:
            self._part -= 1
            return
        self._deck.back()
        self._part = len(self._parts()) - 1

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        done = ((NEXT, self._go_on), (BACK, self._go_back), (NOTES, self._turn_notes), ((LIVE,), self._live))
        for names, do in (*done, ((LEAVE,), self._leave)):
            for name in names:
                keys.add(name)(do)
                if len(name) == 1 and name.isalpha():
                    keys.add(name.upper())(do)
        return keys

    def _go_on(self, event: KeyPressEvent) -> None:
        if not self.next():
            event.app.exit(result=LEAVE)

    def _go_back(self, _event: KeyPressEvent) -> None:
        self.back()

    def _turn_notes(self, _event: KeyPressEvent) -> None:
        self._deck.turn_notes()
        self._part = len(self._parts()) - 1 if self._deck.has_notes else 0

    def _live(self, event: KeyPressEvent) -> None:
        if self._deck.slide.turn:
            event.app.exit(result=LIVE)

    def _leave(self, event: KeyPressEvent) -> None:
        event.app.exit(result=LEAVE)

    # What is drawn

    def _drawn(self) -> Fragments:
        parts = self._parts()
        self._part = min(self._part, len(parts) - 1)
        self._page.ways = self._ways(self._onward)
        fragments: Fragments = []
        for line in parts[self._part]:
            fragments += [*looks(line.style, " " * MARGIN + line), ("", "\n")]
        return fragments[:-1]

    def _parts(self) -> list[list[_Line]]:
        """The slide in parts that fit below the banner: its lines close together, before it is parted."""
        columns, rows = self._desk.columns, self._desk.rows
        width = max(10, min(columns - MARGIN, WIDEST - MARGIN))
        below = len(beside(self._ways(_("shows the answer")), min(columns, WIDEST))) + 1
        room = max(LEAST, rows - below - self._desk.banner_rows - 1)
        for is_beside, gap in ((False, 1), (True, 1), (True, 0)):
            lines = self._lines(width, is_beside=is_beside, gap=gap)
            if len(lines) + gap <= room:
                return [lines]
        return pages(lines, room)

    def _ways(self, onward: str) -> list[str]:
        """What the keys do, each apart."""
        return [_("Space {does}").format(does=onward), *self._deck.ways, _("! help now")]

    def _lines(self, width: int, *, is_beside: bool, gap: int) -> list[_Line]:
        deck, slide = self._deck, self._deck.slide
        paragraphs = [
            *asked(slide, width if is_beside else 0, has_pinned=gap > 0),
            *answered(deck.answers, width),
            *heard(deck, width),
        ]
        lines: list[_Line] = []
        for paragraph in paragraphs:
            lines += [_Line("", "")] * gap if lines else []
            for text in paragraph.text.split("\n"):
                lines += [_Line(line, paragraph.style) for line in _fitted(text, width)]
        return [*lines, *(_Line(line, DRAWN) for line in slide.drawn)]


class _Line(str):
    """A line that knows its looks."""

    __slots__ = ("style",)
    style: str

    def __new__(cls, text: str, style: str) -> Self:
        line = super().__new__(cls, text)
        line.style = style
        return line


def _fitted(text: str, width: int) -> list[str]:
    """A line as it is where it fits, with what it is set in by."""
    return [text] if columns_of(text) <= width else wrap(text, width)
