"""Take homework that somebody gave: all of it is shown first, and nothing of the person's is replaced."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from smartcli.asking.choose import choose
from smartcli.asking.turn import Back
from smartcli.authoring import wording
from smartcli.commands.homework.shown import small, until, when_said, words_of
from smartcli.commands.options import YesOption, world_of
from smartcli.errors import InPart, NeedsTerminal, SmartError
from smartcli.exchange.homework import HomeworkFile, exercise_of, read_from, renamed, to_type
from smartcli.exercises import starter
from smartcli.exercises.content import LARGEST, SUFFIX
from smartcli.exercises.exercise import IMPORTED, Exercise
from smartcli.exercises.library import Library
from smartcli.home import disk
from smartcli.home.homework import AllHomework, Homework
from smartcli.keeping.afterwards import told_first
from smartcli.text.language import _, ngettext, typed
from smartcli.text.sanitize import one_line
from smartcli.world import World

MOST = 10  # that lie here at once
TRIES = 100  # names that are tried for an exercise


def take(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file that somebody gave you.")],
    yes: YesOption = False,
) -> None:
    """Take homework that somebody gave you. You see what it holds, and from whom it says it is, before that.

    Exercises that come along are put beside yours. Home offers each on its day, and you are free to skip it.
    """
    run(world_of(ctx), file, yes=yes)


def run(world: World, file: str, *, yes: bool = False) -> None:
    """The homework in this file; what it holds is shown, and then it is asked whether it is taken, but for yes."""
    found = read_from(Path(file))
    library = world.stores.library
    names = names_for(library, found)
    known = tuple(one for one in found.exercises if one.exercise in names or one.exercise in library.files)
    if not known:
        said = _("The exercises of this homework are not here, and do not come along. Nothing of it was taken.")
        raise SmartError(said, next="smartcli exercises")
    with told_first():
        _show(world, found, names)
    kept = world.stores.opened_homework()
    if any(one.id == found.id for one in kept.every):
        world.screen.say(_("You have this homework already. Nothing was changed."))
        return
    if len(kept.every) >= MOST:
        said = _("There are {n} homeworks here already. Please put one away first. Nothing of it was taken.")
        raise SmartError(said.format(n=MOST), next="smartcli homework done")
    if not yes and not _is_wanted(world, file):
        world.screen.say(_("Nothing of it was taken."))
        return
    _put_beside(world, found, names, again=to_type(file))
    today = world.stores.settings().day(world.now()).isoformat()
    rows = tuple(one.but(exercise=names.get(one.exercise, one.exercise)) for one in known)
    taken = Homework(
        id=found.id, why=found.why, by=found.by, word=found.word, until=found.until, taken=today, exercises=rows
    )
    said = _("The homework is taken.")
    world.stores.change_homework(lambda kept: _with(kept, taken), said)
    offered = _("Home offers each exercise on its day, if you want. Skipping is fine.")
    if found.until and found.until < today:
        offered = _("Its last day is over, so home does not offer it. You can do each exercise by its name.")
    world.screen.say(f"{said} {offered}")
    world.screen.say(typed(_("To see it: smartcli homework. To put it away: smartcli homework done")))
    world.screen.say(typed(_("Nothing goes back by itself. What you want to show: smartcli visit")))


def _with(kept: AllHomework, taken: Homework) -> AllHomework:
    return kept.but(every=(*kept.without(taken.id).every, taken))


def names_for(library: Library, found: HomeworkFile) -> dict[str, str]:
    """Under which name each exercise that comes along is put beside those that are there.

    A name that is taken, by one of the person's own or by one of ours, gets a number, but for the same exercise.
    """
    names: dict[str, str] = {}
    for id in found.own:
        names[id] = next((name for name in _names(id) if _is_free(library, found, names, id, name)), "")
        if not names[id]:
            said = _("There are too many exercises of one name here. Nothing of it was taken.")
            raise SmartError(said, next="smartcli exercises")
    return names


def _names(id: str) -> list[str]:
    ends = (f"-{number}" for number in range(2, TRIES))
    return [id, *(f"{id[: starter.LONGEST - len(end)].rstrip('-')}{end}" for end in ends)]


def _is_free(library: Library, found: HomeworkFile, names: Mapping[str, str], id: str, name: str) -> bool:
    if name in names.values() or (name != id and name in found.own) or name == IMPORTED:
        return False
    text = renamed(found.own[id].text, {**names, id: name}).encode("utf-8")
    there = _there(library.own / f"{name}{SUFFIX}")
    if there is not None:
        return name not in library.shipped and there == text
    return name not in library.files


def _there(file: Path) -> bytes | None:
    """What lies under a name already; what is no exercise is not nothing. None = nothing does.

    SmartError: it cannot be told, and what cannot be read may be the same.
    """
    try:
        return disk.read_if_any(file, most=LARGEST)
    except OSError as error:
        if error.errno in (errno.EOVERFLOW, errno.EISDIR, errno.ELOOP):
            return b""
        from smartcli.home.reasons import why

        said = _("Your own exercises cannot be looked at just now ({why}). Nothing of it was taken.")
        raise SmartError(said.format(why=why(error)), next="smartcli doctor") from error


def _show(world: World, found: HomeworkFile, names: Mapping[str, str]) -> None:
    screen, library = world.screen, world.stores.library
    screen.title(_("Homework"))
    if found.by:
        screen.words(_("From: {name}. That is what the file says.").format(name=one_line(found.by)))
    else:
        screen.say(_("The file does not say from whom it is."))
    for line in words_of(Homework(id=found.id, why=found.why, word=found.word)):
        screen.words(line)
    for given in found.exercises:
        own = found.own.get(given.exercise)
        when = when_said(given.when)
        if own:
            title = one_line(own.exercise.title)
            screen.words("- " + _("{title}, {when}. It comes along with the file.").format(title=title, when=when))
            _show_own(world, found, given.exercise, names[given.exercise])
        elif given.exercise in library.files:
            title = one_line(library.title(given.exercise))
            screen.words(f"- {title} ({given.exercise}), {when}")
        else:
            screen.words("- " + _("{name}: it is not here, so it is left out.").format(name=given.exercise))
            continue
        for line in small(given):
            screen.words(line)
    if found.until:
        screen.words(until(found.until, world.stores.settings().day(world.now())))


def _show_own(world: World, found: HomeworkFile, id: str, name: str) -> None:
    """All the words of an exercise that nobody here has looked at, and under which name it is put."""
    exercise = found.own[id].exercise
    asks = [one_line(ask) for ask in exercise.asked.values()]
    count = ngettext("It asks {n} thing:", "It asks {n} things:", len(asks)).format(n=len(asks))
    world.screen.words(f"  {count} {' '.join(asks)}")
    if more := [text for text in _texts(exercise) if text not in asks]:
        world.screen.say("  " + _("What it says besides:"))
        for text in more:
            world.screen.words(f"    {text}")
    if exercise.title in {world.stores.library.title(one) for one in world.stores.library.shipped if one != name}:
        said = _("An exercise of that title is here already. This one is called {name}.")
        world.screen.words("  " + said.format(name=name))
    if name != id:
        said = _("An exercise called {id} is here already, so it gets the name {name}.")
        world.screen.words("  " + said.format(id=id, name=name))


def _texts(exercise: Exercise) -> list[str]:
    """All that it can say but its title, each once."""
    found = [text for place, text in wording.texts(exercise) if place != "title"]
    for outcome in exercise.outcomes:
        found += [outcome.title, *(text for text in outcome.parameters.values() if isinstance(text, str))]
    return [*dict.fromkeys(one_line(text) for text in found if text.strip())]


def _is_wanted(world: World, file: str) -> bool:
    said, wants = _("It asks whether you want to take this."), f"{to_type(file)} --yes"
    try:
        prompter = world.prompter()
    except NeedsTerminal as error:
        raise NeedsTerminal(f"{error} {said}", next=wants) from error
    ways = {True: _("Take it"), False: _("Not now")}
    try:
        taken = choose(prompter, _("Do you want to take this?"), ways)
        return bool(taken)
    except Back:
        return False
    except EOFError as error:
        if world.is_home_to_people:
            return False
        raise NeedsTerminal(f"{_('Nobody is there to answer.')} {said}", next=wants) from error


def _put_beside(world: World, found: HomeworkFile, names: Mapping[str, str], *, again: str) -> None:
    """The exercises that come along, each in a file of its own; one that is there already stays.

    again: the command that goes on, where it is cut off.
    """
    library, put = world.stores.library, list[str]()
    for id, name in names.items():
        text = renamed(found.own[id].text, names)
        exercise_of(name, text)  # it can be used under the names that it has now
        file = library.own / f"{name}{SUFFIX}"
        if disk.is_there(file):
            continue
        put.append(name)
        said = _("Of what comes along, this is put beside yours: {names}. The homework itself is not taken.")
        said = said.format(names=", ".join(put))
        try:
            starter.write(file, text)
        except InPart as error:  # it stands there
            raise InPart(f"{said} {error}", next=again) from error
        world.stores.so_far.begun(said, again)
    library.look_again()
