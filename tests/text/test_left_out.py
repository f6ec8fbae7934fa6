"""Words that are left out: no trace of them, in whatever form they were written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small import quick

from smartcli.text.left_out import DOTS, WithoutWords


@pytest.mark.parametrize(
    ("words", "text", "left"),
    [
        (["Ana"], "I told Ana, and ANA's brother.", "I told …, and …'s brother."),
        (["ana"], "José and Aná", "José and …"),
        (["jose"], "José", "…"),
        (["José"], "Jose\u0301s Bar", "… Bar"),
        (["old group"], "The old\n  group, the Old-Group", "The …, the …"),
        (["old", "old group"], "the old group", "the …"),
        (["group meets", "old group"], "the old group meets", "the …"),
        (["Straße"], "STRASSE 4", "… 4"),
        (["bet"], "between us", "… us"),
        (["!!", " ", ""], "nothing! goes", "nothing! goes"),
        ([], "nothing goes", "nothing goes"),
        (["Łódź"], "to Łódź", "to …"),
        (["界"], "世界 ok", "… ok"),
        (["Marina"], "Called Ma\u00adrina", "Called …"),  # as a page hyphenates it
        (["Mar\u200bina"], "called marina\u200d's", "called …'s"),
        (["an"], "\u200bAnna", "…"),
        (["Marina"], "Ma\u034frina, Ma\ufe0frina, Ma\u3164rina", "…, …, …"),
        (["मारिना"], "मारिनाजी की", "… की"),  # the signs of its vowels are no ends of a word
        (["मीना"], "मन", "मन"),
        (["\u093e"], "मारिना", "मारिना"),
    ],
)
def test_every_word_in_which_one_of_them_stands_goes_as_a_whole(words: list[str], text: str, left: str) -> None:
    assert WithoutWords(words).of(text) == left
    assert WithoutWords(words).is_in(text) is (left != text and bool(WithoutWords(words)))


@given(st.text(), st.text(min_size=1))
@quick
def test_what_was_left_out_is_never_found_again(text: str, word: str) -> None:
    out = WithoutWords([word])
    once = out.of(f"{text} {word} {text}")
    assert out.of(once) == once
    if out:
        assert DOTS in once
        assert not out.is_in(once)
