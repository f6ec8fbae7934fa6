"""How often something of each part of the programme was done: one count, wherever it is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from smartcli.views.recall_sources import Find


def practised(exercises: Iterable[str], find: Find) -> Counter[str]:
    """The times by the id of the point. exercises: that of each entry; one that is gone belongs to no point."""
    found = Counter(exercises)
    points: Counter[str] = Counter()
    for id, times in found.items():
        if exercise := find(id):
            points[exercise.point] += times
    return points
