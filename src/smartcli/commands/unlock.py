"""Back to readable files."""

from __future__ import annotations

from typing import Annotated

import typer

from smartcli.asking.choose import choose
from smartcli.commands import passphrase, strangers
from smartcli.commands.options import YesOption, world_of
from smartcli.errors import InPart, NeedsTerminal, SmartError
from smartcli.home import locks
from smartcli.keeping import locking, remains
from smartcli.keeping.sealing import is_opened
from smartcli.text.language import _, ngettext
from smartcli.world import World


def unlock(
    ctx: typer.Context,
    yes: YesOption = False,
    also_plain: Annotated[
        bool, typer.Option("--also-plain", help="Lines that are not sealed, and nobody has looked at, count then.")
    ] = False,
) -> None:
    """Take the seal off: your entries become plain files again."""
    run(world_of(ctx), yes=yes, also_plain=also_plain)


def run(world: World, *, yes: bool = False, also_plain: bool = False) -> None:
    keys = world.stores.keys
    passphrase.need_key(world)
    if not keys.is_set_up and is_opened(world.stores) and not locking.is_unlock_cut_off(world.stores):
        world.screen.say(_("Your journal is readable already."))
        return
    locks.check(world.stores.home)
    if not _is_wanted(world, yes=yes, also_plain=also_plain):
        world.screen.say(_("Nothing was changed."))
        return
    left = locking.unlock(world.stores, world.now())
    if left:
        places = "; ".join(one.said for one in left)
        said = _("The seal is off for what you write from now on. Not all from before is open: {places}.")
        cure = _("When that is mended, the same command goes on.")
        raise InPart(f"{said.format(places=places)} {cure}", next="smartcli unlock")
    if beyond := remains.beyond(world.stores.home, keys):
        text = ngettext(
            "Open in part: your entries are plain files again, but in {n} file of the journal there is something that "
            "your key does not open, damaged or sealed with another key. It stays as it is.",
            "Open in part: your entries are plain files again, but in {n} files of the journal there is something that "
            "your key does not open, damaged or sealed with another key. It stays as it is.",
            beyond,
        )
        raise InPart(text.format(n=beyond), next="smartcli doctor")
    world.screen.say(_("Open. Your entries are plain files again: whoever can read your files can read them."), "good")
    world.screen.say(_("The key stays in the folder key, since older backups need it, and the same passphrase."))
    if others := world.stores.journal.elsewhere_sealed():
        text = ngettext(
            "What you wrote here is open. {n} file of another machine is still sealed. Unlock there too.",
            "What you wrote here is open. {n} files of other machines are still sealed. Unlock there too.",
            others,
        )
        raise InPart(text.format(n=others), next="smartcli unlock")


def _is_wanted(world: World, *, yes: bool, also_plain: bool) -> bool:
    """Whether the person wants it, and whatever lies in the open to count: it does in a journal that is not sealed."""
    found = strangers.words(world)
    if found and not also_plain:
        for line in found:
            world.screen.say(line)
        if yes:
            why = _("Without the seal they would count, whoever wrote them. To let them count all the same:")
            raise SmartError(f"{_('Nothing was changed.')} {why}", next="smartcli unlock --yes --also-plain")
    if yes:
        return True
    title = _("Afterwards anybody who can read your files can read what you wrote.")
    wanted = _agreed(world, title, _("Make it readable"))
    if wanted and found and not also_plain:
        wanted = _agreed(world, _("Without the seal they count, whoever wrote them."), _("Let them count"))
    return wanted


def _agreed(world: World, title: str, yes: str) -> bool:
    try:
        prompter = world.prompter()
    except NeedsTerminal:
        raise NeedsTerminal(
            _("This asks first, and nobody is there to answer."), next="smartcli unlock --yes"
        ) from None
    return choose(prompter, title, {False: _("Leave it sealed"), True: yes}, required=True, before=False)
