"""What the entries show, in a sentence and a small chart. Counts and the person's own numbers; no prediction."""

from smartcli.findings.after_saving import days, week  # each registers its insights
from smartcli.findings.after_saving.window import AFTER_SAVING, Lately, feedback, lately

__all__ = ["AFTER_SAVING", "Lately", "days", "feedback", "lately", "week"]
