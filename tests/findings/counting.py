"""The figures of the ten questions, counted by DuckDB from journals; counted.sql shares no code with us."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from smartcli.invented.invented import Invented
from smartcli.views.goal import IN_ENGLISH, WAYS

PROGRAM = (Path(__file__).parent / "counted.sql").read_text("utf-8")
# The test tools bring a duckdb; it lies beside the Python that runs this.
DUCKDB = shutil.which("duckdb", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))

Figures = Mapping[str, Mapping[tuple[str, str], float]]  # by what they are of: what they tell apart, and the number


def home_of(folder: Path, number: int) -> Path:
    return folder / f"{number:03}"


def counted(people: Iterable[Invented], folder: Path) -> dict[int, Figures]:
    """The figures of each person by their place, once all have written into folders below this one."""
    rows = []
    for number, who in enumerate(people):
        who.write_into(home_of(folder, number))
        way = IN_ENGLISH[WAYS.index(who.way)]
        rows.append({"person": f"{number:03}", "way": way, "first": f"{who.first}", "last": f"{who.last}"})
    (folder / "people.json").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    done = subprocess.run(
        [str(DUCKDB), "-bail", "-json"], input=PROGRAM, cwd=folder, capture_output=True, text=True, check=True
    )
    found: dict[int, dict[str, dict[tuple[str, str], float]]] = {
        number: defaultdict(dict) for number in range(len(rows))
    }
    for row in json.loads(done.stdout):
        found[int(row["person"])][row["figure"]][row["a"], row["b"]] = row["value"]
    return dict(found)
