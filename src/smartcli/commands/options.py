"""What commands share of the half that Typer sees: the world they act in, the options and arguments of several."""

from __future__ import annotations

from typing import Annotated

import typer

from smartcli.text.language import Later
from smartcli.world import World

AnswersOption = Annotated[
    str | None,
    typer.Option("--answers", metavar="FILE", help="Take the answers from a JSON file; - is standard input."),
]
ExerciseArgument = Annotated[
    list[str] | None,
    typer.Argument(help="The exercise's id or title; without it you can pick one.", metavar="[EXERCISE]"),
]
IdArgument = Annotated[str, typer.Argument(help="The entry's id, or its last characters.", metavar="ID")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
PrivateOption = Annotated[
    bool, typer.Option("--with-private", help="Also what is marked private, such as people and signs.")
]
OwnTitlesOption = Annotated[
    bool, typer.Option("--own-titles", help="In a calendar, your words as titles. A locked phone may show them.")
]
FloatingOption = Annotated[
    bool,
    typer.Option("--floating", help="In a calendar, the same hour wherever you travel. Not for Outlook and Google."),
]
AlsoForgotten = Annotated[bool, typer.Option("--also-forgotten", help="Also what you have forgotten here: it is back.")]
# Taken by whatever changes or erases what is kept, also where nothing is asked: scripts need not know which one asks.
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask whether you are sure.")]

# Which day is written of, the same for checkin, do and edit.
OnDay = Annotated[
    str | None, typer.Option("--day", metavar="DAY", help="The day it is about, such as yesterday; none to come.")
]

# Which entries are meant, the same for list, search, export and forget.
Since = Annotated[str | None, typer.Option("--from", metavar="DAY", help="From this day on, such as 2026-11-01.")]
Until = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Up to this day.")]
Day = Annotated[str | None, typer.Option("--day", metavar="DAY", help="This day only, such as today or yesterday.")]
OfExercise = Annotated[
    str | None, typer.Option("--exercise", metavar="EXERCISE", help="Entries of this exercise only.")
]
OfPoint = Annotated[str | None, typer.Option("--point", metavar="POINT", help="Entries of this point only.")]
Last = Annotated[int | None, typer.Option("--last", metavar="N", help="The newest N only.")]


# What argv.GLOBALS takes out of what is typed before Typer sees it, as help and a shell tell of it.
FOR_ALL = {
    "--plain": Later("Plain lines: no colour, no boxes, no arrow keys; for screen readers and old terminals."),
    "--discreet": Later("Home and the check-in tell nobody what this is for, and name nothing."),
    "--no-input": Later("Never ask; say what is missing."),
    "--home": Later("Another folder for all that is yours."),
    "--passphrase-fd": Later("The passphrase comes from the open file of this number."),
}


def world_of(ctx: typer.Context) -> World:
    """The world that `main` handed to Typer. Everything else takes it as an argument."""
    world: World = ctx.obj
    arguments = [one for one in ctx.command.params if one.param_type_name == "argument"]
    there = [one for one in arguments if one.required or ctx.params.get(one.name or "")]
    named = [one.human_readable_name.strip("[]….").partition("|")[0] for one in there]
    so_far = world.stores.so_far
    so_far.command, so_far.wants = ctx.command_path, " ".join(named)
    return world
