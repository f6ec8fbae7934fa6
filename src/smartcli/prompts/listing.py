"""Lists on the terminal: arrows or a row's key point at a row, Enter takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.filters import Always, Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from questionary.prompts.common import InquirerControl

from smartcli.errors import InvalidAnswer
from smartcli.prompts.desk import Desk
from smartcli.prompts.looks import WIDEST, wrap
from smartcli.prompts.page import Page
from smartcli.prompts.seeking import Seeking
from smartcli.safe import one_line
from smartcli.words import _

KEYS = "123456789"


@dataclass(frozen=True)
class Row:
    """One row: what stands there, what it means, and the key that points at it."""

    words: str | list[tuple[str, str]]  # styled, or plain so that the list styles it
    value: object
    key: str = ""


def numbered(words: Iterable[str]) -> list[Row]:
    """A row for each; the first nine have a number."""
    return [Row(one_line(text), text, KEYS[place : place + 1]) for place, text in enumerate(words)]


def select(desk: Desk, page: Page, rows: Sequence[Row], at: object = None, keys: KeyBindings | None = None) -> Any:
    """The value of the row that is taken. at: the value the list opens at. None: skipped by Ctrl-S."""
    app = questionary.select("", choices(desk, rows, 3), use_jk_keys=False, **desk.io).application
    control = control_of(app)
    control.pointed_at = _place(rows, at)

    def point(place: int) -> None:
        control.pointed_at = place

    seeking = Seeking([row.words if isinstance(row.words, str) else "" for row in rows], desk.clock)
    page.sought = lambda: _sought(seeking)
    letters = [_letter_keys(page, rows, control, seeking), _lost_keys(page, control, seeking)]
    own = [*letters, row_keys(rows, point), end_keys(control), keys or KeyBindings()]
    app.key_bindings = merge_key_bindings([app.key_bindings or KeyBindings(), *own])
    return _taken(rows, run(desk, app, page, rows))


def choices(desk: Desk, rows: Sequence[Row], margin: int) -> list[questionary.Choice]:
    """The rows as questionary wants them. Its values are places, so that no two are equal by accident."""
    has_keys = any(row.key for row in rows)
    room = min(desk.columns, WIDEST) - margin - 3 * has_keys
    return [questionary.Choice(_title(row, room, has_keys), value=place) for place, row in enumerate(rows)]


def _title(row: Row, room: int, has_keys: bool) -> str | list[tuple[str, str]]:
    lead = f"{row.key:2} " if has_keys else ""
    if isinstance(row.words, str):
        return lead + f"\n     {' ' * len(lead)}".join(wrap(row.words, room))
    return [("", lead), *row.words]


def control_of(app: Application[Any]) -> InquirerControl:
    return next(w.content for w in app.layout.find_all_windows() if isinstance(w.content, InquirerControl))


def run(desk: Desk, app: Application[Any], page: Page, rows: Sequence[Row]) -> Any:
    page.rows = min(len(rows), 5)
    body = next(window for window in app.layout.find_all_windows() if isinstance(window.content, InquirerControl))
    body.always_hide_cursor = Always()  # it stands in the pointed row all the same, for those who follow it
    return desk.run(app, page, body)


def _taken(rows: Sequence[Row], result: object) -> object:
    return rows[result].value if isinstance(result, int) else result


def _place(rows: Sequence[Row], value: object, default: int = 0) -> int:
    return next((place for place, row in enumerate(rows) if same(row.value, value)), default)


def same(one: object, other: object) -> bool:
    return type(one) is type(other) and one == other


def row_keys(rows: Sequence[Row], use: Callable[[int], None]) -> KeyBindings:
    keys = KeyBindings()
    for place, row in enumerate(rows):
        for key in {row.key, row.key.upper()} - {""}:
            keys.add(key, eager=True)(lambda _event, place=place: use(place))
    return keys


def _letter_keys(page: Page, rows: Sequence[Row], control: InquirerControl, seeking: Seeking) -> KeyBindings:
    """A letter points at the row that it would mean in plain lines, and takes the one row that begins with it.

    Those that mean no row are a word, and the row that begins with it is pointed at: a long list is gone through so.
    """
    keys = KeyBindings()

    @keys.add(Keys.Any)
    def seek(event: KeyPressEvent) -> None:
        letter, place = event.data, -1
        page.notice = ""
        if not seeking.goes_on(letter, control.pointed_at):
            with suppress(InvalidAnswer):
                place = _place(rows, page.check(letter), -1)
        if place < 0:
            control.pointed_at = seeking.seek(letter, control.pointed_at)
            return
        seeking.forget()
        control.pointed_at = place
        if letter.isalpha() and _beginning(rows, letter) == [place]:
            event.app.exit(result=place)

    return keys


def _lost_keys(page: Page, control: InquirerControl, seeking: Seeking) -> KeyBindings:
    """After a word that no row begins with, Enter says so first: the row pointed at is hardly what was meant."""
    keys = KeyBindings()

    @keys.add("enter", eager=True, filter=Condition(lambda: bool(seeking.lost(control.pointed_at))))
    def tell(_event: KeyPressEvent) -> None:
        nothing = _("Nothing here begins with “{word}”. Enter takes the row that is marked.")
        page.notice = nothing.format(word=one_line(seeking.lost(control.pointed_at)))
        seeking.forget()

    return keys


def _sought(seeking: Seeking) -> str:
    """What is being looked for, as the line of keys says it."""
    word = one_line(seeking.word)
    says = _("search: {word}") if seeking.finds else _("search: {word}, nothing found")
    return says.format(word=word) if word else ""


def _beginning(rows: Sequence[Row], letter: str) -> list[int]:
    """The places of the rows whose words begin with a letter."""
    begin = letter.casefold()
    words = [row.words if isinstance(row.words, str) else "".join(text for _style, text in row.words) for row in rows]
    return [place for place, text in enumerate(words) if text.casefold().startswith(begin)]


def end_keys(control: InquirerControl) -> KeyBindings:
    keys = KeyBindings()

    @keys.add("home")
    def first(_event: KeyPressEvent) -> None:
        control.pointed_at = 0

    @keys.add("end")
    def last(_event: KeyPressEvent) -> None:
        control.pointed_at = control.choice_count - 1

    return keys
