"""What is typed in a list on the terminal: letters lead to a row, or begin own words where those are welcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from smartcli.asking.prompts.app import Desk
from smartcli.asking.prompts.columns import cut
from smartcli.asking.prompts.from_questionary import Listed
from smartcli.asking.prompts.keystream import pasted
from smartcli.asking.prompts.page import Page
from smartcli.asking.prompts.rows import NOWHERE, Row
from smartcli.asking.prompts.type_ahead import Seeking
from smartcli.text.language import _
from smartcli.text.sanitize import one_line

LONGEST = 50  # columns of words inside a sentence
TAIL = 24  # characters of what is being typed


class Letters:
    """The letters typed in a list, and the row they lead to."""

    def __init__(self, desk: Desk, page: Page, rows: Sequence[Row], listed: Listed) -> None:
        self.page = page
        self.rows = rows
        self.listed = listed
        self.own = next((place for place, row in enumerate(rows) if row.takes_words), NOWHERE)
        self._left = ""  # words that no row begins with, once another row is pointed at
        words = [[row.words, *row.names] if isinstance(row.words, str) else [""] for row in rows]
        self._seeking = Seeking(words, desk.clock, keeps=self.own != NOWHERE)
        page.sought = self._sought
        page.begun = lambda: (self.lost or self._left) if self.own != NOWHERE else ""
        listed.app.key_processor.after_key_press += lambda _keys: self._settle()

    @property
    def here(self) -> int:
        return self.listed.pointed_at

    @property
    def lost(self) -> str:
        """Words typed last that no row begins with."""
        return self._seeking.lost(self.here)

    @property
    def is_running(self) -> bool:
        return bool(self._seeking.word)

    @property
    def leads_here(self) -> bool:
        """Whether words typed last led to the row that is marked."""
        return self._seeking.leads_to(self.here)

    def takes(self, sign: str) -> bool:
        """Whether it belongs to the words that are being typed, whatever else the key does."""
        return self._seeking.takes(sign, self.here)

    def type(self, text: str) -> None:
        self.page.notice = ""
        self.listed.pointed_at = self._seeking.seek(text, self.here)

    def forget(self) -> None:
        self._seeking.forget()

    def say_lost(self, way: str) -> None:
        """Nothing begins with these words: that is said, with what to do next."""
        nothing = _("Nothing here begins with “{word}”.").format(word=cut(one_line(self.lost), LONGEST))
        self.page.notice = f"{nothing} {way}"
        self._seeking.end()

    def _settle(self) -> None:
        self._left = self._seeking.settle(self.here) or self._left

    def _sought(self) -> str:
        """What is being typed, as the line of keys says it."""
        word = one_line(self._seeking.word)
        word = f"…{word[-TAIL:]}" if len(word) > TAIL else word
        if not word:
            return ""
        if self._seeking.finds:
            return _("search: {word}").format(word=word)
        if self.own != NOWHERE and self.lost:
            return _("your words: {word}").format(word=word)
        return _("search: {word}, nothing found").format(word=word)

    # Keys

    def row_keys(self, use: Callable[[int], None], letter: Callable[[KeyPressEvent], None]) -> KeyBindings:
        """A row's key is for its row, unless it stands within words."""
        keys = KeyBindings()

        def pressed(event: KeyPressEvent, place: int) -> None:
            if self.takes(event.data):
                letter(event)
                return
            self.forget()
            use(place)
            if event.data.isalpha():
                self.type(event.data)  # it may also begin the row's words

        for place, row in enumerate(self.rows):
            for key in {row.key, row.key.upper()} - {""}:
                keys.add(key, eager=True)(lambda event, place=place: pressed(event, place))
        return keys

    def typing_keys(self, letter: Callable[[KeyPressEvent], None]) -> KeyBindings:
        """letter: what is done with one; what is pasted is words as a whole, and no Enter comes of it."""
        keys = KeyBindings()

        @keys.add(Keys.Any)
        def typed(event: KeyPressEvent) -> None:
            letter(event)

        @keys.add(Keys.BracketedPaste, eager=True)
        def paste(event: KeyPressEvent) -> None:
            self.type(one_line(pasted(event.data)[0]))

        @keys.add("backspace")
        def rub_out(_event: KeyPressEvent) -> None:
            self.page.notice = ""
            self.listed.pointed_at = self._seeking.rub_out(self.here)

        return keys
