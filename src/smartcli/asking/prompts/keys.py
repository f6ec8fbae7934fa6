"""The keys that work at every question of the terminal."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from smartcli.asking.prompts.page import Page
from smartcli.asking.turn import Back
from smartcli.errors import Gone


def common(
    page: Page, helped: Callable[[], None], cover: Callable[[], None], suspend: Callable[[], None]
) -> KeyBindings:
    """Back, skip, help, help-now, stop. They win over what a widget does with the same key.

    helped: shows the question's help. cover: shows help-now. suspend: stops the program until the shell lets it go on.
    """
    keys = KeyBindings()
    is_empty = Condition(page.is_empty)

    @keys.add("s-tab", eager=True)
    @keys.add("c-b", eager=True)
    def back(event: KeyPressEvent) -> None:
        event.app.exit(exception=Back())

    @keys.add("c-s", eager=True)
    def skip(event: KeyPressEvent) -> None:
        if not page.refuses(None):
            event.app.exit(result=None)

    @keys.add("c-c", eager=True)
    @keys.add(Keys.SIGINT, eager=True)
    def stop(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt())

    @keys.add("c-z", eager=True)
    def wait(_event: KeyPressEvent) -> None:
        run_in_terminal(suspend)

    @keys.add("c-d", eager=True, filter=is_empty)
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError())

    @keys.add("?", eager=True, filter=is_empty)
    def help(_event: KeyPressEvent) -> None:
        helped()

    @keys.add("!", eager=True, filter=is_empty)
    def now(_event: KeyPressEvent) -> None:
        cover()

    return keys


def leading_out(page: Page) -> KeyBindings:
    """x, from wherever this is; also while help-now is being read. In a box it is a letter until Enter."""
    keys = KeyBindings()

    def is_alone() -> bool:
        return page.is_covered or (page.is_empty() and not page.is_written and not page.sought() and not page.begun())

    @keys.add("x", eager=True, filter=Condition(is_alone))
    @keys.add("X", eager=True, filter=Condition(is_alone))
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=Gone())

    def is_all_of_a_line() -> bool:
        return page.is_written and page.typed().rpartition("\n")[2].strip().casefold() == "x"

    @keys.add("enter", eager=True, filter=Condition(is_all_of_a_line))
    def leave_a_box(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        buffer.text = buffer.text.rpartition("\n")[0]  # it was a key, and belongs to no draft
        event.app.exit(exception=Gone())

    return keys


def covered(page: Page, suspend: Callable[[], None], turn: Callable[[], None]) -> KeyBindings:
    """The keys while help-now is being read: Enter turns its page, and goes back to the question from the last one.

    Nothing else reaches the question. turn: shows the next page.
    """
    keys = KeyBindings()

    @keys.add("enter", eager=True)
    @keys.add("s-tab", eager=True)
    def uncover(event: KeyPressEvent) -> None:
        if page.covers and event.key_sequence[0].key != Keys.BackTab:
            turn()
        else:
            page.is_covered, page.covers = False, ()

    @keys.add("c-c", eager=True)
    @keys.add(Keys.SIGINT, eager=True)
    def stop(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt())

    @keys.add("c-d", eager=True)
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError())

    @keys.add("c-z", eager=True)
    def wait(_event: KeyPressEvent) -> None:
        run_in_terminal(suspend)

    @keys.add(Keys.Any, eager=True)
    def nothing(_event: KeyPressEvent) -> None:
        """A hand in a hurry does not answer a question that cannot be seen."""

    return keys
