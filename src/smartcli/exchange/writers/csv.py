"""One long table with a row an answer, for spreadsheets and for counting. Cannot be imported again."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from smartcli.exchange.report import Report, asked
from smartcli.exchange.tables.cells import cell
from smartcli.journal.entry import Entry

SUFFIX = ".csv"
HEAD = ("id", "at", "day", "happened", "zone", "exercise", "key", "asked", "answer")


def render(report: Report) -> Iterator[bytes]:
    """UTF-8 with its mark, which spreadsheets need to read it as that; every cell in quotes."""
    yield codecs.BOM_UTF8 + written([HEAD])
    for entry in report.entries:
        yield written(_rows(report, entry))


def written(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue().encode()


def _rows(report: Report, entry: Entry) -> Iterator[list[str]]:
    times = (entry.at, entry.day, entry.happened, entry.zone)
    about = [cell(value) for value in (entry.id, *times, entry.exercise)]
    for key, answer in report.answers(entry):
        for path, wording, value in _values(entry, key, asked(entry, key), answer):
            yield [*about, cell(path), cell(wording), cell(value)]


def _values(entry: Entry, path: str, wording: str, value: object) -> Iterator[tuple[str, str, object]]:
    """What is in an answer, one by one: the key of a list's second text is goals.2, of a table's cell plans.2.when."""
    if isinstance(value, list) and value:
        for number, inner in enumerate(value, 1):
            yield from _values(entry, f"{path}.{number}", wording, inner)
    elif isinstance(value, dict) and value:
        table = path.rpartition(".")[0]
        for name, inner in value.items():
            yield from _values(entry, f"{path}.{name}", asked(entry, table, name), inner)
    else:
        yield path, wording, value
