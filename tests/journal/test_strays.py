"""What lies in the folder `journal` and is no journal of anybody: stray files and what tools make for themselves."""

from pathlib import Path

import pytest
from tests.journal.making import NOON, entry, keys_of, lay_key, triggers

from smartcli.home.disk import SYSTEM
from smartcli.home.seal.keys import Keys
from smartcli.journal import Journal, NotSaved, accepted
from smartcli.journal.files import Files
from smartcli.journal.line import numbered
from smartcli.journal.sealing import sealed

STRAY_FILES = (".gitignore", ".DS_Store", "notes.txt", "desktop.ini", "abcd1234", "000001.jsonl")
STRAY_FOLDERS = (".git", ".stversions", ".stfolder", ".sync")


def stray(home: Path) -> list[tuple[Path, bytes]]:
    """Files and dot folders as tools leave them, with sealed and plain lines in them; each with what is in it."""
    elsewhere = home.parent / "elsewhere"
    lay_key(elsewhere)
    plain = numbered({**entry("stray").as_line(), "id": "01KKBPENW0FG924SA1P8ZMQN4N"}, 1)
    closed = sealed(plain[:-1], 1, Keys(elsewhere)) + b"\n"
    found = [home / "journal" / name for name in STRAY_FILES]
    for name in STRAY_FOLDERS:
        (home / "journal" / name / "abcd1234").mkdir(parents=True)
        found += [home / "journal" / name / file for file in ("000001.jsonl", "abcd1234/000001.jsonl")]
    for number, file in enumerate(found):
        file.write_bytes((closed, plain, b"junk")[number % 3])
    return [(file, file.read_bytes()) for file in found]


@pytest.mark.parametrize("is_sealed", [False, True])
def test_strays_in_the_journal_stop_nothing_and_nothing_is_done_to_them(tmp_path: Path, is_sealed: bool) -> None:
    home = tmp_path / "home"
    if is_sealed:
        lay_key(home)
    first = Journal(home, keys=keys_of(home)).append(entry("one"))
    there = stray(home)
    journal = Journal(home, keys=keys_of(home))
    journal.check_writable()
    second = journal.append(entry("two", minutes=1))
    journal.edit(first.id, {"trigger": "other"}, asked={}, at=NOON)
    assert triggers(journal.entries()) == ["other", "two"]
    assert (journal.elsewhere(), journal.elsewhere_plain(), journal.strangers()) == (0, 0, [])
    journal.forget([second.id], at=NOON)
    assert triggers(Journal(home, keys=keys_of(home)).entries()) == ["other"]
    journal.note_plain()
    if not is_sealed:
        lay_key(home)
    again = Journal(home, keys=keys_of(home))
    again.seal_all()
    assert not again.has_plain()
    keys = keys_of(home)
    keys.unlocked()
    keys.turn_off()
    opened = Journal(home, keys=keys)
    opened.open_all()
    assert triggers(opened.entries()) == ["other"]
    assert (opened.unreadable, opened.foreign, opened.lost_files) == (0, 0, [])
    assert [(file, file.read_bytes()) for file, _data in there] == there


def test_strays_alone_are_no_entries_of_another_machine(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "journal").mkdir(parents=True)
    (home / "device").write_text("wxyz1234\n")
    (home / "journal" / "wxyz1234").mkdir()
    stray(home)
    journal = Journal(home)
    assert journal.is_empty()
    assert not journal.has_any_sealed()
    assert journal.is_untouched()
    assert triggers([journal.append(entry("one"))]) == ["one"]


# A folder of sealed and plain segments, and no key any more

PLAIN, SEALED, PACKED, EMPTY = "plain", "sealed", "packed", "empty"


def segment(home: Path, number: int, kind: str) -> None:
    line = numbered({**entry(str(number)).as_line(), "id": f"01KKBPENW0FG924SA1P8ZMQN4{number}"}, 1)
    keys = Keys(home)
    data = {
        PLAIN: line, SEALED: sealed(line[:-1], 1, keys) + b"\n", PACKED: keys.seal(line), EMPTY: b"",
    }[kind]  # fmt: skip
    (home / "journal" / "wxyz1234" / f"{number:06}.jsonl{'.age' if kind == PACKED else ''}").write_bytes(data)


@pytest.mark.parametrize(
    "kinds",
    [
        (PLAIN, SEALED), (PLAIN, PACKED), (PACKED, SEALED), (SEALED, PACKED), (PACKED, EMPTY), (SEALED, EMPTY),
        (PLAIN, SEALED, EMPTY),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_ours", [True, False])
def test_where_what_came_last_is_sealed_and_its_key_is_gone_nothing_is_written_in_the_open(
    tmp_path: Path, kinds: tuple[str, ...], is_ours: bool
) -> None:
    home = tmp_path / "home"
    (home / "journal" / "wxyz1234").mkdir(parents=True)
    (home / "device").write_text("wxyz1234\n" if is_ours else "abcd1234\n")
    (home / "journal" / (home / "device").read_text().strip()).mkdir(exist_ok=True)
    lay_key(home)
    for number, kind in enumerate(kinds, 1):
        segment(home, number, kind)
    for file in (home / "key").iterdir():
        file.unlink()
    before = {file: file.read_bytes() for file in home.rglob("*") if file.is_file()}
    with pytest.raises(NotSaved, match="its key is not here"):
        Journal(home).append(entry("in the open"))
    assert {file: file.read_bytes() for file in before} == before
    assert b"in the open" not in b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())


def test_what_was_opened_again_takes_new_entries_without_a_key(tmp_path: Path) -> None:
    (tmp_path / "journal" / "wxyz1234").mkdir(parents=True)
    (tmp_path / "device").write_text("wxyz1234\n")
    lay_key(tmp_path)
    for number, kind in enumerate((SEALED, PLAIN), 1):
        segment(tmp_path, number, kind)
    for file in (tmp_path / "key").iterdir():
        file.unlink()
    Journal(tmp_path).append(entry("now"))
    assert b'"now"' in (tmp_path / "journal" / "wxyz1234" / "000002.jsonl").read_bytes()


# In a sealed journal: lines in the open that wait to be seen


def lay(file: Path, words: str, id: str) -> bytes:
    """A segment of another machine with one entry in the open."""
    file.parent.mkdir(parents=True, exist_ok=True)
    data = numbered({**entry(words).as_line(), "id": id}, 1)
    file.write_bytes(data)
    return data


ODD_NAMES = ("x\n%b", "50% done", "%0A", "two words", "ümläut", "tab\there", "a\udcff", "%b\r", "x\n\n%b")


@pytest.mark.parametrize("odd", ODD_NAMES)
@pytest.mark.parametrize("is_noted", [True, False], ids=["lay there before", "taken since"])
def test_a_folder_of_any_name_lets_nothing_count_but_what_was_taken(tmp_path: Path, odd: str, is_noted: bool) -> None:
    home, theirs = tmp_path / "home", tmp_path / "home" / "journal" / "theirs00" / "000001.jsonl"
    Journal(home).append(entry("mine"))
    never = numbered({**entry("never seen").as_line(), "id": "01KKBPENW0FG924SA1P8ZMQN4N"}, 1)
    size, known = accepted.row(never)
    folder = home / "journal" / odd.replace("%b", f"{size} {known} theirs00")
    if not is_noted:
        lay_key(home)
    lay(folder / "000001.jsonl", "seen", "01KKBPENW0FG924SA1P8ZMQN4M")
    if is_noted:
        lay_key(home)  # which notes it
    else:
        journal = Journal(home, keys=keys_of(home))
        journal.take(journal.strangers())
    theirs.parent.mkdir()
    theirs.write_bytes(never)
    journal = Journal(home, keys=keys_of(home))
    assert "never seen" not in triggers(journal.entries())
    assert "seen" in triggers(journal.entries())
    assert [one.file for one in journal.strangers() if one.file.parent != home / "journal"][-1] == theirs
    assert not [one for one in journal.strangers() if one.file.parent == folder]


def test_what_follows_what_is_no_row_of_ours_was_not_taken(tmp_path: Path) -> None:
    """A name stood there as it is once, and a line break in one began a row."""
    rows = f"1 {'a' * 64} x\n2 {'b' * 64} theirs00/000001.jsonl\n3 {'c' * 64} theirs11/000001 (1).jsonl\n"
    (tmp_path / "accepted").write_text(rows)
    files = Files(home=tmp_path, system=SYSTEM, patience=0.0, keys=Keys(tmp_path))
    assert accepted.read(files) == {"theirs11/000001 (1).jsonl": ((3, "c" * 64),)}
