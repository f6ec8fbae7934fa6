"""--discreet: home, the check-in and the names of files tell nobody what this is for; what keeps safe stays whole."""

import re
from pathlib import Path

import pytest
from tests.asking.prompts.seat import Seat
from tests.person import Person, Said, unwrapped
from tests.program import Program

from smartcli.exercises import content
from smartcli.first_aid import helplines
from smartcli.text import discreet, language
from smartcli.text.language import Later, _, ngettext, typed

# What tells somebody who reads along what this is for.
TELLING = re.compile(
    r"recover|addict|sober|\bclean\b|alcohol|drug|drink|opioid|benzo|substance|gambl|\bbets?\b|binge|smok"
    r"|\burges?\b|crav|lapse|crisis|overdose|suicid|treatment|counsel|therap|motivation",
    re.IGNORECASE,
)
ANSWERS = [
    "1",
    "3",
    "6",
    "6",
    "7",
    "5",
    "1",
    "The river was quiet",
    "Choir at seven",
    "",
    "",
]  # the last keep all as it is
ON = "SMARTCLI_DISCREET"


def tells(text: str) -> list[str]:
    return TELLING.findall(text)


@pytest.fixture
def person(person: Person) -> Person:
    """Somebody of whom home has much to say: something due, a draft, reasons, days with urges."""
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    for day in range(9):
        person.does("check-in", {"urge": 2 + day % 5, "urge_peak": 4 + day % 5, "plan": "Tea at six"})
        person.does("urge-log", {"strength": 5, "trigger": "the bell"})
        person.clock.on(days=1)
    person.does("change-plan", {"steps": [{"step": "Call Ana", "by": "2026-03-19"}]})
    person.types("do", "urge-log", answers=["4", "^C"])
    person.environ[ON] = "1"
    return person


def both(said: Said) -> str:
    return f"{said.out}\n{said.err}"


def test_home_tells_as_much_as_ever_without_it_so_that_there_is_something_to_leave_out(person: Person) -> None:
    del person.environ[ON]
    said = both(person.types(answers=["Leave"]))
    assert {"urge", "Urge"} <= set(tells(said))
    assert "Call Ana" in said


def test_home_tells_nothing(person: Person) -> None:
    said = both(person.types(answers=["Leave"]))
    assert tells(said) == []
    assert "Hello, Sam." in said
    assert "A wave is here now" in said
    assert "Go on with: what you began (1)" in said
    assert "thing you set is due" in said
    assert "Ana" not in said


def test_home_in_a_pipe_tells_nothing(person: Person) -> None:
    said = both(person.types())
    assert tells(said) == []
    assert "smartcli checkin" in said
    assert "smartcli help-now: help\n" in said
    assert "What you began and left waits for you." in said


@pytest.mark.parametrize("at_home", [True, False])
def test_the_check_in_tells_nothing_in_its_questions_helps_and_what_it_gives_back(
    person: Person, at_home: bool
) -> None:
    asked = [line for answer in ANSWERS[:-2] for line in ("?", answer)] + ANSWERS[-2:]
    if at_home:
        rows = person.types(answers=["Leave"]).out
        (row,) = re.findall(r"(\d+) Daily check-in", rows)
        said = both(person.types(answers=[row, *asked, "Leave"]))
    else:
        said = both(person.types("checkin", answers=asked))
    assert tells(said) == []
    assert "How strong is the wave right now?" in said
    assert "Saved." in said
    assert person.entries()[-1]["answers"]["urge"] == 3


def test_what_is_saved_is_the_same_as_ever(person: Person) -> None:
    person.types("checkin", answers=ANSWERS)
    del person.environ[ON]
    person.clock.on(days=1)
    person.types("checkin", answers=ANSWERS)
    first, second = [one for one in person.entries() if one["exercise"] == "check-in"][-2:]
    assert first["asked"] == second["asked"]
    assert first["answers"] == second["answers"]
    assert "urge" in first["asked"]["urge"]


def test_own_words_stay_as_they_are(person: Person) -> None:
    said = person.types("checkin", answers=[*ANSWERS[:7], "An urge, and no drink", "Tea", "", ""])
    assert "One line about today? An urge, and no drink" in said.out
    assert person.entries()[-1]["answers"]["line"] == "An urge, and no drink"


def test_the_first_run_is_safe_and_tells_little(tmp_path: Path) -> None:
    new = Person(tmp_path / "new")
    new.environ[ON] = "1"
    said = both(new.types(answers=["^C"]))
    assert tells(said) == []
    for safe in ("emergency number", "Stopping some things suddenly can kill", "smartcli help-now"):
        assert safe in said
    assert "alcohol" in new.types("help", "safety").out


def test_a_low_mood_opens_the_same_card_as_ever(person: Person) -> None:
    answers = ["1", "3", "6", "0", *[""] * 12]
    said = unwrapped(person.types("checkin", answers=answers).out)
    lines = [unwrapped(line.removeprefix("# ")) for line in content.card("crisis").splitlines()]
    assert [line for line in lines if line not in said and "help-now" not in line] == []
    assert unwrapped("Not safe, or a voice would help: smartcli help-now") in said


def test_help_now_keeps_every_word(program: Program) -> None:
    plain = program.run("help-now").stdout
    assert (
        program.run("help-now", "--discreet").stdout == plain == program.run("help-now", SMARTCLI_DISCREET="1").stdout
    )
    assert helplines.countries()


def test_names_of_files_that_are_proposed_tell_nothing(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(person.home.parent)
    person.types("backup")
    made_at_home = [["My plan", "", row, "", "Leave"] for row in ("On a page, to print", "In a calendar")]
    shown = [person.types("visit", answers=[""] * 9 + ["^C"]), *(person.types(answers=rows) for rows in made_at_home)]
    backups = [file.name for file in (person.home / "backups").iterdir()]
    made = [file.name for file in person.home.parent.iterdir() if file != person.home]
    assert {*made} == {"page-2026-03-19.html", "my-plan.html", "my-plan.ics"}
    assert [name for name in made if name not in "".join(unwrapped(both(one)) for one in shown)] == []
    assert backups != []
    assert [name for name in (*made, *backups) if tells(name.replace("-", " ")) or "visit" in name] == []


WAYS = [["--discreet"], ["checkin", "--discreet"], ["--discreet", "checkin"]]


@pytest.mark.parametrize("argv", WAYS)
def test_the_option_does_it_this_once_on_a_real_terminal_and_sets_no_title(program: Program, argv: list[str]) -> None:
    program.run("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    seat = Seat(program, *argv, term="xterm")
    seat.sees("How strong is the wave right now?" if "checkin" in argv else "A wave is here now")
    seat.child.send("\x03")
    seat.ends()
    assert tells(seat.read) == []
    assert "\x1b]0;" not in seat.seen
    assert "\x1b]2;" not in seat.seen


def test_the_setting_does_it_for_good(person: Person) -> None:
    del person.environ[ON]
    assert "wave" not in both(person.types(answers=["Leave"]))
    shown = person.types("settings", "--json").json["settings"]
    assert shown["discreet"] is False
    change = b'{"discreet": "Words that tell nothing, please"}'
    assert person.types("settings", "change", "--answers", "-", stdin=change).code == 0
    assert person.types("settings", "--json").json["settings"] == {**shown, "discreet": True}
    assert tells(both(person.types(answers=["Leave"]))) == []
    back = b'{"discreet": "The usual words are fine"}'
    person.types("settings", "change", "--answers", "-", stdin=back)
    assert "An urge is here now" in both(person.types(answers=["Leave"]))


def test_zero_is_no(person: Person) -> None:
    person.environ[ON] = "0"
    assert "An urge is here now" in both(person.types(answers=["Leave"]))


# How sentences are changed

WAY = discreet.way_of(content.instead())


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("An urge is here now", "A wave is here now"),
        ("Urges come, and an urge goes.", "Waves come, and a wave goes."),
        ("Type: smartcli urge", "Type: smartcli urge"),
        ("smartcli do urge-log", "smartcli do urge-log"),
        ("{urge} urges", "{urge} waves"),
        ("Surgery and urgent things", "Surgery and urgent things"),
        ("", ""),
    ],
)
def test_our_words_change_and_commands_ids_and_values_stay(said: str, instead: str) -> None:
    assert WAY(said) == instead


def test_only_within_and_never_in_what_is_filled_in() -> None:
    with discreet.discreetly(WAY):
        assert _("{n} urge").format(n="my urge") == "my urge wave"
        assert ngettext("{n} urge", "{n} urges", 2) == "{n} waves"
        assert str(Later("An urge")) == "A wave"
        assert typed(_("An urge: smartcli urge")) == "A wave: smartcli urge"
        with language.plainly():
            assert _("An urge") == "An urge"
        assert language.is_changed()
    assert _("An urge") == "An urge"
    assert not language.is_changed()
