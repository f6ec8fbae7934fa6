"""What a run remembers of a card for danger that it opened, while the journal is closed and cannot tell it.

It lies in memory alone: on the disk, in the open, it would tell whoever carries the folder of a hard day.
"""

from __future__ import annotations


class MetDanger:
    """day: the day on which the card was opened, as YYYY-MM-DD; "" = none was. declined: the day on which the plan for
    hard times was not wanted, likewise. has_plan: that plan was written in this run."""

    def __init__(self) -> None:
        self.day = ""
        self.declined = ""
        self.has_plan = False
