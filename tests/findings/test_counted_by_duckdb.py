"""What the program says of a log is what DuckDB counts in its lines, for two dozen invented people."""

from __future__ import annotations

import re
from calendar import month_name
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

import pytest
from tests.findings.counting import DUCKDB, Figures, counted, home_of
from tests.findings.people_counted import people

from smartcli.findings.insights.answers import insights_of
from smartcli.findings.insights.insight import Insight
from smartcli.invented.invented import Invented
from smartcli.stores import Stores
from smartcli.text.pictures.shapes import Bars, Counts, Pairs
from smartcli.views.goal import goals_of

pytestmark = pytest.mark.skipif(DUCKDB is None, reason="duckdb is not installed")

PEOPLE = list(people())
NUMBER = re.compile(r"\d+(?:\.\d+)?")
FATES = ("No", "Partly", "Yes", "")  # not acted on, in part, acted on, not said
SAID_OF = {"No": "not acted on", "Partly": "acted on in part", "Yes": "acted on"}  # in a sentence of their strength
DRAWN_AS = {"No": "not acted on", "Partly": "in part", "Yes": "acted on"}  # beside its pair
PARTS = ("morning", "afternoon", "evening", "night", "")  # as the rows of the picture; the last = no time is known
PLANS = ("Yes", "In part", "No", "Another day")
TOLD = 5  # below so many nothing is told
LAST_LOOKS = 6


class Both:
    """What is said of one person: counted by DuckDB, and by the program out of the same folder."""

    def __init__(self, who: Invented, home: Path, counted: Figures) -> None:
        self.who, self.home, self.counted = who, home, counted

    @cached_property
    def said(self) -> Mapping[str, Insight]:
        stores = Stores(home=self.home, passphrase=lambda _before: "")
        found = insights_of(
            stores.journal.every(), goals_of(stores), stores.library.find, today=self.who.last, first=self.who.first
        )
        return {one.question: one for one in found}


@pytest.fixture(scope="module")
def everybody(tmp_path_factory) -> list[Both]:
    folder = tmp_path_factory.mktemp("people")
    figures = counted(PEOPLE, folder)
    return [Both(who, home_of(folder, place), figures[place]) for place, who in enumerate(PEOPLE)]


@pytest.fixture(params=range(len(PEOPLE)), ids=lambda place: f"{PEOPLE[place].way.value}-{place}")
def person(request, everybody) -> Both:
    found: Both = everybody[request.param]
    return found


def numbers(text: str) -> list[float]:
    return [float(found) for found in NUMBER.findall(text)]


def about(mean: float | None) -> float | None:
    """Without what adding up in another order makes of it."""
    return None if mean is None else round(mean, 6)


def row(of: Mapping[tuple[str, str], float], keys: Sequence[tuple[str, str]]) -> tuple[float, ...]:
    return tuple(of.get(key, 0) for key in keys)


def test_there_are_at_least_twenty_and_most_of_them_have_something_to_be_told(everybody):
    assert len(PEOPLE) >= 20
    told = Counter(one.question for person in everybody for one in person.said.values() if one.is_enough)
    assert len(told) >= 10
    assert min(told[question] for question in everybody[0].said) >= 8


def test_how_the_days_went(person):
    days, insight = {**person.counted["days"]}, person.said["as-wanted"]
    happened = days.pop(("happened-not-said", ""), 0)
    n, span = sum(days.values()), person.who.days
    assert insight.n == n
    if n < TOLD:
        return
    open_ = {word: count for (word, _b), count in person.counted["no-goal"].items()}
    without, own = sum(open_.values()), [open_[word] for word in ("as-wanted", "more") if word in open_]
    gap = [span - n] if span > n else []
    if without == n:
        parts = [open_.get("none", 0), *_there(sum(own) + open_.get("happened", 0), open_.get("not-said", 0))]
        assert numbers(insight.sentence) == [n, span, *parts, *gap]
    else:
        of = {word: days.get((word, ""), 0) - open_.get(word, 0) for word in ("none", "as-wanted", "more")}
        some = happened - open_.get("happened", 0)
        unsaid = days.get(("not-said", ""), 0) - happened - open_.get("not-said", 0)
        parts = [of["none"] + of["as-wanted"], of["more"], *_there(some, unsaid)]
        by_week = [n for (limit, _b), count in person.counted["more-by-week"].items() for n in (float(limit), count)]
        assert numbers(insight.sentence) == [n, span, *([n - without] if without else []), *parts, *by_week, *gap]
        if of["none"] and of["as-wanted"]:
            assert numbers(insight.more[0]) == [of["none"], of["none"] + of["as-wanted"]]
        if without:
            other = next(
                at for at, text in enumerate(insight.more) if "not sure yet" in text or "no goal stood" in text
            )
            assert numbers(insight.more[other]) == [without]
            months = [text for text in insight.more[other + 1 :] if " answer" in text.partition(",")[0]]
            assert sum(numbers(text.partition(":")[2])[0] for text in months) == without
    if own:
        assert numbers(insight.more[-1]) == [sum(own) + open_.get("happened", 0), *own]


def _there(*counts: float) -> list[float]:
    return [count for count in counts if count]


def test_what_became_of_urges(person):
    urges, twice, insight = person.counted["urges"], person.counted["rated-twice"], person.said["urges"]
    no, partly, yes, unsaid = row(urges, [(fate, "") for fate in FATES])
    assert insight.n == no + partly + yes + unsaid
    enough = [fate for fate in FATES if twice.get((fate, "n"), 0) >= TOLD]
    if insight.n >= TOLD:
        assert numbers(insight.sentence) == [insight.n, no, partly, yes, *([unsaid] if unsaid else [])]
    expected = []
    for fate in enough:
        n, before, after = row(twice, [(fate, what) for what in ("n", "before", "after")])
        of = urges[fate, ""]
        expected.append((SAID_OF[fate], [*([n, of] if n < of else [of]), before, after]))
    assert [(_of_which(text), numbers(text)) for text in insight.more] == expected
    drawn = [it for it in (insight.picture, insight.also) if isinstance(it, Pairs)]
    assert len(drawn) == bool(enough)
    assert [(pair.label, *pair.n, pair.earlier, pair.later) for it in drawn for pair in it.pairs] == [
        (DRAWN_AS[fate], *row(twice, [(fate, what) for what in ("n", "n", "before", "after")])) for fate in enough
    ]
    assert insight.drawn == insight.more


def _of_which(text: str) -> str:
    """How those ended that a sentence is about: what stands before the comma or the word you."""
    found = re.match(r"In (?:\d+ of )?the \d+ (.+?)(?:, strength went| you wrote the strength twice:) from ", text)
    assert found, text
    return found[1]


def test_what_was_done(person):
    did, insight = person.counted["did"], person.said["what-i-did"]
    if insight.n >= TOLD:
        assert isinstance(insight.picture, Bars)
        drawn = {
            "" if bar.label == "(not written)" else bar.label: (*bar.counts, 0)[:4] for bar in insight.picture.bars
        }
        labels = {label for label, _fate in did}
        assert drawn == {label: row(did, [(label, fate) for fate in FATES]) for label in labels}


def test_when_urges_came(person):
    when, acted, insight = person.counted["when"], person.counted["when-acted"], person.said["when"]
    if insight.n >= TOLD:
        assert isinstance(insight.picture, Counts)
        weekdays = [str(day) for day in range(1, 8)]
        drawn = dict(zip(PARTS, insight.picture.counts, strict=False))
        assert {part: drawn.get(part, (0,) * 7) for part in PARTS} == {
            part: row(when, [(part, day) for day in weekdays]) for part in PARTS
        }
        assert [counts for _name, counts in insight.picture.beneath] == [
            row(acted, [(fate, day) for day in weekdays]) for fate in ("Yes", "Partly")
        ]
        week, end = (
            sum(when.get((part, day), 0) for part in PARTS for day in days) for days in (weekdays[:4], weekdays[4:])
        )
        one, other = insight.sentence.split(". ", 1)
        assert (numbers(one)[0], numbers(other)[0]) == (week, end)


def test_what_was_there_before_it_happened(person):
    nights, insight = person.counted["before-it"], person.said["before-it-happened"]
    own = person.counted["no-goal"].get(("more", ""), 0)
    assert insight.n == person.counted["days"].get(("more", ""), 0) - own
    told = [text for text in [insight.sentence, *insight.more] if "without a goal" in text]
    assert [numbers(text)[0] for text in told if numbers(text)] == ([own] if own else [])
    if isinstance(insight.picture, Counts):
        ratings = [str(rating) for rating in range(11)]
        assert insight.picture.counts == tuple(
            row(nights, [(which, rating) for rating in ratings]) for which in ("more", "other")
        )


def test_what_goes_with_strong_days(person):
    n, medians, insight = person.counted["nights-n"], person.counted["nights"], person.said["strong-days"]
    expected: list[float] = []
    for what in ("sleep", "mood"):
        if min(n.get((what, "low"), 0), n.get((what, "high"), 0)) >= TOLD:
            low, high = ((medians[what, side], n[what, side]) for side in ("low", "high"))
            expected += [4, *low, 6, *high]
    assert insight.is_enough == bool(expected)
    if expected:
        assert numbers(" ".join([insight.sentence, *insight.more])) == expected


def test_whether_it_moves(person):
    n, means, insight = person.counted["moving-n"], person.counted["moving"], person.said["moving"]
    pairs = insight.picture.pairs if isinstance(insight.picture, Pairs) else ()
    drawn = {(about(pair.earlier), about(pair.later), pair.n) for pair in pairs}
    assert drawn == {
        (about(means[what, "then"]), about(means[what, "now"]), (n[what, "then"], n[what, "now"]))
        for what in ("peak", "sure", "sleep", "mood", "amount")
        if min(n.get((what, "then"), 0), n.get((what, "now"), 0)) >= TOLD
    }


def test_how_looks_back_began_and_ended(person):
    looks, insight = person.counted["looks"], person.said["how-i-treat-myself"]
    last = max((int(number) for number, _what in looks), default=0)
    assert insight.n == last
    if not last:
        assert (numbers(insight.sentence), insight.more, insight.picture) == ([], (), None)
        return
    shown = [str(number) for number in range(max(last - LAST_LOOKS, 0) + 1, last + 1)]
    assert numbers(insight.sentence) == ([last, LAST_LOOKS] if last > LAST_LOOKS else [last])
    rows = [
        (_day_of(looks, number, person.who.last), looks.get((number, "blame")), looks.get((number, "blame-after")))
        for number in shown
    ]
    times = "; ".join(f"{day} {_or_not_said(start)}, {_or_not_said(end)}" for day, start, end in rows)
    assert insight.more == (f"Blame at the start, then at the end, 0 to 100: {times}.",)
    assert isinstance(insight.picture, Pairs)
    assert [(pair.label, pair.earlier, pair.later) for pair in insight.picture.pairs] == rows
    assert insight.drawn == insight.more


def _day_of(looks: Mapping[tuple[str, str], float], number: str, today: date) -> str:
    year, month, day = (int(looks[number, what]) for what in ("year", "month", "day"))
    return f"{day} {month_name[month]}" + (f" {year}" if year != today.year else "")


def _or_not_said(value: float | None) -> str:
    return "not said" if value is None else f"{value:g}"


def test_whether_plans_happened(person):
    plans, insight = person.counted["plans"], person.said["plans"]
    assert insight.n == sum(plans.values())
    if insight.n >= TOLD:
        assert isinstance(insight.picture, Bars)
        drawn = [bar.counts[0] for bar in insight.picture.bars]
        assert (*drawn, 0)[:4] == row(plans, [(word, "") for word in PLANS])


def test_how_much_it_was(person):
    amounts, beside, insight = person.counted["amounts"], person.counted["beside"], person.said["how-much"]
    n, span = amounts.get(("days", ""), 0), person.who.days
    assert insight.n == n
    if n >= TOLD:
        assert numbers(insight.sentence) == [amounts["sum", ""], *([n, span] if n < span else [span])]
        told = numbers(" ".join(insight.more))
        less = abs(beside["less", ""])
        assert told[1:3] == [beside["usual", ""], n]
        assert told[3:4] == ([less] if less else [])
        if ("money", "") in beside and less:
            assert told[-1] == beside["money", ""]


# Beside the ten


def test_what_changes_while_something_is_practised(person):
    changes, insight = person.counted["changes"], person.said["before-and-after"]
    rows = {(changes[id, "before"], changes[id, "after"], changes[id, "n"]) for id, what in changes if what == "n"}
    assert insight.n == sum(n for _before, _after, n in rows)
    pairs = insight.picture.pairs if isinstance(insight.picture, Pairs) else ()
    assert {(pair.earlier, pair.later, pair.n[0]) for pair in pairs} == {row for row in rows if row[2] >= TOLD}


def test_the_last_two_balance_wheels(person):
    wheels, insight = {**person.counted["wheels"]}, person.said["balance"]
    assert insight.n == min(wheels.pop(("n", ""), 0), 2)
    if insight.n > 1:
        assert isinstance(insight.picture, Pairs)
        drawn = {(pair.label, "now"): pair.later for pair in insight.picture.pairs}
        drawn |= {(pair.label, "then"): pair.earlier for pair in insight.picture.pairs}
        assert drawn == wheels


def test_what_was_practised(person):
    practice, insight = person.counted["practice"], person.said["practice"]
    assert insight.n == practice["entries", ""]
    if insight.n >= TOLD:
        assert isinstance(insight.picture, Bars)
        points = [(point, "") for point in ("motivation", "urges", "thoughts", "balance")]
        assert tuple(bar.counts[0] for bar in insight.picture.bars) == row(practice, points)
        assert numbers(insight.more[0]) == [practice["days", ""], person.who.days]
        assert numbers(insight.more[1]) == ([practice["daily", ""]] if ("daily", "") in practice else [])
