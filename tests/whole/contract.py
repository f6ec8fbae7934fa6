"""The contract of every command, held against what it said and what is there: done, not done, or done in part."""

import errno
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from tests.whole.forked import HANGS, Ended
from tests.whole.lines import CANARY, Line
from tests.whole.seen import Seen, left_over
from tests.whole.shim import LISTING, REMOVING, Plan

from smartcli.home import reasons
from smartcli.home.filenames import UNPACKED

INSIDE = "Something inside smartcli went wrong"
# Python tries one folder for temporary files after the other, and keeps to itself why each would not do.
NOWHERE = "none can be written to just now"
# In the middle of an urge, and in danger, one line is enough: the reason is doctor's.
FIRST_AID = "Part of your own notes could not be read."
# It closes a folder that it takes away once more, where that failed, and tells of the second time alone.
TWICE = str(reasons.MEANINGS[errno.EBADF])
# What a command may leave that failed: a copy of what was there, and the words that could not be saved.
BESIDE = frozenset({"backups", "quarantine", "drafts", "half written"})
NUMBER = re.compile(
    r"\d+"
)  # doctor's are also of this computer, such as the room on its disk, and change by themselves
TROUBLES = (", damaged, ", ", look, ", "\n- ")  # what doctor calls a finding, and how repair names it


@dataclass(frozen=True)
class Case:
    """One command with one fault: how it ended, what was there before, is there now, and when all goes well."""

    line: Line
    plan: Plan
    call: tuple[str, str]
    ended: Ended
    usual: Ended
    before: Seen
    there: Seen
    after: Seen


def wrong(case: Case) -> Iterator[str]:
    """Each breach, its kind first."""
    yield from _told(case)
    if case.ended.code == HANGS:
        return
    yield from _left(case)
    if case.line.writes:
        yield from lost(case.before, case.there, case.after)
        yield from _kept(case)
    else:
        yield from _shown(case)


def _shown(case: Case) -> Iterator[str]:
    """Of a command that changes nothing: what is shown as usual is all there is, or it is said."""
    ended, usual = case.ended, case.usual
    if (odd := unlike(case.before, case.there)) and not ("InPart" in ended.raised and case.there["temporary"]):
        yield f"changed: {odd}"
    shown = [NUMBER.sub("N", one.out) if case.line.answers else one.out for one in (ended, usual)]
    if (ended.code, ended.err) == (usual.code, usual.err) and shown[0] != shown[1] and not _answered(case):
        yield "silent: it shows something else, and says nothing"


def _answered(case: Case) -> bool:
    """Whether what is shown says itself what could not be looked at: the reason, or as in doctor one finding more."""
    said = " ".join(case.ended.out.split())
    if _reason(case) in said or FIRST_AID in said:
        return True
    found, usual = (sum(map(one.out.count, TROUBLES)) for one in (case.ended, case.usual))
    return case.line.answers and found > usual


def _reason(case: Case) -> str:
    return str(reasons.MEANINGS[getattr(errno, case.plan.error)]) if case.plan.error else ""


def _kept(case: Case) -> Iterator[str]:
    """Of one that writes: done, not done or done in part, as it was said."""
    ended, line = case.ended, case.line
    if case.there["unread"] > max(case.before["unread"], case.after["unread"]) and "InPart" not in ended.raised:
        yield "harmed: a line cannot be read any more"
    undone = unlike(case.after, case.there, copies=True, without=("half written",) if _is_no_news(case) else ())
    is_beside = not unlike(case.before, case.after, beside=True)  # a copy, or a draft, is all that is to come of it
    stuck = ("half written",) if _is_removing_refused(case) else ()
    changed = unlike(case.before, case.there, beside=not is_beside, without=stuck)
    if ended.code == case.usual.code and ended.raised == case.usual.raised:
        if undone and not (_only_cards(case) and ended.err):
            yield f"false success: {undone}"
    elif "InPart" in ended.raised:
        if not changed and not case.there["temporary"] and not _stayed(case):
            yield "false part: told as done in part, and nothing is"
    elif ended.raised:
        if changed:
            yield f"untold: told as not done, and there is a change: {changed}"
        if undone and line.done and line.done in ended.out + ended.err:
            yield f"false word: it says “{line.done}”"


def _is_no_news(case: Case) -> bool:
    """Whether what was half written could not be taken away, and says nothing that cannot be read beside it."""
    raw = case.there["raw"]
    beside = {*chain(*(some for place, some in raw.items() if place != "half written"))}
    return _is_removing_refused(case) and not {*raw.get("half written", ())} - beside


def _stayed(case: Case) -> bool:
    """Whether a file was made that should have gone again, and could not."""
    return _is_removing_refused(case) and bool(unlike(case.before, case.there))


def _is_removing_refused(case: Case) -> bool:
    return any(kind in REMOVING for kind, _path in case.ended.refused)


def _left(case: Case) -> Iterator[str]:
    """What is half written or unpacked goes at once, unless it was just this that the system refused."""
    refused = [left_over(path) for kind, path in case.ended.refused if kind in REMOVING]
    # Taking a folder away begins with a look into it, and is tried twice.
    shut = case.plan.lasting and any(kind in LISTING and UNPACKED in path for kind, path in case.ended.refused)
    known = Counter[str](case.before["temporary"])
    for place in Counter[str](case.there["temporary"]) - known:
        if UNPACKED in place and (shut or any(UNPACKED in one for one in refused)):
            continue
        if not any(one.endswith(place) for one in refused):
            yield f"left: {place}"


def lost(before: Seen, there: Seen, after: Seen) -> Iterator[str]:
    """Entries that should be there: all that were, but for those which the command is to change or take away."""
    old, now, new = before["entries"], there["entries"], after["entries"]
    if isinstance(old, str) or not new:  # they could not be read before, or all are to go
        return
    if isinstance(now, str):
        yield f"lost: the journal {now}"
    elif not isinstance(new, str) and (missing := (old - now) - (old - new)):
        yield f"lost: {missing.total()} entries"


def _only_cards(case: Case) -> bool:
    differing = {name for name in case.after if case.after[name] != case.there.get(name)}
    return differing <= {"cards", "raw", "opened"} and not unlike(
        {**case.after, "cards": 0}, {**case.there, "cards": 0}, without=("at-hand", "half written")
    )


def _told(case: Case) -> Iterator[str]:
    """What holds for whatever is said."""
    ended = case.ended
    if ended.code == HANGS:
        yield "hangs"
    elif ended.code < 0 or ended.code > 130:
        yield f"crash: it ended with {ended.code}"
    if "Traceback" in ended.err:
        yield "traceback"
    if INSIDE in ended.err:
        yield f"inside: {ended.err.strip()[:160]}"
    if CANARY in ended.err:
        yield f"words: {ended.err.strip()[:160]}"
    if ended.code not in (0, case.line.code) and case.call[1] != "<stderr>" and INSIDE not in ended.err:
        yield from _explained(case)


def _explained(case: Case) -> Iterator[str]:
    """What ends in another way than usual says why, and what to type."""
    ended = case.ended
    said = " ".join((ended.out + ended.err).split())
    if case.line.answers and _answered(case):  # what was found is what was asked for: it stands in the answer
        return
    if not ended.err.strip():
        yield f"silent: exit code {ended.code} without a word"
    elif case.call[0] == "close" and TWICE in said:
        return
    elif _reason(case) not in said and NOWHERE not in said:
        yield f"no reason: {ended.err.strip()[:160]}"
    elif "smartcli " not in ended.err and "Unshown" not in ended.raised:
        yield f"no next: {ended.err.strip()[:160]}"


def unlike(
    one: Seen, other: Seen, *, beside: bool = False, copies: bool = False, without: tuple[str, ...] = ()
) -> list[str]:
    """The parts in which two differ. beside: a copy more than before, or a draft, is no difference; one less is.

    copies: a backup may hold more of what can be read all the same in the first of the two.
    """
    found = []
    for name in one:
        if name == "temporary":
            continue
        here, there = one[name], other[name]
        if name == "copies" and (beside or copies) and set(here) <= set(there):
            continue
        if name in ("raw", "opened"):
            more = {place for place in BESIDE if beside and set(here.get(place, ())) <= set(there.get(place, ()))}
            if copies and _known(there.get("backups", ()), here, one):
                more |= {"backups"} if set(here.get("backups", ())) <= set(there.get("backups", ())) else set()
            skip = {*without, *more}
            here, there = ({place: some for place, some in each.items() if place not in skip} for each in (here, there))
        if name == "key" and beside and not (one["sealed"] or other["sealed"]):  # it lies there, and seals nothing
            continue
        if name == "drafts" and beside and not set(here) - set(there):
            continue
        if here != there:
            found.append(f"{name} {_difference(here, there)}")
    return found


def _known(sentences: Iterable[bytes], here: Mapping[str, Iterable[bytes]], one: Seen) -> bool:
    """Whether all of them can be read here as well, in whatever place."""
    rest = {*sentences} - {*chain(*here.values())}
    return all(str(sentence) in str(one["files"]) for sentence in rest)


def _difference(here: object, there: object) -> str:
    if isinstance(here, dict) and isinstance(there, dict):
        keys = [key for key in {**here, **there} if here.get(key) != there.get(key)]
        return "; ".join(f"{key}: {here.get(key)} / {there.get(key)}" for key in keys)[:200]
    return f"{here} / {there}"[:200]
