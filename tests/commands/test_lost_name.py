"""The file with the name of this machine's folder has lost it: own words are reached, or it is said that not."""

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


def test_a_folder_that_is_not_there_is_nobodys(somebody: Person) -> None:
    before = (somebody.home / "device").read_bytes()
    said = somebody.types("repair", "--mine", "elsewhere", "--yes")
    assert (said.code, own(somebody) in unwrapped(said.err)) == (1, True)
    assert (somebody.home / "device").read_bytes() == before
