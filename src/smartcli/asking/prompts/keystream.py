"""What a terminal sends, sorted: keys go on, pastes are told from typing, and reports that nobody asked for are let go.

prompt_toolkit reads and parses it; this stands in front of both. A terminal may send of its own accord where the cursor
is, that its window came to the front, its colours, its name: to prompt_toolkit those are Escape and letters.
"""

from __future__ import annotations

import re
import select
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES

from smartcli.text.control_strings import ALONE, HALF, LEFT, MOST, SENT
from smartcli.text.incoming import from_stream, harmless

PASTED = 0.05  # seconds; what follows an Enter sooner than this was pasted with it
SETTLED = 0.25  # seconds; the same once it is known to be a paste, which may come over a slow line
SIGNS = 6  # on one line at once: nobody types so fast
LONG = 20  # signs; fewer may have been typed ahead while nothing could be read yet
BEGIN, END = "\x1b[200~", "\x1b[201~"  # a paste, where the terminal says so
ENTER = "\x04"  # at the end of a paste that the terminal did not mark: with it came an Enter. No other paste holds it
_LONG = {0x8F: "\x1bO", 0x9B: "\x1b["}  # of what begins a key, the one sign as two
_OTHER = re.compile("[^\x00-\x1f\x7f-\x9f]+|[\t\r\n]+|(?s:.)")  # words, or one sign
_NUMBERED = re.compile(
    r"\x1b\[(?:27;(?P<held>\d{1,3});(?P<code>\d{1,6})~"
    r"|(?P<sign>\d{1,6})[\d:]*(?:;(?P<with>\d{0,3})(?::(?P<event>\d))?)?[;\d:]*u)"
)
SHIFT, ALT, CONTROL, RELEASED = 1, 2, 4, "3"


class Parser(Protocol):
    """prompt_toolkit's own."""

    def feed(self, data: str) -> None: ...
    def flush(self) -> None: ...


def stand_before(keyboard: Any, *, is_real: bool) -> Sieve | None:
    """Sort what an input of prompt_toolkit reads. is_real: a person's terminal, where what comes at once was pasted."""
    if not hasattr(keyboard, "vt100_parser"):  # Windows tells keys from everything else by itself
        return None
    keyboard.vt100_parser = sieve = Sieve(keyboard.vt100_parser, finds_pastes=is_real)
    if is_real:
        keyboard.stdin_reader = Burst(keyboard.stdin_reader, keyboard.fileno(), keyboard.stdin.encoding)
        sieve.waits = True
    return sieve


class Burst:
    """Reads all that comes at once.

    An Enter is waited after for a moment, to see whether more was pasted with it, and an Escape, whether it was a key.
    """

    def __init__(self, reader: Any, terminal: int, encoding: str) -> None:
        self._reader = reader
        self._terminal = terminal
        self._encoding = encoding

    @property
    def closed(self) -> bool:
        return bool(self._reader.closed)

    def read(self) -> str:
        text = self._reader.read()
        ends = 0
        while not self.closed and self._more(text, SETTLED if ends else PASTED):
            ends += text.endswith(("\r", "\n"))
            text += self._reader.read()
        return from_stream(text, self._encoding)

    def _more(self, text: str, patience: float) -> bool:
        try:
            if text.endswith("\x1b"):
                patience = ALONE
            elif not text.endswith(("\r", "\n")):
                patience = 0
            return bool(select.select([self._terminal], [], [], patience)[0])
        except (OSError, ValueError):
            return False


class Sieve:
    """Stands before the parser and hands on what a person did."""

    def __init__(self, parser: Parser, *, finds_pastes: bool) -> None:
        self._parser = parser
        self._finds_pastes = finds_pastes
        self.waits = False  # whether what is fed has waited for what belongs to it
        self._is_after_escape = False  # which was pressed by itself
        self._least = 0  # signs of a paste
        self._rest = ""  # the first half of something
        self._pasted: str | None = None  # of a paste whose end has not come
        self._is_overdue = False  # its end has not come for a while

    @contextmanager
    def of_a_while(self) -> Iterator[None]:
        """What is read inside may have been typed one by one, before it could be read."""
        self._least = LONG
        try:
            yield
        finally:
            self._least = 0

    def feed(self, data: str) -> None:
        if self._is_after_escape and data.startswith(("\r", "\n")):  # the two are one key
            self._parser.feed("\x1b")
        self._is_after_escape = False
        pieces = self._pieces(self._rest + data)
        for piece in _with_pastes(pieces, self._least) if self._finds_pastes else pieces:
            self._parser.feed(piece)
        if self.waits and self._rest == "\x1b":
            self._rest, self._is_after_escape = "", True

    def flush(self) -> None:
        """Nothing came for a while: Escape was a key, and of the rest no second half will come."""
        if self._pasted is not None:
            self._parser.feed(self._paste(self._pasted))
            self._pasted, self._is_overdue = "", True
        rest, self._rest = self._rest, ""
        if not LEFT.match(rest):  # Escape, and maybe words
            self._parser.feed(rest)
        self._parser.flush()

    def _pieces(self, data: str) -> Iterator[str]:
        self._rest = ""
        place = 0
        while place < len(data):
            if self._pasted is not None:
                place = yield from self._inside(data, place)
                continue
            if len(data) - place < MOST and HALF.match(data, place):
                self._rest = data[place:]
                return
            if not (found := SENT.match(data, place)):  # Escape before a letter is Alt
                found = _OTHER.match(data, place)
                assert found  # noqa: S101  any sign is one
                yield found[0]
            elif found[0] == BEGIN:
                self._pasted, self._is_overdue = "", False
            elif found["key"]:
                yield from _key(found[0].translate(_LONG))
            place = found.end()

    def _inside(self, data: str, place: int) -> Generator[str, None, int]:
        """A paste goes on. Where its end is long overdue and a single key comes, it was that."""
        assert self._pasted is not None  # noqa: S101  asked by whoever calls
        if self._is_overdue and not self._pasted and _is_one_key(data[place:]):
            self._pasted = None
            return place
        text = self._pasted + data[place:]
        words, end, after = text.partition(END)
        if end:
            self._pasted = None
            if words:
                yield self._paste(words)
            return len(data) - len(after)
        self._pasted = text
        return len(data)

    def _paste(self, words: str) -> str:
        return f"{BEGIN}{harmless(words)}{END}"


def _is_one_key(data: str) -> bool:
    return len(data) == 1 or (data.startswith("\x1b") and data in ANSI_SEQUENCES and data != END)


def _key(sequence: str) -> Iterator[str]:
    """The sequence of a key as it is; a sign that was sent as a number; nothing of what no key sends."""
    if sequence in ANSI_SEQUENCES and sequence != END:
        yield sequence
    elif found := _NUMBERED.fullmatch(sequence):
        code = int(found["code"] or found["sign"])
        held = int(found["held"] or found["with"] or 1) - 1
        if found["event"] != RELEASED and code < 0xD800:  # above are keys that send nothing otherwise
            yield _sign(chr(code), held)


def _sign(sign: str, held: int) -> str:
    """What a key sends in the usual way with these keys held."""
    if held & SHIFT:
        sign = "\x1b[Z" if sign == "\t" else sign.upper()
    if held & CONTROL and len(sign) == 1 and "@" <= sign.upper() <= "_":
        sign = chr(ord(sign.upper()) & 0x1F)
    return f"\x1b{sign}" if held & ALT else sign


def _with_pastes(pieces: Iterable[str], least: int) -> Iterator[str]:
    """What came at once, with pastes marked that the terminal did not mark. least: signs of one."""
    run = ""
    for piece in pieces:
        if piece[0] >= " " or piece[0] in "\t\r\n":
            run += piece
            continue
        yield from _marked(run, least)
        run = ""
        yield piece
    yield from _marked(run, least)


def _marked(run: str, least: int) -> Iterator[str]:
    words = run.rstrip("\r\n")
    ends = run[len(words) :]
    if len(words) > least and any(sign in words for sign in "\r\n"):
        yield f"{BEGIN}{harmless(words)}{ENTER if ends else ''}{END}"
    elif len(words) >= max(SIGNS, least):
        yield f"{BEGIN}{words}{END}"
        yield from ends
    elif run:
        yield run


def pasted(data: str) -> tuple[str, bool]:
    """The words of a paste, and whether an Enter came with it."""
    return data.removesuffix(ENTER), data.endswith(ENTER)
