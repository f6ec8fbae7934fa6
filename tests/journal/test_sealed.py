"""A journal whose lines are sealed: written without a question, read with one, and never half in the open."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from tests.journal.making import NOON, entry, lines, segments, triggers

from smartcli.asking.drafts import Drafts
from smartcli.errors import Damaged
from smartcli.home.disk import System
from smartcli.home.seal.keys import Keys, Locked
from smartcli.home.seal.passphrase import DamagedKey, WrongPassphrase
from smartcli.journal import Journal, NotSaved
from smartcli.journal.line import decode, encode
from smartcli.journal.unread import unread

WORDS = "a row at the harbour"


def answering(*passphrases: str) -> Callable[[object], str]:
    """Gives these one after the other, then nothing but the last."""
    left = list(passphrases)
    return lambda _before: left.pop(0) if len(left) > 1 else left[0]


def keys(home: Path, *passphrases: str) -> Keys:
    return Keys(home, answering(*(passphrases or ("open",))), work=10)


def sealed(home: Path) -> Journal:
    made = keys(home)
    made.create("open")
    return Journal(home, keys=keys(home))


def everything(home: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(home.rglob("*")) if file.is_file())


def packed(home: Path) -> list[Path]:
    return sorted(home.glob("journal/*/*.age"))


# Writing and reading


def test_saving_asks_nothing_and_leaves_no_word_on_the_disk(tmp_path):
    journal = Journal(tmp_path, keys=Keys(tmp_path))
    keys(tmp_path).create("open")
    saved = journal.append(entry(WORDS))
    assert b"harbour" not in everything(tmp_path)
    assert b"urge-log" not in everything(tmp_path)
    [line] = lines(tmp_path)
    assert sorted(decode(line)) == ["age", "crc", "n", "v"]
    assert Journal(tmp_path, keys=keys(tmp_path)).entries() == [saved]


def test_every_view_and_every_change_works_sealed(tmp_path):
    journal = sealed(tmp_path)
    first, second, third = (journal.append(entry(text, minutes=n)) for n, text in enumerate(("one", "two", "three")))
    assert triggers(journal.entries()) == ["one", "two", "three"]
    assert triggers(journal.latest("urge-log")) == ["three", "two", "one"]
    assert triggers(journal.search(["TWO"])) == ["two"]
    assert journal.find(first.id[-6:]) == first
    journal.edit(second.id, {"trigger": "other"}, asked={}, at=datetime.fromisoformat(second.at))
    journal.delete([third.id], at=datetime.fromisoformat(third.at))
    assert triggers(journal.entries()) == ["one", "other"]
    assert triggers(journal.trash()) == ["three"]
    journal.undo(at=datetime.fromisoformat(third.at))
    assert triggers(journal.entries()) == ["one", "other", "three"]
    assert b"other" not in b"".join(lines(tmp_path))


def test_the_length_of_a_sealed_line_tells_nothing_within_a_block(tmp_path):
    journal = sealed(tmp_path)
    for text in ("a", "a much longer story of one evening at the harbour"):
        journal.append(entry(text))
    opened = [keys(tmp_path).open(b64decode(decode(line)["age"])) for line in lines(tmp_path)]
    assert [len(line) for line in opened] == [512, 512]
    journal.append(entry("x" * 600))
    assert len(keys(tmp_path).open(b64decode(decode(lines(tmp_path)[2])["age"]))) == 1024


def test_a_clock_that_goes_back_does_not_disturb_the_order_of_ids(tmp_path):
    journal = sealed(tmp_path)
    ids = [journal.append(entry(str(minutes), minutes=minutes)).id for minutes in range(50, 20, -1)]
    assert ids == sorted(ids)


def test_nobody_there_to_give_the_passphrase_is_locked_and_not_empty(tmp_path):
    sealed(tmp_path).append(entry())
    with pytest.raises(Locked) as said:
        Journal(tmp_path).entries()
    assert said.value.code == 3


def test_the_passphrase_is_asked_once_a_run_however_much_is_read(tmp_path):
    sealed(tmp_path).append(entry())
    asked: list[object] = []

    def ask(before: object) -> str:
        asked.append(before)
        return "open"

    ours = Keys(tmp_path, ask)
    journal = Journal(tmp_path, keys=ours)
    journal.entries()
    list(journal.latest())
    assert asked == [None]


# What can be wrong, told apart (E5)


def test_e5_a_wrong_passphrase_a_damaged_key_and_a_damaged_line_are_three_things(tmp_path):
    journal = sealed(tmp_path)
    journal.append(entry("one"))
    journal.append(entry("two", minutes=1))
    with pytest.raises(WrongPassphrase):
        Journal(tmp_path, keys=keys(tmp_path, "wrong")).entries()
    [segment] = segments(tmp_path)
    first, second = segment.read_bytes().splitlines(keepends=True)
    segment.write_bytes(first[:200] + b"A" + first[201:] + second)
    hurt = Journal(tmp_path, keys=keys(tmp_path))
    assert triggers(hurt.entries()) == ["two"]
    assert hurt.unreadable == 1
    identity = tmp_path / "key" / "identity.age"
    identity.write_bytes(identity.read_bytes()[:-1] + b"?")
    with pytest.raises(DamagedKey, match="backup"):
        Journal(tmp_path, keys=keys(tmp_path)).entries()


def test_the_right_passphrase_after_two_wrong_ones_opens(tmp_path):
    sealed(tmp_path).append(entry("one"))
    assert triggers(Journal(tmp_path, keys=keys(tmp_path, "a", "b", "open")).entries()) == ["one"]


def test_a_line_that_was_changed_and_given_a_new_check_sum_is_not_accepted(tmp_path):
    journal = sealed(tmp_path)
    journal.append(entry("one"))
    [segment] = segments(tmp_path)
    table = decode(segment.read_bytes().rstrip(b"\n"))
    age = bytearray(b64decode(table["age"]))
    age[-1] ^= 1
    table["age"] = b64encode(bytes(age)).decode()
    segment.write_bytes(encode(table) + b"\n")
    hurt = Journal(tmp_path, keys=keys(tmp_path))
    assert hurt.entries() == []
    assert (hurt.unreadable, hurt.foreign) == (1, 0)


def test_what_another_key_sealed_is_told_from_what_is_damaged(tmp_path):
    journal = sealed(tmp_path / "here")
    journal.append(entry("one"))
    theirs = sealed(tmp_path / "there")
    for number in range(2):
        theirs.append(entry(f"{number} {LONG}", minutes=number))
    theirs.entries()
    theirs.tend()
    [folder] = (tmp_path / "there" / "journal").iterdir()
    folder.rename(tmp_path / "here" / "journal" / folder.name)
    here = Journal(tmp_path / "here", keys=keys(tmp_path / "here"))
    assert triggers(here.entries()) == ["one"]
    assert (here.foreign, here.unreadable, len(here.foreign_files), len(here.lost_files)) == (1, 0, 1, 1)
    said = unread(here)
    assert "1 line is sealed with a key that is not here." in said
    assert "1 file of the journal is sealed with a key that is not here." in said


def test_e3_e4_saving_without_the_right_key_is_known_before_and_refused(tmp_path):
    journal = sealed(tmp_path)
    journal.append(entry("one"))
    for file in ("recipient", "identity.age", "identity.sum"):
        (tmp_path / "key" / file).unlink()
    without = Journal(tmp_path)
    with pytest.raises(Damaged, match="its key is not here"):
        without.check_writable()
    before = everything(tmp_path / "journal")
    with pytest.raises(NotSaved, match="its key is not here"):
        without.append(entry("two"))
    assert everything(tmp_path / "journal") == before


def test_e2_a_second_machine_without_the_key_writes_nothing_in_the_open(tmp_path):
    sealed(tmp_path / "one").append(entry("one"))
    (tmp_path / "two").mkdir()
    (tmp_path / "one" / "journal").rename(tmp_path / "shared")
    (tmp_path / "two" / "journal").symlink_to(tmp_path / "shared")
    with pytest.raises(NotSaved, match="its key is not here"):
        Journal(tmp_path / "two").append(entry("from two"))


def test_e9_one_key_serves_two_machines(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    sealed(one).append(entry("one"))
    (one / "journal").rename(tmp_path / "shared")
    two.mkdir()
    for home in (one, two):
        (home / "journal").symlink_to(tmp_path / "shared")
    keys(two).create("another passphrase", keys(one).secret)
    theirs = Journal(two, keys=keys(two, "another passphrase"))
    theirs.append(entry("two", minutes=1))
    assert triggers(theirs.entries()) == ["one", "two"]
    assert triggers(Journal(one, keys=keys(one)).entries()) == ["one", "two"]


def test_half_a_key_of_which_the_rest_is_known_is_mended_by_saving(tmp_path):
    sealed(tmp_path).append(entry("one"))
    (tmp_path / "key" / "recipient").unlink()
    Journal(tmp_path).append(entry("two", minutes=1))
    assert (tmp_path / "key" / "recipient").exists()
    assert triggers(Journal(tmp_path, keys=keys(tmp_path)).entries()) == ["one", "two"]


def test_half_a_key_writes_nothing_and_one_reading_mends_it(tmp_path):
    journal = sealed(tmp_path)
    journal.append(entry("one"))
    (tmp_path / "key" / "recipient").unlink()
    (tmp_path / "key" / "identity.sum").unlink()
    with pytest.raises(NotSaved, match="A part of the key is missing"):
        Journal(tmp_path).append(entry("two"))
    Journal(tmp_path, keys=keys(tmp_path)).entries()
    Journal(tmp_path).append(entry("two", minutes=1))
    assert triggers(Journal(tmp_path, keys=keys(tmp_path)).entries()) == ["one", "two"]


# Packing, sealing all, opening all


LONG = "x" * 200_000  # sealed, it fills a segment


def test_closed_segments_are_packed_and_read_the_same(tmp_path):
    journal = sealed(tmp_path)
    for number in range(4):
        journal.append(entry(f"{number} {LONG}", minutes=number))
    before = journal.entries()
    assert len(segments(tmp_path)) == 4
    journal.tend()
    assert len(packed(tmp_path)) == 3
    assert len(segments(tmp_path)) == 1
    again = Journal(tmp_path, keys=keys(tmp_path))
    assert again.entries() == before
    again.append(entry("7", minutes=7))
    assert triggers(again.latest())[0] == "7"
    assert [json.loads(line)["n"] for line in keys(tmp_path).open(packed(tmp_path)[0].read_bytes()).splitlines()] == [1]


def test_packing_that_was_cut_off_leaves_two_files_with_the_same_lines_and_nothing_twice(tmp_path):
    journal = sealed(tmp_path)
    for number in range(3):
        journal.append(entry(f"{number} {LONG}", minutes=number))
    plain = {file: file.read_bytes() for file in segments(tmp_path)}
    kept = triggers(journal.entries())
    journal.tend()
    for file, data in plain.items():
        file.write_bytes(data)
    again = Journal(tmp_path, keys=keys(tmp_path))
    assert triggers(again.entries()) == kept
    assert again.differing == 0
    again.tend()
    assert triggers(again.entries()) == kept


def test_segments_that_are_packed_while_somebody_reads_are_read_all_the_same(tmp_path):
    journal = sealed(tmp_path)
    for number in range(3):
        journal.append(entry(f"{number} {LONG}", minutes=number))
    reading = journal.latest()
    first = next(reading)
    other = Journal(tmp_path, keys=keys(tmp_path))
    other.entries()
    other.tend()
    assert len(packed(tmp_path)) == 2
    assert [str(one.answers["trigger"])[0] for one in [first, *reading]] == ["2", "1", "0"]
    assert journal.lost_files == []


def test_sealing_all_keeps_every_line_byte_for_byte_and_opening_all_brings_them_back(tmp_path):
    journal = Journal(tmp_path)
    kept = [journal.append(entry(str(number), minutes=number)) for number in range(5)]
    journal.delete([kept[1].id], at=datetime.fromisoformat(kept[4].at))
    [segment] = segments(tmp_path)
    segment.write_bytes(segment.read_bytes() + b'{"v":1,"torn')
    before = segment.read_bytes()
    made = keys(tmp_path)
    journal.note_plain()
    made.create("open")
    ours = Journal(tmp_path, keys=made)
    ours.seal_all()
    assert segments(tmp_path) == []
    [file] = packed(tmp_path)
    assert made.open(file.read_bytes()) == before
    assert ours.has_plain() is False
    assert triggers(ours.entries()) == ["0", "2", "3", "4"]
    made.turn_off()
    ours.open_all()
    assert segment.read_bytes() == before
    assert packed(tmp_path) == []


def test_the_folder_is_flushed_after_a_segment_was_retired(tmp_path):
    """Or after a power cut the first form is back beside the sealed one, and its words are in the open again."""
    journal = sealed(tmp_path)
    for number in range(3):
        journal.append(entry(f"{number} {LONG}", minutes=number))
    system = Told()
    ours = Journal(tmp_path, keys=keys(tmp_path), system=system)
    ours.entries()
    ours.tend()
    retired = [place for place, (call, name) in enumerate(system.done) if call == "remove" and name.endswith(".jsonl")]
    assert len(retired) == 2
    assert ("flush", next(tmp_path.glob("journal/*")).name) in system.done[retired[-1] :]


class Told(System):
    """A system that keeps what was removed and flushed, by name."""

    def __init__(self) -> None:
        self.done: list[tuple[str, str]] = []
        self._names: dict[int, str] = {}

    def open(self, path: str, flags: int) -> int:
        file = super().open(path, flags)
        self._names[file] = Path(path).name
        return file

    def flush(self, file: int) -> None:
        self.done.append(("flush", self._names[file]))

    def remove(self, path: str) -> None:
        super().remove(path)
        self.done.append(("remove", Path(path).name))


@pytest.mark.parametrize("damage", [lambda data: data[:-1] + b"?", lambda _data: b"", lambda data: data[:50]])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_damaged_packed_segment_stops_no_other(tmp_path, place, damage):
    journal = sealed(tmp_path)
    for number in range(4):
        journal.append(entry(f"{number} {LONG}", minutes=number))
    journal.entries()
    journal.tend()
    hurt = packed(tmp_path)[place]
    hurt.write_bytes(damage(hurt.read_bytes()))
    was = hurt.read_bytes()
    ours = keys(tmp_path)
    again = Journal(tmp_path, keys=ours)
    left = [str(number) for number in range(4) if number != place]
    for look in (again.entries, lambda: [*again.latest()][::-1], lambda: [*again.search(["x"])][::-1]):
        assert [text[0] for text in triggers(look())] == left
        assert (again.lost_files or again.empty_files) == [hurt]
    other, gone = again.entries()[0], again.entries()[1]
    again.append(entry(f"5 {LONG}", minutes=5))
    again.edit(other.id, {"trigger": "other"}, asked={}, at=NOON)
    again.delete([other.id], at=NOON)
    again.undo(at=NOON)
    again.tend()
    assert len(packed(tmp_path)) == 5
    again.forget([gone.id], at=NOON)
    assert [text[:5] for text in triggers(again.entries())] == ["other", f"{left[2]} xxx", "5 xxx"]
    again.seal_all()
    ours.turn_off()
    again.open_all()
    assert [text[:5] for text in triggers(again.entries())] == ["other", f"{left[2]} xxx", "5 xxx"]
    assert hurt.read_bytes() == was
    assert packed(tmp_path) == [hurt]


def test_a_damaged_double_of_a_segment_stops_no_packing_of_others_and_takes_the_place_of_none(tmp_path):
    journal = sealed(tmp_path)
    for number in range(3):
        journal.append(entry(f"{number} {LONG}", minutes=number))
    first, second, _last = segments(tmp_path)
    first.with_name(f"{first.name}.age").write_bytes(b"age-encryption.org/v1\n-> X25519 ?")
    again = Journal(tmp_path, keys=keys(tmp_path))
    again.entries()
    again.tend()
    assert (first.exists(), second.exists(), len(packed(tmp_path))) == (True, False, 2)
    assert [text[0] for text in triggers(Journal(tmp_path, keys=keys(tmp_path)).entries())] == ["0", "1", "2"]


def test_an_import_into_a_sealed_journal_lies_sealed(tmp_path):
    there = Journal(tmp_path / "there")
    there.append(entry(WORDS))
    here = sealed(tmp_path / "here")
    here.merge(there.entries(), at=datetime.fromisoformat(entry().at))
    assert triggers(here.entries()) == [WORDS]
    assert b"harbour" not in everything(tmp_path / "here")


# Drafts


def test_drafts_are_sealed_and_their_names_tell_nothing(tmp_path):
    keys(tmp_path).create("open")
    drafts = Drafts(tmp_path, keys=keys(tmp_path))
    draft = drafts.new("urge-log", 1, datetime.fromisoformat(entry().at))
    assert drafts.keep(draft.but(given={"trigger": WORDS}, done=["trigger"], typed={}))
    drafts.release(draft)
    assert b"harbour" not in everything(tmp_path)
    assert "urge-log" not in " ".join(file.name for file in (tmp_path / "drafts").iterdir())
    closed = Drafts(tmp_path, keys=keys(tmp_path))
    assert (closed.closed, closed.every()) == (1, [])
    ours = keys(tmp_path)
    ours.unlocked()
    [found] = Drafts(tmp_path, keys=ours).every()
    assert found.given == {"trigger": WORDS}


# Passphrases


def test_another_passphrase_opens_the_same_and_the_old_one_no_more(tmp_path):
    sealed(tmp_path).append(entry("one"))
    keys(tmp_path).change_passphrase("new")
    with pytest.raises(WrongPassphrase):
        Journal(tmp_path, keys=keys(tmp_path, "open")).entries()
    assert triggers(Journal(tmp_path, keys=keys(tmp_path, "new")).entries()) == ["one"]


def test_while_the_passphrase_is_changed_either_file_is_whole(tmp_path):
    """Cut off between the two: the sums know both."""
    sealed(tmp_path).append(entry("one"))
    old = (tmp_path / "key" / "identity.age").read_bytes()
    old_sum = (tmp_path / "key" / "identity.sum").read_text()
    keys(tmp_path).change_passphrase("new")
    both = (tmp_path / "key" / "identity.sum").read_text() + old_sum
    (tmp_path / "key" / "identity.sum").write_text(both)
    (tmp_path / "key" / "identity.age").write_bytes(old)
    assert triggers(Journal(tmp_path, keys=keys(tmp_path, "open")).entries()) == ["one"]
    with pytest.raises(WrongPassphrase):
        Journal(tmp_path, keys=keys(tmp_path, "new")).entries()
