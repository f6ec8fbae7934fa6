"""Outcomes of single ratings: before and after, what was guessed beside what was, two rulers, a curve."""

from __future__ import annotations

from smartcli.exercises.step import rows_of
from smartcli.findings.outcomes.kind import Given, is_rated, outcome
from smartcli.findings.thresholds import is_low
from smartcli.text.finding import Finding, Value
from smartcli.text.language import _, ngettext

CHANGE = "change"


@outcome(CHANGE, "from", "to", may=["better"], counts=True)
def change(given: Given) -> Finding | None:
    """A rating before and after, in one sentence; better = "up" where more is better. None of it is failure."""
    before, after = given.number("from"), given.number("to")
    if before is None or after is None:
        return None
    if after == before:
        text = _("{before} before, {after} after. It stayed where it was. You took the time, and that counts.")
    elif (after > before) == (given.parameters.get("better") == UP):
        text = _("{before} before, {after} after.")
    elif after < before:
        text = _("{before} before, {after} after. It can go down on the way. You noticed it.")
    else:
        text = _("{before} before, {after} after. It can go up on the way. You noticed it.")
    top = given.step("to").highest
    points = (Value(label=_("before"), value=before, of=top), Value(label=_("after"), value=after, of=top))
    title = given.title or _("Before and after")
    return Finding(title=title, text=text.format(before=before, after=after), points=points, is_told=True)


UP = "up"


@outcome("beside", "expected", "actual", counts=True)
def beside(given: Given) -> Finding | None:
    """What was guessed beforehand beside how it was; and the same for all times so far, counted."""
    expected, actual = given.number("expected"), given.number("actual")
    if expected is None or actual is None:
        return None
    if expected == actual:
        text = _("You guessed {expected}, and that is how it was.")
    else:
        text = _("You guessed {expected}, and it was {actual}.")
    said = [text.format(expected=expected, actual=actual), _so_far(given)]
    points = (
        Value(label=_("your guess"), value=expected, of=given.step("expected").highest),
        Value(label=_("how it was"), value=actual, of=given.step("actual").highest),
    )
    title = given.title or _("Your guess, and how it was")
    return Finding(title=title, text=" ".join(filter(None, said)), points=points, is_told=True)


def _so_far(given: Given) -> str:
    """How often it was more, the same, or less than guessed; nothing after the first time."""
    both = zip(given.numbers("expected"), given.numbers("actual"), strict=False)
    signs = [(actual > guess) - (actual < guess) for guess, actual in both if guess is not None and actual is not None]
    if len(signs) < 2:
        return ""
    named = {1: _("higher than your guess in {n}"), 0: _("the same in {n}"), -1: _("lower in {n}")}
    parts = [words.format(n=signs.count(sign)) for sign, words in named.items() if sign in signs]
    return _("Of {times} times so far: {parts}.").format(times=len(signs), parts=", ".join(parts))


@outcome("quadrant", "x", "y", counts=True)
def quadrant(given: Given) -> Finding | None:
    """How much it matters (x) beside how sure one is (y). The hints go the ways of `suggesting`."""
    x, y = given.number("x"), given.number("y")
    if x is None or y is None:
        return None
    text = {
        (False, False): _("It matters to you, and you feel sure that you can."),
        (False, True): _("It matters to you. A smaller step or some help can make you surer."),
        (True, False): _("You feel sure that you can. You could look at what you care about."),
        (True, True): _("No number has to be high. This is a fair place to be. You could look at what you care about."),
    }[is_low(x), is_low(y)]
    points = (
        Value(label=given.step("x").ask, value=x, of=given.step("x").highest),
        Value(label=given.step("y").ask, value=y, of=given.step("y").highest),
    )
    return Finding(title=given.title or _("Where you stand today"), text=text, points=points)


@outcome("curve", "of", counts=True)
def curve(given: Given) -> Finding | None:
    """The ratings taken during a pace: how long, where the peak was, how it ended."""
    rounds = rows_of(given.answers.get(given.parameters["of"]))
    stayed = sum(row["seconds"] for row in rounds if is_rated(row, ["seconds"]))
    if not stayed:
        return None
    minutes = max(1, round(stayed / 60))
    text = ngettext("You stayed with it {n} minute.", "You stayed with it {n} minutes.", minutes).format(n=minutes)
    rated = [(place, row["rating"]) for place, row in enumerate(rounds, 1) if is_rated(row, ["rating"])]
    if len(rated) > 1:
        place, peak = max(rated, key=lambda one: one[1])
        text += " " + _("Highest: {peak}, in round {number}.").format(peak=peak, number=place)
        if not _is_rated_after(given):
            text += " " + _("At the end: {last}.").format(last=rated[-1][1])
    ratings = dict(rated)  # a pace without a rating has no curve
    points = tuple(Value(label=str(n), value=ratings.get(n)) for n in range(1, len(rounds) + 1)) if rated else ()
    return Finding(title=given.title or _("How it went"), text=text, points=points, is_series=True)


def _is_rated_after(given: Given) -> bool:
    """Whether an outcome beside this one says how it ended: two numbers for one end confuse."""
    return any(change(given.but(parameters=one.parameters)) for one in given.exercise.outcomes if one.kind == CHANGE)
