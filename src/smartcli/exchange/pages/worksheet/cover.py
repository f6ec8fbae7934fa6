"""What lies on top where several sheets are in one file: what they are, in their order."""

from __future__ import annotations

from collections.abc import Sequence

from smartcli.exchange.pages.markup import AUTO, NOTHING, Html, on_lines, tag, words
from smartcli.exchange.pages.worksheet import leading, marks
from smartcli.exchange.pages.worksheet.sheet import Worksheet
from smartcli.text.language import _, ngettext

MANY = 16  # titles that stand in one column


def cover(sheets: Sequence[Worksheet], title: str, size: str) -> Html:
    n = len(sheets)
    count = ngettext("{n} exercise to do by hand.", "{n} exercises to do by hand.", n).format(n=n)
    free = _("You may leave anything out. Nobody has to see what you write, and nothing of it is marked.")
    invented = (
        _("They are filled in with examples. The people are invented.") if any(one.answers for one in sheets) else ""
    )
    header = tag("header", tag("h1", words(title), runs=AUTO), marks.said(count), marks.said(invented, "example"))
    notes = leading.on_cover() if any(one.leads for one in sheets) else NOTHING
    titles = (_title(sheet) for sheet in sheets)
    listed = marks.listed(titles, "contents two" if n > MANY else "contents", "ol")
    main = on_lines("main", marks.said(free), notes, listed, tag("footer", marks.said(notice())))
    return on_lines("div", header, main, kind=f"sheet {size}", runs=marks.runs(title))


def _title(sheet: Worksheet) -> Html:
    return words(f"{sheet.exercise.title} ({sheet.exercise.lasts})")


def notice() -> str:
    made = _(
        "Made with smartcli, for self-help and learning. It is not treatment, not a diagnosis and not emergency care."
    )
    return f"{made} {_('smartcli is not affiliated with SMART Recovery, nor endorsed by it.')}"
