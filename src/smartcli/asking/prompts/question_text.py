"""What a question says besides its own words, the same in every way of asking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from smartcli.asking.turn import Turn
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import Choice, Items, Pace, Rank, Rows
from smartcli.text.language import Later, _, command, is_inside, typed
from smartcli.text.sanitize import one_line, safe

LONGEST = 2_000  # characters of an earlier answer that are shown; all of it is kept
ASKED = 40  # characters of a question that tells two answers apart
NO_HELP = Later("There is no more to say here.")
LEAVE = {"quit", "exit"}


@dataclass(frozen=True)
class Saying:
    """A turn, with the table it belongs to."""

    turn: Turn
    table: Rows | None = None

    @property
    def progress(self) -> list[str]:
        """Where we are: "2 of 9", and in a table the row."""
        turn = self.turn
        where = _("{number} of {total}").format(number=turn.number, total=turn.total) if turn.total > 1 else ""
        return [part for part in (where, self.row) if part]

    @property
    def row(self) -> str:
        place = self.turn.place
        if place is None:
            return ""
        if place.label:
            return one_line(place.label)
        if isinstance(self.table, Pace):
            return _("round {row} of {rounds}").format(row=place.row + 1, rounds=max(self.table.rounds, place.row + 1))
        return _("no. {row}").format(row=place.row + 1)

    @property
    def heading(self) -> str:
        """What a table asks as a whole, before its first row."""
        place, table = self.turn.place, self.table
        if place is None or place.row > 0 or not isinstance(table, Items):
            return ""
        asked = table.columns[1:] if place.label else table.columns
        return safe(table.ask) if asked[0].key == place.field else ""

    @property
    def ask(self) -> str:
        return safe(self.turn.step.ask)

    @property
    def hint(self) -> str:
        return safe(self.turn.step.hint)

    @property
    def pinned(self) -> list[str]:
        is_one = len(self.turn.pinned) == 1
        return [_pinned(ask, words, is_one=is_one) for ask, words in self.turn.pinned]

    @property
    def help(self) -> str:
        """The step's help, and in a table the table's too."""
        return self._help or str(NO_HELP)

    @property
    def has_help(self) -> bool:
        return bool(self._help)

    @property
    def _help(self) -> str:
        parts = [self.turn.step.help, self.table.help if self.table else ""]
        return safe("\n".join(dict.fromkeys(part for part in parts if part)))

    @property
    def skipping(self) -> str:
        """What happens when the answer is left empty."""
        if self.turn.step.required:
            return ""
        if self.turn.leads_back:
            return _("goes back")
        return _("ends the list") if self.ends_list else _("skips")

    @property
    def ends_list(self) -> bool:
        """Whether leaving this one empty ends a table."""
        place, table = self.turn.place, self.table
        return bool(place and not place.label and isinstance(table, Items) and table.columns[0].key == place.field)


def saying(turn: Turn, exercise: Exercise | None) -> Saying:
    table = exercise.step(turn.place.table) if exercise and turn.place else None
    return Saying(turn, table if isinstance(table, Rows) else None)


def asks_for_help_now(words: str) -> bool:
    """Whether somebody who needs help now typed for it at a question, as our pages name it or as it is typed here."""
    return words.strip() in help_now_words()


def help_now_words() -> set[str]:
    names = ("help-now", "sos")
    return {*names, *(f"{start}{name}" for start in ("smartcli ", f"{command()} ") for name in names)}


def leaving(*, is_kept: bool | None) -> str:
    """How to leave, and what becomes of what was written. is_kept: as in Turn."""
    if is_kept is None:
        return _("Ctrl-C leaves.")
    if is_kept:
        return _("Ctrl-C leaves. What you wrote is kept.")
    return _("Ctrl-C leaves. Then all stays as it was, and what you changed is not kept.")


def refusal(raw: object, problem: str, *, is_kept: bool | None) -> str:
    """Why an answer does not fit; to somebody who typed `quit`, how to leave. is_kept: as in Turn."""
    asks_out = isinstance(raw, str) and raw.strip().casefold() in LEAVE
    return leaving(is_kept=is_kept) if asks_out else safe(problem)


def with_key(card: str) -> str:
    """A safety card as it stands in an exercise, where a key is quicker than the command it names."""
    if is_inside():  # there it names the key itself
        return card
    later = typed("smartcli help-now")
    return card.replace(later, _("! here (later: {command})").format(command=later))


def shorten(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else text[:longest].rstrip() + "…"


def earlier(own: Sequence[str], *, most: int = 5, longest: int = 300) -> list[str]:
    """The person's own earlier words, and how many more there are."""
    shown = [shorten(one_line(words), longest) for words in own[:most]]
    more = len(own) - most
    return shown + ([_("and {count} more").format(count=more)] if more > 0 else [])


def picked(turn: Turn) -> tuple[list[str], str]:
    """For what is picked from a list: the words it opens with, and own words that stood half-typed."""
    choices = turn.step.choices if isinstance(turn.step, Choice | Rank) else ()
    if turn.typed:
        lines = turn.typed.split("\n")
        return [line for line in lines if line in choices], "\n".join(line for line in lines if line not in choices)
    before = turn.before if isinstance(turn.before, list) else [turn.before]
    return [words for words in before if isinstance(words, str)], ""


def _pinned(ask: str, words: str, *, is_one: bool) -> str:
    """Words speak for themselves; a number, or one of several, says nothing without its question."""
    if words.isdecimal():
        return f"{one_line(ask)} {words}"
    wrote = _("You wrote: {words}").format(words=shorten(one_line(words)))
    return wrote if is_one else f"{shorten(one_line(ask), ASKED)} {wrote}"
