"""A file of the home, or a folder in it, that is a link: what it leads to is erased, or it is said that it is not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.keeping.harbour import WHY, filled
from tests.person import OWN, Person


def away(person: Person, place: str) -> Path:
    """Put a file or folder of the home elsewhere, with a link in its place. place: a pattern."""
    found = min(person.home.glob(place))
    to = person.home.parent / f"away-{found.name}"
    found.rename(to)
    found.symlink_to(to)
    return to


def words(place: Path) -> bool:
    files = [place] if place.is_file() else [*place.rglob("*")]
    return any(b"harbour" in file.read_bytes().lower() for file in files if file.is_file())


def unbroken(text: str) -> str:
    return " ".join(text.split())


def is_named(said: str, to: Path) -> bool:
    return f"is a link to {to}; put the file itself there" in unbroken(said)


@pytest.mark.parametrize(
    "place",
    ["journal/????????", "journal/*/*.jsonl", "settings.toml", "at-hand.toml", "drafts/*.json", "backups/my*.zip"],
)
def test_everything_is_not_erased_where_a_link_leads_out(person: Person, place: str) -> None:
    to = away(filled(person), place)
    said = person.types("forget", "--everything", "--yes")
    assert (said.code != 0, "Erased." in said.out, is_named(said.err, to)) == (True, False, True), said.err
    assert to.exists()
    again = person.types("forget", "--everything", "--yes")
    assert (again.code != 0, is_named(again.err, to)) == (True, True)
    link = next(one for one in person.home.rglob("*") if one.is_symlink())
    link.unlink()
    to.rename(link)
    assert person.types("forget", "--everything", "--yes").code == 0
    assert [file.name for file in person.home.rglob("*")] == ["lock"]


@pytest.mark.parametrize("place", ["drafts/*.json", "quarantine/*"])
def test_a_linked_draft_is_not_said_to_be_forgotten_or_sealed(person: Person, place: str) -> None:
    to = away(filled(person), place)
    person.passphrases = [OWN]
    for argv in (["forget", "--exercise", WHY, "--yes"], ["lock", "--yes"]):
        said = person.types(*argv)
        if words(to):
            assert (said.code != 0, is_named(said.err, to)) == (True, True), said.err
            assert "Sealed." not in said.out
            assert "erased." not in said.out
    assert to.exists()


@pytest.mark.parametrize(
    "act", [["forget", "--exercise", WHY, "--yes"], ["lock", "--yes", "--show", "nothing"]], ids=["forget", "lock"]
)
def test_what_a_linked_file_at_hand_leads_to_has_no_old_cards(person: Person, act: list[str]) -> None:
    to = away(filled(person), "at-hand.toml")
    assert words(to)
    person.passphrases = [OWN]
    said = person.types(*act)
    assert not words(to), said.err
    assert (person.home / "at-hand.toml").is_symlink()


def test_a_linked_backup_is_not_said_to_be_dropped_or_without_it(person: Person) -> None:
    to = away(filled(person), "backups/my*.zip")
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    before = to.read_bytes()
    said = person.types("lock", "--drop-plain")
    assert (said.code != 0, is_named(said.err, to), to.read_bytes() == before) == (True, True, True), said.err


PLACES: dict[str, Callable[[str], str]] = {
    "journal/????????": lambda to: f"is a link to {to}, and it has to be a folder of its own. Please put the folder",
    **dict.fromkeys(
        ["device", "settings.toml", "at-hand.toml", "drafts/*.json", "quarantine/*", "backups/my*.zip"],
        lambda to: f"is a link to {to}, and it has to be a file of its own. Please put the file itself there.",
    ),
    "drafts": lambda to: (
        f"is a link to {to}, and it has to be a folder of its own. Please put the folder itself there."
    ),
}


@pytest.mark.parametrize("place", list(PLACES))
def test_doctor_names_a_link_and_where_it_leads(person: Person, place: str) -> None:
    to = away(filled(person), place)
    assert PLACES[place](str(to)) in unbroken(person.types("doctor").out)
