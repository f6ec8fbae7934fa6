"""What of a journal could not be read, is there twice, or is gone, in sentences and as an exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcli.errors import Damaged
from smartcli.journal.line import LONGEST
from smartcli.text.language import _, ngettext, typed

if TYPE_CHECKING:
    from smartcli.journal.height import Loss
    from smartcli.journal.journal import Journal


def check_read(journal: Journal) -> None:
    """After it was read, and nothing was found in it. Damaged: what is looked for may be where it could not be read."""
    if said := unread(journal):
        raise Damaged(" ".join(said), next="smartcli doctor")


def maybe_new(journal: Journal) -> list[str]:
    """What is to be known of what was said to be new beside it; nothing where all of it could be read."""
    shut = [_("some of it is sealed, and nobody gave the passphrase")] if _is_shut(journal) else []
    whys = [*journal.why_lost, *shut]
    if not whys:
        return []
    said = [_("Not all of your journal can be read just now, so some may be said to be new that you have already.")]
    return [" ".join([*said, *(_("The reason: {why}.").format(why=why) for why in whys)])]


def unread(journal: Journal) -> list[str]:
    """What was met that could not be used; nothing where all was well."""
    said = []
    if count := journal.unreadable:
        text = ngettext("{n} line could not be read.", "{n} lines could not be read.", count)
        said.append(text.format(n=count) + " " + _("A copy lies in the folder quarantine. Nothing was changed."))
    said += _too_long(journal.too_long)
    said += _lost(journal)
    if files := journal.away_files:
        text = ngettext(
            "{n} file of the journal is not on this computer just now: a cloud has taken it away.",
            "{n} files of the journal are not on this computer just now: a cloud has taken them away.",
            len(files),
        )
        said.append(text.format(n=len(files)) + " " + _("Ask the cloud for the folder journal, and wait for it."))
    if not journal.gone.is_any and (files := journal.empty_files):  # else it is known what was in them
        text = ngettext("{n} file of the journal is empty.", "{n} files of the journal are empty.", len(files))
        said.append(
            f"{text.format(n=len(files))} {typed(_('If you wrote here before, a backup may have it: smartcli doctor'))}"
        )
    if count := journal.foreign:
        text = ngettext(
            "{n} line is sealed with a key that is not here.",
            "{n} lines are sealed with a key that is not here.",
            count,
        )
        said.append(text.format(n=count))
    if files := journal.foreign_files:
        text = ngettext(
            "{n} file of the journal is sealed with a key that is not here.",
            "{n} files of the journal are sealed with a key that is not here.",
            len(files),
        )
        said.append(text.format(n=len(files)))
    said += _locked(journal)
    if count := journal.unsealed:
        text = ngettext(
            "{n} line is not sealed, and counts for nothing until you have looked at it.",
            "{n} lines are not sealed, and count for nothing until you have looked at them.",
            count,
        )
        said.append(f"{text.format(n=count)} {typed('smartcli lock --accept')}")
    if count := journal.differing:
        text = ngettext("{n} id stands for two entries.", "{n} ids stand for two entries.", count)
        said.append(text.format(n=count) + " " + _("Both are kept and shown."))
    if journal.met_hidden and (count := sum(one.is_open for one in journal.hidden())):
        text = ngettext(
            "{n} entry is hidden: a line in the journal says that it was forgotten.",
            "{n} entries are hidden: lines in the journal say that they were forgotten.",
            count,
        )
        said.append(f"{text.format(n=count)} {typed('smartcli forget --agree')}")
    return [*said, *_lost_before(journal), *missed(journal.gone)]


def _is_shut(journal: Journal) -> bool:
    return bool(journal.locked or journal.locked_files)


def _locked(journal: Journal) -> list[str]:
    """What is sealed while sealing is off, and nobody gave the passphrase: that is no trouble of the journal."""
    lines, files = journal.locked, len(journal.locked_files)
    texts = {
        ngettext(
            "{n} line is sealed and was not opened, since nobody gave the passphrase.",
            "{n} lines are sealed and were not opened, since nobody gave the passphrase.",
            lines,
        ): lines,
        ngettext(
            "{n} file of the journal is sealed and was not opened, since nobody gave the passphrase.",
            "{n} files of the journal are sealed and were not opened, since nobody gave the passphrase.",
            files,
        ): files,
    }
    return [f"{text.format(n=n)} {typed('smartcli doctor')}" for text, n in texts.items() if n]


def _lost_before(journal: Journal) -> list[str]:
    """Of readings before the last, since what is shown may be put together out of several."""
    files = journal.lost_before
    if not files:
        return []
    from smartcli.home.reasons import beneath, why  # hardly ever

    whys = dict.fromkeys(why(error) for error in map(beneath, files.values()) if error)
    text = ngettext(
        "{n} file of the journal could not be read at first, so not all may stand here.",
        "{n} files of the journal could not be read at first, so not all may stand here.",
        len(files),
    )
    said = [text.format(n=len(files)), *(_("The reason: {why}.").format(why=one) for one in whys)]
    return [" ".join([*said, typed("smartcli doctor")])]


def _lost(journal: Journal) -> list[str]:
    """What the system did not give."""
    said = []
    whys = " ".join(_("The reason: {why}.").format(why=why) for why in journal.why_lost)
    apart = {*journal.foreign_files, *journal.locked_files}
    if files := [file for file in journal.lost_files if file not in apart]:
        text = ngettext(
            "{n} file of the journal could not be read.", "{n} files of the journal could not be read.", len(files)
        )
        said.append(" ".join(filter(None, [text.format(n=len(files)), whys, typed("smartcli doctor")])))
    if journal.is_unnoted:
        text = _("Which lines in the open are yours cannot be looked up just now, so not all may be shown.")
        said.append(" ".join([text, whys, typed("smartcli doctor")]))
    return said


def _too_long(count: int) -> list[str]:
    text = ngettext(
        "{n} line is longer than {most} MB, so it is not read.",
        "{n} lines are longer than {most} MB, so they are not read.",
        count,
    )
    return [f"{text.format(n=count, most=LONGEST >> 20)} {typed('smartcli doctor')}"] if count else []


def missed(gone: Loss) -> list[str]:
    """What was here before and is not, and what can be done."""
    said = []
    if gone.is_any:
        said.append(f"{missing(gone)} {typed(_('To bring it back, or to leave it at that: smartcli doctor'))}")
    if gone.is_unknown:
        said.append(f"{unknown()} {typed(_('What can be done: smartcli doctor'))}")
    return said


def unknown() -> str:
    """Where it cannot be told whether anything is gone."""
    return _("It cannot be told whether lines were taken away: what was noted of the journal cannot be read.")


def missing(gone: Loss) -> str:
    """How much of what was here before is not, and since when."""
    lines, files, other_lines, other_files = gone.lines, gone.files, gone.other_lines, gone.other_files
    texts = {
        ngettext(
            "{n} line of this machine is gone or changed.", "{n} lines of this machine are gone or changed.", lines
        ): lines,
        ngettext(
            "{n} packed file of this machine is gone or changed.",
            "{n} packed files of this machine are gone or changed.",
            files,
        ): files,
        ngettext(
            "{n} line of another machine is gone or changed.",
            "{n} lines of other machines are gone or changed.",
            other_lines,
        ): other_lines,
        ngettext(
            "{n} packed file of another machine is gone or changed.",
            "{n} packed files of other machines are gone or changed.",
            other_files,
        ): other_files,
    }
    said = [text.format(n=count) for text, count in texts.items() if count]
    if gone.since:
        said.append(_("On {day} all was there.").format(day=gone.since.date().isoformat()))
    return " ".join(said)


def exit_code(journal: Journal) -> int:
    """Where what was shown is not all there is, the exit code says so too, for whoever does not read."""
    is_lost = (
        journal.unreadable
        or journal.too_long
        or journal.lost_files
        or journal.lost_before
        or journal.away_files
        or journal.foreign
        or journal.locked
        or journal.gone.is_any
    )
    return Damaged.code if is_lost else 0
