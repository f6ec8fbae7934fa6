"""An urge is here now: help before any question; then stay with it, do something else, or leave."""

from __future__ import annotations

from typing import Annotated

import typer

from smartcli.asking.ask import ask_one
from smartcli.asking.choose import choose
from smartcli.asking.turn import Back, Prompter, Turn
from smartcli.commands.do import walk
from smartcli.commands.options import world_of
from smartcli.errors import Gone
from smartcli.exercises.kinds import Choice, Scale
from smartcli.exercises.step import Answer
from smartcli.first_aid import pages
from smartcli.keeping.saving import save
from smartcli.text.language import Later, _
from smartcli.world import World

# Accepting and riding it out stands first, distraction last: see the evidence named in the exercise urge-surf.
SOMETHING_ELSE = (
    Later("Let it be there and go on with what I was doing"),
    Later("Wait ten minutes, then look again"),
    Later("Leave this place"),
    Later("Do something else with my hands or my body"),
    Later("Answer what the urge says"),
    Later("Call or text someone"),
    Later("Think of something else for a while"),
)

STAY, OTHER, WRITE, LEAVE = "stay", "other", "write", "leave"


def urge(ctx: typer.Context, greeted: Annotated[bool, typer.Option("--greeted", hidden=True)] = False) -> None:
    """An urge is here now: first words, then help that you pick."""
    help_with(world_of(ctx), greeted=greeted)


def help_with(world: World, *, greeted: bool = False) -> None:
    """The first words where they are not out yet, then the person's choice. Raises Gone where that is to leave."""
    if not greeted:
        world.screen.say(pages.urge(str(world.stores.home), width=min(pages.WIDTH, world.screen.width)))
    if not world.is_home_to_people:
        return
    prompter = world.prompter()
    ways = {
        STAY: _("Stay with me for ten minutes"),
        OTHER: _("Something else to do"),
        WRITE: _("Write it down"),
        LEAVE: _("x: leave, and clear the screen"),
    }
    way = choose(prompter, _("What would help now?"), ways, required=True, before=STAY, kind=Doors)
    if way == STAY:
        walk(world, world.stores.library.load("urge-surf"))
    elif way == OTHER:
        _something_else(world, prompter)
    elif way == WRITE:
        walk(world, world.stores.library.load("urge-log"))
    else:
        world.screen.clear()
        raise Gone  # from home too: no menu for whoever has walked in


class Doors(Choice):
    """The choice after the first words; x is the last one, so that a hand in a hurry finds the way out."""

    def parse(self, raw: object) -> Answer:
        return super().parse(self.choices[-1] if isinstance(raw, str) and raw.strip().casefold() == "x" else raw)


def _something_else(world: World, prompter: Prompter) -> None:
    """The person's own list first. One thing is enough; writing it down is offered, one number.

    Shown is all that stands on a card; written down is what one does, so that it counts with the same words elsewhere.
    """
    from smartcli.first_aid import card_cache

    own = card_cache.read(str(world.stores.home))
    does = {card.text: card.answer for card in own.cards if card.kind == "response"}
    choices = list(dict.fromkeys([*own.texts("response"), *map(str, SOMETHING_ELSE)]))
    picked = ask_one(prompter, _("Pick one. It does not have to be the right one."), choices)
    if picked is None:
        return
    world.screen.say(_("Good. Do that now. This can wait."))
    number = _strength(prompter)
    if number is not None:
        exercise = world.stores.library.load("urge-log")
        answers: dict[str, Answer] = {step.key: None for step in exercise.steps if step.asks and step.only_if is None}
        answers |= {"strength": number, "response": [does.get(picked) or picked]}
        saved = save(world.stores, exercise, answers, now=world.now(), zone=world.zone)
        world.screen.notes(saved.notes)
        world.screen.say(_("Saved. You met this one."), "good")


def _strength(prompter: Prompter) -> int | None:
    step = Scale(key="strength", ask=_("How strong is it now? One number, or Enter to leave."))
    try:
        answer = step.read(prompter.ask(Turn(step=step, total=0)))
    except Back:
        return None
    return answer if isinstance(answer, int) else None
