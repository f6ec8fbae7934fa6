"""Back to readable files."""

from __future__ import annotations

import typer

from smartcli.asking.choose import choose
from smartcli.commands.options import YesOption, world_of
from smartcli.errors import InPart, NeedsTerminal, Usage
from smartcli.home import locks
from smartcli.keeping import locking
from smartcli.keeping.sealing import is_opened
from smartcli.text.language import _
from smartcli.world import World


def unlock(ctx: typer.Context, yes: YesOption = False) -> None:
    """Take the seal off: your entries become plain files again."""
    run(world_of(ctx), yes=yes)


def run(world: World, *, yes: bool = False) -> None:
    keys = world.stores.keys
    if not keys.is_there:
        raise Usage(_("The journal is not sealed: there is no key."), next="smartcli lock")
    if not keys.is_set_up and is_opened(world.stores) and not locking.is_unlock_cut_off(world.stores):
        world.screen.say(_("Your journal is readable already."))
        return
    locks.check(world.stores.home)
    if not yes and not _agreed(world):
        world.screen.say(_("Nothing was changed."))
        return
    left = locking.unlock(world.stores, world.now())
    if left:
        places = "; ".join(one.said for one in left)
        said = _("The seal is off for what you write from now on. Not all from before is open: {places}.")
        cure = _("When that is mended, the same command goes on.")
        raise InPart(f"{said.format(places=places)} {cure}", next="smartcli unlock")
    world.screen.say(_("Open. Your entries are plain files again: whoever can read your files can read them."), "good")
    world.screen.say(_("The key stays in the folder key, since older backups need it, and the same passphrase."))


def _agreed(world: World) -> bool:
    try:
        prompter = world.prompter()
    except NeedsTerminal:
        raise NeedsTerminal(
            _("This asks first, and nobody is there to answer."), next="smartcli unlock --yes"
        ) from None
    ways = {False: _("Leave it sealed"), True: _("Make it readable")}
    title = _("Afterwards anybody who can read your files can read what you wrote.")
    return choose(prompter, title, ways, required=True, before=False)
