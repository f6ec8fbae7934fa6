"""Journals that Syncthing carries: what both write is there on both, and a real conflict of it loses nothing."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.machines.carrying import Asking, Syncthing, content, in_sync, until
from tests.machines.making import cloned, does, edit, ids, own, tells, view, write
from tests.person import OWN, Person

from smartcli.home.seal.keys import Keys

pytestmark = pytest.mark.skipif(shutil.which("syncthing") is None, reason="needs the program syncthing")

Pair = tuple[Syncthing, Syncthing]


@pytest.fixture
def asking() -> Iterator[Asking]:
    asking = Asking()
    yield asking
    asking.stop()


def carried(stack: ExitStack, asking: Asking, *people: Person) -> Pair:
    """Two Syncthings that share the journals of two homes; they end with the test."""
    ports = asking("ports", 4)
    one, other = (
        Syncthing(person.home.with_name(f"st-{number}"), person.home / "journal", asking, port=port, gui=gui)
        for number, (person, port, gui) in enumerate(zip(people, ports[:2], ports[2:], strict=True))
    )
    for each, its in ((one, other), (other, one)):
        each.joins(its)
        each.start()
        stack.callback(each.stop)
    for each, its in ((one, other), (other, one)):
        until(lambda each=each, its=its: each.is_up() and each.is_joined(its), each.trouble)  # type: ignore[misc]
    in_sync((one, other))
    return one, other


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def people(tmp_path: Path) -> tuple[Person, Person]:
    one, other = Person(tmp_path / "one"), Person(tmp_path / "other")
    other.clock = one.clock
    for each in (one, other):
        write(each, f"{each.home.name}, before")
    return one, other


def test_what_two_machines_write_is_on_both_and_what_one_forgets_is_erased_on_both(
    people: tuple[Person, Person], stack: ExitStack, asking: Asking
) -> None:
    one, other = people
    pair = carried(stack, asking, one, other)
    kept = ids(one.home)
    assert len(kept) == 2
    for number in range(2):
        kept |= {write(each, f"{each.home.name} {number}") for each in people}
        mine, theirs = write(one, "to be edited"), write(other, "a row at the harbour")
        kept |= {mine, theirs}
        in_sync(pair)
        edit(other, mine, f"after {number}")
        does(one, "journal", "delete", theirs)
        in_sync(pair)
    does(other, "journal", "undo")
    in_sync(pair)
    assert view(one.home) == view(other.home)
    assert ids(one.home) == kept
    assert does(one, "export", "json") == does(other, "export", "json")
    assert not [name for name in content(one.home / "journal") if "sync-conflict" in name]

    assert len(tells(one.home / "journal", "harbour")) == 1
    one.types("forget", theirs, "--yes")
    in_sync(pair)
    does(other, "forget", "--agree", "--yes")
    assert b"harbour" in content(one.home / "journal")[f"{own(other)}/000001.jsonl"]  # the first one is still there
    one.types("forget", *(row[0] for row in view(one.home) if "harbour" in str(row[2])), "--yes")
    in_sync(pair)
    does(other, "forget", "--agree", "--yes")
    in_sync(pair)
    assert [tells(each.home / "journal", "harbour") for each in people] == [[], []]
    assert view(one.home) == view(other.home)
    assert len(ids(one.home)) == len(kept) - 2


def test_real_conflicts_of_two_machines_of_one_name_lose_nothing_and_come_to_an_end(
    tmp_path: Path, stack: ExitStack, asking: Asking
) -> None:
    one = Person(tmp_path / "one")
    kept = {write(one, f"before {number}") for number in range(3)}
    other = cloned(one, tmp_path / "other")
    other.clock.on(seconds=20)
    pair = carried(stack, asking, one, other)
    conflicts = []
    for number in range(3):
        for each in pair:
            each.pause(on=True)
        kept |= {write(each, f"{each.home.name} {number} {part}") for each in (one, other) for part in "ab"}
        for each in pair:
            each.pause(on=False)
            until(each.is_up, each.trouble)
        in_sync(pair)
        assert ids(one.home) == kept
        assert view(one.home) == view(other.home)
        conflicts.append(sum("sync-conflict" in name for name in content(one.home / "journal")))
    assert conflicts == [1, 1, 1]  # both took a new name after the first
    assert own(one) != own(other)
    said = ("before 0", "one 0 a", "other 0 b", "other 2 a")
    assert all(tells(other.home / "journal", words) for words in said)
    one.types("forget", *kept, "--yes")
    in_sync(pair)
    does(other, "forget", "--agree", "--yes")
    in_sync(pair)
    for person in (one, other):
        assert ids(person.home) == set()
        assert [tells(person.home / "journal", words) for words in said] == [[]] * len(said)


def test_two_machines_under_one_key_read_each_other_and_leave_no_word_in_the_open(
    people: tuple[Person, Person], stack: ExitStack, asking: Asking
) -> None:
    one, other = people
    pair = carried(stack, asking, one, other)
    for each in people:
        each.passphrases = [OWN]
    said = one.types("lock", "--yes")
    assert (said.code, "1 file of another machine is still readable." in said.err) == (1, True)
    in_sync(pair)
    # What this machine wrote is plain, so nobody's sealed line stops it; it is said, with the way to seal here too.
    write(other, "other, meanwhile")
    checks = other.types("doctor", "--json").json["checks"]
    way = "smartcli lock --from-paper, with the key of who wrote there; a stranger's needs nothing"
    assert [one["next"] for one in checks if one["id"] == "sealed"] == [way]
    secret = Keys(one.home, lambda _before: OWN).secret
    said = other.types("lock", "--from-paper", answers=[secret, "2", OWN, OWN, "", "2"])
    assert said.code == 0, said.err
    new = {write(each, f"{each.home.name}, sealed") for each in people}
    in_sync(pair)
    texts = [sorted(str(entry["answers"]["trigger"]) for entry in each.entries()) for each in people]
    assert (
        texts
        == [["['one, before']", "['one, sealed']", "['other, before']", "['other, meanwhile']", "['other, sealed']"]]
        * 2
    )
    one.types("forget", *new, "--yes")
    in_sync(pair)
    does(other, "forget", "--agree", "--yes")
    in_sync(pair)
    for each in people:
        assert [len(each.entries()), each.types("doctor").code] == [3, 0]
        for words in ("before", "meanwhile", "sealed", "urge-log"):
            assert tells(each.home / "journal", words) == []
