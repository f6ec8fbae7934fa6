"""Notes for whoever leads a group, on a sheet that is theirs. No other sheet has any of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from smartcli.exchange.pages import bullets
from smartcli.exchange.pages.markup import AUTO, NOTHING, Html, tag, words
from smartcli.exchange.pages.worksheet import marks
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import FacilitatorNotes, Step
from smartcli.text.language import _


def of_exercise(exercise: Exercise) -> Html:
    """In a box above the questions; that there are none is said too."""
    title = tag("h2", words(_("For whoever leads the group")))
    none = marks.said(_("There are no notes on this exercise."))
    notes = _said(exercise.facilitator) if exercise.facilitator else [none]
    return tag("section", title, *notes, kind="leader")


def of_step(step: Step) -> Iterator[Html]:
    """Beside a question: on it, and on each column of a table."""
    if step.facilitator:
        yield tag("div", marks.said(_("For whoever leads:"), "lead"), *_said(step.facilitator), kind="leader")
    for column in step.columns:
        if column.facilitator:
            lead = marks.said(_("For whoever leads, at “{ask}”:").format(ask=column.ask), "lead")
            yield tag("div", lead, *_said(column.facilitator), kind="leader")


def on_cover() -> Html:
    """What holds for every sheet."""
    hints = [
        _("This copy has notes that are not for the group. Hand out sheets without them."),
        _("Some people do not read or write well, or dislike forms. Talk it through with them instead."),
        _("What is written stays with whoever wrote it. Nobody has to read it out."),
    ]
    return tag("section", tag("h2", words(_("For whoever leads the group"))), bullets(hints), kind="leader")


def _said(notes: FacilitatorNotes) -> Iterator[Html]:
    for name, some in groupby(notes.said(), key=lambda one: one[0]):
        texts = [text for _name, text in some]
        head = tag("b", words(_("{name}:").format(name=name))) if name else NOTHING
        if len(texts) > 1:
            yield from (tag("p", head), bullets(texts))
        else:
            yield tag("p", head, words(texts[0]), runs=AUTO, between=" " if name else "")
