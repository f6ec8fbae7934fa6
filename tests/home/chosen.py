"""Settings put into a home, whatever was there before."""

from pathlib import Path

from smartcli.home import settings
from smartcli.home.disk import SYSTEM, System
from smartcli.home.seal.keys import Keys
from smartcli.home.settings import Settings


def chosen_are(home: Path, chosen: Settings, system: System = SYSTEM, *, keys: Keys | None = None) -> None:
    """All of them as they are given."""
    settings.change(home, lambda kept: chosen.but(sealed=kept.sealed or chosen.sealed), keys, system)
