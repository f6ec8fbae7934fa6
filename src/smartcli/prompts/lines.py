"""Asking in plain lines: for screen readers, pipes and terminals without a cursor. Only newlines move the cursor."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from smartcli import interrupts
from smartcli.errors import InvalidAnswer, SmartError
from smartcli.exercise import Exercise
from smartcli.kinds import Breaths, Choice, Choices, Lines, Rank, Text
from smartcli.prompts.breath import length, says
from smartcli.prompts.saying import LONGEST, Saying, earlier, picked, saying, shorten, with_key
from smartcli.safe import one_line, safe
from smartcli.turn import Back, Line, Turn
from smartcli.words import _, typed

BACK, SKIP, HELP, HELP_NOW, ADD, ENOUGH = "<", "-", "?", "!", "+", "s"
ENDS = (".", "!", "?", "…")


class LinePrompter:
    """A way of asking that is read out well.

    read: a line typed after a prompt, raising EOFError at the end. write: one line or several.
    wait: lets seconds pass and gives back a line that was typed meanwhile, or None. begun: what was typed of a line
    that could not be finished. hidden: the same as read, for what is not to be shown.
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
    ) -> None:
        self.help_now = help_now
        self.read = read
        self.write = write
        self.wait = wait
        self.clock = clock
        self.begun = begun
        self.hidden = hidden or read
        self._exercise: Exercise | None = None
        self._lines: list[str] = []  # of the answer that is being typed
        self._again: list[str] = []  # said again after help, before the next line is read
        self._adds = False  # whether new words may stand beside the start
        self._before: dict[str, str] = {}  # earlier words, by what takes them over
        self._begin()

    # Telling

    def introduce(self, exercise: Exercise) -> None:
        self._exercise = exercise
        minutes = _("about {n} min").format(n=exercise.minutes)
        self.write("")
        self.write(f"{one_line(exercise.title)}, {minutes}")
        if exercise.about:
            self.write(safe(exercise.about))
        self.write(_("Enter or - skips a question, < goes back, ? is help with it, ! is help now."))

    def tell(self, text: str, own: Sequence[str] = (), *, wait: bool = False) -> None:
        self.write("")
        self.write(_without_marks(with_key(text) if wait else text))
        for words in earlier(own, most=12, longest=LONGEST):
            self.write(f"- {words}")
        if wait:
            self.write(_("Enter goes on."))
            self._go_on()

    def _begin(self, start: str = "", typing: Callable[[str], None] = lambda text: None) -> None:
        """A new answer: start is what stands there half-typed, typing is told what is being typed."""
        self._start = start
        self._typing = typing
        self._lines = []
        self._adds = False
        self._before = {}
        self._again = []
        self._is_reading = False

    def _go_on(self) -> None:
        self._begin()
        self._again = [_("Enter goes on.")]
        try:
            self._line(_("There is no more to say here."))
        except EOFError:  # nobody there to wait for; the next question will find out
            return

    def refuse(self, problem: InvalidAnswer) -> None:
        self.write(safe(str(problem)))

    # Asking

    def ask(self, turn: Turn) -> object:
        said = saying(turn, self._exercise)
        self._begin(turn.typed, turn.typing)
        for line in _question(said):
            self.write(line)
        self._again = [said.ask, *_choices(turn)]
        self._adds = isinstance(turn.step, Text | Lines)
        self._before = _by_number(turn) if self._adds else {}
        if isinstance(turn.step, Breaths):
            return self._breathe(said, turn.step)
        while True:
            raw = self._answer(said)
            try:
                turn.step.read(raw)
            except InvalidAnswer as problem:
                self.write(safe(str(problem)))
                self._lines = []
                continue
            return raw

    def secret(self, ask: str) -> str:
        self.write("")
        self.write(f"{ask} {_('(it is not shown while you type)')}")
        self._begin()
        with interrupts.asking():
            return self.hidden("> ")

    def _answer(self, said: Saying) -> object:
        turn = said.turn
        line = self._line(said.help)
        if line.strip() == SKIP:
            return None
        if not line.strip():
            return _kept(turn)
        if line.startswith(ADD) and isinstance(turn.step, Text | Lines) and turn.start:
            between = " " if isinstance(turn.step, Text) else "\n"
            line = turn.start + between + line.removeprefix(ADD).strip()
        return self._more_lines(said, line) if isinstance(turn.step, Lines) else _meant(turn, line.rstrip("\n"))

    def _more_lines(self, said: Saying, line: str) -> str:
        """Further lines, until an empty one; a paste may bring the empty one along."""
        while line.strip():
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
            self._is_reading = False
            for words in self._again:
                self.write(words)

    def _is_help(self, line: str, help: str) -> bool:
        """Whether a line asks for help, which is then given. Raises Back where it wants to go back."""
        if line.strip() == BACK:
            raise Back
        if line.strip() == HELP:
            self.write(help)
        elif line.strip() in {HELP_NOW, typed("smartcli help-now")}:
            self.write(safe(self.help_now()))
        else:
            return False
        return True

    def typed(self) -> str:
        half = self.begun() if self._is_reading else ""
        if not self._lines and self._start and self._adds:
            return self._beside(half)
        return "\n".join([*self._lines, *([half] if half else [])]) or self._start

    def _beside(self, half: str) -> str:
        """What was left half-typed before, and what is being typed now: until Enter nothing says which is meant."""
        words = half.removeprefix(ADD).strip()
        if not words or words in {BACK, SKIP, HELP, HELP_NOW}:
            return self._start
        return half if half.startswith(self._start) else f"{self._start}\n{words}"

    def remember(self) -> None:
        """Tell what is being typed, so that a draft holds it."""
        with interrupts.held(), suppress(OSError, SmartError):  # a draft must not stop the writing; saving will say so
            self._typing(self.typed())

    def _breathe(self, said: Saying, step: Breaths) -> object:
        """A line a breath; Enter goes on, s ends it."""
        self.write(_pace(step))
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

    def review(self, lines: Sequence[Line]) -> str | None:
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
            self.write(_("Please give a number from 1 to {count}.").format(count=len(lines)))


def _question(said: Saying) -> list[str]:
    """All that is said before an answer is typed, line by line."""
    turn = said.turn
    step = turn.step
    lines = ["", ", ".join(said.progress), *said.pinned, said.heading, said.ask]
    if isinstance(step, Text | Lines) and turn.recalled:
        lines += [_("You wrote before:"), *_numbered(words for one in turn.recalled for words in earlier([one]))]
        lines += [_("=1 takes over the first of them.") if len(turn.recalled) > 1 else _("=1 takes it over.")]
    lines += _choices(turn)
    hint = f"({said.hint})" if said.hint and not isinstance(step, Breaths) else ""
    ends = _("Enter ends the list.") if said.ends_list and not turn.start else ""
    lines += [" ".join(part for part in (hint, ends) if part), *_now(turn)]
    return [lines[0], *(line for line in lines[1:] if line)]


def _meant(turn: Turn, line: str) -> str:
    """A line, or the one choice that begins like it where own words are not taken."""
    step, begun = turn.step, line.strip().casefold()
    if not isinstance(step, Choice) or isinstance(step, Choices) or step.other or begun.isdecimal():
        return line
    found = [choice for choice in step.choices if choice.casefold().startswith(begun)]
    return found[0] if len(found) == 1 else line


def _by_number(turn: Turn) -> dict[str, str]:
    return {f"={number}": " ".join(words.split()) for number, words in enumerate(turn.recalled, 1)}


def _choices(turn: Turn) -> list[str]:
    if not isinstance(turn.step, Choice | Rank):
        return []
    return _numbered(one_line(words) for words in turn.step.choices)


def _numbered(texts: Iterable[str]) -> list[str]:
    return [f"{number} {text}" for number, text in enumerate(texts, 1)]


def _now(turn: Turn) -> list[str]:
    """What stands there already, and what to do with it."""
    words = shorten(safe(turn.typed or turn.step.show(turn.before)))
    if not words:
        return []
    if turn.total == 0:  # a menu
        return [_("Enter takes: {words}").format(words=words)]
    now = _("You had started: {words}") if turn.typed else _("Now: {words}")
    keys = [_("Enter keeps it")]
    if not turn.step.required:
        keys.append(_("- skips it"))
    if isinstance(turn.step, Text | Lines):
        keys.append(_("+ and more words adds to it"))
    ways = f"{', '.join(keys)}."
    if "\n" in words:
        return [now.format(words="").rstrip(), *(f"- {line}" for line in words.split("\n")), ways]
    return [f"{now.format(words=words)}{'' if words.endswith(ENDS) else '.'} {ways}"]


def _kept(turn: Turn) -> object:
    """What plain Enter answers."""
    if not turn.typed:
        return turn.before
    if isinstance(turn.step, Choices | Rank):
        words, own = picked(turn)
        return [*words, *own.split("\n")] if words and own else words or own
    return turn.typed


def _pace(step: Breaths) -> str:
    hold = _(", hold for {n}").format(n=step.hold) if step.hold else ""
    text = _("Breathe in for {inhale}{hold}, out for {exhale}. Enter goes on, s ends it.")
    return text.format(inhale=step.inhale, hold=hold, exhale=step.exhale)


def _without_marks(text: str) -> str:
    """A card's Markdown-light as plain words."""
    return "\n".join(line.removeprefix("# ") for line in safe(text).strip("\n").split("\n"))
