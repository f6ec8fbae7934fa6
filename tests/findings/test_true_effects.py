"""What is true of invented people is found in what they write by most answers, and where nothing is, they are silent.

Each effect is looked for in the logs of some dozens of people, with it and without: they differ by their seed alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import mean

import pytest

from smartcli.findings.insights.answers import answer, log_of
from smartcli.findings.insights.insight import Insight
from smartcli.findings.insights.log import Log
from smartcli.home.settings import Settings
from smartcli.invented.effects import BAD_NIGHT, NOTHING, Effects
from smartcli.invented.invented import Invented
from smartcli.invented.people import DISTRACT, FRIDAY, RIDE_IT_OUT
from smartcli.invented.truth import RESPONSES
from smartcli.journal.happened import EVENING
from smartcli.text.moved import Moved
from smartcli.text.pictures.shapes import Bar, Bars, Counts, Pairs
from smartcli.views.goal import goals_in

MANY = 30  # people with an effect
NONE = 80  # and without any
SEED = 3000
FOUND = 0.7  # the least share of people in whom an effect as great as these is to be found
BY_CHANCE = 0.1  # and the greatest in whom one is told that is not there
MORE_THAN_CHANCE = "More than chance would often do."
# Said of Friday to Sunday beside the other days.
MORE_URGES = "Friday to Sunday had more urges a day, more than chance would often do."
FEWER_URGES = "Friday to Sunday had fewer urges a day, more than chance would often do."
MORE_ACTED = "Friday to Sunday more of them were acted on, more than chance would often do."
FEWER_ACTED = "Friday to Sunday fewer of them were acted on, more than chance would often do."

LIBRARY = Invented(seed=1).library
[DID] = LIBRARY.load("urge-log").measuring("did")


def logs(effects: Effects, count: int = MANY, days: int = 90, urges: float = 0.8) -> list[Log]:
    return [log(Invented(seed=SEED + n, days=days, urges=urges, effects=effects)) for n in range(count)]


def log(who: Invented) -> Log:
    entries = who.entries()
    goals = goals_in(reversed(entries), who.settings(Settings()), LIBRARY.find)
    return log_of(entries, goals, LIBRARY.find, today=who.last, first=who.first)


def share(found: Sequence[Log], question: str, says: Callable[[Insight], bool]) -> float:
    """Of how many of these the answer to a question says something. All have enough for an answer."""
    answers = [answer(one, question) for one in found]
    assert all(one.is_enough for one in answers)
    return mean(says(one) for one in answers)


def texts(insight: Insight) -> list[str]:
    return [insight.sentence, *insight.more]


def of_nights(insight: Insight) -> bool:
    return any(text.startswith("Sleep") and text.endswith(MORE_THAN_CHANCE) for text in texts(insight))


def of_any(insight: Insight) -> bool:
    return any(MORE_THAN_CHANCE in text for text in texts(insight))


def moved(insight: Insight) -> dict[str, Moved]:
    assert isinstance(insight.picture, Pairs)
    return {pair.label: pair.moved for pair in insight.picture.pairs}


@pytest.fixture(scope="module")
def without() -> list[Log]:
    return logs(NOTHING, NONE)


def test_where_nothing_is_nearly_all_answers_say_so(without):
    assert share(without, "strong-days", of_any) <= BY_CHANCE
    assert share(without, "strong-days", lambda one: "No clear difference." in one.sentence) >= 1 - BY_CHANCE
    assert share(without, "moving", lambda one: not {*moved(one).values()} <= {Moved.NO_CLEAR_DIFFERENCE}) <= BY_CHANCE
    told = {MORE_URGES, FEWER_URGES, MORE_ACTED, FEWER_ACTED}
    assert share(without, "when", lambda one: any(text in " ".join(one.more) for text in told)) <= BY_CHANCE


def test_nights_that_matter_are_found():
    assert share(logs(Effects(sleep=2.5)), "strong-days", of_nights) >= FOUND


def test_nights_that_make_days_lighter_are_told_by_their_numbers():
    """Both directions are one sentence: the numbers in it tell which it is."""
    found = [answer(one, "strong-days") for one in logs(Effects(sleep=-2.5), 20)]
    assert mean(map(of_nights, found)) >= FOUND
    assert all("Sleep 4 or lower: strongest urge" in one.sentence for one in found)


@pytest.mark.parametrize(("points", "word"), [(-3, Moved.LOWER), (3, Moved.HIGHER)])
def test_what_moves_is_found_with_its_direction(points, word):
    found = logs(Effects(strongest=points, sure=-points))
    other = Moved.HIGHER if word is Moved.LOWER else Moved.LOWER
    assert share(found, "moving", lambda one: moved(one)["Strongest urge"] is word) >= FOUND
    assert share(found, "moving", lambda one: moved(one)["Strongest urge"] is other) == 0
    assert share(found, "moving", lambda one: moved(one)["How sure of tomorrow"] is other) >= FOUND
    assert share(found, "moving", lambda one: moved(one)["Sleep"] is Moved.NO_CLEAR_DIFFERENCE) >= 1 - BY_CHANCE


def test_a_hard_time_is_found():
    found = logs(Effects(hard=(FRIDAY, EVENING), hard_share=0.5, rides=0.9, hard_rides=0.1))
    assert share(found, "when", lambda one: MORE_URGES in " ".join(one.more)) >= FOUND
    assert share(found, "when", lambda one: MORE_ACTED in " ".join(one.more)) >= FOUND
    assert share(found, "when", lambda one: FEWER_URGES in " ".join(one.more)) == 0


def grid(insight: Insight) -> Counts:
    assert isinstance(insight.picture, Counts)
    return insight.picture


def test_the_hard_time_is_the_fullest_cell(without):
    def is_fullest(insight: Insight) -> bool:
        picture = grid(insight)
        return max(map(max, picture.counts)) == picture.counts[picture.rows.index("evening")][FRIDAY]

    hard = Effects(hard=(FRIDAY, EVENING), hard_share=0.5)
    assert share(logs(hard, 20), "when", is_fullest) >= FOUND
    assert share(without[:20], "when", is_fullest) < 0.4


def test_what_was_done_stands_with_what_followed(without):
    """Rows of counts: nothing is claimed of them, and what is true shows in them."""

    def acted(found: Sequence[Log], place: int) -> float:
        label = DID.choices[place]
        rows = [bar.counts for one in found for bar in bars(answer(one, "what-i-did")) if bar.label == label]
        return float(sum(row[2] for row in rows) / sum(map(sum, rows)))

    def bars(insight: Insight) -> Sequence[Bar]:
        assert isinstance(insight.picture, Bars)
        return insight.picture.bars

    found = logs(Effects(rides=0.7, responses={RIDE_IT_OUT: 0.95, DISTRACT: 0.3}), 20)
    assert acted(found, RIDE_IT_OUT) < 0.1 < 0.4 < acted(found, DISTRACT)
    assert abs(acted(without, RIDE_IT_OUT) - acted(without, DISTRACT)) < 0.12
    assert len(DID.choices) == RESPONSES


def test_bad_nights_before_days_of_more_are_counted():
    def shares(found: Sequence[Log]) -> list[float]:
        pictures = [grid(answer(one, "before-it-happened")) for one in found]
        summed = [[sum(picture.counts[row][n] for picture in pictures) for n in range(11)] for row in (0, 1)]
        return [sum(row[: BAD_NIGHT + 1]) / sum(row) for row in summed]

    more, others = shares(logs(Effects(more=0.1, more_after_bad_night=0.4), 20))
    assert more > 1.7 * others
    more, others = shares(logs(Effects(more=0.2), 20))
    assert 0.75 < more / others < 1.35
