"""Lines of a segment, as smartcli writes them, with ids of a test's choice."""

from tests.journal.making import NOON, entry

from smartcli.journal.line import numbered


def line(id: str, *, exercise: str = "urge-log", minutes: int = 0) -> bytes:
    return numbered(entry(exercise=exercise, minutes=minutes).but(id=id).as_line(), 1)


def change(id: str, of: str) -> bytes:
    return numbered({"v": 1, "id": id, "op": "delete", "of": of, "at": NOON.isoformat()}, 2)
