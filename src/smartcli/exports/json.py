"""Everything exactly as it is stored, private answers too, for other programs. Can be imported again."""

from smartcli.exports.report import Report

SUFFIX = ".json"
SCHEMA = 1


def render(report: Report) -> bytes:
    """One object; each entry is a line of its own, so that two exports can be compared."""
    entries = ",\n".join([entry.as_text() for entry in report.entries])
    return f'{{"schema":{SCHEMA},"entries":[\n{entries}\n]}}\n'.encode("ascii")
