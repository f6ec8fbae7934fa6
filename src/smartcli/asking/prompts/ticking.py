"""Lists on the terminal in which several rows are ticked, by Space or by their number."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from smartcli.asking.prompts.app import Desk
from smartcli.asking.prompts.columns import cut
from smartcli.asking.prompts.from_questionary import several_of
from smartcli.asking.prompts.letters import LONGEST, Letters
from smartcli.asking.prompts.listing import end_keys, run, titles, words_way
from smartcli.asking.prompts.page import Page
from smartcli.asking.prompts.rows import NOWHERE, Row, same
from smartcli.asking.prompts.type_ahead import PAUSE
from smartcli.text.language import _


def tick(
    desk: Desk, page: Page, rows: Sequence[Row], ticked: Sequence[object], *, careful: bool = False
) -> list[object] | None:
    """The values of the rows that are ticked. None: skipped by Ctrl-S.

    careful: Enter with nothing ticked is never taken at once, not even in a list that nobody has touched.
    """
    places = [place for place, row in enumerate(rows) if any(same(row.value, value) for value in ticked)]
    listed = several_of(titles(desk, rows, 5), places, desk.io)
    ticks = _Ticks(Letters(desk, page, rows, listed), desk.clock, careful=careful)
    own_words = page.typed
    page.typed = lambda: "\n".join(words for words in (*ticks.values, own_words()) if isinstance(words, str) and words)
    page.enter = ticks.entering
    listed.app.key_processor.before_key_press += lambda _keys: ticks.next_key()
    own = [ticks.keys(), ticks.letters.row_keys(ticks.number, ticks.letter), end_keys(listed)]
    return None if run(desk, listed, page, rows, own) is None else ticks.values


class _Ticks:
    """What is ticked, and what the keys do to it. A slip of two keys must not lose a tick, nor pass a question by."""

    def __init__(self, letters: Letters, clock: Callable[[], float], *, careful: bool) -> None:
        self._empty = letters.page.enter()  # what Enter does with nothing ticked
        self.letters = letters
        self.page = letters.page
        self.rows = letters.rows
        self.listed = letters.listed
        self.clock = clock
        self._asks = careful  # whether Enter with nothing ticked is asked about on the first row too
        self._numbered = self._numbered_before = NOWHERE  # the row whose number is this key, and was the last one
        self._made = (NOWHERE, 0.0)  # the row that a number ticked last, and when
        self._told = self._told_before = False  # whether this key, and the last one, was told that nothing is ticked
        self._blank: list[int] | None = None  # what was ticked before this key, a blank right after letters
        self._blank_before: list[int] | None = None  # the same of the last key

    @property
    def values(self) -> list[object]:
        return [self.rows[place].value for place in sorted(self.listed.ticked)]

    def next_key(self) -> None:
        """Called before every key: what was said is about the row that was marked then."""
        self._numbered_before, self._numbered = self._numbered, NOWHERE
        self._told_before, self._told = self._told, False
        self._blank_before, self._blank = self._blank, None
        self.page.notice = ""

    def entering(self) -> str:
        """What Enter does now."""
        if self.letters.lost and self.letters.own != NOWHERE:
            return words_way()
        if self.letters.leads_here and self.listed.pointed_at not in self.listed.ticked:
            return _("Enter ticks it")
        return _("Enter goes on") if self.values else self._empty

    def number(self, place: int) -> None:
        """A row's number ticks it; the same number again takes the tick away."""
        self.listed.pointed_at = self._numbered = place
        if place not in self.listed.ticked:
            self._made = place, self.clock()
            self._turn(place)
        elif place == self._numbered_before and not self._is_one_press(place):
            self._turn(place)

    def space(self) -> None:
        """Ticks the row or takes its tick away; among words that are being typed it is a blank."""
        place = self.listed.pointed_at
        if self.letters.lost and self.letters.takes(" "):
            self.letters.type(" ")
        elif not self._is_one_press(place):
            self._hold()
            self._turn(place)

    def _hold(self) -> None:
        """Right after letters Space may be a blank between words: what is ticked now is held for that."""
        if self.letters.is_running and self._blank_before is None:
            self._blank = self.listed.ticked
            self.letters.type(" ")
        else:
            self.letters.forget()

    def letter(self, event: KeyPressEvent) -> None:
        """A letter soon after a blank that ticked a row: they were words, and the tick goes."""
        if self._blank_before is not None and self.letters.is_running and event.data.isprintable():
            self.listed.ticked = self._blank_before
        self.letters.type(event.data)

    def _is_one_press(self, place: int) -> bool:
        """Whether the last key, a moment ago, was the number that ticked the row: two keys that mean one thing."""
        made, at = self._made
        return place == made == self._numbered_before and self.clock() - at < PAUSE

    def _turn(self, place: int) -> None:
        self.listed.ticked = sorted({place} ^ set(self.listed.ticked))
        self._asks = True
        self.page.changed()

    def is_taken(self) -> bool:
        """Whether Enter goes on. With nothing ticked it may have been meant to tick the row, so that is said first."""
        if self._is_about_words():
            return False
        values = self.values
        untouched = not self._asks and self.listed.pointed_at == 0
        fits = not self.page.refuses(values)
        if fits and (values or self._told_before or untouched):
            return True
        if not values:
            self._told = True
            self.page.notice = f"{_('Nothing is ticked.') if fits else self.page.notice} {self._how()}"
            if fits:
                self.page.notice += " " + _("Enter again goes on without a tick.")
        return False

    def _is_about_words(self) -> bool:
        """After words Enter first ticks the row that begins so, or says that there is none."""
        place = self.listed.pointed_at
        if self.letters.lost and self.letters.own != NOWHERE:
            self.listed.ticked = sorted({self.letters.own, *self.listed.ticked})
            return False
        if self.letters.lost:
            self.letters.say_lost(_("Space or a number ticks a row."))
        elif self.letters.leads_here and place not in self.listed.ticked:
            self._turn(place)
            self.page.notice = _("Ticked: “{row}”. Enter goes on.").format(row=cut(self.rows[place].text, LONGEST))
        else:
            return False
        self._asks = True
        self.letters.forget()
        return True

    def _how(self) -> str:
        row = self.rows[self.listed.pointed_at]
        words = cut(row.text, LONGEST)
        if row.key:
            return _("Space or {key} ticks “{row}”.").format(key=row.key, row=words)
        return _("Space ticks “{row}”.").format(row=words)

    def keys(self) -> KeyBindings:
        keys = self.letters.typing_keys(self.letter)
        for letter in "ai":  # in questionary these tick all, or all others
            keys.add(letter, eager=True)(self.letter)

        @keys.add(" ", eager=True)
        def space(_event: KeyPressEvent) -> None:
            self.space()

        @keys.add("enter", eager=True)
        def take(event: KeyPressEvent) -> None:
            if self.is_taken():
                event.app.exit(result=True)

        return keys
