"""Look whether all is well, and change nothing."""

from __future__ import annotations

import shutil
import sys
from typing import Annotated

import typer

from smartcli import record
from smartcli.commands.options import JsonOption, world_of
from smartcli.errors import Damaged, SmartError
from smartcli.home.reasons import beneath
from smartcli.home.seal.keys import Keys
from smartcli.keeping.health import DAMAGED, LOOK, WELL, Noticed, Surroundings, Terminal, look_at, worst
from smartcli.keeping.health.report import report as lines_of
from smartcli.text.language import _, command, is_inside, ngettext, typed
from smartcli.text.sanitize import carries
from smartcli.world import World

SHAPES = "█●─"


def doctor(
    ctx: typer.Context,
    report: Annotated[
        bool, typer.Option("--report", help="Plain text to send with a bug report; it holds nothing of yours.")
    ] = False,
    as_json: JsonOption = False,
) -> int:
    """Look whether all is well with your files. It changes nothing and asks nothing."""
    return run(world_of(ctx), report=report, as_json=as_json)


def run(world: World, *, report: bool = False, as_json: bool = False) -> int:
    seen = list(look_at(given(world)))
    if as_json:
        rows = [record.values(one) for one in seen]
        world.screen.json({"schema": 1, "result": worst(seen), "checks": rows})
    elif report:
        world.screen.data("".join(f"{line}\n" for line in lines_of(seen)).encode("ascii"))
    else:
        show(world, seen)
    return exit_code(seen)


def exit_code(seen: list[Noticed]) -> int:
    return Damaged.code if worst(seen) == DAMAGED else 0


def given(world: World) -> Surroundings:
    """What the looks are given of this world."""
    screen = world.screen
    size = shutil.get_terminal_size((80, 24))
    is_one = bool(getattr(screen.out, "isatty", bool)())
    terminal = Terminal(
        is_one=is_one,
        plain=screen.plain and is_one,
        width=screen.width,
        height=size.lines,
        encoding=getattr(screen.out, "encoding", None) or "",
        has_shapes=carries(SHAPES, screen.out),
    )
    return Surroundings(
        home=world.stores.home,
        environ=world.environ,
        platform=sys.platform,
        now=world.now(),
        terminal=terminal,
        keys=opened(world),
    )


def opened(world: World) -> Keys | None:
    """The key, where nobody need be asked for it; one that does not open is seen by the looks."""
    try:
        keys = world.stores.keys
        if world.has_passphrase and keys.is_there:
            keys.unlocked(is_look=True)
    except SmartError as error:
        if beneath(error):  # it was not even tried
            world.screen.note(f"{_('The key was not opened, so what is sealed was not looked into.')} {error}")
        return None
    return keys if keys.is_open else None


def show(world: World, seen: list[Noticed]) -> None:
    words = {WELL: _("well"), LOOK: _("look"), DAMAGED: _("damaged")}
    rows = [[one.title, words[one.result], " ".join(filter(None, [one.said, hint(one)]))] for one in seen]
    world.screen.table([_("check"), _("result"), _("what was seen, and what to do")], rows)
    world.screen.say()
    world.screen.say(verdict(seen))


def hint(one: Noticed) -> str:
    """What to do, as a sentence: a command that can be typed, or one that stands already."""
    next = typed(one.next)
    if is_inside():
        return next
    return _("Type: {command}").format(command=next) if next.startswith(f"{command()} ") else next


def verdict(seen: list[Noticed]) -> str:
    damaged = sum(one.result == DAMAGED for one in seen)
    look = sum(one.result == LOOK for one in seen)
    if damaged:
        text = ngettext("{n} thing is damaged.", "{n} things are damaged.", damaged)
        return f"{text.format(n=damaged)} {_('Nothing was changed by looking.')}"
    if look:
        text = ngettext("{n} thing is worth a look.", "{n} things are worth a look.", look)
        return f"{text.format(n=look)} {_('Nothing is damaged.')}"
    return _("All is well.")
