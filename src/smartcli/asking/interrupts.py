"""The one place for signals: told to stop, the program keeps what was typed and leaves the terminal as it was.

Told to wait (Ctrl-Z), it does the same, and takes the terminal back when the shell lets it go on.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from smartcli.errors import Stopped

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP
WAIT: int | None = getattr(signal, "SIGTSTP", None)  # nor this one


class _Watch:
    """What is known of signals while the program can be stopped."""

    def __init__(self) -> None:
        self.stop: BaseException | None = None  # what stopped the question being asked; later signals are let go
        self.is_raised_again = False
        self.line = ""  # what stood half-typed when the signal came
        self.holds = 0
        self.waiting = 0  # a signal that came while it was held
        self.is_to_wait = False  # Ctrl-Z was one


_watches = [_Watch()]  # the last one counts; the first is there so that prompters work without stoppable()


_Way = Callable[[], None]
_terminals: list[tuple[_Way, _Way]] = []  # what gives the terminal back before the program is stopped, and takes it


@contextmanager
def stoppable() -> Iterator[None]:
    """Inside, SIGTERM and SIGHUP raise Stopped and SIGINT raises KeyboardInterrupt, once.

    After the first one nothing interrupts what follows, such as the writing of a draft, until the next question is
    asked. A signal that is ignored (nohup) stays ignored. The old handlers are back afterwards.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may set handlers
        return
    signums = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    handlers = dict.fromkeys(signums, _on_signal) | ({WAIT: _on_wait} if WAIT else {})
    before = {signum: signal.getsignal(signum) for signum in handlers}
    _watches.append(_Watch())
    try:
        for signum, handler in before.items():
            if handler is not signal.SIG_IGN:
                signal.signal(signum, handlers[signum])
        yield
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)
        _watches.pop()


@contextmanager
def asking() -> Iterator[None]:
    """Around one question: from here on a signal counts again; the one that ends it is the last that does."""
    watch = _watches[-1]
    watch.stop, watch.is_raised_again, watch.line = None, False, ""
    try:
        yield
    except (KeyboardInterrupt, EOFError, Stopped) as stop:
        watch.stop = stop
        raise
    if watch.stop:  # it came when the question was just answered
        raise watch.stop


@contextmanager
def held() -> Iterator[None]:
    """Nothing inside is cut off by a signal; one that came in the meantime is raised at the end."""
    watch = _watches[-1]
    watch.holds += 1
    try:
        yield
    finally:
        watch.holds -= 1
    if watch.is_to_wait and not watch.holds and WAIT:
        watch.is_to_wait = False
        _on_wait(WAIT, None)
    if watch.waiting and not watch.holds:
        signum, watch.waiting = watch.waiting, 0
        _on_signal(signum, None)


@contextmanager
def suspending(leave: Callable[[], None], come_back: Callable[[], None]) -> Iterator[None]:
    """Inside, `leave` is called before the program is stopped by Ctrl-Z, and `come_back` when it goes on."""
    _terminals.append((leave, come_back))
    try:
        yield
    finally:
        _terminals.pop()


def suspend(*, with_others: bool = True) -> None:
    """Stop until the shell lets the program go on; where no shell would, or Ctrl-Z is ignored, not at all.

    with_others: those that run in front together with it, such as the other end of a pipe.
    """
    if WAIT is None or signal.getsignal(WAIT) is signal.SIG_IGN:
        return
    leave, come_back = _terminals[-1] if _terminals else (_nothing, _nothing)
    leave()
    before = signal.signal(WAIT, signal.SIG_DFL)
    try:
        os.kill(0 if with_others else os.getpid(), WAIT)
    finally:
        signal.signal(WAIT, before)
        come_back()


def _nothing() -> None:
    pass


@contextmanager
def every(seconds: float, look: Callable[[], None]) -> Iterator[None]:
    """Look again and again while something blocks that comes back to Python for signals only, such as readline."""
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    watch = _watches[-1]

    def on_alarm(_signum: int, _frame: FrameType | None) -> None:
        # What stopped the question may have been raised where Python lets exceptions go, such as inside the garbage
        # collector, or may be on its way: then input() asks for signals once more and nothing else may be called here.
        if watch.stop and not watch.is_raised_again:
            watch.is_raised_again = True
            raise watch.stop
        if not watch.stop:
            look()

    before = signal.signal(signal.SIGALRM, on_alarm)
    signal.setitimer(signal.ITIMER_REAL, seconds, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def half_typed() -> str:
    """What stood half-typed in a plain line when the signal came."""
    return _watches[-1].line


def _on_signal(signum: int, _frame: FrameType | None) -> None:
    watch = _watches[-1]
    if watch.stop:
        return
    if watch.holds:
        watch.waiting = signum
        return
    watch.stop = KeyboardInterrupt() if signum == signal.SIGINT else Stopped(signum)
    if readline := sys.modules.get("readline"):
        watch.line = readline.get_line_buffer()  # raising makes readline forget it
    if not _leave_application(watch.stop):
        raise watch.stop


def _on_wait(_signum: int, _frame: FrameType | None) -> None:
    """Ctrl-Z where the terminal makes a signal of it, or another program sent it: the others were told too."""
    watch = _watches[-1]
    if watch.holds:
        watch.is_to_wait = True
    elif not watch.stop and not _press_ctrl_z():
        suspend(with_others=False)


def _press_ctrl_z() -> bool:
    """In the running prompt_toolkit application, which knows what to do then; False where none runs."""
    current = sys.modules.get("prompt_toolkit.application.current")
    app = current.get_app_or_none() if current else None
    if app is None or not app.is_running or app.loop is None:
        return False

    def press() -> None:
        from prompt_toolkit.key_binding import KeyPress
        from prompt_toolkit.keys import Keys

        app.key_processor.feed(KeyPress(Keys.ControlZ))
        app.key_processor.process_keys()

    app.loop.call_soon_threadsafe(press)
    return True


def _leave_application(stop: BaseException) -> bool:
    """End the running prompt_toolkit application through its own loop, so that it restores the terminal."""
    current = sys.modules.get("prompt_toolkit.application.current")
    app = current.get_app_or_none() if current else None
    if app is None or not app.is_running or app.loop is None:
        return False

    def leave() -> None:
        if app.future and not app.future.done():
            app.exit(exception=stop)

    app.loop.call_soon_threadsafe(leave)
    return True
