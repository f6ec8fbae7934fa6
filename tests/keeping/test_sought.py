"""What tells of forgotten entries in files that are no entries: marks packed in older settings, drafts, quarantine."""

import json
from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from tests.person import OWN, Person, unwrapped

from smartcli.asking.drafts import Drafts, is_of, read
from smartcli.exercises import content
from smartcli.home import flat_toml, settings
from smartcli.home.filenames import SETTINGS
from smartcli.home.ids import new_id
from smartcli.home.seal.keys import Keys
from smartcli.keeping.backups import opening

PACKED = {"declined": "urge-log=2026-03-10/values=2026-03-10", "first_cards": "0a1b2c3d", "away_cards": "1a1b2c3d"}


def older_settings(keys: Keys, **more: str) -> bytes:
    """A settings file as it was until the marks had one of their own, sealed."""
    text = json.dumps({"name": "Sam", "way": "", **more}).ljust(1024)
    sealed = b64encode(keys.seal(text.encode("ascii"))).decode("ascii")
    return flat_toml.write({"country": "GB", "sealed": sealed}).encode("ascii")


def opened(data: bytes, keys: Keys) -> dict[str, str]:
    table, bad = flat_toml.read(data.decode("ascii"))
    assert (bad, table["country"]) == (0, "GB")
    inside: dict[str, str] = json.loads(keys.open(b64decode(table["sealed"])))
    return inside


@pytest.fixture
def locked(person: Person) -> Person:
    person.does("urge-log", {"strength": 7, "trigger": ["the harbour"]})
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    assert person.types("lock", "--drop-plain").code == 0
    return person


@pytest.mark.parametrize("is_off", [False, True], ids=["sealed", "after unlock"])
def test_marks_packed_in_the_sealed_settings_of_a_backup_go_and_the_name_stays(locked: Person, is_off: bool) -> None:
    keys = Keys(locked.home, lambda _before: OWN)
    before = (locked.home / SETTINGS).read_bytes()
    (locked.home / SETTINGS).write_bytes(older_settings(keys, **PACKED))
    locked.types("backup")
    (locked.home / SETTINGS).write_bytes(before)
    if is_off:
        assert locked.types("unlock", "--yes").code == 0
    said = locked.types("forget", "--exercise", "urge-log", "--yes")
    assert (said.code, said.err) == (0, "")
    [file] = (locked.home / "backups").glob("my-log*.zip")
    assert opened(opening.load(file).read(SETTINGS), keys) == {"name": "Sam", "way": ""}
    assert locked.types("backup", "--verify", str(file)).code == 0


def test_settings_that_another_key_sealed_are_left_and_named_and_all_else_of_the_backup_goes(
    locked: Person, tmp_path: Path
) -> None:
    other = Keys(tmp_path / "other", work=1)
    other.create("x")
    before = (locked.home / SETTINGS).read_bytes()
    (locked.home / SETTINGS).write_bytes(older_settings(other, **PACKED))
    locked.types("backup")
    (locked.home / SETTINGS).write_bytes(before)
    said = locked.types("forget", "--exercise", "urge-log", "--yes")
    assert said.code == 1
    assert "in: the backups (1 file; sealed with a key that is not here, or damaged)." in " ".join(said.err.split())
    [file] = (locked.home / "backups").glob("my-log*.zip")
    assert "0 entries" in locked.types("backup", "--verify", str(file)).out


@pytest.mark.parametrize(
    "line",
    ['declined = "urge-log=2026-03-10"', 'declined = "urge-log=2026-03-10', '  declined="urge-log=2026-03-10'],
    ids=["whole", "cut off", "moved in"],
)
@pytest.mark.parametrize("name", ["settings.toml", "file-0a1b2c3d"])
def test_settings_in_quarantine_keep_no_line_of_what_was_declined(person: Person, line: str, name: str) -> None:
    """Whatever they are called there; what else could not be read stays."""
    person.does("urge-log", {"strength": 7, "trigger": ["the harbour"]})
    (person.home / "quarantine").mkdir()
    file = person.home / "quarantine" / name
    file.write_bytes(f'name = "Sam\n{line}\nchange = "I declined too often"\n'.encode())
    said = person.types("forget", "--exercise", "urge-log", "--yes")
    assert (said.code, said.err) == (0, "")
    assert file.read_bytes() == b'name = "Sam\nchange = "I declined too often"\n'


def test_a_setting_is_taken_out_and_all_else_stays_as_it_stands(tmp_path: Path) -> None:
    data = b'# mine\r\nname = "Sam"\r\ndeclined = "a=2026-03-10"\nother = "declined = x"\n'
    kept = settings.without(data, ["declined"], Keys(tmp_path))
    assert kept == b'# mine\r\nname = "Sam"\r\nother = "declined = x"\n'


def test_bytes_that_are_no_text_stay_as_they_are_too(tmp_path: Path) -> None:
    data = b'name = "S\xffm"\ndeclined = "a\xff=2026-03-10"\nplain = true\n'
    assert settings.without(data, ["declined"], Keys(tmp_path)) == b'name = "S\xffm"\nplain = true\n'


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        (b'declined = "a=2026-03-10"', True),
        (b'  declined="a"', True),
        (b'declined_too = "a"', False),
        (b'other = "declined"', False),
        (b"", False),
        (b"# declined", False),
        (b'declined = "a', True),  # damaged: it speaks of it
        (b'"declined" = {"a"', True),
        (b'other = "a', False),
    ],
)
def test_of_a_damaged_line_it_counts_whether_it_speaks_of_it(tmp_path: Path, line: bytes, *, goes: bool) -> None:
    data = b'name = "Sam"\n' + line + b"\nplain = true\n"
    assert settings.without(data, ["declined"], Keys(tmp_path)) == (b'name = "Sam"\nplain = true\n' if goes else data)


def test_an_exercise_called_like_the_beginning_of_another_takes_none_of_its_drafts(person: Person) -> None:
    (person.home / "exercises").mkdir(parents=True)
    (person.home / "exercises" / "urge.toml").write_bytes(
        (content.data() / "en" / "exercises" / "check-in.toml").read_bytes()
    )
    person.does("urge", {"line": "harbour"})
    person.types("do", "urge-log", answers=["7", "1", "a draft that stays", "^C"])
    (person.home / "quarantine").mkdir()
    damaged = person.home / "quarantine" / f"urge-log-{new_id(person.clock.now)}.json-20260310T120000"
    damaged.write_bytes(b'{"id": "01')
    person.types("backup")
    assert person.types("forget", "--exercise", "urge", "--yes").code == 0
    assert damaged.exists()
    assert [draft.exercise for draft in Drafts(person.home).every()] == ["urge-log"]
    [file] = (person.home / "backups").glob("my-log*.zip")
    assert [name.partition("-01")[0] for name in opening.load(file).files("drafts")] == ["drafts/urge-log"]


def test_whose_draft_it_is_is_told_by_the_whole_id() -> None:
    id = new_id(Person(Path()).clock.now)
    assert is_of("urge", f"urge-{id}.json-20260310T120000", b"damaged")
    assert not is_of("urge", f"urge-log-{id}.json", b"damaged")
    assert is_of("urge", "7f3a.age", b'{"exercise": "urge", "da')


# Words that were taken over into a draft


PEOPLE = {"people": [{"name": "Ana", "reach": "by the harbour"}]}


@pytest.mark.parametrize("is_sealed", [False, True], ids=["plain", "sealed"])
def test_a_draft_that_began_with_the_words_of_an_entry_is_named(person: Person, is_sealed: bool) -> None:
    id = person.does("support-network", PEOPLE)["id"]
    other = person.does("urge-log", {"strength": 7, "trigger": ["the harbour"]})["id"]
    person.types("do", "support-network", answers=["", "new words", "^C"])
    [draft] = (person.home / "drafts").glob("*.json")
    assert read(draft.read_bytes()).given["people.0.name"] == "Ana"  # type: ignore[union-attr]
    person.types("backup")
    if is_sealed:
        person.passphrases = [OWN]
        assert person.types("lock", "--yes").code == 0
        [draft] = (person.home / "drafts").glob("*.age")
    said = person.types("forget", other, "--yes")
    assert (said.code, "draft" in said.out) == (0, False)
    before = draft.read_bytes()
    said = person.types("forget", id, "--yes")
    assert unwrapped("Words of this stand in a draft too") in unwrapped(said.out)
    assert (said.code, "is erased" in said.out) == (1, False)
    assert unwrapped("the drafts (1 file; words of it were taken over there") in unwrapped(said.err)
    assert draft.read_bytes() == before
    assert person.types("forget", "--go-on").code == 1
    for file in person.home.glob("backups/*.zip"):
        assert b"Ana" not in b"".join(map(opening.load(file).read, opening.load(file).names))
    draft.unlink()
    said = person.types("forget", "--go-on")
    assert (said.code, said.err) == (0, "")


def test_words_that_another_entry_has_too_are_no_reason(person: Person) -> None:
    id = person.does("support-network", PEOPLE)["id"]
    person.does("support-network", PEOPLE)
    person.types("do", "support-network", answers=["", "new words", "^C"])
    assert person.types("forget", id, "--yes").code == 0
    assert list((person.home / "drafts").glob("*.json"))


def test_what_an_exercise_gives_to_choose_from_is_nobody_s_word(person: Person) -> None:
    id = person.does("urge-log", {"strength": 7, "trigger": [1]})["id"]
    person.types("do", "urge-log", answers=["7", "1", "^C"])
    assert list((person.home / "drafts").glob("*.json"))
    assert person.types("forget", id, "--yes").code == 0


def test_drafts_with_such_words_are_named_by_days_too(person: Person) -> None:
    person.does("support-network", PEOPLE)
    person.types("do", "support-network", answers=["", "new words", "^C"])
    said = person.types("forget", "--from", "2020-01-01", "--yes")
    assert (said.code, "the drafts (1 file" in said.err) == (1, True)
    [draft] = (person.home / "drafts").glob("*.json")
    draft.unlink()
    assert person.types("forget", "--go-on").code == 0
