"""The order at an urge, and what is said of it."""

from random import Random
from statistics import fmean, stdev

import pytest
from benchmarks import order as benchmark

from smartcli.first_aid import card_cache
from smartcli.first_aid.what_followed import COUNTS, SAID, Tried, in_order, said, summed

OFFERED = ["Walk", "Call Ana", "Wait", "Read"]


def tried(text: str, times: int, kept: int, part: int = 0) -> Tried:
    return Tried(text=text, times=times, kept=kept, part=part)


def test_where_nothing_is_known_all_stays_in_its_place() -> None:
    assert in_order(OFFERED, []) == OFFERED
    assert in_order(OFFERED, [tried("Read", COUNTS - 1, COUNTS - 1), tried("Walk", 1, 0)]) == OFFERED


def test_what_went_well_comes_first_and_what_did_not_last() -> None:
    written = [tried("Read", 3, 3), tried("Walk", 3, 0), tried("Wait", 2, 0)]
    assert in_order(OFFERED, written) == ["Read", "Call Ana", "Wait", "Walk"]


def test_in_part_counts_half() -> None:
    written = [tried("Wait", 4, 2, 2), tried("Read", 4, 3, 0), tried("Walk", 8, 2)]
    assert in_order(OFFERED, written) == ["Wait", "Read", "Call Ana", "Walk"]
    assert in_order(OFFERED, [*written[:1], tried("Read", 8, 8), written[2]])[0] == "Read"


def test_a_few_times_weigh_less_than_many_of_the_same_share() -> None:
    written = [tried("Wait", 3, 3), tried("Read", 12, 12), tried("Walk", 10, 0)]
    assert in_order(OFFERED, written)[:2] == ["Read", "Wait"]


def test_what_always_went_the_same_way_moves_nothing() -> None:
    for kept in (0, 7):
        assert in_order(OFFERED, [tried("Read", 7, kept), tried("Wait", 3, min(3, kept))]) == OFFERED


def test_words_are_known_however_they_are_spelled_and_without_their_moment() -> None:
    does = {"Boredom - I read": "I read"}.get
    offered = ["Walk", "Boredom - I read"]
    written = [tried("i  READ.", 5, 5), tried("walk", 5, 0)]
    assert in_order(offered, written, lambda text: does(text) or text) == offered[::-1]


def test_what_is_written_of_one_thing_is_summed_and_can_be_taken_back() -> None:
    both = summed([tried("Walk", 2, 1, 1), tried("walk ", 1, 0), tried("Read", 1, 1)])
    assert both == [tried("Walk", 3, 1, 1), tried("Read", 1, 1)]
    assert summed(both, [tried("read", 1, 1), tried("Walk", 1, 0)]) == [tried("Walk", 2, 1, 1)]
    assert summed([tried("Walk", 1, 1)], [tried("Walk", 5, 5)]) == []


@pytest.mark.parametrize("times", range(SAID))
def test_nothing_is_said_below_five_times(times: int) -> None:
    assert said(tried("Walk", times, times)) == ""


def test_from_five_times_on_it_is_said_where_it_mostly_went_well_and_never_as_a_cause() -> None:
    assert said(tried("Walk", 9, 7)) == "You wrote this down 9 times: not acted on 7 of 9 times."
    assert said(tried("Walk", 6, 3)) == ""
    assert said(tried("Walk", 9, 0)) == ""


def test_what_is_at_hand_is_read_back_and_of_too_much_the_most_often_done_stays(tmp_path) -> None:
    home, many = str(tmp_path), [tried(f"{'so ' * 60}{n}", n + 1, n) for n in range(100)]
    card_cache.write(home, [], tried=many)
    own = card_cache.read(home)
    assert (own.damaged, own.is_older) == (False, False)
    kept = own.tried
    assert 20 < len(kept) < 100
    assert kept == [one.but(own=True) for one in many[::-1][: len(kept)]]


def test_a_file_that_holds_anything_gives_no_odd_count(tmp_path) -> None:
    rows = ['text = "a"\ntimes = -4\nkept = "x"', 'text = "b"\ntimes = 2\nkept = 9\npart = 9']
    (tmp_path / "at-hand.toml").write_text("form = 3\n" + "".join(f"[[tried]]\n{row}\n" for row in rows))
    read = card_cache.read(str(tmp_path)).tried
    assert [(one.times, one.kept, one.part) for one in read] == [(0, 0, 0), (2, 2, 0)]
    assert in_order(["b", "a"], read) == ["b", "a"]


# Beside the order that stands

PEOPLE, FIRST = 1200, 10


def test_in_the_first_ten_urges_it_does_no_worse_than_a_fixed_order_by_more_than_noise() -> None:
    lives = [
        (fmean(benchmark.life(n, benchmark.ours, FIRST)), fmean(benchmark.life(n, benchmark.fixed, FIRST)))
        for n in range(PEOPLE)
    ]
    gains = [ours - fixed for ours, fixed in lives]
    noise = 2 * stdev(gains) / PEOPLE**0.5
    assert fmean(gains) > -noise


def test_after_that_it_does_better_and_an_order_turned_round_does_worse() -> None:
    """Else the test above could not fail."""

    def turned(written: benchmark.Written, chances: benchmark.Chances, rng: Random) -> list[str]:
        return [*benchmark.ours(written, chances, rng)][::-1] if written else [*benchmark.RESPONSES]

    fixed, ours, worse = (
        [fmean(benchmark.life(n, order, 30)) for n in range(300)] for order in (benchmark.fixed, benchmark.ours, turned)
    )
    noise = 2 * stdev(a - b for a, b in zip(ours, fixed, strict=True)) / 300**0.5
    assert fmean(ours) - fmean(fixed) > noise
    assert fmean(fixed) - fmean(worse) > noise


def test_the_table_has_every_order_and_is_the_same_each_time() -> None:
    shown = benchmark.table(3)
    assert [row.split(" | ")[0].strip("| ") for row in shown.splitlines()] == ["order", "---", *benchmark.ORDERS]
    assert shown == benchmark.table(3)
