"""Slides, on a terminal and in plain lines."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from tests.asking.prompts.keys import CTRL_C, CTRL_D, CTRL_S, ENTER, LEFT, PAGE_DOWN, PAGE_UP, RIGHT, SHIFT_TAB, SPACE
from tests.asking.prompts.page import Page
from tests.asking.prompts.screen import Screen, terminal
from tests.small import CHOICES, SCALE, exercise

from smartcli.asking.deck import END, NOTE, QUESTION, ROW, Deck, Slide
from smartcli.asking.turn import Turn
from smartcli.exercises.step import FacilitatorNotes

BANNER = "DEMO: nobody you know."
COVERED = "Enter goes back"  # stands below help-now
MANY = tuple(f"Choice number {number}" for number in range(1, 13))
ASK = exercise({**CHOICES, "choices": [*MANY]}, {**SCALE, "ends": ["calm", "wild"]}).steps
OPENING = Slide(kind=NOTE, title="Small (about 1 min)", text="For a try.", notes=(FacilitatorNotes(aim="To see it."),))
LIST = Slide(
    kind=QUESTION, where="1 of 2", text="Which of these?", choices=MANY, hints=("As many as fit.",),
    answers=("Choice number 3",), turn=Turn(step=ASK[0], is_first=True),
)  # fmt: skip
SCALED = Slide(
    kind=QUESTION, where="2 of 2", text="How strong?", answers=("7",), turn=Turn(step=ASK[1], is_first=True),
    notes=(FacilitatorNotes(note="Wait a little."),),
)  # fmt: skip
LAST = Slide(kind=END, drawn=("\x1b[1mYour words\x1b[0m", "  7"))
SLIDES = (OPENING, LIST, SCALED, LAST)


def shown(*presses: str, size: tuple[int, int] = (60, 30), slides: Sequence[Slide] = SLIDES) -> Screen:
    """What a terminal of this size shows while these keys are pressed, each once something new was drawn."""
    screen = Screen(*size)
    then = [(COVERED if before == "!" else BANNER.split()[0], press) for before, press in pairwise(["", *presses])]
    with terminal("", screen, then=then) as prompter:
        prompter.becomes_anothers(BANNER, lambda: "Call 999.")
        prompter.present(Deck(slides, card=lambda id: "", width=60))
    return screen


def is_seen(screen: Screen, *words: str) -> bool:
    """Whether all of it stood on one screen."""
    return any(all(one in seen for one in words) for seen in screen.seen)


@pytest.mark.parametrize("key", [SPACE, ENTER, RIGHT, PAGE_DOWN, CTRL_S])
def test_one_key_shows_the_question_and_then_the_answer(key: str) -> None:
    screen = shown(key, "q")
    assert is_seen(screen, "Which of these?", "- Choice number 12", "As many as fit.", "Space shows the answer")
    assert "> Choice number 3" not in screen
    assert is_seen(shown(key, key, "q"), "Which of these?", "- Choice number 12", "> Choice number 3")


@pytest.mark.parametrize("key", ["b", "B", LEFT, PAGE_UP, SHIFT_TAB])
def test_another_goes_back(key: str) -> None:
    last = [seen for seen in shown(SPACE, SPACE, key, "q").seen if "Which of these?" in seen][-1]
    assert "> Choice number 3" not in last


@pytest.mark.parametrize("size", [(40, 20), (60, 20), (80, 24), (100, 50), (40, 12), (30, 8)])
def test_the_banner_stands_on_every_screen_and_nothing_is_wider_than_sixty(size: tuple[int, int]) -> None:
    screen = shown("n", *[SPACE] * 60, size=size)
    full = [seen for seen in screen.seen if seen.strip()]
    assert len(full) > 6
    for seen in full:
        assert seen.startswith(BANNER)
        assert max(len(line.rstrip()) for line in seen.split("\n")) <= min(60, size[0])
    everything = "\n".join(full)
    for words in ("To see it.", "Which of these?", "Choice number 12", "> Choice number 3", "How strong?", "> 7"):
        assert words in everything, words
    assert "Your words" in everything


def test_a_long_list_stands_beside_one_another_before_it_is_parted() -> None:
    assert is_seen(shown(SPACE, SPACE, "q", size=(60, 20)), "Choice number 1 · Choice number 2", "> Choice number 3")


def test_what_was_answered_before_stays_in_sight_where_there_is_room() -> None:
    slides = (OPENING, LIST.but(pinned=("You wrote: I am late.",)))
    assert is_seen(shown(SPACE, "q", slides=slides), "You wrote: I am late.", "Which of these?", "- Choice number 12")
    assert "You wrote" not in shown(SPACE, "q", size=(40, 14), slides=slides)


def test_what_is_too_high_is_shown_in_parts() -> None:
    screen = shown(*[SPACE] * 5, "q", size=(30, 12))
    assert is_seen(screen, "Which of these?", "Space turns the page")
    assert not is_seen(screen, "Which of these?", "Choice number 12")


def test_the_notes_come_and_go() -> None:
    assert is_seen(shown("n", "q"), "For a try.", "* Aim: To see it.")
    assert "* Aim" not in [seen for seen in shown("n", "n", "q").seen if BANNER in seen][-1]
    assert is_seen(shown(SPACE, "n", "q"), "* There is no note here.")


def test_what_a_group_says_is_shown_beside_the_invented_answer_and_forgotten() -> None:
    screen = shown(*[SPACE] * 4, "l", "9", ENTER, SPACE, "b", "q")
    assert is_seen(screen, "How strong?", "> Here: 9", "> 7")
    assert is_seen(screen, BANNER, "How strong?", "0 calm")  # the question itself has the banner too
    after = screen.seen[max(place for place, seen in enumerate(screen.seen) if "Your words" in seen) :]
    assert any("How strong?" in seen for seen in after)
    assert not any("Here: 9" in seen for seen in after)


def test_nothing_of_it_is_left_on_the_screen_there_was_before() -> None:
    raw = shown(*[SPACE] * 3, "l", "9", ENTER, "q").raw
    before, _enter, rest = raw.partition("\x1b[?1049h")
    shown_aside, _leave, after = rest.rpartition("\x1b[?1049l")
    assert "How strong?" in shown_aside
    assert "Here: 9" in shown_aside
    assert "strong" not in before + after
    assert "9" not in before + after.replace("\x1b[?2004l", "").replace("\x1b[?25h", "")


def test_help_now_is_nobody_s_of_this_home_and_the_slide_comes_back() -> None:
    screen = shown(SPACE, "!", ENTER, "q")
    assert "Call 999." in screen
    assert "Call 112." not in screen
    after = screen.seen[[place for place, seen in enumerate(screen.seen) if "Call 999." in seen][-1] + 1 :]
    assert any(seen.startswith(BANNER) and "Which of these?" in seen for seen in after)


def test_it_ends_behind_the_last_slide() -> None:
    assert is_seen(shown(*[SPACE] * 6), "Your words", "Space ends it")


@pytest.mark.parametrize(("key", "raised"), [(CTRL_C, KeyboardInterrupt), (CTRL_D, EOFError)])
def test_it_can_be_left_in_any_way(key: str, raised: type[BaseException]) -> None:
    with pytest.raises(raised):
        shown(SPACE, key)


# In plain lines


def told(*lines: str, slides: Sequence[Slide] = SLIDES) -> str:
    page = Page(lines)
    prompter = page.prompter
    prompter.becomes_anothers(BANNER, lambda: "Call 999.")
    prompter.present(Deck(slides, card=lambda id: "", width=60))
    assert not page.typed
    return "\n".join(page.written)


def test_in_plain_lines_each_says_what_is_new() -> None:
    assert told("", "", "q", slides=(OPENING, SCALED)) == (
        f"{BANNER}\n\nDemo, 1 of 2.\nSmall (about 1 min)\nFor a try.\nn notes, q leave, ! help now.\nEnter goes on.\n"
        "\nDemo, 2 of 2.\n2 of 2\nHow strong?\nEnter shows the answer.\n> 7\nEnter ends it."
    )


def test_in_plain_lines_keys_are_typed() -> None:
    assert "* Wait a little." in told("", "n", "q", slides=(OPENING, SCALED))
    assert "> Here: 9" in told("", "l", "9", "q", slides=(OPENING, SCALED))
    assert told("", "b", "q", slides=(OPENING, SCALED)).count("For a try.") == 2
    assert told("", "<", "q", slides=(OPENING, SCALED)).count("For a try.") == 2
    assert told("", "", "B", "q", slides=(OPENING, SCALED)).count("How strong?") == 2
    assert "Call 999." in told("!", "q")
    assert told("zebra", "?", "q").count("n notes, q leave, ! help now.") == 3
    assert told(" ", "q").count("Which of these?") == 1


def test_in_plain_lines_a_question_asked_here_has_the_banner() -> None:
    assert told("", "l", "9", "q", slides=(OPENING, SCALED)).count(BANNER) == 2


def test_in_plain_lines_it_ends_where_nothing_is_typed_any_more_and_behind_the_last() -> None:
    assert "For a try." in told()
    assert told("", "", "", slides=(OPENING, SCALED)).endswith("> 7\nEnter ends it.")


def test_a_further_row_is_told_at_once() -> None:
    rows = (OPENING, Slide(kind=ROW, where="1 of 2, no. 2", answers=("Ana", "Evenings")))
    assert "1 of 2, no. 2\n> Ana\n> Evenings\nEnter ends it." in told("", "", slides=rows)
    assert is_seen(shown(SPACE, "q", slides=rows), "1 of 2, no. 2", "> Ana", "> Evenings")
