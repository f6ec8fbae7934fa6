"""What a hand that writes TOML slips on, line by line, in an author's words: quotes, brackets, commas, names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smartcli.exercise import Problem
from smartcli.words import _

CURLY = "“”„‟«»‹›‘’‚‛″"
BLANKS = re.compile(r"[\u00a0\u2000-\u200f\u2028\u2029\u202f\u2060\u3000\ufeff]")
TEXT = re.compile(r'"(?:\\.|[^"\\])*"' + r"|(?<=[=\[,{ ])'[^']*'(?=\s*(?:[,\]}#]|$))")
ESCAPE = re.compile(r'\\(?:[btnfr"\\]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})')
NAME = re.compile(r"[A-Za-z0-9_.-]+")
HEADINGS = {"steps": "[[steps]]", "steps.fields": "[[steps.fields]]", "outcomes": "[[outcomes]]", "sample": "[sample]"}
ALIKE = {"step": "steps", "fields": "steps.fields", "steps.field": "steps.fields", "step.fields": "steps.fields",
         "field": "steps.fields", "outcome": "outcomes", "samples": "sample"}  # fmt: skip


class _Line:
    """One line outside of a long text, its quoted texts taken out; where the list it stands in began (0: in none)."""

    def __init__(self, number: int, raw: str, opened: int, missing: str = "") -> None:
        self.number = number
        self.missing = missing  # what the file ends without: the end of what began on this line
        self.texts = TEXT.findall(raw)
        self.bare = TEXT.sub('""', raw).partition("#")[0].strip(" \t\r")
        self.opened = opened
        self.is_heading = not opened and self.bare.startswith("[") and "=" not in self.bare
        self.name = self.bare.partition("=")[0].strip() if "=" in self.bare and not self.is_heading else ""
        self.value = self.bare.partition("=")[2].strip() if self.name else ""


def _lines(text: str) -> Iterator[_Line]:
    opened = began = 0
    mark = ""  # of the long text that goes on here
    for number, raw in enumerate(text.split("\n"), 1):
        odd = next((sign for sign in ('"""', "'''") if sign in (mark or sign) and raw.count(sign) % 2), "")
        if mark or odd:
            began = began if mark else number
            mark = mark if not odd else "" if mark else odd
            continue
        line = _Line(number, raw, opened)
        if opened and _begins_anew(line):  # the list above was never closed
            yield _Line(opened, "", 0, missing="]")
            opened = 0
            line = _Line(number, raw, opened)
        if line.bare:
            yield line
        depth = line.bare.count("[") - line.bare.count("]")
        if depth < 0:
            opened = 0
        if line.value.startswith("[") and depth > 0:
            opened = number
    if mark or opened:
        yield _Line(began if mark else opened, "", 0, missing=mark or "]")


def _begins_anew(line: _Line) -> bool:
    return bool(re.match(r"[A-Za-z_]\w*\s*=|\[\[?[A-Za-z]", line.bare))


def found(text: str) -> list[Problem]:
    """Every slip that can be named, in the order of the lines."""
    problems: list[Problem] = []
    names: dict[str, int] = {}
    last: _Line | None = None
    for line in _lines(text):
        said = _slip(line) or _between(last, line)
        if not said and not line.is_heading and NAME.fullmatch(line.name) and not line.opened:
            said = _twice(line.name, names)
            names.setdefault(line.name, line.number)
        if line.is_heading:
            names = {}
        if said:
            problems.append(Problem(where=where(line.number), what=said[0], cure=said[1]))
        last = line
    return problems


def unknown(error: str) -> Problem:
    """What TOML's own reader says, where no slip that we know explains it: only its line helps an author."""
    line = re.search(r"line (\d+)", error)
    place = where(int(line[1])) if line else _("the end of the file")
    cure = _("Please compare it with the same line of another exercise.")
    return Problem(where=place, what=_("this cannot be read."), cure=cure)


def where(number: int) -> str:
    return _("line {n}").format(n=number)


Said = tuple[str, str]  # what is wrong, and the cure


def _slip(line: _Line) -> Said | None:
    if line.missing:
        return _("this has no end."), _("Please close it with {sign}.").format(sign=line.missing)
    return _quotes(line) or _signs(line) or (None if line.opened or line.is_heading else _pair(line))


def _quotes(line: _Line) -> Said | None:
    bare = line.bare
    if any(sign in CURLY for sign in bare):
        return _("the quotes are not straight ones."), _('Please type " at both ends, as in "How are you?".')
    if bare.count('"') % 2:
        is_open = re.search(r'(^|[=\[,{]\s*)"(?!")', bare.replace('""', ""))
        return (
            (_("a text has no quote at its end."), _('Please close it with ".'))
            if is_open
            else (_("a text has no quote at its beginning."), _('Please open it with ".'))
        )
    if re.search(r"[=\[,{]\s*'", bare):
        return _("the single quotes do not match."), _('Please type " at both ends.')
    if re.search(r'""\s*[^\W\d_][^=]*""', bare):
        return _('a " stands inside a text.'), _("Please use “these” inside a text.")
    if any(ESCAPE.sub("", text).count("\\") for text in line.texts if text.startswith('"')):
        return _("a \\ stands in a text."), _("Please write it twice: \\\\.")
    if BLANKS.search(bare):
        return _("a blank is not a usual one."), _("Please type the blanks of this line anew.")
    return None


def _signs(line: _Line) -> Said | None:
    bare = line.bare
    if re.search(r'""\s*""', bare):
        return _("two texts have no comma between them."), _('Please write "one", "two".')
    if bare.count("{") != bare.count("}"):
        return _("{ and } do not match."), _("Please open and close them on this line.")
    if line.is_heading and not re.fullmatch(r"\[[^\[\]]+\]|\[\[[^\[\]]+\]\]", bare):
        return _("its brackets do not match."), _("Please write [[steps]], with two at each end.")
    if re.match(r"[\w-]+\s*:", bare) or re.search(r"[{,]\s*\w+\s*:", bare):
        return _("there is a colon."), _("Please write name = value.")
    return None


def _pair(line: _Line) -> Said | None:
    name, value = line.name, line.value
    if not name:
        return _("this is no name = value."), _("If it is a remark, please put # before it.")
    if not NAME.fullmatch(name):
        return _("a name is made of a-z and _."), _("Please write only_if, not only if.")
    if not value:
        return _("there is nothing after the =."), _('Please give a value, such as "a text" or 7.')
    if value.lower() in {"true", "false", "yes", "no"} and value not in {"true", "false"}:
        return _("this is neither true nor false."), _("Please write true or false, small and without quotes.")
    if re.match(r"[^\W\d_]", value) and value not in {"true", "false", "inf", "nan"}:
        return _("a text stands without quotes."), _('Please write it "like this".')
    if re.match(r"[+-]?\d+,\d", value) or re.match(r"[+-]?0\d", value):
        return _("this is no number."), _("Please write 7 or 7.5.")
    return None


def _between(last: _Line | None, line: _Line) -> Said | None:
    """What is wrong between this line and the one before."""
    if last and line.opened and last.bare.endswith('""') and line.bare.startswith('""'):
        return _("the text above has no comma after it."), _("Please put a comma between two texts.")
    return None


def _twice(name: str, names: dict[str, int]) -> Said | None:
    if name not in names:
        return None
    said = _("“{name}” stands here for the second time; the first is on line {n}.").format(name=name, n=names[name])
    return said, _("Please take one out, or put the missing [[steps]] between them.")


def headings(text: str) -> list[Problem]:
    """Headings that mean nothing in an exercise, or another thing than they look like."""
    problems = []
    has_step = False
    for line in _lines(text):
        if not line.is_heading or _slip(line):
            continue
        name = line.bare.strip("[] ").replace(" ", "")
        right = _right(name)
        has_step = has_step or right == HEADINGS["steps"]
        if right == HEADINGS["steps.fields"] and not has_step:
            said = _("“{heading}” has no step above it.").format(heading=line.bare)
            problems.append(Problem(where=where(line.number), what=said, cure=_("Please begin with [[steps]].")))
        elif line.bare.replace(" ", "") != right:
            said = _("“{heading}” is not known here.").format(heading=line.bare)
            cure = _("Please write {heading}.").format(heading=right) if right else _known()
            problems.append(Problem(where=where(line.number), what=said, cure=cure))
    return problems


def _right(name: str) -> str:
    """The heading as it should be; nothing where none is near."""
    name = ALIKE.get(name.lower(), name.lower() if name.lower() in HEADINGS else name)
    if name.startswith("sample."):
        return f"[[{name}]]"
    return HEADINGS.get(name, "")


def _known() -> str:
    return _("There are: {names}.").format(names=", ".join([*HEADINGS.values(), "[[sample.KEY]]"]))
