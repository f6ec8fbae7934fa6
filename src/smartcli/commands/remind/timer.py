"""A reminder every evening by systemd or cron: shown, asked, written; taken away; looked at."""

from __future__ import annotations

import os
from datetime import time
from typing import Annotated

import typer

from smartcli.asking.choose import choose
from smartcli.commands.options import YesOption, world_of
from smartcli.commands.remind import evening
from smartcli.errors import InPart, NeedsTerminal, SmartError, Usage
from smartcli.keeping import prompting
from smartcli.keeping.afterwards import told_first, tried
from smartcli.keeping.timers import cron, elsewhere, systemd
from smartcli.keeping.timers.reminder import Reminder, reminder
from smartcli.text import hours
from smartcli.text.language import _, typed
from smartcli.world import World

SYSTEMD, CRON = "systemd", "cron"
PRINTED = (SYSTEMD, CRON, "launchd", "task-scheduler")
HELP = "smartcli remind install --help"
INSTALL = "smartcli remind install --at 20:30 --yes"


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
    other = CRON if kind == SYSTEMD else SYSTEMD
    if _found(world, other)[0]:
        said = _("There is a reminder by {timer} already. Please take it away first.").format(timer=other)
        raise SmartError(said, next="smartcli remind remove")
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
    world.stores.so_far.landed(_("The reminder is set up."), "smartcli remind status")
    with tried(world.stores.so_far, _("But while your journal is sealed, it does not know whether today is written.")):
        prompting.begin(world.stores, world.now())
    if unknown:
        said = _("The reminder is turned on. But {why}: it may begin only when you log in the next time.")
        raise InPart(said.format(why=unknown), next="smartcli remind status")
    said = _("Set up: every day at {time}, while today is not written.")
    world.screen.say(said.format(time=hours.said(hour)), "good")
    world.screen.say(_("The notice says: {words}").format(words=prompting.OPEN))
    world.screen.say(typed(_("To take it away: smartcli remind remove")), "quiet")


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
    """Nothing is asked: it is easily set up again."""
    kinds = [kind for kind in (SYSTEMD, CRON) if _found(world, kind)[0]]
    unknown = ""
    if CRON in kinds:
        cron.remove(world.environ)
    if SYSTEMD in kinds:
        unknown = systemd.remove(world.environ)
    left = [kind for kind in kinds if _found(world, kind)[0]]
    if left:
        said = _("It is still there: {timers}.")
        raise SmartError(said.format(timers=", ".join(left)), next="smartcli remind status")
    said = _("The reminder is taken away.") if kinds else _("There is no reminder here.")
    if kinds:
        world.stores.so_far.landed(said, "smartcli remind status")
    if unknown:
        but = _("But {why}: a notice may still come until you log out.").format(why=unknown)
        raise InPart(f"{said} {but}", next="smartcli remind status")
    world.screen.say(said, "good")


def status(ctx: typer.Context) -> None:
    """Say whether a notice is set up. It says when it comes, and whether what it starts is still there."""
    show_status(world_of(ctx))


def show_status(world: World) -> None:
    say = world.screen.say
    kinds = [kind for kind in (SYSTEMD, CRON) if _found(world, kind)[0]]
    for kind in kinds:
        _is_there, at, program = _found(world, kind)
        if kind == SYSTEMD and not systemd.installed(world.environ):
            said = _(
                "A link of a reminder by systemd is left, and no notice comes. To take it away: smartcli remind remove"
            )
            say(typed(said))
            continue
        when = hours.said(at) if at else _("an hour that cannot be read")
        is_on = systemd.is_on(world.environ) if kind == SYSTEMD else True
        if is_on is False:
            said = _(
                "Written for {timer}, every day at {time}. But {timer} says that it is not on, so no notice comes."
            )
            say(said.format(timer=kind, time=when))
            say(typed(_("To set it up again: smartcli remind install")))
        else:
            say(_("By {timer}, every day at {time}.").format(timer=kind, time=when))
        if is_on is None:
            say(_("{timer} does not say whether it is on.").format(timer=kind))
        if not os.access(program, os.X_OK):
            say(typed(_("What it starts is gone. To set it up again: smartcli remind install")))
    if not kinds:
        say(typed(_("There is no reminder here. To set one up: smartcli remind install")))


def _found(world: World, kind: str) -> tuple[bool, time | None, str]:
    """Whether it is set up, when it speaks up, what it starts."""
    if kind == SYSTEMD:
        files = systemd.installed(world.environ)
        return bool(files) or systemd.is_linked(world.environ), systemd.hour(files), systemd.program(files)
    line = cron.installed(world.environ)
    return bool(line), cron.hour(line), cron.program(line)
