"""Plain lines without a terminal: what is typed, and the paper everything is written on."""

from collections.abc import Sequence

from smartcli.asking.prompts.lines import LinePrompter

STOP = "^C"


class Page:
    """A keyboard with lines waiting, and the paper everything is written on."""

    def __init__(self, typed: Sequence[str], replies: Sequence[str | None] = ()) -> None:
        self.typed = list(typed)
        self.replies = list(replies)
        self.written: list[str] = []
        self.waited: list[float] = []
        self.now = 0.0

    def read(self, prompt: str) -> str:
        assert prompt == "> "
        if not self.typed:
            raise EOFError
        if self.typed[0] == STOP:
            raise KeyboardInterrupt
        return self.typed.pop(0)

    def write(self, text: str) -> None:
        self.written += text.split("\n")

    def wait(self, seconds: float) -> str | None:
        self.waited.append(seconds)
        self.now += 3
        return self.replies.pop(0) if self.replies else None

    @property
    def prompter(self) -> LinePrompter:
        return LinePrompter(
            help_now=lambda: "Call 112.\nAny time.",
            read=self.read,
            write=self.write,
            wait=self.wait,
            clock=lambda: self.now,
        )
