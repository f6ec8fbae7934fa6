"""Write docs/programme.md: where each exercise comes from, and how far the evidence goes.

Out of the `sources` of the exercises and docs/sources.toml. Run it with: .venv/bin/python docs/programme.py
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from smartcli.exercises.exercise import Exercise  # noqa: E402
from smartcli.exercises.library import read_file  # noqa: E402  found only now

EXERCISES = ROOT / "data" / "en" / "exercises"
POINTS = ROOT / "data" / "en" / "points.toml"
SOURCES = ROOT / "docs" / "sources.toml"
PAGE = ROOT / "docs" / "programme.md"

# From what goes furthest to what goes least far: how it is said of an exercise, and what it means.
KINDS: Mapping[str, tuple[str, str]] = {
    "review": ("several studies taken together", "Studies of the idea, taken together. None of them used this sheet."),
    "trial": ("a trial", "People were given it, or something else, by chance. Some found no difference: see below."),
    "study": ("a study", "People were watched or asked. What goes together need not cause each other."),
    "guideline": ("a guideline", "What professional bodies ask for. How well it works is another question."),
    "model": ("a model", "How therapists explain it and work with it. Parts of it were tested."),
    "teaching": ("common practice", "It is taught and used. We know of no test of it alone."),
    "programme": ("a programme's own tool", "It belongs to a four-point programme. We know of no test of it alone."),
}
HEAD = """# Where the programme comes from, and how far the evidence goes

*Made by `docs/programme.py` out of the exercises' files and `docs/sources.toml`: change those, not this page.*

First, what nobody can promise. The largest trial of an app of this kind found little or no difference to other digital
help. A trial of one that helps people stop smoking found none. What is best supported is writing down, getting it back,
planning for hard moments, and people. Nothing here treats an illness, and nothing here is promised to work. Each
exercise is our own wording of an idea that others had. Our wording has not been tested by anybody.

Most sources were read as abstracts, so a mistake is possible; the address is there to look it up. The parts of the four
points are those of SMART Recovery, a trademark of SMART Recovery, Inc.; smartcli is not affiliated with it or endorsed
by it. What was left out on purpose: training reactions with pictures, paid rewards, comparing with others, streaks.

The strongest source of an exercise is one of these, and what it found stands below the exercise:

| source | how far it goes |
|---|---|
"""


class Source:
    """One address, what kind it is, and a sentence or two on what it shows and what not."""

    def __init__(self, url: str, kind: str, what: str) -> None:
        self.url, self.kind, self.what = url, kind, what


def sources(file: Path = SOURCES) -> dict[str, Source]:
    """All of them, by address."""
    return {row["url"]: Source(**row) for row in tomllib.loads(file.read_text("utf-8"))["sources"]}


def exercises(folder: Path = EXERCISES) -> list[Exercise]:
    """All that can be used, by name."""
    return [found for file in sorted(folder.glob("*.toml")) if (found := read_file(file)[0])]


def page(every: Sequence[Exercise], known: Mapping[str, Source]) -> str:
    """The page. KeyError: an exercise names an address of which nothing is written."""
    rows = (f"| {name} | {meaning} |" for name, meaning in KINDS.values())
    lines = [HEAD + "\n".join(rows)]
    for point in tomllib.loads(POINTS.read_text("utf-8"))["points"]:
        lines += ["", f"## {point['title']}"]
        for one in every:
            if one.point == point["id"]:
                lines += _exercise(one, [known[url] for url in one.sources])
    return "\n".join(lines) + "\n"


def _exercise(one: Exercise, named: Sequence[Source]) -> Iterator[str]:
    order = list(KINDS)
    in_order = sorted(named, key=lambda source: order.index(source.kind))
    yield from ("", f"### {one.title} (`{one.id}`, {one.lasts})", "")
    strongest = KINDS[in_order[0].kind][0] if in_order else "none; it is our own"
    yield f"Draws on {', '.join(one.draws_on)}. Strongest source: {strongest}."
    if in_order:
        yield ""
    yield from (f"- [{_short(source.url)}]({source.url}): {source.what}" for source in in_order)


def _short(url: str) -> str:
    """The address as it can be read in a line."""
    name = url.split("://", 1)[1].removeprefix("www.").split("?hs_amp", 1)[0].rstrip("/")
    return name if len(name) <= 60 else f"{name[:59]}…"


if __name__ == "__main__":
    PAGE.write_text(page(exercises(), sources()), "utf-8")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}: {len(exercises())} exercises\n")
