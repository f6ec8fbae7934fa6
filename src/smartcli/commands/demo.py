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
from smartcli.findings.my_week import with_my_week
from smartcli.findings.today import CHECK_IN
from smartcli.keeping.saving import save
from smartcli.text.language import Later, _
from smartcli.views.recall_sources import MY_WEEK
from smartcli.world import World

DAILY = "daily"
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
    is_daily = exercise.point == DAILY  # what is done every day looks back at the days before
    with invented(world, exercise.sample, wrote_before=is_daily) as apart:
        world.screen.say(str(BANNER), "plan")
        world.screen.say()
        today = apart.now().date()
        look = with_my_week(apart.stores, exercise, today=today)
        session = Session(asked(exercise, ""), today=today, recall=lambda path: look(path) if path == MY_WEEK else ())
        answers = play(session, apart.prompter(), card=content.card)
        saved = save(apart.stores, exercise, answers, now=apart.now(), zone=apart.zone)
        would_be = _("That is where it would be saved.")
        give_back(apart, exercise, saved.entry, said=would_be, hint=False, is_asked=is_daily)
        named = (*exercise.led_to(answers), *exercise.next)
        if following := next((id for id in named if apart.stores.library.find(id)), None):
            name_next(apart, following)  # what its author named: the invented person has no other reasons
        world.screen.say()
        world.screen.say(str(BANNER), "plan")
