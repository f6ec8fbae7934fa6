"""What is true of an invented person, so that it is known what there is to be found in what they write."""

from __future__ import annotations

from collections.abc import Mapping

from smartcli.record import Record

BAD_NIGHT = 4  # a sleep rated so or lower is one
GOOD_NIGHT = 6  # and so or higher
ALL_ALIKE: Mapping[int, float] = {}  # no response has a share of its own


class Effects(Record):
    """Points are those of a scale of 0 to 10; a share is from 0 to 1. As it stands, nothing hangs on anything.

    sleep: points by which the strongest urge of a day is higher after a bad night. strongest, sure: points by which
    the strongest urge, and how sure they are of tomorrow, move from the first day to the last. rides: the share of
    urges that are not acted on; responses: the same where they did something that has a share of its own, by its place
    among the choices of the urge log. eases: points by which an urge goes down. hard: a day of the week from 0, which
    is Monday, and the place of a part of the day; hard_share: the share of all urges that comes then, beyond chance;
    hard_rides: the share of these that is not acted on, None = as of all.
    more: the share of days of more than was wanted; more_after_bad_night: what is added to it then.
    """

    sleep: float = 0.0
    strongest: float = 0.0
    sure: float = 0.0
    rides: float = 0.8
    responses: Mapping[int, float] = ALL_ALIKE
    eases: float = 3.0
    hard: tuple[int, int] | None = None
    hard_share: float = 0.0
    hard_rides: float | None = None
    more: float = 0.06
    more_after_bad_night: float = 0.0


NOTHING = Effects()
