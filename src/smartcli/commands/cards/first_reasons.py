"""Which two reasons an urge shows: asked once, where there are more than two. Later there is `cards pick`."""

from __future__ import annotations

from collections.abc import Sequence

from smartcli.asking.ask import until_it_fits
from smartcli.asking.turn import Back, Turn
from smartcli.errors import SmartError
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import Rank
from smartcli.findings import hard_evening
from smartcli.keeping.card_changes import put_first
from smartcli.text.language import _
from smartcli.views.cards import Card
from smartcli.views.own_cards import every_card
from smartcli.world import World

SHOWN = 2  # reasons that an urge shows
ASKED = "first-reasons"  # among what was declined: it was asked, and is not asked again


def offer(world: World, exercise: Exercise) -> None:
    """After an exercise that holds reasons was done by somebody who sits there. What is skipped shows the newest.

    On a hard evening nothing is asked that can wait.
    """
    stores = world.stores
    if not world.is_home_to_people or stores.is_closed or not _holds_reasons(exercise):
        return
    try:
        today = stores.settings().day(world.now())
        if hard_evening.newest(stores.journal.latest(), stores.library.find, today) == today.isoformat():
            return
        found = every_card(stores)
        reasons = [card for card in found if card.kind == "reason"]
        if len(reasons) <= SHOWN or any(card.first for card in reasons) or ASKED in stores.marks().declined:
            return
        picked = _asked(world, reasons)
        day = today.isoformat()
        stores.mark(lambda kept: kept.but(declined={**kept.declined, ASKED: day}), _("That you were asked is kept."))
        if picked:
            put_first(stores, found, {"reason": picked})
            world.screen.say(_("Kept. An urge shows you these."), "good")
    except SmartError as error:  # what was written is saved, whatever else cannot be read or kept now
        world.screen.note(str(error))


def _holds_reasons(exercise: Exercise) -> bool:
    return any(step.card == "reason" for _path, step in exercise.every_step())


def _asked(world: World, reasons: Sequence[Card]) -> list[Card]:
    by_words = {card.text: card for card in reasons}
    ask = _("Which two should an urge show you?")
    help = _("Your strongest ones, in your order. You can change them later, among your cards.")
    step = Rank(key="reason", ask=ask, help=help, choices=tuple(by_words), top=SHOWN)
    prompter = world.prompter()
    try:
        answer = until_it_fits(prompter, Turn(step=step, total=0))
    except (Back, EOFError):
        return []
    return [by_words[text] for text in answer if isinstance(text, str)] if isinstance(answer, list) else []
