"""The file with the name of this machine's folder has lost it: own words are reached, or it is said that not."""

import shutil
from pathlib import Path

import pytest
from tests.person import Person, unwrapped

from smartcli.home.seal.keys import Keys


@pytest.fixture
def somebody(person: Person) -> Person:
    person.does("check-in", {"line": "before"})
    return person


def checks(person: Person) -> dict[str, tuple[str, str]]:
    seen = person.types("doctor", "--json").json["checks"]
    return {one["id"]: (one["result"], one["next"]) for one in seen if one["result"] != "well"}


def strange(person: Person) -> Path:
    """Another machine's folder, of a journal that is carried; and our name is noted nowhere."""
    for name in person.home.glob("heights/own"):
        name.unlink()
    folder = person.home / "journal" / "0000aaaa"
    folder.mkdir(mode=0o700)
    return folder


def own(person: Person) -> str:
    return (person.home / "device").read_text().split()[0]


@pytest.mark.parametrize("data", [b"", b"\xff\xfegarbage", b"-1\n"])
def test_it_is_known_again_and_forget_and_repair_reach_it(somebody: Person, data: bytes) -> None:
    before = (somebody.home / "device").read_bytes()
    (somebody.home / "journal" / "0000aaaa").mkdir(mode=0o700)
    (somebody.home / "device").write_bytes(data)
    assert checks(somebody)["device"] == ("look", "smartcli repair")
    assert somebody.types("repair", "--yes").code == 0
    assert (somebody.home / "device").read_bytes() == before
    (somebody.home / "device").write_bytes(data)
    assert somebody.types("forget", "--exercise", "check-in", "--yes").code == 0
    assert not any(b"before" in file.read_bytes() for file in somebody.home.glob("journal/*/*"))


def test_where_it_cannot_be_known_nothing_is_called_sealed_or_well(somebody: Person) -> None:
    name = own(somebody)
    strange(somebody)
    (somebody.home / "device").write_bytes(b"")
    assert checks(somebody)["device"] == ("damaged", "smartcli repair --mine FOLDER")
    said = somebody.types("forget", "--exercise", "check-in", "--yes")
    assert (said.code, "Erased." in said.out) == (1, False)
    somebody.does("check-in", {"line": "after"})  # in a folder with a new name
    assert checks(somebody)["device"][0] == "damaged"
    somebody.passphrases = ["one"]
    said = somebody.types("lock", "--yes")
    assert (said.code, "Sealed." in said.out) == (1, False)
    assert somebody.types("repair", "--mine", name, "--yes").code == 0
    assert "device" not in checks(somebody)
    assert somebody.types("lock", "--yes").code == 0
    assert not any(b"before" in file.read_bytes() for file in somebody.home.glob("journal/*/*"))
    assert Keys(somebody.home).is_set_up


def in_journal(person: Person, word: bytes) -> bool:
    return any(word in file.read_bytes() for file in person.home.glob("journal/*/*"))


def forgotten_elsewhere(person: Person, tmp_path: Path) -> str:
    """Another machine, to which the journal was carried, has forgotten the first entry, and that was carried back."""
    other = Person(tmp_path / "other")
    shutil.copytree(person.home / "journal", other.home / "journal")
    other.clock.on(days=1)
    [id] = [one["id"] for one in other.entries() if one["answers"]["line"] == "before"]
    other.types("forget", id, "--yes")
    shutil.copytree(other.home / "journal", person.home / "journal", dirs_exist_ok=True)
    return own(person)


@pytest.mark.parametrize("data", [None, b""], ids=["gone", "empty"])
@pytest.mark.parametrize("way", ["--agree", "--everything"])
def test_what_is_left_leads_to_the_folder_s_name_and_that_works(
    somebody: Person, tmp_path: Path, data: bytes | None, way: str
) -> None:
    somebody.does("check-in", {"line": "second"})
    name = forgotten_elsewhere(somebody, tmp_path)
    strange(somebody)
    (somebody.home / "device").unlink()
    if data is not None:
        (somebody.home / "device").write_bytes(data)
    said = somebody.types("forget", way, "--yes")
    assert (said.code, "other machines" in said.err, in_journal(somebody, b"before")) == (1, False, True)
    assert "name it first: smartcli repair --mine FOLDER. Then the same command goes on." in said.err
    assert somebody.types("repair", "--mine", name, "--yes").code == 0
    assert somebody.types("forget", way, "--yes").code == (0 if way == "--agree" else 1)
    assert not any(b"before" in file.read_bytes() for file in (somebody.home / "journal" / name).glob("*"))
    assert in_journal(somebody, b"second") == (way == "--agree")


def test_everything_takes_what_another_machine_forgot_and_nobody_agreed_to(somebody: Person, tmp_path: Path) -> None:
    name = forgotten_elsewhere(somebody, tmp_path)
    said = somebody.types("forget", "--everything", "--yes")
    assert (said.code, "other machines" in said.err) == (1, True)
    assert not any(b"before" in file.read_bytes() for file in (somebody.home / "journal" / name).glob("*"))


def test_something_in_the_place_of_the_name_leads_to_what_works(somebody: Person) -> None:
    name = own(somebody)
    strange(somebody)
    (somebody.home / "device").unlink()
    (somebody.home / "device").mkdir()
    assert somebody.types("forget", "--exercise", "check-in", "--yes").err.strip().endswith("smartcli doctor")
    next = "Please move it away. Then: smartcli repair --mine FOLDER"
    assert checks(somebody)["device"] == ("damaged", next)
    (somebody.home / "device").rmdir()
    assert "smartcli repair --mine FOLDER" in checks(somebody)["device"][1]
    assert somebody.types("repair", "--mine", name, "--yes").code == 0
    assert somebody.types("forget", "--exercise", "check-in", "--yes").code == 0
    assert not in_journal(somebody, b"before")


def test_a_folder_that_is_not_there_is_nobodys(somebody: Person) -> None:
    before = (somebody.home / "device").read_bytes()
    said = somebody.types("repair", "--mine", "elsewhere", "--yes")
    assert (said.code, own(somebody) in unwrapped(said.err)) == (1, True)
    assert (somebody.home / "device").read_bytes() == before
