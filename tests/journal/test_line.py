"""What the first bytes of a line tell, and that nothing but one module knows them."""

import json
import re
from pathlib import Path
from zlib import crc32

import pytest
from tests.journal.making import NOON, entry, keys_of, lay_key, segments

from smartcli.journal import Journal
from smartcli.journal import line as lines
from smartcli.journal.line import AFTER_ID, CHANGE, ID, PLAIN, SEALED, START, decode, encode, numbered, renumbered

SOURCE = Path(__file__).parents[2] / "src" / "smartcli"
FIRST, LATER = "01KKBPENW0FG924SA1P8ZMQN4M", "01KKBPENW0FG924SA1P8ZMQN4N"
TRICKY = '{"v":1,"id":"x","op":"edit","edited":1,"crc":"00000000"}\n{"v":1,"n":1,"age":"AA=="}'


def written(home: Path, *, is_sealed: bool = False) -> list[bytes]:
    """An entry, and a change of it."""
    if is_sealed:
        lay_key(home)
    journal = Journal(home, keys=keys_of(home))
    made = journal.append(entry(TRICKY))
    journal.delete([made.id], at=NOON)
    return [line for file in segments(home) for line in file.read_bytes().splitlines()]


def test_a_plain_line_begins_with_its_id_and_a_change_says_so(tmp_path: Path) -> None:
    found = written(tmp_path)
    for line in found:
        assert line.startswith(PLAIN)
        assert line.startswith(START)
        assert line[ID].decode() == decode(line)["id"]
        assert line[AFTER_ID] == b'"'
    assert [CHANGE in line for line in found] == [False, True]
    assert [lines.is_change(decode(line)) for line in found] == [False, True]
    assert not any(map(lines.has_sealed, found))


def test_a_sealed_line_begins_with_its_place(tmp_path: Path) -> None:
    found = written(tmp_path, is_sealed=True)
    for line in found:
        assert line.startswith(SEALED)
        assert not line.startswith(PLAIN)
        assert lines.begins_sealed(line)
        assert lines.is_sealed(decode(line))
    assert [n for line in found if (n := decode(line)["n"])] == [1, 2]
    keys = keys_of(tmp_path)
    inside = lines.opened(b"\n".join(found), keys.open).split(b"\n")
    assert [line[ID].decode() for line in inside] == [decode(line.strip())["id"] for line in inside]


def test_what_the_key_does_not_open_stays_as_it_is() -> None:
    def refuse(_age: bytes) -> bytes:
        raise ValueError

    data = lines.around(b"closed", 1) + b"\n" + encode({"v": 1, "id": "x", "n": 2}) + b"\n" + lines.around(b"two", 3)
    assert lines.opened(data, refuse) == data
    assert lines.opened(data, lambda age: age + b"\n") == data
    assert lines.opened(data, bytes.upper).split(b"\n") == [b"CLOSED", data.split(b"\n")[1], b"TWO"]
    assert list(lines.inside_sealed(data)) == [b"closed", b"two"]


@pytest.mark.parametrize("first", ['{"v":1,"id":"a","n":1', '{"id":"a","n":1,"v":1', '{"v":1,"id":"\\u0061","n":1'])
def test_a_line_at_another_place_says_the_same(first: str) -> None:
    text = f'{first},"at":"{NOON.isoformat()}","more":"\\",\\"crc\\":\\"00000000\\""}}'.encode()
    line = text[:-1] + b',"crc":"%08x"}' % crc32(text)
    moved = renumbered(line, 34)
    assert moved.endswith(b"}\n")
    assert decode(moved[:-1]) | {"n": 1, "crc": ""} == decode(line) | {"crc": ""}
    assert decode(moved[:-1])["n"] == 34


def test_what_another_program_wrote_stays_as_it_wrote_it_at_another_place() -> None:
    text = b'{"v":1,"id":"x","n":1,"more":1.50, "name":"\\u0041"}'
    moved = renumbered(text[:-1] + b',"crc":"%08x"}' % crc32(text), 2)
    assert moved.startswith(b'{"v":1,"id":"x","n":2,"more":1.50, "name":"\\u0041","crc":')


def test_an_answer_that_is_called_like_a_sign_makes_no_sealed_line() -> None:
    table = {"v": 1, "id": "x", "answers": {"name": "Ana", "age": "QUFB"}, "age": "QUFB"}
    assert not lines.has_sealed(numbered(table, 1))
    assert not lines.is_sealed(table)
    assert lines.has_sealed(numbered(table, 1) + lines.around(b"closed", 2))


def test_where_a_line_could_begin_and_end_is_told_of_what_is_torn() -> None:
    one, two = numbered({"v": 1, "id": "a", "said": TRICKY}, 1)[:-1], lines.around(b"x", 2)
    torn = b"..." + one[:20] + one + two
    starts, ends = lines.edges(torn)
    assert starts == [3, 23, 23 + len(one)]
    assert ends == [23 + len(one), len(torn)]


@pytest.mark.parametrize(("table", "is_one"), [({}, False), ({"op": "delete", "id": LATER, "of": FIRST}, True)])
def test_a_change_names_what_it_is_about(table: dict[str, object], *, is_one: bool) -> None:
    assert lines.is_change(table) is is_one


@pytest.mark.parametrize(
    "table",
    [
        {"op": "delete"},
        {"op": 1, "id": "b", "of": "a"},
        {"op": "edit", "id": "b", "of": 1},
    ],
)
def test_a_change_that_names_nothing_is_none(table: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="names nothing"):
        lines.is_change(table)


@pytest.mark.parametrize(("id", "of"), [(FIRST, LATER), (FIRST, FIRST)])
def test_a_change_that_comes_before_what_it_changes_is_none(id: str, of: str) -> None:
    with pytest.raises(ValueError, match="comes before"):
        lines.is_change({"op": "delete", "id": id, "of": of})
    assert lines.is_change({"op": "gone", "id": FIRST, "of": FIRST})


@pytest.mark.parametrize(
    ("id", "of"),
    [
        ("b", "a"),
        (LATER, "0"),
        ("crc", FIRST),
        (LATER.lower(), FIRST),
        (LATER + "0", FIRST),
        ("7Z" + LATER[2:], "77" + FIRST[2:]),
    ],
)
def test_a_change_of_an_id_of_another_make_or_one_no_entry_has_is_none(id: str, of: str) -> None:
    with pytest.raises(ValueError, match="is none"):
        lines.is_change({"op": "delete", "id": id, "of": of})
    assert lines.is_change({"op": "delete", "id": "7Z" + LATER[2:], "of": "76" + FIRST[2:]})


@pytest.mark.parametrize(("begins", "times"), [(PLAIN, 1), (SEALED, 2)])
def test_a_line_may_be_as_long_as_said_and_a_sealed_one_twice(
    begins: bytes, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LONGEST", 1000)
    fits = begins.ljust(1000 * times, b"x")
    assert not lines.is_too_long(fits)
    assert lines.is_too_long(fits + b"x")
    with pytest.raises(lines.TooLong):  # which is not to be damaged
        decode(fits + b"x")
    with pytest.raises(ValueError, match="check sum"):
        decode(fits)


def test_a_look_takes_no_line_that_is_too_long_or_was_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = written(tmp_path)[0]
    size = len(lines.usual(line)[0][0])
    for data in (line.replace(b"a row", b"a cow"), line.replace(b'\\"edit\\"', b'\\"Edit\\"')):
        assert (len(lines.usual(data)) == 1) is (data == line)
    assert not lines.usual(line[:-10] + b"00000000" + line[-2:])
    monkeypatch.setattr(lines, "LONGEST", size)
    assert len(lines.usual(line)) == 1
    monkeypatch.setattr(lines, "LONGEST", size - 1)
    assert not lines.usual(line)


def summed(text: bytes) -> bytes:
    """With a check sum that fits. text: JSON without its last sign."""
    return b'%b,"crc":"%08x"}' % (text, crc32(b"}", crc32(text)))


def test_a_look_tells_the_same_as_a_reading(tmp_path: Path) -> None:
    line = written(tmp_path)[0]
    [(usual, id, day, happened, exercise, check)] = lines.usual(line)
    table = {name: value for name, value in decode(line).items() if name != "crc"}
    assert usual + b',"crc":"%b"}' % check == line
    assert (id, day, happened, exercise) == (line[ID], b"2026-03-10", b"", b"urge-log")
    assert lines.whole(usual) == table
    assert lines.head(usual) == {name: value for name, value in table.items() if name not in ("asked", "answers")}
    assert json.loads(lines.unread(usual)) == {name: table[name] for name in table if name not in ("v", "n")}


def test_a_look_is_not_enough_where_something_was_changed_or_stands_elsewhere(tmp_path: Path) -> None:
    line = written(tmp_path)[0]
    for more in (b'"edited":null', b'"happened":"2026-03-09 evening"'):
        odd = summed(line[: line.rindex(b',"crc"')] + b"," + more)
        assert decode(odd)
        assert lines.usual(odd) == lines.usual(line + b"\n" + odd) == []
    later = line.replace(b'"exercise"', b'"happened":"2026-03-09 evening","exercise"')
    found = lines.usual(line + b"\n" + summed(later[: later.rindex(b',"crc"')]))
    assert [one[3] for one in found] == [b"", b"2026-03-09 evening"]


def test_two_changes_are_one_where_all_that_tells_them_apart_is_the_same() -> None:
    one = {"id": "b", "op": "unedit", "of": "a", "undoes": "c", "at": "then"}
    assert lines.identity(one) == ("b", "unedit", "a", "c")
    assert lines.identity({**one, "at": "now"}) == lines.identity(one)
    for name in ("id", "op", "of", "undoes"):
        assert lines.identity({**one, name: "x"}) != lines.identity(one)


@pytest.mark.parametrize("text", [b'{"v":1,"id":"x","n":1', b'{"n":1,"id":"x","v":1'])
def test_what_stays_of_a_whole_line_wherever_it_stands(text: bytes) -> None:
    line, moved = summed(text), summed(text.replace(b'"n":1', b'"n":27'))
    assert lines.is_whole(line)
    assert lines.is_whole(line + b"\r")
    assert not lines.is_whole(line[:-1] + b"?")
    assert not lines.is_whole(b"")
    is_ours = text.startswith(START)
    assert (lines.without_place(line) == lines.without_place(moved)) is is_ours
    assert lines.without_place(line) == (b'{"v":1,"id":"x",' if is_ours else line)


def test_a_line_is_one_table_of_numbers_there_are() -> None:
    line = summed(b'{"v":1,"a":[1.5,-2e3]')
    assert decode(line)["a"] == [1.5, -2000.0]
    assert decode(line + b"\r") == decode(line + b"\r\r") == decode(line)
    for odd in (line[:-1] + b"]", b"x" + line, line + b" ", line + b"X\r"):
        with pytest.raises(ValueError, match="check sum"):
            decode(odd)
    with pytest.raises(ValueError, match="not one table"):
        decode(summed(b'{"v":1}{"w":2'))
    list_ = b'["v"'
    with pytest.raises(ValueError, match=r"."):
        decode(summed(list_))
    for number in (b"1e999", b"NaN", b"-Infinity"):
        with pytest.raises(ValueError, match=r"."):
            decode(summed(b'{"v":1,"a":' + number))


def test_a_list_in_a_list_counts_as_a_table_in_a_table() -> None:
    lists: object = "x"
    for _level in range(lines.DEEPEST):
        lists = [lists]
    assert lines.is_plain(lists)
    assert not lines.is_plain([lists])
    assert not lines.is_plain({"a": lists})


def test_a_line_has_one_check_sum_whatever_it_had_before() -> None:
    table = {"v": 1, "id": "x", "n": 2}
    assert encode({**table, "crc": "00000000"}) == encode(table)


def deep(levels: int, said: bytes) -> bytes:
    """A line of so many tables in one another, long enough to be looked at."""
    text = b'{"v":1,"more":' * (levels - 1) + b'{"v":"%b"}' % (said * lines.SHORT) + b"}" * (levels - 1)
    return text[:-1] + b',"crc":"%08x"}' % crc32(text)


@pytest.mark.parametrize("said", [b"x", b"{"])
def test_tables_within_tables_are_read_to_a_depth_whatever_is_said_in_them(said: bytes) -> None:
    assert decode(deep(lines.DEEPEST - 1, said))["v"] == 1
    assert decode(deep(lines.DEEPEST, said))["v"] == 1
    with pytest.raises(ValueError, match="too deep"):
        decode(deep(lines.DEEPEST + 1, said))


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_not_written(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        encode({"v": 1, "id": "x", "n": number})
    assert not lines.is_plain([number])
    assert not lines.is_plain({1: "a"})
    assert not lines.is_plain({"a": {2}})
    assert lines.is_plain({"a": [1, 1.5, None, True, "b"]})


def test_what_stands_between_sealed_lines_is_found_line_by_line() -> None:
    plain = [numbered({"v": 1, "id": name, "said": TRICKY}, 1).strip() for name in "abcd"]
    one, two = lines.around(b"x", 2), lines.around(b"y", 3)
    data = b"\n".join([*plain[:2], one, two, b"", *plain[2:], b" "])
    assert list(lines.between_sealed(data)) == plain
    assert list(lines.between_sealed(one + b"\n" + two)) == []
    assert list(lines.between_sealed(b"\n".join([one, plain[0], two, plain[1]]))) == plain[:2]


def test_nobody_else_knows_how_a_line_begins_or_ends() -> None:
    knows = re.compile(r"""\{\\*"v\\*":1,|b'\{"v"|"crc\\*":|'"op"'|\\*"age\\*":""")
    files = [file for file in SOURCE.rglob("*.py") if file != SOURCE / "journal" / "line.py"]
    assert [file.name for file in files if knows.search(file.read_text("utf-8"))] == []
    assert knows.search((SOURCE / "journal" / "line.py").read_text("utf-8"))
