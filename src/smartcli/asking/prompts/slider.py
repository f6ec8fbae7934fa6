"""A scale on the terminal: one line with a knob, moved by arrows or by typing the number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl

from smartcli.asking.prompts.app import Desk
from smartcli.asking.prompts.columns import beside, cut
from smartcli.asking.prompts.keystream import pasted
from smartcli.asking.prompts.page import Page, entering, page
from smartcli.asking.prompts.question_text import Saying, asks_for_help_now
from smartcli.asking.prompts.theme import Fragments
from smartcli.exercises.kinds import Scale
from smartcli.text.language import _
from smartcli.text.sanitize import one_line

WIDE = 50  # columns; a longer line is no better
LONGEST = 60  # characters that are typed
LONG = 20  # a scale of more values is also gone through by tens
STEPS = {"left": -1, "right": 1, "down": -1, "up": 1}
LEAPS = {"pagedown": -10, "pageup": 10, "s-left": -10, "s-right": 10, "s-down": -10, "s-up": 10}


@dataclass
class Knob:
    """The number as it stands there: typed, or reached by arrows; nothing at first."""

    step: Scale
    typed: str
    is_whole: bool = False  # the next digit begins a new number

    @property
    def at(self) -> int | None:
        """The number, if it is one of the scale."""
        digits = self.typed.removeprefix("-")
        number = int(self.typed) if digits.isdecimal() else self.step.low - 1
        return number if self.step.low <= number <= self.step.high else None

    def move(self, by: int) -> None:
        """From nowhere it comes in at the end it moves away from."""
        low, high = self.step.low, self.step.high
        if self.at is None:
            self.set(low if by > 0 else high)
        else:
            self.set(max(low, min(high, self.at + by)))

    def set(self, number: int) -> None:
        self.typed, self.is_whole = str(number), True

    def type(self, character: str) -> None:
        self.typed, self.is_whole = ("" if self.is_whole else self.typed[:LONGEST]) + character, False

    def rub_out(self) -> None:
        self.typed, self.is_whole = "" if self.is_whole else self.typed[:-1], False

    @property
    def is_words(self) -> bool:
        """Whether it is something else than a number."""
        return bool(self.typed.strip("-")) and not self.typed.removeprefix("-").isdecimal()

    @property
    def is_beyond(self) -> bool:
        """Whether no further digit can make it fit."""
        digits = bool(self.typed) and not self.is_words
        return digits and self.at is None and len(self.typed) >= len(str(self.step.high))


def scale(step: Scale, saying: Saying, desk: Desk) -> object:
    """A whole number. It starts unset, so that Enter alone skips; or where it was before."""
    knob = Knob(step, saying.turn.start, is_whole=True)
    empty = entering(saying)
    slide = page(saying, moves=[_("← → or a number")], hint="")
    slide.rows = 2
    slide.enter = lambda: _("Enter takes it") if knob.typed else empty
    slide.typed = lambda: "" if knob.is_words else knob.typed
    slide.is_empty = lambda: not knob.is_words
    control = FormattedTextControl(lambda: drawn(knob, min(desk.columns, WIDE)), show_cursor=False)
    keys = merge_key_bindings([_moving(knob, slide), _typing(knob, slide), _ending(knob, slide, desk)])
    app: Application[Any] = Application(layout=Layout(Window(control)), key_bindings=keys, **desk.io)
    return desk.run(app, slide)


def drawn(knob: Knob, columns: int) -> Fragments:
    """The line with the knob, the number, the words of the two ends."""
    step = knob.step
    low, high = str(step.low), str(step.high)
    width = max(3, columns - len(low) - len(high) - len(high) - 7)
    line: Fragments = [("class:quiet", f" {low} ")]
    if knob.at is None:
        line += [("class:quiet", "─" * width)]
    else:
        at = round((knob.at - step.low) / max(1, step.high - step.low) * (width - 1))
        line += [("class:filled", "━" * at), ("class:knob", "●"), ("class:quiet", "─" * (width - 1 - at))]
    line += [("class:quiet", f" {high}  "), ("class:knob", "–" if knob.is_words else knob.typed or "–")]
    if knob.is_words:
        line += [("class:knob", f"\n > {cut(one_line(knob.typed), columns - 3)}")]
    if step.ends:
        ends = [f"{end} {one_line(words)}" for end, words in zip((low, high), step.ends, strict=True)]
        line += [("class:quiet", f"\n {text}") for text in beside(ends, columns - 1)]
    return line


def _moving(knob: Knob, slide: Page) -> KeyBindings:
    keys = KeyBindings()

    def on(names: list[str], act: Callable[[str], None]) -> None:
        def pressed(event: KeyPressEvent) -> None:
            slide.changed()
            act(event.key_sequence[0].key)

        for name in names:
            keys.add(name)(pressed)

    leaps = LEAPS if knob.step.high - knob.step.low > LONG else {}
    moves = {**STEPS, **leaps}
    on([*moves], lambda name: knob.move(moves[name]))
    on(["home"], lambda name: knob.set(knob.step.low))
    on(["end"], lambda name: knob.set(knob.step.high))
    on(["backspace"], lambda name: knob.rub_out())
    return keys


def _typing(knob: Knob, slide: Page) -> KeyBindings:
    """A number; words too, so that it can be said that they are none."""
    keys = KeyBindings()

    @keys.add(Keys.Any)
    def sign(event: KeyPressEvent) -> None:
        if event.data.isprintable():
            slide.changed()
            knob.type(event.data)
            if knob.is_beyond:
                slide.refuses(knob.typed)

    @keys.add(Keys.BracketedPaste)
    def paste(event: KeyPressEvent) -> None:
        slide.changed()
        if words := pasted(event.data)[0].strip():
            knob.typed, knob.is_whole = words[:LONGEST], True
            slide.refuses(words)

    return keys


def _ending(knob: Knob, slide: Page, desk: Desk) -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter")
    def take(event: KeyPressEvent) -> None:
        if asks_for_help_now(knob.typed):
            knob.typed = ""
            desk.cover()
        elif slide.refuses(knob.typed):
            knob.is_whole = knob.is_words
        else:
            event.app.exit(result=knob.typed)

    return keys
