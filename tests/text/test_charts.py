import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small import quick

from smartcli.text.charts import bar, spark

NUMBERS = st.floats(allow_nan=False)


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ([], ""),
        ([0, 5, 10], "▁▅█"),
        ([None, 0, None], "·▁·"),
        ([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "▁▁▂▃▄▅▅▆▇██"),
        ([-3, 11, 99], "▁██"),
        ([2.5, 7.5], "▃▇"),
    ],
)
def test_a_line_of_blocks_has_one_for_each_value_and_a_dot_for_a_gap(values, line):
    assert spark(values) == line


def test_a_line_without_blocks_is_made_of_digits():
    assert spark([None, 0, 1, 5, 9, 10], blocks=False) == ".01599"


def test_a_line_is_as_high_as_its_top():
    assert [spark([50, 100], top=100), spark([5], top=0), spark([5], top=-1)] == ["▅█", "▁", "▁"]


@pytest.mark.parametrize(
    ("value", "drawn"),
    [
        (0, "░░░░░░░░░░"),
        (7, "███████░░░"),
        (10, "██████████"),
        (12, "██████████"),
        (-1, "░░░░░░░░░░"),
        (4.6, "█████░░░░░"),
        (None, "·"),
    ],
)
def test_a_bar_is_filled_by_its_value(value, drawn):
    assert bar(value, width=10) == drawn


def test_a_bar_without_blocks_is_made_of_ascii():
    assert [bar(3, width=10, blocks=False), bar(None, blocks=False)] == ["###.......", "."]


def test_a_bar_of_nothing_is_empty():
    assert [bar(3, of=0, width=4), bar(3, of=-1, width=4), bar(3, width=0)] == ["░░░░", "░░░░", ""]


@quick
@given(st.lists(NUMBERS | st.none()), NUMBERS, st.booleans())
def test_a_line_has_one_character_a_value_whatever_the_values(values, top, blocks):
    line = spark(values, top=top, blocks=blocks)
    assert len(line) == len(values)
    assert [one in "·." for one in line] == [value is None for value in values]


@quick
@given(NUMBERS, NUMBERS, st.integers(0, 60), st.booleans())
def test_a_bar_has_its_width_whatever_the_value(value, of, width, blocks):
    assert len(bar(value, of=of, width=width, blocks=blocks)) == width
