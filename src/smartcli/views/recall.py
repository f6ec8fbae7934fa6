"""What the person wrote before, for the steps that recall it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from smartcli.asking.turn import Recall
from smartcli.exercises.step import Answer, rows_of, texts
from smartcli.journal.recent import recent
from smartcli.stores import Stores
from smartcli.views.recall_sources import DERIVED, SET_UP

REMEMBERED = 200  # entries of one exercise that are looked through for the person's own words


def recall(stores: Stores, *, today: date) -> Recall:
    """What the person wrote before under "exercise.key", newest first; only the newest where a new entry replaces.

    Nothing while the journal is closed: saving asks for no passphrase. today: the day the person means.
    """

    def look(path: str) -> Sequence[Answer]:
        if stores.is_closed:
            return ()
        if path in SET_UP:
            return texts(getattr(stores.settings(), path.partition(".")[2]) or None)
        return [_worked_out(stores, path, today)] if path in DERIVED else _written(stores, path)

    return look


def _worked_out(stores: Stores, path: str, today: date) -> list[str]:
    source = DERIVED[path]
    entries, _is_whole = recent(stores.journal.latest(), today=today, days=7 * source.weeks)
    return [*source.words(entries, stores.library.find)]


def _written(stores: Stores, path: str) -> Sequence[Answer]:
    id, _dot, keys = path.partition(".")
    exercise = stores.library.find(id)
    table, _dot, field = keys.partition(".")
    found: list[Answer] = []
    for entry in stores.journal.latest(id):
        answer = entry.answers.get(table)
        if field and isinstance(answer, list):
            answer = texts([{field: row.get(field)} for row in rows_of(answer)])
        found.append(answer)
        if (exercise and exercise.replaces) or len(found) >= REMEMBERED:
            break
    return found
