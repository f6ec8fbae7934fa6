"""The plan for a session written down: a page of HTML to print, with slips to cut apart, or Markdown."""

from __future__ import annotations

from smartcli.exchange.meeting import Meeting, slip
from smartcli.exchange.pages import bullets, page, paragraph, section
from smartcli.exchange.pages.markup import NOTHING, Html, joined, on_lines, tag, words
from smartcli.text.language import _
from smartcli.text.markdown import on_one_line

SLIPS_A_SHEET = 4


def html(made: Meeting) -> bytes:
    """The plan, then a slip for everybody's own plan, each sheet with as many as it holds."""
    header = on_lines("header", tag("h1", words(_title())), paragraph(made.about))
    parts = on_lines("main", *(section(part.heading, bullets(part.says)) for part in made.parts))
    slips = on_lines("div", *(_slip() for _one in range(_rounded(made.people))), kind="slips")
    return page(_title(), "meeting", joined(header, parts, slips, between="\n"))


def markdown(made: Meeting) -> bytes:
    """The same to paste, with one slip."""
    lines = [f"# {_title()}", "", on_one_line(made.about), ""]
    for part in made.parts:
        lines += [f"## {on_one_line(part.heading)}", "", *(f"- {on_one_line(text)}" for text in part.says), ""]
    lines += [f"## {_of_slip()}", ""]
    for text in slip():
        lines += [on_one_line(text), "", "\\" + "_" * 40, ""]
    return "\n".join(lines).encode("utf-8")


def _title() -> str:
    return _("Plan for a session")


def _of_slip() -> str:
    return _("My plan for seven days")


def _rounded(people: int) -> int:
    """So many that no sheet is begun for less than it holds."""
    return -(-people // SLIPS_A_SHEET) * SLIPS_A_SHEET


def _slip() -> Html:
    rule = tag("p", NOTHING, kind="rule")
    return section(_of_slip(), *(part for text in slip() for part in (paragraph(text), rule, rule)))
