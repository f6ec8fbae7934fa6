"""Any picture: drawn in characters, or the same in sentences for plain lines."""

from __future__ import annotations

from smartcli.text.pictures import bars, calendar, counts, pairs, weeks
from smartcli.text.pictures.shapes import Bars, Calendar, Counts, Pairs, Picture, Weeks
from smartcli.text.pictures.signs import Signs


def drawn(picture: Picture, width: int, signs: Signs) -> list[str]:
    """Lines of less than `width` columns: some terminals break a line that is full."""
    room = width - 1
    match picture:
        case Weeks():
            return weeks.drawn(picture, room, signs)
        case Calendar():
            return calendar.drawn(picture, room, signs)
        case Counts():
            return counts.drawn(picture, room, signs)
        case Bars():
            return bars.drawn(picture, room, signs)
        case Pairs():
            return pairs.drawn(picture, room, signs)


def brief(picture: Picture, width: int, signs: Signs) -> list[str]:
    """The newest of it in three lines and a key, for a page of several; nothing where that would say nothing."""
    room = width - 1
    match picture:
        case Weeks():
            return weeks.brief(picture, room, signs)
        case Calendar():
            return calendar.brief(picture, room, signs)
        case Counts():
            return counts.brief(picture, room, signs)
        case _:
            return []


def said(picture: Picture) -> str:
    """What the picture shows, in sentences; nothing that is drawn is left out, but for the number of each day."""
    match picture:
        case Weeks():
            return weeks.said(picture)
        case Calendar():
            return calendar.said(picture)
        case Counts():
            return counts.said(picture)
        case Bars():
            return bars.said(picture)
        case Pairs():
            return pairs.said(picture)
