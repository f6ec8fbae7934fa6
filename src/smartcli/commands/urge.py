"""An urge is here now: help before any question; then four ways, each of which comes back, until it is enough."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from typing import Annotated

import typer

from smartcli.asking.ask import until_it_fits
from smartcli.asking.choose import choose
from smartcli.asking.turn import Back, Prompter, Turn
from smartcli.commands.do import walk
from smartcli.commands.options import world_of
from smartcli.errors import Gone, SmartError
from smartcli.exercises.kinds import Scale
from smartcli.exercises.step import Answer, number, rows_of, texts
from smartcli.first_aid import card_cache, pages
from smartcli.first_aid.card_cache import BETWEEN, RESPONSE, AtHand
from smartcli.first_aid.what_followed import COUNTS, in_order, said
from smartcli.journal.entry import Entry
from smartcli.journal.happened import Happened
from smartcli.keeping.saving import make_at_hand, save, take_back
from smartcli.record import EMPTY, Record
from smartcli.text.language import Later, _
from smartcli.text.same_words import each_once, folded
from smartcli.world import World

# Accepting and riding it out stands first, distraction last: see the evidence named in the exercise urge-surf.
SOMETHING_ELSE = (
    Later("Let it be there and ride it out"),
    Later("Wait a while before I decide"),
    Later("Leave the place"),
    Later("Do something else instead"),
    Later("Talk back to the thought"),
    Later("Talk to someone"),
    Later("Take my mind off it"),
)

STAY, OTHER, WRITE, ENOUGH = "stay", "other", "write", "enough"
SURF, LOG = "urge-surf", "urge-log"
NEWEST = 5  # of what was written for the next time
MOMENTS = 3  # that are named of those one response is for
BESIDE = ", "  # words of one moment, as they are joined on a card


def urge(ctx: typer.Context, greeted: Annotated[bool, typer.Option("--greeted", hidden=True)] = False) -> None:
    """An urge is here now: first words, then help that you pick."""
    help_with(world_of(ctx), greeted=greeted)


def help_with(world: World, *, greeted: bool = False) -> None:
    """The first words where they are not out yet, then the ways. Raises Gone where that is to leave, from home too."""
    if not greeted:
        width = min(pages.WIDEST, world.screen.width - 1)
        world.screen.shown(pages.urge(str(world.stores.home), width=width, rows=pages.rows(world.environ)).split("\n"))
    if not world.is_home_to_people:
        return

    def prompter() -> Prompter:
        made = world.prompter()
        made.leave_by_x()
        return made

    try:
        _ways(world.but(prompter=prompter))
    except Gone:  # no menu for whoever has walked in, and no words to scroll back to
        world.screen.clear()
        raise


class _Known(Record):
    """What is known of this urge: answers of the urge log, and the entry that it was written down in."""

    answers: Mapping[str, Answer] = EMPTY
    entry: Entry | None = None


def _ways(world: World) -> None:
    """The four, again and again. What is known of this urge goes along."""
    prompter = world.prompter()
    ways = {
        STAY: _("Stay with me for ten minutes"),
        OTHER: _("Something else to do"),
        WRITE: _("Write it down"),
        ENOUGH: _("Enough for now"),
    }
    known, before = _Known(), STAY
    title = _("What would help now?")
    while (way := choose(prompter, title, ways, required=True, before=before)) != ENOUGH:
        with suppress(Back):
            known = WENT[way](world, prompter, known)
        before = ENOUGH
    world.screen.say()
    world.screen.say(_("You looked after this one. That counts."))


def _stay(world: World, _prompter: Prompter, known: _Known) -> _Known:
    """Riding it out. Its ratings and the time go along into the urge log."""
    ridden = walk(world, world.stores.library.load(SURF), begun=EMPTY)
    return known.but(answers=_with(known.answers, _from_the_ride(ridden))) if ridden else known


def _with(answers: Mapping[str, Answer], ride: Mapping[str, Answer]) -> Mapping[str, Answer]:
    """What a ride says, beside what was known: nothing written before goes, and the strongest stays the strongest."""
    strongest = [one for told in (answers, ride) if (one := number(told.get("strength"))) is not None]
    did = each_once([*texts(answers.get("did")), *texts(ride.get("did"))])
    found: dict[str, Answer] = {**answers, **ride}
    return found | ({"strength": int(max(strongest))} if strongest else {}) | ({"did": did} if did else {})


def _write(world: World, _prompter: Prompter, known: _Known) -> _Known:
    """The urge log, with all that is known."""
    written = walk(world, world.stores.library.load(LOG), begun=known.answers)
    if written is None:
        return known
    _only(world, known)
    given = {key: answer for key, answer in written.answers.items() if answer is not None}
    return _Known(answers=given, entry=written)


def _only(world: World, known: _Known) -> None:
    """One urge is one entry: what was written down of it before is in the new one, and would count twice."""
    if known.entry:
        with suppress(SmartError, OSError):  # it is written all the same
            take_back(world.stores, known.entry, at=world.now())


def _from_the_ride(entry: Entry) -> Mapping[str, Answer]:
    """What a ride says of the urge: its strongest number and its last, the minutes, and that it was ridden out."""
    rounds = rows_of(entry.answers.get("ride"))
    rated = [entry.answers.get("start"), *(one.get("rating") for one in rounds), entry.answers.get("end")]
    numbers = [one for rating in rated if (one := number(rating)) is not None]
    seconds = sum(number(one.get("seconds")) or 0 for one in rounds)
    found: dict[str, Answer] = {"did": [_("Let it be there and ride it out")]} if rounds else {}
    if numbers:
        found |= {"strength": int(max(numbers)), "strength_after": int(numbers[-1])}
    return {**found, "minutes": max(1, round(seconds / 60))} if seconds else found


def _something_else(world: World, prompter: Prompter, known: _Known) -> _Known:
    """The person's own list first. One thing is enough; writing it down takes one number.

    Shown is all that stands on a card; written down is what one does, so that it counts with the same words elsewhere.
    """
    make_at_hand(world.stores)
    own = card_cache.read(str(world.stores.home))
    offered = _offered(own)
    picked = choose(
        prompter,
        _("Pick one. It does not have to be the right one."),
        {text: text for text in offered},
        abouts=_followed(own, offered),
    )
    if picked is None:
        return known
    world.screen.say(_("Good. Do that now. This can wait."))
    will_do = each_once([*texts(known.answers.get("will_do")), offered[picked]])
    answers: dict[str, Answer] = {**known.answers, "will_do": will_do}
    strength = _strength(prompter)
    if strength is not None:
        answers["strength_after" if "strength" in answers else "strength"] = strength
    elif known.entry is None:
        return known.but(answers=answers)
    return _noted(world, known, answers)


def _noted(world: World, known: _Known, answers: Mapping[str, Answer]) -> _Known:
    """Written down as it is known now, in the one entry of this urge."""
    exercise = world.stores.library.load(LOG)
    asked = {step.key: None for step in exercise.steps if step.asks and step.only_if is None}
    when = Happened(day=known.entry.day, said=known.entry.happened) if known.entry else None
    saved = save(world.stores, exercise, {**asked, **answers}, now=world.now(), zone=world.zone, happened=when)
    _only(world, known)
    world.screen.notes(saved.notes)
    world.screen.say(_("Saved. You met this one."), "good")
    return _Known(answers=answers, entry=saved.entry)


def _offered(own: AtHand) -> Mapping[str, str]:
    """What is offered, each response once; and of each, what one does.

    First what was picked and the newest that was written for the next time; then what is the person's own, then what is
    only suggested, each as it went before.
    """
    later = {*own.of(RESPONSE, LOG), *own.of(RESPONSE, SURF)}
    picked = {card.text for card in own.cards if card.kind == RESPONSE and card.first}
    mine: dict[str, list[str]] = {}  # the cards of each response, which may be for several moments
    for text in own.by_worth(RESPONSE):
        mine.setdefault(folded(own.does(text)), []).append(text)
    newest = [does for does, cards in mine.items() if later.intersection(cards)][:NEWEST]
    first = [does for does, cards in mine.items() if does in newest or picked.intersection(cards)]
    others = [does for does, cards in mine.items() if does not in first and not later.issuperset(cards)]
    usual = [*map(str, SOMETHING_ELSE), *(one.text for one in own.tried if one.own and one.helped)]
    found, rest = ({_with_moments(own, mine[does]): own.does(mine[does][0]) for does in one} for one in (first, others))
    rest |= {text: text for text in usual if folded(text) not in mine}
    in_turn = in_order([*rest], own.tried, rest.__getitem__)
    only_suggested = _only_suggested(own, mine)
    return found | {text: rest[text] for text in sorted(in_turn, key=lambda text: folded(rest[text]) in only_suggested)}


def _only_suggested(own: AtHand, mine: Collection[str]) -> frozenset[str]:
    """What does not stand among the person's own, folded: our words, but for those that stand on a card or went well,
    and of all that was done often what mostly was acted on.
    """
    helped = {folded(one.text) for one in own.tried if one.helped}
    often = {folded(one.text) for one in own.tried if one.times >= COUNTS}
    ours = {folded(str(text)) for text in SOMETHING_ELSE}
    return frozenset((ours.difference(mine) | often) - helped)


def _with_moments(own: AtHand, cards: Sequence[str]) -> str:
    """Boredom, A certain place - I take the tram: the moments of several cards before what one does in all of them."""
    if len(cards) == 1:
        return cards[0]
    moments = [text.removesuffix(f"{BETWEEN}{own.does(text)}") for text in cards if text != own.does(text)]
    words = dict.fromkeys(word for moment in moments for word in moment.split(BESIDE))
    return f"{BESIDE.join([*words][:MOMENTS])}{BETWEEN}{own.does(cards[0])}" if words else cards[0]


def _followed(own: AtHand, offered: Mapping[str, str]) -> Mapping[str, str]:
    """What the person wrote about each, where it is often enough to be said."""
    told = {folded(one.text): said(one) for one in own.tried}
    return {text: told.get(folded(does), "") for text, does in offered.items()}


def _strength(prompter: Prompter) -> int | None:
    step = Scale(key="strength", ask=_("How strong is it now? One number, or Enter to go on."))
    try:
        answer = until_it_fits(prompter, Turn(step=step, total=0))
    except Back:
        return None
    return answer if isinstance(answer, int) else None


WENT: Mapping[str, Callable[[World, Prompter, _Known], _Known]] = {STAY: _stay, OTHER: _something_else, WRITE: _write}
