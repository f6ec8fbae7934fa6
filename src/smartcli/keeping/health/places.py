"""Looks at places: where the home folder is, whether the journal is in it, who can read it, who carries it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from smartcli.errors import SmartError
from smartcli.home import carriers, disk, layout, ownership
from smartcli.home.elsewhere import journals, usual
from smartcli.home.filenames import AWAY, BACKUPS, DEVICE, HALF, JOURNAL, KEY, RECIPIENT
from smartcli.home.reasons import why
from smartcli.home.seal.keys import Keys
from smartcli.journal import segment_names
from smartcli.journal.files import Files, led_to
from smartcli.journal.segment_names import is_device
from smartcli.keeping import backups
from smartcli.keeping.health.looking import ANYWHERE, DAMAGED, LOOK, Facts, Noticed, Surroundings, looks
from smartcli.text.language import Later, _, ngettext, quoted, typed

BELONGS = Later("It may belong to somebody else. Log in as the one who made it.")


@looks("home", Later("home folder"), at=ANYWHERE)
def home(given: Surroundings) -> Iterator[Noticed]:
    ways = {
        "SMARTCLI_HOME": _("as SMARTCLI_HOME says"),
        "default": _("where this system keeps such data"),
        "--home": _("as --home says"),
    }
    found = how_found(given)
    said = _("{place}, {how}.").format(place=given.home, how=ways[found])
    facts: Facts = {"found": found, "link": int(os.path.islink(given.home))}
    if error := disk.unreached(given.home):
        said = _("The folder {place} cannot be reached ({why}).").format(place=given.home, why=why(error))
        next = BELONGS if isinstance(error, PermissionError) else "smartcli --home FOLDER"
        yield Noticed(result=DAMAGED, said=said, next=str(next), facts={**facts, "unreached": 1})
    elif disk.is_there(given.home) and not disk.leads_to_folder(given.home):
        next = _("See whether a disk is not plugged in; smartcli settings shows nothing until it is there.")
        yield Noticed(result=DAMAGED, said=_("{place} is no folder.").format(place=given.home), next=next, facts=facts)
    elif not _can_be_entered(given):
        said = _("{place} cannot be entered, so nothing more can be told.").format(place=given.home)
        yield Noticed(result=DAMAGED, said=said, next=str(BELONGS), facts=facts)
    elif refused := _refused(given.home):
        yield Noticed(result=DAMAGED, said=str(refused), next=refused.next or "", facts={**facts, "refused": 1})
    elif not disk.is_there(given.home):
        yield Noticed(said=f"{said} {_('There is nothing in it yet.')}", facts=facts)
    else:
        yield Noticed(said=said, facts=facts)
    named = given.environ.get("SMARTCLI_HOME", "")
    if found == "SMARTCLI_HOME" and not os.path.isabs(named) and not named.startswith("~"):
        said = _(
            "SMARTCLI_HOME is no whole path, so it means another folder wherever you stand when you start smartcli."
        )
        next = _("Give it a path that begins with /.")
        yield Noticed(result=LOOK, said=said, next=next, facts={"relative": 1})


def _refused(home: Path) -> SmartError | None:
    try:
        ownership.refuse(home)
    except SmartError as refused:
        return refused
    return None


def _can_be_entered(given: Surroundings) -> bool:
    try:
        given.system.scan(os.fspath(given.home))
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return True


def how_found(given: Surroundings) -> str:
    without = {name: value for name, value in given.environ.items() if name != "SMARTCLI_HOME"}
    if given.environ.get("SMARTCLI_HOME") and usual(given.environ, given.platform) == given.home:
        return "SMARTCLI_HOME"
    return "default" if usual(without, given.platform) == given.home else "--home"


@looks("elsewhere", Later("other journals"), at=ANYWHERE)
def elsewhere(given: Surroundings) -> Iterator[Noticed]:
    """A journal in a place where smartcli would look if it were started in another way."""
    others = journals(given.environ, given.platform, given.home)
    for place in others:
        yield Noticed(
            result=LOOK,
            said=_("There is a journal in {place} too. It is not shown here.").format(place=place),
            next=typed("smartcli --home {place} journal", place=quoted(place)),
            facts={"journals": len(others)},
        )
    if not others:
        yield Noticed(said=_("None in the usual places."), facts={"journals": 0})


@looks("journal", Later("journal folder"))
def journal(given: Surroundings) -> Iterator[Noticed]:
    folder = given.home / JOURNAL
    facts = {
        "link": int(folder.is_symlink()),
        "mount": int(os.path.ismount(folder)),
        "folders": len(given.found.folders),
    }
    own = given.found.own
    if not disk.is_there(folder) and not disk.is_there(given.home / DEVICE):
        yield Noticed(said=_("Nothing is written yet."), facts=facts)
    elif not disk.leads_to_folder(folder):
        said = _("The journal is not where it was: {place} is missing.").format(place=led_to(folder))
        yield _gone(said, facts)
    elif own and not disk.leads_to_folder(folder / own):
        said = _("The folder this machine writes is missing: {place}.").format(place=folder / own)
        yield _gone(said, facts)
    else:
        count = len(given.found.folders)
        said = ngettext("{n} folder in {place}.", "{n} folders in {place}.", count).format(n=count, place=folder)
        yield Noticed(said=f"{said} {_leads(folder)}" if folder.is_symlink() else said, facts=facts)
    away = [place for place in folder.glob(f"*/.*{AWAY}") if segment_names.kept_away(place.name)]
    if away:
        text = ngettext(
            "{n} file of the journal is not on this computer just now: a cloud has taken it away.",
            "{n} files of the journal are not on this computer just now: a cloud has taken them away.",
            len(away),
        )
        next = _("Ask the cloud to keep the folder journal on this computer, and wait until it is back.")
        yield Noticed(result=DAMAGED, said=text.format(n=len(away)), next=next, facts={**facts, "away": len(away)})
    for place, reason in given.found.closed.items():
        yield Noticed(
            result=DAMAGED,
            said=_("{place} cannot be looked into ({why}).").format(place=place, why=reason),
            next=_("See whether it belongs to you, and whether its disk is all right."),
            facts={"closed": 1},
        )


@looks("away", Later("what a cloud took away"))
def away(given: Surroundings) -> Iterator[Noticed]:
    """Beside the journal; of that, and of the key, other looks say it."""
    folders = [row.name for row in layout.those(is_folder=True, is_one=True) if row.name not in (JOURNAL, KEY)]
    count = 0
    for folder in [given.home, *(given.home / name for name in folders)]:
        with suppress(OSError):  # other looks say so
            names = [one.name for one in given.system.scan(os.fspath(folder))]
            count += sum(name.startswith(".") and carriers.is_placeholder(name) for name in names)
    if count:
        text = ngettext(
            "{n} file of yours beside the journal is not on this computer just now: a cloud has taken it away.",
            "{n} files of yours beside the journal are not on this computer just now: a cloud has taken them away.",
            count,
        )
        next = _("Ask the cloud to keep your folder on this computer, and wait until it is back.")
        yield Noticed(result=DAMAGED, said=text.format(n=count), next=next, facts={"away": count})


def _leads(folder: Path) -> str:
    return _("It is a link to {place}.").format(place=led_to(folder))


def _gone(said: str, facts: dict[str, int]) -> Noticed:
    next = _("Plug in its disk, or let the sync finish. Then: smartcli doctor. Else: smartcli repair")
    return Noticed(result=DAMAGED, said=said, next=next, facts={**facts, "missing": 1})


@looks("device", Later("this machine's name"))
def device(given: Surroundings) -> Iterator[Noticed]:
    file = given.home / DEVICE
    names = given.found.names
    facts = {
        "names": len(names),
        "own": sum(disk.leads_to_folder(given.home / JOURNAL / name) for name in names),
    }
    files = Files(home=given.home, system=given.system, patience=0, keys=Keys(given.home, system=given.system))
    if disk.leads_to_folder(file) or (file.is_symlink() and not os.path.exists(file)):
        said = _("{place} is not a plain file, so nothing can be saved.").format(place=file)
        next = _("Please move it away. Then: smartcli repair --mine FOLDER")
        yield Noticed(result=DAMAGED, said=said, next=next, facts={**facts, "plain": 0})
    elif disk.leads_to_file(file, given.system) and files.is_name_lost() and given.found.folders:
        said = _(
            "Which folder in the journal is this machine's is not known any more: {place} does not say it. What you "
            "wrote here may count as another machine's, which lock and forget do not reach."
        )
        next = "smartcli repair --mine FOLDER"
        yield Noticed(result=DAMAGED, said=said.format(place=file), next=next, facts={**facts, "lost": 1})
    elif files.is_name_recovered():
        said = _("{place} does not say any more which folder is this machine's. It is known all the same: {name}.")
        said = said.format(place=file, name=given.found.own)
        yield Noticed(result=LOOK, said=said, next="smartcli repair", facts={**facts, "lost": 0})
    elif given.found.own:
        yield Noticed(said=_("It writes into the folder {name}.").format(name=given.found.own), facts=facts)
    elif disk.is_away(file):
        said = _("{place} is not on this computer just now: a cloud has taken it away.").format(place=file)
        next = _("Ask the cloud to keep your folder on this computer, and wait until it is back.")
        yield Noticed(result=DAMAGED, said=said, next=next, facts={**facts, "away": 1})
    elif given.found.folders:
        said = _("It has no name of its own here. The next save takes a new one; nothing is lost by that.")
        next = _("If this machine wrote one of the folders there: smartcli repair --mine FOLDER")
        yield Noticed(result=LOOK, said=said, next=next, facts=facts)
    else:
        yield Noticed(said=_("None yet; the first save takes one."), facts=facts)


# Who can read it


def open_to_others(given: Surroundings) -> list[Path]:
    """The folders and files that somebody else on this machine could read or change."""
    if given.platform == "win32":
        return []
    return list(dict.fromkeys(place for place, mode, _owner in _private(given) if stat.S_IMODE(mode) & 0o077))


def _private(given: Surroundings) -> Iterator[tuple[Path, int, int]]:
    """All of ours that is the person's alone, with its mode and owner. No link but the journal's own is followed.

    Where other things lie in the home, or beside the folders of machines in a journal that is a link, they are nobody's
    business here: they may be all that somebody has.
    """
    home = Path(os.path.realpath(given.home))
    if not disk.leads_to_folder(home):
        return
    if ownership.is_ours(home, home.stat(), given.system):
        yield from _known(home)
    if not ownership.is_mixed(home, given.system):
        yield from _within(home)
    elif ownership.has_sign(home):
        for row in layout.those(is_private=True, is_one=True):
            if row.name == BACKUPS:
                yield from (one for one in _within(home / row.name) if backups.is_ours(one[0].name))
            elif row.name != JOURNAL:
                yield from _known(home / row.name)
                yield from _within(home / row.name)
    journal = home / JOURNAL
    if journal.is_symlink() or ownership.is_mixed(home, given.system):
        for folder in filter(lambda one: is_device(one.name), given.found.folders):
            yield from _known(folder)
            yield from _within(folder)


def _known(place: Path) -> Iterator[tuple[Path, int, int]]:
    with suppress(FileNotFoundError, NotADirectoryError):
        known = place.lstat()
        if stat.S_ISREG(known.st_mode) or stat.S_ISDIR(known.st_mode):
            yield place, known.st_mode, known.st_uid


def _within(folder: Path) -> Iterator[tuple[Path, int, int]]:
    """The person's own exercises hold none of their answers, and their editor knows no 0600. What carries the folder
    keeps files of its own in it."""
    others = layout.names(is_private=False)
    for path, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in others and not _is_carriers(name)]
        for name in [*folders, *(file for file in files if not _is_carriers(file))]:
            yield from _known(Path(path, name))


def _is_carriers(name: str) -> bool:
    return name.startswith(".") and not name.endswith(HALF)


@looks("modes", Later("who can read it"))
def modes(given: Surroundings) -> Iterator[Noticed]:
    open_ = open_to_others(given)
    if open_:
        text = ngettext(
            "{n} file or folder can be read by others on this machine.",
            "{n} files and folders can be read by others on this machine.",
            len(open_),
        )
        said = text.format(n=len(open_))
        next = "smartcli repair"
        if given.abilities.close:  # which the look at the disk explains
            next = "" if disk.is_there(given.home / KEY / RECIPIENT) else "smartcli lock"
        yield Noticed(result=LOOK, said=said, next=next, facts={"open": len(open_)})
    me = os.getuid() if hasattr(os, "getuid") else -1
    foreign = {place for place, _mode, owner in _private(given) if owner != me} if me >= 0 else set()
    if foreign:
        text = ngettext("{n} belongs to somebody else.", "{n} belong to somebody else.", len(foreign))
        said = text.format(n=len(foreign))
        next = _("If smartcli was once run as another user, give them back to yourself with chown.")
        yield Noticed(result=LOOK, said=said, next=next, facts={"foreign": len(foreign)})
    if loose := _is_loose(given):
        said = _("Others on this machine may put files into {place}, and take some away.").format(place=given.home)
        next = _("It was not made by smartcli, so it is left as it is. If it is yours alone: chmod go-w FOLDER")
        yield Noticed(result=LOOK, said=said, next=next, facts={"loose": 1})
    if not (open_ or foreign or loose):
        yield Noticed(said=_("You alone."), facts={"open": 0, "foreign": 0})


def _is_loose(given: Surroundings) -> bool:
    """Whether others may write into a home that is used as it is, since it is not smartcli's own."""
    if given.platform == "win32" or not given.home.is_dir() or not ownership.has_sign(given.home):
        return False
    known = given.home.stat()
    return bool(stat.S_IMODE(known.st_mode) & 0o022) and not ownership.is_ours(given.home, known, given.system)


# Who carries it


@looks("synced", Later("carried elsewhere"))
def synced(given: Surroundings) -> Iterator[Noticed]:
    home, inside = carriers.of(given.home), carriers.of(given.home / JOURNAL)
    facts = {"home": len(home), "journal": len(inside), "git": int("git" in inside)}
    if home:
        yield Noticed(
            result=LOOK,
            said=_("{names} seems to carry the whole home folder. Only the folder journal may be carried.").format(
                names=", ".join(home)
            ),
            next=typed(
                _(
                    "Move the home folder out of it. Then the journal alone may go in: "
                    "smartcli settings journal-folder FOLDER"
                )
            ),
            facts=facts,
        )
    elif inside:
        said = _("{names} seems to carry the journal. That is fine; a line that is not sealed can be read there.")
        yield Noticed(said=said.format(names=", ".join(inside)), facts=facts)
    else:
        yield Noticed(said=_("No sign of it."), facts=facts)
    if "git" in inside:
        said = _("git keeps all that it ever saw: what is erased later stays in its history.")
        yield Noticed(result=LOOK, said=said, next=_("Take journal out of git, if that matters to you."), facts=facts)
