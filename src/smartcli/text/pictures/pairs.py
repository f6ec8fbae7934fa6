"""Earlier and later as two marks on a line: direction and size at once. Hollow is earlier, full is later, everywhere.

The words come from the rule of comparing, never from the look of the marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from smartcli.text.language import Later, _
from smartcli.text.moved import Moved
from smartcli.text.numbers import shown
from smartcli.text.pictures import writing
from smartcli.text.pictures.shapes import Pair, Pairs
from smartcli.text.pictures.signs import Signs
from smartcli.text.wrapping import wide

LONG, SHORT = 40, 30  # steps of a line, as there is room
WORDS = {
    Moved.LOWER: Later("lower"),
    Moved.HIGHER: Later("higher"),
    Moved.NO_CLEAR_DIFFERENCE: Later("no clear difference"),
}
LISTS = {
    Moved.LOWER: Later("Lower: {these}."),
    Moved.HIGHER: Later("Higher: {these}."),
    Moved.NO_CLEAR_DIFFERENCE: Later("No clear difference: {these}."),
}
GONE = "-"  # where there is no value


def drawn(it: Pairs, room: int, signs: Signs) -> list[str]:
    """room: columns. With little of it each name has a line of its own."""
    found = [*writing.lines(it.title, room), ""]
    label = max([0, *(wide(named(it, pair)) for pair in it.pairs)])
    every = [values(it, pair) for pair in it.pairs]
    value = max([1, *(len(one) for both in every for one in both)])
    is_wide = label + 3 + value + 2 + LONG + 1 + 2 + value <= room
    if is_wide:
        found += _ends(it, label + 3 + value, signs, value)
        for pair, (earlier, later) in zip(it.pairs, every, strict=True):
            name = writing.fitted(named(it, pair), label)
            found.append(f"{name}   {earlier.rjust(value)}  {_line(pair, LONG, signs)}  {later}")
    else:
        steps = min(SHORT, max(4, room - 2 * value - 3))
        for pair, (earlier, later) in zip(it.pairs, every, strict=True):
            word = _("{label}: {word}").format(label=named(it, pair), word=WORDS.get(pair.moved, ""))
            is_said = pair.moved in (Moved.LOWER, Moved.HIGHER)
            found += writing.lines(word if is_said else named(it, pair), room)
            found.append(f"{earlier.rjust(value)} {_line(pair, steps, signs)} {later}")
    has_both = any(signs.both in line for line in found)
    key = _key(it, signs, has_both=has_both, is_wide=is_wide)
    return [*found, "", *writing.in_a_row(key, room), *_below(it, room, is_wide=is_wide)]


def named(it: Pairs, pair: Pair) -> str:
    """The name, with the ends of its scale where not all have the same."""
    if len({(one.low, one.high) for one in it.pairs}) == 1:
        return pair.label
    return _("{label} ({low} to {high})").format(label=pair.label, low=shown(pair.low), high=shown(pair.high))


def _value(value: float | None, *, is_average: bool) -> str:
    if value is None:
        return GONE
    return writing.average(value) if is_average else shown(value)


def _ends(it: Pairs, at: int, signs: Signs, value: int) -> list[str]:
    """Over the lines: the signs of the two values, and the ends of the scale where all have the same."""
    head = signs.earlier.rjust(at)
    scales = {(pair.low, pair.high) for pair in it.pairs}
    line = " " * (LONG + 1)
    if len(scales) == 1:
        low, high = scales.pop()
        middle = shown((low + high) / 2)
        line = shown(low).ljust(LONG // 2) + middle
        line = line + shown(high).rjust(LONG + 1 - len(line))
    return [f"{head}  {line}".ljust(at + 2 + LONG + 1) + "  " + signs.later.ljust(value).rstrip()]


def share(value: float, pair: Pair) -> float:
    """Where a value stands between the ends of its scale, 0 to 1."""
    found = (value - pair.low) / (pair.high - pair.low) if pair.high > pair.low else 0.0
    return max(0.0, min(1.0, found))


def place(value: float, pair: Pair, steps: int) -> int:
    """Where it stands on a line of so many steps."""
    return int(share(value, pair) * steps + 0.5)


def values(it: Pairs, pair: Pair) -> tuple[str, str]:
    """Both values as they are written."""
    earlier, later = (_value(one, is_average=_counts(it)) for one in (pair.earlier, pair.later))
    return earlier, later


def _line(pair: Pair, steps: int, signs: Signs) -> str:
    line = [signs.end, *signs.line * (steps - 1), signs.end]
    earlier, later = (None if one is None else place(one, pair, steps) for one in (pair.earlier, pair.later))
    if earlier is not None:
        line[earlier] = signs.earlier
    if later is not None:
        line[later] = signs.both if later == earlier else signs.later
    return "".join(line)


def _key(it: Pairs, signs: Signs, *, has_both: bool, is_wide: bool) -> Iterator[str]:
    yield f"{signs.earlier} {it.earlier}"
    yield f"{signs.later} {it.later}"
    if has_both:
        yield _("{sign} both").format(sign=signs.both)
    scales = {(pair.low, pair.high) for pair in it.pairs}
    if len(scales) == 1 and not is_wide:
        low, high = scales.pop()
        yield _("line: {low} to {high}").format(low=shown(low), high=shown(high))


def _below(it: Pairs, room: int, *, is_wide: bool) -> list[str]:
    texts = [_numbers(it)]
    if is_wide:
        for moved, words in LISTS.items():
            if these := [pair.label for pair in it.pairs if pair.moved is moved]:
                texts.append(str(words.format(these=writing.listed(these))))
    elif any(pair.moved is Moved.NO_CLEAR_DIFFERENCE for pair in it.pairs):
        texts.append(_("No word: no clear difference."))
    return [line for text in (*texts, it.note) if text for line in writing.lines(text, room)]


def _counts(it: Pairs) -> bool:
    """Whether the values are averages, and not each of one time."""
    return any(max(pair.n) > 1 for pair in it.pairs if pair.earlier is not None or pair.later is not None)


def _numbers(it: Pairs) -> str:
    """Of how many days or times: what holds for most, then the others. Nothing where each is of one."""
    if not _counts(it):
        return ""
    counted = [pair for pair in it.pairs if pair.earlier is not None or pair.later is not None]
    often = Counter(pair.n for pair in counted)
    usual = often.most_common(1)[0][0]
    parts = [_("n: {earlier} and {later}").format(earlier=usual[0], later=usual[1])]
    for pair in counted:
        if pair.n != usual:
            words = _("{label} {earlier} and {later}")
            parts.append(words.format(label=pair.label, earlier=pair.n[0], later=pair.n[1]))
    return "; ".join(parts) + "."


def said(it: Pairs) -> str:
    """The same in sentences: both values with how many they are of, and the word of the rule."""
    has_n = _counts(it)
    parts = [
        _("{title}: {earlier}, then {later}.").format(title=it.title.rstrip("."), earlier=it.earlier, later=it.later)
    ]
    for pair in it.pairs:
        earlier, later = (
            _("not written")
            if one is None
            else f"{_value(one, is_average=True)} ({n})"
            if has_n
            else _value(one, is_average=False)
            for one, n in zip((pair.earlier, pair.later), pair.n, strict=True)
        )
        words = (
            _("{label}: {earlier}, then {later}: {word}.")
            if pair.moved in WORDS
            else _("{label}: {earlier}, then {later}.")
        )
        word = WORDS.get(pair.moved, "")
        parts.append(words.format(label=writing.capital(named(it, pair)), earlier=earlier, later=later, word=word))
    return " ".join([*parts, it.note]).rstrip()
