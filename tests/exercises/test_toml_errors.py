"""What a hand slips on when it writes TOML is told in an author's words, with its line and its cure."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small import quick

from smartcli.exercises import toml_errors
from smartcli.exercises.library import Library, read_file

STRAIGHT = 'the quotes are not straight ones. Please type " at both ends, as in "How are you?".'
NO_END = 'a text has no quote at its end. Please close it with ".'
INSIDE = 'a " stands inside a text. Please use “these” inside a text.'
BACKSLASH = "a \\ stands in a text. Please write it twice: \\\\."
BLANK = "a blank is not a usual one. Please type the blanks of this line anew."
BRACKETS = "its brackets do not match. Please write [[steps]], with two at each end."
COLON = "there is a colon. Please write name = value."
BOOLEAN = "this is neither true nor false. Please write true or false, small and without quotes."
NUMBER = "this is no number. Please write a whole number alone, such as 7."
POINT = "this is no number. Please write it with a point, as in 7.5."
OPEN_CLOSE = "{ and } do not match. Please open and close them on this line."
UNQUOTED = 'a text stands without quotes. Please write it "like this".'
COMMA = 'a comma is missing between the parts. Please write { key = "hard", at_least = 7 }.'
OF_CARDS = COMMA.replace('key = "hard", at_least = 7', 'card = "crisis", at_most = 1')
NO_EQUALS = 'a part has no =. Please write { key = "hard", at_least = 7 }.'
LESS = "there is a < or a >. Please write at_least = 7 or at_most = 3."
MISSING = '{{ and }} are missing. Please write only_if = {{ key = "{}", {} }}.'
SEMICOLON = "there is a ; between the {parts}. Please write a comma."
AFTER = "“{sign}” stands after the value. Please take it out."
NO_LIST = '[ and ] are missing. Please write {name} = ["one", "two"].'
NOT_ROUND = "( and ) are not used here. Please write {signs}."
REMARK = "this is no name = value. If it is a remark, please put # before it."

ONE_LINE = [
    ("title = “Hello”", STRAIGHT),
    ('title = "Hello”', STRAIGHT),
    ("title = „Hallo“", STRAIGHT),
    ("title = «Salut»", STRAIGHT),
    ("title = »Hallo«", STRAIGHT),
    ("title = ‘Hello’", STRAIGHT),
    ('ends = ["none", “most”]', STRAIGHT),
    ('title = "Hello', NO_END),
    ('ends = ["none", "most]', NO_END),
    ('title = Hello"', 'a text has no quote at its beginning. Please open it with ".'),
    ("title = Hello", 'a text stands without quotes. Please write it "like this".'),
    ("title = Übung", 'a text stands without quotes. Please write it "like this".'),
    ("title = 'it's'", 'the single quotes do not match. Please type " at both ends.'),
    ('title = "say "hi" now"', INSIDE),
    ('title = "C:\\Users"', BACKSLASH),
    ('title = "a \\ b"', BACKSLASH),
    ('title\u00a0= "x"', BLANK),
    ('\u00a0title = "x"', BLANK),
    ('title = \u200b"x"', BLANK),
    ('choices = ["A" "B"]', 'two texts have no comma between them. Please write "one", "two".'),
    ('only_if = { key = "a", at_least = 7', OPEN_CLOSE),
    ('only_if = { key = "a" at_least = 7 }', COMMA),
    ('only_if = { key = "a"at_least = 7 }', COMMA),
    ('only_if = { key = "a", at_least = 7 at_most = 9 }', COMMA),
    ('only_if = { key = "a" is = "Yes" }', COMMA),
    (
        'safety = { card = "stay" at_most = 1 }',
        OF_CARDS,
    ),
    (
        'safety = [{ card = "stay" }, { card = "crisis" at_most = 1 }]',
        OF_CARDS,
    ),
    ('only_if = { key = "a", at_least 7 }', NO_EQUALS),
    ('only_if = { key = "a", is "At home" }', NO_EQUALS),
    ('only_if = { key = "a", true }', NO_EQUALS),
    ('only_if = { "a" at_least 7 }', NO_EQUALS),
    ('only_if = { key = "a", at_least = 7, }', "a comma stands before the }. Please take it out."),
    ('only_if = { key = "a", at least = 7 }', "a name has no blank. Please write at_least."),
    ("only_if = { key = a, at_least = 7 }", UNQUOTED),
    ('only_if = { key = "a", is = Yes }', BOOLEAN),
    ('only_if = { key = "a", is = }', 'there is nothing after the =. Please give a value, such as "a text" or 7.'),
    ("only_if = { a >= 7 }", 'there is a < or a >. Please write { key = "a", at_least = 7 }.'),
    ('only_if = { key = "a", > 7 }', LESS),
    ('only_if = { key = "a"; at_least = 7 }', SEMICOLON.format(parts="parts")),
    ('only_if = ( key = "a", at_least = 7 )', NOT_ROUND.format(signs="{ }")),
    (
        'only_if = [ key = "a", at_least = 7 ]',
        '[ and ] stand around a name = value. Please write only_if = { key = "hard", at_least = 7 }.',
    ),
    (
        'only_if = key = "a", at_least = 7',
        '{ and } are missing. Please write only_if = { key = "hard", at_least = 7 }.',
    ),
    ('ends = ("none", "most")', NOT_ROUND.format(signs="[ ]")),
    ('ends = { "none", "most" }', "{ and } stand around a list. Please write [ and ]."),
    ('ends = ["none"; "most"]', SEMICOLON.format(parts="texts")),
    ("ends = [none, most]", UNQUOTED),
    ('ends = ["none", most]', UNQUOTED),
    ("choices = [- At home]", UNQUOTED),
    ('choices = ["A", ...]', "… stands for nothing here. Please write out all of them, or take it out."),
    ('choices = ["A, "B", "C"]', 'a " is missing, or is one too many. Please see that each text has a " at both ends.'),
    ('ends = "none", "most"', NO_LIST.format(name="ends")),
    ('title = "x",', AFTER.format(sign=",")),
    ('title = "x";', AFTER.format(sign=";")),
    ('title = "x".', AFTER.format(sign=".")),
    ('choices = ["A", "B"].', AFTER.format(sign=".")),
    ("minutes = 4,", AFTER.format(sign=",")),
    ('title == "x"', "there are two =. Please write one."),
    ('title "x"', "there is no =. Please write title = before the value."),
    ("minutes 4", "there is no =. Please write minutes = before the value."),
    ("minutes = 4 min", NUMBER),
    ("minutes = 3-4", NUMBER),
    ('[[steps]] kind = "text"', "a heading stands on a line of its own. Please begin a new line after [[steps]]."),
    ("{{steps}}", "a heading is not written so. Please write [[steps]]."),
    ("((steps.fields))", "a heading is not written so. Please write [[steps.fields]]."),
    ("[steps", BRACKETS),
    ("[[steps]", BRACKETS),
    ("[steps]]", BRACKETS),
    ('title: "x"', COLON),
    ('only_if = { key = "a", at_least: 7 }', COLON),
    ("a word", REMARK),
    ("// a remark", REMARK),
    ("only if = 3", "a name is made of a-z and _. Please write only_if, not only if."),
    ("title =", 'there is nothing after the =. Please give a value, such as "a text" or 7.'),
    ("title = # later", 'there is nothing after the =. Please give a value, such as "a text" or 7.'),
    ("required = True", BOOLEAN),
    ("required = yes", BOOLEAN),
    ("low = 0,5", POINT),
    ("minutes = 4,5", NUMBER),
    ("only_if = hard >= 7", MISSING.format("hard", "at_least = 7")),
    ("only_if = sad", MISSING.format("sad", "at_least = 7")),
    ("safety = crisis", UNQUOTED),
    ("only_if = hard=>7", MISSING.format("hard", "at_least = 7")),
    ("only_if = hard > 7", MISSING.format("hard", "at_least = 8")),
    ("only_if = hard <= 3", MISSING.format("hard", "at_most = 3")),
    ("only_if = hard < 3", MISSING.format("hard", "at_most = 2")),
    ("only_if = hard == -1", MISSING.format("hard", "is = -1")),
    ('only_if = hard == "Yes"', MISSING.format("hard", "at_least = 7")),
    (
        "safety = hard >= 7",
        '{ and } are missing. Please write safety = { card = "crisis", at_most = 1 }.',
    ),
    ("leads = urge-surf", UNQUOTED),
    (
        "leads = hard >= 7",
        '{ and } are missing. Please write leads = { to = "urge-surf", is = "An urge" }.',
    ),
    ("low = 07", NUMBER),
]


def told(tmp_path: Path, text: str) -> list[str]:
    file = tmp_path / "mine.toml"
    file.write_text(text, "utf-8")
    found, problems = read_file(file)
    assert found is None
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(("line", "said"), ONE_LINE)
def test_a_slip_on_one_line_is_told_with_its_line_and_its_cure(line, said, tmp_path):
    text = f'format = 1\nabout = "Fine."  # “fine”\n{line}\n'
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)
    assert told(tmp_path, text) == [f"line 3: {said}"]


SEVERAL = [
    ('choices = [\n"A",\n"B"\n"C"\n]\n', [("line 4: the text above has no comma after it. "
                                          "Please put a comma between two texts.")]),
    ('choices = [\n"A",\n"B",\nask = "x"\n', ["line 1: this has no end. Please close it with ]."]),
    ('choices = [\n"A",\n[[steps]]\n', ["line 1: this has no end. Please close it with ]."]),
    ('a = 1\nchoices = ["A",\n"B",\n', ["line 2: this has no end. Please close it with ]."]),
    ('a = 1\nabout = """\nmany words\n', ['line 2: this has no end. Please close it with """.']),
    ('about = """\n“Yes”, she said: x\n"""\ntitle = “x”\n', [f"line 4: {STRAIGHT}"]),
    ('[[steps]]\nkey = "a"\nask = "?"\nask = "!"\n',
     [("line 4: “ask” stands here for the second time; the first is on line 3. "
      "Please take one out, or put the missing [[steps]] between them.")]),
    ('[[steps]]\nkind = "text"\nkey = "a"\n\nkind = "text"\nkey = "b"\n',
     [("line 5: “kind” stands here for the second time; the first is on line 2. "
      "Please take one out, or put the missing [[steps]] between them.")]),
    ('title = "one\ntwo\nthree"\nminutes = 07\n',
     ["line 1: a text goes over several lines. Please write it on one line, however long.", f"line 4: {NUMBER}"]),
    ('title = "one\nminutes = 07\n', [f"line 1: {NO_END}", f"line 2: {NUMBER}"]),
    ('only_if = {\nkey = "a",\nat_least = 7\n}\nlow = 07\n',
     ["line 1: { and } stand on different lines. Please write it on one line, however long.", f"line 5: {NUMBER}"]),
    ('only_if = { key = "a"\n[[steps]]\n', [f"line 1: {OPEN_CLOSE}"]),
    ('choices = [\n"A",\nB\n]\n', [f"line 3: {UNQUOTED}"]),
    ("title = “a”\nask = “b”\ntitle = “c”\nask = “d”\n", [f"line 1: {STRAIGHT} It is the same on 3 more lines."]),
    ("{\\rtf1\\ansi title\n", [
        ("line 1: this is the file of a word processor. "
        "Please save it as plain text. In TextEdit: Format, Make Plain Text."),
    ]),
    ('[sample]\nwho = "a"\n[[sample.who]]\nb = 1\n', [
        "line 3: “who” has an answer above already. Please take one of the two out.",
    ]),
    ('a = "x"\r\ntitle = “x”\r\n', [f"line 2: {STRAIGHT}"]),
    ("title = “x”\nabout = “y”\n", [f"line 1: {STRAIGHT}", f"line 2: {STRAIGHT}"]),
    ("[steps]\nkey = 1\n[steps]\nkey = 2\n",
     ["line 1: “[steps]” is not known here. Please write [[steps]].",
      "line 3: “[steps]” is not known here. Please write [[steps]]."]),
    ("a = ?\n", ["line 1: this cannot be read. Please compare it with the same line of another exercise."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), SEVERAL)
def test_a_slip_over_several_lines_is_told_where_it_is(text, said, tmp_path):
    assert told(tmp_path, text) == said


HEADINGS = [
    ("[steps]", "Please write [[steps]]."),
    ("[[step]]", "Please write [[steps]]."),
    ("[[Steps]]", "Please write [[steps]]."),
    ("[[fields]]", "Please write [[steps.fields]]."),
    ("[steps.fields]", "Please write [[steps.fields]]."),
    ("[[steps.field]]", "Please write [[steps.fields]]."),
    ("[[outcome]]", "Please write [[outcomes]]."),
    ("[[sample]]", "Please write [sample]."),
    ("[[sample,a]]", "Please write [[sample.a]]."),
    ("[[sample a]]", "Please write [[sample.a]]."),
    ("[[a]]", "Please write [[sample.a]]."),
    ("[steps fields]", "Please write [[steps.fields]]."),
    ("[[facilitator]]", "Please write [facilitator]."),
    ("[[steps.facilitator]]", "Please write [steps.facilitator]."),
    ("[step facilitator]", "Please write [steps.facilitator]."),
    (
        "[plans]",
        (
            "There are: [facilitator], [[steps]], [steps.facilitator], [[steps.fields]], [[outcomes]], [sample], "
            "[[sample.KEY]]."
        ),
    ),
]
HEAD = 'format = 1\npoint = "urges"\ntitle = "x"\nminutes = 1\n'
STEP = '[[steps]]\nkind = "text"\nkey = "a"\nask = "?"\n'


@pytest.mark.parametrize(("heading", "cure"), HEADINGS)
def test_a_heading_that_means_nothing_is_told_with_the_right_one(heading, cure, tmp_path):
    said = told(tmp_path, f'{HEAD}{STEP}{heading}\nb = "c"\n')
    assert said == [f"line 9: “{heading}” is not known here. {cure}"]


def test_a_field_without_a_step_above_it_is_told(tmp_path):
    said = told(tmp_path, f'{HEAD}[[steps.fields]]\nkind = "text"\n')
    assert said == ["line 5: “[[steps.fields]]” has no step above it. Please begin with [[steps]]."]


def test_the_heading_is_told_and_not_what_follows_from_it(tmp_path):
    text = f'{HEAD}{STEP.replace("[[steps]]", "[steps]")}[sample]\na = "b"\n'
    assert told(tmp_path, text) == ["line 5: “[steps]” is not known here. Please write [[steps]]."]


def test_a_newer_file_may_have_other_headings(tmp_path):
    assert told(tmp_path, "format = 2\n[plans]\na = 1\n") == [
        "this file was written for a newer smartcli. Please update smartcli to use it."
    ]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16"])
def test_another_encoding_is_told_with_the_first_line_it_shows_on(encoding, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_bytes('a = 1\ntitle = "Füße"\n'.encode(encoding))
    line = 1 if encoding == "utf-16" else 2
    assert [str(problem) for problem in read_file(file)[1]] == [
        f"line {line}: the file is not UTF-8 text. In your editor: Save as, and choose the encoding UTF-8."
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("indent", ["", "\t", "  "])
def test_tabs_blanks_and_line_ends_of_other_editors_do_no_harm(ends, indent, tmp_path):
    text = f'{HEAD}{STEP}[sample]\na = "b"\n'
    file = tmp_path / "mine.toml"
    file.write_bytes("".join(f"{indent}{line}{ends}" for line in text.splitlines()).encode())
    assert read_file(file)[1] == []


@pytest.mark.parametrize("id", Library(Path("no-home")).ids())
def test_in_a_file_that_is_right_nothing_is_found(id):
    text = Library(Path("no-home")).files[id].read_text("utf-8")
    assert (toml_errors.found(text), toml_errors.headings(text)) == ([], [])


LINES = st.lists(st.sampled_from([line for line, _said in ONE_LINE] + ['"""', "]", "[", "", "x = [", '"A"', "[[a.b]]"]))


@quick
@given(LINES.map("\n".join) | st.text())
def test_whatever_stands_in_a_file_it_is_told_with_a_line_that_is_there(text):
    for problem in toml_errors.found(text) + toml_errors.headings(text):
        assert 1 <= int(problem.where.removeprefix("line ")) <= text.count("\n") + 1
