"""Names in the journal folder: each is made in one way, and every other place reads the same out of it."""

import re
from pathlib import Path

import pytest
from tests.journal.making import NOON

from smartcli.home.ids import new_id
from smartcli.journal import segment_names as names

SOURCE = Path(__file__).parents[2] / "src" / "smartcli"
ID = "01JB2KBPPKVX0000000000000A"
OURS = ["000001.jsonl", "000001.jsonl.age", "000012-unpacked.jsonl", "000012-unpacked.jsonl.age", f"{ID.lower()}.jsonl"]
COPIES = ["000001.sync-conflict-20260310-120000-ABCDEFG.jsonl", "000001 (conflicted copy).jsonl", "000001 2.jsonl.age"]


def test_what_is_made_is_known_again() -> None:
    assert names.numbered(7) == "000007.jsonl"
    assert names.number(names.numbered(7)) == names.number(names.packed(names.numbered(7))) == 7
    assert names.rescue(ID) == f"{ID.lower()}.jsonl"
    assert names.unpacked("000001.jsonl.age") == "000001-unpacked.jsonl"
    made = [names.numbered(1), names.rescue(new_id(NOON)), names.unpacked(names.packed(names.numbered(1)))]
    for name in [*made, *map(names.packed, made)]:
        assert names.is_segment(name)
        assert not names.is_copy(name)


@pytest.mark.parametrize("name", OURS)
def test_a_segment_has_two_forms(name: str) -> None:
    assert names.twin(names.twin(name)) == name
    assert names.is_packed(name) != names.is_packed(names.twin(name))
    assert names.plain(names.packed(names.plain(name))) == names.plain(name)


def test_what_is_none_of_them_is_told_apart() -> None:
    odd = ["notes.txt", "identity.age", "000001.jsonl.tmp", "~000001.jsonl", ".000001.jsonl", ".000001.jsonl.age", ""]
    assert [names.is_segment(name) for name in odd] == [False] * len(odd)
    assert [names.is_segment(name) for name in (*OURS, *COPIES)] == [True] * 8
    assert [names.is_copy(name) for name in (*OURS, *COPIES, *odd)] == [False] * 5 + [True] * 3 + [False] * len(odd)
    assert [name for name in (*OURS, *COPIES, *odd, f"{OURS[4]}.age") if names.is_rescue(name)] == [OURS[4]]


def test_what_a_cloud_took_away_is_told_by_the_name_it_left() -> None:
    assert [names.kept_away(f".{name}.icloud") for name in (*OURS, *COPIES)] == [*OURS, *COPIES]
    for other in ("x.000001.jsonl.icloud", ".000001.jsonl", ".notes.txt.icloud", "000001.jsonl", ".icloud", ""):
        assert names.kept_away(other) == ""


def test_only_a_numbered_one_has_a_number() -> None:
    assert [names.number(name) for name in [*OURS, *COPIES]] == [1, 1, None, None, None, None, None, None]
    others = ["0000001.jsonl", "1.jsonl", "٠٠٠٠٠١.jsonl", "000001.json", "000001", ""]
    assert [names.number(name) for name in others] == [None] * 6


def test_what_was_opened_beside_another_is_told_apart() -> None:
    assert list(filter(names.is_unpacked, [*OURS, *COPIES])) == OURS[2:4]


def test_a_number_is_taken_by_a_copy_too_and_not_by_a_rescue_that_begins_with_digits() -> None:
    assert names.numbers([*OURS, *COPIES]) == {1, 12}
    assert names.numbers([f"000345{ID[6:].lower()}.jsonl", "x000009.jsonl", "00012.jsonl"]) == set()


def test_the_chain_is_in_order_and_has_a_number_once_the_packed_one_where_there_are_two() -> None:
    found = ["000010.jsonl", "000002.jsonl.age", "000009.jsonl", "000002.jsonl", *COPIES, OURS[2], OURS[4]]
    assert names.chain(found) == ["000002.jsonl.age", "000009.jsonl", "000010.jsonl"]


def test_a_new_device_is_a_device_and_what_tools_make_is_none() -> None:
    assert len({names.new_device() for _ in range(20)}) == 20
    assert all(names.is_device(names.new_device()) for _ in range(20))
    assert [names.is_device(name) for name in ("abcd2345", "abcd234", "ABCD2345", ".stfolde", "")] == [True] + 4 * [
        False
    ]
    assert [names.may_hold_segments(name) for name in ("abcd2345", "anything", ".stversions")] == [True, True, False]


def test_nobody_else_knows_how_a_segment_is_named() -> None:
    """Sentences for people may name one; code asks here."""
    knows = re.compile(r"\.jsonl|-unpacked|:06\}")
    homes = SOURCE / "home"  # which knows no journal: what is printed on paper, and what lies in quarantine
    elsewhere = SOURCE / "journal" / "segment_names.py", homes / "seal" / "paper.py", homes / "kept_names.py"
    files = [file for file in SOURCE.rglob("*.py") if file not in elsewhere]
    found = [(file.name, line) for file in files for line in file.read_text("utf-8").splitlines() if knows.search(line)]
    assert [one for one in found if '"""' not in one[1] and not one[1].lstrip().startswith("#")] == []


def test_every_letter_of_a_name_that_is_drawn_makes_a_name_of_ours() -> None:
    assert all(names.is_device(letter * 8) for letter in names.LETTERS)
    assert len(names.LETTERS) == len({*names.LETTERS}) == 36
