"""The real keyboard for plain lines: a paste comes whole, a half-typed line is not lost, any byte can be read."""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from io import UnsupportedOperation
from types import ModuleType
from typing import TYPE_CHECKING, Any, TextIO

from smartcli.asking import interrupts
from smartcli.asking.prompts.unseen import given_back
from smartcli.errors import Stopped, Unshown
from smartcli.text.control_strings import from_keyboard
from smartcli.text.incoming import from_bytes, from_stream, harmless
from smartcli.text.paging import pages
from smartcli.text.wrapping import wrapped

if TYPE_CHECKING:
    from ctypes import CDLL

BELOW = 3  # rows for what Enter does below a page, and for what is typed there
LEAST = 5  # rows of a page, however low the window is
MOMENT = 0.3  # seconds; so much of what is being typed may be lost to kill -9
PASTED = 0.05  # seconds; what follows a line sooner than this was pasted with it
SETTLED = 0.25  # seconds; the same once it is known to be a paste, which may come over a slow line
LETTERS = "C.UTF-8"
WITHIN_A_KEY = 0x200000  # a state of readline: RL_STATE_MULTIKEY
MOST_SAID = 100  # lines that are said again after Ctrl-Z
READLINE = (
    # Letters of any script come as they are typed, whatever the locale.
    "set convert-meta off",
    "set input-meta on",
    "set output-meta on",
    # What begins like a key and is none. readline knows only keys: what is longer it puts among the words as it is, and
    # from the line it is taken out.
    r'"\e[": skip-csi-sequence',
    *(rf'"\e[[{key}": ""' for key in "ABCDE"),
    r'"\eO": skip-csi-sequence',
    r'"\e[200~": ""',
    r'"\e[201~": ""',
    *(rf'"\e{begin}": "\C-v\e{begin}"' for begin in ("[M", "]", "P", "X", "^", "_", r"\\")),
    # A capital letter after Escape begins a sentence. In the manner of vi it is a command.
    "$if mode=emacs",
    *(rf'"\e{letter}": "{letter}"' for letter in "ABCDEFGHIJKLMNQRSTUVWYZ"),
    "$endif",
    r'"\C-g": "\C-v\C-g"',
)


class Keyboard:
    """Standard input and output, line by line."""

    def __init__(self, stdin: TextIO | None, stdout: TextIO | None) -> None:
        self.stdin = stdin
        self.stdout = stdout
        self.changed: Callable[[], None] = lambda: None  # called when what is being typed has changed
        if reconfigure := getattr(stdin, "reconfigure", None):
            with suppress(UnsupportedOperation):  # an earlier keyboard has read from a pipe: it is done already
                reconfigure(errors="surrogateescape")  # bytes of another encoding are kept as they are
        self.is_terminal = stdin is not None and stdin.isatty()
        self._readline = line_editor() if self._is_ours() else None
        self._is_new = True  # what was typed before the first question could be seen does not answer it
        self._lines: list[str] = []  # of the paste that is being read
        self._half = (0, "")  # what stood half-typed a moment ago, and after how many of these lines
        self._unread = ""  # what had been typed, but not read yet, when reading was left
        self._said: list[str] = []  # since the last answer, to be said again after Ctrl-Z
        self._is_answered = False

    def _is_ours(self) -> bool:
        """Whether input() would use readline: only for this process's own terminal."""
        is_same = self.stdin is sys.stdin and self.stdout is sys.stdout
        return is_same and self.is_terminal and self.stdout is not None and self.stdout.isatty()

    def read(self, prompt: str) -> str:
        """One line, or all lines of a paste. Raises EOFError."""
        if self._readline is None or self.stdin is None:
            return self._plain(prompt)
        fd = self.stdin.fileno()
        with given_back(fd, self._again, self._end_line), _uncooked(fd) as echo, interrupts.every(MOMENT, self._look):
            if self._is_new:
                _forget(fd)
                self._is_new = False
            self._lines, self._half, self._unread = [], (0, ""), ""
            try:
                self._line(echo, prompt)
                while select.select([fd], [], [], SETTLED if len(self._lines) > 1 else PASTED)[0]:
                    self._line(echo, "")
            except (KeyboardInterrupt, Stopped):
                self._unread = _waiting(fd)
                self._end_line()
                raise
            except EOFError:
                self._end_line()
                raise
        self._is_answered = True
        return self._typed("\n".join(self._lines))

    def _typed(self, text: str) -> str:
        """What a person typed: whole characters, and nothing that the terminal said of its own accord."""
        text = from_stream(text, getattr(self.stdin, "encoding", None))
        return harmless(from_keyboard(text)) if self.is_terminal else text

    def _again(self) -> None:
        """After Ctrl-Z: the question again, and readline's line with what was typed of it."""
        self._say_again()
        if self._readline is not None:
            _draw_anew(self._readline, self._show)

    def _say_again(self) -> None:
        with suppress(OSError, Unshown):
            for text in self._said[-MOST_SAID:]:
                self._show(text)

    def _end_line(self) -> None:
        """What is said after leaving begins on a line of its own."""
        with suppress(OSError, Unshown):  # the terminal may have gone away
            self._show("\n")

    def _line(self, echo: _Echo, prompt: str) -> None:
        """Add one line to those read. A signal finds it half-typed or added: Python heeds none inside extend()."""
        echo.turn(on=True)
        try:
            self._lines.extend(map(input, [prompt]))
        finally:
            echo.turn(on=False)

    def _look(self) -> None:
        """Remember what stands half-typed: when a terminal goes away, readline forgets it before anybody is told.

        And see to it that Escape does not wait for ever for the rest of a key.
        """
        half = self._readline.get_line_buffer() if self._readline else ""
        if self._readline and self.stdin:
            _end_escape(self._readline, self.stdin.fileno())
        now = (len(self._lines), half)
        if half and now != self._half:
            self._half = now
            self.changed()

    def begun(self) -> str:
        """What had been typed of the answer that was being read when it was left."""
        after, before = self._half
        half = interrupts.half_typed() or (before if after == len(self._lines) else "")
        half += self._unread
        return self._typed("\n".join([*self._lines, *([half] if half else [])]))

    def hidden(self, prompt: str) -> str:
        """One line that is not shown, on this terminal; from a pipe, a plain line."""
        if self.stdin is None or not self.is_terminal:
            return self._plain(prompt)
        from smartcli.asking.prompts import hidden

        line = hidden.line(self.stdin.fileno(), prompt, self._show, self._say_again)
        self._is_new = self._is_answered = True
        return line

    def _plain(self, prompt: str) -> str:
        self._show(prompt)
        line = self.stdin.readline() if self.stdin else ""
        if not line:
            raise EOFError
        self._is_answered = True
        return self._typed(line.rstrip("\r\n"))

    def write(self, text: str) -> None:
        """A line or several, on a terminal as wide as it is; what the encoding cannot carry becomes ?."""
        columns = self._columns()
        if columns:
            text = "\n".join(line for part in text.split("\n") for line in wrapped(part, columns, numbered=True))
        if self._is_answered:
            self._said, self._is_answered = [], False
        self._said.append(f"{text}\n")
        self._show(self._said[-1])

    def _columns(self) -> int:
        """The width of the terminal that is written to; 0 where there is none: other programs read whole lines."""
        if self.stdout is None or not self.stdout.isatty():
            return 0
        try:
            return os.get_terminal_size(self.stdout.fileno()).columns
        except OSError:  # it has gone away, or is none that has a size
            return 0

    def sheets(self, text: str) -> list[str]:
        """A text that is longer than the window is high, in pages of its height; other texts whole."""
        columns, rows = self._columns(), self._rows()
        lines = [line for part in text.split("\n") for line in (wrapped(part, columns) if columns else [part])]
        return ["\n".join(sheet) for sheet in pages(lines, max(LEAST, rows - BELOW))] if rows else [text]

    def _rows(self) -> int:
        """The height of the terminal that is written to; 0 where there is none."""
        if self.stdout is None or not self.stdout.isatty():
            return 0
        try:
            return os.get_terminal_size(self.stdout.fileno()).lines
        except OSError:  # as above
            return 0

    def _show(self, text: str) -> None:
        if self.stdout is None:  # closed before we started
            return
        encoding = self.stdout.encoding or "ascii"
        try:
            self.stdout.write(text.encode(encoding, "replace").decode(encoding))
            self.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            from smartcli.home.reasons import unshown

            raise unshown(error) from error

    def wait(self, seconds: float) -> str | None:
        """Let time pass; a line that is typed meanwhile ends it."""
        if self.stdin is None or not self.is_terminal or sys.platform == "win32":
            time.sleep(seconds)
            return None
        self._is_new = True  # nor does what is half-typed while time passes
        fd = self.stdin.fileno()
        with interrupts.suspending(lambda: None, self._say_again):
            if not select.select([fd], [], [], seconds)[0]:
                return None
            line = os.read(fd, 4096)  # the terminal is in line mode here
        if not line:
            raise EOFError
        self._is_answered = True
        return harmless(from_keyboard(from_bytes(line))).rstrip("\n")


def line_editor() -> ModuleType | None:
    """The module readline, set up to be quiet; without it the system's line mode cuts lines at 4,096 characters."""
    term = os.environ.get("TERM")
    os.environ["TERM"] = "dumb"  # read once, on import: from then on readline moves the cursor without escape sequences
    _know_every_letter()
    try:
        import readline
    except ImportError:
        return None
    finally:
        if term is None:
            del os.environ["TERM"]
        else:
            os.environ["TERM"] = term
    if sys.platform == "win32":  # what goes by that name there is another's
        return None
    if "libedit" in (readline.__doc__ or ""):
        readline.parse_and_bind("bind ^I ed-insert")
    else:
        readline.parse_and_bind("set enable-bracketed-paste off")
        readline.parse_and_bind("tab: self-insert")
        for row in READLINE:
            readline.parse_and_bind(row)
    readline.set_auto_history(False)
    return readline


def _draw_anew(readline: ModuleType, show: Callable[[str], None]) -> None:
    """The prompt and what is typed, on a new line: where the cursor stands in it only readline knows."""
    if library := _library(readline):
        with suppress(AttributeError):
            library.rl_on_new_line()
            library.rl_redisplay()
            return
    show(f"> {readline.get_line_buffer()}")


def _end_escape(readline: ModuleType, terminal: int) -> None:
    """Readline takes what follows an Escape to be its key, however much later it comes: words would lose letters."""
    if not (library := _library(readline)):
        return
    import ctypes

    with suppress(OSError, AttributeError, ValueError):  # another readline, or the terminal has gone away
        state = ctypes.c_uint.in_dll(library, "rl_readline_state").value
        if state & WITHIN_A_KEY and not select.select([terminal], [], [], 0)[0]:
            library.rl_callback_sigcleanup()


@cache
def _library(readline: ModuleType) -> CDLL | None:
    """What the module stands on; None: it is another's, or cannot be reached."""
    if "libedit" in (readline.__doc__ or ""):
        return None
    import ctypes

    try:
        return ctypes.CDLL(getattr(readline, "__file__", None))
    except OSError:
        return None


def _know_every_letter() -> None:
    """In the locale C readline takes each byte for a letter, and rubs out half of one. It asks the environment."""
    import locale

    with suppress(locale.Error):
        if locale.setlocale(locale.LC_CTYPE) in {"C", "POSIX"}:
            locale.setlocale(locale.LC_CTYPE, LETTERS)
            os.environ["LC_ALL" if os.environ.get("LC_ALL") else "LC_CTYPE"] = LETTERS


@contextmanager
def _uncooked(fd: int) -> Iterator[_Echo]:
    """Outside line mode, so that nothing of a long paste is cut off between two lines; put right again at the end."""
    if sys.platform == "win32":  # without readline nobody comes here
        raise NotImplementedError
    import termios

    before = termios.tcgetattr(fd)
    try:
        yield _Echo(fd, before)
    finally:
        with suppress(termios.error):  # the terminal may have gone away
            termios.tcsetattr(fd, termios.TCSAFLUSH, before)


class _Echo:
    """Whether the terminal shows what arrives by itself. readline wants to find that on, and then shows it itself."""

    def __init__(self, fd: int, before: list[Any]) -> None:
        self.fd = fd
        self.before = before
        self.turn(on=False)

    def turn(self, *, on: bool) -> None:
        if sys.platform == "win32":
            return
        import termios

        mode = list(self.before)
        mode[3] &= ~termios.ICANON
        if not on:
            mode[3] &= ~termios.ECHO
        mode[3] |= termios.NOFLSH  # Ctrl-C does not take away what was typed just before it
        with suppress(termios.error):
            termios.tcsetattr(self.fd, termios.TCSANOW, mode)


def _waiting(fd: int) -> str:
    """What has been typed and not been read; nothing where the terminal has gone away."""
    try:
        data = os.read(fd, 1 << 16) if select.select([fd], [], [], 0)[0] else b""
    except OSError:
        return ""
    return data.decode("utf-8", "surrogateescape").replace("\r", "\n")


def _forget(fd: int) -> None:
    if sys.platform == "win32":
        return
    import termios

    termios.tcflush(fd, termios.TCIFLUSH)
