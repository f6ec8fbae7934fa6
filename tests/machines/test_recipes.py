"""docs/several-machines.md, step by step: two machines, with real git and Syncthing, in the open and sealed."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.machines.carrying import Asking, Syncthing, content, in_sync, until
from tests.machines.making import GIT, Git, does, edit, own, tells, write
from tests.person import OWN, Person

DOC = Path(__file__).parents[2] / "docs" / "several-machines.md"
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs the program git")
needs_syncthing = pytest.mark.skipif(shutil.which("syncthing") is None, reason="needs the program syncthing")
FORMS = pytest.mark.parametrize("form", ["plain", "sealed"])
OTHERS = pytest.mark.parametrize("other_has", [0, 2], ids=["fresh", "with entries"])


def typed(command: str, person: Person, folder: Path) -> str:
    """A command of the page, typed by somebody whose carried folder is this one."""
    assert f"    {command}\n" in DOC.read_text(), command
    words = command.replace("~/Sync/log", str(folder)).replace("~/log", str(folder)).split()[1:]
    words = [str(folder.parents[1] / word) if word.endswith(".zip") else word for word in words]
    return does(person, *words, "--yes")


def first(folder: Path, form: str) -> Person:
    """The first machine, with a few entries; sealed where that is wanted."""
    person = Person(folder / "home")
    for number in range(2):
        write(person, f"at the harbour {number}")
    if form == "sealed":
        person.passphrases = [OWN]
        typed("smartcli lock", person, folder)
    return person


def second(folder: Path, like: Person, count: int) -> Person:
    person = Person(folder / "home")
    person.clock = like.clock
    for number in range(count):
        write(person, f"at the station {number}")
    return person


def joins(one: Person, other: Person, folder: Path, form: str) -> None:
    """The commands of the second machine."""
    if form == "sealed":
        made = folder.parents[1] / "key.zip"
        does(one, "backup", str(made), "--yes")
        other.passphrases = [OWN]
        if other.entries():
            does(other, "restore", str(made), "--with-key", "--yes")
            too_early = other.types("settings", "journal-folder", str(folder), "--yes")
            assert (too_early.code, "smartcli lock" in too_early.err) == (1, True)
            does(other, "lock", "--yes")
        else:
            typed("smartcli restore key.zip", other, folder)
    typed("smartcli settings journal-folder ~/Sync/log", other, folder)


def test_the_page_types_what_there_is() -> None:
    text = DOC.read_text()
    assert "smartcli backup key.zip" in text
    assert set(re.findall(r"--[a-z-]+", text)) == {"--back", "--agree", "--with-key", "--all", "--no-rebase"}


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def carried(stack: ExitStack, tmp_path: Path) -> tuple[Syncthing, Syncthing]:
    """Two Syncthings that share ~/Sync of two machines; they end with the test."""
    asking = Asking()
    stack.callback(asking.stop)
    ports, pair = asking("ports", 4), []
    for number, name in enumerate(("one", "other")):
        folder = tmp_path / name / "Sync"
        folder.mkdir(parents=True)
        pair.append(Syncthing(tmp_path / f"st-{name}", folder, asking, port=ports[number], gui=ports[2 + number]))
    one, other = pair
    for each, its in ((one, other), (other, one)):
        each.joins(its)
        each.start()
        stack.callback(each.stop)
    for each, its in ((one, other), (other, one)):
        until(lambda each=each, its=its: each.is_up() and each.is_joined(its), each.trouble)  # type: ignore[misc]
    return one, other


def ids(person: Person) -> set[str]:
    return {one["id"] for one in person.entries()}


def is_well(person: Person) -> None:
    checks = {one["id"]: one["result"] for one in person.types("doctor", "--json").json["checks"]}
    wanted = ("journal", "device", "key", "lines", "gone", "sealed", "unfinished", "unusable")
    assert {name: checks[name] for name in wanted if name in checks and checks[name] != "well"} == {}


@needs_syncthing
@OTHERS
@FORMS
def test_two_machines_with_syncthing(tmp_path: Path, stack: ExitStack, form: str, other_has: int) -> None:
    pair = carried(stack, tmp_path)
    folders = [each.folder / "log" for each in pair]
    one = first(folders[0].parents[1], form)
    typed("smartcli settings journal-folder ~/Sync/log", one, folders[0])
    in_sync(pair)
    other = second(folders[1].parents[1], one, other_has)
    joins(one, other, folders[1], form)
    in_sync(pair)
    assert one.entries() == other.entries()
    assert len(ids(one)) == 2 + other_has
    # Both write at once, and then both offline.
    kept = ids(one)
    kept |= {write(each, f"{each.home.parent.name} at once") for each in (one, other)}
    in_sync(pair)
    for each in pair:
        each.pause(on=True)
    mine = write(one, "one, offline")
    kept |= {mine, *(write(each, f"{each.home.parent.name} {part}") for each in (one, other) for part in "ab")}
    for each in pair:
        each.pause(on=False)
        until(each.is_up, each.trouble)
    in_sync(pair)
    edit(other, mine, "changed on the other")
    in_sync(pair)
    assert one.entries() == other.entries()
    assert ids(one) == kept
    assert not [name for name in content(pair[0].folder) if "sync-conflict" in name]
    assert own(one) != own(other)
    # Erased on one side: gone there, hidden on the other, and gone there when it is agreed to.
    theirs = write(other, "a row at the lighthouse")
    in_sync(pair)
    one.types("forget", theirs, "--yes")
    in_sync(pair)
    does(other, "forget", "--agree", "--yes")
    in_sync(pair)
    assert [ids(each) for each in (one, other)] == [kept, kept]
    assert [tells(folder, "lighthouse") for folder in folders] == [[], []]
    if form == "sealed":
        assert [tells(folder, words) for folder in folders for words in ("harbour", "station", "offline")] == [[]] * 6
    for person in (one, other):
        is_well(person)
    # Home again: the other machine still has all of it.
    does(one, "settings", "journal-folder", "--back", "--yes")
    in_sync(pair)
    assert one.entries() == other.entries()
    is_well(other)


def cloned(repository: Path, folder: Path) -> Git:
    """A clone, as the page has it; the first is of an empty repository."""
    if not repository.exists():
        run = ["git", "init", "--quiet", "--bare", "-b", "main", str(repository)]
        subprocess.run(run, env={**os.environ, **GIT}, check=True)
    folder.parent.mkdir()
    Git(folder.parent).run("clone", "--quiet", str(repository), folder.name)
    git = Git(folder)
    git.run("symbolic-ref", "HEAD", "refs/heads/main")
    return git


def shares(clones: Sequence[Git]) -> None:
    """Everybody has everything."""
    for git in (*clones, *clones):
        git.share()


@needs_git
@OTHERS
@FORMS
def test_two_machines_with_git(tmp_path: Path, form: str, other_has: int) -> None:
    repository = tmp_path / "repository.git"
    clones = [cloned(repository, tmp_path / "one" / "log")]
    one = first(tmp_path / "one", form)
    typed("smartcli settings journal-folder ~/log", one, clones[0].folder)
    clones[0].commit()
    clones[0].push()
    clones.append(cloned(repository, tmp_path / "other" / "log"))
    other = second(tmp_path / "other", one, other_has)
    joins(one, other, clones[1].folder, form)
    shares(clones)
    assert one.entries() == other.entries()
    kept = ids(one)
    assert len(kept) == 2 + other_has
    for number in range(2):
        kept |= {write(each, f"{each.home.parent.name} {number}") for each in (one, other)}
        shares(clones)
    theirs = write(other, "a row at the lighthouse")
    shares(clones)
    one.types("forget", theirs, "--yes")
    shares(clones)
    does(other, "forget", "--agree", "--yes")
    shares(clones)
    assert [ids(each) for each in (one, other)] == [kept, kept]
    assert [tells(git.folder, "lighthouse") for git in clones] == [[], []]
    if form == "sealed":
        assert [tells(git.folder, words) for git in clones for words in ("harbour", "station")] == [[]] * 4
    for person in (one, other):
        is_well(person)
