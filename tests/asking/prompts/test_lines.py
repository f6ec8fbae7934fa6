"""Asking in plain lines: what is said, what can be typed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from tests.asking.prompts.page import STOP, Page
from tests.small import SCALE, TEXT, YES_NO, exercise, step

from smartcli.asking.play import play
from smartcli.asking.prompts.lines import LinePrompter
from smartcli.asking.session import Session
from smartcli.asking.turn import Back, Place, ReviewLine, Turn
from smartcli.errors import InvalidAnswer
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Answer, Step

TODAY = date(2026, 3, 10)
CHOICE = {"kind": "choice", "key": "which", "ask": "Which?", "choices": ["One", "Two, or so", "Three"]}
CHOICES = {**CHOICE, "kind": "choices"}
RANK = {**CHOICE, "kind": "rank"}
LINES = {"kind": "lines", "key": "lines", "ask": "What helps?"}


def asked(keyed: Sequence[str], one: Step, page: Page | None = None, **turn: Any) -> object:
    """What is answered to one step with these lines. All of them must have been read."""
    page = page or Page([])
    page.typed = list(keyed)
    raw = page.prompter.ask(Turn(step=one, **turn))
    assert page.typed == []
    return raw


def answer(keyed: Sequence[str], one: Step, **turn: Any) -> Answer:
    return one.read(asked(keyed, one, **turn))


def written(one: Step, keyed: Sequence[str] = ("-",), **turn: Any) -> list[str]:
    page = Page([])
    asked(keyed, one, page, **turn)
    return page.written


# What is said


def test_a_question_says_where_it_stands_what_it_asks_and_how_to_answer() -> None:
    one = step(kind="scale", ends=["no urge", "the strongest"])
    assert written(one, number=2, total=9) == ["", "2 of 9", "What is it?", "(0 no urge – 10 the strongest)"]


def test_choices_are_numbered() -> None:
    assert written(step(**CHOICE, other=True)) == [
        "",
        "Which?",
        "1 One",
        "2 Two, or so",
        "3 Three",
        "(a number, or your own words)",
    ]


def test_what_was_answered_before_is_said_with_what_enter_does() -> None:
    assert written(step(kind="scale"), before=7)[-1] == "Now: 7. Enter keeps it, - skips it."
    assert written(step(kind="yes-no"), before=False)[-1] == "Now: no. Enter keeps it, - skips it."
    assert written(step(kind="text"), before="Tired!")[-1] == (
        "Now: Tired! Enter keeps it, - skips it, + and more words adds to it."
    )
    assert written(step(kind="text"), before="x", typed="I was ti")[-1] == (
        "You had started: I was ti. Enter keeps it, - skips it, + and more words adds to it."
    )
    assert written(step(**LINES), typed="a\nb")[-4:-1] == ["You had started:", "- a", "- b"]
    assert written(step(kind="scale", required=True), ["3"], before=7)[-1] == "Now: 7. Enter keeps it."


def test_a_menu_says_what_enter_takes() -> None:
    one = step(**CHOICE, required=True)
    assert written(one, ["2"], before="One", total=0)[-1] == "Enter takes: One"


def test_a_row_of_a_table_says_whose_it_is() -> None:
    place = Place(table="people", row=1, field="it", label="Ada\nL.")
    assert written(step(kind="text"), number=2, total=9, place=place)[1] == "2 of 9, Ada L."


def test_a_table_says_what_it_asks_and_how_it_ends() -> None:
    table = {"kind": "items", "key": "rows", "ask": "Who helps?", "help": "People.", "fields": [TEXT, SCALE]}
    page = Page(["?", "Ada", "3", ""])
    assert played(page, exercise(table)) == {"rows": [{"words": "Ada", "strength": 3}]}
    assert page.written[4:] == [
        "",
        "no. 1",
        "Who helps?",
        "In your words?",
        "Enter ends the list.",
        "People.",
        "In your words?",
        "",
        "no. 1",
        "How strong?",
        "(0–10)",
        "",
        "no. 2",
        "In your words?",
        "Enter ends the list.",
    ]


def test_pinned_and_earlier_words_are_said() -> None:
    lines = written(step(kind="text"), pinned=(("What?", "I\nfailed"),), recalled=tuple("abcdefg"))
    assert lines[1:] == [
        "You wrote: I failed",
        "What is it?",
        "You wrote before:",
        *("1 a", "2 b", "3 c", "4 d", "5 e", "6 f", "7 g"),
        "=1 takes over the first of them.",
    ]


def test_pinned_words_are_said_once_and_again_when_they_have_changed() -> None:
    page = Page(["", "", "", "", "-"])
    prompter = page.prompter
    long = "What is the problem, in one or in two sentences?"
    one, two, other = (("Why?", "I failed"),), (("Why?", "I failed"), (long, "a bus\nlate")), (("Why?", "I am tired"),)
    said = []
    for pinned in (one, one, two, two, other):
        page.written = []
        prompter.ask(Turn(step=step(kind="text"), pinned=pinned))
        said.append(page.written[1:-1])
    short = "What is the problem, in one or in two se…"
    assert said == [["You wrote: I failed"], [], [f"{short} You wrote: a bus late"], [], ["You wrote: I am tired"]]
    page.typed = [""]
    prompter.introduce(exercise(TEXT))
    prompter.ask(Turn(step=step(kind="text"), pinned=other))
    assert page.written[-2:] == ["You wrote: I am tired", "What is it?"]


def test_a_pinned_number_is_said_with_its_question() -> None:
    assert written(step(kind="text"), pinned=(("How sure?", "7"),))[1] == "How sure? 7"


BEFORE = ("the tram", "less  wine\nin the week")


def test_earlier_words_are_taken_over_by_their_number() -> None:
    assert asked(["=1"], step(kind="text"), recalled=BEFORE) == "the tram"
    assert asked([" = 2 "], step(kind="text"), recalled=BEFORE) == "less wine in the week"
    assert asked(["=2", "tea", "=1", ""], step(kind="lines"), recalled=BEFORE) == "less wine in the week\ntea\nthe tram"
    assert asked(["=3"], step(kind="text"), recalled=BEFORE) == "=3"
    assert asked(["=1"], step(kind="text")) == "=1"
    assert written(step(kind="text"), ["tea"], recalled=("the tram",))[2:5] == [
        "You wrote before:", "1 the tram", "=1 takes it over.",
    ]  # fmt: skip


def test_what_is_picked_has_no_words_to_take_over() -> None:
    assert asked(["=1", "2"], step(**CHOICE), recalled=BEFORE) == "Two, or so"


def test_an_exercise_is_introduced_with_the_keys() -> None:
    page = Page([])
    page.prompter.introduce(exercise(TEXT, about="What it is for."), is_kept=True)
    assert page.written == [
        "",
        "Small, about 1 min",
        "What it is for.",
        "Enter or - skips a question, < goes back, ? is help with it, ! is help now.",
        "Ctrl-C leaves. What you wrote is kept.",
    ]


def test_a_card_is_told_without_its_marks_and_waits() -> None:
    page = Page([""])
    page.prompter.tell("# First\n\nBe kind.", ["to me"], wait=True)
    assert page.written == ["", "First", "", "Be kind.", "- to me", "Enter goes on."]
    assert page.typed == []


def test_a_card_does_not_wait_for_somebody_who_is_not_there() -> None:
    page = Page([])
    page.prompter.tell("Be kind.", wait=True)
    assert page.written == ["", "Be kind.", "Enter goes on."]


def test_nothing_that_is_shown_can_command_a_terminal() -> None:
    evil = "\x1b[2J\u202e\x9b1m[/x]"
    page = Page(["", "", "?", ""])
    prompter = page.prompter
    prompter.tell(evil, [evil])
    place = Place(table="t", row=0, field="it", label=evil)
    one = step(**CHOICE, other=True, help=evil).offering([evil])
    prompter.ask(Turn(step=one, before=evil, typed=evil, recalled=(evil,), pinned=((evil, evil),), place=place))
    prompter.ask(Turn(step=step(kind="text", ask=evil), before=evil, recalled=(evil,)))
    prompter.review([ReviewLine(key="a", ask=evil, words=evil)])
    assert not set("\x1b\u202e\x9b") & set("".join(page.written))
    assert page.written[1] == "␛[2J\ufffd1m[/x]"


# What can be typed


def test_every_kind_reads_a_line() -> None:
    assert answer(["  a b "], step(kind="text")) == "  a b "
    assert answer(["7"], step(kind="scale")) == 7
    assert answer(["2"], step(**CHOICE)) == "Two, or so"
    assert answer(["my own way"], step(**CHOICE, other=True)) == "my own way"
    assert answer(["3, 1"], step(**CHOICES)) == ["One", "Three"]
    assert answer(["3 1"], step(**RANK)) == ["Three", "One"]
    assert answer(["Y"], step(kind="yes-no")) is True
    assert answer(["2,5"], step(kind="number")) == 2.5
    assert answer(["in 4 weeks"], step(kind="date").on(TODAY)) == "2026-04-07"


def test_lines_go_on_until_an_empty_one() -> None:
    assert answer(["a", "- b", ""], step(**LINES)) == ["a", "- b"]
    assert answer([""], step(**LINES)) is None


def test_a_paste_of_several_lines_is_one_answer() -> None:
    assert asked(["a\nb\n"], step(kind="text")) == "a\nb"
    assert answer(["a\nb", "c", ""], step(**LINES)) == ["a", "b", "c"]
    assert answer(["a\nb\n"], step(**LINES)) == ["a", "b"]
    assert answer(["1\n3"], step(**CHOICES)) == ["One", "Three"]


def test_a_paste_of_200_kb_is_kept_whole() -> None:
    text = "It was a long day. " * 10_600
    assert asked([text], step(kind="text")) == text


def test_any_character_is_kept_as_it_is() -> None:
    text = "[/x] \x1b[2J\x00 \U0001f469\u200d\U0001f467 \u05e9\u05dc\u05d5\u05dd \udc80"
    assert asked([text], step(kind="text")) == text


def test_enter_keeps_what_was_there_and_a_dash_skips_it() -> None:
    for one, before in (
        (step(kind="text"), "Tired"),
        (step(**LINES), ["a", "b"]),
        (step(kind="scale"), 0),
        (step(**CHOICE, other=True), "my own way"),
        (step(**CHOICES), ["One", "Two, or so"]),
        (step(**RANK), ["Three", "One"]),
        (step(kind="yes-no"), False),
        (step(kind="number"), 2.5),
    ):
        assert answer([""], one, before=before) == before
        assert answer(["-"], one, before=before) is None
        assert answer([""], one) is None


def test_enter_takes_what_stood_half_typed() -> None:
    assert answer([""], step(kind="text"), before="x", typed="Tired and c") == "Tired and c"
    assert answer([""], step(**LINES), typed="a\nb") == ["a", "b"]
    assert answer([""], step(kind="scale"), typed="7") == 7
    assert answer([""], step(**CHOICES), typed="One\nTwo, or so") == ["One", "Two, or so"]
    assert answer([""], step(**CHOICES, other=True), typed="Two, or so\na bath, hot") == ["Two, or so", "a bath, hot"]
    assert answer([""], step(**CHOICES), typed="1, 3") == ["One", "Three"]


def test_a_plus_adds_to_words_that_were_there() -> None:
    assert asked(["+ again"], step(kind="text"), before="Tired") == "Tired again"
    assert answer(["+ c", "d", ""], step(**LINES), before=["a", "b"]) == ["a", "b", "c", "d"]
    assert asked(["+ 1"], step(kind="text")) == "+ 1"
    assert answer(["+3"], step(kind="date").on(TODAY), before="2026-01-01") == "2026-03-13"


def test_an_answer_that_does_not_fit_is_refused_and_asked_again() -> None:
    page = Page([])
    assert asked(["eleven", "11", "1"], step(kind="scale"), page) == "1"
    assert page.written[-2:] == ["Please give a whole number from 0 to 10."] * 2


def test_quit_where_words_are_no_answer_is_told_how_to_leave() -> None:
    told = "Ctrl-C leaves."
    assert written(step(kind="scale"), ["quit", "exit ", "1"])[-2:] == [told, told]
    assert written(step(**CHOICE), ["Quit", "1"])[-1] == told
    assert asked(["quit"], step(kind="text")) == "quit"
    page = Page(["quit", ""])
    assert page.prompter.review([ReviewLine(key="a", ask="A?", words="x")]) is None
    assert page.written[-1] == told


@pytest.mark.parametrize(
    ("is_kept", "told"),
    [
        (True, "Ctrl-C leaves. What you wrote is kept."),
        (False, "Ctrl-C leaves. Then all stays as it was, and what you changed is not kept."),
        (None, "Ctrl-C leaves."),
    ],
)
def test_what_leaving_keeps_is_said_as_it_is(is_kept: bool | None, told: str) -> None:
    page = Page([])
    page.prompter.introduce(exercise(TEXT), is_kept=is_kept)
    assert page.written[-1] == told
    page = Page(["quit", "1"])
    prompter = page.prompter
    prompter.ask(Turn(step=step(kind="scale"), is_kept=is_kept))
    assert page.written[-1] == told
    page.typed = ["quit", ""]
    prompter.review([ReviewLine(key="a", ask="A?", words="x")])
    assert page.written[-1] == told


def test_a_dash_after_lines_ends_them() -> None:
    assert answer(["a", "-"], step(**LINES)) == ["a"]
    assert answer(["-"], step(**LINES)) is None


def test_a_step_that_needs_an_answer_cannot_be_left_empty() -> None:
    page = Page([])
    assert asked(["", "-", "here"], step(kind="text", required=True), page) == "here"
    assert page.written[-2:] == ["This one needs an answer before you can go on."] * 2


@pytest.mark.parametrize("kind", ["text", "lines", "scale", "number", "yes-no", "date"])
def test_help_back_and_the_end_at_every_kind(kind: str) -> None:
    page = Page([])
    asked(["?", "!", "-"], step(kind=kind, help="Any will do."), page)
    ask = page.written[-1]
    assert ask.endswith("?")
    assert page.written[-5:] == ["Any will do.", ask, "Call 112.", "Any time.", ask]
    with pytest.raises(Back):
        asked(["<"], step(kind=kind))
    with pytest.raises(EOFError):
        asked([], step(kind=kind))


@pytest.mark.parametrize("command", ["", "python3 run.py"])
def test_the_command_that_the_cards_name_gives_help_here_too(monkeypatch: Any, command: str) -> None:
    monkeypatch.setenv("SMARTCLI_COMMAND", command)
    page = Page([])
    named = (f" {command or 'smartcli'} help-now ", "smartcli help-now", "help-now", "sos")
    assert asked([*named, "tea"], step(kind="text"), page) == "tea"
    assert page.written.count("Call 112.") == len(named)


def test_the_beginning_of_one_choice_alone_is_enough_where_own_words_are_not_taken() -> None:
    lands = step(kind="choice", choices=["Niger", "Nigeria", "United Kingdom", "United States"])
    for typed, meant in (("nigeri", "Nigeria"), (" united s ", "United States"), ("Niger", "Niger")):
        assert asked([typed], lands) == meant
    refusal = "Please give a number from 1 to 4, or its words."
    assert written(lands, ["United", "1"])[-3:] == [refusal, "3 United Kingdom", "4 United States"]
    assert written(lands, ["Kingdom", "1"])[-1] == refusal
    assert asked(["7", "2"], step(kind="choice", choices=["70", "8"])) == "8"


def test_where_own_words_are_taken_a_beginning_must_end_with_a_word() -> None:
    own = step(kind="choice", choices=["Anger or an argument", "Boredom", "Straßenbahn"], other=True)
    assert asked(["anger"], own) == "Anger or an argument"
    for words in ("bor", "an", "Strasse", "3 beers"):
        assert asked([words], own) == words


GRAVE = {"kind": "choices", "choices": ["I sleep badly", "I hide", "I think about ending my life", "Hopeless"]}
GATE = [{"card": "crisis", "includes": "I think about ending my life"}, {"card": "crisis", "includes": "Hopeless"}]
ENDING = "I think about ending my life"


@pytest.mark.parametrize(
    ("typed", "picked"),
    [
        ("1 and 3", ["I sleep badly", ENDING]), ("1, 2 and 3.", ["I sleep badly", "I hide", ENDING]),
        ("3.", [ENDING]), ("1 & 3", ["I sleep badly", ENDING]), ("1;3", ["I sleep badly", ENDING]),
        ("i think about ending", [ENDING]), ("hopel", ["Hopeless"]),
        ("hopeless and sad", ["Hopeless", "hopeless and sad"]),
        ("the bar, 3", [ENDING, "the bar"]), ("salt and pepper", ["salt and pepper"]), ("hop", ["hop"]),
        ("1 3", ["I sleep badly", ENDING]), ("bar 3", [ENDING, "bar 3"]), ("bar 1", ["bar 1"]),
    ],
)  # fmt: skip
def test_however_several_are_typed_no_row_with_a_card_is_passed_over(typed: str, picked: list[str]) -> None:
    grave = step(**GRAVE, other=True, safety=GATE)
    assert grave.read(asked([typed], grave)) == picked
    assert bool([*grave.cards_for(picked)]) is bool({ENDING, "Hopeless"} & {*picked})


def test_several_are_typed_in_the_same_ways_where_own_words_are_not_taken() -> None:
    closed = step(**GRAVE)
    assert closed.read(asked(["2 and 4"], closed)) == ["I hide", "Hopeless"]
    assert written(closed, ["the bar", "1"])[-1] == "Please give a number from 1 to 4, or its words."


def test_very_many_choices_are_read_out_only_when_they_are_asked_for() -> None:
    lands = step(kind="choice", choices=[f"Land {number}" for number in range(1, 21)] + ["Another"], help="Any.")
    listed = [f"{number} Land {number}" for number in range(1, 21)] + ["21 Another"]
    ways = "21 to choose from. Type the first letters of the one you mean, or ? to hear them all."
    assert written(lands, ["?", "5"]) == [
        "", "What is it?", ways, "21 Another", "(a number)",
        "Any.", *listed, "What is it?", ways, "21 Another",
    ]  # fmt: skip
    assert written(step(kind="choices", choices=list(lands.choices)))[2] == "1 Land 1"
    assert written(step(kind="choice", choices=list(lands.choices)[:20]))[2:4] == ["1 Land 1", "2 Land 2"]


def test_without_help_that_is_said() -> None:
    assert written(step(kind="text"), ["?", "-"])[-2] == "There is no more to say here."


def test_after_help_a_choice_says_its_question_and_its_numbers_again() -> None:
    assert written(step(**CHOICE), ["!", "1"])[-5:] == ["Any time.", "Which?", "1 One", "2 Two, or so", "3 Three"]


def test_help_between_lines_does_not_lose_them() -> None:
    assert answer(["a", "?", "b", ""], step(**LINES)) == ["a", "b"]


# What is typed is known


def test_the_lines_so_far_are_told_and_known_after_ctrl_c() -> None:
    told: list[str] = []
    prompter = Page(["a", "b", STOP]).prompter
    with pytest.raises(KeyboardInterrupt):
        prompter.ask(Turn(step=step(**LINES), typing=told.append))
    assert told == ["a", "a\nb"]
    assert prompter.typed() == "a\nb"


def test_what_stood_half_typed_is_not_lost_by_leaving_again() -> None:
    prompter = Page([STOP]).prompter
    with pytest.raises(KeyboardInterrupt):
        prompter.ask(Turn(step=step(kind="text"), typed="Tired and c"))
    assert prompter.typed() == "Tired and c"


@pytest.mark.parametrize(
    ("one", "half", "kept"),
    [
        (step(kind="text"), "Or not", "Tired and c\nOr not"),
        (step(kind="text"), "+ or not", "Tired and c\nor not"),
        (step(kind="text"), "Tired and cold", "Tired and cold"),
        (step(kind="text"), "-", "Tired and c"),
        (step(**LINES), "a walk", "Tired and c\na walk"),
        (step(kind="scale"), "7", "7"),
    ],
)
def test_what_stood_half_typed_stays_beside_new_words_until_enter(one: Step, half: str, kept: str) -> None:
    prompter = Page([STOP]).prompter
    prompter.begun = lambda: half
    told: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        prompter.ask(Turn(step=one, typed="Tired and c", typing=told.append))
    assert prompter.typed() == kept
    prompter.remember()
    assert told == [kept]


HALF = [
    *((step(kind="text"), key, "") for key in ("<", "?", " ! ", "-", "=1", "smartcli help-now")),
    (step(kind="text"), "=2", "=2"),
    (step(**LINES), "<", ""),
    (step(kind="scale"), "quit", ""),
    (step(kind="scale"), "7", "7"),
    (step(**CHOICE), "tea", ""),
    (step(**CHOICE, other=True), "tea", "tea"),
    (step(**CHOICES), "1, 3", "1, 3"),
    (step(kind="date").on(TODAY), "tomor", ""),
]


@pytest.mark.parametrize(("one", "half", "kept"), HALF)
def test_keys_and_what_a_question_cannot_take_are_never_kept_as_half_typed(one: Step, half: str, kept: str) -> None:
    prompter = Page([STOP]).prompter
    prompter.begun = lambda: half
    with pytest.raises(KeyboardInterrupt):
        prompter.ask(Turn(step=one, recalled=("the tram",)))
    assert prompter.typed() == kept


class Typist(Page):
    """Somebody who types so slowly that what stands half-typed is told before each Enter."""

    def __init__(self, typed: Sequence[tuple[str, str]], told: list[str]) -> None:
        super().__init__([line for _half, line in typed])
        self.halves = [half for half, _line in typed]
        self.told = told
        self.prompter_at_work = self.prompter
        self.prompter_at_work.begun = lambda: self.halves[0]

    def read(self, prompt: str) -> str:
        self.prompter_at_work.remember()
        line = super().read(prompt)
        self.halves.pop(0)
        return line

    def answers(self, one: Step, typed: str) -> object:
        return self.prompter_at_work.ask(Turn(step=one, typed=typed, typing=self.told.append))


def test_what_was_told_of_a_line_that_is_no_answer_is_taken_back() -> None:
    told: list[str] = []
    typist = Typist([("smartcli he", "smartcli help-now"), ("1", "11"), ("1", "1")], told)
    assert typist.answers(step(kind="scale", high=5), "4") == "1"
    assert told == ["4", "4", "1", "4", "1"]


def test_after_going_back_the_half_typed_words_are_those_that_were_there() -> None:
    told: list[str] = []
    with pytest.raises(Back):
        Typist([("<", "<")], told).answers(step(kind="text"), "in the kitchen")
    assert told == ["in the kitchen"] * 2


def test_lines_that_were_entered_stay_half_typed_after_going_back() -> None:
    told: list[str] = []
    with pytest.raises(Back):
        Typist([("a wa", "a walk"), ("<", "<")], told).answers(step(**LINES), "")
    assert told == ["a wa", "a walk", "a walk", "a walk"]


def test_a_line_that_is_entered_takes_the_place_of_what_stood_half_typed() -> None:
    prompter = Page(["a walk", STOP]).prompter
    with pytest.raises(KeyboardInterrupt):
        prompter.ask(Turn(step=step(**LINES), typed="Tired and c"))
    assert prompter.typed() == "a walk"


# Breathing


BREATHS = exercise(
    {
        "kind": "pace",
        "key": "ride",
        "ask": "Breathe.",
        "seconds": 25,
        "hold": 1,
        "says": ["Here.", "Now."],
        "help": "So.",
    }
)


def breathe(*replies: str | None, row: int = 0) -> tuple[object, Page]:
    page = Page([], replies)
    turn = Session(BREATHS, today=TODAY).turn()
    place = Place(table="ride", row=row, field="seconds")
    return page.prompter.ask(Turn(step=turn.step, place=place)), page


def test_a_round_is_a_line_a_breath_and_ends_by_itself() -> None:
    raw, page = breathe()
    assert raw == 25
    assert page.waited == [11, 11, 3]
    assert page.written[-4:] == [
        "Breathe in for 4, hold for 1, out for 6. Enter goes on, s ends it.",
        "Here. 25 seconds left.",
        "Now. 14 seconds left.",
        "Here. 3 seconds left.",
    ]


def test_a_later_round_goes_on_with_what_is_said() -> None:
    assert breathe(row=1)[1].written[-3] == "Now. 25 seconds left."


def test_enter_goes_on_with_the_seconds_that_have_passed() -> None:
    assert breathe(None, "")[0] == 14


def test_s_or_a_dash_ends_a_round_and_back_goes_back() -> None:
    assert breathe("s")[0] is None
    assert breathe("-")[0] is None
    with pytest.raises(Back):
        breathe("<")


def test_help_during_a_round() -> None:
    raw, page = breathe("?", "!", "")
    assert raw == 9
    assert page.written[-5:] == ["So.", "Here. 22 seconds left.", "Call 112.", "Any time.", "Here. 19 seconds left."]


# A whole walk


WALK = exercise(TEXT, SCALE, YES_NO, CHOICE, {**TEXT, "key": "more"}, {**TEXT, "key": "last"})


def played(page: Page, one: Exercise = WALK) -> dict[str, Answer]:
    return play(Session(one, today=TODAY), page.prompter, card=lambda id: f"The card {id}.")


def test_back_finds_what_was_answered() -> None:
    answers = played(Page(["tired", "<", "+ now", "7", "<", "-", *[""] * 5]))
    assert answers == {"words": "tired now", "strength": None, "sure": None, "which": None, "more": None, "last": None}


def test_the_review_saves_on_enter_and_changes_what_is_named() -> None:
    page = Page(["tired", "7", "y", "2", "", "", "9", "?", "2", "4", ""])
    answers = played(page)
    assert answers == {"words": "tired", "strength": 4, "sure": True, "which": "Two, or so", "more": None, "last": None}
    at = page.written.index("Your answers:")
    assert page.written[at : at + 10] == [
        "Your answers:",
        "1 In your words? tired",
        "2 How strong? 7",
        "3 Are you sure? yes",
        "4 Which? Two, or so",
        "5 In your words? –",
        "6 In your words? –",
        "Enter saves. A number changes that answer. < goes back.",
        "Please give a number from 1 to 6.",
        "There is no more to say here.",
    ]
    assert page.written[at + 10] == "Enter saves. A number changes that answer. < goes back."


def test_back_from_the_review_is_the_last_question() -> None:
    assert played(Page([*[""] * 6, "<", "the last", ""]))["last"] == "the last"


def test_a_refusal_of_the_session_is_said_and_asked_again() -> None:
    table = {"kind": "items", "key": "rows", "ask": "Who?", "required": True, "at_least": 1, "fields": [TEXT]}
    page = Page(["", "Ada", ""])
    assert played(page, exercise(table)) == {"rows": [{"words": "Ada"}]}
    assert "Please give at least 1." in page.written


def test_a_refusal_is_said() -> None:
    page = Page([])
    page.prompter.refuse(InvalidAnswer("Please."))
    assert page.written == ["Please."]


def test_help_now_comes_in_pages_of_the_window_s_height() -> None:
    said: list[str] = []
    typed = iter(["!", "", "4"])
    prompter = LinePrompter(
        help_now=lambda: "112\nMore",
        read=lambda _prompt: next(typed),
        write=said.append,
        wait=lambda _seconds: None,
        sheets=lambda text: text.split("\n"),
    )
    assert prompter.ask(Turn(step=step(kind="scale"))) == "4"
    at = said.index("112")
    assert said[at : at + 3] == ["112", "Enter turns the page (1 of 2).", "More"]
