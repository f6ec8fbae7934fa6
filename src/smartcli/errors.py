"""What a person is told when something goes wrong."""


class SmartError(Exception):
    """A sentence for the person, the next thing to type, and the exit code.

    The sentence is ours: it never holds what the person wrote.
    """

    code = 1

    def __init__(self, message: str, *, next: str | None = None, code: int | None = None) -> None:
        super().__init__(message)
        self.next = next
        if code is not None:
            self.code = code


class Usage(SmartError):
    """The command was typed in a way that cannot be meant."""

    code = 2


class Damaged(SmartError):
    """The journal, or something beside it, cannot be read or is locked."""

    code = 3


class NeedsTerminal(SmartError):
    """There is a question, and nobody to answer it."""

    code = 4


class InvalidAnswer(Exception):
    """An answer that does not fit its step, as a sentence for the person."""


class Stopped(BaseException):
    """The program was told to stop from outside (SIGTERM, SIGHUP)."""

    def __init__(self, signum: int) -> None:
        super().__init__(signum)
        self.signum = signum
