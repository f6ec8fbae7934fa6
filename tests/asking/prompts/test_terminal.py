"""Asking on a terminal: the widgets, the keys that work everywhere, what is shown."""

from datetime import date

import pytest
from tests.asking.prompts.keys import (
    BACKSPACE,
    CTRL_B,
    CTRL_C,
    CTRL_D,
    CTRL_S,
    DOWN,
    END,
    ENTER,
    HOME,
    LEFT,
    PAGE_DOWN,
    PAGE_UP,
    RIGHT,
    SHIFT_TAB,
    SPACE,
    TAB,
    UP,
    paste,
)
from tests.asking.prompts.screen import Clock, Screen, answer, asked, shown, terminal
from tests.small import CHOICE, CHOICES, LINES, RANK, SCALE, TEXT, YES_NO, exercise, step

from smartcli.asking.play import play
from smartcli.asking.session import Session
from smartcli.asking.turn import Back, Place, ReviewLine, Turn
from smartcli.errors import InvalidAnswer
from smartcli.exercises import content
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Answer, Step

TODAY = date(2026, 3, 10)
NEEDED = "This one needs an answer before you can go on."


# What a number is shown beside


def test_beside_a_number_stands_what_was_written_and_tab_does_not_take_it_over() -> None:
    amount = step(kind="number", unit="Drinks", unit_from="goal.unit")
    text = shown(amount, recalled=("Drinks, at most on a day: 2",))
    assert "· Drinks, at most on a day: 2\nDrinks\n" in text
    assert "Tab takes it over" not in text
    assert asked(TAB + "1.5" + ENTER, amount, recalled=("Drinks, at most on a day: 2",)) == "1.5"


# Text


def test_a_pasted_text_keeps_its_line_breaks_and_does_not_answer_the_next_question() -> None:
    assert asked(paste("one\r\ntwo\rthree\n") + ENTER, step(kind="text")) == "one\ntwo\nthree\n"


def test_a_paste_of_200_kb_is_kept_whole() -> None:
    text = ("It was a long day. " * 50 + "\n") * 210
    assert len(text) > 199_000
    assert asked(paste(text) + ENTER, step(kind="text")) == text


def test_markup_emoji_and_right_to_left_text_are_kept_as_they_are_and_nothing_that_commands_the_terminal() -> None:
    text = (
        "[/x] [bold]b[/] <b>&amp;</b> \x1b[2J\x00\x9b\u202e \U0001f469\u200d\U0001f467 \u05e9\u05dc\u05d5\u05dd e\u0301"
    )
    screen = Screen()
    kept = text.replace("\x1b[2J", "").replace("\0", "").replace("\x9b\u202e ", "\u202e ")
    assert asked(paste(text) + ENTER, step(kind="text"), screen=screen) == kept
    assert "\x1b[2J" not in screen.raw
    assert not {"\0", "\x9b", "\u202e"} & set(screen.raw)
    assert screen.last.startswith("What is it?  [/x] [bold]b[/] <b>&amp;</b> ")
    assert "\U0001f469\u200d\U0001f467 \u05e9\u05dc\u05d5\u05dd e\u0301" in screen.raw


def test_text_that_was_there_before_is_where_typing_starts() -> None:
    assert asked(" again" + ENTER, step(kind="text"), before="Tired") == "Tired again"
    assert asked(ENTER, step(kind="text"), before="Tired", typed="Tired and c") == "Tired and c"


def test_an_answer_that_does_not_fit_is_refused_in_place_with_what_was_typed_kept() -> None:
    screen = Screen()
    assert (
        answer(
            "1x" + ENTER, step(kind="number"), screen=screen, then=[("Please give a number.", BACKSPACE + "2" + ENTER)]
        )
        == 12
    )


def test_a_step_that_needs_an_answer_cannot_be_left_empty() -> None:
    must = step(kind="text", required=True)
    for key in (ENTER, CTRL_S):
        screen = Screen()
        assert asked(key, must, screen, then=[(NEEDED, "here" + ENTER)]) == "here"
        assert "Enter skips" not in screen


def test_a_kind_without_a_widget_is_asked_as_text() -> None:
    assert answer("in 4 weeks" + ENTER, step(kind="date").on(TODAY)) == "2026-04-07"


# Lines


def test_enter_begins_a_line_and_an_empty_last_line_ends() -> None:
    assert answer(f"a{ENTER}b{ENTER}{ENTER}", step(**LINES)) == ["a", "b"]
    assert answer(ENTER, step(**LINES)) is None


def test_lines_that_were_there_before_stay_and_can_be_added_to() -> None:
    keys = f"{ENTER}c{ENTER}{ENTER}"
    assert answer(keys, step(**LINES), before=["a", "b"]) == ["a", "b", "c"]
    assert answer(ENTER + ENTER, step(**LINES), before=["a", "b"]) == ["a", "b"]


def test_enter_in_the_middle_of_lines_does_not_end() -> None:
    assert answer(f"ab{LEFT}{ENTER}{DOWN}{END}{ENTER}{ENTER}", step(**LINES)) == ["a", "b"]


# The slider


def test_a_number_is_typed() -> None:
    assert answer("7" + ENTER, step(kind="scale")) == 7
    assert answer("10" + ENTER, step(kind="scale")) == 10
    assert answer("85" + ENTER, step(kind="scale", high=100)) == 85
    assert answer("-3" + ENTER, step(kind="scale", low=-5, high=5)) == -3


def test_enter_alone_skips_and_never_means_zero() -> None:
    assert answer(ENTER, step(kind="scale")) is None


def test_arrows_move_the_knob_from_the_end_they_come_from() -> None:
    assert answer(RIGHT + ENTER, step(kind="scale")) == 0
    assert answer(RIGHT * 4 + LEFT + UP + DOWN + ENTER, step(kind="scale")) == 2
    assert answer(LEFT + LEFT + ENTER, step(kind="scale")) == 9
    assert answer(RIGHT * 30 + ENTER, step(kind="scale")) == 10
    assert answer(END + LEFT + ENTER, step(kind="scale")) == 9
    assert answer(HOME + ENTER, step(kind="scale")) == 0


def test_long_scales_are_gone_through_by_tens() -> None:
    long = step(kind="scale", high=100)
    assert answer(RIGHT + PAGE_UP * 3 + ENTER, long) == 30
    assert answer("50" + PAGE_DOWN + RIGHT + ENTER, long) == 41
    assert answer("50\x1b[1;2C\x1b[1;2C\x1b[1;2D" + ENTER, long) == 60
    assert answer(RIGHT + PAGE_UP + ENTER, step(kind="scale")) == 0


def test_the_slider_starts_where_it_was_before() -> None:
    assert answer(ENTER, step(kind="scale"), before=4) == 4
    assert answer(RIGHT + ENTER, step(kind="scale"), before=4) == 5
    assert answer("6" + ENTER, step(kind="scale"), before=4) == 6
    assert answer(BACKSPACE + ENTER, step(kind="scale"), before=4) is None
    assert answer(ENTER, step(kind="scale"), before=4, typed="8") == 8


def test_a_number_beyond_the_scale_is_refused_in_place() -> None:
    beyond = "Please give a whole number from 0 to 10."
    assert answer("17", step(kind="scale"), then=[(beyond, ENTER + BACKSPACE + ENTER)]) == 1
    assert answer("1" + ENTER, step(kind="scale", low=2), then=[("from 2 to 10", "0" + ENTER)]) == 10


def test_pasted_words_stay_and_are_answered_as_typed_ones_are() -> None:
    whole = "Please give a whole number from 0 to 10."
    assert answer(paste("quite strong"), step(kind="scale"), then=[(whole, ENTER + "7" + ENTER)]) == 7
    assert answer(paste("6") + ENTER, step(kind="scale")) == 6


def test_the_slider_shows_its_ends_in_words() -> None:
    screen = Screen()
    asked("7" + ENTER, step(kind="scale", ends=["no urge", "the strongest"]), screen=screen)
    assert " 0 no urge · 10 the strongest" in screen


# Breathing


BREATHS = exercise({"kind": "pace", "key": "ride", "ask": "Breathe.", "seconds": 40, "says": ["You are here."]})


def breathe(keys: str, step_of_clock: float, screen: Screen | None = None) -> object:
    session = Session(BREATHS, today=TODAY)
    with terminal(keys, screen, clock=Clock(step_of_clock)) as prompter:
        prompter.introduce(BREATHS)
        return prompter.ask(session.turn())


def test_a_round_ends_by_itself_after_its_seconds() -> None:
    assert breathe("", 50) == 40


def test_enter_goes_on_with_the_whole_seconds_that_have_passed() -> None:
    assert breathe(ENTER, 0) == 0


def test_enough_is_no_answer() -> None:
    assert breathe("s", 0) is None
    assert breathe(CTRL_S, 0) is None


def test_a_round_shows_what_to_do_how_long_and_a_line_to_rest_on() -> None:
    screen = Screen()
    breathe("s", 0, screen)
    assert "breathe in" in screen
    assert "●·····   0:40" in screen
    assert "You are here." in screen
    assert "round 1 of 10" in screen


# The keys that work everywhere


EVERYWHERE = [
    pytest.param(step(**fields), id=str(fields["kind"]))
    for fields in (TEXT, LINES, SCALE, CHOICE, CHOICES, RANK, YES_NO, {"kind": "number"}, {"kind": "date"})
]


@pytest.mark.parametrize("one", EVERYWHERE)
def test_back_skip_stop_and_end_at_every_kind(one: Step) -> None:
    for key in (SHIFT_TAB, CTRL_B):
        with pytest.raises(Back):
            asked(key, one)
    with pytest.raises(KeyboardInterrupt):
        asked(CTRL_C, one)
    with pytest.raises(EOFError):
        asked(CTRL_D, one)
    assert asked(CTRL_S, one) is None


@pytest.mark.parametrize("one", EVERYWHERE)
def test_help_and_help_now_at_every_kind_and_then_the_question_again(one: Step) -> None:
    screen = Screen()
    there = [("\nThere is no more to say here.", "!"), ("Enter goes back", ENTER + CTRL_S)]
    assert asked("?", one, screen=screen, then=there) is None
    assert "  Call 112." in screen


def test_help_now_stays_with_its_indentation_until_enter() -> None:
    screen = Screen(rows=40)
    page = "\n".join(["In danger?", "  112", *(f"line {number}" for number in range(30)), "In danger? Call 112."])
    keys = "!" + "2x" + CTRL_S
    with terminal(keys, screen, then=[("Call 112.\n\nEnter goes back", ENTER + "3" + ENTER)]) as prompter:
        prompter._desk.help_now = lambda: page
        assert prompter.ask(Turn(step=step(**CHOICE))) == "Three"
    last = max((seen for seen in screen.seen if seen.endswith("Enter goes back")), key=len)
    assert last.endswith("  line 29\n  In danger? Call 112.\n\nEnter goes back")
    assert "Which?" not in last
    assert "    112" in screen.raw


def test_help_now_is_read_page_by_page_on_a_low_screen() -> None:
    screen = Screen(rows=16)
    page = "\n".join(["In danger?", "  112", "", *(f"line {number}" for number in range(18)), "", "Call 112 again."])
    keys = [
        ("line 8\n\nEnter turns the page (1 of 2)", "x2" + ENTER),  # neither reaches the question
        ("Call 112 again.\n\nEnter goes back", ENTER + "3" + ENTER),
    ]
    with terminal("!", screen, then=keys) as prompter:
        prompter._desk.help_now = lambda: page
        assert prompter.ask(Turn(step=step(**CHOICE))) == "Three"
    first, last = (
        max((seen for seen in screen.seen if seen.endswith(way)), key=len) for way in ("(1 of 2)", "Enter goes back")
    )
    assert first.strip().startswith("In danger?\n    112\n")
    assert "line 17" in last
    assert last.endswith("Call 112 again.\n\nEnter goes back")


def test_shift_tab_leads_from_any_page_of_help_now_to_the_question() -> None:
    screen = Screen(rows=16)
    with terminal("!", screen, then=[("(1 of 2)", SHIFT_TAB + "3" + ENTER)]) as prompter:
        prompter._desk.help_now = lambda: "\n".join(f"line {number}" for number in range(20))
        assert prompter.ask(Turn(step=step(**CHOICE))) == "Three"


def test_a_round_of_breathing_does_not_end_while_help_now_is_read() -> None:
    screen = Screen()
    with terminal("!", screen, clock=Clock(50), then=[("Call 112.\n\nEnter goes back", ENTER)]) as prompter:
        assert prompter.ask(Session(BREATHS, today=TODAY).turn()) == 40


def test_help_now_can_be_left_by_ctrl_c_and_ctrl_d() -> None:
    for key, reason in ((CTRL_C, KeyboardInterrupt), (CTRL_D, EOFError)):
        with pytest.raises(reason):
            asked("!" + key, step(kind="text"))


def test_help_is_the_steps_own() -> None:
    then = [("What is it?\nGo by feel.\n", ENTER)]
    assert asked("?", step(kind="scale", help="Go by feel."), then=then) == ""
    assert "? help" not in shown(step(kind="scale"))


def test_help_stands_beneath_its_question_and_goes_again() -> None:
    screen = Screen()
    keys = [("What is it?\nGo by feel.\n", "?"), ("What is it?\n\n", "4" + ENTER)]
    assert asked("?", step(kind="scale", help="Go by feel."), screen=screen, then=keys) == "4"


def test_help_that_does_not_fit_beneath_stands_above_the_question() -> None:
    long = "\n".join(f"line {number}" for number in range(30))
    screen = Screen(rows=20)
    assert asked("?" + ENTER, step(kind="text", help=long), screen=screen) == ""
    assert "  line 29\n\nWhat is it?" in screen


def test_words_at_a_scale_are_shown_and_answered_as_in_plain_lines() -> None:
    screen = Screen()
    refused = "Please give a whole number from 0 to 10."
    assert answer("very strong" + ENTER, step(kind="scale"), screen=screen, then=[(refused, "7" + ENTER)]) == 7
    assert "> very strong" in screen
    leaves = "Ctrl-C leaves."
    assert answer("quit" + ENTER, step(kind="scale"), then=[(leaves, BACKSPACE + "7" + ENTER)]) == 7
    for kind in ("scale", "number", "text"):
        there = [("Enter goes back", ENTER), ("What is it?", "7" + ENTER)]
        assert asked("sos" + ENTER, step(kind=kind), then=there) == "7"


def test_only_where_nothing_is_kept_it_is_said_above_and_to_whoever_types_quit() -> None:
    gone = "Ctrl-C leaves. Then all stays as it was, and what you changed is not kept."
    kept, screen = "Ctrl-C leaves. What you wrote is kept.", Screen()
    with terminal("quit" + ENTER, screen, then=[(kept, BACKSPACE + "7" + ENTER)]) as prompter:
        prompter.introduce(BREATHS, is_kept=True)
        assert "Ctrl-C" not in screen
        assert prompter.ask(Turn(step=step(kind="scale"), is_kept=True)) == "7"
    screen = Screen()
    with terminal("quit" + ENTER, screen, then=[(gone, BACKSPACE + "7" + ENTER)]) as prompter:
        prompter.introduce(BREATHS, is_kept=False)
        assert gone in screen
        assert prompter.ask(Turn(step=step(kind="scale"), is_kept=False)) == "7"


def test_words_at_a_scale_stay_out_of_a_draft() -> None:
    with terminal("high" + CTRL_C) as prompter:
        with pytest.raises(KeyboardInterrupt):
            prompter.ask(Turn(step=step(kind="scale")))
        assert prompter.typed() == ""


def test_the_footer_says_what_enter_does_now() -> None:
    empty, taken = "Enter skips", "Enter takes it"
    assert asked("", step(kind="text"), then=[(empty, "a"), (taken, BACKSPACE), (empty, ENTER)]) == ""
    assert asked("", step(kind="scale"), then=[(empty, RIGHT), (taken, ENTER)]) == "0"
    assert asked("", step(**CHOICE), then=[(empty, DOWN), (taken, ENTER)]) == "One"
    ways = [(empty, "1"), ("Enter goes on", "1"), (empty, "2"), ("Enter goes on", ENTER)]
    assert asked("", step(**CHOICES), clock=Clock(9.0), then=ways) == ["Two"]
    begins = "Enter begins a line; on an empty one it goes on"
    assert asked("", step(**LINES), then=[(empty, "a"), (begins, ENTER), ("Enter goes on", ENTER)]) == "a\n"
    screen = Screen()
    assert asked("", step(kind="text", required=True), screen=screen, then=[("Shift-Tab back", "a" + ENTER)]) == "a"
    assert empty not in screen


def test_what_stands_there_stays_while_help_is_shown() -> None:
    assert answer("4?!" + ENTER * 2, step(kind="scale")) == 4
    assert asked("2?" + DOWN + SPACE + "!" + ENTER * 2, step(**CHOICES)) == ["Two", "Three"]


def test_in_a_text_that_has_begun_the_keys_for_help_are_letters() -> None:
    assert asked("why?!" + ENTER, step(kind="text")) == "why?!"
    assert answer(f"why?{ENTER}?so{ENTER}{ENTER}", step(**LINES)) == ["why?", "so"]


def test_ctrl_d_in_a_text_that_has_begun_does_not_leave() -> None:
    assert asked("a" + CTRL_D + "b" + ENTER, step(kind="text")) == "ab"


def test_ctrl_d_on_an_empty_line_of_several_leaves_and_keeps_them() -> None:
    with terminal(f"a{ENTER}{CTRL_D}") as prompter:
        with pytest.raises(EOFError):
            prompter.ask(Turn(step=step(**LINES)))
        assert prompter.typed() == "a\n"


# What is typed is known


def test_ctrl_c_leaves_the_half_typed_text_behind() -> None:
    with terminal("half a th" + CTRL_C) as prompter:
        with pytest.raises(KeyboardInterrupt):
            prompter.ask(Turn(step=step(kind="text")))
        assert prompter.typed() == "half a th"


@pytest.mark.parametrize(
    ("one", "keys", "typed"),
    [
        (step(**LINES), f"a{ENTER}b", "a\nb"),
        (step(kind="scale"), "7", "7"),
        (step(**CHOICES), "31", "One\nThree"),
        (step(**RANK), f"3{ENTER}", "Three"),
        (step(**CHOICE, other=True), DOWN * 4 + ENTER + "my own", "my own"),
        (step(**CHOICES, other=True), f"1{END}{SPACE}{ENTER}a bath{ENTER}a n", "One\na bath\na n"),
        (step(**CHOICE, other=True), "my own", "my own"),
        (step(**CHOICES, other=True), "1a bath", "One\na bath"),
    ],
)
def test_what_was_begun_is_known_after_ctrl_c_and_is_where_the_next_walk_starts(
    one: Step, keys: str, typed: str
) -> None:
    with terminal(keys + CTRL_C) as prompter:
        with pytest.raises(KeyboardInterrupt):
            prompter.ask(Turn(step=one))
        assert prompter.typed() == typed
    with terminal(CTRL_C) as prompter:
        with pytest.raises(KeyboardInterrupt):
            prompter.ask(Turn(step=one, typed=typed))
        assert prompter.typed() == typed


def test_what_is_typed_is_told_once_and_not_for_every_character() -> None:
    told: list[str] = []
    with pytest.raises(Back):
        asked("half a th" + SHIFT_TAB, step(kind="text"), typing=told.append)
    assert told == ["half a th"]


def test_an_answer_that_is_given_is_not_told_as_half_typed() -> None:
    told: list[str] = []
    asked("all of it" + ENTER, step(kind="text"), typing=told.append)
    assert told == []


# A whole walk


WALK = exercise(TEXT, SCALE, YES_NO, CHOICE, {**TEXT, "key": "more"}, {**TEXT, "key": "last"})


def walk(keys: str, one: Exercise = WALK, screen: Screen | None = None) -> dict[str, Answer]:
    with terminal(keys, screen) as prompter:
        return play(Session(one, today=TODAY), prompter, card=lambda id: f"# Card\n\nThe card {id}.")


def test_back_finds_what_was_answered() -> None:
    keys = f"tired{ENTER}7{SHIFT_TAB} now{ENTER}{ENTER}" + ENTER * 5
    assert walk(keys) == {
        "words": "tired now", "strength": 7, "sure": None, "which": None, "more": None, "last": None,
    }  # fmt: skip


def test_the_review_saves_on_enter_and_changes_what_is_picked() -> None:
    keys = f"tired{ENTER}7{ENTER}y{ENTER}2{ENTER}{ENTER}{ENTER}"
    answers = {"words": "tired", "strength": 7, "sure": True, "which": "Two", "more": None, "last": None}
    assert walk(keys + ENTER) == answers
    change = DOWN * 2 + ENTER + "4" + ENTER
    assert walk(keys + change + ENTER) == {**answers, "strength": 4}
    assert walk(keys + DOWN + ENTER + SHIFT_TAB + CTRL_S) == answers


def test_back_from_the_review_is_the_last_question() -> None:
    assert walk(ENTER * 6 + SHIFT_TAB + "the last" + ENTER + ENTER)["last"] == "the last"


def test_the_review_can_be_left_by_ctrl_c_and_ctrl_d() -> None:
    for key, reason in ((CTRL_C, KeyboardInterrupt), (CTRL_D, EOFError)):
        with terminal("?!" + ENTER + key) as prompter, pytest.raises(reason):
            prompter.review([ReviewLine(key="a", ask="A?", words="x")])


def test_tab_takes_over_what_was_written_before_one_after_the_other() -> None:
    words = step(kind="text")
    recalled = ("the tram", "less  wine\nin the week")
    screen = Screen()
    assert asked(TAB + ENTER, words, screen, recalled=recalled) == "the tram"
    assert "You wrote before (Tab goes through it):" in screen
    assert asked(TAB + TAB + ENTER, words, recalled=recalled) == "less wine in the week"
    assert asked(TAB * 3 + " 11" + ENTER, words, recalled=recalled) == "the tram 11"
    assert asked("tea" + TAB + ENTER, words, recalled=recalled) == "tea"


def test_tab_takes_over_a_line_among_others() -> None:
    lines = step(kind="lines")
    assert asked("tea" + ENTER + TAB + ENTER + TAB + TAB + ENTER * 2, lines, recalled=("a", "b")) == "tea\na\nb\n"


def test_the_review_cuts_long_words() -> None:
    screen = Screen(columns=60)
    with terminal(ENTER, screen) as prompter:
        prompter.review([ReviewLine(key="a", ask="What happened then? " * 9, words="much\n" * 90)])
    assert "   What happened then? What happene…  much much much much…" in screen


def test_a_card_waits_for_enter() -> None:
    screen = Screen()
    one = exercise({**YES_NO, "safety": "stay"}, TEXT)
    assert walk(f"y{ENTER}xyz{ENTER}after{ENTER}", one, screen) == {"sure": True, "words": "after"}
    assert "The card stay." in screen
    assert "# Card" not in screen


def test_a_card_names_the_key_for_help_before_the_command() -> None:
    screen = Screen()
    with terminal(ENTER, screen) as prompter:
        prompter.tell("# Card\n- Type smartcli help-now for numbers.", wait=True)
        prompter.tell("Any time: smartcli help-now")
    assert "Type ! here (later: smartcli help-now) for numbers." in screen
    assert "Any time: smartcli help-now" in screen


def test_back_from_a_card_is_the_question_before_it() -> None:
    one = exercise({**YES_NO, "safety": {"card": "stay", "is": True}}, TEXT)
    assert walk(f"y{ENTER}{SHIFT_TAB}n{ENTER}{ENTER}", one) == {"sure": False, "words": None}


def test_a_refusal_of_the_session_is_shown_and_asked_again() -> None:
    table = {"kind": "items", "key": "rows", "ask": "Who?", "required": True, "at_least": 1, "fields": [TEXT]}
    screen = Screen()
    assert walk(f"{ENTER}Ada{ENTER}{ENTER}", exercise(table), screen) == {"rows": [{"words": "Ada"}]}
    assert "Please give at least 1." in screen


# What is shown


def test_a_question_says_where_it_stands_and_what_the_keys_do() -> None:
    text = shown(step(kind="text", help="Any."), number=2, total=9)
    assert "2 of 9" in text
    assert "What is it?" in text
    assert "Enter skips · ? help · ! help now · Shift-Tab back" in text


def test_a_row_of_a_table_says_whose_it_is() -> None:
    place = Place(table="people", row=1, field="it", label="Ada [/x]")
    assert "2 of 9 · Ada [/x]" in shown(step(kind="text"), number=2, total=9, place=place)
    place = Place(table="people", row=1, field="it")
    assert "2 of 9 · no. 2" in shown(step(kind="text"), number=2, total=9, place=place)


def test_pinned_and_earlier_words_are_in_sight() -> None:
    text = shown(step(kind="text"), pinned=(("What?", "I \x1b[2Jfailed"),), recalled=tuple("abcdefg"))
    assert "You wrote: I ␛[2Jfailed" in text
    assert "· a" in text
    assert "and 2 more" in text


def test_two_pinned_answers_are_told_apart_by_their_questions() -> None:
    text = shown(step(kind="text"), pinned=(("What happened?", "I failed"), ("What would be enough?", "Once")))
    assert "What happened? You wrote: I failed\nWhat would be enough? You wrote: Once" in text


def test_one_line_stays_after_an_answer() -> None:
    screen = Screen()
    asked("7" + ENTER, step(kind="scale"), screen=screen)
    assert screen.last == "What is it?  7"


def test_a_long_answer_stays_as_one_line() -> None:
    screen = Screen(columns=40)
    asked(paste("very " * 90) + ENTER, step(kind="text"), screen=screen)
    assert screen.last == "What is it?\n  very very very very very very very ve…"


def test_stored_words_cannot_command_the_terminal_wherever_they_are_shown() -> None:
    evil = "\x1b[41m\u202e[/x]\x9b41m"
    screen = Screen()
    with terminal(f"{ENTER}{CTRL_S}{ENTER}{ENTER}", screen) as prompter:
        prompter.tell("Yours:", [evil])
        prompter.ask(Turn(step=step(**CHOICE, other=True), before=evil))
        prompter.ask(Turn(step=step(**CHOICES, other=True).offering([evil]), before=[evil], pinned=(("a", evil),)))
        prompter.review([ReviewLine(key="a", ask=evil, words=evil)])
        prompter.refuse(InvalidAnswer(evil))
    assert "␛[41m[/x]\ufffd41m" in screen
    assert "\x1b[41m" not in screen.raw
    assert not set("\u202e\x9b") & set(screen.raw)


def test_small_terminals_keep_the_question_and_the_way_to_help() -> None:
    for one in (step(kind="text"), step(**LINES), step(kind="scale"), step(**CHOICE), step(**CHOICES)):
        text = shown(one, Screen(columns=20, rows=4), number=2, total=9, pinned=(("a", "b"),))
        assert "What is it?" in text or one.ask in text
        assert "! help now" in text
        assert "Window too small" not in text


def test_no_line_is_wider_than_the_terminal() -> None:
    screen = Screen(columns=40)
    long = "A question that goes on for a good while so that it has to be broken somewhere in between"
    asked(CTRL_S, step(kind="text", ask=long), screen=screen, recalled=("earlier words " * 9,))
    assert "A question that goes on for a good while\nso that it has to be broken somewhere in\nbetween\n" in screen
    assert "· earlier words earlier words earlier\n  words earlier words" in screen


def test_a_safety_card_waits_for_enter_alone() -> None:
    screen = Screen()
    with terminal(" x", screen, then=[("Enter goes on", ENTER)]) as prompter:
        prompter.tell("You do not have to be alone.", wait=True)
    assert "You do not have to be alone." in screen


@pytest.mark.parametrize("id", ["crisis", "emergency", "overdose", "withdrawal", "tolerance", "lapse", "unsafe"])
def test_on_a_low_screen_a_safety_card_is_read_in_parts_and_none_of_it_scrolls_away_unseen(id: str) -> None:
    screen, card = Screen(columns=40, rows=20), content.card(id)
    with terminal("", screen, then=[("Enter goes on", ENTER)] * 2) as prompter:
        prompter.tell(card, wait=True)
    waiting = [" ".join(seen.split()) for seen in screen.seen if "Enter goes on" in seen]
    first = " ".join(card.removeprefix("# ").split("\n\n")[0].split())
    assert any(first in seen for seen in waiting)
    for line in card.removeprefix("# ").split("\n"):
        words = " ".join(line.split())
        assert any(words.partition("smartcli help-now")[0].removesuffix("Type ") in seen for seen in waiting)


def test_a_card_that_fits_waits_once() -> None:
    screen = Screen()
    with terminal("", screen, then=[("Enter goes on", ENTER)]) as prompter:
        prompter.tell(content.card("crisis"), wait=True)
    assert "You can go on writing after this." in screen


def test_tab_goes_through_what_was_written_before_and_offers_no_line_twice() -> None:
    recalled, screen = ("a walk", "tea", "Call Ana"), Screen()
    assert asked(TAB * 2 + ENTER, step(kind="text"), screen, recalled=recalled) == "tea"
    assert "You wrote before (Tab goes through it):" in screen
    assert asked(TAB * 4 + ENTER, step(kind="text"), recalled=recalled) == "a walk"
    lines = f"{TAB}{ENTER}{TAB}{ENTER}call ana{ENTER}{TAB}x{ENTER}{ENTER}"
    assert answer(lines, step(**LINES), recalled=recalled) == ["a walk", "tea", "call ana", "x"]
