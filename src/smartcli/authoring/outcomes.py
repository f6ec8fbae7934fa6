"""What is wrong with an exercise's outcomes: names, kinds, and those that can never speak."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from smartcli.authoring.naming import astray, named_by
from smartcli.authoring.reach import Wanted, played
from smartcli.exercises.did_you_mean import meant
from smartcli.exercises.exercise import Exercise, Outcome, Problem
from smartcli.exercises.kinds import Choice, Lines, Number, Pace, Rank, Scale, Text
from smartcli.exercises.library import Library
from smartcli.exercises.step import Step
from smartcli.findings.outcomes import OUTCOMES, RIGID, Kind, findings
from smartcli.findings.outcomes.elsewhere import A_FEW
from smartcli.text.language import Later, _
from smartcli.views.recall_sources import DERIVED

# What an outcome counts on: the kind of step that a parameter names.
RATED = (Scale, Number)
WANTS: Mapping[tuple[str, str], tuple[type[Step], ...]] = {
    ("change", "from"): RATED,
    ("change", "to"): RATED,
    ("beside", "expected"): RATED,
    ("beside", "actual"): RATED,
    ("quadrant", "x"): RATED,
    ("quadrant", "y"): RATED,
    ("curve", "of"): (Pace,),
    ("rigid-words", "in"): (Text, Lines),
    ("gap", "importance"): RATED,
    ("gap", "satisfaction"): RATED,
    ("ranking", "by"): RATED,
    ("untaken", "tag"): (Choice,),
    ("so-far", "of"): (Choice, Rank, Text, Lines),
    ("table", "down"): (Choice, Text),
    ("table", "across"): (Choice, Text),
    ("unplanned", "down"): (Choice,),
    ("unplanned", "across"): (Choice,),
}
# How many choices a field has that is known by their places, and how they stand.
TIMES = {
    ("unplanned", "down"): (7, Later("Please offer the seven days, Monday first.")),
    ("unplanned", "across"): (4, Later("Please offer four: morning, afternoon, evening, night.")),
}
COLUMNS = (
    "label",
    "importance",
    "satisfaction",
    "tag",
    "by",
    "down",
    "across",
    "cells",
)  # parameters that name a table's fields


def problems(exercise: Exercise, library: Library) -> Iterator[Problem]:
    for number, outcome in enumerate(exercise.outcomes, 1):
        where = _("outcome {number}").format(number=number)
        said = list(_problems(exercise, outcome, library)) or list(_silence(exercise, outcome))
        yield from (Problem(where=where, what=what, cure=cure) for what, cure in said)


Said = tuple[str, str]  # what is wrong, and the cure


def _problems(exercise: Exercise, outcome: Outcome, library: Library) -> Iterator[Said]:
    kind = OUTCOMES.get(outcome.kind)
    if kind is None:
        known = _("There are: {n}.").format(n=", ".join(OUTCOMES))
        yield _("this kind is not known."), meant(outcome.kind, OUTCOMES) or known
        return
    shape = list(_parameters(exercise, kind, outcome))
    yield from shape
    if not shape:
        yield from _keys(exercise, kind, outcome)
        yield from _columns(exercise, outcome)
        yield from _elsewhere(exercise, outcome, library)


def _elsewhere(exercise: Exercise, outcome: Outcome, library: Library) -> Iterator[Said]:
    """The parameter that names what the person wrote before."""
    for path in _listed(outcome, "recall"):
        if path not in DERIVED and named_by(path, exercise, library) is None:
            yield _("its recall “{path}” leads nowhere.").format(path=path), astray(path, exercise, library)
    for path in _listed(outcome, "answers"):
        if named_by(path, exercise, library) is None:
            yield _("its answers “{path}” leads nowhere.").format(path=path), astray(path, exercise, library)
        elif path.count(".") < 2:
            cure = _("Please name one, as in “triggers.triggers.response”.")
            yield _("its answers “{path}” is no field of a table.").format(path=path), cure


def _parameters(exercise: Exercise, kind: Kind, outcome: Outcome) -> Iterator[Said]:
    known = (*kind.needs, *kind.may)
    keys = [step.key for step in exercise.steps]
    for name in dict.fromkeys([*kind.needs, *outcome.parameters]):
        if name not in outcome.parameters:
            yield _("“{name}” is missing.").format(name=name), _missing(name)
        elif name not in known:
            cure = meant(name, (*known, "title")) or _("Please take it out.")
            if name in keys:
                cure = _("If it is an answer, please put [sample] above it.")
            yield _("“{name}” is not known here.").format(name=name), cure
            if name in keys:
                return  # the others below it are answers too
        elif not kind.takes(name, outcome.parameters[name]):
            wanted = _("a text or a list of texts") if name in kind.lists else _("a text in quotes")
            yield _("“{name}” should be {kind}.").format(name=name, kind=wanted), ""


def _missing(name: str) -> str:
    if name in (*COLUMNS, "field"):
        return _("Please add {name} = and the key of a field, in quotes.").format(name=name)
    return _("Please add {name} = and the key of a step, in quotes.").format(name=name)


def _listed(outcome: Outcome, name: str) -> list[str]:
    value = outcome.parameters.get(name, [])
    return [value] if isinstance(value, str) else list(value)


def _keys(exercise: Exercise, kind: Kind, outcome: Outcome) -> Iterator[Said]:
    keys = [step.key for step in exercise.steps if step.asks]
    for name in kind.keys:
        for key in _listed(outcome, name):
            step = exercise.step(key)
            if step is None or not step.asks:
                yield (
                    _("no step has the key “{key}”.").format(key=key),
                    _known(key, keys),
                )
            else:
                yield from _counted(outcome, name, step)


def _columns(exercise: Exercise, outcome: Outcome) -> Iterator[Said]:
    """The parameters that name a table's fields."""
    for key in _listed(outcome, "items"):
        table = exercise.step(key)
        if table is None or not table.asks:
            continue  # said above
        if not table.is_table:
            yield _("“{key}” is no table.").format(key=key), _("Please name a step of the kind items.")
            continue
        columns = {column.key: column for column in table.columns}
        for name in (*COLUMNS, "field"):
            for field in _listed(outcome, name):
                if field not in columns:
                    yield _("“{key}” has no field “{name}”.").format(key=key, name=field), _known(field, columns)
                else:
                    yield from _counted(outcome, name, columns[field])


def _known(key: str, keys: Iterable[str]) -> str:
    return meant(key, keys) or _("There are: {n}.").format(n=", ".join(keys))


def _counted(outcome: Outcome, name: str, step: Step) -> Iterator[Said]:
    wanted = WANTS.get((outcome.kind, name))
    if wanted and not isinstance(step, wanted):  # by kind: a table of what can be counted
        kinds = _(" or ").join(kind.kind for kind in wanted)
        yield (
            _("“{key}” is of the kind {kind}, which “{name}” cannot count.").format(
                key=step.key, kind=step.kind, name=name
            ),
            _("Please name a step of the kind {kinds}.").format(kinds=kinds),
        )
    many, cure = TIMES.get((outcome.kind, name), (0, ""))
    if many and step.picks and len(step.choices) != many:
        yield _("“{key}” has {n} choices.").format(key=step.key, n=len(step.choices)), str(cure)


def _silence(exercise: Exercise, outcome: Outcome) -> Iterator[Said]:
    """An outcome whose steps are never answered in one walk, or that sets a rating beside itself."""
    if outcome.kind in {"change", "beside", "quadrant"} and len(set(outcome.parameters.values())) < 2:
        yield _("it sets a rating beside itself."), _("Please name two steps.")
    elif not speaks(exercise, outcome):
        yield _("it can never say anything."), _("Please see whether its steps can be answered in one go.")


def speaks(exercise: Exercise, outcome: Outcome) -> bool:
    """Whether there are answers of which the outcome says something."""
    kind = OUTCOMES[outcome.kind]
    keys = [key for name in kind.keys for key in _listed(outcome, name)]
    alone = exercise.but(outcomes=(outcome,))
    for wanted in [keys, *([key] for key in keys if len(keys) > 1)]:
        given = way(exercise, outcome, wanted)
        if given is not None and findings(alone, played(exercise, given), recall=_recalled):
            return True
    return False


def _recalled(path: str) -> list[str]:
    """What somebody may have written before, or what may have been worked out from it."""
    return [DERIVED[path].example()] if path in DERIVED else ["x"] * A_FEW


def way(exercise: Exercise, outcome: Outcome, keys: list[str]) -> dict[str, object] | None:
    """Answers to these of the outcome's steps, with the fields that it looks at."""
    wanted = Wanted(exercise)
    for key in keys:
        wanted.path(key)
        for name in COLUMNS if (step := exercise.step(key)) and step.is_table else ():
            for field in _listed(outcome, name):
                wanted.path(f"{key}.{field}")
    text = " ".join([*RIGID, *_listed(outcome, "words")])
    return wanted.answers(text)
