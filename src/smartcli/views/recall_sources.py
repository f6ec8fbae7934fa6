"""What a recall can show beyond what was typed: words worked out from entries, by a name that begins with insight:."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Answer, Step, number, texts
from smartcli.journal.entry import Entry
from smartcli.record import Record
from smartcli.text import times_of_week
from smartcli.text.times_of_week import TimeSaid

WEEKS = 12  # looked back: an older pattern may be over
A_YEAR = 52  # for what does not grow old so soon
OFTEN = 3  # entries at the same time of the week before it is named
NAMED = 5  # times at most

Find = Callable[[str], Exercise | None]  # the exercise of a name, or None


def measuring(entries: Sequence[Entry], find: Find, measure: str) -> Iterator[tuple[Entry, Exercise]]:
    """The entries of the exercises that have a step with this measure, whatever they are called."""
    known = {id: find(id) for id in {entry.exercise for entry in entries}}
    wanted = {id: exercise for id, exercise in known.items() if exercise and exercise.measuring(measure)}
    for entry in entries:
        if exercise := wanted.get(entry.exercise):
            yield entry, exercise


def urge_hours(entries: Sequence[Entry]) -> list[TimeSaid]:
    """The times of the week at which there were urges, the most frequent first: Fridays in the evening (4).

    In the first weeks, when no time of the week has come up often enough, the parts of the day: Evenings (6).
    """
    times = Counter(time for entry in entries if (time := time_of_week(entry)))
    parts: Counter[times_of_week.Time] = Counter()
    for (_day, part), count in times.items():
        parts[times_of_week.ANY, part] += count
    return _often(times)[:NAMED] or _often(parts)


def time_of_week(entry: Entry) -> times_of_week.Time | None:
    """At which time of the week it was; None where only the day is known."""
    from smartcli.journal.happened import part_of_day  # only where an urge was written down

    part = part_of_day(entry)
    return None if part is None else (date.fromisoformat(entry.day).weekday(), part)


def _often(times: Mapping[times_of_week.Time, int]) -> list[TimeSaid]:
    often = sorted((-count, time) for time, count in times.items() if count >= OFTEN)
    return [times_of_week.counted(time, -minus) for minus, time in often]


def _urge_hours(entries: Sequence[Entry], find: Find) -> Sequence[str]:
    return urge_hours([entry for entry, _exercise in measuring(entries, find, "trigger")])


def worth_repeating(entries: Sequence[Entry], find: Find) -> list[str]:
    """What was tried and would be done again, the most enjoyed first. What was said of a thing last counts."""
    tried: dict[str, tuple[str, bool, float]] = {}
    for entry, exercise in measuring(entries, find, "again"):
        for step in exercise.measuring("again"):
            answer = entry.answers.get(step.key)
            joy = max((number(said) or 0 for said in _answers(entry, exercise, "joy")), default=0)
            for name in _named(entry, exercise, "activity") if answer is not None else ():
                tried.setdefault(name.casefold(), (name, _is_again(step, answer), joy))
    again = [(name, joy) for name, is_again, joy in tried.values() if is_again]
    return [name for name, _joy in sorted(again, key=lambda one: -one[1])]


def _is_again(step: Step, answer: Answer) -> bool:
    """Yes, or any of the choices but the last, which is no."""
    return answer is True or (step.picks and answer != step.choices[-1])


def kept_routines(entries: Sequence[Entry], find: Find) -> list[str]:
    """Small routines that were kept, each with how it went, the newest first.

    How one went is said in the entry after it. The first choice is for the first one, the last for no day.
    """
    kept: dict[str, str] = {}
    went: dict[str, str] = {}  # by exercise: what the entry after this one says of it
    for entry, exercise in measuring(entries, find, "held"):
        for name in _named(entry, exercise, "routine") if went.get(exercise.id) else ():
            kept.setdefault(name.casefold(), f"{name} ({went[exercise.id]})")
        step = exercise.measuring("held")[0]
        answer = entry.answers.get(step.key)
        is_kept = answer in step.choices[1:-1]
        went[exercise.id] = str(answer) if is_kept else ""
    return list(kept.values())


def _answers(entry: Entry, exercise: Exercise, measure: str) -> list[Answer]:
    return [step.among(entry.answers) for step in exercise.measuring(measure)]


def _named(entry: Entry, exercise: Exercise, measure: str) -> list[str]:
    return [text.strip() for answer in _answers(entry, exercise, measure) for text in texts(answer) if text.strip()]


class Derived(Record):
    """The words that the entries of the last weeks give, newest first; example: what they may be."""

    words: Callable[[Sequence[Entry], Find], Sequence[str]]
    example: Callable[[], str] = lambda: "x"
    weeks: int = WEEKS


# The change that is wanted: what the goal says of it, or else what was said at set-up and is kept in the settings.
SET_UP = ("setup.change", "setup.way")
LIMITS = "insight:my-limits"  # how much the person wants at most, as the goal has it
PLAN, PLAN_WENT = "plan", "plan-went"  # the measures of a plan for tomorrow, and of how the last one went
MY_WEEK = "insight:my-week"  # the last seven days in numbers
TOMORROW = "insight:tomorrow"  # the hard hour of tomorrow, where there is one, and the plan for it
LAST_PLAN = "insight:last-plan"  # what was planned last for the day after, until it was told how it went
DERIVED: Mapping[str, Derived] = {
    "insight:urge-hours": Derived(words=_urge_hours, example=lambda: times_of_week.counted((4, 3), OFTEN)),
    "insight:worth-repeating": Derived(words=worth_repeating, weeks=A_YEAR),
    "insight:kept-routines": Derived(words=kept_routines, weeks=A_YEAR),
}


def names() -> tuple[str, ...]:
    """All that can be recalled beside what stands in an exercise."""
    return (*DERIVED, LIMITS, LAST_PLAN, MY_WEEK, TOMORROW, *SET_UP)
