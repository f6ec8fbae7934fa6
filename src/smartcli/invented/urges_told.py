"""What an invented person writes of an urge, and when: in the moment, later that day, or on another day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from smartcli.exercises.kinds import WHEN
from smartcli.invented.chance import Chance
from smartcli.invented.questions import Questions
from smartcli.invented.truth import Urge
from smartcli.invented.words import Words
from smartcli.journal.happened import EVENING, Happened, at_that_day
from smartcli.record import Record

if TYPE_CHECKING:
    from smartcli.invented.invented import Invented

NOW, EARLIER, EVENING_BEFORE, ANOTHER = range(4)  # places of when it was
LOUD = 7  # from this strength on the urge log asks whom they could call
LATE = 23  # the hour at which the last of a day is told


class ToldWhen(Record):
    """When an urge is told. hour: from the midnight before `on`; happened: None = it is told in the moment."""

    on: date
    hour: int
    minute: int
    place: int = NOW
    happened: Happened | None = None


class UrgesTold:
    """How somebody tells of their urges."""

    def __init__(self, who: Invented, words: Words) -> None:
        self._who, self._words = who, words
        self._chance = Chance(who.seed, "urges told")

    def telling(self, urge: Urge, on: date) -> ToldWhen:
        """An evening is told the next morning, a few days the day after the next; all else later that day."""
        chance, next_day = self._chance, on + timedelta(days=1)
        if not chance.takes(self._who.later) or urge.hour >= LATE:
            return ToldWhen(on=on, hour=urge.hour, minute=urge.minute)
        if chance.takes(0.3):
            return ToldWhen(on=next_day + timedelta(days=1), hour=8, minute=urge.minute, place=ANOTHER,
                           happened=at_that_day(on))  # fmt: skip
        if urge.hour >= 18:
            return ToldWhen(on=next_day, hour=7, minute=urge.minute, place=EVENING_BEFORE,
                           happened=at_that_day(on, EVENING))  # fmt: skip
        return ToldWhen(on=on, hour=LATE, minute=urge.minute, place=EARLIER, happened=at_that_day(on))

    def answers(self, urge: Urge, telling: ToldWhen, sheet: Questions, *, first: bool) -> dict[str, Any]:
        """In the urge log. first: in its first version, where what was done and what will be done are one."""
        found: dict[str, Any] = {
            "strength": urge.strength,
            "trigger": sheet.choices("trigger", urge.triggers),
            "place": self._sometimes(self._words.places),
        }
        found["response" if first else "did"] = sheet.choices("did", urge.did)
        if not first:
            found["will_do"] = None
        if urge.strength >= LOUD:
            found["helper"] = self._sometimes(self._words.helpers)
        found["acted"] = sheet.choice("acted", urge.acted)
        found["strength_after"] = None if self._chance.takes(0.05) else urge.after
        found["minutes"] = 5 * self._chance.whole(1, 8) if self._chance.takes(0.6) else None
        if not first:
            found |= _when(telling, sheet)
        found["next_time"] = self._chance.pick(self._words.next_time) if self._chance.takes(0.15) else None
        return found

    def own(self, urge: Urge, sheet: Questions) -> dict[str, Any]:
        """The same in their own exercise."""
        return {
            "how_strong": urge.strength,
            "why": sheet.choices("why", urge.triggers),
            "then": sheet.choices("then", urge.did),
            "gave_in": sheet.choice("gave_in", urge.acted),
            "later": None if self._chance.takes(0.05) else urge.after,
        }

    def _sometimes(self, words: list[str]) -> str | None:
        return self._chance.pick(words) if self._chance.takes(0.4) else None


def _when(telling: ToldWhen, sheet: Questions) -> dict[str, Any]:
    asked, day = (step.key for step in sheet.exercise.measuring(WHEN))
    found: dict[str, Any] = {asked: None if telling.place == NOW else sheet.choice(asked, telling.place)}
    if telling.place == ANOTHER and telling.happened:
        found[day] = telling.happened.day
    return found
