"""Exercises of a person's own: one for each kind of step, as files, with what is typed at a real terminal."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.asking.prompts.keys import DOWN, ENTER

Typed = Sequence[tuple[str, str]]  # wait until this is to be seen, then type this


def toml(value: object) -> str:
    """A value on one line of TOML, every sign that is no letter escaped."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, str):
        return '"' + "".join(sign if sign.isalnum() else f"\\U{ord(sign):08X}" for sign in value) + '"'
    return str(value).lower()


def write(home: Path, id: str, steps: Sequence[dict[str, Any]], **head: object) -> None:
    """Put an exercise of these steps into a home."""
    table = {"format": 1, "version": 1, "point": "urges", "title": id, "minutes": 1, "sample": {}, **head}
    (home / "exercises").mkdir(parents=True, exist_ok=True)
    lines = [f"{key} = {toml(value)}" for key, value in {**table, "steps": list(steps)}.items()]
    (home / "exercises" / f"{id}.toml").write_text("\n".join(lines) + "\n", "utf-8")


@dataclass(frozen=True)
class Way:
    """What is typed of an answer before the interruption, and after it to finish. kept: what a draft then holds."""

    half: Typed
    finish: Typed
    answer: object
    kept: str = ""  # nothing: of what is only pointed at, nothing is typed
    shown: str = ""  # what is to be seen once it is typed; else the last line of what is kept


@dataclass(frozen=True)
class Kind:
    """A step of one kind, as it is answered with widgets and in plain lines."""

    step: dict[str, Any]
    terminal: Way
    plain: Way


ASK = "And what is it?"
WORDS = "the kingfisher"


def _kind(kind: str, terminal: Way, plain: Way, **fields: object) -> Kind:
    return Kind({"kind": kind, "key": "it", "ask": ASK, **fields}, terminal, plain)


# What is typed is found again by its look, so it is nothing that stands in a question or in a terminal's own sequences.
def _same(half: str, answer: object, finish: str = ENTER, *, kept: str = "") -> Way:
    """What is typed stands there again, and Enter takes it."""
    shown = kept or half
    return Way([(ASK, half)], [(ASK, ""), (shown.split("\n")[-1], finish)], answer, shown)


CHOICES: dict[str, Any] = {"choices": ["Here", "There"], "other": True}
FIELDS = [{"kind": "text", "key": "name", "ask": ASK}, {"kind": "scale", "key": "near", "ask": "How near?"}]
ROW = [(WORDS, ENTER), ("How near?", ENTER), (ASK, ENTER)]
KINDS = {
    "text": _kind("text", _same(WORDS, WORDS), _same(WORDS, WORDS)),
    "lines": _kind(
        "lines",
        _same(f"one{ENTER}{WORDS}", ["one", WORDS], ENTER * 2, kept=f"one\n{WORDS}"),
        _same(f"one{ENTER}{WORDS}", ["one", WORDS], kept=f"one\n{WORDS}"),
    ),
    "scale": _kind("scale", _same("734", 734), _same("734", 734), high=1000),
    "choice": _kind(
        "choice",
        Way([(ASK, DOWN * 3 + ENTER), ("your own words", WORDS)], [(ASK, ENTER), (WORDS, ENTER)], WORDS, WORDS),
        _same(WORDS, WORDS),
        **CHOICES,
    ),
    "choices": _kind(
        "choices",
        Way(
            [(ASK, DOWN * 2 + " " + ENTER), ("your own words", WORDS)],
            [(ASK, ENTER), (WORDS, ENTER * 2)],
            [WORDS],
            WORDS,
        ),
        _same(f"1, {WORDS}", ["Here", WORDS]),
        **CHOICES,
    ),
    "rank": _kind(
        "rank",
        Way([(ASK, f"2{ENTER}")], [("Keep this order", ENTER)], ["There"], "There", "That is enough"),
        _same("2, 1", ["There", "Here"]),
        choices=["Here", "There"],
    ),
    "yes-no": _kind("yes-no", Way([(ASK, DOWN)], [(ASK, f"y{ENTER}")], True), _same("yes", True)),
    "number": _kind("number", _same("4711", 4711), _same("4711", 4711)),
    "date": _kind("date", _same("2027-03-0", "2027-03-01", f"1{ENTER}"), _same("2027-03-01", "2027-03-01")),
    "items": _kind(
        "items",
        Way([(ASK, WORDS)], ROW, [{"name": WORDS, "near": None}], WORDS),
        Way([(ASK, WORDS)], ROW, [{"name": WORDS, "near": None}], WORDS),
        fields=FIELDS,
    ),
    "pace": _kind(
        "pace",
        Way([("breathe in", "")], [("breathe in", "s")], None),
        Way([("Breathe in", "")], [("Breathe in", f"s{ENTER}")], None),
        rounds=2,
        seconds=600,
        rate="How strong?",
    ),
}
FIRST = {"kind": "text", "key": "first", "ask": "What happened?"}
BEFORE = "a heron by the river"  # the answer to it


def settle(home: Path) -> None:
    """Somebody who has been here before, with an exercise for each kind of step."""
    home.mkdir()
    (home / "settings.toml").write_text('name = "Sam"\nstarted = "2026-01-01"\ncountry = "IE"\n')
    for id, kind in KINDS.items():
        write(home, id, [FIRST, kind.step])


# One exercise with a step of every kind, and a walk through all of it

EVERY = "every-kind"


def secret(kind: str) -> str:
    """Words that stand nowhere else."""
    return f"zebrafinch {kind} by the weir"


def _steps() -> list[dict[str, Any]]:
    steps = [{**one.step, "key": key.replace("-", ""), "ask": f"About {key}?"} for key, one in KINDS.items()]
    fields = [{**FIELDS[0], "ask": "Who is it?"}, FIELDS[1]]
    return [FIRST, *({**step, "fields": fields} if step["kind"] == "items" else step for step in steps)]


def write_every(home: Path) -> None:
    write(home, EVERY, _steps())


def secrets() -> list[str]:
    """All the words that are typed in such a walk."""
    return [secret(kind) for kind in ("first", "text", "lines", "choice", "choices", "items")]


TERMINAL = [
    ("What happened?", f"{secret('first')}{ENTER}"),
    ("About text?", f"{secret('text')}{ENTER}"),
    ("About lines?", f"{secret('lines')}{ENTER * 2}"),
    ("About scale?", f"7{ENTER}"),
    ("About choice?", DOWN * 3 + ENTER),
    ("your own words", f"{secret('choice')}{ENTER}"),
    ("About choices?", f"{DOWN * 2} {ENTER}"),
    ("your own words", f"{secret('choices')}{ENTER * 2}"),
    ("About rank?", f"2{ENTER}"),
    ("That is enough", ENTER),
    ("About yes-no?", f"y{ENTER}"),
    ("About number?", f"12{ENTER}"),
    ("About date?", f"2026-12-01{ENTER}"),
    ("Who is it?", f"{secret('items')}{ENTER}"),
    ("How near?", f"3{ENTER}"),
    ("Who is it?", ENTER),
    ("breathe in", "s"),
    ("Your answers", ENTER),
]
PLAIN = [
    ("What happened?", f"{secret('first')}{ENTER}"),
    ("About text?", f"{secret('text')}{ENTER}"),
    ("About lines?", f"{secret('lines')}{ENTER * 2}"),
    ("About scale?", f"7{ENTER}"),
    ("About choice?", f"{secret('choice')}{ENTER}"),
    ("About choices?", f"1, {secret('choices')}{ENTER}"),
    ("About rank?", f"2, 1{ENTER}"),
    ("About yes-no?", f"y{ENTER}"),
    ("About number?", f"12{ENTER}"),
    ("About date?", f"2026-12-01{ENTER}"),
    ("Who is it?", f"{secret('items')}{ENTER}"),
    ("How near?", f"3{ENTER}"),
    ("Who is it?", ENTER),
    ("Breathe in", f"s{ENTER}"),
    ("Enter saves.", ENTER),
]
WALKS: dict[str, Typed] = {"terminal": TERMINAL, "plain": PLAIN}
