"""What is no letter, by one grammar: a sequence, a string, half of one."""

import pytest
from tests.asking.prompts.reports import unwanted

from smartcli.text.control_strings import HALF, SENT, from_keyboard
from smartcli.text.incoming import harmless


@pytest.mark.parametrize("sent", unwanted(), ids=ascii)
def test_each_is_taken_out_as_a_whole_and_each_beginning_of_it_may_become_it(sent: str) -> None:
    assert from_keyboard(f"hel{sent}lo") == "hello"
    assert from_keyboard(sent * 3) == ""
    found = SENT.match(f"{sent}lo")
    assert found
    assert found[0] == sent
    for place in range(1, len(sent)):
        assert HALF.match(sent[:place]), place


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\x1bPlease", "Please"),
        ("\x1bX-ray\nand more", "X-ray\nand more"),
        ("\x1b]half of it", "]half of it"),
        ("\x1b]11;rgb:00", ""),
        ("hello\x1b[12;4", "hello"),
        ("\x1b[12\x1b[A", ""),
        ("\x1bb", "b"),
        ("née 🙂 [A OP", "née 🙂 [A OP"),
    ],
)
def test_a_string_without_its_end_is_words(typed: str, kept: str) -> None:
    assert harmless(from_keyboard(typed)) == kept


def test_in_a_text_that_was_given_words_follow_what_a_keyboard_sends_signs_after() -> None:
    assert harmless("\x1b[Mhello \x1bOnce") == "hello Once"
    assert harmless("\x1b[[Ahello") == "hello"
