"""Everything exactly as it is stored, private answers too, for other programs. Can be imported again."""

from collections.abc import Iterator

from smartcli.exchange.report import Report

SUFFIX = ".json"
HEAD = b'{"schema":1,"entries":[\n'


def render(report: Report) -> Iterator[bytes]:
    """One object; each entry is a line of its own, so that two exports can be compared."""
    before = HEAD
    for entry in report.entries:
        yield before + entry.as_bytes()
        before = b",\n"
    yield (HEAD if before is HEAD else b"") + b"\n]}\n"
