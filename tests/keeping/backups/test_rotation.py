"""Automatic backups: always one before anything that rewrites, the newest kept, the person's own never touched."""

import errno
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journal.making import NOON, Faulty, entry, fault

from smartcli.errors import Damaged, SmartError
from smartcli.home.reasons import why
from smartcli.journal import Journal
from smartcli.keeping import backups
from smartcli.keeping.backups import opening, rotation
from smartcli.keeping.health import Surroundings
from smartcli.keeping.health.absences import own_backups

LONG_AGO = "2025-12-01"


def written(home: Path) -> Path:
    Journal(home).append(entry())
    return home


def names(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "backups").iterdir())


def content(home: Path) -> dict[str, bytes]:
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def test_there_is_nothing_to_save_in_a_new_home(tmp_path: Path) -> None:
    assert backups.before(tmp_path / "home", "import", NOON) is None
    assert not (tmp_path / "home").exists()


def test_x2_u1_a_backup_before_says_what_it_was_made_for(tmp_path: Path) -> None:
    home = written(tmp_path / "home")
    path = backups.before(home, "import", NOON)
    assert path == home / "backups" / "auto-2026-03-10-120000.zip"
    assert b'"before": "import"' in opening.load(path).read("manifest.json")
    assert len(opening.load(path).files("journal")) == 1


def test_what_a_killed_one_left_is_taken_away_by_the_next(tmp_path: Path) -> None:
    home = written(tmp_path / "home")
    (home / "backups").mkdir()
    half = home / "backups" / ".auto-2026-01-01-120000.zip.1.tmp"
    half.write_bytes(b"PK")
    os.utime(half, (1, 1))
    backups.before(home, "import", NOON)
    assert names(home) == ["auto-2026-03-10-120000.zip"]


def test_two_in_one_second_have_two_names(tmp_path: Path) -> None:
    home = written(tmp_path / "home")
    for _time in range(3):
        backups.before(home, "import", NOON)
    assert names(home) == [f"auto-2026-03-10-120000{end}.zip" for end in ("-2", "-3", "")]


def test_where_the_older_ones_cannot_be_listed_a_new_one_is_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = written(tmp_path / "home")
    monkeypatch.setattr(rotation, "SYSTEM", Faulty({"scan": fault(errno.EIO)}))
    for _time in range(2):
        assert backups.before(home, "import", NOON) is not None
    assert len(names(home)) == 2
    assert backups.overdue(home, NOON) == []


def test_the_newest_five_and_one_of_each_of_six_months_stay_and_all_that_is_the_person_s(tmp_path: Path) -> None:
    home = written(tmp_path / "home")
    (home / "backups").mkdir()
    own = ["my-log-2020-01-01-1200.zip", "auto-of-mine.zip", "auto-2020-01-01-120000.zip.bak", "notes.txt"]
    for name in own:
        (home / "backups" / name).write_text("mine")
    for week in range(60):
        backups.before(home, "import", NOON + timedelta(weeks=week))
    made = [NOON + timedelta(weeks=week) for week in range(60)]
    of_month = {moment.strftime("%Y-%m"): moment for moment in made}
    last = made[-1]
    months = {(last.year * 12 + last.month - 1 - back) for back in range(6)}
    expected = {moment for moment in of_month.values() if moment.year * 12 + moment.month - 1 in months} | {*made[-5:]}
    assert names(home) == sorted([*own, *(f"auto-{moment:%Y-%m-%d-%H%M%S}.zip" for moment in expected)])


STAMPS = st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2027, 1, 1))  # noqa: DTZ001  names have no zone


@given(st.sets(STAMPS, max_size=30))
@settings(deadline=None, max_examples=100)
def test_what_stays_is_never_older_than_what_goes_in_its_month(stamps: set[datetime]) -> None:
    found = {f"auto-{moment:%Y-%m-%d-%H%M%S}.zip" for moment in stamps}
    kept = rotation.kept(found, NOON)
    assert len(kept) >= min(len(found), 5)
    for name in found - kept:
        later = [other for other in kept if other > name]
        assert len(later) >= 5
        assert any(other[:12] == name[:12] for other in later) or name[5:12] not in {
            "2026-03", "2026-02", "2026-01", "2025-12", "2025-11", "2025-10",
        }  # fmt: skip


def test_a_clock_that_was_set_back_does_not_take_the_new_one_away(tmp_path: Path) -> None:
    home = written(tmp_path / "home")
    for days in range(6):
        backups.before(home, "import", NOON + timedelta(days=4_000 + days))
    path = backups.before(home, "import", NOON)
    assert path is not None
    assert path.exists()


def test_names_of_days_to_come_take_no_place_of_those_that_were_made(tmp_path: Path) -> None:
    home = written(tmp_path / "home")
    to_come = [backups.before(home, "import", NOON + timedelta(days=4_000 + days)) for days in range(5)]
    made = [backups.before(home, "import", NOON + timedelta(minutes=minute)) for minute in range(7)]
    assert names(home) == sorted(path.name for path in [*made[2:], *to_come] if path)
    assert backups.overdue(home, NOON) == []


@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_that_stands_for_a_backup_elsewhere_stays_and_is_not_counted(tmp_path: Path, *, is_there: bool) -> None:
    home = written(tmp_path / "home")
    made = [backups.before(home, "import", NOON + timedelta(weeks=week)) for week in range(5)]
    others = tmp_path / "another disk"
    others.mkdir()
    for path in made[:2]:
        assert path is not None
        if is_there:
            path.rename(others / path.name)
        else:
            path.unlink()
        path.symlink_to(others / path.name)
    later = [backups.before(home, "import", NOON + timedelta(weeks=400 + week)) for week in range(9)]
    linked = [path.name for path in made[:2] if path]
    assert sorted(path.name for path in (home / "backups").iterdir() if path.is_symlink()) == linked
    assert sorted(one.name for one in others.iterdir()) == (linked if is_there else [])
    assert {path.name for path in later[-5:] if path} <= set(names(home))
    assert rotation.overdue(home, NOON) == []


def test_a_link_that_leads_nowhere_hides_no_backup_from_doctor(tmp_path: Path) -> None:
    home = written(tmp_path / "home")
    path = backups.before(home, "import", NOON)
    (home / "backups" / "auto-2026-01-05-110000.zip").symlink_to(tmp_path / "another disk")
    assert path in own_backups(Surroundings(home=home, environ={}, platform="linux", now=NOON))


CALLS = ["open", "read", "write", "flush", "stat", "chmod", "mkdir", "swap", "remove", "scan"]


@pytest.mark.parametrize("call", CALLS)
def test_w1_a_fault_at_any_call_harms_no_older_backup_and_no_entry(tmp_path: Path, call: str) -> None:
    for passed in range(14):
        home = written(tmp_path / str(passed))
        for days in range(6):
            backups.before(home, "import", NOON + timedelta(days=days))
        before = content(home)
        system = Faulty({call: [*[None] * passed, fault(errno.ENOSPC)]})
        path = None
        try:
            path = backups.before(home, "import", NOON + timedelta(days=9), system)
        except SmartError:
            assert content(home) == before
        else:
            assert path is not None
            assert len(opening.load(path).files("journal")) == 1
            after = content(home)
            kept = set(after) & set(before)
            assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
            assert len(set(before) - set(after)) <= 1  # the one that was rotated away
            assert set(after) - set(before) == {f"backups/{path.name}"}


def test_what_rewrites_does_not_begin_where_the_journal_cannot_be_saved(tmp_path: Path) -> None:
    home = written(tmp_path / "home")
    (home / "journal" / "linkedxx").symlink_to(tmp_path)
    with pytest.raises(Damaged, match="cannot be backed up, so nothing was begun"):
        backups.before(home, "forget", NOON)
    assert not (home / "backups").exists()


def test_something_else_that_cannot_be_read_does_not_stop_it(tmp_path: Path) -> None:
    home = written(tmp_path / "home")
    (home / "exercises").mkdir()
    (home / "exercises" / "lost.toml").symlink_to(tmp_path / "nowhere")
    assert backups.before(home, "import", NOON) is not None


# The gentle word


def test_the_newest_counts_whoever_made_it(tmp_path: Path) -> None:
    assert backups.newest(tmp_path) is None
    (tmp_path / "backups").mkdir()
    assert backups.newest(tmp_path) is None
    for name in ("auto-2026-01-05-110000.zip", "my-log-2026-02-01-0930-2.zip", "my-log-2026-99-01-0930.zip", "x.zip"):
        (tmp_path / "backups" / name).touch()
    assert backups.newest(tmp_path) == datetime(2026, 2, 1, 9, 30).astimezone()
    rotation.note_elsewhere(tmp_path, NOON)
    assert backups.newest(tmp_path) == NOON
    (tmp_path / "backups" / "elsewhere").write_text("nonsense")
    assert backups.newest(tmp_path) == datetime(2026, 2, 1, 9, 30).astimezone()


def test_a_word_only_when_the_last_backup_and_an_entry_are_older_than_a_month(tmp_path: Path) -> None:
    never = "There is no backup of your entries yet. When it suits you: smartcli backup"
    assert backups.old(tmp_path, NOON, ["2026-03-10", LONG_AGO]) == never
    assert backups.old(tmp_path, NOON, ["2026-03-10", "2026-02-08"]) is None
    assert backups.old(tmp_path, NOON, ["2026-02-07"]) == never
    assert backups.old(tmp_path, NOON, []) is None
    rotation.note_elsewhere(tmp_path, NOON - timedelta(days=31))
    assert backups.old(tmp_path, NOON, [LONG_AGO]) == (
        "Your last backup is from Saturday 7 February. When it suits you: smartcli backup"
    )
    rotation.note_elsewhere(tmp_path, NOON - timedelta(days=30))
    assert backups.old(tmp_path, NOON, [LONG_AGO]) is None


def test_no_entry_is_looked_at_where_the_last_backup_is_young(tmp_path: Path) -> None:
    rotation.note_elsewhere(tmp_path, NOON)
    days = iter([LONG_AGO])
    assert backups.old(tmp_path, NOON, days) is None
    assert list(days) == [LONG_AGO]


def test_a_folder_of_backups_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    home = written(tmp_path / "home")
    (home / "backups").write_text("in the way")
    with pytest.raises(SmartError) as problem:
        backups.before(home, "import", NOON)
    assert (
        str(problem.value) == f"There is no new backup: {why(OSError(errno.ENOTDIR, ''))}. What you have is as it was."
    )
