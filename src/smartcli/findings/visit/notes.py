"""What may be picked from own words for a page: notes, and what was written on very low days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from smartcli.findings.hard_evening import is_hard, very_low
from smartcli.findings.visit.facts import Low, Noted
from smartcli.findings.visit.wanted import LOW, NAMES
from smartcli.journal.entry import Entry
from smartcli.text.language import _
from smartcli.text.months import MONTHS
from smartcli.views.people_named import PeopleNamed
from smartcli.views.recall_sources import Find

OFFERED = 12  # of the newest


def offered_notes(
    entries: Iterable[Entry], find: Find, include: Iterable[str], people: PeopleNamed
) -> Mapping[str, Noted]:
    """The newest notes by the words they are offered in, the newest first.

    entries: of the span, the oldest first. A note is what was written in sentences; what its exercise calls private is
    none unless names may be on the page, and neither is what names one of these people, or what was written when it was
    very hard unless that may.
    """
    found: dict[str, Noted] = {}
    wanted = frozenset(include)
    for entry in sorted(entries, key=lambda one: one.day, reverse=True):
        exercise = find(entry.exercise)
        if exercise is None or (LOW not in wanted and is_hard(exercise, entry.answers)):
            continue
        for step in exercise.steps:
            words = step.among(entry.answers)
            if not step.is_prose or not isinstance(words, str) or (step.private and NAMES not in wanted):
                continue
            if people.are_in(words):
                continue
            noted = Noted(day=date.fromisoformat(entry.day), words=" ".join(words.split()))
            found.setdefault(_offer(noted), noted)
            if len(found) == OFFERED:
                return found
    return found


def _offer(noted: Noted) -> str:
    day = _("{day} {month}").format(day=noted.day.day, month=MONTHS[noted.day.month - 1])
    return f"{day}: {noted.words}"


def very_low_days(entries: Iterable[Entry], find: Find) -> tuple[Low, ...]:
    """What opened the card for a crisis, each answer once a day, the oldest day first."""
    found: dict[Low, None] = {}
    for entry in entries:
        exercise = find(entry.exercise)
        for path, step, answer in very_low(exercise, entry.answers) if exercise else ():
            asked = entry.asked.get(path) or step.ask
            found[Low(day=date.fromisoformat(entry.day), asked=asked, answer=step.said(answer))] = None
    return tuple(sorted(found, key=lambda one: one.day))
