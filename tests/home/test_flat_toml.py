import math
import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartcli.home import flat_toml

DATA = Path(__file__).parents[2] / "data"

KEYS = st.from_regex(r"[A-Za-z0-9_-]+", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
SCALARS = TEXTS | st.booleans() | st.integers(-(10**30), 10**30) | st.floats(allow_nan=False)
ROWS = st.dictionaries(KEYS, SCALARS | st.lists(SCALARS))
unhurried = settings(deadline=None)  # a busy machine is no failure

TABLES = st.dictionaries(KEYS, SCALARS | st.lists(SCALARS) | st.lists(ROWS, min_size=1))


@unhurried
@given(TABLES)
def test_what_is_written_is_read_back_the_same_here_and_by_tomllib(table):
    written = flat_toml.write(table)
    assert flat_toml.read(written) == (table, 0)
    assert tomllib.loads(written) == table


@unhurried
@given(TABLES)
def test_what_is_written_is_ascii_without_controls(table):
    written = flat_toml.write(table)
    assert written.isascii()
    assert written.replace("\n", "").isprintable()


@unhurried
@given(st.text())
def test_any_text_comes_back_with_half_characters_replaced(text):
    whole = "".join("\ufffd" if 0xD800 <= ord(char) <= 0xDFFF else char for char in text)
    assert flat_toml.read(flat_toml.write({"text": text})) == ({"text": whole}, 0)


@pytest.mark.parametrize(("code", "written"), [(0xD7FF, "D7FF"), (0xD800, "FFFD"), (0xDFFF, "FFFD"), (0xE000, "E000")])
def test_half_a_character_is_written_as_one_that_a_file_can_hold(code, written):
    assert flat_toml.write({"text": chr(code)}) == f'text = "\\u{written}"\n'


@unhurried
@given(st.text(st.characters(), max_size=60) | st.text('[]"\\=#abu,.0 \n', max_size=60))
def test_no_text_makes_the_reader_fail(text):
    table, bad = flat_toml.read(text)
    assert isinstance(table, dict)
    assert 0 <= bad <= text.count("\n") + 1


@unhurried
@given(st.text('[]"\\=#abu,.0 \n', max_size=40))
def test_what_tomllib_and_the_reader_both_take_they_read_alike(text):
    table, bad = flat_toml.read(text)
    try:
        meant = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert bad > 0 or table == meant


def test_the_shipped_help_lines_are_read_as_tomllib_reads_them():
    text = (DATA / "helplines.toml").read_text("utf-8")
    assert flat_toml.read(text) == (tomllib.loads(text), 0)


def test_a_table_is_written_in_one_known_way():
    table = {
        "name": "Ana",
        "cards": [{"kind": "reason", "text": 'a "b"\n\u2764\U0001f600\0'}],
        "hours": 4,
        "tags": ["a", "b"],
    }
    assert flat_toml.write(table) == (
        'name = "Ana"\n'
        "hours = 4\n"
        'tags = ["a", "b"]\n'
        "\n"
        "[[cards]]\n"
        'kind = "reason"\n'
        'text = "a \\"b\\"\\n\\u2764\\U0001F600\\u0000"\n'
    )


def test_what_people_type_by_hand_is_read():
    text = (
        "\ufeff# mine\r\n"
        "  country='IE'   # Ireland\r\n"
        "plain = true\r\n"
        "day_ends=+4\r\n"
        "half = 0.5\r\n"
        "big = 1_000\r\n"
        "tags = [ \"a\" , 'b', ]  # two\r\n"
        "none = []\r\n"
        'name = "\u00c1na # 1"\r\n'
        "[[ card ]] # first\r\n"
        'text = "\\u00e9\\t\\U0001F600"\r\n'
    )
    assert flat_toml.read(text) == (
        {
            "country": "IE",
            "plain": True,
            "day_ends": 4,
            "half": 0.5,
            "big": 1000,
            "tags": ["a", "b"],
            "none": [],
            "name": "\u00c1na # 1",
            "card": [{"text": "\u00e9\t\U0001f600"}],
        },
        0,
    )


@pytest.mark.parametrize(
    "line",
    [
        "what",
        "= 1",
        "a =",
        'a = "open',
        "a = 'open",
        'a = "b" c',
        'a = "\\x41"',
        'a = "\\u12"',
        'a = "\\u+123"',
        'a = "\\u1_23"',
        'a = "\\U0000 041"',
        'a = "\\ud800"',
        'a = "\\U99999999"',
        'a = """b"""',
        "a = [1",
        "a = [1 2]",
        "a = [[1]]",
        "a = 1979-05-27",
        "a = 1.2.3",
        "a = Infinity",
        "a = NAN",
        "a = \u0663",
        "a = yes",
        "a b = 1",
        "a = {b = 1}",
        "[[a b]]",
        "[[country]",
        "a = " + "[" * 100_000,
        "a = " + "9" * 5000,
    ],
)
def test_a_line_that_cannot_be_read_is_counted_and_hides_no_other(line):
    assert flat_toml.read(f'x = 1\n{line}\n[[y]]\nz = "3"') == ({"x": 1, "y": [{"z": "3"}]}, 1)


def test_what_follows_an_unknown_heading_does_not_count_as_the_persons_own():
    assert flat_toml.read('country = "IE"\n[other]\ncountry = "US"\n') == ({"country": "IE"}, 1)


def test_a_heading_does_not_replace_a_value_of_the_same_name():
    assert flat_toml.read('card = "a"\n[[card]]\ntext = "b"\n') == ({"card": "a"}, 1)


@pytest.mark.parametrize("value", ['""', "0", "false", '["b"]'])
def test_nor_one_that_is_empty_or_none_of_its_kind(value):
    assert flat_toml.read(f'card = {value}\n[[card]]\ntext = "b"\nx = 1\n') == (tomllib.loads(f"card = {value}"), 1)


def test_infinity_and_nan_are_numbers():
    table, bad = flat_toml.read(flat_toml.write({"up": math.inf, "down": -math.inf, "no": math.nan}))
    assert (table["up"], table["down"], math.isnan(table["no"]), bad) == (math.inf, -math.inf, True, 0)


def test_what_has_no_place_in_a_flat_file_is_refused():
    with pytest.raises(TypeError, match="NoneType has no place in flat TOML"):
        flat_toml.write({"a": None})
    with pytest.raises(ValueError, match="a key of letters, digits, _ and - is wanted"):
        flat_toml.write({"a b": 1})


def test_a_missing_file_is_nothing_and_a_folder_in_its_place_is_one_thing_unread(tmp_path):
    assert flat_toml.load(str(tmp_path / "none.toml")) == ({}, 0)
    assert flat_toml.load(str(tmp_path / "none" / "none.toml")) == ({}, 0)
    assert flat_toml.load(str(tmp_path)) == ({}, 1)
    assert flat_toml.load("\0") == ({}, 1)


def test_bytes_that_are_no_text_spoil_only_themselves(tmp_path):
    file = tmp_path / "a.toml"
    file.write_bytes(b'a = "\xff"\nb = 2\n\x00\x01\n')
    assert flat_toml.load(str(file)) == ({"a": "\ufffd", "b": 2}, 1)


def test_rows_and_texts_are_taken_only_where_they_are_such():
    table = {"rows": [{"a": 1}, "b"], "text": "c", "number": 1}
    assert flat_toml.rows(table, "rows") == [{"a": 1}]
    assert flat_toml.rows(table, "text") == []
    assert flat_toml.rows(table, "none") == []
    assert (flat_toml.text(table, "text"), flat_toml.text(table, "number"), flat_toml.text(table, "none")) == (
        "c",
        "",
        "",
    )


def test_of_a_file_that_is_too_long_the_beginning_is_read_and_the_rest_counts_as_one_line_more(tmp_path):
    file = tmp_path / "long.toml"
    begin = b"a = 1\n"
    for more, bad in ((0, 0), (1, 1), (5000, 1)):
        file.write_bytes(begin + b"#" * (flat_toml.SOON - len(begin)) + b"\n" * more)
        assert flat_toml.load(str(file)) == ({"a": 1}, bad)
    file.write_bytes(begin + b"what?\n" + b"#" * flat_toml.SOON)
    assert flat_toml.load(str(file)) == ({"a": 1}, 2)


@pytest.mark.parametrize("name", ["a.toml", "folder"])
def test_no_file_stays_open(tmp_path, name):
    (tmp_path / "a.toml").write_bytes(b"a = 1\n")
    (tmp_path / "folder").mkdir()

    def next_number() -> int:
        os.close(number := os.open(tmp_path / "a.toml", os.O_RDONLY))
        return number

    before = next_number()
    flat_toml.load(str(tmp_path / name))
    assert next_number() == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert flat_toml.load(str(tmp_path / "pipe")) == ({}, 1)
