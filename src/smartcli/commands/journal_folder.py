"""Where the journal lies, and how it comes into a folder that is carried to other machines, and back."""

from __future__ import annotations

from collections.abc import Iterator

from smartcli.asking.choose import choose
from smartcli.errors import InPart, NeedsTerminal, Usage
from smartcli.home import carriers, locks, move_noted
from smartcli.home.filenames import JOURNAL
from smartcli.journal.files import led_to
from smartcli.keeping.journal_folder import destination, move
from smartcli.keeping.journal_folder.destination import Destination
from smartcli.keeping.journal_folder.move import MoveDone
from smartcli.text.language import _, ngettext, typed
from smartcli.world import World


def run(world: World, folder: str | None, *, back: bool = False, yes: bool = False, as_json: bool = False) -> None:
    """Show where it lies, or move it to this folder or back into the home.

    SmartError: it lies where it lay. InPart: what is typed next goes on.
    """
    home = world.stores.home
    if folder is not None and back:
        raise Usage(_("Please give a folder or --back, not both."), next="smartcli settings journal-folder --help")
    if folder is None and not back:
        show(world, as_json=as_json)
        return
    place = home / JOURNAL if folder is None else destination.whole(folder)
    is_home = place == home / JOURNAL
    noted = move.begun(home)
    is_late = noted is not None and move.is_late(home, noted)
    to = destination.home_of(home) if is_home else Destination(place=place)
    is_same = move.is_there(home, to)
    if is_same and is_home and noted and not is_late:
        leave(world, as_json=as_json)
        return
    if is_same and not noted:
        tell(world, to, None, as_json=as_json)
        return
    locks.check_lock(home)
    if not (is_home or is_late or is_same):
        to = destination.look(home, world.stores.keys, place)
    move.check(home)
    if not (is_home or is_late):
        move.check_sealed(world.stores)
    if not yes and not agreed(world, to, is_begun=bool(noted), as_json=as_json):
        world.screen.say(_("Nothing was changed."))
        return
    tell(world, to, move.move(world.stores, to, world.now()), as_json=as_json)


def show(world: World, *, as_json: bool = False) -> None:
    """Where it lies, who seems to carry it, and whether a move is not finished."""
    journal = world.stores.home / JOURNAL
    noted, names = move.begun(world.stores.home), carriers.of(journal)
    if as_json:
        table = {"path": str(journal), "leads_to": str(led_to(journal)), "carried_by": names, "moving": bool(noted)}
        world.screen.json({"schema": 1, "journal": table})
        return
    said = [_("The journal lies in {place}.").format(place=led_to(journal))]
    if names:
        said.append(_("It looks as if {names} carries it to other machines.").format(names=", ".join(names)))
    world.screen.say(" ".join(said))
    if noted:
        sentence = _("Moving it to another folder was begun and not finished. To go on: {command}")
        world.screen.say(sentence.format(command=move_noted.command(noted)))
    else:
        way = _("To move it: smartcli settings journal-folder FOLDER (back into your home folder with --back)")
        world.screen.say(typed(way), "quiet")


def leave(world: World, *, as_json: bool) -> None:
    """A move out of the home that was cut off, and is not wanted any more: the copies of it go."""
    locks.check_lock(world.stores.home)
    left = move.leave(world.stores)
    if left:
        text = ngettext(
            "The journal is left where it is. {n} copy of a file could not be taken away in {place}.",
            "The journal is left where it is. {n} copies of files could not be taken away in {place}.",
            len(left),
        )
        raise InPart(text.format(n=len(left), place=left[0].parent.parent), next="smartcli doctor")
    if not as_json:
        world.screen.say(_("The move that was cut off is undone, and its copies are gone."))
    tell(world, destination.home_of(world.stores.home), None, as_json=as_json)


def agreed(world: World, to: Destination, *, is_begun: bool, as_json: bool) -> bool:
    """Whether the person wants it, after what there is to know before."""
    asked = NeedsTerminal(
        _("This asks before it moves anything, and nobody is there to answer."),
        next="smartcli settings journal-folder FOLDER --yes",
    )
    if as_json:
        raise asked
    try:
        prompter = world.prompter()
    except NeedsTerminal:
        raise asked from None
    for line in plan(world, to, is_begun=is_begun):
        world.screen.say(line)
    ways = {True: _("Yes, move it"), False: _("No, leave it where it is")}
    try:
        return choose(prompter, _("Move the journal?"), ways, required=True, before=False)
    except (NeedsTerminal, EOFError):
        if world.is_home_to_people:
            raise
        raise asked from None


def plan(world: World, to: Destination, *, is_begun: bool) -> Iterator[str]:
    """What is to be known before."""
    keys, home = world.stores.keys, world.stores.home
    if is_begun:
        yield _("Moving it was begun and not finished. It goes on.")
    yield _("The journal lies in {place} now.").format(place=led_to(home / JOURNAL))
    if to.is_home:
        yield _("It is to lie in your home folder again, in {place}.").format(place=to.place)
    else:
        yield _("It is to lie in {place}, and a link in your home folder leads there.").format(place=to.place)
    if to.folders:
        text = ngettext(
            "A journal with the folder of {n} machine is there. What you wrote here is put beside it, and all is read.",
            "A journal with the folders of {n} machines is there. What you wrote here is put beside them, and all is "
            "read.",
            len(to.folders),
        )
        yield text.format(n=len(to.folders))
    names = [] if to.is_home else carriers.of(to.place)
    if names:
        yield _("It looks as if {names} carries that folder to other machines.").format(names=", ".join(names))
    if names and not keys.is_set_up:
        yield typed(_("What you write is not sealed, so whoever carries it can read it. To seal it: smartcli lock"))
    if names and keys.is_set_up and to.is_plain:
        yield typed(_("Not all that lies there is sealed. It counts once you took it: smartcli lock --accept"))
    if to.is_open:
        yield _("No file can be closed to others there: whoever uses this computer, or that disk, may open it.")
    yield _("A backup is made first. The old place is emptied only after every byte was compared.")


def tell(world: World, to: Destination, done: MoveDone | None, *, as_json: bool) -> None:
    """Where it lies now. done: None = it lay there before."""
    if as_json:
        stays = str(done.stays) if done and done.stays else None
        table = {"path": str(world.stores.home / JOURNAL), "leads_to": str(to.place), "moved": bool(done)}
        world.screen.json({"schema": 1, "journal": {**table, "copies_stay": stays}})
        return
    if done is None:
        world.screen.say(_("The journal lies in {place}. Nothing was changed.").format(place=to.place))
        return
    world.screen.say(_("The journal lies in {place} now.").format(place=to.place), "good")
    if done.beside:
        world.screen.say(
            _("What differed from what lay there is put beside it, in a folder of its own: both are read.")
        )
    if done.stays:
        said = _(
            "What lay in {place} stays there too, since others have it from there. If nobody needs it: take it away."
        )
        world.screen.say(said.format(place=done.stays))
