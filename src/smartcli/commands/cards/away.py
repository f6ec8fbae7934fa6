"""Put a card away that has had its time, and take it back: the entry it comes from stays as it is."""

from __future__ import annotations

import typer

from smartcli.asking.answers_file import read_answers
from smartcli.commands.cards.choosing import Make, check_kind, choose, to_choose_from
from smartcli.commands.cards.pick import KindArgument
from smartcli.commands.options import AnswersOption, YesOption, world_of
from smartcli.errors import SmartError
from smartcli.exercises.kinds import Choices
from smartcli.keeping import card_changes
from smartcli.keeping.saving import check_cards
from smartcli.text.language import _, ngettext, typed
from smartcli.views.cards import each_once
from smartcli.views.own_cards import of_every_exercise
from smartcli.world import World


def away(ctx: typer.Context, kind: KindArgument = None, answers: AnswersOption = None, _yes: YesOption = False) -> None:
    """Put cards away that have had their time, such as a step you took. What you wrote stays in your journal."""
    put_away(world_of(ctx), kind, answers=answers)


def put_away(world: World, kind: str | None = None, *, answers: str | None = None) -> None:
    """Of all kinds where none is named. answers: a file of those that are meant, or `-`."""
    given = read_answers(answers, world.read, "smartcli cards --json")
    check_kind(kind)
    here, gone = of_every_exercise(world.stores)
    if not here:
        check_cards(world.stores)  # else nobody can say that there are none
    found = to_choose_from(here, gone)
    make = _which(_("Which have had their time?"), _("They leave this list, urge and help-now, and can come back."))
    picked = [card for cards in choose(world, found, kind, given, make).values() for card in cards]
    card_changes.put_away(world.stores, here, picked)
    said = ngettext("{n} card put away.", "{n} cards put away.", len(picked)).format(n=len(picked))
    said += " " + typed(_("To take one back: smartcli cards back"))
    world.screen.say(said if picked else _("Nothing was changed."))


def back(ctx: typer.Context, kind: KindArgument = None, answers: AnswersOption = None, _yes: YesOption = False) -> None:
    """Take cards back that were put away."""
    take_back(world_of(ctx), kind, answers=answers)


def take_back(world: World, kind: str | None = None, *, answers: str | None = None) -> None:
    """Of all kinds where none is named. answers: a file of those that are meant, or `-`."""
    given = read_answers(answers, world.read, "smartcli cards --json")
    check_kind(kind)
    found = of_every_exercise(world.stores)[1]
    world.stores.known_marks()
    if not found:
        check_cards(world.stores)
        raise SmartError(_("No card is put away."), next="smartcli cards")
    make = _which(_("Which do you want back?"), "")
    picked = [card for cards in choose(world, each_once(found), kind, given, make).values() for card in cards]
    card_changes.take_back(world.stores, found, picked)
    said = ngettext("{n} card is back.", "{n} cards are back.", len(picked)).format(n=len(picked))
    world.screen.say(said if picked else _("Nothing was changed."))


def _which(ask: str, help: str) -> Make:
    return lambda kind, texts: Choices(key=kind, ask=ask, help=help, choices=texts)
