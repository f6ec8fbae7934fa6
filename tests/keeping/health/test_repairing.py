"""Repairs while the disk fails at every call, and what can be saved of a damaged segment."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journal.making import Counting, FaultAt, fault
from tests.keeping.health.homes import MENDED, filled, whole
from tests.person import NOON, Person

from smartcli.errors import SmartError
from smartcli.home.disk import System
from smartcli.home.reasons import MEANINGS
from smartcli.home.seal.keys import Keys
from smartcli.keeping.health import Surroundings
from smartcli.keeping.health.files import read_line
from smartcli.keeping.health.repairing import Mend, as_own, do_all, mends
from smartcli.keeping.health.salvage import rest, salvaged

REWRITING = sorted(MENDED.keys() - {"modes", "left over"})


def mend(home: Path, system: System) -> bool:
    """Repair it, as the command does; False when the disk said no."""
    given = Surroundings(home=home, environ={}, platform="linux", now=NOON, system=system)
    try:
        for one in mends(given, Keys(home)):
            one.do()
    except (OSError, SmartError):
        return False
    return True


def texts(home: Path) -> set[bytes]:
    """Every byte a person has here, file by file, wherever a repair may have put it."""
    found = [file for file in home.rglob("*") if file.is_file() and not file.name.endswith(".lock")]
    return {file.read_bytes() for file in found if file.parent != home / "heights"}  # which hold nothing of theirs


@pytest.mark.parametrize("name", sorted(MENDED))
@pytest.mark.parametrize("is_lasting", [False, True], ids=["once", "for good"])
def test_a_repair_that_fails_anywhere_leaves_nothing_less_readable(tmp_path: Path, name: str, is_lasting: bool) -> None:
    calls = Counting()
    first = Person(tmp_path / "counted")
    filled(first)
    MENDED[name](first.home)
    assert mend(first.home, calls)
    failed = 0
    for number in range(len(calls.calls)):
        person = Person(tmp_path / f"home-{number}")
        filled(person)
        MENDED[name](person.home)
        could_be_read, damaged = whole(person.home), texts(person.home)
        error = fault([errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EINTR, errno.EDQUOT][number % 6])
        system = FaultAt(number, error, is_short=number % 2 == 1, is_lasting=is_lasting)
        failed += not mend(person.home, system)
        assert could_be_read <= whole(person.home)
        if name in REWRITING:
            assert damaged <= texts(person.home)
        assert mend(person.home, Counting())
        assert could_be_read <= whole(person.home)
    assert failed > 0


class Forgetful(System):
    """A disk that says it has written, and has not, in files whose names hold this word."""

    def __init__(self, word: str) -> None:
        self._word = word
        self._files: set[int] = set()

    def open(self, path: str, flags: int) -> int:
        file = super().open(path, flags)
        self._files.discard(file)
        if self._word in Path(path).name and flags & os.O_CREAT:
            self._files.add(file)
        return file

    def write(self, file: int, data: bytes | memoryview) -> int:
        return super().write(file, bytes(len(data)) if file in self._files else data)


@pytest.mark.parametrize("word", ["jsonl-", ".jsonl."])
def test_what_cannot_be_read_back_takes_the_place_of_nothing(person: Person, word: str) -> None:
    segment = filled(person)
    MENDED["bit rot"](person.home)
    before = segment.read_bytes()
    assert not mend(person.home, Forgetful(word))
    assert segment.read_bytes() == before
    assert [file.name for file in segment.parent.iterdir()] == [segment.name]


# What can be saved

BODY = st.text(alphabet='abc{}":,v1crc\\', max_size=30)


def line(number: int, text: str) -> bytes:
    from smartcli.journal.line import encode

    return encode({"v": 1, "id": f"{number:026}", "n": number, "op": "note", "of": text})


@settings(max_examples=300, deadline=None)
@given(st.lists(BODY, min_size=1, max_size=6), st.data())
def test_whole_lines_are_found_whatever_stands_between_them(bodies: list[str], data: st.DataObject) -> None:
    written = [line(number, text) for number, text in enumerate(bodies)]
    between = [data.draw(st.sampled_from([b"", b"\xef\xbb\xbf", b"\0\0", b"}", written[0][:30]])) for _line in written]
    glued = b"".join(dirt + one for dirt, one in zip(between, written, strict=True))
    assert salvaged(glued) == written


def test_a_line_that_stands_as_a_value_in_another_is_none_of_its_own() -> None:
    from smartcli.journal.line import encode

    inner = {"v": 1, "id": f"{1:026}", "n": 1, "crc": "x"}
    whole = {**inner, "crc": encode(inner)[-10:-2].decode()}
    outer = encode({"v": 1, "id": f"{2:026}", "n": 2, "more": whole})
    assert encode(inner) in outer
    assert salvaged(b"?" + outer) == [outer]


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_what_is_saved_has_its_check_sum(noise: bytes) -> None:
    for found in salvaged(noise + line(1, "a") + noise):
        assert found[-10:-2] == b"%08x" % crc32(found[:-18] + b"}")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.binary(max_size=60) | st.builds(line, st.integers(1, 9), BODY), max_size=8))
def test_the_rest_of_a_segment_holds_each_whole_line_and_is_its_own_rest(parts: list[bytes]) -> None:
    data = b"\n".join(parts) + b"\n"
    kept = rest(data)
    assert whole_in(parts) == whole_in(kept.split(b"\n"))
    assert rest(kept) == kept


def whole_in(parts: list[bytes]) -> list[bytes]:
    pieces = [piece for part in parts for piece in part.split(b"\n")]
    return [piece for piece in pieces if read_line(1, piece).kind != "torn"]


def test_an_empty_segment_has_no_rest() -> None:
    assert rest(b"") == b""


# What is done is looked at


def of(id: str, do: Callable[[], None] = lambda: None) -> Mend:
    return Mend(id=id, said=f"Mend {id}.", do=do)


def fails() -> None:
    raise OSError(errno.EIO, "")


@pytest.mark.parametrize(
    ("do", "is_still", "done", "left"),
    [
        (lambda: None, False, ["a"], []),
        (lambda: None, True, [], [("a", "")]),  # it says nothing, and changes nothing
        (fails, True, [], [("a", str(MEANINGS[errno.EIO]))]),
        (fails, False, ["a"], [("a", str(MEANINGS[errno.EIO]))]),  # at its end
    ],
)
def test_what_is_so_still_was_not_done_and_what_failed_is_told(
    do: Callable[[], None], is_still: bool, done: list[str], left: list[tuple[str, str]]
) -> None:
    one = of("a", do)
    came = do_all([one], lambda: ([one] if is_still else [], True))
    assert [mend.id for mend in came.done] == done
    assert [(mend.id, why) for mend, why in came.left] == left


def test_a_file_that_cannot_be_read_has_no_lines_to_take_out(tmp_path: Path) -> None:
    person = Person(tmp_path / "home")
    filled(person)

    class Shut(System):
        def open(self, path: str, flags: int) -> int:
            if path.endswith(".toml"):
                raise fault(errno.EIO)
            return super().open(path, flags)

    given = Surroundings(home=person.home, environ={}, platform="linux", now=NOON, system=Shut())
    assert [one.id for one in mends(given, Keys(person.home)) if one.id.endswith(".toml")] == []


def test_a_folder_that_is_taken_for_ours_stands_behind_the_first_and_before_the_others(tmp_path: Path) -> None:
    names = ["aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd"]
    for name in names:
        (tmp_path / "journal" / name).mkdir(parents=True)
    (tmp_path / "device").write_text("aaaaaaaa bbbbbbbb cccccccc\n")
    given = Surroundings(home=tmp_path, environ={}, platform="linux", now=NOON, system=System())
    as_own(given, Keys(tmp_path), "dddddddd").do()
    assert (tmp_path / "device").read_text().split() == ["aaaaaaaa", "dddddddd", "bbbbbbbb", "cccccccc"]
