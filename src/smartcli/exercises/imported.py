"""What came from other programs: the one kind of entry that nobody was asked for, so it is in no list of exercises.

It is the person's own words, of a day. It has no measure, no card and no point: it counts as no check-in, no urge and
no practice, and what the log tells does not look at it.
"""

from __future__ import annotations

from smartcli.exercises.exercise import IMPORTED, Exercise
from smartcli.exercises.kinds import Lines, Text, YesNo
from smartcli.text.language import _


def as_exercise() -> Exercise:
    """What it can hold, so that lists, exports and pages treat its words as any others, and they can be changed."""
    return Exercise(
        id=IMPORTED,
        point="",
        title=_("From another program"),
        minutes=1,
        steps=(
            Text(key="title", ask=_("Title")),
            Text(key="text", ask=_("Text")),
            Lines(key="mood", ask=_("Mood")),
            Lines(key="activities", ask=_("Activities")),
            Lines(key="habits", ask=_("Habits")),
            Lines(key="tags", ask=_("Tags")),
            YesNo(key="starred", ask=_("Starred")),
        ),
    )
