"""Which response to put first at an urge: the order of the program beside others, on made people.

    python3 -m benchmarks.order

Each person has six responses, each with a chance of riding the urge out with it that nobody knows, and 80 urges. In 60
of 100 the first row of the list is taken, else any other. The orders: as they stand (fixed), drawn anew (random), the
program's own, the same from five times on, Thompson sampling, and one that knows the chances. Printed is the share of
urges ridden out, in the first ten, the next twenty and the last fifty. Seeds are fixed; it takes about a minute.
"""

import argparse
import random
from collections.abc import Callable, Sequence
from statistics import fmean

from smartcli.first_aid import what_followed
from smartcli.first_aid.what_followed import Tried, in_order

RESPONSES = tuple("abcdef")
URGES = 80
SPANS = ((0, 10), (10, 30), (30, 80))
FIRST_TAKEN = 0.6
# Of a person: how often an urge is ridden out in general, and how far the responses lie apart.
USUAL, BETWEEN_PEOPLE, BETWEEN_RESPONSES = 0.62, 0.12, 0.17
PEOPLE = 3000

Written = dict[str, Tried]  # what a person has written so far, by the response
Chances = dict[str, float]
Order = Callable[[Written, Chances, random.Random], Sequence[str]]


def fixed(_written: Written, _chances: Chances, _rng: random.Random) -> Sequence[str]:
    return RESPONSES


def drawn(_written: Written, _chances: Chances, rng: random.Random) -> Sequence[str]:
    return rng.sample(RESPONSES, len(RESPONSES))


def ours(written: Written, _chances: Chances, _rng: random.Random) -> Sequence[str]:
    """As `urge` does it: the function that it calls."""
    return in_order(RESPONSES, written.values())


def from_five(written: Written, _chances: Chances, _rng: random.Random) -> Sequence[str]:
    """The same, were it to wait until something was done five times."""
    before, what_followed.COUNTS = what_followed.COUNTS, 5
    try:
        return in_order(RESPONSES, written.values())
    finally:
        what_followed.COUNTS = before


def thompson(written: Written, _chances: Chances, rng: random.Random) -> Sequence[str]:
    """Each by a chance that is drawn from what is known of it."""
    known = {text: written.get(text, Tried(text=text)) for text in RESPONSES}
    dice = {text: rng.betavariate(1 + one.good, 1 + one.times - one.good) for text, one in known.items()}
    return sorted(RESPONSES, key=lambda text: -dice[text])


def best(_written: Written, chances: Chances, _rng: random.Random) -> Sequence[str]:
    return sorted(RESPONSES, key=lambda text: -chances[text])


ORDERS: dict[str, Order] = {
    "fixed": fixed,
    "random": drawn,
    "ours: share from 3 times on": ours,
    "the same from 5 times on": from_five,
    "Thompson sampling": thompson,
    "knows the truth": best,
}


def seeded(words: str) -> random.Random:
    return random.Random(words)  # noqa: S311  nothing is to be kept secret: it is to be the same each time


def person(number: int) -> Chances:
    """The chances of one made person; the same for every order."""
    rng = seeded(f"person {number}")
    usual = rng.gauss(USUAL, BETWEEN_PEOPLE)
    return {text: min(0.98, max(0.02, rng.gauss(usual, BETWEEN_RESPONSES))) for text in RESPONSES}


def life(number: int, order: Order, urges: int = URGES) -> list[bool]:
    """Whether each urge of one person was ridden out. What is thrown is the same for every order."""
    chances, written = person(number), Written()
    rng, own = seeded(f"life {number}"), seeded(f"order {number}")
    ridden = []
    for _urge in range(urges):
        is_first, other, luck = rng.random() < FIRST_TAKEN, rng.randrange(1, len(RESPONSES)), rng.random()
        taken = order(written, chances, own)[0 if is_first else other]
        is_ridden = luck < chances[taken]
        now = Tried(text=taken, times=1, kept=int(is_ridden))
        written[taken] = written[taken].but_more(now) if taken in written else now
        ridden.append(is_ridden)
    return ridden


def shares(order: Order, people: int) -> list[float]:
    """The share of urges ridden out in each span, over so many people."""
    lives = [life(number, order) for number in range(people)]
    return [fmean(fmean(one[first:last]) for one in lives) for first, last in SPANS]


def table(people: int) -> str:
    head = ["order", *(f"urges {first + 1}–{last}" for first, last in SPANS)]
    rows = [[name, *(f"{share:.3f}" for share in shares(order, people))] for name, order in ORDERS.items()]
    return "".join(f"| {' | '.join(row)} |\n" for row in [head, ["---"] * len(head), *rows])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks.order", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--people", type=int, default=PEOPLE, help=f"how many made people (usually {PEOPLE})")
    print(table(parser.parse_args().people), end="")


if __name__ == "__main__":
    main()
