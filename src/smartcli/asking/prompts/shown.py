"""Answers written beforehand, taken down as slides: each question as it would be asked, with what is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from smartcli.asking.deck import CARD, NOTE, OPENING, QUESTION, ROW, Deck, Slide
from smartcli.asking.play import prepared
from smartcli.asking.prompts.line_output import pace
from smartcli.asking.prompts.question_text import Saying, saying
from smartcli.asking.turn import ReviewLine, Turn
from smartcli.errors import InvalidAnswer, NeedsTerminal, SmartError
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import Breaths, Date, Pace, YesNo
from smartcli.exercises.step import Answer, FacilitatorNotes, Step
from smartcli.text.language import _


class ShownPrompter:
    """Answers as somebody invented would, and takes down what was to be seen."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.answers = answers
        self.slides: list[Slide] = []
        self._exercise: Exercise | None = None
        self._noted: FacilitatorNotes | None = None  # of what is told next

    def introduce(self, exercise: Exercise, *, is_kept: bool | None = None) -> None:
        self._exercise = exercise
        about = _("about {n} min").format(n=exercise.minutes)
        notes = _notes(exercise.facilitator)
        self.slides.append(Slide(kind=OPENING, title=f"{exercise.title} ({about})", text=exercise.about, notes=notes))

    def comes(self, step: Step) -> Sequence[str]:
        """A note of the exercise is told next; nothing is drawn above it."""
        self._noted = step.facilitator
        return ()

    def tell(self, text: str, own: Sequence[str] = (), *, wait: bool = False) -> None:
        first, _end, rest = text.strip().partition("\n")
        title = first.removeprefix("# ") if first.startswith("# ") else ""
        told = rest.strip("\n") if title else text.strip()
        notes, self._noted = _notes(self._noted), None
        kind = CARD if wait else NOTE
        self.slides.append(Slide(kind=kind, title=title, text=told, hints=tuple(own), notes=notes))

    def draw(self, lines: Sequence[str]) -> None:
        self.slides.append(Slide(kind=NOTE, drawn=tuple(lines)))

    def pause(self, words: str) -> None:
        """It goes on by itself."""

    def ask(self, turn: Turn) -> object:
        raw = prepared(turn, self.answers)
        place = turn.place
        if raw is None and place is not None and not place.label:
            return None  # the end of a table has nothing to show
        said = saying(turn, self._exercise)
        answer = turn.step.show(turn.step.read(raw)) if raw is not None else _("(skipped)")
        if isinstance(said.table, Pace):
            self._ride(said, said.table, answer)
        elif place and place.row > 0:
            self._row(said, answer)
        else:
            self.slides.append(self._question(said, answer))
        return raw

    def _question(self, said: Saying, answer: str) -> Slide:
        turn, step, place = said.turn, said.turn.step, said.turn.place
        is_first_of_table = said.table is not None and bool(said.heading)
        return Slide(
            kind=QUESTION,
            path=f"{place.table}.{place.field}" if place else step.key,
            where=", ".join(said.progress),
            pinned=tuple(said.pinned),
            title=said.heading,
            text=said.ask,
            choices=step.choices or ((_("Yes"), _("No")) if isinstance(step, YesNo) else ()),
            hints=tuple(_hints(said)),
            answers=tuple(answer.split("\n")),
            notes=_notes(said.table.facilitator if said.table and is_first_of_table else None, step.facilitator),
            turn=_live(turn),
        )

    def _row(self, said: Saying, answer: str) -> None:
        """The further rows of a table: their questions were shown with the first one."""
        place, step = said.turn.place, said.turn.step
        where = ", ".join(said.progress)
        cell = f"{said.ask} {answer}" if step.is_measured or isinstance(step, YesNo) else answer
        last = self.slides[-1]
        if last.kind == ROW and place and last.path == f"{place.table}.{place.row + 1}":
            self.slides[-1] = last.but(answers=(*last.answers, cell))
        elif place:
            path = f"{place.table}.{place.row + 1}"
            self.slides.append(Slide(kind=ROW, path=path, where=where, answers=(cell,)))

    def _ride(self, said: Saying, table: Pace, answer: str) -> None:
        """All rounds of breathing on one slide: what is said meanwhile, and the ratings one after the other."""
        turn, last = said.turn, self.slides[-1]
        if last.path != table.key:
            rounds = _("{n} rounds of {seconds} seconds").format(n=table.rounds, seconds=table.seconds)
            breaths = [pace(turn.step).partition(". ")[0] + "."] if isinstance(turn.step, Breaths) else []
            hints = [f"{rounds}.", *breaths, *table.says[:FEW], *([table.help] if table.help else [])]
            self.slides.append(
                Slide(
                    kind=QUESTION,
                    path=table.key,
                    where=said.progress[0] if turn.total > 1 else "",
                    text=table.ask,
                    hints=tuple(hints),
                    notes=_notes(table.facilitator),
                    turn=_live(turn),
                )
            )
        elif turn.step.is_rating:
            rated = last.answers[0] if last.answers else table.rate
            between = ", " if last.answers else " "
            self.slides[-1] = last.but(answers=(f"{rated}{between}{answer}",))

    def secret(self, ask: str) -> str:
        raise NeedsTerminal(_("This asks for a passphrase."))

    def refuse(self, problem: InvalidAnswer) -> None:
        raise SmartError(
            _("The sample of this exercise does not fit: {problem}").format(problem=problem), next="smartcli check FILE"
        )

    def review(self, lines: Sequence[ReviewLine]) -> str | None:
        return None

    def typed(self) -> str:
        return ""

    def becomes_anothers(self, banner: str, help_now: Callable[[], str]) -> None:
        """Nobody looks here."""

    def present(self, deck: Deck) -> None:
        """Nobody looks here."""

    def leave_by_x(self) -> None:
        """Nobody is there to leave."""


FEW = 3  # of the lines that are said with the breaths


def _notes(*notes: FacilitatorNotes | None) -> tuple[FacilitatorNotes, ...]:
    return tuple(one for one in notes if one)


def _live(turn: Turn) -> Turn:
    """The same question to somebody else: nothing was written before."""
    nothing: Answer = None
    return Turn(step=turn.step, before=nothing, place=turn.place, is_first=True)


def _hints(said: Saying) -> Iterator[str]:
    """What can be answered, for whoever looks at it from the back of a room, and the help."""
    step, table = said.turn.step, said.table
    if step.picks and not step.help:
        yield ", ".join(
            filter(None, (_("as many as fit") if step.several else "", _("own words") if step.other else ""))
        )
    if step.is_measured and not isinstance(step, YesNo | Date):
        yield step.hint
    if step.help:
        yield step.help
    if table and table.help and said.heading:
        yield table.help
