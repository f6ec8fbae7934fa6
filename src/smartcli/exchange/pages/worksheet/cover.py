"""What lies on top where several sheets are in one file: what they are, in their order."""

from __future__ import annotations

from collections.abc import Sequence

from smartcli.exchange.pages.markup import AUTO, Html, on_lines, tag, words
from smartcli.exchange.pages.worksheet import leading, marks
from smartcli.exchange.pages.worksheet.height import Room, last_together
from smartcli.exchange.pages.worksheet.sheet import Worksheet
from smartcli.text.language import _, ngettext

TOGETHER = 6  # titles that stand in one list: between two a page may end


def cover(sheets: Sequence[Worksheet], title: str, size: str, room: Room) -> Html:
    n = len(sheets)
    count = ngettext("{n} exercise to do by hand.", "{n} exercises to do by hand.", n).format(n=n)
    free = _("You may leave anything out. Nobody has to see what you write, and nothing of it is marked.")
    is_example = any(one.answers for one in sheets)
    invented = _("They are filled in with examples. The people are invented.") if is_example else ""
    header = tag("header", tag("h1", words(title), runs=AUTO), marks.said(count), marks.said(invented, "example"))
    notes = [leading.on_cover()] if any(one.leads for one in sheets) else []
    titles = [_title(sheet) for sheet in sheets]
    lists = [marks.listed(titles[at : at + TOGETHER], "contents") for at in range(0, n, TOGETHER)]
    parts = [marks.said(free), *notes, *lists, tag("footer", marks.said(notice()))]
    begin, _is_good = last_together(parts, room)
    main = on_lines("main", *parts[:begin], on_lines("div", *parts[begin:], kind="last"))
    return on_lines("div", header, main, kind=f"sheet {size}", runs=marks.runs(title))


def _title(sheet: Worksheet) -> Html:
    return words(f"{sheet.exercise.title} ({sheet.exercise.lasts})")


def notice() -> str:
    made = _(
        "Made with smartcli, for self-help and learning. It is not treatment, not a diagnosis and not emergency care."
    )
    return f"{made} {_('smartcli is not affiliated with SMART Recovery, nor endorsed by it.')}"
