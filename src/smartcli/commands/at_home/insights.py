"""What my log tells, read page by page: first three answers with a picture each, then a question a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from smartcli.asking.choose import choose
from smartcli.asking.turn import Back
from smartcli.commands.at_home.reading import GOES_BACK, GOES_ON, read, room_for_a_page, turn
from smartcli.text.language import _
from smartcli.text.paging import pages

if TYPE_CHECKING:
    from smartcli.commands.insights import Span
    from smartcli.findings.insights.insight import Insight
    from smartcli.world import World


def read_insights(world: World) -> None:
    """From home: over the usual days."""
    from smartcli.commands import insights  # brings all questions, which every other start can do without

    today = world.stores.settings().day(world.now())
    span = insights.usual_span(today)
    found = insights.answers(world, span)
    prompter = world.prompter()
    try:
        # All of them, so that the number of a row is the number of its page; below one may stand that it rests on none.
        rests = {one.question: one.title for one in found} if any(one.entries for one in found) else {}
        turn(world, prompter, _sheets(world, found, span), end=GOES_ON if rests else GOES_BACK)
        title = _("Would you like to see the entries that an answer rests on?")
        while rests and (picked := choose(prompter, title, rests)):
            one = next(one for one in found if one.question == picked)
            with suppress(Back):
                read(world, prompter, partial(insights.show_entries, world, one))
    except Back:
        return


def turn_pages(world: World, found: Sequence[Insight], span: Span) -> None:
    """Each answer begins a page. Going back leads to the page before, and from the first one out."""
    with suppress(Back):
        turn(world, world.prompter(), _sheets(world, found, span), end=None)


def _sheets(world: World, found: Sequence[Insight], span: Span) -> list[list[str]]:
    """First a page of three answers, if they have room, then those of each; nobody begins with an empty page."""
    from smartcli.commands import insights

    head = _lines(world, partial(insights.show_head, world, found, span))
    leading = [_lines(world, show) for show in insights.first_answers(world, found)]
    first = [[*head, *leading[0]], *leading[1:]] if leading else [head]
    sheets = [*_packed(world, [], first)]
    for answer in insights.all_answers(world, found, has_first=True):
        blocks = [_lines(world, show) for show in answer.blocks]
        sheets += _packed(world, _lines(world, answer.title), blocks)
    return sheets


def _packed(world: World, title: Sequence[str], blocks: Sequence[list[str]]) -> Iterator[list[str]]:
    """The lines of an answer in pages, each with its title: what belongs together is parted as seldom as can be."""
    room = room_for_a_page(world)
    if not room:  # nobody looks at a window
        yield [*title, *joined(blocks)]
        return
    page: list[str] = [*title]
    for lines in filter(None, blocks):
        is_begun = len(page) > len(title)
        fits = (
            way for way in ([*page, "", *lines] if is_begun else [*page, *lines], [*page, *lines]) if len(way) <= room
        )
        if way := next(fits, None):
            page = way
            continue
        if is_begun:
            yield page
        whole = [*title, *lines]
        *full, page = pages(lines if len(whole) > room >= len(lines) else whole, room)
        yield from full
    yield page


def joined(blocks: Sequence[list[str]]) -> list[str]:
    """With a blank line between."""
    first, *others = blocks
    return [*first, *(line for block in others for line in ("", *block))]


def _lines(world: World, show: Callable[[], object]) -> list[str]:
    with world.screen.held() as lines:
        show()
    return lines
