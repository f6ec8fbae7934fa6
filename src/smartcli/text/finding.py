"""What an outcome or an insight saw, ready to be shown on the terminal, on a page or in an export."""

from __future__ import annotations

from smartcli.record import Record


class Value(Record):
    """One value of a finding. None is a gap, never 0."""

    label: str
    value: float | None
    of: float = 10  # the greatest value there can be
    note: str = ""


class Grid(Record):
    """Words laid out in two directions: headings, and lines of a label and a cell for each heading."""

    columns: tuple[str, ...]
    lines: tuple[tuple[str, tuple[str, ...]], ...]


class Finding(Record):
    """A title, a sentence or a few, points for a chart, and the person's own words."""

    title: str = ""
    text: str = ""
    points: tuple[Value, ...] = ()
    is_series: bool = False  # points in time, drawn as one line; otherwise bars
    is_told: bool = False  # the sentence has the numbers of all points, so that in plain lines they are not repeated
    is_daily: bool = False  # a series whose labels are days, YYYY-MM-DD, which are named under it
    words: tuple[str, ...] = ()
    more: int = 0  # words there are beyond these
    grid: Grid | None = None
    sentences: int = 1  # of which its text is made

    @property
    def is_sentence(self) -> bool:
        """Nothing but a sentence, which can stand beside another."""
        return not (self.title or self.points or self.words or self.grid)
