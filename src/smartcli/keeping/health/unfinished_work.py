"""Looks at work of several steps that was cut off: sealing, taking the seal off, erasing, changing the passphrase."""

from __future__ import annotations

from collections.abc import Iterator

from smartcli.home import disk, move_noted, unfinished
from smartcli.home.filenames import IDENTITY, IDENTITY_SUM, KEY, UNFINISHED
from smartcli.home.reasons import why
from smartcli.keeping.health.looking import LOOK, Noticed, Surroundings, looks
from smartcli.text.language import Later, _

# What was begun, and the command that finishes it.
BEGUN = {
    unfinished.EVERYTHING: (Later("Erasing everything was begun and not finished."), "smartcli forget --everything"),
    unfinished.FORGET: (Later("Erasing entries was begun and not finished."), "smartcli forget --go-on"),
    unfinished.NEW_KEY: (Later("Sealing with a new key was begun and not finished."), "smartcli lock --new-key"),
    unfinished.LOCK: (Later("Sealing was begun and not finished."), "smartcli lock"),
    unfinished.UNLOCK: (Later("Taking the seal off was begun and not finished."), "smartcli unlock"),
}


@looks("unfinished", Later("begun and not finished"))
def begun(given: Surroundings) -> Iterator[Noticed]:
    seen = list(_seen(given))
    yield from seen or [Noticed(said=_("Nothing."), facts={"begun": 0})]


def _seen(given: Surroundings) -> Iterator[Noticed]:
    try:
        found = unfinished.read(given.home, given.system)
    except OSError as error:
        said = _("Whether something was begun and not finished cannot be read ({why}).").format(why=why(error))
        yield Noticed(result=LOOK, said=said, next="smartcli where", facts={"failed": 1})
        return
    if not unfinished.is_clear(given.home, given.system):
        said = _("The file {place} cannot be understood, so it is not known whether something was cut off.")
        place = given.home / UNFINISHED
        yield Noticed(result=LOOK, said=said.format(place=place), next="smartcli repair", facts={"failed": 1})
    if move := move_noted.read(given.home, given.system):
        said = _("Moving the journal to another folder was begun and not finished.")
        yield Noticed(result=LOOK, said=said, next=move_noted.command(move), facts={"begun": 1})
    for kind, (said_of, command) in BEGUN.items():
        if kind in found:
            yield Noticed(result=LOOK, said=str(said_of), next=command, facts={"begun": 1})
    changed = _changed_passphrase(given)
    if changed:
        said = _("A change of the passphrase was cut off. {which} To change it again:").format(which=changed)
        yield Noticed(result=LOOK, said=said, next="smartcli lock --change", facts={"begun": 1})


def _changed_passphrase(given: Surroundings) -> str:
    """Which passphrase holds, where the sums of two lie beside the key; "" where there is one."""
    from smartcli.home.seal.passphrase import checksum

    try:
        text = disk.read(given.home / KEY / IDENTITY_SUM, given.system).decode("ascii", "replace")
        sums = [line.split()[0] for line in text.splitlines() if line.strip()]
        if len(sums) < 2:
            return ""
        here = checksum(disk.read(given.home / KEY / IDENTITY, given.system))
    except OSError:  # which the look at the key says
        return ""
    return _("The new one holds.") if here == sums[0] else _("The old one holds.") if here in sums else ""
