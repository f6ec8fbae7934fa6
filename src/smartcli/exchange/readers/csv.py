"""Any table in text, whose columns the person names: which holds the day, and what the others are."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from smartcli.errors import SmartError, Usage
from smartcli.exchange.readers.brought import Brought, Hints, Omitted, Reading, not_of
from smartcli.exchange.readers.days_written import moment_in, order_of, time_in
from smartcli.exchange.readers.given import GivenFile
from smartcli.exchange.readers.table_text import TextTable, table_in
from smartcli.text.language import Later, _

TITLE = "CSV"
LOOKS = Later("This looks like a table (CSV).")
DAY, TIME = "day", "time"  # what columns are named for beside questions


def is_it(given: GivenFile) -> bool:
    """A first row of two names or more, and rows of as many cells."""
    text = given.text or ""
    if given.json is not None or "\n" not in text.strip():
        return False
    with suppress(SmartError):
        table = table_in("\n".join(text.split("\n", 200)[:200]))
        is_even = not table.odd and all(len(row) == len(table.names) for row in table.rows[:-1])
        return len(table.names) > 1 and len(table.rows) > 0 and is_even
    return False


def read(given: GivenFile, wanted: Hints) -> Reading:
    """SmartError: it is no table, EitherOrder; Usage: no column is named for the day, or one that is not there."""
    if given.text is None:
        raise not_of(TITLE)
    table = table_in(given.text)
    if DAY not in wanted.columns:
        raise Usage(_("Which column holds the day has to be said."), next=MAPPED)
    day_in, time_at = (_column(table, wanted.columns.get(key, ())) for key in (DAY, TIME))
    if not day_in:
        raise Usage(_("--map names a column or field that is not in this file."), next=MAPPED)
    order = order_of((row.get(day_in, "") for row in table.rows), wanted.order)
    reading = Reading()
    if table.odd:
        reading.leave(Omitted.ODD, table.odd)
    for row in table.rows:
        try:
            day, moment = moment_in(row.get(day_in, ""), order)
        except ValueError:
            reading.leave(Omitted.NO_DAY)
            continue
        if moment is None and (written := row.get(time_at, "").strip()):
            at = time_in(written)
            moment = datetime.combine(day, at) if at else None
            if at is None:
                reading.leave(Omitted.NO_TIME)
        fields = {name: cell.strip() for name, cell in row.items() if cell.strip()}
        zone = moment.isoformat()[-6:] if moment and moment.tzinfo else ""
        reading.take(Brought(day=day, moment=moment, zone=zone, fields=fields))
    return reading


MAPPED = "smartcli import --from csv --map day=COLUMN,text=COLUMN FILE"


def columns_of(given: GivenFile) -> Sequence[str]:
    """The names of its columns; none where it is no table."""
    try:
        return [name for name in table_in(given.text or "").names if name]
    except SmartError:
        return []


def _column(table: TextTable, wanted: Sequence[str]) -> str:
    return next((name for name in (named(table.names, one) for one in wanted) if name), "")


def named(names: Sequence[str], wanted: str) -> str:
    """The column that was meant: as it was typed, or in other capitals; "" = there is none."""
    if wanted in names:
        return wanted
    alike = [name for name in names if name.casefold().strip() == wanted.casefold().strip()]
    return alike[0] if len(alike) == 1 else ""
