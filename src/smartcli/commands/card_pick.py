"""Pick which cards of a kind stand first: in `cards`, in `urge` and in `help-now`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, TypeVar

import typer

from smartcli import settings
from smartcli.cards import FEW, HEADINGS, Card
from smartcli.commands.do import AnswersOption, ask_one, read_answers
from smartcli.commands.saving import every_card, renew_at_hand
from smartcli.errors import InvalidAnswer, SmartError, Usage
from smartcli.kinds import Rank
from smartcli.safe import one_line
from smartcli.step import Answer
from smartcli.turn import Back, Prompter, Turn
from smartcli.words import _
from smartcli.world import World

T = TypeVar("T")
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
    if given is not None:
        chosen = _read(found, kind, given)
    else:
        chosen = of_a_kind(world, found, kind, lambda named, prompter: _asked(named, prompter, found)) or {}
    for name, picked in chosen.items():
        keep(world, found, name, picked)
    renew_at_hand(world)
    some = any(chosen.values())
    said = _("Kept. These stand first, here and in urge and help-now.") if some else _("Kept. The newest stand first.")
    world.screen.say(said if chosen else _("Nothing was changed."), "good" if chosen else "")


def of_a_kind(world: World, found: Sequence[Card], kind: str | None, ask: Callable[[str, Prompter], T]) -> T | None:
    """Ask for the kind where none is named, then what `ask` asks; going back from there leads to the kinds again."""
    kinds = [kind] if kind else [name for name in HEADINGS if any(card.kind == name for card in found)]
    names = {HEADINGS[name]: name for name in kinds}
    prompter = world.prompter()
    while True:
        picked = next(iter(names)) if len(kinds) == 1 else ask_one(prompter, _("Which cards?"), list(names))
        if picked is None:
            return None
        try:
            return ask(names[picked], prompter)
        except Back:
            if len(kinds) == 1:
                raise


def named(found: Sequence[Card], kind: str) -> dict[str, Card]:
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


def _asked(kind: str, prompter: Prompter, found: Sequence[Card]) -> dict[str, list[Card]]:
    """What a person picks of one kind."""
    shown = named(found, kind)
    step, before = _step(kind, shown), [text for text, card in shown.items() if card.first]
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
