"""Write docs/insights.md: what the log tells, each picture once, and in plain words how each figure is made.

The pictures are drawn from an invented person, by the program itself. Run it with: .venv/bin/python docs/insights.py
"""

from __future__ import annotations

import os
import sys
import textwrap
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

os.environ["LC_ALL"] = "C.UTF-8"  # in English, whoever runs it

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from smartcli.findings.insights.answers import insights_of  # noqa: E402  found only now
from smartcli.findings.insights.insight import Insight  # noqa: E402
from smartcli.home.settings import Settings  # noqa: E402
from smartcli.invented.people import SAM  # noqa: E402
from smartcli.text.pictures.drawing import drawn, said  # noqa: E402
from smartcli.text.pictures.signs import ASCII, BLOCKS  # noqa: E402
from smartcli.views.goal import goals_in  # noqa: E402

PAGE = ROOT / "docs" / "insights.md"
HOW = ROOT / "docs" / "insights.toml"
WIDTH = 80

HEAD = """# What my log tells, and how each figure is made

*Made by `docs/insights.py` from an invented person and `docs/insights.toml`: change those, not this page.*

`smartcli insights` asks your log fourteen questions, a page each, and answers with what you wrote. Nothing is measured,
nothing is guessed, and nothing is sent. It looks at the last 13 weeks; `--last 28d` (`12w`, `1y`, `all`), `--from` and
`--to` choose other days. Each answer
has a number, and `smartcli insights --why 3` lists the entries that the third one rests on, so you can look for
yourself. `--plain` says every picture in sentences, and `--json` gives all of it to
other programs: [as JSON](#as-json).

Below, {name} is invented: {change}, {days} days, made by a seed.

## The rules for all of them

- **Missing is a gap.** A day of which you wrote nothing is a dot, or grey on paper. It is not a zero, and it is in no
  average.
- **Few are few.** An average stands from five days on, and so does a share in per cent. Below that there are counts, or
  a sentence that says what will stand there.
- **Two things are set beside each other by one rule.** There are five days or times on both sides; ratings differ by a
  step of their scale; and if all values were dealt out by chance, such a difference would come up in at most one of ten
  goes. Where several are looked at together, they share that tenth. Then it says "lower" or "higher", or "more than
  chance would often do". Otherwise it says "no clear difference". After saving and before the weekly review two
  numbers may stand beside each other, of the last seven days and of the seven before, with no word on which is lower.
- **What comes together is told, and not why.** The log cannot know that. It tells what was, not what will be, and it
  gives no marks.
- **A day is the day it happened,** also when you wrote it later. It ends at the hour that you chose (4 in the night
  where you chose none). Weeks begin on Monday, Sunday or Saturday, as your system's locale has it.
- **What you changed, put in the trash or erased** counts as it is now. Your own exercises count by what their questions
  measure, and so do older versions of ours, other machines and what you brought in from an export of smartcli.
- **What you wrote in another program is not looked at,** and its days are not days of this log. Only what you brought
  in as answers of an exercise (`import --as`) counts as such.
- **What you rated on another scale** is put on the scale of its measure: 3 from 0 to 5 is 6 from 0 to 10.
"""
TAIL = """## As JSON

`smartcli insights --json` gives one object: `schema`, which is 1; `span`, the first and the last day that were asked
about, as `from` and `to`; and `findings`, one for each question, with all of these keys:

- `number` and `question`: its number on this page, and its name, which stays the same. `title`: the question in words.
- `sentence` and `more`: the answer, and a list of further sentences.
- `n`: of how many days, urges or times it is. `is_enough`: whether that is enough to say something.
- `days`: the first and the last day of the entries it rests on, or null. `entries`: the ids of these entries,
  those whose answers count in its sentences and its pictures, and no others.
- one of `points`, `grid` and `rows`: the numbers of the picture. `points` are days, each with its value; a `grid` has
  counts in two directions; `rows` are anything else. A day of which nothing is written is not there. Where there is no
  picture, it is `rows`, and empty.
- `also`: the numbers of a second picture, an object with one of these three keys, or null.

It holds all that is on the screen, private answers too, as `export json` does.

## The same in other ways

In a terminal that cannot show blocks, or where they may be two columns wide, pictures are in ASCII. There the digit is
the value itself:

{ascii}

In plain lines the same picture is said:

{plain}

On paper (`smartcli visit`) each is drawn again, legible in grey, with its numbers in a table.
"""


def answers() -> Sequence[Insight]:
    """Of the invented person, on the last of their days."""
    entries = SAM.entries()
    find = SAM.library.find
    goals = goals_in(reversed(entries), SAM.settings(Settings()), find)
    return insights_of(entries, goals, find, today=SAM.last)


def how_made(file: Path = HOW) -> dict[str, Mapping[str, str]]:
    """`how` and `cannot` of each question, by its id."""
    return tomllib.loads(file.read_text("utf-8"))


def page(found: Sequence[Insight], how: Mapping[str, Mapping[str, str]]) -> str:
    """The page. KeyError: there is a question of which nothing is written."""
    days = (SAM.last - SAM.first).days + 1
    lines = [HEAD.format(name=SAM.name, change=SAM.settings(Settings()).change, days=days)]
    for number, one in enumerate(found, 1):
        lines += _answer(one, number, how[one.question])
    weeks = next(one.picture for one in found if one.question == "urges")
    if weeks is None:
        raise ValueError("The invented person has too few urges for a picture.")
    ascii_, plain = _code(drawn(weeks, WIDTH, ASCII)), "\n".join(_quoted(said(weeks)))
    return "\n".join([*lines, TAIL.format(ascii=ascii_, plain=plain)])


def _answer(one: Insight, number: int, how: Mapping[str, str]) -> Iterator[str]:
    yield from (f"## {number}. {one.title}", "")
    yield from _quoted(" ".join([one.sentence, *one.more]))
    yield ""
    for picture in (one.picture, one.also):
        if picture is not None:
            yield from (_code(drawn(picture, WIDTH, BLOCKS)), "")
    yield from _filled(f"**How it is made.** {how['how']}")
    yield ""
    yield from _filled(f"**What it cannot say.** {how['cannot']}")
    yield ""


def _code(lines: Sequence[str]) -> str:
    return "\n".join(["```text", *lines, "```"])


def _quoted(text: str) -> list[str]:
    return textwrap.wrap(text, 118, initial_indent="> ", subsequent_indent="> ", break_on_hyphens=False)


def _filled(text: str) -> list[str]:
    return textwrap.wrap(text, 120, break_on_hyphens=False)


if __name__ == "__main__":
    PAGE.write_text(page(answers(), how_made()), "utf-8")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}: {len(answers())} questions\n")
