"""A personal log to read, print or paste, day by day. Cannot be imported again."""

from __future__ import annotations

from collections.abc import Iterator

from smartcli.exchange.by_day import by_day
from smartcli.exchange.report import Report, about, asked, nothing_said
from smartcli.exchange.worded import cells, with_ends
from smartcli.journal.entry import Entry
from smartcli.journal.happened import day_and_time
from smartcli.text.language import _, ngettext
from smartcli.text.markdown import escaped, on_one_line
from smartcli.text.sanitize import safe

SUFFIX = ".md"
BREAK = "  "  # Markdown's sign that the next line is one of its own


def render(report: Report) -> Iterator[bytes]:
    yield "\n".join([f"# {_('My log')}", "", _about(report), ""]).encode()
    for day, entries in by_day(report):
        yield f"\n## {on_one_line(day)}\n".encode()
        for entry in entries:
            yield "".join(f"\n{line}" for line in _entry(report, entry)).encode()


def _about(report: Report) -> str:
    count = len(report.entries)
    written = ngettext("{n} entry, exported on {day}.", "{n} entries, exported on {day}.", count)
    return " ".join(
        [
            written.format(n=count, day=on_one_line(report.made)),
            *about(report),
            _("It is for reading; “export json” writes one that can be imported again."),
        ]
    )


def _entry(report: Report, entry: Entry) -> Iterator[str]:
    time = day_and_time(entry)[len(entry.day) :].strip()
    yield from ("### " + " · ".join(on_one_line(part) for part in (time, report.title(entry)) if part), "")
    answered = report.said(entry)
    for key, answer in answered:
        yield from (f"**{on_one_line(asked(entry, key))}**", "")
        if isinstance(answer, list):
            yield from _list(report, entry, key, answer)
        else:
            yield from _quote(with_ends(answer, report.step(entry, key)))
        yield ""
    if not answered:
        yield from (nothing_said(entry), "")


def _quote(text: str) -> Iterator[str]:
    lines = [escaped(line) for line in safe(text).split("\n")]
    for number, line in enumerate(lines):
        goes_on = line and any(lines[number + 1 : number + 2])
        yield f"> {line}{BREAK}" if goes_on else f"> {line}".rstrip()


def _list(report: Report, entry: Entry, key: str, answer: list[object]) -> Iterator[str]:
    """An item a text, or a row of a table with what was asked before each of its cells."""
    for item in answer:
        if isinstance(item, dict):
            rows = [
                f"**{on_one_line(asked(entry, key, name))}** {on_one_line(with_ends(value, step))}"
                for name, value, step in cells(report, entry, key, item)
            ]
            yield "- " + f"{BREAK}\n  ".join(rows)
        else:
            yield f"- {on_one_line(with_ends(item, report.step(entry, key)))}"
