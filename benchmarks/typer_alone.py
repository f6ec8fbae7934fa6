"""Typer with the options of `journal list`, and nothing behind them: what no command of ours can be quicker than."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

Since = Annotated[str | None, typer.Option("--from", metavar="DAY", help="From this day on.")]
Until = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Up to this day.")]
Day = Annotated[str | None, typer.Option("--day", metavar="DAY", help="This day only.")]
OfExercise = Annotated[str | None, typer.Option("--exercise", metavar="ID", help="Entries of this exercise only.")]
OfPoint = Annotated[str | None, typer.Option("--point", metavar="POINT", help="Entries of this point only.")]
Last = Annotated[int | None, typer.Option("--last", metavar="N", help="The newest N only.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
journal = typer.Typer(rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def program(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Nothing."""


@journal.callback(invoke_without_command=True)
def group(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Nothing."""


@journal.command("list")
def list_(
    ctx: typer.Context,
    since: Since = None,
    until: Until = None,
    day: Day = None,
    exercise: OfExercise = None,
    point: OfPoint = None,
    last: Last = None,
    as_json: JsonOption = False,
) -> None:
    """Nothing."""


app.add_typer(journal, name="journal")

if __name__ == "__main__":
    app(args=sys.argv[1:], standalone_mode=False)
