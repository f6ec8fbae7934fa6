"""What the homework of today leads to at home: what its giver wrote, then one of its exercises, or none."""

from __future__ import annotations

from datetime import date

from smartcli.asking.choose import apart, choose
from smartcli.commands.at_home.reading import GOES_ON, read
from smartcli.commands.homework.done import in_a_row, put_away
from smartcli.commands.homework.shown import small, until, words_of
from smartcli.exercises.exercise import Exercise
from smartcli.findings.homework_today import OfferedExercise, offered, skipped
from smartcli.home.homework import Homework
from smartcli.text import rows_of_home as rows
from smartcli.text.language import _, ngettext
from smartcli.text.sanitize import one_line
from smartcli.world import World

AROUND = 6  # rows of the window around what is asked below a page
NOT_TODAY, AWAY = "not today", "away"


def row_of(world: World, found: tuple[OfferedExercise, ...]) -> str:
    """The words of its row; where others may read along, without a title."""
    if world.is_discreet:
        return str(rows.HOMEWORK)
    if len(found) > 1:
        said = ngettext("Homework, if you want: {n} exercise", "Homework, if you want: {n} exercises", len(found))
        return said.format(n=len(found))
    exercise = world.stores.library.load(found[0].given.exercise)
    said = _("Homework, if you want: {title}, {n} min")
    return said.format(title=one_line(exercise.title), n=exercise.minutes)


def picked_of_homework(world: World) -> Exercise | None:
    """The exercise that the person would like to do now. Raises Back where they go back."""
    found = offered(world.stores, world.now())
    if not found:
        return None
    prompter, library = world.prompter(), world.stores.library
    today = world.stores.settings().day(world.now())
    given = list({one.homework.id: one.homework for one in found}.values())
    titles = {one.given.exercise: library.load(one.given.exercise) for one in found}
    offers = apart({id: f"{one_line(one.title)} ({one.lasts})" for id, one in titles.items()}, name=str)
    ways = {**offers, NOT_TODAY: _("Not today"), **_away(given)}
    read(world, prompter, lambda: _show(world, given, found, today), below=len(ways) + AROUND, end=GOES_ON)
    title = _("Which one, if you want?") if len(offers) > 1 else _("Now, if you want?")
    picked = choose(prompter, title, ways, before=found[0].given.exercise)
    if picked == NOT_TODAY:
        said = _("It is kept that you want none of it today.")
        world.stores.change_homework(lambda kept: skipped(kept, {*offers}, today), said)
    elif picked in titles:
        return titles[picked]
    elif picked:
        put_away(world, next(one for one in given if _key(one) == picked))
    return None


def _key(one: Homework) -> str:
    return f"{AWAY} {one.id}"


def _away(given: list[Homework]) -> dict[str, str]:
    """A row to put each away; it is told from the others by its giver and the reason."""
    if len(given) == 1:
        return {_key(given[0]): _("Put this homework away")}
    names = {_key(one): _("Put away: {homework}").format(homework=in_a_row(one)) for one in given}
    return apart(names, name=lambda key: key.removeprefix(AWAY).strip())


def _show(world: World, given: list[Homework], found: tuple[OfferedExercise, ...], today: date) -> None:
    """What its giver wrote, and a smaller version of each exercise where there is one."""
    screen, library = world.screen, world.stores.library
    for number, one in enumerate(given):
        if number:
            screen.say()
        screen.words(_("From {name}.").format(name=one_line(one.by)) if one.by else _("Homework that you took."))
        for line in words_of(one):
            screen.words(line)
        for given_one in (each.given for each in found if each.homework.id == one.id):
            if given_one.smaller:
                screen.words(f"- {one_line(library.title(given_one.exercise))}")
            for line in small(given_one):
                screen.words(line)
        if one.until:
            screen.words(until(one.until, today))
