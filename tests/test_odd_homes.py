"""Whatever lies in a home: every command answers, soon, in words, and what the person wrote is shown."""

import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.journal.making import NOON, entry
from tests.odd_homes import Shore, case
from tests.person import Person
from tests.program import Program

from smartcli.first_aid import card_cache
from smartcli.first_aid.card_cache import CachedCard
from smartcli.home.ids import new_id
from smartcli.journal.line import numbered

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="cases run in processes that are forked")
SAMPLE = 60
SECOND = 10  # the answer takes a tenth of one; the machine may be busy, and what hangs hangs for ever


def test_any_command_answers_in_a_home_of_any_odd_files(tmp_path: Path) -> None:
    shore = Shore(tmp_path)
    found = [case(shore, number) for number in range(SAMPLE)]
    assert [str(one) for one in found if one.wrong] == []


def test_a_case_that_hangs_or_fails_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shore = Shore(tmp_path)
    monkeypatch.setattr("tests.odd_homes.HANG", 0.5)
    monkeypatch.setattr("tests.odd_homes.program.main", lambda _argv: time.sleep(9))
    assert case(shore, 1).wrong == ["it hangs"]
    monkeypatch.setattr("tests.odd_homes.HANG", 30)
    monkeypatch.setattr("tests.odd_homes.program.main", lambda _argv: sys.stdout.write("Something inside") * 0 + 7)
    assert case(shore, 1).wrong[:2] == ["exit 7", "Something inside"]


ODD: dict[str, Callable[[str], None]] = {
    "pipe": os.mkfifo,
    "round": lambda place: os.symlink(os.path.basename(place), place),
    "folder": os.mkdir,
    "nowhere": lambda place: os.symlink(f"{place}-gone", place),
    "device": lambda place: os.symlink("/dev/zero", place),
    "huge": lambda place: _sparse(Path(place)),
}


def _sparse(place: Path) -> None:
    with open(place, "wb") as file:
        file.truncate(1 << 40)


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", ["at-hand.toml", "settings.toml", "marks.toml", "device", "lock", "journal"])
def test_help_comes_at_once_whatever_lies_there(kind: str, name: str, tmp_path: Path) -> None:
    program = Program(tmp_path / "home")
    program.home.mkdir()
    ODD[kind](str(program.home / name))
    for word in ("urge", "help-now"):
        run = subprocess.run(
            program.command(word),
            env=program.environ,
            cwd="/",
            capture_output=True,
            timeout=SECOND,
            input=b"",
            check=False,
        )
        assert b"Traceback" not in run.stderr
        assert b"Something inside" not in run.stderr
        assert b"help-now" in run.stdout or b"911" in run.stdout


def test_help_shows_a_handful_of_any_number_of_cards(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    people = [CachedCard("contact", f"Person {n}", "support-network") for n in range(12_000)]
    reasons = [CachedCard("reason", f"Reason {n}", "my-reasons") for n in range(12_000)]
    last = CachedCard("contact", "Ana - 555 0101", "hard-times")
    card_cache.write(str(home), [*people, *reasons, last])
    assert (home / "at-hand.toml").stat().st_size < 1 << 18
    kept = card_cache.read(str(home))
    assert not kept.damaged
    assert last in kept.cards  # for hard times, whatever else there is
    assert kept.texts("reason")[:2] == ["Reason 0", "Reason 1"]
    assert len(kept.texts("contact")) == card_cache.OF_A_KIND


def test_of_a_list_of_cards_without_end_the_beginning_is_shown(tmp_path: Path) -> None:
    row = '[[card]]\nkind = "contact"\ntext = "Person {n}"\nexercise = "hard-times"\n'
    (tmp_path / "at-hand.toml").write_text("".join(row.format(n=n) for n in range(24_000)))
    kept = card_cache.read(str(tmp_path))
    assert kept.damaged
    assert kept.texts("contact", "hard-times", few=5)[:2] == ["Person 0", "Person 1"]


def test_what_is_odd_is_named_with_a_cure_and_hides_nothing(person: Person) -> None:
    person.does("urge-log", {"strength": 7, "trigger": ["a row"]})
    own = (person.home / "device").read_text().split()[0]
    for place in ("exercises", "drafts", "quarantine"):
        (person.home / place).mkdir(exist_ok=True)
    os.mkfifo(person.home / "exercises" / "a.toml")
    (person.home / "exercises" / "round.toml").symlink_to("round.toml")
    (person.home / "exercises" / "foo.toml").mkdir()
    (person.home / "exercises" / "walk.toml").write_text("x")
    (person.home / "drafts" / "urge-log-1.json").mkdir()
    os.mknod(person.home / "quarantine" / "plug", stat.S_IFSOCK | 0o600)
    os.mkfifo(person.home / "journal" / own / "000002.jsonl")
    (person.home / "journal" / "round000").symlink_to("round000")
    with open(person.home / "journal" / own / "000003.jsonl", "wb") as file:
        file.truncate(1 << 40)
    assert person.does("urge-log", {"strength": 3, "trigger": ["after"]})
    listed = person.types("journal", "list", "--json")
    assert [one["answers"]["trigger"] for one in listed.json["entries"]] == [["a row"], ["after"]]
    assert listed.code == 3  # two files are not read, and it is said
    assert "walk.toml" in person.types("exercises", "list").err
    checks = person.types("doctor", "--json").json["checks"]
    odd = {one["said"]: one["next"] for one in checks if one["result"] != "well"}
    for name in (
        "exercises/a.toml is a pipe",
        "exercises/round.toml is a link that leads back to itself",
        "exercises/foo.toml is a folder, and its name is one for a file",
        "drafts/urge-log-1.json is a folder",
        "quarantine/plug is a socket",
        f"{own}/000002.jsonl is a pipe",
        f"{own}/000003.jsonl has more than 64 MB",
        "journal/round000 is a link that leads back to itself",
    ):
        assert [cure for said, cure in odd.items() if name in said and "move it away" in cure], name


def test_a_closed_folder_of_another_machine_hides_no_other(person: Person) -> None:
    person.does("urge-log", {"strength": 7, "trigger": ["a row"]})
    other = person.home / "journal" / "zzzz0000"
    other.mkdir(mode=0)
    if os.access(other, os.R_OK):  # an administrator
        other.rmdir()
        other.symlink_to("/proc/1/task/1/fd") if not os.access("/proc/1/task/1/fd", os.R_OK) else pytest.skip("root")
    listed = person.types("journal", "list", "--json")
    assert (len(listed.json["entries"]), listed.code) == (1, 3)


FILES = ["device", "lock", "at-hand.toml", "at-hand.lock", "settings.toml", "marks.toml", "drafts"]


@pytest.mark.parametrize("kind", ["pipe", "round", "folder", "nowhere"])
@pytest.mark.parametrize(
    "name", ["device", "lock", "at-hand.toml", "at-hand.lock", "settings.toml", "marks.toml", "drafts"]
)
def test_nothing_odd_stops_saving(kind: str, name: str, person: Person) -> None:
    person.does("urge-log", {"strength": 7, "trigger": ["before"]})
    place = person.home / name
    if place.exists() and place.is_file():
        place.unlink()
    if not place.exists():
        ODD[kind](str(place))
    person.types("do", "urge-log", "--answers", "-", stdin=b'{"strength": 7, "trigger": ["after"]}')
    shown = person.types("journal", "list", "--json").json["entries"]
    assert sorted(one["answers"]["trigger"] for one in shown) == [["after"], ["before"]]


def test_a_line_that_is_too_long_is_counted_and_hides_nothing(person: Person) -> None:
    person.does("urge-log", {"strength": 7, "trigger": ["before"]})
    own = person.home / "journal" / (person.home / "device").read_text().split()[0]
    line = numbered({**entry("x" * (9 << 20)).as_line(), "id": new_id(NOON)}, 2)
    with open(own / "000001.jsonl", "ab") as file:
        file.write(line)
    person.does("urge-log", {"strength": 7, "trigger": ["after"]})
    listed = person.types("journal", "list", "--json")
    assert (len(listed.json["entries"]), listed.code) == (2, 3)
    assert "1 line is longer than 8 MB, so it is not read." in person.types("journal", "list").err
    assert "longer than 8 MB" in person.types("doctor").out
    assert not list((person.home / "quarantine").glob("*"))


def test_what_is_too_long_for_a_line_is_not_saved_and_said(person: Person) -> None:
    answers = json.dumps({"strength": 7, "trigger": ["x" * (9 << 20)]}).encode()
    said = person.types("do", "urge-log", "--answers", "-", stdin=answers)
    assert (said.code, "longer than 8 MB" in said.err) == (1, True)
    assert person.entries() == []


def test_the_name_of_this_machine_is_not_written_through_a_link_that_leads_nowhere(
    person: Person, tmp_path: Path
) -> None:
    person.does("urge-log", {"strength": 7, "trigger": ["before"]})
    own, elsewhere = person.home / "device", tmp_path / "elsewhere"
    elsewhere.mkdir()
    own.unlink()
    own.symlink_to(elsewhere / "device")
    person.does("urge-log", {"strength": 7, "trigger": ["after"]})
    assert list(elsewhere.iterdir()) == []
    assert own.is_symlink()
    assert len(person.entries()) == 2
    assert "not a plain file" in " ".join(person.types("doctor").out.split())
    own.unlink()
    assert len(person.entries()) == 2
