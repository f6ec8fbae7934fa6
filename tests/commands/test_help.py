"""help: a topic, a command or an exercise in plain words."""

import re

import pytest
from tests.person import Person, unwrapped
from tests.program import Program

from smartcli.commands import COMMANDS, HIDDEN
from smartcli.exercises import topics

OWN = """format = 1
version = 1
point = "balance"
title = "Tea time"
about = "You have a cup of tea."
minutes = 1
[[steps]]
kind = "text"
key = "cup"
ask = "Which tea?"
[sample]
cup = "Mint"
"""


def test_alone_it_lists_the_topics_and_says_what_else_there_is(person: Person) -> None:
    said = person.types("help")
    first, *rows = said.out.splitlines()
    assert first == "If it is too much right now: smartcli help-now"
    assert [line.split(", ")[0] for line in rows] == [*topics.TOPICS]
    assert "smartcli help urge-log" in said.err.replace("\n", " ")
    assert person.types("help", "--json").json["topics"][1] == {"topic": "words", "title": "The words here"}
    assert not person.home.exists()


@pytest.mark.parametrize("topic", topics.TOPICS)
def test_a_topic_is_told(person: Person, topic: str) -> None:
    said = person.types("help", topic)
    assert said.out.splitlines()[0] == topics.title(topic)
    assert person.types("help", *topic.upper().split("-")).out == said.out
    assert person.types("help", topic, "--json").json["help"].startswith("# ")


@pytest.mark.parametrize("word", [word for word in COMMANDS if word not in HIDDEN])
def test_a_command_is_told_with_its_options(person: Person, word: str) -> None:
    said = person.types("help", word).out
    assert f"Usage: smartcli {word} " in said
    assert "--help" in said


def test_a_command_of_a_command_and_another_word_for_one(person: Person) -> None:
    assert "Usage: smartcli journal edit" in person.types("help", "journal", "edit").out
    assert "Usage: smartcli insights" in person.types("help", "stats").out
    assert "sos" not in person.types("help", "sos").out.replace("Usage: smartcli sos", "")


def test_what_is_said_in_more_words_stands_above_the_options(person: Person) -> None:
    said = person.types("help", "urge").out
    assert said.startswith("Help comes before any question.")
    assert said.index("x leaves") < said.index("Usage:")


def test_an_exercise_is_told_with_what_to_type(person: Person) -> None:
    said = person.types("help", "urge-log").out
    assert said == person.types("help", "Urge", "log").out
    assert said.startswith("Urge log\n")
    assert "smartcli do urge-log" in said


def test_an_exercise_of_ones_own_is_told_too(person: Person) -> None:
    (person.home / "exercises").mkdir(parents=True)
    (person.home / "exercises" / "tea-time.toml").write_text(OWN, "utf-8")
    assert "You have a cup of tea." in person.types("help", "tea", "time").out


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("privcy", "privacy"),
        ("exprt", "export"),
        ("urgelog", "urge-log"),
        ("wrods", "words"),
        ("Exit-code", "exit-codes"),
    ],
)
def test_what_is_not_there_gets_the_nearest(person: Person, typed: str, near: str) -> None:
    said = person.types("help", typed)
    assert (said.code, said.out) == (2, "")
    assert f" smartcli help {near}\n" in said.err


@pytest.mark.parametrize("typed", ["my-secret-word", "../../../etc/passwd", "\x1b[2Jsecret", "journal secret", "--"])
def test_what_is_like_nothing_is_not_repeated(person: Person, typed: str) -> None:
    said = person.types("help", *typed.split(" ")) if typed != "--" else person.types("help", "--", "secret")
    assert said.code == 2
    assert "secret" not in said.err
    assert "passwd" not in said.err
    assert "smartcli help" in said.err


def test_it_is_narrow_in_a_narrow_window(program: Program) -> None:
    for topic in ("urge", "shell", "urge-log"):
        said = program.run("help", topic, COLUMNS="40").stdout.decode()
        assert max(len(line) for line in said.splitlines() if "/" not in line) < 40


def test_commands_are_named_as_this_person_types_them(program: Program) -> None:
    said = program.run("help", "privacy", SMARTCLI_COMMAND="python3 run.py").stdout.decode()
    assert "python3run.pylock" in unwrapped(said)
    assert re.search(r"\bsmartcli (lock|where)", said) is None
    assert (
        "Usage: python3 run.py urge" in program.run("help", "urge", SMARTCLI_COMMAND="python3 run.py").stdout.decode()
    )
