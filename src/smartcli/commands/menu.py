"""Home: a greeting, what is due, one thing to do next. It stays open until the person leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from smartcli.asking.choose import choose
from smartcli.asking.turn import Back
from smartcli.asking.which_exercise import which_exercise
from smartcli.commands.cards import show_cards
from smartcli.commands.checkin import run as check_in
from smartcli.commands.demo import play_sample
from smartcli.commands.do import walk
from smartcli.commands.journal import list_newest
from smartcli.commands.plan import show_plan
from smartcli.commands.points import show_points
from smartcli.commands.settings import ask as ask_settings
from smartcli.commands.urge import help_with
from smartcli.errors import LeftEarly, SmartError
from smartcli.exercises import content
from smartcli.findings.suggesting import Suggestion
from smartcli.findings.today import CHECK_IN, Today
from smartcli.findings.upcoming import Ahead, decline, due_lines
from smartcli.home.seal.keys import Locked
from smartcli.home.seal.passphrase import WrongPassphrase
from smartcli.journal.unread import exit_code, unread
from smartcli.keeping import backups
from smartcli.record import Record
from smartcli.text.language import _, ngettext, typed
from smartcli.world import World

FIRST_WIN = "why-i-want-this"
URGE, LOOK, SET_UP = "urge", "look", "set up"


def home(world: World, *, as_json: bool = False) -> int:
    """First run, or the menu; without a terminal the state of the day and what to type. Gives an exit code."""
    if as_json:
        world.screen.json(_today(world).as_json())
        world.screen.notes(unread(world.stores.journal))
        return exit_code(world.stores.journal)
    if world.stores.is_closed and (world.is_home_to_people or world.has_passphrase):
        _open(world)
    say_damaged(world)
    if not world.is_home_to_people:
        state(world)
        return 0
    if not world.stores.settings().started:
        world.screen.card(content.card("first-run"))
        if not _today(world).drafts:  # what was begun before set-up waits in the menu; set-up is there too
            welcome(world)
    stay(world)
    return 0


def _open(world: World) -> None:
    """One passphrase serves the whole sitting. Without it home is there too; what was written stays closed."""
    try:
        world.stores.keys.unlocked()
    except (Locked, WrongPassphrase) as closed:
        if world.has_passphrase:
            raise
        world.screen.note(str(closed))


def state(world: World) -> None:
    """The day in a few lines, for a pipe or a log."""
    today = _today(world)
    backup = [] if world.stores.is_closed else backup_word(world)
    for line in [*today.greeting(), *today.waiting(), *backup, *due_lines(today.ahead)]:
        world.screen.say(line)
    for line in (
        _("Type one of these:"),
        _("- smartcli checkin: the daily minute"),
        _("- smartcli urge: an urge is here now"),
        _("- smartcli do: an exercise"),
        _("- smartcli help-now: help in a crisis"),
        _("- smartcli --help: everything else"),
    ):
        world.screen.say(typed(line))


def _today(world: World) -> Today:
    return Today(stores=world.stores, now=world.now())


def backup_word(world: World) -> list[str]:
    """A word when there has been no backup for long. A closed journal is not opened for it."""
    if world.stores.is_closed:
        days = (day for day in [world.stores.settings().started] if day)
    else:
        days = (entry.day for entry in world.stores.journal.latest())
    word = backups.old(world.stores.home, world.now(), days)
    return [word] if word else []


def say_damaged(world: World) -> None:
    """A draft that could not be read is said, once: it lies in quarantine after that."""
    kept = world.stores.drafts
    kept.every()
    if kept.damaged:
        text = ngettext("{n} draft could not be read.", "{n} drafts could not be read.", kept.damaged)
        world.screen.note(text.format(n=kept.damaged) + " " + _("It lies in the folder quarantine."))


# First run


def welcome(world: World) -> None:
    """A choice after the safety line; set-up, and one small win."""
    ways = {
        URGE: _("An urge is here now"),
        LOOK: _("Look around with made-up data"),
        SET_UP: _("Set up, two minutes"),
    }
    prompter = world.prompter()
    while True:
        way = choose(prompter, _("What would you like?"), ways, required=True, before=SET_UP)
        if way == URGE:
            help_with(world)
        elif way == LOOK:
            play_sample(world, world.stores.library.load(CHECK_IN))
        else:
            ask_settings(world)
            walk(world, world.stores.library.load(FIRST_WIN), hint=False)
            offer_lock(world)
            return


def offer_lock(world: World) -> None:
    """An honest choice, once. Nothing is sealed without being asked for."""
    from smartcli.commands import lock  # brings what backups need, which every other start can do without

    if world.stores.keys.is_there:
        return
    ways = {False: _("As plain files, for now"), True: _("Sealed with a passphrase")}
    title = _("How should your words be kept? You can change this later: smartcli lock")
    if choose(world.prompter(), typed(title), ways, required=True, before=False):
        lock.set_up(world, None, yes=False)


# The menu


def stay(world: World) -> None:
    """Show the menu until the person leaves."""
    prompter = world.prompter()
    first, why = True, ""
    while True:
        today = _today(world)
        found = today.ahead
        world.screen.say()
        for line in [*today.greeting(), *due_lines(found), *backup_word(world)] if first else []:
            world.screen.say(line)
        if found.next and found.next.why != why and not (first and _is_said(found)):
            world.screen.say(found.next.why)
        first, why = False, found.next.why if found.next else why
        doors = menu(world, today, found.next)
        words = {id: door.words for id, door in doors.items()}
        try:
            id = choose(prompter, _("What now?"), words, required=True, before=_waiting(today, doors))
        except (Back, EOFError, KeyboardInterrupt):
            return
        action = doors[id].action
        if action is None:
            return
        try:
            action()
        except Back:
            continue
        except LeftEarly as left:
            if left.code > 130:  # a signal: the terminal is going away
                raise
            world.screen.note(_what_was_left(world, left))
        except SmartError as error:
            world.screen.note(typed(f"{error} {error.next or ''}".strip()))


def _what_was_left(world: World, left: LeftEarly) -> str:
    """What became of an exercise that was left; a draft has its own door in the menu that follows."""
    if left.next and _today(world).drafts:
        return _("{left} “Go on with” is in the list below.").format(left=left)
    return typed(f"{left} {left.next or ''}".strip())


def _waiting(today: Today, doors: Iterable[str]) -> str:
    """The door that Enter takes: what was begun, today's check-in, or else the first."""
    urge, then, *_others = doors
    return then if today.drafts or not today.is_checked_in else urge


def _is_said(found: Ahead) -> bool:
    """Whether the reason for the next thing stands in the lines of what is due."""
    return found.next is not None and found.next.why in due_lines(found)


class Door(Record):
    """What a row of home leads to; None = out."""

    words: str
    action: Callable[[], object] | None


def menu(world: World, today: Today, next: Suggestion | None = None) -> dict[str, Door]:
    """The doors of home by their names: help with an urge always in the same place, then what is due."""
    doors: dict[str, Door] = {}

    def door(id: str, words: str, action: Callable[[], object] | None) -> None:
        doors[id] = Door(words=words, action=action)

    door(URGE, _("An urge is here now"), lambda: help_with(world))
    for draft in today.drafts:
        title = world.stores.library.title(draft.exercise)
        door(f"draft {draft.exercise}", _("Go on with: {title}").format(title=title), _into(world, draft.exercise))
    if not today.is_checked_in:
        door("check-in", _("Daily check-in, one minute"), lambda: check_in(world))
    if next:
        exercise = world.stores.library.load(next.exercise)
        offer = _("Next, if you like: {title}, {n} min").format(title=exercise.title, n=exercise.minutes)
        door("next", offer, _into(world, next.exercise))
        door("decline", _("Something else for now"), lambda: decline(world.stores, next, now=world.now()))
    door("exercise", _("Do an exercise"), lambda: _picked(world))
    door("journal", _("Look back"), lambda: list_newest(world))
    door("plan", _("My plan"), lambda: show_plan(world))
    door("cards", _("My cards"), lambda: show_cards(world))
    door("points", _("The four points"), lambda: show_points(world))
    if today.is_checked_in:
        door("check-in", _("Another check-in"), lambda: check_in(world))
    door("settings", _("Settings"), lambda: ask_settings(world))
    door("help-now", _("Help now"), lambda: world.screen.say(world.help_now()))
    door("leave", _("Leave"), None)
    return doors


def _into(world: World, exercise: str) -> Callable[[], object]:
    return lambda: walk(world, world.stores.library.load(exercise), hint=False)


def _picked(world: World) -> None:
    chosen = which_exercise(world.prompter(), world.stores.library, world.screen.note)
    if chosen:
        walk(world, chosen, hint=False)
