"""Changes are lines too: an edit, a deletion, and what takes one of them back."""

from __future__ import annotations

from collections.abc import Iterable

from smartcli.home.ids import leaves_room
from smartcli.journal.entry import Entry
from smartcli.journal.line import VERSION, Table

# What takes a change back. A restored entry leaves the trash; an edit that is taken back counts as never made.
TAKEN_BACK_BY = {"delete": "restore", "edit": "unedit"}
NAMED_BY = {"restore": "delete"}  # a deletion that comes after a restoring whose id leaves no room names that


def change(op: str, of: str, at: str, **more: object) -> Table:
    return {"v": VERSION, "id": "", "op": op, "of": of, "at": at, **more}


def taking_back(one: Table, at: str) -> Table:
    return change(TAKEN_BACK_BY[one["op"]], one["of"], at, undoes=one["id"])


def newest(changes: Iterable[Table]) -> list[Table]:
    """Out of changes that come newest first: the newest that is not taken back, with all written together with it.

    What takes one back names it, and may have any id: also a lesser one, where there was none after that.
    """
    every = list(changes)
    gone = {(one["op"], one["of"], one.get("undoes")) for one in every}
    found: list[Table] = []
    for one in every:
        if found and not _may_be_of(found[0], one):
            break
        by = TAKEN_BACK_BY.get(one["op"])
        if by and (by, one["of"], one["id"]) not in gone and (not found or _batch(one) == _batch(found[0])):
            found.append(one)
    return found


# What has an id at the very end, after which there is none. Nothing can come after it, so it is named instead.


def standing(op: str, of: str, changes: Iterable[Table]) -> list[Table]:
    """The changes of an entry of this kind that leave no room for another, and that nobody has named."""
    every = [one for one in changes if one["of"] == of]
    named = {one.get("undoes") for one in every if one["op"] in (TAKEN_BACK_BY.get(op), NAMED_BY.get(op))}
    return [one for one in every if one["op"] == op and not leaves_room(one["id"]) and one["id"] not in named]


def edits(edit: Table, entry: Entry, changes: Iterable[Table]) -> list[Table]:
    """An edit as lines that count whatever was changed before. entry: as it is today."""
    last = standing("edit", entry.id, changes)
    if not last:
        return [edit]
    now = {"day": entry.day, "happened": entry.happened}
    whole = {name: {**getattr(entry, name), **edit.get(name, {})} for name in ("asked", "answers")}
    return [*(taking_back(one, edit["at"]) for one in last), {**now, **edit, **whole}]


def deletions(of: str, at: str, changes: Iterable[Table]) -> list[Table]:
    """The same of a deletion."""
    last = standing("restore", of, changes)
    return [change("delete", of, at, undoes=one["id"]) for one in last] or [change("delete", of, at)]


def takings_back(newest: Iterable[Table], at: str, changes: Iterable[Table]) -> list[Table]:
    """Lines that take these back, and what would hide an entry all the same."""
    every, chosen = list(changes), list(newest)
    deleted = dict.fromkeys(one["of"] for one in chosen if one["op"] == "delete")
    last = [one for of in deleted for one in standing("delete", of, every) if one not in chosen]
    return [taking_back(one, at) for one in [*chosen, *last]]


def _batch(one: Table) -> object:
    """What was written at once carries the id of its first line."""
    return one.get("batch", one["id"])


def _may_be_of(first: Table, one: Table) -> bool:
    return isinstance(first.get("batch"), str) and one["id"] >= first["batch"]
