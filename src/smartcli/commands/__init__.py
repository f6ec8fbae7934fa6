"""The command line: one file a command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from copy import copy
from importlib import import_module
from os.path import lexists
from typing import Annotated, Any

import typer
from typer.main import get_command_name

from smartcli import world as worlds
from smartcli.argv import split_globals
from smartcli.asking.interrupts import stoppable
from smartcli.asking.turn import Back
from smartcli.commands.options import world_of
from smartcli.errors import Gone, NeedsTerminal, SmartError, Stopped, Usage
from smartcli.home.filenames import DEVICE, PROMPT_LINE
from smartcli.text.language import Later, _, command, typed
from smartcli.world import World

EVERYWHERE = Later(
    "Everywhere: --plain (plain lines), --discreet (if others see the screen), --no-input (never ask), "
    "--home DIR (another folder)."
)

# Each word and its module, in the order of --help. A module has an `app` of its own, or a function of its name.
COMMANDS = {
    "checkin": "checkin",
    "urge": "urge",
    "do": "do",
    "insights": "insights",
    "points": "points",
    "exercises": "exercises",
    "journal": "journal",
    "plan": "plan",
    "cards": "cards",
    "remind": "remind",
    "visit": "visit",
    "homework": "homework",
    "meeting": "meeting",
    "export": "export",
    "import": "import_",
    "backup": "backup",
    "restore": "restore",
    "demo": "demo",
    "help-now": "help_now",
    "sos": "help_now",
    "forget": "forget",
    "lock": "lock",
    "unlock": "unlock",
    "settings": "settings",
    "doctor": "doctor",
    "repair": "repair",
    "verify": "verify",
    "check": "check",
    "where": "where",
    "completion": "completion",
    "help": "help",
}
HIDDEN = {"sos"}
# Words that people try for a command of another name.
OTHER_WORDS = dict.fromkeys(
    ("stats", "statistics", "graph", "graphs", "log", "week", "progress", "history", "summary", "report", "chart",
     "charts", "trends", "insight"),
    "insights",
)  # fmt: skip
HELP = ["-h", "--help"]
# What answers also where no home can be: help, what tells of the place, and what needs none.
ANYWHERE = {
    "urge",
    "help-now",
    "sos",
    "doctor",
    "where",
    "verify",
    "check",
    "demo",
    "completion",
    "help",
    "--version",
    *HELP,
}
INTERRUPTED = 130  # the exit code after Ctrl-C
UNASKED = "_SMARTCLI_TYPER"  # a variable that nobody sets: commands/tab.py answers a shell, and not Typer
GREETED = "--greeted"  # said to `urge` when __main__ has shown the first words already


def build(typed: Sequence[str] | None = None) -> typer.Typer:
    """The command line: all of it, or where it is told what was typed the commands that this can be about.

    To load all commands, and to tell Typer of their options, takes as long as Typer itself.
    """
    app = typer.Typer(
        add_completion=False,  # `smartcli completion SHELL` prints the script; nothing edits dotfiles
        rich_markup_mode=None,  # no boxes around help: screen readers need that, and it starts faster
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": HELP, "max_content_width": 80},
        epilog=str(EVERYWHERE),
    )
    app.callback(invoke_without_command=True)(smartcli)
    for word in COMMANDS if typed is None else _meant(COMMANDS, typed[:1]):
        name = COMMANDS[word]
        module = import_module(f"smartcli.commands.{name}")
        if hasattr(module, "app"):
            app.add_typer(_group(module, typed), name=word, epilog=str(EVERYWHERE))
        else:
            app.command(word, hidden=word in HIDDEN, epilog=str(EVERYWHERE))(getattr(module, name))
    return app


def _group(module: Any, typed: Sequence[str] | None) -> typer.Typer:
    """A command with commands of its own. WORDS says in which files they are, in the order of --help."""
    beside = {get_command_name(one.name or one.callback.__name__): one for one in module.app.registered_commands}
    words: Mapping[str, str] = getattr(module, "WORDS", beside)
    group: typer.Typer = copy(module.app)
    group.registered_commands = []
    for word in words if typed is None else _meant(words, typed[1:]):
        if word in beside:
            group.registered_commands.append(beside[word])
        else:
            group.command(word)(getattr(import_module(f"{module.__name__}.{words[word]}"), word))
    return group


def _meant(words: Iterable[str], typed: Sequence[str]) -> list[str]:
    """The commands that were typed; all where help is asked for, and where what was typed may be a slip."""
    found = [word for word in words if word in typed]
    is_slip = not found and any(not word.startswith("-") for word in typed)
    return [*words] if is_slip or not {*HELP}.isdisjoint(typed) else found


def smartcli(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The state of the day as one JSON object.")] = False,
) -> int:
    """A private companion for changing an addictive behaviour. Without a command it opens at home."""
    if version:
        from smartcli.commands.where import show_version

        show_version(world_of(ctx))
    elif ctx.invoked_subcommand is None:
        from smartcli.commands.menu import home

        return home(world_of(ctx), as_json=as_json)
    return 0


def main(argv: list[str], *, greeted: bool = False, world: World | None = None) -> int:
    """Run one command line and give back its exit code. greeted: the first words of `urge` are out already.

    Raises SmartError, KeyboardInterrupt and whatever is unexpected; __main__ tells them to the person.
    """
    options, rest = split_globals(argv)
    world = world or worlds.real(options)
    try:
        return _run(world, rest, greeted=greeted)
    except SmartError as error:
        if error.next:
            error.next = world.stores.so_far.whole(error.next)
        raise


def _run(world: World, rest: list[str], *, greeted: bool) -> int:
    if ANYWHERE.isdisjoint(rest) and not lexists(world.stores.home / DEVICE):
        from smartcli.home import ownership  # nobody who has written before needs it

        ownership.refuse(world.stores.home)
    if greeted:
        rest = [*rest, GREETED]
    app = build(rest)
    try:
        with stoppable():
            name = command()
            try:
                with _told(world), _help_shown(rest):
                    code = app(args=rest, prog_name=name, complete_var=UNASKED, standalone_mode=False, obj=world)
                    if code == INTERRUPTED and world.stores.so_far.done:  # Typer has made a number of it
                        raise KeyboardInterrupt
                    so_far = world.stores.so_far
                    world.screen.notes([*so_far.news_not_said_yet(), *so_far.not_said_yet()])
                    world.screen.flush()
            except Gone:
                code = 0
            _tend(world)
    except Back:  # from the first question of all it leads out
        return 0
    except typer.Abort:  # Typer's word for Ctrl-D, and for the end of a pipe
        if world.is_home_to_people:
            return 130
        raise NeedsTerminal(_("This asks something, and nobody is there to answer.")) from None
    except typer.TyperException as error:
        raise _usage(error, rest) from None
    return code if isinstance(code, int) else 0


def _tend(world: World) -> None:
    """What is left to do at the end of a run. It is no reason to fail: the next run tries again."""
    stores = world.stores
    if "journal" in vars(stores) and lexists(stores.home / PROMPT_LINE):
        from smartcli.keeping import prompting  # only where somebody has it in a prompt

        with suppress(SmartError, OSError, MemoryError, KeyboardInterrupt, Stopped):
            prompting.renew(stores, world.now())
    stores.tend()


@contextmanager
def _help_shown(rest: Sequence[str]) -> Iterator[None]:
    """Typer shows the help by itself, and nothing else is done then: what fails is the screen."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.filename is not None or {*HELP}.isdisjoint(rest):
            raise
        from smartcli.home.reasons import unshown

        raise unshown(error) from error


@contextmanager
def _told(world: World) -> Iterator[None]:
    """What fails after something landed is told beside it: nobody is to do it twice."""
    so_far = world.stores.so_far
    try:
        yield
    except BaseException as problem:
        if not (so_far.done or so_far.missed):
            raise
        from smartcli.keeping import afterwards  # only where there is something of the kind

        told = afterwards.in_part(so_far, problem)
        if told is not problem:
            raise told from problem
        if not isinstance(problem, SmartError | OSError | Gone | typer.TyperException):  # nobody foresaw it
            world.screen.note(so_far.done)
        raise
    if so_far.missed:
        from smartcli.keeping import afterwards

        afterwards.whole(so_far)


def _usage(error: typer.TyperException, rest: list[str]) -> SmartError:
    """What was typed wrongly, without repeating it: it may be private, or come out of a paste."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else command()
    parameter = getattr(error, "param", None)
    name = parameter.human_readable_name if parameter is not None else ""
    kind = type(error).__name__
    if kind == "MissingParameter":
        message = _("Something is missing: {name}.").format(name=name)
    elif kind == "BadParameter" and name:
        message = _("This value does not fit: {name}.").format(name=name)
    elif kind in {"NoSuchOption", "BadOptionUsage"}:
        message = _("There is no such option here, or its value is missing.")
    else:
        message = " ".join(filter(None, (_("This command was not understood."), _near(context, rest))))
    return Usage(message, next=typed("{path} --help", path=path))


def _near(context: Any, rest: list[str]) -> str:
    """The command that is near to the one that was typed; nothing where none is, or something else was wrong."""
    from smartcli.exercises.did_you_mean import did_you_mean, near

    commands = getattr(getattr(context, "command", None), "commands", {})
    path = context.command_path if commands else ""
    while context and (context := context.parent):
        rest = rest[1:]
    word = next((word for word in rest if not word.startswith("-")), "")
    other = OTHER_WORDS.get(word.casefold(), "")
    close = other if other in commands else near(word, commands)
    return did_you_mean(f"{path} {close}") if close else ""
