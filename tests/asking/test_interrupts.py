"""Signals: the first one stops, nothing typed is lost, the terminal is left in order."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from prompt_toolkit.application import Application
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from smartcli.asking.interrupts import asking, every, held, stoppable
from smartcli.errors import Stopped


def send(signum: int) -> None:
    os.kill(os.getpid(), signum)


@pytest.fixture(autouse=True)
def same_handlers() -> Iterator[None]:
    """What a test found it leaves behind."""
    signums = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)
    before = [signal.getsignal(signum) for signum in signums]
    yield
    assert [signal.getsignal(signum) for signum in signums] == before


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_stop_is_raised_with_its_number(signum: int) -> None:
    with pytest.raises(Stopped) as stopped, stoppable():
        send(signum)
    assert stopped.value.signum == signum


def test_ctrl_c_is_raised_as_always() -> None:
    with pytest.raises(KeyboardInterrupt), stoppable():
        send(signal.SIGINT)


def test_a_signal_that_was_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stoppable():
            send(signal.SIGHUP)
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_second_signal_does_not_cut_off_what_the_first_one_started() -> None:
    written = []
    with stoppable():
        try:
            send(signal.SIGTERM)
        except Stopped:
            send(signal.SIGTERM)
            send(signal.SIGINT)
            send(signal.SIGHUP)
            written.append("the draft")
    assert written == ["the draft"]


@pytest.mark.parametrize("reason", [KeyboardInterrupt, EOFError])
def test_a_signal_does_not_cut_off_what_leaving_by_a_key_started(reason: type[BaseException]) -> None:
    written = []
    with stoppable():
        try:
            with asking():
                raise reason
        except reason:
            send(signal.SIGTERM)
            written.append("the draft")
    assert written == ["the draft"]


def test_at_the_next_question_a_signal_counts_again() -> None:
    with stoppable():
        with pytest.raises(KeyboardInterrupt), asking():
            send(signal.SIGINT)
        with pytest.raises(Stopped), asking():
            send(signal.SIGTERM)


def test_what_is_held_is_finished_before_the_signal_counts() -> None:
    written = []

    def write() -> None:
        with held():
            with held():
                send(signal.SIGTERM)
                written.append("one half")
            written.append("the other half")
        written.append("too late")

    with stoppable(), pytest.raises(Stopped):
        write()
    assert written == ["one half", "the other half"]


def test_in_another_thread_nothing_is_touched() -> None:
    handlers = []

    def work() -> None:
        with stoppable(), every(0.01, lambda: None):
            handlers.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=work)
    before = signal.getsignal(signal.SIGTERM)
    thread.start()
    thread.join()
    assert handlers == [before]


def test_a_stoppable_part_inside_another_gives_back_the_outer_one() -> None:
    with stoppable():
        with stoppable():
            pass
        with pytest.raises(Stopped):
            send(signal.SIGTERM)


# While prompt_toolkit runs


class Output(DummyOutput):
    """Remembers how the terminal was left."""

    def __init__(self) -> None:
        self.bracketed = False

    def enable_bracketed_paste(self) -> None:
        self.bracketed = True

    def disable_bracketed_paste(self) -> None:
        self.bracketed = False


@pytest.mark.parametrize(
    ("signum", "reason"), [(signal.SIGTERM, Stopped), (signal.SIGHUP, Stopped), (signal.SIGINT, KeyboardInterrupt)]
)
def test_a_running_application_is_left_through_its_loop(signum: int, reason: type[BaseException]) -> None:
    output = Output()
    with create_pipe_input() as keyboard, stoppable():
        app: Application[None] = Application(input=keyboard, output=output)
        with pytest.raises(reason), asking():
            app.run(pre_run=lambda: send(signum), handle_sigint=False)
    assert not app.is_running
    assert not output.bracketed


def test_after_an_application_the_signals_are_still_ours() -> None:
    with create_pipe_input() as keyboard, stoppable():
        app: Application[None] = Application(input=keyboard, output=Output())
        app.run(pre_run=app.exit)
        with pytest.raises(KeyboardInterrupt):
            send(signal.SIGINT)
        send(signal.SIGINT)  # let go


def test_a_signal_at_the_moment_of_the_answer_still_stops() -> None:
    def answer_and_signal() -> None:
        app.exit(result="the answer")
        send(signal.SIGTERM)

    with create_pipe_input() as keyboard, stoppable():
        app: Application[str] = Application(input=keyboard, output=Output())
        with pytest.raises(Stopped), asking():
            app.run(pre_run=answer_and_signal)


# Looking while something blocks


class Seen(Exception):
    """Enough was seen."""


def test_something_is_looked_at_again_and_again_while_the_program_waits() -> None:
    looks = []

    def look() -> None:
        looks.append(1)
        if len(looks) == 3:
            raise Seen

    with stoppable(), pytest.raises(Seen), every(0.01, look):  # on its own, whatever was asked before
        time.sleep(60)
    assert len(looks) == 3


def test_a_signal_whose_exception_got_lost_is_raised_again() -> None:
    def question() -> None:
        with asking(), every(0.01, lambda: None):
            with suppress(KeyboardInterrupt):
                send(signal.SIGINT)
            time.sleep(60)

    with stoppable(), pytest.raises(KeyboardInterrupt):
        question()
