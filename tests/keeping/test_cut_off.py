"""Work of several steps that is killed at any write: doctor calls it that, and the command it names finishes it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.keeping.harbour import WHY, at_home, filled, tells
from tests.keeping.stuck import Killed, killed_at
from tests.person import OWN, Person, Said

from smartcli.home.filenames import HEIGHTS

NEW = "seven grey boats"


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    plain = filled(Person(tmp_path_factory.mktemp("plain") / "home"))
    home = tmp_path_factory.mktemp("sealed") / "home"
    shutil.copytree(plain.home, home)
    closed = Person(home)
    closed.passphrases = [OWN]
    assert closed.types("lock", "--yes", "--show", "reason").code == 0
    assert closed.types("lock", "--drop-plain").code == 0
    return {"plain": plain.home, "sealed": home}


def cut_off(
    template: Path, folder: Path, *argv: str, passphrases: tuple[str, ...] = (OWN,), step: int = 1
) -> Iterator[Person]:
    """Somebody in a home in which this was killed, at one write after the other, until none is left."""
    place = 0
    while True:
        somebody = at_home(Person(folder / f"{place}" / "home"), template)
        somebody.passphrases = [*passphrases]
        is_killed = True
        with killed_at(place), suppress(Killed):
            somebody.types(*argv)
            is_killed = False
        for file in somebody.home.rglob(".*"):  # as if that had been a while ago
            os.utime(file, (1, 1))
        somebody.passphrases = [OWN]
        yield somebody
        shutil.rmtree(somebody.home.parent)
        place += step
        if not is_killed:
            return


def begun(somebody: Person) -> tuple[str, str]:
    """What doctor says of it, and the command it names."""
    [one] = [one for one in somebody.types("doctor", "--json").json["checks"] if one["id"] == "unfinished"]
    return one["said"], one["next"].removeprefix("smartcli ")


def finished(somebody: Person, otherwise: str, said: str) -> Said:
    """What the command says that doctor names; where nothing was begun, this one."""
    told, command = begun(somebody)
    assert told in (said, "Nothing.")
    ended = somebody.types(*(command or otherwise).split(), *([] if "--go-on" in command else ["--yes"]))
    assert (ended.code, ended.err) == (0, ""), (told, ended)
    assert begun(somebody) == ("Nothing.", "")
    assert [file for file in somebody.home.rglob(".*") if HEIGHTS not in file.parts] == []  # no words are in those
    return ended


def test_a_lock_killed_at_any_write_is_called_that_and_finished(homes: dict[str, Path], tmp_path: Path) -> None:
    before = at_home(Person(tmp_path / "before"), homes["plain"]).entries()
    seen = set()
    for somebody in cut_off(homes["plain"], tmp_path, "lock", "--yes", "--show", "reason"):
        told, _command = begun(somebody)
        seen.add(told)
        has_key = (somebody.home / "key").exists() and any((somebody.home / "key").iterdir())
        left = tells(somebody.home) - {"backups", "at-hand.toml"}
        assert told != "Nothing." or not has_key or not left
        finished(somebody, "lock", "Sealing was begun and not finished.")
        assert somebody.types("lock", "--drop-plain").code == 0
        assert tells(somebody.home) - {"at-hand.toml"} == set()  # of which the reason was chosen, the first time
        assert somebody.entries() == before
        assert len(list((somebody.home / "drafts").glob("*.age"))) == 1
    assert len(seen) == 2


def test_an_unlock_killed_at_any_write_is_called_that_and_finished(homes: dict[str, Path], tmp_path: Path) -> None:
    before = at_home(Person(tmp_path / "before"), homes["sealed"]).entries()
    for somebody in cut_off(homes["sealed"], tmp_path, "unlock", "--yes", step=2):
        told, _command = begun(somebody)
        places = {"journal", "drafts", "settings.toml"}
        assert told != "Nothing." or places & tells(somebody.home) in (set(), places)
        finished(somebody, "unlock", "Taking the seal off was begun and not finished.")
        somebody.passphrases = []
        assert somebody.entries() == before
        assert somebody.types("settings", "--json").json["settings"]["name"] == "Harbour"


@pytest.mark.parametrize("form", ["plain", "sealed"])
def test_a_forget_killed_at_any_write_is_called_that_and_finished(
    homes: dict[str, Path], tmp_path: Path, form: str
) -> None:
    for somebody in cut_off(homes[form], tmp_path, "forget", "--exercise", WHY, "--yes", step=2):
        assert begun(somebody)[0] != "Nothing." or len(somebody.entries()) in (1, 2)
        finished(somebody, f"forget --exercise {WHY}", "Erasing entries was begun and not finished.")
        assert [entry["exercise"] for entry in somebody.entries()] == ["urge-log"]
        if form == "sealed":
            assert somebody.types("unlock", "--yes").code == 0
        assert tells(somebody.home, b"harbour lights") == tells(somebody.home, b"harbour draft") == set()


def test_erasing_everything_killed_at_any_write_is_called_that_and_finished(
    homes: dict[str, Path], tmp_path: Path
) -> None:
    for somebody in cut_off(homes["sealed"], tmp_path, "forget", "--everything", "--yes"):
        somebody.passphrases = []
        finished(somebody, "forget --everything", "Erasing everything was begun and not finished.")
        assert [file.name for file in somebody.home.rglob("*")] == ["lock"]


def test_of_a_change_of_the_passphrase_that_was_killed_it_is_said_which_holds(
    homes: dict[str, Path], tmp_path: Path
) -> None:
    seen = set()
    for somebody in cut_off(homes["sealed"], tmp_path, "lock", "--change", "--yes", passphrases=(OWN, NEW)):
        told, command = begun(somebody)
        seen.add(told)
        holds = [one for one in (OWN, NEW) if opens(somebody, one)]
        assert len(holds) == 1
        if told != "Nothing.":
            assert told == (
                "A change of the passphrase was cut off. "
                f"{'The old one holds.' if holds == [OWN] else 'The new one holds.'} To change it again:"
            )
            somebody.passphrases = [*holds, "the third one of mine"]
            assert somebody.types(*command.split(), "--yes").code == 0
            assert begun(somebody)[0] == "Nothing."
            assert opens(somebody, "the third one of mine")
    assert len(seen) == 3


def opens(somebody: Person, passphrase: str) -> bool:
    somebody.passphrases = [passphrase]
    return somebody.types("journal", "list").code == 0
