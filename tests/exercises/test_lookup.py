"""What people type for an exercise or a command: ids, titles, and slips of the hand."""

import pytest
from tests.exercises.own_exercises import small
from tests.person import Person


def own(person: Person, id: str, title: str) -> None:
    folder = person.home / "exercises"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{id}.toml").write_text(small(title, point="daily"))


@pytest.mark.parametrize(
    "words", [["urge-log"], ["Urge log"], ["URGE", "LOG"], ["urge_log"], ["  urge   log  "], ["Urge-Log"]]
)
def test_an_exercise_is_done_by_its_id_or_its_title_in_any_case(person: Person, words: list[str]) -> None:
    said = person.types("do", *words, "--answers", "-", "--json", stdin=b'{"strength": 3}')
    assert said.json["entry"]["exercise"] == "urge-log"


@pytest.mark.parametrize(
    ("words", "close"),
    [
        ("urg", "“urge-log”, “urge-surf” or “talk-back”"),
        ("urge-lgo", "“urge-log”"),
        ("Wiat a while", "“delay”"),
        ("wheel", "“balance-wheel”"),
        ("way", ""),
        ("xyzzy", ""),
        ("-", ""),
        ("…", ""),
    ],
)
def test_a_slip_names_what_is_near_and_not_what_was_typed(person: Person, words: str, close: str) -> None:
    meant = f" Did you mean {close}?" if close else ""
    said = person.types("do", words)
    assert (said.code, said.err) == (1, f"There is no exercise of this name.{meant} smartcli exercises\n")
    said = person.types("exercises", "preview", words)
    assert said.err == f"There is no such file, and no exercise of this name.{meant} smartcli exercises\n"
    said = person.types("exercises", "new", "mine", "--from", words)
    assert said.err == f"There is no exercise of this name to begin with.{meant} smartcli exercises\n"
    said = person.types("journal", "list", f"--exercise={words}")
    assert (said.code, said.err) == (1, f"There is no exercise of this name.{meant} smartcli exercises\n")
    checked = " ".join(person.types("check", words).out.split())
    assert checked == f"{words}: the file cannot be opened.{meant}"


def test_titles_are_taken_wherever_ids_are(person: Person) -> None:
    person.does("urge-log", {"strength": 3})
    person.does("check-in", {"urge": 3})
    listed = person.types("journal", "list", "--exercise", "Urge Log", "--json").json["entries"]
    assert [entry["exercise"] for entry in listed] == ["urge-log"]
    assert person.types("export", "json", "--exercise", "urge log").out.count('"exercise":') == 1
    assert person.types("exercises", "show", "urge", "log", "--json").json["exercise"]["id"] == "urge-log"
    assert person.types("demo", "Wait", "a", "while").code == 0
    assert person.types("exercises", "preview", "wait a while").code == 0
    assert person.types("check", "Wait a while").out == "1 file is fine.\n"
    sheet = str(person.home / "sheet.html")
    assert person.types("exercises", "worksheet", "wait a while", "--out", sheet).code == 0
    assert person.types("exercises", "new", "mine", "--from", "Wait a while").code == 0


def test_what_is_forgotten_by_its_title_takes_its_draft_along(person: Person) -> None:
    person.types("checkin", answers=["4", "^C"])
    person.does("check-in", {"urge": 3})
    assert "Drafts of this exercise will go too." in person.types("forget", "--exercise", "Check-In", "--dry-run").out
    assert person.types("forget", "--exercise", "Check-In", "--yes").code == 0
    assert person.types("--json").json["drafts"] == []


def test_of_two_exercises_with_one_title_both_are_named(person: Person) -> None:
    own(person, "harbour", "My evening walk")
    own(person, "quay", "My evening  walk")
    said = person.types("do", "my evening walk")
    assert said.err == (
        "Several exercises have this title, so please type the name of one. Did you mean “harbour” or “quay”? "
        "smartcli exercises\n"
    )


def test_an_id_goes_before_a_title_that_reads_the_same(person: Person) -> None:
    own(person, "harbour", "delay")
    assert person.types("exercises", "show", "delay", "--json").json["exercise"]["id"] == "delay"


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["checkn"], "Did you mean “smartcli checkin”? smartcli --help"),
        (["help-no"], "Did you mean “smartcli help-now”? smartcli --help"),
        (["journal", "lst"], "Did you mean “smartcli journal list”? smartcli journal --help"),
        (["journal", "--json", "serch", "words"], "Did you mean “smartcli journal search”? smartcli journal --help"),
        (["cards", "pikc"], "Did you mean “smartcli cards pick”? smartcli cards --help"),
        (["xyzzy"], "smartcli --help"),
        (["journal", "xyzzy"], "smartcli journal --help"),
        (["journal", "list", "serch"], "smartcli journal list --help"),
    ],
)
def test_a_mistyped_command_names_the_one_that_is_near(person: Person, argv: list[str], said: str) -> None:
    found = person.types(*argv)
    assert (found.code, found.err) == (2, f"This command was not understood. {said}\n")
