"""Play an exercise's sample, in a throw-away world: an invented person, nothing saved."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from smartcli.asking.play import play
from smartcli.asking.session import Session
from smartcli.asking.which_exercise import which_exercise
from smartcli.commands.feedback import give_back, name_next
from smartcli.commands.options import ExerciseArgument, world_of
from smartcli.demo import invented
from smartcli.exercises import content
from smartcli.exercises.chosen_questions import asked
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.lookup import named
from smartcli.findings.today import CHECK_IN
from smartcli.keeping.saving import save
from smartcli.text.language import Later, _
from smartcli.world import World

BANNER = Later("DEMO: an invented person. Nothing is saved.")


def demo(
    ctx: typer.Context,
    exercise: ExerciseArgument = None,
) -> None:
    """Play an exercise with its example answers; nothing is saved."""
    run(world_of(ctx), exercise)


def run(world: World, words: Sequence[str] | None) -> None:
    """The exercise of this id or title; without one, what is picked, or the check-in where nobody can pick."""
    library = world.stores.library
    if words:
        chosen: Exercise | None = named(library, " ".join(words))
    elif world.is_home_to_people:
        chosen = which_exercise(world.prompter(), library, world.screen.note)
    else:
        chosen = library.load(CHECK_IN)
    if chosen:
        play_sample(world, chosen)


def play_sample(world: World, exercise: Exercise) -> None:
    """One exercise with its sample, done by an invented person."""
    with invented(world, exercise.sample) as apart:
        world.screen.say(str(BANNER), "plan")
        world.screen.say()
        session = Session(asked(exercise, ""), today=apart.now().date())
        answers = play(session, apart.prompter(), card=content.card)
        saved = save(apart.stores, exercise, answers, now=apart.now(), zone=apart.zone)
        give_back(apart, exercise, saved.entry, said=_("That is where it would be saved."), hint=False)
        named = (*exercise.led_to(answers), *exercise.next)
        if following := next((id for id in named if apart.stores.library.find(id)), None):
            name_next(apart, following)  # what its author named: the invented person has no other reasons
        world.screen.say()
        world.screen.say(str(BANNER), "plan")
