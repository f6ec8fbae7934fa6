"""Seal the journal with a passphrase; paper copy, another passphrase, and the way back after a forgotten one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from smartcli.asking.choose import choose
from smartcli.commands import passphrase, strangers
from smartcli.commands.options import world_of
from smartcli.errors import Damaged, InPart, Usage
from smartcli.exercises import content
from smartcli.home import installation, locks
from smartcli.home.filenames import BACKUPS, JOURNAL
from smartcli.keeping import locking
from smartcli.keeping.remains import Remain, in_part
from smartcli.keeping.sealing import plain_backups
from smartcli.text.language import _, ngettext, typed
from smartcli.world import World


def lock(
    ctx: typer.Context,
    paper: Annotated[bool, typer.Option("--paper", help="Show the key, for a copy on paper.")] = False,
    change: Annotated[bool, typer.Option("--change", help="Take another passphrase.")] = False,
    from_paper: Annotated[
        bool, typer.Option("--from-paper", help="Type the key from its paper copy, and take a new passphrase.")
    ] = False,
    drop_plain: Annotated[
        bool, typer.Option("--drop-plain", help="Remove the readable backups from before the journal was sealed.")
    ] = False,
    new_key: Annotated[
        bool,
        typer.Option(
            "--new-key",
            help="A new key, after unlock or where the old one is gone; what is there of that is set aside.",
        ),
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Look at the lines that are not sealed, and take them.")
    ] = False,
    words: Annotated[bool, typer.Option("--words", help="With --accept: show what they say.")] = False,
    show: Annotated[
        str | None,
        typer.Option(
            "--show", metavar="KINDS", help="What urge may show without it: reason,contact,plan,response or nothing."
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing; the passphrase comes by --passphrase-fd.")] = False,
) -> None:
    """Seal what you write with a passphrase. Nobody else can read the files then."""
    run(
        world_of(ctx),
        paper=paper,
        change=change,
        from_paper=from_paper,
        drop_plain=drop_plain,
        new_key=new_key,
        accept=accept,
        words=words,
        show=show,
        yes=yes,
    )


def run(
    world: World,
    *,
    paper: bool = False,
    change: bool = False,
    from_paper: bool = False,
    drop_plain: bool = False,
    new_key: bool = False,
    accept: bool = False,
    words: bool = False,
    show: str | None = None,
    yes: bool = False,
) -> None:
    """One of the five ways, or the journal sealed."""
    ways = {"--paper": paper, "--change": change, "--from-paper": from_paper}
    ways |= {"--drop-plain": drop_plain, "--accept": accept}
    _check(
        [way for way, is_given in ways.items() if is_given],
        [name for name, is_given in {"--show": show is not None, "--new-key": new_key}.items() if is_given],
    )
    if words and not accept:
        raise Usage(_("--words goes with --accept."), next="smartcli lock --accept --words")
    kinds = passphrase.kinds(show)
    if not paper:
        locks.check(world.stores.home)
    installation.check_sealing()  # before anything is asked
    if yes and not world.has_passphrase and not drop_plain:
        raise Usage(_("With --yes the passphrase comes by --passphrase-fd N."), next="smartcli lock --help")
    if paper:
        show_paper(world)
    elif change:
        take_another(world, yes=yes)
    elif accept:
        world.stores.journal.check_writable()  # where its key is lost, nothing can be put under it
        if not world.stores.keys.is_set_up:
            raise Usage(_("The journal is not sealed, so every line counts."), next="smartcli lock")
        strangers.run(world, with_words=words, yes=yes)
    elif drop_plain:
        drop(world)
    else:
        set_up(world, kinds, from_paper=from_paper, new_key=new_key, yes=yes)


def _check(ways: Sequence[str], for_sealing: Sequence[str]) -> None:
    """Usage: these do not go together. for_sealing: options that only sealing, or the key from paper, heeds."""
    if len(ways) > 1:
        every = "--paper, --change, --from-paper, --drop-plain, --accept"
        raise Usage(_("Please give one of these at a time: {names}.").format(names=every), next="smartcli lock --help")
    if ways and for_sealing and ways != ["--from-paper"]:
        said = _("{name} does not go with {way}.").format(name=for_sealing[0], way=ways[0])
        raise Usage(said, next="smartcli lock --help")


def set_up(world: World, kinds: str | None, *, from_paper: bool = False, new_key: bool = False, yes: bool) -> bool:
    """Seal the journal; also goes on with what was cut off, and opens the way back after a forgotten passphrase."""
    if world.stores.keys.is_there and world.stores.keys.unfit and not from_paper:
        world.stores.keys.unlocked()  # which mends it
    is_lost = world.stores.keys.is_lost(world.stores.journal.has_any_sealed)
    if is_lost and new_key and not yes and not agreed_to_leave(world):
        world.screen.say(_("Nothing was changed."))
        return False
    if world.stores.keys.lacks_identity and not (from_paper or new_key):
        why = _("The part of the key that opens what is sealed is missing. A backup here may have it:")
        raise Damaged(why, next="smartcli repair")
    if world.stores.keys.is_set_up and not from_paper and not is_lost:
        already(world, kinds)
        return True
    before = world.stores.keys.mark()
    if not yes:
        world.screen.card(content.card("lock"))
    setup = passphrase.ask_all(world, kinds, from_paper=from_paper, new_key=new_key, yes=yes)
    if setup is None:
        world.screen.say(_("Nothing was changed."))
        return False
    left = locking.lock(world.stores, setup, before, new_key=new_key, now=world.now())
    told(world, left)
    if not yes and setup.is_new and not setup.secret:
        passphrase.offer_paper(world)
    for line in strangers.words(world):
        world.screen.say(line)
    say_elsewhere(world)
    return True


def agreed_to_leave(world: World) -> bool:
    """Whether what was sealed with a key that is gone may stay as it is: it can be opened only if that comes back."""
    for line in (
        _("The key that opens what is sealed here is gone."),
        typed(_("A backup here may have it: smartcli repair")),
        typed(_("A copy on paper opens it too: smartcli lock --from-paper")),
        _("Only if you have neither: a new key can be made. What was sealed before stays where it is, and closed."),
        _("Lists will say how many lines that are. What was kept sealed of your settings and drafts begins anew."),
        _("What you write from now on opens with the new passphrase."),
    ):
        world.screen.say(line)
    ways = {False: _("No, leave all as it is"), True: _("Yes, begin with a new key")}
    return choose(world.prompter(), _("Begin with a new key?"), ways, required=True, before=False)


def told(world: World, left: Sequence[Remain]) -> None:
    """What is so from now on, plainly. InPart: something of what was written here is still readable."""
    say = world.screen.say
    say()
    if left:
        said = _("The key is made, and what you write from now on is sealed. Not all from before is.")
        raise in_part(said, left, is_nameless=_is_nameless(world, left))
    if world.stores.so_far.missed:  # the end of the run tells what, and that it is not finished
        return
    say(_("Sealed. From now on your words lie on the disk unreadable for others."), "good")
    say(_("Saving never asks for the passphrase. Reading asks once each time you start smartcli."))
    if plain_backups(world.stores):
        text = _("What is in {place} from before is still readable. When you have seen that all is well, remove it:")
        say(text.format(place=world.stores.home / BACKUPS))
        say(typed("smartcli lock --drop-plain"))


def _is_nameless(world: World, left: Sequence[Remain]) -> bool:
    """Whether what is left may be this machine's, since it is not known which folders are."""
    return any(one.place == JOURNAL for one in left) and world.stores.journal.is_nameless()


def say_elsewhere(world: World) -> None:
    """InPart: what other machines wrote lies here readable, and only they can seal it."""
    others = world.stores.journal.elsewhere_plain()
    if others:
        text = ngettext(
            "What you wrote here is sealed. {n} file of another machine is still readable. Lock there too.",
            "What you wrote here is sealed. {n} files of other machines are still readable. Lock there too.",
            others,
        )
        raise InPart(text.format(n=others), next="smartcli lock --from-paper")


def already(world: World, kinds: str | None) -> None:
    """Sealed before: finish what was cut off, or change what may be shown."""
    say = world.screen.say
    was_cut_off = locking.is_cut_off(world.stores)
    if was_cut_off or kinds is not None:
        world.stores.keys.unlocked()
        world.stores.opened_settings()
        if kinds is not None:
            locking.show(world.stores, kinds)
    if was_cut_off:
        left = locking.go_on(world.stores, kinds)
        if left:
            said = _("What you write is sealed. Not all from before is.")
            raise in_part(said, left, is_nameless=_is_nameless(world, left))
        say(_("Sealed. What was still readable is sealed now too."), "good")
    elif kinds is not None:
        if not world.stores.so_far.missed:
            say(_("Kept."), "good")
    else:
        say(_("Your journal is sealed already."))
    for line in strangers.words(world):
        say(line)
    for line in (
        _("- smartcli lock --paper: a copy of the key on paper"),
        _("- smartcli lock --change: another passphrase"),
        _("- smartcli lock --show reason,contact: what urge may show without it"),
        _("- smartcli unlock: back to readable files"),
    ):
        say(typed(line))


def show_paper(world: World) -> None:
    """The key on the screen; the passphrase is asked."""
    from smartcli.home.seal.paper import paper

    passphrase.need_key(world)
    world.screen.note(_("Clear the screen afterwards: the terminal may keep what stood above."))
    world.screen.data(paper(world.stores.keys.secret, world.stores.settings().day(world.now()).isoformat()).encode())


def take_another(world: World, *, yes: bool) -> None:
    """The same key behind another passphrase."""
    passphrase.need_key(world)
    world.stores.keys.unlocked()
    new = passphrase.given(world) if yes else passphrase.ask_new(world, world.prompter())
    if new is None:
        world.screen.say(_("Nothing was changed."))
        return
    if yes and world.stores.keys.opens_with(new):
        why = _(
            "The new passphrase is the one that holds. --change --yes takes two lines: the old one, then the new one."
        )
        raise Usage(why, next="smartcli lock --help")
    locking.change_passphrase(world.stores, new)
    world.screen.say(_("The new passphrase holds from now on."), "good")
    world.screen.say(_("Backups from before have the old one. Your paper copy stays right."))


def drop(world: World) -> None:
    """Take the readable backups away, after a sealed one was made."""
    if not world.stores.keys.is_set_up:
        raise Usage(_("The journal is not sealed, so no backup is removed."), next="smartcli lock")
    done = locking.drop_plain(world.stores, world.now())
    if done.left and not done.count:
        raise none_gone(done)
    text = ngettext("{n} readable backup removed.", "{n} readable backups removed.", done.count)
    world.screen.say(text.format(n=done.count))
    for file in done.unknown:
        world.screen.say(_("Left alone, since it cannot be told what it is: {place}").format(place=file))
    world.screen.say(_("Copies you have put elsewhere are still there, and so may be parts on the disk itself."))
    if done.left:
        raise in_part(_("Not all readable backups are gone."), done.left, "smartcli lock --drop-plain")
    if done.elsewhere:
        raise of_others(done)


def of_others(done: locking.Dropped) -> InPart:
    """What stays readable in backups as it does in the journal, and what can be done about it."""
    text = ngettext(
        "What you wrote here is sealed in every backup. In {n} backup there are lines in the open, as there are in "
        "the journal, in: {folders}.",
        "What you wrote here is sealed in every backup. In {n} backups there are lines in the open, as there are in "
        "the journal, in: {folders}.",
        len(done.elsewhere),
    )
    said = text.format(n=len(done.elsewhere), folders=", ".join(done.folders) or _("what another machine wrote"))
    cure = typed(
        _(
            "Where another machine of yours writes there, type on it: smartcli lock --from-paper. Lines that nobody "
            "has looked at: smartcli lock --accept. A folder that is none of yours, take away yourself. After that:"
        )
    )
    return InPart(f"{said} {cure}", next="smartcli lock --drop-plain")


def none_gone(done: locking.Dropped) -> Damaged:
    """Of backups that are all still there."""
    said = _("No backup was removed. It can still be read, or cannot be looked at, in: {places}.")
    return Damaged(said.format(places="; ".join(one.said for one in done.left)), next="smartcli lock --drop-plain")
