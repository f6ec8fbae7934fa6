"""Looks at sealing: what is sealed is seen from the lines, and nobody is asked for a passphrase."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from smartcli.errors import NotInstalled, SmartError
from smartcli.home import carriers, disk
from smartcli.home.filenames import IDENTITY, IDENTITY_SUM, KEY, RECIPIENT, RECIPIENT_OFF
from smartcli.home.seal.keys import FILES, FOREIGN, MISSING, UNUSABLE, Foreign, Keys
from smartcli.home.seal.passphrase import DamagedKey
from smartcli.journal import accepted
from smartcli.journal.accepted import Strangers
from smartcli.journal.files import Files
from smartcli.journal.line import inside_sealed
from smartcli.keeping.health import key_parts
from smartcli.keeping.health.files import SegmentLine
from smartcli.keeping.health.looking import DAMAGED, LOOK, Facts, Noticed, Surroundings, looks
from smartcli.text.language import Later, _, ngettext, typed


@looks("sealed", Later("sealed"))
def sealed(given: Surroundings) -> Iterator[Noticed]:
    lines = [line for one in given.found.segments for line in one.lines]
    ours = [line for one in given.found.segments if one.is_own for line in one.lines]
    strangers = strangers_in(given)
    unseen = {line for one in strangers for line in one.lines}
    ours = [line for line in ours if line.data not in unseen]
    shut = _shut(given)
    plain = sum(_is_open(line) for line in lines)
    plain -= sum(len(one.lines) for one in strangers)
    state = "none" if not shut else "mixed" if plain else "all"
    facts: Facts = {
        "state": state,
        "plain": plain,
        "key": int(_has(given, IDENTITY)),
        "on": int(_has(given, RECIPIENT)),
    }
    yield from (_stranger(one) for one in strangers)
    yield from _unopened(given)
    if shut and not _has(given, IDENTITY):
        said = _("Lines are sealed, and the key is not in {place}.").format(place=given.home / KEY)
        is_ours = _is_shut_here(given) or any(_has(given, name) for name in FILES)
        next = _way_back(given) if is_ours else str(_WAY_TO_THEIRS)
        yield Noticed(result=DAMAGED, said=said, next=next, facts=facts)
    elif plain and _has(given, RECIPIENT) and not any(_is_open(line) for line in ours):
        text = ngettext(
            "{n} line that another machine wrote is readable there; a copy here is sealed.",
            "{n} lines that other machines wrote are readable there; copies here are sealed.",
            plain,
        )
        next = typed(_("There, type: smartcli lock --from-paper"))
        yield Noticed(result=LOOK, said=text.format(n=plain), next=next, facts=facts)
    elif plain and _has(given, RECIPIENT):
        text = ngettext("{n} line is not sealed.", "{n} lines are not sealed.", plain)
        yield Noticed(result=LOOK, said=text.format(n=plain), next="smartcli lock", facts=facts)
    elif shut and not (_has(given, RECIPIENT) or _has(given, RECIPIENT_OFF)):
        said = _("What was written is sealed. Nothing new is saved until the key is whole.")
        yield Noticed(result=LOOK, said=said, next="smartcli lock", facts=facts)
    elif shut and not _has(given, RECIPIENT) and not _is_shut_here(given):
        said = _("What another machine wrote is sealed there; what this one writes is not.")
        next = typed(_("There, type: smartcli unlock"))
        yield Noticed(result=LOOK, said=said, next=next, facts=facts)
    elif shut and not _has(given, RECIPIENT):
        said = _("What was written is sealed, and what you write now is not.")
        yield Noticed(result=LOOK, said=said, next=_("smartcli lock, or smartcli unlock"), facts=facts)
    elif shut or strangers:
        if copies_in_the_open(given):
            said = _(
                "All lines of the journal are sealed. But copies of lines lie beside it, and anybody can read them."
            )
            yield Noticed(result=LOOK, said=said, next=str(TAKE_AWAY), facts=facts)
        elif not strangers:
            yield Noticed(said=_("Everything in the journal is sealed."), facts=facts)
    else:
        said = typed(_("No. Whoever can read your files can read the journal; smartcli lock seals it."))
        yield Noticed(said=said, facts=facts)


_WAY_TO_THEIRS = Later("smartcli lock --from-paper, with the key of who wrote there; a stranger's needs nothing")


def _shut(given: Surroundings) -> int:
    """What is sealed, whoever wrote it: lines, and packed segments."""
    found = given.found.segments
    lines = sum(line.kind == "sealed" for one in found for line in one.lines)
    return lines + sum(one.is_sealed_whole for one in found)


def _is_shut_here(given: Surroundings) -> bool:
    """Whether any of that is in a folder this machine writes."""
    own = [one for one in given.found.segments if one.is_own]
    return any(one.is_packed or any(line.kind == "sealed" for line in one.lines) for one in own)


def _is_open(line: SegmentLine) -> bool:
    return line.kind in ("entry", "change", "unknown", "nameless")


TAKE_AWAY = Later("Take these files away yourself: smartcli neither reads nor seals them.")


def copies_in_the_open(given: Surroundings) -> list[Path]:
    """In a sealed journal, files beside the segments in which anybody can read whole lines."""
    if not _has(given, RECIPIENT):
        return []
    return [place for place in given.found.odd if _has_whole(given, place)]


def _has_whole(given: Surroundings, place: Path) -> bool:
    try:
        return accepted.has_whole(disk.read(place, given.system))
    except OSError:  # the looks at odd things say what is wrong with it
        return False


def strangers_in(given: Surroundings) -> list[Strangers]:
    """The plain lines of a sealed journal, which count for nothing."""
    files = Files(home=given.home, system=given.system, patience=0, keys=Keys(given.home, system=given.system))
    try:
        return list(accepted.strangers(files, files.folders())) if files.is_strict() else []
    except (OSError, SmartError):  # the looks at the files say what is wrong with them
        return []


def _unopened(given: Surroundings) -> Iterator[Noticed]:
    """Where the key is open: what it does not open, another key's and damaged apart."""
    for one in given.found.segments if given.keys else ():
        if one.is_called_packed:  # the look at lines says so
            continue
        closed = [line.data for line in one.lines if line.kind == "sealed"]
        ages = [one.data] if one.is_packed and one.data else [age for line in closed for age in inside_sealed(line)]
        found = [_why_closed(given.keys, age) for age in ages] if given.keys else []
        for kind, said in (("foreign", _SAID_OF_FOREIGN), ("hurt", _SAID_OF_HURT)):
            if count := found.count(kind):
                next = str(_WAY_TO_OPEN) if kind == "foreign" else "smartcli restore FILE --dry-run"
                yield Noticed(
                    result=DAMAGED, said=str(said).format(n=count, place=one.name), next=next, facts={kind: count}
                )


_SAID_OF_FOREIGN = Later("Sealed with another key in {place}: {n}.")
_WAY_TO_OPEN = Later("It opens in a home that has that key, with a copy of the folder journal.")
_SAID_OF_HURT = Later("Sealed and damaged, so that the key does not open it, in {place}: {n}.")


def _why_closed(keys: Keys, age: bytes) -> str:
    try:
        keys.open(age)
    except Foreign:
        return "foreign"
    except ValueError:
        return "hurt"
    return ""


def _stranger(one: Strangers) -> Noticed:
    """Which folder, how many, and since when at the latest."""
    text = ngettext(
        "{n} line in the folder {folder} is not sealed, last changed on {day}; it counts for nothing.",
        "{n} lines in the folder {folder} are not sealed, last changed on {day}; they count for nothing.",
        len(one.lines),
    )
    said = text.format(n=len(one.lines), folder=one.file.parent.name, day=one.day)
    return Noticed(result=LOOK, said=said, next="smartcli lock --accept", facts={"strange": len(one.lines)})


@looks("key", Later("the key"))
def key(given: Surroundings) -> Iterator[Noticed]:
    folder = given.home / KEY
    is_any = any(_has(given, name) for name in FILES)  # older ones lie in folders of their own
    if not disk.is_there(folder) or (disk.leads_to_folder(folder) and not is_any and not _shut(given)):
        yield Noticed(said=_("There is none, and none is needed."), facts={"there": 0})
        return
    seen = list(_trouble(given))
    yield from seen or [Noticed(said=_("It is in place."), facts={"there": 1})]


def _trouble(given: Surroundings) -> Iterator[Noticed]:
    folder = given.home / KEY
    carried = carriers.of(folder)
    if carried:
        said = _("{names} seems to carry the key. With it, sealing protects much less.").format(
            names=", ".join(carried)
        )
        next = _("Move the home folder out of there; only the folder journal may be carried.")
        yield Noticed(result=DAMAGED, said=said, next=next, facts={"carried": 1})
    if any(disk.is_away(folder / name) for name in FILES):
        said = _("A part of the key is not on this computer just now: a cloud has taken it away.")
        next = _("Ask the cloud to keep your folder on this computer, and wait until it is back.")
        yield Noticed(result=DAMAGED, said=said, next=next, facts={"away": 1})
    elif not _has(given, IDENTITY):
        said = _("The key itself, identity.age, is missing.")
        yield Noticed(result=DAMAGED, said=said, next=_way_back(given), facts={"identity": 0})
    elif not _fits_its_sum(given):
        said = _("The key is damaged. A backup and the paper copy have it too.")
        yield Noticed(result=DAMAGED, said=said, next="smartcli lock --from-paper", facts={"sum": 0})
    elif (unusable := _unusable(given)) is not None:
        yield Noticed(result=DAMAGED, said=str(unusable), next="smartcli lock --from-paper", facts={"usable": 0})
    else:
        yield from _of_recipient(given)
        if not _has(given, IDENTITY_SUM):
            said = _("The file identity.sum of the key is missing. It comes back when you next give the passphrase.")
            yield Noticed(result=LOOK, said=said, next="smartcli journal list", facts={"sum": 0})


def _way_back(given: Surroundings) -> str:
    """How the key comes back where it is gone, or its private half."""
    if any(_has(given, name) for name in FILES) and (key_parts.missing(given) or key_parts.is_useless(given)):
        return "smartcli repair"
    return _(
        "smartcli restore FILE, with a backup that lies elsewhere and has the key; or smartcli lock --from-paper; if "
        "neither is to be had: smartcli lock --new-key"
    )


def _of_recipient(given: Surroundings) -> Iterator[Noticed]:
    keys = key_parts.keys(given)
    try:
        how, is_known = keys.unfit, keys.knows_its_recipient
    except NotInstalled:  # then nothing is sealed or opened here, which is said elsewhere
        return
    if how:
        said = f"{_SAID_OF_RECIPIENT[how]} {_SAID_OF_SAVING[how, is_known]}"
        next = "smartcli repair" if is_known else "smartcli lock"
        yield Noticed(result=DAMAGED, said=said, next=next, facts={"recipient": 0})


_SAID_OF_RECIPIENT = {
    MISSING: Later("A part of the key is missing, the file recipient."),
    UNUSABLE: Later("A part of the key cannot be used, the file recipient."),
    FOREIGN: Later("A part of the key is another key's, the file recipient."),
}
_REFUSED = Later("Nothing is saved until it is there; it comes back when you next give the passphrase.")
_STILL_SEALED = Later("What you write is sealed with your own key all the same.")
# By how it is, and whether it is known how it should be.
_SAID_OF_SAVING = {
    (MISSING, False): _REFUSED,
    (MISSING, True): Later("It can be written anew without your passphrase."),
    (UNUSABLE, False): _REFUSED,
    (UNUSABLE, True): _STILL_SEALED,
    (FOREIGN, True): _STILL_SEALED,
}


def _fits_its_sum(given: Surroundings) -> bool:
    from smartcli.home.seal.passphrase import checksum

    try:
        data = disk.read(given.home / KEY / IDENTITY, given.system)
        sums = disk.read(given.home / KEY / IDENTITY_SUM, given.system).decode("ascii", "replace").split()
    except FileNotFoundError:  # written by hand, or by the standard tools
        return True
    return not sums or checksum(data) in sums


def _unusable(given: Surroundings) -> DamagedKey | None:
    """Why no passphrase can open it, as far as is seen without one: it is no such file, or wants too much memory."""
    from smartcli.home.seal.passphrase import check

    try:
        check(disk.read(given.home / KEY / IDENTITY, given.system))
    except DamagedKey as error:
        return error
    return None


def _has(given: Surroundings, name: str) -> bool:
    """Whether it is there, or was and a cloud has it."""
    return disk.is_there(given.home / KEY / name) or disk.is_away(given.home / KEY / name)
