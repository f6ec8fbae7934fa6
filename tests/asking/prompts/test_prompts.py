"""Every exercise gives the same answers, whichever way it is asked."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from tests.asking.prompts.keys import DOWN, ENTER, SPACE
from tests.exercises.shipped import exercise_files, load, named
from tests.small import SCALE, TEXT, YES_NO, exercise

from smartcli.asking import prompts
from smartcli.asking.play import play, prepared
from smartcli.asking.prompts.answers import AnswersPrompter, unused
from smartcli.asking.prompts.lines import LinePrompter
from smartcli.asking.prompts.terminal import TerminalPrompter
from smartcli.asking.session import Session
from smartcli.asking.turn import Prompter, ReviewLine, Turn
from smartcli.errors import InvalidAnswer, Usage
from smartcli.exercises import content
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import KINDS, Breaths, Choice, Choices, Lines, Rank, YesNo
from smartcli.exercises.library import Library
from smartcli.exercises.step import Answer, Step

ENVIRON = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3] / "src")}
TODAY = date(2026, 3, 10)

EVERY_KIND = exercise(
    {"kind": "note", "text": "Welcome."},
    {"kind": "text", "key": "text", "ask": "What happened?", "pin": True, "help": "A few words."},
    {"kind": "lines", "key": "lines", "ask": "What matters?"},
    {"kind": "scale", "key": "scale", "ask": "How strong?", "ends": ["none", "most"]},
    {"kind": "scale", "key": "belief", "ask": "How true?", "high": 100},
    {"kind": "choice", "key": "choice", "ask": "Which?", "choices": ["One", "Two", "Three"], "other": True},
    {"kind": "choice", "key": "own", "ask": "Which else?", "choices": ["One", "Two"], "other": True},
    {"kind": "choice", "key": "must", "ask": "Yours?", "choices": ["Left", "Right"], "required": True},
    {"kind": "choices", "key": "choices", "ask": "Where?", "choices": ["Here", "There, or so", "Yonder"]},
    {"kind": "choices", "key": "owns", "ask": "Else?", "choices": ["Here", "There"], "other": True},
    {"kind": "rank", "key": "rank", "ask": "In your order?", "from": "lines", "top": 2},
    {"kind": "rank", "key": "order", "ask": "Which way?", "choices": ["Up", "Down", "Round"]},
    {"kind": "yes-no", "key": "yes", "ask": "Are you?", "safety": "stay"},
    {"kind": "yes-no", "key": "no", "ask": "Were you?"},
    {"kind": "number", "key": "number", "ask": "How long?", "unit": "minutes"},
    {"kind": "date", "key": "date", "ask": "When?"},
    {"kind": "text", "key": "skipped", "ask": "Anything else?"},
    {"kind": "items", "key": "people", "ask": "Who?", "fields": [
        {"kind": "text", "key": "name", "ask": "A name?"},
        {"kind": "choices", "key": "can", "ask": "What can they do?", "choices": ["Listen", "Drive"]},
    ]},
    {"kind": "items", "key": "gaps", "ask": "How much?", "rows_from": "lines", "fields": [
        {"kind": "text", "key": "what", "ask": "What?"},
        {"kind": "scale", "key": "importance", "ask": "How important?"},
    ]},
    {"kind": "pace", "key": "pace", "ask": "Breathe.", "rounds": 2, "seconds": 30, "rate": "Now?"},
    {"kind": "pace", "key": "short", "ask": "Breathe again.", "rounds": 4, "seconds": 30},
    sample={
        "text": "I was tired [/x] \U0001f642",
        "lines": ["Family", "Health, sleep", "Work"],
        "scale": 0,
        "belief": 85,
        "choice": "Three",
        "own": "neither",
        "must": "Right",
        "choices": ["Here", "There, or so"],
        "owns": ["There", "at my aunt's", "on the bus"],
        "rank": ["Work", "Family"],
        "order": ["Round"],
        "yes": True,
        "no": False,
        "number": 12.5,
        "date": "2026-12-01",
        "people": [{"name": "Ada", "can": ["Drive"]}, {"name": "Ben", "can": ["Listen", "Drive"]}],
        "gaps": [{"what": "Family", "importance": 9}, {"what": "Health, sleep", "importance": 10},
                 {"what": "Work", "importance": 3}],
        "pace": [{"seconds": 30, "rating": 7}, {"seconds": 12, "rating": 5, "more": True},
                 {"seconds": 30, "rating": 4, "more": False}],
        "short": [{"seconds": 30}],
    },
)  # fmt: skip


EXERCISES = [
    pytest.param(EVERY_KIND, id=EVERY_KIND.id),
    *(pytest.param(load(file), id=named(file)) for file in exercise_files()),
]


class Clock:
    """A clock for the terminal: its second look at a round comes as late as the person stays."""

    def __init__(self) -> None:
        self.stay = 0
        self.looks = 0

    def begin(self, stay: int) -> None:
        self.stay = stay
        self.looks = 0

    def __call__(self) -> float:
        self.looks += 1
        return float(self.stay if self.looks > 1 else 0)


class Patience:
    """The time of plain lines: breaths pass until the person has stayed long enough and presses Enter."""

    def __init__(self) -> None:
        self.now = 0.0
        self.left: int | None = 0

    def begin(self, stay: int | None) -> None:
        self.left = stay

    def wait(self, seconds: float) -> str | None:
        if self.left is None:
            return "s"
        passes = self.left >= seconds
        step = seconds if passes else self.left
        self.now += step
        self.left -= int(step)
        return None if passes else ""

    def __call__(self) -> float:
        return self.now


class Player:
    """Somebody who answers what is asked from a mapping, by hand: `types` puts it on the keyboard."""

    def secret(self, ask: str) -> str:
        raise AssertionError(ask)

    def __init__(
        self, inner: Prompter, sample: Mapping[str, Any], types: Callable[[Turn | None, Answer], None]
    ) -> None:
        self.inner = inner
        self.sample = sample
        self.types = types
        self.introduce = inner.introduce
        self.refuse = inner.refuse
        self.typed = inner.typed
        self.becomes_anothers, self.present = inner.becomes_anothers, inner.present
        self.leave_by_x = inner.leave_by_x

    def tell(self, text: str, own: Sequence[str] = (), *, wait: bool = False) -> None:
        if wait:
            self.types(None, None)
        self.inner.tell(text, own, wait=wait)

    def draw(self, lines: Sequence[str]) -> None:
        """What is drawn is looked at elsewhere."""

    def pause(self, words: str) -> None:
        self.inner.pause(words)

    def ask(self, turn: Turn) -> object:
        self.types(turn, prepared(turn, self.sample))  # type: ignore[arg-type]  # a sample holds answers
        return self.inner.ask(turn)

    def review(self, lines: Sequence[ReviewLine]) -> str | None:
        self.types(None, None)
        return self.inner.review(lines)


def keystrokes(step: Step, answer: Any) -> str:
    """The keys that give this answer on the terminal."""
    if isinstance(step, Breaths):
        return "s" if answer is None else ENTER
    if answer is None:
        return ENTER
    match step:
        case Choices():
            return "".join(keys_of(answer, step))
        case Choice():
            rows = [*([] if step.required else [None]), *step.choices]
            own = answer not in step.choices
            return DOWN * (len(rows) if own else rows.index(answer)) + ENTER + (answer + ENTER if own else "")
        case Rank():
            return "".join(ranking(answer, step))
        case YesNo():
            return ("y" if answer else "n") + ENTER
        case Lines():
            return "".join(line + ENTER for line in answer) + ENTER
    return f"{answer}{ENTER}"


def keys_of(answer: list[str], step: Choices) -> Iterator[str]:
    """Down the list, ticking; own words come at the end."""
    for choice in step.choices:
        yield SPACE + DOWN if choice in answer else DOWN
    own = [words for words in answer if words not in step.choices]
    yield SPACE + ENTER if own else ENTER
    if own:
        yield "".join(words + ENTER for words in own) + ENTER


def ranking(answer: list[str], step: Rank) -> Iterator[str]:
    left = list(step.choices)
    for words in answer:
        yield DOWN * (left.index(words) + 1) + ENTER
        left.remove(words)
    if left and len(answer) != step.top:
        yield ENTER  # that is enough


def typed(step: Step, answer: Any) -> list[str]:
    """The lines that give this answer in plain lines."""
    if isinstance(step, Breaths):
        return []
    if answer is None:
        return [""]
    match step:
        case Choices() if set(answer) <= set(step.choices):
            return [", ".join(str(step.choices.index(words) + 1) for words in answer)]
        case Rank():
            return [", ".join(str(step.choices.index(words) + 1) for words in answer)]
        case Choices():
            return [", ".join(answer)]
        case Choice() if answer in step.choices:
            return [str(step.choices.index(answer) + 1)]
        case YesNo():
            return ["y" if answer else "n"]
        case Lines():
            return [*answer, ""]
    return [str(answer)]


def from_answers(one: Exercise) -> dict[str, Answer]:
    return play(Session(one, today=TODAY), AnswersPrompter(one.sample), card=content.card)


def with_arrow_keys(one: Exercise) -> dict[str, Answer]:
    clock = Clock()
    with create_pipe_input() as keyboard:
        terminal = TerminalPrompter(help_now=str, clock=clock, input=keyboard, output=DummyOutput())

        def types(turn: Turn | None, answer: Any) -> None:
            if turn is None:
                keyboard.send_text(ENTER)
            elif isinstance(turn.step, Breaths):
                clock.begin(answer or 0)
                keyboard.send_text("" if answer == turn.step.seconds else keystrokes(turn.step, answer))
            else:
                keyboard.send_text(keystrokes(turn.step, answer))

        return play(Session(one, today=TODAY), Player(terminal, one.sample, types), card=content.card)


def line_by_line(one: Exercise) -> dict[str, Answer]:
    patience = Patience()
    keyboard: list[str] = []
    lines = LinePrompter(
        help_now=str,
        read=lambda _prompt: keyboard.pop(0),
        write=lambda _text: None,
        wait=patience.wait,
        clock=patience,
    )

    def types(turn: Turn | None, answer: Any) -> None:
        if turn and isinstance(turn.step, Breaths):
            patience.begin(answer)
        keyboard.extend(typed(turn.step, answer) if turn else [""])

    answers = play(Session(one, today=TODAY), Player(lines, one.sample, types), card=content.card)
    assert keyboard == []
    return answers


@pytest.mark.parametrize("one", EXERCISES)
def test_the_same_answers_from_a_mapping_with_arrow_keys_and_line_by_line(one: Exercise) -> None:
    expected = from_answers(one)
    assert with_arrow_keys(one) == expected
    assert line_by_line(one) == expected


def test_the_exercise_of_every_kind_has_every_kind() -> None:
    used = {type(step) for __, step in EVERY_KIND.every_step()}
    assert used == {*KINDS.values(), Breaths}


def test_every_answer_of_the_sample_arrives() -> None:
    answers = from_answers(EVERY_KIND)
    assert answers == {
        **EVERY_KIND.sample,
        "skipped": None,
        "pace": [
            {"seconds": 30, "rating": 7},
            {"seconds": 12, "rating": 5, "more": True},
            {"seconds": 30, "rating": 4, "more": False},
        ],
    }


# Answers written beforehand


SMALL = exercise(
    TEXT,
    SCALE,
    {"kind": "text", "key": "helper", "ask": "Who?", "only_if": {"key": "strength", "at_least": 7}},
    {"kind": "items", "key": "people", "ask": "Who?", "at_most": 2, "fields": [TEXT, SCALE]},
    {"kind": "items", "key": "named", "ask": "How much?", "rows_from": "people", "fields": [TEXT, SCALE]},
)


def played(answers: Mapping[str, Any], one: Exercise = SMALL) -> dict[str, Answer]:
    return play(Session(one, today=TODAY), AnswersPrompter(answers), card=content.card)


def test_keys_that_are_no_step_are_refused_with_their_names_alone() -> None:
    given = {"wrods": "my secret", "people": [{"words": "Ada", "strenght": 3}, {"strenght": 4}], "note-1": "x"}
    with pytest.raises(Usage) as refused:
        played(given)
    assert str(refused.value) == "These keys are not in this exercise: wrods, people.strenght, note-1."
    assert refused.value.next == "smartcli exercises show small"
    assert refused.value.code == 2


def test_a_strange_key_cannot_command_the_terminal_nor_fill_it() -> None:
    with pytest.raises(Usage) as refused:
        played({"\x1b[2J" + "x" * 500: 1})
    assert str(refused.value) == "Unknown names that cannot be keys: 1."


def test_an_answer_that_does_not_fit_is_refused_with_its_key() -> None:
    with pytest.raises(Usage) as refused:
        played({"strength": 11})
    assert str(refused.value) == "strength: Please give a whole number from 0 to 10."
    with pytest.raises(Usage) as refused:
        played({"people": [{"words": "Ada", "strength": 3}, {"words": "Ben", "strength": "my secret"}]})
    assert str(refused.value) == "people.2.strength: Please give a whole number from 0 to 10."


def test_more_rows_than_a_table_takes_are_refused_with_how_many_it_takes() -> None:
    three = [{"words": "Ada"}, {"words": "Ben"}, {"words": "my secret"}]
    with pytest.raises(Usage) as refused:
        played({"people": three})
    assert str(refused.value) == "people: This table takes 2 rows at most."
    assert refused.value.next == "smartcli exercises show small"
    assert played({"people": [*three[:2], {"words": " "}, {}]})["people"] == [
        {"words": "Ada", "strength": None},
        {"words": "Ben", "strength": None},
    ]


def test_what_was_given_and_not_asked_for_is_named() -> None:
    rows = [{"words": "Ada", "strength": 3}, {"words": "Ben"}]
    named = [{"words": "Ada", "strength": 1}, {"words": "Eve", "strength": 2}]
    given = {"words": " ", "strength": 3, "helper": "Ada", "people": rows, "named": named}
    assert unused(SMALL, given, played(given)) == [
        "helper",
        "named.2.words",
        "named.2.strength",
    ]


def test_rows_after_one_that_ends_the_table_are_named() -> None:
    given = {"people": [{"words": "", "strength": 4}, {"words": "Ben"}]}
    assert unused(SMALL, given, played(given)) == ["people.1.strength", "people.2.words"]


def test_nothing_is_unused_when_all_was_asked_for() -> None:
    assert unused(EVERY_KIND, EVERY_KIND.sample, from_answers(EVERY_KIND)) == []


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ("my secret", "people"),
        ({"words": "my secret"}, "people"),
        (7, "people"),
        ([1, "my secret"], "people.1"),
        ([{"words": "Ben"}, ["my secret"]], "people.2"),
        ([{"words": "Ben"}, None], "people.2"),
    ],
)
def test_what_is_no_table_and_no_row_is_refused_with_its_key(answer: object, path: str) -> None:
    with pytest.raises(Usage) as refused:
        played({"people": answer})
    assert str(refused.value) == f"{path}: Please give a list of rows."
    assert refused.value.code == 2


def test_two_rows_of_one_name_are_refused_and_not_the_second_lost() -> None:
    rows = [{"words": "Ada", "strength": 1}, {"words": "Ben"}, {"words": "Ada", "strength": 2}]
    with pytest.raises(Usage) as refused:
        played({"people": [{"words": "Ada"}, {"words": "Ben"}], "named": rows})
    assert str(refused.value) == "named.3.words: Another row has this name. Please give each row its own."
    assert refused.value.code == 2
    free = {"people": [{"words": "Ada", "strength": 1}, {"words": "Ada", "strength": 2}]}
    assert played(free)["people"] == free["people"]  # rows that are known by their place may share a name


@pytest.mark.parametrize("answer", [None, [], " "])
def test_a_blank_table_is_a_skipped_one(answer: object) -> None:
    assert played({"people": answer})["people"] is None


def test_lines_and_tables_of_the_change_plan_are_not_dropped_unsaid() -> None:
    one = Library(Path("no-home")).load("change-plan")
    cases: list[tuple[dict[str, Any], str]] = [
        ({"steps": [1, "my step"]}, "steps.1: Please give a list of rows."),
        ({"obstacles": "one obstacle"}, "obstacles: Please give a list of rows."),
        ({"changes": [1, "my change"]}, "changes: Please write short lines of text."),
        ({"changes": {"a": "b"}}, "changes: Please write short lines of text."),
    ]
    for given, said in cases:
        with pytest.raises(Usage) as refused:
            played(given, one)
        assert str(refused.value) == said


def test_names_that_cannot_be_keys_are_counted_and_not_shown() -> None:
    strange = {"My Secret": 1, "x" * 41: 2, "": 3, "wrods": 4, "people": [{"my.secret": 5, "strenght": 6}]}
    with pytest.raises(Usage) as refused:
        played(strange)
    assert str(refused.value) == (
        "These keys are not in this exercise: wrods, people.strenght. Unknown names that cannot be keys: 4."
    )


def test_safety_cards_met_on_the_way_are_kept_for_whoever_shows_them() -> None:
    one = exercise({"kind": "note", "text": "Hello."}, {**YES_NO, "safety": {"card": "stay", "is": True}})
    for sure, told in ((True, ["the card stay"]), (False, [])):
        prompter = AnswersPrompter({"sure": sure})
        play(Session(one, today=TODAY), prompter, card=lambda id: f"the card {id}")
        assert prompter.told == told


# Which way of asking


class Stream(io.TextIOWrapper):
    """A stream that says of itself whether it is a terminal."""

    def __init__(self, *, tty: bool, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty


def chosen(environ: Mapping[str, str], *, plain: bool = False, tty: bool = True, encoding: str = "utf-8") -> type:
    return type(
        prompts.choose(
            plain=plain,
            help_now=str,
            environ=environ,
            stdin=Stream(tty=tty),
            stdout=Stream(tty=tty, encoding=encoding),
        )
    )


def test_plain_lines_are_chosen_where_nothing_else_can_work() -> None:
    assert chosen({"TERM": "dumb"}) is LinePrompter
    assert chosen({}) is LinePrompter
    assert chosen({"TERM": "xterm"}, plain=True) is LinePrompter
    assert chosen({"TERM": "xterm"}, tty=False) is LinePrompter
    assert chosen({"TERM": "xterm"}, encoding="latin-1") is LinePrompter


def test_a_closed_standard_input_or_output_is_no_terminal() -> None:
    there = Stream(tty=True)
    for stdin, stdout in ((None, there), (there, None), (None, None)):
        prompter = prompts.choose(plain=False, help_now=str, environ={"TERM": "xterm"}, stdin=stdin, stdout=stdout)
        assert type(prompter) is LinePrompter
        prompter.refuse(InvalidAnswer("Please."))


def test_a_closed_standard_input_is_the_end_of_the_answers() -> None:
    prompter = prompts.choose(plain=True, help_now=str, environ={}, stdin=None, stdout=Stream(tty=False))
    with pytest.raises(EOFError):
        prompter.ask(Turn(step=SMALL.steps[0]))


def test_the_terminal_is_loaded_only_where_it_is_chosen() -> None:
    code = (
        "import sys; from smartcli.asking import prompts;"
        "prompts.choose(plain=True, help_now=str, environ={}, stdin=sys.stdin, stdout=sys.stdout);"
        "print(sorted({'questionary', 'prompt_toolkit'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=ENVIRON)
    assert said.stdout == "[]\n"
