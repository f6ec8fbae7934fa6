"""An exercise in slides, for one who shows it to others: what is asked, what is answered, where the showing stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from smartcli.asking.turn import Turn
from smartcli.exercises.step import FacilitatorNotes
from smartcli.record import Record
from smartcli.text.language import _

WIDEST = 60  # columns, so that it can be read from the back of a room

# What a slide is of.
OPENING, QUESTION, ROW, NOTE, CARD, END = "opening", "question", "row", "note", "card", "end"
LIVE, LEAVE = "l", "q"  # the keys that lead out of the slides, for a while and for good


class Slide(Record):
    """One slide. What is answered stands there only once the next key was pressed."""

    kind: str
    path: str = ""  # of what is asked
    where: str = ""  # "2 of 9"
    pinned: tuple[str, ...] = ()  # what was answered before and stays in sight, where there is room
    title: str = ""  # above
    text: str = ""  # the question, or what is told
    choices: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()  # what can be answered, and the help
    answers: tuple[str, ...] = ()  # the invented person's
    drawn: tuple[str, ...] = ()  # lines that were drawn for this screen
    notes: tuple[FacilitatorNotes, ...] = ()
    turn: Turn | None = None  # what can be asked of those who are here

    @property
    def is_told_at_once(self) -> bool:
        """Whether nothing is asked that was not asked before."""
        return self.kind == ROW

    @property
    def noted(self) -> list[str]:
        """The notes for whoever shows it, one a line."""
        said = [one for notes in self.notes for one in notes.said()]
        return [_("{name}: {text}").format(name=name, text=text) if name else text for name, text in said]


class Deck:
    """The slides, and how far they were shown. Going back keeps nothing of what was said live."""

    def __init__(self, slides: Sequence[Slide], *, card: Callable[[str], str], width: int) -> None:
        """card: the text of a safety card by its id. width: columns at most."""
        self.width = width
        self.slides = slides
        self.card = card
        self.place = 0
        self.is_told = False  # whether the answer is
        self.has_notes = False  # whether they are
        self.heard = ""  # what those who are here answered

    @property
    def slide(self) -> Slide:
        return self.slides[self.place]

    @property
    def waits(self) -> bool:
        """Whether the answer is still to come on this slide."""
        return bool(self.slide.answers) and not self.is_told and not self.slide.is_told_at_once

    @property
    def answers(self) -> tuple[str, ...]:
        """What of the answer stands there."""
        return self.slide.answers if self.is_told or self.slide.is_told_at_once else ()

    @property
    def is_last(self) -> bool:
        return not self.waits and self.place == len(self.slides) - 1

    @property
    def is_first(self) -> bool:
        return self.place == 0 and not self.is_told

    def next(self) -> bool:
        """The answer, or the next slide; False where there is no more."""
        if self.waits:
            self.is_told = True
        elif self.is_last:
            return False
        else:
            self._turn_to(self.place + 1, is_told=False)
        return True

    def back(self) -> None:
        """To what was shown before; from the very first nowhere."""
        if self.is_told:
            self.is_told = False
        elif self.place:
            self._turn_to(self.place - 1, is_told=self._can_be_told(self.place - 1))

    def _can_be_told(self, place: int) -> bool:
        return bool(self.slides[place].answers) and not self.slides[place].is_told_at_once

    def _turn_to(self, place: int, *, is_told: bool) -> None:
        self.place, self.is_told = place, is_told
        self.has_notes, self.heard = False, ""

    def turn_notes(self) -> None:
        """Show the notes, or take them away again."""
        self.has_notes = not self.has_notes

    @property
    def noted(self) -> list[str]:
        """The notes, where they are shown; that there are none is said, too."""
        if not self.has_notes:
            return []
        return self.slide.noted or [_("There is no note here.")]

    @property
    def ways(self) -> list[str]:
        """What the keys do now, but for the one that goes on."""
        live = _("l answer it here") if self.slide.turn else ""
        back = "" if self.is_first else _("b back")
        return [way for way in (back, _("n notes"), live, _("q leave")) if way]

    @property
    def onward(self) -> str:
        """What the next key does."""
        if self.waits:
            return _("shows the answer")
        return _("ends it") if self.is_last else _("goes on")
