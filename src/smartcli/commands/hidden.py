"""What a line says was forgotten, and still lies here: erased when the person says so, or brought back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from smartcli.asking.choose import choose
from smartcli.asking.turn import Turn
from smartcli.errors import InPart, NeedsTerminal
from smartcli.exercises.kinds import Text
from smartcli.journal.entry import Entry
from smartcli.keeping import forgetting
from smartcli.keeping.afterwards import told_first
from smartcli.keeping.forgetting import Erasure, Meant
from smartcli.keeping.remains import OTHERS, in_part
from smartcli.text.language import _, ngettext
from smartcli.text.language import typed as as_typed
from smartcli.views.summary import in_a_list
from smartcli.world import World

if TYPE_CHECKING:
    from smartcli.journal.hidden import Hidden

SHOWN = 5  # entries that are named before the question
ALL = "everything"  # what is typed where the entries cannot be counted
ERASE, BACK, LATER = "erase", "back", "later"


def waiting(world: World) -> list[Hidden]:
    """What the person has not yet said anything of. A journal that is closed is not opened for it."""
    journal = world.stores.journal
    if world.stores.is_closed or not journal.met_forgotten:
        return []
    return [one for one in journal.hidden() if one.is_open]


def said(found: Sequence[Hidden]) -> str:
    """That they are hidden, in a sentence."""
    text = ngettext(
        "{n} entry is hidden: a line in the journal says that it was forgotten. Its words still lie here.",
        "{n} entries are hidden: lines in the journal say that they were forgotten. Their words still lie here.",
        counted(found),
    )
    return text.format(n=counted(found))


def counted(found: Sequence[Hidden]) -> int:
    """How many entries: an id may stand for several."""
    return sum(one.count for one in found)


def ways() -> tuple[str, str]:
    """What to type."""
    return (
        as_typed(_("To erase them here too: smartcli forget --agree")),
        as_typed(_("To bring them back: smartcli forget --disagree")),
    )


def tell(world: World, found: Sequence[Hidden]) -> None:
    """Which they are."""
    world.screen.say(said(found))
    tell_lines(world, [line for one in found for line in as_listed(world, one)])


def ask(world: World) -> None:
    """The offer at home."""
    found = waiting(world)
    tell(world, found)
    offers = {ERASE: _("Erase them here too"), BACK: _("Bring them back"), LATER: _("Leave them hidden for now")}
    way = choose(world.prompter(), _("What is to become of them?"), offers, required=True, before=LATER)
    if way != LATER:
        _settle(world, found, is_agreed=way == ERASE, yes=way == BACK)


def settle(world: World, *, is_agreed: bool, dry_run: bool, yes: bool) -> None:
    """All that is hidden: erased, or brought back. Erasing asks first; what comes back is only seen again."""
    world.stores.journal.entries()
    found = waiting(world)
    if not found:
        world.screen.say(_("Nothing is hidden here. Nothing was changed."))
        return
    with told_first():
        tell(world, found)
    if dry_run:
        world.screen.say(_("Nothing was changed (dry run)."))
    else:
        _settle(world, found, is_agreed=is_agreed, yes=yes or not is_agreed)


def _settle(world: World, found: Sequence[Hidden], *, is_agreed: bool, yes: bool) -> None:
    ids = [one.id for one in found]
    if is_agreed:
        tell_drafts(world, Meant(ids=frozenset(ids)))
    if not yes and not agreed(world, str(counted(found))):
        world.screen.say(_("Nothing was changed."))
    elif is_agreed:
        say_erased(world, forgetting.entries(world.stores, Meant(ids=frozenset(ids)), world.now()))
    else:
        forgetting.bring_back(world.stores, ids, world.now())
        text = ngettext("{n} entry is back.", "{n} entries are back.", counted(found))
        world.screen.say(text.format(n=counted(found)), "good")


# What forgetting shares with it


def agreed(world: World, word: str) -> bool:
    """Typed, so that no slip does it. word: a number, or ALL."""
    try:
        prompter = world.prompter()
    except NeedsTerminal:
        why = _("This asks before it erases, and nobody is there to answer.")
        raise NeedsTerminal(why, next="smartcli forget … --yes") from None
    ask = _("This cannot be undone. To erase, type the number {n}:").format(n=word)
    if word == ALL:
        ask = _("This cannot be undone. To erase, type the word {word}:").format(word=word)
    step = Text(key="sure", ask=ask)
    answer = step.read(prompter.ask(Turn(step=step, total=0)))
    return str(answer or "").strip().casefold() == word


def tell_drafts(world: World, meant: Meant) -> None:
    """Beforehand, which drafts will stay with words in them that were taken over: they may hold new ones, too."""
    for exercise in forgetting.in_drafts(world.stores, meant):
        text = _(
            "Words of this stand in a draft too, of: {title}. It stays; finish it, or start it anew and let it go."
        )
        world.screen.say(text.format(title=world.stores.library.title(exercise)))


def say_erased(world: World, done: Erasure) -> None:
    """What is so now. InPart: some of it can still be read, or something else was not done."""
    if not done.left:
        text = ngettext("{n} entry is erased.", "{n} entries are erased.", done.count)
        world.screen.say(text.format(n=done.count), "good")
    say_beyond(world, done.beyond)
    if done.left:
        said = _("Not all of it is erased.")
        if all(one.place == OTHERS for one in done.left):
            said = _("Erased from all that this machine wrote.")
        elif all(one.is_beyond for one in done.left):
            said = _("Erased from all that can be opened here.")
        raise in_part(said, done.left, "smartcli forget --go-on", is_nameless=done.is_nameless)
    say_failed(done, "smartcli forget --go-on")


def say_failed(done: Erasure, again: str) -> None:
    """InPart: what belongs to it, and tells nothing, was not done."""
    if done.failed:
        places = "; ".join(one.said for one in done.failed)
        said = _("It is erased. But this could not be done: {places}. When that is mended, the same command goes on.")
        raise InPart(said.format(places=places), next=again)


def say_beyond(world: World, lines: Iterable[str]) -> None:
    world.screen.say()
    world.screen.say(_("Copies may remain:"))
    for line in lines:
        world.screen.say(f"- {line}")


def tell_lines(world: World, lines: Sequence[str]) -> None:
    """The first of them."""
    for line in lines[:SHOWN]:
        world.screen.say(f"- {line}")
    if len(lines) > SHOWN:
        world.screen.say(_("and {n} more.").format(n=len(lines) - SHOWN))


def listed(world: World, entry: Entry) -> str:
    return ", ".join(filter(None, in_a_list(entry, world.stores.library)))


def as_listed(world: World, one: Hidden) -> list[str]:
    """A line for each entry that its id stands for."""
    if not one.entries:
        return [_("{id}, {day}: a change of an entry that is not here").format(id=short(one.id), day=one.day)]
    return [listed(world, entry) for entry in one.entries]


def short(id: str) -> str:
    return id[-6:].lower()
