"""Leaving at a prompt of a real terminal, in every way there is, and going on at the next start."""

import json
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.asking.interrupted.own import ASK, BEFORE, KINDS, Typed, Way
from tests.asking.prompts.keys import CTRL_C
from tests.asking.prompts.seat import Seat
from tests.program import Program

TERMS = {"terminal": "xterm-256color", "plain": "dumb"}
PATIENCE = 20  # seconds that something is waited for


def _closed(seat: Seat) -> None:
    seat.child.close(force=False)


WAYS: dict[str, Callable[[Seat], object]] = {
    "INT": lambda seat: seat.child.kill(signal.SIGINT),
    "CTRL-C": lambda seat: seat.child.send(CTRL_C),
    "TERM": lambda seat: seat.child.kill(signal.SIGTERM),
    "HUP": lambda seat: seat.child.kill(signal.SIGHUP),
    "KILL": lambda seat: seat.child.kill(signal.SIGKILL),
    "CLOSED": _closed,
}


# Everything else is told to the program, which then writes. Of these it learns nothing, or readline learns it first and
# forgets the line; so what counts is what the draft held by then, a third of a second after it was typed.
UNTOLD = {"KILL", "CLOSED"}


def keys(seat: Seat, typed: Typed) -> None:
    for before, words in typed:
        seat.types(words, before)


def kept(home: Path) -> list[Any]:
    """What the drafts hold, as text."""
    return [json.loads(file.read_bytes()) for file in (home / "drafts").glob("[!.]*.json")]


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def _has(home: Path, way: Way) -> bool:
    return any(way.kept in draft["typed"].values() or not way.kept for draft in kept(home))


def leave(program: Program, kind: str, term: str, how: str) -> Seat:
    """Begin the exercise of a kind, answer the first question, half-answer the second, and be interrupted."""
    way: Way = getattr(KINDS[kind], term)
    seat = Seat(program, "do", kind, term=TERMS[term])
    seat.types(f"{BEFORE}\r", "What happened?")
    keys(seat, way.half)
    if how in UNTOLD:
        until(lambda: _has(program.home, way))
    elif way.kept:
        seat.sees(way.shown or way.kept.split("\n")[-1])
    WAYS[how](seat)
    until(lambda: not seat.child.isalive())
    return seat


def go_on(program: Program, kind: str, term: str) -> dict[str, Any]:
    """Take the draft that is offered at the next start, finish, and give the answers that are saved."""
    way: Way = getattr(KINDS[kind], term)
    seat = Seat(program, "do", kind, term=TERMS[term])
    seat.types("\r", "Go on where I left")
    keys(seat, way.finish)
    seat.sees("Saved.")
    assert seat.ends() == 0
    assert "What happened?" not in seat.read
    [entry] = json.loads(program.run("journal", "list", "--json").stdout)["entries"]
    answers: dict[str, Any] = entry["answers"]
    return answers


def is_offered_again(program: Program, kind: str, term: str, how: str) -> None:
    """What was answered, and what was half-typed, stand there again at the next start."""
    leave(program, kind, term, how)
    assert [draft["given"] for draft in kept(program.home)] == [{"first": BEFORE}]
    way: Way = getattr(KINDS[kind], term)
    assert go_on(program, kind, term) == {"first": BEFORE, "it": way.answer}
    assert kept(program.home) == []


__all__ = ["ASK", "TERMS", "WAYS", "is_offered_again"]
