"""Running text in lines."""

import pytest

from smartcli.wrapping import wrapped


@pytest.mark.parametrize(
    ("paragraph", "lines"),
    [
        ("Breathe in for 4, hold it, out for 6.", ["Breathe in for 4,", "hold it, out for 6."]),
        ("- a list that goes on and on", ["- a list that goes", "  on and on"]),
        ("  indented as it was", ["  indented as it", "  was"]),
        ("12 apples a day are a lot", ["12 apples a day are", "a lot"]),
        ("", [""]),
    ],
)
def test_lines_are_broken_between_words_and_those_of_a_list_hang(paragraph: str, lines: list[str]) -> None:
    assert wrapped(paragraph, 20) == lines


def test_a_numbered_choice_hangs_under_its_words() -> None:
    assert wrapped("3 Let it be there and go on", 20, numbered=True) == ["3 Let it be there", "  and go on"]
    assert wrapped("12 apples a day are a lot", 20, numbered=True) == ["12 apples a day are", "   a lot"]
    assert wrapped("2026 was a very good year", 20, numbered=True) == ["2026 was a very", "good year"]


def test_text_is_no_wider_than_it_reads_well_and_never_narrower_than_ten() -> None:
    assert [len(line) for line in wrapped("word " * 40, 500)] == [74, 74, 49]
    assert wrapped("a b c d e f g", 1) == ["a b c d e", "f g"]
    assert wrapped("      far in and on", 10) == ["      far", "in and on"]
