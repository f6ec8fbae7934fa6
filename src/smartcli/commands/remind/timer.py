"""A reminder every evening by systemd or cron: shown, asked, written; taken away; looked at."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Annotated

import typer

from smartcli.asking.choose import choose
from smartcli.commands.options import YesOption, world_of
from smartcli.commands.remind import evening
from smartcli.errors import InPart, NeedsTerminal, SmartError, Usage
from smartcli.keeping import prompting
from smartcli.keeping.afterwards import told_first, tried
from smartcli.keeping.timers import cron, elsewhere, systemd
from smartcli.keeping.timers.reminder import Reminder, SetUp, reminder
from smartcli.keeping.timers.standing import CRON, LOOKS, SHOWN, SYSTEMD, Look, looks
from smartcli.text import hours
from smartcli.text.language import _, quoted, typed
from smartcli.world import World

PRINTED = (SYSTEMD, CRON, "launchd", "task-scheduler")
HELP = "smartcli remind install --help"
INSTALL = "smartcli remind install --at 20:30 --yes"
STATUS, REMOVE = "smartcli remind status", "smartcli remind remove"


def install(
    ctx: typer.Context,
    at: Annotated[str | None, typer.Option("--at", metavar="HOUR", help="When, such as 20:30.")] = None,
    with_: Annotated[
        str | None, typer.Option("--with", metavar="TIMER", help="systemd or cron; else what is here.")
    ] = None,
    print_: Annotated[
        str | None,
        typer.Option(
            "--print", metavar="SYSTEM", help="Only print: systemd, cron; launchd, task-scheduler (not tried by us)."
        ),
    ] = None,
    yes: YesOption = False,
) -> None:
    """Set up a neutral notice in the evening. It comes while today is not written, by systemd or cron.

    What it will write is shown, and it asks.
    """
    install_timer(world_of(ctx), at=at, timer=with_, printed=print_, yes=yes)


def install_timer(
    world: World, *, at: str | None, timer: str | None = None, printed: str | None = None, yes: bool = False
) -> None:
    """at: HH:MM; without it it is asked for."""
    if printed is not None and printed not in PRINTED:
        raise Usage(_("There are: {names}.").format(names=", ".join(PRINTED)), next=typed(HELP))
    if timer not in (None, SYSTEMD, CRON):
        raise Usage(_("There are: {names}.").format(names=f"{SYSTEMD}, {CRON}"), next=typed(HELP))
    wanted = evening.asked(world) if at is None else evening.given(at, HELP)
    hour = hours.hour(wanted)
    if hour is None and wanted != evening.NONE:
        raise NeedsTerminal(_("Please say when."), next=INSTALL)
    if hour is None:
        world.screen.say(_("Nothing was changed."))
        return
    meant = reminder(hour, world.stores.home, world.environ)
    if printed is not None:
        _print(world, printed, meant)
        return
    kind = timer or _here(world)
    others = _others(world, kind)
    with told_first():
        _show(world, kind, meant)
    if not yes and not _agreed(world):
        world.screen.say(_("Nothing was changed."))
        return
    unknown = ""
    if kind == SYSTEMD:
        unknown = systemd.install(world.environ, meant)
    else:
        cron.install(world.environ, meant)
    world.stores.so_far.landed(_("The reminder is set up."), STATUS)
    with tried(world.stores.so_far, _("But while your journal is sealed, it does not know whether today is written.")):
        prompting.begin(world.stores, world.now())
    if unknown:
        said = _("The reminder is turned on. But {why}: it may begin only when you log in the next time.")
        raise InPart(said.format(why=unknown), next=STATUS)
    said = _("Set up: every day at {time}, while today is not written.")
    world.screen.say(said.format(time=hours.said(hour)), "good")
    world.screen.say(_("The notice says: {words}").format(words=prompting.OPEN))
    world.screen.say(typed(_("To take it away: smartcli remind remove")), "quiet")
    world.screen.notes(others)


def _others(world: World, kind: str) -> list[str]:
    """What cannot be told of the other timer. SmartError: this one would double or replace what is there."""
    found = looks(world.environ, world.stores.home)
    for one in found:
        if one.others_home:
            said = _("There is a reminder by {timer} already, for another folder: {place}. Please take it away first.")
            said = said.format(timer=one.timer, place=one.others_home)
            raise SmartError(said, next=typed("smartcli --home {place} remind remove", place=quoted(one.others_home)))
        if one.found and one.timer != kind:
            said = _("There is a reminder by {timer} already. Please take it away first.").format(timer=one.timer)
            raise SmartError(said, next=REMOVE)
    return [one.untold for one in found if one.why and one.timer != kind]


def _here(world: World) -> str:
    if systemd.is_at_work(world.environ):
        return SYSTEMD
    if cron.is_at_work(world.environ):
        return CRON
    said = _("Neither systemd nor cron is at work for you here. A calendar can remind you:")
    raise SmartError(said, next="smartcli remind ics --at 20:30 --out evening.ics")


def _show(world: World, kind: str, meant: Reminder) -> None:
    """All that is going to be written and run."""
    say = world.screen.say
    if kind == CRON:
        say(_("This line goes to the end of your crontab, between two marks. All else in it stays as it is:"))
        say(cron.line(meant))
        return
    place = systemd.folder(world.environ)
    for name, text in systemd.files(meant).items():
        say(_("This file is written: {path}").format(path=place / name))
        for row in text.splitlines():
            say(f"  {row}")
    say(_("Then these are run:"))
    for argv in systemd.COMMANDS:
        say(f"  {' '.join(argv)}")


def _agreed(world: World) -> bool:
    try:
        prompter = world.prompter()
    except NeedsTerminal:
        raise NeedsTerminal(_("This asks first, and nobody is there to answer."), next=INSTALL) from None
    offers = {False: _("Change nothing"), True: _("Set it up")}
    return choose(prompter, _("Shall this be written?"), offers, required=True, before=False)


def _print(world: World, name: str, meant: Reminder) -> None:
    if name in (SYSTEMD, CRON):
        table = systemd.files(meant) if name == SYSTEMD else {"crontab": f"{cron.line(meant)}\n"}
        world.screen.data("\n".join(f"# {file}\n{text}" for file, text in table.items()).encode())
        return
    world.screen.data(elsewhere.launchd(meant) if name == "launchd" else elsewhere.task_scheduler(meant))
    world.screen.note(_("Nobody of us has tried this file. Please read it before you use it."))


def remove(ctx: typer.Context, yes: YesOption = False) -> None:  # noqa: ARG001  taken like everywhere
    """Take the notice away again. What remind install wrote goes, and nothing else."""
    remove_timer(world_of(ctx))


def remove_timer(world: World) -> None:
    """Nothing is asked: it is easily set up again. What cannot be taken away of one timer keeps no other."""
    found = looks(world.environ, world.stores.home)
    mine = [one.timer for one in found if one.found and not one.others_home]
    nexts, left, unknown = [SHOWN[one.timer] for one in found if one.why], [one.untold for one in found if one.why], ""
    gone = list[str]()
    for timer in mine:
        try:
            unknown = _take_away(world, timer) or unknown
            gone.append(timer)
        except SmartError as error:
            left.append(error.what)
            nexts.append(error.next or STATUS)
    said = _("The reminder is taken away.") if gone else _("There is no reminder here.")
    if gone:
        world.stores.so_far.landed(said, STATUS)
    if unknown:
        left.append(_("But {why}: a notice may still come until you log out.").format(why=unknown))
    if left and gone:
        raise InPart(" ".join([said, *left]), next=next(iter(nexts), STATUS))
    if left:
        raise SmartError(" ".join(left), next=nexts[0])
    world.screen.say(said, "good")
    _say_others(world, found)


def _take_away(world: World, timer: str) -> str:
    """As `systemd.remove`. SmartError: it is still there, or nobody can tell."""
    unknown = ""
    if timer == SYSTEMD:
        unknown = systemd.remove(world.environ)
    else:
        cron.remove(world.environ)
    if LOOKS[timer](world.environ):
        raise SmartError(_("It is still there: {timers}.").format(timers=timer), next=STATUS)
    return unknown


def _say_others(world: World, found: Iterable[Look]) -> None:
    for one in found:
        if one.others_home:
            said = _("There is one by {timer} for another folder, {place}. It stays: {command}")
            command = typed("smartcli --home {place} remind status", place=quoted(one.others_home))
            world.screen.say(said.format(timer=one.timer, place=one.others_home, command=command))


def status(ctx: typer.Context) -> None:
    """Say whether a notice is set up. It says when it comes, and whether what it starts is still there."""
    show_status(world_of(ctx))


def show_status(world: World) -> None:
    """SmartError, after what is known: of one timer nobody can tell."""
    found = looks(world.environ, world.stores.home)
    for one in found:
        if one.found and not one.others_home:
            _say_status(world, one.timer, one.found)
    untold = [one for one in found if one.why]
    if not untold and any(one.others_home for one in found):
        world.screen.say(_("There is no reminder here."))
    elif not untold and not any(one.found for one in found):
        world.screen.say(typed(_("There is no reminder here. To set one up: smartcli remind install")))
    _say_others(world, found)
    if untold:
        raise SmartError(" ".join(one.untold for one in untold), next=SHOWN[untold[0].timer])


def _say_status(world: World, timer: str, found: SetUp) -> None:
    say = world.screen.say
    if timer == SYSTEMD and not systemd.installed(world.environ):
        said = _(
            "A link of a reminder by systemd is left, and no notice comes. To take it away: smartcli remind remove"
        )
        say(typed(said))
        return
    is_on = systemd.is_on(world.environ) if timer == SYSTEMD else True
    if found.at is None:
        said = _("There is a reminder by {timer}, and when it comes was changed by hand. To see it: {command}")
        say(said.format(timer=timer, command=SHOWN[timer]))
    elif is_on is not False:
        say(_("By {timer}, every day at {time}.").format(timer=timer, time=hours.said(found.at)))
    else:
        said = _("Written for {timer}, every day at {time}.")
        say(said.format(timer=timer, time=hours.said(found.at)))
    if is_on is False:
        say(_("But {timer} says that it is not on, so no notice comes.").format(timer=timer))
        say(typed(_("To set it up again: smartcli remind install")))
    if is_on is None:
        say(_("{timer} does not say whether it is on.").format(timer=timer))
    if not found.is_as_written:
        say(_("Its lines were changed by hand, so only you can take them away: {command}").format(command=cron.BY_HAND))
    elif not os.access(next(iter(found.argv), ""), os.X_OK):
        say(typed(_("What it starts is gone. To set it up again: smartcli remind install")))
