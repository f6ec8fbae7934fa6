"""The library: all exercises, the shipped ones and the person's own, one TOML file each."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path

from smartcli import content, exercise
from smartcli.errors import SmartError
from smartcli.exercise import POINTS, Exercise, Problem
from smartcli.words import _

SUFFIX = ".toml"


class Library:
    """Finds and loads exercises. A file in <home>/exercises stands before a shipped one of the same name."""

    def __init__(self, home: Path) -> None:
        self.own = home / "exercises"
        self._loaded: dict[str, Exercise] = {}

    @cached_property
    def files(self) -> dict[str, Traversable]:
        """Every exercise file by its id; English first, so that the person's language and own files win."""
        found: dict[str, Traversable] = {}
        for language in reversed(content.languages()):
            found |= _files(content.data() / language / "exercises")
        return found | _files(self.own)

    def ids(self) -> list[str]:
        return sorted(self.files)

    def load(self, id: str) -> Exercise:
        """The exercise of this name; raises SmartError where there is none, or its file cannot be used."""
        if id not in self._loaded:
            if id not in self.files:
                raise SmartError(_("There is no exercise of this name."), next="smartcli exercises")
            found, problems = read_file(self.files[id])
            if found is None:
                message = _("The exercise file {name} cannot be used: {problem}").format(
                    name=self.files[id].name, problem=problems[0]
                )
                raise SmartError(message, next=f"smartcli check {self.files[id].name}")
            self._loaded[id] = found
        return self._loaded[id]

    def find(self, id: str) -> Exercise | None:
        """The same, or None: for entries whose exercise has gone or cannot be read."""
        try:
            return self.load(id)
        except SmartError:
            return None

    def every(self) -> Iterator[Exercise]:
        """All that can be used, point by point, the short ones first."""
        usable = [found for id in self.ids() if (found := self.find(id))]
        return iter(sorted(usable, key=lambda one: (POINTS.index(one.point), one.minutes, one.id)))

    def broken(self) -> list[str]:
        """The names of exercise files that cannot be used."""
        return [self.files[id].name for id in self.ids() if self.find(id) is None]

    def title(self, id: str) -> str:
        found = self.find(id)
        return found.title if found else id


def _files(folder: Traversable) -> dict[str, Traversable]:
    try:
        names = [file for file in folder.iterdir() if file.name.endswith(SUFFIX) and file.is_file()]
    except OSError:  # no such folder, or not ours to read: there are no exercises in it
        return {}
    return {file.name.removesuffix(SUFFIX): file for file in names}


def read_file(file: Traversable) -> tuple[Exercise | None, list[Problem]]:
    """An exercise out of a file, or what is wrong with the file."""
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except OSError:
        return None, [Problem(where="", what=_("the file cannot be opened."))]
    except UnicodeDecodeError:
        return None, [Problem(where="", what=_("the file is not UTF-8 text."), cure=_("Please save it as UTF-8."))]
    except tomllib.TOMLDecodeError as error:
        return None, [Problem(where="", what=_("this is not TOML: {error}").format(error=error))]
    return exercise.read(file.name.removesuffix(SUFFIX), table)
