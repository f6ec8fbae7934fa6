"""What a person gets back after saving: the outcomes, how the last days look, what could follow."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from smartcli.asking.turn import Recall
from smartcli.errors import SmartError
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Answer
from smartcli.findings import after_saving
from smartcli.first_aid import card_cache
from smartcli.journal.entry import Entry
from smartcli.journal.unread import exit_code, unread
from smartcli.text.finding import Finding
from smartcli.text.language import _, quoted, typed
from smartcli.world import World

if TYPE_CHECKING:
    from smartcli.findings.suggesting import Suggestion


def give_back(world: World, exercise: Exercise, entry: Entry, *, said: str = "", hint: bool = True) -> None:
    """Saved; the outcomes; how the last days look; what could follow, where a hint is wanted."""
    screen = world.screen
    feedback: list[Finding] = []
    earlier: Mapping[str, Answer] | None = None
    trouble = ""
    beside: list[str] = []
    today = world.stores.settings().day(world.now())
    if not world.stores.is_closed:  # saving asks for no passphrase, and so does not look back
        try:
            latest = world.stores.journal.latest()
            seen = after_saving.lately(latest, today=today, exercise=exercise, find=world.stores.library.find)
            if seen.is_whole and len(seen.entries) == 1:
                beside = [] if said else other_journals(world)  # what is said elsewhere is the demo's
                seen = seen.but(is_first=not beside and world.stores.journal.is_first())
            if exit_code(world.stores.journal):
                seen, beside = seen.but(is_sure=False), unread(world.stores.journal)
            feedback, earlier = after_saving.feedback(seen), _earlier(world, exercise, entry)
        except SmartError as error:  # what is saved is said to be saved, whatever else cannot be read
            trouble = str(error)
    screen.say()
    screen.say(said or " ".join([_("Saved."), *(one.text for one in feedback if one.is_sentence)]), "good")
    if trouble:
        screen.note(trouble)
    screen.notes(beside)
    shown = _outcomes(world, exercise, entry, earlier) if exercise.outcomes else []
    for finding in [*shown, *(one for one in feedback if not one.is_sentence)]:
        screen.say()
        screen.finding(finding)
    if _is_strong(exercise, entry):
        screen.say()
        screen.say(typed(_("The urge is strong. You do not have to be alone with it: smartcli urge")), "plan")
        for person in card_cache.read(str(world.stores.home)).texts("contact")[:1]:
            screen.words(person)
    elif hint:
        _name_following(world, exercise, entry)


def other_journals(world: World) -> list[str]:
    """Where else there is a journal, for somebody whose folder is another than last time."""
    from smartcli.home.elsewhere import journals  # only where this one is new

    said = _("There is a journal in {place} too. It is not shown here. To see it: smartcli --home {place} journal")
    found = journals(world.environ, sys.platform, world.stores.home)
    return [typed(said, place=quoted(place)) for place in found]


def _outcomes(
    world: World, exercise: Exercise, entry: Entry, earlier: Mapping[str, Answer] | None
) -> Sequence[Finding]:
    from smartcli.findings import outcomes  # only where an exercise has some
    from smartcli.views.recall import recall

    today = world.stores.settings().day(world.now())
    told = exercise.but(steps=tuple(step.on(today) for step in exercise.steps))  # days as people say them
    return outcomes.findings(told, entry.answers, earlier, _quietly(recall(world.stores, today=today)))


def _name_following(world: World, exercise: Exercise, entry: Entry) -> None:
    """What fits the answers; else the one next thing, where the exercise names some to follow."""
    if fits := [id for id in exercise.led_to(entry.answers) if world.stores.library.find(id)]:
        name_fitting(world, fits[:SHOWN])
    elif exercise.next and (one := _next(world)):
        name_next(world, one.exercise)


def name_next(world: World, id: str) -> None:
    """What could follow, and how to begin it."""
    text = _("If you like, next: {title}. Type: smartcli do {id}")
    world.screen.say()
    world.screen.say(typed(text, title=world.stores.library.title(id), id=id), "quiet")


SHOWN = 2  # exercises that fit; more would be a list to pick from


def name_fitting(world: World, ids: Sequence[str]) -> None:
    """What fits the answers that were given, with how to begin it."""
    for id in ids:
        one = world.stores.library.load(id)
        text = _("This fits what you wrote: {title}, {lasts}. Type: smartcli do {id}")
        world.screen.say()
        world.screen.say(typed(text, title=one.title, lasts=one.lasts, id=id), "plan")


def _next(world: World) -> Suggestion | None:
    """The same one next thing as at home; nothing while the journal is closed, or where it cannot be read."""
    from smartcli.findings.upcoming import ahead  # only where something could follow

    with suppress(SmartError):
        return ahead(world.stores, now=world.now()).next
    return None


def _quietly(look: Recall) -> Recall:
    """What cannot be read is left out: it is saved already."""

    def recall(path: str) -> Sequence[Answer]:
        try:
            return look(path)
        except SmartError:
            return ()

    return recall


STRONG = 7  # of 10: from here on help is offered at once (a default of ours, not a finding)


def _is_strong(exercise: Exercise, entry: Entry) -> bool:
    """Whether the last rating of the urge of this moment is strong."""
    keys = [step.key for step in exercise.steps if step.measure == "urge"]
    rated = [value for key in keys if isinstance(value := entry.answers.get(key), int) and not isinstance(value, bool)]
    return bool(rated) and rated[-1] >= STRONG


def _earlier(world: World, exercise: Exercise, entry: Entry) -> Mapping[str, Answer] | None:
    """Last time's answers, for outcomes that set them beside; only looked for where one does."""
    if not exercise.replaces or not any(outcome.kind == "gap" for outcome in exercise.outcomes):
        return None
    return next((other.answers for other in world.stores.journal.latest(exercise.id) if other.id != entry.id), None)
