"""What stands on the screen around a widget: the question above it, what the keys do below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from smartcli.asking.prompts.columns import WIDEST, beside, cut, wrap
from smartcli.asking.prompts.question_text import Saying, earlier, refusal
from smartcli.errors import InvalidAnswer
from smartcli.text.language import _, ngettext

if TYPE_CHECKING:
    from smartcli.asking.prompts.theme import Fragments

QUESTION = "class:question"
HELP = 40  # lines of help, where they fit
SMALL = 10  # rows; a lower terminal shows the question, the widget and little else


@dataclass(frozen=True)
class Paragraph:
    """A paragraph above the widget. The higher its rank, the sooner it goes where rows are few."""

    style: str
    text: str
    rank: int = 0
    most: int = 6  # lines


@dataclass
class Page:
    """One question on the screen, and what is known of it while it is asked."""

    parts: list[Paragraph] = field(default_factory=list)
    moves: Sequence[str] = ()  # the keys that move about in it
    enter: Callable[[], str] = lambda: ""  # what Enter does now
    ways: Sequence[str] = ()  # what the other keys do, the widget's own first
    more: int = 0  # rows of a list that are below what can be seen
    help: str = ""
    is_helped: bool = False  # the help stands beneath the question
    check: Callable[[object], object] = lambda raw: raw  # raises InvalidAnswer
    typing: Callable[[str], None] = lambda text: None
    typed: Callable[[], str] = lambda: ""
    is_empty: Callable[[], bool] = lambda: True  # whether ? and ! and Ctrl-D are keys here, not text
    sought: Callable[[], str] = lambda: ""  # what is being looked for in a list, told before the ways
    begun: Callable[[], str] = lambda: ""  # own words that were typed in a list
    shown: str = ""  # of it, since it was last drawn
    rows: int = 1  # how many the widget would like
    whole: int = 0  # how many all of a list takes
    widest: int = WIDEST  # columns that the ways take at most
    notice: str = ""
    is_kept: bool | None = None  # what was written, where somebody leaves
    is_apart: bool = False  # whether the line above it is blank
    is_written: bool = False  # words are written in it, so that every letter may begin one
    is_covered: bool = False  # help-now is being read; the question comes back on Enter
    covers: Sequence[Sequence[str]] = ()  # the pages of it that are still to be read
    cover: str = ""  # what Enter does there
    is_dirty: bool = False  # something was typed that `typing` has not been told

    def refuses(self, raw: object) -> bool:
        """Whether the answer does not fit; the reason then stands on the page."""
        try:
            self.check(raw)
        except InvalidAnswer as problem:
            self.notice = refusal(raw, str(problem), is_kept=self.is_kept)
            return True
        return False

    def changed(self) -> None:
        self.is_dirty = True
        self.notice = ""

    def remember(self) -> None:
        """Tell what is being typed, if there is news."""
        if self.is_dirty:
            self.is_dirty = False
            self.typing(self.typed())

    # What is drawn

    def above(self, columns: int, rows: int) -> Fragments:
        """The paragraphs that fit, set apart by blank lines where there is room."""
        said = len(wrap(self.notice, min(columns, WIDEST))) if self.notice else 0
        taken = min(self.rows, max(1, rows // 2)) + len(self._below(columns, rows)) + said
        if rows <= SMALL:
            return _joined(self._fitting(max(1, rows - taken), min(columns, WIDEST)))
        lines = self._fitting(max(1, rows - taken - 2), min(columns, WIDEST))
        first = [] if self.is_apart else [("", "")]
        return _joined([*first, *lines, ("", "")] if lines else [])

    def turns_help(self, columns: int, rows: int) -> bool:
        """Show the help beneath the question, or take it away again. False: there is no room for it."""
        self.is_helped = not self.is_helped
        shown = [line for _style, line, *_handler in self.above(columns, rows)]
        fits = not self.is_helped or set(_lines(self._helping(), min(columns, WIDEST))) <= set(shown)
        self.is_helped = self.is_helped and fits
        return fits

    def _helping(self) -> Paragraph:
        return Paragraph("", self.help, rank=1, most=HELP)

    def _shown(self) -> Iterator[Paragraph]:
        for part in self.parts:
            if part.text:
                yield part
            if part.style == QUESTION and self.is_helped:
                yield self._helping()

    def _fitting(self, room: int, width: int) -> list[tuple[str, str]]:
        parts = [*self._shown()]
        while True:
            lines = [(part.style, line) for part in parts for line in _lines(part, width)]
            if len(lines) <= room:
                return lines
            if len(parts) <= 1:
                break
            parts.remove(max(parts, key=lambda part: part.rank))
        style, last = lines[room - 1]
        return [*lines[: room - 1], (style, cut(f"{last} …", width))]

    def below(self, columns: int, rows: int) -> Fragments:
        self.shown = self.sought()
        return _joined(self._below(columns, rows))

    def _below(self, columns: int, rows: int) -> list[tuple[str, str]]:
        if rows <= SMALL:
            waits = [] if self.parts else [*self.ways[:1]]  # where nothing is asked, what goes on is all there is
            return [("class:quiet", cut(" · ".join([*waits, _("! help now")]), columns))]
        found = self.sought() or self._more()
        ways = (found, *self.moves, self.enter(), *self.ways)
        lines = beside([way for way in ways if way], min(columns, self.widest))
        return [("", ""), *(("class:quiet", line) for line in lines)]

    def _more(self) -> str:
        if not self.more:
            return ""
        return ngettext("{n} more below, type to find", "{n} more below, type to find", self.more).format(n=self.more)

    def problem(self, columns: int) -> Fragments:
        return _joined([("class:notice", line) for line in wrap(self.notice, min(columns, WIDEST))])


def _lines(part: Paragraph, width: int) -> list[str]:
    lines = wrap(part.text, width)
    if len(lines) > part.most:
        lines = [*lines[: part.most - 1], cut(f"{lines[part.most - 1]} …", width)]
    return lines


def _joined(lines: Sequence[tuple[str, str]]) -> Fragments:
    fragments: Fragments = []
    for style, line in lines:
        fragments += [(style, line), ("", "\n")]
    return fragments[:-1]


def page(
    saying: Saying, *ways: str, moves: Sequence[str] = (), hint: str | None = None, recalled: bool = False
) -> Page:
    """The page of a turn. moves, ways: what the widget's own keys do; hint: instead of the step's."""
    turn = saying.turn
    own = [f"· {words}" for words in earlier(turn.recalled)] if recalled or turn.step.is_measured else []
    parts = [
        Paragraph("class:quiet", " · ".join(saying.progress), rank=3, most=1),
        *(Paragraph("class:words", text, rank=2, most=3) for text in saying.pinned),
        Paragraph("", saying.heading, rank=4, most=2),
        Paragraph(QUESTION, saying.ask, most=8),
        Paragraph("class:quiet", _taking_over(len(turn.recalled)) if own and recalled else "", rank=6),
        Paragraph("class:words", "\n".join(own), rank=6, most=8),
        Paragraph("class:quiet", saying.hint if hint is None else hint, rank=5, most=2),
    ]
    helps = _("? help") if saying.has_help else ""
    return Page(
        parts=parts,
        moves=moves,
        ways=[*ways, helps, _("! help now"), "" if turn.is_first else _("Shift-Tab back")],
        help=saying.help if saying.has_help else "",
        check=turn.step.read,
        typing=turn.typing,
        is_kept=turn.is_kept,
    )


def _taking_over(count: int) -> str:
    if count > 1:
        return _("You wrote before (Tab goes through it):")
    return _("You wrote before (Tab takes it over):")


def entering(saying: Saying) -> str:
    """What Enter does where nothing is answered yet."""
    return _("Enter {skips}").format(skips=saying.skipping) if saying.skipping else ""
