"""Mend what can be mended, after saying what, and after a backup."""

from __future__ import annotations

from functools import partial
from typing import Annotated, NoReturn

import typer

from smartcli.asking.choose import choose
from smartcli.commands.doctor import exit_code, given, hint
from smartcli.commands.options import JsonOption, YesOption, world_of
from smartcli.errors import HERE, Damaged, InPart, NeedsTerminal, SmartError
from smartcli.home import disk, locks, move_noted
from smartcli.home.disk import Unflushed
from smartcli.home.filenames import BACKUPS, JOURNAL, LOCK
from smartcli.home.reasons import why
from smartcli.home.seal.keys import Keys
from smartcli.journal.files import led_to
from smartcli.journal.unread import missing, unknown
from smartcli.keeping import backups
from smartcli.keeping.afterwards import told_first
from smartcli.keeping.health import WELL, Noticed, Surroundings, absences, look_at, worst
from smartcli.keeping.health.lines import left_out
from smartcli.keeping.health.repairing import Mend, Mended, as_own, check_free, do_all, is_gone, mends, start_anew
from smartcli.text import days_said
from smartcli.text.language import _, ngettext, typed
from smartcli.world import World

PATIENCE = 5.0  # seconds to wait for another smartcli that is writing


def repair(
    ctx: typer.Context,
    yes: YesOption = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    anew: Annotated[
        bool, typer.Option("--start-anew", help="Begin a new journal where the old one is gone for good.")
    ] = False,
    as_it_is: Annotated[
        bool, typer.Option("--as-it-is", help="Take the journal as it is: what is gone is not missed any more.")
    ] = False,
    mine: Annotated[
        str | None, typer.Option("--mine", metavar="FOLDER", help="This folder in the journal was written here.")
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Mend what is damaged. It says first what it would do, and removes nothing that you wrote."""
    if mine is not None:
        return take(world_of(ctx), mine, yes=yes, dry_run=dry_run)
    if as_it_is:
        return leave_it(world_of(ctx), yes=yes, dry_run=dry_run)
    return run(world_of(ctx), yes=yes, dry_run=dry_run, anew=anew, as_json=as_json)


def run(world: World, *, yes: bool = False, dry_run: bool = False, anew: bool = False, as_json: bool = False) -> int:
    """Mend what can be mended, or begin a new journal where the old one is gone. The exit code is doctor's."""
    here = given(world)
    if is_gone(here):
        if (move := move_noted.read(world.stores.home)) is not None:
            raise move_noted.first(move)
        begin_anew(world, here, yes=yes, dry_run=dry_run) if anew else say_gone(world, here)
        return 0
    found = mends(here, Keys(world.stores.home))
    if not found:
        check_seen(here)
    if found and not as_json:
        with told_first():
            say_plan(world, found)
    done = Mended()
    if found and not dry_run:
        locks.check(world.stores.home)
        if not (yes or agreed(world, _("Shall I do that?"), again="smartcli repair --yes")):
            return 0
        done = mend(world, found)
        text = ngettext("Done: {n} repair.", "Done: {n} repairs.", len(done.done)).format(n=len(done.done))
        world.stores.so_far.begin()
        if done.done:
            world.stores.so_far.landed(text, "smartcli doctor")
        if done.done and not as_json:
            world.screen.say(text, "good")
    return tell(world, found, done, dry_run=dry_run, as_json=as_json)


def take(world: World, name: str, *, yes: bool = False, dry_run: bool = False) -> int:
    """A folder of the journal is this machine's, which it had forgotten."""
    here = given(world)
    one = as_own(here, Keys(world.stores.home), name)
    world.screen.say(one.said)
    if dry_run:
        world.screen.say(_("Nothing was changed (dry run)."))
        return 0
    locks.check(world.stores.home)
    if not (yes or agreed(world, _("Shall I do that?"), again="smartcli repair --mine FOLDER --yes")):
        return 0
    with disk.locked(world.stores.home / LOCK, PATIENCE) as alone:
        if alone.why_not:
            raise locks.not_to_be_had(alone.why_not) from alone.why_not
        if not alone:
            raise SmartError(_("Another smartcli is writing here just now. Please try again in a moment."), next=HERE)
        as_own(here, Keys(world.stores.home), name).do()
    world.screen.say(_("It is this machine's from now on."), "good")
    return 0


def say_plan(world: World, found: list[Mend]) -> None:
    world.screen.say(_("This can be mended:"))
    for one in found:
        world.screen.say(f"- {one.said}")
    if any(one.rewrites for one in found):
        world.screen.say(_("A backup is made first, and every file that changes is kept whole in quarantine."), "quiet")


def agreed(world: World, question: str, *, again: str) -> bool:
    """Whether the person says so. again: what to type where nobody can answer."""
    ways = {True: _("Yes"), False: _("No, leave everything as it is")}
    try:
        is_wanted = choose(world.prompter(), question, ways, required=True, before=False)
    except (NeedsTerminal, EOFError):
        if world.is_home_to_people:
            raise
        raise NeedsTerminal(
            _("This asks before it changes anything, and nobody is there to answer."), next=again
        ) from None
    if not is_wanted:
        world.screen.say(_("Nothing was changed."))
    return is_wanted


def mend(world: World, shown: list[Mend]) -> Mended:
    """Do what was shown, and look. Behind the lock it is looked at once more: another smartcli may have written."""
    if any(one.rewrites for one in shown):
        made = backups.before(world.stores.home, "repair", world.now())
        if made is not None:
            world.screen.note(_("The backup: {place}").format(place=made))
    wanted = {one.sign for one in shown}
    with disk.locked(world.stores.home / LOCK, PATIENCE) as alone:
        if alone.why_not:
            raise locks.not_to_be_had(alone.why_not) from alone.why_not
        if not alone:
            raise SmartError(_("Another smartcli is writing here just now. Please try again in a moment."), next=HERE)
        absences.heights(given(world)).note_alone()  # so that no loss is taken for what was mended
        here = _alone(world)
        todo = [one for one in mends(here, Keys(world.stores.home)) if one.sign in wanted]
        check_seen(here)
        begun = partial(world.stores.so_far.begun, _("Mending was begun. Nothing is lost by it."), "smartcli repair")
        return do_all(todo, partial(_again, world), begun)


def _alone(world: World) -> Surroundings:
    """What is seen behind the lock, which is ours: it need not be waited for."""
    return given(world).but(patience=0.0)


def _again(world: World) -> tuple[list[Mend], bool]:
    here = _alone(world)
    return mends(here, Keys(world.stores.home)), not here.found.whys


def check_seen(here: Surroundings) -> None:
    """Damaged: not all of the journal can be looked at just now, so nobody can say what is to be mended."""
    if whys := here.found.whys:
        said = [_("Not all of the journal can be looked at just now, so nothing was mended.")]
        said += [_("The reason: {why}.").format(why=why) for why in whys]
        raise Damaged(" ".join(said), next="smartcli doctor")


def tell(world: World, found: list[Mend], done: Mended, *, dry_run: bool, as_json: bool) -> int:
    """How it stands now; the exit code is doctor's. InPart, SmartError: not all of it, or nothing, is mended."""
    here = given(world)
    seen = list(look_at(here))
    if as_json:
        rows = [{"id": one.id, "said": one.said} for one in found]
        table = {"schema": 1, "dry_run": dry_run, "repairs": rows, "done": len(done.done), "result": worst(seen)}
        world.screen.json(table)
    elif dry_run:
        world.screen.say(_("Nothing was changed (dry run).") if found else _("There is nothing to mend here."))
    else:
        say_left(world, seen, nothing=not found)
    if done.left:
        what = "; ".join(f"{one.said.rstrip('.')} ({reason})" if reason else one.said for one, reason in done.left)
        code = exit_code(seen) or 1
        if done.done or done.is_begun:
            raise InPart(
                _("Not all of it is mended. Left: {what}").format(what=what), next="smartcli doctor", code=code
            )
        said = _("Nothing is mended, and all that could be read before can still be read. Left: {what}")
        raise SmartError(said.format(what=what), next="smartcli doctor", code=code)
    if done.done and (whys := here.found.whys):
        said = _("{n} done. But whether all is mended cannot be told: not all can be looked at just now ({why}).")
        raise InPart(
            said.format(n=len(done.done), why="; ".join(whys)), next="smartcli doctor", code=exit_code(seen) or 1
        )
    return exit_code(seen)


def say_left(world: World, seen: list[Noticed], *, nothing: bool) -> None:
    left = [one for one in seen if one.result != WELL and one.id != "backups"]  # nothing of that is to be mended
    if nothing:
        world.screen.say(_("There is nothing to mend here."))
    if left:
        world.screen.say(_("What is left for you to see to:"))
        for one in left:
            world.screen.say(f"- {one.title}: {one.said} {hint(one)}".rstrip())


# What is gone, and the person knows


def leave_it(world: World, *, yes: bool = False, dry_run: bool = False) -> int:
    """From now on what is gone from the journal is not missed any more. The exit code is doctor's."""
    here, journal = given(world), world.stores.journal
    if is_gone(here):
        say_gone(world, here)
    check_seen(here)
    gaps = left_out(here)
    gone = journal.gone
    if not (gone.is_any or gone.is_unknown or gaps):
        world.screen.say(_("Nothing is missed here."))
        return 0
    with told_first():
        if gone.is_any:
            world.screen.say(missing(gone))
        if gone.is_unknown:
            world.screen.say(unknown())
            world.screen.say(_("It would be noted anew, of what is there now. What went before is not seen then."))
        if gaps:
            text = ngettext(
                "{n} number of a line or file is left out.", "{n} numbers of lines or files are left out.", len(gaps)
            )
            world.screen.say(text.format(n=len(gaps)))
    if dry_run:
        world.screen.say(_("Nothing was changed (dry run)."))
        return exit_code(list(look_at(here)))
    question = _("Leave it at that? It will not be said again. A backup that has it can still be restored.")
    if not (yes or agreed(world, question, again="smartcli repair --as-it-is --yes")):
        return 0
    journal.take_as_it_is(gaps)
    said = _("The journal is taken as it is.")
    world.stores.so_far.landed(said, "smartcli doctor")
    world.screen.say(said, "good")
    return 0


# A journal that is gone


def say_gone(world: World, here: Surroundings) -> NoReturn:
    for line in reasons(here):
        world.screen.say(line)
    world.screen.say(
        typed(_("Only if it is gone for good: smartcli repair --start-anew begins a new journal and removes nothing."))
    )
    last = backups.newest(world.stores.home)
    if last is not None:
        text = _("Your last backup is of {day}, in {place}. To bring it back after that: smartcli restore FILE")
        day = days_said.said(last.date(), world.now().date())
        world.screen.say(typed(text, day=day, place=world.stores.home / BACKUPS))
    if away := backups.away(world.stores.home):
        world.screen.say(away)
    raise Damaged(_("The journal is not where it was. Nothing has been changed."), next="smartcli where")


def reasons(here: Surroundings) -> list[str]:
    return [
        _("There was a journal here, and its folder is not to be found: {place}").format(
            place=led_to(here.home / JOURNAL)
        ),
        _("The likely reasons:"),
        _("- It lies on a disk or a stick that is not plugged in."),
        _("- A sync has not finished, or is paused."),
        typed(
            _("- The folder was moved or renamed. If you know where it is: smartcli settings journal-folder FOLDER"),
        ),
    ]


def begin_anew(world: World, here: Surroundings, *, yes: bool, dry_run: bool) -> None:
    check_free(here)
    journal = here.home / JOURNAL
    with told_first():
        if disk.is_link(journal) and not disk.leads_to_folder(journal):
            text = _(
                "A new journal begins with what you write next. The old one lay in {place}; the link that leads there "
                "goes. Should it come back, this puts the two together: smartcli settings journal-folder FOLDER"
            )
            world.screen.say(typed(text, place=led_to(journal)))
        else:
            world.screen.say(
                _("A new journal begins with what you write next. The old one, should it come back, is read again.")
            )
    if dry_run:
        world.screen.say(_("Nothing was changed (dry run)."))
        return
    if not (yes or agreed(world, _("Begin a new journal?"), again="smartcli repair --start-anew --yes")):
        return
    try:
        with disk.locked(world.stores.home / LOCK, PATIENCE), disk.undisturbed():
            start_anew(here, Keys(world.stores.home))
    except Unflushed as error:
        said = _("A new journal begins with what you write next. But the disk has not confirmed it ({why}).")
        raise InPart(said.format(why=why(error)), next="smartcli doctor") from error
    except OSError as error:
        said = _("No new journal was begun ({why}).").format(why=why(error))
        raise SmartError(said, next="smartcli doctor") from error
    world.stores.so_far.landed(_("A new journal begins with what you write next."), "smartcli doctor")
    if is_gone(given(world)):
        world.stores.so_far.begin()
        said = _("No new journal was begun: what names the old one is still there.")
        raise SmartError(said, next="smartcli doctor")
    world.screen.say(_("Done. What named the old journal is kept in quarantine."), "good")
