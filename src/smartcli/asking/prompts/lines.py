"""Asking in plain lines: for screen readers, pipes and terminals without a cursor. Only newlines move the cursor."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from smartcli.asking import interrupts
from smartcli.asking.deck import Deck
from smartcli.asking.prompts.breath import length, says
from smartcli.asking.prompts.line_input import beginning, meant
from smartcli.asking.prompts.line_output import BACK_ROW, choices, help_on, pace, question, without_marks
from smartcli.asking.prompts.question_text import (
    LONGEST,
    Saying,
    earlier,
    help_now_words,
    leaving,
    picked,
    refusal,
    saying,
    shorten,
    with_key,
)
from smartcli.asking.turn import Back, ReviewLine, Turn
from smartcli.errors import Gone, InvalidAnswer, SmartError
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import Breaths, Choices, Lines, Rank, Text
from smartcli.text.language import _
from smartcli.text.sanitize import one_line, safe

BACK, SKIP, HELP, HELP_NOW, ADD, ENOUGH, GONE = "<", "-", "?", "!", "+", "s", "x"


class LinePrompter:
    """A way of asking that is read out well.

    read: a line typed after a prompt, raising EOFError at the end. write: one line or several.
    wait: lets seconds pass and gives back a line that was typed meanwhile, or None. begun: what was typed of a line
    that could not be finished. hidden: the same as read, for what is not to be shown. sheets: a text in pages of the
    window's height.
    """

    def __init__(
        self,
        *,
        help_now: Callable[[], str],
        read: Callable[[str], str],
        write: Callable[[str], None],
        wait: Callable[[float], str | None],
        clock: Callable[[], float] = time.monotonic,
        begun: Callable[[], str] = interrupts.half_typed,
        hidden: Callable[[str], str] | None = None,
        sheets: Callable[[str], list[str]] = lambda text: [text],
    ) -> None:
        self.help_now = help_now
        self.read = read
        self.write = write
        self.wait = wait
        self.clock = clock
        self.begun = begun
        self.hidden = hidden or read
        self.sheets = sheets
        self._exercise: Exercise | None = None
        self._pinned: Sequence[tuple[str, str]] = ()  # answers kept in sight, as they have been said
        self._is_kept: bool | None = None  # what was written, where somebody leaves
        self._lines: list[str] = []  # of the answer that is being typed
        self._again: list[str] = []  # said again after help, before the next line is read
        self._adds = False  # whether new words may stand beside the start
        self._before: dict[str, str] = {}  # earlier words, by what takes them over
        self._fits: Callable[[object], object] = str  # raises InvalidAnswer for what is not kept half-typed
        self._x_leaves = False
        self.banner = ""  # said before whatever is asked
        self._begin()

    def leave_by_x(self) -> None:
        self._x_leaves = True

    def becomes_anothers(self, banner: str, help_now: Callable[[], str]) -> None:
        self.banner, self.help_now = banner, help_now

    def present(self, deck: Deck) -> None:
        from smartcli.asking.prompts import line_slides  # only where somebody shows something

        line_slides.present(self, deck)

    def key(self, ways: str) -> str:
        """What is typed on a line, small; "" = go on. ways: the help there is. Raises as ask does."""
        self._begin()
        return self._line(ways).strip().casefold()

    # Telling

    def introduce(self, exercise: Exercise, *, is_kept: bool | None = None) -> None:
        self._exercise, self._pinned, self._is_kept = exercise, (), is_kept
        minutes = _("about {n} min").format(n=exercise.minutes)
        self.write("")
        self.write(f"{one_line(exercise.title)}, {minutes}")
        if exercise.about:
            self.write(safe(exercise.about))
        self.write(_("Enter or - skips a question, < goes back, ? is help with it, ! is help now."))
        self.write(leaving(is_kept=is_kept))

    def tell(self, text: str, own: Sequence[str] = (), *, wait: bool = False) -> None:
        self.write("")
        self.write(without_marks(with_key(text) if wait else text))
        for words in earlier(own, most=12, longest=LONGEST):
            self.write(f"- {words}")
        if wait:
            self.pause(_("Enter goes on"))

    def draw(self, lines: Sequence[str]) -> None:
        self.write("")
        for line in lines:
            self.write(line)

    def _say_banner(self) -> None:
        if self.banner:
            self.write("")
            self.write(self.banner)

    def pause(self, words: str) -> None:
        self._say_banner()
        self.write(f"{words}.")
        self._begin()
        self._again = [f"{words}."]
        with suppress(EOFError):  # nobody there to wait for; the next question will find out
            self._line(_("There is no more to say here."))

    def _begin(self, start: str = "", typing: Callable[[str], None] = lambda text: None) -> None:
        """A new answer: start is what stands there half-typed, typing is told what is being typed."""
        self._start = start
        self._typing = typing
        self._lines = []
        self._adds = False
        self._before = {}
        self._again = []
        self._fits = str
        self._is_reading = self._is_told = False

    def refuse(self, problem: InvalidAnswer) -> None:
        self.write(safe(str(problem)))

    # Asking

    def ask(self, turn: Turn) -> object:
        said = saying(turn, self._exercise)
        self._is_kept = turn.is_kept
        self._begin(turn.typed, turn.typing)
        self._say_banner()
        for line in question(said, self._news(turn, said)):
            self.write(line)
        if self._x_leaves and self._exercise is None:
            self.write(_("x leaves and clears the screen, here and at every question."))
        self._again = [said.ask, *choices(turn)]
        self._adds = isinstance(turn.step, Text | Lines)
        self._before = _by_number(turn) if self._adds else {}
        self._fits = str if self._adds or turn.step.other else turn.step.read
        if isinstance(turn.step, Breaths):
            return self._breathe(said, turn.step)
        while True:
            raw = self._answer(said)
            try:
                turn.step.read(raw)
            except InvalidAnswer as problem:
                self._refuse(raw, str(problem))
                for number, row in beginning(turn.step, raw):
                    self.write(f"{number} {one_line(row)}")
                self._lines = []
                self._take_back()
                continue
            return raw

    def _news(self, turn: Turn, said: Saying) -> list[str]:
        """The answers kept in sight that are new or have changed; they are not read out before every question."""
        news = [words for one, words in zip(turn.pinned, said.pinned, strict=True) if one not in self._pinned]
        self._pinned = turn.pinned
        return news

    def _refuse(self, raw: object, problem: str) -> None:
        self.write(refusal(raw, problem, is_kept=self._is_kept))

    def secret(self, ask: str) -> str:
        self.write("")
        self.write(f"{ask} {_('(it is not shown while you type)')}")
        self._begin()
        with interrupts.asking():
            return self.hidden("> ")

    def _answer(self, said: Saying) -> object:
        turn = said.turn
        line = self._line(help_on(said))
        if line.strip() in ({SKIP, BACK_ROW} if turn.leads_back else {SKIP}):
            return None
        if not line.strip():
            return _kept(turn)
        if line.startswith(ADD) and isinstance(turn.step, Text | Lines) and turn.start:
            between = " " if isinstance(turn.step, Text) else "\n"
            line = turn.start + between + line.removeprefix(ADD).strip()
        return self._more_lines(said, line) if isinstance(turn.step, Lines) else meant(turn.step, line.rstrip("\n"))

    def _more_lines(self, said: Saying, line: str) -> str:
        """Further lines, until an empty one; a paste may bring the empty one along."""
        while line.strip() not in {"", SKIP}:
            self._lines, self._is_reading = [*self._lines, line.rstrip("\n")], False  # one step: no signal between
            self.remember()
            line = "" if line.endswith("\n") else self._line(said.help)
        return "\n".join(self._lines)

    def _line(self, help: str) -> str:
        """One line that is meant as an answer; help is given in between."""
        while True:
            self._is_reading = True
            with interrupts.asking():
                line = self.read("> ")
            if not self._is_help(line, help):
                return self._before.get("".join(line.split()), line)
            for words in self._again:
                self.write(words)

    def _is_help(self, line: str, help: str) -> bool:
        """Whether a line asks for help, which is then given. Raises Back or Gone where it wants to go back, or out."""
        key = line.strip()
        if key not in {BACK, HELP, HELP_NOW, *help_now_words()} and not self._leads_out(key):
            return False
        self._take_back()
        if key == BACK:
            raise Back
        if self._leads_out(key):
            raise Gone
        if key == HELP:
            self.write(help)
        else:
            self._tell_help_now()
        return True

    def _tell_help_now(self) -> None:
        """Page by page, so that its first lines do not scroll away unseen on a low screen."""
        sheets = self.sheets(safe(self.help_now()))
        for place, sheet in enumerate(sheets, 1):
            self.write(sheet)
            if place == len(sheets):
                return
            self.write(_("Enter turns the page ({place} of {count})").format(place=place, count=len(sheets)) + ".")
            with interrupts.asking(), suppress(EOFError):
                if self._leads_out(self.read("> ").strip()):
                    raise Gone

    def _leads_out(self, key: str) -> bool:
        return self._x_leaves and key.casefold() == GONE

    def typed(self) -> str:
        half = self._half()
        if not self._lines and self._start and self._adds:
            return self._beside(half)
        return "\n".join([*self._lines, *([half] if half else [])]) or self._start

    def _half(self) -> str:
        """What stands half-typed of an answer. Keys are no words, nor is what this kind of question cannot take."""
        half = self.begun() if self._is_reading else ""
        keys = {BACK, SKIP, HELP, HELP_NOW, *help_now_words()}
        if half.strip() in keys or self._leads_out(half.strip()) or "".join(half.split()) in self._before:
            return ""
        try:
            self._fits(half)
        except InvalidAnswer:
            return ""
        return half

    def _beside(self, half: str) -> str:
        """What was left half-typed before, and what is being typed now: until Enter nothing says which is meant."""
        words = half.removeprefix(ADD).strip()
        if not words:
            return self._start
        return half if half.startswith(self._start) else f"{self._start}\n{words}"

    def remember(self) -> None:
        """Tell what is being typed, so that a draft holds it."""
        self._is_told = True
        with interrupts.held(), suppress(OSError, SmartError):  # a draft must not stop the writing; saving will say so
            self._typing(self.typed())

    def _take_back(self) -> None:
        """The line was no answer: what was told of it while it was typed does not stay."""
        self._is_reading = False
        if self._is_told:
            self.remember()

    def _breathe(self, said: Saying, step: Breaths) -> object:
        """A line a breath; Enter goes on, s ends it."""
        self.write(pace(step))
        stayed = 0.0
        while (left := step.seconds - stayed) > 0:
            words = says(said.turn, stayed) or _("Breathe in, and out.")
            self.write(_("{words} {left} seconds left.").format(words=words, left=round(left)))
            breath = min(length(step), left)
            began = self.clock()
            with interrupts.asking():
                line = self.wait(breath)
            stayed += breath if line is None else min(breath, self.clock() - began)
            if line is None or self._is_help(line, said.help):
                continue
            return None if line.strip() in {ENOUGH, SKIP} else int(stayed)
        return step.seconds

    # The end

    def review(self, lines: Sequence[ReviewLine]) -> str | None:
        self.write("")
        self.write(_("Your answers:"))
        for number, line in enumerate(lines, 1):
            self.write(f"{number} {one_line(line.ask)} {shorten(one_line(line.words)) or '–'}")
        ways = _("Enter saves. A number changes that answer. < goes back.")
        self.write(ways)
        self._begin()
        self._again = [ways]
        while True:
            said = self._line(_("There is no more to say here.")).strip()
            if not said:
                return None
            if said.isdecimal() and 1 <= int(said) <= len(lines):
                return lines[int(said) - 1].key
            self._refuse(said, _("Please give a number from 1 to {count}.").format(count=len(lines)))


def _by_number(turn: Turn) -> dict[str, str]:
    return {f"={number}": " ".join(words.split()) for number, words in enumerate(turn.recalled, 1)}


def _kept(turn: Turn) -> object:
    """What plain Enter answers."""
    if not turn.typed:
        return turn.before
    if isinstance(turn.step, Choices | Rank):
        words, own = picked(turn)
        return [*words, *own.split("\n")] if words and own else words or own
    return turn.typed
