"""Sheets as PDF: a validator finds nothing, no question is lost or torn, and no word is taken for anything else."""

import io
import os
import re
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.exchange.browser import MARKUP, POPPLER, PrintedPage, pages_of
from tests.privacy.evil import EVIL

from smartcli.errors import SmartError
from smartcli.exchange.pages import worksheet
from smartcli.exchange.pages.worksheet import POINTS, Worksheet, example
from smartcli.exchange.pages.worksheet.paper import on_paper
from smartcli.exchange.pages.worksheet.pdf import PAPERS, Pdf, pdf
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.library import Library
from smartcli.exercises.reader import read
from smartcli.exercises.step import FacilitatorNotes

validator = pytest.importorskip("page", reason="page-validation is not built for this computer")
pypdf = pytest.importorskip("pypdf")
pytest.importorskip("typst", reason="typst is not built for this computer")

LIBRARY = Library(Path("no-home"))
SHIPPED = [LIBRARY.load(id) for id in LIBRARY.ids()]
TITLES = {id: LIBRARY.title(id) for id in LIBRARY.ids()}
CALLS = ("In danger? Call 112.", "A line: call 116 123")
TODAY, NOW = date(2026, 3, 10), datetime(2026, 3, 10, 12, tzinfo=UTC)
WAYS = ("blank", "example", "large", "leader")
REST = 0.27  # of a page's height, the margin above it included
INSIDE = 0.915  # of a page's width: where the margin begins
HEAD = {"format": 1, "point": "urges", "title": "Quiet harbour", "minutes": 2}


def sheet(one: Exercise, way: str = "blank") -> Worksheet:
    answers = example(one, TODAY) if way == "example" else {}
    return Worksheet(exercise=one, titles=TITLES, calls=CALLS, answers=answers, leads=way == "leader")


def made(sheets: list[Worksheet], title: str = "The lot", *, large: bool = False, paper: str = "a4") -> Pdf:
    body = worksheet.body(sheets, title, large=large)
    return pdf(body, title, points=POINTS["large" if large else "usual"], paper=paper, now=NOW)


@cache
def all_made(way: str, paper: str) -> Pdf:
    """All of what ships in one file. Nobody changes it, and setting and reading it takes seconds."""
    return made([sheet(one, way) for one in SHIPPED], large=way == "large", paper=paper)


@cache
def read_back(given: Pdf) -> list[str]:
    """The words of each of its pages."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(given.content)).pages]


def exercise(words: str, **more: Any) -> Exercise:
    """One in which every text is this one."""
    column = {"kind": "choice", "key": "k", "ask": words, "help": words, "choices": [words, "x" * 60], "other": True}
    kinds: list[dict[str, Any]] = [
        {"kind": "note", "text": words},
        {"kind": "text", "ask": words, "help": words},
        {"kind": "choice", "ask": words, "choices": [words], "other": True, "safety": {"card": "crisis", "is": words}},
        {"kind": "scale", "ask": words, "ends": [words, words], "only_if": {"key": "c", "is": words}},
        {"kind": "number", "ask": words, "unit": words},
        {"kind": "rank", "ask": words, "choices": [words]},
        {"kind": "lines", "ask": words},
        {"kind": "pace", "ask": words, "says": [words], "rate": words},
        {"kind": "items", "ask": words, "fields": [column]},
        {"kind": "items", "ask": words, "fields": [{**column, "key": f"k{number}"} for number in range(7)]},
    ]
    steps = [{"key": chr(97 + number), **one} for number, one in enumerate(kinds)]
    sample = {"b": words, "c": words, "f": [words], "g": [words], "i": [{"k": words}], "j": [{"k0": words}]}
    found, problems = read("mine", {**HEAD, "sample": {}, "steps": steps})
    assert found is not None, problems
    notes = FacilitatorNotes(aim=words, ask=(words, words), note=words)
    given = {"title": words, "about": words, "draws_on": (words,), "sources": (words,), "facilitator": notes}
    return found.but(**{**given, "sample": sample, **more})


def sound(given: Pdf) -> Pdf:
    """The same, after a validator has found nothing in it."""
    report = validator.validate_pdf_bytes(given.content, profile="ua1")
    assert report.is_compliant, str(report)
    return given


def text(given: Pdf) -> str:
    """All its words, as `plain` has them: where a line or a word is broken is no matter of what it says."""
    return plain("".join(read_back(given)))


def plain(words: str) -> str:
    """Without blanks and hyphens."""
    return re.sub("[\\s\u200b\u00ad\u2010-]", "", words)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("way", WAYS)
def test_all_of_what_ships_passes_the_validator_and_no_question_is_lost(way: str, paper: str) -> None:
    found = sound(all_made(way, paper))
    assert (found.claims, found.missing) == (True, "")
    said = text(found)
    steps = [step for one in SHIPPED for _path, step in one.every_step() if one.stands(step)]
    asked = [step.ask for step in steps if step.asks and step.key not in {"seconds", "more"}]
    assert len(asked) > 300
    assert [ask for ask in asked if plain(on_paper(ask, TITLES)) not in said] == []


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[Pdf], Any]:
    def by_title(given: Pdf) -> Mapping[str, list[tuple[float, PrintedPage]]]:
        """The pages of each sheet, by the title at their foot."""
        file = tmp_path / "sheets.pdf"
        file.write_bytes(given.content)
        feet = read_back(given)
        found: dict[str, list[tuple[float, PrintedPage]]] = {}
        for foot, page in zip(feet, pages_of(file), strict=True):
            title = next(
                one for one in [*TITLES.values(), "The lot"] if re.search(rf"{re.escape(one)}\s*\d+ / \d+", foot)
            )
            found.setdefault(title, []).append(page)
        return found

    return by_title


@pytest.mark.skipif(not POPPLER, reason="reads pages with pdftotext, which is not here")
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("way", WAYS)
def test_no_page_holds_only_a_rest_no_line_is_torn_and_none_runs_out(printed: Any, way: str, paper: str) -> None:
    found = printed(all_made(way, paper))
    assert found.keys() == {*TITLES.values(), "The lot"}
    for title, pages in found.items():
        assert len(pages) == 1 or pages[-1][1].ends > REST, title
        assert {round(width) for width, _page in pages} == {595 if paper == "a4" else 612}
        assert [page.text[-60:] for _width, page in pages if re.search(r"Only if you [^:]*:$", page.text)] == []
        assert [page.text[:40] for width, page in pages if page.right > INSIDE * width] == []


def test_its_language_its_titles_and_its_marks_are_there() -> None:
    three = SHIPPED[:3]
    reader = pypdf.PdfReader(io.BytesIO(made([sheet(one) for one in three], "An evening").content))
    root = reader.root_object
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        "en",
        True,
        True,
    )
    assert reader.metadata.title == "An evening"
    assert [one.title for one in reader.outline if not isinstance(one, list)] == [
        "An evening", *(one.title for one in three),
    ]  # fmt: skip
    assert "pdfuaid:part" in reader.xmp_metadata.stream.get_data().decode()
    fonts = {font["/BaseFont"] for page in reader.pages for font in map(_object, page["/Resources"]["/Font"].values())}
    assert all(re.match(r"/[A-Z]{6}\+(AtkinsonHyperlegible|LibertinusSerif)", name) for name in fonts)


def _object(one: Any) -> Any:
    return one.get_object()


def test_the_room_to_write_in_is_said_in_words() -> None:
    content = made([sheet(exercise("Ask?"))]).content
    alts = {str(one.get("/Alt")) for one in _structure(pypdf.PdfReader(io.BytesIO(content)))}
    assert {"Space for 2 lines", "Space for 5 lines"} <= alts


def _structure(reader: Any) -> list[Any]:
    todo, found = [reader.root_object["/StructTreeRoot"]], []
    while todo:
        one = todo.pop().get_object()
        if isinstance(one, list):
            todo += one
        elif isinstance(one, dict):
            found.append(one)
            todo += [one["/K"]] if "/K" in one else []
    return found


@pytest.mark.parametrize(
    "step",
    [
        {"kind": "scale"}, {"kind": "scale", "high": 100}, {"kind": "scale", "low": 3, "high": 3}, {"kind": "yes-no"},
        {"kind": "choice", "choices": ["a"]}, {"kind": "number"}, {"kind": "date"}, {"kind": "lines"}, {"kind": "pace"},
        {"kind": "rank", "choices": ["a"]}, {"kind": "choices", "choices": [*"abcdefg"], "other": True},
        {"kind": "items", "fields": [{"kind": "yes-no", "key": "k", "ask": "?"}], "at_most": 1},
    ],
)  # fmt: skip
@pytest.mark.parametrize("way", ["blank", "large"])
def test_every_kind_is_set_with_as_little_as_it_may_have(step: dict[str, Any], way: str) -> None:
    found, problems = read("mine", {**HEAD, "sample": {}, "steps": [{"key": "a", "ask": "Ask?", **step}]})
    assert found is not None, problems
    assert "1.Ask?" in text(sound(made([sheet(found, way)], large=way == "large")))


TYPST = '#read("/etc/passwd") $x$ *bold* _it_ <label> @ref // gone `code` = Head - one + two \\ #import "a" #eval("1")'
NAUGHTY = {
    "typst": TYPST,
    "html": MARKUP,
    "template": "${body} {n} %s",
    "controls": "a\x00b\x07c\x1b[2Jd\ufefff\uffff\ud800g",
    "right to left": "שלום עולם 12 abc",
    "arabic": "مرحبا",
    "overridden": "user\u202etxt.exe\u2066",
    "evil": EVIL,
    "json": '"}], "x": [{"n": "p"',
    "very long": "W" * 3000,
    "blank": "\u200b\u00a0",
}


@pytest.mark.parametrize("name", NAUGHTY)
@pytest.mark.parametrize("way", ["example", "leader"])
def test_whatever_is_written_stays_words_and_passes(name: str, way: str) -> None:
    one = exercise(NAUGHTY[name])
    found = made([sheet(one, way), sheet(SHIPPED[0], way)], NAUGHTY[name])  # two have a cover
    if found.claims:
        sound(found)
    assert found.claims or name == "evil"
    if name in ("typst", "html", "template", "json"):
        said = text(found)
        assert said.count(plain(NAUGHTY[name])) > 20
        assert "root:" not in said


@pytest.mark.skipif(not POPPLER, reason="reads pages with pdftotext, which is not here")
def test_a_very_long_word_stays_on_its_page(tmp_path: Path) -> None:
    file = tmp_path / "sheets.pdf"
    file.write_bytes(made([sheet(exercise("W" * 400), "example")]).content)
    assert [page.text[:30] for width, page in pages_of(file) if page.right > (INSIDE + 0.03) * width] == []


@pytest.mark.parametrize(("sign", "named"), [("\u0378", "U+0378"), ("\u05ff", "U+05FF")])  # stand for nothing yet
def test_a_sign_that_no_font_has_is_named_and_the_file_claims_nothing(sign: str, named: str) -> None:
    found = made([sheet(exercise(f"Ask {sign}"))])
    assert not found.claims
    assert found.missing == named
    reader = pypdf.PdfReader(io.BytesIO(found.content))
    assert b"pdfuaid:part" not in found.content
    assert reader.root_object["/MarkInfo"]["/Marked"] == True  # noqa: E712
    assert not validator.validate_pdf_bytes(found.content, profile="ua1").is_compliant


def test_the_same_sheets_are_the_same_bytes() -> None:
    first, second = (made([sheet(one) for one in SHIPPED[:2]]).content for _again in range(2))
    assert first == second


def test_nothing_is_left_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    made([sheet(exercise("Ask?"))])
    assert os.listdir(tmp_path) == []


def test_without_typst_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.delitem(sys.modules, "smartcli.exchange.pages.worksheet.typesetter", raising=False)
    with pytest.raises(SmartError, match="typst, which is not installed here") as told:
        made([sheet(SHIPPED[0])])
    assert str(told.value.next).endswith("setup pdf")
