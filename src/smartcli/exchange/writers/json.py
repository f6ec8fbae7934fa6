"""Everything exactly as it is stored, private answers too, for other programs. Can be imported again."""

from io import BytesIO

from smartcli.exchange.report import Report

SUFFIX = ".json"
HEAD = b'{"schema":1,"entries":[\n'


def render(report: Report) -> bytes:
    """One object; each entry is a line of its own, so that two exports can be compared."""
    file = BytesIO()
    file.write(HEAD)
    between = b""
    for entry in report.entries:
        file.write(between)
        file.write(entry.as_bytes())
        between = b",\n"
    file.write(b"\n]}\n")
    return file.getvalue()
