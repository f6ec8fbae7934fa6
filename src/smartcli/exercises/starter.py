"""A file to begin an exercise of one's own with: its name, what stands in it at first, and how it is written."""

from __future__ import annotations

import json
import re
from pathlib import Path

from smartcli.errors import InPart, SmartError, Usage
from smartcli.exercises import content
from smartcli.exercises.content import SUFFIX
from smartcli.exercises.exercise import IMPORTED
from smartcli.exercises.library import Library
from smartcli.exercises.lookup import id_of, none_of
from smartcli.home import disk
from smartcli.text.language import _
from smartcli.text.sanitize import one_line

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 40
STARTER = "starter.toml"


def fitting(id: str) -> str:
    id = id.strip().removesuffix(SUFFIX)
    said = ""
    if id == IMPORTED:
        said = _("That name is for what came from other programs. Please take another one.")
    elif len(id) > LONGEST:
        said = _("A name has at most {n} letters.").format(n=LONGEST)
    elif not ID.fullmatch(id):
        said = _("A name has small letters, digits and -, and no blanks.")
    if said:
        raise Usage(said, next="smartcli exercises new my-evening")
    return id


def starter(title: str) -> str:
    file = content.find(STARTER)
    if file is None:
        raise SmartError(_("The starter is not in this installation."), next="smartcli doctor")
    return titled(file.read_text("utf-8"), title)


def copied(library: Library, id: str) -> str:
    known = id_of(library, id)
    if known is None:
        raise none_of(library, id, _("There is no exercise of this name to begin with."))
    return library.files[known].read_text("utf-8-sig")


def titled(text: str, title: str) -> str:
    """The same with another title, in TOML's quotes, which are those of JSON."""
    quoted = json.dumps(one_line(title).strip(), ensure_ascii=False)
    return re.sub(r"(?m)^title = .*$", lambda _found: f"title = {quoted}", text, count=1)


def write(file: Path, text: str) -> None:
    try:
        disk.private_folder(file.parent.parent)
        disk.private_folder(file.parent)
        disk.replace(file, text.encode("utf-8"))
    except disk.Unflushed as error:
        from smartcli.home.reasons import why

        said = _("The file is written. But the disk has not confirmed it ({why}): a power cut may undo it.")
        raise InPart(said.format(why=why(error)), next="smartcli exercises") from error
    except OSError as error:
        from smartcli.home.reasons import why

        said = _("The file cannot be written there ({why}).")
        raise SmartError(said.format(why=why(error)), next="smartcli where") from error
