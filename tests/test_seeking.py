"""Looking for a row by the letters it begins with, on a clock that is handed in."""

from smartcli.prompts.seeking import PAUSE, Seeking

LANDS = ["", "Germany", "Greece", "Romania", "South Africa", "South Korea", "Spain", "United Kingdom", "United States"]


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def led(letters: str, here: int = 0, rows: list[str] | None = None) -> str:
    """The row that letters without a pause lead to."""
    rows = rows or LANDS
    seeking = Seeking(rows, Clock())
    for letter in letters:
        here = seeking.seek(letter, here)
    return rows[here]


def test_letters_soon_after_one_another_are_one_word() -> None:
    assert led("ger") == "Germany"
    assert led("GRE") == "Greece"
    assert led("ro") == "Romania"
    assert led("united s") == "United States"
    assert led("south k", here=6) == "South Korea"


def test_a_letter_after_a_pause_begins_a_new_word() -> None:
    clock = Clock()
    seeking = Seeking(LANDS, clock)
    here = seeking.seek("g", 0)
    clock.now += PAUSE - 0.125
    here = seeking.seek("r", here)
    assert (LANDS[here], seeking.word) == ("Greece", "gr")
    clock.now += PAUSE
    assert seeking.word == ""
    assert LANDS[seeking.seek("r", here)] == "Romania"
    assert seeking.word == "r"


def test_the_same_letter_again_goes_on_to_the_next_and_round() -> None:
    assert [led("s" * times) for times in (1, 2, 3, 4)] == ["South Africa", "South Korea", "Spain", "South Africa"]
    lands = ["Aachen", "Austria", "Aalborg"]
    assert [led(letters, 2, lands) for letters in ("a", "aa", "aac", "aal")] == [
        "Aachen",
        "Austria",
        "Aachen",
        "Aalborg",
    ]


def test_nothing_moves_where_no_row_begins_so() -> None:
    seeking = Seeking(LANDS, Clock())
    assert seeking.seek("x", 3) == 3
    assert (seeking.finds, seeking.lost(3)) == (False, "")
    assert seeking.seek("y", 3) == 3
    assert (seeking.finds, seeking.lost(3), seeking.lost(4)) == (False, "xy", "")


def test_a_word_is_over_once_another_row_is_pointed_at() -> None:
    seeking = Seeking(LANDS, Clock())
    assert seeking.seek("g", 0) == 1
    assert seeking.goes_on("r", 1)
    assert not seeking.goes_on("r", 2)
    assert LANDS[seeking.seek("r", 2)] == "Romania"


def test_signs_belong_to_a_word_only_where_a_row_has_them() -> None:
    assert led(" 7-", here=2) == "Greece"
    assert led("g-er") == "Germany"
    assert led("g\x1b[D") == "Germany"


def test_a_word_is_said_as_it_was_typed_with_its_blanks_and_signs() -> None:
    seeking = Seeking(["A book", "Tea"], Clock())
    here = 1
    for letter in (*"A walk, by", "\x1b[15~", *" the river"):
        here = seeking.seek(letter, here)
    assert (here, seeking.word, seeking.lost(here)) == (0, "A walk, by the river", "A walk, by the river")
    seeking.forget()
    here = seeking.seek("t", here)
    assert (here, seeking.word) == (1, "t")


def test_a_blank_goes_on_with_a_word_and_begins_none() -> None:
    clock = Clock()
    seeking = Seeking(LANDS, clock)
    assert seeking.seek(" ", 1) == 1
    assert seeking.word == ""
    here = 1
    for letter in "tea f":
        here = seeking.seek(letter, here)
        clock.now += PAUSE - 0.125
    assert seeking.word == "tea f"
