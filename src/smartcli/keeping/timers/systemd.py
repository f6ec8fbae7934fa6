"""A timer of the person's own systemd: two files, and systemctl --user."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from smartcli.errors import SmartError
from smartcli.home import disk
from smartcli.home.find import own_folder
from smartcli.home.reasons import why
from smartcli.keeping.timers.reminder import MADE_BY, NoAnswer, Reminder, SetUp, check, is_there, run
from smartcli.text import hours
from smartcli.text.language import _

NAME = "evening-minute"
TIMER, SERVICE = f"{NAME}.timer", f"{NAME}.service"
SHOWN = f"systemctl --user cat {TIMER}"
WANTS = "timers.target.wants"  # the folder in which a link turns a timer on
MOST = 1 << 16  # bytes of a file of ours
_AT = re.compile(rb"^OnCalendar=\*-\*-\* (\d\d:\d\d):00$", re.MULTILINE)
_STARTS = re.compile(rb"^ExecStart=(.*)$", re.MULTILINE)
_WORD = re.compile(rb'"((?:[^"\\]|\\.)*)"')
REFUSED = {*"'\"\\$"}  # signs that systemd takes in every word but that of the program itself
AS_WORD = ("/bin/sh", "-c", 'exec "$0" "$@"')  # what makes the program one of the others


def is_at_work(environ: Mapping[str, str]) -> bool:
    """Whether this person has a systemd of their own here."""
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    is_running = bool(runtime) and os.path.isdir(os.path.join(runtime, "systemd"))
    return is_running and is_there(environ, "systemctl")


def folder(environ: Mapping[str, str]) -> Path:
    """As systemd finds it. SmartError: this computer does not say where the person's own folder is."""
    base = environ.get("XDG_CONFIG_HOME", "")
    return Path(base if os.path.isabs(base) else os.path.join(own_folder(environ), ".config"), "systemd", "user")


def files(reminder: Reminder) -> dict[str, str]:
    """Both files by their names."""
    starts = " ".join(map(_quoted, [*(AS_WORD if REFUSED & {*reminder.argv[0]} else ()), *reminder.argv]))
    return {
        SERVICE: f"# {MADE_BY}\n[Unit]\nDescription=Evening minute\n\n[Service]\nType=oneshot\nExecStart={starts}\n"
        "StandardOutput=null\nStandardError=null\n",
        TIMER: f"# {MADE_BY}\n[Unit]\nDescription=Evening minute\n\n[Timer]\n"
        f"OnCalendar=*-*-* {hours.said(reminder.at)}:00\nPersistent=true\nAccuracySec=1min\n\n"
        "[Install]\nWantedBy=timers.target\n",
    }


def _quoted(word: str) -> str:
    """A word for ExecStart: in quotation marks, with what systemd would read in it doubled."""
    for sign, doubled in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$")):
        word = word.replace(sign, doubled)
    return f'"{word}"'


def _unquoted(word: bytes) -> str:
    text = word.decode("utf-8", "replace").replace("%%", "%").replace("$$", "$")
    return re.sub(r"\\(.)", r"\1", text)


COMMANDS = (
    ("systemctl", "--user", "daemon-reload"),
    ("systemctl", "--user", "enable", "--now", TIMER),
)  # after the files are written


def installed(environ: Mapping[str, str]) -> dict[str, bytes]:
    """Our files that lie there. SmartError: one cannot be read, or is another's."""
    found: dict[str, bytes] = {}
    for name in (SERVICE, TIMER):
        try:
            data = disk.read(folder(environ) / name, follow=False, most=MOST)
        except FileNotFoundError:
            continue
        except OSError as error:
            said = _("{file} cannot be read ({why}).").format(file=name, why=why(error))
            raise SmartError(said, next=SHOWN) from error
        if not data.startswith(f"# {MADE_BY}\n".encode()):
            said = _("There is a file {file} that is not smartcli's. It stays as it is.").format(file=name)
            raise SmartError(said, next=SHOWN)
        found[name] = data
    return found


def is_linked(environ: Mapping[str, str]) -> bool:
    """Whether a link lies there that turns our timer on, be its files there or not: systemctl makes it."""
    link = folder(environ) / WANTS / TIMER
    try:
        to = link.parent / os.readlink(link)
    except OSError:  # none, or another's file
        return False
    return to.name == TIMER and os.path.realpath(to.parent) == os.path.realpath(folder(environ))


def look(environ: Mapping[str, str]) -> SetUp | None:
    """What lies there, if only the link. SmartError as `installed`."""
    files = installed(environ)
    at = _AT.search(files.get(TIMER, b""))
    found = SetUp(at=hours.hour(at[1].decode()) if at else None, argv=started(files))
    return found if files or is_linked(environ) else None


def started(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """What they start; () where that cannot be read."""
    line = _STARTS.search(files.get(SERVICE, b""))
    words = tuple(map(_unquoted, _WORD.findall(line[1]))) if line else ()
    return words[len(AS_WORD) :] if words[:1] == AS_WORD[:1] else words


def install(environ: Mapping[str, str], reminder: Reminder) -> str:
    """Why it is not known whether it runs already, as half a sentence; "" where it does.

    SmartError: nothing is left of it, or what is left is said.
    """
    before, was_linked, place = installed(environ), is_linked(environ), folder(environ)
    asked: tuple[str, ...] = ()
    try:
        disk.folder_of_others(place)
        for name, text in files(reminder).items():
            disk.replace(place / name, text.encode())
        for asked in COMMANDS:
            check(environ, *asked)
    except (SmartError, OSError) as error:
        if isinstance(error, NoAnswer) and asked == COMMANDS[-1] and is_linked(environ):  # it is turned on
            return "" if _runs(environ) else error.what.rstrip(".")
        _back(environ, before, asks=not isinstance(error, NoAnswer), was_linked=was_linked)
        reason = error.what if isinstance(error, SmartError) else why(error)
        said = _("The timer was not set up ({why}).").format(why=reason.rstrip("."))
        raise SmartError(said, next="smartcli remind status") from error
    return ""


def _back(environ: Mapping[str, str], before: Mapping[str, bytes], *, asks: bool, was_linked: bool) -> None:
    """As it was: what fails here leaves files that nothing starts, and that status shows. asks: systemd is told."""
    for name in (SERVICE, TIMER):
        with suppress(OSError):
            if name in before:
                disk.replace(folder(environ) / name, before[name])
            else:
                disk.remove(folder(environ) / name)
    if not was_linked:
        with suppress(OSError):
            _unlink(environ)
    if asks:
        with suppress(SmartError):
            run(environ, "systemctl", "--user", "daemon-reload")


def _unlink(environ: Mapping[str, str]) -> None:
    """Take away what turns it on, where systemctl has not; the folder too, where nothing else is in it."""
    if is_linked(environ):
        disk.remove(folder(environ) / WANTS / TIMER)
        with suppress(OSError):
            os.rmdir(folder(environ) / WANTS)


def remove(environ: Mapping[str, str]) -> str:
    """Why it is not known whether systemd still has it in mind, as half a sentence; "" where it has not.

    SmartError: a file is still there. That systemd is not to be reached is none: it starts nothing then.
    """
    found, unknown = installed(environ), ""
    try:  # who does not answer once is not asked again
        for argv in (("disable", "--now", TIMER), ("clean", "--what=state", TIMER)):
            run(environ, "systemctl", "--user", *argv)
    except NoAnswer as error:
        unknown = error.what.rstrip(".")
    except SmartError:
        pass
    name = TIMER
    try:
        _unlink(environ)
        for name in found:
            disk.remove(folder(environ) / name)
    except OSError as error:
        said = _("{file} could not be taken away ({why}).").format(file=name, why=why(error))
        raise SmartError(said, next="smartcli remind remove") from error
    if not unknown:
        with suppress(SmartError):
            run(environ, "systemctl", "--user", "daemon-reload")
    return unknown


def _runs(environ: Mapping[str, str]) -> bool:
    """Whether systemd says that the timer waits for its hour already."""
    try:
        return run(environ, "systemctl", "--user", "is-active", TIMER).returncode == 0
    except SmartError:
        return False


def is_on(environ: Mapping[str, str]) -> bool | None:
    """Whether systemd says that it has the timer; None where it says nothing."""
    try:
        return run(environ, "systemctl", "--user", "is-enabled", TIMER).returncode == 0
    except SmartError:
        return None
