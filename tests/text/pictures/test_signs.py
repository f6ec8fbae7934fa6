"""Which signs a picture is drawn with, and with which day a week begins."""

import io

import pytest

from smartcli.text.pictures.signs import ASCII, BLOCKS, are_wide, is_bare, signs
from smartcli.text.week_begins import week_begins
from smartcli.text.wrapping import wide


def stream(encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding)


def test_blocks_where_the_encoding_has_them_else_ascii() -> None:
    assert signs(stream("utf-8")) == BLOCKS
    assert [signs(stream(name)) for name in ("ascii", "latin-1", "cp1252")] == [ASCII] * 3


def test_ascii_where_a_block_may_take_two_columns() -> None:
    assert signs(stream("utf-8"), ascii_only=True) == ASCII


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LANG": "ja_JP.UTF-8"}, True),
        ({"LANG": "en_IE.UTF-8", "LC_CTYPE": "zh_TW.UTF-8"}, True),
        ({"LC_ALL": "de_DE.UTF-8", "LANG": "ko_KR.UTF-8"}, False),
        ({}, False),
    ],
)
def test_the_locale_says_whether_a_sign_may_be_wide(environ: dict[str, str], expected: bool) -> None:
    assert are_wide(environ) is expected


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LC_ALL": "C"}, True),
        ({"LC_ALL": "C", "LC_CTYPE": "en_IE.UTF-8", "LANG": "en_IE.UTF-8"}, True),
        ({"LANG": "POSIX"}, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),  # as Python changes LANG=C
        ({"LC_CTYPE": "C", "LANG": "en_IE.UTF-8"}, True),
        ({"LC_ALL": "C.UTF-8"}, False),
        ({"LC_ALL": "en_IE.UTF-8", "LANG": "C"}, False),
        ({"LC_CTYPE": "de_DE.UTF-8", "LANG": "C"}, False),
        ({"LC_CTYPE": "C.UTF-8"}, False),
        ({"LANG": "en_IE.UTF-8"}, False),
        ({}, False),
    ],
)
def test_the_locale_says_whether_it_has_more_than_ascii(environ: dict[str, str], expected: bool) -> None:
    assert is_bare(environ) is expected


@pytest.mark.parametrize("kit", [BLOCKS, ASCII])
def test_signs_of_one_picture_differ_and_are_one_column_wide(kit: object) -> None:
    assert kit in (BLOCKS, ASCII)
    for one in (BLOCKS, ASCII):
        assert all(wide(sign) == 1 for sign in one.every)
        assert len({*one.levels, one.gap}) == len(one.levels) + 1
        assert len({*one.parts}) == len(one.parts)
        assert len({one.earlier, one.later, one.both, one.line, one.end}) == 5


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LANG": "en_US.UTF-8"}, 6),
        ({"LANG": "en_GB.UTF-8"}, 0),
        ({"LANG": "en_US.UTF-8", "LC_TIME": "de_DE.UTF-8"}, 0),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "pt_BR"}, 6),
        ({"LANG": "ar_EG.UTF-8"}, 5),
        ({"LANG": "C"}, 0),
        ({"LANG": "C.UTF-8"}, 0),
        ({}, 0),
    ],
)
def test_a_week_begins_as_the_locale_has_it(environ: dict[str, str], expected: int) -> None:
    assert week_begins(environ) == expected
