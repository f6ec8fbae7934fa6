"""Segments in another form: what is written is read back before the old goes, and what is nobody's to take stays."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from tests.journal.making import NOON, begin_segment, entry, lines, scattered, triggers

from smartcli.errors import SmartError
from smartcli.home import disk
from smartcli.home.disk import SYSTEM
from smartcli.home.seal.keys import Keys
from smartcli.journal import Journal, rewriting
from smartcli.journal.files import Files
from smartcli.journal.line import decode, encode


def keys_of(home: Path) -> Keys:
    keys = Keys(home, lambda _before: "open", work=10)
    if not keys.is_there:
        keys.create("open")
    keys.unlocked()
    return keys


def files_of(home: Path) -> Files:
    return Files(home=home, system=SYSTEM, patience=0, keys=keys_of(home))


def written(home: Path, *, is_sealed: bool) -> list[str]:
    """Two segments with an entry each, and a third to come."""
    journal = Journal(home, keys=keys_of(home) if is_sealed else None)
    ids = []
    for minutes, text in enumerate(("one", "two")):
        ids.append(journal.append(entry(text, minutes=minutes)).id)
        begin_segment(home)
    return ids


def own(home: Path) -> Path:
    return home / "journal" / (home / "device").read_text().split()[0]


def names(home: Path) -> list[str]:
    return sorted(file.name for file in own(home).iterdir())


@pytest.mark.parametrize("how", ["pack", "unpack", "erase", "erase packed", "seal_lines", "gather"])
def test_what_cannot_be_read_back_is_said_and_nothing_else_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    if how == "gather":
        scattered(tmp_path, 51)
    ids = [] if how == "gather" else written(tmp_path, is_sealed=how not in ("seal_lines", "erase"))
    if how != "gather":
        (own(tmp_path) / "000003.jsonl").unlink()
    files = files_of(tmp_path) if how not in ("gather", "erase") else Files(
        home=tmp_path, system=SYSTEM, patience=0, keys=Keys(tmp_path)
    )  # fmt: skip
    if how in ("unpack", "erase packed"):
        rewriting.retire(files, rewriting.pack(files, everything=True))
    before, first = names(tmp_path), own(tmp_path) / "000001.jsonl"
    real = disk.replace

    def replace(path: Path, data: bytes, *more: object, **named: object) -> None:
        other = files.keys.seal(b"other") if path.name.endswith(".age") else b"other\n"
        real(path, other if path.parent == own(tmp_path) else data, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(disk, "replace", replace)
    ways: dict[str, Callable[[], object]] = {
        "pack": lambda: rewriting.pack(files),
        "unpack": lambda: rewriting.unpack(files),
        "erase": lambda: rewriting.erase(files, ids[:1]),
        "erase packed": lambda: rewriting.erase(files, ids[:1]),
        "seal_lines": lambda: rewriting.seal_lines(files, first, set(first.read_bytes().splitlines())),
        "gather": lambda: rewriting.gather(files),
    }
    with pytest.raises(SmartError, match="cannot be read back as it should be"):
        ways[how]()
    assert set(before) <= set(names(tmp_path))


def test_an_empty_segment_is_not_packed_and_hides_no_other(tmp_path: Path) -> None:
    written(tmp_path, is_sealed=True)
    (own(tmp_path) / "000001.jsonl").write_bytes(b"\n")
    files = files_of(tmp_path)
    assert [file.name for file in rewriting.pack(files)] == ["000002.jsonl"]
    assert names(tmp_path) == ["000001.jsonl", "000002.jsonl", "000002.jsonl.age", "000003.jsonl"]


def test_plain_lines_that_nobody_took_are_packed_only_with_everything(tmp_path: Path) -> None:
    written(tmp_path, is_sealed=True)
    first = own(tmp_path) / "000001.jsonl"
    strange = encode({**entry("strange").as_line(), "id": "01KKBPENW0FG924SA1P8ZMQN4N", "n": 2})
    first.write_bytes(first.read_bytes() + strange + b"\n")
    files = files_of(tmp_path)
    assert [file.name for file in rewriting.pack(files)] == ["000002.jsonl"]
    done = rewriting.pack(files, everything=True)
    assert "000001.jsonl" in [file.name for file in done]
    rewriting.retire(files, done)
    assert first.read_bytes() == strange + b"\n"


def test_a_packed_twin_that_says_something_else_stays_and_so_does_the_segment(tmp_path: Path) -> None:
    written(tmp_path, is_sealed=True)
    files = files_of(tmp_path)
    twin = own(tmp_path) / "000001.jsonl.age"
    twin.write_bytes(before := files.keys.seal(b"of another window\n"))
    assert [file.name for file in rewriting.pack(files)] == ["000002.jsonl"]
    assert twin.read_bytes() == before


@pytest.mark.parametrize(("count", "left"), [(50, 51), (51, 2)])
def test_fifty_small_ones_stay_and_one_more_is_put_together(tmp_path: Path, count: int, left: int) -> None:
    scattered(tmp_path, count)
    rewriting.gather(Files(home=tmp_path, system=SYSTEM, patience=0, keys=Keys(tmp_path)))
    assert len(names(tmp_path)) == left


@pytest.mark.parametrize("n", [7, None, "x", True])
def test_a_line_that_is_sealed_in_its_place_keeps_its_number_where_it_has_one(tmp_path: Path, n: object) -> None:
    written(tmp_path, is_sealed=False)
    first = own(tmp_path) / "000001.jsonl"
    odd = {**decode(first.read_bytes().splitlines()[0]), "n": n}
    line = encode({name: value for name, value in odd.items() if value is not None})
    first.write_bytes(line + b"\n")
    rewriting.seal_lines(files_of(tmp_path), first, {line})
    [sealed] = first.read_bytes().splitlines()
    assert decode(sealed)["n"] == (7 if n == 7 else 1)
    assert sorted(decode(sealed)) == ["age", "crc", "n", "v"]


def test_what_is_opened_again_is_not_missed(tmp_path: Path) -> None:
    written(tmp_path, is_sealed=True)
    journal = Journal(tmp_path, keys=keys_of(tmp_path))
    journal.seal_all()
    assert [name for name in names(tmp_path) if name.endswith(".age")]
    keys = keys_of(tmp_path)
    keys.turn_off()
    Journal(tmp_path, keys=keys).open_all()
    again = Journal(tmp_path)
    assert triggers(again.entries()) == ["one", "two"]
    assert not again.gone.is_any
    assert not [name for name in names(tmp_path) if name.endswith(".age")]


def test_the_mark_of_what_was_erased_stands_in_its_place_and_says_no_more(tmp_path: Path) -> None:
    [first, _second] = written(tmp_path, is_sealed=False)
    Journal(tmp_path).edit(first, {"trigger": "other"}, asked={}, at=NOON + timedelta(hours=1))
    edit = decode(lines(tmp_path)[2])
    Journal(tmp_path).forget([first], at=NOON + timedelta(hours=1))
    for line, id in ((lines(tmp_path)[0], first), (lines(tmp_path)[2], edit["id"])):
        mark = decode(line)
        del mark["crc"]
        assert mark == {"v": 1, "id": id, "op": "gone", "of": first, "n": 1}


@pytest.mark.parametrize("n", [7, None, "x", True])
def test_the_mark_of_what_was_erased_has_the_number_of_its_line_or_else_its_place(tmp_path: Path, n: object) -> None:
    [first, _second] = written(tmp_path, is_sealed=False)
    file = own(tmp_path) / "000001.jsonl"
    odd = {**decode(file.read_bytes().splitlines()[0]), "n": n}
    file.write_bytes(encode({name: value for name, value in odd.items() if value is not None}) + b"\n")
    Journal(tmp_path).forget([first], at=NOON + timedelta(hours=1))
    number = decode(lines(tmp_path)[0])["n"]
    assert (number, type(number)) == (7 if n == 7 else 1, int)


def test_of_a_damaged_line_as_much_is_said_as_can_be_seen(tmp_path: Path) -> None:
    [first, _second] = written(tmp_path, is_sealed=False)
    file = own(tmp_path) / "000001.jsonl"
    whole = file.read_bytes()
    file.write_bytes(whole + whole[:-20] + b"\n")
    Journal(tmp_path).forget([first], at=NOON + timedelta(hours=1))
    for n in (1, 2):
        mark = decode(lines(tmp_path)[n - 1])
        del mark["crc"]
        assert mark == {"v": 1, "id": first, "op": "gone", "of": first, "n": n}
