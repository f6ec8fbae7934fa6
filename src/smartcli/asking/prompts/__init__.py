"""Ways of asking, one a module. Each is imported only when it is chosen: questionary is slow to load."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from smartcli.asking.prompts.terminal import TerminalPrompter
    from smartcli.asking.prompts.unread import Unread
    from smartcli.asking.turn import Prompter

SHAPES = "●○━─·…↑↓←→"  # what the terminal's widgets are drawn with


def choose(
    *,
    plain: bool,
    help_now: Callable[[], str],
    environ: Mapping[str, str],
    stdin: TextIO | None,
    stdout: TextIO | None,
    unread: Unread | None = None,
) -> Prompter:
    """Plain lines where they are wanted or nothing else can work; else the terminal with its keys and colours.

    unread: what was printed there and not read yet, one count for a whole run.
    """
    if plain or not _can_draw(environ, stdin, stdout):
        from smartcli.asking.prompts.keyboard import Keyboard
        from smartcli.asking.prompts.lines import LinePrompter

        keyboard = Keyboard(stdin, stdout)
        prompter = LinePrompter(
            help_now=help_now,
            read=keyboard.read,
            write=keyboard.write,
            wait=keyboard.wait,
            begun=keyboard.begun,
            hidden=keyboard.hidden,
            sheets=keyboard.sheets,
        )
        keyboard.changed = prompter.remember
        return prompter

    def load() -> TerminalPrompter:
        from smartcli.asking.prompts.terminal import TerminalPrompter

        return TerminalPrompter(help_now=help_now, colour=not environ.get("NO_COLOR"), unread=unread)

    if "prompt_toolkit" in sys.modules or stdin is None or stdout is None or sys.platform == "win32":
        return load()
    from smartcli.asking.prompts.opening import OpeningPrompter

    return OpeningPrompter(load, stdin=stdin, stdout=stdout)


def _can_draw(environ: Mapping[str, str], stdin: TextIO | None, stdout: TextIO | None) -> bool:
    """Whether there is a terminal at both ends that moves its cursor and shows the shapes."""
    if stdin is None or stdout is None or not (stdin.isatty() and stdout.isatty()):
        return False
    if sys.platform == "win32":
        from prompt_toolkit.output.windows10 import is_win_vt100_enabled

        return is_win_vt100_enabled()  # before Windows 10 the console knows no colours of its own
    if environ.get("TERM", "dumb") in {"", "dumb", "unknown"}:
        return False
    try:
        SHAPES.encode(stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
