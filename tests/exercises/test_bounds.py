"""The bounds of what is read: beyond them it is refused with a sentence, and hides nothing beside it."""

import errno
import os
from pathlib import Path

import pytest
from tests.exercises.own_exercises import MINE, put
from tests.person import Person

from smartcli.exercises.content import LARGEST
from smartcli.exercises.reader import MANY
from smartcli.home import disk
from smartcli.home.disk import System

STEP = '\n[[steps]]\nkind = "text"\nkey = "k{n}"\nask = "What then?"\n'
ONE = 'format = 1\npoint = "urges"\ntitle = "A long evening"\nminutes = 1\n'


def steps(count: int) -> str:
    """An exercise of so many steps, each in the sample."""
    sample = "\n[sample]\n" + "".join(f'k{n} = "x"\n' for n in range(count))
    return ONE + "".join(STEP.format(n=n) for n in range(count)) + sample


def told(person: Person, name: str) -> tuple[str, str]:
    """What is said of an exercise of one's own by `check`, and by `do`."""
    file = person.home / "exercises" / f"{name}.toml"
    said = person.types("do", name, answers=["^C"])
    assert said.code == 1
    return person.types("check", str(file)).out, said.err


@pytest.fixture
def author(person: Person) -> Person:
    put(person, "harbour.toml", MINE)
    return person


def is_harmless(author: Person) -> bool:
    """Whether what lies beside it can be listed and done."""
    listed = author.types("exercises", "list", "--json").json["exercises"]
    author.does("harbour", {"now": 3})
    return {"harbour", "check-in"} <= {one["id"] for one in listed}


def test_an_exercise_of_a_thousand_steps_is_taken_and_one_of_more_is_not(author: Person) -> None:
    put(author, "most.toml", steps(MANY))
    assert "“" not in author.types("exercises", "show", "most").err
    put(author, "more.toml", steps(MANY + 1))
    for words in told(author, "more"):
        assert f"there are {MANY + 1} steps, and an exercise can have {MANY}." in " ".join(words.split())
        assert "make several exercises of it" in " ".join(words.split())
    assert is_harmless(author)


def test_an_exercise_of_more_than_a_megabyte_is_not_read(author: Person) -> None:
    put(author, "large.toml", MINE + "#" * (LARGEST - len(MINE.encode())))
    assert author.types("exercises", "show", "large").code == 0
    put(author, "larger.toml", MINE + "#" * (LARGEST - len(MINE.encode()) + 1))
    for words in told(author, "larger"):
        assert "the file has more than 1 MB, which no exercise needs." in " ".join(words.split())
    assert is_harmless(author)


class Growing(System):
    """A file to which somebody adds while it is read: so many bytes in front of each reading, so often."""

    def __init__(self, file: Path, more: int, times: int) -> None:
        self._file, self._more, self._times = file, more, times

    def read(self, file: int, size: int) -> bytes:
        if self._times:
            self._times -= 1
            with self._file.open("ab") as end:
                end.write(b"x" * self._more)
        return os.read(file, size)


def test_a_file_that_grows_while_it_is_read_is_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "grows"
    file.write_bytes(b"first ")
    assert disk.read(file, Growing(file, 5, 4), most=1000) == b"first " + b"x" * 20


@pytest.mark.parametrize("more", [1, 50, 1000])
def test_a_file_that_grows_without_an_end_is_left_off_at_the_bound(tmp_path: Path, more: int) -> None:
    file = tmp_path / "grows"
    file.write_bytes(b"x" * 90)
    with pytest.raises(OSError, match=os.strerror(errno.EOVERFLOW)):
        disk.read(file, Growing(file, more, 1_000_000), most=100)
    assert file.stat().st_size <= 100 + 3 * more  # it was not followed any further
