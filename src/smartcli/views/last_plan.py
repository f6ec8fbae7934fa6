"""The plan that was made last for the day after, and was not told of since."""

from __future__ import annotations

from datetime import date

from smartcli.journal.recent import recent
from smartcli.stores import Stores
from smartcli.views.recall_sources import PLAN, PLAN_WENT, measuring

FRESH = 7  # days: an older plan is of another time, and nobody is kept to account


def last_plan(stores: Stores, today: date) -> list[str]:
    """It, in the person's words: of the newest day before today on which this was asked, if it is no older than a week.

    Nothing once today was told how it went: the plan of today is for tomorrow.
    """
    entries, _is_whole = recent(stores.journal.latest(), today=today, days=FRESH + 1)
    for entry, exercise in measuring(entries, stores.library.find, PLAN):
        is_told = any(entry.answers.get(step.key) for step in exercise.measuring(PLAN_WENT))
        if entry.day == today.isoformat():
            if is_told:
                return []
            continue
        plans = (entry.answers.get(step.key) for step in exercise.measuring(PLAN))
        return [plan for plan in plans if isinstance(plan, str) and plan.strip()]
    return []
