"""Pick which cards of a kind stand first: in `cards`, in `urge` and in `help-now`."""

from __future__ import annotations

from typing import Annotated

import typer

from smartcli.asking.answers_file import read_answers
from smartcli.commands.cards.choosing import at_hand_now, check_kind, choose
from smartcli.commands.options import AnswersOption, world_of
from smartcli.exercises.kinds import Rank
from smartcli.keeping.card_changes import put_first
from smartcli.text.language import _
from smartcli.views.cards import FEW, HEADINGS
from smartcli.world import World

KindArgument = Annotated[
    str | None, typer.Argument(metavar="KIND", help=f"{', '.join(HEADINGS)}; without it you are asked.")
]


def pick(ctx: typer.Context, kind: KindArgument = None, answers: AnswersOption = None) -> None:
    """Pick which cards of a kind stand first. So they do in urge and help-now, too. Skip, and the newest do."""
    run(world_of(ctx), kind, answers=answers)


def run(world: World, kind: str | None = None, *, answers: str | None = None) -> None:
    """Of all kinds where none is named. answers: a file of the order in each kind, or `-`."""
    given = read_answers(answers, world.read, "smartcli cards --json")
    check_kind(kind)
    found = at_hand_now(world)
    chosen = choose(world, found, kind, given, _order)
    put_first(world.stores, found, chosen)
    some = any(chosen.values())
    said = _("Kept. These stand first, here and in urge and help-now.") if some else _("Kept. The newest stand first.")
    world.screen.say(said if chosen else _("Nothing was changed."), "good" if chosen else "")


def _order(kind: str, texts: tuple[str, ...]) -> Rank:
    ask = _("Which stand first? Up to {few}, in your order.").format(few=FEW)
    return Rank(key=kind, ask=ask, help=_("Skip, and the newest stand first."), choices=texts, top=FEW)
