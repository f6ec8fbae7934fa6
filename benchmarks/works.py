"""What is measured: the pieces of work, how smartcli and jrnl are told to do them, and the goals."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import run

from benchmarks.entries import OPENED_BY, RARE, write_jrnl, write_life, write_sealed, write_smartcli
from benchmarks.peer import Peer, configure
from benchmarks.timing import Program
from smartcli import __version__


@dataclass(frozen=True)
class Goal:
    """At most so many times a bare start, and so many times faster than jrnl; None where nothing was set."""

    bare: float | None = None
    peer: float | None = None


@dataclass(frozen=True)
class Work:
    """A piece of work. entries: how many there are in the journal; 0 where that makes no difference."""

    name: str
    entries: int
    ours: Program
    theirs: Program | None = None
    goal: Goal = Goal()
    is_ours: bool = True  # else it is there to be compared with, and the same at each commit


AT_ONCE = Goal(1.3, 8)
NONE = Goal()
SAVE, LIST, SEARCH, EXPORT = Goal(8, 9), Goal(9, 6), Goal(14, 4), Goal(25, 3.4)
WIDE, VISIT = 30, 18
COLD, WARM, WARM_OF_MILLION = Goal(16), Goal(9), Goal(12)
SEALED = "sealed"  # a home whose key is opened by what stands in a file
SEALED_COLD = Goal(20.8)  # 1.3 times as long as in the open; once there are digests, no longer than that
LIFE = "life"  # the home of somebody invented, in which there is something to be told
MANY = 36_500  # ten a day for ten years: what the goals are set for
MILLION = 1_000_000
TYPER = Path(__file__).with_name("typer_alone.py")


@dataclass(frozen=True)
class Stage:
    """One size of journal, ready on the disk in both forms. peer is None when there is no jrnl to compare with."""

    folder: Path
    entries: int
    environ: dict[str, str]
    peer: Peer | None

    def prepare(self, last: datetime) -> None:
        self.folder.mkdir()
        write_smartcli(self.folder / "home", self.entries, last)
        if self.entries <= MANY:  # somebody would have to live for very long
            write_life(self.folder / LIFE, self.entries, last)
            write_sealed(self.folder / SEALED, self.entries, last)
            (self.folder / "passphrase").write_text(f"{OPENED_BY}\n", "ascii")
        if self.peer:
            write_jrnl(self.folder / "jrnl.txt", self.entries, last)
            configure(self.folder, self.folder / "jrnl.txt")
        (self.folder / "visit.json").write_text(json.dumps({"since": f"{last - timedelta(days=28):%Y-%m-%d}"}), "ascii")
        (self.folder / "answers.json").write_text(json.dumps(self._check_in()["sample"]), "ascii")

    def _check_in(self) -> dict[str, Any]:
        show = self.ours("exercises", "show", "check-in", "--json")
        shown = subprocess.run(show.command, env=self.environ, capture_output=True, check=True)
        exercise: dict[str, Any] = json.loads(shown.stdout)["exercise"]
        return exercise

    def ours(self, *arguments: str, says: str = "", first_words: bool = False, home: str = "home") -> Program:
        command = [sys.executable, *run.START, "--home", str(self.folder / home), *arguments]
        return Program(command, self.environ, says, first_words)

    def theirs(self, *arguments: str, says: str = "") -> Program | None:
        if self.peer is None:
            return None
        return Program(self.peer.command(self.folder / "jrnl.yaml", *arguments), self.environ, says)

    def insights(self, goal: Goal = WARM) -> Iterator[Work]:
        """Of the usual weeks, with what earlier runs have kept and without it; and of all there is.

        In the life of somebody invented there is more to tell, and one entry of sixteen was changed or taken back.
        """
        homes = ["home", LIFE] if self.entries <= MANY else ["home"]
        for home in homes:
            named = "" if home == "home" else f", {home}"
            program = self.ours("insights", says="What my log tells", home=home)
            warm = replace(program, behind=self._digested(home))
            yield Work(
                f"insights{named}", self.entries, warm, None, goal if not named and self.entries >= MANY else NONE
            )
            without = replace(program, without=self.folder / home / "digests")
            yield self.work(f"insights, cold{named}", without, goal=NONE if named else COLD)
        every = self.ours("insights", "--last", "all", says="What my log tells", home=homes[-1])
        yield self.work(f"insights --last all, {homes[-1]}", every)

    def _digested(self, home: str) -> Sequence[str]:
        """A command that makes all digests; most others make some of those that are missing."""
        return self.ours("points", home=home).command

    def visit(self) -> Work:
        page, answers = self.folder / "visit.html", self.folder / "visit.json"
        program = self.ours("visit", "--answers", str(answers), "--out", str(page), says=page.name, home=LIFE)
        whole = replace(program, without=page, behind=self._digested(LIFE))
        return self.work("visit --answers", whole, goal=Goal(VISIT))

    def sealed(self) -> Iterator[Work]:
        """With the key open: to try a passphrase takes as long as was chosen, and here next to nothing."""
        told = self.ours("insights", says="What my log tells", home=SEALED)
        yield self.work("insights, sealed", self._opened(replace(told, behind=self._digested(SEALED))), goal=WARM)
        without = replace(told, without=self.folder / SEALED / "digests")
        yield self.work("insights, cold, sealed", self._opened(without), goal=SEALED_COLD)
        listed = self.ours("journal", "list", says="Urge log", home=SEALED)
        yield self.work("journal list, sealed", self._opened(listed))
        answers = str(self.folder / "answers.json")
        saved = self.ours("do", "check-in", "--answers", answers, says="Saved", home=SEALED)
        yield self.work("save a check-in, sealed", self._opened(saved))

    def _opened(self, program: Program) -> Program:
        """The same, given the passphrase."""
        return replace(program, command=self._told(program.command), behind=self._told(program.behind))

    def _told(self, command: Sequence[str]) -> Sequence[str]:
        if not command:
            return ()
        given = f"import os; os.dup2(os.open({str(self.folder / 'passphrase')!r}, os.O_RDONLY), 9); "
        code = len(run.START)  # its place, behind Python's own
        return [*command[:code], given + command[code], *command[code + 1 :], "--passphrase-fd", "9"]

    def work(self, name: str, ours: Program, theirs: Program | None = None, goal: Goal = NONE) -> Work:
        return Work(name, self.entries, ours, theirs, goal if self.entries == MANY else NONE)

    def start_up(self) -> Iterator[Work]:
        version = self.theirs("--version", says="jrnl")
        yield Work("--version", self.entries, self.ours("--version", says=__version__), version, AT_ONCE)
        yield Work("help-now, all of it", self.entries, self.ours("help-now"), None, Goal(AT_ONCE.bare))
        urge = self.ours("urge", first_words=True)
        yield Work("urge, its first words", self.entries, urge, None, Goal(AT_ONCE.bare))
        home = str(self.folder)
        yield Work("where", self.entries, self.ours("where", says=home), self.theirs("--list", says=home))
        typer = Program([sys.executable, "-P", str(TYPER), "journal", "list"], self.environ)
        yield Work("Typer alone, told to list", 0, typer, is_ours=False)
        yield Work("exercises list", self.entries, self.ours("exercises", "list", says="urge-log"))
        yield Work("checkin, until it has asked", self.entries, self.check_in())

    def check_in(self) -> Program:
        """At a terminal, until the first question stands there: a scale, as no plan is asked about here."""
        asked = next(step["ask"] for step in self._check_in()["steps"] if step["kind"] == "scale")
        program = self.ours("checkin", says=asked)
        return replace(program, environ={**self.environ, "TERM": "xterm-256color"}, on_screen=True)

    def journal(self) -> Iterator[Work]:
        yield self.work(
            "journal list (the last 20)",
            self.ours("journal", "list", says="Urge log"),
            self.theirs("-n", "20", says="urge-log"),
            LIST,
        )
        yield self.search()
        yield self.work("home, no terminal", self.ours(says="smartcli checkin"))
        yield self.work("points", self.ours("points", says="Urge log"))
        yield self.work("export csv", self.ours("export", "csv", says=RARE))
        yield self.work("export csv --wide", self.ours("export", "csv", "--wide", says=RARE), goal=Goal(WIDE))
        yield self.work(
            "export json",
            self.ours("export", "json", says=RARE),
            self.theirs("--export", "json", says=RARE),
            EXPORT,
        )
        yield from self.insights()
        yield self.visit()
        yield from self.sealed()
        answers = str(self.folder / "answers.json")
        yield self.work(
            "save a check-in",
            self.ours("do", "check-in", "--answers", answers, says="Saved"),
            self.theirs("A check-in. Long shift, went home by the river.", says=""),
            SAVE,
        )

    def search(self) -> Work:
        return self.work(
            "journal search",
            self.ours("journal", "search", RARE, says=RARE),
            self.theirs("-contains", RARE, says=RARE),
            SEARCH,
        )

    def whole(self) -> Iterator[Work]:
        """What may take longer, or more memory, the more there is."""
        yield self.search()
        yield self.work("home, no terminal", self.ours(says="smartcli checkin"))
        yield self.work("points", self.ours("points", says="Urge log"))
        yield from self.insights(WARM_OF_MILLION)
        for words in (["json"], ["csv"], ["csv", "--wide"], ["markdown"], ["html"]):
            yield self.work(" ".join(["export", *words]), self.ours("export", *words, says=RARE))


def works(stages: Sequence[Stage]) -> Iterator[Work]:
    """Start-up with the greatest journal: it has to be no slower for that. Saving comes last, as it changes one."""
    yield from stages[-1].start_up()
    for stage in stages:
        yield from stage.journal()
