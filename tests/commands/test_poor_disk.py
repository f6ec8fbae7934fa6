"""Every command on a disk without locks (NFS) and on one without modes (a stick, WSL, CIFS)."""

import errno
from pathlib import Path

import pytest
from tests.journal.making import NOON, Faulty, entry, fault
from tests.poor_disk import NO_LOCKS, NO_MODES, OnPoorDisk, files, tracer
from tests.program import Program

from smartcli.asking.drafts import Drafts
from smartcli.errors import SmartError
from smartcli.home import disk, locks
from smartcli.home.seal.keys import Keys
from smartcli.journal import Journal

ANSWERS = b'{"strength": 3}'
PASSPHRASE = b"plover on the sandbank\n"
NOT_BEGUN = (
    "Two windows of smartcli cannot be kept apart on this disk (this disk knows no locks), so nothing was begun, and "
    "all is as it was. On a disk of this computer it works: copy your folder there, and name it with --home.\n"
    "Next: smartcli doctor\n"
)
SEAL = ["lock", "--yes", "--passphrase-fd", "0"]


def poor(program: Program, *answers: str) -> OnPoorDisk:
    begin = tracer(*answers)
    if not begin:
        pytest.skip("needs strace, and may trace")
    return OnPoorDisk(program.home, program.source, tuple(begin))


def test_without_locks_all_is_saved_and_what_changes_what_is_there_does_not_begin(program: Program) -> None:
    nfs = poor(program, NO_LOCKS)
    for _ in range(2):
        assert b"Saved." in nfs.run("do", "urge-log", "--answers", "-", stdin=ANSWERS).stdout
    assert nfs.run("settings", "change", "--day-ends", "3").returncode == 0
    assert nfs.run("do", "why-i-want-this", stdin=b"My daughter\n").returncode == 130  # left early
    assert nfs.run("backup").returncode == 0
    assert len(nfs.run("journal", "list").stdout.splitlines()) == 2
    assert b"03:00" in nfs.run("settings").stdout
    assert b"A draft waits" in nfs.run().stdout
    assert len(list(program.home.glob("journal/*"))) == 1
    before = files(program.home)
    for argv in (["forget", "--exercise", "urge-log", "--yes"], SEAL):
        ended = nfs.run(*argv, stdin=PASSPHRASE)
        assert (ended.returncode, ended.stdout, ended.stderr.decode()) == (1, b"", NOT_BEGUN), argv
        assert files(program.home) == before, argv
    said = nfs.run("doctor").stdout.decode()
    assert "Two windows cannot be kept apart here (this disk knows no locks). Saving works all the same" in said
    assert files(program.home) == before
    erased = nfs.run("forget", "--everything", "--yes")  # which takes away, and rewrites nothing
    assert (erased.returncode, files(program.home)) == (0, {})


def test_without_locks_what_is_sealed_stays_so(program: Program) -> None:
    program.run("do", "urge-log", "--answers", "-", stdin=ANSWERS)
    assert program.run(*SEAL, stdin=PASSPHRASE).returncode == 0
    nfs = poor(program, NO_LOCKS)
    assert nfs.run("do", "urge-log", "--answers", "-", stdin=ANSWERS).returncode == 0
    before = files(program.home)
    for argv in (["unlock", "--yes"], ["lock", "--drop-plain"], ["lock", "--change", "--yes"]):
        ended = nfs.run(*argv, "--passphrase-fd", "0", stdin=PASSPHRASE)
        assert (ended.returncode, ended.stderr.decode()) == (1, NOT_BEGUN), argv
    assert files(program.home) == before
    listed = program.run("journal", "list", "--passphrase-fd", "0", stdin=PASSPHRASE)
    assert len(listed.stdout.splitlines()) == 2


@pytest.mark.parametrize("number", sorted(disk.NO_LOCKS), ids=errno.errorcode.get)
def test_however_a_disk_says_that_it_knows_no_locks(tmp_path: Path, number: int) -> None:
    nfs = Faulty({"lock": fault(number)})
    journal = Journal(tmp_path, system=nfs)
    one, two = journal.append(entry("one")), journal.append(entry("two"))
    assert {found.id for found in journal.entries()} == {one.id, two.id}
    before = files(tmp_path)
    with pytest.raises(SmartError, match="nothing was begun"):
        locks.check(tmp_path, nfs)
    drafts = Drafts(tmp_path, keys=Keys(tmp_path), system=nfs)
    draft = drafts.new("urge-log", 1, NOON)
    assert drafts.keep(draft)
    assert [found.id for found in drafts.every()] == [draft.id]
    assert files(tmp_path).keys() - before.keys() == {
        f"drafts/{draft.names[False]}",
        f"drafts/{_lock(draft.names[False])}",
    }


def _lock(name: str) -> str:
    return str(Path(name).with_suffix(".lock"))


def test_that_another_has_the_lock_is_no_trouble_of_the_disk(tmp_path: Path) -> None:
    with disk.locked(tmp_path / "lock", 0) as held:
        assert held
        locks.check(tmp_path)
        assert not disk.has_no_locks(tmp_path / "lock")
    locks.check(tmp_path / "no home yet")
    with pytest.raises(
        SmartError, match=r"Nothing can be changed here \(the disk can only be read\), so nothing was begun"
    ):
        locks.check(tmp_path, Faulty({"open": fault(errno.EROFS)}))


# Without modes


def test_a_stick_is_written_to_and_it_is_said_once_that_others_may_read_it(program: Program, tmp_path: Path) -> None:
    program.run("settings", "change", "--day-ends", "3")
    (program.home / "journal").mkdir()
    (program.home / "journal").chmod(0o777)
    stick = poor(program, NO_MODES)
    said = [stick.run("do", "urge-log", "--answers", "-", stdin=ANSWERS) for _ in range(3)]
    words = (
        b"others who use this computer, or this disk, may be able to read it. To seal it with a passphrase: smartcli"
    )
    assert [(ended.returncode, words in b" ".join((ended.stdout + ended.stderr).split())) for ended in said] == [
        (0, True),
        (0, False),
        (0, False),
    ]
    seen = stick.run("doctor").stdout.decode()
    assert "Files cannot be closed to others here (the system does not allow it)" in seen
    assert "smartcli repair" not in seen
    assert b"nothing to mend" in stick.run("repair", "--yes").stdout
    for argv in (
        ["backup", "{out}.zip"],
        ["export", "json", "--out", "{out}.json"],
        ["plan", "--out", "{out}.html"],
        ["exercises", "worksheet", "urge-log", "--out", "{out}-sheet.html"],
    ):
        ended = stick.run(*(word.format(out=tmp_path / "out") for word in argv))
        assert ended.returncode == 0, (argv, ended)
    for argv in (SEAL[:2], ["unlock", "--yes"], ["forget", "--exercise", "urge-log", "--yes"]):
        ended = stick.run(*argv, "--passphrase-fd", "0", stdin=PASSPHRASE)
        assert ended.returncode == 0, (argv, ended)


@pytest.mark.parametrize("number", sorted(disk.NO_MODES), ids=errno.errorcode.get)
def test_however_a_disk_says_that_it_knows_no_modes(tmp_path: Path, number: int) -> None:
    stick = Faulty({"chmod": fault(number)})
    disk.private_folder(tmp_path / "home" / "journal", stick)
    disk.append(tmp_path / "home" / "journal" / "one", b"a\n", stick)
    disk.replace(tmp_path / "home" / "two", b"b\n", stick)
    assert (tmp_path / "home" / "two").read_bytes() == b"b\n"


@pytest.mark.parametrize("number", sorted(disk.NO_FOLDER_FLUSH), ids=errno.errorcode.get)
def test_however_a_disk_says_that_it_flushes_no_folders(tmp_path: Path, number: int) -> None:
    disk.append(tmp_path / "one", b"a\n", Faulty({"flush": [None, fault(number)]}))
    disk.replace(tmp_path / "two", b"a\n", Faulty({"flush": [None, fault(number)]}))


def test_whatever_is_written_bears_a_name_that_a_stick_can_hold(program: Program) -> None:
    """Capitals and small letters are one on it, and a colon is in no name."""
    for argv, stdin in (
        (["do", "urge-log", "--answers", "-"], ANSWERS),
        (["do", "why-i-want-this"], b"My daughter\n"),
        (["settings", "change", "--day-ends", "3"], b""),
        (["backup"], b""),
        (SEAL, PASSPHRASE),
        (["do", "urge-log", "--answers", "-"], ANSWERS),
        (["repair", "--yes"], b""),
        (["forget", "--exercise", "why-i-want-this", "--yes", "--passphrase-fd", "0"], PASSPHRASE),
    ):
        program.run(*argv, stdin=stdin)
        names = [str(place.relative_to(program.home)) for place in program.home.rglob("*")]
        assert len({name.casefold() for name in names}) == len(names)
        assert not [name for name in names if set(name) & set('\\:*?"<>|') or name.endswith((".", " "))]
