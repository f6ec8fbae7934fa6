"""A walk of which no draft is kept: that is said before it, and once more to somebody who leaves."""

from __future__ import annotations

from smartcli.asking.play import play
from smartcli.asking.session import Session
from smartcli.asking.turn import Prompter
from smartcli.errors import LeftEarly, Stopped, code_of
from smartcli.exercises.step import Answer
from smartcli.text.language import _
from smartcli.views import safety_cards
from smartcli.world import World


def asked_again(world: World, session: Session, prompter: Prompter, next: str) -> dict[str, Answer]:
    """The answers after what stands in an entry was asked again. LeftEarly: it was left, and all is as it was.

    next: what asks once more.
    """
    try:
        return play(session, prompter, card=safety_cards.of(world.stores))
    except (KeyboardInterrupt, EOFError, Stopped) as reason:
        if isinstance(reason, EOFError) and not world.is_home_to_people:
            raise
        said = _("Nothing was changed.")
        if not session.is_untouched:
            said = _("Nothing was changed, and what you answered is not kept.")
        raise LeftEarly(said, next=next, code=code_of(reason)) from None
