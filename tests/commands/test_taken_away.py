"""What a cloud took from this computer, beside the journal, is not "none": it is named, and not written over."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from tests.keeping.harbour import WHY, at_home, filled, tells
from tests.person import Person, Said, unwrapped

from smartcli.asking.drafts import Drafts
from smartcli.first_aid import pages
from smartcli.home.seal.keys import Keys
from smartcli.keeping.backups import rotation


def taken(file: Path) -> Path:
    """As iCloud takes a file away."""
    return file.rename(file.with_name(f".{file.name}.icloud"))


def bad(person: Person) -> dict[str, str]:
    seen = person.types("doctor", "--json").json["checks"]
    return {one["id"]: one["next"] for one in seen if one["result"] == "damaged"}


def test_settings_that_are_away_are_not_written_beside(person: Person) -> None:
    given = ["Sam", "Fewer bets", "", "4", "Germany", "1"]
    person.types("settings", "change", answers=given)
    taken(person.home / "settings.toml")
    said = person.types("settings", "change", answers=given)
    assert (said.code != 0, "acloudhastakenitaway" in unwrapped(said.err + said.out)) == (True, True)
    assert not (person.home / "settings.toml").exists()
    assert "away" in bad(person)


@pytest.mark.parametrize("name", ["recipient", "identity.age"])
def test_a_key_that_is_away_is_not_replaced(person: Person, name: str) -> None:
    Keys(person.home, work=10).create("one")
    person.passphrases = ["one"]
    person.does("check-in", {"line": "before"})
    place = taken(person.home / "key" / name)
    assert "new-key" not in bad(person)["key"]
    for argv in (["lock", "--new-key", "--yes"], ["lock", "--yes"]):
        said = person.types(*argv)
        assert (said.code, "acloudhastakenitaway" in unwrapped(said.err)) == (3, True), argv
    assert person.types("do", "check-in", "--answers", "-", stdin=b'{"line": "open"}').code == 3
    assert not any(b"open" in file.read_bytes() for file in person.home.glob("journal/*/*"))
    assert not (person.home / "key" / name).exists()
    place.rename(person.home / "key" / name)
    assert [one["answers"]["line"] for one in person.entries()] == ["before"]


def test_a_name_that_is_away_is_known_all_the_same(person: Person) -> None:
    person.does("check-in", {"line": "before"})
    taken(person.home / "device")
    person.does("check-in", {"line": "after"})
    assert len(list((person.home / "journal").iterdir())) == 1
    assert not (person.home / "device").exists()
    assert person.types("forget", "--exercise", "check-in", "--yes").code == 0
    assert not any(b"before" in file.read_bytes() for file in person.home.glob("journal/*/*"))
    assert "away" in bad(person)


CARDS = "Your own cards are with a cloud just now, not on this computer."
DRAFT = "1 draft is not on this computer just now: a cloud has taken it away."


def left_early(person: Person) -> Path:
    """A draft, as it lies there."""
    drafts = Drafts(person.home)
    draft = drafts.new("urge-log", 1, person.clock())
    assert drafts.keep(draft)
    drafts.release(draft)
    [file] = (person.home / "drafts").glob("*.json")
    return file


def test_a_draft_that_is_away_is_told_at_home_and_where_it_would_go_on(person: Person) -> None:
    person.does("check-in", {"line": "before"})
    taken(left_early(person))
    said = person.types()
    assert unwrapped(said.err + said.out).count(unwrapped(DRAFT)) == 1
    (person.home / "drafts" / ".notes.json.icloud").touch()
    assert unwrapped(DRAFT) in unwrapped(person.types("do", "urge-log", answers=[""]).err)
    assert unwrapped(DRAFT) not in unwrapped(person.types("do", "check-in", answers=[""]).err)


def test_what_is_away_is_not_silently_left_out_of_a_backup(person: Person) -> None:
    person.does("check-in", {"line": "before"})
    name = taken(left_early(person)).name.removesuffix(".icloud")[1:]
    said = person.types("backup")
    assert (said.code, unwrapped(f"Not in it: drafts/{name}.") in unwrapped(said.err)) == (3, True)
    assert "The backup is not whole." in said.err


def test_a_backup_that_is_away_is_counted_and_no_file_that_never_was(person: Person, tmp_path: Path) -> None:
    person.does("check-in", {"line": "before"})
    (person.home / "backups").mkdir(mode=0o700)
    name = "auto-2026-01-05-110000.zip"
    (person.home / "backups" / f".{name}.icloud").touch()
    said = person.types("backup", str(tmp_path / "new.zip"))
    assert said.code == 0
    one = "1 backup is not on this computer just now: a cloud has taken it away."
    assert unwrapped(one) in unwrapped(said.err)
    said = person.types("restore", str(person.home / "backups" / name))
    assert (said.code, "a cloud has taken it away" in said.err) == (1, True)
    (person.home / "backups" / "elsewhere").unlink()
    found = rotation.newest(person.home)
    assert found is not None
    assert found.date().isoformat() == "2026-01-05"
    assert one in (rotation.old(person.home, found + timedelta(days=40), ["2026-01-05"]) or "")


# After erasing and sealing


AWAY = "cannot be looked at, in: {place} (1 file; it is not on this computer just now: a cloud has taken it away)"
PLACES = {
    "drafts/*.json": "the drafts",
    "quarantine/*": "the quarantine",
    "settings.toml": "the settings",
    "marks.toml": "the marks",
    "homework.toml": "the homework",
    "backups/my-log*.zip": "the backups",
}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(Person(tmp_path_factory.mktemp("full") / "home")).home


def named(said: Said, place: str) -> None:
    assert said.code != 0, said
    assert unwrapped(AWAY.format(place=place)) in unwrapped(said.err)
    for done in ("entry is erased", "Erased.", "Sealed. From"):
        assert done not in said.out


@pytest.mark.parametrize("place", [place for place in PLACES if place not in ("settings.toml", "marks.toml")])
def test_what_is_away_is_not_said_to_be_erased(person: Person, full: Path, place: str) -> None:
    [file] = at_home(person, full).home.glob(place)
    away = taken(file)
    named(person.types("forget", "--exercise", WHY, "--yes"), PLACES[place])
    away.rename(file)
    assert person.types("forget", "--go-on").code == 0
    assert tells(person.home, b"harbour lights") == tells(person.home, b"harbour draft") == set()


@pytest.mark.parametrize("place", [place for place in PLACES if "/" not in place])
def test_what_is_away_is_not_said_to_be_gone_with_everything(person: Person, full: Path, place: str) -> None:
    away = taken(at_home(person, full).home / place)
    said = person.types("forget", "--everything", "--yes")
    named(said, PLACES[place])
    assert "What is not ours" not in said.out
    away.unlink()
    assert person.types("forget", "--everything", "--yes").code == 0


@pytest.mark.parametrize("place", ["drafts/*.json", "quarantine/*", "homework.toml"])
def test_what_is_away_is_not_said_to_be_sealed(person: Person, full: Path, place: str) -> None:
    [file] = at_home(person, full).home.glob(place)
    away = taken(file)
    named(person.types("lock", "--yes", "--show", "nothing"), PLACES[place])
    away.rename(file)
    assert person.types("lock").code == 0
    assert tells(person.home) == {"backups"}


def test_a_backup_that_is_away_may_be_readable(person: Person, full: Path) -> None:
    at_home(person, full).types("lock", "--yes")
    person.types("lock", "--drop-plain")
    [file] = (person.home / "backups").glob("*.zip")
    (person.home / "backups" / ".holiday.jpg.icloud").touch()
    assert person.types("lock", "--drop-plain").code == 0
    taken(file)
    named(person.types("lock", "--drop-plain"), "the backups")


def test_what_went_sealed_to_a_cloud_is_sealed(person: Person, full: Path) -> None:
    at_home(person, full).types("lock", "--yes")
    [file] = (person.home / "drafts").glob("*.age")
    taken(file)
    assert "already" in person.types("lock").out


@pytest.mark.parametrize("page", [pages.urge, partial(pages.help_now, environ={})], ids=["urge", "help-now"])
def test_cards_that_are_away_are_told_as_that(tmp_path: Path, page: Callable[[str], str]) -> None:
    assert unwrapped(CARDS) not in unwrapped(page(str(tmp_path)))
    (tmp_path / ".at-hand.toml.icloud").touch()
    assert unwrapped(CARDS) in unwrapped(page(str(tmp_path)))
    (tmp_path / "at-hand.toml").write_text("form = 3\n")
    assert unwrapped(CARDS) not in unwrapped(page(str(tmp_path)))


# What is there and cannot be understood


@pytest.mark.parametrize("data", [b"", b"\xff garbage"])
def test_homework_that_cannot_be_understood_is_not_none(person: Person, data: bytes) -> None:
    person.does("check-in", {"line": "before"})
    (person.home / "homework.toml").write_bytes(data)
    said = person.types("homework")
    assert (said.code, "There is no homework" in said.out) == (3, False)


def test_a_note_of_what_was_begun_that_cannot_be_understood_is_named(person: Person) -> None:
    person.does("check-in", {"line": "before"})
    (person.home / "unfinished").write_bytes(b"\xffgarbage\n")
    assert begun(person) == ("look", "smartcli repair")


def begun(person: Person) -> tuple[str, str]:
    [one] = [one for one in person.types("doctor", "--json").json["checks"] if one["id"] == "unfinished"]
    return one["result"], one["next"]


@pytest.mark.parametrize("data", [b"", b"\xffgarbage\n"])
def test_it_is_put_aside_by_repair(person: Person, data: bytes) -> None:
    person.does("check-in", {"line": "before"})
    (person.home / "unfinished").write_bytes(data)
    (person.home / "unfinished").chmod(0o600)
    said = person.types("repair", "--yes")
    assert (said.code, "Done: 1 repair." in said.out) == (0, True), said.err
    assert begun(person) == ("well", "")
    kept = [file.read_bytes() for file in person.home.glob("quarantine/*")]
    assert kept == ([data] if data else [])
    assert person.types("repair", "--yes").out.startswith("There is nothing to mend here.")


def test_of_it_what_is_understood_stays_and_a_move_is_seen(person: Person) -> None:
    person.does("check-in", {"line": "before"})
    (person.home / "unfinished").write_bytes(b"lock c2hvdz0=\ngarbage\n")
    assert person.types("repair", "--yes").code == 0
    assert (person.home / "unfinished").read_bytes() == b"lock c2hvdz0=\n"
    assert begun(person) == ("look", "smartcli lock")
    (person.home / "unfinished").write_bytes(b"garbage\n")
    (person.home / "moving").mkdir(mode=0o700)
    (person.home / "moving" / "new").symlink_to(person.home)
    assert person.types("repair", "--yes").code == 0
    assert begun(person) == ("look", "smartcli settings journal-folder FOLDER")


def test_a_link_in_its_place_is_left_and_said(person: Person, tmp_path: Path) -> None:
    person.does("check-in", {"line": "before"})
    (tmp_path / "notes").write_bytes(b"garbage\n")
    (person.home / "unfinished").symlink_to(tmp_path / "notes")
    said = person.types("repair", "--yes")
    assert (said.code != 0, "Nothing is mended" in said.err) == (True, True)
    assert (tmp_path / "notes").read_bytes() == b"garbage\n"


def test_a_calendar_that_cannot_be_read_is_named_and_said(person: Person, tmp_path: Path) -> None:
    person.does("check-in", {"line": "before"})
    (person.home / "calendar.toml").write_bytes(b"\xffgarbage\n")
    assert bad(person)["settings"] == "smartcli repair"
    said = person.types("remind", "ics", "--at", "20:30", "--out", str(tmp_path / "days.ics"))
    assert "Itisinquarantine" in unwrapped(said.err + said.out)
