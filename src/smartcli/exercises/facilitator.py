"""What an exercise says to whoever leads a group through it. Whoever does it at home is not shown any of it."""

from __future__ import annotations

from collections.abc import Iterator

from smartcli.record import Record
from smartcli.text.language import _


class FacilitatorNotes(Record):
    """The notes on an exercise, or on one of its steps. What is left out is empty."""

    aim: str = ""  # what it is for, in a group
    minutes: int | None = None  # in a group
    ask: tuple[str, ...] = ()  # what to ask the group
    avoid: tuple[str, ...] = ()  # what to leave
    note: str = ""  # anything else

    def said(self) -> Iterator[tuple[str, str]]:
        """Each note as a name and a text, in the order in which they are read; a note like any other has no name."""
        if self.aim:
            yield _("Aim"), self.aim
        if self.minutes:
            yield _("Time"), _("about {n} min in a group").format(n=self.minutes)
        if self.note:
            yield "", self.note
        yield from ((_("Ask"), one) for one in self.ask if one)
        yield from ((_("Avoid"), one) for one in self.avoid if one)

    @property
    def words(self) -> tuple[str, ...]:
        """All that an author wrote in them."""
        return (*(one for one in (self.aim, self.note) if one), *self.ask, *self.avoid)
