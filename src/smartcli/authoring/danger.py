"""Questions about dying or hurting oneself that no help follows. Hints, and only about what an author wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smartcli.exercises.exercise import Exercise, Problem
from smartcli.exercises.step import Step
from smartcli.text.language import _

CARD = "crisis"
SELF = r"(yourself|myself|oneself|themselves|himself|herself)"
MY = r"(your|my|one's|their)"
NOT = r"(not|n't|no longer|never|stop(ped|ping)?)"
# What a question about it says. Wide enough to be a hint, narrow enough that other questions are left alone.
ABOUT = re.compile(
    r"\b(?:"
    r"suicid\w*|self[- ]?(harm|injur|mutilat)\w*"
    rf"|(kill|harm|hurt|injur)(e|ed|ing|s)? {SELF}|cut(ting)? {SELF}(?! (off|out|down|in|some|a|loose|short|back)\b)"
    rf"|end(ed|ing|s)? (it all|{MY} (own )?(life|lives))"
    rf"|tak(e|ing|es|en) {MY} (own )?life(?! (back|in|into|on|to|as|one|with|for)\b)"
    r"|to die(?! for\b)|dying(?! (for|to)\b)|(?:be|being|were|was|off|rather) dead"
    r"|(thought|thoughts|think|thinking|thought a lot) (about|of) death"
    r"|(wish|will) to live|never been born|not be born"
    r")\b"
    rf"|{NOT} (want|wanting|wanted|wish|wishing|like|feel like)( to)? "
    r"(live|living|be alive|being alive|be here( any ?more| any longer)|wake up( again)?|exist|go on living)\b"
    rf"|{NOT} worth living\b",
    re.IGNORECASE,
)


def hints(exercise: Exercise) -> Iterator[Problem]:
    """The steps and fields that ask about it without the card that says where help is."""
    for path, step in exercise.every_step():
        if step.asks and not _has_card(step) and any(ABOUT.search(text.replace("’", "'")) for text in _texts(step)):
            what = _("it is about dying or hurting oneself, and no help follows.")
            cure = _('A line such as safety = "crisis" shows a card with help after the answer.')
            yield Problem(where=_("step “{key}”").format(key=path), what=what, cure=cure)


def _has_card(step: Step) -> bool:
    """Whether the step shows the card; of a table, whether one of its fields does."""
    return any(safety.card == CARD for one in (step, *step.columns) for safety in one.safety)


def _texts(step: Step) -> Iterator[str]:
    """The question, its help and what there is to choose from."""
    yield from (step.ask, step.help, step.rate, *step.choices, *step.ends)
