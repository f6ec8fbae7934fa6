"""Pages to print: nothing of the person's words becomes markup, and the sheets are as few as is said."""

import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from pathlib import Path

import pytest
from tests.exchange.browser import CHROMIUM, MARKUP, Read, sheets
from tests.privacy.evil import EVIL, FORBIDDEN
from tests.small import entry

from smartcli.exchange.pages import cards, one_card, page, plan, shortened
from smartcli.exchange.pages.columns import Column, flowing, together
from smartcli.exchange.pages.markup import Html, words
from smartcli.exchange.pages.measure import wrapped
from smartcli.exchange.pages.one_card import OneCard
from smartcli.exchange.pages.rows import ITEM, MORE, SAYS, Block, PageRow, head
from smartcli.exchange.pages.sheet import SIZES, fitted
from smartcli.exercises.library import Library
from smartcli.text.language import Later
from smartcli.views.plan import Filled, Plan, gather
from smartcli.views.plan.lines import PlanLine
from smartcli.views.plan.parts import PARTS

LONG = "When the house is quiet and I am tired I sit at the window with tea and I count the lights on the other bank."
HOSTILE = [MARKUP, "${body}", "שלום \u202e<b>\u2066", EVIL]
HEADINGS = {"My reasons": 8, "My plans": 8, "What I do": 8, "My answers": 8, "Words that help me": 8, "My people": 8}
# All that our own pages are made of: no script, no picture, no link, nothing to fetch.
TAGS = {
    "html": {"lang"}, "head": set(), "meta": {"charset", "http-equiv", "content", "name"}, "title": set(),
    "style": set(), "body": set(), "header": set(), "h1": set(), "main": {"class"}, "section": set(), "h2": set(),
    "p": {"class"}, "ul": set(), "li": {"dir"}, "br": set(), "footer": set(),
}  # fmt: skip

# Every exercise that we ship, done once as its sample does it.
LIBRARY = Library(Path("no-home"))
WRITTEN = [entry(dict(LIBRARY.load(id).sample), exercise=id) for id in LIBRARY.ids()]
SAMPLES = gather(WRITTEN, LIBRARY, "2026-01-01")


def made(texts: Mapping[str, list[str]], left_out: bool = False) -> Plan:
    """A plan with these texts in parts, the others empty."""
    filled = [
        Filled(
            id=part.id,
            title=str(part.title),
            lines=tuple(PlanLine(words=(text,), exercise="small") for text in texts.get(part.id, [])),
            fills="change-plan",
            left_out=left_out,
        )
        for part in PARTS
    ]
    return Plan(parts=tuple(filled), day="2026-03-10")


def kinds_of(id: str, kinds: Mapping[str, int], private: str = "") -> Plan:
    """A full plan, in which that part has so many lines of each kind, such as S-0 and S-1 of Signs."""
    lines = tuple(
        PlanLine(words=(f"{kind[0]}-{number}",), says=Later(kind), private=kind[0] in private, exercise="small")
        for kind, count in kinds.items()
        for number in range(count)
    )
    full = made({part.id: [LONG] * 60 for part in PARTS})
    return full.but(parts=tuple(part.but(lines=lines) if part.id == id else part for part in full.parts))


def row(kind: str, text: str) -> PageRow:
    return PageRow(kind=kind, text=text)


def part_of(lines: int) -> Block:
    return Block(title=str(lines), rows=(row(ITEM, "x"),) * lines)


def hostile_pages() -> dict[str, bytes]:
    lines = (PlanLine(words=(MARKUP, EVIL), says=Later(MARKUP), leads=True, exercise="small"),) * 2
    parts = tuple(part.but(lines=(*part.lines, *lines)) for part in made({"reasons": HOSTILE}).parts)
    return {
        "plan": plan.html(Plan(parts=parts, day=MARKUP), {"small": MARKUP}),
        "cards": cards.html({MARKUP: HOSTILE}, MARKUP),
        "one card": one_card.html(OneCard(reasons=HOSTILE, plans=HOSTILE, people=HOSTILE, help_line=MARKUP), MARKUP),
    }


@pytest.mark.parametrize("name", ["plan", "cards", "one card"])
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
    rendered = page("Title", "plan", Html("<p>x</p>"))
    read = Read(rendered)
    policy = [more["content"] for tag, more in read.tags if tag == "meta" and "http-equiv" in more]
    sheet = rendered.partition(b"<style>")[2].partition(b"</style>")[0]
    assert policy == [f"default-src 'none'; style-src 'sha256-{b64encode(sha256(sheet).digest()).decode()}'"]
    assert [tag for tag, _more in read.tags if tag in {"script", "link", "img", "iframe", "base", "form", "a"}] == []
    sheets = [Path(__file__).parents[2] / "data" / "templates" / f"{name}.css" for name in ("plan", "cards")]
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
    ("text", "lines"),
    [("", 1), ("i" * 40, 1), ("m" * 40, 4), ("W" * 10, 1), ("W" * 11, 2), ("界" * 10, 2), ("é" * 17, 1),
     ("e\u0301" * 17, 1), ("e" * 18, 2), ("eeeeeeeeee eeeeeeeeee", 2), ("eeeeeeee\neeeeeeee", 1), ("🙂" * 7, 2),
     ("W" * 400, 44)],
)  # fmt: skip
def test_the_lines_a_text_takes_are_guessed_from_its_letters(text: str, lines: int) -> None:
    assert wrapped(text, 10) == lines


# The plan


def test_a_part_without_lines_says_what_fills_it_or_that_names_are_left_out() -> None:
    text = Read(plan.html(made({}), {"change-plan": "My change plan"})).text
    assert text.count("Nothing here yet. The exercise “My change plan” fills it.") == 7
    assert Read(plan.html(made({}, left_out=True), {})).text.count("What is private is left out here.") == 7


def lists(rendered: bytes) -> dict[str, list[str]]:
    """What stands under each title of a page."""
    found = re.findall(r"<h2>(.*?)</h2>(.*?)</section>", rendered.decode("utf-8"), re.DOTALL)
    return {title: re.findall(r"<(?:li|p)[^>]*>(.*?)</", rest) for title, rest in found}


def shown(rendered: bytes) -> int:
    return rendered.count(b"<li ")


A_FEW = 10  # of some eighty lines: nobody has done every exercise that there is


def test_of_all_samples_little_is_cut_but_days_that_are_far_away_and_no_person() -> None:
    rendered = plan.html(SAMPLES, {})
    texts = "\n".join(text for texts in lists(rendered).values() for text in texts)
    cut = {}
    for part in SAMPLES.parts:
        assert len(part.lines) > 5
        cut[part.id] = len([line for line in part.lines if escape(line.words[-1]) not in texts])
    days = cut.pop("dates")
    assert sum(cut.values()) < A_FEW
    people = [
        line for part in SAMPLES.parts if part.id in ("people", "hard-times") for line in part.lines if line.private
    ]
    assert [line.words for line in people if escape(line.words[-1]) not in texts] == []
    assert 0 < days < len(SAMPLES.lines("dates")) - 5
    hard = [text.partition(":")[0].strip() for text in lists(rendered)["When it gets very hard"] if ":" in text]
    assert {"Professionals", "People", "Signs", "On my own", "Places to go", "To make it safer"} <= set(hard)


def test_the_letters_are_as_large_as_the_sheet_allows() -> None:
    sheet = (Path(__file__).parents[2] / "data" / "templates" / "plan.css").read_text("utf-8")
    assert {size: float(points) for size, points in re.findall(r"\.(\w+) { font-size: ([\d.]+)pt; }", sheet)} == SIZES
    sizes = [fitted(made({part.id: [LONG] * count for part in PARTS}), {}).size for count in (0, 3, 4, 7, 50)]
    assert sizes == ["larger", "larger", "smaller", "smallest", "smallest"]


def test_a_full_sheet_is_shared_and_says_how_many_there_are_beside() -> None:
    rendered = plan.html(made({part.id: [f"{number} {LONG}" for number in range(60)] for part in PARTS}), {})
    counts = {title: sum(text[0].isdigit() for text in texts) for title, texts in lists(rendered).items()}
    assert counts == {str(part.title): count for part, count in zip(PARTS, [9, 9, 8, 7, 6, 6, 6], strict=True)}
    assert [texts[-1] for texts in lists(rendered).values()] == [f"…and {60 - count} more" for count in counts.values()]
    assert Read(rendered).text.count("There is more than this sheet holds. To see it all: smartcli plan") == 1


def test_the_days_farthest_away_go_first_and_only_where_nothing_else_has_to() -> None:
    def kept(days: int, others: int) -> tuple[int, int]:
        """Of so many days, and so many lines of each other part, how many there are on the sheet."""
        counts = {part.id: days if part.id == "dates" else others for part in PARTS}
        written = {id: [f"{number} {LONG}" for number in range(n)] for id, n in counts.items()}
        found = lists(plan.html(made(written), {}))
        sums = {title: sum(text[0].isdigit() for text in texts) for title, texts in found.items()}
        coming = sums.pop("What comes next")
        assert [text[:2].strip() for text in found["What comes next"][:coming]] == [*map(str, range(coming))]
        return coming, sum(sums.values())

    assert [kept(16, 6), kept(20, 6)] == [(16, 36), (16, 36)]
    assert kept(12, 8) == (6, 43)


def test_a_sheet_with_little_on_it_gives_its_room_to_the_part_that_has_much() -> None:
    short = {part.id: ["rest"] * 2 for part in PARTS}
    few = plan.html(made({**short, "coping": ["I swim."] * 60}), {})
    assert (shown(few), "…and" in few.decode("utf-8")) == (72, False)
    much = plan.html(made({**short, "coping": ["I swim."] * 900}), {})
    assert shown(much) > 85
    assert lists(much)["Why I want this"] == ["rest", "rest"]


def test_each_kind_keeps_its_first_lines_where_a_part_is_cut() -> None:
    kinds = {"Protect": 40, "Signs": 40, "If a lapse happens": 2}
    found = lists(plan.html(kinds_of("staying-well", kinds), {}))["Staying well"]
    counts = {kind: sum(text.startswith(kind[0] + "-") for text in found) for kind in kinds}
    assert counts["If a lapse happens"] == 2
    assert counts["Protect"] - counts["Signs"] in (0, 1)
    assert counts["Signs"] > 2
    assert [text for text in found if text.startswith("P-")][:2] == ["P-0", "P-1"]


@pytest.mark.parametrize("people", [3, 80])
def test_for_hard_times_people_and_professionals_are_never_cut_in_favour_of_signs(people: int) -> None:
    full = kinds_of("hard-times", {"Signs": 80, "Tell": people, "Clinics": people}, private="TC")
    found = lists(plan.html(full, {}))["When it gets very hard"]
    signs, tell, clinics = (sum(text.startswith(f"{kind}-") for text in found) for kind in "STC")
    if people == 3:
        assert (tell, clinics, signs > 3) == (3, 3, True)
    else:
        assert (tell - clinics in (0, 1), clinics > 3, signs) == (True, True, 0)


def test_one_long_text_is_whole_where_there_is_room_and_shortened_where_there_is_none() -> None:
    long = "I rest. " * 100
    assert long.strip() in Read(plan.html(made({"reasons": [long]}), {})).text
    shorter = Read(plan.html(made({"reasons": [long] * 12}), {})).text
    assert (shorter.count("I rest."), shorter.count("…")) == (12 * 50, 12)
    assert "There is more than this sheet holds." in shorter


def test_parts_stay_in_their_order_where_that_goes_and_whole_where_another_order_lets_them() -> None:
    def titles(room: tuple[int, ...], *heights: int) -> list[str]:
        """How such parts are set where a column holds as much as those of `room`."""
        high = sum(part_of(height).height(30) for height in room) + 0.01
        found = together([part_of(height) for height in heights], Column(ems=30, height=high))
        return ["".join(block.title for block in column) for column in found or ()]

    assert titles((3, 3, 3), 1, 2, 3, 4) == ["12", "34"]
    assert titles((1, 2, 3), 4, 3, 2, 1) == ["43", "21"]
    assert titles((6, 2), 6, 5, 1, 2) == ["61", "52"]
    assert titles((6, 2), 6, 6, 6) == []


def test_a_part_that_goes_on_in_the_second_column_has_its_title_and_its_kind_again() -> None:
    rows = [row(SAYS, "Signs:"), *[row(ITEM, "x")] * 3, row(SAYS, "Places:"), *[row(ITEM, "y")] * 3, row(MORE, "m")]
    block = Block(title="Hard", rows=tuple(rows))
    pieces = {}
    for count in range(3, 9):
        room = sum(row.height(30) for row in rows[:count]) + head("Hard (1 of 2)", 30) + 0.01
        found = flowing([block], Column(ems=30, height=room))
        pieces[count] = [["".join(row.text[0] for row in piece.rows) for piece in column] for column in found or ()]
    assert pieces == {
        3: [], 4: [], 5: [["Sxxx"], ["Pyyym"]], 6: [["SxxxPy"], ["Pyym"]],
        7: [["SxxxPyy"], ["Pym"]], 8: [["SxxxPyy"], ["Pym"]],
    }  # fmt: skip
    left, right = flowing([block], Column(ems=30, height=10)) or ((), ())
    assert [piece.title for piece in (*left, *right)] == ["Hard (1 of 2)", "Hard (2 of 2)"]


def test_markdown_has_all_lines_and_no_markup_of_the_person_s() -> None:
    text = plan.markdown(made({"reasons": [*["rest"] * 30, "# <b>*x*"]}), {"small": "Small *one*"}).decode("utf-8")
    assert text.count("- rest\n") == 30
    assert "- \\# &lt;b>\\*x\\*\n" in text
    assert "From: Small \\*one\\*\n" in text
    head = "# My plan\n\nWritten down on 2026-03-10. This file is not encrypted.\n\n## Why I want this\n"
    assert text.startswith(head)


# The cards


def test_a_card_holds_what_fits_and_says_how_many_there_are_beside() -> None:
    assert cards.filled(["a"] * 9, 1) == [["a"] * 9]
    assert cards.filled(["a"] * 10, 1) == [["a"] * 9]
    assert cards.filled(["a"] * 11, 1) == [["a"] * 9]
    assert cards.filled(["a"] * 20, 2) == [["a"] * 9, ["a"] * 9]
    assert cards.filled(["W" * 60] * 9, 1) == [["W" * 60] * 3]
    assert cards.filled(["W" * 999, "b"], 1) == [["W" * 999]]
    assert cards.filled(["W" * 999, "b"], 2) == [["W" * 999], ["b"]]
    text = Read(cards.html({"My reasons": ["a"] * 80, "My plans": []}, "2026-03-10")).text
    assert ("…and 8 more" in text, "My plans" in text) == (True, False)


def test_the_boxes_that_are_over_go_to_the_kinds_of_which_most_is_missing() -> None:
    counts = {"My plans": 20, "What I do": 17, "My people": 11}
    given = {title: ["a"] * counts.get(title, 1) for title in HEADINGS}
    found = lists(cards.html(given, "2026-03-10"))
    assert list(found) == [
        "My reasons", "My plans (1 of 2)", "My plans (2 of 2)", "What I do (1 of 2)", "What I do (2 of 2)",
        "My answers", "Words that help me", "My people",
    ]  # fmt: skip
    assert [len(texts) for texts in found.values()] == [1, 9, 10, 9, 8, 1, 1, 10]
    assert (found["My plans (2 of 2)"][-1], found["What I do (2 of 2)"][-1]) == ("…and 2 more", "a")
    assert list(lists(cards.html({"My plans": ["b"] * 10}, ""))) == ["My plans (1 of 2)", "My plans (2 of 2)"]
    assert list(lists(cards.html({"My plans": ["b"] * 9}, ""))) == ["My plans"]


# Paper

HEBREW = "אני רוצה לישון טוב יותר בלילה"
TALL = '<p style="height: 45mm">x</p>'  # has no room any more where a sheet is used
ALL = plan.html(SAMPLES, {})
PLANS: dict[str, tuple[bytes, int]] = {
    "an empty plan": (plan.html(made({}), {}), 1),
    "a small plan": (plan.html(made({"reasons": [LONG], "people": ["Ana; 555-0142"]}), {}), 1),
    "all samples": (ALL, 1),
    "all samples without names": (plan.html(SAMPLES.without_private(), {}), 1),
    "all samples and no room beside": (ALL.replace(b"</footer>", b"</footer>" + TALL.encode()), 2),
    "a plan of short lines": (plan.html(made({part.id: ["I sleep well."] * 60 for part in PARTS}), {}), 1),
    "a plan of long lines": (plan.html(made({part.id: [f"{LONG} {LONG}"] * 60 for part in PARTS}), {}), 1),
    "one part of many lines": (plan.html(made({"coping": [LONG] * 60}), {}), 1),
    "a plan of very long words": (plan.html(made({part.id: ["x" * 200_000] * 3 for part in PARTS}), {}), 1),
    "a plan from right to left": (plan.html(made({part.id: [HEBREW] * 60 for part in PARTS}), {}), 1),
    "a plan of capitals": (plan.html(made({part.id: ["W" * 400] * 9 for part in PARTS}), {}), 1),
    "a plan of wide letters": (plan.html(made({part.id: ["界" * 400, "🙂" * 400] * 9 for part in PARTS}), {}), 1),
    "a page that is longer": (page("Long", "plan", Html("<p>x</p>" * 180)), 3),
}
CARDS: dict[str, tuple[bytes, int]] = {
    "cards": (cards.html({title: [LONG] * count for title, count in HEADINGS.items()}, "2026-03-10"), 1),
    "one card": (
        one_card.html(OneCard(reasons=[LONG] * 9, plans=[LONG] * 9, people=[LONG] * 9, help_line=LONG), ""),
        1,
    ),
    "cards of one kind": (cards.html({"My people": [LONG] * 99}, "2026-03-10"), 1),
    "cards of wide letters": (cards.html({title: ["W" * 400, "界" * 400] * 9 for title in HEADINGS}, "2026-03-10"), 1),
}


@pytest.mark.skipif(not CHROMIUM, reason="counts pages with Chromium, which is not installed here")
@pytest.mark.parametrize("pages", [PLANS, CARDS], ids=["plans", "cards"])
def test_a_page_is_one_sheet_of_paper(pages: Mapping[str, tuple[bytes, int]], tmp_path: Path) -> None:
    assert sheets(pages, tmp_path) == {name: (count, count) for name, (_rendered, count) in pages.items()}
