"""The words that were typed: the options that hold for every command, and the rest.

It stands beside the commands and not among them: `urge` and `help-now` need it before Typer is loaded.
"""

from __future__ import annotations

from smartcli.errors import Usage
from smartcli.text.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

# Options that may stand before or after the command, and whether a value follows.
GLOBALS = {"--plain": False, "--discreet": False, "--no-input": False, "--home": True, "--passphrase-fd": True}


class Globals:
    """The options that hold for every command."""

    def __init__(self) -> None:
        self.plain = False
        self.discreet = False
        self.no_input = False
        self.home: str | None = None
        self.passphrase_fd: str | None = None

    def __repr__(self) -> str:
        return f"Globals({self.__dict__})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Globals) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]  # it changes while it is filled


def split_globals(argv: Sequence[str]) -> tuple[Globals, list[str]]:
    """The options for every command, and the rest of the words. After a bare `--` nothing is an option."""
    options, rest = Globals(), list[str]()
    words = iter(argv)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--":
            return options, [*rest, word, *words]
        if name not in GLOBALS or (equals and not GLOBALS[name]):
            rest.append(word)
            continue
        given: str | bool = True
        if GLOBALS[name]:
            given = value if equals else next(words, "")
            if not given or (not equals and given.startswith("--")):
                raise Usage(_missing(name).format(option=name))
        setattr(options, name[2:].replace("-", "_"), given)
    return options, rest


def _missing(option: str) -> str:
    if option == "--home":
        return _("After {option} the name of a folder is missing.")
    return _("After {option} the number of an open file is missing.")
