"""My plan written down: one page of HTML to print, or Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from smartcli.exchange.pages import bullets, page, paragraph, section
from smartcli.exchange.pages.markup import Html, joined, on_lines, tag, words
from smartcli.exchange.pages.rows import ARROW, ITEM, Block, Titles, by_title, empty, source
from smartcli.exchange.pages.sheet import fitted
from smartcli.text.language import _, typed
from smartcli.text.markdown import on_one_line
from smartcli.views.plan import Plan, grouped


def html(plan: Plan, titles: Titles) -> bytes:
    """One sheet, two at the very most: where it is full, lists are cut, and the page says so."""
    sheet = fitted(plan, titles)
    header = on_lines("header", tag("h1", words(_("My plan"))), paragraph(plan.day))
    main = on_lines("main", *(_section(block) for column in sheet.columns for block in column), kind=sheet.size)
    footer = tag("footer", paragraph(about(plan, cut=sheet.cut)))
    return page(_("My plan"), "plan", joined(header, main, footer, between="\n"))


def about(plan: Plan, *, cut: bool = False) -> str:
    """What whoever holds it has to know."""
    said = [_("Written down on {day}.").format(day=plan.day), _("This file is not encrypted.")]
    if plan.left_out:
        said.append(_("What is private is left out, such as people and signs."))
    if cut:
        said.append(typed(_("There is more than this sheet holds. To see it all: smartcli plan")))
    return " ".join(said)


def _section(block: Block) -> Html:
    parts: list[Html] = []
    for kind, rows in groupby(block.rows, key=lambda row: row.kind):
        texts = [row.text for row in rows]
        parts += [bullets(texts)] if kind == ITEM else [paragraph(text, kind) for text in texts]
    return section(block.title, *parts)


def markdown(plan: Plan, titles: Titles) -> bytes:
    return "\n".join(_markdown(plan, titles)).encode("utf-8")


def _markdown(plan: Plan, titles: Titles) -> Iterator[str]:
    yield from (f"# {_('My plan')}", "", about(plan), "")
    for part in plan.parts:
        yield from (f"## {part.title}", "")
        for says, texts in grouped(part.lines, ARROW):
            yield from (f"{on_one_line(says)}:", "") if says else ()
            yield from (*(f"- {on_one_line(text)}" for text in texts), "")
        if part.more:
            yield from (_("…and {n} more").format(n=part.more), "")
        if part.lines:
            yield from (on_one_line(source(part, titles)), "")
        else:
            yield from (on_one_line(empty(by_title(part, titles))), "")
