"""Lines in a sealed journal that are not sealed: shown, and taken when the person says so."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from smartcli.asking.choose import choose
from smartcli.errors import InPart, NeedsTerminal, SmartError
from smartcli.journal.entry import Entry, entry_or_change
from smartcli.journal.line import Table
from smartcli.keeping import taking
from smartcli.keeping.afterwards import told_first
from smartcli.text.language import Later, _, ngettext
from smartcli.text.language import typed as as_typed
from smartcli.text.sanitize import one_line
from smartcli.world import World

if TYPE_CHECKING:
    from smartcli.journal.accepted import Strangers

SHOWN = 20  # lines that are named before the question
TAKE, WORDS, LEAVE = "take", "words", "leave"
KINDS = {
    "edit": Later("changes an entry"),
    "unedit": Later("takes a change back"),
    "delete": Later("puts an entry into the trash"),
    "restore": Later("takes an entry out of the trash"),
    "forget": Later("says that an entry was forgotten"),
    "gone": Later("says that an entry was forgotten"),
    "remember": Later("brings back what was forgotten"),
}


def words(world: World) -> list[str]:
    """What home says: how many, since when, and in which folder. No passphrase is needed for it."""
    try:
        found = world.stores.journal.strangers()
    except (SmartError, OSError):  # which the reading says
        return []
    lines = [_where(folder, some) for folder, some in _by_folder(found)]
    return [*lines, as_typed(_("To look at them, and take them: smartcli lock --accept"))] if lines else []


def _by_folder(found: Sequence[Strangers]) -> Iterator[tuple[str, list[Strangers]]]:
    for folder in dict.fromkeys(one.file.parent.name for one in found):
        yield folder, [one for one in found if one.file.parent.name == folder]


def _where(folder: str, some: Sequence[Strangers]) -> str:
    count = sum(len(one.lines) for one in some)
    text = ngettext(
        "{n} line in the folder {folder} is not sealed (last changed on {day}). It counts for nothing.",
        "{n} lines in the folder {folder} are not sealed (last changed on {day}). They count for nothing.",
        count,
    )
    return text.format(n=count, folder=one_line(folder), day=max(one.day for one in some))


def run(world: World, *, with_words: bool, yes: bool) -> None:
    """Show them, ask, and take them. InPart: not all of them could be taken."""
    say = world.screen.say
    found = world.stores.journal.strangers()
    if not found:
        say(_("Every line that is here is sealed, or taken already. Nothing was changed."))
        return
    who = _("Whoever can write in the folder journal could have put them there: a machine of yours, or somebody else.")
    with told_first():
        for folder, some in _by_folder(found):
            say(_where(folder, some))
        say(who)
        tell(world, found, with_words=with_words)
    if not yes and not _agreed(world, found):
        say(_("Nothing was changed."))
        return
    left = taking.take(world.stores, found, world.now())
    count = sum(len(one.lines) for one in found)
    if left:
        raise InPart(
            ngettext("{left} of {n} line could not be taken.", "{left} of {n} lines could not be taken.", count).format(
                left=left, n=count
            ),
            next="smartcli lock --accept",
        )
    text = ngettext(
        "{n} line is sealed, and counts from now on.", "{n} lines are sealed, and count from now on.", count
    )
    say(text.format(n=count), "good")
    if any(not one.is_ours for one in found):
        say(as_typed(_("Where another machine of yours wrote them, lock there too: smartcli lock --from-paper")))


def _agreed(world: World, found: Sequence[Strangers]) -> bool:
    try:
        prompter = world.prompter()
    except NeedsTerminal:
        why = _("This asks before it takes anything, and nobody is there to answer.")
        raise NeedsTerminal(why, next="smartcli lock --accept --yes") from None
    ways = {TAKE: _("Take them: they are mine"), WORDS: _("Show me what they say"), LEAVE: _("Leave them as they are")}
    while True:
        way = choose(prompter, _("Shall they count?"), ways, required=True, before=LEAVE)
        if way != WORDS:
            return way == TAKE
        tell(world, found, with_words=True)


def tell(world: World, found: Sequence[Strangers], *, with_words: bool) -> None:
    """A line for each: its day, its exercise, what it is. with_words: all of them, with what they say."""
    every = [line for one in found for line in one.lines]
    for line in every if with_words else every[:SHOWN]:
        try:
            said = entry_or_change(line)
        except ValueError:
            world.screen.say(f"- {_('a line of a kind that this smartcli does not know')}")
            continue
        world.screen.say(f"- {_named(world, said)}")
        for text in _inside(said) if with_words else ():
            world.screen.say(f"  {text}")
    if not with_words and len(every) > SHOWN:
        world.screen.say(_("and {n} more.").format(n=len(every) - SHOWN))


def _named(world: World, said: Entry | Table) -> str:
    if isinstance(said, Entry):
        return ", ".join([said.day, world.stores.library.title(said.exercise), _("an entry")])
    kind = KINDS.get(said["op"])
    return ", ".join(
        filter(None, [_day(said.get("at")), str(kind) if kind else _("another change"), said["of"][-6:].lower()])
    )


def _day(at: object) -> str:
    try:
        return date.fromisoformat(str(at)[:10]).isoformat()
    except ValueError:
        return ""


def _inside(said: Entry | Table) -> Iterator[str]:
    asked, answers = (said.asked, said.answers) if isinstance(said, Entry) else (said.get("asked"), said.get("answers"))
    for key, answer in answers.items() if isinstance(answers, dict) else ():
        question = asked.get(key, key) if isinstance(asked, dict) else key
        yield f"{question} {answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)}"
