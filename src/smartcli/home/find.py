"""Where the person's folder is, and the options that hold for every command."""

from __future__ import annotations

import os

from smartcli.errors import SmartError, Usage
from smartcli.text.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NAME = "smartcli"

# Options that may stand before or after the command, and whether a value follows.
GLOBALS = {"--plain": False, "--no-input": False, "--home": True, "--passphrase-fd": True}
MISSING = {
    "--home": _("After {option} the name of a folder is missing."),
    "--passphrase-fd": _("After {option} the number of an open file is missing."),
}


class Globals:
    """The options that hold for every command."""

    def __init__(self) -> None:
        self.plain = False
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
                raise Usage(MISSING[name].format(option=name))
        setattr(options, name[2:].replace("-", "_"), given)
    return options, rest


def find(environ: Mapping[str, str], platform: str, chosen: str | None = None) -> str:
    """The person's folder: the one chosen with --home, or SMARTCLI_HOME, or where this system keeps such data.

    The last is the answer of platformdirs, worked out here where that is easy: importing it takes longer than
    `help-now` may take. `environ` and `platform` are os.environ and sys.platform.
    """
    if named := chosen or environ.get("SMARTCLI_HOME"):
        if named.split("/")[0] == "~":
            named = _own_folder(environ) + named[1:]
        return os.path.abspath(named)
    if platform not in ("linux", "darwin") or "ANDROID_ROOT" in environ:
        import platformdirs

        return platformdirs.user_data_dir(NAME, appauthor=False)
    base = environ.get("XDG_DATA_HOME", "")
    if not base.startswith("/"):  # a relative one is to be ignored, says the XDG standard
        inside = ".local/share" if platform == "linux" else "Library/Application Support"
        base = f"{_own_folder(environ)}/{inside}"
    return os.path.join(base, NAME)


def _own_folder(environ: Mapping[str, str]) -> str:
    """The folder `~` stands for, with no slash at its end."""
    own = environ.get("HOME", "")
    if not own.startswith("/"):
        try:
            import pwd

            own = pwd.getpwuid(os.getuid()).pw_dir
        except (ImportError, KeyError):
            own = ""
    if not os.path.isabs(own):
        raise SmartError(
            _("This computer does not say where your own folder is."),
            next="smartcli --home FOLDER",
        )
    return own.rstrip("/")
