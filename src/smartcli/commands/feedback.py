"""What a person gets back after saving: the outcomes, how the last days look, what could follow."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from smartcli.asking.turn import Recall
from smartcli.errors import SmartError
from smartcli.exercises.exercise import Exercise, Outcome
from smartcli.exercises.step import Answer
from smartcli.findings import after_saving, hard_evening
from smartcli.first_aid import card_cache
from smartcli.first_aid.card_cache import HARD_TIMES
from smartcli.journal.entry import Entry
from smartcli.journal.unread import exit_code, unread
from smartcli.record import Record
from smartcli.text.finding import Finding
from smartcli.text.language import _, is_inside, quoted, typed
from smartcli.views.days import days_of
from smartcli.views.goal import goals_of
from smartcli.views.recall_sources import MY_WEEK
from smartcli.world import World

if TYPE_CHECKING:
    from smartcli.findings.suggesting import Suggestion


class _Look(Record):
    """What there is to say of an entry beside its outcomes.

    beside_picture: the same where these have one. trouble: why nothing could be looked at.
    """

    feedback: Sequence[Finding] = ()
    beside_picture: Sequence[Finding] = ()
    earlier: Mapping[str, Answer] | None = None
    beside: Sequence[str] = ()
    trouble: str = ""
    is_hard: bool = False
    is_more: bool = False  # the day was more than wanted


def give_back(
    world: World,
    exercise: Exercise,
    entry: Entry,
    *,
    said: str = "",
    hint: bool = True,
    is_asked: bool = False,
    is_alone: bool = False,
) -> None:
    """Saved; the outcomes; how the last days look; what could follow, where a hint is wanted.

    is_asked: somebody was asked, and has seen what the exercise shows before its questions. is_alone: it is done in the
    middle of an urge, where nothing follows but the ways that there are.

    On a hard evening: saved, a kind sentence, where help is, the person's own words, and the plan for hard times.
    """
    screen = world.screen
    is_told = is_asked and any(MY_WEEK in step.recall for step in exercise.steps)
    look = _look(world, exercise, entry, said=said, is_told=is_told)
    shown = _outcomes(world, exercise, entry, look) if exercise.outcomes else []
    told = look.beside_picture if any(one.points for one in shown) else look.feedback
    kind = [_("It is good that you wrote this down. Nothing more has to be written now.")] if look.is_hard else []
    sentences = [one.text for one in told if one.is_sentence]
    screen.say()
    screen.say(said or " ".join([_("Saved."), *kind, *sentences]), "good")
    if look.is_hard:  # whoever is in danger is not to read that all is done
        screen.say(typed(_("Not safe, or a voice would help: smartcli help-now")), "plan")
    if look.trouble:
        screen.note(look.trouble)
    screen.notes(look.beside)
    for finding in [*shown, *(one for one in told if not one.is_sentence)]:
        screen.say()
        screen.finding(finding)
    if not is_alone:
        _follow(world, exercise, entry, look, hint=hint)


def _follow(world: World, exercise: Exercise, entry: Entry, look: _Look, *, hint: bool) -> None:
    """Help where it is called for; else what could follow, where a hint is wanted."""
    screen = world.screen
    if look.is_hard:
        _offer_the_plan_for_hard_times(world, hint=hint and exercise.id != HARD_TIMES)  # it is not to be done twice
    elif _is_strong(exercise, entry, is_now=entry.happened is None):
        screen.say()
        screen.say(typed(_("The urge is strong. You do not have to be alone with it: smartcli urge")), "plan")
        for person in card_cache.read(str(world.stores.home)).texts("contact")[:1]:
            screen.words(person)
    elif hint:
        _name_following(world, exercise, entry, is_more=look.is_more)


def _look(world: World, exercise: Exercise, entry: Entry, *, said: str, is_told: bool) -> _Look:
    """At the last days; saving asks for no passphrase, and so where they are sealed at this entry alone."""
    is_hard = hard_evening.is_hard(exercise, entry.answers)
    beside: Sequence[str] = ()
    today = world.stores.settings().day(world.now())
    if world.stores.is_closed:
        return _Look(is_hard=is_hard or hard_evening.met(world.stores, today) == today.isoformat())
    try:
        goals = goals_of(world.stores)  # before the journal is looked through: what could not be read is told after
        latest = world.stores.journal.latest()
        find = world.stores.library.find
        seen = after_saving.lately(latest, today=today, exercise=exercise, find=find, goals=goals)
        seen = seen.but(is_told=is_told, saved=entry)
        if seen.is_whole and len(seen.entries) == 1:
            beside = [] if said else other_journals(world)  # what is said elsewhere is the demo's
            seen = seen.but(is_first=not beside and world.stores.journal.is_first())
        if exit_code(world.stores.journal):
            seen, beside = seen.but(is_sure=False), unread(world.stores.journal)
        if entry.happened is not None:  # of another day, which may lie before what is looked back at
            seen = seen.but(went_then=days_of([entry], goals, find).get(date.fromisoformat(entry.day)))
        if is_hard or hard_evening.newest(seen.entries, seen.find, today) == today.isoformat():
            return _Look(beside=beside, is_hard=True)
        told = after_saving.feedback(seen)
        beside_picture = after_saving.feedback(seen, has_picture=True) if exercise.outcomes else told
        earlier = _earlier(world, exercise, entry)
        return _Look(feedback=told, beside_picture=beside_picture, earlier=earlier, beside=beside, is_more=seen.is_more)
    except SmartError as error:  # what is saved is said to be saved, whatever else cannot be read
        return _Look(beside=beside, trouble=str(error), is_hard=is_hard)


def other_journals(world: World) -> list[str]:
    """Where else there is a journal, for somebody whose folder is another than last time."""
    from smartcli.home.elsewhere import journals  # only where this one is new

    said = _("There is a journal in {place} too. It is not shown here. To see it: smartcli --home {place} journal")
    found = journals(world.environ, sys.platform, world.stores.home)
    return [typed(said, place=quoted(place)) for place in found]


def _outcomes(world: World, exercise: Exercise, entry: Entry, look: _Look) -> Sequence[Finding]:
    """On a day that was more than wanted no numbers; on a hard evening the person's own words alone."""
    from smartcli.findings import outcomes  # only where an exercise has some
    from smartcli.views.recall import recall

    today = world.stores.settings().day(world.now())
    told = exercise.but(steps=tuple(step.on(today) for step in exercise.steps))  # days as people say them
    if look.is_hard:
        told = told.but(outcomes=_own_words(exercise))
    elif look.is_more:
        told = outcomes.without_numbers(told)
    return outcomes.findings(told, entry.answers, look.earlier, _quietly(recall(world.stores, today=today)))


def _name_following(world: World, exercise: Exercise, entry: Entry, *, is_more: bool) -> None:
    """What fits the answers; else the one next thing, where the exercise names some to follow.

    is_more: after a day of more than wanted what helps with that is named after any.
    """
    if fits := _fitting(world, exercise, entry):
        name_fitting(world, fits[:SHOWN])
    elif (exercise.next or is_more) and (one := _next(world)) and (exercise.next or one.also):
        name_next(world, one.exercise)


def _fitting(world: World, exercise: Exercise, entry: Entry) -> list[str]:
    """What the answers lead to; most lead nowhere, and need no look at what is wanted."""
    led_to = [*exercise.led_to(entry.answers)]
    if not led_to:
        return []
    from smartcli.findings.upcoming import fitting  # only where something could follow

    return fitting(world.stores, led_to, now=world.now())


def _own_words(exercise: Exercise) -> tuple[Outcome, ...]:
    """What is given back on a hard evening: the person's own words, and nothing that counts, compares or is missing."""
    return tuple(one for one in exercise.outcomes if one.kind == "words")


def _offer_the_plan_for_hard_times(world: World, *, hint: bool) -> None:
    """The one thing that is offered on a hard evening; home offers it as its first door. A person, to be called."""
    from smartcli.findings.upcoming import is_plan_at_hand  # only then

    at_hand = card_cache.read(str(world.stores.home))
    for person in at_hand.texts("contact", HARD_TIMES)[:1]:
        world.screen.say()
        world.screen.say(_("Someone you could call or text:"))
        world.screen.words(person)
    if not hint:
        return
    if is_plan_at_hand(world.stores):
        world.screen.say()
        world.screen.say(typed(_("Your plan for hard times is there, to be read: smartcli help-now")), "plan")
    elif (one := _next(world)) or world.stores.is_closed:
        name_next(world, one.exercise if one else HARD_TIMES)


def name_next(world: World, id: str) -> None:
    """What could follow, and how to begin it."""
    text = _("If you like, next: {title}.") if is_inside() else _("If you like, next: {title}. Type: smartcli do {id}")
    world.screen.say()
    world.screen.say(typed(text, title=world.stores.library.title(id), id=id), "quiet")


SHOWN = 2  # exercises that fit; more would be a list to pick from


def name_fitting(world: World, ids: Sequence[str]) -> None:
    """What fits the answers that were given, with how to begin it."""
    for id in ids:
        one = world.stores.library.load(id)
        text = _("This fits what you wrote: {title}, {lasts}.")
        text = text if is_inside() else _("This fits what you wrote: {title}, {lasts}. Type: smartcli do {id}")
        world.screen.say()
        world.screen.say(typed(text, title=one.title, lasts=one.lasts, id=id), "plan")


def _next(world: World) -> Suggestion | None:
    """The same one next thing as at home; nothing while the journal is closed, or where it cannot be read."""
    from smartcli.findings.upcoming import ahead  # only where something could follow

    with suppress(SmartError):
        return ahead(world.stores, now=world.now(), waiting=world.stores.drafts.every()).next
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


def _is_strong(exercise: Exercise, entry: Entry, *, is_now: bool) -> bool:
    """Whether the last rating of the urge of this moment is strong. is_now: not where the first is of another time."""
    keys = [step.key for step in exercise.steps if step.measure == "urge"][0 if is_now else 1 :]
    rated = [value for key in keys if isinstance(value := entry.answers.get(key), int) and not isinstance(value, bool)]
    return bool(rated) and rated[-1] >= STRONG


def _earlier(world: World, exercise: Exercise, entry: Entry) -> Mapping[str, Answer] | None:
    """Last time's answers, for outcomes that set them beside; only looked for where one does."""
    if not exercise.replaces or not any(outcome.kind == "gap" for outcome in exercise.outcomes):
        return None
    return next((other.answers for other in world.stores.journal.latest(exercise.id) if other.id != entry.id), None)
