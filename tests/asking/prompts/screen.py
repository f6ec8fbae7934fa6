"""A terminal to draw on and to type at, in this process: what was to be seen on it, and when."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from threading import Thread
from typing import Any

import pyte
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output
from tests.asking.prompts.keys import CTRL_S

from smartcli.asking.prompts.terminal import TerminalPrompter
from smartcli.asking.turn import Turn
from smartcli.exercises.step import Answer, Step


class Screen:
    """A terminal's screen: everything that was to be seen on it, each time something was drawn."""

    encoding = "utf-8"

    def __init__(self, columns: int = 80, rows: int = 30) -> None:
        self.columns = columns
        self.rows = rows
        self.raw = ""
        self.seen: list[str] = []
        self.then: list[tuple[str, Callable[[], None]]] = []  # what happens once some words are to be seen
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)

    def write(self, data: str) -> None:
        self.raw += data
        self._stream.feed(data)

    def flush(self) -> None:
        self.seen.append("\n".join(line.rstrip() for line in self._screen.display).rstrip())
        if self.then and self.then[0][0] in self.seen[-1]:
            self.then.pop(0)[1]()

    @property
    def output(self) -> Vt100_Output:
        return Vt100_Output(self, lambda: Size(rows=self.rows, columns=self.columns), term="xterm")  # type: ignore[arg-type]

    def __contains__(self, words: str) -> bool:
        return any(words in one for one in self.seen)

    @property
    def last(self) -> str:
        return self.seen[-1]


@contextmanager
def terminal(
    keys: str,
    screen: Screen | None = None,
    *,
    clock: Callable[[], float] = lambda: 0.0,
    then: Sequence[tuple[str, str]] = (),
) -> Iterator[TerminalPrompter]:
    """A terminal on whose keyboard these keys are waiting. then: keys that are pressed once some words are shown."""
    screen = screen or Screen()
    with create_pipe_input() as keyboard:

        def press(keys: str, *, is_last: bool) -> None:
            keyboard.send_text(keys)
            if is_last:
                keyboard.close()  # a question that is asked one time too many is an EOFError

        screen.then = [
            (words, partial(press, more, is_last=place == len(then))) for place, (words, more) in enumerate(then, 1)
        ]
        hands = Thread(target=partial(press, keys, is_last=not then))  # a pipe takes 64 kB at once, and then waits
        hands.start()
        if len(keys) < 60_000:
            hands.join()
        yield TerminalPrompter(
            help_now=lambda: "Call 112.", clock=clock, colour=False, input=keyboard, output=screen.output
        )
        hands.join()


class Clock:
    """Seconds that go by with every look."""

    def __init__(self, step: float) -> None:
        self.now = -step
        self.step = step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


def asked(
    keys: str,
    one: Step,
    screen: Screen | None = None,
    then: Sequence[tuple[str, str]] = (),
    clock: Callable[[], float] = lambda: 0.0,
    **turn: Any,
) -> object:
    """What the person answers to one step with these keys."""
    with terminal(keys, screen, clock=clock, then=then) as prompter:
        return prompter.ask(Turn(step=one, **turn))


def answer(keys: str, one: Step, **turn: Any) -> Answer:
    return one.read(asked(keys, one, **turn))


def shown(one: Step, screen: Screen | None = None, **turn: Any) -> str:
    screen = screen or Screen()
    asked(CTRL_S, one, screen=screen, **turn)
    return max(screen.seen, key=len)
