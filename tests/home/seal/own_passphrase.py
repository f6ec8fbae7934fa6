"""A passphrase of somebody's own, and the key behind it made quick to open."""

from pathlib import Path

from smartcli.home.seal.keys import Keys

OWN = "five green boats at noon"


def quickened(home: Path) -> None:
    """The same key and passphrase with little of scrypt's work, so that a test can open it often."""
    Keys(home, lambda _before: OWN, work=10).change_passphrase(OWN)
