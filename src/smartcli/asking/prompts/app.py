"""Where questions are laid out: runs a widget inside its page, with the keys that work everywhere."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import Any

from prompt_toolkit.application import Application, run_in_terminal
from prompt_toolkit.filters import Always, Condition
from prompt_toolkit.formatted_text import ANSI, FormattedText, StyleAndTextTuples, to_formatted_text
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.input.typeahead import clear_typeahead, store_typeahead
from prompt_toolkit.key_binding import (
    ConditionalKeyBindings,
    KeyBindings,
    KeyBindingsBase,
    KeyPressEvent,
    merge_key_bindings,
)
from prompt_toolkit.layout import (
    AnyContainer,
    ConditionalContainer,
    Dimension,
    HSplit,
    Layout,
    VerticalAlign,
    Window,
)
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.output import ColorDepth, Output, create_output
from prompt_toolkit.shortcuts import print_formatted_text

from smartcli.asking import interrupts
from smartcli.asking.prompts import keystream
from smartcli.asking.prompts.columns import WIDEST, cut, wrap
from smartcli.asking.prompts.keys import common, covered, leading_out
from smartcli.asking.prompts.page import SMALL, Page
from smartcli.asking.prompts.question_text import NO_HELP
from smartcli.asking.prompts.sheet import DRAWN, Sheet, rows_of
from smartcli.asking.prompts.theme import STYLE, Fragments
from smartcli.asking.prompts.unread import Unread
from smartcli.errors import SmartError, Stopped
from smartcli.text.language import _
from smartcli.text.paging import pages
from smartcli.text.sanitize import safe

BELOW = 4  # rows for what Enter does below a page of help-now, and for blank ones
LEAST = 5  # rows of such a page, however low the window is
FEW = 4  # rows above a list that are not worth a page of their own
MOMENT = 0.3  # seconds; what is being typed is told at most this often


class Desk(Sheet):
    """A terminal: its input, its output, and the page that lies on it."""

    def __init__(
        self,
        *,
        help_now: Callable[[], str],
        clock: Callable[[], float],
        width: int | None,
        colour: bool,
        unread: Unread,
        io: Mapping[str, Any],
    ) -> None:
        self.help_now = help_now
        self.clock = clock
        self.is_real = "input" not in io
        self.input: Input = io.get("input") or create_input()
        self._sieve = keystream.stand_before(self.input, is_real=self.is_real)
        self.output: Output = io.get("output") or create_output()
        if hasattr(self.output, "enable_cpr"):
            self.output.enable_cpr = False  # nothing here needs to know the row, and not every terminal answers
        self._width = width
        self._depth = None if colour else ColorDepth.DEPTH_1_BIT
        self.page = Page()
        self._sheets = 0  # pages of help-now, while it is being read
        self._is_awaited = False  # whether what is typed belongs to the next question
        self.unread = unread
        self._away = 0.0  # seconds that went by while the program was stopped
        self.x_leaves = False  # whether x alone leads out of it all
        self.banner = ""  # stands on every screen
        self.times_aside = 0  # how often the other screen of the terminal was turned to
        self._is_aside = False  # whether it is on the other screen of the terminal

    @property
    def columns(self) -> int:
        columns = self.output.get_size().columns
        return min(columns, self._width) if self._width else columns

    @property
    def rows(self) -> int:
        return self.output.get_size().rows

    @property
    def io(self) -> dict[str, Any]:
        """What every widget is made with."""
        return {
            "input": self.input,
            "output": self.output,
            "style": STYLE,
            "color_depth": self._depth,
            "erase_when_done": True,
        }

    # Showing

    def show(self, fragments: Fragments) -> None:
        """Print one line, or several."""
        self.is_blank = False
        self.unread.add(rows_of(fragments, self.columns))
        drawn = [one for style, text, *_handler in fragments for one in looks(style, text)]
        print_formatted_text(
            FormattedText(drawn),
            output=self.output,
            style=STYLE,
            color_depth=self._depth,
            include_default_pygments_style=False,
        )

    # Asking

    def leave_by_x(self) -> None:
        """From now on x alone leads out of it all."""
        self.x_leaves = True

    def pause(self, words: str) -> None:
        """Wait for Enter. words: what it does."""
        keys = KeyBindings()

        @keys.add("enter")
        def go_on(event: KeyPressEvent) -> None:
            event.app.exit(result=None)

        app: Application[None] = Application(layout=Layout(Window()), key_bindings=keys, **self.io)
        self._run(app, Page(ways=[words, _("! help now"), _("Shift-Tab back")], rows=0), None, 0)

    def run(self, app: Application[Any], page: Page, body: Window | None = None) -> Any:
        """Run a widget inside its page until there is an answer. body: the one window of it that is wanted.

        What was said above it and would scroll away unread stays until Enter before that; a few rows stay above it,
        and the question is lower for them.
        """
        page.is_apart = self.is_blank
        if not self.is_paged:
            return self._run(app, page, body, 0)
        if self.unread.rows and self.unread.rows + self._height(page) > self.rows:
            self.pause(_("Enter goes on"))
        return self._run(app, page, body, self.unread.rows)

    def run_aside(self, app: Application[Any], page: Page) -> Any:
        """Run a widget on the other screen, where nothing stands above it."""
        return self._run(app, page, None, 0)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """The other screen of the terminal. Nothing of what is shown and typed there is left afterwards."""
        self._turn_aside()
        try:
            yield
        finally:
            self._turn_back()

    def _turn_aside(self) -> None:
        self._is_aside = True
        self.times_aside += 1
        self.output.enter_alternate_screen()
        self.wipe()

    def _turn_back(self) -> None:
        self.wipe()  # also where a terminal has no other screen
        self.output.quit_alternate_screen()
        self.output.flush()
        self._is_aside = False

    def wipe(self) -> None:
        """The whole screen is blank."""
        self.output.erase_screen()
        self.output.cursor_goto(0, 0)
        self.output.flush()
        self.is_blank = True
        self.unread.is_read()

    @property
    def is_paged(self) -> bool:
        """Whether what is told waits where it is longer than the window. In a very low one it would do nothing else."""
        return self.rows > SMALL

    def _height(self, page: Page) -> int:
        """How many rows a question wants: all of a list, but where a few rows stand above it, which it is lower for."""
        return self._around(page) + (page.rows if self.unread.rows <= FEW else max(page.rows, page.whole))

    def _around(self, page: Page) -> int:
        """How many rows stand above and below its widget."""
        parts = page.above(self.columns, self.rows), page.below(self.columns, self.rows)
        return len(self._banner()) + sum(rows_of(part, self.columns) for part in parts if part)

    def _banner(self) -> list[str]:
        return wrap(self.banner, min(self.columns, WIDEST)) if self.banner else []

    @property
    def banner_rows(self) -> int:
        return len(self._banner())

    def _run(self, app: Application[Any], page: Page, body: Window | None, taken: int) -> Any:
        """taken: rows above it that are to stay in sight."""
        self.page = page
        page.is_apart = self.is_blank
        if self.x_leaves:
            page.ways = [*page.ways, _("x leaves and clears")]
        self._lay_out(app, page, body, taken)
        own = merge_key_bindings([app.key_bindings or KeyBindings(), self._common(page)])
        is_covered = Condition(lambda: page.is_covered)
        app.key_bindings = merge_key_bindings(
            [
                ConditionalKeyBindings(own, ~is_covered),
                ConditionalKeyBindings(covered(page, self._suspend, self._turn), is_covered),
            ]
        )
        if self.x_leaves:
            app.key_bindings = merge_key_bindings([app.key_bindings, leading_out(page)])
        if not self._is_awaited:
            self._forget_typed_ahead()
        self._is_awaited = False
        with interrupts.asking(), self._leaving_it_as_it_was():
            try:
                result = app.run(pre_run=lambda: _prepare(app, page), set_exception_handler=False)
            except OSError:  # the terminal has gone away
                raise Stopped(getattr(signal, "SIGHUP", signal.SIGTERM)) from None
            except BaseException:
                page.remember()
                raise
            finally:
                self.unread.is_read()
        return result

    def _common(self, page: Page) -> KeyBindingsBase:
        return common(page, self._help, self.cover, self._suspend)

    def _help(self) -> None:
        """The help of the question, beneath it; above it where the window is too low for both."""
        if not self.page.help:
            self.page.notice = str(NO_HELP)
        elif not self.page.turns_help(self.columns, self.rows):
            run_in_terminal(lambda: self.tell_help(self.page.help))

    def cover(self) -> None:
        """Show help-now; the question comes back on Enter."""
        self.page.is_covered = True
        self.page.covers = pages(self._help_now(), max(LEAST, self.rows - BELOW))
        self._sheets = len(self.page.covers)
        self._turn()

    def _turn(self) -> None:
        """The next page of help-now, above what Enter does."""
        sheet, *self.page.covers = self.page.covers
        left = len(self.page.covers)
        turns = _("Enter turns the page ({place} of {count})").format(place=self._sheets - left, count=self._sheets)
        self.page.cover = turns if left else _("Enter goes back")
        run_in_terminal(lambda: self._tell_help_now(sheet))

    def present(self) -> float:
        """Seconds of the clock in which the program was not stopped."""
        return self.clock() - self._away

    def _suspend(self) -> None:
        """Until the shell lets it go on. Called with the question wiped away, which is drawn again afterwards."""
        began = self.clock()
        is_aside = self._is_aside
        if is_aside:
            self._turn_back()
        interrupts.suspend()
        if is_aside:
            self._turn_aside()
        self._away += self.clock() - began
        self.page.is_apart = False

    def _leaving_it_as_it_was(self) -> AbstractContextManager[None]:
        """While the program is stopped the terminal is as it was before the question."""
        from smartcli.asking.prompts.unseen import given_back

        return given_back(self.input.fileno()) if self.is_real else nullcontext()

    def _lay_out(self, app: Application[Any], page: Page, body: Window | None, taken: int) -> None:
        """taken: rows above it, for which a list is lower."""
        focus = body or app.layout.current_window
        widget: AnyContainer = body or app.layout.container
        above = FormattedTextControl(lambda: page.above(self.columns, self.rows))
        problem = Window(FormattedTextControl(lambda: page.problem(self.columns)))
        below = FormattedTextControl(lambda: page.below(self.columns, self.rows))
        refused = Condition(lambda: bool(page.notice))
        banner = Window(FormattedTextControl(lambda: [("class:notice", "\n".join(self._banner()))]))
        has_banner = Condition(lambda: bool(self.banner))
        parts = [
            ConditionalContainer(banner, filter=has_banner),
            Window(above),
            widget,
            ConditionalContainer(problem, filter=refused),
            Window(below),
        ]
        is_covered = Condition(lambda: page.is_covered)
        way = FormattedTextControl(lambda: [("class:quiet", cut(page.cover, self.columns))])
        question = ConditionalContainer(HSplit(parts, align=VerticalAlign.TOP), filter=~is_covered)
        cover = ConditionalContainer(Window(way, height=1), filter=is_covered)

        if body and taken:
            body.height = lambda: Dimension(max=max(page.rows, self.rows - taken - self._around(page)))
        app.layout = Layout(HSplit([question, cover], align=VerticalAlign.TOP), focused_element=focus)
        for window in app.layout.find_all_windows():
            window.dont_extend_height = Always()

    def _forget_typed_ahead(self) -> None:
        """What was typed before the question could be seen does not answer it."""
        if not self.is_real:
            return
        clear_typeahead(self.input)
        if sys.platform != "win32":
            import termios

            with suppress(termios.error):  # the terminal may have gone away
                termios.tcflush(self.input.fileno(), termios.TCIFLUSH)

    def take_typed(self) -> None:
        """What has been typed up to now answers the next question, which can be seen already."""
        with suppress(OSError), self._sieve.of_a_while() if self._sieve else nullcontext():  # it may have gone away
            store_typeahead(self.input, self.input.read_keys())
        self._is_awaited = True

    def tell_help(self, text: str) -> None:
        """A text above the question, which then stands there again as it was."""
        self.say(text, indent="  ")
        self.space()
        self.page.is_apart = True

    def _help_now(self) -> list[str]:
        """Its lines, each as far in as it is meant to be."""
        lines: list[str] = []
        for line in safe(self.help_now()).strip("\n").split("\n"):
            indent = line[: len(line) - len(line.lstrip(" "))]
            lines += [indent + words for words in wrap(line.strip(" "), min(self.columns, WIDEST) - len(indent) - 2)]
        return [f"  {line}".rstrip() for line in lines]

    def _tell_help_now(self, sheet: Sequence[str]) -> None:
        """A page of it above the question, which waits."""
        self.show([("", "\n".join([*sheet, ""]))])  # at once: the last line is drawn below
        self.is_blank = self.page.is_apart = True


def looks(style: str, text: str) -> StyleAndTextTuples:
    """A text with its style; what is drawn holds its own."""
    return to_formatted_text(ANSI(text)) if style == DRAWN else [(style, text)]


def _prepare(app: Application[Any], page: Page) -> None:
    """Called inside the running loop: from time to time tell what is being typed; let no error go unseen."""

    def fail(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if app.future and not app.future.done():
            app.exit(exception=context.get("exception") or RuntimeError(context.get("message")))

    async def remember() -> None:
        while True:
            await asyncio.sleep(MOMENT)
            if page.shown != page.sought():  # it goes again after a while
                app.invalidate()
            with interrupts.held(), suppress(OSError, SmartError):
                page.remember()  # a draft that cannot be written must not stop the writing; saving will say so

    asyncio.get_running_loop().set_exception_handler(fail)
    app.create_background_task(remember())
