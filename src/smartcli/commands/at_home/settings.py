"""What is behind Settings: the questions from the beginning, the seal, and how the files are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from smartcli.asking.choose import choose
from smartcli.asking.turn import Back
from smartcli.commands.at_home.reading import read
from smartcli.commands.settings import ask as ask_settings
from smartcli.text import rows_of_home as rows
from smartcli.text.language import Inside, Later, _

if TYPE_CHECKING:
    from smartcli.world import World


def open_settings(world: World) -> None:
    """The rows, until one is done; what is sealed has other ones than what is not."""
    ways = _ways(world)
    words = {row.plain: str(row) for row in ways}
    picked = choose(
        world.prompter(), _("What would you like to change?"), words, required=True, before=rows.QUESTIONS.plain
    )
    next(action for row, action in ways.items() if row.plain == picked)()


def _ways(world: World) -> dict[Later, Callable[[], object]]:
    keys = world.stores.keys
    ways: dict[Later, Callable[[], object]] = {rows.QUESTIONS: lambda: ask_settings(world)}
    if not keys.is_there or not keys.is_set_up:
        ways[rows.SEAL] = lambda: _seal(world)
    if keys.is_there:
        ways[rows.PAPER] = lambda: _on_paper(world)
        ways[rows.PASSPHRASE] = lambda: _another_passphrase(world)
        ways[rows.UNSEAL] = lambda: _unseal(world)
    ways[rows.WELL] = lambda: _look(world)
    ways[rows.PLACES] = lambda: _places(world)
    return ways


# Each brings what backups, sealing or looking need, which every other start can do without.


def _seal(world: World) -> None:
    from smartcli.commands import lock

    lock.set_up(world, None, yes=False)


def _on_paper(world: World) -> None:
    from smartcli.commands import passphrase

    world.stores.keys.unlocked()
    passphrase.offer_paper(world)


def _another_passphrase(world: World) -> None:
    from smartcli.commands import lock

    lock.run(world, change=True)


def _unseal(world: World) -> None:
    from smartcli.commands import unlock

    unlock.run(world)


def _look(world: World) -> None:
    """What doctor sees, in pages; where something can be mended, that is the next row."""
    from smartcli.commands import doctor, repair
    from smartcli.home.seal.keys import Keys
    from smartcli.keeping.health import look_at
    from smartcli.keeping.health.repairing import is_gone, mends

    here = doctor.given(world)
    seen = list(look_at(here))
    with Inside((("repair", (rows.MEND,)), *rows.ROWS)):
        read(world, world.prompter(), lambda: doctor.show(world, seen))
    if not (is_gone(here) or mends(here, Keys(world.stores.home))):
        return
    ways = {False: _("Leave it as it is"), True: str(rows.MEND)}
    try:
        is_wanted = choose(world.prompter(), _("What now?"), ways, required=True, before=False)
    except Back:
        return
    if is_wanted:
        repair.run(world)


def _places(world: World) -> None:
    from smartcli.commands import where

    read(world, world.prompter(), lambda: where.run(world))
