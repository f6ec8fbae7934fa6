"""Looks at the journal's own files: what can be read of them, what is missing, what does not belong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from smartcli.home.disk import MOST
from smartcli.journal.line import LONGEST
from smartcli.journal.segment_names import kept_away, numbered
from smartcli.keeping.health.absences import heights
from smartcli.keeping.health.files import NOT_PLAIN, TOO_LARGE, Gap, Segment, gaps, goes_back
from smartcli.keeping.health.looking import DAMAGED, IN_JOURNAL, LOOK, Noticed, Surroundings, looks
from smartcli.keeping.health.odd_things import CURES, DEVICE, MOVE, NOWHERE, PIPE, ROUND, SOCKET, Odd, kind_of
from smartcli.keeping.health.quarantine import explains
from smartcli.keeping.health.salvage import rest
from smartcli.keeping.health.sealed import TAKE_AWAY, copies_in_the_open
from smartcli.text.language import Later, _, ngettext

MANY = 5  # places named in one sentence


@looks("segments", Later("files of the journal"), at=IN_JOURNAL)
def segments(given: Surroundings) -> Iterator[Noticed]:
    found = given.found.segments
    lines = [line for one in found for line in one.lines]
    facts = {
        "files": len(found),
        "kilobytes": sum(len(one.data) for one in found) >> 10,
        "lines": len(lines),
        "entries": len({line.id for line in lines if line.kind == "entry"}),
        "sealed": sum(line.kind == "sealed" for line in lines),
        "packed": sum(one.is_sealed_whole for one in found),
    }
    files = ngettext("{n} file", "{n} files", len(found)).format(n=len(found))
    counted = ngettext("{n} line", "{n} lines", len(lines)).format(n=len(lines))
    entries = ngettext("{n} entry", "{n} entries", facts["entries"]).format(n=facts["entries"])
    if facts["sealed"] or facts["packed"]:
        entries = _("{n} of them sealed").format(n=facts["sealed"])
    if whole := facts["packed"]:  # what is in them is not seen without the passphrase
        text = ngettext("{n} of them sealed as a whole", "{n} of them sealed as a whole", whole)
        files = f"{files} ({text.format(n=whole)})"
        counted = ngettext("{n} line beside that", "{n} lines beside that", len(lines)).format(n=len(lines))
    yield Noticed(
        said=_("{files}, {lines}, {entries}.").format(files=files, lines=counted, entries=entries), facts=facts
    )
    for one in found:
        if one.trouble:
            yield _trouble(one)
    for place in (
        place for place in given.found.waiting if not kept_away(place.name)
    ):  # the look at the folder has those
        said = _("{place} is still in the cloud.").format(place=f"{place.parent.name}/{place.name}")
        yield Noticed(result=DAMAGED, said=said, next=_("Let the sync bring it here."), facts={"waiting": 1})


def _trouble(one: Segment) -> Noticed:
    if one.trouble == TOO_LARGE:
        said = _("{place} has more than {n} MB, so it is not read.").format(place=one.name, n=MOST >> 20)
        next = _("Please move it away; a backup has what was in it before: smartcli restore FILE --dry-run")
        return Noticed(result=DAMAGED, said=said, next=next, facts={"too_large": 1})
    if one.trouble == NOT_PLAIN:
        said = _("{place} is a link or a folder, so it is not read.").format(place=one.name)
        kind, _reason = kind_of(one.file)
        if kind in (PIPE, SOCKET, DEVICE, ROUND, NOWHERE):
            odd = Odd(name=one.name, kind=kind)
            return Noticed(result=DAMAGED, said=odd.said, next=str(CURES.get(kind, MOVE)), facts={"not_plain": 1})
        return Noticed(result=DAMAGED, said=said, next=_("Please put the file itself there."), facts={"not_plain": 1})
    said = _("{place} cannot be opened ({why}).").format(place=one.name, why=one.why)
    next = _("See whether it belongs to you, and whether its disk is all right.")
    return Noticed(result=DAMAGED, said=said, next=next, facts={"unopened": 1})


@looks("lines", Later("lines that cannot be read"), at=IN_JOURNAL)
def lines(given: Surroundings) -> Iterator[Noticed]:
    torn = unknown = 0
    for one in given.found.segments:
        if one.is_called_packed:
            torn += 1
            yield _called_packed(one)
        strange = sum(line.kind == "unknown" for line in one.lines)
        torn, unknown = torn + len(one.torn), unknown + strange
        if one.torn:
            yield _torn(one)
        if long := [line.place for line in one.lines if line.kind == "long"]:
            torn += len(long)  # so that nobody says there are none
            text = ngettext(
                "{n} line of {place} is longer than {most} MB, so it is not read (line {lines}).",
                "{n} lines of {place} are longer than {most} MB, so they are not read (lines {lines}).",
                len(long),
            )
            said = text.format(n=len(long), place=one.name, most=LONGEST >> 20, lines=", ".join(map(str, long[:MANY])))
            next = _("It stays where it is. Make a copy of the file, if you want to look into it with another program.")
            yield Noticed(result=DAMAGED, said=said, next=next, facts={"long": len(long)})
        if strange:
            text = ngettext(
                "{n} line of {place} is whole, and of a kind this smartcli does not know.",
                "{n} lines of {place} are whole, and of a kind this smartcli does not know.",
                strange,
            )
            next = _("Perhaps a newer smartcli wrote there: please update.")
            said = text.format(n=strange, place=one.name)
            yield Noticed(result=LOOK, said=said, next=next, facts={"unknown": strange})
        if nameless := sum(line.kind == "nameless" for line in one.lines):
            unknown += nameless
            text = ngettext(
                "{n} line of {place} is whole, and its id is none that smartcli gives: it counts for nothing.",
                "{n} lines of {place} are whole, and their ids are none that smartcli gives: they count for nothing.",
                nameless,
            )
            next = _(
                "Another program wrote there, or somebody who can write in the folder journal. Nothing need be done."
            )
            said = text.format(n=nameless, place=one.name)
            yield Noticed(result=LOOK, said=said, next=next, facts={"unknown": nameless})
    if not (torn or unknown):
        yield Noticed(said=_("None."), facts={"torn": 0, "unknown": 0})


def _torn(one: Segment) -> Noticed:
    """Where they are, and never what is in them."""
    places = [line.place for line in one.torn]
    listed = ", ".join(map(str, places[:MANY])) + (" …" if len(places) > MANY else "")
    text = ngettext(
        "{n} line of {place} cannot be read (line {lines}).",
        "{n} lines of {place} cannot be read (lines {lines}).",
        len(places),
    )
    next = "smartcli repair" if one.is_own else _("It is another machine's folder: type smartcli repair there.")
    facts = {"torn": len(places), "first": places[0], "own": int(one.is_own)}
    return Noticed(
        result=DAMAGED, said=text.format(n=len(places), place=one.name, lines=listed), next=next, facts=facts
    )


def _called_packed(one: Segment) -> Noticed:
    said = _("{place} is called sealed, and does not begin as anything sealed does: it cannot be read.")
    next = _("It is another machine's folder: type smartcli doctor there. If it is nobody's, move it away.")
    if one.is_own:
        next = "smartcli restore FILE --dry-run"
    return Noticed(result=DAMAGED, said=said.format(place=one.name), next=next, facts={"not_sealed": 1})


@looks("gaps", Later("missing lines"), at=IN_JOURNAL)
def missing(given: Surroundings) -> Iterator[Noticed]:
    open_ = unexplained(given)
    for gap in open_:
        yield Noticed(result=LOOK, said=_gap(gap), next="smartcli restore FILE --dry-run", facts={"lines": gap.count})
    absent = list(absent_segments(given))
    for folder, number in absent:
        said = _("The file {name} is missing.").format(name=f"{folder}/{numbered(number)}")
        yield Noticed(result=LOOK, said=said, next="smartcli restore FILE --dry-run", facts={"files": 1})
    if not (open_ or absent):
        yield Noticed(said=_("None."), facts={"lines": 0, "files": 0})


def _gap(gap: Gap) -> str:
    text = ngettext(
        "{n} line is missing between line {after} and {before} of {place}.",
        "{n} lines are missing between line {after} and {before} of {place}.",
        gap.count,
    )
    return text.format(n=gap.count, after=gap.after, before=gap.before, place=gap.segment.name)


def unexplained(given: Surroundings) -> list[Gap]:
    """The gaps whose lines do not lie in quarantine, where a repair has put them, and that nobody has accepted."""
    here = [one for one in given.found.segments if not one.is_copy]
    known = heights(given).accepted
    found = [gap for one in here for gap in gaps(one) if _name(gap) not in known]
    return [gap for gap in found if not explains(given.home, gap, given.system)]


def absent_segments(given: Surroundings) -> Iterator[tuple[str, int]]:
    """The numbers that are left out in a folder's files, and that nobody has accepted."""
    known = heights(given).accepted
    for folder in given.found.folders:
        numbers = {one.number for one in given.found.segments if one.file.parent == folder} - {None}
        missing = (n for n in range(1, max(filter(None, numbers), default=0)) if n not in numbers)
        yield from ((folder.name, n) for n in missing if f"{folder.name}/{numbered(n)}" not in known)


def left_out(given: Surroundings) -> list[str]:
    """The names of all these places."""
    absent = [f"{folder}/{numbered(number)}" for folder, number in absent_segments(given)]
    return [*map(_name, unexplained(given)), *absent]


def _name(gap: Gap) -> str:
    return f"{gap.segment.name} {gap.after} {gap.before}"


@looks("clones", Later("two machines of one name"), at=IN_JOURNAL)
def clones(given: Surroundings) -> Iterator[Noticed]:
    """Only where it is still to be cured: the next save takes a new name by itself."""
    own = given.found.own
    back = [one for one in given.found.segments if one.number and goes_back(one) and one.file.parent.name == own]
    for one in back:
        yield Noticed(
            result=LOOK,
            said=_("The numbers in {place} go backwards, as after a copied or restored disk.").format(place=one.name),
            next=_("Nothing to do: the next save takes a new name. No line is lost by it."),
            facts={"files": len(back)},
        )
    if not back:
        yield Noticed(said=_("No sign of it."), facts={"files": 0})


@looks("copies", Later("copies made by a sync"), at=IN_JOURNAL)
def copies(given: Surroundings) -> Iterator[Noticed]:
    found = [one for one in given.found.segments if one.is_copy]
    spare = [one for one in found if one.is_own and contained(given, one)]
    facts = {"copies": len(found), "spare": len(spare)}
    if spare:
        text = ngettext(
            "{n} copy holds nothing that is not elsewhere.",
            "{n} copies hold nothing that is not elsewhere.",
            len(spare),
        )
        yield Noticed(result=LOOK, said=text.format(n=len(spare)), next="smartcli repair", facts=facts)
    elif found:
        text = ngettext("{n} copy; it is read with the rest.", "{n} copies; they are read with the rest.", len(found))
        yield Noticed(said=text.format(n=len(found)), facts=facts)
    else:
        yield Noticed(said=_("None."), facts=facts)


def contained(given: Surroundings, copy: Segment) -> bool:
    """Whether every line of a copy that can be read or saved stands, byte for byte, in a file that is no copy."""
    others = [one for one in given.found.segments if not one.is_copy]
    there = {line.data.rstrip(b"\r") for one in others for line in one.lines if line.kind != "torn"}
    mine = {line.rstrip(b"\r") for line in rest(copy.data).split(b"\n") if line.strip()}
    return not (copy.trouble or copy.is_packed) and mine <= there


@looks("odd", Later("files that do not belong"), at=IN_JOURNAL)
def odd(given: Surroundings) -> Iterator[Noticed]:
    found = given.found.odd
    if not found:
        yield Noticed(said=_("None."), facts={"files": 0})
        return
    facts = {"files": len(found)}
    if readable := copies_in_the_open(given):
        text = ngettext(
            "{n} file in the journal is none of ours, and anybody can read lines of a journal in it: {names}.",
            "{n} files in the journal are none of ours, and anybody can read lines of a journal in them: {names}.",
            len(readable),
        )
        said = text.format(n=len(readable), names=_named(readable))
        yield Noticed(result=LOOK, said=said, next=str(TAKE_AWAY), facts={**facts, "readable": len(readable)})
        found = tuple(place for place in found if place not in readable)
        if not found:
            return
    text = ngettext(
        "{n} file in the journal is none of ours: {names}.",
        "{n} files in the journal are none of ours: {names}.",
        len(found),
    )
    next = _("They are left alone and do no harm. Move them away, if you like.")
    yield Noticed(result=LOOK, said=text.format(n=len(found), names=_named(found)), next=next, facts=facts)


def _named(places: Sequence[Path]) -> str:
    return ", ".join(f"{place.parent.name}/{place.name}" for place in places[:MANY]) + (" …" if places[MANY:] else "")
