"""What the change is about: said at set-up, it picks the help lines and the words of caution."""

import json

import pytest
from tests.person import OWN, Person

BEFORE = "Before you stop or cut down"
DRUGS = "After a break from drugs, your body can take less."
NO_DRUGS = [["Gambling"], ["Eating"], ["Games or screens"], ["Gambling", "Eating"]]
MAY_BE = [None, ["Alcohol"], ["Other drugs or medicines"], ["Smoking"], ["Something else"], ["Gambling", "Alcohol"]]


def set_up(person: Person, about: list[str] | None) -> str:
    answers = json.dumps({"about": about, "way": "Stop", "country": "Ireland"}).encode()
    said = person.types("settings", "change", "--answers", "-", stdin=answers)
    assert said.code == 0, said.err
    return str(person.types("settings", "--json").json["settings"]["about"])


def wait(person: Person) -> str:
    said = person.types("do", "delay", "--answers", "-", stdin=b'{"then": "I went ahead with it"}')
    assert said.code == 0
    return said.err


@pytest.mark.parametrize("about", NO_DRUGS, ids=str)
def test_words_about_drugs_are_left_out_where_no_substance_was_named(person: Person, about: list[str]) -> None:
    set_up(person, about)
    said = wait(person)
    assert "You are still here, and that counts" in said
    assert DRUGS not in said
    plan = b'{"changes": ["Less of it"], "way": "Stop"}'
    assert BEFORE not in person.types("do", "change-plan", "--answers", "-", stdin=plan).err


@pytest.mark.parametrize("about", MAY_BE, ids=str)
def test_they_stand_there_where_one_was_named_or_cannot_be_excluded(person: Person, about: list[str] | None) -> None:
    set_up(person, about)
    assert DRUGS in wait(person)
    plan = b'{"changes": ["Less of it"], "way": "Stop"}'
    assert BEFORE in person.types("do", "change-plan", "--answers", "-", stdin=plan).err


def test_set_up_goes_by_what_was_just_said(person: Person) -> None:
    gambling = person.types("settings", "change", answers=["Sam", "Fewer bets", "4", "1", "Ireland", "1"])
    assert (gambling.code, BEFORE in gambling.out) == (0, False)
    drinking = person.types("settings", "change", answers=["Sam", "Fewer drinks", "1", "1", "", "Ireland", "1", "", ""])
    assert (drinking.code, BEFORE in drinking.out) == (0, True)
    assert "Your answers:" not in gambling.out + drinking.out


def test_what_was_said_is_shown_kept_and_changed(person: Person) -> None:
    assert set_up(person, ["Gambling", "Eating"]) == "gambling eating"
    assert set_up(person, None) == "gambling eating"
    assert "Gambling, Eating" in person.types("settings").out
    assert set_up(person, ["Alcohol"]) == "alcohol"


def test_sealed_it_is_not_to_be_read_and_nothing_is_excluded(person: Person) -> None:
    set_up(person, ["Gambling"])
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    assert "gambling" not in (person.home / "settings.toml").read_text("utf-8")
    person.passphrases = []
    shown = person.types("help-now", "--json").json["help"]
    assert "About gambling:" in shown
    assert "About alcohol and drugs:" in shown
    assert DRUGS in wait(person)


def test_every_choice_has_its_name_in_the_order_of_the_file(person: Person) -> None:
    from smartcli.exercises import content
    from smartcli.exercises.library import read_file
    from smartcli.first_aid.about import ABOUT

    file = content.find("setup.toml")
    assert file is not None
    found, _problems = read_file(file)
    assert found is not None
    step = found.step("about")
    assert step is not None
    names = [set_up(person, [words]) for words in step.choices]
    assert names == [*ABOUT]
