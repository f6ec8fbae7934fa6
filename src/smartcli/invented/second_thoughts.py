"""What an invented person changes afterwards: answers, the day, and what is put in the trash and taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from smartcli.home.ids import stamp
from smartcli.invented.chance import Chance
from smartcli.invented.deeds import Deed, edit
from smartcli.journal.changing import TAKEN_BACK_BY, change
from smartcli.journal.happened import EVENING, at_that_day

if TYPE_CHECKING:
    from smartcli.invented.invented import Invented

# The answers that are changed, and how far at most: the scale of each goes from 0 to 10, an amount up.
RATED = ("urge_peak", "sleep", "strength", "strength_after", "amount", "worst", "how_strong")
KEPT = ("my-goal",)  # what the days are measured by is left as it is
AFTER = timedelta(hours=11)
TAKEN_BACK = 0.25  # the share of changes
MOVED = 0.3  # the share of changes that are about the day


def second_thoughts(who: Invented, written: Sequence[Deed], end: datetime) -> Iterator[Deed]:
    """The changes of what was written, as far as they come before the end."""
    chance, number = Chance(who.seed, "second thoughts"), len(written) and max(deed.number for deed in written)
    for deed in written:
        about = None
        if deed.at + 2 * AFTER >= end or deed.table["exercise"] in KEPT:
            continue
        if chance.takes(who.edits):
            about = _edited(deed, chance)
        elif chance.takes(who.deletes):
            about = change("delete", "", stamp(deed.at + AFTER))
        if about is None:
            continue
        number += 1
        yield Deed(number=number, at=deed.at + AFTER, machine=_machine(who, chance), table=about, of=deed.number)
        if chance.takes(TAKEN_BACK):
            back = change(TAKEN_BACK_BY[about["op"]], "", stamp(deed.at + 2 * AFTER))
            number += 1
            yield Deed(
                number=number,
                at=deed.at + 2 * AFTER,
                machine=_machine(who, chance),
                table=back,
                of=deed.number,
                undoes=number - 1,
            )


def _edited(deed: Deed, chance: Chance) -> dict[str, Any] | None:
    """Another answer, or another day; None where there is nothing in it to be changed."""
    answers, at = deed.table["answers"], deed.at + AFTER
    keys = [key for key in RATED if answers.get(key) is not None]
    if not keys:
        return None
    if chance.takes(MOVED):
        before = at_that_day(date.fromisoformat(deed.table["day"]) - timedelta(days=1), EVENING)
        return edit(at, {}, {}, day=before.day, happened=str(before.said))
    key = chance.pick(keys)
    value = (answers[key] + chance.whole(1, 3)) % 11
    return edit(at, {key: deed.table["asked"][key]}, {key: value})


def _machine(who: Invented, chance: Chance) -> int:
    return int(who.machines > 1 and chance.takes(0.5))
