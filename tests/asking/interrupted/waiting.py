"""Half an answer of every kind, Ctrl-Z, `fg`, and the other half."""

import json
from collections.abc import Sequence
from typing import Any

from tests.asking.interrupted.leaving import TERMS
from tests.asking.interrupted.own import ASK, BEFORE, settle
from tests.asking.interrupted.shell import Shell
from tests.asking.prompts.keys import DOWN, ENTER
from tests.program import Program

FIRST = "What happened?"
WORDS = "the kingfisher"

# What is typed before Ctrl-Z, what is to be seen of it, what is typed after `fg`, and the answer.
Way = tuple[str, str, Sequence[tuple[str, str]], object]
TEXT: Way = ("the king", "the king", [("", f"fisher{ENTER}")], WORDS)
SAME: dict[str, Way] = {
    "text": TEXT,
    "lines": (f"one{ENTER}the king", "the king", [("", f"fisher{ENTER}"), ("fisher", ENTER)], ["one", WORDS]),
    "scale": ("73", "73", [("", f"4{ENTER}")], 734),
    "number": ("47", "47", [("", f"11{ENTER}")], 4711),
    "date": ("2027-03-0", "2027-03-0", [("", f"1{ENTER}")], "2027-03-01"),
    "items": (
        "the king",
        "the king",
        [("", f"fisher{ENTER}"), ("How near?", ENTER), (ASK, ENTER)],
        [{"name": WORDS, "near": None}],
    ),
}
WAYS: dict[str, dict[str, Way]] = {
    "terminal": {
        **SAME,
        "choice": (DOWN, "", [("", DOWN + ENTER)], "There"),
        "choices": (" ", "", [("", ENTER)], ["Here"]),
        "rank": (f"2{ENTER}", "That is enough", [("", ENTER)], ["There"]),
        "yes-no": (DOWN, "", [("", f"y{ENTER}")], True),
        "pace": ("", "breathe in", [("", "s")], None),
    },
    "plain": {
        **SAME,
        "choice": ("The", "The", [("", f"re{ENTER}")], "There"),
        "choices": ("1,", "1,", [("", f" 2{ENTER}")], ["Here", "There"]),
        "rank": ("2,", "2,", [("", f" 1{ENTER}")], ["There", "Here"]),
        "yes-no": ("ye", "ye", [("", f"s{ENTER}")], True),
        "pace": ("", "Breathe in", [("", f"s{ENTER}")], None),
    },
}


def at_work(program: Program, term: str, *argv: str) -> Shell:
    shell = Shell(program.environ, term=TERMS[term])
    shell.begins(program.command(*argv))
    return shell


def answers(program: Program) -> list[Any]:
    return [entry["answers"] for entry in json.loads(program.run("journal", "list", "--json").stdout)["entries"]]


def waits_and_goes_on(program: Program, kind: str, term: str) -> None:
    settle(program.home)
    half, shown, after, answer = WAYS[term][kind]
    shell = at_work(program, term, "do", kind)
    shell.sees(FIRST)
    shell.sees(">")
    shell.types(f"{BEFORE}{ENTER}")
    shell.sees(ASK)
    shell.types(half)
    shell.sees(shown)
    shell.settles()
    shell.waits()
    shell.goes_on()
    shell.sees(ASK)
    shell.sees(shown)
    shell.settles()
    for before, keys in after:
        shell.sees(before)
        shell.types(keys)
    shell.sees("Saved.")
    shell.ends()
    assert answers(program) == [{"first": BEFORE, "it": answer}]
