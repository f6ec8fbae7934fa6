"""Small exercises, steps and entries, built by hand for one test."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import settings

from smartcli.asking.session import Session
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import Choice, Rank
from smartcli.exercises.reader import read
from smartcli.exercises.step import Answer
from smartcli.journal.entry import Entry

# Other programs may be busy on the same machine: no example has a time limit.
quick = settings(deadline=None, max_examples=50)

TEXT = {"kind": "text", "key": "words", "ask": "In your words?"}
SCALE = {"kind": "scale", "key": "strength", "ask": "How strong?"}
YES_NO = {"kind": "yes-no", "key": "sure", "ask": "Are you sure?"}
LINES = {"kind": "lines", "key": "lines", "ask": "What helps?"}
CHOICE = {"kind": "choice", "key": "which", "ask": "Which?", "choices": ["One", "Two", "Three"]}
CHOICES = {**CHOICE, "kind": "choices"}
RANK = {**CHOICE, "kind": "rank"}


def table(*steps: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """What an exercise file holds, with these steps."""
    head = {"format": 1, "point": "urges", "title": "Small", "minutes": 1}
    return {**head, "steps": [dict(step) for step in steps], "sample": {}, **more}


def exercise(*steps: Mapping[str, Any], id: str = "small", **more: Any) -> Exercise:
    found, problems = read(id, table(*steps, **more))
    assert problems == []
    assert found is not None
    return found


def step(**fields: Any) -> Any:
    """One step, as an exercise file would have it; of its kind, which a type checker cannot know."""
    (made,) = exercise({"key": "it", "ask": "What is it?", **fields}).steps
    return made


def entry(answers: Mapping[str, Any], **more: Any) -> Entry:
    fields: dict[str, Any] = {"id": "", "day": "2026-03-10", "zone": "Europe/Madrid", "exercise": "small", **more}
    fields.setdefault("at", f"{fields['day']}T12:00:00.000000+01:00")
    return Entry(version=1, asked={}, answers=answers, **fields)


# Walks

MARCH = date(2026, 3, 10)


def begin(found: Exercise, before: dict[str, list[Answer]] | None = None, **more: Any) -> Session:
    """A walk on a day in March, with what was written before by its path."""
    return Session(found, today=MARCH, recall=lambda path: (before or {}).get(path, []), **more)


def at(session: Session) -> str | None:
    """The key of the step that is asked next."""
    return session.step.key if session.step else None


def choices(session: Session) -> tuple[str, ...]:
    """What is offered now."""
    asked = session.turn().step
    assert isinstance(asked, Choice | Rank)
    return asked.choices


def answers(session: Session, *raws: object) -> Session:
    """Answer one step after another."""
    for raw in raws:
        session.answer(raw)
    return session
