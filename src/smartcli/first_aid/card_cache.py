"""What the person wants at hand in a hard moment: a copy of their cards that can be read at once.

<home>/at-hand.toml is made from the journal and may be thrown away at any time.
"""

from __future__ import annotations

import os
from bisect import bisect_left

from smartcli.home import flat_toml
from smartcli.home.filenames import AT_HAND, AWAY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Protocol, TypeVar

    from smartcli.first_aid.what_followed import Tried
    from smartcli.home.disk import System

    class Like(Protocol):
        """What has the parts of a card, such as the cards of cards.py."""

        @property
        def kind(self) -> str: ...
        @property
        def text(self) -> str: ...
        @property
        def exercise(self) -> str: ...
        @property
        def first(self) -> bool: ...
        @property
        def answer(self) -> str: ...

    L = TypeVar("L", bound=Like)


# What is kept of more cards than anybody could look through: `urge` and `help-now` show a handful, and are to show
# them at once.
OF_A_KIND = 200  # the newest, and before them those that were picked
LONGEST = 2000  # characters of one text; a tenth of that is shown
ROOM = flat_toml.SOON - (1 << 14)  # bytes, of all of them
ROOM_FOR_TRIED = 1 << 13  # bytes, of what was done at urges
FORM = 3  # of the file: from here on it says what was done at urges, and which of it is in own words

DID = "did"  # the measure of what was done about an urge; what is meant to be done is `will-do`, and is not counted
RESPONSE = "response"  # the kind of card that says what one does at an urge
KINDS = ("reason", "reply", RESPONSE, "contact", "statement", "plan")
# In the middle of an urge: of each kind, from which exercises words come first. Reasons are those that were written as
# such; what answers the urge comes before what answers a thought. Last comes what is said to other people.
WORTH = {
    "reason": (("why-i-want-this", "my-reasons"), ("change-plan",)),
    "reply": (("talk-back",),),
    "statement": (("coping-statements",), ("play-it-forward",)),
    "response": (("urge-log", "urge-surf"),),  # what was written for the next time
}
TO_PEOPLE = ("saying-no", "boundaries")
HARD_TIMES = "hard-times"  # the exercise whose cards come before all others in help-now
BETWEEN = " - "  # the parts of a text that is made from several answers


class CachedCard:
    """A short text kept at hand, the exercise it comes from, and whether the person picked it to stand first.

    answer: of the text, what one does, where it also says in which moment.
    """

    def __init__(self, kind: str, text: str, exercise: str = "", first: bool = False, answer: str = "") -> None:
        self.kind = kind
        self.text = text
        self.exercise = exercise
        self.first = first
        self.answer = answer

    def __repr__(self) -> str:
        return f"Card({self.kind!r}, …)"  # never the person's words

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CachedCard) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((self.kind, self.text, self.exercise, self.first, self.answer))


class AtHand:
    """The cards, the picked ones and then the newest first, and whether a part of the file could not be read.

    is_older: it was written before what was done at urges stood in it as it does now. is_away: a cloud has it.
    """

    def __init__(
        self,
        cards: list[CachedCard],
        damaged: bool,
        tried: Sequence[dict[str, object]] = (),
        is_older: bool = False,
        is_away: bool = False,
    ) -> None:
        self.cards = cards
        self.damaged = damaged
        self.is_older = is_older
        self.is_away = is_away
        self._tried = tried

    @property
    def kinds(self) -> set[str]:
        """The kinds of card that can be seen here; what was done at urges tells of responses."""
        return {*(card.kind for card in self.cards), *([RESPONSE] if self._tried else ())}

    @property
    def tried(self) -> list[Tried]:
        """What was done at urges, and what followed. It is made when it is asked for: the first words do without."""
        if not self._tried:
            return []
        from smartcli.first_aid.what_followed import Tried

        def count(row: dict[str, object], key: str) -> int:
            found = row.get(key)
            return max(0, found) if isinstance(found, int) else 0

        return [
            Tried(
                text=flat_toml.text(row, "text"),
                times=count(row, "times"),
                kept=min(count(row, "kept"), count(row, "times")),
                part=min(count(row, "part"), max(0, count(row, "times") - count(row, "kept"))),
                own=row.get("own") is True,
            )
            for row in self._tried
        ]

    def does(self, text: str) -> str:
        """What one does, of a response that may also say in which moment."""
        return next((card.answer for card in self.cards if card.kind == RESPONSE and card.text == text), "") or text

    def texts(self, kind: str, first: str = "", few: int | None = None) -> list[str]:
        """The texts of a kind, each once; those of the exercise `first` before all others.

        few: so many at the most; of `first` all there are.
        """
        of_kind = [card for card in self.cards if card.kind == kind]
        kept = {*without_bare(of_kind), *(card for card in of_kind if card.exercise == first)}
        found = sorted((card for card in of_kind if card in kept), key=lambda card: card.exercise != first)
        longer = Longer(card.text for card in found)
        once = list(dict.fromkeys([longer.of(card.text) for card in found]))
        foremost = len({longer.of(card.text) for card in found if card.exercise == first})
        return once if few is None else once[: max(few, foremost)]

    def of(self, kind: str, exercise: str) -> list[str]:
        """The texts of a kind out of one exercise, each once, and none of any other."""
        texts = (card.text for card in self.cards if card.kind == kind and card.exercise == exercise)
        return list(dict.fromkeys(texts))

    def by_worth(self, kind: str) -> list[str]:
        """The texts of a kind, each once: what was picked; then by the exercise they come from, as WORTH says."""
        places = {id: place for place, ids in enumerate(WORTH.get(kind, ())) for id in ids}
        others = len(places)

        def place(card: CachedCard) -> tuple[bool, bool, int]:
            return not card.first, card.exercise in TO_PEOPLE, places.get(card.exercise, others)

        found = sorted(without_bare([card for card in self.cards if card.kind == kind]), key=place)
        return list(dict.fromkeys(card.text for card in found))


def without_bare(cards: Sequence[L]) -> list[L]:
    """What one does, written by itself, gives way to the same with the moment it is for."""
    said = {(card.kind, card.answer.casefold()) for card in cards if card.answer}
    return [card for card in cards if (card.kind, card.text.casefold()) not in said]


class Longer:
    """Texts of which one may begin with another and say more: a name alone, and the same name with its number."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = list(dict.fromkeys(texts))
        self._sorted = sorted((text.casefold(), place) for place, text in enumerate(self._texts))

    def of(self, text: str) -> str:
        """The first of them that begins with this text and says more, or the text itself."""
        start = f"{text}{BETWEEN}".casefold()
        first = last = bisect_left(self._sorted, (start, -1))
        while last < len(self._sorted) and self._sorted[last][0].startswith(start):
            last += 1
        return self._texts[min(place for _folded, place in self._sorted[first:last])] if first < last else text


def read(home: str) -> AtHand:
    """What is at hand in that folder; nothing when there is no such file, or no folder ("")."""
    table, bad = flat_toml.load(os.path.join(home, AT_HAND)) if home else ({}, 0)
    rows = flat_toml.rows(table, "card")
    cards = [_card(row) for row in rows]
    kept = [card for card in cards if card.kind in KINDS and card.text.strip()]
    is_older = table.get("form") != FORM
    is_away = not (table or bad) and bool(home) and os.path.lexists(os.path.join(home, f".{AT_HAND}{AWAY}"))
    return AtHand(kept, bool(bad), tried=flat_toml.rows(table, "tried"), is_older=is_older, is_away=is_away)


def _card(row: dict[str, object]) -> CachedCard:
    kind, text, exercise, answer = (flat_toml.text(row, key) for key in ("kind", "text", "exercise", "answer"))
    return CachedCard(kind, text, exercise, row.get("first") is True, answer)


def write(
    home: str,
    cards: Iterable[Like],
    system: System | None = None,
    *,
    tried: Iterable[Tried] = (),
    is_whole: bool = True,
) -> None:
    """Take the place of what was at hand before. Give the newest card of a kind first.

    tried: what was done at urges. is_whole: that holds all there was; else it is counted anew when it can be.
    """
    from pathlib import Path

    from smartcli.home import disk

    rows = {"card": [_row(card) for card in _few(cards)], "tried": _most_tried(tried)}
    form = {"form": FORM} if is_whole else {}
    table = form | {name: some for name, some in rows.items() if some}
    file, data, system = Path(home, AT_HAND), flat_toml.write(table).encode("ascii"), system or disk.SYSTEM
    if disk.holds(file, data, system) and not (is_old(home) or disk.is_open(file)):
        return  # also a full disk has what it needs then
    disk.replace(file, data, system)


def _most_tried(tried: Iterable[Tried]) -> list[dict[str, object]]:
    """What was done most often, as much as has room."""
    rows, room = list[dict[str, object]](), ROOM_FOR_TRIED
    for one in sorted(tried, key=lambda one: -one.times):
        row: dict[str, object] = {"text": one.text, "times": one.times, "kept": one.kept, "part": one.part}
        row |= {"own": True} if one.own else {}
        size = len(flat_toml.write({"tried": [row]}))
        rows += [row] if size <= room else []
        room -= size if size <= room else 0
    return rows


def _few(cards: Iterable[Like]) -> list[Like]:
    """In their order: all that are for hard times or were picked, and the newest of each kind; as many as have room."""
    given = list(cards)
    chosen, counts, room = list[int](), dict[str, int](), ROOM
    for place in sorted(range(len(given)), key=lambda place: not _is_foremost(given[place])):
        card = given[place]
        counts[card.kind] = counts.get(card.kind, 0) + 1
        if _is_foremost(card) or counts[card.kind] <= OF_A_KIND:
            size = len(flat_toml.write({"card": [_row(card)]}))
            chosen += [place] if size <= room else []
            room -= min(size, room)
    return [given[place] for place in sorted(chosen)]


def _is_foremost(card: Like) -> bool:
    return card.first or card.exercise == HARD_TIMES


def age(home: str) -> None:
    """Mark it as not what it should be: it is from 1970. That takes no room on a full disk."""
    from smartcli.home import disk

    try:
        disk.SYSTEM.touch(os.path.join(home, AT_HAND), 0)
    except OSError:  # none is there, or it takes nothing at all
        return


def is_old(home: str) -> bool:
    """Whether it is missing, or could not be renewed when it should have been."""
    try:
        return os.lstat(os.path.join(home, AT_HAND)).st_mtime == 0
    except FileNotFoundError:
        return True
    except OSError:
        return False


def is_to_be_made_anew(home: str) -> bool:
    """Whether it is missing, or not what it should be."""
    if is_old(home):
        return True
    found = read(home)
    return found.damaged or found.is_older


def _row(card: Like) -> dict[str, object]:
    row: dict[str, object] = {"kind": card.kind, "text": card.text[:LONGEST], "exercise": card.exercise}
    if card.answer:
        row["answer"] = card.answer[:LONGEST]
    if card.first:
        row["first"] = True
    return row
