"""jrnl: `jrnl --export json`, and the text file it writes into, which `jrnl --export text` prints as well.

Its times are those of the clock at that place, without a zone. Title and body were one text before it parted them, so
they are one text here, and the same entry of both forms is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime

from smartcli.exchange.readers.brought import Brought, Hints, Omitted, Reading, not_of
from smartcli.exchange.readers.days_written import DayOrder, moment_in, order_of
from smartcli.exchange.readers.given import GivenFile
from smartcli.exercises.step import Answer
from smartcli.text.language import Later

TITLE = "jrnl"
LOOKS = Later("This looks like a jrnl export.")
KNOWN = {"title", "body", "date", "time", "tags", "starred"}
# What an entry begins with: its time in brackets, in the form that the person chose; in older files without them.
_HEADING = re.compile(r"^\[(\d[^\]\n]{7,40})\][ \t]?(.*)$")
_OLD_HEADING = re.compile(r"^(\d{4}-\d\d-\d\d \d\d:\d\d)[ \t](.*)$")
_STAR = " *"  # at the end of a title


def is_it(given: GivenFile) -> bool:
    if rows := _rows(given.json):
        return any(isinstance(row, dict) and row.keys() >= {"title", "body", "date"} for row in rows)
    lines = (given.text or "")[:100_000].split("\n")[:1000]
    if given.json is not None:
        return False
    first = [line for line in lines if line.strip()][:1]  # an old one begins with a day; in a text it may be anything
    return any(True for _place in _headings(lines, _HEADING)) or any(True for _place in _headings(first, _OLD_HEADING))


def read(given: GivenFile, wanted: Hints) -> Reading:
    """SmartError: it is none of the two forms, or EitherOrder."""
    rows = _rows(given.json)
    if rows is None and (given.json is not None or given.text is None):
        raise not_of(TITLE)
    return _from_text(given.text or "", wanted) if rows is None else _from_json(rows)


def _rows(table: object) -> list[object] | None:
    rows = table.get("entries") if isinstance(table, dict) else None
    return rows if isinstance(rows, list) else None


def _from_json(rows: list[object]) -> Reading:
    reading, unknown = Reading(), set[str]()
    if rows and not any(isinstance(row, dict) and {"title", "date"} <= row.keys() for row in rows):
        raise not_of(TITLE)
    for row in rows:
        if not isinstance(row, dict) or not all(isinstance(row.get(key, ""), str) for key in ("title", "body")):
            reading.leave(Omitted.ODD)
            continue
        unknown |= row.keys() - KNOWN
        text = f"{row.get('title', '')}\n{row.get('body', '')}".strip()
        try:
            day = date.fromisoformat(str(row.get("date")))
            moment = datetime.fromisoformat(f"{day.isoformat()}T{row['time']}") if row.get("time") else None
        except ValueError:
            reading.leave(Omitted.NO_DAY)
            continue
        tags = row.get("tags")
        named = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
        reading.take(_entry(day, moment, text, is_starred=row.get("starred") is True, tags=named))
    if unknown:
        reading.leave(Omitted.FIELDS, len(unknown))
    return reading


def _from_text(text: str, wanted: Hints) -> Reading:
    lines = text.split("\n")
    heads = [*_headings(lines, _HEADING)] or [*_headings(lines, _OLD_HEADING)]
    if not heads:
        raise not_of(TITLE)
    order = order_of((when for _place, when, _title in heads), wanted.order)
    reading = Reading()
    if above := sum(bool(line.strip()) for line in lines[: heads[0][0]]):
        reading.leave(Omitted.BEFORE_ALL, above)
    ends = [place for place, _when, _title in heads[1:]] + [len(lines)]
    for (place, when, title), end in zip(heads, ends, strict=True):
        try:
            day, moment = moment_in(when, order)
        except ValueError:
            reading.leave(Omitted.NO_DAY)
            continue
        plain = title.rstrip().removesuffix(_STAR)
        words = "\n".join([plain, *lines[place + 1 : end]]).strip()
        reading.take(_entry(day, moment, words, is_starred=plain != title.rstrip()))
    return reading


def _headings(lines: list[str], form: re.Pattern[str]) -> Iterator[tuple[int, str, str]]:
    """The place of each line that begins an entry, its time, and the rest. What is no day in brackets is text."""
    for place, line in enumerate(lines):
        if (found := form.match(line)) and _is_day(found[1]):
            yield place, found[1], found[2]


def _is_day(text: str) -> bool:
    for order in DayOrder:
        with suppress(ValueError):
            moment_in(text, order)
            return True
    return False


def _entry(
    day: date, moment: datetime | None, text: str, *, is_starred: bool, tags: list[str] | None = None
) -> Brought:
    if not text:
        return Brought(day=day)
    fields = {"text": text, "tags": " | ".join(tags or []), "starred": "yes" if is_starred else ""}
    answers: dict[str, Answer] = {"text": text} | ({"starred": True} if is_starred else {})
    return Brought(
        day=day,
        moment=moment,
        fields=fields,
        answers=answers,
        asked={"text": TITLE, "starred": f"{TITLE}: starred"},
        identity=" ".join(text.split()),
    )
