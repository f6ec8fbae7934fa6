"""A move of the journal that is killed, or fails, at any change: nothing is lost, never is it empty, and it goes on."""

import errno
import os
import shlex
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from tests.journal.making import Faulty, begin_segment, entry, fault
from tests.keeping.stuck import CHANGING, Killed, killed_at
from tests.machines.making import own
from tests.person import Person, unwrapped

from smartcli.errors import SmartError
from smartcli.home.disk import System
from smartcli.home.filenames import HEIGHTS
from smartcli.home.seal.keys import Keys
from smartcli.journal import Journal
from smartcli.journal.segment_names import is_segment
from smartcli.journal.writing import NotSaved
from smartcli.keeping.health.abilities import TRIAL
from smartcli.keeping.journal_folder.destination import look

WAYS = ("out", "joining", "differing", "back", "on", "fresh")
WHOLE = (("out", True),)  # of this each change; tests.long killed has each of the others
SAID = "Moving the journal to another folder was begun and not finished."
CALLS = (
    "open",
    "read",
    "write",
    "flush",
    "chmod",
    "mkdir",
    "swap",
    "exchange",
    "link",
    "remove",
    "remove_folder",
    "scan",
    "stat",
)


def written(home: Path, *words: str) -> Person:
    person = Person(home)
    for one in words:
        person.does("urge-log", {"strength": 7, "trigger": [one]})
    return person


def moves(person: Person, *argv: str) -> None:
    said = person.types("settings", "journal-folder", *argv, "--yes")
    assert said.code == 0, said.err


def prepared(folder: Path, way: str) -> tuple[Person, list[str]]:
    """Somebody who is about to move it in this way, and what is typed."""
    carried, other = folder / "carried", folder / "other"
    if way in ("joining", "differing", "fresh"):
        moves(written(folder / "another home", "there before"), str(carried))
    person = Person(folder / "home")
    if way != "fresh":
        written(person.home, "a row at the harbour", "a long evening")
        begin_segment(person.home)
        person.does("urge-log", {"strength": 2})
    if way == "differing":  # what lies there under our name is not how ours begins
        file = carried / own(person) / "000001.jsonl"
        file.parent.mkdir(mode=0o700)
        lines = (person.home / "journal" / own(person) / "000001.jsonl").read_bytes().splitlines(keepends=True)
        file.write_bytes(b"".join(reversed(lines)))
    if way in ("back", "on"):
        moves(person, str(carried))
    return person, {"back": ["--back"], "on": [str(other)]}.get(way, [str(carried)])


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, list[str]]]:
    made = {}
    for way in WAYS:
        folder = tmp_path_factory.mktemp(way)
        _person, argv = prepared(folder, way)
        made[way] = folder, argv
    return made


class Scene:
    """One folder with a home in it, put down anew at one place for each try: links hold whole paths."""

    def __init__(self, template: tuple[Path, list[str]]) -> None:
        self.folder, self.argv = template
        self.kept = self.folder.with_name(f"{self.folder.name}-kept")
        if not self.kept.exists():
            shutil.copytree(self.folder, self.kept, symlinks=True)

    def lays(self) -> Person:
        shutil.rmtree(self.folder)
        shutil.copytree(self.kept, self.folder, symlinks=True)
        person = Person(self.folder / "home")
        person.clock.on(hours=1)
        return person


def ids(person: Person) -> set[str]:
    said = person.types("journal", "list", "--json")
    assert said.code == 0, said.err
    return {one["id"] for one in said.json["entries"]}


def begun(person: Person) -> tuple[str, str]:
    """What doctor says of it, and the command that it names."""
    [one] = [one for one in person.types("doctor", "--json").json["checks"] if one["id"] == "unfinished"]
    return one["said"], one["next"]


def ages(scene: Scene) -> None:
    """What is half written, as if that had been a while ago."""
    for file in scene.folder.rglob(".*"):
        os.utime(file, (1, 1), follow_symlinks=False)


def is_at_rest(scene: Scene, person: Person) -> None:
    assert begun(person)[0] == "Nothing."
    assert not (person.home / "moving").exists()
    halves = [file for file in scene.folder.rglob("*.tmp") if HEIGHTS not in file.parts]
    assert [file for file in halves if TRIAL not in file.name] == []  # that one is empty
    checks = {one["id"]: one["result"] for one in person.types("doctor", "--json").json["checks"]}
    assert {checks[name] for name in ("journal", "gone", "unusable", "lines")} == {"well"}, checks


def lines(folder: Path) -> set[bytes]:
    """Every line of a journal that lies anywhere there."""
    files = (file for file in folder.rglob("*") if file.is_file() and is_segment(file.name))
    return {line for file in files for line in file.read_bytes().split(b"\n") if line}


@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "by two renames"])
@pytest.mark.parametrize("way", WAYS)
def test_killed_at_any_change_it_is_never_empty_and_the_command_that_doctor_names_finishes_it(
    templates: dict[str, tuple[Path, list[str]]], monkeypatch: pytest.MonkeyPatch, way: str, *, at_once: bool
) -> None:
    if not at_once:
        monkeypatch.setattr(System, "exchange", cannot)
    scene = Scene(templates[way])
    person = scene.lays()
    before = ids(person) if way != "fresh" else set()
    had = lines(scene.folder)
    moves(person, *scene.argv)
    after = ids(person)
    assert before <= after
    seen, place, is_killed = set(), 0, True
    while is_killed:
        person = scene.lays()
        with killed_at(place), suppress(Killed):
            is_killed = True
            person.types("settings", "journal-folder", *scene.argv, "--yes")
            is_killed = False
        place += 1 if (way, at_once) in WHOLE else 5
        ages(scene)
        assert lines(scene.folder) >= had
        told, command = begun(person)
        seen.add(told)
        said = person.types("journal", "list", "--json")
        if said.code == 3:  # between two renames it is missing, and that says how to go on
            assert not at_once
            assert "is missing" in said.err
            assert "smartcli settings journal-folder" in said.err
            assert person.types("repair").code == 1
            assert person.types("do", "urge-log", "--answers", "-", stdin=b'{"strength": 1}').code == 3
        else:
            assert {one["id"] for one in said.json["entries"]} in (before, after)
        if told == SAID:
            for words in (["forget", "--exercise", "urge-log", "--yes"], ["lock", "--yes"]):
                refused = person.types(*words)
                assert refused.code != 0
                assert "is on its way to another folder" in refused.err or words[0] == "lock" or said.code == 3
        typed = (
            shlex.split(command.removeprefix("smartcli ")) if command else ["settings", "journal-folder", *scene.argv]
        )
        ended = person.types(*typed, "--yes")
        assert (ended.code, ended.err) == (0, ""), (place, told, ended)
        assert ids(person) == after
        assert lines(scene.folder) == had or way == "differing"
        is_at_rest(scene, person)
    assert seen == {SAID, "Nothing."}


def cannot(_system: System, _one: str, _other: str) -> None:
    """As on a disk that cannot let two names change at once."""
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))


class Failing:
    """One call of System fails, counted over all of them; from then on too, where it lasts."""

    def __init__(self, patch: pytest.MonkeyPatch, place: int, *, lasts: bool) -> None:
        self.count, self.place, self.lasts = 0, place, lasts
        self.failed = ""
        for name in CALLS:
            patch.setattr(System, name, self._counted(name, getattr(System, name)))

    def _counted(self, name: str, call: Any) -> Any:
        def counted(system: System, *given: Any) -> Any:
            here, self.count = self.count, self.count + 1
            is_writing = name not in ("read", "scan", "stat") and (name != "open" or given[1] & CHANGING)
            if here == self.place or (self.lasts and here > self.place and is_writing):
                self.failed = self.failed or name
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return call(system, *given)

        return counted


@pytest.mark.parametrize("lasts", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("way", WAYS)
def test_whatever_fails_it_is_told_as_it_is_and_the_same_command_finishes_it(
    templates: dict[str, tuple[Path, list[str]]], way: str, *, lasts: bool
) -> None:
    scene = Scene(templates[way])
    person = scene.lays()
    before, had = (ids(person) if way != "fresh" else set()), lines(scene.folder)
    moves(person, *scene.argv)
    after = ids(person)
    place, is_reached, told = 0, True, set()
    while is_reached:
        person = scene.lays()
        with pytest.MonkeyPatch.context() as patch:
            fault = Failing(patch, place, lasts=lasts)
            said = person.types("settings", "journal-folder", *scene.argv, "--yes")
        is_reached = bool(fault.failed)
        place += 11 if lasts else 7
        ages(scene)
        assert lines(scene.folder) >= had, (place, fault.failed, said)
        is_moved = scene_is_moved(scene, person)
        begun_ = begun(person)[0] == SAID
        told.add(said.code)
        if said.code == 0:
            assert is_moved
            assert not begun_
        elif "It is where it was." in unwrapped_words(said.err) and not begun_:
            assert not is_moved
            assert not (person.home / "moving").exists()
        elif begun_:
            assert "smartcli settings journal-folder" in said.err, (place, said)
        listed = person.types("journal", "list", "--json")
        if listed.code == 0:
            assert {one["id"] for one in listed.json["entries"]} in (before, after), (place, said)
        else:
            assert "smartcli settings journal-folder" in listed.err, (place, said, listed)
        ended = person.types("settings", "journal-folder", *scene.argv, "--yes")
        assert (ended.code, ended.err) == (0, ""), (place, fault.failed, said, ended)
        assert ids(person) == after
        is_at_rest(scene, person)
    assert told >= {0, 1}


def scene_is_moved(scene: Scene, person: Person) -> bool:
    journal = person.home / "journal"
    if scene.argv == ["--back"]:
        return journal.is_dir() and not journal.is_symlink()
    return journal.is_symlink() and os.readlink(journal) == scene.argv[0]


def unwrapped_words(text: str) -> str:
    return " ".join(text.split())


def test_a_move_that_was_cut_off_can_be_left(templates: dict[str, tuple[Path, list[str]]]) -> None:
    scene = Scene(templates["out"])
    place, is_killed = 0, True
    while is_killed:
        person = scene.lays()
        before = ids(person)
        with killed_at(place), suppress(Killed):
            is_killed = True
            person.types("settings", "journal-folder", *scene.argv, "--yes")
            is_killed = False
        place += 2
        ages(scene)
        was_late = (person.home / "moving" / "before").exists() or (person.home / "journal").is_symlink()
        if begun(person)[0] == SAID and not was_late:
            said = person.types("settings", "journal-folder", "--back", "--yes")
            assert said.code == 0, said
            assert (
                not list((scene.folder / "carried").glob("*/*.jsonl*")) if (scene.folder / "carried").exists() else True
            )
            is_at_rest(scene, person)
        assert ids(person) == before or was_late


def test_another_folder_can_be_named_after_a_move_that_did_not_come_far(
    templates: dict[str, tuple[Path, list[str]]],
) -> None:
    scene = Scene(templates["out"])
    other = scene.folder / "somewhere else"
    place, is_killed = 0, True
    while is_killed:
        person = scene.lays()
        before = ids(person)
        with killed_at(place), suppress(Killed):
            is_killed = True
            person.types("settings", "journal-folder", *scene.argv, "--yes")
            is_killed = False
        place += 3
        ages(scene)
        was_late = (person.home / "journal").is_symlink() or not (person.home / "journal").exists()
        said = person.types("settings", "journal-folder", str(other), "--yes")
        if was_late and begun(person)[0] == SAID:
            assert said.code == 1
            assert unwrapped(str(scene.folder / "carried")) in unwrapped(said.err)  # first go on with that
        else:
            assert said.code == 0, said
            assert ids(person) == before
            assert not list((scene.folder / "carried").glob("*/*")) if (scene.folder / "carried").exists() else True
            is_at_rest(scene, person)


@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "by two renames"])
@pytest.mark.parametrize("name", ["open", "swap", "exchange", "remove", "mkdir", "link", "scan"])
def test_what_another_window_writes_meanwhile_goes_along(
    templates: dict[str, tuple[Path, list[str]]], monkeypatch: pytest.MonkeyPatch, name: str, *, at_once: bool
) -> None:
    """Before a call somebody else saves, who cannot have the lock and waits no longer; each call once."""
    if not at_once:
        monkeypatch.setattr(System, "exchange", cannot)
    scene, number, is_reached = Scene(templates["out"]), 0, True
    saved_in_all = 0
    while is_reached:
        person = scene.lays()
        before, saved = ids(person), list[str]()
        real, count = getattr(System, name), 0

        def counted(system: System, *given: Any, person: Person = person, saved: list[str] = saved) -> Any:
            nonlocal count
            count += 1
            if count == number + 1:  # noqa: B023
                with suppress(NotSaved):  # in the moment in which there is no journal
                    mine = Journal(person.home, patience=0).append(entry("in another window", minutes=50))
                    saved.append(mine.id)
            return real(system, *given)  # noqa: B023

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(System, name, counted)
            said = person.types("settings", "journal-folder", *scene.argv, "--yes")
        is_reached = count > number
        number += 1 if name in ("swap", "exchange") else 6
        saved_in_all += len(saved)
        assert said.code == 0, (number, said)
        assert ids(person) == before | set(saved), number
        is_at_rest(scene, person)
    assert saved_in_all


@pytest.mark.parametrize("name", ["write", "swap", "exchange", "remove"])
def test_ctrl_c_undoes_it_or_says_how_to_go_on(templates: dict[str, tuple[Path, list[str]]], name: str) -> None:
    scene, number, is_reached = Scene(templates["out"]), 0, True
    while is_reached:
        person = scene.lays()
        before, count, real = ids(person), 0, getattr(System, name)

        def stops(system: System, *given: Any) -> Any:
            nonlocal count
            count += 1
            if count == number + 1:  # noqa: B023
                raise KeyboardInterrupt
            return real(system, *given)  # noqa: B023

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(System, name, stops)
            said = person.types("settings", "journal-folder", *scene.argv, "--yes")
        is_reached = count > number
        number += 3
        ages(scene)
        assert ids(person) == before
        if not scene_is_moved(scene, person) and not (person.home / "unfinished").exists():
            assert said.code == 130 or not is_reached
            assert not list((scene.folder / "carried").glob("*/*")) if (scene.folder / "carried").exists() else True
        elif (person.home / "unfinished").exists():
            assert "smartcli settings journal-folder" in said.err
        moves(person, *scene.argv)
        assert ids(person) == before
        is_at_rest(scene, person)


def test_a_folder_in_which_nothing_can_be_taken_away_is_no_place_for_a_journal(tmp_path: Path) -> None:
    """What was laid there to try it would lie there for good, and nothing in it could be erased."""
    person = written(tmp_path / "home", "a row at the harbour")
    place = tmp_path / "carried"
    place.mkdir()
    with pytest.raises(SmartError, match=r"cannot be used .*, so nothing was begun"):
        look(person.home, Keys(person.home), place, Faulty({"remove": fault(errno.EACCES)}))
    look(person.home, Keys(person.home), place)
    assert os.listdir(place) == []
