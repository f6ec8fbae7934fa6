"""A run over all command lines, shared out among several processes."""

import json
import os
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.whole.bench import Tally
from tests.whole.lines import Line


def all_of(
    run: Callable[..., Tally], folder: Path, lines: Sequence[Line], *, share: int, seed: int, parts: int
) -> Tally:
    """The sum of what each has seen. run: matrix.faults or kills.kills."""
    begun = []
    for part in range(parts):
        into = folder / f"tally{part}.json"
        child = os.fork()
        if child == 0:
            try:
                tally = run(folder / f"{part}", lines, share=share, seed=seed, part=part, parts=parts)
                into.write_text(json.dumps(vars(tally)))
                os._exit(0)
            except BaseException:  # noqa: BLE001  nothing of a child goes on in the process that started it
                traceback.print_exc()
            finally:
                os._exit(1)
        begun.append((child, into))
    whole = Tally()
    for child, into in begun:
        _child, status = os.waitpid(child, 0)
        if status:
            raise ChildProcessError(f"a part of the run ended with {status}")
        table = json.loads(into.read_text())
        whole.add(Tally(**{**table, "kinds": Counter(table["kinds"])}))
    return whole
