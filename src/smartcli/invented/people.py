"""Invented people with a name: one for each way, for the demo, the docs and the tests."""

from __future__ import annotations

from collections.abc import Mapping

from smartcli.invented.effects import Effects
from smartcli.invented.invented import PATCHY, Invented, Writes
from smartcli.journal.happened import EVENING
from smartcli.views.goal import Way

FRIDAY = 4
RIDE_IT_OUT, TALK, DISTRACT = 0, 6, 7  # places among what the urge log offers to have done

# Three months of cutting down: nights matter, Fridays are hard, and it moves. The person of the docs.
SAM = Invented(
    seed=12,
    name="Sam",
    way=Way.LESS,
    about="alcohol",
    days=90,
    writes=Writes(share=0.85),
    effects=Effects(
        sleep=2.5,
        strongest=-2.5,
        sure=1.0,
        responses={RIDE_IT_OUT: 0.95, TALK: 0.9, DISTRACT: 0.5},
        hard=(FRIDAY, EVENING),
        hard_share=0.35,
        more_after_bad_night=0.12,
    ),
)
# Stops; two machines, and part of it in exercises of their own. Nothing hangs on anything.
MILAN = Invented(
    seed=21,
    name="Milan",
    way=Way.STOP,
    about="gambling",
    days=90,
    urges=0.6,
    counts=False,
    machines=2,
    own=0.25,
    effects=Effects(more=0.03),
)
# Takes a break from games, and writes for some days and then not.
KIM = Invented(seed=33, name="Kim", way=Way.BREAK, about="screens", days=75, writes=PATCHY, limits="", urges=0.7)
# Undecided until the 34th day, when they decide to stop; begins in the first versions.
NOOR = Invented(
    seed=47,
    name="Noor",
    way=Way.UNSURE,
    about="smoking",
    days=60,
    decides=34,
    older=20,
    effects=Effects(sure=3.0, strongest=-2.0, more=0.15),
)

PEOPLE: Mapping[str, Invented] = {one.name.lower(): one for one in (SAM, MILAN, KIM, NOOR)}
