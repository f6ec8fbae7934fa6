"""The parts of my plan: which answers of which exercises stand in each. The days to come are those of `dates.py`."""

from __future__ import annotations

from smartcli.record import Record
from smartcli.text.language import UNSAID, Later

A_WEEK = 7


class Source(Record):
    """One answer that a part shows. fields: of a table, its columns; "a/b" is the first of them that holds words."""

    exercise: str
    key: str
    fields: tuple[str, ...] = ()
    says: Later = UNSAID  # ours, before the person's words
    leads: bool = False  # the first field leads to the others: a moment, and what to do then
    whole: bool = False  # only rows in which every field holds words
    private: bool = False  # also where the exercise does not say so, or is not there
    unless: str = ""  # the key of an answer that stands for this one where there is one
    between: str = "; "  # the fields, where they do not lead to one another
    stays: int | None = None  # days; what is older was for its own time
    by: str = ""  # beside the answer, or in its row: the day that was set for it


class PlanPart(Record):
    """One part of the plan. The first of its sources is the exercise that an empty part names."""

    id: str
    title: Later
    sources: tuple[Source, ...] = ()
    is_dates: bool = False


def _from(exercise: str, key: str, *fields: str, says: Later = UNSAID, leads: bool = False) -> Source:
    return Source(exercise=exercise, key=key, fields=fields, says=says, leads=leads)


def _who(exercise: str, key: str, *fields: str, says: Later = UNSAID) -> Source:
    """People and their numbers: private, whatever the exercise says."""
    return Source(exercise=exercise, key=key, fields=fields, says=says, private=True)


def _then(exercise: str, key: str, when: str, what: str) -> Source:
    """A moment, and what to do then; only where both are written."""
    return Source(exercise=exercise, key=key, fields=(when, what), leads=True, whole=True)


CHANGE = PlanPart(
    id="change",
    title=Later("What I want to change"),
    sources=(
        _from("change-plan", "changes"),
        _from("change-plan", "way", says=Later("My way")),
        _from("change-plan", "steps", "step", says=Later("Steps")).but(by="by"),
        _from("change-plan", "easier", says=Later("What makes it easier")),
        _from("change-plan", "signs", says=Later("I see that it works")),
        _from("change-plan", "obstacles", "obstacle", "answer", says=Later("What could get in the way"), leads=True),
        _from("smart-goal", "smaller", says=Later("Small steps")).but(by="by"),
        _from("smart-goal", "specific", says=Later("Small steps")).but(by="by", unless="smaller"),
        _from("make-it-harder", "barrier", says=Later("Harder to reach")).but(by="on"),
        _from("lapse-review", "harder", says=Later("Harder to reach")),
        _from("where-i-am-going", "one_thing", says=Later("One thing now")),
    ),
)

PARTS = (
    PlanPart(
        id="reasons",
        title=Later("Why I want this"),
        sources=(
            _from("why-i-want-this", "reasons"),
            _from("my-reasons", "wish"),
            _from("my-reasons", "reasons"),
            _from("my-reasons", "need"),
            _from("change-plan", "reasons"),
            _from("readiness-rulers", "why_importance"),
            _from("where-i-am-going", "want"),
            _from("motivation-inventory", "pictures", "area", "picture", leads=True),
            _from("values", "top", says=Later("What matters to me")),
            _from("values", "values", says=Later("What matters to me")).but(unless="top"),
        ),
    ),
    CHANGE,
    PlanPart(
        id="coping",
        title=Later("When an urge comes"),
        sources=(
            _from("coping-plan", "plans", "situation", "response/way", leads=True),
            _then("triggers", "triggers", "trigger", "response"),
            _then("talk-back", "replies", "says", "answer"),
            _from("coping-statements", "statements", "statement"),
        ),
    ),
    PlanPart(
        id="people",
        title=Later("My people"),
        sources=(
            _who("support-network", "people", "name", "reach", "when", "can"),
            _who("change-plan", "helpers"),
            _who("staying-well", "people"),
            _from("support-network", "missing", says=Later("Still missing")),
        ),
    ),
    PlanPart(
        id="staying-well",
        title=Later("Staying well"),
        sources=(
            _from("staying-well", "protect", says=Later("I protect")),
            _from("staying-well", "signs", says=Later("Early signs")),
            _from("staying-well", "works", says=Later("What works")),
            _from("staying-well", "if_lapse", says=Later("If it was more than I wanted")),
        ),
    ),
    PlanPart(
        id="hard-times",
        title=Later("When it gets very hard"),
        sources=(
            _who("hard-times", "people", says=Later("People")),
            _who("hard-times", "professionals", says=Later("Professionals")),
            _from("hard-times", "signs", says=Later("Signs")),
            _from("hard-times", "alone", says=Later("On my own")),
            _from("hard-times", "places", says=Later("Places to go")),
            _from("hard-times", "safer", says=Later("To make it safer")),
        ),
    ),
    PlanPart(
        id="dates",
        title=Later("What comes next"),
        is_dates=True,
        sources=(
            _from("weekly-review", "plan", says=Later("My plan for the week")).but(stays=A_WEEK),
            _from("week-plan", "slots", "day", "part", "what", says=Later("My week")).but(
                between=", ", stays=2 * A_WEEK
            ),
        ),
    ),
)

NAMED = frozenset((source.exercise, source.key) for part in PARTS for source in part.sources)

# Where the cards of all other exercises stand, a person's own among them: the part, and what they are called there.
CARDS = {
    "reason": ("reasons", UNSAID),
    "plan": (CHANGE.id, Later("Small steps")),
    "response": ("coping", UNSAID),
    "reply": ("coping", Later("Answers to hard thoughts")),
    "statement": ("coping", UNSAID),
    "contact": ("people", UNSAID),
}
NEWEST = 12  # of each kind; all of them are in `cards`
