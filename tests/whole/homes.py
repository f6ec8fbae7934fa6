"""The homes in which every command is tried, each made once by typing commands, and held in memory."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.journal.making import segments
from tests.person import OWN
from tests.whole import forked, snapshot
from tests.whole.forked import Ended
from tests.whole.lines import CANARY, SEALED, answers
from tests.whole.snapshot import Snapshot

OWN_EXERCISE = f"""
format = 1
point = "urges"
title = "My own {CANARY}"
minutes = 1

[[steps]]
kind = "text"
key = "line"
ask = "What helps {CANARY}?"

[sample]
line = "A walk."
"""


class Made:
    """A folder in which somebody types. What ends in another way than it should is an error of the harness."""

    def __init__(self, folder: Path, form: str) -> None:
        self.folder, self.form, self.is_locked = folder, form, False
        self.home = folder / "home"

    def types(self, argv: str, stdin: bytes = b"", code: int = 0) -> Ended:
        words = argv.split() + (["--passphrase-fd", str(forked.PASSPHRASE)] if self.is_locked else [])
        ended = forked.run(self.folder, words, stdin=stdin, passphrase=f"{OWN}\n".encode())
        if ended.code != code:
            raise AssertionError((argv, ended.code, ended.out, ended.err))
        return ended

    def locks(self) -> None:
        """In the sealed form."""
        if self.form == SEALED:
            self.is_locked = True
            self.types("lock --show reason --yes")

    def ids(self) -> dict[str, str]:
        """The newest entry's of each exercise, by its name in NAMES."""
        if not (self.home / "journal").exists():
            return {}
        listed = json.loads(self.types("journal list --json").out or "{}").get("entries", [])
        return {NAMES[one["exercise"]]: one["id"] for one in listed if one["exercise"] in NAMES}


NAMES = {"urge-log": "urge", "why-i-want-this": "reasons", "support-network": "people", "check-in": "checkin"}


def fresh(made: Made) -> None:
    made.locks()


def used(made: Made) -> None:
    made.types("settings change --answers -", answers(name=f"Ana {CANARY}", change=f"drink {CANARY}"))
    made.types("do why-i-want-this --answers -", answers(reasons=[f"my daughter {CANARY}", f"work {CANARY}"]))
    made.types("do support-network --answers -", answers(people=[{"name": f"Bo {CANARY}", "reach": "555 0101"}]))
    (made.home / "exercises").mkdir(mode=0o700)
    (made.home / "exercises" / "my-own.toml").write_text(OWN_EXERCISE)
    made.types("do my-own --answers -", answers(line=f"tea {CANARY}"))
    made.types("do urge-log --answers -", answers(trigger=f"a row at home {CANARY}", strength=7))
    made.types("backup")
    made.locks()
    made.types("do urge-log --answers -", answers(trigger=f"a row at work {CANARY}", strength=8))
    made.types("checkin", f"4\nhalf a senten {CANARY}\n".encode(), code=130)
    made.types("checkin --answers -", answers(urge=4))
    made.types("cards pick reason --answers -", answers(reason=["1"]))


def with_a_day(made: Made) -> None:
    """So that there is something for a calendar."""
    used(made)
    made.types("do smart-goal --answers -", answers(goal=f"swim {CANARY}", by="2026-03-20"))


def prompted(made: Made) -> None:
    """With a line for a prompt."""
    used(made)
    made.types("remind shell bash")


def given(made: Made) -> None:
    """Somebody's homework lies beside it."""
    used(made)
    rows = [{"exercise": "my-own", "when": ["Every day"]}, {"exercise": "urge-log", "if_hard": f"a row {CANARY}"}]
    homework = answers(exercises=rows, why=f"rows at home {CANARY}", **{"from": f"Ana {CANARY}"})
    made.types("homework make --answers - --out given.toml", homework)


def with_homework(made: Made) -> None:
    given(made)
    made.types("homework take given.toml --yes")


def undoable(made: Made) -> None:
    used(made)
    made.types(f"journal delete {made.ids()['urge']} --yes")


def put_away(made: Made) -> None:
    used(made)
    made.types("cards away reason --answers - --yes", answers(reason=["1"]))


def carried(made: Made) -> None:
    used(made)
    made.types("settings journal-folder carried --yes")


def with_a_backup(made: Made) -> None:
    used(made)
    made.types("backup mine.zip --yes")


def with_a_diary(made: Made) -> None:
    used(made)
    (made.folder / "diary.txt").write_text(f"[2026-02-01 09:00] A walk.\n[2026-02-02 22:15] Slept well {CANARY}.\n")


def beside(made: Made, argv: str, *, is_first: bool) -> None:
    """The home as it was before the last two entries, or none; and a file with all beside it."""
    used(made)
    before = snapshot.taken(made.home)
    made.types("do urge-log --answers -", answers(trigger=f"a long day {CANARY}", strength=5))
    made.types("do why-i-want-this --answers -", answers(reasons=[f"my son {CANARY}"]))
    made.types(argv)
    snapshot.put(made.home, {} if is_first else before)
    if is_first:
        made.home.rmdir()


def unlocked(made: Made) -> None:
    made.form = SEALED
    used(made)
    made.types("unlock --yes")
    made.is_locked = True


def damaged(made: Made) -> None:
    used(made)
    file = segments(made.home)[0]
    lines = file.read_bytes().split(b"\n")
    file.write_bytes(b"\n".join([*lines[:1], lines[0][:99], b"\0" * 30, *lines[1:]]))


def gone(made: Made) -> None:
    used(made)
    for file in segments(made.home):
        file.unlink()
    for folder in (made.home / "journal").iterdir():
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
    (made.home / "journal").rmdir()


HOMES: dict[str, Callable[[Made], None]] = {
    "fresh": fresh,
    "used": used,
    "with a day": with_a_day,
    "prompted": prompted,
    "given": given,
    "with homework": with_homework,
    "undoable": undoable,
    "put away": put_away,
    "carried": carried,
    "with a backup": with_a_backup,
    "import": lambda made: beside(made, "export json --out export.json", is_first=False),
    "import the first": lambda made: beside(made, "export json --out export.json", is_first=True),
    "a diary": with_a_diary,
    "restore": lambda made: beside(made, "backup backup.zip --yes", is_first=False),
    "restore the first": lambda made: beside(made, "backup backup.zip --yes", is_first=True),
    "unlocked": unlocked,
    "damaged": damaged,
    "gone": gone,
}


class Prepared:
    """A home of one of the HOMES in one form, as it lies there, with the ids in it."""

    def __init__(self, folder: Path, home: str, form: str) -> None:
        snapshot.put(folder, {})
        made = Made(folder, form)
        HOMES[home](made)
        self.is_locked = made.is_locked
        self.held: Snapshot = snapshot.taken(folder)
        self.ids = made.ids() if home not in ("gone", "damaged") else {}
