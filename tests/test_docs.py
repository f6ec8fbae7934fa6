"""The README and CONTRIBUTING say what is there."""

import re
from pathlib import Path

import pytest
import typer

from smartcli.argv import GLOBALS
from smartcli.commands import build
from smartcli.exercises import topics
from smartcli.exercises.kinds import KINDS
from smartcli.exercises.step import Step
from smartcli.findings.outcomes import OUTCOMES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
EXERCISE_FILE = (ROOT / "docs" / "exercise-file.md").read_text("utf-8")


def visible_commands() -> list[str]:
    group = typer.main.get_command(build())
    return [name for name, command in group.commands.items() if not command.hidden]  # type: ignore[attr-defined]  # a group has commands


def test_the_readme_has_two_screens() -> None:
    assert len(README.splitlines()) <= 90


def test_the_readme_leads_to_all_commands_and_to_every_page() -> None:
    """docs/commands.md has each command, format and option: tests/test_docs_commands.py."""
    unnamed = [page.name for page in (ROOT / "docs").glob("*.md") if f"](docs/{page.name})" not in README]
    assert unnamed == [], "Please name it in a line under “Where to go on”."


def test_the_readme_names_no_command_that_is_not_there() -> None:
    named = set(re.findall(r"`smartcli ([a-z-]+)", README))
    assert named - set(visible_commands()) == set()


def test_the_readme_names_no_option_that_does_not_hold_everywhere() -> None:
    assert set(re.findall(r"`(--[a-z-]+)", README)) <= set(GLOBALS)


@pytest.mark.parametrize("topic", re.findall(r"`smartcli help (\w+)`", README))
def test_every_topic_the_readme_names_is_there(topic: str) -> None:
    assert topic in (*topics.TOPICS, *visible_commands())


@pytest.mark.parametrize("first", ["smartcli help-now", "emergency number", "suddenly can kill", "smartcli verify"])
def test_the_readme_says_what_may_not_be_missing(first: str) -> None:
    assert first in README


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_step_stands_in_the_page_of_the_exercise_file(kind: str) -> None:
    table = EXERCISE_FILE.split("| kind | asks for |")[1].split("\n\n")[0]
    assert re.search(rf"\b{kind}\b", table)


@pytest.mark.parametrize(
    "document", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/*.md")), ids=lambda path: path.name
)
def test_every_file_a_document_links_to_is_there(document: Path) -> None:
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text("utf-8"))
    assert [target for target in linked if not (document.parent / target).exists()] == []


def test_every_file_and_test_that_contributing_names_is_there() -> None:
    named = re.findall(r"`((?:tests|src|data|docs|prompts|commands)/[\w/.-]+\.(?:py|toml|md))`", CONTRIBUTING)
    places = [ROOT, ROOT / "src" / "smartcli"]
    assert named != []
    assert [name for name in named if not any((place / name).exists() for place in places)] == []


def _own_fields(kind: type[Step]) -> set[str]:
    names = (
        name
        for one in kind.__mro__
        for name, hint in vars(one).get("__annotations__", {}).items()
        if "ClassVar" not in str(hint)
    )
    return {name.rstrip("_") for name in names}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_step_stands_in_the_page_of_the_exercise_file(kind: str) -> None:
    common = EXERCISE_FILE.partition("Every `[[steps]]`")[2].partition("The kinds:")[0]
    row = next(line for line in EXERCISE_FILE.splitlines() if re.match(rf"\| (?:\w+, )?{kind}(?:, \w+)? \|", line))
    for field in _own_fields(KINDS[kind]) - {"today"}:  # of a day: set by the walk, and no author's
        assert re.search(rf"\b{field}\b", row) or f"`{field}`" in common, field


@pytest.mark.parametrize("kind", OUTCOMES)
def test_every_parameter_of_an_outcome_stands_in_the_page_of_the_exercise_file(kind: str) -> None:
    row = next(line for line in EXERCISE_FILE.splitlines() if line.startswith(f"| {kind} |"))
    texts = EXERCISE_FILE.partition("Every outcome may have a `title`")[2].partition("\n\n")[0]
    for name in (*OUTCOMES[kind].needs, *OUTCOMES[kind].may):
        assert re.search(rf"\b{name}\b", row) or (name == "text" and re.search(rf"\b{kind}\b", texts)), name
