"""What the entries show, in a sentence and a small chart. Counts and the person's own numbers; no prediction."""

# Each registers its insights; where there is more to say than has room, the first go before.
# isort: off
from smartcli.findings.after_saving import similar
from smartcli.findings.after_saving import week
from smartcli.findings.after_saving import days

# isort: on
from smartcli.findings.after_saving.window import AFTER_SAVING, Lately, feedback, lately

__all__ = ["AFTER_SAVING", "Lately", "days", "feedback", "lately", "similar", "week"]
