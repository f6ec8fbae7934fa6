"""Daylio: its CSV. Moods and activities are the person's own words, times are those of the clock, without a zone."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime

from smartcli.errors import SmartError
from smartcli.exchange.readers.brought import Brought, Hints, Omitted, Reading, not_of
from smartcli.exchange.readers.days_written import time_in
from smartcli.exchange.readers.given import GivenFile
from smartcli.exchange.readers.table_text import TextTable, table_in
from smartcli.exercises.step import Answer
from smartcli.text.language import Later

TITLE = "Daylio"
LOOKS = Later("This looks like an export of Daylio.")
DAY = "full_date"  # the one column whose form does not follow the person's language
OTHERWISE = (";", "\t")
KNOWN = {DAY, "date", "weekday", "time", "mood", "activities", "note_title", "note"}


def is_it(given: GivenFile) -> bool:
    head = (given.text or "").lstrip()[:200].partition("\n")[0]
    return head.strip().strip('"').startswith(DAY) and "mood" in head


def read(given: GivenFile, wanted: Hints) -> Reading:  # noqa: ARG001  what a spreadsheet has to be told
    """SmartError: it is no CSV of Daylio's."""
    table = _table(given)
    if table is None or not {DAY, "mood"} <= {*table.names}:
        raise not_of(TITLE)
    reading = Reading()
    if table.odd:
        reading.leave(Omitted.ODD, table.odd)
    if unknown := {name for name in table.names if name} - KNOWN:
        reading.leave(Omitted.FIELDS, len(unknown))
    for row in table.rows:
        try:
            day = date.fromisoformat(row[DAY].strip())
        except ValueError:
            reading.leave(Omitted.NO_DAY)
            continue
        written = row.get("time", "").strip()
        at = time_in(written)
        if written and at is None:
            reading.leave(Omitted.NO_TIME)
        reading.take(_entry(day, datetime.combine(day, at) if at else None, row))
    return reading


def _table(given: GivenFile) -> TextTable | None:
    """Its columns are parted by commas; a spreadsheet that saved it again may part them in another way."""
    text = given.text or ""
    after = text.lstrip().lstrip('"').removeprefix(DAY).lstrip('"')[:1]
    with suppress(SmartError):
        return table_in(text, after if after in OTHERWISE else ",")
    return None


def _entry(day: date, moment: datetime | None, row: Mapping[str, str]) -> Brought:
    fields = {name: row[name].strip() for name in ("mood", "activities", "note_title", "note") if row.get(name)}
    activities = [one for part in fields.get("activities", "").split("|") if (one := part.strip())]
    answers: dict[str, Answer] = {
        "title": fields.get("note_title", ""),
        "text": fields.get("note", ""),
        "mood": [fields["mood"]] if fields.get("mood") else "",
        "activities": activities or "",
    }
    return Brought(
        day=day,
        moment=moment,
        fields={name: text for name, text in fields.items() if text},
        answers={key: answer for key, answer in answers.items() if answer},
        asked={
            "title": f"{TITLE}: note_title",
            "text": f"{TITLE}: note",
            "mood": f"{TITLE}: mood",
            "activities": f"{TITLE}: activities",
        },
    )
