"""Exercises that a test puts among the person's own, such as ones that are not shipped yet."""

from pathlib import Path

from tests.person import Person

HEAD = 'format = 1\nversion = 1\npoint = "balance"\ntitle = "{title}"\nminutes = 1\nreplaces = {replaces}\n'
LINES = 'kind = "lines"'
TEXT = 'kind = "text"'
DATE = 'kind = "date"'
MINE = """
format = 1
point = "urges"
title = "Quiet harbour"
minutes = 1
next = ["evening"]

[[steps]]
kind = "scale"
key = "now"
ask = "How strong is it now?"
measure = "urge"

[[steps]]
kind = "choices"
key = "did"
ask = "What did you do?"
recall = "coping-plan.plans.response"
choices = ["Nothing yet"]
other = true
measure = "trigger"
card = "response"

[[steps]]
kind = "text"
key = "friend"
ask = "Who was there?"
private = true

[sample]
now = 4
did = ["Nothing yet"]
"""
SMALL = """
format = 1
point = "{point}"
title = "{title}"
minutes = 1
[[steps]]
kind = "text"
key = "words"
ask = "In your words?"
[sample]
words = "x"
"""


def plant(home: Path, id: str, **steps: str) -> None:
    """An exercise with these steps, given as the lines of TOML under each [[steps]]."""
    text = HEAD.format(title=id.capitalize().replace("-", " "), replaces="true")
    for key, lines in steps.items():
        text += f'[[steps]]\nkey = "{key}"\nask = "{key}?"\n{lines}\n'
    (home / "exercises").mkdir(parents=True, exist_ok=True)
    (home / "exercises" / f"{id}.toml").write_text(f"{text}\n[sample]\n", "utf-8")


def put(person: Person, name: str, text: str) -> Path:
    """An own exercise in a file of this name."""
    folder = person.home / "exercises"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder / name


def small(title: str = "Small", point: str = "urges") -> str:
    """The file of an exercise with one question."""
    return SMALL.format(title=title, point=point)
