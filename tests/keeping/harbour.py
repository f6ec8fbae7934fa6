"""A home with words about the harbour in every place, and who tells of them afterwards."""

import io
import shutil
import zipfile
from pathlib import Path

from tests.journal.making import begin_segment
from tests.person import OWN, Person

WHY = "why-i-want-this"


def filled(person: Person) -> Person:
    """Words about the harbour in every place; an evening that stays."""
    home = person.home
    person.does(WHY, {"reasons": ["the harbour lights"]})
    person.does("urge-log", {"strength": 7, "trigger": ["a long evening"]})
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Harbour"}')
    person.types("do", WHY, answers=["a harbour draft", "^C"])
    person.types("cards", "pick", "--answers", "-", stdin=b'{"reason": ["1"]}')
    [segment] = home.glob("journal/*/*.jsonl")
    whole = segment.read_bytes()
    line = whole.splitlines()[0]
    segment.write_bytes(whole + line.replace(b"harbour", b"harbour!") + b"\n")
    assert person.types("journal", "list").code == 3  # of what is damaged, quarantine has a copy
    segment.write_bytes(whole)
    begin_segment(home)
    assert person.types("points").code == 0
    stores = person.world(io.StringIO(), io.StringIO(), None, b"").stores
    stores.mark(lambda kept: kept.but(declined={WHY: "2026-03-10"}))
    given = home.parent / "given.toml"
    given.write_text('format = 1\nwhy = "To see."\n[[exercises]]\nexercise = "urge-log"\n')
    person.types("homework", "take", str(given), "--yes")
    person.types("backup")
    return person


def at_home(person: Person, template: Path) -> Person:
    shutil.copytree(template, person.home)
    person.passphrases = [OWN]
    person.clock.on(hours=1)
    return person


def tells(home: Path, word: bytes = b"harbour") -> set[str]:
    """The places in which the word stands; backups are looked into."""
    found = set()
    for file in sorted(file for file in home.rglob("*") if file.is_file()):
        data = file.read_bytes()
        if file.suffix == ".zip":
            with zipfile.ZipFile(file) as archive:
                data = b"".join(map(archive.read, archive.namelist()))
        if word in data.lower():
            found.add(file.relative_to(home).parts[0])
    return found
