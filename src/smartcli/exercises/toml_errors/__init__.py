"""What a hand that writes TOML slips on, line by line, in an author's words: quotes, brackets, commas, names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from smartcli.exercises.exercise import Problem
from smartcli.exercises.toml_errors.inside import Said
from smartcli.exercises.toml_errors.lines import HEADINGS, PAIR, SourceLine, heading, lines
from smartcli.exercises.toml_errors.signs import NAME, NO_END, slip
from smartcli.text.language import Later, _

MANY = 3  # lines with the same slip that are each told; of more only the first is


def found(text: str) -> list[Problem]:
    """Every slip that can be named, in the order of the lines."""
    if text.startswith("{\\rtf"):
        cure = _("Please save it as plain text. In TextEdit: Format, Make Plain Text.")
        return [Problem(where=where(1), what=_("this is the file of a word processor."), cure=cure)]
    told = [(line, said) for line, said in _told([*lines(text)]) if said]
    lines_of: dict[Said, list[int]] = {}
    for line, said in told:
        lines_of.setdefault(said, []).append(line.number)
    problems = []
    for line, said in told:
        same = lines_of[said]
        if len(same) <= MANY:
            problems.append(_problem(line, said))
        elif line.number == same[0]:
            more = _("It is the same on {n} more lines.").format(n=len(same) - 1)
            problems.append(_problem(line, said, more))
    return problems


def _problem(line: SourceLine, said: Said, *more: str) -> Problem:
    what, cure = said
    return Problem(where=where(line.number), what=str(what), cure=" ".join([str(cure), *more]))


def _told(every: Sequence[SourceLine]) -> Iterator[tuple[SourceLine, Said | None]]:
    names: dict[str, int] = {}
    last: SourceLine | None = None
    passed = 0  # lines that belong to a slip above them
    for place, line in enumerate(every):
        if place < passed:
            continue
        said = slip(line) or _between(last, line)
        if line.is_heading:
            names = {}
        if said and (end := _end(every, place, said)):
            passed = end + 1
            said = _over_lines(said)
        elif not said and not line.is_heading and NAME.fullmatch(line.name) and not line.opened:
            said = _twice(line.name, names)
            names = {} if said else names
            names[line.name] = line.number
        yield line, said
        last = line


def _end(every: Sequence[SourceLine], place: int, said: Said) -> int:
    """Where a text or a table ends that goes over several lines; 0 where it does not."""
    is_text, is_table = said[0] == NO_END, every[place].bare.count("{") > every[place].bare.count("}")
    for further in range(place + 1, len(every)) if is_text or is_table else ():
        line = every[further]
        if line.is_heading or line.missing or (is_text and PAIR.match(line.bare)) or (is_table and "{" in line.bare):
            return 0
        if (is_text and line.bare.count('"') % 2) or (is_table and "}" in line.bare):
            return further
    return 0


def _over_lines(said: Said) -> Said:
    what = Later("a text goes over several lines.") if said[0] == NO_END else Later("{ and } stand on different lines.")
    return what, Later("Please write it on one line, however long.")


def unknown(error: str) -> Problem:
    """What TOML's own reader says, where no slip that we know explains it: only its line helps an author."""
    line = re.search(r"line (\d+)", error)
    place = where(int(line[1])) if line else _("the end of the file")
    cure = _("Please compare it with the same line of another exercise.")
    return Problem(where=place, what=_("this cannot be read."), cure=cure)


def where(number: int) -> str:
    return _("line {n}").format(n=number)


def _between(last: SourceLine | None, line: SourceLine) -> Said | None:
    """What is wrong between this line and the one before."""
    if last and line.opened and last.bare.endswith('""') and line.bare.startswith('""'):
        return Later("the text above has no comma after it."), Later("Please put a comma between two texts.")
    return None


def _twice(name: str, names: dict[str, int]) -> Said | None:
    if name not in names:
        return None
    said = Later("“{name}” stands here for the second time; the first is on line {n}.").format(name=name, n=names[name])
    return said, Later("Please take one out, or put the missing [[steps]] between them.")


def headings(text: str) -> list[Problem]:
    """Headings that mean nothing in an exercise, or another thing than they look like."""
    problems = []
    keys = re.findall(r'(?m)^[ \t]*key\s*=\s*"([\w-]+)"', text)
    has_step = False
    section, answered = "", set[str]()
    for line in lines(text):
        if section == "[sample]" and line.name:
            answered.add(line.name)
        if not line.is_heading or slip(line):
            continue
        name = line.bare.strip("[] ")
        section = right = heading(name) or (f"[[sample.{name}]]" if name in keys else "")
        has_step = has_step or right == HEADINGS["steps"]
        said = _heading(line, right, has_step=has_step, answered=answered)
        if said:
            problems.append(_problem(line, said))
    return problems


def _heading(line: SourceLine, right: str, *, has_step: bool, answered: set[str]) -> Said | None:
    if right == HEADINGS["steps.fields"] and not has_step:
        what = Later("“{heading}” has no step above it.").format(heading=line.bare)
        return what, Later("Please begin with [[steps]].")
    if line.bare.replace(" ", "") != right:
        what = Later("“{heading}” is not known here.").format(heading=line.bare)
        return what, Later("Please write {heading}.").format(heading=right) if right else _known()
    key = right.strip("[]").removeprefix("sample.")
    if key in answered:
        what = Later("“{key}” has an answer above already.").format(key=key)
        return what, Later("Please take one of the two out.")
    return None


def _known() -> Later:
    return Later("There are: {names}.").format(names=", ".join([*HEADINGS.values(), "[[sample.KEY]]"]))
