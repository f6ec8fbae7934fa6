"""Sealing with a passphrase: set up, reading and saving sealed, the way back, and unlock."""

import io
import shutil
from pathlib import Path

import pytest
from tests.journal.making import entry
from tests.keeping.stuck import stuck
from tests.person import NOON, OWN, Person, unwrapped
from tests.program import Program

from smartcli.asking.drafts import Drafts, written
from smartcli.errors import SmartError
from smartcli.first_aid import card_cache
from smartcli.home import marks
from smartcli.home.seal.keys import Keys
from smartcli.home.seal.paper import last
from smartcli.journal import Journal, NotSaved
from smartcli.keeping.backups import archive
from smartcli.keeping.locking import Setup, turn_on

WORDS = "a row at the harbour"


@pytest.fixture
def somebody(person: Person) -> Person:
    return with_words(person)


def with_words(person: Person) -> Person:
    person.does("urge-log", {"strength": 7, "trigger": WORDS})
    person.does("why-i-want-this", {"reasons": ["my daughter Harbour"]})
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Harbour", "change": "harbour"}')
    return person


@pytest.fixture(scope="module")
def once_locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    somebody = with_words(Person(tmp_path_factory.mktemp("locked") / "home"))
    somebody.passphrases = [OWN]
    assert somebody.types("lock", "--yes").code == 0
    somebody.types("lock", "--drop-plain")
    return somebody.home


@pytest.fixture
def locked(person: Person, once_locked: Path) -> Person:
    shutil.copytree(once_locked, person.home)
    return person


def tells(home: Path) -> list[str]:
    """The files that hold one of the words."""
    files = (file for file in sorted(home.rglob("*")) if file.is_file())
    return [str(file.relative_to(home)) for file in files if b"harbour" in file.read_bytes().lower()]


def test_lock_seals_all_there_is_and_keeps_one_readable_backup_until_it_is_told(somebody: Person) -> None:
    somebody.passphrases = [OWN]
    said = somebody.types("lock", "--yes")
    assert said.code == 0
    assert "smartcli lock --drop-plain" in said.out
    # The zip is compressed, so the words are looked for in what is not.
    assert tells(somebody.home) == []
    assert [file.name for file in (somebody.home / "backups").glob("*.zip")] == ["auto-2026-03-10-120000.zip"]
    said = somebody.types("lock", "--drop-plain")
    assert said.out.startswith("1 readable backup removed.")
    assert [file.name for file in (somebody.home / "backups").glob("*.zip")] == ["auto-2026-03-10-120000-2.zip"]
    assert [entry["answers"]["trigger"] for entry in somebody.entries()[:1]] == [[WORDS]]


@pytest.mark.parametrize("is_older", [False, True], ids=["marks", "packed in the settings"])
def test_marks_that_came_in_the_open_are_noticed_and_sealed_and_opened_again(locked: Person, is_older: bool) -> None:
    if is_older:
        file, words = locked.home / "settings.toml", 'declined = "my harbour=2026-03-10"\n'
        file.write_text(file.read_text() + words)
    else:
        file, words = locked.home / "marks.toml", '[[declined]]\nexercise = "my harbour"\nday = "2026-03-10"\n'
        file.write_text(words)
    assert tells(locked.home) == [file.name]
    locked.passphrases = [OWN]
    assert "What was still readable is sealed now too." in locked.types("lock").out
    assert tells(locked.home) == []
    assert "Your journal is sealed already." in locked.types("lock").out
    assert locked.types("unlock", "--yes").code == 0
    assert marks.read(locked.home).declined == {"my harbour": "2026-03-10"}
    assert locked.types("unlock", "--yes").out == "Your journal is readable already.\n"


def test_lock_without_questions_needs_the_passphrase_from_somewhere(somebody: Person) -> None:
    said = somebody.types("lock", "--yes")
    assert (said.code, "--passphrase-fd" in said.err) == (2, True)
    assert not (somebody.home / "key").exists()


def test_lock_in_words_with_a_passphrase_of_ones_own_and_the_paper_copy(somebody: Person) -> None:
    wrong, right = ["not the same", OWN], [OWN, OWN]
    somebody.passphrases = [OWN]
    typed = ["2", wrong[0], wrong[1], *right, "1 3", "1", "WRONG1"]

    said = somebody.types("lock", answers=[*typed, ""])
    assert said.code == 0, said.err
    assert "The two are not the same" in said.out
    assert "PAPER COPY" in said.out
    assert "That is not what stands there." in said.out
    assert somebody.types("settings", "--json").code == 0
    assert (somebody.home / "at-hand.toml").read_text().count("kind = ") == 1


def test_the_last_characters_of_the_paper_end_the_set_up(somebody: Person) -> None:
    somebody.passphrases = [OWN]
    somebody.types("lock", "--yes")
    secret = Keys(somebody.home, lambda _before: OWN).secret
    said = somebody.types("lock", "--paper")
    assert said.code == 0
    assert last(secret)[-2:] in said.out
    assert "".join(said.out.split()).count(secret.removeprefix("AGE-SECRET-KEY-1")) == 1


def test_six_words_are_shown_and_asked_back(somebody: Person) -> None:
    said = somebody.types("lock", answers=["1", ""])
    assert "Write these words down" in said.out
    assert said.out.rstrip().endswith("Nothing was changed.")
    assert not (somebody.home / "key").exists()


@pytest.mark.parametrize("answers", [["3"], ["2", ""], ["1", ""]])
def test_not_now_changes_nothing(somebody: Person, answers: list[str]) -> None:
    before = sorted(file.name for file in somebody.home.rglob("*"))
    said = somebody.types("lock", answers=answers)
    assert (said.code, said.out.rstrip().endswith("Nothing was changed.")) == (0, True)
    assert sorted(file.name for file in somebody.home.rglob("*")) == before


def test_sealed_saving_asks_nothing(locked: Person) -> None:
    said = locked.types("checkin", "--answers", "-", stdin=b'{"urge": 3, "line": "harbour"}')
    assert (said.code, said.out.strip(), said.err) == (0, "Saved.", "")
    said = locked.types("do", "urge-log", answers=["", "", "harbour", *[""] * 12])
    assert "Saved." in said.out, said.err
    assert tells(locked.home) == []


def test_sealed_a_draft_is_sealed_too_and_offered_again_with_the_passphrase(locked: Person) -> None:
    said = locked.types("do", "urge-log", answers=["7", "harbour draft", "^C"])
    assert said.code == 130
    assert tells(locked.home) == []
    said = locked.types("do", "urge-log", answers=["1", "^C"])
    assert "Something you left early waits, sealed." in said.out
    assert "harbour draft" not in said.out
    locked.passphrases = [OWN]
    said = locked.types("do", "urge-log", answers=["2", "1", "^C"])
    assert "You left this this afternoon." in said.out


def test_a_draft_begun_in_the_open_is_sealed_with_the_rest_and_goes_on_where_it_was(somebody: Person) -> None:
    assert somebody.types("do", "urge-log", answers=["7", "1", "harbour draft", "^C"]).code == 130
    [begun] = Drafts(somebody.home).every()
    assert tells(somebody.home / "drafts") == [f"{begun.exercise}-{begun.id}.json"]
    somebody.passphrases = [OWN]
    assert somebody.types("lock", "--yes").code == 0
    [file] = (somebody.home / "drafts").iterdir()
    assert (file.suffix, tells(somebody.home)) == (".age", [])
    keys = keys_of(somebody.home)
    keys.unlocked()
    assert Drafts(somebody.home, keys=keys).every() == [begun]
    said = somebody.types("do", "urge-log", answers=["2", "1", "^C"])
    assert "You left this this afternoon." in said.out
    [kept] = Drafts(somebody.home, keys=keys).every()
    assert (kept.id, kept.given) == (begun.id, begun.given)


def test_the_plain_twin_of_a_sealed_draft_goes_and_the_sealed_one_stays_as_it_is(locked: Person) -> None:
    """As a power cut leaves it between the two."""
    locked.types("do", "urge-log", answers=["7", "1", "harbour draft", "^C"])
    keys = keys_of(locked.home)
    keys.unlocked()
    [begun] = Drafts(locked.home, keys=keys).every()
    [sealed] = (locked.home / "drafts").iterdir()
    before = sealed.read_bytes()
    (locked.home / "drafts" / begun.names[False]).write_bytes(written(begun))
    locked.passphrases = [OWN]
    said = locked.types("lock")
    assert (said.code, "What was still readable is sealed now too." in said.out) == (0, True)
    assert [file.name for file in (locked.home / "drafts").iterdir()] == [sealed.name]
    assert sealed.read_bytes() == before


def test_sealed_what_a_new_entry_takes_the_place_of_can_be_opened_first(person: Person) -> None:
    person.does("staying-well", {"protect": ["The harbour in the morning"]})
    person.passphrases = [OWN]
    person.types("lock", "--yes")
    title = "If you wrote this before, it is closed, and a new one takes its place."
    said = person.types("do", "staying-well", answers=["1", "^C"])
    assert title in said.out
    assert "- The harbour in the morning" in said.out or "Now: The harbour in the morning" in said.out
    person.passphrases = []
    said = person.types("do", "staying-well", answers=["2", "^C"])
    assert (title in said.out, "stays closed here" in said.err, "harbour" in said.out) == (True, True, False)
    assert title not in person.types("do", "urge-log", answers=["^C"]).out


READING = [
    ["journal"], ["journal", "list"], ["journal", "search", "harbour"], ["cards"], ["points"], ["export", "json"],
    ["export", "markdown"], ["settings"], ["settings", "--json"], ["--json"],
]  # fmt: skip


@pytest.mark.parametrize("argv", READING, ids=" ".join)
def test_reading_without_the_passphrase_is_refused_in_one_sentence(locked: Person, argv: list[str]) -> None:
    said = locked.types(*argv)
    assert said.code == 3
    assert said.out == ""
    sealed = (
        "The journal is sealed, and nobody is there to give the passphrase. The same command takes it from a file: "
    )
    words = [*argv[: 1 + (argv[0] == "journal")], *([] if argv[0] != "export" else ["FORMAT"])]
    typed = " ".join(word for word in words if not word.startswith("-"))
    assert said.err.startswith(f"{sealed}smartcli {typed}".rstrip())
    assert said.err.endswith(" --passphrase-fd 3 3<FILE\n")


@pytest.mark.parametrize("argv", READING, ids=" ".join)
def test_reading_with_the_passphrase_gives_all(locked: Person, argv: list[str]) -> None:
    locked.passphrases = [OWN]
    said = locked.types(*argv)
    assert (said.code, said.err) == (0, "")


def test_a_wrong_passphrase_is_said(locked: Person) -> None:
    locked.passphrases = ["wrong"]
    said = locked.types("journal", "list")
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("That passphrase does not open it.")


@pytest.mark.parametrize("command", ["urge", "help-now"])
def test_urge_and_help_now_need_nothing_and_show_only_what_was_chosen(somebody: Person, command: str) -> None:
    somebody.passphrases = [OWN]
    somebody.types("lock", "--yes")
    closed = somebody.types(command).out
    assert "Harbour" not in closed
    somebody.types("lock", "--show", "reason")
    somebody.passphrases = []
    assert ("my daughter Harbour" in somebody.types("urge").out) is True
    somebody.passphrases = [OWN]
    somebody.types("lock", "--show", "nothing")
    somebody.passphrases = []
    assert "Harbour" not in somebody.types("urge").out


def test_a_card_saved_sealed_is_at_hand_only_where_its_kind_was_chosen(locked: Person) -> None:
    locked.does("why-i-want-this", {"reasons": ["the harbour at six"]})
    assert "harbour" not in locked.types("urge").out
    locked.passphrases = [OWN]
    locked.types("lock", "--show", "reason,contact")
    locked.passphrases = []
    locked.does("why-i-want-this", {"reasons": ["the harbour at seven"]})
    assert "the harbour at seven" in locked.types("urge").out


def test_home_asks_once_and_stays_open(locked: Person) -> None:
    locked.passphrases = [OWN, "asked a second time, and wrong"]
    said = locked.types(answers=["Look back", "0", "My cards", "0", "The four points", "", "0", "Leave"])
    assert said.code == 0
    assert "Hello, Harbour." in said.out
    assert "a row at the harbour" in said.out
    assert locked.passphrases == ["asked a second time, and wrong"]


def test_home_without_the_passphrase_still_has_its_doors(locked: Person) -> None:
    said = locked.types(answers=["Leave"])
    assert said.code == 0
    assert "What you wrote is sealed." in said.out
    assert "An urge is here now" in said.out


def test_home_in_a_pipe_says_what_it_can(locked: Person) -> None:
    said = locked.types()
    assert said.code == 0
    assert said.out.startswith("Hello.\nWhat you wrote is sealed.\n")


def test_another_passphrase(locked: Person) -> None:
    locked.passphrases = [OWN, "seven grey boats"]
    said = locked.types("lock", "--change", "--yes")
    assert (said.code, "The new passphrase holds" in said.out) == (0, True)
    locked.passphrases = [OWN]
    assert locked.types("journal", "list").code == 3
    locked.passphrases = ["seven grey boats"]
    assert locked.types("journal", "list").code == 0


def test_e6_a_forgotten_passphrase_and_the_way_back_from_paper(locked: Person) -> None:
    secret = Keys(locked.home, lambda _before: OWN).secret
    locked.passphrases = ["seven grey boats"]
    slip = secret[:-1] + ("Q" if secret[-1] != "Q" else "P")
    said = locked.types(
        "lock", "--from-paper", answers=[slip, secret, "2", "a new one of mine", "a new one of mine", "", "2"]
    )
    assert said.code == 0, said.err
    assert not [file for file in (locked.home / "key").iterdir() if file.is_dir()]  # a whole one is not set aside
    locked.passphrases = ["a new one of mine"]
    assert WORDS in locked.types("journal", "list").out


def test_the_key_of_another_journal_is_not_taken_for_the_paper_copy(locked: Person, tmp_path: Path) -> None:
    other = Keys(tmp_path / "other", lambda _before: "x")
    other.create("x")
    said = locked.types(
        "lock", "--from-paper", answers=[other.secret, "2", "abc abc abc abc", "abc abc abc abc", "", "2"]
    )
    assert said.code == 3
    assert said.err.startswith("This is the key of another journal. Nothing was changed.")
    locked.passphrases = [OWN]
    assert locked.types("journal", "list").code == 0


@pytest.mark.parametrize("gone", [["recipient"], ["recipient", "identity.age", "identity.sum"]])
def test_with_no_recipient_left_a_key_from_paper_is_tried_on_what_is_sealed(
    locked: Person, tmp_path: Path, gone: list[str]
) -> None:
    secret = keys_of(locked.home).secret
    other = keys_of(tmp_path / "other")
    other.create("x")
    for name in gone:
        (locked.home / "key" / name).unlink()
    before = {file.name: file.read_bytes() for file in (locked.home / "key").iterdir()}
    locked.passphrases = [other.secret, "a new one of mine"]
    said = locked.types("lock", "--from-paper", "--yes")
    assert (said.code, said.err.split(".")[0]) == (3, "This is the key of another journal")
    assert before.items() <= {file.name: file.read_bytes() for file in (locked.home / "key").iterdir()}.items()
    locked.passphrases = [secret, "a new one of mine"]
    said = locked.types("lock", "--from-paper", "--yes")
    assert said.code == 0, said.err
    locked.passphrases = ["a new one of mine"]
    assert WORDS in locked.types("journal", "list").out


def test_the_key_from_paper_is_not_taken_for_the_new_passphrase(locked: Person) -> None:
    secret = keys_of(locked.home).secret
    locked.passphrases = [secret, secret]
    said = locked.types("lock", "--from-paper", "--yes")
    assert (said.code, said.err.split(".")[0]) == (2, "The key itself is no passphrase")
    locked.passphrases = [OWN]
    assert WORDS in locked.types("journal", "list").out


@pytest.mark.parametrize("stays", ["key", ""])
def test_a_key_from_paper_that_cannot_be_written_leaves_all_as_it_was_and_says_so(locked: Person, stays: str) -> None:
    locked.passphrases = [keys_of(locked.home).secret, "a new one of mine"]
    with stuck(locked.home / "key") if stays else stuck(locked.home / "unfinished"):
        said = locked.types("lock", "--from-paper", "--yes")
    assert said.code == 1
    assert said.err.startswith("The key could not be written. All is as it was, and your old passphrase still holds.")
    assert "smartcli lock --from-paper" in said.err
    assert "Nothing is sealed" not in said.err
    assert "begun and not finished, well, Nothing." in locked.types("doctor").out
    locked.passphrases = [OWN]
    assert WORDS in locked.types("journal", "list").out


def test_a_key_from_paper_beside_settings_that_cannot_be_read_is_told_once(locked: Person) -> None:
    (locked.home / "settings.toml").unlink()
    (locked.home / "settings.toml").mkdir()
    locked.passphrases = [keys_of(locked.home).secret, "a new one of mine"]
    said = locked.types("lock", "--from-paper", "--yes")
    assert said.code == 1
    assert "Sealed." not in said.out
    assert "The new passphrase holds from now on. Sealing was begun and not finished." in said.err
    (locked.home / "settings.toml").rmdir()
    locked.passphrases = ["a new one of mine"]
    assert locked.types("lock", "--yes").code == 0
    assert "begun and not finished, well, Nothing." in locked.types("doctor").out


@pytest.mark.parametrize("way", ["--paper", "--change", "--drop-plain", "--accept"])
@pytest.mark.parametrize("more", [["--show", "reason"], ["--new-key"]])
def test_what_a_way_does_not_heed_is_refused(locked: Person, way: str, more: list[str]) -> None:
    locked.passphrases = [OWN, "a new one of mine"]
    said = locked.types("lock", way, *more, "--yes")
    assert (said.code, said.err.splitlines()[0]) == (2, f"{more[0]} does not go with {way}. smartcli lock --help")
    locked.passphrases = [OWN]
    assert WORDS in locked.types("journal", "list").out


@pytest.mark.parametrize("gone", [["identity.age"], ["recipient", "identity.age", "identity.sum"]])
@pytest.mark.parametrize("way", [["lock", "--paper"], ["lock", "--change"], ["unlock"]], ids=" ".join)
def test_a_sealed_journal_whose_key_is_gone_is_not_called_open(locked: Person, way: list[str], gone: list[str]) -> None:
    for name in gone:
        (locked.home / "key" / name).unlink()
    locked.passphrases = [OWN]
    said = locked.types(*way, "--yes")
    assert said.code == 3
    assert said.err.startswith("The journal is sealed, and the key is not here.")
    assert "smartcli doctor" in said.err


def test_a_lost_recipient_that_is_known_is_written_again_when_something_is_saved(locked: Person) -> None:
    (locked.home / "key" / "recipient").unlink()
    before = len(list((locked.home / "journal").rglob("*.jsonl*")))
    locked.passphrases = []
    said = locked.types("checkin", "--answers", "-", stdin=b'{"urge": 1, "line": "harbour"}')
    assert said.code == 0
    assert said.err.startswith("A part of the key was missing: the file recipient in the folder key.")
    assert (locked.home / "key" / "recipient").exists()
    assert len(list((locked.home / "journal").rglob("*.jsonl*"))) > before
    assert tells(locked.home) == []


@pytest.mark.parametrize("name", ["recipient", "recipient.off"])
def test_repair_writes_a_lost_recipient_again_without_a_backup_on_or_off_as_it_was(locked: Person, name: str) -> None:
    locked.passphrases = [OWN]
    if name == "recipient.off":
        locked.types("unlock", "--yes")
    shutil.rmtree(locked.home / "backups")
    (locked.home / "key" / name).unlink()
    row = next(row for row in locked.types("doctor", "--json").json["checks"] if row["id"] == "key")
    assert (row["result"], row["next"]) == ("damaged", "smartcli repair")
    assert locked.types("repair", "--yes").code == 0
    assert [file.name for file in sorted((locked.home / "key").iterdir())] == ["identity.age", "identity.sum", name]
    assert locked.types("checkin", "--answers", "-", stdin=b'{"urge": 1}').code == 0


def strangers_seal(home: Path, tmp_path: Path) -> None:
    """A folder before all others in which somebody has sealed something with a key of their own."""
    other = keys_of(tmp_path / "stranger")
    other.create("x")
    folder = home / "journal" / "aaaaaaaa"
    folder.mkdir()
    (folder / "000001.jsonl.age").write_bytes(other.seal(b"theirs"))


def test_what_a_stranger_sealed_does_not_make_a_key_from_paper_another_journals(locked: Person, tmp_path: Path) -> None:
    secret = keys_of(locked.home).secret
    new = Person(tmp_path / "new")
    new.home.mkdir()
    shutil.copytree(locked.home / "journal", new.home / "journal")
    strangers_seal(new.home, tmp_path)
    new.passphrases = [secret, "a new one of mine"]
    said = new.types("lock", "--from-paper", "--yes")
    assert said.code == 0, said.err
    new.passphrases = ["a new one of mine"]
    assert WORDS in new.types("journal", "list").out


def test_a_file_that_is_only_called_sealed_stops_no_sealing_and_doctor_names_it(somebody: Person) -> None:
    folder = somebody.home / "journal" / "aaaaaaaa"
    folder.mkdir()
    (folder / "000001.jsonl.age").write_bytes(b"rubbish")
    rows = {row["id"]: row for row in somebody.types("doctor", "--json").json["checks"]}
    assert (rows["sealed"]["result"], rows["lines"]["result"]) == ("well", "damaged")
    assert rows["lines"]["said"].startswith("aaaaaaaa/000001.jsonl.age is called sealed, and does not begin as")
    assert rows["segments"]["facts"]["packed"] == 0
    somebody.passphrases = [OWN]
    assert somebody.types("lock", "--yes").code == 0
    assert tells(somebody.home) == []


def test_what_a_stranger_sealed_hides_nothing_from_a_machine_that_has_written_nothing(
    somebody: Person, tmp_path: Path
) -> None:
    other = Person(tmp_path / "other")
    other.home.mkdir()
    shutil.copytree(somebody.home / "journal", other.home / "journal")
    strangers_seal(other.home, tmp_path)
    said = other.types("journal", "list")
    assert (said.code, WORDS in said.out) == (3, True)
    assert "counts for nothing" not in said.err
    other.passphrases = [OWN]
    assert other.types("lock", "--new-key", "--yes").code in (0, 1)
    assert WORDS not in other.types("journal", "list").out  # whose it is nobody has said
    assert other.types("lock", "--accept", "--yes").code == 0
    assert WORDS in other.types("journal", "list").out


def test_what_a_stranger_sealed_in_a_plain_journal_leaves_a_way_to_a_key_of_ones_own(
    somebody: Person, tmp_path: Path
) -> None:
    strangers_seal(somebody.home, tmp_path)
    row = next(row for row in somebody.types("doctor", "--json").json["checks"] if row["id"] == "sealed")
    assert row["next"].endswith("a stranger's needs nothing")
    somebody.passphrases = [OWN]
    said = somebody.types("lock", "--yes")
    assert (said.code, "smartcli lock --new-key" in said.err) == (3, True)
    assert somebody.types("lock", "--new-key", "--yes").code == 0
    assert tells(somebody.home) == []


def test_unlock_tells_plainly_and_brings_back_plain_files(locked: Person) -> None:
    locked.passphrases = [OWN]
    said = locked.types("unlock", answers=["1"])
    assert said.out.rstrip().endswith("Nothing was changed.")
    said = locked.types("unlock", answers=["2"])
    assert said.code == 0
    assert "whoever can read your files can read them" in " ".join(said.out.split())
    locked.passphrases = []
    assert WORDS in locked.types("journal", "list").out
    assert locked.types("settings", "--json").json["settings"]["name"] == "Harbour"
    assert "my daughter Harbour" in locked.types("urge").out
    assert locked.types("unlock").out == "Your journal is readable already.\n"


def test_u7_nothing_but_unlock_takes_the_seal_off(locked: Person) -> None:
    locked.passphrases = [OWN]
    for argv in (["unlock"], ["lock"], ["settings"], ["cards"], ["repair", "--yes"], ["doctor"]):
        locked.types(*argv)
    assert tells(locked.home) == []


def test_sealed_again_after_unlock_with_the_same_key(locked: Person) -> None:
    locked.passphrases = [OWN]
    locked.types("unlock", "--yes")
    said = locked.types("lock", "--yes")
    assert said.code == 0, said.err
    assert tells(locked.home) == []
    assert WORDS in locked.types("journal", "list").out


def test_after_unlock_a_new_key_sets_the_old_one_aside(locked: Person) -> None:
    locked.passphrases = [OWN]
    locked.types("unlock", "--yes")
    locked.passphrases = ["seven grey boats"]
    assert locked.types("lock", "--new-key", "--yes").code == 0
    assert WORDS in locked.types("journal", "list").out
    assert len(list((locked.home / "key").glob("before-*/identity.age"))) == 1


def test_export_and_import_work_sealed(locked: Person, tmp_path: Path) -> None:
    locked.passphrases = [OWN]
    exported = locked.types("export", "json").out.encode()
    other = Person(tmp_path / "other")
    assert other.types("import", "-", stdin=exported).code == 0
    assert len(other.entries()) == 2
    assert "2 already there" in locked.types("import", "-", stdin=exported).out


def test_what_was_cut_off_is_finished_by_the_same_command(somebody: Person) -> None:
    Journal(somebody.home).note_plain()  # which `lock` does before it makes the key
    Keys(somebody.home, lambda _before: OWN).create(OWN)
    assert "journal" in " ".join(tells(somebody.home))
    somebody.passphrases = [OWN]
    said = somebody.types("lock")
    assert "What was still readable is sealed now too." in said.out
    assert tells(somebody.home) == []


# The real program


def test_the_passphrase_comes_through_a_descriptor_before_or_after_the_command(
    program: Program, tmp_path: Path
) -> None:
    program.run("do", "check-in", "--answers", "-", stdin=b'{"line": "harbour"}')
    said = program.run("lock", "--yes", "--passphrase-fd", "0", stdin=OWN.encode() + b"\n")
    assert said.returncode == 0, said.stderr
    assert tells(program.home) == []
    # All of scrypt's work, which a Person of these tests is spared.
    assert (program.home / "key" / "identity.age").read_bytes().split(b"\n")[1].endswith(b" 17")
    assert program.run("journal", "list").returncode == 3
    for argv in (["--passphrase-fd", "0", "journal", "list"], ["journal", "list", "--passphrase-fd=0"]):
        said = program.run(*argv, stdin=OWN.encode() + b"\n")
        assert (said.returncode, b"harbour" in said.stdout) == (0, True)
    said = program.run("journal", "list", "--passphrase-fd", "99")
    assert said.returncode == 2
    said = program.run("journal", "list", "--passphrase-fd", "soon")
    assert (said.returncode, b"soon" in said.stderr) == (2, False)
    said = program.run("journal", "list", "--passphrase-fd", "0")
    assert (said.returncode, said.stderr.decode().split(".")[0]) == (3, "No passphrase came through --passphrase-fd")


# Two windows, and what was cut off


def keys_of(home: Path, passphrase: str = OWN) -> Keys:
    return Keys(home, lambda _before: passphrase, work=10)


def test_a_draft_begun_before_another_window_locks_is_sealed_when_it_is_next_kept(somebody: Person) -> None:
    drafts = Drafts(somebody.home)
    draft = drafts.new("urge-log", 1, somebody.clock.now)
    drafts.keep(draft.but(given={"trigger": ["harbour"]}, done=[], typed={}))
    somebody.passphrases = [OWN]
    somebody.types("lock", "--yes")
    assert len(tells(somebody.home)) == 1
    drafts.keep(draft.but(given={"trigger": ["harbour again"]}, done=[], typed={}))
    drafts.release(draft)
    assert tells(somebody.home) == []
    assert [file.suffix for file in (somebody.home / "drafts").iterdir()] == [".age"]


def test_an_exercise_that_ends_after_another_window_locked_is_saved_sealed(somebody: Person) -> None:
    world = somebody.world(io.StringIO(), io.StringIO(), None, b"")
    assert world.stores.keys.is_set_up is False
    somebody.passphrases = [OWN]
    somebody.types("lock", "--yes")
    world.stores.journal.append(entry("the harbour once more"))
    assert tells(somebody.home) == []


def test_an_exercise_that_ends_after_everything_was_forgotten_is_not_said_to_be_saved(locked: Person) -> None:
    world = locked.world(io.StringIO(), io.StringIO(), None, b"")
    assert world.stores.keys.is_set_up is True
    locked.passphrases = [OWN]
    locked.types("forget", "--everything", "--yes")
    with pytest.raises(NotSaved, match="The key that was here is gone"):
        world.stores.journal.append(entry())


def test_of_two_windows_that_lock_at_once_the_second_is_told(somebody: Person) -> None:
    world = somebody.world(io.StringIO(), io.StringIO(), None, b"")
    before = world.stores.keys.mark()
    somebody.passphrases = ["the other window's words"]
    somebody.types("lock", "--yes")
    setup = Setup(passphrase=OWN, secret="", kinds="", is_new=True)
    with pytest.raises(SmartError, match="is at work here"):
        turn_on(world.stores, setup, before, new_key=False, now=world.now())
    assert WORDS in somebody.types("journal", "list").out


@pytest.mark.parametrize("name", ["drafts/urge-log-x.json", "quarantine/0123abcd-7.line", "at-hand"])
def test_lock_goes_on_with_what_was_left_readable(locked: Person, name: str) -> None:
    if name == "at-hand":
        card_cache.write(str(locked.home), [card_cache.CachedCard("reason", "harbour")])
    elif name.startswith("drafts"):
        left = Drafts(locked.home, keys=Keys(locked.home / "nowhere"))
        draft = left.new("urge-log", 1, locked.clock.now).but(given={"trigger": ["harbour"]})
        left.keep(draft)
        left.release(draft)
    else:
        (locked.home / "quarantine").mkdir(exist_ok=True)
        (locked.home / name).write_bytes(b"harbour")
    assert len(tells(locked.home)) == 1
    locked.passphrases = [OWN]
    assert "What was still readable is sealed now too." in locked.types("lock").out
    assert tells(locked.home) == []


def test_an_unlock_that_was_cut_off_loses_no_settings_and_goes_on(locked: Person) -> None:
    keys_of(locked.home).unlocked()
    ours = keys_of(locked.home)
    ours.turn_off()
    locked.passphrases = []
    locked.types("settings", "change", "--day-ends", "3")
    locked.passphrases = [OWN]
    assert locked.types("unlock", "--yes").code == 0
    kept = locked.types("settings", "--json").json["settings"]
    assert (kept["name"], kept["day_ends"]) == ("Harbour", 3)


def test_a_key_that_was_only_begun_leaves_everything_as_it_was(somebody: Person) -> None:
    """A power cut after the identity, before the recipient."""
    keys_of(somebody.home).create(OWN)
    (somebody.home / "key" / "recipient").rename(somebody.home / "key" / "recipient.off")
    somebody.does("urge-log", {"strength": 1})
    assert somebody.types("journal", "list").code == 0
    somebody.passphrases = [OWN]
    assert somebody.types("lock", "--yes").code == 0
    assert tells(somebody.home) == []


def test_a_half_key_says_what_to_do_and_that_helps(somebody: Person) -> None:
    Journal(somebody.home).note_plain()
    keys_of(somebody.home).create(OWN)
    (somebody.home / "key" / "recipient").unlink()
    said = somebody.types("checkin", "--answers", "-", stdin=b'{"urge": 1}')
    assert (said.code, said.err) == (3, "Not saved yet. A part of the key is missing. smartcli repair\n")
    somebody.passphrases = [OWN]
    assert somebody.types("lock").code == 0
    assert somebody.types("checkin", "--answers", "-", stdin=b'{"urge": 1}').code == 0
    assert tells(somebody.home) == []


def test_a_damaged_recipient_is_mended_from_the_paper_copy(locked: Person) -> None:
    secret = keys_of(locked.home).secret
    (locked.home / "key" / "recipient").write_bytes(b"")
    locked.passphrases = [secret, "a new one of mine"]
    said = locked.types("lock", "--from-paper", "--yes")
    assert said.code == 0, said.err
    locked.passphrases = ["a new one of mine"]
    assert WORDS in locked.types("journal", "list").out


def test_a_second_machine_is_led_to_the_key_instead_of_making_another(locked: Person, tmp_path: Path) -> None:
    other = Person(tmp_path / "other")
    other.home.mkdir()
    (other.home / "journal").symlink_to(locked.home / "journal")
    other.passphrases = ["words of its own"]
    said = other.types("lock", "--yes")
    assert (said.code, "smartcli lock --from-paper" in said.err) == (3, True)
    assert not (other.home / "key").exists()


def test_six_words_open_however_they_are_typed(somebody: Person) -> None:
    keys_of(somebody.home).create("boat-lamp-river-green-stone-apple")
    somebody.passphrases = ["Boat Lamp river  GREEN stone apple"]
    assert somebody.types("journal", "list").code == 0


def test_drop_plain_asks_for_the_passphrase_and_leaves_alone_what_is_not_ours(somebody: Person) -> None:
    somebody.passphrases = [OWN]
    somebody.types("lock", "--yes")
    (somebody.home / "backups" / "tax.zip").write_bytes(b"theirs")
    somebody.passphrases = []
    assert somebody.types("lock", "--drop-plain").code == 3
    somebody.passphrases = [OWN]
    said = somebody.types("lock", "--drop-plain")
    assert "1 readable backup removed." in said.out
    assert "tax.zip" in said.out.replace("\n", "")
    assert (somebody.home / "backups" / "tax.zip").read_bytes() == b"theirs"


@pytest.mark.parametrize(
    "name", ["drafts/check-in-01KKB7YAXQ7A3S1QJ2YQ0J3A5T.json", "quarantine/0a1b2c3d", "marks.toml", "000099.jsonl"]
)
def test_readable_backups_go_and_those_alone(locked: Person, name: str) -> None:
    """One of a sealed journal is readable by a single file in it that is not sealed."""
    locked.passphrases = [OWN]
    locked.types("backup")
    for other in ("tax.zip", "notes.txt", "my-log-2026-03-10.json"):
        (locked.home / "backups" / other).write_bytes(b"theirs")
    stay = {file.name: file.read_bytes() for file in (locked.home / "backups").iterdir()}
    assert locked.types("lock", "--drop-plain").out.startswith("0 readable backups removed.")
    file = next((locked.home / "journal").iterdir()) / name if name.endswith(".jsonl") else locked.home / name
    before = file.read_bytes() if file.exists() else None
    words = (
        b'[[declined]]\nexercise = "harbour"\nday = "2026-03-10"\n'
        if name == "marks.toml"
        else b'{"v":1,"harbour":1}\n'
    )
    file.parent.mkdir(exist_ok=True)
    file.write_bytes((before or b"") + words)
    locked.clock.on(hours=1)
    assert locked.types("backup").code == 0
    file.unlink() if before is None else file.write_bytes(before)
    said = locked.types("lock", "--drop-plain")
    assert (said.code, said.out.startswith("1 readable backup removed.")) == (0, True), said
    left = {file.name: file.read_bytes() for file in (locked.home / "backups").iterdir()}
    new = left.keys() - stay.keys()
    assert {name: left[name] for name in stay} == stay
    assert [name[:5] for name in new] == ["auto-"]  # the sealed one that was made first


@pytest.mark.parametrize("name", ["mine.zip", "my-log copy.zip", "kept"])
def test_a_readable_backup_of_another_name_is_named_and_left_to_the_person(locked: Person, name: str) -> None:
    locked.passphrases = [OWN]
    file = locked.home / "backups" / name
    file.write_bytes(archive.render({"settings.toml": b""}, NOON))
    said = locked.types("lock", "--drop-plain")
    assert (said.code != 0, file.exists()) == (True, True)
    assert unwrapped(f"smartcli did not name {name}: see what it is, and take it away yourself") in unwrapped(said.err)
    assert "cannot be told" not in said.out
    file.unlink()
    assert locked.types("lock", "--drop-plain").code == 0


def test_the_name_can_be_cleared_while_sealed(locked: Person) -> None:
    locked.passphrases = [OWN]
    locked.types("settings", "change", "--answers", "-", stdin=b'{"name": null, "change": null}')
    kept = locked.types("settings", "--json").json["settings"]
    assert (kept["name"], kept["change"]) == ("", "")


def test_a_plain_backup_restored_into_a_sealed_home_brings_nothing_in_the_open(locked: Person, tmp_path: Path) -> None:
    other = Person(tmp_path / "other")
    other.does("urge-log", {"strength": 1, "trigger": ["the other harbour"]})
    other.types("do", "urge-log", answers=["7", "harbour draft", "^C"])
    other.types("backup", str(tmp_path / "plain.zip"))
    locked.passphrases = [OWN]
    assert locked.types("restore", str(tmp_path / "plain.zip"), "--yes").code == 0
    assert tells(locked.home) == []
    assert "the other harbour" in locked.types("journal", "list").out


def test_the_state_of_a_sealed_day_is_told_whole_once_it_is_open(locked: Person) -> None:
    locked.passphrases = [OWN]
    locked.does("check-in", {"urge": 3})
    state = locked.types("--json").json
    assert (state["checked_in"], state["last_day"]) == (True, "2026-03-10")


@pytest.mark.parametrize(
    ("work", "said"),
    [(b"30", "opening it would take more than 1 GiB of memory"), (b"none", "it is not, or no longer, a file")],
)
def test_doctor_names_a_key_that_no_passphrase_can_open(locked: Person, work: bytes, said: str) -> None:
    identity = locked.home / "key" / "identity.age"
    data = identity.read_bytes()
    head = data.split(b"\n")[1]
    identity.write_bytes(data.replace(head, head.rpartition(b" ")[0] + b" " + work, 1))
    (locked.home / "key" / "identity.sum").unlink()
    row = next(row for row in locked.types("doctor", "--json").json["checks"] if row["id"] == "key")
    assert (row["result"], row["next"]) == ("damaged", "smartcli lock --from-paper")
    assert said in row["said"]


def test_a_journal_of_which_nothing_can_be_read_for_damage_keeps_no_backup_from_being_restored(
    locked: Person, tmp_path: Path
) -> None:
    locked.passphrases = [OWN]
    before = locked.entries()
    assert locked.types("backup", str(tmp_path / "b.zip")).code == 0
    (packed,) = (locked.home / "journal").rglob("*.age")
    data = packed.read_bytes()
    packed.write_bytes(data[:-100] + bytes([data[-100] ^ 1]) + data[-99:])
    assert locked.types("journal", "list").code == 3
    said = locked.types("restore", str(tmp_path / "b.zip"), "--yes")
    assert (said.code, f"{len(before)} added" in said.out) == (0, True)
    assert {entry["id"] for entry in locked.entries()} == {entry["id"] for entry in before}


def test_unlock_says_what_another_machine_of_ones_own_has_still_sealed(locked: Person, tmp_path: Path) -> None:
    other = Person(tmp_path / "other")
    other.passphrases = [keys_of(locked.home).secret, OWN]
    assert other.types("lock", "--from-paper", "--yes").code == 0
    other.does("urge-log", {"strength": 3, "trigger": "theirs"})
    shutil.copytree(other.home / "journal", locked.home / "journal", dirs_exist_ok=True)
    locked.passphrases = [OWN]
    said = locked.types("unlock", "--yes")
    assert (said.code, said.out.startswith("Open.")) == (1, True)
    assert "1 file of another machine is still sealed. Unlock there too." in said.err
    row = next(row for row in locked.types("doctor", "--json").json["checks"] if row["id"] == "sealed")
    assert (row["result"], row["next"]) == ("look", "There, type: smartcli unlock")
