"""Pages to print: nothing of the person's words becomes markup, and the sheets are as few as is said."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.privacy.evil import EVIL, FORBIDDEN

from smartcli.exports.pages import cards, height, page, plan, shortened, words
from smartcli.plan import Filled, Plan
from smartcli.plan.lines import Line
from smartcli.plan.parts import PARTS

MARKUP = "</style></title><script>alert(1)</script><img src=https://example.org onerror='x()'>\"' &lt; <!-- ]]> $title"
HOSTILE = [MARKUP, "${body}", "שלום \u202e<b>\u2066", EVIL]
HEADINGS = {"My reasons": 8, "My plans": 8, "What I do": 8, "My answers": 8, "Words that help me": 8, "My people": 8}
# All that our own pages are made of: no script, no picture, no link, nothing to fetch.
TAGS = {
    "html": {"lang"}, "head": set(), "meta": {"charset", "http-equiv", "content", "name"}, "title": set(),
    "style": set(), "body": set(), "header": set(), "h1": set(), "main": set(), "section": set(), "h2": set(),
    "p": {"class"}, "ul": set(), "li": {"dir"}, "br": set(), "footer": set(),
}  # fmt: skip


class Read(HTMLParser):
    """What a browser would make of a page: its elements with their attributes, and its text."""

    def __init__(self, rendered: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.comments: list[str] = []
        self.feed(rendered.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.lasttag != "style":
            self.text += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def made(texts: Mapping[str, list[str]], left_out: bool = False) -> Plan:
    """A plan with these texts in parts, the others empty."""
    filled = [
        Filled(
            id=part.id,
            title=part.title,
            lines=tuple(Line(words=(text,), exercise="small") for text in texts.get(part.id, [])),
            fills="change-plan",
            left_out=left_out,
        )
        for part in PARTS
    ]
    return Plan(parts=tuple(filled), day="2026-03-10")


def hostile_pages() -> dict[str, bytes]:
    lines = (Line(words=(MARKUP, EVIL), says=MARKUP, leads=True, exercise="small"),) * 2
    parts = tuple(part.but(lines=(*part.lines, *lines)) for part in made({"reasons": HOSTILE}).parts)
    return {
        "plan": plan.html(Plan(parts=parts, day=MARKUP), {"small": MARKUP}),
        "cards": cards.html({MARKUP: HOSTILE}, MARKUP),
    }


@pytest.mark.parametrize("name", ["plan", "cards"])
def test_nobody_s_words_become_markup(name: str) -> None:
    rendered = hostile_pages()[name]
    read = Read(rendered)
    assert {tag for tag, _more in read.tags} <= TAGS.keys()
    assert [(tag, more) for tag, more in read.tags if not more.keys() <= TAGS[tag]] == []
    assert {more["dir"] for tag, more in read.tags if tag == "li"} == {"auto"}
    assert read.comments == []
    assert read.text.count("<script>alert(1)</script>") >= 3
    assert "${body}" in read.text
    assert {sign for sign in rendered.decode("utf-8") if sign in FORBIDDEN} == set()


def test_the_page_for_a_browser_may_fetch_nothing_and_run_nothing() -> None:
    read = Read(page("Title", "plan", "<p>x</p>"))
    policy = [more["content"] for tag, more in read.tags if tag == "meta" and "http-equiv" in more]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert [tag for tag, _more in read.tags if tag in {"script", "link", "img", "iframe", "base", "form", "a"}] == []
    sheets = [Path(__file__).parents[1] / "data" / "templates" / f"{name}.css" for name in ("plan", "cards")]
    assert [sheet for sheet in sheets if re.search(r"url|@import|https?:|<", sheet.read_text("utf-8"))] == []


def test_a_page_is_for_black_and_white() -> None:
    for rendered in hostile_pages().values():
        colours = re.findall(r"#[0-9a-fA-F]{3,6}\b", rendered.decode("utf-8").partition("</style>")[0])
        assert set(colours) == {"#000", "#fff"} or set(colours) == {"#000", "#333", "#fff"}


def test_line_breaks_stay_and_controls_are_made_visible() -> None:
    assert words("a\nb & \x1b[2J\u202e<") == "a<br>b &amp; \u241b[2J&lt;"


def test_a_text_that_is_too_long_says_that_it_goes_on() -> None:
    assert shortened("one two three", 9) == "one two…"
    assert shortened("one two", 7) == "one two"


@pytest.mark.parametrize(
    ("text", "lines"), [("", 1), ("a" * 10, 1), ("a" * 11, 2), ("界" * 10, 2), ("W" * 5, 1), ("A" * 7, 2)]
)
def test_the_lines_a_text_takes_are_guessed_from_its_letters(text: str, lines: int) -> None:
    assert height(text, 10) == lines


# The plan


def test_a_part_without_lines_says_what_fills_it_or_that_names_are_left_out() -> None:
    text = Read(plan.html(made({}), {})).text
    assert text.count("Nothing here yet: smartcli do change-plan") == 7
    assert Read(plan.html(made({}, left_out=True), {})).text.count("Names and numbers are left out here.") == 7


def test_a_long_list_is_cut_and_the_page_says_how_many_there_are_beside() -> None:
    few = Read(plan.html(made({"reasons": ["rest"] * 20}), {})).text
    assert (few.count("rest"), "more" in few) == (20, False)
    many = Read(plan.html(made({"reasons": ["rest"] * 23}), {})).text
    assert (many.count("rest"), "…and 3 more" in many) == (20, True)
    full = {part.id: ["x" * 150] * 30 for part in PARTS}
    assert Read(plan.html(made(full), {})).text.count("…and 26 more") == 7


def test_markdown_has_all_lines_and_no_markup_of_the_person_s() -> None:
    text = plan.markdown(made({"reasons": [*["rest"] * 30, "# <b>*x*"]}), {"small": "Small *one*"}).decode("utf-8")
    assert text.count("- rest\n") == 30
    assert "- \\# &lt;b>\\*x\\*\n" in text
    assert "From: Small \\*one\\*\n" in text
    head = "# My plan\n\nWritten down on 2026-03-10. This file is not encrypted.\n\n## Why I want this\n"
    assert text.startswith(head)


# The cards


def test_a_card_holds_what_fits_and_says_how_many_there_are_beside() -> None:
    assert cards.fitting(["a"] * 9) == ["a"] * 9
    assert cards.fitting(["a"] * 10) == ["a"] * 8
    assert cards.fitting(["a" * 93] * 4) == ["a" * 93] * 3
    assert cards.fitting(["a" * 999, "b"]) == ["a" * 999]
    text = Read(cards.html({"My reasons": ["a"] * 10, "My plans": []}, "2026-03-10")).text
    assert ("…and 2 more" in text, "My plans" in text) == (True, False)


# Paper

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""
OPTIONS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--no-pdf-header-footer",
]  # fmt: skip
LONG = "When the house is quiet and I am tired I sit at the window with tea and I count the lights on the other bank."


def sheets(rendered: bytes, paper: str, folder: Path) -> int:
    """The sheets of paper a real browser prints a page on."""
    sized = rendered.replace(b"@page { margin", b"@page { size: %b; margin" % paper.encode())
    assert sized != rendered
    (folder / "page.html").write_bytes(sized)
    target = folder / "page.pdf"
    command = [CHROMIUM, *OPTIONS, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}"]
    subprocess.run([*command, f"file://{folder / 'page.html'}"], capture_output=True, check=True, timeout=120)
    return len(re.findall(rb"/Type\s*/Page\b", target.read_bytes()))


PAPER: list[tuple[str, bytes, int]] = [
    ("an empty plan", plan.html(made({}), {}), 1),
    ("a full plan", plan.html(made({part.id: [LONG[:60], LONG, LONG[:30], "Ana; 555-0142"] for part in PARTS}), {}), 1),
    ("a plan of short lines", plan.html(made({part.id: ["I sleep well."] * 40 for part in PARTS}), {}), 1),
    ("a plan of long lines", plan.html(made({part.id: [f"{LONG} {LONG}"] * 40 for part in PARTS}), {}), 2),
    ("a plan of wide letters", plan.html(made({part.id: ["W" * 400, "界" * 400] * 9 for part in PARTS}), {}), 2),
    ("cards", cards.html({title: [LONG] * count for title, count in HEADINGS.items()}, "2026-03-10"), 1),
    ("cards of wide letters", cards.html({title: ["界" * 400] * 9 for title in HEADINGS}, "2026-03-10"), 1),
]


@pytest.mark.skipif(not CHROMIUM, reason="counts pages with Chromium, which is not installed here")
@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("rendered", "most"), [row[1:] for row in PAPER], ids=[row[0] for row in PAPER])
def test_a_page_is_one_sheet_of_paper_and_two_at_the_very_most(
    rendered: bytes, most: int, paper: str, tmp_path: Path
) -> None:
    assert 1 <= sheets(rendered, paper, tmp_path) <= most


@pytest.mark.skipif(not CHROMIUM, reason="counts pages with Chromium, which is not installed here")
def test_a_page_that_is_longer_is_counted_as_such(tmp_path: Path) -> None:
    long = page("Long", "plan", "<p>x</p>" * 900)
    assert sheets(long, "A4", tmp_path) > 2
