"""Doctor, backup, forget and export say the same of a folder that something carries to other machines."""

from pathlib import Path

import pytest
from tests.home.carried import REAL, lay
from tests.person import Person

from smartcli.home.carriers import CARRIERS, LEAVES, MARKS

NAMED = [pytest.param(folder, "", name, id=folder) for folder, name in REAL.items()]
MARKED = [
    pytest.param("carried", mark, next(one.name for one in CARRIERS if mark in one.marks), id=mark) for mark in MARKS
]


@pytest.mark.parametrize(("folder", "mark", "name"), [*NAMED, *MARKED])
def test_all_four_say_so_with_one_name(tmp_path: Path, folder: str, mark: str, name: str) -> None:
    carried = tmp_path / folder
    carried.mkdir(parents=True)
    if mark:
        lay(carried, mark)
    person = Person(carried / "home")
    person.does("urge-log", {"strength": 7})
    person.does("urge-log", {"strength": 5})
    file = f"This folder looks as if {name} carries it to other machines.\n"
    assert f"{name} seems to carry the whole home folder." in person.types("doctor").out
    assert file in person.types("backup", str(carried / "b.zip")).out
    assert file in person.types("export", "json", "--out", str(carried / "log.json")).err
    said = person.types("forget", person.entries()[0]["id"], "--yes").out
    assert f"Copies may remain:\n- In the old versions that {name} keeps of the folder." in said


def test_where_nothing_carries_the_folder_nobody_says_so(tmp_path: Path) -> None:
    person = Person(tmp_path / "My Box" / "home")
    person.does("urge-log", {"strength": 7})
    assert "carried elsewhere, well, No sign of it." in person.types("doctor").out
    assert "carries it" not in person.types("backup", str(tmp_path / "My Box" / "b.zip")).out
    assert "carries it" not in person.types("export", "json", "--out", str(tmp_path / "My Box" / "log.json")).err
    said = person.types("forget", person.entries()[0]["id"], "--yes").out
    assert "Copies may remain:\n- In exports and backups you have put somewhere else." in said


def test_a_plan_says_it_too(tmp_path: Path) -> None:
    person = Person(tmp_path / "home")
    person.does("urge-log", {"strength": 7})
    (tmp_path / "pCloudDrive").mkdir()
    said = person.types("plan", "--out", str(tmp_path / "pCloudDrive" / "plan.html")).err
    assert "This folder looks as if pCloud carries it to other machines.\n" in said


def test_what_such_programs_keep_in_the_journal_is_no_file_that_does_not_belong(tmp_path: Path) -> None:
    person = Person(tmp_path / "home")
    person.does("urge-log", {"strength": 7})
    for mark in (*MARKS, *LEAVES):
        lay(person.home / "journal", mark)
    assert "files that do not belong, well, None." in person.types("doctor").out
    (person.home / "journal" / "notes.txt").write_text("")
    assert "1 file in the journal is none of ours: journal/notes.txt." in person.types("doctor").out
