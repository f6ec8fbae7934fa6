"""The homework that was taken: kept as plain TOML or sealed, never lost by a slip in the file or by another window."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.journal.making import keys_of, lay_key
from tests.keeping.stuck import stuck
from tests.small import quick

from smartcli.errors import Damaged, SmartError
from smartcli.home.homework import WHEN, AllHomework, GivenExercise, Homework, change, read
from smartcli.home.seal.keys import Keys, Locked

SOME = Homework(
    id="0a1b2c3d",
    why="Evenings by the harbour are hard.",
    by="Anna",
    word="As you like.\nReally “any”: \\ “[[x]]”.",
    until="2026-12-08",
    taken="2026-12-01",
    exercises=(
        GivenExercise(exercise="urge-log", when=("daily",), smaller="One question."),
        GivenExercise(exercise="mine", when=("mon", "thu"), skipped="2026-12-02"),
    ),
)
OTHER = Homework(id="ffffffff", why="To see.", exercises=(GivenExercise(exercise="urge-log"),))


def put(home: Path, *every: Homework) -> None:
    change(home, lambda kept: kept.but(every=every), keys_of(home))


def same(kept: AllHomework) -> AllHomework:
    return kept


def test_without_a_file_there_is_none_and_none_is_made_for_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert read(home) == AllHomework()
    change(home, same, keys_of(home))
    assert not (home / "homework.toml").exists()


def test_what_was_taken_is_read_again_and_the_file_is_plain_toml_and_the_person_s_alone(tmp_path: Path) -> None:
    put(tmp_path, SOME, OTHER)
    file = tmp_path / "homework.toml"
    assert read(tmp_path).every == (SOME, OTHER)
    table = tomllib.loads(file.read_text("ascii"))
    assert [one["by"] for one in table["homework"]] == ["Anna", ""]
    assert [one["of"] for one in table["exercise"]] == ["0a1b2c3d", "0a1b2c3d", "ffffffff"]
    assert file.stat().st_mode & 0o777 == 0o600


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
taken = st.builds(
    Homework,
    id=st.uuids().map(str),
    why=words,
    by=words,
    word=words,
    exercises=st.lists(
        st.builds(
            GivenExercise,
            exercise=words,
            when=st.lists(st.sampled_from(WHEN), min_size=1, unique=True).map(tuple),
            smaller=words,
        ),
        max_size=3,
    ).map(tuple),
)


@quick
@given(every=st.lists(taken, max_size=3, unique_by=lambda one: one.id).map(tuple))
def test_any_words_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, every: tuple[Homework, ...]
) -> None:
    home = tmp_path_factory.mktemp("home")
    put(home, *every)
    assert read(home).every == every


def test_sealed_it_holds_no_word_in_the_open_and_opens_with_the_key(tmp_path: Path) -> None:
    lay_key(tmp_path)
    put(tmp_path, SOME)
    data = (tmp_path / "homework.toml").read_bytes()
    assert not any(word in data for word in (b"harbour", b"Anna", b"urge-log", b"0a1b2c3d", b"[["))
    closed = read(tmp_path)
    assert closed.every == ()
    assert closed.sealed
    keys = keys_of(tmp_path)
    keys.unlocked()
    assert read(tmp_path, keys).every == (SOME,)
    change(tmp_path, lambda kept: kept.but(every=(*kept.every, OTHER)), keys)
    assert read(tmp_path, keys).every == (SOME, OTHER)


def test_it_follows_the_seal_there_and_back(tmp_path: Path) -> None:
    put(tmp_path, SOME)
    lay_key(tmp_path)
    keys = keys_of(tmp_path)
    keys.unlocked()
    change(tmp_path, same, keys)
    assert b"Anna" not in (tmp_path / "homework.toml").read_bytes()
    keys.turn_off()
    change(tmp_path, same, keys)
    assert b"Anna" in (tmp_path / "homework.toml").read_bytes()
    assert read(tmp_path).every == (SOME,)


def test_without_the_passphrase_nothing_sealed_is_changed(tmp_path: Path) -> None:
    lay_key(tmp_path)
    put(tmp_path, SOME)
    before = (tmp_path / "homework.toml").read_bytes()
    with pytest.raises(Locked):
        change(tmp_path, lambda kept: kept.but(every=()), Keys(tmp_path))
    assert (tmp_path / "homework.toml").read_bytes() == before


DAMAGE = {
    "a slip": b"why == 7\n",
    "a row of nothing": b"[[exercise]]\nof = 'nobody'\n",
    "another form": b'[[exercise]]\nof = "0a1b2c3d"\nexercise = 7\n',
    "not utf-8": b"# \xff\n",
    "twice": b"",
}


@pytest.mark.parametrize("name", DAMAGE)
def test_what_cannot_be_read_hides_nothing_else_and_is_kept_before_it_is_written_over(
    tmp_path: Path, name: str
) -> None:
    put(tmp_path, SOME)
    file = tmp_path / "homework.toml"
    whole = file.read_bytes()
    spoilt = whole + (DAMAGE[name] or whole)
    file.write_bytes(spoilt)
    assert [one.id for one in read(tmp_path).every] == [SOME.id]
    change(tmp_path, lambda kept: kept.but(every=(*kept.every, OTHER)), keys_of(tmp_path))
    assert [one.id for one in read(tmp_path).every] == [SOME.id, OTHER.id]
    (kept,) = (tmp_path / "quarantine").iterdir()
    assert kept.name.startswith("homework.toml-")
    assert kept.read_bytes() == spoilt


def test_a_file_that_is_none_is_told_and_stays(tmp_path: Path) -> None:
    (tmp_path / "homework.toml").mkdir()
    assert read(tmp_path).unread == "a folder lies where a file should be"
    with pytest.raises(Damaged, match="The homework cannot be read"):
        change(tmp_path, same, keys_of(tmp_path))


def test_where_nothing_can_be_written_it_is_as_it_was(tmp_path: Path) -> None:
    put(tmp_path, SOME)

    with stuck(tmp_path / "homework.toml"), pytest.raises(SmartError):
        put(tmp_path, OTHER)
    assert read(tmp_path).every == (SOME,)


def test_what_a_newer_smartcli_keeps_there_stays(tmp_path: Path) -> None:
    (tmp_path / "homework.toml").write_text('tone = "calm"\n')
    put(tmp_path, SOME)
    assert tomllib.loads((tmp_path / "homework.toml").read_text())["tone"] == "calm"


def test_one_is_put_away_and_the_others_stay() -> None:
    assert AllHomework(every=(SOME, OTHER)).without(SOME.id).every == (OTHER,)


def test_what_is_written_is_read_again_in_the_open_and_sealed_or_refused(tmp_path: Path) -> None:
    """A list of nearly a megabyte takes nearly three once it is sealed."""
    much = SOME.but(word="x" * 900_000)
    put(tmp_path, much)
    lay_key(tmp_path)
    keys = keys_of(tmp_path)
    keys.unlocked()
    change(tmp_path, same, keys)
    assert b"x" * 50 not in (tmp_path / "homework.toml").read_bytes()
    assert read(tmp_path, keys).every == (much,)
    with pytest.raises(SmartError, match="there is more in it than smartcli reads"):
        change(tmp_path, lambda kept: kept.but(every=(SOME.but(word="x" * (1 << 20)),)), keys)
    assert read(tmp_path, keys).every == (much,)
