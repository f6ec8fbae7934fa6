"""What `exercises new` wrote is named while it still stands in a file; nothing else is taken for it."""

from pathlib import Path

import pytest
from tests.person import Person, unwrapped
from tests.small import SCALE, exercise

from smartcli.authoring import leftover
from smartcli.exercises import content
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.library import Library, read_file

TEXT = (content.data() / "en" / "starter.toml").read_text("utf-8")
ASKED = ("hard", "moment", "who", "helped", "next_time")


def begun(tmp_path: Path, *changes: tuple[str, str]) -> Exercise:
    """The starter with these lines changed."""
    text = TEXT
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    file = tmp_path / "mine.toml"
    file.write_text(text, "utf-8")
    found, problems = read_file(file)
    assert found is not None, problems
    return found


def places(exercise: Exercise) -> str:
    (hint,) = leftover.hints(exercise)
    return hint.what.removeprefix("words of the starter are still in it: ").removesuffix(".")


def test_every_place_of_a_file_that_was_only_begun_is_named_in_one_hint(tmp_path: Path) -> None:
    steps = ", ".join(f"step “{key}”" for key in ASKED)
    assert places(begun(tmp_path)) == f"title, about, {steps}, sample"


HARD = [
    ("How hard was the moment?", "How long was the evening?"),
    ("Shown when somebody presses ?. An example helps most.", "A guess is enough."),
]
HELPED = [("What helped, even a little?", "What was good?"), ('"Going outside", "Waiting a while"', '"Tea"')]
HELPED += [('helped = ["Going outside"]', 'helped = ["Tea"]'), (', "Talking to someone"', "")]


@pytest.mark.parametrize(
    ("changes", "gone"),
    [
        ([("My exercise", "After work")], "title, "),
        ([("A short look at one hard moment, and at", "A look at")], "about, "),
        (HARD, "step “hard”, "),
        (HARD[:1], ""),  # its help alone
        (HARD[1:], "step “hard”, "),
        (HELPED, "step “helped”, "),
        (HELPED[:1], "step “helped”, "),
    ],
)
def test_what_was_replaced_is_named_no_more(tmp_path: Path, changes: list[tuple[str, str]], gone: str) -> None:
    whole = places(begun(tmp_path))
    assert gone in whole
    assert places(begun(tmp_path, *changes)) == whole.replace(gone, "", 1)


def test_a_sample_counts_by_its_words_and_a_note_may_stay(tmp_path: Path) -> None:
    one = begun(tmp_path)
    own = one.but(title="T", about="A", steps=(one.steps[0],))
    assert places(own) == "sample"
    assert leftover.hints(own.but(sample={"hard": 7, "helped": ["Going outside"]})) == []


def test_nothing_of_what_ships_is_taken_for_it() -> None:
    library = Library(Path("no-home"))
    assert [id for id in library.ids() if leftover.hints(library.load(id))] == []
    assert leftover.hints(exercise(SCALE)) == []


def test_check_says_it_and_finds_the_file_fine(person: Person) -> None:
    person.types("exercises", "new", "my-evening")
    said = person.types("check", "my-evening")
    assert said.code == 0
    assert said.out.endswith("1 file is fine.\n")
    hint = "my-evening.toml: a hint: words of the starter are still in it: about, step “hard”,"
    assert unwrapped(hint) in unwrapped(said.out)
