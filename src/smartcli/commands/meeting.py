"""A plan for a session of a group, to read part by part, print or hand on. Nothing is kept of it, and of nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from smartcli.asking.ask import until_it_fits
from smartcli.asking.choose import choose
from smartcli.asking.turn import Back, Prompter, Turn
from smartcli.asking.which_exercise import which_exercise
from smartcli.commands.at_home.reading import room_for_a_page, turn
from smartcli.commands.demo import AllOption
from smartcli.commands.options import JsonOption, world_of
from smartcli.errors import NeedsTerminal, Usage
from smartcli.exchange.meeting import FEWEST, MOST, USUAL, Meeting, check, planned
from smartcli.exchange.new_file import new_path, write_new
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import Number
from smartcli.exercises.lookup import named
from smartcli.text.language import Later, _, typed
from smartcli.text.paging import pages
from smartcli.world import World

ENDS = (".html", ".md")


def meeting(
    ctx: typer.Context,
    people: Annotated[int | None, typer.Option("--people", metavar="N", help="How many come.")] = None,
    minutes: Annotated[
        int | None, typer.Option("--minutes", metavar="N", help="How long it lasts, such as 60 or 90.")
    ] = None,
    exercise: Annotated[
        str | None, typer.Option("--exercise", metavar="EXERCISE", help="The exercise that is done in it.")
    ] = None,
    out: Annotated[
        str | None, typer.Option("--out", metavar="FILE", help="A new file: .html to print, with slips; .md to paste.")
    ] = None,
    whole: AllOption = False,
    as_json: JsonOption = False,
) -> None:
    """Make a plan for a session of a group. What is not said is asked. Nothing is kept, and nobody is named.

    The last fifteen minutes are for a plan for seven days for everybody, in writing, and for the check-out.
    """
    run(
        world_of(ctx), people=people, minutes=minutes, exercise=exercise, out=out, is_whole=whole or as_json,
        as_json=as_json,
    )  # fmt: skip


def run(
    world: World,
    *,
    people: int | None,
    minutes: int | None,
    exercise: str | None,
    out: str | None = None,
    is_whole: bool = False,
    as_json: bool = False,
) -> None:
    """The plan, shown or in a new file. What is None is asked for. is_whole: it is shown as one text."""
    path = new_path(out, *ENDS) if out is not None else None
    if path and as_json:
        raise Usage(_("Please take --out or --json, not both."), next="smartcli meeting --help")
    check(FEWEST if people is None else people, USUAL[0] if minutes is None else minutes)
    chosen = named(world.stores.library, exercise) if exercise is not None else None
    if people is None or minutes is None or chosen is None:
        found = _asked(world, people, minutes, chosen)
        if found is None:
            world.screen.say(_("No plan was made."))
            return
        people, minutes, chosen = found
    made = planned(chosen, people=people, minutes=minutes)
    if path:
        _write(world, path, made)
    elif as_json:
        world.screen.json({"schema": 1, "meeting": made.as_json()})
    elif world.is_home_to_people and not (is_whole or world.screen.plain):
        _turned(world, made)
    else:
        _show(world, made)


def _asked(
    world: World, people: int | None, minutes: int | None, exercise: Exercise | None
) -> tuple[int, int, Exercise] | None:
    """What was not said with the command; None where the person went back from the first question."""
    wants = "smartcli meeting --people 8 --minutes 60 --exercise urge-surf"
    try:
        prompter = world.prompter()
    except NeedsTerminal as error:
        said = _("It asks how many people come, how long it lasts, and which exercise is done.")
        raise NeedsTerminal(f"{error} {said}", next=wants) from error
    has = (people is not None, minutes is not None, exercise is not None)
    place, is_back = 0, False
    while place < len(has):
        if has[place]:
            place += -1 if is_back else 1
        else:
            try:
                if place == 0:
                    people = _how_many(prompter, people)
                elif place == 1:
                    minutes = _how_long(prompter, minutes)
                else:
                    exercise = which_exercise(prompter, world.stores.library, world.screen.note)
                is_back = place == 2 and exercise is None
            except Back:
                is_back = True
            place += -1 if is_back else 1
        if place < 0:
            return None
    assert people is not None and minutes is not None and exercise is not None  # noqa: PT018, S101  all was asked
    return people, minutes, exercise


def _how_many(prompter: Prompter, before: int | None) -> int:
    step = Number(
        key="people",
        ask=_("How many people come?"),
        help=_("With you. Nobody's name is asked, and the number is not kept."),
        low=FEWEST,
        high=MOST,
        whole=True,
        required=True,
    )
    return int(str(until_it_fits(prompter, Turn(step=step, before=before, total=0))))


def _how_long(prompter: Prompter, before: int | None) -> int:
    ways = {n: _("{n} minutes").format(n=n) for n in USUAL}
    return choose(prompter, _("How long does it last?"), ways, required=True, before=before or USUAL[0])


def _show(world: World, made: Meeting) -> None:
    screen = world.screen
    screen.title(_("Plan for a session"))
    screen.say(made.about)
    for number in range(len(made.parts)):
        screen.say()
        _show_part(world, made, number)


def _show_part(world: World, made: Meeting, number: int) -> None:
    part = made.parts[number]
    world.screen.title(part.heading)
    for text in part.says:
        world.screen.say(f"- {text}")


def _turned(world: World, made: Meeting) -> None:
    """Part by part, each on pages of its own: in a session nothing but the part that is on is looked at."""
    sheets: list[list[str]] = []
    for number in range(len(made.parts)):
        with world.screen.held() as lines:
            if number == 0:
                world.screen.say(made.about)
                world.screen.say()
            _show_part(world, made, number)
        sheets += pages(lines, room_for_a_page(world))
    try:
        turn(world, world.prompter(), sheets, end=Later("Enter ends"))
    except Back:
        return


def _write(world: World, path: Path, made: Meeting) -> None:
    from smartcli.exchange.pages import meeting as sheets  # only where one is written

    write_new(
        path, sheets.markdown(made) if path.suffix.casefold() == ".md" else sheets.html(made), world.stores.so_far
    )
    if path.suffix.casefold() == ".html":
        world.screen.note(_("Written. Open it in a browser to print it: the plan, then slips to cut apart."))
    else:
        world.screen.note(_("Written."))
    sheet = _("A sheet of the exercise: smartcli exercises worksheet {id} --out sheet.html")
    world.screen.note(typed(sheet, id=made.exercise.id))
