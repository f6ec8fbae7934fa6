"""An exercise out of any file that is whole, for whoever plays or prints it."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

from smartcli.authoring import about_name, check
from smartcli.errors import Damaged, SmartError
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.library import Library, read_file
from smartcli.exercises.lookup import none_of, path_of
from smartcli.home import disk
from smartcli.text.language import _, quoted, typed


def usable(library: Library, file: str, otherwise: str, say: Callable[[str], None]) -> Exercise:
    """The exercise of a file anywhere, or of this name. What `check` finds is said first, then `otherwise`.

    Damaged: others, by which it is checked, cannot be read; what is found then may be no fault of its own.
    """
    path = path_of(library, file)
    if not _is_file(path):
        raise none_of(library, file, _("There is no such file, and no exercise of this name."))
    found, problems = read_file(path)
    if found is not None:
        problems = [*about_name(path), *check(found, library)]
    if problems and (unread := library.unread()):
        raise Damaged(" ".join(unread), next="smartcli doctor")
    for problem in problems:
        say(f"{path.name}: {problem}")
    if found is None or problems:
        raise SmartError(otherwise, next=typed("smartcli check {path}", path=quoted(path)))
    return found


def _is_file(path: Path) -> bool:
    """OSError: it cannot be told. What can be no path is none."""
    try:
        return disk.leads_to_file(path)
    except ValueError:
        return False
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return False
        raise
