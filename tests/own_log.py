"""An exercise of somebody's own in which urges are written down."""

from tests.person import Person

MINE = """
format = 1
version = 1
point = "urges"
title = "What I noticed"
minutes = 1
about = "One urge."

[[steps]]
kind = "choices"
key = "then"
ask = "And then?"
choices = ["Talk to someone", "A walk with the dog"]
measure = "did"

[[steps]]
kind = "choice"
key = "end"
ask = "Did I do it?"
choices = ["No", "Yes"]
measure = "acted"

[sample]
then = ["A walk with the dog"]
end = "No"
"""


def with_mine(person: Person, *ends: str) -> None:
    folder = person.home / "exercises"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mine.toml").write_text(MINE)
    for end in ends:
        person.clock.on(minutes=1)
        person.does("mine", {"then": ["A walk with the dog", "Talk to someone"], "end": end})
