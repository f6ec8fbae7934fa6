"""What the person wrote before, for the steps that recall it."""

from __future__ import annotations

from collections.abc import Sequence

from smartcli.derived import DERIVED, SET_UP
from smartcli.recent import recent
from smartcli.step import Answer, rows_of, texts
from smartcli.turn import Recall
from smartcli.world import World

REMEMBERED = 200  # entries of one exercise that are looked through for the person's own words


def recall(world: World) -> Recall:
    """What the person wrote before under "exercise.key", newest first; only the newest where a new entry replaces.

    Nothing while the journal is closed: saving asks for no passphrase.
    """

    def look(path: str) -> Sequence[Answer]:
        if world.is_closed:
            return ()
        if path in SET_UP:
            return texts(getattr(world.settings(), path.partition(".")[2]) or None)
        return [_worked_out(world, path)] if path in DERIVED else _written(world, path)

    return look


def _worked_out(world: World, path: str) -> list[str]:
    source = DERIVED[path]
    today = world.settings().day(world.now())
    entries, _is_whole = recent(world.journal.latest(), today=today, days=7 * source.weeks)
    return source.words(entries, world.library.find)


def _written(world: World, path: str) -> Sequence[Answer]:
    id, _dot, keys = path.partition(".")
    exercise = world.library.find(id)
    table, _dot, field = keys.partition(".")
    found: list[Answer] = []
    for entry in world.journal.latest(id):
        answer = entry.answers.get(table)
        if field and isinstance(answer, list):
            answer = texts([{field: row.get(field)} for row in rows_of(answer)])
        found.append(answer)
        if (exercise and exercise.replaces) or len(found) >= REMEMBERED:
            break
    return found
