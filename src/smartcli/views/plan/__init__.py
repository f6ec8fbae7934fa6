"""My plan: what the person wrote in many exercises, gathered in seven parts, in their own words."""

from smartcli.views.plan.gathering import gather
from smartcli.views.plan.lines import Filled, Plan, PlanLine, grouped
from smartcli.views.plan.week import Slot, repeating, week, without_private

__all__ = ["Filled", "Plan", "PlanLine", "Slot", "gather", "grouped", "repeating", "week", "without_private"]
