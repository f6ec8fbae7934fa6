"""An urge is here now: help first, then a choice; one number is enough."""

from tests.person import Person

STAY, OTHER, LEAVE = "1", "2", "4"


def test_help_comes_before_any_question(person: Person) -> None:
    said = person.types("urge", answers=[LEAVE])
    assert said.code == 0, said.err
    assert said.out.index("You can wait this out.") < said.out.index("What would help now?")
    assert person.entries() == []


def test_own_reason_and_own_person_are_in_the_first_words(person: Person) -> None:
    person.does("why-i-want-this", {"reasons": ["My daughter"]})
    person.does("support-network", {"people": [{"name": "Ana", "reach": "555 0101"}]})
    said = person.types("urge", answers=[LEAVE])
    assert "My daughter" in said.out
    assert "Ana - 555 0101" in said.out


def test_something_else_starts_with_the_own_list_and_takes_one_number(person: Person) -> None:
    person.does("coping-plan", {"plans": [{"situation": "A feeling", "response": "Walk to the harbour"}]})
    said = person.types("urge", answers=[OTHER, "1", "4"])
    assert said.code == 0, said.err
    entry = person.entries()[-1]
    assert entry["exercise"] == "urge-log"
    assert entry["answers"]["strength"] == 4
    assert entry["answers"]["response"] == ["Walk to the harbour"]


PLANS = [
    {"situation": "Boredom", "response": "I tidy - one drawer"},
    {"situation": "Feeling low", "way": "Talk to someone"},
]


def test_what_one_does_is_written_down_without_the_moment_it_is_for(person: Person) -> None:
    person.does("coping-plan", {"plans": PLANS})
    person.does("lapse-review", {"next_time": "Walk - any walk"})
    person.does("why-i-want-this", {"reasons": ["Sleep"]})  # saved beside the other cards that are at hand
    said = person.types("urge", answers=[OTHER, "2", "4"])
    assert "1 Walk - any walk\n2 Boredom - I tidy - one drawer\n3 Feeling low - Talk to someone\n" in said.out
    for number in ("1", "3"):
        person.types("urge", answers=[OTHER, number, "4"])
    person.types("cards", "pick", "response", answers=["Feeling low - Talk to someone"])  # made from the whole journal
    person.types("urge", answers=[OTHER, "1", "4"])
    person.types("urge", answers=[OTHER, "Leave this place", "4"])
    written = [entry["answers"]["response"] for entry in person.entries() if entry["exercise"] == "urge-log"]
    assert written == [
        ["I tidy - one drawer"],
        ["Walk - any walk"],
        ["Talk to someone"],
        ["Talk to someone"],
        ["Leave this place"],
    ]


def test_the_number_can_be_skipped(person: Person) -> None:
    said = person.types("urge", answers=[OTHER, "1", ""])
    assert said.code == 0, said.err
    assert person.entries() == []


def test_staying_with_it_is_a_surf_that_is_saved(person: Person) -> None:
    said = person.types("urge", answers=[STAY, "7", "", *["", "6"] * 1, "-", "5", *[""] * 10])
    assert said.code == 0, said.err
    assert person.entries()[-1]["exercise"] == "urge-surf"


def test_ctrl_c_is_a_quiet_way_out(person: Person) -> None:
    assert person.types("urge", answers=["^C"]).code == 130


def test_without_a_terminal_the_first_words_are_all(person: Person) -> None:
    said = person.types("urge")
    assert said.code == 0
    assert said.out.startswith("You can wait this out.")
