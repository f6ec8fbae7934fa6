"""A second way to make a World: an invented person, a home that is thrown away, a clock that stands still."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from smartcli.asking.prompts.shown import ShownPrompter
from smartcli.stores import Stores
from smartcli.world import World

EVENING = datetime(2026, 11, 22, 19, 4, tzinfo=UTC)  # the same every time


@contextmanager
def invented(world: World, answers: Mapping[str, Any]) -> Iterator[World]:
    """A world in which these answers are given, on the screen of this one. Nothing is left of it afterwards."""
    with tempfile.TemporaryDirectory(prefix="smartcli-demo-") as folder:
        apart = world.but(
            stores=Stores(home=Path(folder) / "home", passphrase=world.stores.passphrase),
            now=lambda: EVENING,
            zone="UTC",
            prompter=lambda: ShownPrompter(answers, write=world.screen.say, card=world.screen.card),
        )
        with suppress(OSError):  # one's own exercises are there too, to be named as what could follow
            shutil.copytree(world.stores.library.own, apart.stores.library.own)
        yield apart
