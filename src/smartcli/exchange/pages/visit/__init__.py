"""A page for a visit: what was written since the last one, on one sheet that somebody else reads in half a minute."""

from __future__ import annotations

from collections.abc import Sequence

from smartcli.exchange.pages import beside, bullets, page
from smartcli.exchange.pages.markup import AUTO, NOTHING, Html, on_lines, tag, words
from smartcli.exchange.pages.measure import cut, wrapped
from smartcli.exchange.pages.visit import counted, day_table, days, moving, urges
from smartcli.exchange.pages.visit.moving import MOST
from smartcli.exchange.pages.visit.sayings import (
    BandText,
    day_said,
    goal_said,
    how_it_went,
    is_it_moving,
    span_said,
    what_became,
)
from smartcli.findings.visit.facts import Facts, Low, Visit
from smartcli.text.language import _
from smartcli.text.pictures import writing

TALK, PLAN, NOTES, LOW, DAYS = 3, 4, 3, 3, 3  # texts, and answers that were very low with their days, at the most
COLUMN, ROW = 22.0, 54.0  # ems of a line in a column, and of one over the sheet; visit.css
NAME, UNIT = 13.0, 9.0  # of what is rated, and of what is counted
LINES, NOTE_LINES = 2, 2  # of one text
BESIDE, USUAL = 14.0, (6, 6, 5)  # ems of a line left of a drawing, and how many have room beside each
FOOT, FOOT_LINES = 68.0, 2  # ems of a line in the small print, and how many have room
SIZES = {"large": 17.0, "": 26.0, "small": 38.0}  # by the lines of the higher column; visit.css
LONG = 15  # signs of a large number with what it is of, beyond which it is set smaller


def html(visit: Visit) -> bytes:
    """The whole file: one sheet of A4 or Letter, two with the table."""
    visit = visit.but(facts=_narrow(visit.facts))
    facts = visit.facts
    bands = [
        _band(how_it_went(facts), days.drawing(facts) if facts.asked else NOTHING),
        _band(what_became(facts), urges.drawing(facts) if facts.urges else NOTHING),
        _band(is_it_moving(facts), moving.table(facts.moving) if facts.moving else NOTHING, arrow=True),
    ]
    size, columns = _columns(visit)
    second = [day_table.page(facts)] if visit.has_table else []
    parts = [_header(visit), *bands, *columns, _footer(visit), *second]
    return page(_title(visit), "pictures visit", on_lines("main", *parts, kind=size))


def _narrow(facts: Facts) -> Facts:
    """The same with names that a row has room for."""
    moving = facts.moving
    if moving:
        pairs = tuple(pair.but(label=cut(pair.label, NAME, LINES)) for pair in moving.pairs[:MOST])
        moving = moving.but(pairs=pairs)
    return facts.but(goal=facts.goal.but(unit=cut(facts.goal.unit, UNIT, 1)), moving=moving)


def in_words(visit: Visit, *, has_numbers: bool = True) -> list[tuple[str, list[str]]]:
    """What will stand on the page, to be read before it is written: each title with its sentences."""
    facts = visit.facts
    found = [
        (
            _title(visit),
            [*goal_said(facts.goal, _change(visit), visit.made), *([span_said(facts)] if has_numbers else [])],
        )
    ]
    found += _figures(facts) if has_numbers else []
    written = _written(visit if has_numbers else visit.but(low=()))
    return [*found, *written, (_("At the foot"), [_small_print(visit)])]


def _figures(facts: Facts) -> list[tuple[str, list[str]]]:
    found = [(one.title, one.said) for one in (how_it_went(facts), what_became(facts), is_it_moving(facts))]
    if facts.did:
        rows = [f"{bar.label}: {sum(bar.counts)}, {bar.words}" for bar in facts.did.bars[: counted.ROWS]]
        found.append((_did(), rows))
    if facts.when:
        rows = [f"{name}: {sum(counts)}" for name, counts in zip(facts.when.rows, facts.when.counts, strict=True)]
        found.append((_when(), rows))
    return found


def _title(visit: Visit) -> str:
    return _("For my visit, {day}").format(day=day_said(visit.made))


def _change(visit: Visit) -> str:
    return cut(visit.facts.goal.change, ROW, 1)


def _did() -> str:
    return _("What did I do, and what followed?")


def _when() -> str:
    return _("When did urges come?")


def _header(visit: Visit) -> Html:
    facts = visit.facts
    goal = " ".join(goal_said(facts.goal, _change(visit), visit.made))
    parts = [tag("h1", words(_title(visit)))]
    if goal:
        parts.append(tag("p", words(goal), kind="goal", runs=AUTO))
    return on_lines("header", *parts, tag("p", words(span_said(facts)), kind="span"))


def _band(said: BandText, drawn: Html, *, arrow: bool = False) -> Html:
    """A question: the large number left, what it rests on right."""
    parts = [tag("h2", words(said.title))]
    lines = list(said.lines)
    if said.large:
        small = said.small
        kind = "big long" if len(said.large) + len(small) > LONG else "big"
        if arrow:
            parts.append(tag("p", words(lines.pop(0)), kind="of"))
        large = [words(said.large)] if not small else [words(said.large), tag("small", words(small))]
        parts.append(tag("p", *large, kind=kind, between=" "))
    strong = len(lines) - (len(said.lines) - said.strong)
    parts += [tag("p", tag("b", words(text)) if n < strong else words(text)) for n, text in enumerate(lines)]
    return on_lines("section", tag("div", *parts), *([drawn] if drawn else []), kind="band" if drawn else "band alone")


def _columns(visit: Visit) -> tuple[str, list[Html]]:
    """The size of the letters, and two columns, the next part always into the one that is less high."""
    facts = visit.facts
    parts: list[tuple[float, Html]] = []  # and how high they are, in lines
    if facts.did:
        lines = sum(wrapped(label, counted.LABEL) for label in counted.labels(facts.did))
        parts.append((lines + 4, on_lines("section", tag("h2", words(_did())), counted.done(facts.did))))
    if facts.when:
        high = (len(facts.when.rows) + len(facts.when.beneath)) * 1.2 + 3
        parts.append((high, on_lines("section", tag("h2", words(_when())), counted.when(facts.when))))
    for title, texts in _written(visit):
        high = 2.0 + sum(wrapped(text, COLUMN) for text in texts)
        parts.append((high, on_lines("section", tag("h2", words(title)), bullets(texts), kind="own")))
    columns: tuple[list[Html], list[Html]] = ([], [])
    heights = [0.0, 0.0]
    for high, part in parts:
        side = int(heights[1] < heights[0])
        columns[side].append(part)
        heights[side] += high
    high = max(heights) + _above(visit)
    size = next((name for name, room in SIZES.items() if high <= room), "small least")
    return size, [tag("div", *(on_lines("div", *column) for column in columns), kind="two")] if parts else []


def _above(visit: Visit) -> float:
    """Lines that the parts above the columns, and the foot, take beyond what is usual."""
    facts = visit.facts
    goal = wrapped(" ".join(goal_said(facts.goal, _change(visit), visit.made)), ROW) - 1
    bands = (how_it_went(facts), what_became(facts), is_it_moving(facts))
    lines = [sum(wrapped(line, BESIDE) for line in band.lines if line) for band in bands]
    foot = max(0, wrapped(_small_print(visit), FOOT) - FOOT_LINES)
    return goal + foot + sum(max(0, one - room) for one, room in zip(lines, USUAL, strict=True))


def room_to_talk(text: str) -> int | None:
    """How many of its letters have room, where a line to talk about does not stand on the page as it is; else None."""
    whole, shown = (cut(text, COLUMN, lines) for lines in (len(text) + 1, LINES))
    return None if shown == whole else len(shown) - 1


def _written(visit: Visit) -> list[tuple[str, list[str]]]:
    """The person's own words under their titles; what was not chosen has none."""
    talk = [cut(text, COLUMN, LINES) for text in visit.talk[:TALK]]
    plan = [cut(text, COLUMN, LINES) for text in visit.plan[:PLAN]]
    notes = [cut(f"{writing.day(note.day)}: {note.words}", COLUMN, NOTE_LINES) for note in visit.notes[:NOTES]]
    plan += beside(len(visit.plan) - PLAN)
    found = [(_("I want to talk about"), talk), (_("From my plan"), plan), (_("What I wrote"), notes)]
    found.append((_("Very low days"), _very_low(visit.low or ())))
    return [(title, texts) for title, texts in found if texts]


def _very_low(low: Sequence[Low]) -> list[str]:
    """A line for each answer that was, with its question and its days; the newest first."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in reversed(low):
        found.setdefault((one.asked, one.answer), []).append(writing.day(one.day))
    lines = [
        _("“{question}” {answer}: {days}").format(
            question=question, answer=answer, days=", ".join([*days[:DAYS], *beside(len(days) - DAYS)])
        )
        for (question, answer), days in found.items()
    ]
    return [*(cut(line, COLUMN, LINES) for line in lines[:LOW]), *beside(len(lines) - LOW)]


def _names_left_out(visit: Visit) -> str:
    if visit.names_in_talk:
        return _("private answers and texts with a name out of them, but for what I want to talk about")
    return _("private answers and texts with a name out of them")


def _small_print(visit: Visit) -> str:
    out = [
        word
        for word, is_in in (
            (_("notes"), visit.has_notes),
            (_names_left_out(visit), visit.has_names),
            (_("my plan"), visit.has_plan),
            (_("some words"), not visit.left_out),
        )
        if not is_in
    ]
    said = [
        _("I wrote this; nothing was measured."),
        _("It shows what came together, not why."),
        _("Not on this page: {parts}.").format(parts=", ".join(out)) if out else "",
        "" if visit.low is not None else _("Very low days, if there were any, count like others and are not named."),
        _("I wrote it with smartcli, a private diary program on my own computer, which sent it to nobody."),
        _("The file is not encrypted."),
    ]
    return " ".join(filter(None, said))


def _footer(visit: Visit) -> Html:
    return tag("footer", tag("p", words(_small_print(visit))))
