"""What is wrong with the notes for whoever leads a group: they say nothing, or take no time."""

from __future__ import annotations

from collections.abc import Iterator

from smartcli.exercises.exercise import Exercise, Problem
from smartcli.exercises.step import FacilitatorNotes
from smartcli.text.language import _


def notes_of(exercise: Exercise) -> Iterator[tuple[str, FacilitatorNotes]]:
    """All notes of an exercise, each with its place in an author's words."""
    if exercise.facilitator:
        yield "facilitator", exercise.facilitator
    for path, step in exercise.every_step():
        if step.facilitator:
            yield _("step “{key}”, facilitator").format(key=path), step.facilitator


def problems(exercise: Exercise) -> Iterator[Problem]:
    for place, notes in notes_of(exercise):
        says = [bool(words.strip()) for words in notes.words]
        if not all(says) or not (says or notes.minutes):
            cure = _("Please give it a few words, or take it out.")
            yield Problem(where=place, what=_("it says nothing."), cure=cure)
        if notes.minutes is not None and notes.minutes < 1:
            cure = _("Please write minutes = 10, or take it out.")
            yield Problem(where=place, what=_("the time is less than a minute."), cure=cure)
