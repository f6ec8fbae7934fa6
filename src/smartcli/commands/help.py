"""Help in plain words: of a topic, a command or an exercise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from smartcli.commands.options import JsonOption, world_of
from smartcli.errors import Usage
from smartcli.exercises import topics
from smartcli.exercises.did_you_mean import near
from smartcli.exercises.lookup import id_of, meant
from smartcli.text.language import Later, _, command, typed
from smartcli.text.wrapping import WIDEST
from smartcli.world import World

OFFERED = Later(
    "Of a topic, a command or an exercise: smartcli help words, smartcli help urge, smartcli help urge-log. "
    "All commands: smartcli --help"
)

# Words for which people look, and the command that they lead to.
LED_TO = {
    "wallet": "cards", "wallet-cards": "cards",
    "preview": "exercises preview", "own-exercise": "exercises new", "own-exercises": "exercises new",
    "worksheet": "exercises worksheet", "worksheets": "exercises worksheet", "sheets": "exercises worksheet",
    "paper": "exercises worksheet", "print": "exercises worksheet", "pdf": "exercises worksheet",
    "reminder": "remind", "reminders": "remind", "calendar": "remind ics", "prompt": "remind shell",
    "group": "meeting", "groups": "meeting", "session": "meeting", "counsellor": "meeting", "counsellors": "meeting",
    "sync": "settings journal-folder", "syncthing": "settings journal-folder", "nextcloud": "settings journal-folder",
    "git": "settings journal-folder", "several-machines": "settings journal-folder",
    "seal": "lock", "sealing": "lock", "passphrase": "lock", "password": "lock", "encrypt": "lock",
    "erase": "forget", "delete": "journal delete", "undo": "journal undo",
    "jrnl": "import", "dayone": "import", "day-one": "import", "daylio": "import", "loop": "import", "csv": "import",
}  # fmt: skip


def help(
    ctx: typer.Context,
    topic: Annotated[
        list[str] | None, typer.Argument(help="A topic, a command or an exercise.", metavar="[TOPIC]")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Explain a topic, a command or an exercise in plain words."""
    run(world_of(ctx), topic or [], as_json=as_json)


def run(world: World, words: Sequence[str] = (), *, as_json: bool = False) -> None:
    """What there is to say of these words; without any, the topics."""
    if not words:
        _list(world, as_json=as_json)
        return
    width = world.screen.width
    text = _topic(words) or _command(words, width) or _exercise(world, words)
    text = text or _command(LED_TO.get("-".join(words).casefold(), "-").split(), width)
    if not text:
        raise _unknown(world, words)
    if as_json:
        world.screen.json({"schema": 1, "topic": " ".join(words), "help": text})
    else:
        world.screen.card(text)


def _list(world: World, *, as_json: bool) -> None:
    if as_json:
        listed = [{"topic": name, "title": topics.title(name)} for name in topics.TOPICS]
        world.screen.json({"schema": 1, "topics": listed})
        return
    world.screen.say(typed(_("If it is too much right now: smartcli help-now")), "plan")
    world.screen.table([_("topic"), _("what it is about")], ([name, topics.title(name)] for name in topics.TOPICS))
    world.screen.note(typed(str(OFFERED)))


def _topic(words: Sequence[str]) -> str:
    name = "-".join(words).casefold()
    return typed(topics.about(name)) if name in topics.TOPICS else ""


def _command(words: Sequence[str], width: int) -> str:
    """What Typer tells of a command, after what we do in more words; "" where there is none of this name."""
    from typer.main import get_command

    from smartcli.commands import COMMANDS, HELP, OTHER_WORDS, build

    first = OTHER_WORDS.get(words[0].casefold(), words[0].casefold())
    if first not in COMMANDS:
        return ""
    found = get_command(build([first, HELP[-1]]))
    columns = min(width - 1, WIDEST)
    context = found.make_context(command(), [], resilient_parsing=True, terminal_width=columns)
    for word in (first, *words[1:]):
        below = getattr(found, "commands", {}).get(word.casefold())
        if below is None:
            return ""
        found, context = below, below.make_context(word, [], context, resilient_parsing=True, terminal_width=columns)
    more = typed(topics.about("_".join((first, *words[1:])).casefold()))
    return "\n\n".join(filter(None, (more, found.get_help(context))))


def _exercise(world: World, words: Sequence[str]) -> str:
    library = world.stores.library
    id = id_of(library, " ".join(words))
    if id is None or (one := library.find(id)) is None:
        return ""
    example = typed("smartcli exercises show {id}", id=id)
    lines = [
        f"# {one.title}", "", one.about, "",
        _("It takes {time}.").format(time=one.lasts),
        _("To do it: {command}").format(command=typed("smartcli do {id}", id=id)),
        _("With an example: {command}").format(command=example),
    ]  # fmt: skip
    return "\n".join(lines)


def _unknown(world: World, words: Sequence[str]) -> Usage:
    """What was typed is not repeated; the nearest of what there is is named."""
    from smartcli.commands import COMMANDS, HIDDEN

    name = "-".join(words)
    known = [*topics.TOPICS, *(word for word in COMMANDS if word not in HIDDEN), *world.stores.library.ids()]
    close = near(name, known)
    said = _("There is no help of this name.")
    if close:
        return Usage(said, next=typed("smartcli help {topic}", topic=close))
    return Usage(" ".join(filter(None, (said, meant(world.stores.library, " ".join(words))))), next="smartcli help")
