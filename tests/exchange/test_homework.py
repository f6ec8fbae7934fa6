"""A file of homework: what is written is read again; whatever else is in a file gets a sentence without its words."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.exchange.browser import MARKUP
from tests.small import quick

from smartcli.errors import SmartError
from smartcli.exchange.homework import (
    LARGEST,
    LENGTHS,
    MOST,
    HomeworkFile,
    OwnExercise,
    exercise_of,
    read,
    read_from,
    renamed,
    written,
)
from smartcli.home.homework import DAYS, GivenExercise
from smartcli.text.incoming import harmless

CANARY = "tweetwords"
OWN = f"""format = 1
point = "urges"
title = "An evening {CANARY}"
minutes = 1
next = ["mine", 'urge-log']

[[steps]]
kind = "text"
key = "line"
ask = "What helps {CANARY}?"
recall = "mine.line"

[sample]
line = "A walk."
"""
PLAIN = f'format = 1\nwhy = "It helps {CANARY}"\n\n[[exercises]]\nexercise = "urge-log"\n'


def own(text: str = OWN, id: str = "mine") -> OwnExercise:
    return OwnExercise(text=text, exercise=exercise_of(id, text))


FULL = HomeworkFile(
    why=f"You said that evenings are hard {CANARY}.",
    by=f"Anna {CANARY}",
    word=f"As much as you like.\n{CANARY}",
    until="2026-12-08",
    exercises=(
        GivenExercise(exercise="urge-log", when=("daily",), smaller=f"One question {CANARY}."),
        GivenExercise(exercise="mine", when=("mon", "thu")),
    ),
    own={"mine": own()},
)


def same(one: HomeworkFile) -> dict[str, Any]:
    texts = {id: own.text for id, own in one.own.items()}
    return {**vars(one), "id": "", "own": texts}


lines = st.text(max_size=80).map(lambda text: " ".join(harmless(text).split()))
whens = st.one_of(
    st.sampled_from([("once",), ("daily",)]),
    st.lists(st.sampled_from(DAYS), min_size=1, unique=True).map(lambda some: tuple(d for d in DAYS if d in some)),
)
ids = st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,2}", fullmatch=True)
files = st.builds(
    HomeworkFile,
    why=lines.filter(bool),
    by=lines,
    word=st.lists(lines, max_size=5).map("\n".join).map(str.strip),
    until=st.sampled_from(["", "2026-12-08"]),
    exercises=st.lists(ids, min_size=1, max_size=4, unique=True).flatmap(
        lambda some: st.tuples(
            *(st.builds(GivenExercise, exercise=st.just(i), when=whens, smaller=lines) for i in some)
        )
    ),
)


@quick
@given(files)
@example(FULL)
def test_what_is_written_is_read_again(made: HomeworkFile) -> None:
    assert same(read(written(made))) == same(made)


@quick
@given(st.text(max_size=60))
@example("'''")
@example("a = '''b\\c'''\n\"\"\"")
def test_whatever_stands_in_an_own_exercise_comes_along_as_it_is(remark: str) -> None:
    """As a remark and without a line break at the end: the file of an exercise may hold anything that TOML does."""
    clean = "".join(sign for sign in harmless(remark) if sign not in "\n\t\x7f")
    text = f"{OWN}# {clean}"
    made = FULL.but(own={"mine": own(text)})
    assert read(written(made)).own["mine"].text == text


def test_the_file_can_be_read_by_anybody() -> None:
    text = written(FULL).decode()
    assert text.startswith("# Homework for smartcli. Anybody can read it, and change it in a text editor.\n")
    assert 'when = ["mon", "thu"]\n' in text
    assert f"file = '''\n{OWN}'''\n" in text


def refused(data: bytes | str) -> str:
    with pytest.raises(SmartError) as caught:
        read(data.encode() if isinstance(data, str) else data)
    said = str(caught.value)
    assert CANARY not in said
    assert said.startswith("This is no homework that can be taken: ")
    assert said.endswith(". Nothing of it was taken.")
    return said


def with_line(line: str) -> str:
    return PLAIN.replace("format = 1\n", f"format = 1\n{line}\n")


ALONG = '\n[[exercises]]\nexercise = "mine"\n\n[[own]]\nexercise = "mine"\nfile = '
HOSTILE: dict[str, tuple[bytes | str, str]] = {
    "nothing": ("", "“format” is missing"),
    "no toml": ("what [[[", "it is no TOML"),
    "half": (PLAIN[:30], "it is no TOML"),
    "not utf-8": (b'format = 1\nwhy = "\xff\xfe"', "it is not UTF-8"),
    "binary": (bytes(range(256)) * 9, "it is not UTF-8"),
    "too large": (PLAIN + "#" * LARGEST, "it has more than 1 MB"),
    "a newer one": (PLAIN.replace("format = 1", "format = 2"), "newer smartcli"),
    "an older one": (PLAIN.replace("format = 1", "format = 0"), "its format"),
    "a true format": (PLAIN.replace("format = 1", "format = true"), "its format"),
    "no why": (PLAIN.replace("why =", "word ="), "“why” is missing"),
    "an empty why": (re.sub('why = ".*"', 'why = " "', PLAIN), "“why” in it is no line of text"),
    "a why of two lines": (PLAIN.replace(CANARY, "a\\nb"), "“why” in it is no line of text"),
    "a number for a text": (with_line("from = 7"), "“from” in it is no text"),
    "a list for a text": (with_line('word = ["a"]'), "“word” in it is no text"),
    "a long name": (with_line(f'from = "{"a" * (LENGTHS["from"] + 1)}"'), "longer than 100"),
    "a long word": (with_line(f'word = "{"a" * (LENGTHS["word"] + 1)}"'), "longer than 2000"),
    "no day": (with_line('until = "soon"'), "no day such as"),
    "a moment": (with_line("until = 2026-12-01T10:00:00"), "no day such as"),
    "another thing": (with_line('command = "rm"'), "something in it that homework does not have"),
    "a score": (PLAIN + "score = 3\n", "something in it that homework does not have"),
    "an escape sequence": (with_line('from = "\\u001b[2J"'), "control signs"),
    "a bell in a smaller one": (PLAIN + 'if_hard = "\\u0007"\n', "control signs"),
    "an escape in own": (PLAIN + ALONG + json.dumps(OWN.replace("A walk", "\\u001b]0;x\\u0007")), "control signs"),
    "no exercise": (PLAIN.partition("\n\n")[0], "“exercises” is missing"),
    "an empty list": (PLAIN.partition("\n\n")[0] + "\nexercises = []", "there is no exercise"),
    "exercises of another kind": (PLAIN.partition("\n\n")[0] + '\nexercises = ["urge-log"]', "no list of tables"),
    "a path for a name": (PLAIN.replace("urge-log", "../../etc/passwd"), "a name of an exercise"),
    "an absolute path": (PLAIN.replace("urge-log", "/etc/passwd"), "a name of an exercise"),
    "a drive": (PLAIN.replace("urge-log", "c:\\\\x"), "a name of an exercise"),
    "an empty name": (PLAIN.replace("urge-log", ""), "a name of an exercise"),
    "a long id": (PLAIN.replace("urge-log", "a" * 41), "a name of an exercise"),
    "a number for a name": (PLAIN.replace('"urge-log"', "7"), "a name of an exercise"),
    "twice": (PLAIN + PLAIN[PLAIN.index("\n[[") :], "names an exercise twice"),
    "many": (
        PLAIN + "".join(f'[[exercises]]\nexercise = "a{n}"\n' for n in range(MOST)),
        "more than 20 of “exercises”",
    ),
    "a day that is none": (PLAIN + 'when = "someday"\n', "a “when” in it"),
    "no days": (PLAIN + "when = []\n", "a “when” in it"),
    "numbers for days": (PLAIN + "when = [1]\n", "a “when” in it"),
    "deep days": (PLAIN + "when = " + "[" * 3000 + "]" * 3000 + "\n", "no TOML"),
    "deep tables": (with_line("[" + "a." * 3000 + "a]"), "no TOML"),
    "own that is not named": (PLAIN + f"\n[[own]]\nexercise = 'mine'\nfile = '''{OWN}'''", "does not name"),
    "own twice": (PLAIN + 2 * f"{ALONG}'''{OWN}'''\n", "comes twice"),
    "own without a file": (PLAIN + ALONG.replace("file = ", ""), "“file” is missing"),
    "own of another kind": (PLAIN + ALONG + "7", "no text"),
    "own that is empty": (PLAIN + ALONG + "''", "cannot be used"),
    "own that is damaged": (PLAIN + ALONG + "'''steps = 7'''", "cannot be used"),
    "own that is deep": (PLAIN + ALONG + f"'''a = {'[' * 3000}'''", "cannot be used"),
    "own with a strange kind": (PLAIN + ALONG + f"'''{OWN.replace('text', 'shell', 1)}'''", "cannot be used"),
    "a path for own": (PLAIN + ALONG.replace("mine", "../x") + f"'''{OWN}'''", "a name of an exercise"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_none_gets_a_sentence(name: str) -> None:
    data, said = HOSTILE[name]
    assert said in refused(data)


def test_what_editors_do_to_a_file_is_no_harm() -> None:
    data = written(FULL)
    assert same(read(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))) == same(FULL)
    assert read(data.replace(b'until = "2026-12-08"', b"until = 2026-12-08")).until == "2026-12-08"


def test_markup_is_text() -> None:
    made = FULL.but(why=MARKUP, by="[red]Anna[/red]")
    assert read(written(made)).why == MARKUP


parts = st.sampled_from([
    b'"', b"'''", b'"""', b"\\", b"\x00", b"\x1b[2J", b"\xff", b"[[", b"]]", b"=", b"\n", b"[own]", b"../",
    b"format = 1\n", b"why = 1\n", b"[[exercises]]\n", b"\\u0000", b"\\ud800", b"9" * 5000, b"a." * 500, b"[" * 500,
])  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A whole file with a few slips in it: bytes changed, cut out, put in, parts of it twice."""
    data = bytearray(written(FULL))
    for _slip in range(draw(st.integers(1, 4))):
        at, end = sorted(draw(st.tuples(*[st.integers(0, len(data))] * 2)))
        way = draw(st.sampled_from(["put", "cut", "byte", "twice", "end"]))
        if way == "put":
            data[at:at] = draw(parts)
        elif way == "cut":
            del data[at : min(end, at + 40)]
        elif way == "byte" and at < len(data):
            data[at] = draw(st.integers(0, 255))
        elif way == "twice":
            data[at:at] = data[at:end]
        else:
            del data[at:]
    return bytes(data)


@quick
@given(mutated())
def test_a_file_with_slips_is_homework_or_gets_a_sentence_without_its_words(data: bytes) -> None:
    try:
        found = read(data)
    except SmartError as error:
        assert CANARY not in str(error)  # noqa: PT017  that it is raised is not the point
    else:
        assert found.exercises
        assert 0 < len(found.why) <= LENGTHS["why"]
        assert all(harmless(text) == text for text in (found.why, found.by, found.word))


# Files as they lie there


def test_what_is_no_file_gets_a_sentence(tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(tmp_path / "nowhere")
    for path in (tmp_path, tmp_path / "none.toml", link, Path("/dev/zero")):
        with pytest.raises(SmartError):
            read_from(path)


def test_a_large_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "large.toml"
    with file.open("wb") as out:
        out.truncate(1 << 36)
    with pytest.raises(SmartError, match="more than 1 MB"):
        read_from(file)


# Other names


def test_an_exercise_with_another_name_is_named_by_that_everywhere_and_nothing_else_changes() -> None:
    text = renamed(OWN + "# mine, and 'a mine' stay\n", {"mine": "mine-2", "urge-log": "urge-log"})
    assert "next = [\"mine-2\", 'urge-log']" in text
    assert 'recall = "mine-2.line"' in text
    assert "# mine, and 'a mine' stay\n" in text
