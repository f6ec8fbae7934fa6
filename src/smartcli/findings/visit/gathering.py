"""The page for a visit out of what was written: the figures of the insights, and words without those to leave out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from smartcli.exercises.exercise import Exercise
from smartcli.findings.insights.answers import answer
from smartcli.findings.insights.log import Log
from smartcli.findings.insights.observation import DID
from smartcli.findings.insights.urges import NOT_WRITTEN
from smartcli.findings.visit.facts import Became, Facts, Low, Noted, UrgeMark, Visit
from smartcli.findings.visit.moving import moving_of
from smartcli.findings.visit.wanted import LINES, LOW, NAMES, NOTES, PLAN, TABLE, Wishes
from smartcli.text.days_said import said
from smartcli.text.language import _
from smartcli.text.left_out import DOTS, WithoutWords
from smartcli.text.pictures.shapes import Bars, Counts
from smartcli.text.same_words import folded
from smartcli.views.acted import Acted
from smartcli.views.days import Day
from smartcli.views.goal import MY_GOAL
from smartcli.views.people_named import PeopleNamed
from smartcli.views.plan import Plan, PlanLine

BECAME = {Acted.NO: Became.NOT_ACTED, Acted.PARTLY: Became.IN_PART, Acted.YES: Became.ACTED}
# Which lines of the plan are steps to take, by the parts of the plan; what to do when an urge comes follows them.
STEPS, COPING = "change", "coping"
NO_STEPS = frozenset(
    {
        *((id, key) for id in ("", MY_GOAL) for key in ("change", "way")),  # "": as it was said at set-up
        *(("change-plan", key) for key in ("changes", "way", "easier", "signs", "obstacles")),
    }
)


def last_day(log: Log) -> date:
    """Of the span: today where something is written of it, else yesterday. A day that has just begun is no gap."""
    return log.last if log.written and log.written[-1] == log.last else max(log.first, log.last - timedelta(days=1))


def facts_of(log: Log, own: Callable[[str], bool] = lambda _label: False) -> Facts:
    """The figures of a log that ends with the last day that is over, or told of (`last_day`).

    own: whether a label of what was done is to stand as one of the person's own ways.
    """
    did, when = (answer(log, id).picture for id in ("what-i-did", "when"))
    return Facts(
        first=log.first,
        last=log.last,
        goal=log.goals.newest.as_of(log.today),
        days=_told(log),
        amounts=log.amounts,
        unsaid=log.unsaid,
        undecided=log.undecided,
        limit=log.limit(log.first) or None,
        urges=tuple(
            UrgeMark(
                day=one.day,
                strength=one.before,
                after=one.after,
                became=BECAME[one.acted] if one.acted else Became.NOT_SAID,
            )
            for one in log.urges
        ),
        moving=moving_of(log),
        did=_named(did, own) if isinstance(did, Bars) else None,
        when=when if isinstance(when, Counts) else None,
        begins=log.begins,
    )


def _told(log: Log) -> Mapping[date, Day]:
    """Without the days of which nothing was said; of those without a goal, only whether it happened."""
    told = {day: went for day, went in log.days.items() if day not in log.unsaid}
    return {day: Day.NOT_SAID if day in log.undecided and went is not Day.NONE else went for day, went in told.items()}


def _named(did: Bars, own: Callable[[str], bool]) -> Bars:
    return did.but(bars=tuple(bar.but(label=_name(bar.label, own)) for bar in did.bars))


def _name(label: str, own: Callable[[str], bool]) -> str:
    """Where nothing is told of what was done, it may be written all the same, and private."""
    if label == str(NOT_WRITTEN):
        return _("(not said)")
    return _("One of my own ways") if own(label) else label


class _Shown:
    """Own words out of the log as the page shows them: without the words to leave out, and as a whole left out where
    they name somebody of whom nothing is to be on it.
    """

    def __init__(self, out: WithoutWords, people: PeopleNamed) -> None:
        self._out, self._people = out, people

    def of(self, text: str) -> str:
        return DOTS if self._people.are_in(text) else self._out.of(text)

    def each(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Those that may be shown."""
        return tuple(self._out.of(text) for text in texts if not self._people.are_in(text))


def visit_of(
    log: Log,
    wanted: Wishes,
    *,
    plan: Plan,
    notes: Mapping[str, Noted],
    low: tuple[Low, ...],
    offered: frozenset[str],
    people: PeopleNamed,
) -> Visit:
    """The page. notes: by the words they were offered in; low: what was very low; offered: what our exercises
    offer, folded; people: who is named in private answers, nobody where names may be on the page.

    Own words about what was done are notes, too: they are there where notes are. What is private is in the log and the
    notes only where names are.
    """
    has_names, has_notes = NAMES in wanted.include, NOTES in wanted.include
    out = WithoutWords(wanted.leave_out)
    shown = _Shown(out, people)
    picked = [notes[text] for text in wanted.notes if text in notes]
    talk = wanted.talk[:LINES]

    def is_own(label: str) -> bool:
        return folded(label) not in offered and (not has_notes or people.are_in(label))

    return Visit(
        made=log.today,
        facts=_without(facts_of(log, own=is_own), shown),
        talk=tuple(out.of(text) for text in talk),
        names_in_talk=any(map(people.are_in, talk)),
        plan=shown.each(_plan(plan if has_names else plan.without_private(), log.today))
        if PLAN in wanted.include
        else (),
        notes=tuple(note.but(words=out.of(note.words)) for note in picked),
        low=tuple(one.but(asked=shown.of(one.asked), answer=shown.of(one.answer)) for one in low)
        if LOW in wanted.include
        else None,
        has_plan=PLAN in wanted.include,
        has_notes=has_notes,
        has_names=has_names,
        has_table=TABLE in wanted.include,
        left_out=bool(out),
    )


def _without(facts: Facts, out: _Shown) -> Facts:
    """The same, with every word that may be the person's own looked at."""
    goal = facts.goal
    moving, did = facts.moving, facts.did
    return facts.but(
        goal=goal.but(change=out.of(goal.change), unit=out.of(goal.unit)),
        moving=moving and moving.but(pairs=tuple(one.but(label=out.of(one.label)) for one in moving.pairs)),
        did=did and did.but(bars=tuple(one.but(label=out.of(one.label)) for one in did.bars)),
    )


def _plan(plan: Plan, today: date) -> Iterator[str]:
    """Open steps, then what to do when an urge comes: what was put away is no line of it."""
    for line in plan.lines(STEPS):
        if (line.exercise, line.key) not in NO_STEPS:
            yield _said(line, today)
    for line in plan.lines(COPING):
        yield _said(line, today)


def _said(line: PlanLine, today: date) -> str:
    by = _("by {day}").format(day=said(line.by, today)) if line.by else ""
    return " ".join(line.but(by=by).text(": ").split())


def offered_ways(exercises: Iterator[Exercise]) -> frozenset[str]:
    """All that our exercises and own ones offer as something to do at an urge, folded."""
    steps = (step for one in exercises for step in one.measuring(DID))
    return frozenset(folded(text) for step in steps for text in step.choices)
