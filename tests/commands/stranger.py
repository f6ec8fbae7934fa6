"""Somebody who carries the journal folder, knows its format, and has no key: what they can put into it."""

from pathlib import Path
from typing import Any

from tests.person import Person

from smartcli.journal.line import encode

FOREIGN = "evil0000"


def entry(n: int = 1, exercise: str = "urge-log", **answers: Any) -> bytes:
    """An entry as a program that knows the format would write it."""
    table = {"v": 1, "id": f"01KKZZZZZZZZZZZZZZZZZZZZ{n:02}", "n": n, "at": "2026-03-13T12:00:00.000000+01:00"}
    more = {"zone": "Europe/Madrid", "day": "2026-03-13", "exercise": exercise, "version": 1, "asked": {}}
    return encode({**table, **more, "answers": answers})


def line(op: str, of: str, n: int = 1, **more: object) -> bytes:
    """A change, likewise."""
    at = "2026-03-13T12:00:00.000000+01:00"
    return encode({"v": 1, "id": f"07ZZZZZZZZZZZZZZZZZZZZZ{n:03}", "n": n, "op": op, "of": of, "at": at, **more})


def put(home: Path, *lines: bytes, folder: str = FOREIGN) -> Path:
    file = home / "journal" / folder / "000001.jsonl"
    file.parent.mkdir(exist_ok=True)
    with file.open("ab") as end:
        end.write(b"".join(one + b"\n" for one in lines))
    return file


def own(home: Path) -> Path:
    return home / "journal" / (home / "device").read_text().split()[0] / "000001.jsonl"


def files(home: Path) -> dict[str, bytes]:
    """All of the journal, byte for byte."""
    return {str(file): file.read_bytes() for file in sorted(home.glob("journal/*/*"))}


def triggers(person: Person) -> list[object]:
    return [entry["answers"].get("trigger") for entry in person.entries()]
