"""Sheets of paper of exercises, for a group or for whoever would rather write by hand. Reads no journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from smartcli.commands.options import world_of
from smartcli.errors import HERE, Usage
from smartcli.exchange.new_file import new_path, write_new
from smartcli.exercises import content
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.lookup import id_of
from smartcli.first_aid import about, helplines, pages
from smartcli.record import Record
from smartcli.text.language import _
from smartcli.world import World

if TYPE_CHECKING:
    from smartcli.exchange.pages.worksheet import Worksheet

PAPERS = ("a4", "letter")
LETTER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])  # CLDR
ON_PAPER = "drugs"  # what its help lines are about, where nobody said: a sheet has no room for all


def worksheet(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            help="Names of exercises, or files anywhere; several go into one file.", metavar="[EXERCISE|FILE]…"
        ),
    ] = None,
    out: Annotated[
        str | None, typer.Option("--out", metavar="FILE", help="A new file: .html to print from a browser, or .pdf.")
    ] = None,
    point: Annotated[str | None, typer.Option("--point", metavar="POINT", help="All exercises of a point.")] = None,
    starred: Annotated[bool, typer.Option("--starred", help="All that have notes for whoever leads a group.")] = False,
    all_: Annotated[bool, typer.Option("--all", help="All exercises that there are.")] = False,
    example: Annotated[bool, typer.Option("--example", help="With the invented example filled in.")] = False,
    large: Annotated[bool, typer.Option("--large", help="In large print.")] = False,
    leader: Annotated[bool, typer.Option("--leader", help="With the notes for whoever leads a group.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="As a PDF that can be followed by ear too.")] = False,
    paper: Annotated[
        str | None, typer.Option("--paper", metavar="PAPER", help="Of a PDF: a4 or letter; else as in your country.")
    ] = None,
) -> None:
    """Write sheets to print and fill in by hand. There is nothing of yours on them."""
    wanted = SheetsWanted(files=tuple(files or ()), point=point or "", starred=starred, all=all_)
    look = SheetsLook(example=example, large=large, leader=leader, pdf=pdf, paper=paper or "")
    run(world_of(ctx), wanted, out=out, look=look)


class SheetsWanted(Record):
    """Which exercises: of these names or files, of a point, with notes for a group, or all."""

    files: tuple[str, ...] = ()
    point: str = ""  # its id or title
    starred: bool = False
    all: bool = False


class SheetsLook(Record):
    """How they are to be. paper: a4, letter, or "" for what is usual where the person lives."""

    example: bool = False
    large: bool = False
    leader: bool = False
    pdf: bool = False
    paper: str = ""


AS_IT_IS = SheetsLook()


def run(world: World, wanted: SheetsWanted, *, out: str | None, look: SheetsLook = AS_IT_IS) -> None:
    """The sheets of these exercises and files, in a new .html or .pdf file."""
    from smartcli.exchange.pages import worksheet as pages  # only where one is written

    if wanted == SheetsWanted():
        said = _("Please say which exercises, or --starred, --point POINT or --all.")
        raise Usage(said, next="smartcli exercises worksheet ID --out FILE.html")
    if out is None:
        raise Usage(_("Please say where to write it."), next="smartcli exercises worksheet ID --out FILE.html")
    path = new_path(out, *([".pdf"] if look.pdf else [".html", ".pdf"]))
    paper = _paper(world, look.paper)
    chosen, title = _chosen(world, wanted)
    sheets = [_sheet(world, one, example=look.example, leader=look.leader) for one in chosen]
    if path.suffix.casefold() == ".pdf":
        content, said = _as_pdf(world, sheets, title, paper, large=look.large)
    else:
        content = pages.html_of(sheets, title, large=look.large)
        said = _("Written. Open it in a browser to print it.")
    is_open = not all(sheet.is_known for sheet in sheets) and any(map(pages.sends_to_numbers, sheets))
    write_new(path, content, world.stores.so_far)  # nothing is looked up after it
    world.screen.note(said)
    if len(sheets) > 1:
        world.screen.note(_("Print it on one side of the paper: then each exercise is on paper of its own."))
    if is_open:
        world.screen.note(_("It has lines for numbers to call. Please fill them in before you hand it out."))


def _as_pdf(world: World, sheets: Sequence[Worksheet], title: str, paper: str, *, large: bool) -> tuple[bytes, str]:
    """The file, and what it is. SmartError: there is nothing here that sets one."""
    from smartcli.exchange.pages import worksheet as pages  # only where one is written
    from smartcli.exchange.pages.worksheet.pdf import pdf

    points = pages.POINTS["large" if large else "usual"]
    made = pdf(pages.body(sheets, title, large=large), title, points=points, paper=paper, now=world.now())
    if made.claims:
        return made.content, _("Written. A screen reader can follow it (PDF/UA-1).")
    said = _("Written. A screen reader can follow most of it. It does not claim to be PDF/UA-1.")
    if made.missing:
        said += " " + _("No letters here have the sign “{sign}”.").format(sign=made.missing)
    return made.content, said


def _paper(world: World, named: str) -> str:
    """The key of a paper. Usage: there is no such paper."""
    if not named:
        return "letter" if world.stores.settings().country in LETTER else "a4"
    if named.casefold() not in PAPERS:
        raise Usage(_("There are two papers: a4 and letter."), next=f"{HERE} --paper a4 --out FILE.pdf")
    return named.casefold()


def _chosen(world: World, wanted: SheetsWanted) -> tuple[list[Exercise], str]:
    """The exercises, each once, and the title of them all."""
    from smartcli.authoring.usable import usable  # only where one is written

    library = world.stores.library
    otherwise = _("It can be printed once this is mended.")
    whole = " ".join(wanted.files)  # a title of several words, typed without quotation marks
    names = [whole] if len(wanted.files) > 1 and id_of(library, whole) else wanted.files
    found = [usable(library, name, otherwise, world.screen.say) for name in names]
    title = _("Exercises")
    if wanted.point:
        point = _point(wanted.point)
        found += library.by_point()[point.id]
        title = point.title
    if wanted.starred or wanted.all:
        found += [one for one in library.every() if wanted.all or one.facilitator]
    if wanted.point or wanted.starred or wanted.all:
        world.screen.notes(library.unusable())
    once = [one for number, one in enumerate(found) if one not in found[:number]]
    return once, once[0].title if len(once) == 1 else title


def _point(words: str) -> content.Point:
    """By its id or its title, whatever the capitals."""
    known = content.points()
    for point in known.values():
        if words.strip().casefold() in (point.id.casefold(), point.title.casefold()):
            return point
    said = _("There is no such point. There are: {names}.").format(names=", ".join(known))
    raise Usage(said, next="smartcli exercises worksheet --point urges --out FILE.html")


def _sheet(world: World, exercise: Exercise, *, example: bool, leader: bool) -> Worksheet:
    from smartcli.exchange.pages import worksheet as pages  # only where one is written

    return pages.Worksheet(
        exercise=exercise,
        titles={id: world.stores.library.title(id) for id in world.stores.library.ids()},
        calls=_calls(world),
        is_known=helplines.find(world.stores.settings().country) is not None,
        answers=pages.example(exercise, world.now().date()) if example else {},
        leads=leader,
    )


def _calls(world: World) -> tuple[str, ...]:
    """Whom to call in the country that was chosen, and when that was seen; else what holds in several."""
    kept = world.stores.settings()
    country = helplines.find(kept.country)
    wanted = {"emergency", "crisis", *about.lines(kept.about or ON_PAPER)}
    lines = [line for line in country.lines if line.kind in wanted] if country else []
    emergency = [pages.told(line) for line in lines if line.kind == "emergency"]
    known = pages.to_call(emergency, is_known=country is not None)
    calls = [_("In danger, or someone cannot be woken? Call now: {numbers}.").format(numbers=_(" or ").join(known))]
    calls += [pages.told(line) for line in lines if line.kind != "emergency"]
    if country:
        whose = _("Numbers for this country: {country}.").format(country=country.name)
        seen = pages.when_read(lines, world.now().date().isoformat())
        calls.append(" ".join([whose, *seen]))
    return tuple(calls)
