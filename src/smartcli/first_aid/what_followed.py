"""What a person wrote about what they did at urges, and the order in which it is offered at the next one.

The share of times that an urge was not acted on is drawn towards the person's own share over all they did: three lucky
times move little. That is an order and never a cause: strong urges draw other answers than weak ones. How it compares
with other orders is worked out by `python3 -m benchmarks.order`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from smartcli.record import Record
from smartcli.text.language import _
from smartcli.text.same_words import folded

COUNTS = 3  # times that something was done, from which on they say where it stands
SAID = 5  # times, from which on they are said in words
WEIGHT = 4  # times at the person's own share that each is mixed with
HALF = 0.5  # of a time: what an urge counts that was acted on in part


class Tried(Record):
    """What was done at urges, in the words it was written in.

    times: at how many urges whose end was written too. kept, part: of these, not acted on; acted on in part. own: it
    was never one of the shipped words.
    """

    text: str
    times: int = 0
    kept: int = 0
    part: int = 0
    own: bool = True

    @property
    def good(self) -> float:
        return self.kept + HALF * self.part

    @property
    def helped(self) -> bool:
        """Whether it was done often enough to be offered again, and mostly not acted on: an order, and no proof."""
        return self.times >= COUNTS and 2 * self.good > self.times

    def but_more(self, other: Tried, sign: int = 1) -> Tried:
        """With what another says of the same, or without it (-1)."""
        times, kept, part = (
            max(0, one + sign * more)
            for one, more in ((self.times, other.times), (self.kept, other.kept), (self.part, other.part))
        )
        return self.but(times=times, kept=kept, part=part)


def summed(every: Iterable[Tried], without: Iterable[Tried] = ()) -> list[Tried]:
    """One of each, however it was spelled: what is said of it in all, without what is said in `without`."""
    found: dict[str, Tried] = {}
    for sign, some in ((1, every), (-1, without)):
        for one in some:
            known = found.get(folded(one.text), one.but(times=0, kept=0, part=0))
            found[folded(one.text)] = known.but_more(one, sign).but(own=known.own and one.own)
    return [one for one in found.values() if one.times]


def in_order(offered: Sequence[str], tried: Iterable[Tried], does: Callable[[str], str] = str) -> list[str]:
    """What is offered, as it was written to go before; what was done too seldom, or is usual, stays in its place.

    does: of what is offered, what one does, where it also says in which moment.
    """
    known = {folded(one.text): one for one in tried}
    times = sum(one.times for one in known.values())
    usual = sum(one.good for one in known.values()) / times if times else 0.0

    def standing(text: str) -> float:
        one = known.get(folded(does(text)))
        if one is None or one.times < COUNTS:
            return usual
        return (one.good + WEIGHT * usual) / (one.times + WEIGHT)

    return sorted(offered, key=lambda text: -round(standing(text), 9))


def said(one: Tried) -> str:
    """How often the urge was not acted on; "" where it was done too seldom to say, or where it mostly was.

    Whoever looks for help is not to read there what did not go well: the log says it, to whoever asks it.
    """
    if one.times < SAID or 2 * one.kept <= one.times:
        return ""
    return _("You wrote this down {times} times: not acted on {kept} of {times} times.").format(
        times=one.times, kept=one.kept
    )
