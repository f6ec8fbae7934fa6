"""Any picture on a page: the drawing, its key, and its numbers in a table beneath."""

from __future__ import annotations

from smartcli.exchange.pages.markup import NOTHING, Html, tag, words
from smartcli.exchange.pages.pictures import bars, by_day, calendar, counts, pairs, weeks
from smartcli.text.language import _
from smartcli.text.pictures.shapes import Bars, Calendar, Counts, Pairs, Picture, Weeks


def figure(picture: Picture, id: str, *, is_by_day: bool = False, has_numbers: bool = True) -> Html:
    """The drawing, its key, what has to be said with it, its numbers folded away until they are asked for.

    id: of no other drawing on the page. is_by_day: a calendar as bars over an axis of days. Needs pictures.css.
    """
    drawing, key = drawn(picture, id, is_by_day=is_by_day), meanings(picture, is_by_day=is_by_day)
    note = getattr(picture, "note", "")
    said = [tag("span", words(note), kind="note")] if note else []
    caption = tag("figcaption", key, *said, between=" ") if key or said else NOTHING
    table = tag("details", tag("summary", words(_("The numbers"))), numbers(picture)) if has_numbers else NOTHING
    return tag("figure", drawing, caption, table, kind="picture", between="\n")


def drawn(picture: Picture, id: str, *, is_by_day: bool = False) -> Html:
    """The SVG alone, within an element of the class `picture`."""
    match picture:
        case Weeks():
            return weeks.drawn(picture, id)
        case Calendar():
            return by_day.drawn(picture, id) if is_by_day else calendar.drawn(picture, id)
        case Counts():
            return counts.drawn(picture, id)
        case Bars():
            return bars.drawn(picture, id)
        case Pairs():
            return pairs.drawn(picture, id)


def meanings(picture: Picture, *, is_by_day: bool = False) -> Html:
    """What each mark means."""
    match picture:
        case Weeks():
            return weeks.meanings()
        case Calendar():
            return by_day.meanings(picture) if is_by_day else calendar.meanings(picture)
        case Bars():
            return bars.meanings(picture)
        case Pairs():
            return pairs.meanings(picture)
        case Counts():
            return NOTHING


def numbers(picture: Picture) -> Html:
    """The table."""
    match picture:
        case Weeks():
            return weeks.numbers(picture)
        case Calendar():
            return calendar.numbers(picture)
        case Counts():
            return counts.numbers(picture)
        case Bars():
            return bars.numbers(picture)
        case Pairs():
            return pairs.numbers(picture)
