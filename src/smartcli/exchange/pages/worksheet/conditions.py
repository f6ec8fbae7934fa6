"""What an answer must be like, in words for somebody who holds a pen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from smartcli.exchange.pages import shortened
from smartcli.exercises.step import Comparison, Step
from smartcli.record import Record
from smartcli.text.language import _

LONGEST = 50  # characters of a question that is looked at


class Asked(Record):
    """A question as others refer to it. number: 0 for a column of the same table."""

    step: Step
    number: int = 0

    @property
    def place(self) -> str:
        ask = shortened(" ".join(self.step.ask.split()), LONGEST)
        if not self.number:
            return _("“{ask}”").format(ask=ask)
        return _("question {n} (“{ask}”)").format(n=self.number, ask=ask)


def only(asked: Asked, comparison: Comparison, *, is_above: bool = False) -> str:
    """The line above what is for some answers only. is_above: the question it looks at is the one before."""
    if is_above:
        return _("Only if {what}:").format(what=met(asked.step, comparison))
    return _("Only if {what} at {place}:").format(what=met(asked.step, comparison), place=asked.place)


def met(step: Step, comparison: Comparison | None) -> str:
    """What the reader did, such as: you circled 7 or more. Nothing where any answer will do."""
    tests = comparison.tests if comparison else ()
    return _(" and ").join(_done(step, name, wanted) for name, wanted in tests)


def any_of(ways: Iterable[str]) -> str:
    return _(", or ").join(dict.fromkeys(ways))


def _done(step: Step, name: str, wanted: Any) -> str:
    what = _named(wanted)
    if name == "at_least":
        what = _("{number} or more").format(number=what)
    elif name == "at_most":
        what = _("{number} or less").format(number=what)
    is_not = name == "is_not"
    if step.is_ticked:
        said = _("you did not tick {what}") if is_not else _("you ticked {what}")
    elif step.is_rating:
        said = _("you did not circle {what}") if is_not else _("you circled {what}")
    elif step.orders and name == "includes":
        said = _("you gave {what} a number")
    else:
        said = _("you did not write {what}") if is_not else _("you wrote {what}")
    return said.format(what=what)


def _named(wanted: Any) -> str:
    if isinstance(wanted, bool):
        return _("yes") if wanted else _("no")
    if isinstance(wanted, int | float):
        return str(int(wanted)) if float(wanted).is_integer() else str(wanted)
    return _("“{text}”").format(text=wanted)
