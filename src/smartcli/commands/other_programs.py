"""What import does with a file of another program: says what is in it, asks, brings it in, says what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from smartcli import record
from smartcli.asking.choose import choose
from smartcli.asking.turn import Back
from smartcli.errors import NeedsTerminal, SmartError, Usage
from smartcli.exchange.readers import csv, programs
from smartcli.exchange.readers.answering import Coming, Mapped, check, made, mapped_as, questions_of
from smartcli.exchange.readers.brought import Hints, Reading
from smartcli.exchange.readers.days_written import DayOrder, EitherOrder
from smartcli.exchange.readers.given import GivenFile
from smartcli.exchange.readers.packed import BIGGEST, too_much
from smartcli.exercises.exercise import IMPORTED, Exercise
from smartcli.exercises.lookup import named
from smartcli.journal.merging import Merged
from smartcli.journal.unread import maybe_new
from smartcli.keeping import backups
from smartcli.keeping.backups.packs import MANIFEST
from smartcli.keeping.saving import follow_at_hand
from smartcli.record import Record
from smartcli.text.days_said import said as day_said
from smartcli.text.language import _, ngettext, quoted, typed
from smartcli.views.forgotten_before import forgotten_lines
from smartcli.world import World

CSV = "csv"
FEW = 50  # columns that are named


class ToImport(Record):
    """What was typed: the program, the exercise its entries are to be of, --map, --dates, and the rest of import."""

    program: str
    exercise: str | None = None
    maps: Sequence[str] = ()
    dates: str | None = None
    dry_run: bool = False
    also_forgotten: bool = False
    yes: bool = False
    as_json: bool = False


def what_it_is(raw: bytes) -> SmartError | None:
    """What a file is that is no export of ours, and what to type for it; None = nothing that is known."""
    given = GivenFile(raw)
    if any(PurePosixPath(name).name == MANIFEST for name in given.names):
        said = _("This looks like a backup of smartcli. Nothing was imported.")
        return SmartError(said, next="smartcli restore FILE")
    return programs.recognised(given)


def bring_in(world: World, file: str, asked: ToImport) -> None:
    """SmartError: nothing was imported, and why."""
    if asked.program not in programs.NAMES:
        said = _("--from wants the name of a program: {names}.").format(names=", ".join(sorted(programs.NAMES)))
        raise Usage(said, next="smartcli import --help")
    exercise = named(world.stores.library, asked.exercise) if asked.exercise else _as_text(world)
    given = GivenFile(world.read(file, "smartcli import --help"))
    if known := programs.known_file(given):
        raise known
    if not given.is_zip and len(given.raw) > BIGGEST:
        raise too_much()
    coming = _made(world, given, exercise, asked)
    merged = _merged(world, coming, asked, dry_run=True)
    world.screen.notes(maybe_new(world.stores.journal))
    is_new = bool(merged.added or merged.edited or merged.back)
    is_asked = not (asked.dry_run or asked.yes) and is_new
    if is_asked and not _agreed(world, exercise, coming, merged, asked):
        world.screen.note(_("Nothing was imported."))
        return
    if is_new and not asked.dry_run:
        backups.before(world.stores.home, "import", world.now())
        merged = _merged(world, coming, asked, dry_run=False)
    if not asked.dry_run:
        follow_at_hand(world.stores)
    if asked.as_json:
        world.screen.json(_as_json(coming, merged, asked))
        return
    lines = _found(world, exercise, coming, asked) if not is_asked else []
    for line in [*lines, *_became(merged, asked.program, dry_run=asked.dry_run)]:
        world.screen.say(line)


def _as_text(world: World) -> Exercise:
    return world.stores.library.load(IMPORTED)


def _made(world: World, given: GivenFile, exercise: Exercise, asked: ToImport) -> Coming:
    is_table = asked.program == CSV
    columns = csv.columns_of(given) if is_table else []
    mapped = mapped_as(asked.maps, columns)
    if is_table and not (mapped.answering and csv.DAY in mapped.columns):
        raise _unmapped(world, exercise, columns, asked, lacks_day=bool(mapped.answering))
    reading = _read(world, given, mapped, asked)
    fields = columns or [*dict.fromkeys(name for one in reading.found for name in one.fields)]
    if exercise.id != IMPORTED and not mapped.answering:
        raise _unmapped(world, exercise, fields, asked)
    if reading.found:
        check(mapped, exercise, fields, has_day=is_table)
    now = world.now()
    return made(reading, asked.program, exercise, mapped, now=now, today=world.stores.settings().day(now))


def _unmapped(
    world: World, exercise: Exercise, fields: Sequence[str], asked: ToImport, *, lacks_day: bool = False
) -> Usage:
    """What has to be said with --map. The names of columns may be the person's words: they stand in no error."""
    world.screen.notes([_("Its columns:"), *(f"- {name}" for name in fields[:FEW])] if fields else [])
    questions = [f"- {key}: {step.ask}" for key, step in questions_of(exercise).items()]
    world.screen.notes([_("What they can be:"), *questions])
    said = _("Which column holds the day has to be said.")
    if not lacks_day:
        said = _("Which column or field answers which question has to be said with --map.")
    day = f"{csv.DAY}=COLUMN," if asked.program == CSV else ""
    if exercise.id == IMPORTED:
        next = typed("smartcli import --from {program} --map {day}text=COLUMN FILE", program=asked.program, day=day)
    else:
        sentence = "smartcli import --from {program} --as {id} --map {day}QUESTION=COLUMN FILE"
        next = typed(sentence, program=asked.program, id=quoted(exercise.id), day=day)
    return Usage(f"{said} {_('Nothing was imported.')}", next=next)


def _read(world: World, given: GivenFile, mapped: Mapped, asked: ToImport) -> Reading:
    program = programs.load(asked.program)
    wanted = Hints(order=_order(asked.dates), columns=mapped.columns)
    try:
        return program.read(given, wanted)
    except EitherOrder as either:
        order = _order_asked(world, either, asked)
    return program.read(given, wanted.but(order=order))


def _order_asked(world: World, either: EitherOrder, asked: ToImport) -> DayOrder:
    """Usage: nobody is there to say it."""
    unsaid = Usage(str(either), next=typed("smartcli import --from {name} --dates day-first FILE", name=asked.program))
    if asked.as_json or asked.yes:
        raise unsaid
    try:
        prompter = world.prompter()
    except NeedsTerminal:
        raise unsaid from None
    world.screen.say(either.what)
    ways = {
        DayOrder.DAY: _("The day: 03/04 is the 3rd of April"),
        DayOrder.MONTH: _("The month: 03/04 is the 4th of March"),
    }
    order = choose(prompter, _("Which comes first in this file?"), ways)
    if order is None:
        raise unsaid
    return order


def _order(typed: str | None) -> DayOrder | None:
    if typed is None:
        return None
    try:
        return DayOrder(typed.strip().casefold())
    except ValueError:
        said = _("--dates wants day-first or month-first.")
        raise Usage(said, next="smartcli import --help") from None


def _merged(world: World, coming: Coming, asked: ToImport, *, dry_run: bool) -> Merged:
    return world.stores.journal.merge(
        coming.entries, at=world.now(), dry_run=dry_run, also_forgotten=asked.also_forgotten, is_same=True
    )


def _agreed(world: World, exercise: Exercise, coming: Coming, merged: Merged, asked: ToImport) -> bool:
    nobody = NeedsTerminal(
        _("This asks before it adds anything, and nobody is there to answer."),
        next=typed("smartcli import --from {program} FILE --yes", program=asked.program),
    )
    if asked.as_json:
        raise nobody
    try:
        prompter = world.prompter()
    except NeedsTerminal:
        raise nobody from None
    for line in [*_found(world, exercise, coming, asked), *_became(merged, asked.program, dry_run=True)]:
        world.screen.say(line)
    ways = {True: _("Yes, bring them in"), False: _("No, leave all as it is")}
    try:
        return choose(prompter, _("Bring these in?"), ways, required=True, before=True)
    except Back:
        return False
    except EOFError:
        if world.is_home_to_people:
            raise
        raise nobody from None


# What is said


def _found(world: World, exercise: Exercise, coming: Coming, asked: ToImport) -> list[str]:
    """What is in the file, what is left out of it, and what becomes of the rest."""
    title, n = programs.load(asked.program).TITLE, len(coming.entries)
    if not n:
        lines = [_("{program}: no entry that can come along.").format(program=title)]
    else:
        today = world.stores.settings().day(world.now())
        first, last = (day_said(date.fromisoformat(day), today) for day in coming.days)
        text = (
            ngettext("{program}: {n} entry, {first}.", "{program}: {n} entries, all of one day, {first}.", n)
            if first == last
            else _("{program}: {n} entries, from {first} to {last}.")
        )
        lines = [text.format(program=title, n=n, first=first, last=last)]
    for is_entry, text in ((True, _("Left out: {what}.")), (False, _("Not taken along: {what}."))):
        if said := [why.said(count) for why, count in coming.left.items() if count and why.is_entry is is_entry]:
            lines.append(text.format(what="; ".join(said)))
    lines += coming.notes
    if n and exercise.id == IMPORTED:
        lines.append(_("They come in as text. They count as no check-in, no urge and no exercise."))
    elif n:
        lines.append(_("They come in as answers of “{title}”, and count as such.").format(title=exercise.title))
    return lines


def _became(merged: Merged, program: str, *, dry_run: bool) -> list[str]:
    said = _("{added} new, {already} already here.") if dry_run else _("{added} added, {already} already here.")
    lines = [said.format(added=merged.added, already=merged.already)]
    if merged.edited:
        text = ngettext(
            "{n} was changed there since; that is taken over.",
            "{n} were changed there since; that is taken over.",
            merged.edited,
        )
        lines.append(text.format(n=merged.edited))
    again = f"smartcli import --from {program} FILE --also-forgotten"
    lines += forgotten_lines(merged, again, dry_run=dry_run)
    if dry_run:
        lines.append(_("Nothing is written yet."))
    return lines


def _as_json(coming: Coming, merged: Merged, asked: ToImport) -> dict[str, object]:
    first, last = coming.days
    return {
        "schema": 1,
        "dry_run": asked.dry_run,
        "from": asked.program,
        **record.values(merged),
        "read": len(coming.entries),
        "first": first or None,
        "last": last or None,
        "left_out": {why.value: n for why, n in coming.left.items() if n},
    }
