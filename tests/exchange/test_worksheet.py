"""Sheets to fill in by hand: every kind of step has its place, and no safety word of the program is missing."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from tests.exchange.browser import CHROMIUM, MARKUP, POPPLER, PrintedPage, Read, paper
from tests.privacy.evil import EVIL, FORBIDDEN

from smartcli.exchange.pages import worksheet
from smartcli.exchange.pages.worksheet import Worksheet, example
from smartcli.exchange.pages.worksheet.paper import card_on_paper, on_paper
from smartcli.exercises import content
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.library import Library, read_file
from smartcli.exercises.reader import read
from smartcli.exercises.step import FacilitatorNotes

LIBRARY = Library(Path("no-home"))
SHIPPED = [LIBRARY.load(id) for id in LIBRARY.ids()]
TITLES = {id: LIBRARY.title(id) for id in LIBRARY.ids()}
CALLS = ("In danger? Call 112.", "A line: call 116 123")
TODAY = date(2026, 3, 10)
HEAD = {"format": 1, "point": "urges", "title": "Quiet harbour", "minutes": 2}
# All that a sheet is made of: no script, no picture, no link, nothing to fetch.
TAGS = {
    "html": {"lang"}, "head": set(), "meta": {"charset", "http-equiv", "content", "name"}, "title": set(),
    "style": set(), "body": set(), "div": {"class", "dir"}, "header": set(), "main": set(), "footer": set(),
    "section": {"class"}, "h1": {"dir"}, "h2": {"dir"}, "p": {"class", "dir"}, "b": set(), "br": set(),
    "span": {"class"}, "ul": {"class"}, "ol": {"class"}, "li": {"dir"}, "table": set(), "thead": set(), "tbody": set(),
    "tr": set(), "th": {"class", "dir"}, "td": {"class", "dir"},
}  # fmt: skip


def steps(*tables: Mapping[str, object], **head: object) -> Exercise:
    """An exercise of these steps; each is given the key of its place: a, b, c."""
    given = [{"key": chr(97 + number), "ask": f"Ask {number + 1}?", **table} for number, table in enumerate(tables)]
    given = [table | ({"ask": ""} if table["kind"] == "note" else {}) for table in given]
    found, problems = read("mine", {**HEAD, "sample": {}, **head, "steps": given})
    assert found is not None, problems
    return found


def html(exercise: Exercise, **more: Any) -> str:
    return worksheet.html(Worksheet(exercise=exercise, titles=TITLES, calls=CALLS, **more)).decode("utf-8")


def text(exercise: Exercise, **more: Any) -> str:
    """What the sheet says, on one line, without its head and foot."""
    whole = html(exercise, **more).partition("<main>")[2].partition("<footer>")[0]
    return " ".join(Read(whole.replace("<", " <").encode("utf-8")).text.split())


def filled(exercise: Exercise, **sample: Any) -> str:
    one = exercise.but(sample=sample)
    return html(one, answers=example(one, TODAY))


def of(kind: str, **more: object) -> Exercise:
    return steps({"kind": kind, **more})


# Each kind has its place


def test_a_sheet_begins_with_what_it_is_and_a_line_for_the_day_and_none_for_a_name() -> None:
    whole = html(of("text").but(about="One urge.", draws_on=("CBT",), sources=("https://example.org/a",)))
    header = Read(whole.partition("<header>")[2].partition("</header>")[0].encode()).text
    assert header == "Quiet harbourOne urge.About 2 minutes. You may leave anything out. Date: "
    footer = Read(whole.partition("<footer>")[2].partition("</footer>")[0].encode()).text
    assert footer == (
        "Made with smartcli, for self-help and learning. It is not treatment, not a diagnosis and not emergency care. "
        "smartcli is not affiliated with SMART Recovery, nor endorsed by it. It draws on: CBT."
        "Sources: https://example.org/a"
    )


def test_words_have_lines_to_write_on_and_fewer_where_much_is_asked() -> None:
    counts = {many: html(steps(*[{"kind": "text"}] * many)).count('class="rule"') // many for many in (1, 3, 6, 9)}
    assert counts == {1: 5, 3: 4, 6: 3, 9: 2}
    once = filled(of("text"), a="I walk home.")
    assert '<p class="hand" dir="auto">I walk home.</p>' in once
    assert 'class="rule"' not in once
    assert filled(steps({"kind": "text"}, {"kind": "text"}), b="x").count('class="rule"') == 1


def test_lines_are_numbered() -> None:
    assert html(of("lines")).count('<span class="slot line"></span>') == 5
    assert filled(of("lines"), a=["One", "Two"]).count('<span class="slot line">') == 2


def test_a_scale_is_a_row_of_numbers_with_both_ends_named() -> None:
    short = of("scale", low=1, high=5, ends=["hardly", "very"])
    assert text(short) == "1. Ask 1? Circle one. hardly 1 2 3 4 5 very"
    assert re.findall(r'class="mark on">(\d+)<', filled(short, a=4)) == ["4"]
    long = of("scale", low=0, high=100)
    assert text(long) == "1. Ask 1? Circle one. 0 10 20 30 40 50 60 70 80 90 100 Or a number in between:"
    assert 'Or a number in between: <span class="slot">45</span>' in filled(long, a=45)
    assert 'Or a number in between: <span class="slot"></span>' in filled(long, a=50)
    assert html(of("scale", low=0, high=5000)).count('class="mark"') == 2


@pytest.mark.parametrize(("kind", "how"), [("choice", "Tick one."), ("choices", "Tick all that fit.")])
def test_choices_are_boxes_with_a_line_where_own_words_are_welcome(kind: str, how: str) -> None:
    closed, free = (of(kind, choices=["Swim", "Sing"], other=other) for other in (False, True))
    assert text(closed) == f"1. Ask 1? {how} Swim Sing"
    assert text(free) == f"1. Ask 1? {how} Swim Sing In my own words:"
    assert html(free).count('<span class="box"></span>') == 3
    given = "Run" if kind == "choice" else ["Sing", "Run"]
    ticked = filled(free, a=given)
    assert re.findall(r'<span class="box">×</span> ([\w ]+)', ticked) == ["Sing", "In my own words"][kind == "choice" :]
    assert '<span class="slot wide">Run</span>' in ticked


def test_a_rank_has_a_number_beside_each() -> None:
    assert text(of("rank", choices=["Swim", "Sing"])) == (
        "1. Ask 1? Give numbers: 1 to the one that counts most, then 2, and so on. Swim Sing"
    )
    assert "1 to the one that counts most, up to 2." in text(of("rank", choices=["a", "b", "c"], top=2))
    assert '<span class="slot tiny">1</span> Sing' in filled(of("rank", choices=["Swim", "Sing"]), a=["Sing"])
    own = steps({"kind": "lines"}, {"kind": "rank", "from": "a", "top": 3})
    assert text(own).endswith("2. Ask 2? The one that counts most comes first. Take from question 1.")
    assert html(own).count("slot line") == 5 + 3
    assert text(steps({"kind": "lines"}, {"kind": "rank", "from": "a", "top": 1})).endswith(
        "Just one. Take from question 1."
    )
    assert text(steps({"kind": "rank", "recall": "urge-log.did"}, {"kind": "yes-no"})) == "1. Ask 2? yes no"


def test_yes_or_no_a_number_with_its_unit_and_a_day() -> None:
    assert text(of("yes-no")) == "1. Ask 1? yes no"
    assert '<span class="box">×</span> no' in filled(of("yes-no"), a=False)
    assert text(of("number", unit="minutes")) == "1. Ask 1? minutes"
    assert '<span class="slot">20</span> minutes' in filled(of("number", unit="minutes"), a=20)
    assert '<span class="slot">2026-03-12</span>' in filled(of("date"), a="in 2 days")
    assert text(of("date", help="Not too soon. You can type: tomorrow. Or: in 2 weeks.")) == "1. Ask 1? Not too soon."
    assert text(of("text", help="For example: tomorrow.")) == "1. Ask 1? For example: tomorrow."


COLUMNS = [
    {"kind": "text", "key": "what", "ask": "What?", "help": "For example: tea."},
    {"kind": "choice", "key": "when", "ask": "When?", "choices": ["Now", "Later"]},
    {"kind": "choice", "key": "where", "ask": "Where?", "choices": ["Home", "Out"], "other": True},
    {"kind": "scale", "key": "how", "ask": "How?", "ends": ["hardly", "very"]},
    {"kind": "number", "key": "long", "ask": "Long?", "unit": "min", "only_if": {"key": "when", "is": "Now"}},
]


def test_a_table_has_its_columns_as_headings_and_empty_rows() -> None:
    table = of("items", fields=COLUMNS)
    assert text(table).startswith(
        "1. Ask 1? Where? Pick from these, or use your own words: Home · Out What? For example: tea. When? Where? "
        "How? 0 = hardly, 10 = very Long? min Only if you ticked “Now” at “When?” Now Later"
    )
    rows = filled(table, a=[{"what": "Tea", "when": "Later", "where": "The park", "how": 3}])
    assert re.findall(r"<td[^>]*>(.*?)</td>", rows) == [
        "Tea",
        '<span><span class="box"></span> Now</span> <span><span class="box">×</span> Later</span>',
        "The park",
        "3",
        "",
    ]


def rows_of(table: Exercise) -> int:
    whole = html(table)
    return whole.count("<tr>") - whole.count("<thead>")


def test_the_rows_are_as_many_as_the_table_wants() -> None:
    column = [COLUMNS[0]]
    assert rows_of(of("items", fields=column)) == 6
    assert rows_of(of("items", fields=column, at_most=3)) == 3
    assert rows_of(of("items", fields=column, at_least=8)) == 8
    assert rows_of(of("items", fields=column, at_least=900, at_most=999)) == 20
    assert rows_of(of("items", fields=column).but(sample={"a": [{"what": "x"}] * 7})) == 8
    two = steps({"kind": "items", "fields": column}, {"kind": "items", "fields": column, "rows_from": "a"})
    assert rows_of(two) == 4 + 4
    assert "2. Ask 2? Take from question 1." in text(two)
    ranked = {"kind": "items", "fields": column, "rows_from": "a"}
    assert rows_of(steps({"kind": "rank", "choices": ["a", "b"], "top": 2}, ranked)) == 2


def test_a_table_of_many_columns_is_a_list_for_each_row() -> None:
    many = [{"kind": "text", "key": f"k{number}", "ask": f"Column {number}?"} for number in range(7)]
    wide = of("items", fields=many, at_most=2)
    assert (html(wide).count("<table>"), html(wide).count('<div class="block">')) == (0, 2)
    assert '<p class="hand" dir="auto">Tea</p>' in filled(wide, a=[{"k0": "Tea"}])


def test_breathing_is_told_in_words_with_a_place_for_the_ratings() -> None:
    pace = of("pace", rounds=3, seconds=30, inhale=4, hold=2, exhale=6, says=["Slowly.", "Stay."], rate="How strong?")
    assert text(pace) == (
        "1. Ask 1? Breathe in for a count of 4. Hold for 2. Breathe out for a count of 6. A round is about 30 seconds. "
        "There are 3 rounds. Slowly. Stay. After each round: How strong? (0 to 10) 1 2 3"
    )
    assert re.findall(r"<td[^>]*>(.*?)</td>", filled(pace, a=[{"seconds": 30, "rating": 7}])) == ["7", "", ""]
    quiet = text(of("pace", rounds=1, hold=0))
    assert quiet.endswith("Breathe out for a count of 6. A round is about 60 seconds. There is 1 round.")


def test_notes_are_told_unless_they_are_only_about_what_was_written_before() -> None:
    told = {"kind": "note", "text": "Take your time."}
    before = {"kind": "note", "text": "You wrote this.", "recall": "urge-log.next_time", "only_recalled": True}
    assert text(steps(told, before, {"kind": "yes-no"})) == "Take your time. 1. Ask 3? yes no"


# Only if


@pytest.mark.parametrize(
    ("first", "test", "said"),
    [
        ({"kind": "scale"}, {"at_least": 7}, "you circled 7 or more"),
        ({"kind": "scale"}, {"at_most": 6}, "you circled 6 or less"),
        ({"kind": "scale"}, {"at_least": 3, "at_most": 6}, "you circled 3 or more and you circled 6 or less"),
        ({"kind": "scale"}, {"is": 5}, "you circled 5"),
        ({"kind": "scale"}, {"is_not": 5}, "you did not circle 5"),
        ({"kind": "number"}, {"at_least": 2.5}, "you wrote 2.5 or more"),
        ({"kind": "number"}, {"at_most": 20}, "you wrote 20 or less"),
        ({"kind": "choice", "choices": ["Yes", "No"]}, {"is": "Yes"}, "you ticked “Yes”"),
        ({"kind": "choice", "choices": ["Yes", "No"]}, {"is_not": "Yes"}, "you did not tick “Yes”"),
        ({"kind": "choices", "choices": ["Swim", "Sing"]}, {"includes": "Sing"}, "you ticked “Sing”"),
        ({"kind": "yes-no"}, {"is": True}, "you ticked yes"),
        ({"kind": "yes-no"}, {"is_not": True}, "you did not tick yes"),
        ({"kind": "yes-no"}, {"is": False}, "you ticked no"),
        ({"kind": "rank", "choices": ["Swim", "Sing"]}, {"includes": "Sing"}, "you gave “Sing” a number"),
        ({"kind": "lines"}, {"includes": "tea"}, "you wrote “tea”"),
        ({"kind": "text"}, {"is": "tea"}, "you wrote “tea”"),
        ({"kind": "text"}, {"is_not": "tea"}, "you did not write “tea”"),
    ],
)
def test_what_is_for_some_answers_says_for_which(first: dict[str, object], test: dict[str, object], said: str) -> None:
    last = {"kind": "yes-no", "only_if": {"key": "a", **test}}
    assert text(steps(first, last)).endswith(f"Only if {said}: 2. Ask 2? yes no")
    between = {"kind": "text"}
    assert f"Only if {said} at question 1 (“Ask 1?”): 3. Ask 3? yes no" in text(steps(first, between, last))


def test_a_question_that_is_looked_at_is_shortened() -> None:
    long = "How strong was it at its very strongest, as far as you can say?"
    exercise = steps(
        {"kind": "scale", "ask": long}, {"kind": "text"}, {"kind": "text", "only_if": {"key": "a", "at_least": 7}}
    )
    assert "at question 1 (“How strong was it at its very strongest, as far a…”):" in text(exercise)


def test_steps_for_the_same_answer_stand_under_one_line() -> None:
    only = {"key": "a", "is": True}
    exercise = steps(
        {"kind": "yes-no"}, {"kind": "text", "only_if": only}, {"kind": "text", "only_if": only}, {"kind": "text"}
    )
    assert (text(exercise).count("Only if"), html(exercise).count('<div class="only more">')) == (1, 1)


# Commands


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Stay. Type smartcli do urge-log to go on. Breathe.", "Stay. Take the sheet “Urge log” to go on. Breathe."),
        ("You can stop here: smartcli urge.", "You can stop here: look at the end of this sheet."),
        ("Your body can take less now: smartcli help-now. Rest.",
         "Your body can take less now: look at the end of this sheet. Rest."),
        ("Type smartcli help-now for numbers.", "Look at the end of this sheet for numbers."),
        ("Not safe? Then type smartcli sos for numbers.", "Not safe? Then look at the end of this sheet for numbers."),
        ("If you want to: smartcli do urge-log.", "If you want to: the sheet “Urge log”."),
        ("To wait, type smartcli do urge-log.", "To wait, take the sheet “Urge log”."),
        ("Stay. To see it: smartcli plan --out my-week.ics", "Stay."),
        ("You find it in smartcli help-now. Stay.", "Stay."),
        ("Look at smartcli do gone. Stay.", "Stay."),
        ("First.\nsmartcli cards\n\nLast.", "First.\n\nLast."),
        ("This is smartcli. It is yours.", "This is smartcli. It is yours."),
    ],
)  # fmt: skip
def test_a_sentence_that_names_a_command_is_put_for_paper_or_left_out(text: str, said: str) -> None:
    assert on_paper(text, TITLES) == said


def test_a_choice_that_names_a_command_is_put_for_paper_and_ticked_as_it_is() -> None:
    choices = ["Do it with smartcli do urge-log", "smartcli plan"]
    assert text(of("choice", choices=choices)).endswith("Do it with the sheet “Urge log” smartcli plan")
    assert "×</span> Do it with the sheet “Urge log”" in filled(of("choices", choices=choices), a=[choices[0]])


def test_of_a_safety_card_no_word_is_left_out() -> None:
    assert card_on_paper("You find them in smartcli help-now.", TITLES) == "You find them in the end of this sheet."
    assert card_on_paper("See smartcli plan.", TITLES) == "See smartcli plan."


@pytest.mark.parametrize("exercise", SHIPPED, ids=lambda one: one.id)
def test_no_shipped_sheet_names_a_command_or_a_key(exercise: Exercise) -> None:
    assert re.findall(r"\bsmartcli [a-z-]+|\bEnter\b|\b[Tt]ype\b", text(exercise)) == []
    assert "smartcli" not in html(exercise).partition("<header>")[2].partition("</header>")[0]


# Safety


def told(id: str) -> list[str]:
    """The sentences of a card, without those that name a command."""
    lines = [line.removeprefix("- ").removeprefix("# ") for line in content.card_as_written(id).splitlines() if line]
    return [line for line in lines if "smartcli" not in line]


@pytest.mark.parametrize("exercise", SHIPPED, ids=lambda one: one.id)
def test_every_safety_word_that_the_program_would_show_is_on_the_sheet(exercise: Exercise) -> None:
    said = text(exercise)
    cards = {safety.card for _path, step in exercise.every_step() for safety in step.safety}
    assert [(id, line) for id in cards for line in told(id) if line not in said] == []
    written = [getattr(step, "text", "") + step.help for step in exercise.steps] + list(map(content.card, cards))
    assert ("Whom to call" in said) is any(
        ": smartcli help-now" in one or "ype smartcli help" in one for one in written
    )
    assert ("If an urge comes up:" in said) is any("smartcli urge" in one for one in written)


def test_a_card_for_everybody_stands_in_its_place_and_once() -> None:
    exercise = steps(
        {"kind": "text", "safety": "stay"}, {"kind": "text", "safety": ["stay", "lapse"]}, {"kind": "text"}
    )
    said = text(exercise)
    places = [
        said.index(words) for words in ("1. Ask", "You can wait", "2. Ask", "You are still here", "3. Ask", "Whom")
    ]
    assert places == sorted(places)
    assert said.count("You can wait this out") == 1


def test_a_card_that_hangs_on_an_answer_stands_at_the_end_and_the_question_points_to_it() -> None:
    low = {"kind": "scale", "safety": {"card": "crisis", "at_most": 1}}
    ticked = {"card": "crisis", "is": "No"}
    said = text(steps(low, {"kind": "choice", "choices": ["No", "Yes"], "safety": [ticked, {**ticked, "is": "Yes"}]}))
    assert "10 If you circled 1 or less, please read “If it is too much right now” on this sheet now. 2. Ask 2?" in said
    assert "If you ticked “No”, or you ticked “Yes”, please read “If it is too much right now” on" in said
    end = (
        "If you circled 1 or less at question 1 (“Ask 1?”), or you ticked “No”, or you ticked “Yes” at question 2 "
        "(“Ask 2?”): If it is too much right now A very low mood is hard to bear."
    )
    assert said.count("A very low mood") == said.count(end) == 1


def test_an_answer_that_leads_on_names_the_exercise_that_fits() -> None:
    which = {"kind": "choice", "choices": ["One", "Two", "Three"]}
    leads = [
        {"to": "urge-surf", "is": "One"},
        {"to": "delay", "is": "Two"},
        {"to": "urge-surf", "is": "Three"},
        {"to": "gone", "is": "Three"},
    ]
    said = text(steps({**which, "leads": leads}))
    assert "If you ticked “One”, or you ticked “Three”, this fits: Ride out an urge." in said
    assert "If you ticked “Two”, this fits: Wait a while." in said
    assert "gone" not in said


def test_a_card_that_hangs_on_a_column_is_there_too() -> None:
    column = {"kind": "yes-no", "key": "safe", "ask": "Safe?", "safety": {"card": "crisis", "is": False}}
    said = text(of("items", fields=[column, {**column, "key": "also", "safety": "stay"}]))
    assert said.count("If you ticked no, please read “If it is too much right now”") == 1
    assert "If you ticked no at question 1 (“Safe?”): If it is too much right now" in said
    assert "You can wait this out An urge is a feeling." in said


def test_whom_to_call_says_what_is_known_and_has_lines_for_the_rest() -> None:
    exercise = of("text", safety="crisis")
    assert text(exercise, is_known=True).endswith(
        "Whom to call In danger? Call 112. A line: call 116 123 My own people:"
    )
    assert text(exercise).endswith(
        "Whom to call In danger? Call 112. A line: call 116 123 Emergency number here: A help line: My own people:"
    )
    assert "Whom to call" not in text(of("text", safety="stay"))


# The page


def test_an_example_says_so() -> None:
    assert "An example. The person is invented." in filled(of("text"), a="x")
    assert "An example." not in html(of("text"))


@pytest.mark.parametrize("exercise", SHIPPED, ids=lambda one: one.id)
def test_every_question_of_every_shipped_exercise_is_on_its_sheet_and_on_its_example(exercise: Exercise) -> None:
    steps = [step for _path, step in exercise.every_step() if exercise.stands(step)]
    asked = [step.ask for step in steps if step.asks and step.key not in {"seconds", "more"}]
    for answers in ({}, example(exercise, TODAY)):
        said = text(exercise, answers=answers)
        wanted = [ask for ask in asked if on_paper(ask, TITLES) == ask]
        assert len(wanted) == len(asked)
        assert [ask for ask in wanted if " ".join(ask.split()) not in said] == []
        words = [one for one in answers.values() if isinstance(one, str)]
        assert [one for one in words if one not in said] == []


def hostile(words: str) -> Exercise:
    """An exercise in which every text is this one."""
    column = {"kind": "choice", "key": "k", "ask": words, "help": words, "choices": [words, "x" * 60], "other": True}
    looks = {"key": "c", "is": words}
    found = steps(
        {"kind": "note", "text": words},
        {"kind": "text", "ask": words, "help": words},
        {"kind": "choice", "ask": words, "choices": [words], "other": True, "safety": {"card": "crisis", "is": words}},
        {"kind": "scale", "ask": words, "ends": [words, words], "only_if": looks},
        {"kind": "number", "ask": words, "unit": words},
        {"kind": "rank", "ask": words, "choices": [words]},
        {"kind": "pace", "ask": words, "says": [words], "rate": words},
        {"kind": "items", "ask": words, "fields": [column]},
        {"kind": "items", "ask": words, "fields": [{**column, "key": f"k{number}"} for number in range(7)]},
    )
    sample = {"b": words, "c": words, "f": [words], "h": [{"k": words}], "i": [{"k0": words}]}
    return found.but(title=words, about=words, draws_on=(words,), sources=(words,), sample=sample)


@pytest.mark.parametrize("words", [MARKUP, "${body}", "שלום \u202e<b>\u2066", EVIL])
@pytest.mark.parametrize("filled_in", [False, True])
def test_nobody_s_words_become_markup(words: str, filled_in: bool) -> None:
    exercise = hostile(words)
    answers = example(exercise, TODAY) if filled_in else {}
    noted = exercise.but(facilitator=FacilitatorNotes(aim=words, ask=(words, words), note=words))
    sheet = Worksheet(exercise=noted, titles={"x": words}, calls=(words,), answers=answers, leads=True)
    rendered = worksheet.html_of([sheet, sheet], words)
    found = Read(rendered)
    assert [(tag, more) for tag, more in found.tags if tag not in TAGS or not more.keys() <= TAGS[tag]] == []
    assert found.comments == []
    assert {more["dir"] for _tag, more in found.tags if "dir" in more} <= {"auto", "ltr", "rtl"}
    assert {sign for sign in rendered.decode("utf-8") if sign in FORBIDDEN} == set()
    if words == MARKUP:
        assert found.text.count("<script>alert(1)</script>") > 15


def test_the_sheet_runs_as_its_script_does() -> None:
    assert '<div class="sheet usual" dir="rtl">' in html(of("text").but(title="12 שלום"))
    assert '<div class="sheet usual" dir="ltr">' in html(of("text").but(title="12 Abend"))
    assert html(of("lines")).count("<li>") == 5
    assert filled(of("lines"), a=["שלום"]).count('<li dir="auto">') == 1


def test_the_page_fetches_nothing_and_is_black_and_white() -> None:
    sheet = content.data().joinpath("templates", "worksheet.css").read_text("utf-8")
    assert re.search(r"url|@import|https?:|<", sheet) is None
    assert set(re.findall(r"#[0-9a-fA-F]{3,6}\b", sheet)) == {"#000", "#333", "#fff"}
    assert "content=\"default-src 'none'; style-src 'sha256-" in html(of("text"))


# Paper


def made(one: Exercise, **more: Any) -> Worksheet:
    return Worksheet(exercise=one, titles=TITLES, calls=CALLS, **more)


def printed(way: str) -> dict[str, tuple[bytes, int]]:
    """The sheets of all shipped exercises in one way, and the most pages of each."""
    found = {}
    for one in SHIPPED:
        sheet = made(one, answers=example(one, TODAY) if way == "example" else {}, leads=way == "leader")
        most = {"blank": 5, "example": 4, "large": 9, "leader": 6}[way]
        more = one.id in ("lapse-review", "thought-reframing")  # what to do in danger before all else; 20 questions
        found[one.id] = (worksheet.html(sheet, large=way == "large"), most + 2 * more)
    return found


@cache
def on_sheets(way: str) -> dict[str, tuple[list[PrintedPage], ...]]:
    """What a browser prints all of these on: done once of each way."""
    with TemporaryDirectory() as folder:
        return paper(printed(way), Path(folder))


REST = 0.27  # of a page's height, the margin above it included
needs_paper = pytest.mark.skipif(
    not (CHROMIUM and POPPLER), reason="prints with Chromium and reads with pdftotext, one of which is not here"
)


@needs_paper
@pytest.mark.parametrize("way", ["blank", "example", "large", "leader"])
def test_a_sheet_has_a_few_pages_and_none_that_holds_only_a_rest(way: str) -> None:
    pages = printed(way)
    found = on_sheets(way)
    assert found.keys() == pages.keys()
    counts = {name: tuple(map(len, both)) for name, both in found.items()}
    assert {name: count for name, count in counts.items() if max(count) > pages[name][1]} == {}
    assert {name: run[-1] for name, both in found.items() for run in both if len(run) > 1 and run[-1].ends < REST} == {}
    assert {name: len(torn(run)) for name, both in found.items() for run in both if torn(run)} == {}
    if way == "blank":
        assert sum(max(count) <= 2 for count in counts.values()) >= len(SHIPPED) // 2


def torn(run: list[PrintedPage]) -> list[str]:
    """The lines “Only if …:” after which a page ends."""
    return [found for page in run for found in re.findall(r"Only if you [^:]*:$", page.text)]


def starts(run: list[PrintedPage], titles: list[str]) -> list[int]:
    """The page on which each begins, from 0."""
    heads = {number: page.text for number, page in enumerate(run) if "Date:" in page.text}  # not the cover's
    return [next(number for number, text in heads.items() if text.startswith(title)) for title in titles]


@needs_paper
@pytest.mark.parametrize("large", [False, True])
def test_many_sheets_are_a_file_with_a_cover_and_each_begins_on_new_paper(large: bool, tmp_path: Path) -> None:
    all_of_them = [made(one) for one in SHIPPED]
    some = [made(one, leads=True) for one in SHIPPED if one.facilitator]
    files = {"all": all_of_them, "starred": some, "two": all_of_them[:2]}
    pages = {name: (worksheet.html_of(sheets, "The lot", large=large), 0) for name, sheets in files.items()}
    alone = on_sheets("large" if large else "blank")
    for name, both in paper(pages, tmp_path).items():
        titles = [sheet.exercise.title for sheet in files[name]]
        for number, run in enumerate(both):
            begin = starts(run, titles)
            assert run[0].text.startswith("The lot")
            assert begin == sorted(begin)
            assert all(title in " ".join(page.text for page in run[: begin[0]]) for title in titles)
            if name == "all":
                each = [len(alone[sheet.exercise.id][number]) for sheet in all_of_them]
                assert [after - one for one, after in zip(begin, [*begin[1:], len(run)], strict=True)] == each
            last = [*begin[1:], len(run)]
            assert [title for title, end in zip(titles, last, strict=True) if run[end - 1].ends < REST / 2] == []


@needs_paper
def test_every_page_has_its_number(tmp_path: Path) -> None:
    import subprocess

    paper({"one": (worksheet.html_of([made(one) for one in SHIPPED[:3]], "x"), 0)}, tmp_path)
    text = subprocess.run([POPPLER, tmp_path / "page.pdf", "-"], capture_output=True, check=True).stdout.decode()
    whole = text.strip("\f").split("\f")
    assert [re.findall(r"\b(\d+) / (\d+)", page)[-1] for page in whole] == [
        (str(number), str(len(whole))) for number in range(1, len(whole) + 1)
    ]


def test_a_table_that_no_page_holds_goes_on_with_its_headings() -> None:
    long = of("items", fields=[COLUMNS[0]], at_least=20)
    whole = html(long)
    assert (whole.count("<table>"), whole.count("<thead>"), rows_of(long)) == (2, 2, 20)
    assert html(of("items", fields=[COLUMNS[0]])).count("<table>") == 1


# Several, and for whoever leads


def test_a_cover_names_the_sheets_in_their_order_and_one_sheet_has_none() -> None:
    three = SHIPPED[:3]
    whole = Read(worksheet.html_of([made(one) for one in three], "A evening <of> ours")).text
    before, *sheets = re.split("About [0-9]+ minutes?[.]", whole)
    assert len(sheets) == 3
    listed = [f"{one.title} ({one.minutes} min)" for one in three]
    assert [before.index(title) for title in listed] == sorted(before.index(title) for title in listed)
    assert "A evening <of> ours" in before
    assert "3 exercises to do by hand." in before
    assert "to do by hand" not in Read(worksheet.html(made(three[0]))).text
    assert "They are filled in with examples." not in before
    filled = [made(one, answers=example(one, TODAY)) for one in three]
    assert "They are filled in with examples." in Read(worksheet.html_of(filled, "x")).text


NOTES = {
    "aim": "To see it.",
    "minutes": 20,
    "ask": ["How was it?", "What then?"],
    "avoid": "Advice.",
    "note": "Slowly.",
}


def test_notes_for_whoever_leads_are_on_their_sheet_alone() -> None:
    column = {"kind": "text", "key": "who", "ask": "Who?", "facilitator": "One is enough."}
    exercise = steps(
        {"kind": "text", "facilitator": "Ask why."}, {"kind": "items", "fields": [column]}, facilitator=NOTES
    )
    with_notes, without = (Read(html(exercise, leads=leads).encode()).text for leads in (True, False))
    said = (
        "For whoever leads the groupAim: To see it.Time: about 20 min in a groupSlowly.Ask:\nHow was it?\nWhat then?\n"
        "Avoid: Advice."
    )
    assert said in with_notes
    assert "For whoever leads:Ask why." in with_notes
    assert "For whoever leads, at “Who?”:One is enough." in with_notes
    assert [words for words in ("leads", "To see it", "Slowly", "Ask why", "One is enough") if words in without] == []
    assert "There are no notes on this exercise." in Read(html(of("text"), leads=True).encode()).text
    both = [Worksheet(exercise=exercise, leads=True)] * 2
    assert "This copy has notes that are not for the group." in Read(worksheet.html_of(both, "x")).text


@pytest.mark.parametrize("exercise", [one for one in SHIPPED if one.facilitator], ids=lambda one: one.id)
def test_all_notes_of_what_ships_are_on_the_leader_s_sheet_and_none_on_the_group_s(exercise: Exercise) -> None:
    whole = [exercise.facilitator, *(step.facilitator for _path, step in exercise.every_step())]
    notes = [word for one in whole if one for word in one.words]
    with_notes, without = (Read(html(exercise, leads=leads).encode()).text for leads in (True, False))
    assert [word for word in notes if word not in with_notes] == []
    asked = text(exercise)  # some of what to ask is what the sheet asks
    assert [word for word in notes if word in without and word not in asked] == []


def test_what_hangs_on_the_answer_above_is_kept_with_it() -> None:
    only = {"key": "a", "is": True}
    near = html(steps({"kind": "yes-no"}, {"kind": "text", "only_if": only}, {"kind": "text", "only_if": only}))
    assert re.findall(r'<div class="(only[^"]*)"', near) == ["only above", "only more"]
    told = {"kind": "note", "text": "Well done.", "only_if": only}
    notes = html(steps({"kind": "yes-no"}, told, told, {"kind": "text", "only_if": only}, told))
    assert re.findall(r'<div class="(only[^"]*)"', notes) == ["only above"]
    far = html(steps({"kind": "yes-no"}, {"kind": "text"}, {"kind": "text", "only_if": only}))
    assert re.findall(r'<div class="(only[^"]*)"', far) == ["only"]


def test_the_exercise_of_the_document_has_a_sheet(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(content.data().joinpath("en", "starter.toml").read_text("utf-8"), "utf-8")
    found, problems = read_file(file)
    assert found is not None, problems
    assert "Only if you circled 7 or more at question 1" in text(found)
