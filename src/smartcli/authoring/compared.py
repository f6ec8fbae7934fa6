"""Why no answer of a step fits a comparison: how the step is answered, and what to write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from smartcli.authoring.reach import can_hold
from smartcli.exercises.did_you_mean import did_you_mean, near
from smartcli.exercises.step import Comparison, Step
from smartcli.text.language import _

Said = tuple[str, str]  # what is wrong, and the cure

NEAR = 0.7  # from here on a word is taken for a mistyped choice; others may be a person's own
TRUE, FALSE = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}


def misfit(step: Step, comparison: Comparison) -> Said | None:
    """What is wrong with comparing this step's answers so; None where nothing is."""
    if step.is_rating and not step.leaves_room:
        return None  # said at the step itself
    if said := _mistyped(step, comparison):
        return said
    return None if can_hold(step, comparison) else _why(step, comparison)


def _mistyped(step: Step, comparison: Comparison) -> Said | None:
    """A word that is nearly one of the choices. Where own words are welcome it would pass, and never be met."""
    for _name, wanted in comparison.tests:
        if isinstance(wanted, str) and wanted not in step.choices and (close := near(wanted, step.choices, NEAR)):
            return no_choice(step, wanted, close)
    return None


def no_choice(step: Step, wanted: str, close: str = "") -> Said:
    """That a step has no such choice, with the one that is near, or those there are."""
    what = _("“{key}” has no choice “{wanted}”.").format(key=step.key, wanted=wanted)
    if close := close or near(wanted, step.choices, NEAR):
        return what, did_you_mean(close)
    return what, _("There are: {names}.").format(names=", ".join(f"“{one}”" for one in step.choices))


def _why(step: Step, comparison: Comparison) -> Said:
    return WHY.get(step.kind, _of_words)(step, comparison)


def _of_words(step: Step, _comparison: Comparison) -> Said:
    return _answered(step, _("a person's own words")), _("Please compare a scale, a number, a choice or a yes or no.")


def _of_table(step: Step, _comparison: Comparison) -> Said:
    what = _("“{key}” is a table, which cannot be compared.").format(key=step.key)
    return what, _("Please name a step that asks one thing.")


def _of_day(step: Step, _comparison: Comparison) -> Said:
    return _answered(step, _("a day")), _('Please write is = "2026-12-01", or name another step.')


def _answered(step: Step, how: str) -> str:
    return _("“{key}” is answered with {how}.").format(key=step.key, how=how)


def _of_yes_no(step: Step, comparison: Comparison) -> Said:
    return _answered(step, _("yes or no")), _true_or_false(*comparison.tests[0])


def _true_or_false(name: str, wanted: Any) -> str:
    name = name if name == "is_not" else "is"
    word = str(wanted).strip().casefold() if isinstance(wanted, str) else ""
    if word in TRUE | FALSE:
        return _("Please write {name} = {value}, without quotes.").format(
            name=name, value="true" if word in TRUE else "false"
        )
    return _("Please write {name} = true or {name} = false.").format(name=name)


def _of_number(step: Step, comparison: Comparison) -> Said:
    for name, wanted in comparison.tests:
        text = wanted.strip() if isinstance(wanted, str) else ""
        if text.lstrip("-").isdecimal():
            cure = _("Please write {name} = {value}, without quotes.").format(name=name, value=text)
            return _answered(step, _("a number")), cure
        if step.is_rating and isinstance(wanted, float) and name in {"is", "is_not"}:
            return _answered(step, _("a whole number")), _("Please compare with a whole number.")
        if name == "includes" or isinstance(wanted, bool) or not isinstance(wanted, int | float):
            cure = _("Please write at_least = 7, at_most = 3 or is = 5, with your own number.")
            return _answered(step, _("a number")), cure
    low, high = step.limits
    if step.is_rating and not any(wanted in step.possible([]) for _name, wanted in comparison.tests):
        what = _("“{key}” goes from {low} to {high}.").format(key=step.key, low=low, high=high)
        return what, _("Please compare with a number in between.")
    return _("no number fits all of it."), _("Please take one of the comparisons out, or change its number.")


def _of_several(step: Step, comparison: Comparison) -> Said:
    name, wanted = comparison.tests[0]
    if name == "includes" and isinstance(wanted, str):
        return no_choice(step, wanted)
    what = _("“{key}” can have several answers.").format(key=step.key)
    return what, _('Please write includes = "{choice}".').format(choice=_one(step.choices, wanted))


def _of_one(step: Step, comparison: Comparison) -> Said:
    name, wanted = comparison.tests[0]
    if name in {"is", "is_not"} and isinstance(wanted, str):
        return no_choice(step, wanted)
    name = name if name == "is_not" else "is"
    choice = _one(step.choices, wanted)
    cure = _('Please write {name} = "{choice}".').format(name=name, choice=choice)
    return _answered(step, _("one of its choices")), cure


def _one(choices: Sequence[str], wanted: Any) -> str:
    """The choice that was probably meant, by its words or its number; else the first."""
    if isinstance(wanted, list) and wanted:
        wanted = wanted[0]
    if isinstance(wanted, str):
        return near(wanted, choices, NEAR) or (wanted if not choices else choices[0])
    is_number = isinstance(wanted, int) and not isinstance(wanted, bool) and 1 <= wanted <= len(choices)
    return choices[wanted - 1 if is_number else 0] if choices else _("a word")


# By the kind of step. Those that are no kind of an exercise file are answered in words.
WHY: Mapping[str, Callable[[Step, Comparison], Said]] = {
    "note": _of_words, "text": _of_words, "lines": _of_several, "scale": _of_number, "choice": _of_one,
    "choices": _of_several, "rank": _of_several, "yes-no": _of_yes_no, "number": _of_number, "date": _of_day,
    "items": _of_table, "pace": _of_table,
}  # fmt: skip
