"""What is wrong with one line: its quotes, its brackets, its name and its value."""

from __future__ import annotations

import re

from smartcli.exercises.toml_errors.inside import Said, inside, without_quotes
from smartcli.exercises.toml_errors.lines import SourceLine
from smartcli.text.language import Later

CURLY = "“”„‟«»‹›‘’‚‛″"
BLANKS = re.compile(r"[\u00a0\u2000-\u200f\u2028\u2029\u202f\u2060\u3000\ufeff]")
ESCAPE = re.compile(r'\\(?:[btnfr"\\]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})')
NAME = re.compile(r"[A-Za-z0-9_.-]+")
NO_END = Later("a text has no quote at its end.")
NO_BOOLEAN = Later("this is neither true nor false."), Later("Please write true or false, small and without quotes.")
NO_NUMBER = Later("this is no number.")
WHOLE = {"format", "version", "minutes"}  # of the head; what else is a number may have a point in it


def slip(line: SourceLine) -> Said | None:
    if line.missing:
        return Later("this has no end."), Later("Please close it with {sign}.").format(sign=line.missing)
    said = _quotes(line) or (_heading(line) if line.is_heading else inside(line) or _signs(line))
    return said or (None if line.opened or line.is_heading else _pair(line))


def _quotes(line: SourceLine) -> Said | None:
    bare = line.bare
    if any(sign in CURLY for sign in bare):
        return Later("the quotes are not straight ones."), Later('Please type " at both ends, as in "How are you?".')
    if bare.count('"') % 2:
        return _odd(bare)
    if re.search(r"[=\[,{]\s*'", bare):
        return Later("the single quotes do not match."), Later('Please type " at both ends.')
    if re.search(r'""\s*[^\W\d_][^=]*""', bare) and not re.search(r'""\s+(is|is_not|includes)\s+""', bare):
        return Later('a " stands inside a text.'), Later("Please use “these” inside a text.")
    if any(ESCAPE.sub("", text).count("\\") for text in line.texts if text.startswith('"')):
        return Later("a \\ stands in a text."), Later("Please write it twice: \\\\.")
    if BLANKS.search(bare):
        return Later("a blank is not a usual one."), Later("Please type the blanks of this line anew.")
    return None


def _odd(bare: str) -> Said:
    """One quote too few."""
    if re.search(r'(^|[=\[,{]\s*)"(?!")', bare.replace('""', "")):
        return NO_END, Later('Please close it with ".')
    if '""' in bare:  # there is no telling which one
        return Later('a " is missing, or is one too many.'), Later('Please see that each text has a " at both ends.')
    return Later("a text has no quote at its beginning."), Later('Please open it with ".')


def _heading(line: SourceLine) -> Said | None:
    if line.meant:
        return Later("a heading is not written so."), Later("Please write {heading}.").format(heading=line.meant)
    if line.beside.strip("[]"):
        head = line.bare.removesuffix(line.beside).strip()
        cure = Later("Please begin a new line after {heading}.").format(heading=head)
        return Later("a heading stands on a line of its own."), cure
    if not re.fullmatch(r"\[[^\[\]]+\]|\[\[[^\[\]]+\]\]", line.bare):
        return Later("its brackets do not match."), Later("Please write [[steps]], with two at each end.")
    return None


def _signs(line: SourceLine) -> Said | None:
    bare = line.bare
    if re.search(r'""\s*""', bare):
        return Later("two texts have no comma between them."), Later('Please write "one", "two".')
    if bare.count("{") != bare.count("}"):
        return Later("{ and } do not match."), Later("Please open and close them on this line.")
    if re.match(r"[\w-]+\s*:", bare) or re.search(r"[{,]\s*\w+\s*:", bare):
        return Later("there is a colon."), Later("Please write name = value.")
    return None


def _pair(line: SourceLine) -> Said | None:
    name, value = line.name, line.value
    if not name:
        if found := re.fullmatch(r'([A-Za-z_]\w*)\s*(""|\d+|true|false|[\[{].*)', line.bare):
            return Later("there is no =."), Later("Please write {name} = before the value.").format(name=found[1])
        return Later("this is no name = value."), Later("If it is a remark, please put # before it.")
    if not NAME.fullmatch(name):
        return Later("a name is made of a-z and _."), Later("Please write only_if, not only if.")
    if not value:
        return Later("there is nothing after the =."), Later('Please give a value, such as "a text" or 7.')
    return _value(name, value) or _after(line)


def _value(name: str, value: str) -> Said | None:
    if value.lower() in {"true", "false", "yes", "no"} and value not in {"true", "false"}:
        return NO_BOOLEAN
    if without_quotes(value):
        return Later("a text stands without quotes."), Later('Please write it "like this".')
    is_day = re.match(r"\d{4}-\d\d-\d\d|\d\d:\d\d", value)
    if re.match(r"[+-]?\d+,\d", value) and name not in WHOLE:
        return NO_NUMBER, Later("Please write it with a point, as in 7.5.")
    if re.match(r"[+-]?\d+,\d|[+-]?0\d|[+-]?[\d.]+\s*[^\W\d_]|[+-]?\d+\s*[-–/]", value) and not is_day:
        return NO_NUMBER, Later("Please write a whole number alone, such as 7.")
    return None


def _after(line: SourceLine) -> Said | None:
    """What stands behind a value that is whole."""
    found = re.match(r'(""|\[[^\[\]]*\]|\{[^{}]*\}|true\b|false\b|-?\d+)\s*([,;.].*)$', line.value)
    if not found or re.match(r"\.\d", found[2]):
        return None
    if re.match(r'""\s*,\s*""', line.value):
        return Later("[ and ] are missing."), Later('Please write {name} = ["one", "two"].').format(name=line.name)
    what = Later("“{sign}” stands after the value.").format(sign=found[2].strip())
    return what, Later("Please take it out.")
