"""Invented entries, ten a day, written the way smartcli and jrnl themselves write theirs."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from smartcli.exercises.step import Answer
from smartcli.home.ids import new_id, stamp
from smartcli.home.seal.keys import Keys
from smartcli.home.settings import Settings
from smartcli.invented.people import SAM
from smartcli.journal import Journal
from smartcli.journal.entry import Entry
from smartcli.journal.segment_names import new_device
from smartcli.journal.writing import segments

RARE = "lighthouse"  # stands in one entry of a hundred: what the search looks for
APART = timedelta(hours=2.4)
OPENED_BY = "a quiet sea"  # a sealed home
OFTEN = 10  # urges a day that are written down
ASKED = {"trigger": "What set it off?", "strength": "How strong?", "next_time": "What helped?"}
TRIGGERS = ["a hard call", "on the bus", "with friends", "a Sunday", "after work"]


def entries(count: int, last: datetime) -> Iterator[Entry]:
    """Oldest first, the newest at `last`; some 300 bytes of a line each."""
    id = ""
    for number in range(count):
        at = last - APART * (count - 1 - number)
        id = new_id(at, id)
        answers: dict[str, Answer] = {
            "trigger": TRIGGERS[number % len(TRIGGERS)],
            "strength": number % 11,
            "next_time": f"saw the {RARE if number % 100 == 0 else 'sea'}",
        }
        yield Entry(
            id=id,
            at=stamp(at),
            zone="UTC",
            day=Settings().day(at).isoformat(),
            exercise="urge-log",
            version=1,
            asked=ASKED,
            answers=answers,
        )


def write_smartcli(home: Path, count: int, last: datetime) -> None:
    """A home as this device would have filled it: its own segments, so that the next entry is added to them."""
    device = home / "journal" / new_device()
    device.mkdir(parents=True)
    for number, data in enumerate(segments(entry.as_line() for entry in entries(count, last)), 1):
        (device / f"{number:06}.jsonl").write_bytes(data)
    (home / "device").write_text(f"{device.name}\n", "ascii")


def write_life(home: Path, count: int, last: datetime) -> None:
    """The home of somebody invented, who wrote about ten times a day until the day before the last."""
    SAM.but(days=max(1, count // 10), last=last.date() - timedelta(days=1), urges=OFTEN).write_into(home)


def write_sealed(home: Path, count: int, last: datetime) -> None:
    """The same entries as `write_smartcli`, sealed under a passphrase that takes next to no work to try."""
    write_smartcli(home, count, last)
    Journal(home).note_plain()  # they are this machine's own
    keys = Keys(home, work=1)
    keys.create(OPENED_BY)
    Journal(home, keys=keys).seal_all()


def write_jrnl(file: Path, count: int, last: datetime) -> None:
    """The same words in jrnl's own form: a line with the time and the title, then the text."""
    with file.open("w", encoding="utf-8") as journal:
        for entry in entries(count, last):
            lines = [f"{entry.asked[key]} {answer}" for key, answer in entry.answers.items()]
            journal.write(f"[{entry.at[:10]} {entry.at[11:16]}] {entry.exercise}\n" + "\n".join(lines) + "\n\n")
