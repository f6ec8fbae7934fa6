"""Looking for a row by the letters it begins with, on a clock that is handed in."""

from smartcli.asking.prompts.type_ahead import PAUSE, Seeking

LANDS = ["", "Germany", "Greece", "Romania", "South Africa", "South Korea", "Spain", "United Kingdom", "United States"]


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def led(letters: str, here: int = 0, rows: list[str] | None = None) -> str:
    """The row that letters without a pause lead to."""
    rows = rows or LANDS
    seeking = Seeking([[row] for row in rows], Clock())
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
    seeking = Seeking([[row] for row in LANDS], clock)
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
    seeking = Seeking([[row] for row in LANDS], Clock())
    assert seeking.seek("x", 3) == 3
    assert (seeking.finds, seeking.lost(3)) == (False, "")
    assert seeking.seek("y", 3) == 3
    assert (seeking.finds, seeking.lost(3), seeking.lost(4)) == (False, "xy", "")


def test_a_word_is_over_once_another_row_is_pointed_at() -> None:
    seeking = Seeking([[row] for row in LANDS], Clock())
    assert seeking.seek("g", 0) == 1
    assert seeking.goes_on("r", 1)
    assert not seeking.goes_on("r", 2)
    assert LANDS[seeking.seek("r", 2)] == "Romania"


def test_signs_belong_to_a_word_only_where_a_row_has_them() -> None:
    assert led(" 7-", here=2) == "Greece"
    assert led("g-er") == "Germany"
    assert led("g\x1b[D") == "Germany"


def test_a_word_is_said_as_it_was_typed_with_its_blanks_and_signs() -> None:
    seeking = Seeking([["A book"], ["Tea"]], Clock())
    here = 1
    for letter in (*"A walk, by", "\x1b[15~", *" the river"):
        here = seeking.seek(letter, here)
    assert (here, seeking.word, seeking.lost(here)) == (0, "A walk, by the river", "A walk, by the river")
    seeking.forget()
    here = seeking.seek("t", here)
    assert (here, seeking.word) == (1, "t")


def test_a_blank_goes_on_with_a_word_and_begins_none() -> None:
    clock = Clock()
    seeking = Seeking([[row] for row in LANDS], clock)
    assert seeking.seek(" ", 1) == 1
    assert seeking.word == ""
    here = 1
    for letter in "tea f":
        here = seeking.seek(letter, here)
        clock.now += PAUSE - 0.125
    assert seeking.word == "tea f"


def test_words_that_are_kept_stay_whole_through_every_pause() -> None:
    clock = Clock()
    seeking = Seeking([["Evenings (6)"], ["Alone"]], clock, keeps=True)
    here = 0
    for part in ("Evening", " alo", "ne at", " ", "home, 9 pm"):
        for letter in part:
            here = seeking.seek(letter, here)
        clock.now += 9 * PAUSE
    assert (seeking.word, seeking.lost(here)) == ("Evening alone at home, 9 pm",) * 2
    seeking.end()
    assert seeking.word == ""
    assert seeking.seek("e", here) == 0
    assert (seeking.word, seeking.lost(0)) == ("e", "")


def test_words_that_are_not_kept_begin_anew_after_a_pause() -> None:
    clock = Clock()
    seeking = Seeking([[row] for row in LANDS], clock)
    here = 0
    for letter in ("Schw", " eiz"):
        here = seeking.seek(letter, here)
        clock.now += PAUSE
    assert seeking.lost(here) == "eiz"


def test_a_sign_is_rubbed_out_and_the_rest_leads_where_it_led() -> None:
    seeking = Seeking([[row] for row in LANDS], Clock())
    here = 0
    for letter in "Grxe":
        here = seeking.seek(letter, here)
    assert (here, seeking.lost(here)) == (2, "Grxe")
    for left in ("Grx", "Gr", "G"):
        here = seeking.rub_out(here)
        assert (here, seeking.word) == (2, left)
    assert (seeking.rub_out(2), seeking.word, seeking.rub_out(2)) == (2, "", 2)


def test_a_word_of_more_than_one_letter_leads_to_a_row() -> None:
    seeking = Seeking([[row] for row in LANDS], Clock())
    assert seeking.seek("g", 0) == 1
    assert not seeking.leads_to(1)
    assert seeking.seek("e", 1) == 1
    assert (seeking.leads_to(1), seeking.leads_to(2)) == (True, False)
    seeking.seek(" ", 1)
    assert not seeking.leads_to(1)


def test_numbers_and_signs_belong_to_words_that_no_row_begins_with_or_after_a_blank() -> None:
    seeking = Seeking([[row] for row in LANDS], Clock())
    here = seeking.seek("g", 0)
    assert not seeking.takes("3", here)
    seeking.seek(" ", here)
    assert seeking.takes("3", here)
    assert not seeking.takes("3", here + 1)
    seeking.forget()
    for letter in "python":
        here = seeking.seek(letter, here)
    assert seeking.takes("3", here)
    assert seeking.settle(here) == ""
    assert (seeking.settle(here + 1), seeking.takes("3", here)) == ("python", False)


def test_a_row_is_found_by_what_else_it_is_called_with_or_without_accents() -> None:
    rows = [["Germany", "Deutschland", "Allemagne"], ["Denmark", "Danmark"], ["Spain", "España"]]
    seeking = Seeking(rows, Clock())
    for words, place in (("deut", 0), ("dan", 1), ("espana", 2), ("España", 2), ("s", 2), ("d", 1)):
        seeking.forget()
        here = 0
        for letter in words:
            here = seeking.seek(letter, here)
        assert (words, here) == (words, place)
