"""What was done at urges, as it is kept at hand: the same as in the journal, and nothing of it in the open unasked."""

import json
import random
from collections.abc import Sequence

import pytest
from tests.own_log import with_mine
from tests.person import OWN, Person

from smartcli.first_aid import card_cache
from smartcli.first_aid.what_followed import Tried, summed
from smartcli.home import flat_toml
from smartcli.keeping import remains

AT_HAND = "at-hand.toml"
PLAN = {"plans": [{"situation": "Boredom", "response": "Walk to the harbour"}]}
SECRET = "Hid in the cellar"


def tried(person: Person) -> dict[str, tuple[int, int, int]]:
    return {one.text: (one.times, one.kept, one.part) for one in card_cache.read(str(person.home)).tried}


def logs(person: Person, *did: str, acted: str = "No") -> str:
    person.clock.on(minutes=1)
    return str(person.does("urge-log", {"strength": 5, "did": [*did], "acted": acted})["id"])


def made_anew(person: Person) -> dict[str, tuple[int, int, int]]:
    """As it is made from the whole journal."""
    (person.home / AT_HAND).unlink(missing_ok=True)
    person.clock.on(minutes=1)
    person.does("why-i-want-this", {"reasons": ["Sleep"]})
    return tried(person)


def test_each_saving_counts_and_says_no_more_than_what_was_written(person: Person) -> None:
    logs(person, "Talk to someone", "My own way")
    logs(person, "Talk to someone", acted="Partly")
    logs(person, "Talk to someone", acted="Yes")
    logs(person, "Leave the place", acted="Rather not say")
    person.does("urge-log", {"strength": 5, "will_do": ["Leave the place"], "acted": "No"})
    assert tried(person) == {"Talk to someone": (3, 1, 1), "My own way": (1, 1, 0)} == made_anew(person)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_it_is_as_made_from_the_journal(person: Person, seed: int) -> None:
    rng, ids = random.Random(seed), list[str]()
    ways = ["Talk to someone", "talk to someone ", "Walk", "Leave the place"]
    for _n in range(14):
        match rng.choice("ssssed") if ids else "s":
            case "s":
                ids.append(logs(person, *rng.sample(ways, 2), acted=rng.choice(["No", "Partly", "Yes"])))
            case "e":
                change = json.dumps({"acted": rng.choice(["No", "Yes"])}).encode()
                assert person.types("journal", "edit", rng.choice(ids), "--answers", "-", stdin=change).code == 0
            case _:
                assert person.types("journal", "delete", ids.pop(rng.randrange(len(ids))), "--yes").code == 0
    assert {folded.casefold().strip(): counts for folded, counts in tried(person).items()} == {
        folded.casefold().strip(): counts for folded, counts in made_anew(person).items()
    }


def test_one_urge_written_down_twice_on_its_way_counts_once(person: Person) -> None:
    write = ["3", "8", "", "", "7", "", "", "1", *[""] * 4]
    said = person.types("urge", answers=[*write, "2", "3", "4", "4"])
    assert (said.code, said.out.count("Saved.")) == (0, 2), said.err
    assert tried(person) == {"Talk to someone": (1, 1, 0)} == made_anew(person)


def test_a_file_from_before_there_was_this_is_counted_from_the_journal(person: Person) -> None:
    for _n in range(3):
        logs(person, "Talk to someone")
    file = person.home / AT_HAND
    table, _bad = flat_toml.read(file.read_text("ascii"))
    file.write_text(flat_toml.write({"card": table.get("card", [])}))
    logs(person, "Talk to someone", acted="Yes")
    assert tried(person) == {"Talk to someone": (4, 3, 0)}


@pytest.mark.parametrize("argv", [["do", "urge-log", "--answers", "-"], ["do", "check-in", "--answers", "-"], []])
def test_where_it_is_missing_the_next_run_that_may_makes_it(person: Person, argv: list[str]) -> None:
    for _n in range(3):
        logs(person, "Talk to someone")
    (person.home / AT_HAND).unlink()
    said = person.types(*argv, stdin=b'{"strength": 5}' if "urge-log" in argv else b"{}")
    assert said.code == 0, said.err
    assert tried(person) == {"Talk to someone": (3, 3, 0)}


def test_where_nothing_is_written_nothing_is_made(person: Person) -> None:
    assert person.types().code == 0
    assert not (person.home / AT_HAND).exists()


# Sealed


def seal(person: Person, kinds: str) -> None:
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    assert person.types("lock", "--show", kinds).code == 0


def logs_closed(person: Person, did: Sequence[str]) -> None:
    person.passphrases = []
    for one in did:
        logs(person, one)


@pytest.mark.parametrize("kinds", ["nothing", "reason"])
def test_sealed_nothing_of_it_lies_in_the_open_where_responses_are_not_to_be_seen(person: Person, kinds: str) -> None:
    person.does("coping-plan", PLAN)
    logs(person, SECRET, "Talk to someone", "Walk to the harbour")
    seal(person, kinds)
    logs_closed(person, [SECRET, "Talk to someone"])
    assert "tried" not in (person.home / AT_HAND).read_text("ascii")
    assert tried(person) == {}


def test_sealed_it_holds_shipped_words_and_those_on_a_card_that_may_be_seen(person: Person) -> None:
    person.does("coping-plan", PLAN)
    logs(person, SECRET, "Talk to someone", "Walk to the harbour")
    seal(person, "response")
    assert tried(person) == {"Talk to someone": (1, 1, 0), "Walk to the harbour": (1, 1, 0)}
    logs_closed(person, [SECRET, "Talk to someone", "Walk to the harbour"])
    assert tried(person) == {"Talk to someone": (2, 2, 0), "Walk to the harbour": (2, 2, 0)}
    assert SECRET not in (person.home / AT_HAND).read_text("ascii")
    person.passphrases = [OWN]
    assert person.types("lock", "--show", "nothing").code == 0
    assert tried(person) == {}
    assert person.types("lock", "--show", "response").code == 0
    assert tried(person) == {"Talk to someone": (2, 2, 0), "Walk to the harbour": (2, 2, 0)}


def test_sealed_the_words_of_an_exercise_of_one_s_own_are_not_in_the_open(person: Person) -> None:
    with_mine(person, "No", "No", "No")
    seal(person, "response")
    assert "dog" not in (person.home / AT_HAND).read_text("ascii")
    logs_closed(person, ["Talk to someone"])
    with_mine(person, "No")
    assert "dog" not in (person.home / AT_HAND).read_text("ascii")
    assert tried(person) == {"Talk to someone": (5, 5, 0)}


def test_what_lies_in_the_open_against_the_wish_is_seen_by_who_looks(person: Person) -> None:
    logs(person, "Talk to someone")
    seal(person, "reason")
    card_cache.write(str(person.home), [], tried=[Tried(text="Talk to someone", times=1)])
    assert card_cache.read(str(person.home)).kinds == {"response"}
    assert [one.place for one in remains.readable(person.home)] == [AT_HAND]
    assert person.types("lock", "--show", "reason").code == 0
    assert remains.readable(person.home) == []


def test_after_forgetting_an_exercise_nothing_of_it_is_at_hand(person: Person) -> None:
    id = logs(person, SECRET)
    logs(person, "Talk to someone")
    said = person.types("forget", id, "--yes")
    assert said.code == 0, said.out + said.err
    assert tried(person) == {"Talk to someone": (1, 1, 0)}
    assert SECRET not in (person.home / AT_HAND).read_text("ascii")


def test_what_is_taken_away_more_often_than_it_was_counted_leaves_nothing() -> None:
    assert summed([Tried(text="a", times=1)], [Tried(text="a", times=2), Tried(text="b", times=1)]) == []
