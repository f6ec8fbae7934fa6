"""The safety cards as this person sees them: words about drugs where a substance was named, or cannot be excluded."""

from __future__ import annotations

from collections.abc import Callable

from smartcli.exercises import content
from smartcli.stores import Stores

# What stands in the place of a card for somebody whose change is about no substance; "" for nothing at all.
INSTEAD = {"lapse": "lapse-without-substances", "withdrawal": ""}


def card(id: str, about: str) -> str:
    """The text of a card, or "" where it has nothing to say to them. about: as the settings keep it."""
    from smartcli.first_aid.about import is_without_substances  # only where a card is shown

    wanted = INSTEAD.get(id, id) if is_without_substances(about) else id
    return content.card(wanted) if wanted else ""


def of(stores: Stores) -> Callable[[str], str]:
    """The cards for whoever these stores belong to. While what they named is sealed, nothing is excluded."""
    about = stores.settings().about
    return lambda id: card(id, about)
