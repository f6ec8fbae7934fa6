"""One turn of a walk: a step as it is asked now, and what a prompter is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from smartcli.record import EMPTY, Record

if TYPE_CHECKING:
    from smartcli.asking.deck import Deck
    from smartcli.errors import InvalidAnswer
    from smartcli.exercises.exercise import Exercise
    from smartcli.exercises.step import Answer, Step

# What the person wrote before under "exercise.key" or "exercise.items.field": answers, newest first.
Recall = Callable[[str], "Sequence[Answer]"]


def nothing(_path: str) -> Sequence[Answer]:
    """A recall that knows nothing."""
    return ()


class Back(Exception):
    """The person wants to return to the step before."""


class Place(Record):
    """Where a field stands in a table: the table's key, the row's number from 0, the row's name if it has one."""

    table: str
    row: int
    field: str
    label: str = ""
    first: str = ""  # the key of the field that names the row


class Turn(Record):
    """One step as it is asked now."""

    step: Step
    before: Answer = None  # what was answered earlier in this walk, or the last time where the step says so
    typed: str = ""  # what stood half-typed when the walk was left
    recalled: tuple[str, ...] = ()  # the person's own earlier words
    pinned: tuple[tuple[str, str], ...] = ()  # answers kept in sight: (ask, words)
    number: int = 1  # this is step `number` of `total`
    total: int = 1
    place: Place | None = None
    is_first: bool = False  # nothing is before it to go back to
    leads_back: bool = False  # a menu within another: without an answer it leads back to that one
    is_kept: bool | None = None  # what was written, where the walk is left here; None = nothing is said of it
    abouts: Mapping[str, str] = EMPTY  # of a menu, what there is to say of its rows, by their words
    typing: Callable[[str], None] = lambda text: None  # to be told what is being typed

    @property
    def start(self) -> str:
        """The text to start typing from."""
        return self.typed or self.step.edit(self.before)


class ReviewLine(Record):
    """One answer in the review before saving."""

    key: str
    ask: str
    words: str


class Walked(Record):
    """The answers of a walk that was left early: given by key, those done in order, and what was half-typed."""

    given: Mapping[str, Any] = EMPTY
    done: Sequence[str] = ()
    typed: Mapping[str, str] = EMPTY


class Prompter(Protocol):
    """A way of asking. The ones there are live in smartcli/prompts."""

    def introduce(self, exercise: Exercise, *, is_kept: bool | None = None) -> None:
        """Say what comes. is_kept: as in Turn."""

    def tell(self, text: str, own: Sequence[str] = (), *, wait: bool = False) -> None:
        """Show a text (and the person's own words under it); wait = go on only when the person does."""

    def draw(self, lines: Sequence[str]) -> None:
        """Show what was drawn for this terminal, line by line."""

    def pause(self, words: str) -> None:
        """Leave what was said before the person's eyes until Enter. words: what Enter does. Raises as ask does."""

    def ask(self, turn: Turn) -> object:
        """Ask one step. None = skipped. Raises Back, KeyboardInterrupt, EOFError, Stopped."""

    def secret(self, ask: str) -> str:
        """Ask for something that is not shown while it is typed; "" = Enter alone. Raises as ask does."""

    def refuse(self, problem: InvalidAnswer) -> None:
        """Say why an answer does not fit; the step is asked again."""

    def review(self, lines: Sequence[ReviewLine]) -> str | None:
        """Show all answers. None = save; a key = change that one; raises Back."""

    def typed(self) -> str:
        """What stands half-typed at the moment."""

    def becomes_anothers(self, banner: str, help_now: Callable[[], str]) -> None:
        """From now on somebody invented is asked: the banner stands on every screen, and help now is for them."""

    def present(self, deck: Deck) -> None:
        """Show slides, until they are over or somebody leaves. Raises KeyboardInterrupt, EOFError, Stopped."""

    def leave_by_x(self) -> None:
        """From now on x alone leads out of it all, at every question: Gone is raised."""
