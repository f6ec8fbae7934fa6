"""What `homework make` asks, by a person or out of answers, and the homework that comes of it."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from datetime import date
from typing import Any

from smartcli.asking.play import play
from smartcli.asking.prompts.answers import AnswersPrompter
from smartcli.asking.session import Session
from smartcli.errors import InvalidAnswer, SmartError
from smartcli.exchange.homework import LENGTHS, HomeworkFile, OwnExercise, exercise_of
from smartcli.exercises import content, lookup, toml_file
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import Choices, Date, Text
from smartcli.exercises.library import Library, read_file
from smartcli.exercises.step import Answer, Answers, Step, rows_of, texts
from smartcli.home.homework import DAYS, ONCE, WHEN, GivenExercise
from smartcli.text.language import _, quoted, typed
from smartcli.text.sanitize import safe

SHOWN = "smartcli homework make --help"


class _Short(Text):
    """A text of so many characters at the most; on one line where it is to be a sentence."""

    most: int
    is_line: bool = True

    def parse(self, raw: object) -> Answer:
        text = safe(str(super().parse(raw))).strip()
        text = " ".join(text.split()) if self.is_line else text
        if len(text) > self.most:
            raise InvalidAnswer(_("Please write {n} characters at the most.").format(n=self.most))
        return text or None


class _NamedExercise(Text):
    """The name or the title of an exercise that can be used. Answer: its id."""

    library: Library

    def parse(self, raw: object) -> Answer:
        words = str(super().parse(raw)).strip()
        id = lookup.id_of(self.library, words)
        if id is None:
            raise InvalidAnswer(str(lookup.none_of(self.library, words, _("There is no exercise of this name."))))
        if is_own(self.library, id):
            try:
                _own(self.library, id)
            except SmartError as error:
                raise InvalidAnswer(str(error)) from error
        return id


class _Often(Choices):
    """Once, every day, or days of the week: as they are shown, by their numbers, or as they stand in the file."""

    def parse(self, raw: object) -> Answer:
        names = dict(zip(WHEN, self.choices, strict=False))
        names |= {str(number): choice for number, choice in enumerate(self.choices, 1)}
        if isinstance(raw, list | int):  # of other programs; what is typed may be several in one text
            raw = [names.get(str(one), one) for one in (raw if isinstance(raw, list) else [raw])]
        elif isinstance(raw, str):
            raw = names.get(raw.strip(), raw)
        picked = texts(super().parse(raw))
        if len(picked) > 1 and {*self.choices[: -len(DAYS)]} & {*picked}:
            raise InvalidAnswer(_("Please pick once, or every day, or some days of the week."))
        return [*picked] or None


class _Until(Date):
    """A day to come."""

    def parse(self, raw: object) -> Answer:
        day = date.fromisoformat(str(super().parse(raw)))
        if self.today and day < self.today:
            raise InvalidAnswer(_("That day is over. Please give today, or a day to come."))
        return day.isoformat()


def questions(library: Library) -> Exercise:
    """What is asked, as this file wants it answered. SmartError: it cannot be read."""
    file = content.find("homework-questions.toml")
    met: list[OSError] = []
    found = read_file(file, lambda _file, error: met.append(error))[0] if file else None
    if found is None:
        said = _("The questions cannot be read. They lie in the folder content.")
        raise SmartError(said, next="smartcli where") from (met[0] if met else None)
    return found.but(steps=tuple(_step(step, library) for step in found.steps))


def _step(step: Step, library: Library) -> Step:
    given: dict[str, Any] = {"key": step.key, "ask": step.ask, "help": step.help, "required": step.required}
    if step.columns:
        return step.but(fields=tuple(_step(field, library) for field in step.columns))
    if step.key == "exercise":
        return _NamedExercise(**given, library=library)
    if step.key == "when":
        return _Often(**given, choices=step.choices)
    if step.key == "until":
        return _Until(**given)
    return _Short(**given, most=LENGTHS[step.key], is_line=step.key != "word")


def from_answers(of: Exercise, answers: Mapping[str, Any], today: date) -> Answers:
    """The answers are at hand. Usage: one fits no question, or one that is needed is missing."""
    session = Session(of, today=today, is_reviewed=False, at_hand=answers)
    return play(session, AnswersPrompter(answers, shows=SHOWN), card=lambda _id: "")


def is_own(library: Library, id: str) -> bool:
    """Whether it is one of the person's own, which nobody else has."""
    return id in library.files and library.files[id].parent == library.own


def made_of(of: Exercise, answers: Answers, library: Library) -> HomeworkFile:
    """The homework; own exercises come along. SmartError: one of them cannot be read, or none is named."""
    step = of.step("exercises")
    words = next(iter(column.choices for column in step.columns if column.key == "when"), ()) if step else ()
    names = dict(zip(words, WHEN, strict=False))
    rows = {
        str(row["exercise"]): GivenExercise(
            exercise=str(row["exercise"]),
            when=tuple(names[word] for word in texts(row.get("when"))) or (ONCE,),
            smaller=str(row.get("if_hard") or ""),
        )
        for row in rows_of(answers.get("exercises"))
        if row.get("exercise")
    }
    if not rows:
        raise SmartError(_("There is no exercise in this homework, so there is nothing to write."), next=SHOWN)
    return HomeworkFile(
        why=str(answers.get("why") or ""),
        by=str(answers.get("from") or ""),
        word=str(answers.get("word") or ""),
        until=str(answers.get("until") or ""),
        exercises=tuple(rows.values()),
        own={id: _own(library, id) for id in rows if is_own(library, id)},
    )


def _own(library: Library, id: str) -> OwnExercise:
    """SmartError: it cannot be used, or cannot be read just now."""
    file, met = library.files[id], list[OSError]()
    text = toml_file.read_text(file, lambda _file, error: met.append(error))[0]
    if met and met[0].errno != errno.EOVERFLOW:
        from smartcli.home.reasons import why

        said = _("The exercise {name} cannot be read just now ({why}).")
        raise SmartError(said.format(name=id, why=why(met[0])), next="smartcli doctor") from met[0]
    try:
        if text is not None:
            return OwnExercise(text=text, exercise=exercise_of(id, text))
    except SmartError:
        pass
    said = _("The exercise {name} cannot be used, so it cannot go along.")
    raise SmartError(said.format(name=id), next=typed("smartcli check {path}", path=quoted(file)))
