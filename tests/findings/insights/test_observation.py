"""Entries become observations by their measures: own exercises, older versions, what was changed, other machines."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.exercises.shipped import LIBRARY
from tests.findings.insights.diary import Diary
from tests.journal.making import NOON
from tests.journal.making import entry as written
from tests.small import entry, exercise

from smartcli.findings.insights.observation import Change, Kept, Observation, Part, observations
from smartcli.journal import Journal
from smartcli.views.acted import Acted


def measured(diary: Diary) -> list[tuple[str, object]]:
    return [(one.measure, one.value) for one in diary.seen()]


def test_an_entry_says_one_thing_at_a_time() -> None:
    diary = Diary()
    id = diary.check_in(0, urge_peak=6, mood=4, sleep=7, plan_went="In part", line=" A walk. ", hour=21)
    (done, day, *said) = diary.seen()
    assert done == Observation(date(2026, 3, 2), 3, "check-in", "done", None, id)
    assert day.measure == "day"
    assert [(one.measure, one.value) for one in said] == [
        ("plan-went", Kept.PARTLY), ("line", "A walk."), ("urge-peak", 6.0), ("mood", 4.0), ("sleep", 7.0),
    ]  # fmt: skip


def test_what_was_skipped_is_no_observation() -> None:
    diary = Diary()
    diary.check_in(0, urge_peak=None, sleep=None, line=" ")
    assert [measure for measure, _value in measured(diary)] == ["done", "day"]


def test_an_urge_has_a_rating_before_and_one_after() -> None:
    diary = Diary()
    diary.urge(0, "Partly", "Leave the place", strength=8, strength_after=3, trigger=["Boredom", "My own"])
    said = [one for one in measured(diary) if one[0] not in ("done", "day")]
    assert said == [
        ("urge-written", None), ("trigger", "Boredom"), ("trigger", "My own"), ("did", "Leave the place"),
        ("acted", Acted.PARTLY), ("urge", 8.0), ("urge-after", 3.0),
        ("urge-peak", 8.0), ("urge-peak", 3.0), ("change", Change(8, 3, 0, 10)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "acted"),
    [
        ("No", Acted.NO),
        ("Partly", Acted.PARTLY),
        ("Yes", Acted.YES),
        ("Rather not say", None),
        ("Ja", None),
        (None, None),
    ],
)
def test_what_became_of_an_urge(answer: str | None, acted: Acted | None) -> None:
    diary = Diary()
    diary.urge(0, answer)
    assert diary.said("acted") == ([acted] if acted else [])


def test_a_wait_was_acted_on_where_the_card_of_a_lapse_follows() -> None:
    diary = Diary()
    diary.write("delay", 0, then="Wait once more")
    diary.write("delay", 1, then="I went ahead with it")
    assert diary.said("acted") == [Acted.NO, Acted.YES]
    assert diary.said("urge-written") == []


def test_what_was_done_is_read_in_an_entry_of_the_first_version() -> None:
    """It was asked under another key, and nothing was asked of what will be done."""
    diary = Diary()
    diary.write("urge-log", 0, strength=5, response=["Talk to someone"], acted="No")
    assert diary.said("did") == ["Talk to someone"]
    assert diary.said("will-do") == []


@pytest.mark.parametrize("used", ["Yes", "More than I wanted"])
def test_a_day_of_the_first_check_in_counts(used: str) -> None:
    diary = Diary()
    diary.check_in(0, used=used)
    assert [went.value for went in diary.log().days.values()] == ["more"]


OWN = exercise(
    {"kind": "scale", "key": "power", "ask": "Now?", "low": 0, "high": 100, "measure": "urge"},
    {"kind": "text", "key": "why", "ask": "Why?", "measure": "trigger"},
    {"kind": "lines", "key": "tried", "ask": "What?", "measure": "did"},
    {"kind": "yes-no", "key": "gave_in", "ask": "And?", "measure": "acted"},
    {"kind": "scale", "key": "later", "ask": "Then?", "low": 0, "high": 100, "measure": "urge"},
    {"kind": "yes-no", "key": "kept", "ask": "Plan?", "measure": "plan-went"},
    {"kind": "scale", "key": "guilt", "ask": "Blame?", "measure": "blame"},
    id="own",
)


def test_an_own_exercise_counts_by_its_measures_on_the_scale_of_the_measure() -> None:
    diary = Diary(own=OWN)
    diary.write("own", 0, power=80, why="Rain", tried=["A walk", "Tea"], gave_in=False, later=25, kept=True, guilt=5)
    assert diary.said("urge") == [8.0]
    assert diary.said("urge-after") == [2.5]
    assert diary.said("did") == ["A walk", "Tea"]
    assert diary.said("acted") == [Acted.NO]
    assert diary.said("plan-went") == [Kept.YES]
    assert diary.said("blame") == [50.0]
    assert len(diary.log().urges) == 1


def test_a_rating_outside_of_its_scale_is_none() -> None:
    diary = Diary()
    diary.check_in(0, sleep=11, mood="high", urge_peak=True)
    assert {"sleep", "mood", "urge-peak"}.isdisjoint(measure for measure, _value in measured(diary))


def test_a_row_of_a_table_is_a_part() -> None:
    diary = Diary()
    rows = [{"slice": "Friends", "satisfaction": 3, "importance": 8}, {"slice": " "}, {"slice": "Home"}]
    diary.write("balance-wheel", 0, ratings=rows)
    assert diary.said("satisfaction") == [Part("Friends", 3.0)]


def test_of_an_exercise_that_is_gone_it_is_known_that_it_was_done() -> None:
    diary = Diary()
    diary.write("gone", 0, strength=4)
    assert measured(diary) == [("done", None)]


def test_what_was_written_later_counts_for_its_own_day_and_part_of_day() -> None:
    late = entry(
        {}, exercise="urge-log", day="2026-03-02", happened="2026-03-02 evening", at="2026-03-09T09:00:00+01:00"
    )
    day = entry({}, exercise="urge-log", day="2026-03-02", happened="2026-03-02", at="2026-03-09T09:00:00+01:00")
    found = list(observations([late, day], LIBRARY.find))
    assert {one.day for one in found} == {date(2026, 3, 2)}
    assert [one.when for one in found if one.measure == "done"] == [3, None]


# Out of a journal on the disk


def test_what_was_edited_counts_as_it_is_now_and_what_was_deleted_does_not(tmp_path: Path) -> None:
    here = Journal(tmp_path)
    kept, gone = (here.append(written(minutes=n, answers={"acted": "Yes"})) for n in range(2))
    here.edit(kept.id, {"acted": "No"}, asked={}, at=NOON)
    here.delete([gone.id], at=NOON)
    found = list(observations(Journal(tmp_path).every(), LIBRARY.find))
    assert [one.value for one in found if one.measure == "acted"] == [Acted.NO]
    assert {one.entry for one in found} == {kept.id}


def test_two_machines_count_together_and_what_both_have_once(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    mine = Journal(here).append(written(answers={"acted": "Yes"}))
    theirs = Journal(there).append(written(minutes=1, answers={"acted": "No"}))
    for home in (there, here):
        for folder in (home / "journal").iterdir():
            if folder.is_dir():
                other = here if home == there else there
                shutil.copytree(folder, other / "journal" / folder.name, dirs_exist_ok=True)
    found = list(observations(Journal(here).every(), LIBRARY.find))
    acted = [(one.entry, one.value) for one in found if one.measure == "acted"]
    assert acted == [(mine.id, Acted.YES), (theirs.id, Acted.NO)]
