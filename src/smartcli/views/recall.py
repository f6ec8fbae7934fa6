"""What the person wrote before, for the steps that recall it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from smartcli.asking.turn import Recall
from smartcli.exercises.step import Answer, rows_of, texts
from smartcli.journal.entry import Entry
from smartcli.journal.recent import recent
from smartcli.stores import Stores
from smartcli.views.goal import MY_GOAL
from smartcli.views.last_plan import last_plan
from smartcli.views.limits import limits
from smartcli.views.recall_sources import DERIVED, LAST_PLAN, LIMITS, SET_UP

REMEMBERED = 200  # entries of one exercise that are looked through for the person's own words
# What hangs on the day, and on the goal.
OF_TODAY: Mapping[str, Callable[[Stores, date], list[str]]] = {LIMITS: limits, LAST_PLAN: last_plan}


def recall(stores: Stores, *, today: date) -> Recall:
    """What the person wrote before under "exercise.key", newest first; only the newest where a new entry replaces.

    Nothing while the journal is closed: saving asks for no passphrase. today: the day the person means.
    """

    def look(path: str) -> Sequence[Answer]:
        if stores.is_closed:
            return ()
        if path in SET_UP:
            return texts(_said(stores, path, today) or None)
        if path in OF_TODAY:
            return [OF_TODAY[path](stores, today)]
        return [_worked_out(stores, path, today)] if path in DERIVED else _written(stores, path, today)

    return look


def _said(stores: Stores, path: str, today: date) -> str:
    """The change that is wanted, and the way: as the goal has it, or else what was said at set-up."""
    key = path.partition(".")[2]
    newest = next(_latest(stores, MY_GOAL, today), None)
    written = newest.answers.get(key) if newest else None
    return written if isinstance(written, str) else str(getattr(stores.settings(), key))


def _worked_out(stores: Stores, path: str, today: date) -> list[str]:
    source = DERIVED[path]
    entries, _is_whole = recent(stores.journal.latest(), today=today, days=7 * source.weeks)
    return [*source.words(entries, stores.library.find)]


def _written(stores: Stores, path: str, today: date) -> Sequence[Answer]:
    id, _dot, keys = path.partition(".")
    exercise = stores.library.find(id)
    table, _dot, field = keys.partition(".")
    step = exercise.step(table) if exercise else None
    none = step.none if step else ""
    found: list[Answer] = []
    for entry in _latest(stores, id, today):
        answer = _something(step.among(entry.answers) if step else entry.answers.get(table), none)
        if field and isinstance(answer, list):
            answer = texts([{field: row.get(field)} for row in rows_of(answer)])
        found.append(answer)
        if (exercise and exercise.replaces) or len(found) >= REMEMBERED:
            break
    return found


def _latest(stores: Stores, id: str, today: date) -> Iterator[Entry]:
    """The newest first; of the goals those that are of no later day, as Goals.stood has it."""
    found = stores.journal.latest(id)
    return (one for one in found if one.day <= today.isoformat()) if id == MY_GOAL else found


def _something(answer: Answer, none: str) -> Answer:
    """The answer without the choice that stands for nothing."""
    if none and isinstance(answer, list):
        return [one for one in answer if isinstance(one, str) and one != none] or None
    return None if none and answer == none else answer
