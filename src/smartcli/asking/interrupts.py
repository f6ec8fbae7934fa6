"""The one place for signals: told to stop, the program keeps what was typed and leaves the terminal as it was."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from smartcli.errors import Stopped

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP


class _Watch:
    """What is known of signals while the program can be stopped."""

    def __init__(self) -> None:
        self.stop: BaseException | None = None  # what stopped the question being asked; later signals are let go
        self.is_raised_again = False
        self.line = ""  # what stood half-typed when the signal came
        self.holds = 0
        self.waiting = 0  # a signal that came while it was held


_watches = [_Watch()]  # the last one counts; the first is there so that prompters work without stoppable()


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
    before = {signum: signal.getsignal(signum) for signum in signums}
    _watches.append(_Watch())
    try:
        for signum, handler in before.items():
            if handler is not signal.SIG_IGN:
                signal.signal(signum, _on_signal)
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
    if watch.waiting and not watch.holds:
        signum, watch.waiting = watch.waiting, 0
        _on_signal(signum, None)


@contextmanager
def every(seconds: float, look: Callable[[], None]) -> Iterator[None]:
    """Look again and again while something blocks that comes back to Python for signals only, such as readline."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
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
