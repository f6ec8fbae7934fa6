"""Text, tables and charts on the terminal; the one place that prints what commands found."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from copy import copy
from typing import TYPE_CHECKING, Any, TextIO, TypeVar, cast

from smartcli.errors import Unshown
from smartcli.text.language import _
from smartcli.text.sanitize import carries, one_line, safe, strict
from smartcli.text.wrapping import WIDEST, broken, cut, wide, wrapped

if TYPE_CHECKING:
    from rich.console import Console

    from smartcli.text.finding import Finding, Grid, Value
    from smartcli.text.pictures.shapes import Picture
    from smartcli.text.pictures.signs import Signs

__all__ = ["Screen", "safe"]

# Okabe and Ito's colours, told apart by nearly everybody; never red, and never the only carrier.
BLUE, ORANGE, GREEN = "#56B4E9", "#E69F00", "#009E73"
STYLES = {"title": "bold", "quiet": "dim", "good": GREEN, "look": BLUE, "plan": ORANGE}
T = TypeVar("T")

NARROW = 60  # columns; below, a table's cells would be broken in the middle of a day or a word
CLEAR = "\x1b[H\x1b[2J\x1b[3J"


class _Stream:
    """A stream whose trouble is told in a sentence. A pipe that nobody reads any more stays what it is."""

    lines = 0  # that were written

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self.lines += text.count("\n")
        return _told(self._stream.write, text)

    def flush(self) -> None:
        _told(self._stream.flush)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class _Kept(io.StringIO):
    """Where lines wait that are for a stream, in what that stream can carry."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._encoding = getattr(stream, "encoding", None) or "utf-8"

    @property
    def encoding(self) -> str:  # type: ignore[override]  # in memory it has none
        return self._encoding


def _told(do: Callable[..., T], *given: object, pipe: bool = False) -> T:
    """pipe: a reader that has gone is told, too."""
    try:
        return do(*given)
    except OSError as error:
        if isinstance(error, BrokenPipeError) and not pipe:
            raise
        from smartcli.home.reasons import unshown

        raise unshown(error) from error


class Screen:
    """Standard output and standard error, as plain text or, on a terminal that can, with rich."""

    def __init__(
        self,
        *,
        out: TextIO,
        err: TextIO,
        plain: bool,
        width: int = 80,
        colour: bool = True,
        tty: bool = False,
        rows: int = 0,
        ascii_only: bool = False,
    ) -> None:
        """tty: a terminal that obeys escape sequences. rows: the height of one that does not; 0 where nobody looks.

        ascii_only: pictures are drawn without blocks: one may take two columns there, or the locale has none.
        """
        self.out = out
        self.err = err
        self.plain = plain or not tty
        self.width = max(10, width)
        self.colour = colour
        self.tty = tty
        self.rows = rows
        self.ascii_only = ascii_only
        self._console: Console | None = None
        self._is_held = False

    @property
    def rich(self) -> Console:
        if self._console is None:
            from rich.console import Console  # where something is shown on a terminal, and only there

            self._console = Console(
                file=self.out,
                width=self.width,
                no_color=not self.colour,
                force_terminal=True if self.tty and self._is_held else None,  # what waits for it keeps its looks
                highlight=False,
                markup=False,
                emoji=False,
                soft_wrap=False,
            )
        return self._console

    @contextmanager
    def held(self) -> Iterator[list[str]]:
        """What is said meanwhile, chatter too, is not shown yet: at the end it is in the list, line by line."""
        lines: list[str] = []
        before = self.out, self.err
        kept = _Kept(self.out)
        self.out = self.err = cast("TextIO", kept)
        self._console, self._is_held = None, True
        try:
            yield lines
        finally:
            self.out, self.err = before
            self._console, self._is_held = None, False
            lines += kept.getvalue().removesuffix("\n").split("\n") if kept.getvalue() else []

    def narrowed(self, width: int, *, rows_less: int = 0) -> Screen:
        """The same screen with lines of at most so many columns. rows_less: rows of the window that are taken."""
        narrow = copy(self)
        narrow.width, narrow._console = max(10, min(self.width, width)), None
        narrow.rows = max(1, self.rows - rows_less) if self.rows else 0
        return narrow

    def in_plain_lines(self) -> Screen:
        """The same screen in plain lines, for what is kept as text."""
        plain = copy(self)
        plain.plain, plain._console = True, None
        return plain

    @property
    def lines(self) -> int:
        """How many lines were said up to now."""
        return sum(getattr(stream, "lines", 0) for stream in (self.out, self.err))

    def shown(self, lines: Iterable[str]) -> None:
        """Lines as they were held."""
        for line in lines:
            self.out.write(f"{line}\n")
        self.out.flush()

    def flush(self) -> None:
        """All that was shown is out. Unshown: it is not."""
        self.out.flush()

    # Words

    def say(self, text: str = "", style: str = "") -> None:
        """Paragraphs, wrapped. Whatever the text holds, it cannot command the terminal."""
        for paragraph in safe(text).split("\n"):
            for line in wrapped(paragraph, self.width):
                self._line(line, style)

    def _line(self, line: str, style: str = "") -> None:
        if self.plain or not style:
            self.out.write(f"{line}\n")
        else:
            from rich.text import Text

            self.rich.print(Text(line, style=STYLES.get(style, style)))

    def title(self, text: str) -> None:
        self.say(text, "title")

    def words(self, text: str) -> None:
        """The person's own words, set apart."""
        for line in safe(text).split("\n"):
            for part in broken(line, min(self.width - 3, WIDEST - 2)):
                self._line(f"  {part}", "look")

    def whole(self, text: str) -> None:
        """A line that is never broken, so that it can be copied: the place of a file, a command to type."""
        self._line(f"  {one_line(text)}")

    def note(self, text: str) -> None:
        """Chatter, on standard error, so that standard output stays what was asked for. Nobody need hear it."""
        self.out.flush()
        with suppress(Unshown, BrokenPipeError):
            for paragraph in safe(text).split("\n"):
                self.err.write("\n".join(wrapped(paragraph, self.width)) + "\n")
            self.err.flush()

    def passing(self, text: str) -> None:
        """A line of chatter that takes the place of the one before; "" leaves none. For a terminal that obeys."""
        with suppress(Unshown, BrokenPipeError):
            self.err.write(f"\r\x1b[K{cut(one_line(text), self.width - 1)}")
            self.err.flush()

    def notes(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.note(text)

    def card(self, text: str) -> None:
        """A card's Markdown-light: its title, paragraphs and lists."""
        for line in text.strip().split("\n"):
            if line.startswith("# "):
                self.title(line.removeprefix("# "))
            else:
                self.say(line)

    # Tables

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Columns on a terminal; on a narrow one and in plain mode one sentence a row, in a pipe one line a row.

        A first column of single words, such as ids, is not broken: they are there to be typed.
        """
        cells = ([one_line(cell) for cell in row] for row in rows)
        if self.plain:
            for row in cells:
                sentence = ", ".join(cell for cell in row if cell)
                for line in wrapped(sentence, self.width, hanging="  ") if self.rows else [sentence]:
                    self._line(line)
            return
        if self.width < NARROW:
            for row in cells:
                self.say(f"- {', '.join(cell for cell in row if cell)}")
            return
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, pad_edge=False, header_style=STYLES["quiet"], padding=(0, 2, 0, 0))
        table_rows = [*cells]
        for place, heading in enumerate(headings):
            words = [row[0] for row in table_rows] if place == 0 else []
            is_whole = any(words) and all(len(word) <= self.width // 3 and " " not in word for word in words)
            table.add_column(Text(heading), overflow="fold", no_wrap=is_whole)
        for row in table_rows:
            table.add_row(*map(Text, row))
        self.rich.print(table)

    # Findings

    def finding(self, finding: Finding) -> None:
        """A title, the sentence, the chart, the person's own words."""
        if finding.title:
            self.title(finding.title)
        if finding.text and not finding.is_daily:
            self.say(finding.text)
        if finding.points and not (self.plain and finding.is_told):
            draw = self._days if finding.is_daily else self._series if finding.is_series else self._bars
            draw(finding.points)
        if finding.text and finding.is_daily:  # the days its title names come first
            self.say(finding.text)
        if finding.grid:
            self._grid(finding.grid)
        for words in finding.words:
            self.words(words)
        if finding.more:
            self.words(_("…and {n} more").format(n=finding.more))

    def _grid(self, grid: Grid) -> None:
        """A table where there is room for it; else a sentence a cell, with both of its headings."""
        if not self.plain and self.width >= NARROW:
            self.table(["", *grid.columns], [[label, *cells] for label, cells in grid.lines])
            return
        for label, cells in grid.lines:
            for heading, cell in zip(grid.columns, cells, strict=True):
                if cell:
                    where = ", ".join(filter(None, (one_line(label), one_line(heading))))
                    self.say(f"- {where}: {one_line(cell)}")

    def _series(self, points: Sequence[Value]) -> None:
        from smartcli.text import charts

        values = [point.value for point in points]
        if self.plain:
            shown = ", ".join(_("not rated") if value is None else _number(value) for value in values)
            self.say(_("One by one: {values}.").format(values=shown))
        else:
            self._line(charts.spark(values, top=points[0].of, blocks=self._draws(charts.BLOCKS)), "look")

    def _days(self, points: Sequence[Value]) -> None:
        """A line with the names of the days under it; where there is no room for that, a sentence with days."""
        from smartcli.text import charts, days_said

        values = [point.value for point in points]
        line = charts.spark(values, top=points[0].of, blocks=self._draws(charts.BLOCKS))
        drawn = charts.under(line, [days_said.short(point.label) for point in points])
        if not self.plain and max(map(len, drawn)) < self.width:
            for row in drawn:
                self._line(row, "look")
            return
        there = [(days_said.weekday(point.label), point.value) for point in points if point.value is not None]
        said = ", ".join(f"{day} {_number(value)}" for day, value in there) + "."
        more = _("The other days have no number here.") if len(there) < len(points) else ""
        self.say(" ".join(filter(None, (said, more))))

    def _bars(self, points: Sequence[Value]) -> None:
        from smartcli.text import charts

        labels = [one_line(point.label) for point in points]
        longest = min(max(map(wide, labels)), max(8, self.width // 3))
        for label, point in zip(labels, points, strict=True):
            value = _("not rated") if point.value is None else f"{_number(point.value)}/{_number(point.of)}"
            note = f", {one_line(point.note)}" if point.note else ""
            if self.plain:
                self.say(f"- {label}: {value}{note}")
            else:
                room = max(5, min(20, self.width - longest - 12))
                bar = charts.bar(point.value, of=point.of, width=room, blocks=self._draws("█░"))
                name = cut(label, longest)
                line = f"{name}{' ' * (longest - wide(name))}  {bar} {value}"
                self._beside(line, note, f"- {label}: {value}{note}")

    def _draws(self, signs: str) -> bool:
        return not self.ascii_only and carries(signs, self.out)

    def _beside(self, bar: str, note: str, sentence: str) -> None:
        """A bar and its note on one line, or on two, or as a sentence: a number that is cut is another number."""
        if wide(bar) >= self.width:
            self.say(sentence)
        elif wide(bar + note) < self.width:
            self._line(bar + note, "look")
        else:
            self._line(bar, "look")
            self.say(f"  {note.removeprefix(', ')}")

    def picture(self, picture: Picture, *, is_brief: bool = False) -> None:
        """Drawn in characters; in plain lines, and in a pipe, the same in sentences. is_brief: a few lines, or none."""
        from smartcli.text.pictures import drawing

        if self.plain and not is_brief:
            self.say(drawing.said(picture))
        elif not self.plain:
            draw = drawing.brief if is_brief else drawing.drawn
            for line in draw(picture, self.width, self.signs):
                self._drawn(safe(line))

    @property
    def signs(self) -> Signs:
        """What pictures are drawn with here."""
        from smartcli.text.pictures.signs import signs

        return signs(self.out, ascii_only=self.ascii_only)

    def _drawn(self, line: str) -> None:
        """Colour repeats what a sign says: orange is more than was wanted, blue is a mark."""
        from rich.text import Text

        text = Text(line, no_wrap=True)
        for pattern, colour in ((r"[▁-█▒░▓○●◉]+", BLUE), (r"[\d+?]*\^", ORANGE)):
            text.highlight_regex(pattern, colour)
        self.rich.print(text)

    # For other programs

    def json(self, table: Mapping[str, Any]) -> None:
        """One JSON object, in ASCII, so that no encoding can spoil it; json leaves one control character there: DEL."""
        text = strict(json.dumps(table, indent=2, allow_nan=False))
        self.out.write(text.replace("\x7f", "\\u007f") + "\n")

    def data(self, content: bytes | Iterable[bytes]) -> None:
        """Bytes on standard output: as they are, but to a terminal with nothing in them that it would obey.

        They may come in parts, as they are made, each of whole characters. Unshown: not all of it went out, also where
        its reader has gone: half an export is none.
        """
        self.out.flush()
        binary = getattr(self.out, "buffer", None)
        for part in [content] if isinstance(content, bytes) else content:
            if self.tty or self.rows:
                self.out.write(safe(part.decode("utf-8", "replace")))
            elif binary is None:
                self.out.write(part.decode("utf-8", "replace"))
            else:
                _told(binary.write, part, pipe=True)
        if binary is not None:
            _told(binary.flush, pipe=True)

    def clear(self) -> None:
        """Take away what was shown: somebody may have walked in, so that counts more than what plain mode keeps to."""
        if self.tty:
            self.out.write(CLEAR)
        elif self.rows:
            self.out.write("\n" * self.rows)
            self.say(_("This terminal cannot be wiped. To be sure, close its window."))
        self.out.flush()


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.1f}"


def real(*, plain: bool, environ: Mapping[str, str]) -> Screen:
    """The screen of this process. What an encoding cannot carry is shown as ?, and nothing is lost for it."""
    import shutil

    from smartcli.text.pictures.signs import are_wide, is_bare

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    is_terminal = sys.stdout.isatty()
    width, height = shutil.get_terminal_size((80, 24))
    return Screen(
        out=cast("TextIO", _Stream(sys.stdout)),
        err=cast("TextIO", _Stream(sys.stderr)),
        plain=plain,
        width=width,
        colour=not environ.get("NO_COLOR"),
        tty=is_terminal and environ.get("TERM", "dumb") not in {"", "dumb", "unknown"},
        rows=height if is_terminal else 0,
        ascii_only=are_wide(environ) or is_bare(environ),
    )
