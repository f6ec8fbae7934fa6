"""One next thing, with its reason in words."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small import entry, quick

from smartcli.exercises import path_file
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.library import Library
from smartcli.exercises.offers import Offer, Offers
from smartcli.findings.outcomes import findings
from smartcli.findings.suggesting import Seen, Suggestion, suggest
from smartcli.findings.suggesting.seen import RESTS
from smartcli.journal.entry import Entry
from smartcli.views.goal import Goal, Goals, Way

TODAY = date(2026, 3, 10)
SHELF = {
    "daily": ("check-in", "weekly-review"),
    "motivation": ("why-i-want-this", "readiness-rulers", "my-reasons", "weighing-it-up", "change-plan", "values"),
    "urges": ("urge-log", "urge-surf", "coping-plan", "triggers"),
    "thoughts": ("right-after", "lapse-review", "self-acceptance", "feelings"),
    "balance": ("support-network", "balance-wheel", "smart-goal", "week-plan"),
}
IN_CBT = "This is a common step in cognitive behavioural therapy (CBT)."
EVERY = [id for ids in SHELF.values() for id in ids]
FILE = """
format = 1
point = "{point}"
title = "{id}"
minutes = {minutes}
[[steps]]
kind = "choice"
key = "{key}"
ask = "Which?"
choices = ["No", "Partly", "Yes", "Rather not say"]
measure = "{key}"
[sample]
{key} = "No"
"""


class Shelf(Library):
    """A library with nothing in it but the files of one folder."""

    @cached_property
    def shipped(self) -> dict[str, Path]:
        return {}

    @cached_property
    def files(self) -> dict[str, Path]:
        return {file.stem: file for file in self.own.iterdir()}


def shelf(home: Path, *ids: str) -> Shelf:
    (home / "exercises").mkdir(exist_ok=True)
    for point, those in SHELF.items():
        for minutes, id in enumerate(those, 1):
            if id in ids:
                key = {"check-in": "used", "urge-log": "acted"}.get(id, "words")
                text = FILE.format(point=point, id=id, minutes=minutes, key=key)
                (home / "exercises" / f"{id}.toml").write_text(text)
    return Shelf(home)


@pytest.fixture
def library(tmp_path: Path) -> Shelf:
    return shelf(tmp_path, *EVERY)


def back(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def did(exercise: str, days_ago: int = 0, /, **answers: Any) -> Entry:
    return entry(answers, exercise=exercise, day=back(days_ago))


OLD = did("feelings", 60)  # somebody who began long ago
RULERS = {"importance": 8, "confidence": 8, "readiness": 8}


def goals(way: Way) -> Goals:
    return Goals(at_first=Goal(way=way))


def seen(newest_first: Sequence[Entry], library: Library, way: Way = Way.STOP) -> Seen:
    return Seen(entries=newest_first, library=library, today=TODAY, goals=goals(way))


def said(library: Library, *newest_first: Entry, **more: Any) -> tuple[str, str] | None:
    found = suggest(seen(newest_first, library), **more)
    return (found.exercise, found.why) if found else None


# Somebody new


def on_day(number: int, *newest_first: Entry) -> list[Entry]:
    """The same of somebody who began so many days ago."""
    return [*newest_first, did("check-in", number - 1)]


def test_the_first_weeks_have_a_step_a_day_in_the_order_of_the_path(library):
    done: list[Entry] = []
    way = []
    for number in range(14):
        today = TODAY + timedelta(days=number)
        if found := suggest(Seen(entries=done, library=library, today=today)):
            way.append((number + 1, found.exercise))
            done.insert(0, entry({"importance": None}, exercise=found.exercise, day=today.isoformat()))
    assert way == [
        (1, "why-i-want-this"), (3, "readiness-rulers"), (4, "coping-plan"), (5, "change-plan"), (6, "urge-surf"),
        (7, "support-network"), (8, "triggers"), (9, "coping-plan"), (10, "weekly-review"),
        (12, "week-plan"),
    ]  # fmt: skip


def test_after_todays_step_and_before_its_day_nothing_is_brought_up_just_for_a_change(library):
    for entries in ([did("why-i-want-this")], on_day(1, did("why-i-want-this"), did("feelings"))):
        assert said(library, *entries) is None


def test_a_step_is_never_overdue_and_one_that_was_skipped_makes_room_for_the_next(library):
    late = on_day(20, did("why-i-want-this", 19))
    assert said(library, *late) == (
        "readiness-rulers", "Three numbers, and what is behind them. This is common in counselling.",
    )  # fmt: skip
    no = {"readiness-rulers": back(3)}
    assert "coping-plan" in str(said(library, *late, declined=no))
    soon = on_day(3, did("why-i-want-this", 2))
    found = [said(library, *soon, declined={"readiness-rulers": back(days)}) for days in (0, 1)]
    assert ["coping-plan" in str(one) for one in found] == [True, True]
    assert said(library, *on_day(2, did("why-i-want-this", 1))) is None


def test_of_the_first_weeks_only_the_persons_own_words_and_ratings_lead_to_a_step_before_its_turn(library):
    first = did("why-i-want-this", 1)
    rulers = did("readiness-rulers", 1, importance=8, confidence=3, readiness=8)
    triggers = did("triggers", 0)
    assert said(library, *on_day(2, rulers, first), declined={"smart-goal": back(0)}) == (
        "coping-plan", f"You rated how sure you are at 3. {SMALL}",
    )  # fmt: skip
    assert "coping-plan" in str(said(library, *on_day(2, triggers, first)))
    naming(library, "feelings", "coping-plan", "values")
    assert said(library, *on_day(2, did("feelings", 0), first)) is None
    assert "coping-plan" in str(said(library, *on_day(40, did("feelings", 0), first)))


def test_who_wrote_reasons_elsewhere_is_not_asked_for_them_first(library):
    for id in ("my-reasons", "change-plan"):
        offered = [suggest(seen([did(id, 1, reasons=reasons)], library)) for reasons in (["Sleep"], None)]
        assert [found is not None and found.exercise == "why-i-want-this" for found in offered] == [False, True]


def test_either_of_two_ways_is_enough(library):
    done = [did(id, 9) for id in ("change-plan", "coping-plan", "why-i-want-this")]
    done.insert(0, did("readiness-rulers", 8, importance=None))
    assert "urge-surf" in str(said(library, *done))
    assert "support-network" in str(said(library, did("urge-log", 1), *done))


def test_an_urge_that_was_written_down_is_no_step_of_the_day(library):
    assert "why-i-want-this" in str(said(library, did("urge-log")))


def test_four_weeks_after_the_first_entry_nobody_is_new(library):
    new, old = suggest(seen([did("feelings", 27)], library)), suggest(seen([did("feelings", 28)], library))
    assert new == Suggestion(exercise="why-i-want-this", why="Your own reasons are a good place to begin.")
    assert old == Suggestion(exercise="why-i-want-this", why="For a change, something from this part: Motivation.")


def test_who_is_not_sure_yet_is_led_to_reasons_and_to_no_plan(library):
    entries = on_day(
        9, did("coping-plan", 2), did("urge-surf", 3), did("readiness-rulers", 4), did("why-i-want-this", 5)
    )
    ways = [suggest(seen(entries, library, way)) for way in (Way.LESS, Way.UNSAID, Way.UNSURE)]
    assert [one.exercise for one in ways if one] == ["change-plan", "change-plan", "my-reasons"]


def test_nothing_leads_somebody_who_is_not_sure_yet_to_what_is_for_the_decided(library):
    only = path_file.shipped().only_decided
    naming(library, "balance-wheel", *only, "values")
    high = did("readiness-rulers", 1, **RULERS)
    for entries in ([did("balance-wheel"), OLD], [high, OLD], [high], [did("triggers", 1), OLD], [OLD]):
        for point in ("", "motivation"):
            found = suggest(seen(entries, library, Way.UNSURE), point=point)
            assert found is not None
            assert found.exercise not in only


# What the rows of a path mean


def with_path(entries: Sequence[Entry], library: Library, *rows: Offer) -> str:
    found = suggest(Seen(entries=entries, library=library, today=TODAY, own=Offers(rows=rows)))
    return found.exercise if found else ""


def test_the_first_row_that_has_something_to_offer_decides(library):
    rows = [
        Offer(offer=("values",), why="x", after=("feelings",)),
        Offer(offer=("gone", "triggers", "my-reasons"), why="x"),
    ]
    assert with_path([OLD], library, *rows) == "values"
    assert with_path([did("check-in", 40)], library, *rows) == "triggers"
    assert with_path([did("values", 30), OLD], library, *rows) == "triggers"


def test_what_comes_again_is_open_after_so_many_days_and_what_is_there_once_is_not(library):
    again, once = Offer(offer=("values",), why="x", every=7), Offer(offer=("values", "triggers"), why="x", once=True)
    assert [with_path([did("values", days), OLD], library, again) for days in (6, 7)] == ["", "values"]
    assert [with_path(entries, library, once) for entries in ([OLD], [did("triggers", 99)])] == ["values", ""]


def test_what_does_as_well_ends_a_row(library):
    row = Offer(offer=("values",), why="x", instead=("my-reasons.words", "triggers"))
    done = [did("my-reasons", 50, words="Sleep"), did("my-reasons", 50, words=None), did("triggers", 50)]
    assert [with_path([one, OLD], library, row) for one in done] == ["", "values", ""]


def test_a_row_after_another_exercise_holds_for_two_weeks_and_until_it_was_done(library):
    row = Offer(offer=("values",), why="x", after=("triggers",))
    histories: list[list[Entry]] = [
        [did("triggers", 13)],
        [did("triggers", 14)],
        [did("values", 3), did("triggers", 5)],
        [],
    ]
    assert [with_path([*one, did("values", 60)], library, row) for one in histories] == ["values", "", "", ""]


# A check-in, a log


def test_a_check_in_after_an_exercise_does_not_cancel_what_goes_with_it(library):
    naming(library, "balance-wheel", "values")
    assert said(library, did("check-in"), did("balance-wheel"), OLD) == (
        "values", "You did this today: balance-wheel. This goes well with it.",
    )  # fmt: skip
    assert "goes well" in str(said(library, did("check-in", 3), did("balance-wheel"), OLD))  # for another day


def test_writing_a_log_is_no_practice_of_its_part(library):
    done = [did("why-i-want-this", 15), did("feelings", 16), did("support-network", 17)]
    logs = [did("urge-log", days) for days in (20, 21, 22)]
    rest = {"coping-plan": back(0)}
    assert "triggers" in str(said(library, *done, *logs, OLD, declined={**rest, "change-plan": back(0)}))


# What was named as hard


def friday(weeks: int, **answers: Any) -> Entry:
    """An urge on the evening of a Friday so many weeks ago."""
    day = (date(2026, 3, 6) - timedelta(weeks=weeks)).isoformat()
    return entry(answers, exercise="urges", day=day, at=f"{day}T20:00:00.000000+01:00")


URGES = """
format = 1
point = "urges"
title = "Urges"
minutes = 1
[[steps]]
kind = "choices"
key = "trigger"
ask = "What?"
choices = ["A certain place"]
other = true
measure = "trigger"
[[steps]]
kind = "text"
key = "ahead"
ask = "What could be hard?"
measure = "ahead"
[sample]
"""


@pytest.fixture
def logging(tmp_path: Path) -> Shelf:
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "urges.toml").write_text(URGES)
    return shelf(tmp_path, *EVERY)


PLANNED = [did("change-plan", 100), did("coping-plan", 100), did("week-plan", 100), OLD]


def test_a_time_that_was_often_hard_leads_to_a_plan_for_it(logging):
    entries = [friday(0), friday(1), friday(2), *PLANNED]
    assert said(logging, *entries) == (
        "week-plan", "Urges came often at this time: Fridays in the evening. Something good could be planned for then.",
    )  # fmt: skip
    assert "came often" not in str(said(logging, *entries[1:]))
    no = {"week-plan": "2026-03-06", "coping-plan": "2026-03-06"}
    assert "came often" not in str(said(logging, friday(-1), *entries, declined=no))


def test_a_place_or_a_feeling_that_was_named_often_leads_to_a_plan_for_it(logging):
    spelled = {1: ["A certain place", "a certain place"], 9: ["a certain place!"], 30: ["A certain place"]}
    named = [entry({"trigger": words}, exercise="urges", day=back(days)) for days, words in spelled.items()]
    why = "You wrote this down 3 times: A certain place. It could get an answer in your plan."
    assert said(logging, *named, *PLANNED) == ("coping-plan", why)
    assert "3 times" not in str(said(logging, did("coping-plan"), *named, *PLANNED))


def test_a_moment_that_could_be_hard_leads_to_a_plan_for_it(logging):
    ahead = entry({"ahead": "Friday, when the others go out."}, exercise="urges", day=back(2))
    why = "You wrote that this could be hard: Friday, when the others go out. A plan for it can be short."
    assert said(logging, ahead, *PLANNED) == ("coping-plan", why)
    assert "could be hard" in str(said(logging, did("check-in", 8), ahead, *PLANNED))
    assert "could be hard" not in str(said(logging, ahead.but(day=back(7)), *PLANNED))


# What was rated

REASONS = "Your own reasons are a fair place to look."
SMALL = "A small step or some help can make it easier."
RATINGS = [
    ({"importance": 4}, ("my-reasons", f"You rated how much it matters at 4. {REASONS}")),
    ({"readiness": 0}, ("my-reasons", f"You rated how ready you are at 0. {REASONS}")),
    ({"readiness": 6}, ("my-reasons", f"You rated how ready you are at 6. {REASONS}")),
    ({"importance": 7, "readiness": 2, "confidence": 6}, ("smart-goal", f"You rated how sure you are at 6. {SMALL}")),
    ({"importance": 6, "confidence": 2}, ("my-reasons", f"You rated how much it matters at 6. {REASONS}")),
    ({"confidence": 7}, ("change-plan", "You rated how sure you are at 7. A plan could be the next step.")),
]


@pytest.mark.parametrize(("ratings", "offered"), RATINGS)
def test_what_was_rated_decides_what_comes_first(library, ratings, offered):
    assert said(library, did("readiness-rulers", 2, **{**RULERS, **ratings}), OLD) == offered


def test_what_was_done_lately_is_not_offered_for_the_same_reason(library):
    rulers = did("readiness-rulers", 2, **{**RULERS, "importance": 3})
    why = f"You rated how much it matters at 3. {REASONS}"
    assert said(library, did("my-reasons", 1), rulers, OLD) == ("weighing-it-up", why)
    assert said(library, did("weighing-it-up", 1), did("my-reasons", 1), rulers, OLD) == (
        "coping-plan",
        "For a change, something from this part: Urges.",
    )


@pytest.mark.parametrize("talk", ["why-i-want-this", "my-reasons"])
def test_who_is_undecided_weighs_it_up_only_after_having_spoken_for_a_change(library, talk):
    rulers = did("readiness-rulers", 2, importance=2, confidence=5, readiness=2)
    no = {"my-reasons": back(0)}
    ways = ([rulers, OLD], [did(talk, 1), rulers, OLD], [rulers, did(talk, 28), OLD])
    found = [suggest(seen(entries, library), no) for entries in ways]
    assert [one.exercise for one in found if one] == ["coping-plan", "weighing-it-up", "coping-plan"]


def test_who_is_ready_can_weigh_it_up_at_once_and_who_did_not_say_so_cannot(library):
    ready = did("readiness-rulers", 2, importance=2, readiness=7)
    unknown = did("readiness-rulers", 2, importance=2, readiness=None)
    found = [suggest(seen([one, OLD], library), {"my-reasons": back(0)}) for one in (ready, unknown)]
    assert [one.exercise for one in found if one] == ["weighing-it-up", "coping-plan"]


# What the exercise says of its two rulers, and what may be offered after it.
GOES_WITH = {
    "It matters to you, and you feel sure that you can.": {"my-reasons", "change-plan"},
    "It matters to you. A smaller step or some help can make you surer.": {"smart-goal"},
    "You feel sure that you can. You could look at what you care about.": {"my-reasons"},
    "No number has to be high. This is a fair place to be. You could look at what you care about.": {"my-reasons"},
}


@pytest.mark.parametrize("importance", range(11))
def test_the_words_about_the_rulers_and_what_is_offered_next_never_contradict(importance):
    shipped = Library(Path("no-home"))
    exercise = shipped.load("readiness-rulers")
    for confidence, readiness in product(range(11), range(11)):
        rated = {"importance": importance, "confidence": confidence, "readiness": readiness}
        text = findings(exercise, rated)[0].text
        found = suggest(seen([did("readiness-rulers", 0, **rated), OLD], shipped))
        assert found
        assert found.exercise in GOES_WITH[text], rated
        [named] = [key for key, words in NAMES.items() if words in found.why]
        is_low = rated[named] < 7
        assert f" at {rated[named]}. " in found.why
        assert is_low == (found.exercise != "change-plan")
        assert (found.exercise == "change-plan") == (min(rated.values()) >= 7)


def test_who_is_not_ready_is_not_led_to_a_plan_by_what_the_rulers_name_to_follow(library):
    naming(library, "readiness-rulers", "change-plan", "my-reasons")
    rulers = did("readiness-rulers", 0, importance=2, confidence=5, readiness=2)
    declined = dict.fromkeys(["my-reasons", "weighing-it-up"], back(0))
    assert said(library, rulers, OLD, declined=declined) == (
        "coping-plan", "For a change, something from this part: Urges.",
    )  # fmt: skip


NAMES = {"importance": "how much it matters", "confidence": "how sure you are", "readiness": "how ready you are"}


def test_rulers_without_ratings_or_of_long_ago_decide_nothing(library):
    least = "For a change, something from this part: {}."
    assert said(library, did("readiness-rulers", 2), OLD) == ("coping-plan", least.format("Urges"))
    assert said(library, did("readiness-rulers", 28, importance=1), OLD) == (
        "readiness-rulers", "It has been four weeks since you put numbers to it. They may be different now.",
    )  # fmt: skip


# A lapse

KINDLY = "You wrote that it happened. If you like, look at it kindly, safety first. Nothing starts over."
AT_ONCE = "You wrote that it happened. Four short questions can help now, safety first. The rest can wait."
LAPSES = [did("check-in", 1, used="Yes"), did("check-in", 0, used="Partly"), did("urge-log", 0, acted="Yes")]


@pytest.mark.parametrize("lapse", LAPSES)
def test_after_a_lapse_a_kind_look_at_it_comes_first(library, lapse):
    why = KINDLY if lapse.day == back(1) else AT_ONCE
    id = "lapse-review" if lapse.day == back(1) else "right-after"
    assert said(library, lapse, did("readiness-rulers", 2, **RULERS), OLD) == (id, why)


@pytest.mark.parametrize(
    "entries",
    [
        [did("check-in", 0, used="No")],
        [did("check-in", 0, used="Rather not say")],
        [did("check-in", 0, used=None)],
        [did("check-in", 2, used="Yes")],
        [did("feelings", 0, used="Yes")],
    ],
)
def test_without_a_lapse_or_some_days_later_nothing_is_said_of_it(library, entries):
    found = suggest(seen([*entries, OLD], library))
    assert found is not None
    assert found.exercise != "lapse-review"


OWN = """
format = 1
point = "urges"
title = "Mine"
minutes = 1
[[steps]]
key = "it"
ask = "Did it happen?"
measure = "acted"
{step}
[sample]
"""
NO_YES = 'kind = "choice"\nchoices = ["No", "Yes"]'
YES_NO = 'kind = "choice"\nchoices = ["Yes", "No"]'
NO_PARTLY_YES = 'kind = "choice"\nchoices = ["No", "Partly", "Yes"]'
WORDS = 'kind = "choice"\nchoices = ["Not today", "A little", "I did", "I keep that to myself"]'
GATE = 'kind = "choice"\nchoices = ["I wait", "I went ahead"]\nsafety = { card = "lapse", is = "I went ahead" }'


@pytest.mark.parametrize(
    ("step", "answer", "is_lapse"),
    [
        ('kind = "yes-no"', True, True), ('kind = "yes-no"', False, False), ('kind = "yes-no"', None, False),
        (NO_YES, "Yes", True), (NO_YES, "No", False),
        (YES_NO, "Yes", True), (YES_NO, "No", False),
        (NO_PARTLY_YES, "Yes", True), (NO_PARTLY_YES, "Partly", True), (NO_PARTLY_YES, "No", False),
        (WORDS, "A little", True), (WORDS, "I did", True), (WORDS, "Not today", False),
        (WORDS, "I keep that to myself", False), (WORDS, None, False),
        (GATE, "I went ahead", True), (GATE, "I wait", False), (GATE, None, False),
        ('kind = "text"', "I did", False), ('kind = "text"', "Yes", True),
        ('kind = "choices"\nchoices = ["No", "A little", "Yes"]', ["A little"], False),
    ],
)  # fmt: skip
def test_a_question_of_the_person_s_own_says_that_it_happened(library, step, answer, is_lapse):
    (library.own / "my-log.toml").write_text(OWN.format(step=step))
    fresh = Shelf(library.own.parent)
    found = suggest(seen([did("my-log", 0, it=answer), OLD], fresh))
    assert found is not None
    assert (found.exercise == "right-after") is is_lapse


@pytest.mark.parametrize("way", [Way.UNSURE, Way.UNSAID, Way.LESS])
@pytest.mark.parametrize("lapse", LAPSES)
def test_who_wants_no_day_without_is_not_told_of_a_lapse(library, lapse, way):
    """Nor do we know that it was more than was wanted, where that was not said."""
    found = suggest(seen([lapse, OLD], library, way))
    assert found is not None
    assert found.exercise != "lapse-review"


def test_a_lapse_is_brought_up_once(library):
    lapse = did("check-in", 1, used="Yes")
    declined = {"lapse-review": back(0)}
    found = suggest(seen([lapse, OLD], library), declined)
    assert found is not None
    assert found.exercise == "why-i-want-this"
    fair = "You looked at what happened. You could be fair to yourself, too."
    assert said(library, did("lapse-review"), lapse, OLD) == ("self-acceptance", fair)
    after = suggest(seen([did("self-acceptance"), did("lapse-review"), lapse, OLD], library))
    assert after is not None
    assert after.exercise == "why-i-want-this"


# What is due, and what was done


def test_what_the_person_wanted_to_look_at_again_comes_next(library):
    plan = did("coping-plan", 30, review=back(0))
    assert said(library, plan, OLD) == ("coping-plan", "You could look at your coping plan again. Plans wear out.")
    goal = did("smart-goal", 30, by=back(0), goal="See my friends")
    found = suggest(seen([goal, OLD], library))
    assert found is not None
    assert found.exercise == "why-i-want-this"  # a goal's day is no wish to do it all again


def test_urges_without_a_plan_and_triggers_since_the_plan_lead_to_it(library):
    urges, triggers = did("urge-log", 20), did("triggers", 9)
    no_plan = ("coping-plan", f"You wrote urges down. A plan for hard moments could be next. {IN_CBT}")
    new_triggers = ("coping-plan", "You wrote down what sets an urge off. Here each can get an answer.")
    assert said(library, urges, OLD) == no_plan
    assert said(library, triggers, urges, OLD) == new_triggers
    assert said(library, triggers, did("coping-plan", 9), urges, OLD) == new_triggers
    assert said(library, did("coping-plan", 9), triggers, urges, OLD) == (
        "change-plan", "You said what you want. Here you write down how you get there.",
    )  # fmt: skip


def test_three_days_written_in_a_week_make_a_look_back(library):
    week = [did("check-in", days) for days in (0, 2, 2, 6)]
    assert said(library, *week, OLD) == (
        "weekly-review", "You wrote on 3 of the last seven days. A short look back can show what helped.",
    )  # fmt: skip
    began = [did(id, 3) for id in ("why-i-want-this", "feelings")]
    assert "weekly-review" not in str(said(library, did("readiness-rulers", importance=None), *week[:3], *began))
    for entries in ([*week[:3], did("check-in", 7)], [did("weekly-review", 6), *week]):
        found = suggest(seen([*entries, OLD], library))
        assert found is not None
        assert found.exercise == "why-i-want-this"


# What was done least


def test_the_part_done_least_comes_next_and_in_it_what_is_new_and_short(library):
    done = [did("feelings", 15), did("values", 16), did("why-i-want-this", 17), did("coping-plan", 18)]
    least = "For a change, something from this part: {}."
    no = {"change-plan": back(0)}
    assert said(library, *done, OLD, declined=no) == ("support-network", least.format("Balance"))
    found = said(library, did("support-network", 1), *done, OLD, declined=no)
    assert found == ("triggers", least.format("Urges"))


def test_what_is_for_a_moment_of_its_own_is_not_offered_for_being_new(tmp_path):
    only = shelf(tmp_path, *path_file.shipped().moments)
    assert said(only, OLD) is None


def test_with_all_done_lately_there_is_nothing_to_offer(library):
    last = ("self-acceptance", "coping-plan")
    done = [did(id, 8) for id in [*last, *(id for id in EVERY if id not in last)]]
    assert said(library, *done, OLD) is None


def test_an_empty_library_offers_nothing(tmp_path):
    assert said(shelf(tmp_path)) is None


def test_a_file_that_cannot_be_used_is_passed_over(library):
    library.files["why-i-want-this"].write_text('title = "x"\n')
    assert said(library, OLD) == ("readiness-rulers", "For a change, something from this part: Motivation.")


def test_a_file_that_is_written_in_another_way_belongs_to_its_point_too(library):
    file = library.files["feelings"]
    file.write_text(file.read_text().replace("point =", '"point" ='))
    assert library.head("feelings").get("point") is None
    found = suggest(seen([did("self-acceptance")], library), point="thoughts")
    assert found == Suggestion(exercise="feelings", why="You have not done this one yet.")


def test_one_point_has_its_own_next_thing(library):
    found = [suggest(seen([OLD], library), point=point) for point in SHELF]
    assert [one.exercise if one else None for one in found] == [
        None, "why-i-want-this", "coping-plan", "self-acceptance", "support-network",
    ]  # fmt: skip


def test_what_a_point_has_beside_is_said_as_it_is(library):
    file = library.files["feelings"]
    file.write_text(file.read_text().replace("minutes", 'draws_on = ["CBT", "mindfulness"]\nminutes'))
    here = suggest(seen([did("self-acceptance")], library), point="thoughts")
    why = "You have not done this one yet. It uses ideas from cognitive behavioural therapy (CBT) and mindfulness."
    assert here == Suggestion(exercise="feelings", why=why)
    both = [did("feelings", RESTS), did("self-acceptance", RESTS + 1)]
    again = suggest(seen(both, library), point="thoughts")
    assert again == Suggestion(exercise="self-acceptance", why="You did this last on Monday 23 February.")
    assert suggest(seen([did("feelings"), did("self-acceptance")], library), point="thoughts") is None


# What goes with what was just done


def naming(library: Library, id: str, *following: str) -> Exercise:
    """The exercise, after its author has named what could follow."""
    file = library.files[id]
    listed = ", ".join(f'"{one}"' for one in following)
    file.write_text(file.read_text().replace("minutes", f"next = [{listed}]\nminutes"))
    return library.load(id)


def test_what_was_done_today_leads_on_to_what_its_author_named(library):
    naming(library, "balance-wheel", "urge-surf", "values", "smart-goal")
    why = "You did this today: balance-wheel. This goes well with it."
    assert said(library, did("balance-wheel"), OLD) == ("values", why)  # an urge has its own moment
    assert said(library, did("balance-wheel"), did("values", 3), OLD) == ("smart-goal", why)
    assert "goes well" not in str(said(library, did("balance-wheel", 1), OLD))


# What fits an answer


def leading(library: Library, id: str) -> None:
    """The exercise, after its author has said which others its two answers lead to."""
    file = library.files[id]
    leads = '[{ to = "values", is = "a" }, { to = "smart-goal", is = "b" }]'
    file.write_text(file.read_text().replace("[sample]", f"leads = {leads}\n[sample]"))


def test_what_an_answer_of_today_leads_to_comes_before_all_that_is_usual(library):
    leading(library, "balance-wheel")
    naming(library, "balance-wheel", "feelings")
    why = "You did this today: balance-wheel. This fits what you wrote."
    assert said(library, did("balance-wheel", words="a"), did("readiness-rulers", 1, **RULERS)) == ("values", why)
    assert said(library, did("check-in"), did("balance-wheel", words="b"), OLD) == ("smart-goal", why)
    assert said(library, did("check-in", 3), did("balance-wheel", words="b"), OLD) == ("smart-goal", why)
    others = [
        [did("balance-wheel", words="c"), OLD],
        [did("balance-wheel"), OLD],
        [did("values"), did("balance-wheel", words="a"), OLD],
        [did("balance-wheel", 1, words="a"), OLD],
    ]
    assert not [found for one in others if "This fits" in str(found := said(library, *one))]


# Declining


def went(days_ago: int, answer: str) -> Entry:
    """A check-in in the way of today."""
    return did("check-in", days_ago, used=answer)


@pytest.fixture
def shipped() -> Library:
    return Library(Path("no-home"))


def offers(library: Library, way: Way, *newest_first: Entry, **more: Any) -> str:
    found = suggest(seen([*newest_first, OLD], library, way), **more)
    return found.exercise if found else ""


MORE, AS_PLANNED = "More than I wanted", "As I planned"


@pytest.mark.parametrize("way", [way for way in Way if way is not Way.UNSURE])
def test_first_comes_help_for_the_hours_after_and_the_next_day_a_look_back(shipped, way):
    assert [offers(shipped, way, went(days, MORE)) for days in (0, 1)] == ["right-after", "lapse-review"]
    done = did("right-after", 0)
    assert offers(shipped, way, done, went(0, MORE)) not in {"right-after", "lapse-review"}
    assert offers(shipped, way, did("feelings", 0), done, went(0, MORE)) not in {"right-after", "lapse-review"}
    assert offers(shipped, way, did("right-after", 1), went(1, MORE)) == "lapse-review"
    assert offers(shipped, way, did("lapse-review", 1), went(1, MORE)) not in {"right-after", "lapse-review"}


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("answer", [AS_PLANNED, "No", "Rather not say", None])
def test_nobody_for_whom_a_day_went_as_wanted_is_led_to_a_look_back(shipped, way, answer):
    for days in (0, 1):
        assert offers(shipped, way, went(days, answer)) not in {"right-after", "lapse-review"}


@pytest.mark.parametrize("told", [went(0, MORE), went(1, MORE), went(0, "Yes"), did("urge-log", 0, acted="Yes")])
def test_who_is_undecided_is_never_led_to_it(shipped, told):
    assert offers(shipped, Way.UNSURE, told) not in {"right-after", "lapse-review"}


@pytest.mark.parametrize("told", [went(0, "Yes"), did("urge-log", 0, acted="Yes"), did("urge-log", 0, acted="Partly")])
def test_that_it_happened_is_no_lapse_for_who_cuts_down(shipped, told):
    assert offers(shipped, Way.LESS, told) not in {"right-after", "lapse-review"}


def test_the_way_decides_the_words(shipped):
    whys = {}
    for way in (Way.STOP, Way.LESS):
        found = suggest(seen([went(0, MORE), OLD], shipped, way))
        whys[way] = found.why if found else ""
    assert whys == {way: f"{what} Four short questions can help now, safety first. The rest can wait." for way, what in
                    {Way.STOP: "You wrote that it happened.",
                     Way.LESS: "You wrote that it was more than you wanted."}.items()}  # fmt: skip


def test_it_is_brought_up_once_a_week_at_most_and_a_no_holds_that_long(shipped):
    for days in range(1, 7):
        assert (
            offers(shipped, Way.LESS, went(0, MORE), went(days, MORE)) not in {"right-after", "lapse-review"}
            or days == 1
        )
    assert offers(shipped, Way.LESS, went(0, MORE), went(7, MORE)) == "right-after"
    chain = [went(days, MORE) for days in range(0, 28, 3)]  # 27, 18, 9 and 0 days ago
    assert offers(shipped, Way.LESS, *chain) == "right-after"
    assert offers(shipped, Way.LESS, *chain[:-1]) not in {"right-after", "lapse-review"}
    one = suggest(seen([went(0, MORE), OLD], shipped, Way.LESS))
    assert one is not None
    no = dict.fromkeys((one.exercise, *one.also), back(0))
    assert offers(shipped, Way.LESS, went(0, MORE), declined=no) not in {"right-after", "lapse-review"}
    yesterday = {id: back(1) for id in no}
    assert offers(shipped, Way.LESS, went(1, MORE), declined=yesterday) not in {"right-after", "lapse-review"}
    week = {id: back(7) for id in no}
    assert offers(shipped, Way.LESS, went(0, MORE), went(7, MORE), declined=week) == "right-after"


LONG_AGO = 200  # days


def after_no(library: Library, declined: str, days_ago: int, *newest_first: Entry) -> str:
    """What is offered to who said no to an exercise so many days ago."""
    found = suggest(seen(newest_first, library), {declined: back(days_ago)})
    return found.exercise if found else ""


@pytest.mark.parametrize("days", [-1, 0, 1, RESTS, LONG_AGO])
def test_what_was_declined_is_not_offered_again_however_long_ago_that_was(library, days):
    assert after_no(library, "why-i-want-this", days, OLD) == "readiness-rulers"


def test_a_new_lapse_is_a_new_reason_to_look_at_one(library):
    lapses = [did("check-in", 1, used="Yes"), did("check-in", 9, used="Yes"), OLD]
    assert [after_no(library, "lapse-review", days, *lapses) for days in (2, 1)] == ["lapse-review", "why-i-want-this"]


def test_new_ratings_are_a_new_reason_for_what_they_lead_to(library):
    rulers = did("readiness-rulers", 3, **RULERS)
    found = [after_no(library, "change-plan", days, rulers, OLD) for days in (4, 3)]
    assert found == ["change-plan", "coping-plan"]


def test_a_plan_that_has_become_due_is_a_new_reason_to_look_at_it(library):
    plan = did("coping-plan", 30, review=back(2))
    assert [after_no(library, "coping-plan", days, plan, OLD) for days in (3, 2)] == ["coping-plan", "change-plan"]


def test_new_triggers_are_a_new_reason_for_a_plan_and_more_urges_are_none(library):
    triggers, urges = did("triggers", 3), did("urge-log", 1)
    found = [after_no(library, "coping-plan", days, triggers, did("coping-plan", 9), OLD) for days in (4, 3)]
    assert found == ["coping-plan", "change-plan"]
    assert after_no(library, "coping-plan", 9, urges, OLD) == "why-i-want-this"


def test_who_did_it_all_the_same_can_be_offered_it_again(library):
    done = [did(id, 20) for id in EVERY]
    rest = dict.fromkeys(EVERY, back(20))
    assert suggest(seen(done, library), rest) is None
    found = suggest(seen(done, library), {**rest, "triggers": back(21)})
    assert found == Suggestion(exercise="triggers", why="For a change, something from this part: Urges.")


def test_what_was_done_last_is_not_offered_right_after_it(library):
    planned = did("coping-plan", 0, review=back(-9))
    due = did("coping-plan", 40)
    assert "coping-plan" not in str(said(library, planned, did("triggers", 0), OLD))
    assert said(library, did("feelings", 0), due, OLD) == (
        "coping-plan", "You could look at your coping plan again. Plans wear out.",
    )  # fmt: skip


SHIPPED = Library(Path("no-home"))


@pytest.mark.parametrize("id", SHIPPED.ids())
def test_no_shipped_exercise_is_offered_right_after_it_was_done(id):
    def dated(answer: object) -> object:
        """The same with today for every day in it."""
        if isinstance(answer, list):
            return [dated(one) for one in answer]
        if isinstance(answer, dict):
            return {key: dated(one) for key, one in answer.items()}
        return back(0) if isinstance(answer, str) and answer.startswith("2026-") else answer

    answers: Any = dated(dict(SHIPPED.load(id).sample))
    for history in ([], [OLD], [did(id, 40, **answers), OLD]):
        found = suggest(seen([did(id, 0, **answers), *history], SHIPPED))
        assert found or not history
        assert found is None or found.exercise != id


def test_what_was_put_away_is_not_offered_as_due(library):
    copy = library.own / "routines.toml"
    copy.write_text(library.files["feelings"].read_text())
    looked = seen([did("routines", 9, review=back(1), first_step="Tea"), OLD], Shelf(library.own.parent))
    found = [suggest(one) for one in (looked, looked.but(is_away=lambda id, text: (id, text) == ("routines", "Tea")))]
    assert [one.exercise for one in found if one] == ["routines", "why-i-want-this"]


def was_done_since(declined: dict[str, str], id: str, entries: list[Entry]) -> bool:
    return id not in declined or any(one.exercise == id and one.day > declined[id] for one in entries)


IDS = st.sampled_from([*EVERY, "gone"])
ANSWERS = st.dictionaries(
    st.sampled_from(["importance", "confidence", "readiness", "used", "acted", "review"]),
    st.none() | st.integers(0, 10) | st.sampled_from(["Yes", "No", back(0), back(3)]),
)
ENTRIES = st.lists(st.builds(lambda id, days, answers: did(id, days, **answers), IDS, st.integers(0, 40), ANSWERS))
DECLINED = st.dictionaries(IDS, st.integers(0, 20).map(back))


@quick
@given(ENTRIES, DECLINED, st.sets(IDS), st.sampled_from(["", *SHELF]))
def test_what_is_offered_is_in_the_library_and_was_not_declined_and_is_the_same_again(entries, declined, ids, point):
    newest_first = sorted(entries, key=lambda one: one.day, reverse=True)
    with TemporaryDirectory() as home:
        library = shelf(Path(home), *ids)
        found = suggest(seen(newest_first, library), declined, point)
        assert suggest(seen(newest_first, library), declined, point) == found
        if found:
            assert found.exercise in library.files
            assert found.since > declined.get(found.exercise, "") or was_done_since(declined, found.exercise, entries)
            assert library.head(found.exercise)["point"] == (point or library.head(found.exercise)["point"])


@quick
@given(ENTRIES)
def test_declining_again_and_again_comes_to_an_end_without_offering_anything_twice(entries):
    newest_first = sorted(entries, key=lambda one: one.day, reverse=True)
    offered: list[str] = []
    with TemporaryDirectory() as home:
        library = shelf(Path(home), *EVERY)
        while found := suggest(seen(newest_first, library), dict.fromkeys(offered, back(0))):
            assert found.exercise not in offered
            assert found.why
            offered.append(found.exercise)
    assert len(offered) <= len(EVERY)
