"""What a run has done and met so far.

So whatever fails after something landed is told as "done, but", never as not done; and what could not be read is said,
whatever stood in for it, and nothing is made from that.
"""

from __future__ import annotations

from smartcli.errors import HELP, HERE
from smartcli.text.language import Typed, _, command, typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from smartcli.errors import Damaged
    from smartcli.home.disk import Unflushed


class SoFar:
    """done: a sentence of what is on the disk; "" = nothing yet. next: what to type to see it. missed: sentences, each
    of something that should have followed and did not, with its reason."""

    def __init__(self) -> None:
        self.command = ""  # that was typed, such as `smartcli export`
        self.wants = ""  # what stands behind it, such as `FORMAT`: never the words themselves
        self.done = ""
        self.next = ""
        self.is_at_work = False
        self.has_changed = False  # settings or marks, in this run
        self.no_files = ""  # why no file to take along is written, where none is
        self.missed: list[str] = []
        self.lost: dict[Path, Damaged] = {}  # files of the journal that a reading could not read, in what was begun
        self.unread: dict[str, str] = {}  # a sentence by what it is of, such as "settings"
        self.news: dict[str, str] = {}  # likewise, of what was mended on the way
        self._said: set[str] = set()

    def whole(self, next: str) -> str:
        """A `next` as it is typed, where it goes on from the command that was typed."""
        if not next.startswith(HERE):
            return next
        words = [self.command or command(), *([] if next == HELP else [self.wants]), next.removeprefix(HERE).strip()]
        return Typed(" ".join(filter(None, words)))

    def landed(self, done: str, next: str = "smartcli journal list") -> None:
        """This is so now. Said in the moment in which it is, with no signal in between."""
        self.done, self.next, self.is_at_work = done, next, False

    def unflushed(self, error: Unflushed) -> None:
        """What landed, or lands now, is written, and the disk does not say that it will stay."""
        from smartcli.home.reasons import why

        if error.is_seen:
            said = _(
                "But the disk has not confirmed it ({why}), so a power cut may undo it. It can be read now: please do "
                "not write it again."
            )
        else:
            said = _(
                "But the disk has not confirmed it, and it cannot be read back ({why}). Before you write it again, "
                "please look whether it is there: smartcli journal list"
            )
        self.missed.append(typed(said, why=why(error)))

    def could_not_read(self, what: str, sentence: str) -> None:
        self.unread.setdefault(what, sentence)

    def found(self, what: str, sentence: str) -> None:
        """Something was mended on the way: that is said, and is no reason against anything."""
        self.news.setdefault(what, sentence)

    def news_not_said_yet(self) -> list[str]:
        new = [said for what, said in self.news.items() if f"news {what}" not in self._said]
        self._said.update(f"news {what}" for what in self.news)
        return new

    def not_said_yet(self) -> list[str]:
        """What could not be read, each once in a run; what is said of something missed is said there."""
        missed = " ".join(self.missed)
        new = [said for what, said in self.unread.items() if what not in self._said and said not in missed]
        self._said.update(self.unread)
        return new

    def begun(self, said: str, next: str) -> None:
        """Work of several steps has changed something, and is not at its end: what ends it now is told as that."""
        self.landed(said, next)
        self.is_at_work = True

    def begin(self) -> None:
        """What comes now is another thing: if it fails, what was done before has nothing to do with it."""
        self.done, self.next, self.missed, self.is_at_work = "", "", [], False
        self.lost = {}
