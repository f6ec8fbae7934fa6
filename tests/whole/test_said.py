"""Single faults that once ended in a false word: each once more, on the whole command."""

from pathlib import Path

import pytest
from tests.whole import forked, matrix
from tests.whole.bench import Bench
from tests.whole.homes import Prepared
from tests.whole.lines import LINES, PLAIN, SEALED
from tests.whole.shim import Plan

FALSE = ("false success", "false word", "false part", "untold", "changed", "second try", "lost", "harmed")


@pytest.mark.parametrize(
    ("title", "form", "call", "path", "error", "lasting"),
    [
        ("a draft left", PLAIN, "fsync", "/drafts/", "EROFS", True),
        ("lock --drop-plain", SEALED, "read", "/settings.toml", "EIO", False),
        ("lock --drop-plain", SEALED, "stat", "/exercises/my-own.toml", "EMFILE", False),
        ("lock --show", SEALED, "open", "/settings.toml", "EACCES", False),
        ("lock --show", SEALED, "make", "/.settings.toml", "ENOSPC", True),
        ("lock", PLAIN, "read", "/accepted", "EDQUOT", False),
        ("backup mine.zip", SEALED, "stat", "/key/identity.sum", "EINTR", False),
        ("backup mine.zip", PLAIN, "remove", "/.unpacked-", "EROFS", True),
        ("restore backup.zip", PLAIN, "read", "/exercises/my-own.toml", "EACCES", False),
    ],
)
def test_it_is_done_or_said_not_to_be(
    title: str, form: str, call: str, path: str, error: str, *, lasting: bool, tmp_path: Path
) -> None:
    """At each call of this kind on a file with this in its path."""
    forked.load_all()
    line = next(line for line in LINES if line.title == title and form in line.forms)
    tried = Bench(tmp_path / "case", line, Prepared(tmp_path / "case", line.home, form), form)
    calls = [number for number, (kind, place) in enumerate(tried.calls) if kind == call and path in place]
    assert calls
    said = [(n, one) for n in calls[:12] for one in matrix.wrong(tried, Plan(n, error, lasting=lasting))]
    assert [one for one in said if one[1].startswith(FALSE)] == []
