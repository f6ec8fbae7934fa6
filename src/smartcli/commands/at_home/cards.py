"""The cards in rows, kind by kind. Each opens, to be read, changed, put away or taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smartcli.asking.choose import apart, choose
from smartcli.asking.turn import Back, Prompter
from smartcli.commands.at_home.reading import read
from smartcli.keeping import card_changes
from smartcli.text.days_said import began, on
from smartcli.text.language import _
from smartcli.text.sanitize import one_line
from smartcli.views.cards import HEADINGS, Card
from smartcli.views.own_cards import of_every_exercise, sorted_out
from smartcli.views.summary import shortened

if TYPE_CHECKING:
    from smartcli.world import World

PUT_AWAY, FIRST = "put away", "first"  # no kind of card, and no number of one
CHANGE, MOVE = "change", "move"


def open_cards(world: World) -> None:
    """The kinds of cards there are, until the person goes back."""
    prompter = world.prompter()
    kind: str | None = None
    while True:
        found, put_away = sorted_out(world.stores)
        kinds = {id: f"{heading} ({n})" for id, heading in HEADINGS.items() if (n := _count(found, id))}
        if put_away:
            kinds[PUT_AWAY] = _("Put away ({n})").format(n=len(put_away))
        if not kinds:
            world.screen.say(_("No cards yet. They come from what you write."))
            return
        try:
            at = kind if kind in kinds else next(iter(kinds))
            kind = choose(prompter, _("Which cards would you like to see?"), kinds, before=at)
        except Back:
            return
        if kind is None:
            return
        _show_kind(world, prompter, kind)


def _count(found: Sequence[Card], kind: str) -> int:
    return sum(card.kind == kind for card in found)


def _show_kind(world: World, prompter: Prompter, kind: str) -> None:
    """The cards of one kind, or those that were put away, until the person goes back or there is none left."""
    while True:
        found, put_away = sorted_out(world.stores)
        cards = put_away if kind == PUT_AWAY else [card for card in found if card.kind == kind]
        if not cards:
            return
        width = max(10, world.screen.width - 10)
        rows = {str(number): shortened(one_line(card.text), width) for number, card in enumerate(cards)}
        rows = apart(rows, name=lambda number: str(int(number) + 1))
        if kind != PUT_AWAY and len(cards) > 1:
            rows[FIRST] = _("Choose which stand first")
        title = _("Put away") if kind == PUT_AWAY else str(HEADINGS[kind])
        try:
            picked = choose(prompter, title, rows, before=next(iter(rows)))
            if picked is None:
                return
            if picked == FIRST:
                from smartcli.commands.cards import pick  # only where they are put in order

                pick.run(world, kind)
            else:
                _open(world, prompter, cards[int(picked)], is_away=kind == PUT_AWAY)
        except Back:
            if picked is None:
                return


def _open(world: World, prompter: Prompter, card: Card, *, is_away: bool) -> None:
    """One card, where it comes from, and what can be done with it."""
    ways = {CHANGE: _("Change its words"), MOVE: _("Put it away: it has had its time")}
    if is_away:
        ways = {MOVE: _("Take it back")}
    read(world, prompter, lambda: _show(world, card), below=len(ways) + 7)
    way = choose(prompter, _("What would you like?"), ways)
    if way == CHANGE:
        from smartcli.commands.cards import edit  # only where one is changed

        try:
            edit.change(world, card)
        except KeyboardInterrupt:
            world.screen.say(_("Nothing was changed."))
    elif way == MOVE:
        here, away = of_every_exercise(world.stores)
        if is_away:
            card_changes.take_back(world.stores, away, [card])
            world.screen.say(_("It is back."), "good")
        else:
            card_changes.put_away(world.stores, here, [card])
            world.screen.say(_("It is put away. Under “Put away” you can take it back."), "good")


def _show(world: World, card: Card) -> None:
    world.screen.title(str(HEADINGS[card.kind]))
    world.screen.words(card.text)
    if card.day:
        when = on(card.day, world.stores.settings().day(world.now()))
        text = _("Written {when}, in {title}.").format(when=when, title=world.stores.library.title(card.exercise))
        world.screen.say(began(text), "quiet")
