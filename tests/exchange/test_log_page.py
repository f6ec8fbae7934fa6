"""The log as a page: what stands on it, that nobody's words become markup, and how it prints."""

import re
from pathlib import Path

import pytest
from tests.exchange.axe import violations
from tests.exchange.browser import CHROMIUM, MARKUP, Read, sheets
from tests.journal.making import entry
from tests.privacy.evil import EVIL, FORBIDDEN
from tests.small import SCALE, TEXT, exercise

from smartcli.exchange.pages import log
from smartcli.exchange.report import Report
from smartcli.exercises.exercise import Exercise
from smartcli.journal.entry import Entry

ID = "01KKBPENW0FG924SA1P8ZMQN4N"
TAGS = {
    "html": {"lang"}, "head": set(), "meta": {"charset", "http-equiv", "content", "name"}, "title": set(),
    "style": set(), "body": set(), "header": set(), "h1": set(), "main": set(), "p": {"dir"}, "section": set(),
    "h2": set(),
    "article": set(), "h3": {"dir"}, "dl": set(), "dt": {"dir"}, "dd": {"dir"}, "ul": set(), "li": {"dir"}, "b": set(),
    "span": {"class"}, "br": set(),
}  # fmt: skip
ENDS = {**SCALE, "ends": ["none", "strongest"]}


def page(*entries: Entry, exercises: tuple[Exercise, ...] = (), **more) -> bytes:
    known = {one.id: one for one in exercises}
    given = {"titles": {"urge-log": "Urge log"}, "made": "2026-03-12", "newest_first": True, "exercises": known}
    return b"".join(log.render(Report(entries=entries, **{**given, **more})))


def text(rendered: bytes) -> str:
    return " ".join(Read(rendered).text.split())


def test_the_newest_day_comes_first_and_a_rating_has_its_range_and_ends() -> None:
    known = exercise(ENDS, TEXT)
    asked = {"strength": "How strong?", "words": "In your words?"}
    entries = [
        entry(id=ID, exercise="small", asked=asked, answers={"strength": 0, "words": None}, day="2026-03-11"),
        entry(id=ID, exercise="small", asked=asked, answers={"strength": 7, "words": "by\nthe river"}),
    ]
    shown = text(page(*entries, exercises=(known,), titles={"small": "Small"}))
    assert shown.endswith(
        "My log 2 entries, exported on Thursday 12 March 2026. This file is not encrypted. "
        "Wednesday 11 March 2026 12:00 · Small How strong? 0 of 10 (0: none, 10: strongest) "
        "Tuesday 10 March 2026 12:00 · Small How strong? 7 of 10 (0: none, 10: strongest) In your words? bythe river"
    )


@pytest.mark.parametrize(
    ("version", "wording", "answer", "said"),
    [(1, "How strong?", 11, "11"), (2, "How bad?", 7, "7"), (2, "How strong?", 7, "7 of 10 (0: none, 10: strongest)"),
     (1, "How bad?", 7, "7 of 10 (0: none, 10: strongest)"), (1, "How strong?", "a lot", "a lot")],
)  # fmt: skip
def test_a_rating_has_its_range_only_where_it_is_known(version: int, wording: str, answer: object, said: str) -> None:
    one = entry(id=ID, exercise="small", version=version, asked={"strength": wording}, answers={"strength": answer})
    assert text(page(one, exercises=(exercise(ENDS, version=1),))).endswith(f"{wording} {said}")


def test_lists_and_rows_stand_below_each_other_and_what_was_written_later_comes_first() -> None:
    answers = {"did": ["Wait", "Walk"], "people": [{"name": "Ana", "knows": True, "when": None}]}
    later = entry(id=ID, happened="2026-03-10 evening", asked={}, answers={})
    shown = text(page(later, entry(id=ID, asked={"people.name": "Who?"}, answers=answers)))
    assert shown.endswith(
        "Tuesday 10 March 2026 Evening · Urge log Nothing written. "
        "12:00 · Urge log did Wait Walk people Who? Ana knows yes"
    )


def test_what_is_private_is_left_out_and_the_page_says_so() -> None:
    one = entry(id=ID, answers={"trigger": "SECRET", "strength": 7})
    shown = text(page(one, private=frozenset({("urge-log", "trigger")})))
    assert "SECRET" not in shown
    assert "What is private, such as names, is left out." in shown
    shown = text(page(one, private=frozenset({("urge-log", "trigger")}), unknown=2))
    assert (
        "What is known to be private, such as names, is left out. 2 exercises cannot be found or read. "
        "Their answers are in this file, private ones too. This file is not encrypted."
    ) in shown


def test_of_an_entry_whose_answers_are_all_private_it_is_not_said_that_nothing_is_written() -> None:
    private = frozenset({("urge-log", "trigger"), ("urge-log", "people.who")})
    one = entry(id=ID, answers={"trigger": "SECRET", "people": [{"who": "SECRET"}], "did": None})
    shown = text(page(one, entry(id=ID, answers={"trigger": None, "people": [{"who": None}]}), private=private))
    assert shown.endswith("Urge log What is written here is private, and left out. 12:00 · Urge log Nothing written.")


def test_nobody_s_words_become_markup_and_nothing_runs_or_is_fetched() -> None:
    answers = {MARKUP: MARKUP, "b": [MARKUP, EVIL], "c": [{EVIL: MARKUP}], "d": "${body}"}
    rendered = page(entry(id=ID, exercise=MARKUP, asked={MARKUP: MARKUP}, answers=answers))
    read = Read(rendered)
    assert {tag for tag, _more in read.tags} <= TAGS.keys()
    assert [(tag, more) for tag, more in read.tags if not more.keys() <= TAGS[tag]] == []
    assert read.comments == []
    assert read.text.count("<script>alert(1)</script>") >= 4
    assert "${body}" in read.text
    assert {sign for sign in rendered.decode("utf-8") if sign in FORBIDDEN} == set()
    policy = [more["content"] for tag, more in read.tags if tag == "meta" and "http-equiv" in more]
    assert re.fullmatch(r"default-src 'none'; style-src 'sha256-[\w+/]{43}='", str(*policy))
    sheet = (Path(__file__).parents[2] / "data" / "templates" / "log.css").read_text("utf-8")
    assert re.search(r"url|@import|https?:|<", sheet) is None
    assert set(re.findall(r"#[0-9a-fA-F]{3,6}\b", sheet)) == {"#000", "#333"}


def test_a_page_of_no_entries_is_a_page() -> None:
    assert text(page()).endswith("0 entries, exported on Thursday 12 March 2026. This file is not encrypted.")


def test_a_day_is_written_as_it_is_read() -> None:
    made = 0

    class Many:
        def __len__(self) -> int:
            return 1000

        def __iter__(self):
            nonlocal made
            for number in reversed(range(len(self))):
                made += 1
                yield entry("x", id=ID, day=f"20{number // 28:02}-01-{number % 28 + 1:02}")

    pieces = log.render(Report(entries=Many(), titles={}, made="2026-03-12", newest_first=True))
    next(pieces)
    next(pieces)
    assert made <= 1010
    assert sum(1 for _piece in pieces) == 1000


def month() -> bytes:
    """A page of a log of four weeks."""
    known = exercise(ENDS, TEXT)
    asked = {"strength": "How strong?", "words": "In your words?"}
    answers = {"strength": 7, "words": "Long shift, then home by the river, and it was quiet."}
    days = [
        entry(id=ID, exercise="small", asked=asked, answers=answers, day=f"2026-03-{day:02}")
        for day in range(28, 0, -1)
    ]
    return page(*days, exercises=(known,))


@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
def test_a_month_prints_on_a_few_sheets_of_either_size(tmp_path: Path) -> None:
    assert sheets({"log": (month(), 0)}, tmp_path)["log"] == (2, 2)


@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
def test_axe_finds_nothing_that_keeps_people_from_reading_it(tmp_path: Path) -> None:
    assert violations(month(), tmp_path) == []
    spoiled = month().replace(b'lang="en"', b"")
    assert [rule for rule, _nodes in violations(spoiled, tmp_path)] == ["html-has-lang"]
