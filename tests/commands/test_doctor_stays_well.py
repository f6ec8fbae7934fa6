"""Whatever somebody does with their own journal, doctor has nothing to say of it: no false alarm, in any order."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.commands.stranger import line, put
from tests.person import OWN, Person

from smartcli.journal import writing

KNOWN = {"backups"}  # that the last one is long ago, or that there is none, is no alarm
NEW = "seven grey boats"


class Somebody:
    """A person, and what they can do; each leaves the home in order."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        self.person = Person(folder / "home")
        self.person.passphrases = [OWN]
        self.is_sealed = False
        self.copies = 0
        self.lines_of_another: list[bytes] = []
        self.does("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
        self.writes()

    def does(self, *argv: str, stdin: bytes = b"", code: int = 0) -> str:
        self.person.clock.on(minutes=7)
        said = self.person.types(*argv, stdin=stdin)
        assert said.code == code, (argv, said.out, said.err)
        return said.out

    def one(self) -> str:
        """The id of some entry; one is written where there is none."""
        if not self.person.entries():
            self.writes()
        return str(self.chance.choice(self.person.entries())["id"])

    def writes(self) -> None:
        for strength in range(self.chance.choice([1, 3])):
            self.does("do", "urge-log", "--answers", "-", stdin=b'{"strength": %d}' % strength)
        self.does("do", "why-i-want-this", "--answers", "-", stdin=b'{"reasons": ["my daughter"]}')

    def leaves_a_draft(self) -> None:
        self.person.types("do", "why-i-want-this", answers=["sleep", "^C"])

    def edits(self) -> None:
        id = str(self.person.does("urge-log", {"strength": 1})["id"])
        self.does("journal", "edit", id, "--answers", "-", stdin=b'{"strength": 6}')

    def deletes(self) -> None:
        self.does("journal", "delete", self.one())

    def takes_back(self) -> None:
        self.deletes()
        self.does("journal", "undo")

    def takes_an_edit_back(self) -> None:
        self.edits()
        self.does("journal", "undo")

    def forgets_one(self) -> None:
        self.does("forget", self.one(), "--yes")

    def forgets_the_newest(self) -> None:
        self.writes()
        self.does("forget", str(self.person.entries()[-1]["id"]), "--yes")

    def forgets_an_exercise(self) -> None:
        self.writes()
        self.does("forget", "--exercise", "why-i-want-this", "--yes")

    def forgets_all_days(self) -> None:
        self.does("forget", "--from", "2026-01-01", "--yes")

    def agrees(self, way: str = "--agree") -> None:
        """Another machine forgets something, and that is agreed to, or not."""
        if self.is_sealed:  # a line in the open would count for nothing, which doctor says
            return
        number = len(self.lines_of_another) + 1
        self.lines_of_another.append(line("forget", self.one(), number))
        file = put(self.person.home, self.lines_of_another[-1], folder="othermch")
        file.parent.chmod(0o700)
        file.chmod(0o600)
        self.does("forget", way, "--yes")

    def disagrees(self) -> None:
        self.agrees("--disagree")

    def locks(self) -> None:
        self.does("lock", "--yes", "--show", "nothing")
        self.is_sealed = True

    def unlocks(self) -> None:
        if self.is_sealed:
            self.does("unlock", "--yes")
        self.is_sealed = False

    def takes_a_new_key(self) -> None:
        if (self.person.home / "key").exists():
            self.unlocks()
            self.person.passphrases = [NEW if self.person.passphrases == [OWN] else OWN]
            self.does("lock", "--new-key", "--yes", "--show", "nothing")
            self.is_sealed = True

    def backs_up(self) -> None:
        self.does("backup")

    def restores(self, *more: str) -> None:
        self.copies += 1
        file = self.folder / f"{self.copies}.zip"
        self.does("backup", str(file))
        self.does("forget", self.one(), "--yes")
        self.does("restore", str(file), "--yes", *more)

    def restores_the_forgotten(self) -> None:
        self.restores("--also-forgotten")

    def imports(self) -> None:
        other = Person(self.folder / f"other{self.copies}")
        self.copies += 1
        other.does("urge-log", {"strength": 9})
        self.does("import", "-", stdin=other.types("export", "json").out.encode())

    def imports_its_own(self) -> None:
        self.does("import", "-", stdin=self.person.types("export", "json").out.encode())

    def repairs(self) -> None:
        """What a cut-off write would leave, taken out again."""
        self.writes()
        folder = self.person.home / "journal" / (self.person.home / "device").read_text().split()[0]
        last = max(file for file in folder.iterdir() if file.name.endswith(".jsonl"))
        with last.open("ab") as end:
            end.write(b'{"v":1,"id":"01KKB')
        self.does("repair", "--yes")

    def moves(self) -> None:
        self.copies += 1
        moved = self.folder / f"moved{self.copies}"
        self.person.home.rename(moved)
        self.person.home = moved

    def copies_the_home(self) -> None:
        self.copies += 1
        copied = self.folder / f"copied{self.copies}"
        shutil.copytree(self.person.home, copied)
        shutil.rmtree(self.person.home)
        self.person.home = copied
        self.writes()

    def copies_it_by_a_backup(self) -> None:
        """A new machine: the backup is put back into an empty home."""
        self.copies += 1
        file = self.folder / f"{self.copies}.zip"
        self.does("backup", str(file))
        self.person.home = self.folder / f"new{self.copies}"
        self.lines_of_another.clear()
        self.does("restore", str(file), "--yes")
        self.writes()

    def starts_anew(self) -> None:
        shutil.rmtree(self.person.home / "journal" / "othermch", ignore_errors=True)
        self.lines_of_another.clear()
        self.does("forget", "--everything", "--yes")
        self.is_sealed = False
        self.person.passphrases = [OWN]
        self.writes()


WAYS: dict[str, Callable[[Somebody], None]] = {
    name: way for name, way in vars(Somebody).items() if callable(way) and name not in ("__init__", "does", "one")
}


def alarms(somebody: Somebody) -> list[str]:
    said = somebody.person.types("doctor", "--json").json["checks"]
    return [f"{one['id']}: {one['said']}" for one in said if one["result"] != "well" and one["id"] not in KNOWN]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("is_sealed", [False, True], ids=["plain", "sealed"])
def test_after_each_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, is_sealed: bool) -> None:
    monkeypatch.setattr(writing, "FULL", 2_000)  # so that new segments are begun, and packed, on the way
    monkeypatch.setattr(writing, "SEALED_FULL", 2_000)
    somebody = Somebody(tmp_path, 1)
    if is_sealed:
        somebody.locks()
    for _ in range(2):
        WAYS[way](somebody)
        assert alarms(somebody) == []
    somebody.writes()
    assert alarms(somebody) == []


@pytest.mark.parametrize("seed", range(4))
def test_in_any_order(tmp_path: Path, seed: int) -> None:
    somebody, done = Somebody(tmp_path, seed), []
    for _ in range(12):
        done.append(somebody.chance.choice([*WAYS]))
        WAYS[done[-1]](somebody)
        assert alarms(somebody) == [], done
