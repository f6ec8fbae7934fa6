import subprocess
import sys
from pathlib import Path

import pytest

from smartcli.first_aid import card_cache
from smartcli.first_aid.card_cache import CachedCard
from smartcli.home import flat_toml
from smartcli.home.filenames import AT_HAND

SRC = str(Path(__file__).parents[2] / "src")
CARDS = [
    CachedCard("reason", "Lena's first day at school", "motivation-inventory"),
    CachedCard("contact", "Tom, 555 0101", "support-network"),
    CachedCard("reason", "\x1b[31m\u2764 \U0001f600\nNUL \0, half \udc80", "my-reasons"),
]


def test_what_is_written_is_read_back_in_the_same_order(tmp_path):
    card_cache.write(str(tmp_path), CARDS)
    own = card_cache.read(str(tmp_path))
    half = CachedCard("reason", CARDS[2].text.replace("\udc80", "\ufffd"), "my-reasons")
    assert (own.cards, own.damaged) == ([*CARDS[:2], half], False)
    assert own.texts("contact") == ["Tom, 555 0101"]
    assert own.texts("plan") == []


def test_what_one_does_is_kept_beside_a_text_that_also_says_in_which_moment(tmp_path):
    both = [
        CachedCard("response", "Boredom - I walk", "coping-plan", answer="I walk"),
        CachedCard("response", "I call", first=True),
    ]
    card_cache.write(str(tmp_path), both)
    assert card_cache.read(str(tmp_path)).cards == both
    assert (tmp_path / AT_HAND).read_text("ascii").count("answer = ") == 1


def test_a_few_texts_are_all_of_one_exercise_and_then_others(tmp_path):
    plans = [
        *(CachedCard("plan", f"other {n}", "staying-well") for n in range(3)),
        *(CachedCard("plan", t, "hard-times") for t in "abc"),
    ]
    card_cache.write(str(tmp_path), [CachedCard("plan", "a", "staying-well"), *plans])
    own = card_cache.read(str(tmp_path))
    assert own.texts("plan", "hard-times", few=2) == ["a", "b", "c"]
    assert own.texts("plan", "hard-times", few=4) == ["a", "b", "c", "other 0"]
    assert own.texts("plan", few=2) == ["a", "other 0"]
    assert len(own.texts("plan")) == 6


def test_what_one_does_gives_way_to_the_same_with_its_moment(tmp_path):
    walk = CachedCard("response", "Boredom - I walk", "coping-plan", answer="I walk")
    card_cache.write(
        str(tmp_path), [CachedCard("response", "i walk", "lapse-review"), walk, CachedCard("plan", "I walk")]
    )
    assert card_cache.read(str(tmp_path)).texts("response") == ["Boredom - I walk"]
    assert card_cache.read(str(tmp_path)).texts("plan") == ["I walk"]
    assert card_cache.read(str(tmp_path)).texts("response", "lapse-review") == ["i walk", "Boredom - I walk"]


def test_writing_takes_the_place_of_what_was_there(tmp_path):
    card_cache.write(str(tmp_path), CARDS)
    card_cache.write(str(tmp_path), [])
    assert card_cache.read(str(tmp_path)).cards == []


def test_what_is_there_already_is_not_written_again_and_takes_no_room(tmp_path):
    card_cache.write(str(tmp_path), CARDS)
    before = (tmp_path / AT_HAND).stat().st_ino
    card_cache.write(str(tmp_path), CARDS)
    assert (tmp_path / AT_HAND).stat().st_ino == before
    card_cache.age(str(tmp_path))
    card_cache.write(str(tmp_path), CARDS)
    assert not card_cache.is_old(str(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such rights")
def test_only_the_person_may_read_the_file(tmp_path):
    card_cache.write(str(tmp_path), CARDS)
    assert (tmp_path / AT_HAND).stat().st_mode & 0o777 == 0o600


def test_no_folder_and_no_file_hold_nothing(tmp_path, monkeypatch):
    (tmp_path / AT_HAND).write_text(flat_toml.write({"card": [{"kind": "reason", "text": "not asked for"}]}))
    monkeypatch.chdir(tmp_path)  # "" must not mean the folder somebody stands in
    for home in ("", str(tmp_path / "none")):
        assert (card_cache.read(home).cards, card_cache.read(home).damaged) == ([], False)


def test_a_damaged_file_gives_what_can_be_read_and_says_so(tmp_path):
    (tmp_path / AT_HAND).write_bytes(
        b'[[card]]\nkind = "reason"\ntext = "one"\n\xff\xfe\n'
        b'[[card]]\nkind = "unknown"\ntext = "two"\n'
        b'[[card]]\nkind = "plan"\ntext = "  "\n'
        b'[[card]]\nkind = "plan"\ntext = 3\n'
        b'[[card]]\nkind = "plan"\ntext = "four'
    )
    own = card_cache.read(str(tmp_path))
    assert (own.cards, own.damaged) == ([CachedCard("reason", "one")], True)


def test_a_folder_in_the_place_of_the_file_is_damage(tmp_path):
    (tmp_path / AT_HAND).mkdir()
    assert (card_cache.read(str(tmp_path)).cards, card_cache.read(str(tmp_path)).damaged) == ([], True)


def test_a_card_does_not_show_its_words_to_those_who_look_for_errors():
    assert repr(CARDS[0]) == "Card('reason', …)"


def test_reading_loads_nothing_heavy():
    code = "import sys; from smartcli.first_aid import card_cache; card_cache.read('x'); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, env={"PYTHONPATH": SRC})
    assert {"json", "re", "tomllib", "typing", "dataclasses", "pathlib", "smartcli.home.disk"}.isdisjoint(
        run.stdout.split()
    )


def test_a_person_is_shown_once_and_with_the_number(tmp_path):
    cards = [
        CachedCard("contact", "Jana - 0171 555 12", "support-network"),
        CachedCard("contact", "jana", "hard-times"),
        CachedCard("contact", "Jan", "hard-times"),
        CachedCard("contact", "Clinic", "hard-times"),
    ]
    card_cache.write(str(tmp_path), cards)
    own = card_cache.read(str(tmp_path))
    assert own.texts("contact", "hard-times") == ["Jana - 0171 555 12", "Jan", "Clinic"]
    assert own.texts("contact") == ["Jana - 0171 555 12", "Jan", "Clinic"]


def test_in_an_urge_reasons_written_as_such_come_first_and_what_was_picked_before_all(tmp_path):
    reasons = [
        CachedCard("reason", "The newest, of one's own exercise", "ours"),
        CachedCard("reason", "From the plan", "change-plan"),
        CachedCard("reason", "From my reasons", "my-reasons"),
        CachedCard("reason", "From why", "why-i-want-this"),
    ]
    card_cache.write(str(tmp_path), reasons)
    worth = ["From my reasons", "From why", "From the plan", "The newest, of one's own exercise"]
    assert card_cache.read(str(tmp_path)).by_worth("reason") == worth
    card_cache.write(str(tmp_path), [CachedCard("reason", "Picked", "change-plan", first=True), *reasons])
    assert card_cache.read(str(tmp_path)).by_worth("reason") == ["Picked", *worth]


def test_in_an_urge_an_answer_to_it_comes_before_one_to_a_thought_and_last_what_is_said_to_people(tmp_path):
    replies = [CachedCard("reply", id, id) for id in ("saying-no", "spot-the-pattern", "talk-back", "thought-record")]
    statements = [CachedCard("statement", id, id) for id in ("boundaries", "meeting-notes", "coping-statements")]
    card_cache.write(str(tmp_path), [*replies, *statements])
    own = card_cache.read(str(tmp_path))
    assert own.by_worth("reply") == ["talk-back", "spot-the-pattern", "thought-record", "saying-no"]
    assert own.by_worth("statement") == ["coping-statements", "meeting-notes", "boundaries"]


def test_of_one_exercise_alone_nothing_else_is_given(tmp_path):
    plans = [CachedCard("plan", "Go home", "hard-times"), CachedCard("plan", "Pay the rent", "change-plan")]
    card_cache.write(str(tmp_path), [*plans, CachedCard("contact", "Tom", "hard-times")])
    assert card_cache.read(str(tmp_path)).of("plan", "hard-times") == ["Go home"]
