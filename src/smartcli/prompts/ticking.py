"""Lists on the terminal in which several rows are ticked, by Space or by their number."""

from __future__ import annotations

from collections.abc import Sequence

import questionary
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from questionary.prompts.common import InquirerControl

from smartcli.prompts.desk import Desk
from smartcli.prompts.listing import Row, choices, control_of, end_keys, row_keys, run, same
from smartcli.prompts.looks import cut
from smartcli.prompts.page import Page
from smartcli.words import _

LONGEST = 50  # columns of a row's words inside a sentence
NOWHERE = -1


def tick(
    desk: Desk, page: Page, rows: Sequence[Row], ticked: Sequence[object], *, careful: bool = False
) -> list[object] | None:
    """The values of the rows that are ticked. None: skipped by Ctrl-S.

    careful: Enter with nothing ticked is never taken at once, not even in a list that nobody has touched.
    """
    listed = choices(desk, rows, 5)
    for choice, row in zip(listed, rows, strict=True):
        choice.checked = any(same(row.value, value) for value in ticked)
    app = questionary.checkbox("", listed, use_jk_keys=False, **desk.io).application
    ticks = _Ticks(page, rows, control_of(app), careful=careful)
    begun = page.typed()
    page.typed = lambda: "\n".join(words for words in (*ticks.values, begun) if isinstance(words, str) and words)
    own = [ticks.keys(), row_keys(rows, ticks.number), end_keys(ticks.control)]
    app.key_bindings = merge_key_bindings([app.key_bindings or KeyBindings(), *own])
    app.key_processor.before_key_press += lambda _keys: ticks.next_key()
    return None if run(desk, app, page, rows) is None else ticks.values


class _Ticks:
    """What is ticked, and what the keys do to it. A slip of two keys must not lose a tick, nor pass a question by."""

    def __init__(self, page: Page, rows: Sequence[Row], control: InquirerControl, *, careful: bool) -> None:
        self.page = page
        self.rows = rows
        self.control = control
        self._asks = careful  # whether Enter with nothing ticked is asked about on the first row too
        self._numbered = self._numbered_before = NOWHERE  # the row whose number is this key, and was the last one
        self._told = self._told_before = False  # whether this key, and the last one, was told that nothing is ticked

    @property
    def values(self) -> list[object]:
        return [self.rows[place].value for place in sorted(self.control.selected_options)]

    def next_key(self) -> None:
        """Called before every key: what was said is about the row that was marked then."""
        self._numbered_before, self._numbered = self._numbered, NOWHERE
        self._told_before, self._told = self._told, False
        self.page.notice = ""

    def number(self, place: int) -> None:
        """A row's number ticks it; it never takes the tick away."""
        self.control.pointed_at = self._numbered = place
        self._turn({*self.control.selected_options, place})

    def space(self) -> None:
        """Ticks the row or takes its tick away; right after its number it only says the same again."""
        place = self.control.pointed_at
        if place != self._numbered_before:
            self._turn({place} ^ set(self.control.selected_options))

    def _turn(self, places: set[int]) -> None:
        self.control.selected_options = sorted(places)
        self._asks = True
        self.page.changed()

    def is_taken(self) -> bool:
        """Whether Enter goes on. With nothing ticked it may have been meant to tick the row, so that is said first."""
        values = self.values
        untouched = not self._asks and self.control.pointed_at == 0
        fits = not self.page.refuses(values)
        if fits and (values or self._told_before or untouched):
            return True
        if not values:
            self._told = True
            self.page.notice = f"{_('Nothing is ticked.') if fits else self.page.notice} {self._how()}"
            if fits:
                self.page.notice += " " + _("Enter again goes on without a tick.")
        return False

    def _how(self) -> str:
        row = self.rows[self.control.pointed_at]
        words = cut(row.words, LONGEST) if isinstance(row.words, str) else "".join(text for _style, text in row.words)
        if row.key:
            return _("Space or {key} ticks “{row}”.").format(key=row.key, row=words)
        return _("Space ticks “{row}”.").format(row=words)

    def keys(self) -> KeyBindings:
        keys = KeyBindings()

        @keys.add(" ", eager=True)
        def space(_event: KeyPressEvent) -> None:
            self.space()

        @keys.add("enter", eager=True)
        def take(event: KeyPressEvent) -> None:
            if self.is_taken():
                event.app.exit(result=True)

        @keys.add("a", eager=True)
        @keys.add("i", eager=True)
        def nothing(_event: KeyPressEvent) -> None:
            """In questionary these tick all, or all others: too much for one slip."""

        return keys
