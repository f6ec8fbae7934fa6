"""Look back: list, show, search, edit, delete, undo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from smartcli.asking.play import given_from, play
from smartcli.asking.session import Session
from smartcli.commands.do import AnswersOption, JsonOption, read_answers
from smartcli.commands.filters import Day, Last, OfExercise, OfPoint, Since, Until, selection
from smartcli.errors import Damaged, SmartError, Usage
from smartcli.exercises import content
from smartcli.exercises.step import Answer, Step, texts
from smartcli.journal.entry import Entry
from smartcli.journal.selection import Selection
from smartcli.keeping.saving import asked, renew_at_hand
from smartcli.text.language import _, ngettext, typed
from smartcli.views.summary import gist
from smartcli.world import World

app = typer.Typer(rich_markup_mode=None, help=_("Look back: list, show, search, edit, delete, undo."))
PAGE = 20  # entries shown where nothing says how many
Id = Annotated[str, typer.Argument(help="The entry's id, or its last characters.", metavar="ID")]


@app.callback(invoke_without_command=True)
def journal(ctx: typer.Context, as_json: JsonOption = False) -> None:
    if ctx.invoked_subcommand is None:
        show_newest(ctx.obj, as_json=as_json)
        end_as_damaged(ctx.obj)


def show_newest(world: World, *, as_json: bool = False) -> None:
    """The newest entries, a page of them."""
    show_entries(
        world, list(Selection(last=PAGE).newest(world.stores.journal.latest(), world.stores.library)), as_json=as_json
    )


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
) -> None:
    """List entries, the newest at the end. The last 20 where nothing else is said."""
    world: World = ctx.obj
    chosen = selection(world, since, until, day, exercise, point, last)
    if chosen.is_everything and not as_json:
        chosen = Selection(last=PAGE)
    show_entries(world, list(chosen.newest(world.stores.journal.latest(), world.stores.library)), as_json=as_json)
    end_as_damaged(world)


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
) -> None:
    """Find entries that hold all these words. Without words you are asked, so that no shell keeps them."""
    world: World = ctx.obj
    chosen = selection(world, since, until, day, exercise, point, last)
    wanted = _words(world, words or [])
    found = list(chosen.newest(world.stores.journal.search(wanted), world.stores.library))
    show_entries(world, found, as_json=as_json)
    end_as_damaged(world)
    if not found and not as_json:
        raise typer.Exit(1)


def _words(world: World, words: list[str]) -> list[str]:
    if words == ["-"]:
        words = world.input().decode("utf-8", "surrogateescape").split()
    if not words:
        from smartcli.asking.turn import Turn
        from smartcli.exercises.kinds import Text

        raw = world.prompter().ask(Turn(step=Text(key="words", ask=_("Which words?")), total=0))
        words = raw.split() if isinstance(raw, str) else []
    if not words:
        raise Usage(_("There is nothing to look for."), next="smartcli journal search WORDS")
    return words


def show_entries(world: World, newest_first: list[Entry], *, as_json: bool = False) -> None:
    shown = newest_first[::-1]
    if as_json:
        world.screen.json({"schema": 1, "entries": [entry.as_json() for entry in shown]})
    elif not shown:
        world.screen.say(_("No entries here yet."))
    else:
        rows = [in_a_list(world, entry) for entry in shown]
        world.screen.table([_("id"), _("when"), _("exercise"), _("in short")], rows)
    say_unreadable(world)


def in_a_list(world: World, entry: Entry) -> list[str]:
    """The end of its id, when it was written, its exercise, and what it says in short."""
    found = world.stores.library.find(entry.exercise)
    return [short(entry), when(entry), world.stores.library.title(entry.exercise), gist(entry, found)]


def say_unreadable(world: World) -> None:
    count = world.stores.journal.unreadable
    if count:
        text = ngettext("{n} line could not be read.", "{n} lines could not be read.", count)
        world.screen.note(text.format(n=count) + " " + _("A copy lies in the folder quarantine. Nothing was changed."))
    if files := world.stores.journal.lost_files:
        text = ngettext(
            "{n} file of the journal could not be read.", "{n} files of the journal could not be read.", len(files)
        )
        world.screen.note(f"{text.format(n=len(files))} {typed('smartcli doctor')}")
    if count := world.stores.journal.foreign:
        text = ngettext(
            "{n} line is sealed with a key that is not here.",
            "{n} lines are sealed with a key that is not here.",
            count,
        )
        world.screen.note(text.format(n=count))
    if world.stores.journal.differing:
        text = ngettext(
            "{n} id stands for two entries.", "{n} ids stand for two entries.", world.stores.journal.differing
        )
        world.screen.note(text.format(n=world.stores.journal.differing) + " " + _("Both are kept and shown."))


def end_as_damaged(world: World) -> None:
    """What was shown is not all there is: the exit code says so too, for whoever does not read."""
    journal = world.stores.journal
    if journal.unreadable or journal.lost_files or journal.foreign:
        raise typer.Exit(Damaged.code)


def short(entry: Entry) -> str:
    return entry.id[-6:].lower()


def when(entry: Entry) -> str:
    return f"{entry.day} {entry.at[11:16]}"


@app.command()
def show(ctx: typer.Context, id: Id, as_json: JsonOption = False) -> None:
    """Show one entry whole."""
    world: World = ctx.obj
    entry = world.stores.journal.find(id)
    if as_json:
        world.screen.json({"schema": 1, "entry": entry.as_json()})
        return
    screen = world.screen
    exercise = world.stores.library.find(entry.exercise)
    screen.title(world.stores.library.title(entry.exercise))
    screen.say(f"{when(entry)}, {short(entry)}", "quiet")
    for key, answer in entry.answers.items():
        if answer is None:
            continue
        step = exercise.step(key) if exercise else None
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


@app.command()
def edit(ctx: typer.Context, id: Id, answers: AnswersOption = None, as_json: JsonOption = False) -> None:
    """Change an entry: it is asked again with your answers filled in. What is not asked stays."""
    world: World = ctx.obj
    entry = world.stores.journal.find(id)
    exercise = world.stores.library.find(entry.exercise)
    if exercise is None:
        raise SmartError(_("The exercise of this entry is not there any more, so it cannot be asked again."))
    patch = read_answers(world, answers)
    given = given_from(exercise, entry.answers)
    session = Session(exercise, today=world.stores.settings().day(world.now()), given=given)
    changed = _patched(world, entry, session, patch)
    difference = {key: value for key, value in changed.items() if entry.answers.get(key) != value}
    if difference:
        wording = asked(exercise, difference)
        entry = world.stores.journal.edit(entry.id, difference, asked=wording, at=world.now())
        renew_at_hand(world.stores)
    if as_json:
        world.screen.json({"schema": 1, "entry": entry.as_json()})
    elif difference:
        world.screen.say(typed(_("Saved. smartcli journal undo brings the old answers back.")), "good")
    else:
        world.screen.say(_("Nothing was changed."))


def _patched(world: World, entry: Entry, session: Session, patch: object) -> dict[str, Answer]:
    if isinstance(patch, dict):
        from smartcli.asking.prompts.answers import AnswersPrompter

        prompter = AnswersPrompter({**entry.answers, **patch})
        return play(session, prompter, card=content.card)
    return play(session, world.prompter(), card=content.card)


@app.command()
def delete(
    ctx: typer.Context, ids: Annotated[list[str], typer.Argument(help="The entries' ids.", metavar="ID…")]
) -> None:
    """Put entries in the trash; undo brings them back."""
    world: World = ctx.obj
    found = [world.stores.journal.find(id).id for id in ids]
    deleted = world.stores.journal.delete(found, at=world.now())
    renew_at_hand(world.stores)
    text = ngettext("{n} of {total} entry, in the trash.", "{n} of {total} entries, in the trash.", deleted.total)
    text = text.format(n=deleted.count, total=deleted.total)
    world.screen.say(f"{text} {typed(_('smartcli journal undo brings it back.'))}")


@app.command()
def undo(ctx: typer.Context) -> None:
    """Take back the last deletion or change."""
    world: World = ctx.obj
    undone = world.stores.journal.undo(at=world.now())
    renew_at_hand(world.stores)
    if undone.op == "delete":
        said = ngettext("{n} entry is back.", "{n} entries are back.", len(undone.entries))
    else:
        said = _("The answers from before are back.")
    world.screen.say(said.format(n=len(undone.entries)), "good")
