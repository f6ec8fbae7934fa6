"""What somebody meant to do today: the plan of the last check-in, and the rows of the week."""

from __future__ import annotations

from datetime import datetime, time

from smartcli.stores import Stores
from smartcli.text.language import _
from smartcli.views.last_plan import last_plan
from smartcli.views.plan.week import repeating, week


def plans_of_today(stores: Stores, now: datetime) -> list[str]:
    """One text each, in the person's words. now: aware, in the person's zone."""
    today = stores.settings().day(now)
    plans = [_("You planned this: {plan}").format(plan=" ".join(plan.split())) for plan in last_plan(stores, today)]
    entries = [*stores.journal.latest("week-plan")][:1]
    if not repeating(entries, stores.library, today)[0]:  # its weeks are over
        return plans
    slots = week(entries, stores.library, datetime.combine(today, time.min))
    rows = [(slot.part, " ".join(slot.words.split())) for slot in slots if slot.start.date() == today]
    return [*plans, *(_("In your week: {part}, {words}").format(part=part, words=words) for part, words in rows)]
