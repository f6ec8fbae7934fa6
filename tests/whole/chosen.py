"""Which of all cases a share is: the same ones in every run, though folders and files have names by chance."""

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from tests.whole.bench import Bench
from tests.whole.shim import Plan

BY_CHANCE = re.compile(r"[0-9A-Za-z_-]{8,}")  # ids, names of devices, parts of temporary names


def chosen(bench: Bench, plans: Iterable[Plan], share: int, seed: int) -> Iterator[Plan]:
    """Of so many plans one, by what is called where and for the how manieth time."""
    met: Counter[str] = Counter()
    for plan in plans:
        kind, path = bench.calls[plan.number]
        place = BY_CHANCE.sub("", path.removeprefix(str(bench.folder)))
        case = f"{seed} {bench.title} {kind} {place} {plan.error} {plan.half}"
        met[case] += 1
        if share == 1 or not random.Random(f"{case} {met[case]}").randrange(share):
            yield plan
