"""What is asked before a page for a visit is made: since when, what is on it, what is left out, what to talk about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Protocol

from smartcli.asking.ask import walk
from smartcli.asking.play import play
from smartcli.asking.prompts.answers import AnswersPrompter, unused
from smartcli.asking.session import Session
from smartcli.asking.turn import Back, Prompter, Walked
from smartcli.errors import InvalidAnswer, SmartError, Usage
from smartcli.exercises import content
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import Date, Lines
from smartcli.exercises.library import read_file
from smartcli.exercises.step import Answer, Step, texts
from smartcli.findings.visit.wanted import INCLUDE, LINES, NOTES, USUAL, Wishes
from smartcli.text.language import _

SHOWN = "smartcli visit --help"

KEYS = ("notes", "leave_out", "talk")  # what is asked in the second part

Offer = Callable[[date, frozenset[str]], Sequence[str]]  # the notes there are to pick from, the newest first


class _Since(Date):
    """A day that has been, however long ago: also as a number of days or weeks."""

    @property
    def hint(self) -> str:
        return _("such as 2026-11-01, or 30 days")

    def parse(self, raw: object) -> Answer:
        parts = raw.casefold().removesuffix(_("ago")).split() if isinstance(raw, str) else []
        span = {"day": 1, "days": 1, "week": 7, "weeks": 7}.get(parts[1]) if len(parts) == 2 else None
        if self.today and span and parts[0].isdecimal() and len(parts[0]) < 6:
            return (self.today - timedelta(days=int(parts[0]) * span)).isoformat()
        day = date.fromisoformat(str(super().parse(raw)))
        if self.today and day > self.today:
            raise InvalidAnswer(_("That day is still to come. Please give today, or a day before it."))
        return day.isoformat()


class _ToTalkAbout(Lines):
    """A few lines at the most, each no longer than the page has room for."""

    most: int

    def parse(self, raw: object) -> Answer:
        found = super().parse(raw)
        if len(texts(found)) > self.most:
            raise InvalidAnswer(_("Please write {n} lines at the most.").format(n=self.most))
        from smartcli.exchange.pages.visit import room_to_talk  # only where something was written

        for number, line in enumerate(texts(found), 1):
            if (room := room_to_talk(line)) is not None:
                text = _("Line {number} is too long for the page: it has room for about {n} letters. Please cut it.")
                raise InvalidAnswer(text.format(number=number, n=room))
        return found


class Asking(Protocol):
    """Asks a part of the questions: after another part, or again, from its last question, by going back.

    more: how many are likely to come after it.
    """

    def __call__(
        self,
        of: Exercise,
        given: Mapping[str, Answer],
        *,
        after: Exercise | None = None,
        is_back: bool = False,
        more: int = 0,
    ) -> dict[str, Answer]: ...


def asked(part: Asking, *, since: date, offer: Offer, before: Wishes | None = None, is_typed: bool = True) -> Wishes:
    """All of it. since: what Enter takes. before: what was answered already. is_typed: whether a person answers.

    Raises Back where the person goes back from the first question, and what a prompter raises.
    """
    exercise = _questions()
    given = _given(exercise, before, since)
    first, is_back = _part(exercise, ("since", "include")), False
    while True:
        more = len(KEYS) - (NOTES not in _include(first, given.get("include"), is_typed=True))
        one = part(first, given, is_back=is_back, more=more)
        chosen = _include(first, one.get("include"), is_typed=is_typed)
        day = date.fromisoformat(str(one["since"])) if one.get("since") else since
        notes = tuple(offer(day, chosen)) if NOTES in chosen else ()
        keys = KEYS if notes else KEYS[1:]
        try:
            two = part(_with_notes(_part(exercise, keys), notes), given, after=first)
        except Back:
            given, is_back = given | one, True
            continue
        return Wishes(
            since=day,
            include=chosen,
            notes=tuple(texts(two.get("notes"))),
            leave_out=tuple(texts(two.get("leave_out"))),
            talk=tuple(texts(two.get("talk"))),
        )


def by_asking(prompter: Prompter, today: date) -> Asking:
    """A person answers."""

    def part(
        of: Exercise,
        given: Mapping[str, Answer],
        *,
        after: Exercise | None = None,
        is_back: bool = False,
        more: int = 0,
    ) -> dict[str, Answer]:
        known = {key: value for key, value in given.items() if of.step(key)}
        draft = Walked(given=known, done=[step.key for step in of.steps]) if is_back else None
        session = Session(of, today=today, given=known, draft=draft, is_reviewed=False, leads_out=True)
        if is_back:
            session.back()
        walk(session, prompter, around=(len(after.steps) if after else 0, more))
        return session.answers

    return part


def from_answers(answers: Mapping[str, Any], today: date) -> Asking:
    """The answers are at hand. Usage: one fits no question; those of the part before are none of these."""

    def part(
        of: Exercise,
        given: Mapping[str, Answer],  # noqa: ARG001  nothing is offered to nobody
        *,
        after: Exercise | None = None,
        is_back: bool = False,  # noqa: ARG001  and nobody goes back
        more: int = 0,  # noqa: ARG001  or counts them
    ) -> dict[str, Answer]:
        mine = {key: value for key, value in answers.items() if (not after.step(key) if after else of.step(key))}
        session = Session(of, today=today, is_reviewed=False, at_hand=mine)
        found = play(session, AnswersPrompter(mine, shows=SHOWN), card=lambda _id: "")
        if left := unused(of, mine, found):
            names = ", ".join(left)
            raise Usage(_("These are not asked with the other answers: {names}.").format(names=names), next=SHOWN)
        return found

    return part


def opening() -> str:
    """What it is about, before the first question."""
    found = _questions()
    return f"{found.title}. {found.about}"


def _questions() -> Exercise:
    file = content.find("visit.toml")
    met: list[OSError] = []
    found = read_file(file, lambda _file, error: met.append(error))[0] if file else None
    if found is None:
        said = _("The questions cannot be read. They lie in the folder content.")
        raise SmartError(said, next="smartcli where") from (met[0] if met else None)
    return found


def _part(exercise: Exercise, keys: Sequence[str]) -> Exercise:
    return exercise.but(steps=tuple(_own(step) for step in exercise.steps if step.key in keys))


def _own(step: Step) -> Step:
    """The same question, as this page wants it answered."""
    if step.key == "since":
        return _Since(key=step.key, ask=step.ask, help=step.help)
    if step.key == "talk":
        return _ToTalkAbout(key=step.key, ask=step.ask, help=step.help, most=LINES)
    return step


def _with_notes(part: Exercise, notes: tuple[str, ...]) -> Exercise:
    steps = (step.but(choices=notes) if step.key == "notes" else step for step in part.steps)
    return part.but(steps=tuple(steps))


def _include(part: Exercise, answer: Answer, *, is_typed: bool) -> frozenset[str]:
    """What was picked; where answers are at hand and say nothing of it, what is usual."""
    step = part.step("include")
    names = dict(zip(step.choices if step else (), INCLUDE, strict=False))
    picked = frozenset(names[text] for text in texts(answer) if text in names)
    return picked if answer is not None or is_typed else USUAL


def _given(exercise: Exercise, before: Wishes | None, since: date) -> dict[str, Answer]:
    """What Enter takes."""
    step = exercise.step("include")
    choices = step.choices if step else ()
    include = USUAL if before is None else before.include
    given: dict[str, Answer] = {
        "since": (before.since if before else since).isoformat(),
        "include": [text for text, name in zip(choices, INCLUDE, strict=False) if name in include] or None,
    }
    if before:
        lists = {"notes": before.notes, "leave_out": before.leave_out, "talk": before.talk}
        given |= {key: [*some] or None for key, some in lists.items()}
    return given
