"""Invented people: the same seed gives the same journal, it reads as any journal does, and the effects are in it."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from statistics import mean

import pytest
from tests.exercises.shipped import checked

from smartcli.authoring.wording import to_avoid
from smartcli.home.ids import is_id
from smartcli.invented.effects import BAD_NIGHT, NOTHING, Effects
from smartcli.invented.invented import PATCHY, Invented, Writes
from smartcli.invented.people import PEOPLE
from smartcli.invented.truth import NO, TrueDay, true_days
from smartcli.invented.words import MEASURES, folder, words
from smartcli.journal import Journal
from smartcli.journal.happened import EVENING, PARTS, part_of_day
from smartcli.keeping.saving import asked
from smartcli.stores import Stores
from smartcli.views.goal import Way, goals_of

ALL_OF_IT = Invented(
    seed=5,
    days=120,
    urges=1.2,
    machines=2,
    own=0.2,
    older=30,
    later=0.3,
    edits=0.15,
    deletes=0.1,
    writes=PATCHY,
    effects=Effects(more=0.25),
)
EVERY = [*PEOPLE.values(), ALL_OF_IT]


def everything(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def stores(home: Path) -> Stores:
    return Stores(home=home, passphrase=lambda _before: "")


def days(effects: Effects, count: int = 2000) -> list[TrueDay]:
    return list(true_days(1, date(2026, 1, 1), count, 1.0, effects))


@pytest.mark.parametrize("who", EVERY, ids=lambda who: f"{who.name}-{who.seed}")
def test_the_same_seed_gives_the_same_home_byte_for_byte(tmp_path, who):
    who.write_into(tmp_path / "one")
    Invented(**{name: getattr(who, name) for name in who._names}).write_into(tmp_path / "two")
    one, two = everything(tmp_path / "one"), everything(tmp_path / "two")
    assert one == two
    assert len([name for name in one if name.endswith(".jsonl")]) == who.machines
    who.but(seed=who.seed + 1).write_into(tmp_path / "three")
    assert everything(tmp_path / "three") != one


@pytest.mark.parametrize("who", EVERY, ids=lambda who: f"{who.name}-{who.seed}")
def test_a_journal_that_was_made_reads_as_any_other(tmp_path, who):
    who.write_into(tmp_path / "home")
    journal = Journal(tmp_path / "home")
    found = journal.entries()
    assert found == who.entries()
    assert (journal.unreadable, journal.differing, journal.lost_files) == (0, 0, [])
    library = stores(tmp_path / "home").library
    assert all(library.find(entry.exercise) for entry in found)
    assert all(is_id(entry.id) and datetime.fromisoformat(entry.at) < who.now for entry in found)
    assert min(entry.day for entry in found) >= date.fromordinal(who.first.toordinal() - 1).isoformat()
    assert max(entry.day for entry in found) <= who.last.isoformat()


@pytest.mark.parametrize("who", EVERY, ids=lambda who: f"{who.name}-{who.seed}")
def test_what_is_answered_is_what_the_exercises_ask(who):
    """In today's versions every answer is one that the step takes, and the wording is its own."""
    library, counted = who.library, 0
    for entry in who.entries():
        exercise = library.load(entry.exercise)
        if entry.version != exercise.version:
            assert (entry.exercise, entry.version) in {("check-in", 1), ("urge-log", 1)}
            continue
        known = {path.partition(".")[0]: step for path, step in exercise.every_step() if "." not in path}
        assert entry.answers.keys() <= known.keys()
        for key, answer in entry.answers.items():
            if isinstance(answer, str | int | float) and not known[key].is_day:
                assert known[key].read(str(answer)) == answer
            assert entry.asked[key].startswith(known[key].ask)
        assert asked(exercise, entry.answers).keys() == entry.asked.keys()
        counted += 1
    assert counted > 30


def test_nothing_takes_the_place_of_a_journal(tmp_path):
    who = Invented(seed=1, days=3)
    who.write_into(tmp_path)
    before = everything(tmp_path)
    with pytest.raises(FileExistsError):
        who.but(seed=2).write_into(tmp_path)
    assert everything(tmp_path) == before


def test_all_there_can_be_in_a_journal_is_in_it():
    ops = Counter(line.table.get("op") for line in ALL_OF_IT.lines)
    assert {"edit", "unedit", "delete", "restore", None} == ops.keys()
    moved = [line.table for line in ALL_OF_IT.lines if line.table.get("op") == "edit" and "day" in line.table]
    found = ALL_OF_IT.entries()
    kinds = {(entry.exercise, entry.version) for entry in found}
    assert {("check-in", 1), ("check-in", 2), ("urge-log", 1), ("urge-log", 2)} <= kinds
    assert {"my-evening", "what-i-noticed", "my-goal", "readiness-rulers", "weekly-review", "lapse-review"} <= {
        id for id, _version in kinds
    }
    told = {entry.happened[10:] if entry.happened else None for entry in found}
    assert {None, "", f" {PARTS[EVENING]}"} <= told
    assert moved
    assert {line.machine for line in ALL_OF_IT.lines} == {0, 1}
    assert any(entry.answers.get("helper") for entry in found)  # which is private


@pytest.mark.parametrize("about", MEASURES)
@pytest.mark.parametrize("way", [Way.STOP, Way.LESS, Way.BREAK])
def test_each_way_and_each_change_has_its_goal(tmp_path, way, about):
    who = Invented(seed=3, way=way, about=about, days=10)
    who.write_into(tmp_path)
    goal = goals_of(stores(tmp_path)).newest
    assert (goal.way, bool(goal.unit), bool(goal.change)) == (way, True, True)
    assert goal.wants_none(who.first) == (way is not Way.LESS)
    assert stores(tmp_path).settings().about == about


def test_who_is_undecided_decides(tmp_path):
    who = PEOPLE["noor"]
    who.write_into(tmp_path)
    goals = goals_of(stores(tmp_path))
    entries = who.entries()
    decided = next(entry for entry in entries if entry.exercise == "my-goal")
    assert goals.stood(who.first, entries[0].id).way is Way.UNSURE
    assert (goals.newest.way, (date.fromisoformat(decided.day) - who.first).days + 1) == (Way.STOP, who.decides)


def test_who_writes_by_gaps_stays_away_for_days_on_end():
    def gaps(writes: Writes) -> list[int]:
        here = sorted({date.fromisoformat(entry.day) for entry in Invented(seed=1, days=400, writes=writes).entries()})
        return [(two - one).days - 1 for one, two in pairwise(here) if (two - one).days > 1]

    by_chance, in_gaps = gaps(Writes(share=0.6)), gaps(Writes(share=0.6, gap=6))
    assert mean(by_chance) < 2.5 < 4 < mean(in_gaps)


def test_every_effect_is_in_the_days_and_without_it_is_not():
    def difference(effects: Effects) -> float:
        found = days(effects)
        bad, others = ([day.peak for day in found if (day.sleep <= BAD_NIGHT) is is_bad] for is_bad in (True, False))
        return mean(bad) - mean(others)

    assert abs(difference(NOTHING)) < 0.3
    assert 1.6 < difference(Effects(sleep=2)) < 2.4


def test_the_trend_is_in_the_days():
    def moved(effects: Effects, what: str) -> float:
        found = [float(getattr(day, what)) for day in days(effects)]
        return mean(found[-500:]) - mean(found[:500])

    assert abs(moved(NOTHING, "peak")) < 0.3 and abs(moved(NOTHING, "sure")) < 0.3  # noqa: PT018
    assert -3.5 < moved(Effects(strongest=-4), "peak") < -2.5
    assert 1 < moved(Effects(sure=2), "sure") < 2


def test_the_hard_time_is_in_the_urges_and_their_number_stays():
    def friday_evenings(effects: Effects) -> tuple[float, int]:
        found = [(day.date.weekday(), urge.hour >= 18) for day in days(effects) for urge in day.urges]
        return found.count((4, True)) / len(found), len(found)

    without, usual = friday_evenings(NOTHING)
    share, count = friday_evenings(Effects(hard=(4, EVENING), hard_share=0.4))
    assert without < 0.1
    assert 0.36 < share < 0.5
    assert abs(count - usual) < 0.1 * usual


def test_what_was_done_goes_with_what_became_of_it_where_it_is_to():
    def rode(effects: Effects, response: int) -> float:
        found = [urge.acted == NO for day in days(effects) for urge in day.urges if urge.did[0] == response]
        return mean(found)

    assert abs(rode(NOTHING, 0) - rode(NOTHING, 7)) < 0.1
    assert rode(Effects(responses={0: 0.95, 7: 0.4}), 0) - rode(Effects(responses={0: 0.95, 7: 0.4}), 7) > 0.4


def test_hard_times_have_their_own_share_of_urges_that_are_acted_on():
    effects = Effects(hard=(4, EVENING), hard_share=0.4, hard_rides=0.2)
    found = [
        (day.date.weekday() == 4 and urge.hour >= 18, urge.acted == NO) for day in days(effects) for urge in day.urges
    ]
    hard, others = ([rode for is_hard, rode in found if is_hard is which] for which in (True, False))
    assert mean(hard) < 0.4 < 0.7 < mean(others)


def test_another_effect_leaves_all_else_of_a_person_as_it_is():
    one, two = days(NOTHING, 50), days(Effects(sleep=3), 50)
    assert [day.sleep for day in one] == [day.sleep for day in two]
    assert [day.mood for day in one] == [day.mood for day in two]


def test_part_of_day_is_that_of_the_urge():
    who = Invented(
        seed=2, days=200, urges=1, effects=Effects(hard=(4, EVENING), hard_share=0.9), writes=Writes(share=1)
    )
    urges = [entry for entry in who.entries() if entry.exercise == "urge-log"]
    at = Counter((date.fromisoformat(entry.day).weekday(), part_of_day(entry)) for entry in urges)
    assert at.most_common(1)[0][0] == (4, EVENING)


def test_ten_years_are_one_journal(tmp_path):
    who = Invented(seed=1, days=3650, urges=0.7)
    who.write_into(tmp_path)
    assert len(Journal(tmp_path).entries()) == len(who.entries()) > 5000
    assert len(list(tmp_path.rglob("*.jsonl"))) > 1  # more than one segment


def test_what_ships_of_their_own_exercises_and_words_is_fit_to_be_shown():
    files = sorted((folder() / "exercises").glob("*.toml"))
    assert [file.stem for file in files] == ["my-evening", "what-i-noticed"]
    assert [problem for file in files for problem in checked(file)] == []
    texts = [text for about in MEASURES for text in [*words(about).ways.values(), *words(about).lines]]
    texts += [text for about in MEASURES for text in [*words(about).plans, *words(about).next_time]]
    assert len(texts) > 40
    assert [text for text in texts if to_avoid(text) or "!" in text] == []
    assert all(set(words(about).ways) == {way.value for way in Way if way.value} for about in MEASURES)
