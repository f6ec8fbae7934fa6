"""What a run has done so far, so that whatever fails after it is told as "done, but", never as not done."""

from __future__ import annotations


class SoFar:
    """done: a sentence of what is on the disk; "" = nothing yet. next: what to type to see it. missed: sentences, each
    of something that should have followed and did not, with its reason."""

    def __init__(self) -> None:
        self.done = ""
        self.next = ""
        self.missed: list[str] = []

    def landed(self, done: str, next: str = "smartcli journal list") -> None:
        """This is so now. Said in the moment in which it is, with no signal in between."""
        self.done, self.next = done, next

    def begin(self) -> None:
        """What comes now is another thing: if it fails, what was done before has nothing to do with it."""
        self.done, self.next, self.missed = "", "", []
