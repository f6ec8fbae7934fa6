"""When the evening minute is: typed, kept from before, or asked for."""

from __future__ import annotations

from smartcli.asking.ask import until_it_fits
from smartcli.asking.turn import Turn
from smartcli.errors import InvalidAnswer, NeedsTerminal, Usage
from smartcli.exercises.kinds import Text
from smartcli.exercises.step import Answer
from smartcli.text import hours
from smartcli.text.language import _, typed
from smartcli.world import World

NONE = "none"  # no evening minute


def given(at: str, help: str) -> str:
    """HH:MM, or none. Usage: it is no hour; help: the command that says more."""
    found = hours.hour(at)
    if found is None and at != NONE:
        raise Usage(_("--at wants an hour such as 20:30."), next=typed(help))
    return hours.said(found) if found else NONE


def asked(world: World) -> str:
    """HH:MM, or none where nobody wants one; "" where nobody is there to say."""
    try:
        prompter = world.prompter()
    except NeedsTerminal:
        return ""
    step = _Hour(
        key="at",
        ask=_("When should the evening minute be?"),
        help=_("For example 20:30. Skip it for no such minute."),
    )
    answer = until_it_fits(prompter, Turn(step=step, total=0))
    return answer if isinstance(answer, str) else NONE


class _Hour(Text):
    """An hour of the day. Answer: HH:MM."""

    def parse(self, raw: object) -> Answer:
        found = hours.hour(raw) if isinstance(raw, str) else None
        if found is None:
            raise InvalidAnswer(_("Please write an hour such as 20:30."))
        return hours.said(found)
