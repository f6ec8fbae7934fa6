"""The one place that locks, flushes, swaps and keeps files private.

Everything goes through a System, so that a test can hand in one in which any call fails.
"""

from __future__ import annotations

import errno
import io
import os
import signal
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from smartcli.home.filenames import AWAY, HALF

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Windows knows neither; there, O_BINARY keeps line ends as they are.
_ALWAYS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # for whoever is at the other end of a pipe
_BLOCK = 1 << 16  # bytes read at once, at least
MOST = 64 << 20  # bytes of a file that is read whole: nothing that is written here comes near it
MOST_GIVEN = 256 << 20  # the same of a file that somebody named: an export is all of a journal

# How places say that they have no such thing: modes and flushed folders (FAT, CIFS, drives of Windows below WSL), or
# locks (NFS without its lock service, some FUSE).
NO_MODES = frozenset((errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP))
NO_FOLDER_FLUSH = frozenset((errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP))
NO_EXCHANGE = frozenset((errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP))
_FROM_HERE, _EXCHANGE = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
NO_LOCKS = frozenset((errno.ENOLCK, errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP))


# How the system says that another has a lock.
_TAKEN = (BlockingIOError, PermissionError) if sys.platform == "win32" else (BlockingIOError,)


class Unflushed(OSError):
    """What was written stands there, and the disk has not confirmed it: a power cut may undo it, and nothing may write
    it a second time. is_seen: whether it was read back."""

    def __init__(self, error: OSError, *, is_seen: bool = True) -> None:
        super().__init__(error.errno, error.strerror, error.filename)
        self.is_seen = is_seen


class Torn(OSError):
    """A piece of what was to be added stands there, and the disk did not let it be taken away: its last line is torn.

    is_some: before that stand whole ones.
    """

    def __init__(self, error: OSError, *, is_some: bool) -> None:
        super().__init__(error.errno, error.strerror, error.filename)
        self.is_some = is_some


class Linked(OSError):
    """A link lies in the place of a file: were it taken away, what it leads to would stay, and nobody would find it."""

    def __init__(self, place: Path) -> None:
        super().__init__(errno.ELOOP, os.strerror(errno.ELOOP), os.fspath(place))
        self.place = place
        self.to = place.parent
        with suppress(OSError):
            self.to = place.parent / os.readlink(place)


class System:
    """The calls to the operating system that reading and writing need."""

    def open(self, path: str, flags: int) -> int:
        return os.open(path, flags | _ALWAYS, 0o600)

    def read(self, file: int, size: int) -> bytes:
        return os.read(file, size)

    def write(self, file: int, data: bytes | memoryview) -> int:
        return os.write(file, data)

    def seek(self, file: int, position: int) -> None:
        os.lseek(file, position, os.SEEK_SET)

    def truncate(self, file: int, size: int) -> None:
        os.ftruncate(file, size)

    def flush(self, file: int) -> None:
        """Return when the bytes are on the disk itself."""
        if sys.platform == "darwin":  # fsync stops at the drive's own cache there
            fcntl.fcntl(file, fcntl.F_FULLFSYNC)
        else:
            os.fsync(file)

    def close(self, file: int) -> None:
        os.close(file)

    def stat(self, place: str | int) -> os.stat_result:
        return os.stat(place)

    def touch(self, path: str, milliseconds: int) -> None:
        """Set when a file was last changed, in milliseconds since 1970."""
        os.utime(path, ns=(milliseconds * 1_000_000, milliseconds * 1_000_000))

    def keep_times(self, path: str, known: os.stat_result) -> None:
        """Set when it was last changed and read back to what was known of it."""
        os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))

    def chmod(self, path: str, mode: int) -> None:
        os.chmod(path, mode)

    def mkdir(self, path: str) -> None:
        os.mkdir(path, 0o700)

    def swap(self, new: str, old: str) -> None:
        """Put one file in another's place, at once and whole."""
        os.replace(new, old)

    def link(self, to: str, path: str) -> None:
        """Make a link that leads to a folder."""
        os.symlink(to, path, target_is_directory=True)

    def exchange(self, one: str, other: str) -> None:
        """Let two names change what they stand for, at once: nobody ever sees one of them missing.

        OSError with one of NO_EXCHANGE: the system, or this disk, cannot do that.
        """
        import ctypes  # hardly ever

        call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
        if call is None:
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
        if call(_FROM_HERE, os.fsencode(one), _FROM_HERE, os.fsencode(other), _EXCHANGE):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), one)

    def remove(self, path: str) -> None:
        os.remove(path)

    def remove_folder(self, path: str) -> None:
        os.rmdir(path)

    def scan(self, folder: str) -> list[os.DirEntry[str]]:
        with os.scandir(folder) as found:
            return list(found)

    def lock(self, file: int) -> bool:
        """Take the lock of an open file without waiting; False if somebody has it. Closing the file lets it go."""
        try:
            if sys.platform == "win32":
                msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            else:  # not lockf: that lets go when any other descriptor of the file is closed
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except _TAKEN:
            return False
        except OSError as error:
            if error.errno == errno.EBADF:  # the file is open: so it is the place that has no locks for it
                raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK)) from error
            raise
        return True


SYSTEM = System()


def private_folder(path: Path, system: System = SYSTEM) -> None:
    """See to it that a folder is there; what is missing of it, and above it, is made for the person alone (0700).

    One that was there is closed to others only where it is ours: see ownership.py. A linked folder is followed. A link
    that leads nowhere is an error: what it should lead to may be on a disk that is not there now.
    """
    known = folder_of_others(path, system)
    if stat.S_IMODE(known.st_mode) & 0o077:
        from smartcli.home import ownership  # a folder of ours is hardly ever open

        if ownership.is_ours(path, known, system):
            _mend(os.fspath(path), known.st_mode, system)


def folder_of_others(path: Path, system: System = SYSTEM) -> os.stat_result:
    """The same of a folder that is there for other programs too: one that was there stays as open as it is.

    Gives what is known of it.
    """
    folder = os.path.abspath(path)
    missing = []
    while not os.path.lexists(folder):
        missing.append(folder)
        folder = os.path.dirname(folder)
    for folder in reversed(missing):
        with suppress(FileExistsError):  # another smartcli was quicker
            system.mkdir(folder)
            _set_mode(folder, 0o700, system)  # whatever the umask took away
            with suppress(PermissionError):  # a parent that we may enter but not list
                flush_folder(os.path.dirname(folder), system)
    known = system.stat(os.fspath(path))
    if not stat.S_ISDIR(known.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), os.fspath(path))
    return known


def append(path: Path, data: bytes, system: System = SYSTEM) -> None:
    """Add whole lines to a file; when this returns, they survive a crash and a power cut.

    On an error the file is as it was before, but for Unflushed: then they stand there; and for Torn: a piece does. A
    link, a pipe or a device in the file's place is refused (ELOOP), and so is a folder (EISDIR). One writer at a time:
    hold a lock.
    """
    name = os.fspath(path)
    file = system.open(name, os.O_RDWR | os.O_APPEND | os.O_CREAT | _NO_LINK | _NO_WAIT)
    try:
        before = _plain(file, name, system)
        if before.st_size == 0:
            _set_mode(name, 0o600, system)  # whatever the umask took away
        _mend(name, before.st_mode, system)
        whole = cure = b""
        try:
            # A writer that was killed in the middle of a line left it without an end. Whatever came after it would be
            # part of that line, and lost with it.
            cure = b"" if _ends_whole(file, before.st_size, system) else b"\n"
            _write(file, cure + data, system)
            whole = cure + data
            system.flush(file)
            if before.st_size == 0:
                flush_folder(os.path.dirname(name), system)
        except BaseException as error:
            if _taken_back(file, name, before.st_size, system) or not isinstance(error, OSError):
                raise
            if not whole and isinstance(error, _Cut):
                raise Torn(error, is_some=b"\n" in data[: max(0, error.size - len(cure))]) from error
            if not whole:
                raise
            raise Unflushed(error, is_seen=_ends_with(file, whole, before.st_size, system)) from error
    finally:
        with suppress(OSError):  # what is flushed is there, whatever closing says
            system.close(file)


def _taken_back(file: int, name: str, size: int, system: System) -> bool:
    """Whether a file that was added to ends again where it did."""
    try:
        system.truncate(file, size)
    except OSError:
        return False
    if size == 0:  # or an empty file would stand there, as if something had been taken away
        with suppress(OSError):
            system.remove(name)
    return True


def _ends_with(file: int, data: bytes, size: int, system: System) -> bool:
    """Whether what was added to so many bytes can be read back."""
    try:
        system.seek(file, size)
        return bounded(lambda most: system.read(file, most)) == data
    except OSError:
        return False


def replace(path: Path, data: bytes | Iterable[bytes], system: System = SYSTEM, *, flush: bool = True) -> None:
    """Put new content in a file's place, so that there is always the whole old one or the whole new one.

    A link is followed to the real file; what is no plain file there, such as a device, is refused (ELOOP, EISDIR). A
    file that was stricter than 0600 stays so. Content may come in parts, as it is made: what goes wrong in making it
    leaves the file as it was. What a cloud took away has no new one written beside it (EREMOTE). Without flush a power
    cut may leave anything. Unflushed: it is in its place.
    """
    name = os.path.realpath(path)
    try:
        kept = _plain(name, name, system).st_mode & 0o600
    except FileNotFoundError as error:
        if is_away(name):
            raise _away(name) from error
        kept = 0o600
    new = temporary(name)
    try:
        file = system.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK)
        try:
            for part in [data] if isinstance(data, bytes) else data:
                _write(file, part, system)
            if flush:
                system.flush(file)
        finally:
            system.close(file)
        _set_mode(new, kept, system)
        system.swap(new, name)
    except BaseException:
        with suppress(OSError):
            system.remove(new)
        raise
    if flush:
        try:
            flush_folder(os.path.dirname(name), system)
        except OSError as error:
            raise Unflushed(error) from error


def temporary(name: str) -> str:
    """Beside a file, the name of what is to take its place."""
    return os.path.join(os.path.dirname(name), f".{os.path.basename(name)}.{os.urandom(4).hex()}{HALF}")


def sweep_halves(path: Path, system: System = SYSTEM) -> None:
    """Take away what killed runs left beside a file that was to be written there: outside a home nobody else does.

    Nothing else in the folder is touched, and what does not go stops nothing.
    """
    with suppress(OSError):
        for found in system.scan(os.path.dirname(os.path.abspath(path))):
            if is_temporary(found.name) and found.name.rpartition(".")[0].rpartition(".")[0] == f".{path.name}":
                system.remove(found.path)


def is_temporary(name: str) -> bool:
    """Whether a file of this name is the half of a replacement that was never finished."""
    head, _dot, chance = name.removesuffix(HALF).rpartition(".")
    return name.endswith(HALF) and len(head) > 1 and head[0] == "." and len(chance) == 8 and set(chance) <= _HEX


_HEX = frozenset("0123456789abcdef")


def read(path: Path, system: System = SYSTEM, *, follow: bool = True, most: int = MOST) -> bytes:
    """All bytes of a file. Only FileNotFoundError means that there is none; any other OSError is a fault to be said.

    A pipe or a device in the file's place is refused (ELOOP), and so is a folder (EISDIR), and whatever has more bytes
    than `most`, or grows beyond them while it is read (EOVERFLOW). One that a cloud took away is not "none" (EREMOTE);
    of segments, which are read without following, whoever lists the folder knows that.
    """
    name = os.fspath(path)
    try:
        file = system.open(name, os.O_RDONLY | _NO_WAIT | (0 if follow else _NO_LINK))
    except FileNotFoundError as error:
        if follow and is_away(path):
            raise _away(name) from error
        raise
    try:
        size = _plain(file, name, system).st_size
        room = most + 1 if size <= most else 0  # one more byte shows that there is more
        parts = []
        # One call for a file that does not grow meanwhile, and one to see it.
        while room and (part := system.read(file, min(max(size + 1, _BLOCK), room))):
            parts.append(part)
            room -= len(part)
        if not room:
            raise OSError(errno.EOVERFLOW, os.strerror(errno.EOVERFLOW), name)
        return parts[0] if len(parts) == 1 else b"".join(parts)
    finally:
        system.close(file)


def given(path: Path, system: System = SYSTEM, *, most: int = MOST_GIVEN) -> bytes:
    """The same of a file that somebody named. A pipe is read to its end, as a shell makes one of `<(…)`.

    A pipe to which nobody writes has come to its end: it is not waited for.
    """
    name = os.fspath(path)
    file = system.open(name, os.O_RDONLY | _NO_WAIT)
    try:
        if sys.platform != "win32" and stat.S_ISFIFO(system.stat(file).st_mode):
            os.set_blocking(file, True)
            return bounded(lambda size: system.read(file, size), most=most)
    finally:
        system.close(file)
    return read(path, system, most=most)


def bounded(more: Callable[[int], bytes], *, most: int = MOST_GIVEN) -> bytes:
    """All that comes, where nobody knows beforehand how much. OSError: EOVERFLOW, more than `most` bytes came."""
    parts, room = [], most + 1
    while room and (part := more(min(_BLOCK, room))):
        parts.append(part)
        room -= len(part)
    if not room:
        raise OSError(errno.EOVERFLOW, os.strerror(errno.EOVERFLOW))
    return b"".join(parts)


def read_if_any(path: Path, system: System = SYSTEM, *, most: int = MOST) -> bytes | None:
    """All bytes of a file; None = there is none, and the system says just that.

    OSError: something lies there and cannot be read, or it cannot be told. A link that leads nowhere is no "none": what
    it should lead to may be on a disk that is not there now.
    """
    try:
        return read(path, system, most=most)
    except FileNotFoundError:
        if os.path.islink(path):
            raise OSError(errno.ELOOP, "a link that leads nowhere", os.fspath(path)) from None
        return None


def holds(path: Path, data: bytes, system: System = SYSTEM) -> bool:
    """Whether a file can be read and holds just that."""
    try:
        return read_if_any(path, system) == data
    except OSError:
        return False


def listed(folder: Path, system: System = SYSTEM) -> list[os.DirEntry[str]] | None:
    """What lies in a folder; None = there is no such folder, and the system says just that. OSError as read_if_any."""
    try:
        return system.scan(os.fspath(folder))
    except FileNotFoundError:
        if os.path.islink(folder):
            raise OSError(errno.ELOOP, "a link that leads nowhere", os.fspath(folder)) from None
        return None


def in_parts(path: Path, system: System = SYSTEM) -> Iterator[bytes]:
    """The same, a part at a time, for what is too large to be held."""
    file = system.open(os.fspath(path), os.O_RDONLY | _NO_WAIT)
    try:
        _plain(file, os.fspath(path), system)
        while part := system.read(file, _BLOCK):
            yield part
    finally:
        system.close(file)


class Opened(io.RawIOBase):
    """A file somebody named, opened for who reads a little of it here and there. Raises OSError as read does."""

    def __init__(self, path: Path, system: System = SYSTEM) -> None:
        super().__init__()
        self._system, self._place = system, 0
        self._file = system.open(os.fspath(path), os.O_RDONLY | _NO_WAIT)
        try:
            self.size = _plain(self._file, os.fspath(path), system).st_size
        except BaseException:
            system.close(self._file)
            raise

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        place = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self.size}[whence]
        if place < 0:
            raise ValueError
        self._system.seek(self._file, place)
        self._place = place
        return place

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        room = memoryview(buffer)
        data = self._system.read(self._file, len(room))
        room[: len(data)] = data
        self._place += len(data)
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._system.close(self._file)
        super().close()


def head(path: Path, size: int, system: System = SYSTEM, *, follow: bool = False) -> bytes:
    """The first bytes of a file."""
    file = system.open(os.fspath(path), os.O_RDONLY | _NO_WAIT | (0 if follow else _NO_LINK))
    try:
        _plain(file, os.fspath(path), system)
        return system.read(file, size)
    finally:
        system.close(file)


def tail(path: Path, size: int, system: System = SYSTEM) -> tuple[os.stat_result, bytes]:
    """What is known of a file from outside, and its last bytes."""
    file = system.open(os.fspath(path), os.O_RDONLY | _NO_WAIT | _NO_LINK)
    try:
        known = _plain(file, os.fspath(path), system)
        system.seek(file, max(0, known.st_size - size))
        return known, system.read(file, size)
    finally:
        system.close(file)


def parts(path: Path, places: Iterable[tuple[int, int]], system: System = SYSTEM) -> list[bytes]:
    """Some of the bytes of a file. places: from which byte to which; what lies behind its end is missing."""
    file = system.open(os.fspath(path), os.O_RDONLY | _NO_WAIT | _NO_LINK)
    try:
        _plain(file, os.fspath(path), system)
        found: list[bytes] = []
        for start, end in places:
            system.seek(file, start)
            found.append(system.read(file, end - start))
        return found
    finally:
        system.close(file)


def is_read_only(place: Path) -> bool:
    """Whether nothing can be written on the disk that it lies on, as far as the system tells."""
    if sys.platform == "win32":
        return False
    try:
        return bool(os.statvfs(place).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def is_folder(found: os.DirEntry[str]) -> bool:
    """Whether it is a folder, or a link to one. A link that goes round, or into a closed place, is none."""
    try:
        return found.is_dir()
    except OSError:
        return False


def is_file(found: os.DirEntry[str]) -> bool:
    """Whether it is a plain file, or a link to one: no pipe, and nothing else that would be waited for."""
    try:
        return found.is_file()
    except OSError:
        return False


def remove(path: Path, system: System = SYSTEM) -> None:
    """Take a file away; none there is fine."""
    with suppress(FileNotFoundError):
        system.remove(os.fspath(path))


def erase(path: Path, system: System = SYSTEM) -> None:
    """The same of a file with words in it, of which nothing may be left. Linked: it is a link, and stays as it is."""
    if is_link(path):
        raise Linked(path)
    remove(path, system)


def remove_all(place: Path, system: System = SYSTEM) -> OSError | None:
    """Take away a file, or a folder with all that is in it. What cannot be stops nothing else; its first error.

    A link goes as it is, and what it leads to stays. Where nobody can tell whether it is one, nothing is done.
    """
    name = os.fspath(place)
    try:
        if is_link(place) or not leads_to_folder(name, system):
            return _error_of(partial(remove, place, system))
    except OSError as error:
        return error
    found: list[os.DirEntry[str]] = []
    look = partial(_scan_into, found, name, system)
    trouble = _error_of(look)
    if isinstance(trouble, PermissionError):  # closed even to its owner, perhaps
        trouble = _error_of(partial(system.chmod, name, 0o700)) or _error_of(look)
    for inner in (Path(one.path) for one in found):
        trouble = remove_all(inner, system) or trouble
    if trouble is None:
        trouble = _error_of(partial(system.remove_folder, name))
    return trouble


def leads_to_folder(place: Path | str, system: System = SYSTEM) -> bool:
    """Whether it is a folder, or a link to one. OSError: it cannot be told, and is no "no"."""
    mode = _mode(os.fspath(place), system)
    return mode is not None and stat.S_ISDIR(mode)


def leads_to_file(place: Path | str, system: System = SYSTEM) -> bool:
    """The same of a plain file."""
    mode = _mode(os.fspath(place), system)
    return mode is not None and stat.S_ISREG(mode)


def _mode(name: str, system: System) -> int | None:
    """None = there is nothing, or a link that goes round, or to where nobody is let in."""
    try:
        return system.stat(name).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        if not os.path.islink(name):
            raise
        return None


def _scan_into(found: list[os.DirEntry[str]], name: str, system: System) -> None:
    found.extend(system.scan(name))


def _error_of(work: Callable[[], None]) -> OSError | None:
    try:
        work()
    except OSError as error:
        return error
    return None


def set_aside(folder: Path, name: str, data: bytes, system: System = SYSTEM) -> None:
    """Keep a copy of what could not be read, once. Without room for it, go on: it still lies where it was."""
    with suppress(OSError):
        private_folder(folder, system)
        if not os.path.lexists(folder / name):
            replace(folder / name, data, system)


class Lock:
    """Whether a lock is held. why_not: what the system said to it; None = another has it."""

    def __init__(self, *, is_held: bool, why_not: OSError | None = None) -> None:
        self._is_held, self.why_not = is_held, why_not

    def __bool__(self) -> bool:
        return self._is_held


@contextmanager
def locked(path: Path, timeout: float, system: System = SYSTEM) -> Iterator[Lock]:
    """Hold the lock that a file stands for; what it yields is false when it was not to be had in so many seconds."""
    try:
        file = system.open(os.fspath(path), os.O_RDWR | os.O_CREAT | _NO_LINK | _NO_WAIT)
    except OSError as error:
        yield Lock(is_held=False, why_not=error)
        return
    try:
        yield _wait_for(file, timeout, system)
    finally:
        with suppress(OSError):  # it is let go whatever the system says, and what was done under it is done
            system.close(file)


def why_no_lock(path: Path, system: System = SYSTEM) -> OSError | None:
    """What stands in the way of this lock for whoever asks; None where it can be had, or another smartcli has it."""
    try:
        file = system.open(os.fspath(path), os.O_RDWR | os.O_CREAT | _NO_LINK | _NO_WAIT)
    except OSError as error:
        return error
    try:
        system.lock(file)
    except OSError as error:
        return error
    finally:
        with suppress(OSError):
            system.close(file)
    return None


def has_no_locks(path: Path, system: System = SYSTEM) -> bool:
    """Whether the place of this lock knows no locks at all: then that it was not to be had says nothing of others."""
    error = why_no_lock(path, system)
    return error is not None and error.errno in NO_LOCKS


def is_there(path: Path) -> bool:
    """Whether anything has this name, be it a link that leads nowhere. OSError: it cannot be told, and is no "no"."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def unreached(folder: Path) -> OSError | None:
    """What keeps everybody from coming to a folder, be it there or not; None = nothing does."""
    try:
        os.lstat(folder)
    except FileNotFoundError:
        above = next(filter(os.path.lexists, folder.absolute().parents), Path(os.sep))
        try:
            os.stat(above)
        except FileNotFoundError:
            return OSError(errno.ELOOP, "a link that leads nowhere", os.fspath(above))
        except OSError as error:
            return error
    except OSError as error:
        return error
    return None


def is_away(path: Path | str) -> bool:
    """Whether something stands in this place that says that a cloud took the file from this computer."""
    folder, name = os.path.split(os.fspath(path))
    return os.path.lexists(f"{folder}/.{name}{AWAY}")


def _away(name: str) -> OSError:
    return OSError(errno.EREMOTE, "a cloud has taken it away", name)


def is_link(path: Path) -> bool:
    """Whether it is a link, wherever that leads. OSError: it cannot be told, and is no "no"."""
    try:
        return stat.S_ISLNK(os.lstat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def is_open(path: Path, system: System = SYSTEM) -> bool:
    """Whether others on this machine may look into a file or folder, as far as its mode tells."""
    if sys.platform == "win32":  # where modes tell nothing
        return False
    try:
        return bool(stat.S_IMODE(system.stat(os.fspath(path)).st_mode) & 0o077)
    except OSError:
        return False


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let Ctrl-C and a friendly kill wait until the block is done; then they happen."""
    if threading.current_thread() is not threading.main_thread():  # only the main thread is ever interrupted
        yield
        return
    came: list[int] = []
    before = {}
    try:
        for number in _signals():
            before[number] = signal.getsignal(number)
            signal.signal(number, lambda got, frame: came.append(got))
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in dict.fromkeys(came):
            signal.raise_signal(number)


def flush_folder(folder: str, system: System = SYSTEM) -> None:
    """Return when the names in a folder are on the disk."""
    if sys.platform == "win32":  # folders cannot be opened there
        return
    file = system.open(folder, os.O_RDONLY)
    try:
        system.flush(file)
    except OSError as error:
        if error.errno not in NO_FOLDER_FLUSH:
            raise
    finally:
        system.close(file)


def _plain(file: int | str, name: str, system: System) -> os.stat_result:
    """What is known of a file, open or by its name. Only a plain one has an end to read to and to write at."""
    known = system.stat(file)
    if stat.S_ISDIR(known.st_mode):
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), name)
    if not stat.S_ISREG(known.st_mode):
        raise OSError(errno.ELOOP, "not a plain file", name)
    return known


def _signals() -> list[int]:
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    known = [getattr(signal, name) for name in names if hasattr(signal, name)]
    return [number for number in known if signal.getsignal(number) not in (signal.SIG_IGN, None)]


def _set_mode(path: str, mode: int, system: System) -> None:
    """Where a place has no modes, what is written there is written all the same: `is_open` tells."""
    try:
        system.chmod(path, mode)
    except OSError as error:
        if error.errno not in NO_MODES:
            raise


def _mend(path: str, mode: int, system: System) -> None:
    if stat.S_IMODE(mode) & 0o077:
        with suppress(PermissionError):  # it is somebody else's, who has let us in
            system.chmod(path, stat.S_IMODE(mode) & 0o700)


def _ends_whole(file: int, size: int, system: System) -> bool:
    if size == 0:
        return True
    system.seek(file, size - 1)
    return system.read(file, 1) == b"\n"


class _Cut(OSError):
    """A part of it was written, and no more. size: so many bytes."""

    size = 0


def _write(file: int, data: bytes, system: System) -> None:
    """All of it. One call normally; a disk that fills up takes a part first and says so only at the next call."""
    rest = memoryview(data)
    try:
        while rest:
            written = system.write(file, rest)
            if written <= 0:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            rest = rest[written:]
    except OSError as error:
        if len(rest) == len(data):
            raise
        cut = _Cut(error.errno, error.strerror, error.filename)
        cut.size = len(data) - len(rest)
        raise cut from error


def _wait_for(file: int, timeout: float, system: System) -> Lock:
    deadline = time.monotonic() + timeout
    pause = 0.001
    try:
        while not system.lock(file):
            if time.monotonic() >= deadline:
                return Lock(is_held=False)
            time.sleep(pause)
            pause = min(2 * pause, 0.05)
    except OSError as error:  # a file system without locks
        return Lock(is_held=False, why_not=error)
    return Lock(is_held=True)
