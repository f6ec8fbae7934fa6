"""Home: a greeting, what is due, one thing to do next. At a terminal it stays open, with doors to all there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcli.findings.today import Today
from smartcli.first_aid import card_cache
from smartcli.home.filenames import JOURNAL
from smartcli.journal.happened import day_written
from smartcli.journal.unread import exit_code, missed, unread
from smartcli.keeping import backups
from smartcli.text.language import Inside, _, is_inside, ngettext, typed
from smartcli.text.sanitize import one_line

if TYPE_CHECKING:
    from smartcli.findings.upcoming import Ahead
    from smartcli.world import World


def home(world: World, *, as_json: bool = False) -> int:
    """First run, or the menu; without a terminal the state of the day and what to type. Gives an exit code."""
    if as_json:
        today = _today(world)
        world.screen.json(today.as_json())
        world.screen.notes([*filter(None, [today.ahead.path]), *unread(world.stores.journal)])
        return exit_code(world.stores.journal)
    world.stores.journal.check_there()  # of a closed one, nothing else here looks
    if world.stores.is_closed and (world.is_home_to_people or world.has_passphrase):
        _open(world)
    say_damaged(world)
    _cards_at_hand(world)
    if not world.is_home_to_people:
        state(world)
        return 0
    from smartcli.commands import doors  # with all that they lead to, which nobody else needs
    from smartcli.text import rows_of_home

    is_new = not world.stores.settings().started
    if is_new:
        doors.first_words(world, new_here(world))
    with Inside(rows_of_home.ROWS):
        if is_new and not _today(world).drafts:  # what was begun before set-up waits in the menu; set-up is there too
            doors.welcome(world)
        doors.stay(world)
    return 0


def _open(world: World) -> None:
    """One passphrase serves the whole sitting. Without it home is there too; what was written stays closed."""
    from smartcli.home.seal.keys import Locked
    from smartcli.home.seal.passphrase import WrongPassphrase

    try:
        world.stores.keys.unlocked()
    except (Locked, WrongPassphrase) as closed:
        if world.has_passphrase:
            raise
        world.screen.note(str(closed))


def _cards_at_hand(world: World) -> None:
    """Made where they are missing: the journal may have come from another machine, which keeps its own."""
    home = world.stores.home
    if (home / JOURNAL).is_dir() and card_cache.is_to_be_made_anew(str(home)):
        from smartcli.keeping.saving import make_at_hand  # which home does without, but for this

        make_at_hand(world.stores)


def state(world: World) -> None:
    """The day in a few lines, for a pipe or a log."""
    today, said = _today(world), _drafts_unread(world)
    backup = [] if world.stores.is_closed else backup_word(world)
    due = [*due_words(world, today.ahead), *homework_words(world, today)]
    world.screen.notes(new_here(world))
    waiting = waiting_words(world, today)
    lines = [*today.greeting(), *waiting, *hidden_words(world), *strange_words(world), *backup, *due]
    for line in lines:
        world.screen.say(line)
    drafts = _drafts_unread(world)
    world.screen.notes(line for line in drafts if line not in said)
    if not world.stores.is_closed:  # what is due, or offered, may be where it could not be read
        world.screen.notes(line for line in unread(world.stores.journal) if line not in lines)
    for line in (_("Type one of these:"), _("- smartcli checkin: the daily minute")):
        world.screen.say(typed(line))
    if world.is_discreet:
        world.screen.say(typed(_("- smartcli help-now: help")))
    else:
        for line in (
            _("- smartcli urge: an urge is here now"),
            _("- smartcli do: an exercise"),
            _("- smartcli help-now: help in a crisis"),
        ):
            world.screen.say(typed(line))
    world.screen.say(typed(_("- smartcli --help: everything else")))


def due_words(world: World, found: Ahead) -> list[str]:
    """What is due; where others may read along, only that something is."""
    from smartcli.findings.upcoming import due_counted, due_lines

    return due_counted(found) if world.is_discreet else due_lines(found)


def waiting_words(world: World, today: Today) -> list[str]:
    """What waits, likewise."""
    if world.is_discreet and today.drafts:
        is_open = [] if today.is_checked_in else [_("Today's check-in is open.")]
        return [_("What you began and left waits for you."), *is_open]
    return today.waiting()


def homework_words(world: World, today: Today) -> list[str]:
    """What home offers of homework today, in a line, likewise."""
    if not today.homework:
        return []
    if world.is_discreet:
        return [typed(_("Homework, if you want: smartcli homework"))]
    titles = ", ".join(one_line(world.stores.library.title(one.given.exercise)) for one in today.homework)
    return [typed(_("Homework, if you want: {titles}. To see it: smartcli homework"), titles=titles)]


def new_here(world: World) -> list[str]:
    """Where nothing was ever written: the folder that was looked in, and others in which there is a journal."""
    if world.stores.is_closed or not world.stores.journal.is_untouched():
        return []
    from smartcli.commands.feedback import other_journals

    where = _("What you write is kept in {place}.").format(place=world.stores.home)
    return [where, *other_journals(world)]


def _today(world: World) -> Today:
    return Today(stores=world.stores, now=world.now())


def hidden_words(world: World) -> list[str]:
    """What a line says was forgotten, and nobody has said here what is to become of it."""
    if world.stores.is_closed or not world.stores.journal.met_forgotten:
        return []
    from smartcli.commands import hidden

    found = hidden.waiting(world)
    listed = [] if world.is_discreet else found[: hidden.SHOWN]
    rows = [f"- {hidden.as_listed(world, one)}" for one in listed]
    return [hidden.said(found), *rows, *([] if is_inside() else hidden.ways())] if found else []


def strange_words(world: World) -> list[str]:
    """Lines in a sealed journal that are not sealed: said also while it is closed."""
    if not world.stores.keys.is_there:
        return []
    from smartcli.commands import strangers

    return strangers.words(world)


def backup_word(world: World) -> list[str]:
    """A word when there has been no backup for long. A closed journal is not opened for it."""
    if world.stores.is_closed:
        days = (day for day in [world.stores.settings().started] if day)
    else:
        day = world.stores.settings().day
        days = (day_written(entry, day).isoformat() for entry in world.stores.journal.latest())
    word = backups.old(world.stores.home, world.now(), days)
    return [word] if word else []


def say_damaged(world: World) -> None:
    """A draft that could not be read is said, once: it lies in quarantine after that. So is what was taken away."""
    world.stores.drafts.every()
    world.screen.notes(_drafts_unread(world))
    world.screen.notes(missed(world.stores.journal.gone))


def _drafts_unread(world: World) -> list[str]:
    """What was met of drafts up to now that cannot be used."""
    kept, said = world.stores.drafts, []
    if kept.unread:
        text = _("What you began and left cannot be looked for just now ({why}). It stays as it is.")
        said.append(text.format(why=kept.unread))
    if kept.damaged:
        text = ngettext("{n} draft could not be read.", "{n} drafts could not be read.", kept.damaged)
        said.append(text.format(n=kept.damaged) + " " + _("It lies in the folder quarantine."))
    return [*said, *filter(None, [kept.away()])]
