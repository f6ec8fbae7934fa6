"""What could be next, and why: one rule a reason. Each gives what it would offer, the first first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from smartcli.exercises import content
from smartcli.exercises.exercise import POINTS
from smartcli.exercises.library import Library
from smartcli.exercises.step import Answer, Step, number
from smartcli.findings.hard_evening import HARD_TIMES
from smartcli.findings.suggesting.seen import LATELY, RESTS, Seen, Suggestion
from smartcli.findings.thresholds import is_low
from smartcli.journal.entry import Entry
from smartcli.text import days_said
from smartcli.text.language import Later, _

NEW = 14  # days: somebody who began so many days ago is new
A_WEEK = 7
LAPSE_STAYS = 2  # days: the day itself and the next; later a lapse is not brought up

IN_CBT = Later("This is a common step in cognitive behavioural therapy (CBT).")
# The exercises by what they are for here. One that is not in the library is passed over.
FIRST_WAY: Sequence[Mapping[str, Sequence[Later]]] = (
    {"why-i-want-this": (Later("Your own reasons are a good place to begin."),)},
    {
        "urge-log": (Later("Write an urge down, and after a few you may see a pattern."), IN_CBT),
        "urge-surf": (Later("Riding an urge out is a skill to practise."), IN_CBT),
    },
    {"readiness-rulers": (Later("Three numbers, and what is behind them. This is common in counselling."),)},
    {"coping-plan": (Later("A plan for hard moments, made before they come."), IN_CBT)},
    {"support-network": (Later("Who could be there for you? Here you write it down."), IN_CBT)},
    {
        "values": (Later("What matters to you can show the way. This is common in counselling."),),
        "balance-wheel": (Later("A look at all parts of your life. This is common in programmes like this one."),),
    },
)
SAID_ELSEWHERE = {"why-i-want-this": ("my-reasons", "change-plan")}  # reasons, under that key
RULERS = "readiness-rulers"
REASONS = ("my-reasons", "motivation-inventory", "weighing-it-up")
# What was rated low, the first first: what is offered then, and why. The words of the quadrant go the same ways.
RATED: Mapping[str, tuple[Sequence[str], Later]] = {
    "importance": (
        REASONS, Later("You rated how much it matters at {n}. Your own reasons are a fair place to look."),
    ),
    "confidence": (
        ("smart-goal", "coping-plan", "support-network"),
        Later("You rated how sure you are at {n}. A small step or some help can make it easier."),
    ),
    "readiness": (REASONS, Later("You rated how ready you are at {n}. Your own reasons are a fair place to look.")),
}  # fmt: skip
RATED_HIGH = (("change-plan",), Later("You rated how sure you are at {n}. A plan could be the next step."))
# For somebody undecided it comes only after one of these, in which they speak for a change themselves.
WEIGHING = "weighing-it-up"
CHANGE_TALK = ("why-i-want-this", "my-reasons", "motivation-inventory", "where-i-am-going")
LAPSES = ("used", "acted")  # the measures of a question whether it happened
# For a moment of their own, or only after something else: they are not offered just because little was done.
NOT_UNASKED = {
    "check-in", "urge-log", "urge-surf", "delay", "lapse-review", "weighing-it-up", "play-it-forward",
    "small-decisions", "meeting-notes", "right-after",
}  # fmt: skip


def after_a_hard_evening(seen: Seen) -> Iterator[Suggestion]:
    """That evening and the next day: the plan for hard times, to be read where it is written."""
    if not seen.hard_day:
        return
    written = HARD_TIMES in seen.newest
    why = _("It has been very hard. Your plan for hard times is there. You can read it now.")
    anew = _("It has been very hard. You could write down what helps, and who. Then it is there when you need it.")
    why = why if written else anew
    yield Suggestion(exercise=HARD_TIMES, why=why, since=seen.hard_day, to_read=written, leads=True)


def after_a_lapse(seen: Seen) -> Iterator[Suggestion]:
    """Gently, for a few days, and not again once it was looked at."""
    why = _("You wrote that it happened. If you like, look at it kindly, safety first. Nothing starts over.")
    until = seen.newest.get("lapse-review", len(seen.entries))
    for entry in seen.entries[:until]:
        if not seen.within(entry, LAPSE_STAYS):
            break
        if _is_lapse(seen.library, entry):
            yield Suggestion(exercise="lapse-review", why=why, since=entry.day)
            break
    looked = seen.last("lapse-review")
    if looked and seen.is_newer("lapse-review", than="self-acceptance") and seen.within(looked, RESTS):
        fair = _("You looked at a lapse. You could be fair to yourself, too.")
        yield Suggestion(exercise="self-acceptance", why=fair, since=looked.day)


def _is_lapse(library: Library, entry: Entry) -> bool:
    exercise = library.find(entry.exercise)
    steps = [step for measure in LAPSES for step in exercise.measuring(measure)] if exercise else []
    return any(_says_so(step, entry.answers.get(step.key)) for step in steps)


def _says_so(step: Step, answer: Answer) -> bool:
    """Whether an answer says that it happened: one that the card lapse follows, where some do; else yes in any words.

    Of choices in other words that is neither the first (no) nor the last (rather not say).
    """
    gates = [safety.comparison for safety in step.safety if safety.card == "lapse" and safety.comparison]
    if gates:
        return any(gate.holds(answer) for gate in gates)
    if step.is_ticked and not step.picks:
        return answer is True
    if isinstance(answer, str) and answer.casefold() in {"yes", _("yes"), "no", _("no")}:
        return answer.casefold() in {"yes", _("yes")}
    return answer in step.choices[1:-1]


def what_fits(seen: Seen) -> Iterator[Suggestion]:
    """What an answer of today leads to, the newest first, until it was done."""
    for place, entry in enumerate(seen.entries):
        if not seen.within(entry, 1):
            return
        if exercise := seen.library.find(entry.exercise):
            why = _("You did this today: {title}. This fits what you wrote.").format(title=exercise.title)
            left = (id for id in exercise.led_to(entry.answers) if seen.newest.get(id, place + 1) > place)
            yield from (Suggestion(exercise=id, why=why, since=entry.day) for id in left)


def what_is_due(seen: Seen) -> Iterator[Suggestion]:
    """What the person wanted to come back to."""
    return (Suggestion(exercise=one.exercise, why=one.text, since=one.day) for one in seen.due if one.again)


def readiness(seen: Seen) -> Iterator[Suggestion]:
    """Low importance: reasons. Low confidence: a small step. Low readiness: reasons again. Otherwise: a plan."""
    last = seen.last(RULERS)
    if last is None or not seen.within(last, LATELY):
        return
    low = [key for key in RATED if is_low(last.answers.get(key))]
    decides = low[0] if low else "confidence"
    rating = number(last.answers.get(decides))
    if rating is None:
        return
    offered, why = RATED[decides] if low else RATED_HIGH
    for id in offered:
        if not seen.lately(id) and (id != WEIGHING or _may_weigh(seen, last)):
            yield Suggestion(exercise=id, why=str(why.format(n=rating)), since=last.day)


def _may_weigh(seen: Seen, rulers: Entry) -> bool:
    """Whether somebody is ready, or has spoken for a change lately: undecided people are not to weigh it first."""
    ready = rulers.answers.get("readiness")
    return (number(ready) is not None and not is_low(ready)) or any(map(seen.lately, CHANGE_TALK))


def is_new(seen: Seen) -> bool:
    """Whether the person began lately, or not yet."""
    return all(seen.within(entry, NEW) for entry in seen.entries)


def the_first_way(seen: Seen) -> Iterator[Suggestion]:
    """For somebody new: from the own reasons to the people who help. Either of two alternatives will do."""
    if not is_new(seen):
        return
    for stage in FIRST_WAY:
        if not any(id in seen.newest or _is_said(seen, id) for id in stage):
            yield from (Suggestion(exercise=id, why=" ".join(map(str, why))) for id, why in stage.items())


def _is_said(seen: Seen, id: str) -> bool:
    """Whether what an exercise of the first way asks was written in another one."""
    others = map(seen.last, SAID_ELSEWHERE.get(id, ()))
    return any(entry.answers.get("reasons") for entry in others if entry)


def what_goes_with_it(seen: Seen) -> Iterator[Suggestion]:
    """What its author named to follow what was done last, on the same day. After the rulers the ratings decide."""
    last = seen.entries[0] if seen.entries else None
    is_open = last and last.exercise != RULERS and seen.within(last, 1)
    exercise = seen.library.find(last.exercise) if last and is_open else None
    for id in exercise.next if exercise else ():
        if id not in NOT_UNASKED and not seen.within(seen.last(id), RESTS):
            why = _("You did this today: {title}. This goes well with it.")
            yield Suggestion(exercise=id, why=why.format(title=exercise.title if exercise else ""))


def what_was_done(seen: Seen) -> Iterator[Suggestion]:
    """What follows from what was written."""
    plan = "coping-plan"
    triggers = seen.last("triggers")
    if triggers and seen.is_newer("triggers", than=plan):
        why = _("You wrote down what sets an urge off. Here each can get an answer.")
        yield Suggestion(exercise=plan, why=why, since=triggers.day)
    if "urge-log" in seen.newest and plan not in seen.newest:
        why = _("You wrote urges down. A plan for hard moments could be next.")
        yield Suggestion(exercise=plan, why=f"{why} {IN_CBT}")
    days = {entry.day for entry in seen.entries if seen.within(entry, A_WEEK)}
    if len(days) >= 3 and not seen.within(seen.last("weekly-review"), A_WEEK):
        why = _("You wrote on {n} of the last seven days. A short look back can show what helped.")
        yield Suggestion(exercise="weekly-review", why=why.format(n=len(days)))


def least_done(seen: Seen) -> Iterator[Suggestion]:
    """The part of the programme that was used least lately; in it what is new first, the short ones first."""
    count = Counter(seen.point(entry.exercise) for entry in seen.entries if seen.within(entry, LATELY))
    titles = content.points()
    for point in sorted(POINTS[1:], key=lambda point: (count[point], POINTS.index(point))):
        if point in titles:
            why = _("For a change, something from this part: {point}.").format(point=titles[point].title)
            yield from (Suggestion(exercise=id, why=why) for id in _shelf(seen, point))


def of_a_point(seen: Seen, point: str) -> Iterator[Suggestion]:
    """What else there is in one part: what is new, and what it draws on; then what was done long ago.

    What belongs to every day or week has its own times.
    """
    for id in _shelf(seen, point) if point != POINTS[0] else ():
        last, kinds = seen.last(id), seen.library.head(id).get("draws_on")
        why = _("You have not done this one yet.")
        if last:
            why = _("You did this last {when}.").format(when=days_said.on(last.day, seen.today))
        elif isinstance(kinds, list) and kinds:
            why += " " + _("It uses ideas from {methods}.").format(methods=content.methods([*map(str, kinds)]))
        yield Suggestion(exercise=id, why=why)


def _shelf(seen: Seen, point: str) -> list[str]:
    """The exercises of a point that could be done any time and were not lately: new ones, then the longest ago."""
    free = [
        id
        for id in seen.library.ids()
        if id not in NOT_UNASKED and seen.point(id) == point and not seen.within(seen.last(id), RESTS)
    ]
    return sorted(free, key=lambda id: (-seen.newest.get(id, len(seen.entries)), _minutes(seen.library, id), id))


def _minutes(library: Library, id: str) -> int:
    minutes = library.head(id).get("minutes")
    return minutes if isinstance(minutes, int) else 0
