"""Lines in pages of a window's height."""

import pytest

from smartcli.text.paging import pages


@pytest.mark.parametrize(
    ("lines", "rows", "found"),
    [
        ([], 5, []),
        (["", " "], 5, []),
        (["", "a", "b", ""], 5, [["a", "b"]]),
        (["a", "b", "c"], 2, [["a", "b"], ["c"]]),
        (["a", "b", "c", "", "d", "e"], 5, [["a", "b", "c"], ["d", "e"]]),
        (["a", "", "b", "c", "d", "e"], 5, [["a", "", "b", "c", "d"], ["e"]]),
        (["a", "b", "", "", "c"], 2, [["a", "b"], ["c"]]),
        (["- a", "- b", "  more", "- c"], 2, [["- a"], ["- b", "  more"], ["- c"]]),
        (["a"] * 50, 0, [["a"] * 50]),
    ],
)
def test_pages_end_between_paragraphs_where_they_are_nearly_full(
    lines: list[str], rows: int, found: list[list[str]]
) -> None:
    assert pages(lines, rows) == found
