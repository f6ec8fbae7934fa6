"""Exercise files that cannot be used, each in a sentence with what to type."""

from __future__ import annotations

from smartcli.exercises.library import Library
from smartcli.text.language import _, typed


def unusable(library: Library) -> list[str]:
    """Of those that have been looked for so far."""
    said = []
    for file in library.slipped():
        hint = _("The file {name} cannot be used. Type: smartcli check {path}")
        if library.has_shipped(file):
            hint = _("Your file {name} cannot be used; smartcli's own stands in. Type: smartcli check {path}")
        said.append(typed(hint).format(name=file.name, path=file))
    return said
