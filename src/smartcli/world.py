"""What smartcli takes from outside: the time, the person's folder, the screen, the way of asking."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path

from smartcli import first, home, passphrases, settings
from smartcli.drafts import Drafts
from smartcli.errors import NeedsTerminal, SmartError
from smartcli.home import Globals
from smartcli.journal import Journal
from smartcli.library import Library
from smartcli.record import Record
from smartcli.screen import Screen
from smartcli.screen import real as real_screen
from smartcli.seal.keys import Ask, Keys
from smartcli.settings import Settings
from smartcli.turn import Prompter
from smartcli.words import _

MARGIN = 2  # columns: help-now stands a little further in between two questions


class World(Record):
    """Everything from outside, handed in once. A test or the demo hands in its own."""

    now: Callable[[], datetime]  # aware, in the person's zone
    zone: str  # its IANA name, or an offset where there is none
    home: Path
    screen: Screen
    environ: Mapping[str, str]
    prompter: Callable[[], Prompter]  # raises NeedsTerminal where nobody can answer
    input: Callable[[], bytes]  # standard input, for `-`
    passphrase: Ask  # raises Locked where nobody can give it
    has_passphrase: bool  # it was handed in beforehand, and nobody need be asked
    is_home_to_people: bool  # somebody sits at a terminal: home can stay open

    @cached_property
    def keys(self) -> Keys:
        return Keys(self.home, self.passphrase)

    @cached_property
    def journal(self) -> Journal:
        return Journal(self.home, keys=self.keys)

    @property
    def is_closed(self) -> bool:
        """Whether reading would ask for the passphrase. What can do without asks nothing then."""
        return self.keys.is_set_up and not self.keys.is_open

    @property
    def drafts(self) -> Drafts:
        return Drafts(self.home, keys=self.keys)

    @cached_property
    def library(self) -> Library:
        return Library(self.home)

    def settings(self) -> Settings:
        """The settings; while the journal is closed, without those that are sealed with it."""
        return settings.read(self.home, self.keys)

    def opened_settings(self) -> Settings:
        """All the settings; asks for the passphrase where some are sealed."""
        if self.settings().sealed and self.keys.is_there:
            self.keys.unlocked()
        return self.settings()

    def tend(self) -> None:
        """What is left to do in the journal at the end of a run. It is no reason to fail: the next run tries again."""
        if "journal" in vars(self):
            with suppress(SmartError):
                self.journal.tend()

    def help_now(self) -> str:
        """All help there is, as text; for `!` at a prompt."""
        return first.help_now(str(self.home), self.environ)


def real(options: Globals) -> World:
    """The world of this process."""
    folder = Path(home.find(os.environ, sys.platform, options.home))
    plain = options.plain or os.environ.get("SMARTCLI_PLAIN", "") not in {"", "0"} or settings.read(folder).plain

    def prompter() -> Prompter:
        if options.no_input:
            raise NeedsTerminal(_("This asks something, and --no-input says not to ask."))
        from smartcli import prompts

        return prompts.choose(
            plain=plain,
            help_now=lambda: first.help_now(str(folder), os.environ, width=first.columns(os.environ) - MARGIN),
            environ=os.environ,
            stdin=sys.stdin,
            stdout=sys.stdout,
        )

    passphrase = passphrases.given(options.passphrase_fd) if options.passphrase_fd else passphrases.asked(prompter)
    return World(
        now=_now,
        zone=zone(os.environ),
        home=folder,
        screen=real_screen(plain=plain, environ=os.environ),
        environ=os.environ,
        prompter=prompter,
        input=_input,
        passphrase=passphrase,
        has_passphrase=options.passphrase_fd is not None,
        is_home_to_people=not options.no_input and _is_tty(sys.stdin) and _is_tty(sys.stdout),
    )


def _now() -> datetime:
    return datetime.now().astimezone()


def _input() -> bytes:
    return sys.stdin.buffer.read()


def _is_tty(stream: object) -> bool:
    """Whether a terminal is behind it; a stream that was closed before we started is None."""
    return bool(stream) and stream.isatty()  # type: ignore[attr-defined]  # it is a text stream when it is not None


ZONES = "zoneinfo/"


def zone(environ: Mapping[str, str], clock: str = "/etc/localtime") -> str:
    """The name of the person's time zone, such as Europe/Madrid; the offset where the system does not name it."""
    named = environ.get("TZ", "").lstrip(":")
    if "/" in named and not named.startswith("/"):
        return named
    try:
        target = os.path.realpath(clock)
    except OSError:
        target = ""
    if ZONES in target:
        return target.partition(ZONES)[2].removeprefix("posix/")
    return datetime.now().astimezone().strftime("%Z")
