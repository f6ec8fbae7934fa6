"""CONTRIBUTING's recipes, each followed word for word on a throw-away example, in a copy of the program."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
RECIPES = re.findall(r"(?m)^\*\*(.+?)\.\*\*", TEXT.partition("## Recipes")[2].partition("\n## ")[0])
OWN = """\
format = 1
version = 1
point = "balance"
title = "A walk"
minutes = 1
about = "A few steps."

[[steps]]
kind = "text"
key = "where"
ask = "Where did you walk?"

[sample]
where = "By the harbour"
"""


class Copy:
    """The program and its content in a folder of their own, to be changed, and somebody's home beside it."""

    def __init__(self, folder: Path) -> None:
        self.source = folder / "src" / "smartcli"
        self.data = folder / "data"
        self.home = folder / "home"
        for name in ("src", "data"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        self._environ = {"PYTHONPATH": str(folder / "src"), "SMARTCLI_HOME": str(self.home), "HOME": str(folder)}

    def add(self, file: str, text: str) -> None:
        """More text at the end of a file of the program, or a new one."""
        with (self.source / file).open("a", encoding="utf-8") as end:
            end.write(f"\n\n{text}")

    def put(self, file: str, after: str, text: str) -> None:
        """Text behind the first place where another stands."""
        code = (self.source / file).read_text("utf-8")
        assert after in code
        (self.source / file).write_text(code.replace(after, after + text, 1), "utf-8")

    def own(self, id: str, text: str) -> None:
        """An exercise among the shipped ones."""
        (self.data / "en" / "exercises" / f"{id}.toml").write_text(text, "utf-8")

    def types(self, *argv: str, stdin: str = "", **environ: str) -> str:
        """What the program says on both streams; it must not fail."""
        run = subprocess.run(
            [sys.executable, "-m", "smartcli", *argv],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env={**self._environ, **environ},
            cwd=self.home.parent,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        return run.stdout + run.stderr

    def does(self, exercise: str, answers: Mapping[str, Any]) -> str:
        return self.types("do", exercise, "--answers", "-", stdin=json.dumps(answers))

    def runs(self, code: str) -> str:
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, encoding="utf-8", env=self._environ, check=False
        )
        assert run.returncode == 0, run.stderr
        return run.stdout


FOLLOWED: dict[str, Callable[[Copy], None]] = {}


def follows(recipe: str) -> Callable[[Callable[[Copy], None]], Callable[[Copy], None]]:
    def register(work: Callable[[Copy], None]) -> Callable[[Copy], None]:
        FOLLOWED[recipe] = work
        return work

    return register


@follows("An exercise")
def exercise(copy: Copy) -> None:
    shutil.copy(
        copy.data / "en" / "exercises" / "good-things.toml", copy.data / "en" / "exercises" / "small-things.toml"
    )
    assert "fine" in copy.types("check", str(copy.data / "en" / "exercises" / "small-things.toml"))
    assert "The bus waited for me." in copy.types("exercises", "preview", "small-things")
    assert "small-things" in copy.types("exercises", "list")
    assert "Saved." in copy.does("small-things", {"things": ["Rain"]})


@follows("An export format")
def format(copy: Copy) -> None:
    copy.add(
        "exchange/writers/days.py",
        '"""The days alone. Cannot be imported again."""\n\nSUFFIX = ".txt"\n\n\n'
        "def render(report):\n    return (f'{entry.day}\\n'.encode() for entry in report.entries)\n",
    )
    copy.does("good-things", {"things": ["Rain"]})
    assert re.search(r"^\d{4}-\d\d-\d\d$", copy.types("export", "days"), re.MULTILINE)


@follows("A program whose files come in")
def program(copy: Copy) -> None:
    copy.add(
        "exchange/readers/slate.py",
        '"""Slate: a day and a line."""\n\nfrom datetime import date\n\n'
        "from smartcli.exchange.readers.brought import Brought, Omitted, Reading\n"
        "from smartcli.text.language import Later\n\n"
        'TITLE = "Slate"\nLOOKS = Later("This looks like a slate.")\n\n\n'
        "def is_it(given):\n    return (given.text or '').startswith('SLATE')\n\n\n"
        "def read(given, hints):\n    reading = Reading()\n"
        "    for line in given.text.splitlines()[1:]:\n        day, _blank, text = line.partition(' ')\n"
        "        if text:\n"
        "            one = Brought(day=date.fromisoformat(day), fields={'text': text}, answers={'text': text})\n"
        "            reading.take(one)\n"
        "        else:\n            reading.leave(Omitted.EMPTY)\n    return reading\n",
    )
    copy.put("exchange/readers/programs.py", "NAMES: Sequence[str] = (", '"slate", ')
    file = copy.home.parent / "my.slate"
    file.write_text("SLATE\n2026-02-01 Rain\n2026-02-02\n")
    assert "Left out: 1 without words." in copy.types("import", "--from", "slate", str(file), "--yes")
    assert "Rain" in copy.types("journal", "list")


@follows("A part of my plan")
def part_of_the_plan(copy: Copy) -> None:
    copy.put(
        "views/plan/parts.py", '            _from("my-reasons", "wish"),\n', '            _from("a-walk", "where"),\n'
    )
    copy.own("a-walk", OWN)
    copy.does("a-walk", {"where": "To the lighthouse"})
    assert "To the lighthouse" in copy.types("plan").partition("Why I want this")[2].partition("What I want")[0]


@follows("An insight after saving")
def after_saving(copy: Copy) -> None:
    copy.add(
        "findings/after_saving/days.py",
        "@after_saving\ndef walked(seen: Lately) -> Finding | None:\n"
        '    return Finding(text="You walked.") if seen.exercise.id == "a-walk" else None\n',
    )
    copy.own("a-walk", OWN)
    assert "You walked." in copy.does("a-walk", {"where": "Home"})
    assert "You walked." not in copy.does("good-things", {"things": ["Rain"]})


@follows("A day")
def day(copy: Copy) -> None:
    asks = '[[steps]]\nkind = "date"\nkey = "again"\nask = "When will you walk again?"\n\n[sample]'
    copy.own("a-walk", OWN.replace("[sample]", asks))
    due = 'Later("You set {day} for a walk: {words}")'
    row = f'    DayToCome(exercise="a-walk", on="again", about="where", due={due}),\n'
    copy.put("views/dates.py", "DATES = (\n", row)
    copy.does("a-walk", {"where": "To the mill", "again": "today"})
    assert re.search("You set .* for a walk: To the mill", " ".join(copy.types("points").split()))


@follows("A reason to suggest something")
def reason(copy: Copy) -> None:
    copy.put("exercises/offers.py", "WHEN: Mapping[str, tuple[str, ...]] = {\n", '    "walked": ("words",),\n')
    copy.add(
        "findings/suggesting/moments.py",
        '@moment("walked")\n'
        "def walked(seen: Seen) -> Moment | None:\n"
        '    """A walk is a good beginning."""\n'
        '    last = seen.last("a-walk")\n'
        '    return Moment(since=last.day, values={"words": last.answers["where"]}) if last else None\n',
    )
    row = (
        '[[offers]]\noffer = "balance-wheel"\nwhen = "walked"\nearly = true\nwhy = "You wrote of a walk: {words}."\n\n'
    )
    path = copy.data / "en" / "path.toml"
    path.write_text(path.read_text().replace("[[offers]]", f"{row}[[offers]]", 1))
    copy.own("a-walk", OWN)
    copy.does("a-walk", {"where": "Home"})
    assert json.loads(copy.types("--json"))["next"]["why"] == "You wrote of a walk: Home."


@follows("Something worked out for recall")
def recall(copy: Copy) -> None:
    copy.add(
        "views/recall_sources.py",
        "def _places(entries: Sequence[Entry], find: Find) -> list[str]:\n"
        '    """Where somebody walked."""\n'
        '    walked = [entry for entry, _exercise in measuring(entries, find, "place")]\n'
        '    return [text for entry in walked for text in texts(entry.answers["where"])]\n'
        "\n\n"
        'DERIVED = {**DERIVED, "insight:places": Derived(words=_places, example="x")}\n',
    )
    copy.own("a-walk", OWN.replace('key = "where"', 'key = "where"\nmeasure = "place"'))
    note = '[[steps]]\nkind = "note"\ntext = "You walked here:"\nrecall = "insight:places"\n\n[sample]'
    copy.own("where-to", OWN.replace("[sample]", note).replace("A walk", "Where to"))
    assert "fine" in copy.types("check", str(copy.data / "en" / "exercises" / "where-to.toml"))
    copy.does("a-walk", {"where": "The mill"})
    assert "The mill" in copy.runs(
        "from datetime import date; from pathlib import Path\n"
        "from smartcli.home.seal.keys import nobody; from smartcli.stores import Stores\n"
        "from smartcli.views import recall\n"
        f"stores = Stores(home=Path({str(copy.home)!r}), passphrase=nobody)\n"
        "print(recall.recall(stores, today=date.today())('insight:places'))\n"
    )


@follows("An outcome")
def outcome(copy: Copy) -> None:
    copy.add(
        "findings/outcomes/own_words.py",
        '@outcome("loud", "of")\ndef loud(given: Given) -> Finding | None:\n'
        '    """An answer in capitals."""\n'
        '    answer = given.answers.get(given.parameters["of"])\n'
        '    return Finding(title="Loud", text=str(answer).upper()) if answer else None\n',
    )
    copy.own("a-walk", OWN.replace("[sample]", '[[outcomes]]\nkind = "loud"\nof = "where"\n\n[sample]'))
    assert "fine" in copy.types("check", str(copy.data / "en" / "exercises" / "a-walk.toml"))
    assert "THE MILL" in copy.does("a-walk", {"where": "The mill"})


@follows("A kind of step")
def kind(copy: Copy) -> None:
    copy.add(
        "exercises/kinds/colours.py",
        '"""A colour."""\n\n'
        "from typing import ClassVar\n\n"
        "from smartcli.errors import InvalidAnswer\n"
        "from smartcli.exercises.step import Answer, Step\n\n\n"
        "class Colour(Step):\n"
        '    """A colour. Answer: "red"."""\n\n'
        '    kind: ClassVar[str] = "colour"\n\n'
        "    @property\n"
        "    def hint(self) -> str:\n"
        '        return "such as red"\n\n'
        "    def parse(self, raw: object) -> Answer:\n"
        '        if raw in ("red", "blue"):\n'
        "            return str(raw)\n"
        '        raise InvalidAnswer("Please name a colour.")\n',
    )
    copy.put(
        "exercises/kinds/__init__.py",
        "from smartcli.exercises.step import Step\n",
        "from smartcli.exercises.kinds.colours import Colour\n",
    )
    copy.put("exercises/kinds/__init__.py", "ALL: tuple[type[Step], ...] = (\n", "    Colour,\n")
    copy.own("a-walk", OWN.replace('kind = "text"', 'kind = "colour"').replace("By the harbour", "red"))
    assert "fine" in copy.types("check", str(copy.data / "en" / "exercises" / "a-walk.toml"))
    assert "Saved." in copy.does("a-walk", {"where": "blue"})
    assert "blue" in copy.types("export", "csv")
    assert "colour" not in copy.types("exercises", "worksheet", "a-walk", "--out", "walk.html")
    assert 'class="rules"' in (copy.home.parent / "walk.html").read_text("utf-8")


@follows("A look of doctor")
def look(copy: Copy) -> None:
    copy.add(
        "keeping/health/machine.py",
        '@looks("weather", Later("the weather"))\ndef weather(given: Surroundings) -> Iterator[Noticed]:\n'
        '    """Whether the sun shines."""\n'
        '    yield Noticed(said="The sun shines.", facts={"sun": 1})\n',
    )
    assert "the weather, well, The sun shines." in copy.types("doctor", "--plain")
    assert "weather" in copy.types("doctor", "--report")


@follows("A command")
def command(copy: Copy) -> None:
    copy.add(
        "commands/hello.py",
        '"""A greeting."""\n\n'
        "import typer\n\n"
        "from smartcli.commands.options import world_of\n"
        "from smartcli.world import World\n\n\n"
        "def hello(ctx: typer.Context) -> None:\n"
        '    """Say hello."""\n'
        "    run(world_of(ctx))\n\n\n"
        "def run(world: World) -> None:\n"
        '    world.screen.say("Hello.")\n',
    )
    copy.put("commands/__init__.py", "COMMANDS = {\n", '    "hello": "hello",\n')
    assert copy.types("hello") == "Hello.\n"
    assert "Say hello." in copy.types("--help")
    (copy.data / "en" / "help" / "hello.md").write_text("It does so in one word.\n", "utf-8")
    assert copy.types("help", "hello").startswith("It does so in one word.\n\nUsage: ")


@follows("A topic of help")
def topic(copy: Copy) -> None:
    (copy.data / "en" / "help" / "weather.md").write_text("# The weather\n\nIt rains.\n", "utf-8")
    copy.put("exercises/topics.py", "TOPICS = (\n", '    "weather",\n')
    assert copy.types("help", "weather") == "The weather\n\nIt rains.\n"
    assert "weather, The weather\n" in copy.types("help")


@follows("A row of home")
def row(copy: Copy) -> None:
    copy.add(
        "commands/at_home/weather.py",
        '"""The weather."""\n\n'
        "from smartcli.commands.at_home.reading import read\n"
        "from smartcli.world import World\n\n\n"
        "def look_outside(world: World) -> None:\n"
        '    read(world, world.prompter(), lambda: world.screen.say("Rain."))\n',
    )
    copy.put("commands/doors.py", "import look_back\n", "from smartcli.commands.at_home.weather import look_outside\n")
    copy.put(
        "commands/doors.py",
        "    doors |= _seldom(world)\n",
        '    door("weather", str(rows.WEATHER), lambda: look_outside(world))\n',
    )
    copy.put("text/rows_of_home.py", 'BACKUP = Later("Make a backup")\n', 'WEATHER = Later("The weather")\n')
    copy.put("text/rows_of_home.py", '    ("backup", (BACKUP,)),\n', '    ("weather", (WEATHER,)),\n')
    copy.does("good-things", {"things": ["Rain"]})
    said = copy.runs(
        "from pathlib import Path\nfrom tests.person import Person\n"
        f"person = Person(Path({str(copy.home)!r}))\n"
        "person.types('settings', 'change', answers=[''] * 9)\n"
        "print(person.types(answers=['The weather', '', '^C']).out)"
    )
    assert "Rain." in said


@follows("Something that lies in a home")
def store(copy: Copy) -> None:
    copy.add("home/filenames.py", 'POSTCARDS = "postcards"\n')
    copy.put(
        "home/layout.py",
        "TABLE = (\n",
        '    Stored(\n        name=filenames.POSTCARDS, depth=2, shown="postcards",\n'
        "        backup=LINKS_NAMED, restored=ADDED, erased=ERASED, sealed=NO_WORDS,\n    ),\n",
    )
    copy.does("good-things", {"things": ["Rain"]})
    (copy.home / "postcards").mkdir()
    (copy.home / "postcards" / "one").write_text("Wish you were here")
    assert "postcards" in copy.types("where")
    backup = copy.home.parent / "all.zip"
    copy.types("backup", str(backup))
    copy.types("forget", "--everything", "--yes")
    assert not (copy.home / "postcards").exists()
    copy.types("restore", str(backup), "--yes")
    assert (copy.home / "postcards" / "one").read_text() == "Wish you were here"


@follows("A program that carries folders")
def carrier(copy: Copy) -> None:
    copy.put(
        "home/carriers.py", "CARRIERS = (\n", '    Carrier(name="Pigeon", folders=("pigeon",), marks=(".coo",)),\n'
    )
    there = ("--home", str(copy.home.parent / "Pigeon" / "home"))
    assert "Saved." in copy.types("do", "good-things", "--answers", "-", *there, stdin='{"things": ["Rain"]}')
    assert "Pigeon" in copy.types("doctor", *there)


@follows("An invented person")
def invented_person(copy: Copy) -> None:
    people = "invented/people.py"
    copy.put(people, "FRIDAY = 4\n", 'ANA = Invented(seed=9, name="Ana", days=20)\n')
    copy.put(people, "for one in (", "ANA, ")
    made = "from pathlib import Path; from smartcli.invented.people import PEOPLE; who = PEOPLE['ana']; "
    written = copy.runs(f"{made}who.write_into(Path({str(copy.home)!r})); print(len(who.entries()))")
    assert f"of {written.strip()}" in copy.types("journal", "list")


@follows("A language")
def language(copy: Copy) -> None:
    german = copy.data / "de" / "exercises"
    german.mkdir(parents=True)
    (german / "a-walk.toml").write_text(OWN.replace("A walk", "Ein Spaziergang"), "utf-8")
    assert "Ein Spaziergang" in copy.types("exercises", "list", LANG="de_DE.UTF-8")


@pytest.mark.parametrize("recipe", FOLLOWED)
def test_a_recipe_works_as_it_is_written(recipe: str, tmp_path: Path) -> None:
    FOLLOWED[recipe](Copy(tmp_path))


# Two recipes show on paper alone: the pages are counted in tests/exchange.
ON_PAPER = {"A page to print", "On a worksheet"}


def test_every_recipe_is_followed() -> None:
    assert {*RECIPES} - ON_PAPER == {*FOLLOWED}
