"""Where nothing goes with anything, hardly any log says that it does: no claim is made of what chance does."""

from __future__ import annotations

import random
from datetime import timedelta

from tests.findings.insights.diary import DRINKS, MONDAY, Diary

from smartcli.findings.insights.log import Log
from smartcli.findings.insights.observation import Observation
from smartcli.findings.insights.strong_days import strong_days
from smartcli.findings.insights.urges import when
from smartcli.views.acted import Acted
from smartcli.views.days import Told

SHUFFLES = 2_000
DAYS = 60
CLAIM = ("more than chance would often do", "More than chance would often do")


def lived(dice: random.Random) -> Diary:
    """Sixty days in which Fridays to Sundays are hard, and badly slept nights are followed by strong urges."""
    diary = Diary(DRINKS)
    for back in range(DAYS):
        is_end = back % 7 >= 4
        if dice.random() < 0.8:
            sleep = dice.randint(1, 9)
            diary.check_in(back, sleep=sleep, mood=dice.randint(2, 8), urge_peak=max(0, min(10, 10 - sleep)))
        if dice.random() < (0.7 if is_end else 0.3):
            diary.urge(back, "Yes" if is_end and dice.random() < 0.6 else "No", strength=dice.randint(3, 9))
    return diary


def shuffled(every: list[Observation], dice: random.Random) -> list[Observation]:
    """The same things, dealt out anew: each measure over the days on which something is written."""
    days = sorted({one.day for one in every})
    by_measure: dict[str, list[Observation]] = {}
    for one in every:
        by_measure.setdefault(one.measure, []).append(one)
    fates = [one.value for one in by_measure.get("acted", [])]
    dice.shuffle(fates)
    new_day = {one.entry: dice.choice(days) for one in by_measure.get("urge-written", [])}
    found = []
    for measure, group in by_measure.items():
        values = [one.value for one in group]
        dice.shuffle(values)
        for one, value in zip(group, fates if measure == "acted" else values, strict=True):
            found.append(one._replace(value=value, day=new_day.get(one.entry, one.day)))
    return found


def claims(log: Log) -> int:
    said = [insight for question in (when, strong_days) for insight in [question.insight(log)]]
    return sum(words in text for one in said for text in (one.sentence, *one.more) for words in CLAIM)


def test_over_two_thousand_shuffled_journals_one_in_ten_at_the_most_says_more_than_chance() -> None:
    dice = random.Random(7)
    diary = lived(dice)
    every, log = diary.seen(), diary.log()
    assert any(isinstance(one.value, Told) for one in every)
    assert any(one.value is Acted.YES for one in every)
    assert claims(log) >= 3  # what is there is found
    said = 0
    for _time in range(SHUFFLES):
        dealt = log.but(every=shuffled(every, dice))
        said += claims(dealt) > 0
    assert said <= SHUFFLES / 10
    assert MONDAY + timedelta(days=DAYS) > log.last
