"""What a journal takes in, and what keeps it from being rewritten: it is said, and all is as it was."""

import errno
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from tests.journal.making import NOON, Counting, entry, fault, lines, triggers

from smartcli.errors import SmartError
from smartcli.home.disk import System
from smartcli.home.ids import stamp
from smartcli.journal import Journal, Merged

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Two homes with an entry each."""
    for minutes, name in enumerate("ab"):
        Journal(tmp_path / name).append(entry(name, minutes=minutes))
    return tmp_path / "a", tmp_path / "b"


def content(home: Path) -> list[tuple[str, bytes]]:
    return sorted((str(file), file.read_bytes() if file.is_file() else b"") for file in home.rglob("*"))


class Forgetful(Counting):
    """A disk that says it has written and has not."""

    def write(self, _file: int, data: bytes | memoryview) -> int:
        return len(data)


def test_what_is_taken_in_and_cannot_be_read_again_is_said(two: tuple[Path, Path]) -> None:
    a, b = two
    with pytest.raises(SmartError, match="The change was written, and cannot be seen when read again"):
        Journal(b, system=Forgetful()).take_in(Journal(a))


def test_where_nothing_is_new_nothing_is_made(two: tuple[Path, Path]) -> None:
    a, b = two
    assert Journal(b).take_in(Journal(a)) == Merged(read=1, added=1)
    before = content(b)
    assert Journal(b).take_in(Journal(a)) == Merged(read=1, already=1)
    assert content(b) == before
    assert Journal(b).take_in(Journal(b.parent / "nothing")) == Merged()
    assert content(b) == before


def test_what_was_forgotten_stays_so_unless_it_is_asked_for(two: tuple[Path, Path]) -> None:
    a, _b = two
    [one] = Journal(a).entries()
    Journal(a).forget([one.id], at=LATER)
    assert Journal(a).merge([one], at=LATER) == Merged(read=1, forgotten=1)
    assert Journal(a).entries() == []
    assert Journal(a).merge([one], at=LATER, also_forgotten=True) == Merged(read=1, added=1, back=1)
    assert triggers(Journal(a).entries()) == ["a"]


def test_that_another_window_writes_and_that_there_are_no_locks_are_told_apart(two: tuple[Path, Path]) -> None:
    class Without(System):
        def lock(self, _file: int) -> bool:
            raise fault(errno.ENOLCK)

    a, _b = two
    [one] = Journal(a).entries()
    Journal(a).hide([one.id], at=LATER)
    before = lines(a)
    with (
        Journal(a)._alone(),
        pytest.raises(SmartError, match=r"^Another smartcli is writing just now\. Please try again in a moment\.$"),
    ):
        Journal(a, patience=0).erase([one.id])
    with pytest.raises(SmartError, match=r"^Two windows of smartcli cannot be kept apart on this disk"):
        Journal(a, system=Without()).erase([one.id])
    assert lines(a) == before


def test_what_comes_back_counts_with_what_was_edited_since(two: tuple[Path, Path]) -> None:
    """Also where it was hidden here, and never erased."""
    a, _b = two
    [one] = Journal(a).entries()
    edited = one.but(answers={**one.answers, "trigger": "edited"}, edited=stamp(LATER))
    Journal(a).hide([one.id], at=LATER)
    assert Journal(a).merge([edited], at=LATER, also_forgotten=True) == Merged(read=1, edited=1, back=1)
    assert triggers(Journal(a).entries()) == ["edited"]


def test_what_another_journal_brings_back_counts_again(two: tuple[Path, Path]) -> None:
    a, b = two
    assert Journal(b).take_in(Journal(a)) == Merged(read=1, added=1)
    [one] = Journal(a).entries()
    Journal(b).forget([one.id], at=LATER)
    assert Journal(b).take_in(Journal(a)) == Merged(read=1, forgotten=1)
    assert triggers(Journal(b).entries()) == ["b"]
    assert Journal(b).take_in(Journal(a), remembered=LATER) == Merged(read=1, added=1, back=1)
    assert triggers(Journal(b).entries()) == ["a", "b"]


def test_of_what_stays_away_it_is_told_how_much_only_another_machine_forgot(two: tuple[Path, Path]) -> None:
    a, b = two
    [one] = Journal(a).entries()
    shutil.copytree(a / "journal", b / "journal", dirs_exist_ok=True)
    Journal(b).hide([one.id], at=LATER)
    [said] = [line for line in lines(b) if b'"forget"' in line]
    other = a / "journal" / "0a1b2c3d"
    other.mkdir()
    (other / "000001.jsonl").write_bytes(said + b"\n")
    assert Journal(a).merge([one], at=LATER) == Merged(read=1, forgotten=1, elsewhere=1)
    assert Journal(a).take_in(Journal(two[0].parent / "nothing")) == Merged()
    Journal(a).hide([one.id], at=LATER)
    assert Journal(a).merge([one], at=LATER) == Merged(read=1, forgotten=1)


def test_what_is_asked_while_its_folder_is_away_is_nothing_and_afterwards_all_is_there(tmp_path: Path) -> None:
    Journal(tmp_path).append(entry("a"))
    journal = Journal(tmp_path)

    def ask() -> None:
        with journal.gone_without():
            assert triggers(journal.entries()) == []
            raise KeyError  # however it ends

    with pytest.raises(KeyError):
        ask()
    assert triggers(journal.entries()) == ["a"]
    with journal.gone_without():
        journal.append(entry("b", minutes=1))  # it has come back
        assert triggers(journal.entries()) == ["a", "b"]
