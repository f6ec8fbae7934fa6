"""The program that is asked on a real terminal: it asks one small exercise and writes down how that went."""

import json
import os
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from smartcli.asking import prompts
from smartcli.asking.interrupts import stoppable
from smartcli.asking.play import play
from smartcli.asking.prompts.keyboard import _Echo
from smartcli.asking.session import Session
from smartcli.errors import Stopped
from smartcli.exercises.reader import read

PATIENCE = 30  # seconds a busy machine is waited for
TABLE = {
    "format": 1,
    "point": "urges",
    "title": "Small",
    "minutes": 1,
    "steps": [
        {"kind": "text", "key": "words", "ask": "What happened?", "help": "A few words."},
        {"kind": "scale", "key": "strength", "ask": "How strong?", "ends": ["no urge", "the strongest I can think of"]},
        {"kind": "lines", "key": "lines", "ask": "What helps?"},
        {"kind": "yes-no", "key": "sure", "ask": "Are you sure?"},
        {"kind": "pace", "key": "pace", "ask": "Breathe.", "rounds": 1, "seconds": 600, "rate": "How is it now?"},
    ],
    "sample": {},
}


def main(way: str, report: str) -> None:
    """Ask the exercise and write down how it went: the answers, or what was kept when it was left."""
    tellings = 0

    def keep(session: Session) -> None:
        nonlocal tellings
        tellings += 1
        write(kept=session.draft().typed, tellings=tellings)

    def write(**table: Any) -> None:
        Path(f"{report}.new").write_text(json.dumps(table), "ascii")
        Path(f"{report}.new").replace(report)

    if line := os.environ.get("SLOW_AFTER"):
        be_slow_after(int(line))
    walk, _problems = read("small", TABLE)
    assert walk is not None
    session = Session(walk, today=date(2026, 3, 10))
    prompter = prompts.choose(
        plain=way == "plain", help_now=lambda: "Call 112.", environ=os.environ, stdin=sys.stdin, stdout=sys.stdout
    )
    with stoppable():
        try:
            answers = play(session, prompter, card=str, keep=keep)
            write(left="", answers=answers, tellings=tellings)
        except (KeyboardInterrupt, EOFError, Stopped) as reason:
            name = f"Stopped {reason.signum}" if isinstance(reason, Stopped) else type(reason).__name__
            write(left=name, kept=session.draft().typed, given=session.draft().given, tellings=tellings)


def be_slow_after(line: int) -> None:
    """After this line has been typed the machine is so busy that a signal comes before the program goes on."""
    turn, typed = _Echo.turn, 0

    def slowly(self: _Echo, *, on: bool) -> None:
        nonlocal typed
        typed += on
        if typed == line and not on:
            time.sleep(PATIENCE)
        turn(self, on=on)

    _Echo.turn = slowly  # type: ignore[method-assign]


if __name__ == "__main__":
    main(*sys.argv[1:])
