"""Many small segments become a few, line by line as they were, and nothing is lost on the way."""

import errno
from contextlib import suppress
from pathlib import Path

import pytest
from tests.journal.making import Faulty, fault, scattered, triggers

from smartcli.errors import SmartError
from smartcli.home.disk import SYSTEM
from smartcli.home.seal.keys import Keys
from smartcli.journal import Journal, rewriting
from smartcli.journal.files import Files
from smartcli.journal.rewriting import AT_ONCE, MANY


def lines(folder: Path) -> list[bytes]:
    return sorted(line for file in folder.iterdir() for line in file.read_bytes().splitlines())


def test_they_are_put_together_when_they_were_read(tmp_path: Path) -> None:
    own = scattered(tmp_path, MANY + 10)
    before, journal = lines(own), Journal(tmp_path)
    told = triggers(journal.entries())
    journal.tend()
    assert len([*own.iterdir()]) == 2
    assert lines(own) == before
    again = Journal(tmp_path)
    assert triggers(again.entries()) == told
    assert (again.unreadable, again.differing, again.gone.is_any) == (0, 0, False)


def test_a_few_stay_as_they_are_and_no_run_does_more_than_its_part(tmp_path: Path) -> None:
    own = scattered(tmp_path, 5)
    journal = Journal(tmp_path)
    journal.entries()
    journal.tend()
    assert len([*own.iterdir()]) == 6
    assert AT_ONCE >= 10 * MANY


def test_what_is_put_together_has_its_bound_and_none_is_left_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = scattered(tmp_path, MANY + 10)
    before = lines(own)
    monkeypatch.setattr(rewriting, "ROOM", 10 * len(before[-1]))
    journal = Journal(tmp_path)
    journal.entries()
    journal.tend()
    sizes = [file.stat().st_size for file in own.iterdir() if file.name != "000001.jsonl"]
    assert len(sizes) in (6, 7)
    assert max(sizes) <= rewriting.ROOM
    assert lines(own) == before


def test_a_torn_one_stays_and_keeps_no_other_from_being_put_together(tmp_path: Path) -> None:
    own = scattered(tmp_path, MANY + 10)
    torn = sorted(file for file in own.iterdir() if file.name != "000001.jsonl")[3]
    torn.write_bytes(torn.read_bytes()[:-1])
    before, there = lines(own), torn.read_bytes()
    rewriting.gather(Files(home=tmp_path, system=SYSTEM, patience=0, keys=Keys(tmp_path)))
    assert len([*own.iterdir()]) == 3
    assert torn.read_bytes() == there
    assert lines(own) == before


@pytest.mark.parametrize("call", ["open", "write", "flush", "swap", "remove"])
@pytest.mark.parametrize("at", [0, 1, 3, 20, 60, 110, 112])
def test_whatever_fails_on_the_way_no_line_is_lost(call: str, at: int, tmp_path: Path) -> None:
    own = scattered(tmp_path, MANY + 1)
    before = lines(own)
    journal = Journal(tmp_path, system=Faulty({call: [None] * at + [fault(errno.EIO)]}))
    with suppress(SmartError):
        journal.entries()
        journal.tend()
    assert set(before) <= set(lines(own))
    assert len(Journal(tmp_path).entries()) == MANY + 2
