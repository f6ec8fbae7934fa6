"""What the system does not let doctor look at, or read of the key, is never "none" and never "damaged"."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from tests.person import NOON, Person

from smartcli.errors import Damaged
from smartcli.home import disk
from smartcli.home.disk import System
from smartcli.home.seal.keys import Keys
from smartcli.keeping.health import Surroundings, look_at


class Closed(System):
    """Refuses whatever has to do with one place."""

    def __init__(self, name: str) -> None:
        self.name = name

    def scan(self, path: str) -> list[os.DirEntry[str]]:
        if Path(path).name == self.name:
            raise OSError(errno.EIO, "refused")
        return super().scan(path)


@pytest.mark.parametrize("name", ["drafts", "quarantine"])
def test_a_folder_that_cannot_be_looked_at_is_not_empty(person: Person, name: str) -> None:
    person.does("check-in", {"line": "mine"})
    (person.home / name).mkdir(exist_ok=True, mode=0o700)
    given = Surroundings(home=person.home, environ={}, platform="linux", now=NOON, system=Closed(name))
    [seen] = [one for one in look_at(given) if one.id == name]
    assert (seen.result, seen.said) == ("look", "It cannot be told what lies there (the disk has a fault).")


def test_a_key_that_cannot_be_read_just_now_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Keys(tmp_path, work=10).create("one")

    def refused(*_given: Any, **_more: Any) -> bytes:
        raise OSError(errno.EMFILE, "refused")

    monkeypatch.setattr(disk, "read", refused)
    with pytest.raises(Damaged, match=r"cannot be read just now \(too many files are open\)"):
        Keys(tmp_path, lambda _before: "one", work=10).unlocked()
