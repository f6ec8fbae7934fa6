"""Somebody at the command line, in a world of their own: an empty home, a still clock, ready answers."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from smartcli.asking.prompts.lines import LinePrompter
from smartcli.commands import main
from smartcli.errors import NeedsTerminal, SmartError
from smartcli.home.seal.keys import Keys, nobody
from smartcli.home.seal.passphrase import WrongPassphrase
from smartcli.screen import Screen
from smartcli.stores import Stores
from smartcli.world import World

NOON = datetime.fromisoformat("2026-03-10T12:00:00+01:00")
OWN = "five green boats at noon"  # a passphrase of somebody's own


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def unwrapped(text: str) -> str:
    """A text without its blanks and line breaks: where a line with a path is broken, the length of the path decides."""
    return "".join(text.split())


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def on(self, **span: int) -> None:
        self.now += timedelta(**span)


class QuickStores(Stores):
    """What belongs to a person. Their passphrase takes little of scrypt's work, so that a test can open it often."""

    @cached_property
    def keys(self) -> Keys:
        return Keys(self.home, self.passphrase, work=10, mended=self._key_mended)


class Person:
    """Somebody at the command line: types commands, answers in plain lines, reads what comes."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.clock = Clock(NOON)
        self.environ = {"HOME": str(home.parent)}  # where nobody has a timer
        self.at_terminal = True
        self.columns = 80
        self.rows = 0  # of the window; 0 = nobody looks at one
        self.passphrases: list[str] = []  # given one after the other, then the last again; none = nobody gives one

    def world(self, out: io.StringIO, err: io.StringIO, typed: list[str] | None, stdin: bytes) -> World:
        lines = iter(typed or ())

        def prompter() -> LinePrompter:
            if typed is None:
                raise NeedsTerminal("This asks something.")

            def read(_prompt: str = "") -> str:
                line = next(lines, None)
                if line is None:
                    raise EOFError
                if line == "^C":
                    raise KeyboardInterrupt
                return line

            def write(text: str = "") -> None:
                print(text, file=out)

            def wait(_seconds: float) -> None:
                return None

            return LinePrompter(help_now=lambda: "HELP NOW", read=read, write=write, wait=wait)

        return World(
            now=self.clock,
            zone="Europe/Madrid",
            stores=QuickStores(home=self.home, passphrase=self._passphrase),
            screen=Screen(out=out, err=err, plain=True, width=self.columns, rows=self.rows),
            environ=self.environ,
            prompter=prompter,
            input=lambda: stdin,
            has_passphrase=bool(self.passphrases) and typed is None,
            is_home_to_people=self.at_terminal and typed is not None,
        )

    def _passphrase(self, before: WrongPassphrase | None) -> str:
        if not self.passphrases:
            return nobody(before)
        return self.passphrases.pop(0) if len(self.passphrases) > 1 else self.passphrases[0]

    def types(self, *argv: str, answers: list[str] | None = None, stdin: bytes = b"") -> Said:
        """Run one command line; `answers` are the lines typed at prompts, "^C" is Ctrl-C."""
        out, err = io.StringIO(), io.StringIO()
        try:
            code = main(list(argv), world=self.world(out, err, answers, stdin))
        except SmartError as error:
            code = error.code
            print(error, error.next or "", file=err)
        return Said(code=code, out=out.getvalue(), err=err.getvalue())

    def does(self, exercise: str, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Do an exercise with prepared answers; gives back the entry."""
        said = self.types("do", exercise, "--answers", "-", "--json", stdin=json.dumps(answers).encode())
        assert said.code == 0, said.err
        entry: dict[str, Any] = said.json["entry"]
        return entry

    def entries(self) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = self.types("journal", "list", "--json").json["entries"]
        return listed
