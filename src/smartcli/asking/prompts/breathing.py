"""Paced breathing on the terminal: a line that fills and empties, redrawn in place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl

from smartcli.asking.prompts.app import Desk
from smartcli.asking.prompts.breath import IN, OUT, phase, says
from smartcli.asking.prompts.columns import WIDEST, wrap
from smartcli.asking.prompts.page import page
from smartcli.asking.prompts.question_text import Saying
from smartcli.asking.prompts.theme import Fragments
from smartcli.exercises.kinds import Breaths
from smartcli.text.language import _

TICK = 0.2  # seconds between two looks at the clock


def breaths(step: Breaths, saying: Saying, desk: Desk) -> object:
    """The seconds stayed: all of them when it ends by itself; None where it was enough."""
    start = desk.present()

    def elapsed() -> float:
        return min(desk.present() - start, step.seconds)

    shown = page(saying, _("Enter goes on"), _("s ends it"), hint="")
    shown.rows = 2
    control = FormattedTextControl(
        lambda: drawn(step, says(saying.turn, elapsed()), elapsed(), desk.columns), show_cursor=False
    )
    app: Application[Any] = Application(layout=Layout(Window(control)), key_bindings=_keys(elapsed), **desk.io)

    async def pass_time() -> None:
        while elapsed() < step.seconds or shown.is_covered:
            await asyncio.sleep(TICK)
            app.invalidate()
        if app.future and not app.future.done():
            app.exit(result=step.seconds)

    app.pre_run_callables.append(lambda: _begin(app, pass_time))
    return desk.run(app, shown)


def _begin(app: Application[Any], pass_time: Callable[[], Any]) -> None:
    app.create_background_task(pass_time())


def drawn(step: Breaths, said: str, elapsed: float, columns: int) -> Fragments:
    """The breath, second by second, the time that is left, and a line to rest on."""
    what, second, seconds = phase(step, elapsed)
    full = {IN: second, OUT: seconds - second + 1}.get(what, seconds)
    left = max(0, step.seconds - int(elapsed))
    line: Fragments = [
        ("", f" {what!s:12} "),
        ("class:filled", "●" * full),
        ("class:quiet", "·" * (max(seconds, step.inhale, step.exhale) - full)),
        ("class:quiet", f"   {left // 60}:{left % 60:02}"),
    ]
    for text in wrap(said, min(columns, WIDEST) - 1):
        line += [("", "\n"), ("class:words", f" {text}")]
    return line


def _keys(elapsed: Callable[[], float]) -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter")
    def go_on(event: KeyPressEvent) -> None:
        event.app.exit(result=int(elapsed()))

    @keys.add("s")
    def enough(event: KeyPressEvent) -> None:
        event.app.exit(result=None)

    return keys
