"""Everything exactly as it is stored, private answers too, for other programs. Can be imported again.

Half a character, which older entries may hold, is written as U+FFFD: strict readers take no half.
"""

from collections.abc import Iterator
from itertools import islice

from smartcli.exchange.report import Report
from smartcli.text import sanitize

HALF = b"\\ud"  # how half a character begins, and both halves of a whole one
SUFFIX = ".json"
HEAD = b'{"schema":1,"entries":[\n'
BETWEEN = b",\n"
SOME = 100  # entries that are put together at once: one by one takes a tenth longer


def render(report: Report) -> Iterator[bytes]:
    """One object; each entry is a line of its own, so that two exports can be compared."""
    entries = iter(report.entries)
    before = HEAD
    while some := [entry.as_bytes() for entry in islice(entries, SOME)]:
        yield _strict(before + BETWEEN.join(some))
        before = BETWEEN
    yield (HEAD if before is HEAD else b"") + b"\n]}\n"


def _strict(lines: bytes) -> bytes:
    return sanitize.strict(lines.decode("ascii")).encode("ascii") if HALF in lines else lines
