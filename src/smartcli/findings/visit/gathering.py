"""The page for a visit out of what was written: the figures of the insights, and words without those to leave out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from smartcli.exercises.exercise import Exercise
from smartcli.findings.insights.answers import answer
from smartcli.findings.insights.log import Log, WrittenUrge
from smartcli.findings.insights.observation import DID
from smartcli.findings.insights.share import IN_WORDS
from smartcli.findings.insights.urges import NOT_WRITTEN
from smartcli.findings.visit.facts import OPEN, Became, Facts, Low, Noted, UrgeMark, Visit, open_said
from smartcli.findings.visit.kept_back import KeptBack
from smartcli.findings.visit.moving import moving_of
from smartcli.findings.visit.wanted import LINES, LOW, NAMES, NOTES, PLAN, TABLE, Wishes
from smartcli.text.days_said import said
from smartcli.text.language import Later, _
from smartcli.text.left_out import DOTS, WithoutWords
from smartcli.text.pictures.shapes import Bar, Bars, Counts
from smartcli.text.same_words import folded
from smartcli.views.acted import Acted
from smartcli.views.days import Day
from smartcli.views.goal import MY_GOAL
from smartcli.views.people_named import PeopleNamed
from smartcli.views.plan import Plan, PlanLine

NOTHING_KEPT = KeptBack()
TOLD = {Became.ACTED: Later("acted on"), Became.IN_PART: Later("in part")}
BENEATH = {**TOLD, **OPEN}
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


def facts_of(log: Log, own: Callable[[str], bool] = lambda _label: False, kept: KeptBack = NOTHING_KEPT) -> Facts:
    """The figures of a log that ends with the last day that is over, or told of (`last_day`).

    own: whether a label of what was done is to stand as one of the person's own ways. kept: what private answers tell.
    """
    did, when = (answer(log, id).picture for id in ("what-i-did", "when"))
    return Facts(
        first=log.first,
        last=log.last,
        goal=log.goals.newest.as_of(log.today),
        days={day: went for day, went in _told(log).items() if day not in kept.days},
        amounts={day: amount for day, amount in log.amounts.items() if day not in kept.days},
        unsaid=log.unsaid - kept.days,
        undecided=log.undecided - kept.days,
        kept_back=kept.days,
        limit=log.limit(log.first) or None,
        urges=tuple(
            UrgeMark(day=one.day, strength=one.before, after=one.after, became=_became(one, kept)) for one in log.urges
        ),
        moving=moving_of(log),
        did=_did(did, log, own, kept) if isinstance(did, Bars) else None,
        when=when.but(beneath=_beneath(log, kept)) if isinstance(when, Counts) else None,
        begins=log.begins,
    )


def _told(log: Log) -> Mapping[date, Day]:
    """Without the days of which nothing was said; of those without a goal, only whether it happened."""
    told = {day: went for day, went in log.days.items() if day not in log.unsaid}
    return {day: Day.NOT_SAID if day in log.undecided and went is not Day.NONE else went for day, went in told.items()}


def _became(urge: WrittenUrge, kept: KeptBack) -> Became:
    if urge.acted:
        return BECAME[urge.acted]
    return Became.KEPT_BACK if urge.entry in kept.ended else Became.NOT_SAID


def _beneath(log: Log, kept: KeptBack) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """What became of the urges of each weekday; nothing of what all of them leave open."""
    found = Counter((_became(urge, kept), urge.day.weekday()) for urge in log.urges)
    there = {became for became, _day in found}
    told = not there <= {Became.NOT_SAID, Became.KEPT_BACK}
    return tuple(
        (str(name), tuple(found[became, day] for day in range(7)))
        for became, name in BENEATH.items()
        if became in there or (told and became in TOLD)
    )


def _did(did: Bars, log: Log, own: Callable[[str], bool], kept: KeptBack) -> Bars:
    """With the names that may be on the page, and with what is private apart from what was not said."""
    open_ = open_said(_became(urge, kept) for urge in log.urges)
    parts = (*did.parts[:-1], open_) if open_ else did.parts
    return did.but(parts=parts, bars=tuple(_bar(bar, log, own, kept) for bar in did.bars))


def _bar(bar: Bar, log: Log, own: Callable[[str], bool], kept: KeptBack) -> Bar:
    of_it = [urge for urge in log.urges if (bar.label in urge.did if urge.did else bar.label == str(NOT_WRITTEN))]
    count = Counter(_became(urge, kept) for urge in of_it)
    if bar.label == str(NOT_WRITTEN):
        label = f"({open_said(Became.KEPT_BACK if urge.entry in kept.did else Became.NOT_SAID for urge in of_it)})"
    else:
        label = _("One of my own ways") if own(bar.label) else bar.label
    has_more = count[Became.KEPT_BACK] and len(of_it) >= IN_WORDS
    return bar.but(label=label, words=_words(count) if has_more else bar.words)


def _words(count: Counter[Became]) -> str:
    """As the insight has them, and of what is private, how many; nothing where that is all."""
    said = {
        Became.ACTED: _("acted on {n}"),
        Became.IN_PART: _("in part {n}"),
        Became.NOT_SAID: _("not said {n}"),
        Became.KEPT_BACK: _("not on this page {n}"),
    }
    is_told = any(count[became] for became in BECAME.values())
    shown = [one for one in said if count[one] or (one is Became.ACTED and is_told)]
    return ", ".join(said[one].format(n=count[one]) for one in shown)


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
    kept: KeptBack = NOTHING_KEPT,
) -> Visit:
    """The page. notes: by the words they were offered in; low: what was very low; offered: what our exercises
    offer, folded; people: who is named in private answers, nobody where names may be on the page;
    kept: what only private answers tell, nothing where these are in the log.

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
        facts=_without(facts_of(log, is_own, kept), shown),
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
