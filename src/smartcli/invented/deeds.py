"""What an invented person did with their journal, and the lines that come of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from smartcli.home.ids import new_id, stamp
from smartcli.invented.chance import Chance
from smartcli.journal.changing import TAKEN_BACK_BY, change
from smartcli.journal.entry import Entry
from smartcli.journal.line import Table
from smartcli.record import Record


class Deed(Record):
    """One line to be. of: the number of the deed that it changes; undoes: that of the change it takes back."""

    number: int
    at: datetime
    machine: int
    table: Table
    of: int | None = None
    undoes: int | None = None


class Line(Record):
    """A line, without its `n` and `crc`, and on which machine it was written."""

    machine: int
    table: Table


def lines(deeds: Iterable[Deed], seed: int) -> Iterator[Line]:
    """The lines in the order in which they were written; ids are as they would be, and the same for the same seed."""
    chance = Chance(seed, "ids")
    ids: dict[int | None, str] = {}
    last: dict[int, str] = {}
    for deed in sorted(deeds, key=lambda one: (one.at, one.number)):
        after = max(last.get(deed.machine, ""), ids.get(deed.of, ""), ids.get(deed.undoes, ""))
        id = ids[deed.number] = last[deed.machine] = new_id(deed.at, after, chance.bytes)
        table = {**deed.table, "id": id}
        if deed.of is not None:
            table["of"] = ids[deed.of]
        if deed.undoes is not None:
            table["undoes"] = ids[deed.undoes]
        yield Line(machine=deed.machine, table=table)


def as_they_stand(written: Iterable[Line]) -> list[Entry]:
    """The entries that these lines come to, oldest first: changed as they were, without what is in the trash."""
    tables = [line.table for line in written]
    undone = {table["undoes"] for table in tables if table.get("op") == TAKEN_BACK_BY["edit"]}
    entries, trash = {table["id"]: table for table in tables if "op" not in table}, set()
    for table in sorted(tables, key=lambda one: str(one["id"])):
        of = table.get("of")
        match table.get("op"):
            case "edit" if table["id"] not in undone:
                entries[of] = _edited(entries[of], table)
            case "delete":
                trash.add(of)
            case "restore":
                trash.discard(of)
    return [Entry.from_line(entries[id]) for id in sorted(entries) if id not in trash]


def _edited(entry: Table, edit: Table) -> Table:
    moved: Table = {name: edit[name] for name in ("day", "happened") if name in edit}
    answers, asked = {**entry["answers"], **edit["answers"]}, {**entry["asked"], **edit["asked"]}
    return {**entry, **moved, "answers": answers, "asked": asked, "edited": edit["at"]}


def edit(at: datetime, asked: Table, answers: Table, **moved: str) -> Table:
    return change("edit", "", stamp(at), asked=asked, answers=answers, **moved)
