"""Work that takes more than a second says so on a terminal, and how far it is; a pipe is told nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TypeVar

from smartcli.screen import Screen
from smartcli.text.language import _
from smartcli.world import World

One = TypeVar("One")
SECONDS = 1.0  # before the first word, and between two
EVERY = 500  # entries between two looks at the clock


def told_of(screen: Screen, each: Iterable[One], *, clock: Callable[[], float] = monotonic) -> Iterator[One]:
    """The same, one by one. While it takes long, a line on standard error says how many were read."""
    if not screen.rows:
        yield from each
        return
    since, is_said = clock(), False
    try:
        for count, one in enumerate(each, 1):
            if count % EVERY == 0 and clock() - since >= SECONDS:
                since = clock()
                if screen.plain and not is_said:
                    screen.note(_("This takes a moment."))
                elif not screen.plain:
                    screen.passing(_("{n} entries read").format(n=count))
                is_said = True
            yield one
    finally:
        if is_said and not screen.plain:
            screen.passing("")


@contextmanager
def busy(world: World) -> Iterator[None]:
    """Around work that says nothing itself and asks nothing: while it takes long, a line says so, and how long already.

    Nothing in a pipe, and nothing where the passphrase may still be asked for.
    """
    screen = world.screen
    if not screen.rows or world.stores.is_closed:
        yield
        return
    from threading import Event, Thread  # only where somebody looks

    over = Event()

    def tell() -> None:
        seconds = 0.0
        while not over.wait(SECONDS):
            seconds += SECONDS
            if screen.plain:
                screen.note(_("This takes a moment."))
                return
            screen.passing(_("This takes a moment: {n} s").format(n=round(seconds)))
        if seconds:
            screen.passing("")

    teller = Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()
