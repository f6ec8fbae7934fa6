"""docs/counsellors.md, followed word for word: each command at a real terminal, in the page's order, in a fresh home.

A console block has commands and what they show; … stands for any lines. Where a table “press, and you see” follows, the
last command stays, its keys are pressed, and what stands in quotation marks has to come up on its screen. What a block
of TOML says is put into the file that it is about.
"""

import json
import re
import shlex
import sys
import tomllib
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import pexpect
import pyte
import pytest
from tests.asking.prompts.keys import CTRL_C, DOWN, ENTER, SPACE, UP
from tests.asking.prompts.seat import ended
from tests.person import Person
from tests.program import Program

from smartcli.authoring.wording import to_avoid
from smartcli.exercises.exercise import POINTS
from smartcli.invented.people import SAM

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "counsellors.md").read_text("utf-8")
PARTS = re.compile(r"```(?P<kind>\w+)\n(?P<body>.*?)```|(?P<table>^\| press \|.*?)\n\n", re.DOTALL | re.MULTILINE)
KEYS = {"Space": SPACE, "Enter": ENTER, "Ctrl-C": CTRL_C, "↑": UP, "↓": DOWN}
OUT = "you are out"
ANY = "…"


@dataclass
class Step:
    """A command, the lines that it shows, and the keys that are pressed then, each with the words that come up."""

    argv: list[str]
    shows: list[str]
    keys: list[tuple[list[str], list[str], bool]] = field(default_factory=list)


def quoted(text: str) -> list[str]:
    return re.findall("“([^”]+)”", text)


def steps() -> list[Step | str]:
    """All that is to be done, in the page's order: commands, and texts for a file."""
    found: list[Step | str] = []
    for part in PARTS.finditer(TEXT):
        if part["table"]:
            assert isinstance(found[-1], Step)
            for row in part["table"].splitlines()[2:]:
                keys, seen = (cell.strip() for cell in row.strip("| ").split("|"))
                found[-1].keys.append((re.findall("`([^`]+)`", keys), quoted(seen), seen.endswith(OUT)))
        elif part["kind"] == "console":
            for command in re.split(r"(?m)^\$ smartcli ", part["body"])[1:]:
                line, _break, shown = command.partition("\n")
                found.append(Step(shlex.split(line), [told.strip() for told in shown.splitlines() if told.strip()]))
        else:
            assert part["kind"] == "toml"
            found.append(part["body"])
    return found


class Window:
    """A terminal, 80 columns wide, in which one command runs; as high as usual, or so high that all is in sight."""

    def __init__(self, program: Program, argv: list[str], folder: Path, rows: int) -> None:
        self.screen = pyte.Screen(80, rows)
        self._stream = pyte.Stream(self.screen)
        self.child = pexpect.spawn(
            sys.executable,
            program.command(*argv)[1:],
            env={**program.environ, "TERM": "xterm-256color", "NO_COLOR": "1"},
            cwd=str(folder),
            dimensions=(rows, 80),
            encoding="utf-8",
            timeout=20,
        )
        self.child.delaybeforesend = 0.05

    @property
    def lines(self) -> list[str]:
        """What is to be seen, without the frame of blanks."""
        return [line.strip() for line in self.screen.display if line.strip()]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.lines).split())

    def reads(self) -> bool:
        """More of what the command draws; False when it is over, or nothing more is drawn."""
        more = self.child.expect([".+", pexpect.EOF, pexpect.TIMEOUT])
        if more == 0:
            self._stream.feed(self.child.after)
        return bool(more == 0)

    def shows(self, words: list[str]) -> None:
        """Wait until all of them are there; a command that ends before, or shows them never, fails."""
        while not all(one in self.text for one in words):
            assert self.reads(), (words, "\n".join(self.lines))

    def ends(self) -> int:
        while self.reads():
            pass
        return ended(self.child)


def compare(shown: list[str], expected: list[str], of: list[str]) -> None:
    place, is_free = 0, False
    for line in expected:
        if line == ANY:
            is_free = True
            continue
        places = [number for number, text in enumerate(shown) if number >= place and text == line]
        assert places, (of, line, shown)
        assert is_free or places[0] == place, (of, line, shown)
        place, is_free = places[0] + 1, False
    assert is_free or place == len(shown), (of, shown[place:])


def follow(program: Program, folder: Path, step: Step) -> None:
    window = Window(program, step.argv, folder, rows=30 if step.keys else 400)
    if step.keys:
        window.shows([line for line in step.shows if line != ANY][-1:])
    else:
        assert window.ends() == 0, window.lines
    compare(window.lines, step.shows, step.argv)
    for keys, words, is_out in step.keys:
        assert is_out or any(word not in window.text for word in words), (step.argv, keys, window.lines)
        for key in keys:
            window.child.send(KEYS.get(key, key))
        if is_out:
            assert window.ends() == 0
        else:
            window.shows(words)


@pytest.fixture
def followed(program: Program, tmp_path: Path) -> Path:
    """The folder in which somebody typed all that the page says, from the top to the end."""
    desk = tmp_path / "desk"
    desk.mkdir()
    for step in steps():
        if isinstance(step, Step):
            follow(program, desk, step)
            continue
        path = program.home / "path.toml"
        path.write_text(path.read_text("utf-8").replace("[[offers]]", f"{step}[[offers]]", 1), "utf-8")
    return desk


def test_all_of_it_goes_as_the_page_says(followed: Path, program: Program) -> None:
    """And afterwards: the files are there, nothing is in the journal, and the own order holds."""
    assert sorted(file.name for file in followed.iterdir()) == [
        "both.html", "for-you.toml", "leader.html", "our-evening.html", "session.html", "sheets.html",
    ]  # fmt: skip
    assert (followed / "session.html").read_text("utf-8").count("My plan for seven days") >= 8
    homework = tomllib.loads((followed / "for-you.toml").read_text("utf-8"))
    assert (homework["from"], homework["why"]) == ("Anna", "You said evenings are hard.")
    assert homework["exercises"] == [{"exercise": "urge-log", "when": "daily", "if_hard": "Only the first question."}]
    assert json.loads(program.run("homework", "--json").stdout)["homework"] == []
    assert "For whoever leads" in (followed / "leader.html").read_text("utf-8")
    assert not (program.home / "journal").exists()
    assert json.loads(program.run("journal", "list", "--json").stdout)["entries"] == []
    following = json.loads(program.run("--json").stdout)["next"]
    assert (following["exercise"], following["why"]) == (
        "balance-wheel",
        "We spoke about the parts of your life. This is a picture of them.",
    )


def part(heading: str) -> str:
    return TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def first_cells(heading: str, head: str) -> list[str]:
    rows = part(heading).partition(f"| {head} |")[2].partition("\n\n")[0].splitlines()[2:]
    return [row.split("|")[1].strip() for row in rows]


@pytest.mark.parametrize("cell", first_cells("Sheets of paper", "add"))
def test_each_addition_to_a_sheet_is_there(person: Person, tmp_path: Path, cell: str) -> None:
    words = cell.strip("`").split()
    named = ["urge-log"] if words[0] in {"--large", "--leader", "--example"} else []
    said = person.types("exercises", "worksheet", *named, *words, "--out", str(tmp_path / "sheet.html"))
    assert said.code == 0, said.err


def test_a_pdf_is_made_or_it_is_said_what_to_type(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (words,) = re.findall(r"`(--out \S+\.pdf)`", part("Sheets of paper"))
    said = person.types("exercises", "worksheet", "urge-log", *words.split())
    if Path("sheets.pdf").exists():
        assert (said.code, "A screen reader can follow it" in said.err) == (0, True)
    else:
        assert "A PDF needs typst, which is not installed here." in " ".join(said.err.split())


def test_the_parts_that_are_named_for_sheets_are_all_there_are() -> None:
    (row,) = [line for line in part("Sheets of paper").splitlines() if line.startswith("| `--point")]
    assert re.findall("[a-z]+", row.rpartition(":")[2].replace(" or ", " ")) == [*POINTS]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What stands on a page for a visit, of somebody who wrote for three months."""
    folder = tmp_path_factory.mktemp("visit")
    sam = Person(folder / "home")
    SAM.write_into(sam.home)
    sam.clock.now = sam.clock.now.replace(year=SAM.last.year, month=SAM.last.month, day=SAM.last.day)
    said = sam.types("visit", "--answers", "-", "--out", str(folder / "a.html"), stdin=b'{"talk": ["My sleep"]}')
    assert said.code == 0, said.err
    return " ".join(re.sub("<[^>]+>", " ", unescape((folder / "a.html").read_text("utf-8"))).split())


@pytest.mark.parametrize(
    "words",
    ["I want to talk about", *map(str, quoted(" ".join(first_cells("Read a page for a visit", "on the page"))))],
)
def test_what_is_explained_of_a_page_for_a_visit_stands_on_one(page: str, words: str) -> None:
    assert f"“{words}”" in TEXT
    assert words in page


def test_no_word_of_the_page_is_one_to_avoid() -> None:
    assert to_avoid(re.sub("```.*?```", "", TEXT, flags=re.DOTALL)) == {}
