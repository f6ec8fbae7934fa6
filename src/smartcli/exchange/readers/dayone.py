"""Day One: its JSON, one file a journal, alone or in the zip that it exports. Text only: photos do not come along.

Times are in UTC with the zone beside them, which they keep. Texts are Markdown, word for word; where a photo was, its
address (dayone-moment://) stays. What was changed there after an import takes the place of what was imported.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from smartcli.exchange.readers.brought import Brought, Hints, Omitted, Reading, not_of
from smartcli.exchange.readers.given import GivenFile
from smartcli.exercises.step import Answer
from smartcli.home.ids import stamp
from smartcli.text.language import Later

TITLE = "Day One"
LOOKS = Later("This looks like an export of Day One.")
KNOWN = {"uuid", "creationDate", "timeZone", "text", "starred", "tags", "modifiedDate", "isAllDay", "richText"}
ATTACHED = ("photos", "videos", "audios", "pdfAttachments")


def is_it(given: GivenFile) -> bool:
    if given.is_zip:
        return any(_is_journal(name) for name in given.names) and not any(name.endswith(".csv") for name in given.names)
    return _is_one(given.json)


def read(given: GivenFile, wanted: Hints) -> Reading:  # noqa: ARG001  what a spreadsheet has to be told
    """SmartError: it is neither of the two, or a zip that cannot be read."""
    if given.is_zip:
        files = given.packed.reads(_is_journal)
        tables = [GivenFile(raw).json for raw in files.values()]
    else:
        tables = [given.json]
    if not any(_is_one(table) for table in tables):
        raise not_of(TITLE)
    reading, unknown = Reading(), set[str]()
    for table in tables:
        if isinstance(table, dict) and isinstance(rows := table.get("entries"), list):
            for row in rows:
                unknown |= _take(row, reading)
        else:
            reading.leave(Omitted.ODD)
    if unknown:
        reading.leave(Omitted.FIELDS, len(unknown))
    return reading


def _is_journal(name: str) -> bool:
    """Beside the journals there are folders of photos, and no other JSON."""
    path = PurePosixPath(name)
    return path.suffix.lower() == ".json" and len(path.parts) <= 2


def _is_one(table: object) -> bool:
    rows = table.get("entries") if isinstance(table, dict) else None
    if not isinstance(rows, list):
        return False
    return any(isinstance(row, dict) and "creationDate" in row for row in rows) or (
        not rows and isinstance(table, dict) and "metadata" in table
    )


def _take(row: object, reading: Reading) -> set[str]:
    """Gives the names of what is not known here."""
    if not isinstance(row, dict):
        reading.leave(Omitted.ODD)
        return set()
    attached = sum(len(some) for name in ATTACHED if isinstance(some := row.get(name), list))
    if attached:
        reading.leave(Omitted.ATTACHED, attached)
    unknown = row.keys() - KNOWN - set(ATTACHED)
    text = row.get("text")
    if text is not None and not isinstance(text, str):
        reading.leave(Omitted.ODD)
        return unknown
    if not (text or "").strip():
        reading.leave(Omitted.EMPTY)
        return unknown
    try:
        moment = _moment(row.get("creationDate"))
    except (ValueError, OverflowError):
        reading.leave(Omitted.NO_DAY)
        return unknown
    local, zone = _at_home(moment, row.get("timeZone"))
    if zone is None:
        reading.leave(Omitted.NO_ZONE)
    reading.take(_entry(row, str(text).strip("\n"), local, zone or "UTC"))
    return unknown


def _entry(row: dict[str, object], text: str, local: datetime, zone: str) -> Brought:
    tags = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags := row.get("tags"), list) else []
    is_starred = row.get("starred") is True
    answers: dict[str, Answer] = {"text": text}
    answers |= ({"tags": tags} if tags else {}) | ({"starred": True} if is_starred else {})
    uuid = row.get("uuid")
    return Brought(
        day=local.date(),
        moment=None if row.get("isAllDay") is True else local,
        zone=zone,
        fields={"text": text, "tags": " | ".join(tags), "starred": "yes" if is_starred else ""},
        answers=answers,
        asked={"text": TITLE, "tags": f"{TITLE}: tags", "starred": f"{TITLE}: starred"},
        identity=f"uuid {uuid}" if isinstance(uuid, str) and uuid else "",
        edited=_edited(row.get("modifiedDate")),
    )


def _moment(text: object) -> datetime:
    """ValueError: it is none, or has no zone."""
    found = datetime.fromisoformat(text if isinstance(text, str) else "")
    if found.tzinfo is None or not 1900 <= found.year < 2200:
        raise ValueError("not a moment that somebody can mean")
    return found


def _at_home(moment: datetime, zone: object) -> tuple[datetime, str | None]:
    """By the clock of that place; in UTC and None where its zone is not known here."""
    try:
        return moment.astimezone(ZoneInfo(zone if isinstance(zone, str) else "")), str(zone)
    except (ValueError, LookupError, OSError, OverflowError):  # whatever a name can be that is no zone
        return moment.astimezone(UTC), None


def _edited(text: object) -> str | None:
    try:
        return stamp(_moment(text))
    except (ValueError, OverflowError):
        return None
