import errno
import os
import re
import signal
import stat
from contextlib import suppress
from pathlib import Path

import pytest
from tests.journal.making import BROKEN_DISK, FULL_DISK, Faulty, fault, python

from smartcli.errors import SmartError
from smartcli.home import disk, locks

posix = pytest.mark.skipif(os.name != "posix", reason="modes and links of POSIX")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def umask():
    """Sets the umask; the old one is back after the test."""
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


# Folders


@posix
@pytest.mark.parametrize("mask", [0o000, 0o077, 0o277])
def test_folders_and_files_are_the_persons_alone_whatever_the_umask(tmp_path, umask, mask):
    umask(mask)
    disk.private_folder(tmp_path / "home" / "journal")
    disk.append(tmp_path / "home" / "journal" / "added", b"a\n")
    disk.replace(tmp_path / "home" / "journal" / "replaced", b"b\n")
    assert mode(tmp_path / "home") == 0o700
    assert mode(tmp_path / "home" / "journal") == 0o700
    assert mode(tmp_path / "home" / "journal" / "added") == 0o600
    assert mode(tmp_path / "home" / "journal" / "replaced") == 0o600


@posix
def test_a_folder_that_others_could_look_into_is_mended_and_a_stricter_one_is_left(tmp_path):
    for name, given in (("open", 0o755), ("strict", 0o500)):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(given)
        disk.private_folder(tmp_path / name)
    assert mode(tmp_path / "open") == 0o700
    assert mode(tmp_path / "strict") == 0o500


def test_a_folder_of_somebody_else_that_lets_us_in_is_used(tmp_path):
    (tmp_path / "theirs").mkdir(mode=0o777)
    (tmp_path / "theirs").chmod(0o777)
    disk.private_folder(tmp_path / "theirs", Faulty({"chmod": fault(errno.EPERM)}))


def test_the_names_of_new_folders_are_flushed_each_where_it_stands(tmp_path):
    system = Flushed()
    disk.private_folder(tmp_path / "above" / "home", system)
    assert system.folders == [tmp_path, tmp_path / "above"]
    disk.private_folder(tmp_path / "above" / "home", system)
    assert len(system.folders) == 2


class Flushed(disk.System):
    """Tells which folders were flushed."""

    def __init__(self):
        self.folders = []
        self._open = {}

    def open(self, path, flags):
        file = super().open(path, flags)
        self._open[file] = Path(path)
        return file

    def flush(self, file):
        super().flush(file)
        self.folders.append(self._open[file])


@posix
def test_a_linked_folder_is_followed_and_the_link_stays(tmp_path):
    (tmp_path / "real").mkdir(mode=0o755)
    (tmp_path / "link").symlink_to("real")
    disk.private_folder(tmp_path / "link")
    disk.private_folder(tmp_path / "link" / "inner")
    assert (tmp_path / "link").is_symlink()
    assert mode(tmp_path / "real") == 0o700
    assert mode(tmp_path / "real" / "inner") == 0o700


@posix
def test_a_link_that_leads_nowhere_is_an_error_and_nothing_is_made_there(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "unplugged" / "home")
    with pytest.raises(FileNotFoundError):
        disk.private_folder(tmp_path / "link")
    with pytest.raises(FileNotFoundError):
        disk.private_folder(tmp_path / "link" / "inner")
    assert [path.name for path in tmp_path.iterdir()] == ["link"]


def test_a_file_in_the_place_of_a_folder_is_an_error(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotADirectoryError):
        disk.private_folder(tmp_path / "file")


# Appending


def test_what_is_appended_is_flushed_before_append_returns_and_its_name_too(tmp_path):
    system = Faulty({})
    disk.append(tmp_path / "file", b"one\n", system)
    assert system.calls[-3:] == ["flush", "open", "flush"]  # the file, then the folder that now names it
    disk.append(tmp_path / "file", b"two\n", system)
    assert system.calls[-1] == "flush"
    assert (tmp_path / "file").read_bytes() == b"one\ntwo\n"


def test_a_line_goes_out_in_one_write(tmp_path):
    system = Faulty({})
    disk.append(tmp_path / "file", b"x" * 300_000 + b"\n", system)
    assert system.calls.count("write") == 1


def test_w1_a_write_that_takes_only_a_part_is_carried_on(tmp_path):
    disk.append(tmp_path / "file", b"whole line\n", Faulty({"write": [3, 1, None]}))
    assert (tmp_path / "file").read_bytes() == b"whole line\n"


@pytest.mark.parametrize("error", [FULL_DISK, fault(errno.EDQUOT), BROKEN_DISK, KeyboardInterrupt()])
@pytest.mark.parametrize("taken", [0, 3])
def test_w1_a_write_that_fails_leaves_the_file_as_it_was(tmp_path, error, taken):
    disk.append(tmp_path / "file", b"before\n")
    faults = {"write": [taken, error] if taken else [error]}
    with pytest.raises(type(error)):
        disk.append(tmp_path / "file", b"new line\n", Faulty(faults))
    assert (tmp_path / "file").read_bytes() == b"before\n"


def test_w2_a_flush_that_fails_is_not_tried_again_and_the_file_is_cut_back(tmp_path):
    disk.append(tmp_path / "file", b"before\n")
    system = Faulty({"flush": [BROKEN_DISK]})
    with pytest.raises(OSError, match="Input/output error"):
        disk.append(tmp_path / "file", b"new line\n", system)
    assert system.calls.count("flush") == 1
    assert (tmp_path / "file").read_bytes() == b"before\n"


def test_a_file_system_that_cannot_flush_folders_is_no_error_and_one_that_fails_is(tmp_path):
    disk.append(tmp_path / "one", b"a\n", Faulty({"flush": [None, fault(errno.EINVAL)]}))
    with pytest.raises(OSError, match="Input/output error"):
        disk.append(tmp_path / "two", b"a\n", Faulty({"flush": [None, BROKEN_DISK]}))


def test_a_write_that_takes_nothing_is_an_error_and_no_endless_loop(tmp_path):
    with pytest.raises(OSError, match="Input/output error"):
        disk.append(tmp_path / "file", b"line\n", Faulty({"write": [0]}))


def test_a_torn_last_line_is_ended_before_the_next_is_written(tmp_path):
    (tmp_path / "file").write_bytes(b"whole\ntor")
    disk.append(tmp_path / "file", b"next\n")
    assert (tmp_path / "file").read_bytes() == b"whole\ntor\nnext\n"


@posix
def test_w8_a_link_in_the_place_of_a_segment_is_refused(tmp_path):
    (tmp_path / "elsewhere").write_bytes(b"theirs\n")
    (tmp_path / "segment").symlink_to("elsewhere")
    with pytest.raises(OSError, match="symbolic links"):
        disk.append(tmp_path / "segment", b"mine\n")
    assert (tmp_path / "elsewhere").read_bytes() == b"theirs\n"


@posix
def test_a_file_that_others_could_read_is_mended_when_it_is_appended_to(tmp_path):
    (tmp_path / "file").write_bytes(b"a\n")
    (tmp_path / "file").chmod(0o644)
    disk.append(tmp_path / "file", b"b\n")
    assert mode(tmp_path / "file") == 0o600


@posix
def test_what_is_no_plain_file_is_refused_and_nobody_waits_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for place in (tmp_path / "pipe", Path(os.devnull)):
        with pytest.raises(OSError, match="not a plain file"):
            disk.append(place, b"mine\n")
        for follow in (True, False):
            with pytest.raises(OSError, match="not a plain file"):
                disk.read(place, follow=follow)
    with pytest.raises(IsADirectoryError):
        disk.append(tmp_path / "folder", b"mine\n")
    with pytest.raises(IsADirectoryError):
        disk.read(tmp_path / "folder")


# Replacing


def test_w1_w9_replacing_leaves_the_old_content_whatever_fails(tmp_path):
    disk.replace(tmp_path / "file", b"old")
    for name in ("open", "write", "flush", "chmod", "swap"):
        with pytest.raises(OSError, match="No space"):
            disk.replace(tmp_path / "file", b"new", Faulty({name: FULL_DISK}))
        assert (tmp_path / "file").read_bytes() == b"old"
        assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_w2_the_new_content_is_flushed_before_it_takes_the_old_ones_place_and_the_folder_after(tmp_path):
    system = Faulty({})
    disk.replace(tmp_path / "file", b"new", system)
    kept = [name for name in system.calls if name in ("write", "flush", "swap")]
    assert kept == ["write", "flush", "swap", "flush"]


def test_new_content_may_come_in_parts_and_is_whole_or_not_there(tmp_path):
    disk.replace(tmp_path / "file", (part for part in (b"a", b"", b"bc")))
    assert b"".join(disk.in_parts(tmp_path / "file")) == b"abc"

    def interrupted():
        yield b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        disk.replace(tmp_path / "file", interrupted())
    assert (tmp_path / "file").read_bytes() == b"abc"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@posix
def test_w8_a_link_stays_a_link_and_the_real_file_gets_the_new_content(tmp_path):
    (tmp_path / "cloud").mkdir()
    (tmp_path / "cloud" / "settings").write_bytes(b"old")
    (tmp_path / "settings").symlink_to("cloud/settings")
    disk.replace(tmp_path / "settings", b"new")
    assert (tmp_path / "settings").is_symlink()
    assert (tmp_path / "cloud" / "settings").read_bytes() == b"new"


@posix
@pytest.mark.parametrize(("given", "kept"), [(0o400, 0o400), (0o600, 0o600), (0o640, 0o600), (0o666, 0o600)])
def test_w8_a_stricter_mode_is_kept_and_a_looser_one_mended(tmp_path, given, kept):
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "file").chmod(given)
    disk.replace(tmp_path / "file", b"new")
    assert mode(tmp_path / "file") == kept


# Reading


def test_all_of_a_file_is_read(tmp_path):
    (tmp_path / "file").write_bytes(bytes(range(256)) * 10_000)
    assert disk.read(tmp_path / "file") == bytes(range(256)) * 10_000
    (tmp_path / "empty").write_bytes(b"")
    assert disk.read(tmp_path / "empty") == b""


@pytest.mark.parametrize(("look", "most"), [(disk.read, 64), (disk.given, 256)])
def test_what_has_more_bytes_than_anything_here_is_refused_before_it_is_read(tmp_path, look, most):
    with (tmp_path / "large").open("wb") as file:
        file.truncate((most << 20) + 1)
    with pytest.raises(OSError, match=os.strerror(errno.EOVERFLOW)):
        look(tmp_path / "large", Unread())


class Unread(disk.System):
    def read(self, _file: int, _size: int) -> bytes:
        raise AssertionError("nothing of it is to be read")


def test_w6_only_a_file_that_is_not_there_reads_as_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        disk.read(tmp_path / "none")
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError):
        disk.read(tmp_path / "folder")
    (tmp_path / "file").write_bytes(b"x")
    for name in ("open", "read", "stat"):
        with pytest.raises(PermissionError):
            disk.read(tmp_path / "file", Faulty({name: fault(errno.EACCES)}))


def test_removing_what_is_not_there_is_fine(tmp_path):
    (tmp_path / "file").write_bytes(b"x")
    disk.remove(tmp_path / "file")
    disk.remove(tmp_path / "file")
    assert list(tmp_path.iterdir()) == []


def test_something_is_set_aside_once_and_no_room_for_it_is_no_error(tmp_path):
    disk.set_aside(tmp_path / "quarantine", "line", b"torn")
    disk.set_aside(tmp_path / "quarantine", "line", b"other")
    disk.set_aside(tmp_path / "full", "line", b"torn", Faulty({"mkdir": FULL_DISK}))
    assert (tmp_path / "quarantine" / "line").read_bytes() == b"torn"
    assert not (tmp_path / "full").exists()


# Locks

HOLD = """
import sys, time
from pathlib import Path
from smartcli.errors import SmartError
from smartcli.home import disk, locks
with disk.locked(Path(sys.argv[1]), 5) as held:
    print(bool(held), flush=True)
    time.sleep(60)
"""


def test_one_process_has_the_lock_and_it_goes_with_the_process_even_when_that_is_killed(tmp_path):
    lock = tmp_path / "lock"
    other = python(HOLD, lock)
    assert other.stdout is not None
    assert other.stdout.readline() == b"True\n"
    with disk.locked(lock, 0.01) as held:
        assert not held
    other.kill()
    other.communicate()
    with disk.locked(lock, 5) as held:
        assert held
        with disk.locked(lock, 0.01) as again:
            assert not again
    with disk.locked(lock, 0) as held:
        assert held


def test_where_there_can_be_no_lock_nobody_has_it(tmp_path):
    with disk.locked(tmp_path / "no folder" / "lock", 5) as held:
        assert not held
    with disk.locked(tmp_path / "lock", 5, Faulty({"lock": fault(errno.ENOLCK)})) as held:
        assert not held


# Signals


@posix
def test_w3_ctrl_c_waits_until_the_block_is_done():
    done = []

    def interrupted() -> None:
        with disk.undisturbed():
            os.kill(os.getpid(), signal.SIGINT)
            done.append("the rest of the block")

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert done == ["the rest of the block"]


@posix
def test_w3_a_handler_of_the_program_is_called_after_the_block_and_is_there_again():
    came = []
    before = signal.signal(signal.SIGTERM, lambda number, frame: came.append(number))
    try:
        with disk.undisturbed(), disk.undisturbed():
            os.kill(os.getpid(), signal.SIGTERM)
            os.kill(os.getpid(), signal.SIGTERM)
            assert came == []
        assert came == [signal.SIGTERM]
        os.kill(os.getpid(), signal.SIGTERM)
        assert came == [signal.SIGTERM, signal.SIGTERM]
    finally:
        signal.signal(signal.SIGTERM, before)


@posix
def test_a_signal_that_is_ignored_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with disk.undisturbed():
            os.kill(os.getpid(), signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


@posix
def test_w3_a_line_is_whole_when_ctrl_c_comes_in_its_middle(tmp_path):
    class Interrupting(Faulty):
        def write(self, file, data):
            os.kill(os.getpid(), signal.SIGINT)
            return super().write(file, data)

    with suppress(KeyboardInterrupt), disk.undisturbed():
        disk.append(tmp_path / "file", b"a whole line\n", Interrupting({"write": [4, None]}))
    assert (tmp_path / "file").read_bytes() == b"a whole line\n"


def test_what_is_half_written_is_known_by_its_name_and_nothing_else_is(tmp_path):
    assert disk.is_temporary(Path(disk.temporary(str(tmp_path / "recipient"))).name)
    for name in (".recipient.0123abc.tmp", ".recipient.0123abcde.tmp", ".recipient.0123abcg.tmp", "a.0123abcd.tmp"):
        assert not disk.is_temporary(name)


def test_what_is_there_is_read_and_only_what_is_not_is_none(tmp_path):
    assert disk.read_if_any(tmp_path / "a") is None
    for data in (b"", b"one"):
        (tmp_path / "a").write_bytes(data)
        assert disk.read_if_any(tmp_path / "a") == data
    assert disk.holds(tmp_path / "a", b"one")


# What is left behind, and what is not


def test_halves_of_a_file_are_swept_and_nothing_beside_them(tmp_path):
    mine, other = tmp_path / "out.json", tmp_path / "other.json"
    stay = [mine, other, Path(disk.temporary(str(other))), tmp_path / ".out.json.notes", tmp_path / ".x.out.json"]
    halves = [Path(disk.temporary(str(mine))) for _number in range(2)]
    for file in (*stay, *halves):
        file.write_text("words")
    disk.sweep_halves(mine)
    assert sorted(tmp_path.iterdir()) == sorted(stay)
    disk.sweep_halves(tmp_path / "not there" / "out.json")


@pytest.mark.parametrize("error", [FULL_DISK, BROKEN_DISK])
def test_a_file_that_could_not_be_begun_is_not_there(tmp_path, error):
    with pytest.raises(OSError, match=re.escape(os.strerror(error.errno))):
        disk.append(tmp_path / "file", b"a\n", Faulty({"write": error}))
    assert not (tmp_path / "file").exists()


class Balanced(disk.System):
    """Tells which files are open."""

    def __init__(self):
        self.open_now = set()

    def open(self, path, flags):
        file = super().open(path, flags)
        self.open_now.add(file)
        return file

    def close(self, file):
        self.open_now.discard(file)
        super().close(file)


def test_no_file_stays_open(tmp_path):
    system = Balanced()
    file = tmp_path / "file"
    disk.append(file, b"a\n", system)
    disk.replace(file, b"b\n", system)
    assert disk.read(file, system) == disk.given(file, system) == disk.head(file, 9, system) == b"b\n"
    assert b"".join(disk.in_parts(file, system)) == disk.tail(file, 9, system)[1] == b"b\n"
    assert disk.why_no_lock(tmp_path / "lock", system) is None
    with disk.locked(tmp_path / "lock", 0, system) as held:
        assert held
    assert system.open_now == set()
    with pytest.raises(IsADirectoryError):
        disk.read(tmp_path, system)
    assert system.open_now == set()


@posix
def test_a_pipe_is_not_read_in_parts_and_nobody_waits_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a plain file"):
        list(disk.in_parts(tmp_path / "pipe"))


@posix
def test_a_lock_is_made_for_the_person_alone_and_a_link_in_its_place_is_refused(tmp_path, umask):
    umask(0)
    for name, ask in (("asked", disk.why_no_lock), ("held", lambda path: disk.locked(path, 0).__enter__())):
        ask(tmp_path / name)
        assert mode(tmp_path / name) == 0o600
    (tmp_path / "link").symlink_to("elsewhere")
    refused = disk.why_no_lock(tmp_path / "link")
    assert refused is not None
    assert refused.errno == errno.ELOOP
    assert not (tmp_path / "elsewhere").exists()


@posix
@pytest.mark.parametrize(("given", "is_open"), [(0o600, False), (0o604, True), (0o610, True), (0o700, False)])
def test_whether_others_may_look_into_it_is_told_by_its_mode(tmp_path, given, is_open):
    (tmp_path / "file").touch()
    (tmp_path / "file").chmod(given)
    assert disk.is_open(tmp_path / "file") is is_open
    assert not disk.is_open(tmp_path / "none")


def test_what_does_not_go_from_a_folder_is_told(tmp_path):
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    (tmp_path / "folder" / "inner" / "file").touch()
    (tmp_path / "folder" / "link").symlink_to("inner")
    assert disk.remove_all(tmp_path / "folder", Faulty({"remove": BROKEN_DISK})) is BROKEN_DISK
    assert (tmp_path / "folder" / "link").is_symlink()
    assert disk.remove_all(tmp_path / "folder") is None
    assert not (tmp_path / "folder").exists()


@posix
def test_a_place_that_takes_no_open_file_for_a_lock_knows_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise fault(errno.EBADF)

    monkeypatch.setattr("fcntl.flock", refused)
    assert disk.has_no_locks(tmp_path / "lock")
    with pytest.raises(SmartError, match=r"cannot be kept apart on this disk \(this disk knows no locks\)"):
        locks.check_lock(tmp_path)


@posix
def test_a_link_to_a_folder_goes_and_what_it_leads_to_stays(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "words").write_bytes(b"mine")
    (tmp_path / "link").symlink_to("kept")
    assert disk.remove_all(tmp_path / "link") is None
    assert not (tmp_path / "link").is_symlink()
    assert (tmp_path / "kept" / "words").read_bytes() == b"mine"


class Closed(disk.System):
    """A folder is closed even to its owner, until it is opened to the owner alone."""

    def __init__(self, folder):
        self._folder, self.modes = str(folder), []

    def chmod(self, path, mode):
        super().chmod(path, mode)
        self.modes.append((path, mode))

    def scan(self, folder):
        if folder == self._folder and (folder, 0o700) not in self.modes:
            raise PermissionError(errno.EACCES, "closed")
        return super().scan(folder)


def test_a_folder_that_is_closed_to_its_owner_is_opened_and_goes(tmp_path):
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    (tmp_path / "folder" / "inner" / "file").touch()
    system = Closed(tmp_path / "folder" / "inner")
    assert disk.remove_all(tmp_path / "folder", system) is None
    assert not (tmp_path / "folder").exists()
    assert system.modes == [(str(tmp_path / "folder" / "inner"), 0o700)]  # of no other folder


def test_one_that_cannot_be_opened_is_told_as_that_and_so_is_one_that_cannot_be_looked_at(tmp_path):
    (tmp_path / "folder").mkdir()
    for faults, told in (
        ({"scan": [fault(errno.EACCES)], "chmod": BROKEN_DISK}, BROKEN_DISK),
        ({"scan": [fault(errno.EACCES), FULL_DISK]}, FULL_DISK),
        ({"scan": [BROKEN_DISK], "chmod": FULL_DISK}, BROKEN_DISK),
        ({"stat": BROKEN_DISK}, BROKEN_DISK),
    ):
        assert disk.remove_all(tmp_path / "folder", Faulty(faults)) is told
        assert (tmp_path / "folder").is_dir()
