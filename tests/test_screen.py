import io
import json
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small import quick
from tests.text.pictures.person import CALENDAR, WEEKS

from smartcli.screen import CLEAR, Screen, real
from smartcli.text.finding import Finding, Grid, Value
from smartcli.text.sanitize import safe

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
WIDTHS = [20, 40, 80]


class Stream(io.TextIOWrapper):
    """A terminal, or a file, that keeps what it is sent."""

    def __init__(self, encoding: str = "utf-8", *, tty: bool = True) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="\n")
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty

    @property
    def bytes(self) -> bytes:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue()

    @property
    def text(self) -> str:
        return self.bytes.decode(self.encoding)


@pytest.fixture(autouse=True)
def a_colour_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rich looks at the environment too."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def screen(*, plain: bool = False, tty: bool = True, **more: Any) -> Screen:
    return Screen(out=Stream(tty=tty), err=Stream(), plain=plain, tty=tty, **more)


def sent(made: Screen) -> str:
    """All that went to standard output."""
    assert isinstance(made.out, Stream)
    return made.out.text


def shown(made: Screen) -> str:
    """What stands on the screen, without the colours."""
    return COLOURS.sub("", sent(made))


# Words


def test_paragraphs_are_wrapped_between_words_and_lists_hang():
    plain = screen(plain=True, width=20)
    plain.say("One two three four five six.\n\n- a list that goes on and on")
    assert shown(plain) == "One two three four\nfive six.\n\n- a list that goes\n  on and on\n"


def test_running_text_is_never_wider_than_it_reads_well():
    wide = screen(plain=True, width=500)
    wide.say("word " * 40)
    assert [len(line) for line in shown(wide).splitlines()] == [74, 74, 49]


def test_an_empty_paragraph_is_an_empty_line():
    plain = screen(plain=True)
    plain.say()
    plain.words("")
    assert shown(plain) == "\n  \n"


def test_the_person_s_words_are_set_apart():
    plain = screen(plain=True, width=20)
    plain.words("I want my Saturdays back.\nAnd rest.")
    assert shown(plain) == "  I want my\n  Saturdays back.\n  And rest.\n"


def test_a_card_has_its_title_its_paragraphs_and_its_lists():
    rich, plain = screen(), screen(plain=True)
    for one in (rich, plain):
        one.card("\n# Stay\n\nBreathe.\n- in\n- out\n")
    assert shown(rich) == shown(plain) == "Stay\n\nBreathe.\n- in\n- out\n"


def test_chatter_goes_to_standard_error():
    out, err = Stream(), Stream()
    Screen(out=out, err=err, plain=True).note("One.\nTwo.")
    assert [out.text, err.text] == ["", "One.\nTwo.\n"]


def test_styles_are_colours_on_a_terminal_and_nothing_in_plain_mode():
    rich, plain = screen(), screen(plain=True)
    for one in (rich, plain):
        one.title("Title")
        one.say("[bold]", "good")
    green = r"\x1b\[(38;5;)?36m"  # in which of its colours, rich keeps for all of a process from the first terminal
    assert re.fullmatch(rf"\x1b\[1mTitle\x1b\[0m\n{green}\[bold\]\x1b\[0m\n", sent(rich))
    assert sent(plain) == "Title\n[bold]\n"


def test_without_colour_nothing_is_lost_but_the_colour():
    rich = screen(colour=False)
    rich.title("Title")
    rich.words("words")
    rich.table(["A"], [["x"]])
    assert set(COLOURS.findall(sent(rich))) <= {"\x1b[0m", "\x1b[1m", "\x1b[2m"}
    assert shown(rich) == "Title\n  words\nA\nx\n"


def test_numbers_that_the_sentence_tells_are_not_said_again_in_plain_lines():
    told = Finding(text="8 before, 4 after.", points=(Value(label="before", value=8),), is_told=True)
    rich, plain = screen(), screen(plain=True)
    for one in (rich, plain):
        one.finding(told)
    assert shown(plain) == "8 before, 4 after.\n"
    assert "before  " in shown(rich)


def test_what_is_no_terminal_is_plain():
    piped = screen(tty=False)
    piped.title("Title")
    piped.clear()
    assert [piped.plain, sent(piped)] == [True, "Title\n"]


def test_a_terminal_can_be_cleared():
    rich = screen()
    rich.clear()
    assert sent(rich) == CLEAR


# Tables

ROWS = [["Urge log", "", "3 min"], ["Ride\nout", "an urge", "12 min"]]


def test_a_table_has_columns_on_a_terminal_and_sentences_in_plain_mode():
    rich, plain = screen(width=60), screen(plain=True, width=60)
    for one in (rich, plain):
        one.table(["title", "about", "time"], ROWS)
    assert [line.split("  ")[0] for line in shown(rich).splitlines()] == ["title", "Urge log", "Ride out"]
    assert {len(line) for line in shown(rich).splitlines()} == {25}
    assert shown(plain) == "Urge log, 3 min\nRide out, an urge, 12 min\n"


def test_a_table_on_a_narrow_terminal_is_a_list_so_that_no_cell_is_broken():
    narrow = screen(width=40)
    narrow.table(["title", "about", "time"], ROWS)
    assert shown(narrow) == "- Urge log, 3 min\n- Ride out, an urge, 12 min\n"


def test_a_plain_table_is_wrapped_at_words_on_a_terminal_and_whole_in_a_pipe():
    terminal, pipe = screen(plain=True, width=20, rows=30), screen(plain=True, width=20)
    for one in (terminal, pipe):
        one.table(["title", "about", "time"], ROWS)
    assert shown(terminal) == "Urge log, 3 min\nRide out, an urge,\n  12 min\n"
    assert shown(pipe) == "Urge log, 3 min\nRide out, an urge, 12 min\n"


def test_a_name_that_is_there_to_be_typed_is_not_broken():
    long = "a long title that takes all the room there is, and more of it than that"
    for first, is_whole in (("motivation-inventory", True), ("c" * 60, False)):
        wide = screen(width=80)
        wide.table(["id", "title", "point", "time", "about"], [[first, long, long, long, long]])
        assert (first in sent(wide)) is is_whole


def test_a_table_without_rows_has_its_headings_only():
    rich, plain = screen(), screen(plain=True)
    for one in (rich, plain):
        one.table(["title"], [])
    assert [shown(rich), shown(plain)] == ["title\n", ""]


# Findings

BARS = Finding(
    title="Your wheel",
    text="The widest gap: Work.",
    points=(
        Value(label="Work", value=3, note="matters 10, last time 10"),
        Value(label="Health and rest", value=7.5, of=10),
        Value(label="Home", value=None),
    ),
    words=("one\ntwo",),
)


def test_a_finding_is_shown_with_bars_in_columns():
    wide = screen(width=80)
    wide.finding(BARS)
    assert shown(wide) == (
        "Your wheel\nThe widest gap: Work.\n"
        "Work             ██████░░░░░░░░░░░░░░ 3/10, matters 10, last time 10\n"
        "Health and rest  ███████████████░░░░░ 7.5/10\n"
        "Home             · not rated\n"
        "  one\n  two\n"
    )


def test_bars_and_own_words_keep_to_the_window_where_signs_take_two_columns():
    points = (Value(label="朋友请我去酒吧喝一杯", value=5), Value(label="A", value=5))
    small = screen(width=40)
    small.finding(Finding(points=points, words=("我去散步了" * 5,)))
    assert shown(small) == (
        "朋友请我去酒…  ████████░░░░░░░ 5/10\n"
        "A              ████████░░░░░░░ 5/10\n"
        "  我去散步了我去散步了我去散步了我去散\n"
        "  步了我去散步了\n"
    )


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (60, ["Work             ██████░░░░░░░░░░░░░░ 3/10", "  matters 10, last time 10"]),
        (30, ["Work        ██░░░░░░ 3/10", "  matters 10, last time 10"]),
        (20, ["- Work: 3/10,", "  matters 10, last", "  time 10"]),
        (10, ["- Work:", "  3/10,", "  matters", "  10,", "  last", "  time 10"]),
    ],
)
def test_no_number_is_cut_where_there_is_little_room(width, lines):
    narrow = screen(width=width)
    narrow.finding(Finding(points=BARS.points))
    assert shown(narrow).splitlines()[: len(lines)] == lines
    assert max(map(len, shown(narrow).splitlines())) < width


def test_a_finding_is_shown_in_sentences_in_plain_mode():
    plain = screen(plain=True)
    plain.finding(BARS)
    assert shown(plain) == (
        "Your wheel\nThe widest gap: Work.\n- Work: 3/10, matters 10, last time 10\n- Health and rest: 7.5/10\n"
        "- Home: not rated\n  one\n  two\n"
    )


def test_words_that_are_not_shown_are_counted():
    plain = screen(plain=True)
    plain.finding(Finding(title="Still open", words=("one", "two"), more=3))
    assert shown(plain) == "Still open\n  one\n  two\n  …and 3 more\n"


def test_a_series_is_a_line_of_blocks_or_its_numbers_one_by_one():
    series = Finding(points=tuple(Value(label="x", value=value) for value in (0, None, 5, 7.5)), is_series=True)
    rich, plain = screen(), screen(plain=True)
    with redirect_stdout(Stream()):
        rich.finding(series)
    plain.finding(series)
    assert [shown(rich), shown(plain)] == ["▁·▅▇\n", "One by one: 0, not rated, 5, 7.5.\n"]


DAYS = Finding(
    points=tuple(
        Value(label=f"2026-03-0{day}", value=value) for day, value in enumerate((0, 2, None, 5, 7.5, 10, 1), 2)
    ),
    is_daily=True,
)
SENTENCE = "Monday 0, Tuesday 2, Thursday 5, Friday 7.5, Saturday 10, Sunday 1. The other days have no number here.\n"


def test_the_line_of_a_week_has_its_days_under_it_and_in_plain_lines_a_sentence_with_days():
    rich, plain, narrow = screen(width=40), screen(plain=True, width=200), screen(width=27)
    with redirect_stdout(Stream()):
        rich.finding(DAYS)
        narrow.finding(DAYS)
    plain.finding(DAYS)
    assert [line.rstrip() for line in shown(rich).splitlines()] == [
        "▁   ▂   ·   ▅   ▇   █   ▁",
        "Mon Tue Wed Thu Fri Sat Sun",
    ]
    assert shown(plain).replace("\n", " ").strip() == SENTENCE.strip()
    assert shown(narrow).replace("\n", " ").strip() == SENTENCE.strip()


def test_a_week_without_gaps_speaks_of_no_other_days():
    plain = screen(plain=True)
    plain.finding(DAYS.but(points=DAYS.points[:2]))
    assert shown(plain) == "Monday 0, Tuesday 2.\n"


@pytest.mark.parametrize("plain", [True, False])
def test_a_path_is_never_broken_and_commands_nothing(plain):
    narrow = screen(width=20, plain=plain)
    narrow.whole("/home/sam/exercises/a long name\x1b[2J.toml")
    assert shown(narrow) == "  /home/sam/exercises/a long name␛[2J.toml\n"


WEEK = Finding(
    title="Your week",
    grid=Grid(
        columns=("Morning", "Evening", ""),
        lines=(("Monday", ("", "A meal at the table, Noor; a\nbath", "")), ("Friday", ("Rest", "Swimming", "Call"))),
    ),
)


def test_a_grid_is_a_table_where_there_is_room():
    wide = screen(width=80)
    wide.finding(WEEK)
    assert [line.rstrip() for line in shown(wide).splitlines()] == [
        "Your week",
        "        Morning  Evening",
        "Monday           A meal at the table, Noor; a bath",
        "Friday  Rest     Swimming                           Call",
    ]


@pytest.mark.parametrize("narrow", [{"width": 59}, {"plain": True}])
def test_a_grid_is_a_sentence_a_cell_where_there_is_none(narrow):
    made = screen(**narrow)
    made.finding(WEEK)
    assert shown(made).splitlines() == [
        "Your week",
        "- Monday, Evening: A meal at the table, Noor; a bath",
        "- Friday, Morning: Rest",
        "- Friday, Evening: Swimming",
        "- Friday: Call",
    ]


# Any terminal


@pytest.mark.parametrize(("encoding", "bar"), [("utf-8", "██████████"), ("ascii", "##########")])
def test_charts_are_drawn_with_what_the_encoding_carries(encoding, bar):
    out = Stream(encoding)
    with redirect_stdout(out):
        made = real(plain=False, environ={"TERM": "xterm"})
        made.width = 31
        made.finding(Finding(text="Füße 😀", points=(Value(label="Work", value=10),)))
    assert bar in COLOURS.sub("", out.text)
    assert out.text.startswith("Füße 😀" if encoding == "utf-8" else "F??e ?")


@pytest.mark.parametrize(
    ("tty", "environ", "plain", "colour"),
    [
        (True, {"TERM": "xterm"}, False, True),
        (True, {"TERM": "xterm", "NO_COLOR": "1"}, False, False),
        (True, {"TERM": "xterm", "NO_COLOR": ""}, False, True),
        (True, {"TERM": "dumb"}, True, True),
        (True, {}, True, True),
        (False, {"TERM": "xterm"}, True, True),
    ],
)
def test_the_screen_of_a_process_fits_its_terminal(tty, environ, plain, colour):
    with redirect_stdout(Stream(tty=tty)):
        made = real(plain=False, environ=environ)
    assert (made.plain, made.colour) == (plain, colour)
    with redirect_stdout(Stream(tty=tty)):
        assert real(plain=True, environ=environ).plain is True


def test_a_terminal_of_no_width_is_narrow():
    assert screen(width=0).width == 10


# For other programs


def test_json_is_ascii_whatever_it_holds():
    plain = screen(plain=True)
    table = {"text": "Füße \x1b \u2028 \x9b 😀 [/x]", "n": None}
    plain.json(table)
    assert sent(plain).isascii()
    assert json.loads(shown(plain)) == table


def test_half_a_character_in_json_is_written_so_that_strict_readers_take_it():
    plain = screen(plain=True)
    plain.json({"halves": ["\ud800", "\udce9x", "\ude42\ud83d", "a\\ud800"], "whole": "🙂"})
    table = {"halves": ["\ufffd", "\ufffdx", "\ufffd\ufffd", "a\\ud800"], "whole": "🙂"}
    assert json.loads(shown(plain)) == table


def test_json_never_holds_a_number_that_is_none():
    with pytest.raises(ValueError, match="not JSON compliant"):
        screen(plain=True).json({"n": float("nan")})


def test_bytes_go_out_as_they_are_after_what_was_said_before():
    out = Stream()
    plain = Screen(out=out, err=out, plain=True)
    plain.say("First.")
    plain.data(b"\xef\xbb\xbfa\r\n\xff")
    assert out.bytes == b"First.\n\xef\xbb\xbfa\r\n\xff"


def test_where_only_text_can_go_bytes_are_read_as_utf_8():
    out = io.StringIO()
    Screen(out=out, err=out, plain=True).data("Füße \ud83d".encode("utf-8", "surrogatepass"))
    assert out.getvalue() == "Füße \ufffd\ufffd\ufffd"


# Hostile text

HOSTILE = [
    "[/x] [bold] [link=https://x]",
    "\x1b[2J\x1b]0;title\x07",
    "a\x00b\x7f\x9b31m\x08\x0c",
    "safe\u202egpj.exe \u2066x\u2069\u200f",
    "half \ud83d a face",
    "👩‍👩‍👧 漢字 नमस्ते e\u0301",
    "one\rtwo\r\nthree\u2028four",
    ":smile: {x} %s \\n",
    "",
    "\t \u3000",
    "漢" * 300,
]


def everything(made: Screen, text: str) -> Iterator[str]:
    """All that can be shown of a text, and what stands on the screen after it."""
    made.say(text)
    made.say(text, "look")
    made.title(text)
    made.words(text)
    made.note(text)
    made.card(f"# {text}\n{text}")
    made.table(["one", "two", "three"], [[text, "x", text], ["", text, ""]])
    points = (Value(label=text, value=3, note=text), Value(label=text, value=None))
    made.finding(Finding(title=text, text=text, points=points, words=(text,)))
    made.finding(Finding(points=points, is_series=True))
    for stream in (made.out, made.err):
        assert isinstance(stream, Stream)
        yield COLOURS.sub("", stream.text)


def screens() -> list[Screen]:
    return [screen(plain=plain, width=width, colour=width != 40) for plain in (True, False) for width in WIDTHS]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_commands_the_terminal_or_is_taken_for_markup(text):
    for made in screens():
        for seen in everything(made, text):
            assert safe(seen) == seen
            for word in safe(text[:100]).split():
                assert word[:2] in seen


@pytest.mark.parametrize("made", [screen(plain=True, width=20), screen(width=80)], ids=["plain", "rich"])
def test_a_very_long_word_is_shown_whole(made):
    made.words("x" * 200_000)
    made.table(["one"], [["y" * 200_000]])
    assert [shown(made).count(letter) for letter in "xy"] == [200_000, 200_000]


@quick
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_whatever_is_shown_is_harmless(text):
    for seen in everything(screen(width=20), text):
        assert safe(seen) == seen


# Pictures


def test_a_picture_is_drawn_on_a_terminal_and_said_in_plain_lines():
    drawn, plain = screen(width=80), screen(plain=True, width=200)
    for one in (drawn, plain):
        one.picture(CALENDAR)
    assert "Fri                  3   6^  2   3   ·   2   ?   2\n" in shown(drawn)
    assert shown(plain).startswith("Drinks, 7 September to 5 November: 46 of 60 days written. Of these")
    assert "^" not in shown(plain)


def test_in_short_a_picture_is_drawn_and_never_said():
    drawn, plain = screen(width=80), screen(plain=True)
    for one in (drawn, plain):
        one.picture(WEEKS, is_brief=True)
    assert shown(drawn).count("\n") == 4  # with its key
    assert shown(plain) == ""


def test_colour_repeats_the_sign_of_more_than_was_wanted_and_is_never_red():
    coloured = screen(width=80)
    coloured.picture(CALENDAR)
    assert re.search(r"\x1b\[(38;2;230;159;0|38;5;\d+|[39]\d)m6\^", sent(coloured))
    assert not re.search(r"\x1b\[(?:31|91)m", sent(coloured))
    without = screen(width=80, colour=False)
    without.picture(CALENDAR)
    assert "\x1b[" not in sent(without)
    assert shown(without) == shown(coloured)


def test_where_a_block_may_be_two_columns_wide_or_cannot_be_shown_a_picture_is_in_ascii():
    wide = screen(width=80, ascii_only=True)
    ascii_ = Screen(out=Stream("ascii"), err=Stream(), plain=False, tty=True, width=80)
    for one in (wide, ascii_):
        one.picture(WEEKS)
        assert "days  7.25899 .74....\x1b" not in shown(one)
        assert "days  7.25899 .74.... .637356 .23.687 52.3534 .446\n" in shown(one)


def test_a_line_that_passes_takes_the_place_of_the_one_before():
    made = screen(width=20)
    made.passing("500 entries read")
    made.passing("")
    assert isinstance(made.err, Stream)
    assert made.err.text == "\r\x1b[K500 entries read\r\x1b[K"
