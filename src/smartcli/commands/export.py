"""Write the log down for somebody or for another program."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated

import typer

from smartcli.commands.options import Day, Last, OfExercise, OfPoint, Since, Until, world_of
from smartcli.errors import Usage
from smartcli.exchange import formats
from smartcli.exchange.formats import PAGE
from smartcli.exchange.new_file import write_new
from smartcli.exchange.report import Report
from smartcli.exchange.writers import blocks
from smartcli.exercises.exercise import Exercise
from smartcli.home import carriers
from smartcli.journal.selection import Chosen
from smartcli.journal.unread import exit_code, unread
from smartcli.text.language import _, ngettext
from smartcli.views.filters import Filters
from smartcli.world import World

# What is asked for here, and is made from what you wrote in several exercises.
ELSEWHERE = {"ics": "smartcli plan --out plan.ics"}


def export(
    ctx: typer.Context,
    format: Annotated[str, typer.Argument(help="json, csv, dictionary, html or markdown.", metavar="FORMAT")],
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="A new file; - is standard output.")] = "-",
    since: Since = None,
    until: Until = None,
    day: Day = None,
    exercise: OfExercise = None,
    point: OfPoint = None,
    last: Last = None,
    with_private: Annotated[
        bool, typer.Option("--with-private", help="Also what is marked private, such as names (json always has all).")
    ] = False,
    wide: Annotated[bool, typer.Option("--wide", help="In csv, a row an entry and a column a question.")] = False,
    newest_first: Annotated[
        bool, typer.Option("--newest-first", help="In markdown, the newest day first, as html has it.")
    ] = False,
) -> int:
    """Export your log. json can be imported again; html and markdown are to read, csv is a table.

    dictionary says what the columns of csv --wide mean. Several choices stand in one cell, with | between them.
    """
    filters = Filters(since=since, until=until, day=day, exercise=exercise, point=point, last=last)
    return run(world_of(ctx), format, filters, out=out, with_private=with_private, wide=wide, newest_first=newest_first)


def run(
    world: World,
    format: str,
    filters: Filters,
    *,
    out: str = "-",
    with_private: bool = False,
    wide: bool = False,
    newest_first: bool = False,
) -> int:
    """What the filters mean, in this format, to a new file or to standard output. 3 where not all could be read."""
    _check(format, wide=wide, newest_first=newest_first)
    newest_first |= format == PAGE
    chosen = filters.selection(world.stores, world.now())
    journal = world.stores.journal
    read = journal.latest if newest_first else journal.every
    entries = Chosen(chosen, world.stores.library, read, newest_first=newest_first)
    with _telling(world, out):
        table = _gathered(entries) if wide else None
        ids = entries.exercises if format != "json" else set()  # json leaves nothing out, and names nothing
    used = {name: world.stores.library.find(name) for name in ids}  # once: what is said is of the same look
    if ids:
        entries.keep_to(ids)  # of any other it is not known what is private in it
    unknown = 0 if with_private else _not_known(world, used)
    report = _report(world, entries, used, with_private=with_private).but(newest_first=newest_first, unknown=unknown)
    rendered = blocks(formats.load(format).render(report) if table is None else table(report))
    _say_what_cannot_be_left_out(world, unknown)
    if out == "-":
        world.screen.data(rendered)
    else:
        _to_file(world, Path(out), rendered, entries)
    world.screen.notes(unread(journal))
    return exit_code(journal)


def _telling(world: World, out: str) -> AbstractContextManager[None]:
    """What says that it takes long: of a file. Standard output says it itself."""
    if out == "-":
        return nullcontext()
    from smartcli.commands.taking_long import busy  # only for a file

    return busy(world)


def _gathered(entries: Chosen) -> Callable[[Report], Iterable[bytes]]:
    """How the entries become a row each, gone through before it is known what is private."""
    from smartcli.exchange.tables import wide  # only where it is wanted

    rows = wide.EntryRows(entries)
    return lambda report: wide.render(report, rows)


def _check(format: str, *, wide: bool, newest_first: bool) -> None:
    """Usage: there is no such format, or it has no such form."""
    if format not in formats.names():
        known = _("There is no such format. There are: {names}.").format(names=", ".join(formats.names()))
        raise Usage(known, next=ELSEWHERE.get(format))
    if wide and format != "csv":
        raise Usage(_("--wide is for csv."), next="smartcli export csv --wide")
    if newest_first and format not in ("markdown", PAGE):
        raise Usage(_("--newest-first is for markdown."), next="smartcli export markdown --newest-first")


def _not_known(world: World, known: Mapping[str, Exercise | None]) -> int:
    """Of how many it is not known which answers are private: only an exercise's file says it, and where ours stands in
    for an own one, nobody does.
    """
    slipped = {file.stem for file in world.stores.library.slipped()}
    return sum(exercise is None or id in slipped for id, exercise in known.items())


def _say_what_cannot_be_left_out(world: World, unknown: int) -> None:
    if unknown:
        text = ngettext(
            "{n} exercise cannot be found or read. Its answers are in this export, private ones too.",
            "{n} exercises cannot be found or read. Their answers are in this export, private ones too.",
            unknown,
        )
        world.screen.note(text.format(n=unknown))


def _report(world: World, entries: Chosen, known: Mapping[str, Exercise | None], *, with_private: bool) -> Report:
    hiding = [] if with_private else [one for one in known.values() if one]
    return Report(
        entries=entries,
        titles={id: world.stores.library.title(id) for id in known},
        made=world.stores.settings().day(world.now()).isoformat(),
        private=frozenset((one.id, path) for one in hiding for path in one.private_paths),
        exercises={id: one for id, one in known.items() if one},
        own=frozenset(filter(world.stores.library.is_own, known)),
    )


def _to_file(world: World, path: Path, rendered: Iterable[bytes], entries: Chosen) -> None:
    with _telling(world, str(path)):
        write_new(path, rendered, world.stores.so_far)
    text = ngettext("{n} entry written.", "{n} entries written.", len(entries)).format(n=len(entries))
    world.screen.note(text + " " + _("The file is not encrypted."))
    world.screen.notes(carriers.in_words(path))
