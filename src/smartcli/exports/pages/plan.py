"""My plan written down: one page of HTML to print, or Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from smartcli.exports.markdown import on_one_line
from smartcli.exports.pages import bullets, height, more, page, paragraph, section, shortened, words
from smartcli.plan import Filled, Plan, grouped
from smartcli.words import _, typed

ARROW = " → "
LONGEST = 180  # characters of one text on the page
COLUMNS = 46  # letters of a line, rather too few than too many
ROOM = 96  # lines of a sheet, in two columns
HEAD = 4  # lines that a part takes beside its texts
GAP = 0.2  # lines between two texts
FEWEST, MOST = 4, 20  # texts of one part

Titles = Mapping[str, str]  # of exercises, by id


def html(plan: Plan, titles: Titles) -> bytes:
    """One sheet, two at the very most: long lists are cut, and the page says so."""
    most = fitting(plan)
    sections = "\n".join(_section(part, titles, most) for part in plan.parts)
    header = f"<header>\n<h1>{words(_('My plan'))}</h1>\n{paragraph(plan.day)}\n</header>"
    footer = f"<footer>{paragraph(about(plan))}</footer>"
    return page(_("My plan"), "plan", f"{header}\n<main>\n{sections}\n</main>\n{footer}")


def fitting(plan: Plan) -> int:
    """How many texts of each part have room on one sheet."""
    return next((most for most in range(MOST, FEWEST, -1) if _height(plan, most) <= ROOM), FEWEST)


def _height(plan: Plan, most: int) -> float:
    texts = [shortened(line.text(ARROW), LONGEST) for part in plan.parts for line in part.lines[:most]]
    headings = {(part.id, line.says) for part in plan.parts for line in part.lines[:most] if line.says}
    return HEAD * len(plan.parts) + len(headings) + sum(height(text, COLUMNS) + GAP for text in texts)


def about(plan: Plan) -> str:
    """What whoever holds it has to know."""
    said = [_("Written down on {day}.").format(day=plan.day), _("This file is not encrypted.")]
    if plan.left_out:
        said.append(_("Names and numbers are left out."))
    return " ".join(said)


def _section(part: Filled, titles: Titles, most: int) -> str:
    if not part.lines:
        return section(part.title, paragraph(empty(part), "empty"))
    parts: list[str] = []
    for says, texts in grouped(part.lines[:most], ARROW):
        parts += [paragraph(f"{says}:", "says")] if says else []
        parts.append(bullets([shortened(text, LONGEST) for text in texts]))
    return section(part.title, *parts, *more(len(part.lines) - most), paragraph(source(part, titles), "source"))


def source(part: Filled, titles: Titles) -> str:
    """The exercises a part comes from, by their titles."""
    if not part.exercises:
        return _("From: set-up")
    return _("From: {titles}").format(titles=", ".join(titles.get(id, id) for id in part.exercises))


def empty(part: Filled) -> str:
    """What stands in a part without lines: the exercise that fills it."""
    if part.left_out:
        return _("Names and numbers are left out here.")
    if part.fills:
        return typed(_("Nothing here yet: smartcli do {id}")).format(id=part.fills)
    return _("Nothing here yet.")


def markdown(plan: Plan, titles: Titles) -> bytes:
    return "\n".join(_markdown(plan, titles)).encode("utf-8")


def _markdown(plan: Plan, titles: Titles) -> Iterator[str]:
    yield from (f"# {_('My plan')}", "", about(plan), "")
    for part in plan.parts:
        yield from (f"## {part.title}", "")
        for says, texts in grouped(part.lines, ARROW):
            yield from (f"{on_one_line(says)}:", "") if says else ()
            yield from (*(f"- {on_one_line(text)}" for text in texts), "")
        if part.lines:
            yield from (on_one_line(source(part, titles)), "")
        else:
            yield from (on_one_line(empty(part)), "")
