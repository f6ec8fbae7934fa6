"""The terminal's widgets for what is picked: one, several, an order, yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from smartcli.asking.prompts import writing
from smartcli.asking.prompts.app import Desk
from smartcli.asking.prompts.listing import select
from smartcli.asking.prompts.page import Page, entering, page
from smartcli.asking.prompts.question_text import Saying, picked
from smartcli.asking.prompts.rows import Row, numbered
from smartcli.asking.prompts.ticking import tick
from smartcli.asking.turn import Back
from smartcli.exercises.kinds import Choice, Choices, Rank, YesNo
from smartcli.text.language import _
from smartcli.text.sanitize import one_line


class _Way:
    """A row that is no answer itself."""


SKIP, OTHER, KEEP, DONE, UNDO = _Way(), _Way(), _Way(), _Way(), _Way()


def choice(step: Choice, saying: Saying, desk: Desk) -> object:
    """One of a list, or own words."""
    before, own = picked(saying.turn)
    listed_rows = numbered(dict.fromkeys([*step.choices, *before]), saying.turn.abouts, step.other_names)
    rows = _skip(saying) + listed_rows + _other(step)
    at = OTHER if own and step.other else before[0] if before else None
    while True:
        listed = _with_own(saying, own, " ")
        value = select(desk, listed, rows, at)
        if value is not OTHER:
            return None if value is SKIP else value
        own, at = listed.typed(), OTHER
        with suppress(Back):
            words = writing.own_words(saying, desk, own)
            if words:
                return words
            own = ""


def choices(step: Choices, saying: Saying, desk: Desk) -> object:
    """Several of a list, and own words."""
    ticked, own = picked(saying.turn)
    rows = numbered(dict.fromkeys([*step.choices, *ticked])) + _other(step)
    chosen: Sequence[object] = [*ticked, OTHER] if own else ticked
    while True:
        listed = _with_own(saying, own, "\n")
        listed.moves = [*listed.moves, _("Space or a number ticks and unticks")]
        listed.enter = lambda: entering(saying)
        written = listed.typed
        listed.check = lambda raw: None if isinstance(raw, list) and OTHER in raw else step.read(raw)
        found = tick(desk, listed, rows, chosen, careful=bool(step.safety))
        if found is None or OTHER not in found:
            return found
        words = [value for value in found if isinstance(value, str)]
        own = written()
        try:
            typed = writing.own_words(saying, desk, own, words)
        except Back:
            chosen = words
            continue
        return [*words, *writing.filled_lines(typed)]


def yes_no(_step: YesNo, saying: Saying, desk: Desk) -> object:
    rows = [*_skip(saying), Row(_("Yes"), True, _("yes")[0]), Row(_("No"), False, _("no")[0])]
    value = select(desk, _listed(saying), rows, saying.turn.before)
    return None if value is SKIP else value


def rank(step: Rank, saying: Saying, desk: Desk) -> object:
    """An order: which comes first, which comes next, until it is enough."""
    order = [words for words in picked(saying.turn)[0] if words in step.choices]
    if order:
        rows = [Row(_("Keep this order"), KEEP), Row(_("Another order"), DONE), *_skip(saying)]
        value = select(desk, _ordering(saying, order, is_new=False), rows)
        if value is not DONE:
            return order if value is KEEP else None
    return _ordered(saying, desk, step)


def _ordered(saying: Saying, desk: Desk, step: Rank) -> object:
    order: list[str] = []
    while len(order) < min(step.top or len(step.choices), len(step.choices)):
        left = [words for words in step.choices if words not in order]
        first = [Row([("class:quiet", _("That is enough"))], DONE, "0")] if order else _skip(saying)
        value = select(desk, _ordering(saying, order), first + numbered(left), keys=_undo() if order else None)
        if value is UNDO:
            order.pop()
        elif isinstance(value, str):
            order.append(value)
        else:
            return order if value is DONE else None
    return order


def _ordering(saying: Saying, order: Sequence[str], *, is_new: bool = True) -> Page:
    listed = _listed(saying, hint=_so_far(order) or _("Which one comes first?"))
    if order and is_new:
        listed.ways = [_("Backspace takes one back"), *listed.ways]
        listed.is_dirty = True
    words = "\n".join(order)
    listed.typed = lambda: words
    return listed


def _so_far(order: Sequence[str]) -> str:
    return ", ".join(f"{place} {one_line(words)}" for place, words in enumerate(order, 1))


def _undo() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("backspace", eager=True)
    def undo(event: KeyPressEvent) -> None:
        event.app.exit(result=UNDO)

    return keys


def _listed(saying: Saying, hint: str = "") -> Page:
    return page(saying, moves=[_("↑ ↓")], hint=hint)


def _with_own(saying: Saying, own: str, between: str) -> Page:
    """A list that knows of own words: those that stood half-typed, and those that are typed in it."""
    listed = _listed(saying)
    listed.typed = lambda: between.join(words for words in (own, listed.begun()) if words)
    return listed


def _skip(saying: Saying) -> list[Row]:
    """The first row, where the question may be skipped."""
    if not saying.skipping:
        return []
    words = _("Back") if saying.turn.leads_back else _("No more") if saying.ends_list else _("Skip")
    return [Row([("class:quiet", words)], SKIP, "0", enter=entering(saying))]


def _other(step: Choice) -> list[Row]:
    row = Row(_("Something else…"), OTHER, enter=_("Enter lets you write it"), takes_words=True)
    return [row] if step.other else []
