"""What is read at home: page by page, in pages that fit the window. Each stays until Enter."""

from __future__ import annotations

from collections.abc import Callable

from smartcli.asking.turn import Back, Prompter
from smartcli.text.language import Later, _
from smartcli.text.paging import pages
from smartcli.world import World

WAY = 4  # rows for what Enter does, with what is typed, below a page
LEAST = 5  # rows of a page, however low the window is
GOES_BACK, GOES_ON = Later("Enter goes back"), Later("Enter goes on")


def read(
    world: World, prompter: Prompter, show: Callable[[], object], *, below: int = 0, end: Later = GOES_BACK
) -> None:
    """What `show` says, page by page; going back leads to the page before, and from the first one out.

    below: rows for what is asked below the last page, which then waits only where there is no room for both; 0 = it
    waits. end: what Enter does on the last page. What goes wrong in `show` is raised after what it had said was read.
    """
    lines: list[str] = []
    try:
        with world.screen.held() as lines:
            show()
    finally:
        sheets = pages(lines, room_for_a_page(world))
        fits = bool(sheets and below) and (not world.screen.rows or len(sheets[-1]) <= world.screen.rows - below)
        turn(world, prompter, sheets, end=None if fits else end)


def room_for_a_page(world: World) -> int:
    """Rows; 0 where nobody looks at a window."""
    return max(LEAST, world.screen.rows - WAY) if world.screen.rows else 0


def turn(world: World, prompter: Prompter, sheets: list[list[str]], *, end: Later | None) -> None:
    """end: what Enter does on the last page; None = that one does not wait."""
    place = 0
    while place < len(sheets):
        world.screen.say()
        world.screen.shown(sheets[place])
        place += 1
        is_last = place == len(sheets)
        if is_last and end is None:
            return
        turns = _("Enter turns the page ({place} of {count})").format(place=place, count=len(sheets))
        try:
            prompter.pause(str(end) if is_last else turns)
        except Back:
            if place == 1:
                raise
            place -= 2
        except KeyboardInterrupt:
            raise Back from None
