import csv
import io
import json
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.journal.making import entry
from tests.small import SCALE, YES_NO, exercise

from smartcli.exchange import writers
from smartcli.exchange.report import Report
from smartcli.journal.entry import Entry
from smartcli.text.sanitize import safe

ID = "01KKBPENW0FG924SA1P8ZMQN4N"
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", "  =1", "\t=1", "\r=1", "\u00a0=1", "\n-1"]
unhurried = settings(deadline=None)  # a busy machine is no failure


def report(*entries: Entry, **more) -> Report:
    return Report(entries=entries, titles={"urge-log": "Urge log"}, made="2026-03-12", **more)


def render(name: str, *entries: Entry, **more) -> str:
    return b"".join(writers.load(name).render(report(*entries, **more))).decode("utf-8")


def cells(*entries: Entry, **more) -> list[list[str]]:
    text = render("csv", *entries, **more)
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


# The folder


def test_the_formats_are_the_modules_of_the_folder():
    assert writers.names() == ["csv", "dictionary", "json", "markdown"]


@pytest.mark.parametrize("name", writers.names())
def test_every_format_says_what_it_is_for_and_x7_whether_it_can_be_imported_again(name):
    format = writers.load(name)
    assert re.fullmatch(r"\.[a-z]+", format.SUFFIX)
    assert re.search(r"Can(not)? be imported again\.$", (format.__doc__ or "").splitlines()[0])


@pytest.mark.parametrize("name", ["nothing", "report", "__init__", "../csv", ""])
def test_there_is_no_other_format(name):
    with pytest.raises(KeyError):
        writers.load(name)


@pytest.mark.parametrize("name", writers.names())
def test_every_format_writes_a_journal_without_entries(name):
    assert render(name) != ""


@pytest.mark.parametrize("name", writers.names())
@given(text=st.text(st.characters()))
@unhurried
def test_p7_no_text_stops_a_format_and_nothing_in_its_output_commands_a_terminal(name, text):
    one = entry(text, id=ID, at=text, day=text, zone=text, exercise=text, asked={text: text}, answers={text: text})
    rows = entry(text, id=ID, answers={"t": [{text: text}, text], "u": {text: [text]}})
    out = render(name, one, rows).removeprefix("\ufeff")
    assert safe(out).replace("\n", "") == out.replace("\r\n", "").replace("\n", "")


# JSON


def test_json_looks_like_this():
    assert render("json", entry("née", id=ID), entry("two", id=ID, more={"x": 1})) == (
        '{"schema":1,"entries":[\n'
        f'{{"id":"{ID}","at":"2026-03-10T12:00:00.000000+01:00","zone":"Europe/Madrid","day":"2026-03-10",'
        '"exercise":"urge-log","version":1,"asked":{"trigger":"What set it off?"},'
        '"answers":{"trigger":"n\\u00e9e","strength":7,"helper":null}},\n'
        f'{{"id":"{ID}","at":"2026-03-10T12:00:00.000000+01:00","zone":"Europe/Madrid","day":"2026-03-10",'
        '"exercise":"urge-log","version":1,"asked":{"trigger":"What set it off?"},'
        '"answers":{"trigger":"two","strength":7,"helper":null},"x":1}\n'
        "]}\n"
    )


def test_json_of_no_entries_is_json():
    assert json.loads(render("json")) == {"schema": 1, "entries": []}


def test_json_is_lossless_also_in_what_is_private():
    one = entry("secret", id=ID)
    table = json.loads(render("json", one, private=frozenset({("urge-log", "trigger")})))
    assert Entry.from_json(table["entries"][0]) == one


# CSV


def test_csv_is_one_long_table_with_a_row_an_answer():
    asked = {"trigger": "What set it off?", "plans": "Your plans?", "plans.when": "When?"}
    answers = {
        "trigger": "a row, at work;\nthen the bus",
        "strength": 7,
        "used": False,
        "helper": None,
        "reasons": ["one", "two"],
        "plans": [{"when": "Friday", "what": None}, {"when": "Monday", "what": "call"}],
        "empty": [],
        "ratio": -0.5,
    }
    about = [ID, "2026-03-10T12:00:00.000000+01:00", "2026-03-10", "", "Europe/Madrid", "urge-log"]
    assert cells(entry(id=ID, asked=asked, answers=answers)) == [
        ["id", "at", "day", "happened", "zone", "exercise", "key", "asked", "answer"],
        [*about, "trigger", "What set it off?", "a row, at work;\nthen the bus"],
        [*about, "strength", "strength", "7"],
        [*about, "used", "used", "no"],
        [*about, "helper", "helper", ""],
        [*about, "reasons.1", "reasons", "one"],
        [*about, "reasons.2", "reasons", "two"],
        [*about, "plans.1.when", "When?", "Friday"],
        [*about, "plans.1.what", "what", ""],
        [*about, "plans.2.when", "When?", "Monday"],
        [*about, "plans.2.what", "what", "call"],
        [*about, "empty", "empty", ""],
        [*about, "ratio", "ratio", "-0.5"],
    ]


def test_x8_csv_begins_with_its_mark_and_has_every_cell_in_quotes():
    text = render("csv", entry('say "no", twice', id=ID))
    assert text.startswith('\ufeff"id","at",')
    assert text.split("\r\n")[1].endswith(',"trigger","What set it off?","say ""no"", twice"')


@pytest.mark.parametrize("text", HOSTILE)
def test_x8_no_cell_begins_a_formula_in_whatever_column(text):
    one = entry(text, id=ID, zone=text, exercise=text, asked={text: text}, answers={text: text, "list": [text]})
    for row in cells(one)[1:]:
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert cells(entry(text, id=ID))[1][-1] == "'" + safe(text)


def test_x8_csv_shows_half_characters_as_replaced():
    assert cells(entry("a\ud800b", id=ID))[1][-1] == "a\ufffdb"


# Markdown


def test_markdown_is_a_log_day_by_day():
    asked = {"trigger": "What set it off?", "reasons": "Your reasons?", "plans.who": "Who?", "plans": "Your plans"}
    answers = {
        "trigger": "a row at work\nthen the bus\n\n2. and - *more* <b>",
        "helper": None,
        "used": True,
        "strength": 0,
        "reasons": ["my sister", "- sleep"],
        "plans": [{"who": "Ana", "when": "Friday"}],
        "none": [],
    }
    later = entry("x", id=ID, day="2026-03-11", exercise="unknown", answers={"trigger": None})
    assert render("markdown", entry(id=ID, asked=asked, answers=answers), later) == (
        "# My log\n\n"
        "2 entries, exported on 2026-03-12. This file is not encrypted. "
        "It is for reading; “export json” writes one that can be imported again.\n\n"
        "## 2026-03-10\n\n"
        "### 12:00 · Urge log\n\n"
        "**What set it off?**\n\n"
        "> a row at work  \n> then the bus\n>\n> 2\\. and - \\*more\\* &lt;b>\n\n"
        "**used**\n\n> yes\n\n"
        "**strength**\n\n> 0\n\n"
        "**Your reasons?**\n\n- my sister\n- \\- sleep\n\n"
        "**Your plans**\n\n- **Who?** Ana  \n  **when** Friday\n\n"
        "## 2026-03-11\n\n"
        "### 12:00 · unknown\n\n"
        "Nothing written.\n"
    )


MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
SIGNS = st.text("*_`~#>-+=|[](){}!<>&;:\\\"'./\n \t1a2bé\r", max_size=30) | st.text(st.characters())


OURS = {"heading_open", "heading_close", "paragraph_open", "paragraph_close"} | {
    "inline",
    "strong_open",
    "strong_close",
}


def tokens(text: str) -> list[tuple[str, str]]:
    """What a reader of Markdown sees: each block with its text."""
    found = []
    for token in MARKDOWN.parse(text):
        inner = "".join("\n" if child.type.endswith("break") else child.content for child in token.children or [])
        kinds = {child.type for child in token.children or []} - {"text", "hardbreak", "softbreak", "text_special"}
        found.append((token.type, inner))
        found += [(kind, "") for kind in sorted(kinds)]
    return found


def squeezed(text: str) -> str:
    return " ".join(text.split())


@unhurried
@given(SIGNS)
@example("~~struck~~ a\n===\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |\n```\n$x$ &amp; ![i](u) <b> http://x\n1) a")
def test_no_answer_becomes_markdown_or_html(text):
    found = tokens(render("markdown", entry(text, id=ID, answers={"trigger": text})))
    kinds = {kind for kind, _text in found}
    assert kinds <= {*OURS, "blockquote_open", "blockquote_close"}
    said = [inner for kind, inner in found if kind == "inline"]
    start = said.index("What set it off?") + 1 if text else len(said)
    clean = safe(re.sub("[\ud800-\udfff]", "\ufffd", text))
    assert squeezed(" ".join(said[start:])) == squeezed(clean)


@unhurried
@given(SIGNS)
def test_no_title_wording_or_item_becomes_markdown_or_html(text):
    answers = {"a": [text, {"b": text or "x"}]}
    one = entry(id=ID, day=text, exercise=text, asked={"a": text, "a.b": text}, answers=answers)
    kinds = {kind for kind, _text in tokens(render("markdown", one))}
    assert kinds <= {*OURS, "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}


def test_markdown_says_of_a_rating_its_range_and_what_its_ends_mean_and_of_a_number_its_unit():
    number = {"kind": "number", "key": "minutes", "ask": "How long?", "unit": "minutes"}
    fields = [{**SCALE, "key": "rating", "ask": "How bad?", "low": 1}, YES_NO]
    items = {"kind": "items", "key": "rows", "ask": "Which?", "fields": fields}
    known = exercise({**SCALE, "ends": ["none", "strongest"]}, number, items)
    asked = {path: step.ask for path, step in known.every_step()}
    answers = {"strength": 7, "minutes": 20, "rows": [{"rating": 3, "sure": True}]}
    one = entry(id=ID, exercise="small", asked=asked, answers=answers)
    assert render("markdown", one, exercises={"small": known}).endswith(
        "**How strong?**\n\n> 7 of 10 (0: none, 10: strongest)\n\n"
        "**How long?**\n\n> 20 minutes\n\n"
        "**Which?**\n\n- **How bad?** 3 of 10  \n  **Are you sure?** yes\n"
    )


def test_markdown_with_the_newest_first_is_the_same_log_the_other_way_round():
    days = ["2026-03-10", "2026-03-11", "2026-03-11"]
    entries = [entry(text, id=ID, day=day) for text, day in zip("abc", days, strict=True)]
    later = entry("d", id=ID, day="2026-03-10", happened="2026-03-10")
    assert told(render("markdown", later, *reversed(entries), newest_first=True)) == ["11", "c", "b", "10", "d", "a"]
    assert told(render("markdown", *entries, later)) == ["10", "a", "d", "11", "b", "c"]


def told(log: str) -> list[str]:
    """The days of March and the words."""
    return re.findall(r"^(?:## 2026-03-|> (?=[a-d]))(.*)$", log, re.MULTILINE)


# Private answers


@pytest.mark.parametrize("name", ["csv", "markdown"])
def test_formats_for_reading_leave_out_what_is_private(name):
    answers = {"trigger": "SECRET", "people": [{"who": "SECRET", "how": "by phone"}], "strength": 7}
    private = frozenset({("urge-log", "trigger"), ("urge-log", "people.who"), ("other", "strength")})
    text = render(name, entry(id=ID, answers=answers), private=private)
    assert "SECRET" not in text
    assert "What set it off?" not in text
    assert "by phone" in text
    assert "strength" in text


def test_markdown_says_what_is_left_out_and_what_cannot_be():
    one = entry(id=ID, answers={"people": [{"who": "SECRET"}]})
    text = render("markdown", one, private=frozenset({("urge-log", "people.who")}), unknown=1)
    assert "What is known to be private, such as names, is left out. 1 exercise cannot be found or read. Its" in text
    assert text.endswith("Urge log\n\nWhat is written here is private, and left out.\n")
    assert "left out" not in render("markdown", one)
    assert render("markdown", entry(id=ID, answers={"did": []})).endswith("Urge log\n\nNothing written.\n")


# Large journals


@pytest.mark.parametrize("name", ["csv", "json", "markdown"])
def test_a_format_writes_as_it_reads_and_holds_no_journal(name):
    class Many:
        """A thousand entries, made when they are asked for."""

        made = 0

        def __len__(self) -> int:
            return 1000

        def __iter__(self):
            for minutes in range(len(self)):
                self.made += 1
                yield entry("x", minutes=minutes, id=ID)

    many = Many()
    pieces = writers.load(name).render(Report(entries=many, titles={}, made="2026-03-12"))
    next(pieces)
    assert many.made <= 100
    assert sum(1 for _piece in pieces) >= 9
    assert many.made == (2000 if name == "markdown" else 1000)  # a log looks first for what was written later


def test_small_pieces_are_put_together():
    pieces = [b"a" * size for size in (1, writers.BLOCK, 3, 4)]
    assert [len(block) for block in writers.blocks(pieces)] == [writers.BLOCK + 1, 7]
