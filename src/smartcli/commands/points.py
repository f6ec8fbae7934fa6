"""The four points, and what was done of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import typer

from smartcli import content
from smartcli.commands.do import JsonOption
from smartcli.commands.journal import end_as_damaged, say_unreadable
from smartcli.words import _, ngettext
from smartcli.world import World


def points(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Show the four points and what you have done of each."""
    world: World = ctx.obj
    done = _days(world)
    shelf = world.library.by_point()
    if as_json:
        rows = [
            {
                "id": point.id,
                "title": point.title,
                "about": point.about,
                "exercises": [
                    {
                        "id": one.id,
                        "title": one.title,
                        "done": len(done[one.id]),
                        "last": done[one.id][-1] if done[one.id] else None,
                    }
                    for one in shelf[point.id]
                ],
            }
            for point in content.points().values()
        ]
        world.screen.json({"schema": 1, "points": rows})
        return
    show_points(world, done)
    say_unreadable(world)
    end_as_damaged(world)


def show_points(world: World, done: Mapping[str, list[str]] | None = None) -> None:
    """Each point with its exercises; done: the days on which each exercise was done."""
    done = _days(world) if done is None else done
    shelf = world.library.by_point()
    for point in content.points().values():
        world.screen.title(point.title)
        world.screen.say(point.about)
        world.screen.table(
            [_("exercise"), _("title"), _("done")],
            [[one.id, one.title, _done(done[one.id])] for one in shelf[point.id]],
        )
        world.screen.say()


def _days(world: World) -> Mapping[str, list[str]]:
    """The days of every exercise's entries, the oldest first."""
    done: dict[str, list[str]] = defaultdict(list)
    for entry in world.journal.entries():
        done[entry.exercise].append(entry.day)
    return done


def _done(days: list[str]) -> str:
    if not days:
        return _("not yet")
    times = ngettext("{n} time", "{n} times", len(days)).format(n=len(days))
    return _("{times}, last {day}").format(times=times, day=days[-1])
