"""What is closed to others, and where smartcli makes no home."""

import os
import stat
import sys
from pathlib import Path

import pytest
from tests.journal.making import Faulty, fault
from tests.program import Program

from smartcli.errors import Damaged
from smartcli.home import disk, ownership
from smartcli.text.language import quoted

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes as POSIX has them")
ANSWERS = b'{"urge": 3}'


def mode(place: Path) -> int:
    return stat.S_IMODE(place.stat().st_mode)


def laid(folder: Path, *names: str, given: int = 0o755) -> Path:
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_bytes(b"")
    folder.chmod(given)
    return folder


@pytest.mark.parametrize("names", [(), ("device",), ("device", "lock", "settings.toml", ".stfolder", ".git")])
def test_what_was_given_empty_or_holds_ours_alone_is_closed(tmp_path: Path, names: tuple[str, ...]) -> None:
    home = laid(tmp_path / "home", *names)
    disk.private_folder(home)
    assert mode(home) == 0o700


@pytest.mark.parametrize("names", [("notes.txt",), ("device", "notes.txt"), (".bashrc",), ("device", "My pictures")])
def test_what_holds_something_else_is_left_as_it_is_and_so_is_what_lay_in_it(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    home = laid(tmp_path / "home", *names)
    laid(home / "backups", "wedding.zip")
    disk.private_folder(home)
    disk.private_folder(home / "backups")
    disk.private_folder(home / "journal")
    assert [mode(place) for place in (home, home / "backups", home / "journal")] == [0o755, 0o755, 0o700]


def test_what_lies_in_a_home_of_ours_is_closed_too_and_what_lies_behind_a_link_is_judged_by_itself(
    tmp_path: Path,
) -> None:
    home = laid(tmp_path / "home", "device", given=0o777)
    laid(home / "journal" / "abcd2345", "000001.jsonl", given=0o777)
    disk.private_folder(home / "journal" / "abcd2345")
    assert mode(home / "journal" / "abcd2345") == 0o700
    cloud = laid(tmp_path / "cloud", "holiday.jpg")
    (home / "drafts").symlink_to(cloud)
    disk.private_folder(home / "drafts")
    assert mode(cloud) == 0o755


def test_somebody_elses_folder_is_not_closed(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    home = laid(tmp_path / "home", "device", given=0o777)
    os.chown(home, 65534, 65534)
    disk.private_folder(home)
    assert mode(home) == 0o777


@pytest.mark.parametrize("place", ["/", "/srv", "/tmp"])
def test_what_is_there_for_all_is_never_ours_even_empty(place: str) -> None:
    system = Faulty({})
    known = os.stat_result((stat.S_IFDIR | 0o755, 0, 0, 1, os.geteuid(), 0, 0, 0, 0, 0))
    assert not ownership.is_ours(Path(place), known, system)
    assert "scan" not in system.calls


# Where no home is made


def refused(home: Path) -> str:
    with pytest.raises(Damaged) as said:
        ownership.refuse(home)
    return f"{said.value}|{said.value.next}"


def test_no_home_is_made_among_other_files_in_ones_own_folder_or_in_the_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    own = f"smartcli --home {quoted(tmp_path / 'smartcli')}"
    ownership.refuse(tmp_path)  # in a container it may be all smartcli's
    (tmp_path / ".profile").write_bytes(b"")
    for place in (tmp_path, Path("/")):
        said = f"{place} is for everything you have. smartcli keeps its files in a folder of its own.|{own}"
        assert refused(place) == said
    for name in ("/dev", "/dev/null", "/dev/new", "/proc", "/proc/self", "/sys/kernel"):
        assert refused(Path(name)).startswith(f"{name} belongs to the system, so nothing can be kept there.|")
    docs = laid(tmp_path / "my docs", "letter.odt")
    assert refused(docs) == (
        f"{docs} holds other files. smartcli keeps its own in a folder where nothing else lies."
        f"|smartcli --home '{docs}/smartcli'"
    )
    (tmp_path / "file").write_bytes(b"")
    assert refused(tmp_path / "file").startswith(f"{tmp_path / 'file'} is no folder, so")


def test_a_home_that_is_there_is_used_wherever_it_lies_and_so_is_one_that_cannot_be_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    ownership.refuse(tmp_path / "new")
    ownership.refuse(laid(tmp_path / "shelf", "exercises"))
    ownership.refuse(laid(tmp_path / "closed", "letter.odt"), Faulty({"scan": fault(13)}))
    for name in ownership.SIGNS:
        (tmp_path / name).write_bytes(b"")
        ownership.refuse(tmp_path)
        (tmp_path / name).unlink()


@pytest.mark.parametrize("named", ["/", "/dev", "/proc", "/dev/null", "~", "{own}/docs", "{own}/file"])
def test_every_command_says_so_and_touches_nothing(program: Program, tmp_path: Path, named: str) -> None:
    laid(tmp_path / "docs", "letter.odt")
    (tmp_path / "file").write_bytes(b"")
    place = named.format(own=tmp_path)
    places = [Path("/"), Path("/dev"), Path("/proc"), Path("/dev/null"), tmp_path, *tmp_path.rglob("*")]
    before = [(one, mode(one)) for one in places]
    for argv in (["checkin", "--answers", "-"], ["journal", "list"], ["settings", "change", "--day-ends", "3"], []):
        ended = program.run(*argv, stdin=ANSWERS, SMARTCLI_HOME=place)
        assert (ended.returncode, ended.stdout) == (2, b""), argv
        assert b"Next: smartcli --home " in ended.stderr
    for argv in (["help-now"], ["urge"], ["where"]):  # these speak all the same
        assert b"went wrong" not in program.run(*argv, SMARTCLI_HOME=place).stderr
    seen = program.run("doctor", SMARTCLI_HOME=place).stdout.decode()
    assert [line.split(",")[1] for line in seen.splitlines() if line.startswith("home folder")] == [" damaged"]
    assert "smartcli repair" not in seen
    assert [(one, mode(one)) for one in places] == before
    assert sorted(tmp_path.rglob("*")) == sorted(places[5:])


def test_a_home_with_other_things_in_it_goes_on_and_repair_closes_ours_alone(program: Program, tmp_path: Path) -> None:
    program.run("checkin", "--answers", "-", stdin=ANSWERS)
    home = program.home
    laid(home / "photos", "one.jpg")
    (home / "photos" / "one.jpg").chmod(0o644)
    laid(home / "backups", "wedding.zip")
    for place in (home, *home.rglob("*.jsonl")):
        place.chmod(0o755 if place == home else 0o644)
    assert program.run("checkin", "--answers", "-", stdin=ANSWERS).returncode == 0
    assert b"Done: 1 repair." not in program.run("repair", "--yes").stdout  # saving has closed the segment
    for place in home.rglob("*.jsonl"):
        place.chmod(0o644)
    assert b"Close 1 file or folder to others" in program.run("repair", "--yes").stdout
    found = {place.name: mode(place) for place in (home, *home.rglob("*"))}
    assert (found["home"], found["photos"], found["one.jpg"], found["backups"]) == (0o755, 0o755, 0o644, 0o755)
    assert {found["000001.jsonl"]} == {0o600}


def test_doctor_says_where_others_may_write_into_a_home_that_is_left_as_it_is(program: Program) -> None:
    program.run("checkin", "--answers", "-", stdin=ANSWERS)
    (program.home / "letter.odt").write_bytes(b"")
    program.home.chmod(0o777)
    program.run("checkin", "--answers", "-", stdin=ANSWERS)
    assert mode(program.home) == 0o777
    said = program.run("doctor").stdout.decode()
    assert f"Others on this machine may put files into {program.home}, and take some away." in said
    (program.home / "letter.odt").unlink()
    assert "may put files into" not in program.run("doctor").stdout.decode()  # all ours: repair closes it


def test_a_journal_that_is_a_link_into_somebodys_cloud_closes_nothing_else_there(
    program: Program, tmp_path: Path
) -> None:
    program.run("checkin", "--answers", "-", stdin=ANSWERS)
    cloud = laid(tmp_path / "cloud")
    (device,) = (program.home / "journal").iterdir()
    device.rename(cloud / device.name)
    (program.home / "journal").rmdir()
    (program.home / "journal").symlink_to(cloud)
    laid(cloud / "Photos", "one.jpg")
    (cloud / device.name).chmod(0o755)
    for argv in (["checkin", "--answers", "-"], ["repair", "--yes"]):
        assert program.run(*argv, stdin=ANSWERS).returncode == 0
    found = [mode(place) for place in (cloud, cloud / "Photos", cloud / "Photos" / "one.jpg", cloud / device.name)]
    assert found == [0o755, 0o755, 0o644, 0o700]
