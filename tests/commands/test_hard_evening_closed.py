"""A card for danger in a sealed journal that nobody opened: this run knows of it, and nothing on the disk tells it."""

import pytest
from tests.person import OWN, Person

CHECK_IN = "Daily check-in, one minute"
ANEW = "Next, if you like: My plan for hard times, 4 min"
LOG = "What my log tells"  # it is always there, and never what Enter takes
READ = "Read it, if you like: My plan for hard times"
SEEN = [CHECK_IN, "-", "-", "1", ""]  # the card that this mood opens waits for Enter
LOW = [*SEEN, *["-"] * 5, "", ""]  # saved, and what is given back waits too
PLAN = {"safe": True, "alone": ["Sit with the cat"], "people": ["Vera, 555 0131"], "signs": ["I hardly sleep"]}


@pytest.fixture
def sealed(person: Person) -> Person:
    """Somebody with a sealed journal, who gives no passphrase at home."""
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam", "country": "Ireland"}')
    person.does("why-i-want-this", {"reasons": ["My daughter"]})
    person.clock.on(days=1)
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    person.passphrases = []
    return person


def menus(person: Person, *answers: str) -> list[list[str]]:
    """The rows of each menu of home, in the order in which they came."""
    told = person.types(answers=[*answers, "Leave"])
    assert told.code == 0, told.err
    found: list[list[str]] = []
    for line in told.out.splitlines():
        if line == "1 An urge is here now":
            found.append([])
        if found and line[:1].isdecimal() and not line.endswith(LOG):
            found[-1].append(line.partition(" ")[2])
    return found


def files(person: Person) -> dict[str, bytes]:
    return {str(place): place.read_bytes() for place in person.home.rglob("*") if place.is_file()}


def test_what_this_run_saw_leads_at_home_until_it_is_left(sealed: Person) -> None:
    first, then = menus(sealed, *LOW)
    assert first[1] == CHECK_IN
    assert then[1:4] == [ANEW, "Something else for now", CHECK_IN]
    told = sealed.types(answers=[*LOW, "Leave"])
    assert "It has been very hard." in told.out
    assert f"Enter takes: {ANEW}" in told.out
    assert menus(sealed)[0][1] == CHECK_IN  # a later run knows of it once the passphrase was given
    sealed.passphrases = [OWN]
    assert menus(sealed)[0][1] == ANEW


def test_one_that_was_left_after_the_card_leads_too(sealed: Person) -> None:
    first, then = menus(sealed, *SEEN, "^C")
    assert (first[1], then[1]) == (CHECK_IN, ANEW)


def test_an_answer_that_was_taken_back_does_not(sealed: Person) -> None:
    first, then = menus(sealed, *SEEN, "<", "7", *["-"] * 5, "", "")
    assert (first[1], then[1]) == (CHECK_IN, CHECK_IN)


def test_not_wanted_it_stays_away_in_this_run_and_nothing_is_written_for_it(sealed: Person) -> None:
    menus(sealed, *LOW)
    before = files(sealed)
    _first, then, last = menus(sealed, *SEEN, "^C", "Something else for now")
    assert (then[1], last[1]) == (ANEW, CHECK_IN)
    new = {name: words for name, words in files(sealed).items() if before.get(name) != words}
    assert new
    assert all(name.endswith(".age") for name in new), new  # the draft alone, sealed


PLAN_WRITTEN = [ANEW, "Write a new one", "Yes", "I hardly sleep", *["-"] * 7, "", ""]


def test_written_in_this_run_it_is_to_be_read_with_the_passphrase(sealed: Person) -> None:
    assert menus(sealed, *LOW, *PLAN_WRITTEN)[-1][1] == READ
    told = sealed.types(answers=[*LOW, *PLAN_WRITTEN, READ, "Leave"])
    assert told.err.replace("\n", " ").count("nobody is there to give the passphrase") == 2  # at home, and here
    said = sealed.types(answers=[*LOW, *PLAN_WRITTEN, "Leave"])
    assert told.out.count("I hardly sleep") == said.out.count("I hardly sleep")


def test_where_it_may_be_seen_without_the_passphrase_it_is_read_in_help_now(sealed: Person) -> None:
    sealed.passphrases = [OWN]
    assert sealed.types("lock", "--show", "plan").code == 0
    sealed.passphrases = []
    sealed.does("hard-times", PLAN)
    said = sealed.types(answers=[*LOW, READ, "", "Leave"])
    assert said.code == 0
    assert "Sit with the cat" in said.out.rpartition(f"Enter takes: {READ}")[0]
    assert said.err.replace("\n", " ").count("nobody is there to give the passphrase") == 1  # as home begins


def test_what_is_saved_later_in_this_run_is_met_with_the_same_kindness(sealed: Person) -> None:
    told = sealed.types(answers=[*LOW, CHECK_IN, *["-"] * 8, "A quiet evening", "", "", "Leave"])
    assert told.out.count("It is good that you wrote this down.") == 2
    fine = sealed.types(answers=[CHECK_IN, *["-"] * 8, "A quiet evening", "", "", "Leave"])
    assert "It is good that you wrote this down." not in fine.out
