"""What every test stands on: no network, the real home out of reach; a person and a program have homes of their own."""

import functools
import random
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.person import Person
from tests.privacy.watch import reached
from tests.program import Program

from smartcli import world as worlds
from smartcli.home.seal import passphrase
from smartcli.world import World

SMALL, MANY = 1 << 14, 1 << 12  # bytes of what is sealed; how much of it is kept


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--shuffle", metavar="SEED", help="run files, and the tests in each, in an order of this seed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """No test may count on one before it: any order shows so."""
    if seed := config.getoption("shuffle"):
        chance = random.Random(seed)
        place = {item.path: chance.random() for item in items}
        items.sort(key=lambda item: (place[item.path], chance.random()))


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """A test in which anything reaches for the network fails."""
    reached.clear()
    yield
    assert reached == []


@pytest.fixture(autouse=True, scope="session")
def opened_once() -> Iterator[None]:
    """The same file and passphrase give the same secret. pyrage measures the machine each time before it opens one."""
    real = passphrase._opened
    passphrase._opened = functools.cache(real)
    yield
    passphrase._opened = real


@pytest.fixture(autouse=True, scope="session")
def unsealed_once() -> Iterator[None]:
    """The same sealed bytes and key give the same words: loops over all faults read the same lines again and again."""
    try:
        import pyrage
    except ImportError:  # sealing is a part of its own
        yield
        return
    real = pyrage.decrypt
    kept: dict[tuple[bytes, tuple[str, ...]], bytes] = {}

    def decrypt(sealed: bytes, identities: Sequence[Any]) -> bytes:
        key = bytes(sealed), tuple(map(str, identities))
        if key not in kept:
            plain: bytes = real(sealed, identities)  # what cannot be opened is tried each time
            if len(sealed) > SMALL:
                return plain
            if len(kept) >= MANY:
                kept.clear()
            kept[key] = plain
        return kept[key]

    pyrage.decrypt = decrypt
    yield
    pyrage.decrypt = real


# A shell starts what it puts into the background with Ctrl-C ignored, and a program that finds a signal ignored leaves
# it so. The programs of the suite are to meet signals as in front of a person.
for _signal, _handler in ((signal.SIGINT, signal.default_int_handler), (signal.SIGTERM, signal.SIG_DFL)):
    if signal.getsignal(_signal) is signal.SIG_IGN:
        signal.signal(_signal, _handler)
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


class TouchedTheRealWorld(Exception):
    """A test asked for the real home. Hand in a world."""


NO_HOME = Path(__file__, "not-the-real-home")  # below a file, where nobody can make one


@pytest.fixture(autouse=True)
def no_real_world(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test forgets to hand in is an error, not the real journal."""

    def refuse(_options: object) -> World:
        raise TouchedTheRealWorld

    monkeypatch.setattr(worlds, "real", refuse)
    monkeypatch.setenv("SMARTCLI_HOME", str(NO_HOME))


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path / "home")


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path / "home")
