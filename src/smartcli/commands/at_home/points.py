"""The four points in rows: each opens, and in it the exercises, to be picked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcli.asking.choose import apart, choose
from smartcli.asking.turn import Back, Prompter
from smartcli.commands.at_home.reading import GOES_ON, read
from smartcli.commands.points import done_so_far, practised_lately, show_beside
from smartcli.findings.standings import Standing, Standings, standings
from smartcli.text.language import _

if TYPE_CHECKING:
    from smartcli.exercises.exercise import Exercise
    from smartcli.world import World


def picked_in_points(world: World) -> Exercise | None:
    """The exercise that is picked; None where the person went back."""
    prompter = world.prompter()
    look = standings(world.stores, world.now())
    read(world, prompter, lambda: show_beside(world, look), end=GOES_ON)
    points = {one.point.id: _point(one) for one in look.standing}
    abouts = {one.point.id: " ".join(filter(None, [one.point.about, practised_lately(one)])) for one in look.standing}
    point: str | None = None
    while True:
        point = choose(prompter, _("Which one would you like to open?"), points, before=point, abouts=abouts)
        if point is None:
            return None
        picked = _picked(world, prompter, _standing(look, point))
        if picked:
            return picked


def _standing(look: Standings, point: str) -> Standing:
    return next(one for one in look.standing if one.point.id == point)


def _point(one: Standing) -> str:
    done = sum(each.id in one.done for each in one.exercises)
    return _("{title} ({done} of {total} done)").format(title=one.point.title, done=done, total=len(one.exercises))


def _picked(world: World, prompter: Prompter, one: Standing) -> Exercise | None:
    """An exercise of this point; what could be next stands first. None = back."""
    today = world.stores.settings().day(world.now())
    shelf = {each.id: each for each in one.exercises}
    rows = apart({id: _row(each, done_so_far(one, id, today)) for id, each in shelf.items()}, name=str)
    abouts = {id: each.about for id, each in shelf.items()}
    next = one.next.exercise if one.next else None
    if one.next and next in shelf and not one.next.to_read:
        world.screen.say(_("If you like, next: {title}.").format(title=shelf[next].title))
        world.screen.say(one.next.why)
    try:
        picked = choose(prompter, _("Which exercise?"), rows, before=next if next in shelf else None, abouts=abouts)
    except Back:
        return None
    return shelf[picked] if picked else None


def _row(exercise: Exercise, done: str) -> str:
    return f"{exercise.title} ({', '.join(filter(None, (exercise.lasts, done)))})"
