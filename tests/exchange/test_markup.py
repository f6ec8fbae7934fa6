"""Markup is made in one place, and nothing that anybody wrote becomes markup on the way in."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.browser import Read
from tests.small import quick

from smartcli.exchange.pages.markup import AUTO, BREAK, NOTHING, joined, on_lines, tag, words

PAGES = Path(__file__).parents[2] / "src" / "smartcli" / "exchange" / "pages"
MARKUP = re.compile(r"</?[a-z]|[a-z\"]>")


def test_an_element_has_its_class_before_its_direction_and_neither_where_there_is_none() -> None:
    assert tag("p", words("a")) == "<p>a</p>"
    assert tag("p", words("a"), kind="x y", runs=AUTO) == '<p class="x y" dir="auto">a</p>'
    assert tag("p", words("a"), words("b"), between=" ") == "<p>a b</p>"
    assert tag("td") == "<td></td>"
    assert tag("th", words("a"), words("b"), runs="rtl", between=BREAK) == '<th dir="rtl">a<br>b</th>'
    assert on_lines("ul", tag("li"), tag("li"), kind="x") == '<ul class="x">\n<li></li>\n<li></li>\n</ul>'
    assert joined(words("a"), NOTHING, words("b"), between=" ") == "a  b"


@quick
@given(st.text(st.sampled_from("<>&\"' ab/=\n")), st.text(st.sampled_from("<>&\"' ab/=")))
def test_no_text_and_no_class_breaks_out_of_its_element(text: str, kind: str) -> None:
    read = Read(f"<!doctype html>{tag('p', words(text), kind=kind)}".encode())
    assert [name for name, _more in read.tags if name != "br"] == ["p"]
    assert [more.get("class", "") for name, more in read.tags if name == "p"] == [kind]
    assert read.text == text.replace("\n", "")


def texts(code: str) -> Iterator[str]:
    """All texts in a module that are no docstring."""
    tree = ast.parse(code)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


@pytest.mark.parametrize("file", sorted(PAGES.rglob("*.py")), ids=lambda file: str(file.relative_to(PAGES)))
def test_no_other_module_writes_markup_by_hand(file: Path) -> None:
    found = [text for text in texts(file.read_text("utf-8")) if MARKUP.search(text)]
    assert found == [] or file.name == "markup.py"


def test_markup_by_hand_is_found() -> None:
    assert [text for text in texts('"""<p>"""\nx = f"<p>{y}</p>"\nz = "a < b"') if MARKUP.search(text)] == [
        "<p>",
        "</p>",
    ]
