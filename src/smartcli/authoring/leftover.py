"""What `exercises new` wrote and nobody has replaced yet. A hint: some of it may fit as it is."""

from __future__ import annotations

from collections.abc import Iterator

from smartcli.exercises import content
from smartcli.exercises.exercise import Exercise, Problem
from smartcli.exercises.library import read_file
from smartcli.exercises.starter import STARTER
from smartcli.exercises.step import Step
from smartcli.text.language import _


def hints(exercise: Exercise) -> list[Problem]:
    """One for all places that say what the starter says, in any language we have it in; none for a note."""
    starters = list(_starters())
    places = [place for place in _places(exercise) if any(place in _same(exercise, one) for one in starters)]
    if not places:
        return []
    what = _("words of the starter are still in it: {places}.").format(places=", ".join(places))
    return [Problem(where="", what=what, cure=_("Please put your own there, or keep what fits."))]


def _starters() -> Iterator[Exercise]:
    for language in content.languages():
        found, _problems = read_file(content.data() / language / STARTER)
        if found:
            yield found


def _places(exercise: Exercise) -> list[str]:
    """All places that can hold such words, in an author's words and in the order of the file."""
    steps = [_step(path) for path, step in exercise.every_step() if step.asks]
    return ["title", "about", *steps, "sample"]


def _same(exercise: Exercise, starter: Exercise) -> set[str]:
    """The places that say the same as the starter. A step does where all of it does, or its help: two may ask alike."""
    steps = [step for _path, step in starter.every_step() if step.asks]
    wholes, helps = {_words(step) for step in steps}, {step.help for step in steps if step.help}
    found = {
        _step(path)
        for path, step in exercise.every_step()
        if step.asks and (_words(step) in wholes or step.help in helps)
    }
    heads = {"title": exercise.title == starter.title, "about": exercise.about == starter.about}
    heads["sample"] = any(exercise.sample.get(key) == value for key, value in starter.sample.items() if _is_own(value))
    return found | {name for name, is_same in heads.items() if is_same}


def _words(step: Step) -> tuple[object, ...]:
    return step.ask, step.help, step.choices


def _is_own(value: object) -> bool:
    """Whether two people would not write the same by chance, as they do with a number or a choice."""
    return isinstance(value, str)


def _step(path: str) -> str:
    return _("step “{key}”").format(key=path)
