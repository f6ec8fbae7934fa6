"""The files that digests are kept in: what is forgotten, changed or closed is given by none of them."""

import os
from pathlib import Path

import pytest
from tests.journal.making import NOON, entry, lay_key, segments

from smartcli.home.disk import SYSTEM
from smartcli.home.seal.keys import Keys
from smartcli.journal import Journal
from smartcli.journal.digest import Digest
from smartcli.journal.digest_cache import DigestCache
from smartcli.journal.files import Files


def keys_that_ask(home: Path, asked: list[str]) -> Keys:
    def ask(wrong: object) -> str:
        asked.append(str(wrong))
        return "open"

    return Keys(home, ask)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    Journal(tmp_path).append(entry())
    for file in segments(tmp_path):
        os.utime(file, (NOON.timestamp(),) * 2)
    return Files(home=tmp_path, system=SYSTEM, patience=0.0, keys=Keys(tmp_path))


def kept(files: Files) -> tuple[DigestCache, Path, Digest]:
    """One that was written down and asked for."""
    [segment] = segments(files.home)
    cache = DigestCache(files)
    digest = cache.made(segment.read_bytes())
    assert digest is not None
    cache.keep(segment, digest, cache.signs(segment))
    assert not cache.is_full
    assert cache.of(segment, cache.signs(segment)) == digest
    assert cache.missed == set()
    return cache, segment, digest


def test_in_the_open_they_stay_at_the_end_of_a_run(files: Files) -> None:
    cache, segment, digest = kept(files)
    cache.close()
    assert cache.of(segment, cache.signs(segment)) == digest


def test_where_nothing_can_be_written_no_more_is_tried(files: Files) -> None:
    [segment] = segments(files.home)
    (files.home / "digests").write_bytes(b"in the way")
    cache = DigestCache(files)
    digest = cache.made(segment.read_bytes())
    assert digest is not None
    cache.keep(segment, digest, cache.signs(segment))
    assert cache.is_full


@pytest.mark.parametrize("how", ["drop", "clear", "sweep"])
def test_what_was_taken_away_is_not_given_any_more(files: Files, how: str) -> None:
    cache, segment, _digest = kept(files)
    {"drop": lambda: cache.drop(segment), "clear": cache.clear, "sweep": lambda: cache.sweep([])}[how]()
    assert cache.of(segment, cache.signs(segment)) is None
    assert cache.missed == {segment}
    assert list((files.home / "digests").iterdir()) == []


def test_one_that_is_dropped_takes_no_other_along(files: Files) -> None:
    cache, segment, digest = kept(files)
    other = segment.with_name("000002.jsonl")
    cache.drop(other)
    assert cache.of(segment, cache.signs(segment)) == digest
    cache.sweep([segment])
    assert cache.of(segment, cache.signs(segment)) == digest


def test_a_segment_that_changed_while_it_was_read_gets_none(files: Files) -> None:
    cache, segment, digest = kept(files)
    before = cache.signs(segment)
    cache.clear()
    with segment.open("ab") as file:
        file.write(b"\n")
    cache.keep(segment, digest, before)
    assert list((files.home / "digests").iterdir()) == []
    assert cache.signs(segment.with_name("gone")) is None
    cache.keep(segment, digest, None)
    assert list((files.home / "digests").iterdir()) == []


def test_one_with_other_signs_than_the_segment_has_now_is_none(files: Files) -> None:
    cache, segment, _digest = kept(files)
    now = cache.signs(segment)
    assert now is not None
    assert cache.of(segment, [*now[:-1], now[-1] + 1]) is None
    assert cache.of(segment, None) is None


def test_while_the_key_is_closed_none_is_given_or_written_and_nobody_is_asked(files: Files) -> None:
    _cache, segment, digest = kept(files)
    lay_key(files.home)
    asked: list[str] = []
    keys = keys_that_ask(files.home, asked)
    closed = DigestCache(files.but(keys=keys))
    closed.close()  # what stayed in the open goes
    assert list((files.home / "digests").iterdir()) == []
    closed.keep(segment, digest, closed.signs(segment))
    assert closed.of(segment, closed.signs(segment)) is None
    assert asked == []
    assert list((files.home / "digests").iterdir()) == []
    keys.unlocked()
    closed.keep(segment, digest, closed.signs(segment))
    [file] = (files.home / "digests").iterdir()
    assert file.read_bytes().startswith(b"age-encryption.org/")
    assert DigestCache(files.but(keys=keys)).of(segment, closed.signs(segment)) == digest
    closed.close()  # what is sealed stays
    assert DigestCache(files.but(keys=keys)).of(segment, closed.signs(segment)) == digest
    again = DigestCache(files.but(keys=keys_that_ask(files.home, asked := [])))
    assert (again.of(segment, again.signs(segment)), again.missed, asked) == (None, set(), [])
    assert (again.has(segment), DigestCache(files.but(keys=keys)).has(segment)) == (False, True)
    closed.clear()
    assert not DigestCache(files.but(keys=keys)).has(segment)


@pytest.mark.parametrize("how", ["drop", "keep"])
def test_one_that_was_missed_is_so_until_it_is_dropped_or_kept(files: Files, how: str) -> None:
    [segment] = segments(files.home)
    cache = DigestCache(files)
    assert cache.of(segment, cache.signs(segment)) is None
    assert cache.missed == {segment}
    digest = cache.made(segment.read_bytes())
    assert digest is not None
    {"drop": lambda: cache.drop(segment), "keep": lambda: cache.keep(segment, digest, None)}[how]()
    assert cache.missed == set()
