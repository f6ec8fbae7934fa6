"""Pictures on a page: said in words too, whole in their frame, legible without colour, and no words become markup."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exchange.browser import CHROMIUM, MARKUP, Read, sheets
from tests.text.pictures.any_picture import PICTURES
from tests.text.pictures.person import BARS, BEGAN, CALENDAR, EVERY

from smartcli.exchange.pages import page
from smartcli.exchange.pages.markup import tag
from smartcli.exchange.pages.pictures.drawing import drawn, figure, numbers
from smartcli.text.pictures.drawing import said
from smartcli.text.pictures.shapes import Picture

SHEET = (Path(__file__).parents[2] / "data" / "templates" / "pictures.css").read_text("utf-8")
# Okabe and Ito's, lighter steps of their blue, and greys.
COLOURS = {"#0072b2", "#e69f00", "#009e73", "#e3f0f8", "#c3dff0", "#8cc4e4", "#000", "#222", "#aaa", "#e4e4e4", "#fff"}
ATTRIBUTES = {
    "svg": {"class", "viewbox", "role", "aria-labelledby", "aria-describedby", "aria-hidden"},
    "title": {"id"}, "desc": {"id"}, "path": {"class", "d"}, "circle": {"class", "cx", "cy", "r"},
    "text": {"class", "x", "y"}, "figure": {"class"}, "figcaption": set(), "span": {"class"}, "b": set(),
    "details": set(), "summary": set(), "table": {"class"}, "caption": set(), "thead": set(), "tbody": set(),
    "tr": set(), "th": {"scope"}, "td": set(),
}  # fmt: skip


def read(picture: Picture, *, is_by_day: bool = False) -> Read:
    return Read(figure(picture, "one", is_by_day=is_by_day).encode())


@pytest.mark.parametrize("name", EVERY)
def test_a_drawing_has_a_title_and_says_in_words_what_it_shows(name: str) -> None:
    found = drawn(EVERY[name], "one")
    title = re.findall(r'<title id="one-title">(.+)</title>', found)
    about = re.findall(r'<desc id="one-about">(.+)</desc>', found)
    assert title
    assert about == [said(EVERY[name]).replace("'", "&#x27;")]
    attributes = next(more for tag, more in read(EVERY[name]).tags if tag == "svg")
    assert attributes["role"] == "img"
    assert (attributes["aria-labelledby"], attributes["aria-describedby"]) == ("one-title", "one-about")


def test_the_numbers_stand_in_a_table_beneath() -> None:
    rows = re.findall(r"<tr>(.*?)</tr>", numbers(CALENDAR.but(first=BEGAN)))
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]
    assert cells[0] == ["week of", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert cells[2] == ["14 Sep 2026", "0", "2", "?", "2", "6^", "2", ""]
    assert len(cells) == 1 + 9
    rows = re.findall(r"<tr>(.*?)</tr>", numbers(BARS))
    assert re.findall(r">([^<>]+)</t[hd]>", rows[2]) == [
        "Took my mind off it",
        "3",
        "1",
        "2",
        "6",
        "acted on 2, in part 1",
    ]


@given(PICTURES, st.booleans())
@settings(max_examples=60)
def test_a_drawing_is_made_of_few_things_and_none_has_a_style(picture: Picture, is_by_day: bool) -> None:
    for name, more in read(picture, is_by_day=is_by_day).tags:
        assert more.keys() <= ATTRIBUTES[name], name


@given(PICTURES, st.booleans())
@settings(max_examples=60)
def test_all_marks_lie_in_the_frame(picture: Picture, is_by_day: bool) -> None:
    found = read(picture, is_by_day=is_by_day).tags
    box = next(more["viewbox"] for tag, more in found if tag == "svg" and "role" in more)
    wide, high = map(float, (box or "").split()[2:])
    for name, more in found:
        if name == "circle":
            assert 0 <= float(more["cx"] or 0) <= wide
            assert 0 <= float(more["cy"] or 0) <= high
        for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", more.get("d") or ""):
            assert -1 <= float(x) <= wide + 1
            assert -1 <= float(y) <= high + 1


def test_nobody_s_words_become_markup() -> None:
    picture = BARS.but(title=MARKUP, note=MARKUP, bars=tuple(bar.but(label=MARKUP, words=MARKUP) for bar in BARS.bars))
    assert {tag for tag, _more in read(picture).tags} <= ATTRIBUTES.keys()
    assert read(picture).text.count("<script>alert(1)</script>") > len(BARS.bars)


def test_every_look_stands_in_the_sheet_and_no_colour_is_red() -> None:
    used = {
        kind for name in EVERY for _tag, more in read(EVERY[name]).tags for kind in (more.get("class") or "").split()
    }
    used |= {kind for _tag, more in read(CALENDAR, is_by_day=True).tags for kind in (more.get("class") or "").split()}
    assert {kind for kind in used if f".{kind}" not in SHEET} == set()
    assert {*re.findall(r"#[0-9a-f]{3,6}\b", SHEET)} == COLOURS
    assert re.search(r"url|@import|https?:|<", SHEET) is None


def luminance(colour: str) -> float:
    full = colour[1:] if len(colour) == 7 else "".join(2 * sign for sign in colour[1:])
    parts = [int(full[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted([luminance(one), luminance(other)], reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", ["#fff", "#e3f0f8", "#c3dff0", "#8cc4e4", "#e69f00", "#e4e4e4"])
def test_a_number_can_be_read_on_every_ground(ground: str) -> None:
    assert contrast("#222", ground) >= 4.5


def test_in_grey_a_full_mark_is_told_from_paper_and_from_what_is_more() -> None:
    assert contrast("#0072b2", "#fff") >= 3
    assert contrast("#0072b2", "#e69f00") >= 1.5
    assert ".over { fill: #e69f00; stroke: #000;" in SHEET  # and in black and white its outline tells it


@pytest.mark.skipif(not CHROMIUM, reason="needs chromium")
def test_all_pictures_print_on_two_sheets(tmp_path: Path) -> None:
    every = [figure(picture, name) for name, picture in EVERY.items()]
    every.append(figure(CALENDAR, "by-day", is_by_day=True))
    printed = sheets({"all": (page("Pictures", "pictures", tag("main", *every)), 2)}, tmp_path)
    assert printed == {"all": (2, 2)}
