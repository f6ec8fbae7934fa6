"""A line that is not shown: what is typed of it, and nothing that is no letter."""

import os
import time
from threading import Thread

import pytest
from tests.asking.prompts.reports import unwanted

from smartcli.asking.prompts.hidden import line
from smartcli.text.control_strings import ALONE


def read(*sent: str | bytes | float) -> str:
    """What is read of what is sent, Enter after it; a number is a pause in seconds."""
    ours, theirs = os.openpty()

    def send() -> None:
        for part in (*sent, "\r"):
            if isinstance(part, float):
                time.sleep(part)
            else:
                os.write(ours, part.encode() if isinstance(part, str) else part)

    hand = Thread(target=send)
    try:
        return line(theirs, "> ", lambda text: hand.start() if text == "> " else None)
    finally:
        hand.join()
        os.close(ours)
        os.close(theirs)


def test_no_key_and_no_report_is_part_of_it_however_it_comes() -> None:
    assert read("".join(f"a{one}b" for one in unwanted())) == "ab" * len(unwanted())
    assert read(*(sign for one in unwanted()[::4] for sign in f"a{one}b")) == "ab" * len(unwanted()[::4])


@pytest.mark.parametrize("key", ["\x1b[A", "\x1bOP", "\x1b[[A", "\x1b[M !!", "\x1b]lMy window\x1b\\"])
def test_backspace_takes_away_the_letter_before_a_key(key: str) -> None:
    assert read(f"correct hoq{key}\x7frse") == "correct horse"


def test_what_is_typed_after_escape_is_not_lost() -> None:
    pause = 4 * ALONE
    assert (
        read("\x1b", pause, "Once ", "\x1b", pause, "[Please ", "\x1b", pause, "\x7f", "\x1bPlease")
        == "Once [PleasePlease"
    )


def test_letters_of_any_script_are_rubbed_out_whole_and_older_ones_are_those_that_they_were() -> None:
    assert read("n\u00e9\U0001f642\x7fe", b"\xc3", b"\xa9", "\x7f\x15", "n\u00e9e ", b"p\xe4ss") == "n\u00e9e p\u00e4ss"
