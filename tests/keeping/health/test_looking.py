"""What holds for every look: an id and a title of its own, and one that fails stops no other."""

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.journal.making import Faulty, fault
from tests.keeping.health.homes import filled
from tests.person import NOON, Person
from tests.program import Program

from smartcli.errors import Damaged
from smartcli.home import disk, ownership
from smartcli.keeping.health import LOOKS, Noticed, Surroundings, Terminal, look_at, worst
from smartcli.keeping.health.looking import RESULTS


def seen(home: Path, **more: object) -> list[Noticed]:
    given = Surroundings(home=home, environ={}, platform="linux", now=NOON, **more)  # type: ignore[arg-type]  # fields of Given
    return list(look_at(given))


def test_looks_come_module_by_module_with_titles_and_ids_of_their_own(tmp_path: Path) -> None:
    found = seen(tmp_path / "home")
    assert [one.id for one in found][:3] == ["home", "elsewhere", "journal"]
    assert len(LOOKS) == 9
    assert len({one.id for one in found}) == len({one.title for one in found}) == len(found)
    assert all(one.said and one.result in RESULTS for one in found)


def test_a_disk_that_refuses_everything_is_told_look_by_look(person: Person) -> None:
    filled(person)
    for call in ("open", "read", "scan", "stat"):
        found = seen(person.home, system=Faulty({call: fault(5)}))
        assert {one.id for one in found} >= {one.id for one in seen(person.home)} - {"lines"}
        assert worst(found) == "damaged"


def test_the_worst_counts() -> None:
    assert worst([]) == "well"
    assert worst([Noticed(said="", result="look"), Noticed(said="")]) == "look"
    assert worst([Noticed(said="", result="damaged"), Noticed(said="", result="look")]) == "damaged"


def test_a_terminal_is_described_in_words(tmp_path: Path) -> None:
    terminal = Terminal(is_one=True, plain=True, width=132, height=40, encoding="cp1252", has_shapes=False)
    given = Surroundings(home=tmp_path, environ={"NO_COLOR": "1"}, platform="linux", now=NOON, terminal=terminal)
    [said] = [one.said for one in look_at(given) if one.id == "terminal"]
    assert said == (
        "132 by 40, cp1252. It cannot show bars and dots, so plain signs are used. Plain lines are set. "
        "No colour, as NO_COLOR says."
    )


def unreached(tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str, str]:
    """A home that nobody comes to, why not, and the cure."""
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "unplugged").symlink_to(tmp_path / "disk")
    other = "smartcli --home FOLDER"
    lies = "a link or something that is no file lies there"
    if way == "closed":
        lstat = os.lstat

        def refusing(place: Any, **more: Any) -> os.stat_result:
            if os.fspath(place).startswith(f"{tmp_path}/closed/"):
                raise PermissionError(errno.EACCES, "no", place)
            return lstat(place, **more)

        monkeypatch.setattr(os, "lstat", refusing)
        cure = "It may belong to somebody else. Log in as the one who made it."
        return tmp_path / "closed" / "x", "it belongs to somebody else, or is closed to you", cure
    return {
        "loop": (tmp_path / "loop" / "x", lies, other),
        "unplugged": (tmp_path / "unplugged" / "x" / "y", lies, other),
        "file": (tmp_path / "file" / "x", "a file lies where a folder should be", other),
        "long": (tmp_path / ("n" * 300), "the name is too long", other),
    }[way]


@pytest.mark.parametrize("way", ["loop", "unplugged", "file", "long", "closed"])
def test_a_home_that_nobody_comes_to_is_one_trouble_with_its_cure_and_nothing_in_it_is_well(
    tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, why, cure = unreached(tmp_path, way, monkeypatch)
    told = f"The folder {home} cannot be reached ({why})."
    first, *rest = seen(home)
    assert (first.result, first.said, first.next) == ("damaged", told, cure)
    well = [one.id for one in rest if one.result == "well"]
    assert well == ["elsewhere", "terminal", "versions"]
    with pytest.raises(Damaged) as refused:
        ownership.refuse(home)
    assert (str(refused.value), refused.value.code) == (f"{told} Nothing has been changed.", 3)
    assert refused.value.next == "smartcli doctor"


def test_of_a_journal_that_cannot_be_looked_into_nothing_is_well(person: Person) -> None:
    filled(person)
    shutil.rmtree(person.home / "journal")
    (person.home / "journal").write_bytes(b"")
    found = seen(person.home)
    about = {"segments", "lines", "gaps", "clones", "copies", "odd", "hidden", "ids"}
    assert {one.result for one in found if one.id in about} == {"look"}
    assert {one.said for one in found if one.id in about} == {
        "This could not be looked at (a file lies where a folder should be)."
    }


def test_every_command_says_the_same_of_a_home_that_nobody_comes_to(program: Program, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    home = tmp_path / "loop" / "x"
    told = f"The folder {home} cannot be reached (a link or something that is no file lies there)."
    for argv in (["do", "urge-log", "--answers", "-"], ["journal", "list"], ["settings"], ["backup"], ["lock"]):
        ended = program.run(*argv, stdin=b'{"strength": 4}', SMARTCLI_HOME=str(home))
        assert (ended.returncode, ended.stdout) == (3, b""), argv
        assert ended.stderr.decode() == f"{told} Nothing has been changed.\nNext: smartcli doctor\n"
    ended = program.run("forget", "--everything", "--yes", "--dry-run", SMARTCLI_HOME=str(home))
    assert (ended.returncode, ended.stdout) == (3, b"")
    doctor = program.run("doctor", SMARTCLI_HOME=str(home))
    assert doctor.returncode == 3
    assert f"{told} Type: smartcli --home FOLDER" in doctor.stdout.decode()
    assert b"Nothing is damaged" not in doctor.stdout


def test_why_a_folder_cannot_be_reached_is_what_the_system_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too many open files are no link."""
    real = os.stat

    def failing(place: Any, **how: Any) -> os.stat_result:
        if os.fspath(place) == os.fspath(tmp_path):
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        return real(place, **how)

    monkeypatch.setattr(os, "stat", failing)
    error = disk.unreached(tmp_path / "none" / "yet")
    monkeypatch.undo()
    assert error is not None
    assert error.errno == errno.EMFILE
    assert disk.unreached(tmp_path / "none" / "yet") is None
