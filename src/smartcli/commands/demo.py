"""Play an exercise's sample, in a throw-away world: an invented person, nothing saved."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import typer

from smartcli.asking.play import play
from smartcli.asking.prompts.shown import ShownPrompter
from smartcli.asking.session import Session
from smartcli.commands.checkin import ID as CHECK_IN
from smartcli.commands.do import ExerciseArgument, keep, pick
from smartcli.commands.feedback import give_back, name_next
from smartcli.exercises import content
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.lookup import named
from smartcli.stores import Stores
from smartcli.text.language import _
from smartcli.world import World

BANNER = _("DEMO: an invented person. Nothing is saved.")


def demo(
    ctx: typer.Context,
    exercise: ExerciseArgument = None,
) -> None:
    """Play an exercise with its example answers; nothing is saved."""
    world: World = ctx.obj
    if exercise:
        chosen: Exercise | None = named(world.stores.library, " ".join(exercise))
    else:
        chosen = pick(world) if world.is_home_to_people else world.stores.library.load(CHECK_IN)
    if chosen:
        play_sample(world, chosen)


# The demo's evening: the same every time.
EVENING = datetime(2026, 11, 22, 19, 4, tzinfo=UTC)


def play_sample(world: World, exercise: Exercise) -> None:
    """One exercise with its sample, in a world with a temporary home and a set clock."""
    with tempfile.TemporaryDirectory(prefix="smartcli-demo-") as folder:
        apart = world.but(
            stores=Stores(home=Path(folder) / "home", passphrase=world.stores.passphrase),
            now=lambda: EVENING,
            zone="UTC",
            prompter=lambda: ShownPrompter(exercise.sample, write=world.screen.say, card=world.screen.card),
        )
        with suppress(OSError):  # one's own exercises are there too, to be named as what could follow
            shutil.copytree(world.stores.library.own, apart.stores.library.own)
        world.screen.say(BANNER, "plan")
        world.screen.say()
        session = Session(exercise, today=EVENING.date())
        answers = play(session, apart.prompter(), card=content.card)
        entry = keep(apart, exercise, answers)
        give_back(apart, exercise, entry, said=_("That is where it would be saved."), hint=False)
        if following := next((id for id in exercise.next if apart.stores.library.find(id)), None):
            name_next(apart, following)  # what its author named: the invented person has no other reasons
        world.screen.say()
        world.screen.say(BANNER, "plan")
