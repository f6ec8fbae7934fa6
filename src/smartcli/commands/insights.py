"""What my log tells: each question with its answer, its picture, and the entries it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smartcli.commands.options import JsonOption, Since, Until, world_of
from smartcli.commands.taking_long import busy, told_of
from smartcli.errors import Usage
from smartcli.findings.insights.answers import answered, insights_in, log_of
from smartcli.journal.selection import read_day
from smartcli.journal.unread import exit_code, unread
from smartcli.record import Record
from smartcli.text.language import _, is_inside, ngettext, typed
from smartcli.text.pictures.shapes import Bars, Pairs
from smartcli.text.pictures.table import as_table
from smartcli.text.week_begins import week_begins
from smartcli.views.goal import goals_of
from smartcli.views.summary import in_a_list
from smartcli.world import World

if TYPE_CHECKING:
    from smartcli.findings.insights.insight import Insight

DAYS = {"d": 1, "w": 7, "y": 365}
USUAL = 13 * DAYS["w"]  # days that are looked at where nothing is said: as many as a calendar shows
ALL = "all"


class Span(Record):
    """The days that are asked about, both included. first None = from the first of which anything is written.

    is_usual: nobody named them, so it begins later where less is written.
    """

    first: date | None = None
    last: date
    is_usual: bool = False


def usual_span(today: date) -> Span:
    return Span(first=today - timedelta(days=USUAL - 1), last=today, is_usual=True)


def insights(
    ctx: typer.Context,
    since: Since = None,
    until: Until = None,
    last: Annotated[
        str | None,
        typer.Option("--last", metavar="SPAN", help="The last days, such as 28d, 12w, 1y or all; usually 13w."),
    ] = None,
    why: Annotated[
        str | None, typer.Option("--why", metavar="N", help="Show the entries that answer N rests on.")
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Show what your log tells, a question a page. Nothing is guessed: it is what you wrote, counted."""
    return run(world_of(ctx), since=since, until=until, last=last, why=why, as_json=as_json)


def run(
    world: World,
    *,
    since: str | None = None,
    until: str | None = None,
    last: str | None = None,
    why: str | None = None,
    as_json: bool = False,
) -> int:
    """3 where not all of the journal could be read."""
    span = read_span(since, until, last, today=world.stores.settings().day(world.now()))
    found = answers(world, span)
    chosen = found if why is None else [_named(found, why)]
    if as_json:
        world.screen.json(as_findings(found, chosen, span))
    elif why is not None:
        show_entries(world, chosen[0])
    elif world.is_home_to_people:
        from smartcli.commands.at_home.insights import turn_pages  # only where somebody turns them

        turn_pages(world, found, span)
    else:
        show(world, found, span)
    world.screen.notes([*world.stores.library.unusable(), *unread(world.stores.journal)])
    return exit_code(world.stores.journal)


def answers(world: World, span: Span) -> Sequence[Insight]:
    """All of them, in their order: the number of one is its place from 1."""
    stores = world.stores
    find, today, begins = stores.library.find, stores.settings().day(world.now()), week_begins(world.environ)
    if span.first is None:
        goals = goals_of(stores)  # before the journal is gone through: what could not be read is told after that
        log = log_of(
            told_of(world.screen, stores.journal.every()), goals, find, today=today, last=span.last, begins=begins
        )
        with busy(world):
            return answered(log)
    with busy(world):
        return insights_in(
            stores.journal,
            stores.settings(),
            find,
            today=today,
            first=span.first,
            last=span.last,
            begins=begins,
            at_most=span.is_usual,
        )


def read_span(since: str | None, until: str | None, last: str | None, *, today: date) -> Span:
    """Out of what was typed. Usage: it makes no span."""
    is_bounded = since is not None or until is not None
    if last is not None and is_bounded:
        raise Usage(_("Please use --last, or --from and --to."), next="smartcli insights --last 28d")
    if last is not None and last.strip().casefold() == ALL:
        return Span(last=today)
    if last is not None:
        found = re.fullmatch(r"([1-9]\d{0,3})([dwy])", last.strip().casefold())
        if not found:
            raise Usage(
                _("--last wants days, weeks or years, such as 28d, 12w or 1y, or all."),
                next="smartcli insights --last 28d",
            )
        days = min(int(found[1]) * DAYS[found[2]], today.toordinal())
        return Span(first=today - timedelta(days=days - 1), last=today)
    if not is_bounded:
        return usual_span(today)
    first, end = (date.fromisoformat(day) if (day := read_day(text, today)) else None for text in (since, until))
    if first and first > (end or today):
        raise Usage(_("--from lies after the last day that is asked about."), next="smartcli insights --help")
    return Span(first=first, last=end or today)


def _named(found: Sequence[Insight], why: str) -> Insight:
    """The answer of that number, or of that id."""
    for number, one in enumerate(found, 1):
        if why.strip() in (str(number), one.question):
            return one
    raise Usage(_("--why wants the number of an answer, from 1 to {n}.").format(n=len(found)), next="smartcli insights")


# On the screen

FIRST = (0, 1, 3)  # the places of the questions that are answered on the first page of all


def show(world: World, found: Sequence[Insight], span: Span) -> None:
    """All of it, one below the other."""
    show_head(world, found, span)
    for answer in all_answers(world, found):
        world.screen.say()
        answer.title()
        for place, show in enumerate(answer.blocks):
            if place:
                world.screen.say()
            show()


class Answer(Record):
    """title: shows the question. blocks: each shows what belongs together; the first stands beneath the title."""

    title: Callable[[], object]
    blocks: Sequence[Callable[[], object]]


def show_head(world: World, found: Sequence[Insight], span: Span) -> None:
    """Of which days it is, and how to see all there are; or that nothing is written in them."""
    of = next((one for one in found if one.first and one.last), None)
    if of is None or of.first is None or of.last is None:
        world.screen.say(_("Nothing is written in these days yet. What you write there shows up here."))
        return
    today = world.stores.settings().day(world.now())
    days = (of.last - of.first).days + 1
    said = ngettext("What my log tells, {first}.", "What my log tells, {first} to {last}, {n} days.", days)
    world.screen.say(said.format(first=_day(of.first, today), last=_day(of.last, today), n=days), "quiet")
    if span.is_usual and of.first == span.first and not is_inside():
        world.screen.say(typed(_("All that you wrote: smartcli insights --last all")), "quiet")


def first_answers(world: World, found: Sequence[Insight]) -> list[Callable[[], object]]:
    """The three that people look for first, each with a small picture; where it is too early for all, what is said
    of that, so that nobody begins with an empty page. None where nothing is written.
    """
    if not any(one.first for one in found):
        return []
    if early := _told_first(found):
        title = partial(world.screen.title, _("Too early to say"))
        first, *others = [partial(_show_early, world, place + 1, found[place]) for place in early]
        return [partial(_in_turn, title, first), *others]
    there = [place for place in FIRST if found[place].is_enough]
    return [partial(_show_shortly, world, found[place], place + 1) for place in there]


def _told_first(found: Sequence[Insight]) -> Sequence[int]:
    """The places of what is said to be too early on the first page; none where there is an answer for it."""
    return () if any(found[place].is_enough for place in FIRST) else FIRST


def _in_turn(*shows: Callable[[], object]) -> None:
    for show in shows:
        show()


def _show_shortly(world: World, one: Insight, number: int) -> None:
    world.screen.title(f"{number}. {one.title}")
    world.screen.say(one.sentence)
    if one.picture:
        world.screen.picture(one.picture, is_brief=True)


def all_answers(world: World, found: Sequence[Insight], *, has_first: bool = False) -> Iterator[Answer]:
    """In their order; at the end, together, what it is too early for, then what there is nothing of.

    has_first: they follow the first page (first_answers), and what it says to be too early is not said again.
    """
    if not any(one.first for one in found):
        return
    for number, one in enumerate(found, 1):
        if one.is_enough:
            yield _answer(world, one, number)
    told = _told_first(found) if has_first else ()
    for is_early, words in ((True, _("Too early to say")), (False, _("Nothing to show"))):
        few = [
            (number, one)
            for number, one in enumerate(found, 1)
            if not one.is_enough and one.is_early is is_early and number - 1 not in told
        ]
        if few:
            title = partial(world.screen.title, words)
            yield Answer(title=title, blocks=[partial(_show_early, world, *each) for each in few])


def _answer(world: World, one: Insight, number: int) -> Answer:
    """The answer with its picture, then what else there is to say: each thing once, drawn or in a sentence."""
    screen, pictures = world.screen, [it for it in (one.picture, one.also) if it]
    if screen.plain and one.drawn:
        pictures = [it for it in pictures if not isinstance(it, Bars | Pairs)]
    drawn = () if screen.plain else one.drawn
    first, more = ([text for text in texts if text not in drawn] for texts in ([one.sentence], one.more))
    rests = _rests_on(world, one, number) if one.entries else ""
    blocks: list[Callable[[], object]] = [partial(_say, world, first)] if first else []
    blocks += [partial(screen.picture, picture) for picture in pictures[:1]]
    if pictures[1:]:
        blocks += [partial(_say, world, more)] if more else []
        blocks += [partial(screen.picture, picture) for picture in pictures[1:]]
        more = []
    if more or rests:
        blocks.append(partial(_say, world, more, rests))
    return Answer(title=partial(screen.title, f"{number}. {one.title}"), blocks=blocks)


def _say(world: World, texts: Sequence[str], quiet: str = "") -> None:
    for text in texts:
        world.screen.say(text)
    if quiet:
        world.screen.say(quiet, "quiet")


def _show_early(world: World, number: int, one: Insight) -> None:
    world.screen.say(f"{number}. {one.title}")
    world.screen.say(one.sentence)


def _rests_on(world: World, one: Insight, number: int) -> str:
    count = len(one.entries)
    said = ngettext("It rests on {n} entry", "It rests on {n} entries", count).format(n=count)
    if one.days:
        today = world.stores.settings().day(world.now())
        first, last = (_day(day, today) for day in one.days)
        text = _("{said}, {first}") if first == last else _("{said}, {first} to {last}")
        said = text.format(said=said, first=first, last=last)
    if is_inside():
        return f"{said}."
    return typed(_("{said}: smartcli insights --why {number}"), said=said, number=number)


def _day(day: date, today: date) -> str:
    from smartcli.text.pictures.writing import day_of_year, long_day

    return long_day(day) if day.year == today.year else day_of_year(day)


def show_entries(world: World, one: Insight) -> None:
    """A line for each entry that it rests on, the newest first."""
    screen, ids = world.screen, frozenset(one.entries)
    screen.title(one.title)
    screen.say(one.sentence)
    screen.say()
    if not ids:
        screen.say(_("It rests on no entry yet."))
        return
    latest = world.stores.journal.latest()
    rows = (in_a_list(entry, world.stores.library) for entry in latest if entry.id in ids)
    screen.table([_("id"), _("when"), _("exercise"), _("in short")], rows)


# For other programs

NO_PICTURE: Mapping[str, Any] = {"rows": []}  # so that each has one of `points`, `grid` and `rows`


def as_findings(found: Sequence[Insight], chosen: Sequence[Insight], span: Span) -> dict[str, Any]:
    """chosen: those of them that are wanted; the number of each is its place among all."""
    numbers = {one.question: number for number, one in enumerate(found, 1)}
    first = next((one.first for one in found if one.first), span.first)
    return {
        "schema": 1,
        "span": {"from": first and first.isoformat(), "to": span.last.isoformat()},
        "findings": [_finding(one, numbers[one.question]) for one in chosen],
    }


def _finding(one: Insight, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "question": one.question,
        "title": one.title,
        "sentence": one.sentence,
        "more": [*one.more],
        "n": one.n,
        "is_enough": one.is_enough,
        "days": one.days and [day.isoformat() for day in one.days],
        **(as_table(one.picture) if one.picture else NO_PICTURE),
        "also": as_table(one.also) if one.also else None,
        "entries": [*one.entries],
    }
