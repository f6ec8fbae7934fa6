"""A plan for a session of a group: its parts, and the minutes of each by the number of people.

What is known of meetings is that their end gets lost: few groups come to a plan for the week for everybody. So the
clock is counted back from the check-out. The last fifteen minutes are always there, and what is cut is the exercise.
Nothing is asked of those who come, but how many they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from smartcli.errors import SmartError, Usage
from smartcli.exercises import content
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Step
from smartcli.record import Record
from smartcli.text.language import _, ngettext, typed

FEWEST, MOST = 2, 20  # people; of more, not everybody would have half a minute at the end
SHORTEST, LONGEST = 50, 120  # minutes; below, nothing would be left for the exercise
USUAL = (60, 90)
LONG = 75  # minutes; from here on there is time for longer rounds
ONE_SENTENCE = 10  # people; of more, each one says one sentence
ENOUGH = 75  # seconds; with as many there is time for more than one
MUCH = 15  # minutes more than an exercise takes, of which is said what they are for

GUARDED = 15  # minutes at the end that nothing cuts
WRITTEN = 5  # of them, in which everybody writes a plan
ARRIVING = 5
FIRST_WORDS = 1  # of a round: what is said before it
SHORT_PARTS = {"check-in": 10, "agenda": 2, "write": 5, "spare": 3}
LONG_PARTS = {"check-in": 20, "agenda": 3, "write": 10, "spare": 7}
ROUNDS = ("check-in", "check-out")
EXERCISE, SPARE, PLAN = "exercise", "spare", "plan"


class MeetingPart(Record):
    """One part. starts, minutes: None = it lies outside of the meeting. each: seconds for everybody, in a round."""

    id: str
    title: str
    starts: int | None
    minutes: int | None
    each: int | None = None
    says: tuple[str, ...] = ()

    @property
    def when(self) -> str:
        """From which minute to which."""
        if self.starts is None or self.minutes is None:
            return ""
        return _("minutes {start} to {end}").format(start=self.starts, end=self.starts + self.minutes)

    @property
    def heading(self) -> str:
        return f"{self.title} ({self.when})" if self.when else self.title


class Meeting(Record):
    """The plan: for so many people and minutes, with this exercise."""

    people: int
    minutes: int
    exercise: Exercise
    parts: tuple[MeetingPart, ...]

    @property
    def about(self) -> str:
        many = ngettext("{n} person", "{n} people", self.people).format(n=self.people)
        said = _("{minutes} minutes, {people}. The exercise: {title}.")
        return said.format(minutes=self.minutes, people=many, title=self.exercise.title)

    def as_json(self) -> dict[str, Any]:
        """The same for other programs."""
        parts = [
            {
                "id": part.id, "title": part.title, "starts": part.starts, "minutes": part.minutes,
                "seconds_each": part.each, "says": list(part.says),
            }
            for part in self.parts
        ]  # fmt: skip
        about = {"people": self.people, "minutes": self.minutes, "exercise": self.exercise.id}
        return {**about, "title": self.exercise.title, "parts": parts}


def slip() -> tuple[str, ...]:
    """What stands on the slip for a plan, a line to fill in below each."""
    return (
        _("In the next seven days I will:"),
        _("When and where:"),
        _("What could get in the way, and what then:"),
    )


def check(people: int, minutes: int) -> None:
    """Usage: there is no plan for so many people, or so many minutes."""
    shown = typed("smartcli meeting --people 8 --minutes 60")
    if not FEWEST <= people <= MOST:
        said = _("A plan is for {low} to {high} people. Of more, not everybody could speak: please make two groups.")
        raise Usage(said.format(low=FEWEST, high=MOST), next=shown)
    if not SHORTEST <= minutes <= LONGEST:
        said = _("A plan is for {low} to {high} minutes.")
        raise Usage(said.format(low=SHORTEST, high=LONGEST), next=shown)


def lengths(minutes: int) -> dict[str, int]:
    """The minutes of each part, in their order; all together as many as there are."""
    rest = LONG_PARTS if minutes >= LONG else SHORT_PARTS
    exercise = minutes - ARRIVING - sum(rest.values()) - GUARDED
    return {
        "arrive": ARRIVING,
        "check-in": rest["check-in"],
        "agenda": rest["agenda"],
        EXERCISE: exercise,
        "write": rest["write"],
        SPARE: rest["spare"],
        PLAN: WRITTEN,
        "check-out": GUARDED - WRITTEN,
    }


def planned(exercise: Exercise, *, people: int, minutes: int) -> Meeting:
    """The plan. Usage: there is none for so many. SmartError: its words are not in this installation."""
    check(people, minutes)
    long, parts, starts = lengths(minutes), [], 0
    for row in _rows():
        length = long.get(row["id"])
        each = (length - FIRST_WORDS) * 60 // people if length and row["id"] in ROUNDS else None
        says: list[str] = [typed(text) for text in row["says"]]
        if each:
            says.append(_each(each, people))
        if row["id"] == EXERCISE:
            says = [*_of_exercise(exercise, says, long[EXERCISE] + long[SPARE])]
        if row["id"] == PLAN:
            says.insert(0, _("{n} minutes are left now.").format(n=GUARDED))
        place = None if length is None else starts
        parts.append(
            MeetingPart(id=row["id"], title=row["title"], starts=place, minutes=length, each=each, says=tuple(says))
        )
        starts += length or 0
    return Meeting(people=people, minutes=minutes, exercise=exercise, parts=tuple(parts))


def _rows() -> list[Mapping[str, Any]]:
    import tomllib  # only where a plan is made

    file = content.find("meeting.toml")
    if file is None:
        said = _("The words of a plan are not in this installation.")
        raise SmartError(said, next="smartcli doctor")
    rows: list[Mapping[str, Any]] = tomllib.loads(file.read_text("utf-8"))["parts"]
    return rows


def _each(seconds: int, people: int) -> str:
    """How long everybody has, so that all of them come to speak."""
    if seconds >= 120:
        said = _("About {n} minutes for each.").format(n=seconds // 60)
    elif seconds // 15 == 4:
        said = _("About a minute for each.")
    else:
        said = _("About {n} seconds for each.").format(n=seconds // 15 * 15)
    return said if people <= ONE_SENTENCE or seconds >= ENOUGH else f"{said} {_('One sentence each.')}"


def _of_exercise(exercise: Exercise, usual: list[str], minutes: int) -> Iterator[str]:
    """What its notes for a group say, then its questions, each with its own note."""
    notes = exercise.facilitator
    yield exercise.title + (f": {exercise.about}" if exercise.about else "")
    needed = notes.minutes if notes and notes.minutes else exercise.minutes
    if needed > minutes:
        said = _("It takes about {needed} minutes, and there are {n}. Take its first questions, and stop in time.")
        yield said.format(needed=needed, n=minutes)
    elif minutes - needed >= MUCH:
        said = _("It takes about {needed} minutes. The other {n} are for talk, or for a second exercise.")
        yield said.format(needed=needed, n=minutes - needed)
    if notes:
        yield from (f"{name}: {text}" if name else text for name, text in notes.said())
    else:
        yield from usual
    for number, step in enumerate((step for step in exercise.steps if _is_for_all(step)), 1):
        yield _("Question {n}: {ask}").format(n=number, ask=step.ask)
        if step.facilitator:
            yield from (f"{name}: {text}" if name else text for name, text in step.facilitator.said())


def _is_for_all(step: Step) -> bool:
    """Whether it is asked of everybody, whatever they answered and wrote before."""
    return step.asks and bool(step.ask) and step.only_if is None and not step.only_recalled
