"""A page of your log to read and print, the newest day first, ratings with their range. Cannot be imported again."""

from __future__ import annotations

from collections.abc import Iterator

from smartcli.exchange.by_day import by_day
from smartcli.exchange.pages import around, paragraph
from smartcli.exchange.pages.markup import AUTO, NOTHING, Html, joined, on_lines, tag, words
from smartcli.exchange.report import Report, about, asked, nothing_said
from smartcli.exchange.worded import cells, ends_of, worded
from smartcli.exercises.step import Step
from smartcli.journal.entry import Entry
from smartcli.journal.happened import PARTS, day_and_time
from smartcli.text.days_said import in_full
from smartcli.text.language import Later, _, ngettext

SUFFIX = ".html"
TIMES = dict(zip(PARTS, (Later("Night"), Later("Morning"), Later("Afternoon"), Later("Evening")), strict=True))


def render(report: Report) -> Iterator[bytes]:
    """Piece by piece: no more is held than a day."""
    before, after = around(_("My log"), "log")
    header = on_lines("header", tag("h1", words(_("My log"))), paragraph(_about(report)))
    begins, _nothing, ends = on_lines("main").partition("\n")
    yield before + joined(header, Html(begins), NOTHING, between="\n").encode()
    for day, entries in by_day(report):
        title = tag("h2", words(in_full(day)))
        shown = (_entry(report, entry) for entry in entries)
        yield joined(on_lines("section", title, *shown), NOTHING, between="\n").encode()
    yield ends.encode() + after


def _about(report: Report) -> str:
    count = len(report.entries)
    said = ngettext("{n} entry, exported on {day}.", "{n} entries, exported on {day}.", count)
    return " ".join([said.format(n=count, day=in_full(report.made)), *about(report)])


def _entry(report: Report, entry: Entry) -> Html:
    time = day_and_time(entry)[len(entry.day) :].strip()
    head = " · ".join(filter(None, (str(TIMES.get(time, time)), report.title(entry))))
    pairs = [part for key, answer in report.said(entry) for part in _pair(report, entry, key, answer)]
    inside = on_lines("dl", *pairs) if pairs else paragraph(nothing_said(entry), "none")
    return on_lines("article", tag("h3", words(head), runs=AUTO), inside)


def _pair(report: Report, entry: Entry, key: str, answer: object) -> Iterator[Html]:
    yield tag("dt", words(asked(entry, key)), runs=AUTO)
    if isinstance(answer, list):
        yield on_lines("dd", on_lines("ul", *(_item(report, entry, key, item) for item in answer)))
    else:
        yield tag("dd", _said(answer, report.step(entry, key)), runs=AUTO)


def _item(report: Report, entry: Entry, key: str, item: object) -> Html:
    """A text, or a row of a table with what was asked before each of its cells."""
    if not isinstance(item, dict):
        return tag("li", _said(item, report.step(entry, key)), runs=AUTO)
    parts = [
        tag("p", tag("b", words(asked(entry, key, name))), _said(value, step), runs=AUTO, between=" ")
        for name, value, step in cells(report, entry, key, item)
    ]
    return on_lines("li", *parts)


def _said(answer: object, step: Step | None) -> Html:
    ends = ends_of(answer, step)
    small = [tag("span", words(f"({ends})"), kind="ends")] if ends else []
    return joined(words(worded(answer, step)), *small, between=" ")
