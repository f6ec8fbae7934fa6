"""Try what is promised, here and now, and say what that shows."""

from __future__ import annotations

import tempfile
from pathlib import Path

import typer

from smartcli import record
from smartcli.commands.options import JsonOption, world_of
from smartcli.keeping.health.proofs import BROKEN, KEPT, UNTRIED, proofs
from smartcli.text.language import Later, _, typed
from smartcli.world import World

LIMITS = (
    Later("What this does not show:"),
    Later("- Protection from somebody who controls this computer, or from other programs of yours. There is none."),
    Later("- What goes around Python. The counter cannot see that; the run with the network cut off can."),
    Later("- A power cut. A killed program is none, and a disk that only says it has written is not found out here."),
    Later("- Copies that a sync, git or a backup has made elsewhere."),
)


def verify(ctx: typer.Context, as_json: JsonOption = False) -> int:
    """Try the promises here: no network, private files, no losses. Takes less than a minute; your files are safe."""
    return run(world_of(ctx), as_json=as_json)


def run(world: World, *, as_json: bool = False) -> int:
    """Try each of the proofs, and say it as it comes. 1 where something was not kept."""
    words = {KEPT: _("kept"), BROKEN: _("broken"), UNTRIED: _("not tried")}
    if not as_json:
        world.screen.say(_("This tries the real program in a folder that is thrown away. It takes less than a minute."))
        world.screen.say()
    done = []
    # Not in the home: what is tried is invented, and a home may lie on a stick, or where a sync program carries it.
    with tempfile.TemporaryDirectory(prefix="smartcli-verify-") as folder:
        for one in proofs(Path(folder), world.stores.home):
            done.append(one)
            if not as_json:
                world.screen.say(f"- {one.title}: {words[one.result]}. {one.said}")
    broken = sum(one.result == BROKEN for one in done)
    if as_json:
        rows = [record.values(one) for one in done]
        world.screen.json({"schema": 1, "broken": broken, "proofs": rows, "limits": [str(line) for line in LIMITS[1:]]})
    else:
        say_end(world, broken, sum(one.result == UNTRIED for one in done))
    return int(broken > 0)


def say_end(world: World, broken: int, untried: int) -> None:
    world.screen.say()
    if broken:
        text = _("Not everything was kept. Please report it; smartcli doctor --report gives a text to send.")
        world.screen.say(typed(text))
    elif untried:
        world.screen.say(_("What could be tried was kept."))
    else:
        world.screen.say(_("All of it was kept."))
    world.screen.say()
    for line in LIMITS:
        world.screen.say(str(line))
