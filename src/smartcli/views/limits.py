"""How much the person wants at most, in their own unit, as it is shown beside the question how much it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smartcli.journal.recent import recent
from smartcli.stores import Stores
from smartcli.text.language import _
from smartcli.text.numbers import as_written
from smartcli.views.days import amounts_of, monday
from smartcli.views.goal import Goals, goals_of


def limits(stores: Stores, today: date) -> list[str]:
    """The limits of the goal that stood on this day, in words; of a week with how much it has been since Monday.

    None where there is no limit: then an amount does not tell how the day went.
    """
    return [*_limits(stores, goals_of(stores), today)]


def _limits(stores: Stores, goals: Goals, today: date) -> Iterator[str]:
    goal = goals.stood(today)
    if goal.at_most_day is not None:
        yield _("{unit}, at most on a day: {n}").format(unit=goal.unit, n=as_written(goal.at_most_day))
    elif goal.wants_none(today):
        yield _("What you want: none")
    if goal.at_most_week is not None:
        entries, _is_whole = recent(stores.journal.latest(), today=today, days=today.weekday() + 1)
        amounts = amounts_of(entries, goals, stores.library.find, unit=goal.unit)
        so_far = sum(n for day, n in amounts.items() if day >= monday(today))
        said = _("{unit}, at most in a week: {n}. Since Monday: {so_far}")
        yield said.format(unit=goal.unit, n=as_written(goal.at_most_week), so_far=as_written(so_far))
