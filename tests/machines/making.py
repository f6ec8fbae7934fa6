"""Homes on several machines, and git and Syncthing to carry their journals."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.journal.making import keys_of
from tests.person import Person

from smartcli.journal import Journal
from smartcli.journal.line import decode

# Nothing of whoever runs the suite: neither names, nor hooks, nor keys.
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "one",
    "GIT_AUTHOR_EMAIL": "one@localhost",
    "GIT_COMMITTER_NAME": "one",
    "GIT_COMMITTER_EMAIL": "one@localhost",
    "GIT_MERGE_AUTOEDIT": "no",
    "LC_ALL": "C",
}


def write(person: Person, words: str) -> str:
    """One finished exercise a minute later; gives back its id."""
    person.clock.on(minutes=1)
    return str(person.does("urge-log", {"strength": 7, "trigger": [words]})["id"])


def edit(person: Person, id: str, words: str) -> None:
    person.clock.on(minutes=1)
    patch = f'{{"place": "{words}"}}'.encode()
    said = person.types("journal", "edit", id, "--answers", "-", stdin=patch)
    assert said.code == 0, said.err


def does(person: Person, *argv: str) -> str:
    """A command that goes well; what it says."""
    person.clock.on(minutes=1)
    said = person.types(*argv)
    assert said.code == 0, (said.out, said.err)
    return said.out


def view(home: Path) -> list[tuple[str, bool, Mapping[str, Any]]]:
    """Everything a person can see there, the trash too; each id once."""
    journal = Journal(home, keys=keys_of(home))
    living, trash = journal.entries(), journal.trash()
    rows = [
        (one.id, is_deleted, one.as_json()) for is_deleted, part in ((False, living), (True, trash)) for one in part
    ]
    assert len({id for id, *_rest in rows}) == len(rows)
    assert [one.id for one in journal.latest()] == [one.id for one in living][::-1]
    assert journal.differing == 0
    return sorted(rows, key=lambda row: row[0])


def own(person: Person) -> str:
    """The name of the folder this machine writes in."""
    return (person.home / "device").read_text().split()[0]


def unreadable(home: Path) -> int:
    journal = Journal(home, keys=keys_of(home))
    journal.entries()
    return journal.unreadable


def ids(home: Path) -> set[str]:
    return {id for id, *_rest in view(home)}


def written(folder: Path) -> dict[str, bytes]:
    """What lies in the readable segments, found without smartcli's reader: whole lines by their ids."""
    found = {}
    for file in folder.glob("*/*.jsonl"):
        for line in file.read_bytes().split(b"\n"):
            try:
                found[str(decode(line.rstrip(b"\r"))["id"])] = line.rstrip(b"\r")
            except ValueError:
                continue
    return found


def tells(folder: Path, words: str) -> list[str]:
    """The files that hold these words in the open."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file() and ".git" not in file.parts)
    return [str(file.relative_to(folder)) for file in files if words.encode() in file.read_bytes()]


def cloned(person: Person, home: Path) -> Person:
    """Another machine with a copy of the whole home, so that both write under one name."""
    shutil.copytree(person.home, home, symlinks=True)
    other = Person(home)
    other.clock.now = person.clock.now
    other.passphrases = list(person.passphrases)
    return other


class Git:
    """One clone of a repository, as somebody uses it who has the journal in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *argv: str, may_fail: bool = False) -> str:
        run = subprocess.run(
            ["git", *argv], cwd=self.folder, env={**os.environ, **GIT}, capture_output=True, text=True, check=False
        )
        assert may_fail or run.returncode == 0, (argv, run.stdout, run.stderr)
        return run.stdout

    def commit(self) -> None:
        self.run("add", "--all")
        self.run("commit", "--quiet", "--allow-empty", "-m", "what was written")

    def pull(self, *argv: str) -> None:
        """Merge what is there with what is here. A conflict is a failure."""
        self.run("pull", "--quiet", "--no-rebase", *argv, "origin", "main")

    def conflicts(self) -> list[str]:
        """Pull, and the names of the files in which both sides wrote the same lines."""
        self.run("fetch", "--quiet", "origin")
        self.run("merge", "--quiet", "origin/main", may_fail=True)
        return self.run("diff", "--name-only", "--diff-filter=U").split()

    def push(self) -> None:
        self.run("push", "--quiet", "origin", "HEAD:main")

    def share(self) -> None:
        """One round, as a person has it in a script: commit, pull, push."""
        self.commit()
        self.pull()
        self.push()


def shared(repository: Path, home: Path, *settings: str) -> Git:
    """A clone of the repository as the journal of a home."""
    if not repository.exists():
        subprocess.run(
            ["git", "init", "--quiet", "--bare", "-b", "main", str(repository)], env={**os.environ, **GIT}, check=True
        )
    home.mkdir(mode=0o700)
    Git(home).run("clone", "--quiet", *(f"--config={one}" for one in settings), str(repository), "journal")
    git = Git(home / "journal")
    git.run("symbolic-ref", "HEAD", "refs/heads/main")
    return git
