"""What a shell is told at Tab: commands, options, and names for the values that can be told by name.

It only reads. Nothing is asked, written or unsealed; what cannot be read offers nothing, without a word. The scripts
are in data/shells. Typer's own have the shell run what the program answers, and titles of exercises are among that,
which may be somebody else's words; so here an answer is data, a line each: a value, and what is said beside it.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from functools import cache
from itertools import islice
from typing import Any

from smartcli.text.sanitize import one_line
from smartcli.world import World

ASKED = "_SMARTCLI_COMPLETE"  # the variable through which a shell asks; it says which one
WORDS = "_SMARTCLI_WORDS"  # and what was typed behind the command up to the cursor, with SEPARATOR between
SEPARATOR = "\x1f"
PATH = (".", "/", "~")  # how a word begins that is none of our names
FILES = ":files"  # the answer where the shell's own names of files are wanted
NEWEST = 30  # entries that are offered
BESIDE = 80  # characters that are said beside a value; the shells make it fit
USUAL = re.compile(r"[\w][\w.-]*")  # no shell takes such a name for anything else

Offer = tuple[str, str]  # a value, and what is said beside it
Offers = Callable[[Callable[[], World]], Iterable[Offer]]  # given a way to the world, for what has to look there


def answer(environ: Mapping[str, str]) -> int:
    """Tell the shell that asks. It is always 0: nobody sees an error at Tab."""
    try:
        with redirect_stdout(io.StringIO()):  # whatever it is, a shell would take it for names
            lines = [*_lines(environ)]
    except Exception:  # noqa: BLE001  whatever went wrong, the person is in the middle of typing
        lines = []
    sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
    return 0


def _lines(environ: Mapping[str, str]) -> Iterator[str]:
    shell = environ[ASKED].removeprefix("complete_")
    words = _power_words(environ) if shell in POWER else environ.get(WORDS, "").split(SEPARATOR)
    if shell == "bash":
        words = [*_rejoined(words)]
    *before, begun = words
    form = FORMS.get(shell, FORMS["fish"])
    found, start = offers(before, begun)
    if found is None:
        yield from [] if shell in POWER else [FILES]
        return
    name, equals, value = begun.partition("=") if start else ("", "", begun)
    for offered, beside in found:
        # The others look for themselves what fits, some of them in the middle of names.
        if shell not in ("bash", *POWER) or offered.startswith(value):
            yield form(name + equals + offered, one_line(beside)[:BESIDE])


def _power_words(environ: Mapping[str, str]) -> list[str]:
    """As Typer's script for PowerShell tells them."""
    begun = environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
    words = environ.get("_TYPER_COMPLETE_ARGS", "").split()[1:]
    return [*(words[:-1] if begun else words), begun]


def _rejoined(words: Iterable[str]) -> Iterator[str]:
    """Bash has made three words of --option=value; what it wants completed is the last of them."""
    parts = [*words]
    for place, word in enumerate(parts):
        if word == "=" and place and parts[place - 1].startswith("--"):
            if place == len(parts) - 1:
                yield ""
        else:
            yield word.strip("'\"")


POWER = ("powershell", "pwsh")
FORMS: Mapping[str, Callable[[str, str], str]] = {
    "bash": lambda value, _beside: value,
    "zsh": lambda value, beside: value.replace(":", r"\:") + (f":{beside}" if beside else ""),
    "fish": lambda value, beside: f"{value}\t{beside}",
    **dict.fromkeys(POWER, lambda value, beside: f"{value}:::{beside or ' '}"),
}


def offers(before: list[str], begun: str) -> tuple[Iterable[Offer] | None, bool]:
    """All that could stand in the place of the word that was begun; None = files.

    And whether that word holds an option with an = and the beginning of its value.
    """
    from smartcli import world as worlds
    from smartcli.argv import GLOBALS, Globals, split_globals

    if before and GLOBALS.get(before[-1]):
        return (None if before[-1] == "--home" else []), False
    given, rest = split_globals(before)
    options = Globals()
    options.no_input, options.home = True, os.path.expanduser(given.home) if given.home else None
    context, place = _place(rest, begun)
    if place is not None:
        is_joined = begun.startswith("--") and "=" in begun
        value = begun.partition("=")[2] if is_joined else begun
        return _values(cache(lambda: worlds.real(options)), context, place, value), is_joined
    if begun.startswith("-"):
        return _options(context, rest), False
    is_slip = bool(context._protected_args + context.args)  # a word before this one is no command
    return [] if is_slip else _commands(context), False


def _place(rest: list[str], begun: str) -> tuple[Any, Any]:
    """Where the word stands, as Typer has it: the context of the command, and the parameter it is a value of."""

    from typer._click import shell_completion as typers  # what a word is a value of, nobody else can say
    from typer.main import get_command

    from smartcli.commands import COMMANDS, HELP, build

    is_known = bool(rest) and rest[0] in COMMANDS
    app = build([rest[0], HELP[-1]] if is_known else None)  # all that is below one command, or all commands
    group = get_command(app)
    context = typers._resolve_context(group, {}, "smartcli", [*rest])
    found, _incomplete = typers._resolve_incomplete(context, [*rest], begun)
    return context, found if hasattr(found, "param_type_name") else None


def _commands(context: Any) -> Iterator[Offer]:
    for name, command in getattr(context.command, "commands", {}).items():
        if not command.hidden:
            yield name, command.get_short_help_str(limit=BESIDE)


def _options(context: Any, rest: list[str]) -> Iterator[Offer]:
    """Those of the command that were not given yet, and those that hold everywhere."""
    from smartcli.commands.options import FOR_ALL

    own = ((name, one.help) for one in context.command.get_params(context) for name in one.opts if name[:2] == "--")
    for name, help in [*own, *((option, str(said)) for option, said in FOR_ALL.items())]:
        if name not in rest:
            yield name, help or ""


def _values(world: Callable[[], World], context: Any, place: Any, begun: str) -> Iterable[Offer] | None:
    """What can stand in the place that the help calls EXERCISE, DAY, FILE …; None = files."""
    words = words_of(place)
    if words == ["EXERCISE"] and place.nargs == -1 and context.params.get(place.name):
        return []  # one was named; more words are its title's
    takes_file = "FILE" in words or "FOLDER" in words
    if takes_file and begun.startswith(PATH):
        return None
    every = (offer for word in words if word in VALUES for offer in VALUES[word](world))
    found = [offer for offer in every if USUAL.fullmatch(offer[0])]
    return None if takes_file and not any(value.startswith(begun) for value, _beside in found) else found


def words_of(place: Any) -> list[str]:
    """What the help calls the place of a value: EXERCISE, FILE; of several, all."""
    return re.findall(r"[A-Z]+", place.metavar or place.name.upper().removesuffix("S"))


def _exercises(world: Callable[[], World]) -> Iterator[Offer]:
    library = world().stores.library
    return ((id, library.title(id)) for id in library.ids())


def _entries(world: Callable[[], World]) -> Iterator[Offer]:
    """The newest, where they lie in the open. When and of which exercise, and nothing of what is in them."""
    from smartcli.views.summary import said_when, short_id

    stores, now = world().stores, world().now()
    if stores.keys.is_set_up or stores.keys.is_half or stores.keys.is_there:
        return
    today = stores.settings().day(now)
    for entry in islice(stores.journal.latest(), NEWEST):
        yield short_id(entry), f"{stores.library.title(entry.exercise)}, {said_when(entry, today)}"


def _points(_world: Callable[[], World]) -> Iterator[Offer]:
    from smartcli.exercises import content

    return ((id, point.title) for id, point in content.points().items())


def _kinds(_world: Callable[[], World]) -> Iterator[Offer]:
    from smartcli.views.cards import HEADINGS

    return ((kind, str(heading)) for kind, heading in HEADINGS.items())


def _formats(_world: Callable[[], World]) -> Iterator[Offer]:
    from smartcli.exchange import formats

    return ((name, "") for name in formats.names())


def _shells(_world: Callable[[], World]) -> Iterator[Offer]:
    from smartcli.commands.completion import SHELLS

    return ((name, "") for name in SHELLS)


def _topics(world: Callable[[], World]) -> Iterator[Offer]:
    from smartcli.commands import COMMANDS, HIDDEN
    from smartcli.exercises import topics

    yield from ((name, topics.title(name)) for name in topics.TOPICS)
    yield from ((name, "") for name in COMMANDS if name not in HIDDEN)
    yield from _exercises(world)


def _programs(_world: Callable[[], World]) -> Iterator[Offer]:
    from smartcli.exchange.readers import programs

    return ((name, programs.load(name).TITLE) for name in sorted(programs.NAMES))


def _these(*values: str) -> Offers:
    return lambda _world: ((value, "") for value in values)


# What the help calls the place of a value, and what can stand there.
VALUES: Mapping[str, Offers] = {
    "DAY": _these("today", "yesterday"),
    "EXERCISE": _exercises,
    "FORMAT": _formats,
    "ID": _entries,
    "KIND": _kinds,
    "PAPER": _these("a4", "letter"),
    "POINT": _points,
    "ORDER": _these("day-first", "month-first"),
    "PROGRAM": _programs,
    "PROMPT": _these("bash", "zsh", "fish", "off"),
    "SHELL": _shells,
    "SYSTEM": _these("systemd", "cron", "launchd", "task-scheduler"),
    "TIMER": _these("systemd", "cron"),
    "TOPIC": _topics,
    "SPAN": _these("28d", "12w", "1y", "all"),
}
