"""What the entries show, in a sentence and a small chart. Counts and the person's own numbers; no prediction."""

from smartcli.insights import days, week  # each registers its insights
from smartcli.insights.window import AFTER_SAVING, Lately, feedback, lately

__all__ = ["AFTER_SAVING", "Lately", "days", "feedback", "lately", "week"]
