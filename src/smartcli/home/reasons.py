"""Why the system did not do something, in words that help: the meaning of an errno and the kind of place it was at.

What the system says itself ("Errno 28") is for engineers, and a path may hold the person's words.
"""

from __future__ import annotations

import errno
import os

from smartcli.errors import SmartError, Unshown
from smartcli.home import disk, filenames
from smartcli.text.language import Later, _

# What the numbers mean to somebody who can do something about it.
MEANINGS = {
    errno.ENOSPC: Later("the disk is full"),
    errno.EDQUOT: Later("your share of the disk is used up"),
    errno.EFBIG: Later("the file would be too large for this disk"),
    errno.EOVERFLOW: Later("there is more in it than smartcli reads"),
    errno.EIO: Later("the disk has a fault"),
    errno.EROFS: Later("the disk can only be read"),
    errno.EACCES: Later("it belongs to somebody else, or is closed to you"),
    errno.EPERM: Later("the system does not allow it"),
    errno.EINTR: Later("it was interrupted"),
    errno.EMFILE: Later("too many files are open"),
    errno.ENFILE: Later("too many files are open on this computer"),
    errno.ENOMEM: Later("there is not enough memory"),
    errno.ENOENT: Later("it is not there"),
    errno.ENOTDIR: Later("a file lies where a folder should be"),
    errno.EISDIR: Later("a folder lies where a file should be"),
    errno.EEXIST: Later("something of this name is there already"),
    errno.ELOOP: Later("a link or something that is no file lies there"),
    errno.ENAMETOOLONG: Later("the name is too long"),
    errno.ENOTEMPTY: Later("the folder is not empty"),
    errno.EXDEV: Later("it lies on another disk"),
    errno.EBUSY: Later("another program uses it"),
    errno.ETXTBSY: Later("another program uses it"),
    errno.EPIPE: Later("whatever was to read it has gone"),
    errno.EBADF: Later("the output is closed"),
    errno.ENOLCK: Later("this disk knows no locks"),
    errno.EOPNOTSUPP: Later("this disk cannot do that"),
    errno.EINVAL: Later("this disk cannot do that"),
    errno.ENXIO: Later("nothing is connected there"),
    errno.ENODEV: Later("the disk is gone"),
    errno.ESTALE: Later("the disk is gone"),
    errno.ETIMEDOUT: Later("the disk does not answer"),
    errno.EAGAIN: Later("it is busy just now"),
    errno.EDEADLK: Later("it is busy just now"),
    errno.EILSEQ: Later("the name has signs in it that this disk does not know"),
    errno.ENOSYS: Later("this disk cannot do that"),
    errno.EMLINK: Later("the folder can hold no more"),
    errno.EBADMSG: Later("the disk has a fault"),
    errno.ENOTCONN: Later("the disk is gone"),
    errno.EHOSTDOWN: Later("the disk does not answer"),
    errno.EHOSTUNREACH: Later("the disk does not answer"),
    errno.ENETUNREACH: Later("the disk does not answer"),
    errno.EREMOTE: Later("it is not on this computer just now: a cloud has taken it away"),
    errno.ECONNRESET: Later("the disk does not answer"),
}
_NOT_EVERYWHERE = {
    "ENOMEDIUM": Later("the disk is gone"),
    "EREMOTEIO": Later("the disk has a fault"),
    "EUCLEAN": Later("the disk has a fault"),
    "ENOKEY": Later("the folder is locked with a key"),
}
MEANINGS |= {getattr(errno, name): said for name, said in _NOT_EVERYWHERE.items() if hasattr(errno, name)}


def why(error: OSError | MemoryError) -> str:
    """The reason as half a sentence, for "… ({why})"."""
    if isinstance(error, MemoryError):
        return str(MEANINGS[errno.ENOMEM])
    if isinstance(error, disk.Linked):
        return _("{place} is a link to {to}; put the file itself there").format(place=error.place, to=error.to)
    meaning = MEANINGS.get(error.errno or 0)
    return str(meaning) if meaning else _("the system says no, by its number {n}").format(n=error.errno or 0)


def beneath(problem: BaseException) -> OSError | MemoryError | None:
    """What the system said of which this error came, unless it only said whether something is there."""
    seen: set[int] = set()
    here: BaseException | None = problem
    while here is not None and id(here) not in seen:
        if isinstance(here, OSError | MemoryError) and not isinstance(here, FileNotFoundError | FileExistsError):
            return here
        seen.add(id(here))
        here = here.__cause__ or here.__context__
    return None


def half(problem: OSError | MemoryError | SmartError) -> str:
    """Any reason as half a sentence."""
    from smartcli.home.seal.keys import Locked  # loaded where anything is sealed

    cause = problem.__cause__ if isinstance(problem, SmartError) else problem
    if isinstance(cause, OSError | MemoryError):
        return why(cause)
    if isinstance(problem, Locked):  # its sentence leads to what is to be typed
        return _("it is sealed, and nobody gave the passphrase")
    return str(problem).rstrip(".")


def untold(error: SmartError) -> str:
    """The reason as a sentence of its own, where the error's own does not hold it; "" = it does, or is none."""
    found = beneath(error)
    reason = why(found) if found else ""
    return "" if reason in str(error) else _("The reason: {why}.").format(why=reason)


def undone(error: OSError | MemoryError, home: str = "") -> SmartError:
    """How it is told where nothing of what was meant is done, and nobody nearer had better words for it."""
    where = place(getattr(error, "filename", None), home)
    if where:
        said = _("This was not done. The reason, at {place}: {why}.").format(place=where, why=why(error))
    else:
        said = _("This was not done. The reason: {why}.").format(why=why(error))
    return SmartError(said, next="smartcli doctor")


def unshown(error: OSError) -> Unshown:
    """How it is told that the screen, or the file in its place, does not take what was to be shown."""
    return Unshown(_("Not all of it could be shown: {why}.").format(why=why(error)), why=why(error))


# What the parts of a home are called in a sentence.
PLACES = {
    filenames.JOURNAL: Later("the journal"),
    filenames.MOVING: Later("the journal on its way"),
    filenames.DRAFTS: Later("the drafts"),
    filenames.KEY: Later("the key"),
    filenames.QUARANTINE: Later("the quarantine"),
    filenames.DIGESTS: Later("what is counted ahead"),
    filenames.HEIGHTS: Later("what was seen of the journal"),
    filenames.BACKUPS: Later("the backups"),
    filenames.EXERCISES: Later("your own exercises"),
    filenames.PATH: Later("your own path"),
    filenames.SETTINGS: Later("the settings"),
    filenames.MARKS: Later("the marks"),
    filenames.CALENDAR: Later("what was written for a calendar"),
    filenames.PROMPT_LINE: Later("the line for your prompt"),
    filenames.HOMEWORK: Later("the homework"),
    filenames.AT_HAND: Later("what urge and help-now show"),
}


def place(path: object, home: str = "") -> str:
    """Which kind of place a path is: never the path itself, which may hold the person's words."""
    if not isinstance(path, str | bytes | os.PathLike):
        return ""
    name = os.fsdecode(path)
    if home and (inside := os.path.relpath(os.path.abspath(name), os.path.abspath(home))).partition(os.sep)[0] != "..":
        first = inside.split(os.sep)[0].removeprefix(".")
        known = PLACES.get(first) or next((said for known, said in PLACES.items() if first.startswith(known)), None)
        return str(known or _("your folder"))
    return ""
