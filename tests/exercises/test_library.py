import tomllib
from pathlib import Path

import pytest
from tests.exercises.own_exercises import small

from smartcli.errors import SmartError
from smartcli.exercises.library import Library, read_file
from smartcli.text.language import quoted


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "exercises"
    folder.mkdir()
    return folder


def refusal(library: Library, id: str) -> tuple[str, str | None]:
    with pytest.raises(SmartError) as caught:
        library.load(id)
    return str(caught.value), caught.value.next


def test_shipped_exercises_are_there_without_a_home(tmp_path):
    library = Library(tmp_path / "nowhere")
    assert {"check-in", "urge-log", "coping-plan"} <= set(library.ids())
    assert library.broken() == []
    assert library.load("check-in").title == "Check-in"


def test_exercises_of_one_s_own_stand_beside_the_shipped_ones(own, tmp_path):
    (own / "my-own.toml").write_text(small("Mine"))
    library = Library(tmp_path)
    assert len(library.ids()) == len(Library(tmp_path / "nowhere").ids()) + 1
    assert library.load("my-own").title == "Mine"
    assert library.load("my-own") is library.load("my-own")
    assert [library.title("my-own"), library.title("gone")] == ["Mine", "gone"]


def test_while_there_is_a_slip_in_it_the_shipped_one_stands_in_for_it(own, tmp_path):
    file = own / "check-in.toml"
    file.write_text(small("My check-in").replace('"', "", 1))
    library = Library(tmp_path)
    assert library.slipped() == []
    assert library.load("check-in").title == "Check-in"
    assert (library.slipped(), library.broken(), library.has_shipped(file)) == ([file], [file], True)
    file.write_text(small("My check-in"))
    library.look_again()
    assert (library.load("check-in").title, library.slipped()) == ("My check-in", [])


def test_a_file_of_one_s_own_stands_before_a_shipped_one_of_the_same_name(own, tmp_path):
    (own / "check-in.toml").write_text(small("My check-in"))
    assert Library(tmp_path).load("check-in").title == "My check-in"


def test_exercises_come_point_by_point_the_short_ones_first(own, tmp_path):
    for name, point, minutes in (("b", "daily", 99), ("a", "daily", 99), ("c", "balance", 0)):
        (own / f"zz-{name}.toml").write_text(small(point=point).replace("minutes = 1", f"minutes = {minutes}"))
    every = [(one.point, one.id) for one in Library(tmp_path).every()]
    assert list(dict.fromkeys(point for point, _id in every)) == ["daily", "motivation", "urges", "thoughts", "balance"]
    assert [id for point, id in every if point == "daily"][-2:] == ["zz-a", "zz-b"]
    assert next(id for point, id in every if point == "balance") == "zz-c"


def test_a_library_that_looks_again_knows_what_was_written_meanwhile(own, tmp_path):
    (own / "first.toml").write_text(small("First"))
    library = Library(tmp_path)
    assert [library.load("first").title, library.title("first")] == ["First", "First"]
    (own / "first.toml").write_text(small("Changed"))
    (own / "second.toml").write_text(small("Second"))
    library.look_again()
    assert [library.load(id).title for id in ("first", "second")] == ["Changed", "Second"]
    assert library.title("first") == "Changed"


def test_what_is_no_exercise_file_is_passed_over(own, tmp_path):
    (own / "notes.txt").write_text("x")
    (own / "folder.toml").mkdir()
    (own / "gone.toml").symlink_to(own / "nowhere")
    assert Library(tmp_path).ids() == Library(tmp_path / "nowhere").ids()


def test_a_name_that_is_not_there_is_refused_with_where_to_look(tmp_path):
    assert refusal(Library(tmp_path), "gone") == ("There is no exercise of this name.", "smartcli exercises")
    assert Library(tmp_path).find("gone") is None


def test_a_file_that_cannot_be_used_is_refused_and_harms_no_other(own, tmp_path):
    (own / "bad.toml").write_text(small().replace("minutes = 1", ""))
    (own / "good.toml").write_text(small())
    library = Library(tmp_path)
    assert refusal(library, "bad") == (
        "The exercise file bad.toml cannot be used: “minutes” is missing. Please add it, such as minutes = 4.",
        f"smartcli check {quoted(own / 'bad.toml')}",
    )
    assert [library.find("bad"), library.broken()] == [None, [own / "bad.toml"]]
    assert "good" in {one.id for one in library.every()}


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (small("Füße").encode(), "Füße"),
        (b"\xef\xbb\xbf" + small("Mine").replace("\n", "\r\n").encode(), "Mine"),
        (small("Mine").replace("minutes = 1", "nonsense").encode(), "Mine"),
        (b'[[steps]]\ntitle = "Not this"\n', "some"),
        (b"title = 7\n", "some"),
        (b'title = "\xff"\n', "some"),
        (b"", "some"),
    ],
)
def test_a_title_is_found_as_far_as_a_file_can_be_read(content, title, own, tmp_path):
    (own / "some.toml").write_bytes(content)
    assert Library(tmp_path).title("some") == title


DEEP = "x = " + "[" * 50_000
FILES = [
    (
        b"\xff\xfe\x00",
        "line 1: the file is not UTF-8 text. In your editor: Save as, and choose the encoding UTF-8.",
    ),
    (DEEP.encode(), "the file holds too much. Please begin with a fresh one."),
    (b"x = " + b"9" * 5_000, "the file holds too much. Please begin with a fresh one."),
    (b"format = 9", "this file was written for a newer smartcli. Please update smartcli to use it."),
]


@pytest.mark.parametrize(("content", "said"), FILES, ids=[said[:40] for _content, said in FILES])
def test_a_file_that_cannot_be_read_is_told_why(content, said, tmp_path):
    file = tmp_path / "bad.toml"
    file.write_bytes(content)
    found, problems = read_file(file)
    assert found is None
    assert str(problems[0]) == said


NO_SLIP = "this cannot be read. Please compare it with the same line of another exercise."
NO_TOML = [
    ("a = 1\nx = \x00", f"line 2: {NO_SLIP}"),
    ("x = 2026-13-01", f"line 1: {NO_SLIP}"),
    ("x = {a = 1, a = 2}", f"line 1: {NO_SLIP}"),
]


@pytest.mark.parametrize(("content", "said"), NO_TOML)
def test_a_file_that_is_no_toml_is_told_where_at_least(content, said, tmp_path):
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(content)
    file = tmp_path / "bad.toml"
    file.write_text(content)
    assert [str(problem) for problem in read_file(file)[1]] == [said]


def test_files_of_one_s_own_that_are_not_looked_at_are_named(own, tmp_path):
    for name in ("mine.txt", "mine.toml.txt", "Mine.TOML", ".hidden", "mine.toml~", "mine.toml"):
        (own / name).write_text(small())
    (own / "folder").mkdir()
    assert [file.name for file in Library(tmp_path).strays()] == ["Mine.TOML", "mine.toml.txt", "mine.txt"]
    assert Library(tmp_path / "nowhere").strays() == []


def test_a_file_that_is_not_there_cannot_be_opened(tmp_path):
    assert [str(problem) for problem in read_file(tmp_path / "gone.toml")[1]] == ["the file cannot be opened."]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_out_of_another_editor_is_read(mark, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_bytes((mark + small("Füße").replace("\n", "\r\n")).encode())
    found, problems = read_file(file)
    assert problems == []
    assert found is not None
    assert (found.id, found.title) == ("mine", "Füße")
