"""Running text in lines."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcli.asking.prompts.columns import wrap
from smartcli.text.wrapping import broken, cut, wide, wrapped


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


# Commands, which are there to be copied

NEXT = "If you like, next: Absorbing interests. Type: smartcli do absorbing-interests"


def test_the_words_of_a_command_stay_on_one_line() -> None:
    lines = ["If you like, next: Absorbing interests.", "Type: smartcli do absorbing-interests"]
    assert wrapped(NEXT, 40) == lines
    assert wrap(NEXT, 39) == lines
    assert wrapped(NEXT, 34)[-2:] == ["interests. Type:", "smartcli do absorbing-interests"]
    assert wrap(NEXT, 33)[-2:] == ["interests. Type:", "smartcli do absorbing-interests"]
    assert wrapped("Not now? Type: smartcli help-now. It waits.", 30) == [
        "Not now? Type:",
        "smartcli help-now. It waits.",
    ]
    assert wrapped("Or (smartcli doctor --report), at any time", 30) == [
        "Or",
        "(smartcli doctor --report),",
        "at any time",
    ]
    assert wrapped("- to see it: smartcli where", 24) == ["- to see it:", "  smartcli where"]


def test_a_command_is_held_together_as_this_person_types_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTCLI_COMMAND", "python3 run.py")
    text = "If you like, next: Interests. Type: python3 run.py do my-interests"
    lines = ["If you like, next: Interests. Type:", "python3 run.py do my-interests"]
    assert wrapped(text, 40) == lines
    assert wrap(text, 39) == lines


@pytest.mark.parametrize(
    "command",
    [
        "smartcli insights --why 8",
        "smartcli insights --last all",
        "smartcli journal show 4f2a9c",
        "smartcli journal show 4f2a9c --json",
        "smartcli restore FILE --dry-run",
        "smartcli visit --answers FILE --out visit.html",
        "smartcli meeting --people 8 --minutes 60 --exercise urge-surf",
        "smartcli repair --mine '/mnt/a stick/x'",
        "smartcli remind ics --at 20:30 --out evening.ics",
        "smartcli homework done 1",
    ],
)
def test_a_command_stays_whole_with_its_options_and_their_values(command: str) -> None:
    width = len(command) + 3
    for before in range(1, width):
        text = f"{'x' * before} {command}"
        for said in (text, f"{text}."):
            assert any(command in line for line in wrapped(said, width)), wrapped(said, width)
            assert any(command in line for line in wrap(said, width - 1)), wrap(said, width - 1)


def test_what_follows_an_option_and_is_no_value_is_not_held() -> None:
    assert wrapped("Now smartcli doctor --report gives a text", 32) == ["Now smartcli doctor --report", "gives a text"]


def test_a_command_that_is_wider_than_a_line_is_broken_between_its_words() -> None:
    assert wrapped(NEXT, 30)[-2:] == ["interests. Type: smartcli do", "absorbing-interests"]
    assert wrap(NEXT, 29)[-2:] == ["interests. Type: smartcli do", "absorbing-interests"]


def test_a_line_with_a_command_is_no_wider_than_the_others() -> None:
    text = "- Type smartcli help-now for numbers and people."
    assert wrap(text, 35) == ["- Type smartcli help-now for", "  numbers and people."]
    assert wrapped(text, 36) == ["- Type smartcli help-now for", "  numbers and people."]
    assert wrap(text, 36) == ["- Type smartcli help-now for numbers", "  and people."]


def test_only_plain_words_right_after_the_name_are_held() -> None:
    assert wrapped("It is smartcli 3 that was here", 18) == ["It is smartcli 3", "that was here"]
    assert wrapped("In ~/smartcli there is nothing", 20) == ["In ~/smartcli there", "is nothing"]
    assert wrapped("Now smartcli add Tom and go", 23) == ["Now smartcli add Tom", "and go"]


def test_lines_after_the_first_hang_where_asked() -> None:
    assert wrapped("Urge log, an urge, 3 min", 16, hanging="  ") == ["Urge log, an", "  urge, 3 min"]
    assert wrapped("- a list that goes on and on", 20, hanging="    ") == ["- a list that goes", "  on and on"]


# Signs that take two columns, or none


def test_lines_are_broken_by_columns_and_not_by_signs() -> None:
    assert wrapped("我去散步了 然后喝茶 很长的一段", 19) == ["我去散步了", "然后喝茶", "很长的一段"]
    assert wrapped("- 我去散步了然后喝茶很长的一段话在", 20) == ["- 我去散步了然后喝", "  茶很长的一段话在"]
    assert wrapped("a 我去散步了然后喝茶很长的一段话在", 20) == ["a 我去散步了然后喝", "茶很长的一段话在"]
    assert wrapped("e\u0301" * 30, 20) == ["e\u0301" * 19, "e\u0301" * 11]
    assert wrapped("“One” – two… “three” – four", 20) == ["“One” – two…", "“three” – four"]


def test_where_no_sign_has_room_after_the_blanks_or_the_word_before_a_line_ends() -> None:
    assert wrapped("\t我", 10) == ["我"]
    assert wrapped("     abcdef", 10) == ["abcdef"]
    assert wrapped("aaaaaaa 我去散步了然后", 10) == ["aaaaaaa", "我去散步", "了然后"]


@given(
    st.text(st.sampled_from("ab -\t我茶\u0301\u200b“…😀")),
    st.integers(10, 90),
)
def test_no_line_is_wider_than_the_window_and_no_word_is_lost(text: str, columns: int) -> None:
    lines = wrapped(text, columns)
    assert max(map(wide, lines)) < columns
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(st.sampled_from("ab -,.'é"), max_size=400), st.integers(10, 90))
def test_of_plain_letters_lines_are_those_of_the_standard_library(text: str, columns: int) -> None:
    theirs = textwrap.wrap(text, min(columns - 1, 78), break_on_hyphens=False)
    ours = [*broken(text, min(columns - 1, 78))]
    assert ours == ([line.rstrip() for line in theirs] or [""])  # beside a word that is cut, theirs keeps a blank


def test_what_is_cut_is_cut_by_columns() -> None:
    assert [cut(text, 5) for text in ("12345", "123456", "我去散", "e\u0301" * 5)] == [
        "12345",
        "1234…",
        "我去…",
        "e\u0301" * 5,
    ]
