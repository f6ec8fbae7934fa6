"""Changes are lines too: an edit, a deletion, and what takes one of them back."""

from __future__ import annotations

from collections.abc import Iterable

from smartcli.journal.line import VERSION, Table

# What takes a change back. A restored entry leaves the trash; an edit that is taken back counts as never made.
TAKEN_BACK_BY = {"delete": "restore", "edit": "unedit"}


def change(op: str, of: str, at: str, **more: object) -> Table:
    return {"v": VERSION, "id": "", "op": op, "of": of, "at": at, **more}


def taking_back(one: Table, at: str) -> Table:
    return change(TAKEN_BACK_BY[one["op"]], one["of"], at, undoes=one["id"])


def newest(changes: Iterable[Table]) -> list[Table]:
    """Out of changes that come newest first: the newest that is not taken back, with all written together with it."""
    gone: set[object] = set()
    found: list[Table] = []
    for one in changes:
        if found and not _may_be_of(found[0], one):
            break
        if one["op"] in TAKEN_BACK_BY.values():
            gone.add(one.get("undoes"))
        elif one["op"] in TAKEN_BACK_BY and one["id"] not in gone and (not found or _batch(one) == _batch(found[0])):
            found.append(one)
    return found


def _batch(one: Table) -> object:
    """What was written at once carries the id of its first line."""
    return one.get("batch", one["id"])


def _may_be_of(first: Table, one: Table) -> bool:
    return isinstance(first.get("batch"), str) and one["id"] >= first["batch"]
