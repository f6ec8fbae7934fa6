"""A power cut at any moment: what was said to be saved is there, nothing older is harmed, and it goes on."""

import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.home.chosen import chosen_are
from tests.journal import power
from tests.journal.making import NOON, Known, entry, now, segments, unlike
from tests.journal.power import Disk, EndsNoTornLine, FlushesNoFile, FlushesNoFolder, Recorder, State
from tests.journal.ways import lock, pack, packed, sealed, unlock, with_a_key

from smartcli.asking.drafts import Drafts
from smartcli.first_aid import card_cache
from smartcli.first_aid.card_cache import CachedCard
from smartcli.home.settings import Settings
from smartcli.journal import Journal

LATER = NOON + timedelta(days=1)
LONG = "in a long line, so that there is much of it that can be torn " * 3


class Diary:
    """Does things with a home and says of each what it will be before, and that it is so afterwards."""

    def __init__(self, home: Path, system: Recorder) -> None:
        self.home, self.system = home, system
        self.journal = Journal(home, system=system)
        self.drafts = Drafts(home, system=system)

    def does(self, act: Callable[[], Any], **will_be: Any) -> Any:
        self.system.log.append(("will", will_be))
        done = act()
        self.system.log.append(("did", will_be))
        return done

    def adds(self, name: str) -> str:
        one = entry(name, answers={"trigger": name, "note": LONG})
        id: str = self.does(lambda: self.journal.append(one).id, **{name: [LONG, False]})
        return id

    def adds_three(self) -> None:
        for name in ("a", "b", "c"):
            self.adds(name)

    def changes(self) -> None:
        id = self.adds("one")
        self.does(lambda: self.journal.edit(id, {"note": "new"}, asked={}, at=LATER), one=["new", False])
        self.does(lambda: self.journal.delete([id], at=LATER), one=["new", True])
        self.does(lambda: self.journal.undo(at=LATER), one=["new", False])

    def imports(self) -> None:
        ids = ["01KKBPENW0FG924SA1P8ZMQN4N", "01KKBPENW0FG924SA1P8ZMQN4P"]
        entries = [entry(id, id=id, answers={"trigger": id, "note": LONG}) for id in ids]
        self.does(lambda: self.journal.merge(entries, at=LATER), **{id: [LONG, False] for id in ids})

    def forgets(self) -> None:
        ids = [self.adds(name) for name in ("a", "b")]
        for name, id in zip(("a", "b"), ids, strict=True):
            self.does(partial(self.journal.forget, [id], at=LATER), **{name: None})

    def locks(self) -> None:
        self.does(lambda: lock(self.home, self.system), sealed=True)

    def unlocks(self) -> None:
        self.does(lambda: unlock(self.home, self.system), sealed=None)

    def packs(self) -> None:
        self.does(lambda: pack(self.home, self.system))

    def drafts_it(self) -> None:
        draft = self.drafts.new("urge-log", 1, NOON)
        for note in ("one", LONG):
            typed = {"note": note}
            kept = draft.but(given={}, done=[], typed=typed)
            assert self.does(partial(self.drafts.keep, kept), **{draft.id: typed})
        self.drafts.release(draft)

    def chooses(self) -> None:
        for name in ("Ana", "Ben"):
            self.does(partial(chosen_are, self.home, Settings(name=name), self.system), name=name)

    def puts_at_hand(self) -> None:
        for text in ("one", LONG):
            cards = [CachedCard("reason", text)]
            self.does(partial(card_cache.write, str(self.home), cards, self.system), cards=[text])


def nothing(_home: Path) -> None:
    """There is no home yet."""


def used(home: Path) -> None:
    Journal(home).append(entry("before"))
    chosen_are(home, Settings(name="Zoe"))


def torn(home: Path) -> None:
    used(home)
    [file] = segments(home)
    file.write_bytes(file.read_bytes() + b'{"v":1,"id":"01KKBPENW0F')


def full(home: Path) -> None:
    Journal(home).append(entry("before", answers={"trigger": "before", "long": "x" * (1 << 20)}))


WALKS = {
    "the first entries": (nothing, Diary.adds_three),
    "the next entries": (used, Diary.adds_three),
    "entries after a torn line": (torn, Diary.adds_three),
    "entries in a new segment": (full, Diary.adds_three),
    "changes": (used, Diary.changes),
    "an import": (used, Diary.imports),
    "an import as the first": (nothing, Diary.imports),
    "forgetting": (used, Diary.forgets),
    "locking": (with_a_key, Diary.locks),
    "unlocking": (sealed, Diary.unlocks),
    "unlocking what is packed": (packed, Diary.unlocks),
    "packing": (sealed, Diary.packs),
    "the first draft": (nothing, Diary.drafts_it),
    "a draft": (used, Diary.drafts_it),
    "the first settings": (nothing, Diary.chooses),
    "settings": (used, Diary.chooses),
    "cards at hand": (used, Diary.puts_at_hand),
}


@dataclass
class Cut:
    """A state of the disk, what is known to be saved then, and what was begun."""

    state: State
    known: Known
    begun: list[tuple[str, Any]]


def cuts(root: Path, log: list[tuple[Any, ...]], known: Known) -> Iterator[Cut]:
    """Every power cut there can be on the way, each once."""
    disk, chance, begun = Disk(root), random.Random(1), []
    known, seen, is_begun = dict(known), set(), False
    for what, *more in log:
        if what == "will":
            begun = list(more[0].items())
        elif what == "did":
            known, begun = {**known, **more[0]}, []
        else:
            disk.follow(what, *more)
        is_begun = is_begun or what == "all is on the disk"
        for state in disk.states(chance) if is_begun else ():
            mark = (frozenset(state.items()), repr(sorted(known)), repr(begun))
            if mark not in seen:
                seen.add(mark)
                yield Cut(state, dict(known), begun)


def after_a_cut(cut: Cut, root: Path, place: Path, kind: type[Recorder]) -> list[str]:
    """What is wrong then."""
    power.lay_out(cut.state, root, place)
    home = place / "home"
    try:
        there = now(home)
        wrong = unlike(cut.known, cut.begun, there)
        Journal(home, system=kind(place)).append(entry("and it goes on"))
        return wrong + unlike({**there, "and it goes on": [None, False]}, [], now(home))
    except Exception as error:  # noqa: BLE001  # whatever it is, it is the finding
        return [f"broke: {error!r}"]
    finally:
        shutil.rmtree(place)


def found_wrong(tmp_path: Path, walk: str, kind: type[Recorder]) -> tuple[int, list[str]]:
    """How many power cuts there can be in this walk, and what is wrong after some."""
    prepare, act = WALKS[walk]
    root = tmp_path / "disk"
    root.mkdir()
    prepare(root / "home")
    known = now(root / "home")
    system = kind(root)
    act(Diary(root / "home", system))
    count, wrong = 0, []
    for cut in cuts(root, system.log, known):
        count += 1
        wrong += after_a_cut(cut, root, tmp_path / "after", kind)
        if wrong and kind is not Recorder:
            break
    return count, wrong


pytestmark = pytest.mark.skipif(os.name != "posix", reason="folders cannot be flushed")


@pytest.mark.parametrize("walk", WALKS)
def test_w1_w2_w9_a_power_cut_costs_nothing_that_was_saved(tmp_path, walk):
    count, wrong = found_wrong(tmp_path, walk, Recorder)
    assert wrong == []
    assert count > 20


MUTANTS = [
    (FlushesNoFile, "the first entries"),
    (FlushesNoFile, "the next entries"),
    (FlushesNoFile, "an import"),
    (FlushesNoFile, "a draft"),
    (FlushesNoFile, "settings"),
    (FlushesNoFile, "cards at hand"),
    (FlushesNoFolder, "the first entries"),
    (FlushesNoFolder, "entries in a new segment"),
    (FlushesNoFolder, "an import"),
    (FlushesNoFolder, "a draft"),
    (FlushesNoFolder, "settings"),
    (FlushesNoFolder, "cards at hand"),
    (EndsNoTornLine, "the next entries"),
    (EndsNoTornLine, "entries after a torn line"),
]


@pytest.mark.parametrize(("mutant", "walk"), MUTANTS)
def test_what_leaves_out_a_flush_or_the_end_of_a_torn_line_is_found(tmp_path, mutant, walk):
    _count, wrong = found_wrong(tmp_path, walk, mutant)
    assert wrong != []
