"""The loop that asks until no step is left, the same for every way of asking; and walks from answers at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from smartcli.asking.session import Session
from smartcli.asking.turn import Back, Prompter, Turn
from smartcli.errors import InvalidAnswer
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import Note, Rows
from smartcli.exercises.step import Answer, Step, rows_of
from smartcli.text.language import typed


def play(
    session: Session,
    prompter: Prompter,
    *,
    card: Callable[[str], str],
    keep: Callable[[Session], None] | None = None,
    before: Callable[[Step], Sequence[str]] = lambda step: (),
) -> dict[str, Answer]:
    """Ask until no step is left. The loop is the same for every way of asking.

    card: the text of a safety card by its id, "" where there is nothing to say. keep: called after every answer and
    when the walk is left early, so that a draft can be written; without it the person is told that nothing is kept.
    before: what is drawn above a note, line by line.
    """
    prompter.introduce(session.exercise, is_kept=keep is not None)
    told: set[str] = set()
    while True:
        try:
            if _advance(session, prompter, card, keep, before, told):
                return session.answers
        except InvalidAnswer as problem:
            prompter.refuse(problem)
        except Back:
            session.back()


def _advance(
    session: Session,
    prompter: Prompter,
    card: Callable[[str], str],
    keep: Callable[[Session], None] | None,
    before: Callable[[Step], Sequence[str]],
    told: set[str],
) -> bool:
    """One step further; True when the walk is over. told: the cards of this walk, none of which comes twice."""
    step = session.step
    if step is None:
        changed = prompter.review(session.lines()) if session.is_long else None
        if changed is None:
            return True
        session.change(changed)
    elif isinstance(step, Note):
        if drawn := before(step):
            prompter.draw(drawn)
        prompter.tell(typed(step.text), session.own_words(step))
        session.told()
    else:
        _ask(session, prompter, step, keep)
        if keep:
            keep(session)
        for id in dict.fromkeys(step.cards_for(session.given(step.key))):  # several answers may call for the same one
            if id not in told and (text := card(id)):
                prompter.tell(text, wait=True)
                told.add(id)
    return False


def _ask(session: Session, prompter: Prompter, step: Step, keep: Callable[[Session], None] | None) -> None:
    def typing(text: str) -> None:
        session.typing(step.key, text)
        if keep:
            keep(session)

    try:
        session.answer(prompter.ask(session.turn(typing).but(is_kept=keep is not None)))
    except (InvalidAnswer, Back):
        raise
    except BaseException:  # Ctrl-C, Ctrl-D, a signal: nothing typed is lost
        typing(prompter.typed())
        raise


def prepared(turn: Turn, answers: Mapping[str, Any]) -> object:
    """What a mapping of answers written beforehand holds for a turn: a table's rows by their name or their place."""
    place = turn.place
    if place is None:
        return answers.get(turn.step.key)
    rows = rows_of(answers.get(place.table))
    if place.label:
        rows = [row for row in rows if row.get(place.first) == place.label]
    number = 0 if place.label else place.row
    return rows[number].get(place.field) if number < len(rows) else None


def same_names(exercise: Exercise, answers: Mapping[str, Any]) -> Iterator[str]:
    """The paths of rows that have the name of a row before them, where rows are known by their names."""
    for step in exercise.steps:
        rows = answers.get(step.key)
        if not step.rows_from or not isinstance(rows, list):
            continue
        first = step.columns[0].key
        names = [row.get(first) if isinstance(row, dict) else None for row in rows]
        for number, name in enumerate(names):
            if name is not None and name in names[:number]:
                yield f"{step.key}.{number + 1}.{first}"


def overfull(exercise: Exercise, answers: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """The tables that were given more rows than they take, and how many they take."""
    for step in exercise.steps:
        rows = answers.get(step.key)
        most = step.at_most
        if most > 0 and not step.rows_from and isinstance(rows, list) and any(map(_holds, rows[most:])):
            yield step.key, most


def _holds(row: object) -> bool:
    """Whether there is anything in a row."""
    return isinstance(row, dict) and any(str(cell).strip() for cell in row.values() if cell not in (None, []))


def given_from(exercise: Exercise, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers of an entry in the form a session keeps them: tables cell by cell."""
    given: dict[str, Answer] = {}
    for step in exercise.steps:
        answer = answers.get(step.key)
        if isinstance(step, Rows) and isinstance(answer, list):
            first = step.columns[0].key
            named = bool(step.rows_from)
            for number, row in enumerate(answer):
                if isinstance(row, dict):
                    name = row.get(first) if named else number
                    given.update({f"{step.key}.{name}.{key}": value for key, value in row.items()})
        elif step.asks:
            given[step.key] = answer
    return given
