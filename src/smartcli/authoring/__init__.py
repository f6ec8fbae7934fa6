"""Read content as its author's checker: every problem with its place and its cure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from smartcli.authoring import facilitating, outcomes, sample, steps
from smartcli.exercises.content import SUFFIX
from smartcli.exercises.did_you_mean import meant
from smartcli.exercises.exercise import Exercise, Problem
from smartcli.exercises.library import Library
from smartcli.text.language import _


def check(exercise: Exercise, library: Library) -> list[Problem]:
    """What is wrong with an exercise that could be read: names leading nowhere, steps nobody reaches, a bad sample."""
    found = [*_head(exercise), *_before(exercise), *steps.problems(exercise, library), *_next(exercise, library)]
    found += facilitating.problems(exercise)
    found = found or list(steps.unreached(exercise)) + list(outcomes.problems(exercise, library))
    return found or list(sample.problems(exercise))


def about_name(file: Path) -> list[Problem]:
    """What is wrong with a file's name, which is the exercise's id."""
    name = file.name.lower().removesuffix(".txt").removesuffix(SUFFIX)
    right = re.sub(r"[^a-z0-9]+", "-", name).strip("-") + SUFFIX
    if file.name == right:
        return []
    if not file.name.endswith(SUFFIX):
        what = _("smartcli looks only at files whose names end in .toml.")
    else:
        what = _("the name of the file is what people type: small letters, digits and - only.")
    return [Problem(where="", what=what, cure=_("Please call it {name}.").format(name=right))]


def _head(exercise: Exercise) -> Iterator[Problem]:
    if exercise.minutes < 1:
        what = _("an exercise takes at least one minute.")
        yield Problem(where="minutes", what=what, cure=_("Please write minutes = 1, or more."))
    if not exercise.title.strip():
        yield Problem(where="title", what=_("there is none."), cure=_("Please give it a few words."))
    if exercise.version < 1:
        yield Problem(where="version", what=_("versions begin with 1."), cure=_("Please write version = 1."))


def _before(exercise: Exercise) -> Iterator[Problem]:
    """What was private in an earlier version, and is asked no more."""
    asked = dict(exercise.every_step())
    for path in exercise.private_before:
        if path in asked:
            what = _("“{key}” is still asked.").format(key=path)
            yield Problem(where="private_before", what=what, cure=_("Please write private = true at that step."))


def _next(exercise: Exercise, library: Library) -> Iterator[Problem]:
    for id in exercise.next:
        if id == exercise.id:
            yield Problem(where="next", what=_("it names itself."), cure=_("Please take it out."))
        elif id not in library.files:
            cure = meant(id, library.files, 0.7) or _("Please take it out, or write that exercise.")
            yield Problem(where="next", what=_("there is no exercise “{id}”.").format(id=id), cure=cure)
