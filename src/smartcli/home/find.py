"""Where the person's folder is."""

from __future__ import annotations

import os
import sys

from smartcli.errors import SmartError
from smartcli.text.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "smartcli"


def find(environ: Mapping[str, str], platform: str, chosen: str | None = None) -> str:
    """The person's folder: the one chosen with --home, or SMARTCLI_HOME, or where this system keeps such data.

    The last is the answer of platformdirs, worked out here where that is easy: importing it takes longer than
    `help-now` may take. `environ` and `platform` are os.environ and sys.platform.
    """
    if named := chosen or environ.get("SMARTCLI_HOME"):
        if named.split("/")[0] == "~":
            named = own_folder(environ) + named[1:]
        return os.path.abspath(named)
    if platform not in ("linux", "darwin") or "ANDROID_ROOT" in environ:
        import platformdirs

        return platformdirs.user_data_dir(NAME, appauthor=False)
    base = environ.get("XDG_DATA_HOME", "")
    if not base.startswith("/"):  # a relative one is to be ignored, says the XDG standard
        inside = ".local/share" if platform == "linux" else "Library/Application Support"
        base = f"{own_folder(environ)}/{inside}"
    return os.path.join(base, NAME)


def own_folder(environ: Mapping[str, str]) -> str:
    """The folder `~` stands for, with no slash at its end."""
    own = environ.get("HOME", "")
    if sys.platform == "win32":
        own = os.path.expanduser("~")
    elif not own.startswith("/"):
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
