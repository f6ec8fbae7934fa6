"""Homework as one file, for somebody to take along: what stands in it, how it is written, and how it is read with care.

It is TOML that anybody can read and change; there is no code in it. The file comes from somebody else, so all of it is
checked before any of it is shown, and a file that is not as we write it is refused as a whole, with a sentence that
holds none of its words.
"""

from __future__ import annotations

import errno
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from smartcli.errors import HERE, SmartError
from smartcli.exercises import reader, toml_file
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.starter import ID
from smartcli.exercises.starter import LONGEST as LONGEST_ID
from smartcli.home import disk
from smartcli.home.homework import DAYS, WHEN, GivenExercise
from smartcli.record import EMPTY, Record
from smartcli.text import incoming
from smartcli.text.language import _, quoted, typed

FORMAT = 1
LARGEST = 1 << 20  # bytes
MOST = 20  # exercises
MOST_OWN = 10  # of them, that come along
# Characters of each text.
LENGTHS = {"from": 100, "why": 300, "word": 2000, "until": 10, "if_hard": 300}
_HEAD = {"format", "from", "why", "word", "until", "exercises", "own"}
_ROW = {"exercise", "when", "if_hard"}
_OWN = {"exercise", "file"}


class OwnExercise(Record):
    """An exercise that comes along: what stands in its file, and what that means."""

    text: str
    exercise: Exercise


class HomeworkFile(Record):
    """What stands in a file. id: of these very bytes. by: from whom it says it is. own: by their names."""

    why: str
    by: str = ""
    word: str = ""
    until: str = ""
    exercises: tuple[GivenExercise, ...] = ()
    own: Mapping[str, OwnExercise] = EMPTY
    id: str = ""


# Writing


def written(made: HomeworkFile) -> bytes:
    """The file. It is what `read` reads."""
    return "\n".join(_lines(made)).encode("utf-8")


def _lines(made: HomeworkFile) -> Iterator[str]:
    yield "# " + _("Homework for smartcli. Anybody can read it, and change it in a text editor.")
    yield "# " + _("To look at it, and take it if you like: {command}").format(command="smartcli homework take FILE")
    yield f"format = {FORMAT}"
    for name, text in (("from", made.by), ("why", made.why), ("word", made.word), ("until", made.until)):
        if text:
            yield f"{name} = {_text(text)}"
    for one in made.exercises:
        yield from ("", "[[exercises]]", f"exercise = {_text(one.exercise)}")
        days = [day for day in one.when if day in DAYS]
        yield f"when = {json.dumps(days) if days else _text(one.when[0])}"
        if one.smaller:
            yield f"if_hard = {_text(one.smaller)}"
    for id, own in made.own.items():
        yield from ("", "[[own]]", f"exercise = {_text(id)}", f"file = {_block(own.text)}")
    yield ""


def _text(text: str) -> str:
    """In TOML's quotes, which are those of JSON."""
    return json.dumps(text, ensure_ascii=False)


def _block(text: str) -> str:
    """As it stands in its own file, where quotation marks can hold it."""
    if "'''" in text or not text.endswith("\n"):
        return _text(text)
    return f"'''\n{text}'''"


# Reading


def read_from(path: Path) -> HomeworkFile:
    """What stands in a file that somebody named. SmartError: it is no homework, or cannot be read, and why."""
    try:
        data = disk.given(path, most=LARGEST)
    except FileNotFoundError:
        raise SmartError(_("There is no such file."), next="smartcli homework take --help") from None
    except OSError as error:
        if error.errno == errno.EOVERFLOW:
            raise _refused(_("it has more than {n} MB").format(n=LARGEST >> 20)) from error
        from smartcli.home.reasons import why

        raise SmartError(_("The file cannot be read: {why}.").format(why=why(error)), next=HERE) from error
    return read(data)


def read(data: bytes) -> HomeworkFile:
    """The same out of its bytes."""
    if len(data) > LARGEST:
        raise _refused(_("it has more than {n} MB").format(n=LARGEST >> 20))
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise _refused(_("it is not UTF-8 text")) from None
    table = _table(text)
    if reader.is_newer(table):
        raise _refused(_("it is written for a newer smartcli"))
    _check_names(table, _HEAD, ("format", "why", "exercises"))
    if table["format"] != FORMAT or isinstance(table["format"], bool):
        raise _refused(_("its format is not known"))
    own = dict(_own(table))
    return HomeworkFile(
        by=_line(table, "from"),
        why=_line(table, "why", is_needed=True),
        word=_words(table, "word"),
        until=_day(table),
        exercises=tuple(_exercises(table)),
        own=own,
        id=sha256(data).hexdigest()[:8],
    )


def _table(text: str) -> dict[str, Any]:
    table, problems = toml_file.read_table(text, is_exercise=False)
    if table is None:
        where = problems[0].where if problems else ""
        said = _("it is no TOML that can be read")
        raise _refused(f"{said} ({where})" if where else said)
    return table


def _rows(table: Mapping[str, Any], name: str, most: int) -> list[dict[str, Any]]:
    rows = table.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _refused(_("“{name}” in it is no list of tables").format(name=name))
    if len(rows) > most:
        raise _refused(_("it has more than {n} of “{name}”").format(n=most, name=name))
    return rows


def _exercises(table: Mapping[str, Any]) -> Iterator[GivenExercise]:
    rows = _rows(table, "exercises", MOST)
    if not rows:
        raise _refused(_("there is no exercise in it"))
    seen = set()
    for row in rows:
        _check_names(row, _ROW, ("exercise",))
        id = _id(row)
        if id in seen:
            raise _refused(_("it names an exercise twice"))
        seen.add(id)
        yield GivenExercise(exercise=id, when=_when(row.get("when", "once")), smaller=_line(row, "if_hard"))


def _when(given: object) -> tuple[str, ...]:
    days = [given] if isinstance(given, str) else given
    if not isinstance(days, list) or not days or not all(isinstance(day, str) and day in WHEN for day in days):
        raise _refused(_("a “when” in it is not one of: {words}").format(words=", ".join(WHEN)))
    found = tuple(one for one in WHEN if one in days)
    return found if len(found) == 1 or all(one in DAYS for one in found) else found[:1]


def _own(table: Mapping[str, Any]) -> Iterator[tuple[str, OwnExercise]]:
    named = {row.get("exercise") for row in _rows(table, "exercises", MOST) if isinstance(row.get("exercise"), str)}
    seen = set()
    for row in _rows(table, "own", MOST_OWN):
        _check_names(row, _OWN, ("exercise", "file"))
        id, text = _id(row), row["file"]
        if id in seen or id not in named:
            raise _refused(_("an exercise comes along that it does not name, or comes twice"))
        seen.add(id)
        if not isinstance(text, str):
            raise _refused(_("an exercise that comes along is no text"))
        yield id, OwnExercise(text=text, exercise=exercise_of(id, text))


def exercise_of(id: str, text: str) -> Exercise:
    """The exercise that stands in a text. SmartError: none that can be used."""
    _check_signs(text)
    table, _problems = toml_file.read_table(text)
    try:
        found = None
        if table is not None:
            _check_all_signs(table)
            found, _problems = reader.read(id, table)
    except RecursionError:
        found = None
    if found is None:
        raise _refused(_("an exercise that comes along cannot be used"))
    return found


def _id(row: Mapping[str, Any]) -> str:
    id = row["exercise"]
    if not isinstance(id, str) or len(id) > LONGEST_ID or not ID.fullmatch(id):
        raise _refused(_("a name of an exercise in it is none: small letters, digits and - are"))
    return id


def _day(table: Mapping[str, Any]) -> str:
    given = table.get("until", "")
    given = given.isoformat() if type(given) is date else given  # TOML knows days without quotes
    try:
        return date.fromisoformat(given).isoformat() if given != "" else ""
    except (ValueError, TypeError):
        raise _refused(_("its “until” is no day such as 2026-12-01")) from None


def _line(table: Mapping[str, Any], name: str, *, is_needed: bool = False) -> str:
    text = _words(table, name)
    if "\n" in text or (is_needed and not text):
        raise _refused(_("“{name}” in it is no line of text").format(name=name))
    return text


def _words(table: Mapping[str, Any], name: str) -> str:
    text = table.get(name, "")
    if not isinstance(text, str):
        raise _refused(_("“{name}” in it is no text").format(name=name))
    _check_signs(text)
    if len(text) > LENGTHS[name]:
        said = _("“{name}” in it is longer than {n} characters")
        raise _refused(said.format(name=name, n=LENGTHS[name]))
    return text.strip()


def _check_names(table: Mapping[str, Any], known: set[str], needed: Iterable[str]) -> None:
    if not table.keys() <= known:
        raise _refused(_("there is something in it that homework does not have"))
    for name in needed:
        if name not in table:
            raise _refused(_("“{name}” is missing in it").format(name=name))


def _check_all_signs(table: Mapping[str, Any]) -> None:
    left: list[Any] = [table]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            left += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            left += one
        elif isinstance(one, str):
            _check_signs(one)


def _check_signs(text: str) -> None:
    """Nothing in it may command a terminal. (Tabs and line breaks do not.)"""
    if incoming.harmless(text) != text:
        raise _refused(_("there are control signs in it"))


def _refused(why: str) -> SmartError:
    said = _("This is no homework that can be taken: {why}. Nothing of it was taken.")
    return SmartError(said.format(why=why), next="smartcli homework take --help")


# Under which names it is taken


def renamed(text: str, names: Mapping[str, str]) -> str:
    """The file of an exercise in which exercises that got another name are named by that.

    They stand there as an id, or a path that begins with one, alone between quotation marks.
    """
    for old, new in names.items():
        if old != new:
            text = re.sub(rf"""(["']){re.escape(old)}((?:\.[\w.-]+)?)\1""", rf"\g<1>{new}\g<2>\g<1>", text)
    return text


def to_type(path: object) -> str:
    """The command that takes a file."""
    return typed("smartcli homework take {file}", file=quoted(path))
