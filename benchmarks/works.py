"""What is timed: the pieces of work, how smartcli and jrnl are told to do them, and the goals."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import run

from benchmarks.entries import RARE, write_jrnl, write_smartcli
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
    name: str
    entries: int
    ours: Program
    theirs: Program | None
    goal: Goal


AT_ONCE = Goal(1.3, 8)
SAVE, LIST, SEARCH, EXPORT = Goal(8, 9), Goal(9, 6), Goal(14, 4), Goal(25, 3.4)
MANY = 36_500  # ten a day for ten years: what the goals are set for


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
        write_jrnl(self.folder / "jrnl.txt", self.entries, last)
        configure(self.folder, self.folder / "jrnl.txt")
        shown = subprocess.run(
            self.ours("exercises", "show", "check-in", "--json").command,
            env=self.environ,
            capture_output=True,
            check=True,
        )
        (self.folder / "answers.json").write_text(json.dumps(json.loads(shown.stdout)["exercise"]["sample"]), "ascii")

    def ours(self, *arguments: str, says: str = "", first_words: bool = False) -> Program:
        command = [sys.executable, *run.START, "--home", str(self.folder / "home"), *arguments]
        return Program(command, self.environ, says, first_words)

    def theirs(self, *arguments: str, says: str = "") -> Program | None:
        if self.peer is None:
            return None
        return Program(self.peer.command(self.folder / "jrnl.yaml", *arguments), self.environ, says)

    def goal(self, goal: Goal) -> Goal:
        return goal if self.entries == MANY else Goal()

    def start_up(self) -> Iterator[Work]:
        version = self.theirs("--version", says="jrnl")
        yield Work("--version", self.entries, self.ours("--version", says=__version__), version, AT_ONCE)
        yield Work("help-now, all of it", self.entries, self.ours("help-now"), None, Goal(AT_ONCE.bare))
        urge = self.ours("urge", first_words=True)
        yield Work("urge, its first words", self.entries, urge, None, Goal(AT_ONCE.bare))
        home = str(self.folder)
        yield Work("where", self.entries, self.ours("where", says=home), self.theirs("--list", says=home), Goal())

    def journal(self) -> Iterator[Work]:
        yield Work(
            "journal list (the last 20)",
            self.entries,
            self.ours("journal", "list", says="Urge log"),
            self.theirs("-n", "20", says="urge-log"),
            self.goal(LIST),
        )
        yield Work(
            "journal search",
            self.entries,
            self.ours("journal", "search", RARE, says=RARE),
            self.theirs("-contains", RARE, says=RARE),
            self.goal(SEARCH),
        )
        yield Work(
            "export json",
            self.entries,
            self.ours("export", "json", says=RARE),
            self.theirs("--export", "json", says=RARE),
            self.goal(EXPORT),
        )
        answers = str(self.folder / "answers.json")
        yield Work(
            "save a check-in",
            self.entries,
            self.ours("do", "check-in", "--answers", answers, says="Saved"),
            self.theirs("A check-in. Long shift, went home by the river.", says=""),
            self.goal(SAVE),
        )


def works(stages: Sequence[Stage]) -> Iterator[Work]:
    """Start-up with the greatest journal: it has to be no slower for that. Saving comes last, as it changes one."""
    yield from stages[-1].start_up()
    for stage in stages:
        yield from stage.journal()
