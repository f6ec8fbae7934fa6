"""One file with all that a person has; and a drill that shows that it can be put back."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from smartcli.commands.options import JsonOption, YesOption, world_of
from smartcli.commands.taking_long import busy
from smartcli.errors import Damaged, InPart, SmartError, Usage
from smartcli.exchange.new_file import check_new
from smartcli.home import carriers, disk, layout
from smartcli.home.disk import SYSTEM
from smartcli.home.filenames import DRAFTS, EXERCISES, KEY
from smartcli.home.reasons import why
from smartcli.home.unpacked import StillUnpacked
from smartcli.keeping.backups import archive, counting, drill, opening, places, rotation
from smartcli.keeping.backups.counting import Untried
from smartcli.keeping.backups.drill import Count
from smartcli.keeping.backups.gathering import Gathered, LeftOut, check_journal, gather
from smartcli.keeping.backups.key_found import HALF, looks
from smartcli.keeping.backups.opening import Archive
from smartcli.text.language import _, ngettext, typed
from smartcli.world import World


def backup(
    ctx: typer.Context,
    file: Annotated[str | None, typer.Argument(help="A new file; without it, one in the folder backups.")] = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Try whether FILE can be restored. Changes nothing.")
    ] = False,
    _yes: YesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Put all you have into one file. It holds your entries, exercises, settings and key."""
    run(world_of(ctx), file, verify=verify, as_json=as_json)


def run(world: World, file: str | None = None, *, verify: bool = False, as_json: bool = False) -> None:
    """A new file, one in the folder backups where none is named; or, with verify, the restore drill of that file."""
    if verify:
        if file is None:
            raise Usage(_("Which backup? Please name its file."), next="smartcli backup --verify FILE")
        check(world, Path(file), as_json=as_json)
        return
    expected = counting.expected(world.stores.home)
    gathered = gather(world.stores.home, SYSTEM)
    check_journal(world.stores.home, gathered)
    if not gathered.files:
        _refuse_left(gathered)
        raise SmartError(_("There is nothing to back up yet."), next="smartcli checkin")
    path = _new_file(world, file)
    with busy(world):
        made = archive.write(path, gathered, world.now(), SYSTEM, entries=expected)
    try:
        count = _read_back(world, path, made, gathered)
    except Untried as error:
        _tell_untried(world, path, file, made, gathered, as_json=as_json)
        raise InPart(" ".join([str(error), *_whys(gathered)]), next=error.next) from None
    world.stores.so_far.landed(_("Your backup is made, and was read back."), "smartcli doctor")
    if file is not None:
        rotation.note_elsewhere(world.stores.home, world.now())
    if as_json:
        world.screen.json({**_as_json(path, made, count), "left_out": [left.path for left in gathered.left]})
    else:
        _say(world, path, made, count)
    for left in gathered.left:
        world.screen.note(_why(left))
    world.screen.notes(filter(None, [rotation.away(world.stores.home)]))
    _refuse_left(gathered)


# Making it


def _new_file(world: World, file: str | None) -> Path:
    if file is None:
        return rotation.free(rotation.folder(world.stores.home), f"my-log-{world.now().strftime('%Y-%m-%d-%H%M')}")
    if file == "-":
        raise Usage(_("A backup is a file, and no output. Please name one."), next="smartcli backup FILE")
    path = Path(file)
    check_new(path, "smartcli backup FILE")
    return path.absolute()


def _read_back(world: World, path: Path, made: Archive, gathered: Gathered) -> Count:
    """What can be read in a backup that was just written; one that is none does not stay."""
    try:
        return counting.count(world.stores, made, asking=False)
    except StillUnpacked as error:
        said = _("Your backup is made, and was read back: {what}.").format(what=path)
        raise InPart(" ".join([said, str(error), *_whys(gathered)]), next=error.next) from error
    except Untried:  # the disk gives back what was written, and no other copy may be left to be made
        raise
    except SmartError as error:
        kind = InPart if isinstance(error, InPart) else SmartError
        told = kind(" ".join([str(error), *_whys(gathered)]), next=error.next, code=error.code)
        raise archive.without(path, told) from error
    except (OSError, MemoryError) as error:
        raise archive.without(path, archive.not_made(why(error))) from error
    except BaseException:
        with suppress(OSError):
            disk.remove(path)  # it is new, and no backup
        raise


def _tell_untried(
    world: World, path: Path, file: str | None, made: Archive, gathered: Gathered, *, as_json: bool
) -> None:
    """What is there, where the home has no room to unpack it."""
    world.stores.so_far.landed(_("Your backup is written."), "smartcli doctor")
    if file is not None:
        rotation.note_elsewhere(world.stores.home, world.now())
    if as_json:
        unknown = dict.fromkeys(("entries", "trash", "unreadable"))
        row = _as_json(path, made, Count(entries=None, trash=0, unreadable=0))
        world.screen.json({**row, **unknown, "left_out": [left.path for left in gathered.left]})
    else:
        world.screen.say(_("Your backup is written."))
        _say_where(world, path, made)
    for left in gathered.left:
        world.screen.note(_why(left))


def _why(left: LeftOut) -> str:
    if left.is_link:
        return _("Not in it: {path}. It is a link; only what lies there itself is taken.").format(path=left.path)
    if left.is_much:
        text = _("Not in it: {path}, and what comes after it. There is more in that folder than a backup takes.")
        return text.format(path=left.path)
    if left.is_missing:
        return _("Not in it: {path}. It is missing in your folder.").format(path=left.path)
    if left.why:
        return _("Not in it: {path}. It cannot be read. The reason: {why}.").format(path=left.path, why=left.why)
    return _("Not in it: {path}. It cannot be read.").format(path=left.path)


def _refuse_left(gathered: Gathered) -> None:
    if gathered.left:
        if gathered.files:
            text = _("The backup is not whole. All that could be read is in it.")
            next = "smartcli doctor" if any(left.is_missing for left in gathered.left) else "smartcli where"
            raise InPart(" ".join([text, *_whys(gathered)]), next=next, code=Damaged.code)
        raise Damaged(" ".join([_("Nothing could be read."), *_whys(gathered)]), next="smartcli where")


def _whys(gathered: Gathered) -> list[str]:
    whys = dict.fromkeys(left.why for left in gathered.left if left.why)
    return [_("The reason: {why}.").format(why=why) for why in whys]


def _say(world: World, path: Path, made: Archive, count: Count) -> None:
    world.screen.say(_("Your backup is made, and was read back: {what}.").format(what=contents(made, count)))
    _say_where(world, path, made)


def _say_where(world: World, path: Path, made: Archive) -> None:
    say = world.screen.say
    say(str(path))
    if places.is_beside(path, world.stores.home):
        say(_("It is on the same disk as your journal. If you can, take a copy elsewhere, to a stick for example."))
    for carried in carriers.in_words(path):
        say(carried)
    say(readable(made))


def readable(made: Archive) -> str:
    """Who can read what is in it."""
    if not drill.is_sealed(made):
        return _("It is not encrypted: whoever has the file can read it.")
    if drill.has_open_lines(made):
        return _("Some entries in it are sealed. The others can be read by whoever has the file.")
    said = _("What you wrote is sealed in it, and needs your passphrase.")
    return f"{said} {_('The exercises of your own are not sealed.')}" if made.files(EXERCISES) else said


def contents(made: Archive, count: Count) -> str:
    """What is in a backup, in words."""
    exercises, drafts = len(made.files(EXERCISES)), len(made.files(DRAFTS))
    if count.entries is None:
        entries = _("your sealed entries")
    else:
        entries = ngettext("{n} entry", "{n} entries", count.entries).format(n=count.entries)
    words = [
        entries,
        ngettext("{n} in the trash", "{n} in the trash", count.trash).format(n=count.trash) if count.trash else "",
        ngettext("{n} exercise of yours", "{n} exercises of yours", exercises).format(n=exercises) if exercises else "",
        ngettext("{n} draft", "{n} drafts", drafts).format(n=drafts) if drafts else "",
        _("your settings") if _has_settings(made) else "",
        (_("a part of your key") if looks(made) == HALF else _("your key")) if made.files(KEY) else "",
    ]
    return ", ".join(word for word in words if word)


def _has_settings(made: Archive) -> bool:
    return any(made.files(name) for name in layout.names(restored=layout.AS_SETTINGS))


# Trying it


def check(world: World, path: Path, *, as_json: bool) -> None:
    """The restore drill."""
    try:
        made = opening.load(path)
        count = counting.count(world.stores, made, asking=True)
        if looks(made) == HALF:  # which restore would not take
            raise Damaged(_("A part of the key is missing in this backup."), next="smartcli where")
    except SmartError as error:
        if as_json:
            world.screen.json({"schema": 1, "file": str(path), "ok": False, "problem": str(error)})
        raise
    if as_json:
        world.screen.json({**_as_json(path, made, count), "ok": True})
        return
    say = world.screen.say
    say(_("This backup is whole: {what}.").format(what=contents(made, count)))
    for line in opening.beside(made):
        say(line)
    if count.entries is None:
        say(_("The entries are sealed. Every line is as it was written; reading them needs the passphrase."))
    if count.unreadable:
        text = ngettext("{n} line could not be read.", "{n} lines could not be read.", count.unreadable)
        say(text.format(n=count.unreadable) + " " + _("It was so when the backup was made."))
    say(typed(_("To put it back: smartcli restore FILE")))


def _as_json(path: Path, made: Archive, count: Count) -> dict[str, object]:
    return {
        "schema": 1,
        "file": str(path),
        "made": made.made,
        "files": len(made.names),
        "passed_over": made.passed_over,
        "size": made.size,
        "entries": count.entries,
        "trash": count.trash,
        "unreadable": count.unreadable,
        "exercises": len(made.files(EXERCISES)),
        "drafts": len(made.files(DRAFTS)),
        "settings": _has_settings(made),
        "sealed": drill.is_sealed(made),
    }
