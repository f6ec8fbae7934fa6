"""Bars of blocks, one for each time, so that the length is how many and no share of six tempts anybody."""

from __future__ import annotations

from smartcli.text.language import _
from smartcli.text.pictures import writing
from smartcli.text.pictures.shapes import Bar, Bars
from smartcli.text.pictures.signs import ASCII, Signs
from smartcli.text.wrapping import wide

MOST = 20  # blocks in a bar; beyond, one stands for several
LONGEST = 40  # columns of a name beside its bar


def drawn(it: Bars, room: int, signs: Signs) -> list[str]:
    """room: columns. Where name, bar and words have no room beside each other, they stand below each other."""
    parts = signs_of(it, signs)
    step = _step(it, room)
    found = [*_title(it, step, room, signs), ""]
    bars = [_bar(bar, parts, step) for bar in it.bars]
    bar_room, count_room = max([0, *map(len, bars)]), max([1, *(len(str(sum(bar.counts))) for bar in it.bars)])
    label = max([0, *(wide(bar.label) for bar in it.bars)]) + 3
    words = max([0, *(wide(bar.words) for bar in it.bars)])
    is_wide = label <= LONGEST + 3 and label + bar_room + 3 + count_room + 2 + words <= room
    for bar, blocks in zip(it.bars, bars, strict=True):
        count = str(sum(bar.counts)).rjust(count_room)
        if is_wide:
            found.append(f"{writing.fitted(bar.label, label)}{blocks:<{bar_room}}   {count}  {bar.words}".rstrip())
            continue
        found += writing.lines(bar.label, room)
        line = f"  {blocks:<{bar_room}}  {count}"
        if bar.words and wide(f"{line}  {bar.words}") <= room:
            found.append(f"{line}  {bar.words}")
        else:
            found += [line, *(f"  {part}" for part in (writing.lines(bar.words, room - 2) if bar.words else []))]
    key = [f"{sign} {name}" for sign, name in zip(parts, it.parts, strict=True)] if len(it.parts) > 1 else []
    below = [*writing.in_a_row(key, room), *(writing.lines(it.note, room) if it.note else [])]
    return [*found, *([""] if below else []), *below]


def signs_of(it: Bars, signs: Signs) -> list[str]:
    """A sign for each part. There are few parts; beyond the signs there are, they get letters."""
    more = len(it.parts) - len(signs.parts)
    return [*signs.parts[: len(it.parts)], *(chr(ord("a") + number) for number in range(max(0, more)))]


def _step(it: Bars, room: int) -> int:
    """How many times one block stands for at most."""
    largest = max([0, *(sum(bar.counts) for bar in it.bars)])
    most = max(1, min(MOST, room - 2 - 2 - len(str(largest))) - len(it.parts))
    return 1 if largest <= most + len(it.parts) else -(-largest // most)


def _bar(bar: Bar, parts: list[str], step: int) -> str:
    return "".join(sign * -(-count // step) for sign, count in zip(parts, bar.counts, strict=True))


def _title(it: Bars, step: int, room: int, signs: Signs) -> list[str]:
    if step == 1:
        block = _("One sign is one time.") if signs == ASCII else _("One block is one time.")
    else:
        block = _("One sign is up to {n} times.") if signs == ASCII else _("One block is up to {n} times.")
    title = _ended(it.title)
    whole = f"{title} {block.format(n=step)}"
    return [whole] if wide(whole) <= room else [*writing.lines(title, room), *writing.lines(block.format(n=step), room)]


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", ":")) else f"{text}."


def said(it: Bars) -> str:
    """The same in sentences: each with how many, and what is said of it."""
    parts = [_ended(it.title)]
    for bar in it.bars:
        words = _("{label}: {n}, {words}.") if bar.words else _("{label}: {n}.")
        parts.append(words.format(label=writing.capital(bar.label), n=sum(bar.counts), words=bar.words))
    return " ".join([*parts, it.note]).rstrip()
