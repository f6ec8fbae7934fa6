"""The parts of my plan: which answers of which exercises stand in each. The days to come are those of `dates.py`."""

from __future__ import annotations

from smartcli.record import Record
from smartcli.text.language import _

A_WEEK = 7


class Source(Record):
    """One answer that a part shows. fields: of a table, its columns; "a/b" is the first of them that holds words."""

    exercise: str
    key: str
    fields: tuple[str, ...] = ()
    says: str = ""  # ours, before the person's words
    leads: bool = False  # the first field leads to the others: a moment, and what to do then
    whole: bool = False  # only rows in which every field holds words
    private: bool = False  # also where the exercise does not say so, or is not there
    unless: str = ""  # the key of an answer that stands for this one where there is one
    between: str = "; "  # the fields, where they do not lead to one another
    stays: int | None = None  # days; what is older was for its own time


class PlanPart(Record):
    """One part of the plan. The first of its sources is the exercise that an empty part names."""

    id: str
    title: str
    sources: tuple[Source, ...] = ()
    is_dates: bool = False


def _from(exercise: str, key: str, *fields: str, says: str = "", leads: bool = False) -> Source:
    return Source(exercise=exercise, key=key, fields=fields, says=says, leads=leads)


def _who(exercise: str, key: str, *fields: str, says: str = "") -> Source:
    """People and their numbers: private, whatever the exercise says."""
    return Source(exercise=exercise, key=key, fields=fields, says=says, private=True)


def _then(exercise: str, key: str, when: str, what: str) -> Source:
    """A moment, and what to do then; only where both are written."""
    return Source(exercise=exercise, key=key, fields=(when, what), leads=True, whole=True)


CHANGE = PlanPart(
    id="change",
    title=_("What I want to change"),
    sources=(
        _from("change-plan", "changes"),
        _from("change-plan", "way", says=_("My way")),
        _from("change-plan", "steps", "step", says=_("Steps")),
        _from("change-plan", "easier", says=_("What makes it easier")),
        _from("change-plan", "signs", says=_("I see that it works")),
        _from("change-plan", "obstacles", "obstacle", "answer", says=_("What could get in the way"), leads=True),
        _from("where-i-am-going", "one_thing", says=_("One thing now")),
    ),
)

PARTS = (
    PlanPart(
        id="reasons",
        title=_("Why I want this"),
        sources=(
            _from("why-i-want-this", "reasons"),
            _from("my-reasons", "wish"),
            _from("my-reasons", "reasons"),
            _from("my-reasons", "need"),
            _from("change-plan", "reasons"),
            _from("motivation-inventory", "pictures", "area", "picture", leads=True),
            _from("values", "top", says=_("What matters to me")),
            _from("values", "values", says=_("What matters to me")).but(unless="top"),
        ),
    ),
    CHANGE,
    PlanPart(
        id="coping",
        title=_("When an urge comes"),
        sources=(
            _from("coping-plan", "plans", "situation", "response/way", leads=True),
            _then("triggers", "triggers", "trigger", "response"),
            _then("talk-back", "replies", "says", "answer"),
            _from("coping-statements", "statements", "statement"),
        ),
    ),
    PlanPart(
        id="people",
        title=_("My people"),
        sources=(
            _who("support-network", "people", "name", "reach", "when", "can"),
            _who("change-plan", "helpers"),
            _who("staying-well", "people"),
            _from("support-network", "missing", says=_("Still missing")),
        ),
    ),
    PlanPart(
        id="staying-well",
        title=_("Staying well"),
        sources=(
            _from("staying-well", "protect", says=_("I protect")),
            _from("staying-well", "signs", says=_("Early signs")),
            _from("staying-well", "works", says=_("What works")),
            _from("staying-well", "if_lapse", says=_("If a lapse happens")),
        ),
    ),
    PlanPart(
        id="hard-times",
        title=_("When it gets very hard"),
        sources=(
            _who("hard-times", "people", says=_("People")),
            _who("hard-times", "professionals", says=_("Professionals")),
            _from("hard-times", "signs", says=_("Signs")),
            _from("hard-times", "alone", says=_("On my own")),
            _from("hard-times", "places", says=_("Places to go")),
            _from("hard-times", "safer", says=_("To make it safer")),
        ),
    ),
    PlanPart(
        id="dates",
        title=_("What comes next"),
        is_dates=True,
        sources=(
            _from("weekly-review", "plan", says=_("My plan for the week")).but(stays=A_WEEK),
            _from("week-plan", "slots", "day", "part", "what", says=_("My week")).but(between=", ", stays=2 * A_WEEK),
        ),
    ),
)

NAMED = frozenset((source.exercise, source.key) for part in PARTS for source in part.sources)

# Where the cards of all other exercises stand, a person's own among them: the part, and what they are called there.
CARDS = {
    "reason": ("reasons", ""),
    "plan": (CHANGE.id, _("Small steps")),
    "response": ("coping", ""),
    "reply": ("coping", _("Answers to hard thoughts")),
    "statement": ("coping", ""),
    "contact": ("people", ""),
}
NEWEST = 12  # of each kind; all of them are in `cards`
