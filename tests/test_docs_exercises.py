"""docs/exercises.md, followed word for word: its commands are run, its blocks put into the file, its slips made."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.person import Person

from smartcli.authoring.steps import SAFETY
from smartcli.exercises.exercise import POINTS
from smartcli.exercises.kinds import KINDS
from smartcli.first_aid.card_cache import KINDS as CARDS

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "exercises.md").read_text("utf-8")
FENCED = re.compile(r"(?:<!-- (?P<hint>[^\n]*) -->\n)?```(?P<kind>\w+)\n(?P<body>.*?)```", re.DOTALL)
ROW = re.compile(r"^\| `(?P<slip>[^`]+)` \| (?P<said>[^|`]+) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """What stands between fences: a part of the file, or commands with what they say; and what to do with it."""

    kind: str
    hint: str
    body: str


def blocks() -> list[Block]:
    return [Block(found["kind"], found["hint"] or "", found["body"]) for found in FENCED.finditer(TEXT)]


def body(hint: str) -> str:
    return next(block.body for block in blocks() if block.hint == hint)


# What a hand does with a block


def put_in(text: str, block: Block) -> str:
    """The file with the block put where the words above it say."""
    what, _blank, key = block.hint.partition(" ")
    match what:
        case "head":
            for line in block.body.splitlines():
                text = in_place(text, line)
            return text
        case "step":
            return text.replace(step(text, key), block.body)
        case "after":
            return text.replace(step(text, key), f"{step(text, key)}\n{block.body}")
        case "outcome":
            words = step(text, 'of = "next_time"')
            return text.replace(words, f"{words}\n{block.body}")
        case "sample":
            return f"{text}{'' if '=' in block.body.splitlines()[0] else chr(10)}{block.body}"
    assert what in {"there", "whole", "yes-no"}
    return text


def in_place(text: str, line: str) -> str:
    """The file with the first line of the same name replaced."""
    name = line.partition("=")[0]
    changed, count = re.subn(rf"(?m)^{re.escape(name)}=.*$", lambda _found: line, text, count=1)
    assert count == 1, line
    return changed


def step(text: str, key: str) -> str:
    """A step with its heading, as far as the empty line after it."""
    line = key if "=" in key else f'key = "{key}"'
    (found,) = [part for part in re.findall(r"(?ms)^\[\[\w+\]\]\n.*?\n(?=\n)", text) if f"\n{line}" in part]
    return str(found)


def commands(block: Block) -> Iterator[tuple[list[str], list[str]]]:
    """Each command of a console block, and the lines that it is to say; … stands for any."""
    for part in re.split(r"(?m)^\$ smartcli ", block.body)[1:]:
        line, _break, said = part.partition("\n")
        yield shlex.split(line), [_plain(shown) for shown in said.splitlines() if shown]


def _plain(line: str) -> str:
    """A row of a table as plain lines show it; the document has it as a terminal does."""
    return re.sub(r"(?<=\S) {2,}", ", ", line)


def says(person: Person, argv: list[str], expected: list[str]) -> None:
    said = person.types(*argv)
    shown = [line.rstrip() for line in (said.out + said.err).splitlines() if line]
    place = 0
    is_free = False
    for line in expected:
        if line == "…":
            is_free = True
            continue
        places = [number for number, text in enumerate(shown) if number >= place and text == line.rstrip()]
        assert places, (argv, line, shown)
        assert is_free or places[0] == place, (argv, line, shown)
        place, is_free = places[0] + 1, False
    assert is_free or place == len(shown), (argv, shown[place:])


def test_all_of_it_is_as_the_document_says(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the sheet is written where one stands
    file = person.home / "exercises" / "after-work.toml"
    for block in blocks():
        if block.kind == "toml":
            before = file.read_text("utf-8")
            if block.hint == "there":
                assert block.body.strip() in before
            file.write_text(put_in(before, block), "utf-8")
            continue
        kept = file.read_text("utf-8") if file.exists() else ""
        if block.hint.startswith("slip "):
            file.write_text(in_place(kept, block.hint.removeprefix("slip ")), "utf-8")
        for argv, expected in commands(block):
            says(person, argv, expected)
        if block.hint.startswith("slip "):
            file.write_text(kept, "utf-8")
    assert tomllib.loads(file.read_text("utf-8")) == tomllib.loads(body("whole"))


def test_every_part_of_a_file_in_it_is_a_part_of_the_whole_file() -> None:
    parts = [block.body for block in blocks() if block.kind == "toml" and block.hint not in {"head", "yes-no"}]
    assert len(parts) > 7
    assert [part for part in parts if part.strip() not in body("whole")] == []
    assert [line for line in body("head").splitlines() if line not in body("whole")] == []


HINT = "words of the starter are still in it: step “moment”, step “who”, step “helped”, sample."


def hints(person: Person, file: Path) -> list[str]:
    """What `check` says of a file beside problems."""
    told = person.types("check", str(file), "--json").json
    assert told["problems"] == []
    return [one["what"] for one in told["hints"]]


def test_the_whole_file_is_fine_and_needs_no_hint_but_the_one_it_tells(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "after-work.toml"
    file.write_text(body("whole"), "utf-8")
    assert hints(person, file) == [HINT]
    assert person.types("exercises", "preview", str(file)).code == 0


def test_a_yes_or_no_is_compared_as_the_document_says(person: Person, tmp_path: Path) -> None:
    alone = '[[steps]]\nkind = "yes-no"\nkey = "alone"\nask = "Will you be alone?"\n\n'
    who = step(body("whole"), "who")
    line = body("yes-no").strip()
    text = body("whole").replace(who, alone + in_place(who, line)).replace("hard = 7\n", "hard = 7\nalone = true\n")
    file = tmp_path / "after-work.toml"
    file.write_text(text, "utf-8")
    assert hints(person, file) == [HINT]
    file.write_text(text.replace("is = true", 'is = "Yes"'), "utf-8")
    assert person.types("check", str(file), "--json").json["problems"] == [
        {
            "file": "after-work.toml",
            "where": "step “who”",
            "what": "its only_if leads nowhere: “alone” is answered with yes or no.",
            "cure": "Please write is = true, without quotes.",
        }
    ]


SLIPS = [(found["slip"], found["said"]) for found in ROW.finditer(TEXT)]


def test_there_are_slips_in_the_table() -> None:
    assert len(SLIPS) == 15


@pytest.mark.parametrize(("slip", "said"), SLIPS)
def test_a_slip_of_the_table_is_told_in_these_words(person: Person, tmp_path: Path, slip: str, said: str) -> None:
    name = re.split(r"[ =:]", slip)[0].replace("titel", "title")
    old = "[[steps]]" if slip == "[steps]" else re.findall(rf"(?m)^{name} = .*$", body("whole"))[name == "kind"]
    file = tmp_path / "after-work.toml"
    file.write_text(body("whole").replace(old, slip, 1), "utf-8")
    told = person.types("check", str(file), "--json").json["problems"]
    assert said in [f"{one['what']} {one['cure']}".strip() for one in told]


def test_every_kind_of_step_stands_in_its_table() -> None:
    table = TEXT.split("| kind | what people give |")[1].split("\n\n")[0]
    assert re.findall(r"(?m)^\| `([a-z-]+)` \|", table) == list(KINDS)


@pytest.mark.parametrize("name", [*CARDS, *POINTS])
def test_every_kind_of_card_and_every_point_is_named(name: str) -> None:
    assert f"`{name}`" in TEXT


def test_the_safety_cards_that_are_named_are_there() -> None:
    named = re.findall(r"`([a-z-]+)`", TEXT.split("`safety` shows a card after the answer:")[1].split("It can")[0])
    assert sorted(named) == list(SAFETY)
