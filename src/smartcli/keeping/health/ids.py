"""Looks at what lines say of one another: what is hidden since it was forgotten, and ids that stand for two entries."""

from __future__ import annotations

from collections.abc import Iterator

from smartcli.errors import Damaged
from smartcli.journal import sealing
from smartcli.journal.entry import Entry, entry_or_change
from smartcli.journal.line import FORGETTING, Table, as_said
from smartcli.journal.reading import WORDLESS, Changes
from smartcli.keeping.health.files import Segment
from smartcli.keeping.health.looking import IN_JOURNAL, LOOK, Facts, Noticed, Surroundings, looks
from smartcli.keeping.health.sealed import strangers_in
from smartcli.text.language import Later, _, ngettext, typed


@looks("hidden", Later("what was forgotten"), at=IN_JOURNAL)
def hidden(given: Surroundings) -> Iterator[Noticed]:
    changes = Changes()
    here: set[str] = set()  # of whom words lie in folders made here
    said_here: set[str] = set()
    with_words: set[str] = set()
    for is_own, said in _said(given):
        of = said.id if isinstance(said, Entry) else str(said["of"])
        if isinstance(said, Entry) or said["op"] not in WORDLESS:
            with_words.add(of)
            here |= {of} if is_own else set()
        if isinstance(said, dict):
            changes.note(said)
            said_here |= {of} if is_own and said["op"] in FORGETTING else set()
    gone = {id.decode("utf-8", "surrogatepass") for id in changes.forgotten} & with_words
    count = len({id for id in gone if id in here or id not in said_here})
    facts: Facts = {"hidden": count}
    if elsewhere := len(gone) - count:
        yield _of_others(elsewhere)
    elif not count:
        yield Noticed(said=_closed(given) or _("Nothing of it lies here hidden."), facts=facts)
    if not count:
        return
    text = ngettext(
        "{n} entry is hidden: a line in the journal says that it was forgotten. Its words still lie here.",
        "{n} entries are hidden: lines in the journal say that they were forgotten. Their words still lie here.",
        count,
    )
    next = _("smartcli forget --agree, or smartcli forget --disagree")
    yield Noticed(result=LOOK, said=text.format(n=count), next=next, facts=facts)


def _of_others(count: int) -> Noticed:
    """What was erased here, and only they can erase."""
    text = ngettext(
        "{n} entry that was erased here still lies in what another machine wrote. It is hidden.",
        "{n} entries that were erased here still lie in what other machines wrote. They are hidden.",
        count,
    )
    next = typed(_("There, type: smartcli forget --agree. A folder that is none of yours, take away yourself."))
    return Noticed(result=LOOK, said=text.format(n=count), next=next, facts={"elsewhere": count})


@looks("ids", Later("two entries of one id"), at=IN_JOURNAL)
def ids(given: Surroundings) -> Iterator[Noticed]:
    found: dict[str, set[str]] = {}
    for _is_own, said in _said(given):
        if isinstance(said, Entry):
            found.setdefault(said.id, set()).add(as_said(said.as_line()))
    count = sum(len(texts) > 1 for texts in found.values())
    facts: Facts = {"differing": count}
    if not count:
        yield Noticed(said=_closed(given) or _("None."), facts=facts)
        return
    text = ngettext(
        "{n} id stands for two entries. Both are kept and shown.",
        "{n} ids stand for two entries. All are kept and shown.",
        count,
    )
    yield Noticed(result=LOOK, said=text.format(n=count), next="smartcli journal list", facts=facts)


def _closed(given: Surroundings) -> str:
    """Why not all of it could be looked at, in a sentence; "" = it could."""
    if given.keys is None and any(one.is_packed or _is_sealed(one) for one in given.found.segments):
        return _("What is sealed was not looked at: the passphrase was not given.")
    return ""


def _is_sealed(one: Segment) -> bool:
    return any(line.kind == "sealed" for line in one.lines)


def _said(given: Surroundings) -> Iterator[tuple[bool, Entry | Table]]:
    """All that lines say, and whether it lies in a folder made here. What cannot be read, others count."""
    unseen = {line for one in strangers_in(given) for line in one.lines}
    for one in given.found.segments:
        for data in _data(given, one).split(b"\n"):
            if data.strip() and data not in unseen:
                try:
                    yield one.is_own, entry_or_change(data)
                except ValueError:
                    continue


def _data(given: Surroundings, one: Segment) -> bytes:
    try:
        if not given.keys:
            return b"" if one.is_packed else one.data
        return given.keys.open(one.data) if one.is_packed else sealing.opened(one.data, given.keys)
    except (ValueError, Damaged):
        return b""
