"""A home in which something was written, and a backup of it."""

from pathlib import Path

from tests.person import Person, Said

WORDS = "My secret café 😀 אב e\u0301"


def fill(person: Person) -> None:
    person.does("check-in", {"urge": 3, "line": WORDS})
    person.clock.on(days=1)
    person.does("urge-log", {"strength": 7})
    (person.home / "exercises").mkdir()
    (person.home / "exercises" / "mine.toml").write_text("format = 1\n")


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def backed_up(person: Person, target: Path) -> Said:
    said = person.types("backup", str(target))
    assert said.code == 0, said.err
    return said
