"""The four points: what was done of each, when last, what could follow and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import typer

from smartcli.commands.options import JsonOption, world_of
from smartcli.commands.taking_long import busy
from smartcli.exercises.exercise import Exercise
from smartcli.findings.due import Due
from smartcli.findings.standings import Standing, Standings, standings
from smartcli.findings.suggesting import Stage
from smartcli.findings.upcoming import suggestion_as_json
from smartcli.journal.past import Done
from smartcli.journal.unread import exit_code, unread
from smartcli.text import days_said
from smartcli.text.language import _, ngettext, typed
from smartcli.world import World

STEPS = 5  # of the first weeks that are still to come, in sight


def points(ctx: typer.Context, as_json: JsonOption = False) -> int:
    """Show the four points, what you did, and what could follow."""
    return run(world_of(ctx), as_json=as_json)


def run(world: World, *, as_json: bool = False) -> int:
    if as_json:
        world.screen.json({"schema": 1, **as_table(world)})
    else:
        show_points(world)
    world.screen.notes(unread(world.stores.journal))
    return exit_code(world.stores.journal)


def as_table(world: World) -> dict[str, object]:
    """The points and the way for the first weeks, for other programs."""
    look = standings(world.stores, world.now())
    way = [{"exercises": [*stage.exercises], "done": stage.is_done} for stage in look.way]
    return {"points": [_as_json(world, one) for one in look.standing], "first_way": way}


def _as_json(world: World, one: Standing) -> dict[str, object]:
    return {
        "id": one.point.id,
        "title": one.point.title,
        "about": one.point.about,
        "exercises": [_exercise_as_json(exercise, one.done.get(exercise.id)) for exercise in one.exercises],
        "last_four_weeks": one.lately,
        "next": suggestion_as_json(world.stores, one.next),
    }


def _exercise_as_json(exercise: Exercise, done: Done | None) -> dict[str, object]:
    times, last = (done.times, done.last) if done else (0, None)
    return {"id": exercise.id, "title": exercise.title, "done": times, "last": last}


def show_points(world: World) -> None:
    """A way for the first weeks; each point with what was done, what else there is, what could follow; what is due."""
    today = world.stores.settings().day(world.now())
    with busy(world):
        look = standings(world.stores, world.now())
    world.screen.notes(filter(None, [look.path]))
    _show_way(world, look.way)
    for one in look.standing:
        _show(world, one, today)
    world.screen.say(typed(_("To do one, type its name: smartcli do balance wheel")), "quiet")
    world.screen.say()
    _show_due(world, look.due)


def show_beside(world: World, look: Standings) -> None:
    """What belongs to no point: the way for the first weeks, what is due."""
    world.screen.notes(filter(None, [look.path]))
    _show_way(world, look.way)
    _show_due(world, look.due)


def _show_due(world: World, due: Sequence[Due]) -> None:
    if due:
        world.screen.title(_("What is due"))
        for reminder in due:
            world.screen.say(f"- {reminder.text}")
        world.screen.say()


def _show_way(world: World, way: Sequence[Stage]) -> None:
    """What was done of it, and the next few steps: a step a day, and none has to be."""
    if not way:
        return
    world.screen.title(_("A way for the first weeks, if you like"))
    left = [stage for stage in way if not stage.is_done]
    for stage in way:
        if stage.is_done or stage in left[:STEPS]:
            names = _(" or ").join(world.stores.library.title(id) for id in stage.exercises)
            world.screen.say(f"- {names} ({_('done')})" if stage.is_done else f"- {names}")
    if more := len(left[STEPS:]):
        world.screen.say(_("And {n} more, a step a day. Each can be skipped.").format(n=more))
    world.screen.say()


def _show(world: World, one: Standing, today: date) -> None:
    screen = world.screen
    screen.title(one.point.title)
    screen.say(one.point.about)
    if practised := practised_lately(one):
        screen.say(practised)
    done = [[each.id, each.title, _done(it, today)] for each in one.exercises if (it := one.done.get(each.id))]
    if done:
        screen.table([_("exercise"), _("title"), _("done")], done)
    new = [each.title for each in one.exercises if each.id not in one.done]
    if new:
        screen.say(_("Also here: {titles}.").format(titles=", ".join(new)), "quiet")
    if one.next:
        title = world.stores.library.load(one.next.exercise).title
        hint = _("If you like, next: {title}. Type: smartcli do {id}")
        read = _("If you like, read it: {title}. Type: smartcli plan")
        screen.say(typed(read if one.next.to_read else hint, title=title, id=one.next.exercise))
        screen.say(one.next.why)
    screen.say()


def practised_lately(one: Standing) -> str:
    """How often something of it was done in the last four weeks; "" = not in this time, which is a gap and no debt."""
    if not one.lately:
        return ""
    if one.is_so_far:
        return ngettext("Practised {n} time so far.", "Practised {n} times so far.", one.lately).format(n=one.lately)
    text = ngettext(
        "Practised {n} time in the last four weeks.", "Practised {n} times in the last four weeks.", one.lately
    )
    return text.format(n=one.lately)


def done_so_far(one: Standing, id: str, today: date) -> str:
    """How often an exercise of this point was done, and when last; "" = not yet."""
    return _done(one.done[id], today) if id in one.done else ""


def _done(done: Done, today: date) -> str:
    times = ngettext("{n} time", "{n} times", done.times).format(n=done.times)
    return _("{times}, last {when}").format(times=times, when=days_said.on(done.last, today))
