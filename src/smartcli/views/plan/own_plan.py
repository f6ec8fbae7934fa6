"""The plan out of the person's own stores: entries, cards and settings together, without what was put away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from smartcli.exercises.exercise import Exercise
from smartcli.first_aid.card_cache import Longer
from smartcli.home.settings import Settings
from smartcli.journal.entry import Entry
from smartcli.record import Record
from smartcli.stores import Stores
from smartcli.text.language import UNSAID, Later
from smartcli.views.cards import away_marks, cards
from smartcli.views.dates import DATES
from smartcli.views.goal import MY_GOAL
from smartcli.views.own_cards import sorted_out
from smartcli.views.plan.gathering import gather
from smartcli.views.plan.lines import Plan, PlanLine
from smartcli.views.plan.parts import PARTS


def own_plan(stores: Stores, entries: Sequence[Entry], now: datetime) -> Plan:
    """The plan out of all entries, oldest first. now: aware, in the person's zone."""
    kept = stores.settings()  # after the entries: what is sealed in it is there once they have been opened
    begun = [*_begun(entries, kept, stores.library.find(MY_GOAL))]
    by_kind: dict[str, list[PlanLine]] = {}
    for card in sorted_out(stores, entries)[0]:
        private = card.private or card.kind == "contact"  # names and numbers
        line = PlanLine(words=(card.text,), exercise=card.exercise, key=card.key, day=card.day, private=private)
        by_kind.setdefault(card.kind, []).append(line)
    made = gather(reversed(entries), stores.library, kept.day(now).isoformat(), begun, by_kind)
    away = stores.marks().away
    people = Longer(line.words[0] for line in by_kind.get("contact", ()))
    here = made.each(lambda line: None if _is_away(line, away) else line)
    return here.without_doubles().each(lambda line: _with_number(line, people))


MANY = 200  # entries of an exercise that the plan names in no place of its own; of more the newest count


class Needed(Record):
    """The exercises that the plan is made of. every: those of which all entries count; newest: the newest alone."""

    every: frozenset[str]
    newest: frozenset[str]


def has_cards(exercise: Exercise) -> bool:
    return any(step.card for _path, step in exercise.every_step())


def needed(stores: Stores, also: Callable[[Exercise], bool] = has_cards) -> Needed:
    """Of an exercise that is done day by day and gives the plan no more than cards, the newest are enough: the plan
    shows few of them. also: which exercises are needed beside those that the plan names.
    """
    library = stores.library
    named = {MY_GOAL, *(source.exercise for part in PARTS for source in part.sources), *(one.exercise for one in DATES)}
    others = {id for id in library.ids() if id not in named and (one := library.find(id)) and also(one)}
    often = others & stores.journal.often(MANY)
    return Needed(every=frozenset(named | others - often), newest=frozenset(often))


def entries_for(stores: Stores, which: Needed, found: Iterable[Entry]) -> list[Entry]:
    """The entries that the plan is made of, oldest first, without reading all of a journal.

    found: at least all entries of which.every, each once. Where a card that was picked to stand first is in none of
    these, all are read.
    """
    library, journal = stores.library, stores.journal
    chosen = [entry for entry in found if entry.exercise in which.every]
    for id in which.newest:
        chosen += islice(journal.latest(id), MANY)
    chosen.sort(key=lambda entry: entry.id)
    first = stores.marks().first
    if first and not {*first} <= {card.mark for card in cards(reversed(chosen), library)}:
        return journal.entries()
    return chosen


def _begun(entries: Sequence[Entry], kept: Settings, exercise: Exercise | None) -> Iterator[PlanLine]:
    """The change and the way: as the newest goal has them, or else as they were said at set-up."""
    goal = next((entry for entry in reversed(entries) if entry.exercise == MY_GOAL), None)
    for key, said, says in (("change", kept.change, UNSAID), ("way", kept.way, Later("My way"))):
        written = goal.answers.get(key) if goal else None
        if goal and isinstance(written, str):
            private = exercise is not None and exercise.is_private(key)
            yield PlanLine(words=(written,), says=says, private=private, exercise=MY_GOAL, key=key, day=goal.day)
        elif said.strip():
            yield PlanLine(words=(said,), says=says, key=key, day=kept.started)


def _is_away(line: PlanLine, away: Collection[str]) -> bool:
    return bool(away) and any(mark in away for text in line.cards for mark in away_marks(text, line.exercise))


def _with_number(line: PlanLine, people: Longer) -> PlanLine:
    """A name alone has the number that stands elsewhere."""
    is_bare = line.private and len(line.words) == 1
    return line.but(words=(people.of(line.words[0]),)) if is_bare else line
