"""Lists on the terminal: arrows, letters or a row's key point at a row, Enter takes it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from prompt_toolkit.filters import Always, Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings

from smartcli.asking.prompts.app import Desk
from smartcli.asking.prompts.columns import WIDEST, wrap
from smartcli.asking.prompts.from_questionary import Listed, Title, one_of
from smartcli.asking.prompts.letters import Letters
from smartcli.asking.prompts.page import Page
from smartcli.asking.prompts.rows import NOWHERE, Row, place_of
from smartcli.errors import InvalidAnswer
from smartcli.text.language import _
from smartcli.text.sanitize import one_line


def select(desk: Desk, page: Page, rows: Sequence[Row], at: object = None, keys: KeyBindings | None = None) -> Any:
    """The value of the row that is taken. at: the value the list opens at. None: skipped by Ctrl-S."""
    listed = one_of(titles(desk, rows, 3), desk.io)
    listed.pointed_at = place_of(rows, at, 0)

    def point(place: int) -> None:
        listed.pointed_at = place

    letters = Letters(desk, page, rows, listed)
    page.enter = lambda: _entering(letters)
    _telling(desk, listed, rows)
    typed = [
        _letter_keys(letters),
        _lost_keys(letters),
        letters.row_keys(point, lambda event: letters.type(event.data)),
    ]
    return _taken(rows, run(desk, listed, page, rows, [*typed, end_keys(listed), keys or KeyBindings()]))


def _entering(letters: Letters) -> str:
    """What Enter does now."""
    if letters.lost:
        return words_way() if letters.own != NOWHERE else ""
    return letters.rows[letters.here].enter or _("Enter takes it")


def words_way() -> str:
    return _("Enter goes on with your words")


def _telling(desk: Desk, listed: Listed, rows: Sequence[Row]) -> None:
    """Under the row that is marked stands what there is to say of it."""
    usual = titles(desk, rows, 3)
    told = NOWHERE

    def tell(_app: object) -> None:
        nonlocal told
        here = listed.pointed_at
        if here == told:
            return
        if told != NOWHERE:
            listed.titled(told, usual[told])
        told = here
        if about := rows[here].about:
            lead = "\n     " + "   " * any(row.key for row in rows)
            lines = wrap(one_line(about), min(desk.columns, WIDEST) - len(lead))
            listed.titled(here, [*_marked(usual[here]), ("class:quiet", "".join(lead + line for line in lines))])

    if any(row.about for row in rows):
        listed.app.before_render += tell


def _marked(title: Title) -> list[tuple[str, str]]:
    return [("class:highlighted", title)] if isinstance(title, str) else title


def titles(desk: Desk, rows: Sequence[Row], margin: int) -> list[Title]:
    """What stands in the rows, fitted into the terminal."""
    has_keys = any(row.key for row in rows)
    room = min(desk.columns, WIDEST) - margin - 3 * has_keys
    return [_title(row, room, has_keys) for row in rows]


def _title(row: Row, room: int, has_keys: bool) -> Title:
    lead = f"{row.key:2} " if has_keys else ""
    if isinstance(row.words, str):
        return lead + f"\n     {' ' * len(lead)}".join(wrap(row.words, room))
    return [("", lead), *row.words]


def _plain(title: Title) -> str:
    return title if isinstance(title, str) else "".join(text for _style, text in title)


def run(desk: Desk, listed: Listed, page: Page, rows: Sequence[Row], keys: Sequence[KeyBindings]) -> Any:
    page.rows = min(len(rows), 5)
    page.whole = sum(1 + _plain(title).count("\n") for title in titles(desk, rows, 3))
    listed.app.key_bindings = merge_key_bindings([listed.app.key_bindings or KeyBindings(), *keys])
    listed.app.after_render += lambda _app: _count_below(listed, page)
    listed.window.always_hide_cursor = Always()  # it stands in the pointed row all the same, for those who follow it
    return desk.run(listed.app, page, listed.window)


def _count_below(listed: Listed, page: Page) -> None:
    """How many rows there are below is known once it is drawn; then it is said."""
    if page.more != listed.below:
        page.more = listed.below
        listed.app.invalidate()


def _taken(rows: Sequence[Row], result: object) -> object:
    return rows[result].value if isinstance(result, int) else result


def _letter_keys(letters: Letters) -> KeyBindings:
    """A letter points at the row that it would mean in plain lines, and takes the one row that begins with it.

    Those that mean no row are a word, and the row that begins with it is pointed at: a long list is gone through so.
    """

    def letter(event: KeyPressEvent) -> None:
        place = NOWHERE if letters.takes(event.data) else _meant(letters, event.data)
        if place == NOWHERE:
            letters.type(event.data)
            return
        letters.forget()
        letters.page.notice = ""
        letters.listed.pointed_at = place
        if event.data.isalpha() and _beginning(letters.rows, event.data) == [place]:
            event.app.exit(result=place)

    return letters.typing_keys(letter)


def _meant(letters: Letters, letter: str) -> int:
    with suppress(InvalidAnswer):
        return place_of(letters.rows, letters.page.check(letter))
    return NOWHERE


def _lost_keys(letters: Letters) -> KeyBindings:
    """After words that no row begins with, Enter takes none: they begin own words, or it says so."""
    keys = KeyBindings()

    @keys.add("enter", eager=True, filter=Condition(lambda: bool(letters.lost)))
    def tell(event: KeyPressEvent) -> None:
        if letters.own != NOWHERE:
            event.app.exit(result=letters.own)
        else:
            letters.say_lost(_("First mark a row with ↑ or ↓."))

    return keys


def _beginning(rows: Sequence[Row], letter: str) -> list[int]:
    """The places of the rows whose words begin with a letter."""
    begin = letter.casefold()
    return [place for place, row in enumerate(rows) if row.text.casefold().startswith(begin)]


def end_keys(listed: Listed) -> KeyBindings:
    keys = KeyBindings()

    @keys.add("home")
    def first(_event: KeyPressEvent) -> None:
        listed.pointed_at = 0

    @keys.add("end")
    def last(_event: KeyPressEvent) -> None:
        listed.pointed_at = listed.last

    return keys
