"""What an insight after saving looks at, and the list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Step, number
from smartcli.journal.entry import Entry
from smartcli.journal.recent import recent
from smartcli.record import Record
from smartcli.text.finding import Finding
from smartcli.text.language import Later, _
from smartcli.views.days import HAPPENED, Day, Telling, days_told, happened_on, telling_of, told, without_goal
from smartcli.views.goal import Goals
from smartcli.views.recall_sources import Find

SENTENCES = 2  # beside "Saved."
WINDOW = 28  # days looked back
PEAK = "urge-peak"  # the measure of the strongest urge of a day
URGE = "urge"  # the measure of an urge as it is at the moment it is rated
LEFT_OUT = Later("Left out: urges that you rated after acting on one that day.")
WEEK = "week"  # the measure of a rating that looks back at a whole week
NAMES = {
    "urge": Later("Urge"),
    "urge-peak": Later("Strongest urge of the day"),
    "mood": Later("Mood"),
    "confidence": Later("How sure of tomorrow"),
    "sleep": Later("Sleep"),
}
NO_GOALS = Goals()
KIND = Later("You wrote it down, and that counts. Be as kind to yourself as you would be to a friend.")
JOY = "joy"  # the measure of a rating of one thing that was tried
# Measures of ratings that say nothing of a day: of a week, of a thing, of a change, of what is looked back at.
OF_NO_DAY = frozenset({"", WEEK, JOY, "blame", "ruler-importance", "ruler-confidence", "ruler-readiness"})


def unknown(_id: str) -> Exercise | None:
    """A library that holds nothing."""
    return None


class Lately(Record):
    """What an insight after saving looks at: the entries of the window, newest first, the day, the exercise just done.

    is_whole: there are no entries before the window. is_first: nothing else was ever written here. is_sure: all of the
    journal that was looked at could be read. find: the exercise of a name, or None. goals: what the person wants.
    is_told: whether the exercise began with the week in numbers. went_then: how the day went that was written of now,
    where that is not today. saved: the entry that was saved just now; what it brings is new to say.
    """

    entries: Sequence[Entry]
    today: date
    exercise: Exercise
    is_whole: bool
    is_first: bool = True
    is_sure: bool = True
    find: Find = unknown
    goals: Goals = NO_GOALS
    is_told: bool = False
    went_then: Day | None = None
    saved: Entry | None = None

    @property
    def is_first_of_its_day(self) -> bool:
        """Whether nothing else is written of the day of what was saved; also where nobody says what was."""
        day = self.saved.day if self.saved else ""
        return self.saved is None or not any(one.day == day and one.id != self.saved.id for one in self.entries)

    def brings(self, key: str) -> bool:
        """Whether what was saved answers this step; also where nobody says what was."""
        return self.saved is None or self.saved.answers.get(key) is not None

    @cached_property
    def went(self) -> Mapping[date, Day]:
        """How the days went that were asked about."""
        return days_told(self._telling, self.goals)

    @cached_property
    def without_goal(self) -> frozenset[date]:
        """Those of them on which no goal said how a day should go."""
        return without_goal(self._telling, self.goals)

    @cached_property
    def happened(self) -> frozenset[date]:
        """Those of them on which it was done at all."""
        return happened_on(self._telling)

    @cached_property
    def _telling(self) -> Sequence[Telling]:
        return [*telling_of(self.entries, self.find)]

    @property
    def is_more(self) -> bool:
        """Whether today was more than wanted, or the day that was written of."""
        return Day.MORE in (self.went.get(self.today), self.went_then)

    @property
    def span(self) -> int:
        """How many days there are to look back at: those of the window, or since the first of all entries."""
        first = min((entry.day for entry in self.entries), default=self.today.isoformat())
        return (self.today - date.fromisoformat(first)).days + 1 if self.is_whole else WINDOW


def lately(
    newest_first: Iterable[Entry], *, today: date, exercise: Exercise, find: Find = unknown, goals: Goals = NO_GOALS
) -> Lately:
    """Take the window's entries and stop reading at its edge."""
    inside, is_whole = recent(newest_first, today=today, days=WINDOW)
    return Lately(entries=inside, today=today, exercise=exercise, is_whole=is_whole, find=find, goals=goals)


Insight = Callable[[Lately], Finding | None]
AFTER_SAVING: list[Insight] = []


def after_saving(insight: Insight) -> Insight:
    """Register what is said after an entry was saved, behind those there are. None = nothing new to say."""
    AFTER_SAVING.append(insight)
    return insight


def feedback(seen: Lately, *, has_picture: bool = False) -> list[Finding]:
    """What is new to say, in the order of the insights: one picture and two sentences at the most.

    has_picture: there is one already, of what was just rated. On a day that was more than wanted one kind sentence, and
    no number.
    """
    if seen.is_more:
        return [Finding(text=str(KIND))]
    found: list[Finding] = []
    room = SENTENCES
    for insight in AFTER_SAVING:
        if (finding := insight(seen)) is None:
            continue
        if finding.points and has_picture:
            continue
        count = finding.sentences if finding.text else 0
        if count <= room:
            found.append(finding)
            room -= count
            has_picture = has_picture or bool(finding.points)
    return found


def title_of_days(name: str, rated: Ratings, days: Sequence[str]) -> str:
    """Over the line of the last seven days."""
    if rated.has_several(days):
        return _("The last seven days, of each the last rating: {name}").format(name=name)
    return _("The last seven days: {name}").format(name=name)


def name_of(step: Step) -> str:
    """What a rating is called in few words; where it measures nothing known, what was asked."""
    return str(NAMES.get(step.measure, step.ask.rstrip("?")))


def day(today: date, back: int) -> str:
    """So many days back, as YYYY-MM-DD."""
    return (today - timedelta(days=back)).isoformat()


class Ratings(Record):
    """What one step of one exercise was rated: of each day all of its ratings, the last first.

    after: the days on which an urge was rated after it was acted on, which is not set beside days without.
    """

    by_day: Mapping[str, Sequence[float]]
    after: frozenset[str] = frozenset()

    def last(self, day: str) -> float | None:
        """The last rating of a day, which stands for the day in a line; None for a gap."""
        return self.by_day[day][0] if day in self.by_day else None

    def of(self, days: Iterable[str]) -> list[float]:
        """All ratings of these days: a low one does not go under because a better one came later."""
        return [value for day in days for value in self.by_day.get(day, ())]

    def rated(self, days: Iterable[str]) -> int:
        """How many of these days were rated."""
        return sum(day in self.by_day for day in days)

    def has_several(self, days: Iterable[str]) -> bool:
        return any(len(self.by_day.get(day, ())) > 1 for day in days)

    def leaves_out(self, days: Iterable[str]) -> bool:
        """Whether a rating of these days is not among them."""
        return any(day in self.after for day in days)


def ratings(seen: Lately, exercise: str, step: Step) -> Ratings:
    """The ratings that one step of one exercise was given, day by day; of the strongest urge the greatest of a day."""
    if step.measure == PEAK:
        return _strongest(seen, exercise, step)
    found: dict[str, list[float]] = {}
    acted: set[str] = set()  # the days on which an urge was acted on, up to the entry that is looked at
    after: set[str] = set()
    for entry in reversed(seen.entries):
        if step.measure == URGE and entry.day not in acted and _was_acted_on(seen, entry):
            acted.add(entry.day)
        if entry.exercise != exercise:
            continue  # before its answers are looked at: they are read only then
        if (value := number(entry.answers.get(step.key))) is None:
            continue
        if entry.day in acted:
            after.add(entry.day)
        else:
            found.setdefault(entry.day, []).insert(0, value)
    return Ratings(by_day=found, after=frozenset(after))


def _strongest(seen: Lately, exercise: str, step: Step) -> Ratings:
    """The greatest of each day, on the scale of the step: what it was given, and every urge that was written down."""
    from smartcli.findings.insights.observation import rated_on  # only where an exercise asks for it

    low, high = step.limits[0] or 0, step.highest
    found: dict[str, float] = {}
    for entry in seen.entries:
        asked = [step] if entry.exercise == exercise else []
        for one in (*asked, *_of_an_urge(seen.find(entry.exercise))):
            value = rated_on(one, high - low)(one.among(entry.answers))
            if value is not None:
                found[entry.day] = max(found.get(entry.day, low), low + value)
    return Ratings(by_day={day: (value,) for day, value in found.items()})


def _of_an_urge(exercise: Exercise | None) -> Sequence[Step]:
    """How strong an urge was, in an exercise that writes one down."""
    return exercise.measuring(URGE) if exercise and exercise.measuring("trigger") else ()


def _was_acted_on(seen: Lately, entry: Entry) -> bool:
    """Whether it says that an urge was: in so many words, or of a day of more than wanted. What was wanted is none."""
    exercise = seen.find(entry.exercise)
    if exercise is None:
        return False
    said = told(exercise, entry.answers)
    is_more = seen.went.get(date.fromisoformat(entry.day)) is Day.MORE
    return HAPPENED in said.said or (said.happened and is_more)
