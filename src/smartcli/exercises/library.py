"""The library: all exercises, the shipped ones and the person's own, one TOML file each."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from smartcli.errors import SmartError
from smartcli.exercises import compiled, content
from smartcli.exercises.compiled import Compiled
from smartcli.exercises.content import LARGEST, SUFFIX
from smartcli.exercises.exercise import IMPORTED, POINTS, Exercise, Problem
from smartcli.home import disk, flat_toml
from smartcli.home.filenames import EXERCISES
from smartcli.home.so_far import SoFar
from smartcli.text.language import _, quoted, typed


class Library:
    """Finds and loads exercises. A file in <home>/exercises stands before a shipped one of the same name.

    While there is a slip in it the shipped one is used: what was written for it is not to be out of reach.
    """

    def __init__(self, home: Path, so_far: SoFar | None = None) -> None:
        """so_far: told of what could not be read, since something else is shown in its place."""
        self.own = home / EXERCISES
        self._so_far = so_far or SoFar()
        self._loaded: dict[str, Exercise] = {}
        self._ours: dict[str, Exercise | None] = {}
        self._heads: dict[str, Mapping[str, Any]] = {}
        self._slipped: set[str] = set()
        self._misnamed: Path | None = None
        self._unread = ""  # that the person's own could not be looked for, and why

    @cached_property
    def files(self) -> dict[str, Path]:
        """Every exercise file by its id; the person's own ones win. One called like what was imported is none."""
        shipped = self.shipped
        try:
            own = _files(self.own)
            self._misnamed = own.pop(IMPORTED, None)
            return shipped | own
        except OSError as error:
            from smartcli.home.reasons import why  # only where something failed

            said = _("Your own exercises cannot be looked for just now ({why}). They stay as they are.")
            self._unread = said.format(why=why(error))
            self._so_far.could_not_read(EXERCISES, self._unread)
            return shipped

    @cached_property
    def shipped(self) -> dict[str, Path]:
        """English first, so that the person's language wins."""
        found: dict[str, Path] = {}
        for language in reversed(content.languages()):
            found |= _files(content.shelf(language))
        return found

    @cached_property
    def _ahead(self) -> dict[Path, Compiled]:
        """What was read ahead of the folders of shipped exercises, where it is as they are."""
        folders = {language: content.shelf(language) for language in content.languages()}
        found = {folder: compiled.read(compiled.place(language), folder) for language, folder in folders.items()}
        return {folder: ahead for folder, ahead in found.items() if ahead}

    def look_again(self) -> None:
        """Home stays open for hours: what was written or changed meanwhile in another window counts at once."""
        vars(self).pop("files", None)
        vars(self).pop("_ahead", None)
        self._loaded, self._heads, self._slipped, self._unread = {}, {}, set(), ""

    def is_own(self, id: str) -> bool:
        """Whether the words in it are the person's own, and not ours."""
        return id in self.files and self.files[id].parent == self.own and id not in self._slipped

    def ours(self, id: str) -> Exercise | None:
        """The shipped exercise of this name, also where one of the person's own stands before it."""
        if id not in self._ours:
            self._ours[id] = self._read(self.shipped[id])[0] if id in self.shipped else None
        return self._ours[id]

    def ids(self) -> list[str]:
        return sorted(self.files)

    def load(self, id: str) -> Exercise:
        """The exercise of this name; raises SmartError where there is none, or its file cannot be used."""
        if id not in self._loaded:
            if self._is_imported(id):
                from smartcli.exercises import imported  # only where something was

                self._loaded[id] = imported.as_exercise()
                return self._loaded[id]
            if id not in self.files:
                raise self.unknown(_("There is no exercise of this name."))
            found, problems = self._read(self.files[id])
            if found is None:
                self._slipped.add(id)
                found = self._read(self.shipped[id])[0] if id in self.shipped else None
            if found is None:
                raise _unusable(self.files[id], problems)
            self._loaded[id] = found
        return self._loaded[id]

    def is_gone(self, id: str) -> bool:
        """Whether there is no exercise of this name; False also where that cannot be told."""
        return id not in self.files and not self._unread and not self._is_imported(id)

    def _is_imported(self, id: str) -> bool:
        """Whether it is the kind of what came from other programs."""
        return id == IMPORTED

    def unknown(self, sentence: str) -> SmartError:
        """That no exercise is meant by what was typed, or that it may be one of those that could not be looked for."""
        if self._unread:
            return SmartError(_("No exercise of this name can be found.") + f" {self._unread}", next="smartcli doctor")
        return SmartError(sentence, next="smartcli exercises")

    def _read(self, file: Path) -> tuple[Exercise | None, list[Problem]]:
        id, ahead = file.name.removesuffix(SUFFIX), self._ahead.get(file.parent)
        if ahead is None or id not in ahead.heads:
            return read_file(file, self._note)
        return Exercise.with_head(id, ahead.heads[id], lambda: _whole(file, ahead.table(id))), []

    def _note(self, file: Path, error: OSError) -> None:
        """A file that lies there and cannot be read. One of too many bytes is told as a slip of whoever wrote it."""
        if error.errno != errno.EOVERFLOW:
            from smartcli.home.reasons import why  # only where something failed

            said = _("The exercise file {name} cannot be read just now ({why}).")
            self._so_far.could_not_read(f"{EXERCISES}/{file.name}", said.format(name=file.name, why=why(error)))

    def unread(self) -> list[str]:
        """Of those that have been looked for so far, what the system did not give: a sentence each."""
        return [said for what, said in self._so_far.unread.items() if what.partition("/")[0] == EXERCISES]

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

    def by_point(self) -> dict[str, list[Exercise]]:
        """The same, each point with its own."""
        every = list(self.every())
        return {point: [one for one in every if one.point == point] for point in POINTS}

    def broken(self) -> list[Path]:
        """The exercise files that cannot be used."""
        for id in self.ids():
            self.find(id)
        return self.slipped()

    def slipped(self) -> list[Path]:
        """The same of those that have been looked for so far."""
        return [self.files[id] for id in sorted(self._slipped)]

    def unusable(self) -> list[str]:
        """Of those that have been looked for so far and cannot be used, a sentence each, with what to type."""
        said: list[str] = []
        if self._misnamed:
            hint = _("Your file {name} is not used: that name is for what came from other programs. Please rename it.")
            said.append(hint.format(name=self._misnamed.name))
        for file in self.slipped():
            hint = _("The file {name} cannot be used. To see where: smartcli check {path}")
            if self.has_shipped(file):
                hint = _(
                    "Your file {name} cannot be used; smartcli's own stands in. To see where: smartcli check {path}"
                )
            said.append(typed(hint, name=file.name, path=quoted(file)))
        return said

    def has_shipped(self, file: Path) -> bool:
        """Whether a shipped exercise stands behind this file."""
        return file.name.removesuffix(SUFFIX) in self.shipped

    def strays(self) -> list[Path]:
        """Files among the person's own that are not looked at, since their names do not end in .toml."""
        try:
            with os.scandir(self.own) as found:
                names = [file.name for file in found if disk.is_file(file) and not file.name.endswith(SUFFIX)]
        except OSError:
            return []
        return sorted(self.own / name for name in names if not name.startswith(".") and not name.endswith("~"))

    def title(self, id: str) -> str:
        """The exercise's title, out of the head of its file; its id where there is none."""
        if self._is_imported(id):
            return self.load(id).title
        return flat_toml.text(self.head(id), "title") or id

    def head(self, id: str) -> Mapping[str, Any]:
        """What stands above the steps of a file, as far as it can be read; nothing where there is no such file."""
        if id not in self._heads:
            file = self.files.get(id)
            ahead = self._ahead.get(file.parent) if file else None
            self._heads[id] = ahead.heads[id] if ahead and id in ahead.heads else self._head(file) if file else {}
        return self._heads[id]

    def _head(self, file: Path) -> Mapping[str, Any]:
        """A list of entries needs no more than titles: the full reader takes longer than all the rest of listing."""
        try:
            head = disk.read(file, most=LARGEST).decode("utf-8").partition("\n[[")[0]
        except OSError as error:
            self._note(file, error)
            return {}
        except UnicodeDecodeError:
            return {}
        return flat_toml.read(head)[0]


def _files(folder: Path) -> dict[str, Path]:
    """By their ids; none where there is no such folder. OSError: it cannot be looked into, which is not the same."""
    found = disk.listed(folder) or []
    names = [file.name for file in found if file.name.endswith(SUFFIX) and disk.is_file(file)]
    return {name.removesuffix(SUFFIX): folder / name for name in names}


def _whole(file: Path, table: Mapping[str, Any]) -> Exercise:
    """An exercise that was read ahead. It can be used, or was when it was compiled."""
    from smartcli.exercises import reader

    found, problems = reader.read(file.name.removesuffix(SUFFIX), table)
    if found is None:
        raise _unusable(file, problems)
    return found


def _unusable(file: Path, problems: list[Problem]) -> SmartError:
    message = _("The exercise file {name} cannot be used: {problem}").format(name=file.name, problem=problems[0])
    return SmartError(message, next=typed("smartcli check {file}", file=quoted(file)))


def read_file(file: Path, note: Callable[[Path, OSError], None] | None = None) -> tuple[Exercise | None, list[Problem]]:
    """An exercise out of a file, or what is wrong with the file. note: told where the system does not give it."""
    from smartcli.exercises import reader, toml_file  # only where it was not read ahead

    text, problems = toml_file.read_text(file, note)
    if text is None:
        return None, problems
    table, problems = toml_file.read_table(text)
    if table is None:
        return None, problems
    try:
        found, problems = reader.read(file.name.removesuffix(SUFFIX), table)
    except RecursionError:
        return None, [toml_file.too_much()]
    if problems and len(text) <= toml_file.BY_HAND and not reader.is_newer(table):
        from smartcli.exercises import toml_errors

        problems = toml_errors.headings(text) or problems  # a wrong heading explains whatever else is strange
    return found, problems
