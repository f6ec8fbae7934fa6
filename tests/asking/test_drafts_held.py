"""Drafts in both forms: which are met, which wait sealed, and what becomes of one where the disk or the key says no."""

import errno
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.journal.making import NOON, fault
from tests.keeping.stuck import stuck

from smartcli.asking.drafts import Draft, Drafts, written
from smartcli.home import disk
from smartcli.home.disk import System
from smartcli.home.seal.keys import Keys


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    made = Keys(tmp_path, lambda _before: "open", work=10)
    made.create("open")
    made.unlocked()
    return made


def kept(drafts: Drafts, exercise: str = "urge-log", on: date | None = None, minutes: int = 0) -> Draft:
    draft = drafts.new(exercise, 1, NOON + timedelta(minutes=minutes), on).but(
        given={"trigger": "harbour"}, done=["trigger"], typed={}
    )
    assert drafts.keep(draft)
    drafts.release(draft)
    return draft


def in_the_open(home: Path, exercise: str = "urge-log") -> Draft:
    """One from before there was a key."""
    draft = Drafts(home).new(exercise, 1, NOON).but(given={"trigger": "harbour"}, done=["trigger"], typed={})
    (home / "drafts").mkdir(exist_ok=True)
    (home / "drafts" / draft.names[0]).write_bytes(written(draft))
    return draft


def names(home: Path) -> list[str]:
    return sorted(file.name for file in (home / "drafts").iterdir())


def test_sealed_drafts_wait_and_are_counted_until_the_key_is_open(tmp_path: Path, keys: Keys) -> None:
    kept(Drafts(tmp_path, keys=keys))
    held = Drafts(tmp_path, keys=keys)
    other = held.new("urge-log", 1, NOON)
    assert held.keep(other)
    closed = Drafts(tmp_path, keys=Keys(tmp_path))
    assert (closed.closed, closed.every(), closed.newest("urge-log")) == (1, [], None)
    assert Drafts(tmp_path, keys=keys).closed == 0
    held.release(other)
    assert Drafts(tmp_path, keys=Keys(tmp_path)).closed == 2
    assert len(Drafts(tmp_path, keys=keys).every()) == 2


def test_a_name_that_begins_with_a_dot_is_no_draft(tmp_path: Path) -> None:
    draft = kept(Drafts(tmp_path))
    (tmp_path / "drafts" / f".{draft.names[0]}").write_bytes((tmp_path / "drafts" / draft.names[0]).read_bytes())
    drafts = Drafts(tmp_path)
    assert (drafts.every(), drafts.damaged) == ([draft], 0)


def test_of_drafts_about_several_days_that_of_the_day_is_offered(tmp_path: Path) -> None:
    first, second = (kept(Drafts(tmp_path), on=date(2026, 3, day)) for day in (8, 9))
    plain = kept(Drafts(tmp_path), minutes=1)
    assert (first.on, plain.on) == (date(2026, 3, 8), None)
    for on, meant in ((date(2026, 3, 8), first), (date(2026, 3, 9), second), (date(2026, 3, 7), None), (None, plain)):
        drafts = Drafts(tmp_path)
        found = drafts.newest("urge-log", on)
        assert found == meant
        if found:
            drafts.release(found)
    assert Drafts(tmp_path).newest("check-in") is None


def test_what_is_kept_under_the_key_leaves_no_form_in_the_open_and_no_lock(tmp_path: Path, keys: Keys) -> None:
    draft = in_the_open(tmp_path)
    drafts = Drafts(tmp_path, keys=keys)
    drafts.rewrite()
    assert names(tmp_path) == [draft.names[1]]
    assert b"harbour" not in (tmp_path / "drafts" / draft.names[1]).read_bytes()
    assert drafts.every() == [draft]
    (tmp_path / "drafts" / draft.names[0]).write_bytes(b"in the open")
    assert drafts.keep(draft)
    drafts.release(draft)
    assert names(tmp_path) == [draft.names[1]]
    drafts.drop(draft)
    assert names(tmp_path) == []


def test_what_is_dropped_goes_in_both_forms_and_with_its_locks(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    draft = drafts.new("urge-log", 1, NOON)
    assert drafts.keep(draft)
    (tmp_path / "drafts" / draft.names[1]).write_bytes(b"sealed")
    (tmp_path / "drafts" / draft.names[1]).with_suffix(".lock").write_bytes(b"")
    drafts.drop(draft)
    assert names(tmp_path) == []
    drafts.drop(draft)  # once more is no harm
    left = kept(drafts)
    (tmp_path / "drafts" / left.names[0]).with_suffix(".lock").write_bytes(b"")  # of a session that was killed
    drafts.drop(left)
    assert names(tmp_path) == []


@pytest.mark.parametrize("place", [0, 1])
def test_what_cannot_be_dropped_is_said_and_is_offered_again(tmp_path: Path, place: int) -> None:
    drafts = Drafts(tmp_path)
    draft = kept(drafts)
    (tmp_path / "drafts" / draft.names[1]).write_bytes(b"sealed")
    [held] = [drafts.newest("urge-log")]
    assert held == draft
    with stuck(tmp_path / "drafts" / draft.names[place]), pytest.raises(OSError, match="Permission"):
        drafts.drop(draft)
    assert names(tmp_path) == [draft.names[place]]
    assert [one.id for one in Drafts(tmp_path).every()] == ([draft.id] if place == 0 else [])


def test_a_draft_that_was_not_kept_is_told_apart_from_one_that_is_there_without_the_last_words(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    new = drafts.new("urge-log", 1, NOON)
    with stuck(tmp_path / "drafts", number=errno.ENOSPC):
        assert not drafts.keep(new)
    assert (drafts.unkept, drafts.is_there) == ("the disk is full", False)
    assert drafts.keep(new)
    assert drafts.unkept == ""
    with stuck(tmp_path / "drafts", number=errno.EROFS):
        assert not drafts.keep(new)
    assert (drafts.unkept, drafts.is_there) == ("the disk can only be read", True)
    drafts.release(new)
    again = Drafts(tmp_path)
    [old] = again.every()
    with stuck(tmp_path / "drafts", number=errno.EROFS):
        assert not again.keep(old)
    assert again.is_there


def test_a_folder_that_cannot_be_looked_into_is_not_one_without_drafts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(Drafts(tmp_path))

    def scan(_self: System, _folder: str) -> list[os.DirEntry[str]]:
        raise fault(errno.EIO)

    monkeypatch.setattr(System, "scan", scan)
    monkeypatch.setattr(disk, "listed", lambda _folder, _system=None: (_ for _ in ()).throw(fault(errno.EIO)))
    drafts = Drafts(tmp_path)
    assert drafts.every() == []
    assert drafts.unread != ""


def test_a_draft_that_cannot_be_read_just_now_is_counted_and_left(tmp_path: Path) -> None:
    draft = kept(Drafts(tmp_path))
    place = tmp_path / "drafts" / draft.names[0]
    place.unlink()
    place.mkdir()
    drafts = Drafts(tmp_path)
    assert (drafts.every(), drafts.damaged) == ([], 1)
    assert place.is_dir()
    assert not (tmp_path / "quarantine").exists()


def test_sealed_ones_that_do_not_open_go_to_quarantine_as_they_are(tmp_path: Path, keys: Keys) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "0a1b2c3d0a1b2c3d.age").write_bytes(b"another key's")
    drafts = Drafts(tmp_path, keys=keys)
    assert (drafts.every(), drafts.damaged, names(tmp_path)) == ([], 1, [])
    [there] = (tmp_path / "quarantine").iterdir()
    assert (there.suffix, there.read_bytes()) == (".age", b"another key's")


def test_a_rewrite_that_fails_for_one_is_said_and_stops_no_other(tmp_path: Path, keys: Keys) -> None:
    first, second = (in_the_open(tmp_path, exercise) for exercise in ("urge-log", "check-in"))
    with stuck(tmp_path / "drafts" / second.names[0]), pytest.raises(OSError, match="Permission"):
        Drafts(tmp_path, keys=keys).rewrite()
    assert names(tmp_path) == sorted([first.names[1], second.names[0], second.names[1]])
    Drafts(tmp_path, keys=keys).rewrite()
    assert names(tmp_path) == sorted([first.names[1], second.names[1]])
    assert {one.id for one in Drafts(tmp_path, keys=keys).every()} == {first.id, second.id}
