"""What an entry says of the thing that is to change: whether it was done, asked as itself or of an urge."""

from __future__ import annotations

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Answer, Answers, Step
from smartcli.text.language import _

MEASURES = ("used", "acted")  # of a question whether it happened


def was_done(exercise: Exercise, answers: Answers) -> bool:
    """Whether one of the answers says so, in whatever words."""
    return any(_says_so(step, answers.get(step.key)) for measure in MEASURES for step in exercise.measuring(measure))


def _says_so(step: Step, answer: Answer) -> bool:
    """One that the card lapse follows, where some do; else yes in any words.

    Of choices in other words that is neither the first (no) nor the last (rather not say).
    """
    gates = [safety.comparison for safety in step.safety if safety.card == "lapse" and safety.comparison]
    if gates:
        return any(gate.holds(answer) for gate in gates)
    if step.is_ticked and not step.picks:
        return answer is True
    if isinstance(answer, str) and answer.casefold() in {"yes", _("yes"), "no", _("no")}:
        return answer.casefold() in {"yes", _("yes")}
    return answer in step.choices[1:-1]
