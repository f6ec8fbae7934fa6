"""Choosing among the cards of a kind: by the person, or by answers written beforehand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from smartcli.asking.ask import until_it_fits
from smartcli.asking.choose import choose as choose_one
from smartcli.asking.turn import Back, Prompter, Turn
from smartcli.errors import Damaged, InvalidAnswer, SmartError, Usage
from smartcli.exercises.kinds import Choices, Rank
from smartcli.exercises.step import Answer
from smartcli.keeping.saving import check_cards
from smartcli.text.language import _
from smartcli.text.sanitize import one_line
from smartcli.views.cards import HEADINGS, Card, without_doubles
from smartcli.views.own_cards import of_every_exercise
from smartcli.world import World

T = TypeVar("T")
Chosen = dict[str, list[Card]]  # by kind
Step = Choices | Rank
Make = Callable[[str, tuple[str, ...]], Step]  # of a kind and the cards' words: what is asked


def at_hand_now(world: World) -> list[Card]:
    """The cards to choose from; where there are none, why, and what to type."""
    here, put_away = of_every_exercise(world.stores)
    if not here:
        check_cards(world.stores)  # else nobody can say that there are none
    return to_choose_from(here, put_away)


def to_choose_from(here: Sequence[Card], put_away: Sequence[Card]) -> list[Card]:
    """The same of cards that have been looked up."""
    if put_away and not here:
        raise SmartError(_("All your cards are put away."), next="smartcli cards back")
    if not here:
        raise SmartError(_("No cards yet. They come from what you write."), next="smartcli do why-i-want-this")
    return without_doubles(here)


def check_all_read(world: World) -> None:
    """Damaged: not all can be read that makes the cards and their order, so that a number may mean another one."""
    try:
        check_cards(world.stores)
        world.stores.known_marks()
    except Damaged as error:
        said = _("Which card is meant cannot be told, so nothing was changed.")
        raise Damaged(f"{said} {error}", next=error.next) from error


def check_kind(kind: str | None) -> None:
    if kind is not None and kind not in HEADINGS:
        raise Usage(_("There is no such kind of card. There are: {kinds}.").format(kinds=", ".join(HEADINGS)))


def choose(
    world: World, found: Sequence[Card], kind: str | None, given: Mapping[str, object] | None, make: Make
) -> Chosen:
    """What is chosen of each kind; nothing where the person left."""
    if given is not None:
        check_all_read(world)
        return _read(found, kind, given, make)
    return of_a_kind(world, found, kind, lambda named, prompter: _asked(named, prompter, found, make)) or {}


def of_a_kind(world: World, found: Sequence[Card], kind: str | None, ask: Callable[[str, Prompter], T]) -> T | None:
    """Ask for the kind where none is named, then what `ask` asks; going back from there leads to the kinds again."""
    kinds = [kind] if kind else [name for name in HEADINGS if any(card.kind == name for card in found)]
    titles = {name: str(HEADINGS[name]) for name in kinds}
    prompter = world.prompter()
    while True:
        picked = kinds[0] if len(kinds) == 1 else choose_one(prompter, _("Which cards?"), titles)
        if picked is None:
            return None
        try:
            return ask(picked, prompter)
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


def _made(make: Make, kind: str, shown: Mapping[str, Card]) -> Step:
    if not shown:
        raise SmartError(_("There are no cards of this kind yet."), next="smartcli cards")
    return make(kind, tuple(shown))


def _asked(kind: str, prompter: Prompter, found: Sequence[Card], make: Make) -> Chosen:
    """What a person picks of one kind. Those that stand first begin an order."""
    shown = named(found, kind)
    step = _made(make, kind, shown)
    before = [text for text, card in shown.items() if card.first and step.orders]
    return {kind: _cards(until_it_fits(prompter, Turn(step=step, before=before or None, total=0)), shown)}


def _read(found: Sequence[Card], kind: str | None, given: Mapping[str, object], make: Make) -> Chosen:
    """The same out of answers written beforehand: the numbers or the words of each kind."""
    if given.keys() - ({kind} if kind else HEADINGS.keys()):
        raise Usage(_('The answers name kinds of card, such as {{"reason": ["2", "1"]}}.').format())
    chosen = {}
    for name, raw in given.items():
        shown = named(found, name)
        step = _made(make, name, shown)
        try:
            chosen[name] = _cards(step.read([str(one) for one in raw] if isinstance(raw, list) else raw), shown)
        except InvalidAnswer as problem:
            raise Usage(f"{name}: {problem}", next="smartcli cards --json") from None
    return chosen


def _cards(answer: Answer, shown: Mapping[str, Card]) -> list[Card]:
    return [shown[text] for text in answer if isinstance(text, str)] if isinstance(answer, list) else []
