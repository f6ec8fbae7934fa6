"""In a sealed journal a line in the open counts for nothing, in whatever folder, until somebody has looked at it."""

import json
import shutil
from pathlib import Path

import pytest
from tests.commands.stranger import FOREIGN, entry, files, line, own, put, triggers
from tests.person import OWN, Person
from tests.program import Program

from smartcli.home import unfinished
from smartcli.home.seal.keys import Keys
from smartcli.journal import Journal
from smartcli.journal.line import decode
from smartcli.journal.sealing import sealed

WORDS = "a row at the harbour"
LURE = "ring this number instead"


def keys(home: Path) -> Keys:
    return Keys(home, lambda _before: OWN, work=10)


@pytest.fixture
def writer(person: Person) -> Person:
    for trigger in (WORDS, "a long evening"):
        person.does("urge-log", {"strength": 7, "trigger": [trigger]})
        person.clock.on(days=1)
    person.does("support-network", {"people": [{"name": "Ana", "reach": "555-0142"}]})
    return person


@pytest.fixture
def locked(writer: Person) -> Person:
    writer.passphrases = [OWN]
    assert writer.types("lock", "--yes", "--show", "contact").code == 0
    writer.does("urge-log", {"strength": 3, "trigger": ["sealed from the first"]})
    return writer


def second(person: Person) -> Path:
    """The segment of ours that is being written."""
    return max((person.home / "journal" / own(person.home).parent.name).glob("*.jsonl"))


VIEWS = (
    ["journal", "list", "--json"],
    ["journal", "search", "instead"],
    ["export", "json"],
    ["export", "csv"],
    ["plan"],
    ["points", "--json"],
    ["cards"],
    ["urge"],
    ["help-now"],
    ["--json"],
)


def seen(person: Person) -> list[str]:
    return [person.types(*argv).out for argv in VIEWS]


def strange(person: Person) -> list[bytes]:
    """Lines that would change nearly everything, would they count."""
    first, other, people, _last = (str(one["id"]) for one in person.entries())
    lure = {"people": [{"name": "Bob", "reach": LURE}]}
    return [
        entry(1, "support-network", **lure),
        line("edit", people, 2, asked={}, answers=lure),
        line("delete", first, 3),
        line("forget", other, 4),
        line("gone", first, 5),
        entry(6, "check-in", line=LURE),
    ]


PLACES = ["another folder", "behind ours", "between ours", "a whole segment of ours", "a rescue of ours", "a copy"]


def add(person: Person, place: str, lines: list[bytes]) -> None:
    folder = own(person.home).parent.name
    if place == "another folder":
        put(person.home, *lines)
    elif place == "behind ours":
        with second(person).open("ab") as end:
            end.write(b"".join(one + b"\n" for one in lines))
    elif place == "between ours":
        second(person).write_bytes(b"".join(one + b"\n" for one in lines) + second(person).read_bytes())
    else:
        name = {
            "a whole segment of ours": "000009.jsonl",
            "a rescue of ours": "01kkzzzzzzzzzzzzzzzzzzzzzz.jsonl",
            "a copy": "000002.sync-conflict-20260313-1.jsonl",
        }[place]
        (person.home / "journal" / folder / name).write_bytes(b"".join(one + b"\n" for one in lines))


@pytest.mark.parametrize("place", PLACES)
def test_no_plain_line_changes_anything_that_is_seen(locked: Person, place: str) -> None:
    before = seen(locked)
    lines = strange(locked)
    add(locked, place, lines)
    assert seen(locked) == before
    assert LURE not in "".join(seen(locked))
    locked.types("cards", "first", "--answers", "-", stdin=b"{}")
    locked.does("urge-log", {"strength": 1, "trigger": ["after that"]})
    locked.types("urge")
    assert len(locked.entries()) == 5
    lying = b"".join(files(locked.home).values())
    assert all(one in lying for one in lines)  # kept, and put under no key by the way


@pytest.mark.parametrize("place", ["another folder", "behind ours"])
def test_how_many_since_when_and_where_is_said_by_home_list_and_doctor(locked: Person, place: str) -> None:
    add(locked, place, strange(locked))
    folder = FOREIGN if place == "another folder" else own(locked.home).parent.name
    locked.passphrases = []
    said = " ".join(locked.types().out.split())
    assert f"6 lines in the folder {folder} are not sealed (last changed on 20" in said
    assert "smartcli lock --accept" in said
    told = " ".join(locked.types("doctor").out.split())
    assert f"6 lines in the folder {folder}" in told
    assert "smartcli lock --accept" in told
    locked.passphrases = [OWN]
    noted = locked.types("journal", "list")
    assert "6 lines are not sealed, and count for nothing until you have looked at them." in " ".join(noted.err.split())
    assert noted.code == 0


@pytest.mark.parametrize("place", PLACES)
def test_looked_at_and_taken_they_count_and_are_sealed(locked: Person, place: str) -> None:
    people = str(locked.entries()[2]["id"])
    lines = [entry(1, "check-in", line=LURE), line("edit", people, 2, asked={}, answers={"missing": LURE})]
    add(locked, place, lines)
    shown = locked.types("lock", "--accept", "--words", "--yes")
    assert shown.code == 0, shown.err
    assert "2026-03-13, Check-in, an entry" in shown.out
    assert "changes an entry" in shown.out
    assert LURE in shown.out
    assert "2 lines are sealed, and count from now on." in shown.out
    assert LURE in locked.types("export", "json").out
    assert len(locked.entries()) == 5
    ours = own(locked.home).parent
    if place == "another folder":
        assert LURE.encode() in (locked.home / "journal" / FOREIGN / "000001.jsonl").read_bytes()
    assert not any(LURE.encode() in file.read_bytes() for file in ours.iterdir())
    assert "not sealed" not in locked.types().out
    assert "not sealed" not in locked.types("journal", "list").err
    assert "not sealed" not in locked.types("doctor").out
    assert "Every line that is here is sealed" in locked.types("lock", "--accept", "--yes").out


def test_it_asks_first_shows_no_words_unasked_and_takes_nothing_of_its_own(locked: Person) -> None:
    put(locked.home, entry(1, "check-in", line=LURE))
    before = files(locked.home)
    assert locked.types("lock", "--accept").code == 4
    keys(locked.home)
    said = locked.types("lock", "--accept", answers=["3"])
    assert "Nothing was changed." in said.out
    assert LURE not in said.out
    assert files(locked.home) == before
    said = locked.types("lock", "--accept", answers=["2", "1"])
    assert LURE in said.out
    assert "1 line is sealed, and counts from now on." in said.out
    assert len(locked.entries()) == 5
    assert len(list(locked.home.glob("backups/*.zip"))) >= 1


def test_what_comes_behind_what_was_taken_is_not_taken(locked: Person) -> None:
    put(locked.home, entry(1, "check-in", line="mine, from the other machine"))
    assert locked.types("lock", "--accept", "--yes").code == 0
    put(locked.home, entry(2, "check-in", line=LURE))
    assert LURE not in locked.types("export", "json").out
    assert "1 line in the folder evil0000" in " ".join(locked.types().out.split())
    file = locked.home / "journal" / FOREIGN / "000001.jsonl"
    file.write_bytes(entry(1, "check-in", line=LURE) + b"\n")  # and what was taken is replaced
    out = locked.types("export", "json").out
    assert LURE not in out
    assert "mine, from the other machine" in out


def test_a_foreign_forget_that_is_taken_still_only_hides(locked: Person) -> None:
    put(locked.home, line("forget", str(locked.entries()[0]["id"])))
    before = {name: data for name, data in files(locked.home).items() if name.endswith(".age")}
    assert locked.types("lock", "--accept", "--yes").code == 0
    assert len(locked.entries()) == 3
    assert before.items() <= files(locked.home).items()
    assert locked.types("forget", "--disagree").code == 0
    assert triggers(locked)[0] == [WORDS]


def test_only_a_forget_that_is_sealed_to_the_key_hides(locked: Person) -> None:
    first, other, *_rest = (str(one["id"]) for one in locked.entries())
    put(locked.home, line("forget", first), sealed(line("forget", other, 2), 2, keys(locked.home)))
    assert [WORDS] in triggers(locked)
    assert ["a long evening"] not in triggers(locked)
    before = {name: data for name, data in files(locked.home).items() if name.endswith(".age")}
    locked.types("journal", "list")
    assert before.items() <= files(locked.home).items()
    assert locked.types("forget", "--agree", "--yes").code == 0
    assert [WORDS] in triggers(locked)
    assert "a long evening" not in locked.types("export", "json").out


def test_doctor_tells_another_keys_line_from_a_damaged_one_where_the_passphrase_is_given(
    locked: Person, tmp_path: Path
) -> None:
    other = Keys(tmp_path / "other", lambda _before: OWN, work=10)
    other.create(OWN)
    put(locked.home, sealed(entry(1), 1, other))
    told = " ".join(locked.types("doctor").out.split())
    assert f"Sealed with another key in {FOREIGN}/000001.jsonl: 1." in told
    assert "Sealed and damaged" not in told
    said = locked.types("journal", "list")
    assert "1 line is sealed with a key that is not here." in said.err
    assert said.code == 3
    packed = next(locked.home.glob("journal/*/*.age"))
    packed.write_bytes(packed.read_bytes()[:-1] + b"?")
    told = " ".join(locked.types("doctor").out.split())
    assert "Sealed and damaged, so that the key does not open it, in " in told


# Locking


def test_what_another_machine_wrote_before_counts_on_and_is_sealed_too(writer: Person, tmp_path: Path) -> None:
    """Sealed on this machine, while another still writes plainly."""
    other = Person(tmp_path / "other")
    other.does("urge-log", {"strength": 2, "trigger": ["seen from there"]})
    [folder] = (other.home / "journal").iterdir()
    shutil.copytree(folder, writer.home / "journal" / folder.name)
    writer.passphrases = [OWN]
    said = writer.types("lock", "--yes")
    assert (said.code, "1 file of another machine is still readable." in said.err) == (1, True)
    assert ["seen from there"] in triggers(writer)
    assert "not sealed" not in writer.types().out
    (writer.home / "journal" / folder.name / "000001.jsonl").unlink()
    assert ["seen from there"] in triggers(writer)  # a sealed copy is ours
    other.does("urge-log", {"strength": 2, "trigger": ["written there since"]})
    shutil.copytree(folder, writer.home / "journal" / folder.name, dirs_exist_ok=True)
    assert ["written there since"] not in triggers(writer)
    assert writer.types("lock", "--accept", "--yes").code == 0
    assert triggers(writer).count(["written there since"]) == triggers(writer).count(["seen from there"]) == 1


def test_cut_off_what_was_there_counts_and_what_came_since_does_not(writer: Person) -> None:
    Journal(writer.home).note_plain()
    keys(writer.home).create(OWN)
    writer.passphrases = [OWN]
    assert len(writer.entries()) == 3
    with own(writer.home).open("ab") as end:
        end.write(entry(4, "check-in", line=LURE) + b"\n")
    assert len(writer.entries()) == 3
    said = writer.types("lock")
    assert said.code == 0, said.err
    assert "1 line in the folder" in " ".join(said.out.split())
    assert len(writer.entries()) == 3
    assert LURE not in writer.types("export", "json").out
    assert decode(own(writer.home).read_bytes().strip())["answers"] == {"line": LURE}
    assert writer.types("lock", "--accept", "--yes").code == 0
    assert len(writer.entries()) == 4


def test_what_is_forgotten_while_a_lock_is_cut_off_takes_nothing_else_out_of_view(writer: Person) -> None:
    Journal(writer.home).note_plain()
    keys(writer.home).create(OWN)
    writer.passphrases = [OWN]
    id = str(writer.entries()[0]["id"])
    assert writer.types("forget", id, "--yes").code == 0
    assert triggers(writer) == [["a long evening"], None]
    assert writer.types("lock").code == 0
    assert triggers(writer) == [["a long evening"], None]


# Backups


def test_a_backup_of_a_sealed_journal_brings_no_line_that_is_not_sealed_but_on_request(
    locked: Person, tmp_path: Path
) -> None:
    put(locked.home, entry(1, "check-in", line=LURE))
    backup = str(tmp_path / "elsewhere.zip")
    assert locked.types("backup", backup).code == 0
    anew = Person(tmp_path / "anew")
    anew.passphrases = [OWN]
    said = anew.types("restore", backup, "--yes")
    assert said.code == 0, said.err
    assert "1 line in it is not sealed and stays out" in " ".join(said.out.split())
    assert len(anew.entries()) == 4
    assert LURE not in anew.types("export", "json").out
    assert anew.types("restore", backup, "--yes", "--also-plain").code == 0
    assert len(anew.entries()) == 5


def test_a_plain_backup_comes_back_whole_into_a_sealed_journal(writer: Person, tmp_path: Path) -> None:
    backup = str(tmp_path / "elsewhere.zip")
    assert writer.types("backup", backup).code == 0
    anew = Person(tmp_path / "anew")
    anew.passphrases = [OWN]
    anew.does("check-in", {"urge": 1})
    assert anew.types("lock", "--yes").code == 0
    assert anew.types("restore", backup, "--yes").code == 0
    assert len(anew.entries()) == 4


def test_the_real_program_shows_and_takes(program: Program) -> None:
    program.run("do", "check-in", "--answers", "-", stdin=b'{"line": "harbour"}')
    given = OWN.encode() + b"\n"
    assert program.run("lock", "--yes", "--passphrase-fd", "0", stdin=given).returncode == 0
    put(program.home, entry(1, "check-in", line=LURE))
    listed = program.run("journal", "list", "--json", "--passphrase-fd", "0", stdin=given)
    assert len(json.loads(listed.stdout)["entries"]) == 1
    assert b"lock --accept" in listed.stderr
    taken = program.run("lock", "--accept", "--yes", "--passphrase-fd", "0", stdin=given)
    assert taken.returncode == 0, taken.stderr
    listed = program.run("journal", "list", "--json", "--passphrase-fd", "0", stdin=given)
    assert len(json.loads(listed.stdout)["entries"]) == 2


def test_the_seal_does_not_come_off_over_lines_that_nobody_has_looked_at(locked: Person) -> None:
    """Without it they count."""
    put(locked.home, entry(1, "check-in", line=LURE), line("delete", str(locked.entries()[0]["id"]), 2))
    before, bytes_before = locked.entries(), files(locked.home)
    said = locked.types("unlock", "--yes")
    assert (said.code, "2 lines in the folder evil0000 are not sealed" in said.out) == (1, True)
    assert "smartcli unlock --yes --also-plain" in said.err
    left = locked.types("unlock", answers=["2", "1"])
    assert (left.code, "Nothing was changed." in left.out) == (0, True)
    assert (locked.entries(), files(locked.home)) == (before, bytes_before)
    assert locked.types("unlock", answers=["2", "2"]).code == 0
    assert LURE in locked.types("journal", "list").out


def test_they_count_where_that_is_asked_for(locked: Person) -> None:
    put(locked.home, entry(1, "check-in", line=LURE))
    assert locked.types("unlock", "--yes", "--also-plain").code == 0
    assert LURE in locked.types("journal", "list").out


WAITS = "1 line is not sealed, and counts for nothing until you have looked at it."
WAYS_BACK = {
    "restore": ["restore", "{backup}", "--yes", "--with-key"],
    "from paper": ["lock", "--from-paper", "--yes"],
    "a new key": ["lock", "--new-key", "--yes"],
}


@pytest.mark.parametrize("way", WAYS_BACK)
def test_it_counts_for_nothing_whichever_way_a_lost_key_comes_back(locked: Person, tmp_path: Path, way: str) -> None:
    backup = str(tmp_path / "elsewhere.zip")
    assert locked.types("backup", backup).code == 0
    secret = keys(locked.home).secret
    put(locked.home, entry(1, "check-in", line=LURE))
    shutil.rmtree(locked.home / "key")
    listed = locked.types("journal", "list")
    assert (LURE in listed.out, WAITS in listed.err) == (False, True)
    said = locked.types("lock", "--accept", "--yes")
    assert (said.code, "This journal is sealed, and its key is not here." in said.err) == (3, True)
    locked.passphrases = [secret, OWN] if way == "from paper" else [OWN]
    locked.types(*(word.format(backup=backup) for word in WAYS_BACK[way]))
    locked.passphrases = [OWN]
    listed = locked.types("journal", "list")
    assert (LURE in listed.out, WAITS in listed.err) == (False, True)
    assert locked.types("lock", "--accept", "--yes").code == 0
    assert LURE in locked.types("journal", "list").out


def test_a_key_that_was_off_in_a_backup_is_on_where_the_journal_is_sealed(locked: Person, tmp_path: Path) -> None:
    backup = str(tmp_path / "elsewhere.zip")
    assert locked.types("unlock", "--yes").code == 0
    assert locked.types("backup", backup).code == 0
    assert locked.types("lock", "--yes").code == 0
    put(locked.home, entry(1, "check-in", line=LURE))
    shutil.rmtree(locked.home / "key")
    said = locked.types("restore", backup, "--yes")
    assert (said.code, "From now on, what you write is sealed" in said.out) == (0, True)
    assert keys(locked.home).is_set_up
    assert (len(locked.entries()), LURE in locked.types("journal", "list").out) == (4, False)


def test_the_making_of_a_new_key_that_was_cut_off_takes_nothing(locked: Person) -> None:
    put(locked.home, entry(1, "check-in", line=LURE))
    shutil.rmtree(locked.home / "key")
    Keys(locked.home, work=10).create("a new one")
    (locked.home / "key" / "recipient").rename(locked.home / "key" / "recipient.off")
    unfinished.begin(locked.home, unfinished.NEW_KEY)
    locked.passphrases = ["a new one"]
    assert locked.types("lock", "--yes").code in (0, 1)
    assert LURE not in locked.types("journal", "list").out
