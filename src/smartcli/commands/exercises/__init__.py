"""The exercises: list them, show one, write one of one's own, print one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from smartcli.commands.options import JsonOption, world_of
from smartcli.errors import InvalidAnswer
from smartcli.exercises import content
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.lookup import named
from smartcli.exercises.step import Step
from smartcli.record import values
from smartcli.text.language import _, typed
from smartcli.world import World

app = typer.Typer(rich_markup_mode=None, help="List the exercises, show one, or write your own.")
WORDS = {
    "new": "new",
    "path": "path",
    "preview": "preview",
    "worksheet": "worksheet",
    "list": "",
    "show": "",
}  # "" is this file


@app.callback(invoke_without_command=True)
def exercises(ctx: typer.Context, as_json: JsonOption = False) -> None:
    if ctx.invoked_subcommand is None:
        list_exercises(world_of(ctx), as_json=as_json)


@app.command("list")
def list_(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """List all exercises, point by point."""
    list_exercises(world_of(ctx), as_json=as_json)


def list_exercises(world: World, *, as_json: bool) -> None:
    shelf = list(world.stores.library.every())
    if as_json:
        world.screen.json({"schema": 1, "exercises": [_summary(one) for one in shelf]})
        return
    titles = content.points()
    rows = [[one.id, one.title, titles[one.point].title, one.lasts] for one in shelf]
    world.screen.table([_("exercise"), _("title"), _("point"), _("time")], rows)
    world.screen.notes(world.stores.library.unusable())


def _summary(one: Exercise) -> dict[str, object]:
    return {
        "id": one.id,
        "point": one.point,
        "title": one.title,
        "minutes": one.minutes,
        "version": one.version,
        "about": one.about,
        "draws_on": list(one.draws_on),
    }


@app.command()
def show(
    ctx: typer.Context,
    exercise: Annotated[list[str], typer.Argument(help="The exercise's id or title.", metavar="EXERCISE")],
    as_json: JsonOption = False,
) -> None:
    """Show one exercise: what it asks, and its sample."""
    show_exercise(world_of(ctx), " ".join(exercise), as_json=as_json)


def show_exercise(world: World, words: str, *, as_json: bool = False) -> None:
    """The exercise of this id or title."""
    one = named(world.stores.library, words)
    if as_json:
        whole = {
            **_summary(one),
            "sources": list(one.sources),
            "next": list(one.next),
            "steps": [_step(step) for step in one.steps],
            "sample": dict(one.sample),
        }
        world.screen.json({"schema": 1, "exercise": whole})
        return
    screen = world.screen
    screen.title(f"{one.title} ({one.lasts})")
    screen.say(one.about)
    screen.say()
    for step in one.steps:
        _show_step(world, step, one.sample)
    screen.say(typed(_("The answers are an invented example. To do it: smartcli do {id}"), id=one.id), "quiet")
    if one.draws_on:
        screen.say(_("It uses ideas from {methods}.").format(methods=content.methods(one.draws_on)), "quiet")


def _show_step(world: World, step: Step, sample: Mapping[str, Any]) -> None:
    if not step.asks:
        return
    world.screen.say(f"- {step.ask}")
    try:
        shown = step.said(step.on(world.now().date()).read(sample.get(step.key))) if step.key in sample else ""
    except InvalidAnswer:  # a file of one's own that `check` would not pass
        shown = ""
    if shown:
        world.screen.words(shown)


def _step(step: Step) -> dict[str, object]:
    """A step as other programs may want it: what is there, without what is empty."""
    table: dict[str, object] = {"kind": step.kind, "key": step.key}
    names = ("ask", "text", "help", "hint", "low", "high", "choices", "other", "unit", "measure", "card", "required")
    known = {**values(step), "hint": step.hint}
    for name in names:
        value = known.get(name)
        if value not in (None, "", (), False):
            table[name] = list(value) if isinstance(value, tuple) else value
    if step.only_if:
        table["only_if"] = {"key": step.only_if.key, **dict(step.only_if.comparison.tests)}
    if step.is_table:
        table["fields"] = [_step(column) for column in step.columns]
    return table
