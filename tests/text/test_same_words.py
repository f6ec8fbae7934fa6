"""Words that say the same to whoever reads a list."""

import pytest

from smartcli.text.same_words import each_once, taken


@pytest.mark.parametrize(
    ("texts", "once"),
    [
        (["A walk", "a walk.", " A  WALK ", "A walk, slowly"], ["A walk", "A walk, slowly"]),
        (["Straße", "STRASSE"], ["Straße"]),
        (["!", "?", " !"], ["!", "?"]),
        (["I can't", "I cant"], ["I can't", "I cant"]),
        ([], []),
    ],
)
def test_case_blanks_and_punctuation_make_no_other_row(texts: list[str], once: list[str]) -> None:
    assert each_once(texts) == once


def test_what_stands_there_in_another_writing_is_taken() -> None:
    assert taken("call Ana!", ["Call Ana"])
    assert not taken("Call Ana", ["Call Ben"])
