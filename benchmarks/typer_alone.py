"""Typer with about as many options as `journal list`, and nothing behind: no command of ours can be quicker."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

Flag = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
A = Annotated[str | None, typer.Option("--a", metavar="DAY", help="From this day on.")]
B = Annotated[str | None, typer.Option("--b", metavar="DAY", help="Up to this day.")]
C = Annotated[str | None, typer.Option("--c", metavar="DAY", help="This day only.")]
D = Annotated[str | None, typer.Option("--d", metavar="ID", help="Entries of this exercise only.")]
E = Annotated[str | None, typer.Option("--e", metavar="POINT", help="Entries of this point only.")]
N = Annotated[int | None, typer.Option("--n", metavar="N", help="The newest N only.")]

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
journal = typer.Typer(rich_markup_mode=None)


def nothing(_ctx: typer.Context, as_json: Flag = False) -> None:
    """Nothing."""


def few(_ctx: typer.Context, a: A = None, b: B = None, c: C = None, d: D = None, e: E = None, n: N = None) -> None:
    """Nothing."""


app.callback(invoke_without_command=True)(nothing)
journal.callback(invoke_without_command=True)(nothing)
journal.command("list")(few)
app.add_typer(journal, name="journal")

if __name__ == "__main__":
    app(args=sys.argv[1:], standalone_mode=False)
