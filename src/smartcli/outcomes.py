"""What an exercise gives back at its end: one function a kind. None of them judges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from smartcli.exercise import Exercise, Outcome
from smartcli.finding import Finding, Point
from smartcli.kinds import Choice, Rows, Scale
from smartcli.record import Record
from smartcli.step import Answer, Answers, Step, texts
from smartcli.turn import Recall, nothing
from smartcli.words import _, ngettext


class Given(Record):
    """What an outcome looks at: the exercise, the answers, its own parameters, the answers of last time if any."""

    exercise: Exercise
    answers: Answers
    parameters: Mapping[str, Any]
    title: str = ""
    earlier: Answers | None = None
    recall: Recall = nothing  # what the person wrote elsewhere

    def number(self, name: str) -> int | float | None:
        """The numeric answer of the step that a parameter names; None when it was skipped."""
        value = self.answers.get(self.parameters[name])
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def listed(self, name: str) -> list[str]:
        """What a parameter names, where it may be one or several."""
        value = self.parameters[name]
        return [value] if isinstance(value, str) else list(value)

    def step(self, name: str) -> Step:
        step = self.exercise.step(self.parameters[name])
        if step is None:
            raise KeyError(name)
        return step


Look = Callable[[Given], Finding | None]


class Kind(Record):
    """An outcome kind: the function, and which parameters name steps or are needed."""

    look: Look
    needs: tuple[str, ...]
    keys: tuple[str, ...] = ()  # parameters whose value is a step's key, or a list of keys
    lists: tuple[str, ...] = ()  # parameters that may be a list of texts; all others are one text
    may: tuple[str, ...] = ()  # parameters that may be left out

    def takes(self, name: str, value: object) -> bool:
        """Whether the value is of the shape that the parameter wants."""
        if isinstance(value, list) and name in self.lists:
            return all(isinstance(one, str) for one in value)
        return isinstance(value, str)


OUTCOMES: dict[str, Kind] = {}


def outcome(
    name: str,
    *needs: str,
    keys: Sequence[str] | None = None,
    lists: Sequence[str] = (),
    may: Sequence[str] = (),
) -> Callable[[Look], Look]:
    """Register an outcome kind; `needs` are its parameters, `keys` those of them that name steps (all by default)."""

    def register(look: Look) -> Look:
        named = tuple(needs if keys is None else keys)
        OUTCOMES[name] = Kind(look=look, needs=needs, keys=named, lists=tuple(lists), may=tuple(may))
        return look

    return register


def findings(
    exercise: Exercise, answers: Answers, earlier: Answers | None = None, recall: Recall = nothing
) -> list[Finding]:
    """What the exercise's outcomes say of these answers, in the exercise's order; nothing where there is nothing."""
    given = Given(exercise=exercise, answers=answers, parameters={}, earlier=earlier, recall=recall)
    found = (_look(one, given) for one in exercise.outcomes)
    return [finding for finding in found if finding]


def _look(one: Outcome, given: Given) -> Finding | None:
    kind = OUTCOMES.get(one.kind)
    if kind is None or not all(kind.takes(name, one.parameters.get(name)) for name in {*kind.needs, *one.parameters}):
        return None  # a file of the person's own that `check` has not seen: the answers are saved all the same
    return kind.look(given.but(parameters=one.parameters, title=one.title))


@outcome("change", "from", "to", may=["better"])
def change(given: Given) -> Finding | None:
    """A rating before and after, in one sentence; better = "up" where more is better. None of it is failure."""
    before, after = given.number("from"), given.number("to")
    if before is None or after is None:
        return None
    if after == before:
        text = _("{before} before, {after} after. It stayed where it was, and you stayed with it.")
    elif (after > before) == (given.parameters.get("better") == UP):
        text = _("{before} before, {after} after.")
    elif after < before:
        text = _("{before} before, {after} after. It can go down on the way. You noticed, and that helps.")
    else:
        text = _("{before} before, {after} after. It can go up on the way. You noticed, and that helps.")
    top = _top(given.step("to"))
    points = (Point(label=_("before"), value=before, of=top), Point(label=_("after"), value=after, of=top))
    title = given.title or _("Before and after")
    return Finding(title=title, text=text.format(before=before, after=after), points=points)


UP = "up"


def _top(step: Step) -> float:
    return step.high if isinstance(step, Scale) else 10


HIGH = 7  # "shrink the goal until confidence is 7": a rule of thumb from motivational interviewing, not a cut-off


@outcome("quadrant", "x", "y")
def quadrant(given: Given) -> Finding | None:
    """How much it matters (x) beside how sure one is (y), and what could come next."""
    x, y = given.number("x"), given.number("y")
    if x is None or y is None:
        return None
    text = {
        (True, True): _("It matters to you, and you trust yourself with it. A plan could be the next step."),
        (True, False): _(
            "It matters to you, and you are not sure yet that you can. A smaller step and some help make it easier."
        ),
        (False, True): _(
            "You could do it, and today it does not weigh that much. You can look at what you care about."
        ),
        (False, False): _("Neither is high today. That is a fair place to be. You can look at what you care about."),
    }[x >= HIGH, y >= HIGH]
    points = (
        Point(label=given.step("x").ask, value=x, of=_top(given.step("x"))),
        Point(label=given.step("y").ask, value=y, of=_top(given.step("y"))),
    )
    # Somebody to whom it does not weigh much is not asked for a plan next, but for what they care about.
    fitting = "" if x >= HIGH else "motivation-inventory"
    return Finding(title=given.title or _("Where you stand today"), text=text, points=points, next=fitting)


def _rows(answer: Answer) -> list[Mapping[str, Any]]:
    return [row for row in answer if isinstance(row, dict)] if isinstance(answer, list) else []


def _is_rated(row: Mapping[str, Any], names: Iterable[str]) -> bool:
    return all(isinstance(row.get(name), int | float) and not isinstance(row[name], bool) for name in names)


@outcome("gap", "items", "label", "importance", "satisfaction", keys=["items"])
def gap(given: Given) -> Finding | None:
    """Importance minus satisfaction for each row, the largest first; last time's satisfaction beside it."""
    label, matters, now = (given.parameters[name] for name in ("label", "importance", "satisfaction"))
    rated = [row for row in _rows(given.answers.get(given.parameters["items"])) if _is_rated(row, (matters, now))]
    if not rated:
        return None
    rated.sort(key=lambda row: row[now] - row[matters])
    last = {str(row.get(label)): row.get(now) for row in _rows((given.earlier or {}).get(given.parameters["items"]))}
    points = tuple(_gap_point(row, label, matters, now, last) for row in rated)
    widest = rated[0]
    if widest[matters] > widest[now]:
        text = _("The widest gap: {label}. It matters {matters}, and today it is at {now}.")
    else:
        text = _("What matters to you and how it is are close together.")
    text = text.format(label=widest.get(label), matters=widest[matters], now=widest[now])
    return Finding(title=given.title or _("What matters, and how it is"), text=text, points=points)


def _gap_point(row: Mapping[str, Any], label: str, matters: str, now: str, last: Mapping[Any, Any]) -> Point:
    note = _("matters {matters}").format(matters=row[matters])
    if last.get(str(row.get(label))) is not None:
        note += _(", last time {last}").format(last=last[str(row.get(label))])
    return Point(label=str(row.get(label)), value=row[now], note=note)


@outcome("ranking", "items", "label", "by", keys=["items"], lists=["by"])
def ranking(given: Given) -> Finding | None:
    """The rows in the order of the product of two ratings, the highest first."""
    label, by = given.parameters["label"], given.listed("by")
    rated = [row for row in _rows(given.answers.get(given.parameters["items"])) if _is_rated(row, by)]
    if not rated:
        return None
    rated.sort(key=lambda row: -_product(row, by))
    most = _highest(given.step("items"), by)
    points = tuple(Point(label=str(row.get(label)), value=_product(row, by), of=most) for row in rated)
    text = _("First on your list: {label}.").format(label=str(rated[0].get(label)).rstrip(". "))
    return Finding(title=given.title or _("Your order"), text=text, points=points)


def _highest(table: Step, by: Iterable[str]) -> float:
    """The greatest product there can be."""
    tops = {column.key: _top(column) for column in table.columns} if isinstance(table, Rows) else {}
    return _product({name: tops.get(name, 10) for name in by}, by)


def _product(row: Mapping[str, Any], by: Iterable[str]) -> float:
    product = 1.0
    for name in by:
        product *= row[name]
    return product


@outcome("pattern", "items", "tag", keys=["items"], lists=["items"])
def pattern(given: Given) -> Finding | None:
    """How often each tag stands in each list. Counts only: no sum, no verdict."""
    tag = given.parameters["tag"]
    lines = []
    for key in given.listed("items"):
        table = given.exercise.step(key)
        counts = Counter(text for row in _rows(given.answers.get(key)) for text in texts(row.get(tag)))
        if isinstance(table, Rows) and counts:
            lines.append(f"{table.ask} {_counted(counts, table, tag)}")
    if not lines:
        return None
    return Finding(title=given.title or _("The pattern in what you wrote"), text="\n".join(lines))


def _counted(counts: Counter[Any], table: Rows, tag: str) -> str:
    column = next(column for column in table.columns if column.key == tag)
    order = column.choices if isinstance(column, Choice) else tuple(counts)
    shown = [f"{counts[value]} {value}" for value in dict.fromkeys([*order, *counts])]
    return ", ".join(shown)


# The words that REBT looks for: they turn a wish into a rule. An exercise may bring its own list as `words`.
RIGID = ("should", "must", "have to", "ought", "always", "never", "can't", "cannot", "awful", "terrible", "horrible")


@outcome("rigid-words", "in", lists=["words"], may=["words"])
def rigid_words(given: Given) -> Finding | None:
    """The rigid words in a text, as an offer to try it with softer ones."""
    text = " ".join(texts(given.answers.get(given.parameters["in"]))).replace("’", "'").casefold()
    said = "".join(letter if letter.isalnum() or letter == "'" else " " for letter in text)
    padded = " ".join(["", *(word.strip("'") for word in said.split()), ""])
    looked_for = given.listed("words") if "words" in given.parameters else RIGID
    found = [word for word in looked_for if f" {word} " in padded]
    if not found:
        return None
    listed = ", ".join(f"“{word}”" for word in found)
    offer = _("You wrote {words}. Words like these leave little room. If you like, say it once with a softer word.")
    return Finding(title=given.title or _("Words to look at"), text=offer.format(words=listed))


@outcome("checklist", "of", lists=["of"])
def checklist(given: Given) -> Finding | None:
    """Which of these steps are still empty."""
    steps = [step for key in given.listed("of") if key in given.answers and (step := given.exercise.step(key))]
    empty = [step for step in steps if given.answers.get(step.key) is None]
    title = given.title or _("What is there, and what is open")
    if not steps:  # none of them was asked with these answers
        return None
    if not empty:
        return Finding(title=title, text=_("All of it is there."))
    there = len(steps) - len(empty)
    text = ngettext("{there} of {all} is there.", "{there} of {all} are there.", there).format(
        there=there, all=len(steps)
    )
    return Finding(
        title=title, text=f"{text} {_('Still open, if you want to add it:')}", words=tuple(s.ask for s in empty)
    )


@outcome("words", "of", lists=["of"], may=["text"])
def words(given: Given) -> Finding | None:
    """The person's own sentences, played back as they are."""
    said = []
    for key in given.listed("of"):
        step, answer = given.exercise.step(key), given.answers.get(key)
        if isinstance(answer, list) and not any(isinstance(part, dict) for part in answer):
            said += [str(part) for part in answer]
        elif step and answer is not None:
            said += step.show(answer).split("\n") if isinstance(step, Rows) else [step.show(answer)]
    if not said:
        return None
    title = given.title or _("In your own words")
    return Finding(title=title, text=given.parameters.get("text", ""), words=tuple(said))


STILL_OPEN = 5  # at most so many are pointed out


@outcome("unmatched", "items", "label", "recall", keys=["items"], lists=["recall"])
def unmatched(given: Given) -> Finding | None:
    """What the person named elsewhere that no row of the table is about, the most frequent first."""
    rows = _rows(given.answers.get(given.parameters["items"]))
    here = {text.casefold() for row in rows for text in texts(row.get(given.parameters["label"]))}
    named = [text for path in given.listed("recall") for answer in given.recall(path) for text in texts(answer)]
    spelled = {text.casefold(): text for text in reversed(named)}  # as it was written last
    often = Counter(text.casefold() for text in named).most_common()
    left = [spelled[text] for text, _count in often if text not in here][:STILL_OPEN]
    if not left:
        return None
    text = _("You wrote these down as well. They have no row here yet, and they can wait for another day.")
    return Finding(title=given.title or _("Not in here yet"), text=text, words=tuple(left))


@outcome("curve", "of")
def curve(given: Given) -> Finding | None:
    """The ratings taken during a pace: how long, where the peak was, how it ended."""
    rounds = _rows(given.answers.get(given.parameters["of"]))
    stayed = sum(row["seconds"] for row in rounds if _is_rated(row, ["seconds"]))
    if not stayed:
        return None
    minutes = max(1, round(stayed / 60))
    text = ngettext("You stayed with it {n} minute.", "You stayed with it {n} minutes.", minutes).format(n=minutes)
    rated = [(number, row["rating"]) for number, row in enumerate(rounds, 1) if _is_rated(row, ["rating"])]
    if len(rated) > 1:
        number, peak = max(rated, key=lambda one: one[1])
        text += " " + _("Highest: {peak}, in round {number}. At the end: {last}.").format(
            peak=peak, number=number, last=rated[-1][1]
        )
    ratings = dict(rated)  # a pace without a rating has no curve
    points = tuple(Point(label=str(n), value=ratings.get(n)) for n in range(1, len(rounds) + 1)) if rated else ()
    return Finding(title=given.title or _("How it went"), text=text, points=points, is_series=True)
