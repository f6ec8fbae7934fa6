"""What smartcli takes from outside: the time, the person's folder, the screen, the way of asking."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from smartcli.argv import Globals
from smartcli.errors import NeedsTerminal, SmartError
from smartcli.home import settings
from smartcli.home.find import find
from smartcli.record import Record
from smartcli.screen import Screen
from smartcli.screen import real as real_screen
from smartcli.stores import Stores
from smartcli.text.language import _, plainly

if TYPE_CHECKING:
    from smartcli.asking.prompts.unread import Unread
    from smartcli.asking.turn import Prompter
    from smartcli.home.seal.keys import Ask
    from smartcli.home.seal.passphrase import WrongPassphrase

DISCREET = "SMARTCLI_DISCREET"  # in the environment; 1 = discreet
MARGIN = 2  # columns: help-now stands a little further in between two questions


class World(Record):
    """Everything from outside, handed in once. A test or the demo hands in its own."""

    now: Callable[[], datetime]  # aware, in the person's zone
    zone: str  # its IANA name, or an offset where there is none
    stores: Stores
    screen: Screen
    environ: Mapping[str, str]
    prompter: Callable[[], Prompter]  # raises NeedsTerminal where nobody can answer
    input: Callable[[], bytes]  # standard input, for `-`
    has_passphrase: bool  # it was handed in beforehand, and nobody need be asked
    wants_discreet: bool = False  # this once
    is_home_to_people: bool  # somebody sits at a terminal: home can stay open

    @property
    def is_discreet(self) -> bool:
        """Whether the screens that come by themselves are to tell nobody what this is for."""
        is_set = self.environ.get(DISCREET, "") not in {"", "0"}
        return self.wants_discreet or is_set or self.stores.settings().discreet

    def discreetly(self) -> AbstractContextManager[None]:
        """Around such a screen. Where nobody wants it so, it is said as ever."""
        if not self.is_discreet:
            return nullcontext()
        from smartcli.exercises import content  # only then
        from smartcli.text import discreet

        return discreet.discreetly(discreet.way_of(content.instead()))

    def read(self, source: str, next: str) -> bytes:
        """What a file holds, or what comes through standard input for `-`.

        SmartError: why it cannot be read, and `next` to type.
        """
        from smartcli.home import disk

        try:
            return self.input() if source == "-" else disk.given(Path(source))
        except FileNotFoundError:
            raise SmartError(_("There is no such file."), next=next) from None
        except OSError as error:
            from smartcli.home.reasons import why

            raise SmartError(_("The file cannot be read: {why}.").format(why=why(error)), next=next) from None

    def help_now(self, *, sources: bool = False) -> str:
        """All help there is, as text; for `!` at a prompt. sources: where its numbers were read instead."""
        from smartcli.first_aid import pages

        width = min(pages.WIDEST, self.screen.width - 1)
        page = pages.sources if sources else pages.help_now
        with plainly():
            return page(str(self.stores.home), self.environ, width=width)


def real(options: Globals) -> World:
    """The world of this process."""
    folder = Path(find(os.environ, sys.platform, options.home))
    kept = settings.read(folder)
    plain = options.plain or os.environ.get("SMARTCLI_PLAIN", "") not in {"", "0"} or kept.plain

    @cache
    def unread() -> Unread:
        from smartcli.asking.prompts.unread import Unread

        return Unread(lambda: screen.lines)

    def prompter() -> Prompter:
        if options.no_input:
            raise NeedsTerminal(_("This asks something, and --no-input says not to ask."))
        from smartcli.asking import prompts

        return prompts.choose(
            plain=plain,
            help_now=lambda: _help_now(folder),
            environ=os.environ,
            stdin=sys.stdin,
            stdout=sys.stdout,
            unread=unread(),
        )

    def asked(before: WrongPassphrase | None) -> str:
        from smartcli.asking import passphrases

        return passphrases.asked(prompter)(before)

    passphrase: Ask = asked
    if options.passphrase_fd:
        from smartcli.asking import passphrases

        passphrase = passphrases.given(options.passphrase_fd)
    stores = Stores(home=folder, passphrase=passphrase)
    stores.seen(kept)
    screen = real_screen(plain=plain, environ=os.environ)
    return World(
        now=_now,
        zone=zone(os.environ),
        stores=stores,
        screen=screen,
        environ=os.environ,
        prompter=prompter,
        input=_input,
        has_passphrase=options.passphrase_fd is not None,
        wants_discreet=options.discreet,
        is_home_to_people=not options.no_input and _is_tty(sys.stdin) and _is_tty(sys.stdout),
    )


def _help_now(folder: Path) -> str:
    from smartcli.first_aid import pages

    with plainly():
        return pages.help_now(str(folder), os.environ, width=pages.columns(os.environ) - MARGIN)


def _now() -> datetime:
    from smartcli.home.clock import local

    return local()


def _input() -> bytes:
    from smartcli.home import disk

    return disk.bounded(sys.stdin.buffer.read)


def _is_tty(stream: object) -> bool:
    """Whether a terminal is behind it; a stream that was closed before we started is None."""
    return bool(stream) and stream.isatty()  # type: ignore[attr-defined]  # it is a text stream when it is not None


ZONES = "zoneinfo/"


def zone(environ: Mapping[str, str], clock: str = "/etc/localtime") -> str:
    """The name of the person's time zone, such as Europe/Madrid; the offset where the system does not name it.

    TZ may name a zone, its file, or a rule such as JST-9, which has no name; what the system's clock is set to does
    not count then.
    """
    named = environ.get("TZ", "").lstrip(":")
    if named:
        name = _of_file(named)
        return name if "/" in name or _is_zone(name) else _now().strftime("UTC%z")
    if "TZ" in environ:
        return "UTC"
    try:
        target = os.path.realpath(clock)
    except OSError:
        target = ""
    return _of_file(target) if ZONES in target else _now().strftime("UTC%z")


def _of_file(place: str) -> str:
    """The name in a path to a zone's file; a name alone is one."""
    return place.rpartition(ZONES)[2].removeprefix("posix/").removeprefix("right/")


def _is_zone(name: str) -> bool:
    """Whether the system knows a zone of this name, such as Japan or EST5EDT."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # only where TZ is set

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
