"""Pick which cards of a kind stand first: in `cards`, in `urge` and in `help-now`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from smartcli import settings
from smartcli.cards import FEW, HEADINGS, Card
from smartcli.commands.do import AnswersOption, ask_one, read_answers
from smartcli.commands.saving import every_card, renew_at_hand
from smartcli.errors import InvalidAnswer, SmartError, Usage
from smartcli.kinds import Rank
from smartcli.safe import one_line
from smartcli.step import Answer
from smartcli.turn import Turn
from smartcli.words import _
from smartcli.world import World

NONE_YET = _("No cards yet. They come from what you write.")


def pick(
    ctx: typer.Context,
    kind: Annotated[str | None, typer.Argument(help=f"{', '.join(HEADINGS)}; without it you are asked.")] = None,
    answers: AnswersOption = None,
) -> None:
    """Pick which cards of a kind stand first, here and in urge and help-now. Skip, and the newest do."""
    world: World = ctx.obj
    given = read_answers(world, answers)
    if kind is not None and kind not in HEADINGS:
        raise Usage(_("There is no such kind of card. There are: {kinds}.").format(kinds=", ".join(HEADINGS)))
    found = every_card(world)
    if not found:
        raise SmartError(NONE_YET, next="smartcli do why-i-want-this")
    chosen = _read(found, kind, given) if given is not None else _asked(world, found, kind)
    for name, picked in chosen.items():
        keep(world, found, name, picked)
    renew_at_hand(world)
    some = any(chosen.values())
    said = _("Kept. These stand first, here and in urge and help-now.") if some else _("Kept. The newest stand first.")
    world.screen.say(said if chosen else _("Nothing was changed."), "good" if chosen else "")


def ask_kind(world: World, found: Sequence[Card]) -> str | None:
    """One of the kinds there are cards of; where there is one only, it is meant."""
    kinds = [kind for kind in HEADINGS if any(card.kind == kind for card in found)]
    if len(kinds) == 1:
        return kinds[0]
    names = {HEADINGS[kind]: kind for kind in kinds}
    picked = ask_one(world.prompter(), _("Which cards?"), list(names))
    return names[picked] if picked else None


def named(found: Sequence[Card], kind: str | None) -> dict[str, Card]:
    """The cards of a kind by their words on one line, as they are picked from."""
    shown: dict[str, Card] = {}
    for card in found:
        if card.kind == kind:
            shown.setdefault(one_line(card.text), card)
    return shown


def _step(kind: str, shown: dict[str, Card]) -> Rank:
    if not shown:
        raise SmartError(_("There are no cards of this kind yet."), next="smartcli cards")
    ask = _("Which stand first? Up to {few}, in your order.").format(few=FEW)
    return Rank(key=kind, ask=ask, help=_("Skip, and the newest stand first."), choices=tuple(shown), top=FEW)


def _asked(world: World, found: Sequence[Card], kind: str | None) -> dict[str, list[Card]]:
    """What a person picks of one kind; nothing where they name no kind."""
    kind = kind or ask_kind(world, found)
    if kind is None:
        return {}
    shown = named(found, kind)
    step, before = _step(kind, shown), [text for text, card in shown.items() if card.first]
    prompter = world.prompter()
    while True:
        raw = prompter.ask(Turn(step=step, before=before or None, total=0))
        try:
            return {kind: _cards(step.read(raw), shown)}
        except InvalidAnswer as problem:
            prompter.refuse(problem)


def _read(found: Sequence[Card], kind: str | None, given: Mapping[str, object]) -> dict[str, list[Card]]:
    """The same out of answers written beforehand: the numbers or the words of each kind."""
    if given.keys() - ({kind} if kind else HEADINGS.keys()):
        raise Usage(_('The answers name kinds of card, such as {{"reason": ["2", "1"]}}.').format())
    chosen = {}
    for name, raw in given.items():
        shown = named(found, name)
        step = _step(name, shown)
        try:
            chosen[name] = _cards(step.read([str(one) for one in raw] if isinstance(raw, list) else raw), shown)
        except InvalidAnswer as problem:
            raise Usage(f"{name}: {problem}", next="smartcli cards --json") from None
    return chosen


def _cards(answer: Answer, shown: dict[str, Card]) -> list[Card]:
    return [shown[text] for text in answer if isinstance(text, str)] if isinstance(answer, list) else []


def keep(world: World, found: Sequence[Card], kind: str, picked: Sequence[Card]) -> None:
    """Remember the picks of a kind, beside those of the other kinds. What is not there any more is let go."""
    kept = world.opened_settings()
    others = {card.mark for card in found if card.kind != kind}
    marks = [*(mark for mark in kept.first_cards.split() if mark in others), *(card.mark for card in picked)]
    settings.write(world.home, kept.but(first_cards=" ".join(marks)), keys=world.keys)
