"""A home with one of everything that the table of a home names: shown, backed up, sealed and erased, as it says."""

import ast
import io
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.journal.making import begin_segment
from tests.person import OWN, Person

from smartcli.exchange.homework import HomeworkFile, written
from smartcli.home import filenames, layout
from smartcli.home.homework import GivenExercise
from smartcli.home.layout import Stored
from smartcli.keeping.backups import opening

SOURCE = Path(__file__).parents[2] / "src" / "smartcli"
WORD = b"harbour"  # in all that the person wrote
NOT_OURS = ("notes.txt", "backups/holiday.zip")


def filled(person: Person) -> Person:
    """One of everything, in the open."""
    home = person.home
    person.does("urge-log", {"strength": 7, "trigger": ["the harbour"]})
    person.does("why-i-want-this", {"reasons": ["the harbour lights", "Sleep at the harbour"]})
    deleted = person.does("urge-log", {"strength": 1, "trigger": ["harbour bells"]})["id"]
    assert person.types("journal", "delete", deleted).code == 0
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Harbour", "change": "harbour"}')
    person.types("do", "urge-log", answers=["7", "harbour draft", "^C"])
    person.types("cards", "pick", "--answers", "-", stdin=b'{"reason": ["2"]}')
    put(home / "exercises" / "mine.toml", b"# a walk by the harbour\n")
    put(home / "path.toml", b"# by the harbour\n")
    given = HomeworkFile(why="The harbour.", exercises=(GivenExercise(exercise="urge-log"),))
    put(home.parent / "given.toml", written(given))
    assert person.types("homework", "take", str(home.parent / "given.toml"), "--yes").code == 0
    put(home / "quarantine" / "0a1b2c3d-20.line", b'{"answers": "harbour')
    person.types("remind", "ics", "--at", "20:30", "--out", str(home.parent / "harbour.ics"), "--own-titles")
    person.types("backup")
    put(home / "backups" / "elsewhere", b"2026-03-10T12:00:00+01:00\n")
    beside(person)
    return person


def beside(person: Person) -> None:
    """What is left lying beside it, a no to one's own exercise, and the digest of a closed segment."""
    home = person.home
    begin_segment(home)
    assert person.types("points").code == 0
    stores = person.world(io.StringIO(), io.StringIO(), None, b"").stores
    stores.mark(lambda kept: kept.but(declined={"harbour=b": "2026-03-10"}, away=kept.away | {"0a1b2c3d"}))
    put(home / "at-hand.lock", b"")
    put(home / "told-open", b"")
    put(home / "prompt-line", b"1773201600 1774411200 Evening minute.\n")
    put(home / "unfinished", b"forget e30=\n")
    put(home / "accepted", b"1 00 theirs00/000001.jsonl\n")
    put(home / "moving" / "before" / "theirs00" / "000001.jsonl", b"")
    put(home / "drafts" / "check-in-01KAP4Y0W3T8GZ5N2M7QH6RXEB.lock", b"")
    for folder in ("", "drafts", "quarantine", "backups", "key", *(f"journal/{one.name}" for one in devices(home))):
        if (home / folder).is_dir():
            put(home / folder / ".half.toml.0a1b2c3d.tmp", b"by the harbour")
    for folder in ("", "backups"):
        put(home / folder / ".unpacked-0a1b" / "drafts" / "one.json", b"harbour")
        os.utime(home / folder / ".unpacked-0a1b", (1, 1))
    for name in NOT_OURS:
        put(home / name, b"none of ours")


def devices(home: Path) -> list[Path]:
    return list((home / "journal").iterdir())


def put(file: Path, data: bytes) -> None:
    """A file that was not written just now."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    os.utime(file, (1, 1))


def sealed(person: Person) -> Person:
    """The same, sealed, with what is written after that, and a key from before."""
    person.passphrases = [OWN]
    assert person.types("lock", "--yes", "--show", "nothing").code == 0
    assert person.types("lock", "--drop-plain").code == 0
    put(person.home / "key" / "before-20260101-120000" / "identity.age", b"an older one")
    person.types("do", "urge-log", answers=["7", "harbour draft", "^C"])
    beside(person)
    return person


def opened(person: Person) -> Person:
    """In the open again: the key is there and off."""
    person.passphrases = [OWN]
    assert person.types("unlock", "--yes").code == 0
    beside(person)
    return person


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Made once; each test has copies of its own."""
    made = {"plain": filled(Person(tmp_path_factory.mktemp("plain") / "home")).home}
    for before, form, go_on in (("plain", "sealed", sealed), ("sealed", "opened", opened)):
        home = tmp_path_factory.mktemp(form) / "home"
        shutil.copytree(made[before], home)
        made[form] = go_on(Person(home)).home
    return made


class Walk:
    """What is wrong with a home and the table, found in copies of it."""

    def __init__(self, home: Path, folder: Path) -> None:
        self._template, self._folder, self._count = home, folder, 0

    def _another(self) -> Person:
        self._count += 1
        person = Person(self._folder / f"{self._count}" / "home")
        shutil.copytree(self._template, person.home, copy_function=shutil.copy2)
        person.passphrases = [OWN]
        return person

    def wrong(self) -> list[str]:
        return [*self.missing(), *self.unnamed(), *self.not_brought_back(), *self.readable(), *self.left()]

    def missing(self) -> Iterator[str]:
        """A row that nothing in the home stands for is one that nothing here tries."""
        for row in layout.TABLE:
            has_key = (self._template / filenames.KEY).exists()
            if (row.name != filenames.KEY or has_key) and not files_of(row, self._template):
                yield f"{row.name}: none lies in the home that is filled here"

    def unnamed(self) -> Iterator[str]:
        """What words can lie in is a place that `where` names."""
        named = self._another().types("where", "--json").json["where"]
        for row in layout.TABLE:
            if row.shown and not (named.get(row.shown, {}).get("path", "").endswith(f"/home/{row.name}")):
                yield f"{row.name}: where does not name it"
            if not row.shown and row.is_one and row.sealed != layout.NO_WORDS:
                yield f"{row.name}: words can lie in it, and where is not to name it"

    def not_brought_back(self) -> Iterator[str]:
        """Byte for byte: in the backup, and in an empty home after a restore."""
        here, other = self._another(), Person(self._folder / "other" / "home")
        other.passphrases = [OWN]
        out = here.home.parent / "made.zip"
        assert here.types("backup", str(out)).code == 0
        made = opening.load(out)
        assert other.types("restore", str(out), "--yes").code == 0
        for row in layout.TABLE:
            if row.backup == layout.NOT_TAKEN:
                continue
            for file in files_of(row, here.home):
                name = file.relative_to(here.home).as_posix()
                if name.endswith((".lock", ".tmp")):
                    continue
                if name not in made.names or made.read(name) != file.read_bytes():
                    yield f"{name}: not in the backup as it lies"
                if row.restored != layout.NEVER and row.name != filenames.JOURNAL:  # that one is merged
                    there = other.home / name
                    if not there.exists() or there.read_bytes() != file.read_bytes():
                        yield f"{name}: not brought back"
        for command in (["journal", "list", "--json"], ["export", "json"]):
            if here.types(*command).json.get("entries") != other.types(*command).json.get("entries"):
                yield "journal: not brought back"

    def readable(self) -> Iterator[str]:
        """After `lock`, and without the backups that were readable, no word of the person's can be found."""
        person = self._another()
        if said := person.types("lock", "--yes", "--show", "nothing").err:  # it looks at all of it itself
            yield f"lock: {said}"
        if person.types("lock", "--drop-plain").code:  # it looks, too
            yield "lock --drop-plain: not all readable backups are gone"
        kept = layout.names(sealed=layout.READABLE)
        for name, data in everything_in(person.home):
            if name.rpartition("!")[2].split("/")[0] not in kept and WORD in name.encode().lower() + data.lower():
                yield f"{name}: can be read after lock"

    def left(self) -> Iterator[str]:
        """After `forget --everything` there is nothing but what the table leaves, and what is none of ours."""
        person = self._another()
        said = person.types("forget", "--everything", "--yes")
        assert said.code == 0, said.err
        stays = {*NOT_OURS, *layout.names(erased=layout.LEFT)}
        for file in sorted(file for file in person.home.rglob("*") if not file.is_dir()):
            name = file.relative_to(person.home).as_posix()
            if name not in stays and name.split("/")[0] not in stays:
                yield f"{name}: left after forget --everything"
        for name in stays:
            if not (person.home / name).exists():
                yield f"{name}: taken by forget --everything"


def files_of(row: Stored, home: Path) -> list[Path]:
    """The files that a row stands for, as they lie in a home."""
    if row.name == filenames.HALF:
        return sorted(home.rglob(f".*{filenames.HALF}"))
    if not row.is_one:
        return sorted(file for folder in home.rglob(f"{row.name}*") for file in folder.rglob("*") if file.is_file())
    place = home / row.name
    return sorted(file for file in place.rglob("*") if file.is_file()) if place.is_dir() else [place][: place.is_file()]


def everything_in(home: Path) -> Iterator[tuple[str, bytes]]:
    """Every file by its name, and each that is in a zip by that of the zip, a `!`, and its own."""
    for file in sorted(file for file in home.rglob("*") if file.is_file()):
        name = file.relative_to(home).as_posix()
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                yield from ((f"{name}!{inner}", archive.read(inner)) for inner in archive.namelist())
        else:
            yield name, file.read_bytes()


@pytest.mark.parametrize("form", ["plain", "sealed", "opened"])
def test_all_that_lies_in_a_home_is_named_brought_back_sealed_and_erased(
    homes: dict[str, Path], tmp_path: Path, form: str
) -> None:
    assert Walk(homes[form], tmp_path).wrong() == []


# A store that is added


DIARY = Stored(
    name="diary", depth=2, shown="diary",
    backup=layout.LINKS_NAMED, restored=layout.ADDED, erased=layout.ERASED, sealed=layout.FILES_SEALED,
)  # fmt: skip


def planted(monkeypatch: pytest.MonkeyPatch, row: Stored) -> None:
    monkeypatch.setattr(layout, "TABLE", (*layout.TABLE, row))


def test_a_store_is_added_by_a_row(homes: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And by a sample in the home that is filled here: without that, nothing would have tried it."""
    planted(monkeypatch, DIARY)
    assert list(Walk(homes["plain"], tmp_path / "a").missing()) == ["diary: none lies in the home that is filled here"]
    home = tmp_path / "with" / "home"
    shutil.copytree(homes["plain"], home)
    put(home / "diary" / "one.txt", b"by the harbour")
    assert Walk(home, tmp_path / "b").wrong() == []


@pytest.mark.parametrize(
    ("answers", "look", "found"),
    [
        ({"sealed": layout.FIELD_SEALED}, Walk.readable, "diary/one.txt: can be read after lock"),
        ({"erased": layout.OURS_ERASED}, Walk.left, "diary/one.txt: left after forget --everything"),
        ({"only": (".md",)}, Walk.not_brought_back, "diary/one.txt: not in the backup as it lies"),
        ({"restored": layout.MERGED}, Walk.not_brought_back, "diary/one.txt: not brought back"),
        ({"shown": ""}, Walk.unnamed, "diary: words can lie in it, and where is not to name it"),
    ],
    ids=["sealed", "erased", "backup", "restored", "shown"],
)
def test_a_wrong_answer_is_found(
    homes: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: dict[str, Any],
    look: Callable[[Walk], Iterator[str]],
    found: str,
) -> None:
    planted(monkeypatch, DIARY.but(**answers))
    home = tmp_path / "with" / "home"
    shutil.copytree(homes["plain"], home)
    put(home / "diary" / "one.txt", b"by the harbour")
    assert found in list(look(Walk(home, tmp_path)))


def test_a_row_without_its_answers_is_none() -> None:
    with pytest.raises(TypeError, match="missing"):
        Stored(name="diary", depth=2)  # type: ignore[call-arg]


# The names stand in one file

NAMES = {value: name for name, value in vars(filenames).items() if name.isupper()}
# Words of other things too, which are no path of a home.
EXCEPTIONS = {
    "keeping/health/sealed.py": ["recipient"],  # a fact of doctor's report
}


def named(code: str) -> Iterator[str]:
    """The names of a home that stand in a module as literals in a path, or that can be nothing else."""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.BinOp(op=ast.Div()):
                places: list[ast.expr] = [node.left, node.right]
            case (
                ast.Call(func=ast.Attribute(attr="join" | "joinpath" | "glob" | "rglob"))
                | ast.Call(func=ast.Name(id="Path"))
            ):
                places = list(node.args)
            case ast.Constant(value=str(text)) if text in NAMES and ("." in text or text.startswith("recipient")):
                yield text
                continue
            case _:
                continue
        for place in places:
            if isinstance(place, ast.Constant) and isinstance(place.value, str):
                yield from {*place.value.split("/")} & {*NAMES}


@pytest.mark.parametrize("file", sorted(SOURCE.rglob("*.py")), ids=lambda file: str(file.relative_to(SOURCE)))
def test_what_lies_in_a_home_is_named_in_one_file(file: Path) -> None:
    part = file.relative_to(SOURCE).as_posix()
    if part != "home/filenames.py":
        assert sorted(named(file.read_text("utf-8"))) == EXCEPTIONS.get(part, [])


def test_a_name_in_a_path_is_found() -> None:
    assert sorted(named('home / "drafts"\nos.path.join(home, "settings.toml")\nfolder.glob("journal/*")')) == [
        "drafts",
        "journal",
        "settings.toml",
        "settings.toml",
    ]
    assert list(named('say("drafts", {"journal": 1})')) == []
