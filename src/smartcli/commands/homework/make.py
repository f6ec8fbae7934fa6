"""Make homework for somebody: asked, shown, written as one file that anybody can read. Nothing is kept of it here."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from smartcli.asking.answers_file import read_answers
from smartcli.asking.ask import walk
from smartcli.asking.choose import choose
from smartcli.asking.session import Session
from smartcli.asking.turn import Back, Prompter
from smartcli.commands.at_home.reading import GOES_ON, read
from smartcli.commands.homework.asking import SHOWN, from_answers, made_of, questions
from smartcli.commands.homework.shown import small, until, when_said
from smartcli.commands.options import AnswersOption, world_of
from smartcli.errors import LeftEarly, NeedsTerminal, SmartError, Usage
from smartcli.exchange.homework import LARGEST, MOST_OWN, HomeworkFile, to_type, written
from smartcli.exchange.homework import read as read_again
from smartcli.exchange.new_file import new_path, write_new
from smartcli.exercises.exercise import Exercise
from smartcli.home import carriers
from smartcli.text.language import _, quoted, typed
from smartcli.text.sanitize import one_line
from smartcli.world import World

AROUND = 6  # rows of the window around what is asked below a page
WRITE, CHANGE, LEAVE = "write", "change", "leave"


def make(
    ctx: typer.Context,
    out: Annotated[str | None, typer.Option("--out", metavar="FILE", help="A new file, .toml: hand it on.")] = None,
    answers: AnswersOption = None,
) -> None:
    """Make homework for somebody: which exercises, why, how often. It is one file, and you hand it on yourself.

    --answers takes exercises (a list of exercise, when and if_hard), why, word, until (a day) and from; exercises and
    why are needed. when is "once", "daily", or days such as ["mon", "thu"]. Exercises of your own come along.
    """
    run(world_of(ctx), out=out, answers=answers)


def run(world: World, *, out: str | None, answers: str | None = None) -> None:
    """The whole of it. answers: a file of them, or `-`; then nothing is asked."""
    if out is None:
        raise Usage(_("Please say where to write it."), next="smartcli homework make --out FILE.toml")
    path = new_path(out, ".toml")
    given = read_answers(answers, world.read, SHOWN)
    library = world.stores.library
    today = world.stores.settings().day(world.now())
    of = questions(library)
    if given is not None:
        made = made_of(of, from_answers(of, given, today), library)
    else:
        session = Session(of, today=today, is_reviewed=False, leads_out=True)
        found = _with_somebody(world, _prompter(world, path), session, of)
        if found is None:
            world.screen.say(_not_written())
            return
        made = found
    _write(world, path, made)


def _prompter(world: World, path: Path) -> Prompter:
    try:
        return world.prompter()
    except NeedsTerminal as error:
        said = _("It asks which exercises, why, and how often.")
        wants = typed("smartcli homework make --answers FILE --out {path}", path=quoted(path))
        raise NeedsTerminal(f"{error} {said}", next=wants) from error


def _with_somebody(world: World, prompter: Prompter, session: Session, of: Exercise) -> HomeworkFile | None:
    """What is to be written; None = the person would rather not."""
    kept = _("Your answers go into the file and nowhere else: if you leave before it is written, they are gone.")
    prompter.tell(f"{of.title}. {of.about} {kept}")
    try:
        while True:
            walk(session, prompter)
            made = made_of(of, session.answers, world.stores.library)
            way = _shown_and_chosen(world, prompter, made)
            if way != CHANGE:
                return made if way == WRITE else None
            session.back()
    except Back:
        return None
    except (KeyboardInterrupt, EOFError) as reason:
        if isinstance(reason, EOFError) and not world.is_home_to_people:
            raise
        raise LeftEarly(_not_written(), next=SHOWN, code=130) from None


def _not_written() -> str:
    return _("No homework was written, and what you answered for it is not kept.")


def _shown_and_chosen(world: World, prompter: Prompter, made: HomeworkFile) -> str:
    """What becomes of it, once it was read; going back leads to the last question."""
    ways = {WRITE: _("Write the file"), CHANGE: _("Change an answer"), LEAVE: _("Not now")}
    try:
        read(world, prompter, lambda: _preview(world, made), below=len(ways) + AROUND, end=GOES_ON)
        return choose(prompter, _("Write it like this?"), ways, before=WRITE) or CHANGE
    except Back:
        return CHANGE


def _preview(world: World, made: HomeworkFile) -> None:
    screen, library = world.screen, world.stores.library
    screen.title(_("This will be in the file:"))
    screen.words(_("From: {name}").format(name=made.by or "–"))
    screen.words(_("Why: {why}").format(why=made.why))
    if made.word:
        screen.words(_("A word: {word}").format(word=made.word))
    for one in made.exercises:
        screen.words(f"- {one_line(library.title(one.exercise))} ({one.exercise}), {when_said(one.when)}")
        for line in small(one):
            screen.words(line)
    if made.until:
        screen.words(until(made.until, world.stores.settings().day(world.now())))
    for line in _of_own(made):
        screen.say(line)


def _of_own(made: HomeworkFile) -> list[str]:
    """What comes along, and what can be read in it."""
    if not made.own:
        return []
    said = [_("Your own exercises come along: {names}.").format(names=", ".join(made.own))]
    if any(_has_notes(own.exercise) for own in made.own.values()):
        said.append(_("Their notes for whoever leads a group can be read in the file."))
    return said


def _has_notes(exercise: Exercise) -> bool:
    return bool(exercise.facilitator or any(step.facilitator for _path, step in exercise.every_step()))


def _write(world: World, path: Path, made: HomeworkFile) -> None:
    """The file, once it was tried whether it can be taken as it is."""
    data = written(made)
    if len(data) > LARGEST or len(made.own) > MOST_OWN:
        said = _("Your own exercises are too much for one homework. Please take fewer of them.")
        raise SmartError(said, next=SHOWN)
    read_again(data)
    write_new(path, data, world.stores.so_far)
    note = world.screen.note
    note(_("Written. The file is not encrypted, and it was sent to nobody."))
    for line in [*carriers.in_words(path), *_of_own(made)]:
        note(line)
    note(_("Whoever gets it types: {command}").format(command=to_type(path.name)))
