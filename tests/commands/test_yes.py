"""--yes, wherever a person may expect to be asked whether they are sure; harmless where nothing is asked."""

import json
import shutil
from pathlib import Path

import pytest
from tests.person import Person
from tests.privacy import table

# Whatever changes, erases or brings in what is kept, other than by asking for it word by word.
SURE = [
    "backup", "cards away", "cards back", "forget", "homework done", "homework take", "import", "journal delete",
    "journal undo", "lock", "repair", "remind install", "remind remove", "restore", "settings journal-folder", "unlock",
]  # fmt: skip
# The others do not take it, and why: no question there asks whether somebody is sure.
NOT = {
    "it only looks": [
        "", "cards", "check", "completion", "demo", "doctor", "exercises", "exercises list", "exercises preview",
        "exercises show", "help", "help-now", "homework", "insights", "journal", "journal list", "journal search",
        "journal show", "points", "remind", "remind notice", "remind status", "settings", "sos", "verify", "where",
    ],
    "it writes a new file, and never over another": [
        "exercises new", "exercises path", "exercises worksheet", "export", "homework make", "meeting", "plan",
        "remind ics", "visit",
    ],
    "it keeps a line that tells nothing, or keeps it no longer": ["remind shell"],
    "its questions are what it is for": [
        "cards edit", "cards pick", "checkin", "do", "journal edit", "settings change", "urge",
    ],
}  # fmt: skip
ONE = json.dumps({"reason": ["1"]}).encode()


def takes_yes() -> dict[str, bool]:
    """Every command, and whether it knows --yes."""
    known = {" ".join(words): any("--yes" in one.opts for one in command.params) for words, command in table.every()}
    return {**known, " ".join(table.PLAYS_THE_OTHERS): False}


def test_every_command_takes_it_or_has_its_reason() -> None:
    others = [name for names in NOT.values() for name in names]
    assert takes_yes() == {**dict.fromkeys(SURE, True), **dict.fromkeys(others, False)}


# Command lines of those that never ask, after what has to be there for them.
NEVER_ASK = {
    "backup": [],
    "cards away reason --answers -": [],
    "cards back reason --answers -": ["cards", "away", "reason", "--answers", "-"],
    "import export.json": [],
    "journal delete {id}": [],
    "journal undo": ["journal", "delete", "{id}"],
}


@pytest.mark.parametrize("line", NEVER_ASK)
def test_it_changes_nothing_where_nothing_is_asked(
    line: str, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    id = person.does("why-i-want-this", {"reasons": ["My daughter"]})["id"]
    Path("export.json").write_text(person.types("export", "json").out)
    if NEVER_ASK[line]:
        assert person.types(*(word.format(id=id) for word in NEVER_ASK[line]), stdin=ONE).code == 0
    shutil.copytree(person.home, tmp_path / "before")
    words = line.format(id=id).split()
    usual, usually_shown = person.types(*words, stdin=ONE), shown(person)
    shutil.rmtree(person.home)
    shutil.copytree(tmp_path / "before", person.home)  # in the same place, since a path breaks a line where it is long
    assert person.types(*words, "--yes", stdin=ONE) == usual
    assert (usual.code, usual.err) == (0, "")
    assert shown(person) == usually_shown


def shown(person: Person) -> list[object]:
    return [person.types(*words.split(), "--json").json for words in ("journal", "cards", "settings")]
