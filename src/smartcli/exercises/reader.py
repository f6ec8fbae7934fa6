"""An exercise out of the table of its TOML file, or what is wrong with it, in an author's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from smartcli import record
from smartcli.exercises.did_you_mean import as_key, did_you_mean, example, meant, near, righted
from smartcli.exercises.exercise import CARDS, POINTS, Exercise, Outcome, Problem
from smartcli.exercises.kinds import KINDS, Items, Rows, Scale
from smartcli.exercises.step import COMPARE, Comparison, Condition, FacilitatorNotes, Lead, Safety, Step
from smartcli.text.language import Later, _, typed

FORMAT = 1  # of the file; a newer one is refused kindly
MANY = 1000  # steps, or fields of a table
FEW = 20  # names that are not known: of more only so many are told


class Reader:
    """Reads one exercise file and gathers what is wrong with it."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.where = ""

    def say(self, what: str, cure: str = "") -> None:
        self.problems.append(Problem(where=self.where, what=what, cure=cure))

    def take(self, table: Mapping[str, Any], allowed: Mapping[str, Any], needed: tuple[str, ...]) -> dict[str, Any]:
        """The known fields of a table with the right type; says what is unknown, missing or of another type."""
        unknown = [name for name in table if name not in allowed][:FEW]
        meanings = {name: self.meaning(name, table, allowed) for name in unknown}
        for name, meaning in meanings.items():
            self.unknown(name, allowed, meaning)
        for name in needed:
            if name not in table and name not in meanings.values():
                self.missing(name, table)
        fitted = {name: self.fitted(name, value, allowed[name]) for name, value in table.items() if name in allowed}
        return {name: value for name, value in fitted.items() if value is not MISFIT}

    def meaning(self, name: str, table: Mapping[str, Any], allowed: Mapping[str, Any]) -> str:
        """The needed name that an unknown one probably stands for, as text for ask; nothing where there is none."""
        if name == "text" and "ask" in allowed and "ask" not in table:
            return "ask"
        return near(name, allowed)

    def missing(self, name: str, table: Mapping[str, Any]) -> None:
        cure = _("Please add it, such as {example}.").format(example=example(name, "text"))
        if name == "sample":
            cure = _("Please add [sample] at the end, and below it an answer to each key.")
        if name == "text" and "ask" in table:
            cure = _("A note asks nothing: please write text = in the place of ask =.")
        self.say(_("“{name}” is missing.").format(name=name), cure)

    def unknown(self, name: str, allowed: Mapping[str, Any], meaning: str) -> None:
        """Something that is not known here; perhaps it is known elsewhere in the file."""
        what = _("“{name}” is not known here.").format(name=name)
        if name == "text" and meaning == "ask":
            self.say(what, did_you_mean(meaning))
            return
        kinds = [kind.kind for kind in KINDS.values() if name.removesuffix("_") in _own_fields(kind)]
        if self.where and name in FIELDS:
            self.say(what, _("It is about the whole exercise: please put it above the first [[steps]]."))
        elif "ask" in allowed and kinds:
            self.say(what, _("It goes with {kinds}.").format(kinds=", ".join(kinds)))
        elif not self.where and (kinds or name in STEP_FIELDS):
            self.say(what, _("It is about one step: please put it below a [[steps]]."))
        else:
            self.say(what, did_you_mean(meaning) if meaning else _("Please take it out."))

    def fitted(self, name: str, value: Any, wanted: Any) -> Any:
        if wanted is list:
            if isinstance(value, list) and all(isinstance(one, str) for one in value):
                return tuple(value)
        elif wanted is tuple:  # one, or several
            if isinstance(value, str):
                return (value,)
            if isinstance(value, list) and all(isinstance(one, str) for one in value):
                return tuple(value)
        elif wanted is float:
            if isinstance(value, int | float) and not isinstance(value, bool):
                return value
        elif wanted is object or (isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool))):
            return value
        self.say(_("“{name}” should be {kind}.").format(name=name, kind=TYPE_NAMES[wanted]), _cure(name, value, wanted))
        return MISFIT

    # Steps

    def steps(self, tables: Any, inside: str = "") -> tuple[Step, ...]:
        if not isinstance(tables, list) or not tables:
            name = "steps.fields" if inside else "steps"
            self.say(_("there are no steps."), _("Please add at least one [[{name}]].").format(name=name))
            return ()
        if len(tables) > MANY:
            what = _("there are {n} steps, and an exercise can have {most}.").format(n=len(tables), most=MANY)
            self.say(what, _("Please make several exercises of it."))
            return ()
        found: list[Step] = []
        for number, table in enumerate(tables, 1):
            key = table.get("key", "") if isinstance(table, dict) else ""
            self.where = f"{inside}step {number}" + (f" ({key})" if key else "")
            if step := self.step(table, number, {other.key for other in found}):
                found.append(step)
        self.where = ""
        return tuple(found)

    def step(self, table: Any, number: int, taken: set[str]) -> Step | None:
        named = str(table.get("kind", "")) if isinstance(table, dict) else ""
        kind = KINDS.get(named)
        if kind is None:
            known = _("There are: {kinds}.").format(kinds=", ".join(KINDS))
            if isinstance(table, dict) and "type" in table:
                known = _("Please write kind = in the place of type =.")
            what = _("this kind of step is not known.") if named else _("“kind” is missing.")
            self.say(what, meant(named, KINDS) or known)
            return None
        allowed = {"from" if name == "from_" else name: TYPES.get(name, str) for name in record.names(kind)}
        allowed.pop("today", None)  # the session's, not the author's
        if kind is Scale:
            allowed |= {"low": int, "high": int}
        own = [name for name in record.needed(kind) if name not in {"key", "fields"}]
        needed = ("key", "ask", *own) if kind.asks else tuple(own)
        before = len(self.problems)
        given = self.take({name: value for name, value in table.items() if name != "kind"}, allowed, needed)
        given.setdefault("key", f"note-{number}")
        self.key(given["key"], taken)
        if kind is Items and "fields" not in given:
            self.say(_("it has no columns."), _("Please add [[steps.fields]] right below it."))
        given = self.nested(given, number)
        return None if len(self.problems) > before else kind(**given)

    def key(self, key: str, taken: set[str]) -> None:
        if key in taken:
            what = _("the key “{key}” stands at another step already.").format(key=key)
            self.say(what, _("Please give this one a key of its own."))
        elif not is_key(key):
            right = as_key(key) or "a_short_name"
            what = _("“{key}” cannot be a key, which is made of a-z, 0-9, - and _.").format(key=key)
            self.say(what if key else _("the key is empty."), _('Please write key = "{key}".').format(key=right))

    def nested(self, given: dict[str, Any], number: int) -> dict[str, Any]:
        if "from" in given:
            given["from_"] = given.pop("from")
        for name, read in READ_APART.items():
            if name in given:
                given[name] = read(self, given[name])
        if "ends" in given and len(given["ends"]) != 2:
            cure = _("Please write {example}.").format(example=example("ends", "list"))
            self.say(_("“ends” wants two texts: the low end and the high end."), cure)
        if "means" in given and len(given["means"]) != 2:
            self.say(_("“means” wants two texts: what no says on a card, and what yes says."))
        if "card" in given and given["card"] not in CARDS:
            known = _("There are: {kinds}.").format(kinds=", ".join(CARDS))
            self.say(_("this kind of card is not known."), meant(given["card"], CARDS) or known)
        if "fields" in given:
            where = self.where
            given["fields"] = self.steps(given["fields"], inside=f"{where}, ")
            self.where = where
            if any(isinstance(column, Rows) or not column.asks for column in given["fields"]):
                cure = _("Please give it another kind, or make it a step of its own.")
                self.say(_("a field of a table cannot be a note, a table or a pace."), cure)
            if any(column.waits or column.looks_at for column in given["fields"]):
                cure = _("Please put it on the table, or on a step of its own.")
                self.say(_("a field of a table cannot wait for what was written before."), cure)
        return given

    def condition(self, table: Any) -> Condition | None:
        if not isinstance(table, dict) or not isinstance(table.get("key"), str):
            self.say(_('“only_if” wants a key and a comparison, as in { key = "strength", at_least = 7 }.'))
            return None
        rest = {name: value for name, value in table.items() if name != "key"}
        if not rest:
            cure = _('Please add at_least = 7, is = true, or is = "At home".')
            self.say(_("“only_if” does not say which answer it waits for."), cure)
        return Condition(key=table["key"], comparison=self.comparison(rest))

    def comparison(self, table: Mapping[str, Any]) -> Comparison:
        known = _("There are: {names}.").format(names=", ".join(COMPARE))
        for name in [name for name in table if name not in COMPARE]:
            what = _("the comparison “{name}” is not known.").format(name=name)
            self.say(what, meant(name, COMPARE) or known)
        numbers = {"at_least", "at_most"}
        given = ((name, value) for name, value in table.items() if name in COMPARE)
        tests = ((name, self.fitted(name, value, float if name in numbers else object)) for name, value in given)
        return Comparison(tests=tuple(test for test in tests if test[1] is not MISFIT))

    def safety(self, given: Any) -> tuple[Safety, ...]:
        found: list[Safety] = []
        for one in given if isinstance(given, list) else [given]:
            table = {"card": one} if isinstance(one, str) else one
            if not isinstance(table, dict) or not isinstance(table.get("card"), str):
                shape = '{ card = "crisis", at_most = 1 }' if isinstance(table, dict) else '"withdrawal"'
                self.say(_("“safety” wants the name of a card, as in {shape}.").format(shape=shape))
                continue
            rest = {name: value for name, value in table.items() if name != "card"}
            found.append(Safety(card=table["card"], comparison=self.comparison(rest) if rest else None))
        return tuple(found)

    def leads(self, given: Any) -> tuple[Lead, ...]:
        found: list[Lead] = []
        for table in given if isinstance(given, list) else [given]:
            rest = {name: value for name, value in table.items() if name != "to"} if isinstance(table, dict) else {}
            if not rest or not isinstance(table.get("to"), str):
                shape = '{ to = "urge-surf", is = "An urge" }'
                self.say(_("“leads” wants an exercise and a comparison, as in {shape}.").format(shape=shape))
                continue
            found.append(Lead(to=table["to"], comparison=self.comparison(rest)))
        return tuple(found)

    def facilitator(self, given: Any) -> FacilitatorNotes | None:
        """The notes of an exercise or a step: a text, or a table of what there is to say."""
        if isinstance(given, str):
            return FacilitatorNotes(note=given)
        names = ", ".join(NOTES)
        if not isinstance(given, dict):
            self.say(_("“facilitator” wants a text in quotes, or some of {names}.").format(names=names))
            return None
        before, where = len(self.problems), self.where
        self.where = f"{where}, facilitator" if where else "facilitator"
        for name in [name for name in given if name not in NOTES][:FEW]:
            known = _("There are: {names}.").format(names=names)
            self.say(_("“{name}” is not known here.").format(name=name), meant(name, NOTES) or known)
        notes = {name: self.fitted(name, value, NOTES[name]) for name, value in given.items() if name in NOTES}
        self.where = where
        return None if len(self.problems) > before else FacilitatorNotes(**notes)

    def outcomes(self, tables: Any) -> tuple[Outcome, ...]:
        found: list[Outcome] = []
        for number, table in enumerate(tables if isinstance(tables, list) else [tables], 1):
            self.where = f"outcome {number}"
            if not isinstance(table, dict) or not isinstance(table.get("kind"), str):
                self.say(_("an outcome needs a kind."), _('Please add one, such as kind = "words".'))
                continue
            rest = {name: value for name, value in table.items() if name not in {"kind", "title"}}
            found.append(Outcome(kind=table["kind"], title=str(table.get("title", "")), parameters=rest))
        self.where = ""
        return tuple(found)


TYPES: Mapping[str, Any] = {
    "required": bool, "prefill": bool, "pin": bool, "private": bool, "other": bool, "whole": bool,
    "only_recalled": bool, "only_unrecalled": bool, "extra": bool, "replaces": bool, "in_crisis": bool,
    "substances": bool, "past_limit": bool, "counts": bool,
    "low": float, "high": float,
    "at_least": int, "at_most": int, "opens_with": int, "rounds": int, "seconds": int, "inhale": int, "hold": int,
    "exhale": int,
    "top": int, "format": int, "version": int, "minutes": int,
    "recall": tuple,
    "choices": list, "ends": list, "means": list, "says": list, "next": list, "draws_on": list, "sources": list,
    "private_before": list,
    "only_if": object, "safety": object, "leads": object, "facilitator": object,
    "fields": object, "steps": object, "outcomes": object,
    "sample": dict,
}  # fmt: skip
TYPE_NAMES: Mapping[Any, Later] = {
    bool: Later("true or false"), float: Later("a number"), int: Later("a whole number"),
    str: Later("a text in quotes"),
    list: Later("a list of texts"), tuple: Later("a text or a list of texts"), dict: Later("a table"),
}  # fmt: skip
EXAMPLE_KINDS: Mapping[Any, str] = {
    bool: "truth", float: "number", int: "number", list: "list", tuple: "texts", str: "text"
}  # fmt: skip
NOTES: Mapping[str, Any] = {"aim": str, "minutes": int, "ask": tuple, "avoid": tuple, "note": str}
READ_APART: Mapping[str, Callable[[Reader, Any], Any]] = {
    "only_if": Reader.condition,
    "safety": Reader.safety,
    "leads": Reader.leads,
    "facilitator": Reader.facilitator,
}
MISFIT = object()  # in the place of a value of another type, which has been said
FIELDS = (
    "format",
    "version",
    "point",
    "title",
    "minutes",
    "about",
    "replaces",
    "next",
    "draws_on",
    "sources",
    "private_before",
    "facilitator",
)


STEP_FIELDS = frozenset({*record.names(Step), "kind"})


def is_key(text: str) -> bool:
    return bool(text) and all(letter in "abcdefghijklmnopqrstuvwxyz0123456789-_" for letter in text)


def is_newer(table: Mapping[str, Any]) -> bool:
    """Whether the file was written for a smartcli that knows more than this one."""
    return isinstance(table.get("format"), int) and table["format"] > FORMAT


def _cure(name: str, value: Any, wanted: Any) -> str:
    """How a value of another type is written."""
    if wanted is list and isinstance(value, list):
        return _("Please put quotes around each, as in {example}.").format(example=example(name, "list"))
    kind = EXAMPLE_KINDS.get(wanted, "")
    if right := righted(name, value, kind):
        return _("Please write {example}.").format(example=right)
    return _("Please write it as in {example}.").format(example=example(name, kind)) if kind else ""


def _own_fields(kind: type[Step]) -> set[str]:
    """What only this kind of step has, or a few do."""
    return {name.removesuffix("_") for name in record.names(kind)} - STEP_FIELDS - {"today"}


def _with_days_as_text(part: Any) -> Any:
    """TOML knows days without quotes; an answer is their text."""
    if isinstance(part, dict):
        return {name: _with_days_as_text(inner) for name, inner in part.items()}
    if isinstance(part, list):
        return [_with_days_as_text(inner) for inner in part]
    return part.isoformat() if isinstance(part, date | time) else part


def read(id: str, table: Mapping[str, Any]) -> tuple[Exercise | None, list[Problem]]:
    """An exercise out of its TOML table, or what is wrong with it. A newer format is said and nothing else."""
    reader = Reader()
    if is_newer(table):
        reader.say(_("this file was written for a newer smartcli."), _("Please update smartcli to use it."))
        return None, reader.problems
    if not table:
        reader.say(_("there is nothing in it."), typed(_("To begin with one that works: smartcli exercises new ID")))
        return None, reader.problems
    allowed = {name: TYPES.get(name, str) for name in (*FIELDS, "steps", "outcomes", "sample")}
    given = reader.take(table, allowed, ("format", "point", "title", "minutes", "sample"))
    if "point" in given and given["point"] not in POINTS:
        known = _("There are: {points}.").format(points=", ".join(POINTS))
        reader.say(_("this point is not known."), meant(given["point"], POINTS) or known)
    if "facilitator" in given:
        given["facilitator"] = reader.facilitator(given["facilitator"])
    given["steps"] = reader.steps(given.get("steps"))
    given["outcomes"] = reader.outcomes(given.get("outcomes", []))
    given.pop("format", None)
    given["sample"] = _with_days_as_text(given.get("sample"))
    if reader.problems:
        return None, reader.problems
    return Exercise(id=id, **given), []
