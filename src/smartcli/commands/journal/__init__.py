"""Look back: list, show, search, edit, delete, undo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from smartcli.commands.options import (
    Day,
    IdArgument,
    JsonOption,
    Last,
    OfExercise,
    OfPoint,
    Since,
    Until,
    world_of,
)
from smartcli.errors import Usage
from smartcli.exercises.step import texts
from smartcli.journal.happened import day_written
from smartcli.journal.selection import Selection
from smartcli.journal.unread import exit_code, unread
from smartcli.text.days_said import began, on
from smartcli.text.language import _
from smartcli.views.filters import Filters
from smartcli.views.summary import in_a_list, said_when, short_id

if TYPE_CHECKING:
    from smartcli.exercises.step import Answer, Step
    from smartcli.journal.entry import Entry
    from smartcli.world import World

app = typer.Typer(rich_markup_mode=None, help="Look back: list, show, search, edit, delete, undo.")
PAGE = 20  # entries shown where nothing says how many
# And the files they are in: "" is this one.
WORDS = {"list": "", "search": "", "show": "", "edit": "correct", "delete": "correct", "undo": "correct"}


@app.callback(invoke_without_command=True)
def journal(ctx: typer.Context, as_json: JsonOption = False) -> int:
    return list_newest(world_of(ctx), as_json=as_json) if ctx.invoked_subcommand is None else 0


def list_newest(world: World, *, as_json: bool = False) -> int:
    """The newest entries, a page of them."""
    return _list(world, Selection(last=PAGE), as_json=as_json)


@app.command("list")
def list_(
    ctx: typer.Context,
    since: Since = None,
    until: Until = None,
    day: Day = None,
    exercise: OfExercise = None,
    point: OfPoint = None,
    last: Last = None,
    as_json: JsonOption = False,
) -> int:
    """List entries, the newest first: 20 where nothing else is said. With --json it is last."""
    filters = Filters(since=since, until=until, day=day, exercise=exercise, point=point, last=last)
    return list_entries(world_of(ctx), filters, as_json=as_json)


def list_entries(world: World, filters: Filters, *, as_json: bool = False) -> int:
    chosen = filters.selection(world.stores, world.now())
    if chosen.is_everything and not as_json:
        return list_newest(world)
    return _list(world, chosen, as_json=as_json)


def _list(world: World, chosen: Selection, *, as_json: bool) -> int:
    library, latest = world.stores.library, world.stores.journal.latest()
    if as_json:
        _show_as_json(world, [*chosen.newest(latest, library)][::-1])
    else:
        all_ = chosen.but(last=None)
        meant = all_.newest(latest, library)
        shown = [*islice(meant, chosen.most)]
        total = world.stores.journal.count() if all_.is_everything else len(shown) + sum(1 for _one in meant)
        _show_entries(world, shown, total, none=_none_of(world, all_))
    return exit_code(world.stores.journal)


@app.command()
def search(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(help="Words to look for; - or none: you are asked.")] = None,
    since: Since = None,
    until: Until = None,
    day: Day = None,
    exercise: OfExercise = None,
    point: OfPoint = None,
    last: Last = None,
    as_json: JsonOption = False,
) -> int:
    """Find entries that hold all these words. Without words you are asked, so that no shell keeps them."""
    filters = Filters(since=since, until=until, day=day, exercise=exercise, point=point, last=last)
    return find_entries(world_of(ctx), words or [], filters, as_json=as_json)


def find_entries(world: World, words: list[str], filters: Filters, *, as_json: bool = False) -> int:
    """Those that hold all the words. 1 where there are none, 3 where not all could be read."""
    chosen = filters.selection(world.stores, world.now())
    wanted = _words(world, words)
    library, journal = world.stores.library, world.stores.journal
    if as_json:
        _show_as_json(world, chosen.oldest(journal.search(wanted, oldest_first=True), library))
        return exit_code(journal)
    found = [*chosen.newest(journal.search(wanted), library)]
    none = _("None of your entries has all of these words.")
    if not chosen.is_everything:
        none = _("None of the entries that you asked for has all of these words.")
    _show_entries(world, found, len(found), none=none)
    return exit_code(journal) or int(not found)


def _words(world: World, words: list[str]) -> list[str]:
    from smartcli.text.incoming import from_argv, from_bytes  # a list does without

    words = from_bytes(world.input()).split() if words == ["-"] else [from_argv(word) for word in words]
    if not words:
        from smartcli.asking.turn import Turn
        from smartcli.exercises.kinds import Text

        raw = world.prompter().ask(Turn(step=Text(key="words", ask=_("Which words?")), total=0))
        words = raw.split() if isinstance(raw, str) else []
    if not words:
        raise Usage(_("There is nothing to look for."), next="smartcli journal search WORDS")
    return words


def _show_as_json(world: World, entries: Iterable[Entry]) -> None:
    world.screen.json({"schema": 1, "entries": [entry.as_json() for entry in entries]})
    world.screen.notes(unread(world.stores.journal))


def _none_of(world: World, meant: Selection) -> str:
    """What is said where none is meant, of a journal that has some."""
    if meant == Selection(exercise=meant.exercise):
        title = world.stores.library.title(meant.exercise)
        return _("None of your entries is of this exercise: {title}.").format(title=title)
    return _("None of your entries is one that you asked for.")


def _show_entries(world: World, newest_first: Sequence[Entry], total: int, *, none: str) -> None:
    """A line each; where there are more of them, how many. none: what is said where it is only that none fits."""
    if newest_first:
        if total > len(newest_first):
            world.screen.note(how_many(len(newest_first), total))
        rows = (in_a_list(entry, world.stores.library) for entry in newest_first)
        world.screen.table([_("id"), _("when"), _("exercise"), _("in short")], rows)
    else:
        world.screen.say(none if world.stores.journal.count() else _("No entries here yet."))
    world.screen.notes(unread(world.stores.journal))


def how_many(shown: int, total: int) -> str:
    """How many of them are shown, and in which order."""
    if shown < total:
        return _("{shown} of {total}, newest first.").format(shown=shown, total=total)
    return _("{total} in all, newest first.").format(total=total)


@app.command()
def show(ctx: typer.Context, id: IdArgument, as_json: JsonOption = False) -> None:
    """Show one entry whole."""
    show_entry(world_of(ctx), id, as_json=as_json)


def show_entry(world: World, id: str, *, as_json: bool = False) -> None:
    """The entry that has this id, or an id that ends so; all of them where one id stands for several."""
    found = world.stores.journal.alike(id)
    if as_json:
        others = {"others": [entry.as_json() for entry in found[1:]]} if found[1:] else {}
        world.screen.json({"schema": 1, "entry": found[0].as_json(), **others})
        return
    for number, entry in enumerate(found):
        if number:
            world.screen.say()
        _show_whole(world, entry)
    if found[1:]:
        world.screen.notes([_("Several entries have this very id. All are shown.")])


def _show_whole(world: World, entry: Entry) -> None:
    screen = world.screen
    exercise = world.stores.library.find(entry.exercise)
    screen.title(world.stores.library.title(entry.exercise))
    day = world.stores.settings().day
    today = day(world.now())
    time = entry.at[11:16]
    if entry.happened is not None:
        # What came from another program without a time was written nobody knows when.
        written = _("written {day}, {time}").format(day=on(day_written(entry, day), today), time=time)
        time = written if entry.zone else ""
    screen.say(", ".join(filter(None, (began(said_when(entry, today)), time, short_id(entry)))), "quiet")
    for key, answer in entry.answers.items():
        if answer is None:
            continue
        step = step.on(today) if exercise and (step := exercise.step(key)) else None
        screen.say()
        screen.say(entry.asked.get(key, key))
        screen.words(_shown(step, answer, entry.asked))


def _shown(step: Step | None, answer: Answer, asked: Mapping[str, str]) -> str:
    """Several texts one below the other; a comma between them would look like one of theirs."""
    if isinstance(answer, list) and not any(isinstance(part, dict) for part in answer):
        return "\n".join(map(str, answer))
    if step is None:
        return "\n".join(texts(answer)) or str(answer)
    table = f"{step.key}."
    return step.said(answer, {path.removeprefix(table): ask for path, ask in asked.items() if path.startswith(table)})
