"""Home for somebody at a terminal: the first run, then doors to all there is, until the person leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from smartcli.asking.choose import choose
from smartcli.asking.turn import Back
from smartcli.asking.which_exercise import which_exercise
from smartcli.commands.at_home.another_day import write_of_another_day
from smartcli.commands.at_home.cards import open_cards
from smartcli.commands.at_home.homework import picked_of_homework, row_of
from smartcli.commands.at_home.insights import read_insights
from smartcli.commands.at_home.journal import look_back
from smartcli.commands.at_home.plan import read_plan
from smartcli.commands.at_home.points import picked_in_points
from smartcli.commands.at_home.reading import GOES_ON, read
from smartcli.commands.at_home.settings import open_settings
from smartcli.commands.checkin import run as check_in
from smartcli.commands.demo import play_sample
from smartcli.commands.do import walk
from smartcli.commands.menu import backup_word, due_words, hidden_words, strange_words
from smartcli.commands.plan import show_hard_times
from smartcli.commands.settings import ask as ask_settings
from smartcli.commands.urge import help_with
from smartcli.errors import HERE, InPart, KeptAsDraft, LeftEarly, SmartError
from smartcli.exercises import content
from smartcli.findings import hard_evening
from smartcli.findings.today import CHECK_IN, Today
from smartcli.findings.upcoming import Ahead, decline, due_lines, fitting, is_plan_at_hand
from smartcli.keeping.afterwards import in_part, whole
from smartcli.record import Record
from smartcli.text import rows_of_home as rows
from smartcli.text.language import _, typed
from smartcli.views.goal import MY_GOAL

if TYPE_CHECKING:
    from smartcli.exercises.exercise import Exercise
    from smartcli.findings.suggesting import Suggestion
    from smartcli.world import World

FIRST_WIN = "why-i-want-this"
URGE, LOOK, SET_UP = "urge", "look", "set up"
INSIGHTS = "insights"
AROUND = 6  # rows of the window around the doors


def first_words(world: World, lines: Iterable[str]) -> None:
    """The safety line, and where it will be kept: a page of its own where the window is low."""

    def show() -> None:
        world.screen.card(content.card("first-run-discreet" if world.is_discreet else "first-run"))
        _say(world, lines)

    with suppress(Back):
        read(world, world.prompter(), show, below=3 + AROUND, end=GOES_ON)


def welcome(world: World) -> None:
    """A choice after the safety line; set-up, and one small win."""
    prompter = world.prompter()
    while True:
        with world.discreetly():
            ways = {
                URGE: _("An urge is here now"),
                LOOK: _("Look around with made-up data"),
                SET_UP: _("Set up, two minutes"),
            }
            way = choose(prompter, _("What would you like?"), ways, required=True, before=SET_UP)
        if way == URGE:
            help_with(world)
        elif way == LOOK:
            with suppress(Back):
                read(world, prompter, lambda: play_sample(world, world.stores.library.load(CHECK_IN)))
        else:
            world.stores.so_far.begin()
            ask_settings(world)
            with suppress(Back):
                walk(world, world.stores.library.load(FIRST_WIN), at_home=True)
            offer_goal(world)
            offer_lock(world)
            return


def offer_goal(world: World) -> None:
    """What is wanted, counted and how much of it at most: now, or another time. Nobody has to count anything."""
    ways = {False: _("Not now"), True: _("My goal, two minutes")}
    title = _("You can say what you want to count, and how much is right for you. The check-in then goes by that.")
    if choose(world.prompter(), title, ways, required=True, before=False):
        with suppress(Back):
            walk(world, world.stores.library.load(MY_GOAL), at_home=True)


def offer_lock(world: World) -> None:
    """An honest choice, once. Nothing is sealed without being asked for."""
    from smartcli.commands import lock  # brings what backups need, which every other start can do without

    if world.stores.keys.is_there:
        return
    ways = {False: _("As plain files, for now"), True: _("Sealed with a passphrase")}
    title = _("How should your words be kept? You can change this later, in Settings.")
    if choose(world.prompter(), title, ways, required=True, before=False):
        try:
            lock.set_up(world, None, yes=False)
        except InPart as error:  # sealed here, and not elsewhere: home goes on
            world.screen.note(f"{error} {_next(error)}".strip())


# The menu


def stay(world: World) -> None:
    """Show the menu until the person leaves."""
    prompter = world.prompter()
    first, why = True, ""
    while True:
        with world.discreetly():
            today = Today(stores=world.stores, now=world.now())
            found = today.ahead
            doors = menu(world, today, found.next)
            words = {id: door.words for id, door in doors.items()}
            lines = _greeting(world, today) if first else []
            if found.next and found.next.why != why and not (first and _is_said(found)) and not world.is_discreet:
                lines.append(found.next.why)
            below = len(doors) + AROUND if first else 1  # a reason alone is not worth a page
            first, why = False, found.next.why if found.next else why
            try:
                with suppress(Back):
                    read(world, prompter, partial(_say, world, lines), below=below, end=GOES_ON)
                before = _waiting(today, doors)
                id = choose(prompter, _("What now?"), words, required=True, before=before, is_first=True)
            except Back:
                continue  # there is nothing before home
            except (EOFError, KeyboardInterrupt):
                return
        action = doors[id].action
        if action is None:
            return
        if said := _acted(world, action):
            world.screen.note(said)


def _greeting(world: World, today: Today) -> list[str]:
    due = due_words(world, today.ahead)
    return [*today.greeting(), *due, *hidden_words(world), *strange_words(world), *backup_word(world)]


def _say(world: World, lines: Iterable[str]) -> None:
    for line in lines:
        world.screen.say(line)


def _acted(world: World, action: Callable[[], object]) -> str:
    """Do it, and what there is to say of how it ended. What fails after something landed is told beside it."""
    so_far = world.stores.so_far
    so_far.begin()
    try:
        action()
        whole(so_far)
    except Back:
        return ""
    except BaseException as problem:
        told = in_part(so_far, problem)
        so_far.begin()  # it is told; what comes next is another thing
        if isinstance(told, OSError | MemoryError) and not isinstance(told, BrokenPipeError):
            from smartcli.home.reasons import undone

            told = undone(told, str(world.stores.home))
        if isinstance(told, SmartError) and told.code <= 130:  # not a signal: the terminal is going away
            return _what_was_left(world, told) if isinstance(told, LeftEarly) else _with_next(told)
        if told is problem:
            raise
        raise told from problem
    return ""


def _with_next(error: SmartError) -> str:
    from smartcli.home.reasons import untold

    return " ".join(filter(None, (str(error), untold(error), _next(error))))


def _next(error: SmartError) -> str:
    """Where to go on, as it is said below an error elsewhere."""
    if not error.next or error.next.startswith(HERE):  # here no command was typed
        return ""
    return _("Next: {command}").format(command=typed(error.next))


def _what_was_left(world: World, left: LeftEarly) -> str:
    """What became of what was left; a draft has its own door in the menu that follows, and so has all that is asked."""
    if not isinstance(left, KeptAsDraft):
        return str(left)
    if Today(stores=world.stores, now=world.now()).drafts:
        return _("{left} “Go on with” is in the list below.").format(left=left)
    return f"{left} {_next(left)}".strip()


def _waiting(today: Today, doors: Iterable[str]) -> str:
    """The door that Enter takes: what comes before all else, what was begun, today's check-in, or else the first."""
    then = next(door for door in doors if door not in (URGE, INSIGHTS))
    return then if then == "next" or today.drafts or not today.is_checked_in else URGE


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

    def door_to_next(one: Suggestion) -> None:
        exercise = world.stores.library.load(one.exercise)
        if one.to_read:
            offer = _("Read it, if you like: {title}").format(title=exercise.title)
            offer = _("Read your plan, if you like") if world.is_discreet else offer
            door("next", offer, lambda: _read_hard_times(world))
        else:
            offer = _("Next, if you like: {title}, {n} min").format(title=exercise.title, n=exercise.minutes)
            offer = _("Next, if you like: {n} min").format(n=exercise.minutes) if world.is_discreet else offer
            door("next", offer, _into(world, one.exercise))
        door("decline", _("Something else for now"), lambda: decline(world.stores, one, now=world.now()))

    door(URGE, str(rows.URGE), lambda: help_with(world))
    if next and next.leads:
        door_to_next(next)
    door(INSIGHTS, str(rows.INSIGHTS), lambda: read_insights(world))
    for n, draft in enumerate(today.drafts, 1):
        title = world.stores.library.title(draft.exercise)
        title = _("what you began ({n})").format(n=n) if world.is_discreet else title
        door(f"draft {draft.exercise}", _("Go on with: {title}").format(title=title), _into(world, draft.exercise))
    if not today.is_checked_in:
        door("check-in", str(rows.CHECK_IN), lambda: check_in(world, at_home=True))
    doors |= _of_homework(world, today)
    if hidden_words(world):
        door("hidden", str(rows.HIDDEN), lambda: _ask_of_hidden(world))
    if next and not next.leads:
        door_to_next(next)
    door("exercise", str(rows.EXERCISE), lambda: _done(world, _picked(world)))
    door("journal", str(rows.JOURNAL), lambda: look_back(world))
    door("plan", str(rows.PLAN), lambda: _done(world, read_plan(world)))
    door("cards", str(rows.CARDS), lambda: open_cards(world))
    door("points", str(rows.POINTS), lambda: _done(world, picked_in_points(world)))
    door("visit", str(rows.VISIT), lambda: _make_page(world))
    if today.is_checked_in:
        door("check-in", _("Another check-in"), lambda: check_in(world, at_home=True))
    door("another day", str(rows.ANOTHER_DAY), lambda: write_of_another_day(world))
    doors |= _seldom(world)
    door("settings", str(rows.SETTINGS), lambda: open_settings(world))
    door("help-now", str(rows.HELP_NOW), lambda: _read_help_now(world))
    door("leave", _("Leave"), None)
    return doors


def _of_homework(world: World, today: Today) -> dict[str, Door]:
    """What somebody gave the person to do, on its day."""
    if not today.homework:
        return {}
    words = row_of(world, today.homework)
    return {"homework": Door(words=words, action=lambda: _done(world, picked_of_homework(world)))}


def _seldom(world: World) -> dict[str, Door]:
    """What is there only while home speaks of it."""
    unsealed = Door(words=str(rows.UNSEALED), action=lambda: _take_strangers(world))
    backup = Door(words=str(rows.BACKUP), action=lambda: _back_up(world))
    found = {"unsealed": (unsealed, strange_words(world)), "backup": (backup, backup_word(world))}
    return {id: door for id, (door, said) in found.items() if said}


def _into(world: World, exercise: str) -> Callable[[], object]:
    return lambda: _done(world, world.stores.library.load(exercise))


def _read(world: World, show: Callable[[], object]) -> None:
    read(world, world.prompter(), show)


def _read_help_now(world: World) -> None:
    _read(world, lambda: world.screen.shown(world.help_now().split("\n")))


def _read_hard_times(world: World) -> None:
    """While the journal is closed, where it can be read without the passphrase; else that is asked for, above it."""
    if world.stores.is_closed and is_plan_at_hand(world.stores):
        _read_help_now(world)
        return
    if world.stores.is_closed:
        world.stores.keys.unlocked()
    _read(world, lambda: show_hard_times(world))


def _done(world: World, exercise: Exercise | None) -> None:
    """The exercise, and then one that fits what was written, if the person likes."""
    while exercise:
        entry = walk(world, exercise, at_home=True)
        if entry is None:
            return
        is_hard = hard_evening.is_hard(exercise, entry.answers)
        fits = fitting(world.stores, exercise.led_to(entry.answers), now=world.now(), is_hard=is_hard)
        exercise = _of_these(world, fits)


def _of_these(world: World, ids: list[str]) -> Exercise | None:
    if not ids:
        return None
    shelf = {one.id: one for one in map(world.stores.library.load, ids)}
    titles = {id: f"{one.title} ({one.lasts})" for id, one in shelf.items()}
    abouts = {id: one.about for id, one in shelf.items()}
    try:
        picked = choose(
            world.prompter(), _("This fits what you wrote. Would you like to do it now?"), titles, abouts=abouts
        )
    except Back:
        return None
    return shelf[picked] if picked else None


def _take_strangers(world: World) -> None:
    from smartcli.commands import strangers

    strangers.run(world, with_words=False, yes=False)


def _back_up(world: World) -> None:
    from smartcli.commands import backup  # brings what every other start can do without

    _read(world, lambda: backup.run(world))


def _make_page(world: World) -> None:
    from smartcli.commands import visit  # brings what pages need, which every other start can do without

    visit.run(world, at_home=True)


def _ask_of_hidden(world: World) -> None:
    from smartcli.commands import hidden  # brings what backups need, which every other start can do without

    hidden.ask(world)


def _picked(world: World) -> Exercise | None:
    return which_exercise(world.prompter(), world.stores.library, world.screen.note)
