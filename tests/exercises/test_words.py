import re

import pytest
from tests.exercises.reading import Shown, everywhere, files, grade, prose, sentences, shown, syllables, walk, words

from smartcli.authoring.wording import AVOID, WIDEST, to_avoid

TEXTS = [text for path in files() for text in shown(path)]
IN_EVERY_LANGUAGE = [text for path in everywhere() for text in shown(path)]

# file and where → the words it may say there, and why.
ALLOWED = {
    ("exercises/thought-reframing.toml", "sample thought"): (
        {"always", "should"},
        "a rigid thought is what the exercise is about; its outcome marks these words",
    ),
}


def stigmatising(text: Shown) -> list[str]:
    allowed, _why = ALLOWED.get((text.file, text.where.strip()), (set(), ""))
    return [
        f"{text.file}{text.where}: “{word}” {why}" for word, why in to_avoid(text.text).items() if word not in allowed
    ]


def texts_named(name: str) -> list[Shown]:
    return [text for text in TEXTS if text.name == name]


def test_no_shipped_text_holds_a_word_to_avoid():
    assert [problem for text in TEXTS for problem in stigmatising(text)] == []


PLANTED = [
    ("Alcoholics often feel this.", "alcoholics"),
    ("Many smokers find it hard.", "smokers"),
    ("After years of abuse, rest.", "abuse"),
    ("You have been clean for nine days.", "clean"),
    ("Opioid replacement is one way.", "opioid replacement"),
    ("A relapse can happen.", "relapse"),
    ("You failed today.", "failed"),
    ("It takes willpower.", "willpower"),
    ("You shouldn’t go there.", "shouldn't"),
    ("ALWAYS call someone.", "always"),
    ("He committed suicide.", "committed suicide"),
    ("The urge will pass.", "will pass"),
    ("Keep your streak.", "streak"),
]


@pytest.mark.parametrize(("planted", "word"), PLANTED)
def test_a_planted_word_is_found(planted, word):
    assert list(to_avoid(planted)) == [word]


def test_every_reason_to_avoid_a_word_has_a_planted_text():
    assert {reason for text, _word in PLANTED for reason in to_avoid(text).values()} == set(AVOID)


def test_words_that_only_look_alike_are_left_alone():
    assert to_avoid("A cleaner kitchen, a weekend, mustard, because, that is not failure. People recover.") == {}


def test_the_allowed_words_are_still_there():
    said = {(text.file, text.where.strip()): set(to_avoid(text.text)) for text in TEXTS}
    assert {place: said.get(place) for place in ALLOWED} == {
        place: allowed for place, (allowed, _why) in ALLOWED.items()
    }


def test_the_allowance_holds_at_its_place_only():
    elsewhere = Shown(file="exercises/thought-reframing.toml", where=" about", name="about", text="You should.")
    assert len(stigmatising(elsewhere)) == 1


def shouting(texts: list[Shown]) -> list[str]:
    return [f"{text.file}{text.where}" for text in texts if "!" in text.text]


def test_nothing_shouts():
    assert shouting(IN_EVERY_LANGUAGE) == []


def test_a_planted_shout_is_found():
    assert shouting([Shown(file="a.toml", where=" about", name="about", text="Well done!")]) == ["a.toml about"]


def wide(texts: list[Shown]) -> list[str]:
    return [f"{text.file}{text.where}: {len(text.text)}" for text in texts if len(text.text) > WIDEST]


def test_every_question_fits_seventy_columns():
    assert wide([text for text in IN_EVERY_LANGUAGE if text.name in {"ask", "rate", "choices"}]) == []


def test_a_planted_wide_question_is_found():
    texts = [Shown(file="a.toml", where=" ask", name="ask", text="x" * length) for length in (70, 71)]
    assert wide(texts) == ["a.toml ask: 71"]


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_a_file_reads_at_grade_six_or_easier(path):
    assert hard(shown(path)) == []


def hard(texts: list[Shown]) -> list[str]:
    """Nothing where the texts read at grade six; else the file, its grade, and the hardest of its texts."""
    text = prose(texts)
    if not text or grade(text) <= 6:
        return []
    worst = max((one for one in texts if prose([one])), key=lambda one: grade(one.text))
    cure = f"Please begin with{worst.where}, which is at {grade(worst.text):.1f}: shorter words, shorter sentences."
    return [f"{worst.file}: reads at grade {grade(text):.1f}. {cure}"]


def test_a_planted_hard_text_is_above_grade_six():
    hard_to_read = (
        "Consider systematically documenting the environmental circumstances preceding every significant urge."
    )
    assert grade(hard_to_read) > 6
    texts = [Shown(file="a.toml", where=" help", name="help", text=text) for text in (hard_to_read, "Go on.")]
    assert hard(texts) == [
        (
            f"a.toml: reads at grade {grade(prose(texts)):.1f}. Please begin with help, "
            f"which is at {grade(hard_to_read):.1f}: shorter words, shorter sentences."
        )
    ]


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_no_sentence_has_more_than_twenty_words(path):
    assert long_sentences(shown(path)) == []


def long_sentences(texts: list[Shown]) -> list[str]:
    return [
        f"{text.file}{text.where}: {len(words(one))} words, please make two of: {one}"
        for text in texts
        for one in sentences(prose([text]))
        if len(words(one)) > 20
    ]


def test_a_planted_long_sentence_is_counted_whole():
    assert [len(words(one)) for one in sentences("A short one. And " + "on " * 20 + "it goes.")] == [3, 23]


def test_all_that_people_read_is_looked_at_and_nothing_else():
    step = {"kind": "choice", "key": "place", "ask": "Where?", "help": "A hint.", "choices": ["Home", "Out"]}
    outcome = {"kind": "words", "title": "Your words", "of": ["place"]}
    table = {
        "title": "A",
        "sources": ["https://example.org"],
        "steps": [step],
        "outcomes": [outcome],
        "sample": {"of": "x"},
    }
    assert list(walk(table, "", "")) == [
        (" title", "title", "A"),
        (" steps place ask", "ask", "Where?"),
        (" steps place help", "help", "A hint."),
        (" steps place choices 1", "choices", "Home"),
        (" steps place choices 2", "choices", "Out"),
        (" outcomes 1 title", "title", "Your words"),
        (" sample of", "sample", "x"),
    ]


@pytest.mark.parametrize("path", [path for path in files() if path.parent.name == "cards"], ids=lambda path: path.stem)
def test_a_card_is_short_enough_to_be_taken_in_at_once(path):
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert len(lines) <= 12
    assert max(map(len, lines)) <= 76


def test_no_card_holds_a_telephone_number():
    # They change, and differ by country: help-now shows those of helplines.toml, which carry their source and date.
    exit_codes = r"\b(128|130)\b"
    assert [one.file for one in texts_named("card") if re.search(r"\d{3}", re.sub(exit_codes, "", one.text))] == []


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("a", 1), ("urge", 1), ("urges", 2), ("makes", 1), ("places", 2), ("called", 1), ("wanted", 2), ("little", 2),
        ("people", 2), ("being", 2), ("idea", 3), ("quiet", 2), ("safely", 2), ("question", 2), ("social", 2),
        ("experience", 4), ("confidence", 3), ("situation", 4), ("emergency", 4), ("naloxone", 3),
        ("benzodiazepines", 6),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_spoken(word, count):
    assert syllables(word) == count


def test_the_grade_is_flesch_and_kincaid_s():
    # 8 words in 2 sentences, 14 syllables: 0.39 · 8/2 + 11.8 · 14/8 - 15.59
    assert round(grade("An evening alone. People wanted a little quiet."), 2) == 6.62
