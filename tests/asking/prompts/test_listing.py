"""Lists on a terminal: one to choose, several to tick, an order to make, a yes or no."""

import pytest
from tests.asking.prompts.keys import (
    BACKSPACE,
    CTRL_C,
    CTRL_S,
    CTRL_U,
    DOWN,
    END,
    ENTER,
    HOME,
    SHIFT_TAB,
    SPACE,
    UP,
    paste,
)
from tests.asking.prompts.screen import Clock, Screen, answer, asked, shown, terminal
from tests.exercises.shipped import DATA, load
from tests.small import CHOICE, CHOICES, MARCH, RANK, step

from smartcli.asking.play import play
from smartcli.asking.prompts.columns import wrap
from smartcli.asking.session import Session
from smartcli.asking.turn import Turn
from smartcli.exercises import content
from smartcli.exercises.kinds import Choice
from smartcli.exercises.step import Answer

NEEDED = "This one needs an answer before you can go on."


def test_enter_alone_skips_a_choice() -> None:
    assert asked(ENTER, step(**CHOICE)) is None


def test_a_row_is_reached_by_arrows_or_its_number() -> None:
    assert asked(DOWN * 3 + UP + ENTER, step(**CHOICE)) == "Two"
    assert asked("3" + ENTER, step(**CHOICE)) == "Three"
    assert asked("30" + ENTER, step(**CHOICE)) is None
    assert asked(END + ENTER, step(**CHOICE)) == "Three"
    assert asked(END + HOME + ENTER, step(**CHOICE)) is None


class Doors(Choice):
    """A kind made from another, with a word of its own."""

    def parse(self, raw: object) -> Answer:
        return super().parse("Three" if raw == "x" else raw)


def test_a_kind_made_from_another_has_its_widget_and_a_letter_points_where_it_means() -> None:
    doors = Doors(key="which", ask="Which?", choices=("One", "Two", "Three"))
    assert asked("2" + ENTER, doors) == "Two"
    assert asked("x" + ENTER, doors) == "Three"
    assert asked("2q" + ENTER, doors) == "Two"


def test_a_letter_that_begins_one_row_and_means_it_takes_it_at_once() -> None:
    rows = ("One", "Two", "x: leave")

    class Way(Choice):
        def parse(self, raw: object) -> Answer:
            return super().parse(rows[-1] if raw in {"x", "X"} else raw)

    assert asked("x", Way(key="which", ask="Which?", choices=rows, required=True)) == "x: leave"
    assert asked("X", Way(key="which", ask="Which?", choices=rows)) == "x: leave"
    assert asked("t2" + ENTER, Way(key="which", ask="Which?", choices=rows)) == "Two"
    two = Way(key="which", ask="Which?", choices=(*rows, "x-ray"))
    assert asked("x1" + ENTER, two) == "One"


def test_a_letter_goes_to_the_next_row_that_begins_with_it_and_round_again() -> None:
    lands = step(kind="choice", choices=["Austria", "Estonia", "Finland", "Österreich", "Spain", "Sweden"])
    assert asked("f" + ENTER, lands) == "Finland"
    assert asked("s" + ENTER, lands) == "Spain"
    assert asked("sS" + ENTER, lands) == "Sweden"
    assert asked("sss" + ENTER, lands) == "Spain"
    assert asked("ö" + ENTER, lands) == "Österreich"
    assert asked("q7 " + DOWN + "f7 " + ENTER, lands) == "Finland"
    assert asked("e" + DOWN + ENTER, lands) == "Finland"
    assert asked("t" + ENTER, step(**CHOICE, other=True)) == "Two"
    assert asked("tt" + ENTER, step(**CHOICE, other=True)) == "Three"


LANDS = step(kind="choice", choices=["Austria", "Germany", "Greece", "Romania", "South Africa", "Spain"])


def test_letters_typed_soon_after_one_another_find_the_row_that_begins_so() -> None:
    assert asked("Ger" + ENTER, LANDS) == "Germany"
    assert asked("Ger", LANDS, then=[("search: Ger · ↑ ↓ · Enter takes it", ENTER)]) == "Germany"
    assert asked("south a" + ENTER, LANDS) == "South Africa"
    assert asked("gre" + DOWN + "s" + ENTER, LANDS) == "South Africa"
    assert asked("ro1" + ENTER, LANDS) == "Austria"
    assert asked("ge?!" + ENTER + "r" + ENTER, LANDS) == "Germany"
    assert asked("ger" + ENTER, step(kind="choice", choices=["Good", "Gerda"], other=True)) == "Gerda"


def test_after_a_pause_a_letter_begins_a_new_word_and_the_old_one_is_gone() -> None:
    screen = Screen()
    then = [("search: g ·", ""), ("\n↑ ↓ · Enter takes it", "r" + ENTER)]

    def later_once_seen() -> float:
        return 9.0 if "search: g ·" in screen else 0.0

    with terminal("g", screen, clock=later_once_seen, then=then) as prompter:
        assert prompter.ask(Turn(step=LANDS)) == "Romania"


def lost(words: str) -> str:
    return "\n".join(wrap(f"Nothing here begins with “{words}”. First mark a row with ↑ or ↓.", 78))


def test_after_words_that_no_row_begins_with_enter_takes_none_until_one_is_marked() -> None:
    none = "search: Schweiz, nothing found · ↑ ↓"
    assert asked("Schweiz", LANDS, then=[(none, ENTER), (lost("Schweiz"), "Ger" + ENTER)]) == "Germany"
    assert asked("Schweiz" + ENTER, LANDS, then=[(lost("Schweiz"), ENTER + DOWN + UP + ENTER)]) == "South Africa"
    assert asked("Schweiz" + ENTER, LANDS, then=[(lost("Schweiz"), "2" + ENTER)]) == "Germany"
    assert asked("Schweiz" + DOWN + ENTER, LANDS) == "Spain"
    assert asked("Sw" + BACKSPACE + ENTER, LANDS) == "South Africa"
    words = "A walk by the river"
    assert asked(words + ENTER, LANDS, then=[(lost(words), UP + ENTER)]) is None
    assert asked(paste(words) + ENTER, LANDS, then=[(lost(words), DOWN + ENTER)]) == "Austria"


def test_a_command_typed_into_a_menu_takes_no_row() -> None:
    menu = step(kind="choice", choices=["An urge is here now", "Check-in", "Do an exercise", "Settings"], required=True)
    for command in ("python3 run.py do urge-surf", "smartcli checkin", "do urge-log"):
        assert asked(command + ENTER * 2, menu, then=[(lost(command), "1" + ENTER)]) == "An urge is here now"


def test_a_yes_or_no_is_taken_by_its_word_and_not_by_others() -> None:
    assert asked("yes" + ENTER, step(kind="yes-no")) is True
    assert asked("No" + ENTER, step(kind="yes-no")) is False
    assert asked("not yet" + ENTER, step(kind="yes-no"), then=[(lost("not yet"), "y" + ENTER)]) is True


def test_a_choice_that_is_needed_has_no_row_to_skip_it() -> None:
    assert asked(CTRL_S + ENTER, step(**CHOICE, required=True)) == "One"


def test_a_choice_starts_at_what_was_chosen_before() -> None:
    assert asked(ENTER, step(**CHOICE), before="Two") == "Two"
    assert asked(UP * 2 + ENTER, step(**CHOICE), before="Two") is None
    assert asked(ENTER, step(**CHOICE, other=True), before="my own way") == "my own way"


def test_own_words_in_place_of_a_choice() -> None:
    other = step(**CHOICE, other=True)
    assert asked(DOWN * 4 + ENTER + "my own way" + ENTER, other) == "my own way"
    assert asked(DOWN * 4 + ENTER + ENTER + UP + ENTER, other) == "Three"
    assert asked(DOWN * 4 + ENTER + "my" + SHIFT_TAB + UP + ENTER, other) == "Three"
    assert answer(DOWN * 4 + ENTER + "99" + ENTER + CTRL_U + "two" + ENTER, other) == "Two"


def test_own_words_that_stood_half_typed_wait_behind_their_row() -> None:
    assert asked(ENTER + " way" + ENTER, step(**CHOICE, other=True), typed="my own") == "my own way"


EVENING = "Evening, 3 hours alone at home"


def test_words_typed_in_a_list_that_fit_no_row_begin_own_words_where_those_are_welcome() -> None:
    evenings = step(kind="choice", choices=["Evenings (6)", "A row", "Hours"], other=True)
    with_enter = f"your words: …{EVENING[-24:]} · ↑ ↓ · Enter goes on with your words"
    assert asked(EVENING, evenings, then=[(with_enter, ENTER), (f"> {EVENING}", " now" + ENTER)]) == f"{EVENING} now"
    assert asked(paste(EVENING) + ENTER + ENTER, evenings) == EVENING
    assert asked(EVENING + UP + END + ENTER + ENTER, evenings) == EVENING
    assert asked("Evenx" + BACKSPACE + ENTER, evenings) == "Evenings (6)"
    assert asked("tea" + ENTER + ENTER, evenings, typed="hot") == "hot tea"
    assert asked("tea" + ENTER + CTRL_U + ENTER + "milk" + ENTER + ENTER, evenings) == "milk"


def test_space_or_a_number_ticks_and_unticks() -> None:
    assert asked(SPACE + DOWN * 2 + SPACE + ENTER, step(**CHOICES)) == ["One", "Three"]
    assert asked("31" + ENTER, step(**CHOICES)) == ["One", "Three"]
    assert asked("33" + ENTER, step(**CHOICES), clock=Clock(9.0), before=["One"]) == ["One"]
    assert asked("22" + ENTER, step(**CHOICES), before=["One", "Two"]) == ["One"]
    assert asked("2" + SPACE + ENTER, step(**CHOICES), before=["One", "Two"]) == ["One"]
    assert asked("3" + SPACE + ENTER, step(**CHOICES), clock=Clock(9.0), before=["One"]) == ["One"]
    assert answer(ENTER, step(**CHOICES)) is None
    assert "↑ ↓ · Space or a number ticks and unticks · Enter skips" in shown(step(**CHOICES), Screen())
    narrow = shown(step(**CHOICES), Screen(columns=40))
    assert "↑ ↓\nSpace or a number ticks and unticks\nEnter skips" in narrow


def test_a_second_key_at_once_after_a_number_ticked_a_row_leaves_the_tick() -> None:
    assert asked("33" + ENTER, step(**CHOICES)) == ["Three"]
    assert asked("313" + ENTER, step(**CHOICES)) == ["One", "Three"]
    assert asked("3" + SPACE + ENTER, step(**CHOICES)) == ["Three"]
    assert asked("3" + SPACE + "1" + SPACE + ENTER, step(**CHOICES)) == ["One", "Three"]
    assert asked("3" + UP + SPACE + ENTER, step(**CHOICES)) == ["Two", "Three"]


SMELL = "the smell of wine, 2 glasses"
TRIGGERS = step(kind="choices", choices=["Stress or worry", "Boredom", "The thought: just this once", "A place"])


def nothing_begins(words: str) -> str:
    return "\n".join(wrap(f"Nothing here begins with “{words}”. Space or a number ticks a row.", 78))


def test_letters_lead_to_a_row_to_tick() -> None:
    assert asked("bor" + SPACE + ENTER, TRIGGERS) == ["Boredom"]
    assert asked("the t" + DOWN + SPACE + ENTER, TRIGGERS) == ["A place"]
    assert asked("a" + SPACE + ENTER, TRIGGERS) == ["A place"]
    assert asked("bor" + SPACE + SPACE + "1" + ENTER, TRIGGERS) == ["Stress or worry"]


def test_enter_after_letters_that_lead_to_a_row_ticks_it_and_says_so_first() -> None:
    told = "Ticked: “Boredom”. Enter goes on."
    assert asked("bored" + ENTER, TRIGGERS, then=[(told, ENTER)]) == ["Boredom"]
    assert asked("1bored" + ENTER, TRIGGERS, then=[(told, SPACE + ENTER)]) == ["Stress or worry"]
    assert asked("bored" + ENTER, TRIGGERS, before=["Boredom"]) == ["Boredom"]
    nothing = nothing_ticked("Space or 2 ticks “Boredom”.")
    assert answer("b" + ENTER, TRIGGERS, then=[(nothing, ENTER)]) is None


def test_a_blank_among_words_ticks_no_row() -> None:
    told = nothing_begins(SMELL)
    nothing = nothing_ticked("Space or 3 ticks “The thought: just this once”.")
    assert answer(SMELL + ENTER, TRIGGERS, then=[(told, ENTER), (nothing, ENTER)]) is None
    assert asked("4" + SMELL + ENTER, TRIGGERS, then=[(told, ENTER)]) == ["A place"]
    assert asked(SMELL + ENTER, TRIGGERS, then=[(told, SPACE + ENTER)]) == ["The thought: just this once"]
    assert asked("a  bath" + DOWN + SPACE + ENTER, TRIGGERS) == ["The thought: just this once"]
    assert asked(paste(SMELL) + "1" + BACKSPACE + DOWN + SPACE + ENTER, TRIGGERS) == ["Boredom"]


def test_words_typed_among_ticks_begin_own_words_where_those_are_welcome() -> None:
    other = step(kind="choices", choices=[*TRIGGERS.choices], other=True)
    assert asked("1" + SMELL + ENTER + ENTER * 2, other) == ["Stress or worry", SMELL]
    assert asked(SMELL, other, then=[("your words: …", ENTER), (f"> {SMELL}", ENTER * 2)]) == [SMELL]
    assert asked(SMELL + ENTER + SHIFT_TAB + "2" + ENTER, other) == ["Boredom"]
    assert asked(SMELL + UP + END + SPACE + ENTER + ENTER * 2, other) == [SMELL]


def test_somebody_who_types_that_they_are_not_safe_meets_the_card_for_a_crisis() -> None:
    lapse = load(DATA / "en" / "exercises" / "lapse-review.toml")
    told = "Ticked: “I am not safe or I think about ending my life”. Enter goes on."
    screen, title = Screen(), "If it is too much right now"
    then = [(told, ENTER), (title, CTRL_C)]
    with terminal("I am not safe" + ENTER, screen, then=then) as prompter, pytest.raises(KeyboardInterrupt):
        play(Session(lapse, today=MARCH), prompter, card=content.card)
    assert title in screen


def test_words_that_fit_nothing_tick_nothing_at_a_question_about_danger() -> None:
    danger = load(DATA / "en" / "exercises" / "lapse-review.toml").steps[0]
    words = "no I want to die"
    assert asked(words + ENTER, danger, then=[(nothing_begins(words), "5" + ENTER)]) == [
        "I am not safe or I think about ending my life"
    ]


def test_space_takes_a_tick_away_that_its_row_s_number_did_not_just_make() -> None:
    assert asked("13" + SPACE + SPACE + ENTER, step(**CHOICES)) == ["One"]
    assert asked("13" + UP + DOWN + SPACE + ENTER, step(**CHOICES)) == ["One"]
    assert asked("1" + DOWN + SPACE + SPACE + ENTER, step(**CHOICES)) == ["One"]


def test_no_letter_ticks_everything() -> None:
    assert asked("a" + DOWN + "i" + DOWN + "2" + ENTER, step(**CHOICES)) == ["Two"]


def nothing_ticked(how: str) -> str:
    return "\n".join(wrap(f"Nothing is ticked. {how} Enter again goes on without a tick.", 78))


def test_enter_on_a_row_that_is_not_ticked_says_first_how_it_is_ticked() -> None:
    two = nothing_ticked("Space or 2 ticks “Two”.")
    assert asked(DOWN + ENTER, step(**CHOICES), then=[(two, SPACE + ENTER)]) == ["Two"]
    assert asked(DOWN + ENTER, step(**CHOICES), then=[(two, "2" + ENTER)]) == ["Two"]
    assert answer(DOWN + ENTER, step(**CHOICES), then=[(two, ENTER)]) is None
    own = nothing_ticked("Space ticks “Something else…”.")
    assert answer(END + ENTER, step(**CHOICES, other=True), then=[(own, ENTER)]) is None


def test_what_was_said_of_one_row_is_not_taken_for_another() -> None:
    two, three = (nothing_ticked(f"Space or {way}.") for way in ("2 ticks “Two”", "3 ticks “Three”"))
    assert asked(DOWN + ENTER, step(**CHOICES), then=[(two, DOWN + ENTER), (three, SPACE + ENTER)]) == ["Three"]


def test_enter_after_the_last_tick_was_taken_away_says_so_on_the_first_row_too() -> None:
    one = nothing_ticked("Space or 1 ticks “One”.")
    assert answer(SPACE + SPACE + ENTER, step(**CHOICES), then=[(one, ENTER)]) is None


def test_where_an_answer_may_call_for_a_card_enter_without_a_tick_is_never_taken_at_once() -> None:
    one = nothing_ticked("Space or 1 ticks “One”.")
    grave = step(**CHOICES, safety={"card": "crisis", "includes": "One"})
    assert asked(ENTER, grave, then=[(one, "1" + SPACE + ENTER)]) == ["One"]
    assert answer(ENTER, grave, then=[(one, ENTER)]) is None


def test_a_long_row_is_named_by_its_first_words() -> None:
    row = "I would rather stay at home and think about it for a while longer"
    told = nothing_ticked("Space or 2 ticks “I would rather stay at home and think about it fo…”.")
    one = step(kind="choices", choices=["One", row])
    assert answer(DOWN + ENTER, one, then=[(told, ENTER)]) is None


def test_after_a_lapse_a_number_and_space_and_enter_lead_to_the_card_for_a_crisis() -> None:
    lapse = load(DATA / "en" / "exercises" / "lapse-review.toml")
    screen, title = Screen(), "If it is too much right now"
    with terminal("5" + SPACE + ENTER, screen, then=[(title, CTRL_C)]) as prompter, pytest.raises(KeyboardInterrupt):
        play(Session(lapse, today=MARCH), prompter, card=content.card)
    assert title in screen


def test_what_was_ticked_before_is_ticked() -> None:
    assert asked(ENTER, step(**CHOICES), before=["Three", "One"]) == ["One", "Three"]
    assert asked(SPACE + ENTER, step(**CHOICES), before=["Three", "One"]) == ["Three"]
    assert asked(ENTER, step(**CHOICES, other=True), before=["One", "a bath"]) == ["One", "a bath"]
    assert asked(ENTER, step(**CHOICES), typed="Two\nThree") == ["Two", "Three"]


def test_own_words_beside_what_is_ticked() -> None:
    other = step(**CHOICES, other=True)
    keys = f"1{END}{SPACE}{ENTER}a bath, hot{ENTER}a nap{ENTER}{ENTER}"
    assert asked(keys, other) == ["One", "a bath, hot", "a nap"]
    assert asked(f"1{END}{SPACE}{ENTER}{SHIFT_TAB}2{ENTER}", other) == ["One", "Two"]
    assert asked(f"{END}{SPACE}{ENTER}99{ENTER}{ENTER}{CTRL_U}{BACKSPACE}{CTRL_U}x{ENTER}{ENTER}", other) == ["x"]


def test_a_list_that_needs_a_tick_is_refused_without_one() -> None:
    assert asked(ENTER, step(**CHOICES, required=True), then=[(NEEDED, SPACE + ENTER)]) == ["One"]


def test_an_order_is_made_place_by_place() -> None:
    assert asked("3" + ENTER + "2" + ENTER + "1" + ENTER, step(**RANK)) == ["Three", "Two", "One"]
    assert asked("3" + ENTER + ENTER, step(**RANK)) == ["Three"]
    assert asked("3" + ENTER + "1" + ENTER, step(**RANK, top=2)) == ["Three", "One"]
    assert asked(ENTER, step(**RANK)) is None


def test_a_place_can_be_taken_back() -> None:
    assert asked(f"3{ENTER}1{ENTER}{BACKSPACE}{BACKSPACE}2{ENTER}{ENTER}", step(**RANK)) == ["Two"]


def test_an_order_from_before_is_kept_or_made_anew() -> None:
    before = ["Two", "One"]
    assert asked(ENTER, step(**RANK), before=before) == before
    assert asked(DOWN + ENTER + "1" + ENTER + ENTER, step(**RANK), before=before) == ["One"]
    assert asked(DOWN * 2 + ENTER, step(**RANK), before=before) is None


def test_yes_and_no_have_keys() -> None:
    assert asked("y" + ENTER, step(kind="yes-no")) is True
    assert asked("N" + ENTER, step(kind="yes-no")) is False
    assert asked(ENTER, step(kind="yes-no")) is None
    assert asked(ENTER, step(kind="yes-no"), before=False) is False


def test_a_list_longer_than_the_window_says_that_typing_finds_and_how_much_is_below() -> None:
    many = step(kind="choice", choices=[f"Row {number}" for number in range(1, 21)])
    screen = Screen(rows=20)
    below = "6 more below, type to find"
    assert asked("", many, screen=screen, then=[(below, "row 19"), ("» ", ENTER)]) == "Row 19", screen.seen[-3:]
    assert "more below" not in shown(step(**CHOICE), Screen())


def test_what_there_is_to_say_of_a_row_stands_under_it_while_it_is_marked() -> None:
    screen = Screen()
    then = [(" » 1  One\n        The first of all.\n   2  Two\n", DOWN), (" » 2  Two\n   3  Three\n", ENTER)]
    abouts = {"One": "The first of all."}
    assert asked(DOWN, step(**CHOICE), screen=screen, then=then, abouts=abouts, total=0) == "Two"


def test_a_menu_within_another_leads_back() -> None:
    screen = Screen()
    assert asked(ENTER, step(**CHOICE), screen=screen, leads_back=True) is None
    assert "0  Back" in screen
    assert "Enter goes back" in screen
    assert "Skip" not in screen
