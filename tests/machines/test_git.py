"""Journals that git carries: machines of their own never conflict, and what a conflict leaves is read line by line."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.machines.making import Git, cloned, does, edit, ids, own, shared, tells, unreadable, view, write, written
from tests.person import OWN, Person

from smartcli.home.seal.keys import Keys

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs the program git")


@dataclass
class Machine:
    person: Person
    git: Git

    @property
    def home(self) -> Path:
        return self.person.home


def machine(folder: Path, name: str, *settings: str) -> Machine:
    home = folder / name
    return Machine(Person(home), shared(folder / "repository.git", home, *settings))


@pytest.fixture
def two(tmp_path: Path) -> tuple[Machine, Machine]:
    """Two machines whose journals are one repository; the second keeps its files with CRLF."""
    one = machine(tmp_path, "one")
    write(one.person, "the first")
    one.git.commit()
    one.git.push()
    other = machine(tmp_path, "other", "core.autocrlf=true", "core.safecrlf=false")
    other.person.clock = one.person.clock
    return one, other


def in_turn(*machines: Machine) -> None:
    """Everybody has everything."""
    for each in [*machines, *machines]:
        each.git.share()


def test_two_machines_that_write_between_pulls_never_conflict_and_see_the_same(two: tuple[Machine, Machine]) -> None:
    one, other = two
    kept = ids(one.home)
    for number in range(3):
        for each in two:
            kept |= {write(each.person, f"{each.home.name} {number} {part}") for part in "ab"}
        mine, theirs = write(one.person, "to be deleted"), write(other.person, "to be edited")
        in_turn(one, other)
        # Each changes what the other wrote, before it has seen what the other does.
        edit(one.person, theirs, f"after {number}")
        does(other.person, "journal", "delete", mine)
        in_turn(one, other)
        if number % 2:
            does(other.person, "journal", "undo")
        kept |= {mine, theirs}
    in_turn(one, other)
    assert view(one.home) == view(other.home)
    assert ids(one.home) == kept == ids(other.home)
    assert len(kept) == 1 + 3 * 6
    assert sum(is_deleted for _id, is_deleted, _entry in view(one.home)) == 2
    assert b"\r\n" in b"".join(file.read_bytes() for file in (other.home / "journal").glob("*/*.jsonl"))
    for each in two:
        assert does(each.person, "export", "json") == does(one.person, "export", "json")
        assert each.person.types("doctor", "--json").code == 0
        assert len(list((each.home / "journal").glob("*/*.jsonl"))) == 2


def test_what_one_machine_forgets_the_other_erases_from_what_it_wrote(two: tuple[Machine, Machine]) -> None:
    one, other = two
    id = write(other.person, "a row at the harbour")
    in_turn(one, other)
    assert len(tells(one.home / "journal", "harbour")) == 1
    said = one.person.types("forget", id, "--yes")  # done in part: what the other wrote is the other's
    assert (said.code, "hidden there, and erased when you agree there." in said.out) == (1, True)
    in_turn(one, other)
    does(other.person, "forget", "--agree", "--yes")
    in_turn(other, one)
    assert [tells(each.home / "journal", "harbour") for each in two] == [[], []]
    assert view(one.home) == view(other.home)
    assert "In the old versions that git keeps of the folder." in does(one.person, "forget", *ids(one.home), "--yes")


def test_sealed_and_packed_segments_come_through_git_whole(two: tuple[Machine, Machine]) -> None:
    one, other = two
    write(other.person, "harbour, from the other")
    in_turn(one, other)
    for each in two:
        each.person.passphrases = [OWN]
    assert one.person.types("lock", "--yes").code == 1  # what the other wrote is readable still
    secret = Keys(one.home, lambda _before: OWN).secret
    in_turn(one, other)
    said = other.person.types("lock", "--from-paper", answers=[secret, "2", OWN, OWN, "", "2"])
    assert said.code == 0, said.err
    for each in two:
        write(each.person, "harbour, sealed")
    in_turn(one, other)
    packed = list((other.home / "journal").glob("*/*.jsonl.age"))
    assert len(packed) == 3  # one of each machine, and the sealed copy of what the other had left in the open
    texts = [sorted(str(entry["answers"]["trigger"]) for entry in each.person.entries()) for each in two]
    assert texts[0] == texts[1]
    assert len(texts[0]) == 4
    assert [tells(each.home / "journal", "harbour") for each in two] == [[], []]
    assert [each.person.types("doctor").code for each in two] == [0, 0]


# Two machines of one name


@dataclass
class Clash:
    """One home that was copied whole; both wrote since, and the second has pushed."""

    one: Machine
    copy: Machine
    acknowledged: set[str]
    name: str  # of both

    @property
    def file(self) -> str:
        return f"{self.name}/000001.jsonl"


@pytest.fixture
def clash(tmp_path: Path) -> Clash:
    one = machine(tmp_path, "one")
    for number in range(3):
        write(one.person, f"before {number}")
    one.git.commit()
    one.git.push()
    person = cloned(one.person, tmp_path / "copy")
    copy = Machine(person, Git(person.home / "journal"))
    person.clock.on(seconds=20)
    said = set(ids(one.home))
    for number in range(2):
        said |= {write(each.person, f"{each.home.name} {number}") for each in (one, copy)}
    for each in (one, copy):
        each.git.commit()
    copy.git.push()
    return Clash(one, copy, said, own(person))


def goes_on(clash: Clash) -> None:
    """The merge is pushed, both write on, and there is no conflict any more; both see the same."""
    before = ids(clash.one.home)
    clash.one.git.push()
    clash.copy.git.pull()
    new = {write(each.person, f"later on {each.home.name}") for each in (clash.one, clash.copy)}
    in_turn(clash.one, clash.copy)
    assert ids(clash.one.home) == before | new
    assert view(clash.one.home) == view(clash.copy.home)


@pytest.mark.parametrize(("side", "stays"), [("ours", "one"), ("theirs", "copy")])
def test_a_conflict_that_git_settled_for_one_side_loses_no_more_than_git_dropped(
    clash: Clash, side: str, stays: str
) -> None:
    clash.one.git.pull("-X", side)
    there = written(clash.one.home / "journal").keys()
    assert len(there) == 5  # git dropped the two lines of the other side, and they are in its history
    assert ids(clash.one.home) == there
    texts = [str(entry["answers"]["trigger"]) for entry in clash.one.person.entries()]
    assert sum(stays in text for text in texts) == 2
    assert unreadable(clash.one.home) == 0


def test_what_git_dropped_is_taken_in_from_a_backup_of_the_other_machine(clash: Clash, tmp_path: Path) -> None:
    does(clash.copy.person, "backup", str(tmp_path / "copy.zip"))
    clash.one.git.pull("-X", "ours")
    assert ids(clash.one.home) != clash.acknowledged
    does(clash.one.person, "restore", str(tmp_path / "copy.zip"), "--yes")
    assert ids(clash.one.home) == clash.acknowledged


def test_a_union_merge_keeps_every_line_and_both_take_a_new_name(clash: Clash) -> None:
    for each in (clash.one, clash.copy):
        info = each.home / "journal" / ".git" / "info"
        info.mkdir(exist_ok=True)
        (info / "attributes").write_text("*.jsonl merge=union\n")
    clash.one.git.pull()
    assert ids(clash.one.home) == clash.acknowledged
    assert unreadable(clash.one.home) == 0
    goes_on(clash)
    assert len({clash.name, own(clash.one.person), own(clash.copy.person)}) == 3


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_markers_that_were_committed_are_lines_that_cannot_be_read_and_repair_takes_them_out(
    clash: Clash, style: str
) -> None:
    one = clash.one
    one.git.run("config", "merge.conflictStyle", style)
    assert one.git.conflicts() == [clash.file]
    one.git.commit()
    markers = {"merge": 3, "diff3": 4}[style]
    assert ids(one.home) == clash.acknowledged
    assert unreadable(one.home) == markers
    text = f"{markers} lines could not be read. A copy lies in the folder quarantine."
    assert text in " ".join(one.person.types("journal", "list").err.split())
    said = one.person.types("doctor")
    assert said.code == 3
    assert f"{markers} lines of {clash.file} cannot be read" in " ".join(said.out.split())
    assert "smartcli repair" in said.out
    goes_on(clash)
    for each in (one, clash.copy):
        does(each.person, "repair", "--yes")
        assert ids(each.home) >= clash.acknowledged
        assert unreadable(each.home) == 0
        assert each.person.types("doctor").code == 0


def test_after_a_merge_of_two_machines_of_one_name_all_that_is_forgotten_is_erased(clash: Clash) -> None:
    """Both have a new name then; the folder of the old one is still theirs to rewrite."""
    clash.one.git.run("config", "merge.conflictStyle", "merge")
    clash.one.git.conflicts()
    clash.one.git.commit()
    goes_on(clash)
    for each in (clash.one, clash.copy):
        does(each.person, "repair", "--yes")
    in_turn(clash.one, clash.copy)
    said = ["before 0", "before 2", "one 0", "one 1", "copy 0", "copy 1"]
    assert [len(tells(clash.copy.home / "journal", text)) for text in said] == [1] * len(said)
    does(clash.one.person, "forget", *clash.acknowledged, "--yes")
    in_turn(clash.one, clash.copy)
    does(clash.copy.person, "forget", "--agree", "--yes")
    in_turn(clash.copy, clash.one)
    for each in (clash.one, clash.copy):
        assert [tells(each.home / "journal", text) for text in said] == [[]] * len(said)
        assert len(ids(each.home)) == 2
