"""A library for whoever checks an exercise."""

from pathlib import Path

import pytest

from smartcli.exercises.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library with one exercise of the person's own in it."""
    own = tmp_path / "exercises"
    own.mkdir()
    (own / "own.toml").write_text(
        'format = 1\npoint = "daily"\ntitle = "Own"\nminutes = 1\n[[steps]]\nkind = "text"\nkey = "plan"\nask = "?"\n'
        '[sample]\nplan = "x"\n'
    )
    return Library(tmp_path)
