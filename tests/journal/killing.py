"""The kill loop: children write a journal and are killed at any moment; whatever they said was saved must be there."""

import itertools
import json
import os
import random
import select
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any

from tests.journal.making import NOON, Known, entry, now, segments, unlike

from smartcli.asking.drafts import Drafts
from smartcli.home.disk import System
from smartcli.journal import Journal

KILLS_A_HOME = 20  # then a new one is begun, so that reading stays quick
LATER = NOON + timedelta(days=1)


class Bites(System):
    """A slow disk that takes a line in a few bites, so that many a kill comes between two and tears it."""

    def write(self, file: int, data: bytes | memoryview) -> int:
        taken = super().write(file, data[: max(1, len(data) // 2)])
        time.sleep(0.0005)
        return taken


def honest(chance: random.Random) -> System:
    return Bites() if chance.random() < 0.5 else System()


@dataclass
class Tally:
    """What was seen. torn: how often a line was left without its end. lost: what was said to be saved and is not."""

    kills: int = 0
    acknowledged: int = 0
    torn: int = 0
    lost: list[str] = field(default_factory=list)


# The child


class Child:
    """Writes until it is killed. Says of each thing what it will be before it does it, and the same once it is saved.

    is_early: a liar that says it is saved before it does it, to see that the loop finds liars.
    """

    def __init__(self, home: Path, name: str, says: int, system: System, chance: random.Random, is_early: bool) -> None:
        self._journal = Journal(home, system=system)
        self._drafts = Drafts(home, system=system)
        self._draft = self._drafts.newest("urge-log") or self._drafts.new("urge-log", 1, NOON)
        self._name, self._says, self._chance, self._is_early = name, says, chance, is_early
        self._own: dict[str, str] = {}  # entries that are not deleted, and their ids

    def writes_until_it_is_killed(self) -> None:
        for number in itertools.count():
            size = self._chance.choice([0, 50, 800, 800, 200_000 if self._chance.random() < 0.1 else 5])
            text = f"{self._name}.{number}" + "x" * size
            act = self._chance.choice([self._adds, self._adds, self._adds, self._edits, self._deletes, self._drafts_it])
            act(f"{self._name}.{number}", text)

    def _does(self, key: str, value: Any, act: Callable[[], Any]) -> Any:
        self._tell("will", key, value)
        if self._is_early:
            self._tell("did", key, value)
        done = act()
        if not self._is_early:
            self._tell("did", key, value)
        return done

    def _tell(self, *words: object) -> None:
        """With the time: one child may go on with a draft that the other has left."""
        os.write(self._says, json.dumps([*words, time.monotonic_ns()]).encode() + b"\n")

    def _adds(self, key: str, text: str) -> None:
        one = entry(key, answers={"trigger": key, "note": text})
        self._own[key] = self._does(key, [text, False], lambda: self._journal.append(one)).id

    def _edits(self, _key: str, text: str) -> None:
        for key, id in list(self._own.items())[-1:]:
            self._does(key, [text, False], partial(self._journal.edit, id, {"note": text}, asked={}, at=LATER))

    def _deletes(self, _key: str, _text: str) -> None:
        for key, id in list(self._own.items())[:1]:
            note = self._journal.find(id).answers["note"]
            self._does(key, [note, True], partial(self._journal.delete, [id], at=LATER))
            del self._own[key]

    def _drafts_it(self, _key: str, text: str) -> None:
        draft = self._draft.but(given={}, done=[], typed={"note": text})
        if self._chance.random() < 0.8:
            self._does(self._draft.id, {"note": text}, lambda: self._must(self._drafts.keep(draft)))
        else:
            self._does(self._draft.id, None, lambda: self._drafts.drop(draft))
            self._draft = self._drafts.new("urge-log", 1, NOON)

    def _must(self, is_kept: bool) -> None:
        if not is_kept:
            raise OSError("a draft was not kept")


def fork(home: Path, name: str, system: System, seed: int, is_early: bool) -> tuple[int, int]:
    """Start a child; its number, and the pipe on which it tells."""
    hears, says = os.pipe()
    pid = os.fork()
    if pid:
        os.close(says)
        return pid, hears
    try:
        Child(home, name, says, system, random.Random(seed), is_early).writes_until_it_is_killed()
    except BaseException as error:  # noqa: BLE001  # nothing of a child goes on in the test that started it
        os.write(says, json.dumps(["broke", name, repr(error), time.monotonic_ns()]).encode() + b"\n")
    finally:
        os._exit(1)


# The loop


def kill_loop(
    folder: Path,
    count: int,
    *,
    seed: int = 1,
    make: Callable[[random.Random], System] = honest,
    is_early: bool = False,
    until_lost: bool = False,
) -> Tally:
    """So many kills. make: the system of a child. until_lost: stop when something was lost."""
    tally = Tally()
    chance = random.Random(seed)
    known: Known = {}
    for number in itertools.count():
        if tally.kills >= count or (until_lost and tally.lost):
            break
        home = folder / f"home{number // KILLS_A_HOME}"
        known = {} if number % KILLS_A_HOME == 0 else known
        several = 2 if chance.random() < 0.3 else 1
        children = [
            fork(home, f"{number}{letter}", make(chance), chance.randrange(1 << 30), is_early)
            for letter in "ab"[:several]
        ]
        told = _told(_killed_after(children, chance))
        tally.kills += several
        tally.acknowledged += sum(word == "did" for word, _key, _value in told)
        tally.torn += any(not file.read_bytes().endswith(b"\n") for file in segments(home))
        known = _compare(home, known, told, tally)
    return tally


def _killed_after(children: list[tuple[int, int]], chance: random.Random) -> list[bytes]:
    """Let them write for a moment, kill them, and give back what each told."""
    heard = {hears: b"" for _pid, hears in children}
    wanted = chance.randint(0, 8)
    deadline = time.monotonic() + 30
    try:
        while sum(said.count(b'["did"') for said in heard.values()) < wanted and time.monotonic() < deadline:
            ready, _, _ = select.select(list(heard), [], [], 1)
            for hears in ready:
                heard[hears] += (part := os.read(hears, 1 << 20))
                wanted = wanted if part else 0
        select.select([], [], [], chance.random() * 0.004)
    finally:
        for pid, _hears in children:
            os.kill(pid, signal.SIGKILL)
        for pid, _hears in children:
            os.waitpid(pid, 0)
    for hears in heard:
        with open(hears, "rb") as rest:
            heard[hears] += rest.read()
    return list(heard.values())


def _told(heard: list[bytes]) -> list[tuple[str, str, Any]]:
    """What all children told, in the order in which they did."""
    said = [json.loads(line) for one in heard for line in one.split(b"\n")[:-1]]  # the last may be half a word
    return [(word, key, value) for word, key, value, _time in sorted(said, key=itemgetter(3))]


def _compare(home: Path, known: Known, told: list[tuple[str, str, Any]], tally: Tally) -> Known:
    """What is there now. Only what was begun and not said to be done may be either way."""
    begun: list[tuple[str, Any]] = []
    for word, key, value in told:
        if word == "will":
            begun.append((key, value))
        elif word == "did":
            begun.remove((key, value))
            known[key] = value
        else:
            tally.lost.append(f"{key} broke: {value}")
    there = now(home)
    tally.lost += unlike(known, begun, there)
    return there
