"""doctor: what it sees, that it changes nothing, and that its report holds nothing of the person's."""

import json
import os
from datetime import datetime
from pathlib import Path

import pytest
from tests.keeping.health.homes import MENDED, NAMED, close, filled, not_well, old, own, segment, state, unmark
from tests.person import Person
from tests.program import Program

from smartcli.home import disk
from smartcli.text.language import quoted

EVERY = MENDED | NAMED


def test_a_journal_in_order_is_well_and_a_backup_is_worth_a_look(person: Person) -> None:
    filled(person)
    said = person.types("doctor")
    assert said.code == 0
    assert "files of the journal, well, 1 file, 5 lines, 5 entries." in said.out
    assert "last backup, look, There is none yet. Type: smartcli backup" in said.out
    assert said.out.endswith("1 thing is worth a look. Nothing is damaged.\n")


def test_a_home_that_is_not_there_yet_is_well(person: Person) -> None:
    said = person.types("doctor")
    assert (said.code, said.out.splitlines()[-1]) == (0, "All is well.")
    assert not person.home.exists()


SEEN = {
    "bit rot": {"lines": "damaged"},
    "torn tail": {"lines": "damaged"},
    "torn, then written on": {"lines": "damaged"},
    "lost break": {"lines": "damaged"},
    "byte order mark": {"lines": "damaged"},
    "zeros": {"lines": "damaged"},
    "not utf-8": {"lines": "damaged"},
    "all torn": {"lines": "damaged"},
    "settings": {"settings": "damaged"},
    "settings, not utf-8": {"settings": "damaged"},
    "marks": {"settings": "damaged"},
    "cards": {"at-hand": "look"},
    "homework": {"settings": "damaged"},
    "draft": {"drafts": "damaged"},
    "left over": {"left-over": "look"},
    "modes": {"modes": "look"},
    "spare copy": {"copies": "look"},
    "linked": {"segments": "damaged"},
    "misplaced": {"segments": "damaged"},
    "in the cloud": {"journal": "damaged"},
    "torn elsewhere": {"lines": "damaged"},
    "gap": {"gaps": "look", "gone": "damaged"},
    "absent segment": {"gaps": "look"},
    "cloned": {"clones": "look"},
    "torn copy": {"lines": "damaged", "copies": "look"},
    "strange file": {"odd": "look"},
    "no name": {"device": "look"},
    "bad name": {"device": "look"},
    "gone": {"journal": "damaged"},
    "own folder gone": {"journal": "damaged"},
    "dead link": {"journal": "damaged"},
    "unknown kind": {"lines": "look"},
    "bad key": {"key": "damaged"},
    "in git": {"synced": "look"},
}


@pytest.mark.parametrize("name", EVERY)
def test_each_disorder_is_seen_and_nothing_else(person: Person, name: str) -> None:
    filled(person)
    seen = SEEN[name]
    EVERY[name](person.home)
    close(person.home)
    assert not_well(person) == seen
    assert person.types("doctor").code == (3 if "damaged" in seen.values() else 0)


@pytest.mark.parametrize("argv", [[], ["--json"], ["--report"]], ids=lambda argv: "".join(argv) or "table")
@pytest.mark.parametrize("name", EVERY)
def test_looking_changes_not_a_byte_a_time_or_a_mode(person: Person, name: str, argv: list[str]) -> None:
    filled(person)
    EVERY[name](person.home)
    before = state(person.home.parent)
    person.types("doctor", *argv)
    assert state(person.home.parent) == before


def test_the_program_itself_changes_nothing_either_with_no_terminal_and_a_broken_journal(program: Program) -> None:
    person = Person(program.home)
    filled(person)
    for name in ("bit rot", "modes", "draft", "settings", "linked"):
        EVERY[name](program.home)
    before = state(program.home)
    run = program.run("doctor", "--no-input")
    assert (run.returncode, run.stderr) == (3, b"")
    assert state(program.home) == before


def test_a_line_that_cannot_be_read_is_named_and_never_shown(person: Person) -> None:
    filled(person)
    EVERY["bit rot"](person.home)
    said = person.types("doctor").out
    assert f"damaged, 1 line of {own(person.home)}/000001.jsonl cannot be read (line 2). Type: smartcli repair" in said
    assert "evenimg" not in said
    assert "evening" not in said


@pytest.mark.parametrize("name", ["settings.toml", "marks.toml", "calendar.toml", "homework.toml"])
def test_a_file_that_was_cut_off_to_nothing_is_not_taken_for_none(person: Person, name: str) -> None:
    filled(person)
    (person.home / name).write_bytes(b"")
    said = " ".join(person.types("doctor").out.split())
    assert f"damaged, {name} is empty: what stood in it is gone. Please move it away. A backup may have it:" in said


def test_missing_lines_are_named_by_the_numbers_around_them(person: Person) -> None:
    filled(person)
    EVERY["gap"](person.home)
    said = person.types("doctor").out
    assert f"2 lines are missing between line 1 and 4 of {own(person.home)}/000001.jsonl." in said


def test_a_draft_that_is_being_written_now_is_not_taken_for_left_over(person: Person) -> None:
    filled(person)
    half = person.home / ".settings.toml.0a1b2c3d.tmp"
    half.write_bytes(b"half")
    half.chmod(0o600)
    stamp = person.clock.now.timestamp() - 60
    os.utime(half, (stamp, stamp))
    assert not_well(person) == {}
    old(half)
    assert not_well(person) == {"left-over": "look"}


def test_a_draft_that_somebody_works_on_for_hours_is_not_taken_for_left_over(person: Person) -> None:
    filled(person)
    EVERY["left over"](person.home)
    [lock] = (person.home / "drafts").glob("*.lock")
    with disk.locked(lock, 0) as held:
        old(lock)
        assert held
        [seen] = [one for one in person.types("doctor", "--json").json["checks"] if one["id"] == "left-over"]
    assert seen["facts"] == {"files": 1}


def test_a_line_that_is_just_being_written_makes_no_lock_where_there_is_none(person: Person) -> None:
    filled(person)
    EVERY["torn tail"](person.home)
    (person.home / "lock").unlink()
    before = state(person.home)
    assert not_well(person) == {"lines": "damaged"}
    assert state(person.home) == before


def test_an_old_backup_is_worth_a_look(person: Person) -> None:
    filled(person)
    folder = person.home / "backups"
    folder.mkdir(mode=0o700)
    for day, result in (("2026-03-09", "well"), ("2026-02-01", "look")):
        for file in folder.iterdir():
            file.unlink()
        (folder / f"my-log-{day}-1200.zip").write_bytes(b"")
        (folder / f"my-log-{day}-1200.zip").chmod(0o600)
        assert {one["id"]: one["result"] for one in person.types("doctor", "--json").json["checks"]}[
            "backups"
        ] == result


def test_u4_a_second_journal_in_the_usual_place_is_found(person: Person, tmp_path: Path) -> None:
    filled(person)
    other = tmp_path / ".local" / "share" / "smartcli"
    (other / "journal").mkdir(parents=True)
    person.environ = {"HOME": str(tmp_path), "SMARTCLI_HOME": str(person.home)}
    said = person.types("doctor").out
    assert f"other journals, look, There is a journal in {other} too. It is not shown here." in said
    assert f"Type: smartcli --home {quoted(other)} journal" in said
    assert f"home folder, well, {person.home}, as SMARTCLI_HOME says." in said


@pytest.mark.parametrize(
    ("environ", "found"),
    [({"SMARTCLI_HOME": "{home}"}, "SMARTCLI_HOME"), ({"XDG_DATA_HOME": "/nowhere"}, "--home"), ({}, "--home")],
)
def test_it_says_how_the_home_was_found(person: Person, environ: dict[str, str], found: str) -> None:
    person.environ = {name: value.format(home=person.home) for name, value in environ.items()}
    person.environ["HOME"] = "/nowhere"
    [home] = [one for one in person.types("doctor", "--json").json["checks"] if one["id"] == "home"]
    assert home["facts"]["found"] == found


@pytest.mark.parametrize("carrier", ["Dropbox", "Nextcloud", "OneDrive", "Google Drive"])
def test_a_home_inside_a_synced_folder_is_worth_a_look_and_a_key_there_is_damage(tmp_path: Path, carrier: str) -> None:
    person = Person(tmp_path / carrier / "home")
    filled(person)
    assert not_well(person) == {"synced": "look"}
    EVERY["bad key"](person.home)
    close(person.home)
    said = person.types("doctor").out
    assert f"the key, damaged, {carrier} seems to carry the key." in said


def test_only_a_carried_journal_is_fine(person: Person, tmp_path: Path) -> None:
    filled(person)
    (tmp_path / "Syncthing").mkdir(mode=0o700)
    (person.home / "journal").rename(tmp_path / "Syncthing" / "journal")
    (tmp_path / "Syncthing" / "journal" / ".stfolder").mkdir()
    (person.home / "journal").symlink_to(tmp_path / "Syncthing" / "journal")
    assert not_well(person) == {}
    assert "carried elsewhere, well, Syncthing seems to carry the journal." in person.types("doctor").out


def test_own_exercises_with_problems_are_named(person: Person) -> None:
    filled(person)
    (person.home / "exercises").mkdir(mode=0o700)
    (person.home / "exercises" / "mine.toml").write_text("format = 1\n")
    assert not_well(person) == {"exercises": "look"}
    assert "mine.toml has a problem. Type: smartcli check" in person.types("doctor").out


def test_json_gives_everything(person: Person) -> None:
    filled(person)
    table = person.types("doctor", "--json").json
    assert (table["schema"], table["result"]) == (1, "look")
    [segments] = [one for one in table["checks"] if one["id"] == "segments"]
    assert segments["facts"] == {"files": 1, "kilobytes": 3, "lines": 5, "entries": 5, "sealed": 0, "packed": 0}
    assert segments.keys() == {"id", "title", "result", "said", "next", "facts"}


CANARY = "kestrel"


@pytest.mark.parametrize("name", [*EVERY, "nothing"])
def test_t6_the_report_holds_nothing_that_a_person_can_write(tmp_path: Path, name: str) -> None:
    person = Person(tmp_path / f"{CANARY}-home")
    filled(person)
    EVERY.get(name, lambda _home: None)(person.home)
    _write_everywhere(person)
    said = person.types("doctor", "--report")
    assert CANARY not in (said.out + said.err).casefold()
    assert str(tmp_path) not in said.out
    assert own(person.home) not in said.out if (person.home / "device").exists() else True
    assert "segments: " in said.out
    assert "term=other" in said.out


def _write_everywhere(person: Person) -> None:
    """The same word in every place that is a person's to fill."""
    home = person.home
    person.environ = dict.fromkeys(
        ("TERM", "NO_COLOR", "LANG", "XDG_DATA_HOME", "SMARTCLI_COMMAND", "COLORTERM", "USER"), CANARY
    )
    person.environ |= {"HOME": f"/{CANARY}", "SMARTCLI_HOME": str(home)}
    for folder in ("exercises", "drafts", "quarantine", "backups", CANARY, f"journal/{CANARY}", "key"):
        (home / folder).mkdir(exist_ok=True, parents=(home / "journal").is_dir()) if _can(home / folder) else None
        for file in (
            f"{CANARY}.toml",
            f"{CANARY}.json",
            f"{CANARY}.jsonl",
            f".{CANARY}.0a1b2c3d.tmp",
            f"{CANARY}.lock",
        ):
            if (home / folder).is_dir():
                (home / folder / file).write_text(f'{CANARY} = "{CANARY}"\n[[{CANARY}\n')
                old(home / folder / file)
    (home / "settings.toml").write_text(f'name = "{CANARY}"\n{CANARY}\n')
    (home / "at-hand.toml").write_text(f'[[card]]\nkind = "{CANARY}"\n{CANARY}\n')
    if (home / "device").exists():
        (home / "device").write_text(f"{(home / 'device').read_text()}{CANARY}\n{CANARY}1\n")


def _can(folder: Path) -> bool:
    return folder.parent.is_dir()


def test_the_report_lets_through_numbers_versions_and_known_words_only() -> None:
    from smartcli.keeping.health import Noticed
    from smartcli.keeping.health.looking import Facts
    from smartcli.keeping.health.report import report

    facts: Facts = {"n": 3, "term": "555.0101", "found": "--home", "word": CANARY, f"{CANARY} {CANARY}": 1}
    assert list(report([Noticed(id="terminal", said=CANARY, facts=facts)])) == [
        "terminal: well n=3 term=other found=--home word=other"
    ]
    facts = {"python": "3.11.7", "typer": "0.28.0rc1", "rich": "Ana"}
    assert list(report([Noticed(id="versions", said="", facts=facts)])) == [
        "versions: well python=3.11.7 typer=0.28.0rc1 rich=other"
    ]


def test_a_look_that_fails_is_told_and_stops_no_other(person: Person) -> None:
    filled(person)
    (person.home / "at-hand.toml").unlink(missing_ok=True)
    (person.home / "at-hand.toml").mkdir()
    (person.home / "settings.toml").mkdir()
    seen = not_well(person)
    assert {"at-hand": "damaged", "settings": "damaged"}.items() <= seen.items()


def test_a_sealed_journal_is_looked_at_without_the_passphrase(person: Person) -> None:
    from smartcli.home.seal.keys import Keys
    from smartcli.journal import sealing

    filled(person)
    keys = Keys(person.home)
    keys.create("six words that nobody would guess")
    file = segment(person.home)
    shut = [sealing.sealed(line, n, keys) for n, line in enumerate(file.read_bytes().splitlines(), 1)]
    file.write_bytes(b"\n".join([shut[0], shut[1][:90] + b"!" + shut[1][91:], shut[4]]) + b"\n")
    unmark(person.home)
    table = json.loads(person.types("doctor", "--json").out)
    seen = {one["id"]: one["said"] for one in table["checks"] if one["result"] != "well"}
    place = f"{own(person.home)}/000001.jsonl"
    assert seen == {
        "lines": f"1 line of {place} cannot be read (line 2).",
        "gaps": f"2 lines are missing between line 1 and 5 of {place}.",
        "backups": "There is none yet.",
    }
    assert {one["id"]: one["facts"] for one in table["checks"]}["sealed"]["state"] == "all"


def test_sealed_lines_without_their_key_are_damage(person: Person) -> None:
    from smartcli.home.seal.keys import Keys
    from smartcli.journal import sealing

    filled(person)
    keys = Keys(person.home)
    keys.create("six words that nobody would guess")
    file = segment(person.home)
    first, *rest = file.read_bytes().splitlines()
    file.write_bytes(b"\n".join([sealing.sealed(first, 1, keys), *rest]) + b"\n")
    unmark(person.home)
    assert not_well(person) == {"sealed": "look"}
    said = f"sealed, look, 4 lines in the folder {own(person.home)} are not sealed, last changed on "
    told = " ".join(person.types("doctor").out.split())
    assert said in told
    assert "they count for nothing. Type: smartcli lock --accept" in told
    (person.home / "key").rename(person.home.parent / "key-elsewhere")
    assert not_well(person) == {"sealed": "damaged"}


def test_a_backup_of_today_is_less_than_a_day_old(person: Person) -> None:
    from smartcli.keeping import backups

    filled(person)
    backups.before(person.home, "repair", person.clock.now)
    assert isinstance(backups.newest(person.home), datetime)
    assert "last backup, well, It is less than a day old." in person.types("doctor").out
