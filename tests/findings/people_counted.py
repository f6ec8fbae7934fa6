"""Two dozen invented people, as different from each other as people are."""

from __future__ import annotations

from collections.abc import Iterator

from smartcli.invented.effects import Effects
from smartcli.invented.invented import PATCHY, REGULAR, Invented
from smartcli.invented.people import PEOPLE
from smartcli.invented.words import MEASURES
from smartcli.journal.happened import EVENING
from smartcli.views.goal import Way

WAYS = (Way.LESS, Way.STOP, Way.BREAK, Way.UNSURE)
EFFECTS = (
    Effects(),
    Effects(sleep=2.5, more_after_bad_night=0.2, hard=(4, EVENING), hard_share=0.4),
    Effects(strongest=-3, sure=3, more=0.15, responses={0: 0.95, 7: 0.3}),
)


def people() -> Iterator[Invented]:
    """Every way with every change; edits, deletions, what is told later, and both machines are in most of them."""
    yield from PEOPLE.values()
    abouts = list(MEASURES)
    for number in range(20):
        way = WAYS[number % 4]
        yield Invented(
            seed=100 + number,
            way=way,
            about=abouts[number // 4 % 4],
            days=(4, 15, 45, 90, 400)[number % 5],
            writes=PATCHY if number % 3 == 1 else REGULAR,
            urges=(0.3, 0.8, 2.2)[number % 3],
            effects=EFFECTS[number % 3],
            decides=20 if way is Way.UNSURE and number % 8 == 3 else 0,
            counts=number % 7 != 2,
            limits=("day", "week", "")[number // 2 % 3],
            machines=1 + number % 2,
            own=0.3 if number % 4 > 1 else 0.0,
            older=20 if number % 5 == 3 else 0,
            later=0.25,
            edits=0.1,
            deletes=0.05,
            zone=("Europe/Madrid", "America/St_Johns", "UTC")[number % 3],
        )
