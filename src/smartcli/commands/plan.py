"""My plan on a page: what the person wrote, gathered; on the terminal, as Markdown, as one page to print."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from smartcli.commands.options import FloatingOption, JsonOption, OwnTitlesOption, PrivateOption, world_of
from smartcli.errors import SmartError, Usage
from smartcli.exchange import new_file
from smartcli.first_aid.card_cache import HARD_TIMES
from smartcli.journal.entry import Entry
from smartcli.journal.unread import check_read, exit_code, unread
from smartcli.text.language import _, is_inside, typed
from smartcli.views.plan import Filled, Plan, grouped, repeating, without_private
from smartcli.views.plan.own_plan import own_plan
from smartcli.world import World


def plan(
    ctx: typer.Context,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown.")] = False,
    as_json: JsonOption = False,
    out: Annotated[
        str | None,
        typer.Option(
            "--out", metavar="FILE", help="A new file: .html is a page to print, .md is Markdown, .ics a calendar."
        ),
    ] = None,
    with_private: PrivateOption = False,
    own_titles: OwnTitlesOption = False,
    floating: FloatingOption = False,
) -> int:
    """Show your plan: reasons, changes, urges, people, dates. Files leave out your lists of people."""
    return run(
        world_of(ctx),
        markdown=markdown,
        as_json=as_json,
        out=out,
        with_private=with_private,
        own_titles=own_titles,
        floating=floating,
    )


def run(
    world: World,
    *,
    markdown: bool = False,
    as_json: bool = False,
    out: str | None = None,
    with_private: bool = False,
    own_titles: bool = False,
    floating: bool = False,
) -> int:
    """On the screen, or in one of the other ways. 3 where not all of the journal could be read."""
    if markdown + as_json + (out is not None) > 1:
        raise Usage(_("Please take only one of --markdown, --json and --out."), next="smartcli plan --help")
    path = new_file.new_path(out, ".html", ".md", ".ics") if out is not None else None
    for option, is_given in (("--own-titles", own_titles), ("--floating", floating)):
        if is_given and not (path and path.suffix.casefold() == ".ics"):
            said = _("{option} is for a calendar.").format(option=option)
            raise Usage(said, next=typed("smartcli plan {option} --out plan.ics", option=option))
    entries = world.stores.journal.entries()
    made = own_plan(world.stores, entries, world.now())
    shown = made if with_private else made.without_private()
    if as_json:
        world.screen.json({"schema": 1, "plan": as_table(made)})
    elif path and path.suffix.casefold() == ".ics":
        _write_calendar(
            world,
            path,
            made,
            reversed(entries),
            with_private=with_private,
            own_titles=own_titles,
            floating=floating,
        )
    elif path:
        new_file.write_new(
            path, _rendered(world, shown, is_page=path.suffix.casefold() == ".html"), world.stores.so_far
        )
        world.screen.notes(new_file.written(path, left_out=shown.left_out))
    elif markdown:
        world.screen.data(_rendered(world, shown, is_page=False))
        world.screen.notes(new_file.without_private(left_out=shown.left_out))
    else:
        show_plan(world, made)
    world.screen.notes([*world.stores.library.unusable(), *unread(world.stores.journal)])
    return exit_code(world.stores.journal)


def _rendered(world: World, made: Plan, *, is_page: bool) -> bytes:
    from smartcli.exchange.pages import plan as pages  # only where it is written down

    ids = {id for part in made.parts for id in (*part.exercises, part.fills) if id}
    titles = {id: world.stores.library.title(id) for id in ids}
    return pages.html(made, titles) if is_page else pages.markdown(made, titles)


def _write_calendar(
    world: World,
    path: Path,
    made: Plan,
    newest_first: Iterable[Entry],
    *,
    with_private: bool,
    own_titles: bool,
    floating: bool,
) -> None:
    """The week and the dates; a week plan from before today counts until it is to be looked at again."""
    from smartcli.exchange import occasions  # only where it is written down
    from smartcli.keeping import calendar_file

    slots, last = repeating(newest_first, world.stores.library, world.stores.settings().day(world.now()))
    whole = occasions.ahead(slots, last, made)
    coming = whole if with_private else occasions.ahead(without_private(slots), last, made.without_private())
    if not coming:
        check_read(world.stores.journal)
        said = [_("Nothing in your plan has a day yet."), *new_file.without_private(left_out=bool(whole))]
        raise SmartError(" ".join(said), next="smartcli do week-plan")
    zone = None if floating else calendar_file.zone_named(world.zone)
    told = calendar_file.write(
        world.stores,
        path,
        coming,
        now=world.now(),
        zone=zone,
        kinds=(occasions.WEEK, occasions.DATE),
        own_titles=own_titles,
    )
    world.screen.notes(new_file.written(path, left_out=coming != whole))
    world.screen.notes([*told, *calendar_file.without_zone(zone)])


def as_table(made: Plan) -> dict[str, Any]:
    """The plan for other programs, whole."""
    return {"day": made.day, "parts": [_part_as_table(part) for part in made.parts]}


def _part_as_table(part: Filled) -> dict[str, Any]:
    lines = [
        {
            "says": str(line.says),
            "words": list(line.words),
            "private": line.private,
            "exercise": line.exercise or None,
            "day": line.day,
        }
        for line in part.lines
    ]
    return {"id": part.id, "title": part.title, "fills": part.fills or None, "lines": lines}


def show_plan(world: World, made: Plan | None = None) -> None:
    """All parts, one below the other; an empty one names what fills it."""
    screen = world.screen
    for part in _as_read(world, made).parts:
        _show_lines(world, part)
        if part.more:
            screen.say(typed(_("…and {n} more: smartcli cards"), n=part.more), "quiet")
        more, begin = _("To add or change something: smartcli do {id}"), _("Nothing here yet: smartcli do {id}")
        if part.fills and not is_inside():
            screen.say(typed(more if part.lines else begin, id=part.fills), "quiet")
        elif not part.lines:
            screen.say(_("Nothing here yet."), "quiet")
        screen.say()
    if not is_inside():
        screen.say(typed(_("On one page, to print: smartcli plan --out plan.html")), "quiet")


def show_hard_times(world: World) -> None:
    """The one part for when it gets very hard, to be read, and nothing else of the plan."""
    for part in _as_read(world).parts:
        if part.id == HARD_TIMES:
            _show_lines(world, part)
            world.screen.say(_("Help now has the numbers of your country, at any time."))


def _as_read(world: World, made: Plan | None = None) -> Plan:
    """The plan as it is read today: its days are said as people say them."""
    today = world.stores.settings().day(world.now())
    found = made or own_plan(world.stores, world.stores.journal.entries(), world.now())
    return found.each(lambda line: line.on(today))


def _show_lines(world: World, part: Filled) -> None:
    screen = world.screen
    screen.title(part.title)
    for says, texts in grouped(part.lines):
        if says:
            screen.say(f"{says}:")
        for text in texts:
            screen.say(f"- {' '.join(text.split())}")
