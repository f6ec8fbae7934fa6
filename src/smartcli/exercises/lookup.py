"""Which exercise is meant by what was typed: its id or its title, whatever the capitals; and which one is near."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from smartcli.errors import SmartError
from smartcli.text.language import _

if TYPE_CHECKING:
    from smartcli.exercises.exercise import Exercise
    from smartcli.exercises.library import Library

FEW = 3  # names that are offered at once


def named(library: Library, words: str) -> Exercise:
    """The exercise of this name; raises SmartError with the ones that are near where there is none."""
    id = id_of(library, words)
    if id is None and os.path.isfile(words):
        said = _("This is a file, and none of your exercises. You can try it, and nothing is saved.")
        raise SmartError(said, next="smartcli exercises preview FILE")
    if id is None:
        raise none_of(library, words, _("There is no exercise of this name."))
    return library.load(id)


def id_of(library: Library, words: str) -> str | None:
    """The id that was typed as an id or as a title. Of two exercises with the same title neither is taken.

    But a title of ours stays one: what comes along in a homework, or is called the same later, has its id.
    """
    if words in library.files:
        return words
    titled = _titled(library, words)
    of_ours = [id for id in titled if id in library.shipped]
    found = of_ours if len(titled) > 1 else titled
    return found[0] if len(found) == 1 else None


def _titled(library: Library, words: str) -> list[str]:
    plain = _plain(words)
    return [id for id in library.ids() if plain and plain in _names(library, id)]


def path_of(library: Library, words: str) -> Path:
    """The file of an exercise's id, a file anywhere, or the file of an exercise's title. It need not be there."""
    path = library.files.get(words, Path(words))
    known = None if os.path.isfile(path) else id_of(library, words)
    return library.files[known] if known else path


def none_of(library: Library, words: str, sentence: str) -> SmartError:
    """That there is no such exercise, and which ones are near. What was typed is not repeated."""
    if len(_titled(library, words)) > 1:
        sentence = _("Several exercises have this title, so please type the name of one.")
    return library.unknown(" ".join(filter(None, (sentence, meant(library, words)))))


def meant(library: Library, words: str) -> str:
    """Which exercises may have been meant, in a sentence; nothing where none is near."""
    plain = _plain(words)
    close = [f"“{id}”" for id in _near(library, plain)] if plain else []
    names = _(" or ").join(filter(None, (", ".join(close[:-1]), *close[-1:])))
    return _("Did you mean {names}?").format(names=names) if names else ""


def _near(library: Library, plain: str) -> list[str]:
    """The ids of what begins so, then of what has a word that does; else of what is spelled nearly so."""
    names = {id: _names(library, id) for id in library.ids()}
    begun = [id for id, both in names.items() if any(name.startswith(plain) for name in both)]
    inside = [id for id, both in names.items() if any(f" {plain}" in name for name in both)]
    if begun or inside:
        return list(dict.fromkeys([*begun, *inside]))[:FEW]
    from smartcli.exercises.did_you_mean import near

    close = near(plain, [name for both in names.values() for name in both], 0.7)
    return [id for id, both in names.items() if close in both][:FEW]


def _names(library: Library, id: str) -> tuple[str, str]:
    return _plain(id), _plain(library.title(id))


def _plain(words: str) -> str:
    """Without capitals, and without the signs between the words: “urge surf” is urge-surf."""
    if not words.isascii():
        from smartcli.text.incoming import from_argv  # hardly ever: as it was typed, whatever this system's letters

        words = from_argv(words)
    return " ".join(re.split(r"[\W_]+", words.casefold())).strip()
