"""What is told on a low terminal stays in sight until it was read: in pages, above a question, after an exercise."""

import pyte
import pytest
from tests.asking.prompts.keys import ENTER, SHIFT_TAB
from tests.asking.prompts.screen import Screen, terminal
from tests.asking.prompts.seat import Seat
from tests.program import Program
from tests.small import SCALE, exercise

from smartcli.asking.turn import Back, Turn
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Step

WAITS = "Enter goes on"
ROWS = [f"This is sentence number {number} of a long note." for number in range(1, 16)]
NEVER = ("what is never seen", "")  # the last key closes the keyboard
SHORT = "A short note."


class Reader(Screen):
    """A low terminal with somebody who presses a key whenever they see certain words."""

    def __init__(self) -> None:
        super().__init__(columns=40, rows=20)
        self._pressed = ""  # at these words, which are still to be seen

    def flush(self) -> None:
        presses, self.then = self.then, []
        super().flush()
        self.then = presses
        if self._pressed not in self.last:
            self._pressed = ""
        for one in [*presses]:
            words, press = one
            if not self._pressed and words in self.last:
                self._pressed = words
                if words != WAITS:
                    presses.remove(one)
                press()


def low() -> Screen:
    return Reader()


def question() -> tuple[Exercise, Step]:
    small = exercise(SCALE)
    return small, small.steps[0]


def waiting(screen: Screen) -> list[str]:
    """What was to be seen whenever a page waited, with the line breaks gone."""
    return list(dict.fromkeys(" ".join(seen.split()) for seen in screen.seen if WAITS in seen))


def asked_after(screen: Screen, *told: str, drawn: list[str] | None = None) -> object:
    small, step = question()
    keys = [(WAITS, ENTER), ("How strong", f"4{ENTER}"), NEVER]
    with terminal("", screen, then=keys) as prompter:
        prompter.introduce(small)
        if drawn:
            prompter.draw(drawn)
        for text in told:
            prompter.tell(text)
        return prompter.ask(Turn(step=step))


def test_a_long_note_is_told_in_pages_and_every_line_waits_to_be_read() -> None:
    screen = low()
    assert asked_after(screen, "\n".join(ROWS)) == "4"
    pages = waiting(screen)
    last = [" ".join(seen.split()) for seen in screen.seen if "How strong" in seen]
    for row in ROWS:
        assert any(row in page for page in [*pages, *last]), row


def test_what_fits_with_the_question_waits_for_nothing() -> None:
    screen = low()
    assert asked_after(screen, SHORT) == "4"
    assert not waiting(screen)
    assert any(SHORT in seen and "How strong" in seen for seen in screen.seen)


def test_what_fits_the_window_and_not_the_question_below_it_waits_once() -> None:
    screen = low()
    assert asked_after(screen, "\n".join(ROWS[:5])) == "4"
    assert len(waiting(screen)) == 1
    assert ROWS[0] in waiting(screen)[0]


def test_a_drawing_waits_like_words_and_keeps_its_looks() -> None:
    screen = low()
    drawn = [f"\x1b[1m{number:2} ▁▂▃▅\x1b[0m" for number in range(1, 13)]
    assert asked_after(screen, SHORT, drawn=drawn) == "4"
    assert any("1 ▁▂▃▅ 2 ▁▂▃▅" in page for page in waiting(screen))
    assert "\x1b[0;1m 1 ▁▂▃▅" in screen.raw


def test_going_back_from_a_page_leads_to_the_page_before_and_from_the_first_one_out() -> None:
    screen = Screen(columns=40, rows=20)
    keys = [(WAITS, ENTER), (WAITS, SHIFT_TAB), (WAITS, SHIFT_TAB)]
    with terminal("", screen, then=keys) as prompter, pytest.raises(Back):
        prompter.tell("\n".join([*ROWS, *ROWS]))


def test_a_list_is_lower_for_a_few_rows_that_stand_above_it() -> None:
    screen = low()
    many = exercise({"kind": "choice", "key": "which", "ask": "Which one?", "choices": [f"Row {n}" for n in range(30)]})
    with terminal("", screen, then=[("more below", ENTER), NEVER]) as prompter:
        prompter.tell(SHORT)
        assert prompter.ask(Turn(step=many.steps[0])) is None
    assert not waiting(screen)
    assert any(SHORT in seen and "Row 5" in seen and "more below" in seen for seen in screen.seen)


def test_what_is_longer_than_that_waits_and_then_all_of_the_list_is_in_sight() -> None:
    screen = low()
    some = exercise({"kind": "choice", "key": "which", "ask": "Which one?", "choices": [f"Row {n}" for n in range(9)]})
    with terminal("", screen, then=[(WAITS, ENTER), ("Row 8", ENTER), NEVER]) as prompter:
        prompter.tell("\n".join(ROWS[:4]))
        assert prompter.ask(Turn(step=some.steps[0])) is None
    assert ROWS[0] in waiting(screen)[0]
    assert any("Which one?" in seen and "Row 8" in seen for seen in screen.seen)


def test_what_enter_does_is_said_whole_where_it_is_longer_than_a_line() -> None:
    screen = Screen(columns=40, rows=20)
    box = exercise({"kind": "lines", "key": "words", "ask": "What?"})
    with terminal("", screen, then=[("What?", "Tea"), ("begins a line", ENTER * 2)]) as prompter:
        assert prompter.ask(Turn(step=box.steps[0])) == "Tea\n"
    assert any("Enter begins a line; on an empty one it\ngoes on" in seen for seen in screen.seen)


def test_what_the_person_answered_is_not_read_once_more() -> None:
    screen = Screen(columns=40, rows=20)
    small, step = question()
    with terminal(f"4{ENTER}" * 9, screen) as prompter:
        prompter.introduce(small)
        for _time in range(9):
            assert prompter.ask(Turn(step=step)) == "4"
    assert not waiting(screen)


class Low(Seat):
    """A seat at a window of 40 columns and 20 rows, on which is kept what stood there at each wait."""

    def __init__(self, program: Program, *argv: str) -> None:
        super().__init__(program, *argv, term="xterm-256color", size=(20, 40))
        self._screen = pyte.HistoryScreen(40, 20, history=2000)
        self._stream = pyte.Stream(self._screen)
        self.stood: set[str] = set()

    def types(self, keys: str, before: str) -> None:
        begun = len(self.seen)
        self.sees(before)
        self.child.expect(r"help now")
        self.seen += self.child.before + self.child.after
        self._stream.feed(self.seen[begun:])
        self.stood |= {line.rstrip() for line in self._screen.display}
        self.child.send(keys)


def test_in_a_real_low_terminal_the_week_is_read_before_it_is_asked_about(program: Program) -> None:
    program.home.mkdir()
    (program.home / "settings.toml").write_text('name = "Sam"\nstarted = "2026-01-01"\ncountry = "IE"\n')
    for strength in (3, 7, 5):
        program.run("checkin", "--answers", "-", stdin=b'{"urge_peak": %d, "mood": 6, "sleep": 5}' % strength)
    program.run("do", "weekly-review", "--answers", "-", stdin=b'{"week": 6, "plan": "Cook with Noor"}')
    seat = Low(program, "do", "weekly-review")
    seat.types(ENTER, WAITS)
    seat.types("\x03", "How was your week")
    assert seat.ends() == 130
    assert {"The week  about 3 min", "First the last seven days in numbers.", "  · Cook with Noor"} <= seat.stood
