"""Names in a backup: each says where its file lay, none leads elsewhere, and two that are one somewhere are two."""

import os

import pytest

from smartcli.keeping.backups.names import folded, packed, unpacked

NAMES = [
    ("journal/abcdefgh/000001.jsonl", "journal/abcdefgh/000001.jsonl"),
    ("exercises/für mich.toml", "exercises/für mich.toml"),
    ("exercises/a:b.toml", "exercises/a%3Ab.toml"),
    ("a?/100%/x", "a%3F/100%25/x"),
    ("a/x. .", "a/x%2E%20%2E"),
    ("a./x", "a%2E/x"),
    ("a/x\n", "a/x%0A"),
    ("a/\udcff", "a/%FF"),
    ("a\\b", "a%5Cb"),
]


@pytest.mark.parametrize(("path", "name"), NAMES)
def test_a_name_can_lie_on_any_system_and_leads_back(path: str, name: str) -> None:
    assert packed(path, set()) == name
    assert unpacked(name) == tuple(path.split("/"))


def test_of_two_that_are_one_on_some_system_the_second_is_written_in_numbers() -> None:
    taken = {folded("exercises/mine.toml")}
    assert packed("exercises/Mine.toml", taken) == "exercises/%4D%69%6E%65%2E%74%6F%6D%6C"
    assert unpacked("exercises/%4D%69%6E%65%2E%74%6F%6D%6C") == ("exercises", "Mine.toml")
    assert packed("exercises/other.toml", taken) == "exercises/other.toml"
    assert folded("e\u0301") == folded("É") == "é"


DOTS = ("", ".", "..", "../a", "a/../b", ".hidden", "%2E%2E", "%2Ehidden", "/a", "a/", "a//b")
SIGNS = ("a%2Fb", "a%00b", "a%", "a%4", "a%zz", "a%3a", "a:b", "a\\b", "a?b", "a\nb")


@pytest.mark.parametrize("name", [*DOTS, *SIGNS])
def test_a_name_that_no_backup_of_ours_holds_is_none(name: str) -> None:
    assert unpacked(name) is None


def test_on_windows_a_name_that_cannot_lie_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    every = ("a%3Ab", "x%2E", "x%20", "x.a", "für mich.toml")
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", "nt")
        found = [unpacked(name) for name in every]
    assert found == [None, None, None, ("x.a",), ("für mich.toml",)]
    assert [unpacked(name) for name in every[:3]] == [("a:b",), ("x.",), ("x ",)]
