"""Looking back: the entries in rows. Each opens, to be read, changed or put into the trash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from smartcli.asking.choose import choose
from smartcli.asking.turn import Back, Prompter
from smartcli.commands.at_home.reading import read
from smartcli.commands.journal import how_many, show_entry
from smartcli.journal.unread import unread
from smartcli.screen import NARROW
from smartcli.text.days_said import SHORT, began
from smartcli.text.language import _
from smartcli.text.pictures.writing import day, day_of_year
from smartcli.views.summary import gist, said_when, shortened

if TYPE_CHECKING:
    from smartcli.journal.entry import Entry
    from smartcli.world import World

MOST, LEAST = 20, 5  # entries on a page
AROUND = 12  # rows of the window that are not entries
MARGIN = 10  # columns beside the words of a row
OLDER, NEWER, UNDO = "older", "newer", "undo"
CHANGE, TRASH = "change", "trash"


def look_back(world: World) -> None:
    """The entries, newest first, until the person goes back."""
    prompter = world.prompter()
    entries = world.stores.journal.entries()[::-1]
    world.screen.notes(unread(world.stores.journal))
    first, seen = 0, ""
    while True:
        first = min(first, max(0, len(entries) - 1))
        picked = _picked(world, prompter, entries, first, seen)
        if picked is None:
            return
        if picked == UNDO:
            from smartcli.commands.journal.correct import undo_last  # only where something is taken back

            undo_last(world)
        elif picked in (OLDER, NEWER):
            first = max(0, first + (1 if picked == OLDER else -1) * _page(world))
        else:
            seen = picked
            _open(world, prompter, picked)
        if picked not in (OLDER, NEWER):  # it may have been changed
            entries = world.stores.journal.entries()[::-1]


def _picked(world: World, prompter: Prompter, entries: Sequence[Entry], first: int, seen: str) -> str | None:
    """An entry's id, or another row; None = back. seen: the one that was open."""
    shown = entries[first : first + _page(world)]
    rows = _rows(world, shown)
    if first + len(shown) < len(entries):
        rows[OLDER] = _("Older ones")
    if first:
        rows[NEWER] = _("Newer ones")
    if world.stores.journal.can_undo():
        rows[UNDO] = _("Take back the last change")
    if not rows:
        world.screen.say(_("No entries here yet."))
        return None
    try:
        at = seen if seen in rows else next(iter(rows))
        return choose(prompter, _title(first, len(shown), len(entries)), rows, before=at)
    except Back:
        return None


def _title(first: int, shown: int, total: int) -> str:
    if not total:
        return _("There is no entry now.")
    count = how_many(shown, total)
    if first:
        count = _("{first} to {last} of {total}, newest first.").format(
            first=first + 1, last=first + shown, total=total
        )
    return " ".join([count, _("Which one would you like to open?")])


def _page(world: World) -> int:
    return max(LEAST, min(MOST, world.screen.rows - AROUND)) if world.screen.rows else MOST


def _rows(world: World, shown: Sequence[Entry]) -> dict[str, str]:
    """A line for each, by its id; those that read alike say the end of it."""
    width = max(LEAST, world.screen.width - MARGIN)
    whole = {entry.id: _row(world, entry) for entry in shown}
    rows = {id: shortened(text, width) for id, text in whole.items()}
    often = Counter(rows.values())
    alike = {id: shortened(whole[id], width - len(", 123abc")) for id, text in rows.items() if often[text] > 1}
    return {**rows, **{id: f"{text}, {id[-6:].lower()}" for id, text in alike.items()}}


def _row(world: World, entry: Entry) -> str:
    library = world.stores.library
    today = world.stores.settings().day(world.now())
    when = (world.screen.width < NARROW and _shortly(entry, today)) or began(said_when(entry, today))
    said = gist(entry, library.find(entry.exercise))
    return ". ".join(filter(None, (f"{when}: {library.title(entry.exercise)}", said)))


def _shortly(entry: Entry, today: date) -> str:
    """Sat 21 Nov, of days further away than yesterday: so that the title has room beside it."""
    on = date.fromisoformat(entry.day)
    if (today - on).days <= 1:
        return ""
    named = day if on.year == today.year else day_of_year
    return _("{weekday} {day}").format(weekday=SHORT[on.weekday()], day=named(on))


def _open(world: World, prompter: Prompter, id: str) -> None:
    """One entry, and what can be done with it."""
    ways = {CHANGE: _("Change it"), TRASH: _("Put it in the trash")}
    try:
        read(world, prompter, lambda: show_entry(world, id), below=len(ways) + 7)
        way = choose(prompter, _("What would you like?"), ways)
    except Back:
        return
    if way is None:
        return
    from smartcli.commands.journal import correct  # only where something is changed

    if way == TRASH:
        correct.delete_entries(world, [id])
        return
    try:
        correct.edit_entry(world, id)
    except KeyboardInterrupt:
        world.screen.say(_("Nothing was changed."))
