"""Names that lead nowhere: a key of an earlier step, another exercise, what was written there. Each with its cure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from smartcli.exercises.did_you_mean import did_you_mean, meant, near
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.library import Library
from smartcli.exercises.step import Step
from smartcli.text.language import _, quoted, typed
from smartcli.views import recall_sources

Said = tuple[str, str]  # what is wrong, and the cure


def unknown(key: str, step: Step, earlier: Mapping[str, Step], exercise: Exercise) -> Said:
    """Why a key that a step names is none of an earlier step."""
    keys = [known for known, found in earlier.items() if found.asks]
    what = _("no earlier step has the key “{key}”.").format(key=key)
    if key == step.key:
        return _("it names itself."), _("Please name an earlier step.")
    table = next((path.partition(".")[0] for path, _found in exercise.every_step() if _is_field(path, key)), "")
    beside = exercise.step(table) if table else None
    if (beside and step in beside.columns) or ((found := exercise.step(key)) and found.asks):
        return _("“{key}” is asked only after it.").format(key=key), _("Please put that step above this one.")
    if table:
        inside = _("“{key}” is asked inside the table “{table}”.").format(key=key, table=table)
        return inside, _("Please name a step outside of it.")
    return what, meant(key, keys) or _there_are(keys) or _("Please take it out.")


def _is_field(path: str, key: str) -> bool:
    return "." in path and key in {path, path.partition(".")[2]}


def named_by(recall: str, exercise: Exercise, library: Library) -> Step | None:
    """The step, here or in another exercise, whose answers a recall shows."""
    id, _dot, path = recall.partition(".")
    source = exercise if id == exercise.id else library.find(id)
    return dict(source.every_step()).get(path) if source else None


def astray(recall: str, exercise: Exercise, library: Library) -> str:
    """What may have been meant with a recall that leads nowhere."""
    if recall.startswith(("insight", "setup")):
        return meant(recall, recall_sources.names()) or _there_are(recall_sources.names())
    id, _dot, key = re.sub(r"[/:#]", ".", recall).partition(".")
    ids = {*library.files, exercise.id}
    if not key and (path := near(id, _worded(exercise), 0.9)):
        return did_you_mean(f"{exercise.id}.{path}")
    right = id if id in ids else near(id, ids, 0.7)
    if not right:
        return _("Please name an exercise and a key, as in “coping-plan.plans”.")
    source = exercise if right == exercise.id else library.find(right)
    if source is None:
        return typed(_("The file of “{id}” has a slip itself: smartcli check {id}"), id=quoted(right))
    paths = _worded(source)
    endings = {path.rpartition(".")[2]: path for path in reversed(paths)}
    close = key if key in paths else near(key, [*endings, *paths])
    if close:
        return did_you_mean(f"{right}.{close if close in paths else endings[close]}")
    return _("“{id}” has these: {keys}.").format(id=right, keys=", ".join(paths))


def _worded(exercise: Exercise) -> list[str]:
    """The paths of the answers that hold words, by themselves."""
    asked = [path for path, step in exercise.every_step() if step.asks and step.has_words]
    return [path for path in asked if not is_ready_made(exercise, path)]


def is_ready_made(exercise: Exercise, path: str) -> bool:
    """Whether it is a table, or a field of one, that is made by the program and not by the author."""
    step = exercise.step(path.partition(".")[0])
    return step is not None and step.is_ready_made


def _there_are(names: Iterable[str]) -> str:
    listed = ", ".join(names)
    return _("There are: {names}.").format(names=listed) if listed else ""
