"""Plain lines of a sealed journal taken: put under the key after a backup; the cards at hand follow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from smartcli.keeping import backups
from smartcli.keeping.saving import follow_at_hand
from smartcli.stores import Stores
from smartcli.text.language import _

if TYPE_CHECKING:
    from smartcli.journal.accepted import Strangers


def take(stores: Stores, found: Sequence[Strangers], now: datetime) -> int:
    """How many of their lines still count for nothing afterwards. Asks for the passphrase."""
    stores.keys.unlocked()
    backups.before(stores.home, "accept", now)
    stores.journal.take(found)
    asked = {line for one in found for line in one.lines}
    left = sum(line in asked for one in stores.journal.strangers() for line in one.lines)
    if left < len(asked):
        stores.so_far.landed(_("What was taken is sealed, and counts from now on."), "smartcli lock --accept")
    follow_at_hand(stores)
    return left
