"""The sentences of a page for a visit. It speaks to somebody else, so it says "I"."""

from __future__ import annotations

from collections import Counter
from datetime import date

from smartcli.findings.insights.share import median
from smartcli.findings.visit.facts import Became, Facts, UrgeMark
from smartcli.record import Record
from smartcli.text.days_said import WEEKDAYS
from smartcli.text.language import Later, _, ngettext
from smartcli.text.months import MONTHS
from smartcli.text.moved import Moved
from smartcli.text.numbers import as_written, places, shown
from smartcli.text.pictures import writing
from smartcli.text.pictures.shapes import Pair
from smartcli.views.days import Day
from smartcli.views.goal import Goal, Way

ENOUGH = 5  # before an average or a median is said of them


class BandText(Record):
    """What stands beside a question: a large number with small words after it, and sentences. strong: the first ones.

    large: "" where there is none.
    """

    title: str
    large: str = ""
    small: str = ""
    lines: tuple[str, ...] = ()
    strong: int = 0

    @property
    def said(self) -> list[str]:
        """The same in lines of text."""
        return [*filter(None, (f"{self.large} {self.small}".strip(),)), *self.lines]


def day_said(day: date) -> str:
    """Friday 6 November 2026: a file is read in any year."""
    return _("{weekday} {day} {month} {year}").format(
        weekday=WEEKDAYS[day.weekday()], day=day.day, month=MONTHS[day.month - 1], year=day.year
    )


def goal_said(goal: Goal, change: str, today: date) -> list[str]:
    """What is wanted, in the person's words and ours. change: the words, without those that are left out."""
    ways = {
        Way.STOP: _("I want to stop."),
        Way.LESS: _("I want to cut down."),
        Way.BREAK: _break_said(goal, today),
        Way.UNSURE: _("I am not sure yet what I want."),
    }
    counts = [
        (_("at most {n} a day"), goal.at_most_day),
        (_("at most {n} a week"), goal.at_most_week),
    ]
    limits = [text.format(n=as_written(most)) for text, most in counts if most is not None and goal.unit]
    sentences = [_("I want to change: {change}").format(change=change) if change else "", ways.get(goal.way, "")]
    if limits:
        sentences.append(_("{unit}: {limits}.").format(unit=goal.unit, limits=", ".join(limits)))
    if goal.days_without:
        text = ngettext("{n} day a week with none.", "{n} days a week with none.", int(goal.days_without))
        sentences.append(text.format(n=as_written(goal.days_without)))
    return [one if one.endswith((".", "…", "!", "?")) else f"{one}." for one in sentences if one]


def _break_said(goal: Goal, today: date) -> str:
    """A break with its last day, where it has one, and whether it is over."""
    if goal.until is None:
        return _("I am taking a break.")
    text = _("I took a break until {day}.") if goal.is_over(today) else _("I am taking a break until {day}.")
    return text.format(day=writing.day_of_year(goal.until))


def span_said(facts: Facts) -> str:
    days = ngettext("{n} day", "{n} days", facts.length).format(n=f"{facts.length:,}")
    first, last = writing.day_of_year(facts.first), writing.day_of_year(facts.last)
    return _("{days}, from {first} to {last}.").format(days=days, first=first, last=last)


# Am I doing what I set out to do?


def as_wanted(went: Day | None) -> bool:
    return went in (Day.AS_WANTED, Day.NONE)


def how_it_went(facts: Facts) -> BandText:
    """Days as I wanted of those on which a goal said what is wanted; where none did on any, days with none."""
    title = _("How did the days go?") if facts.is_open else _("Am I doing what I set out to do?")
    if not facts.asked:
        return BandText(title=title, lines=(_no_answer(facts),))
    good = sum(went is Day.NONE if facts.is_open else as_wanted(went) for went in facts.by_goal.values())
    of = len(facts.by_goal) + _unsaid(facts)
    small = ngettext("of {n} day", "of {n} days", of).format(n=f"{of:,}")
    strong = 1 + bool(_others_said(facts, Counter(facts.by_goal.values())))
    lines = (*how_many_said(facts), *amount_said(facts))
    return BandText(title=title, large=f"{good:,}", small=small, lines=lines, strong=strong)


def how_many_said(facts: Facts) -> list[str]:
    """What the count is of, and the other days by how they went: all of them add up to the days of the span."""
    counts = Counter(facts.by_goal.values())
    said = [_first_said(facts, counts), *_others_said(facts, counts)]
    if unsaid := _unsaid(facts):
        said.append(_days("{n} day: I did not say.", "{n} days: I did not say.", unsaid))
    said += _undecided_said(facts)
    if gap := facts.length - len(facts.asked):
        said.append(_gap_said(facts, gap))
    return said


def _no_answer(facts: Facts) -> str:
    if facts.kept_back:
        return _("On this page no day of this span has an answer to this.")
    return _("No day of this span has an answer to this.")


def _gap_said(facts: Facts, gap: int) -> str:
    if facts.kept_back:  # an answer may be there, and private
        return _days("{n} more day has no answer on this page (grey).",
                     "{n} more days have no answer on this page (grey).", gap)  # fmt: skip
    return _days("No answer on {n} more day (grey).", "No answer on {n} more days (grey).", gap)


def grey_said(facts: Facts) -> str:
    return _("Grey: no answer on this page.") if facts.kept_back else _("Grey: no answer.")


def _unsaid(facts: Facts) -> int:
    """Of how many days nothing was said, among those that the first count is of."""
    return len(facts.unsaid if facts.is_open else facts.unsaid - facts.undecided)


def _undecided_said(facts: Facts) -> list[str]:
    """The days on which no goal said how they should go, beside those on which one did."""
    other = facts.asked & facts.undecided
    if facts.is_open or not other:
        return []
    none = sum(facts.days.get(day) is Day.NONE for day in other)
    unsaid = len(other & facts.unsaid)
    counts = [
        (_("none on {n}"), none),
        (_("it happened on {n}"), len(other) - none - unsaid),
        (_("not said on {n}"), unsaid),
    ]
    parts = ", ".join(text.format(n=f"{n:,}") for text, n in counts if n)
    text = ngettext("{n} other day, without a goal: {parts}.", "{n} other days, without a goal: {parts}.", len(other))
    return [text.format(n=f"{len(other):,}", parts=parts)]


def _first_said(facts: Facts, counts: Counter[Day]) -> str:
    none, some = counts[Day.NONE], counts[Day.AS_WANTED]
    if facts.is_open:
        return _("with none.")
    if not (none and some):
        return _("as I wanted, with none.") if none else _("as I wanted.")
    # Who wants none now may have wanted some before, or said of such a day that it was as planned.
    text = (
        _("as I wanted: {none} with none, {some} with some, as I wanted it then.")
        if facts.wants_none
        else _("as I wanted: {none} with none, {some} with some.")
    )
    return text.format(none=f"{none:,}", some=f"{some:,}")


def _others_said(facts: Facts, counts: Counter[Day]) -> list[str]:
    more, open_ = counts[Day.MORE], counts[Day.NOT_SAID]
    if not (facts.is_open or facts.wants_none):
        said = [_days("{n} day: more than I wanted.", "{n} days: more than I wanted.", more)]
        unsaid = _days("{n} day: it happened, and I did not say how it went.",
                       "{n} days: it happened, and I did not say how it went.", open_)  # fmt: skip
        return [*said, unsaid] if open_ else said
    if not more + open_:
        return []
    if more and open_:
        text = _("On {n} days it happened: {more} not as I wanted, {open} I did not say how it was.")
        return [text.format(n=f"{more + open_:,}", more=f"{more:,}", open=f"{open_:,}")]
    said = [_days("On {n} day it happened.", "On {n} days it happened.", more + open_)]
    return said if more or facts.is_open else [*said, _("I did not say how it was.")]


def _days(one: str, many: str, count: int) -> str:
    return ngettext(one, many, count).format(n=f"{count:,}")


def amount_said(facts: Facts) -> list[str]:
    """How much a day, on days on which that is written; and what a usual week was before, where that is known."""
    goal, said = facts.goal, []
    if not goal.unit:
        return []
    if len(facts.amounts) >= ENOUGH:
        mean = sum(facts.amounts.values()) / len(facts.amounts)
        text = _("{unit} a day, on average: {n} ({days} days).")
        said.append(text.format(n=_a_day(mean), unit=goal.unit, days=f"{len(facts.amounts):,}"))
    if goal.usual_week is not None:
        text = _("A usual week before: {n}. That is {day} a day.")
        said.append(text.format(n=as_written(goal.usual_week), day=_a_day(goal.usual_week / 7)))
    return said


def _a_day(mean: float) -> str:
    return shown(round(mean, max(1, places(mean))))


# What became of urges?


def what_became(facts: Facts) -> BandText:
    title = _("What became of urges?")
    counts = Counter(urge.became for urge in facts.urges)
    told = len(facts.urges) - counts[Became.NOT_SAID] - counts[Became.KEPT_BACK]
    if not facts.urges:
        return BandText(title=title, lines=(_("I wrote no urge down in this span. That is not the same as none."),))
    if not told:
        text = ngettext("{n} urge written down.", "{n} urges written down.", len(facts.urges))
        said = [text.format(n=f"{len(facts.urges):,}"), _open(counts)]
        return BandText(title=title, lines=tuple(said))
    small = ngettext("of {n} urge", "of {n} urges", len(facts.urges)).format(n=f"{len(facts.urges):,}")
    large = f"{counts[Became.NOT_ACTED]:,}"
    lines = filter(None, (_("not acted on."), _others(counts), strength_said(facts)))
    return BandText(title=title, large=large, small=small, lines=tuple(lines), strong=2)


def _open(counts: Counter[Became]) -> str:
    """Where nothing is told of what became of any."""
    if not counts[Became.KEPT_BACK]:
        return _("What became of them I did not say.")
    if not counts[Became.NOT_SAID]:
        return _("What became of them is not on this page.")
    text = _("What became of {n} I did not say; of the others it is not on this page.")
    return text.format(n=f"{counts[Became.NOT_SAID]:,}")


def _others(counts: Counter[Became]) -> str:
    """What became of the others, so that all add up."""
    names = {
        Became.ACTED: _("{n} acted on"),
        Became.IN_PART: _("{n} in part"),
        Became.NOT_SAID: _("{n} I did not say"),
        Became.KEPT_BACK: _("{n} not on this page"),
    }
    parts = [text.format(n=f"{counts[one]:,}") for one, text in names.items() if counts[one] or one is Became.ACTED]
    return f"{', '.join(parts)}."


def strength_said(facts: Facts) -> str:
    """How strong those were that were not acted on, before and after; from five on that have both."""
    let_be = [urge for urge in facts.urges if urge.became is Became.NOT_ACTED]
    both = [urge for urge in let_be if has_both(urge)]
    if len(both) < ENOUGH:
        return ""
    before, after = (median([*values]) for values in zip(*((urge.strength, urge.after) for urge in both), strict=True))
    text = (
        _("I rated all of these twice, 0 to 10. The middle number is {before} at the start, {after} after.")
        if len(both) == len(let_be)
        else _("I rated {n} of these {of} twice, 0 to 10. The middle number is {before} at the start, {after} after.")
    )
    return text.format(before=shown(before or 0), after=shown(after or 0), n=f"{len(both):,}", of=f"{len(let_be):,}")


def has_both(urge: UrgeMark) -> bool:
    return urge.strength is not None and urge.after is not None


# Is it moving?

CLEAR = Later("Clear: more than days would differ by chance.")


def is_it_moving(facts: Facts) -> BandText:
    """The row that moved most in a large number; which moved and which did not, in the words of the rule."""
    title = _("Is it moving?")
    found = facts.moving
    rows = [pair for pair in found.pairs if pair.earlier is not None and pair.later is not None] if found else []
    if not found or not rows:
        return BandText(title=title, lines=(_("Too early to say: this takes five days at the start and five now."),))
    clear = (pair for pair in rows if pair.moved in (Moved.LOWER, Moved.HIGHER))
    moved = sorted(clear, key=lambda pair: -_step(pair))
    same = [pair.label for pair in rows if pair.moved is Moved.NO_CLEAR_DIFFERENCE]
    if not moved:
        words = _("No clear difference.") if same else _("Too few days to say.")
        lines = [f"{', '.join(same)}.", str(CLEAR)] if same else []
        return BandText(title=title, lines=(words, *lines), strong=1)
    first = moved[0]
    lines = [first.label, _word(first)]
    for kind, said in ((Moved.LOWER, _("Also lower: {names}.")), (Moved.HIGHER, _("Also higher: {names}."))):
        if names := [pair.label for pair in moved[1:] if pair.moved is kind]:
            lines.append(said.format(names=", ".join(names)))
    if same:
        lines += [_("No clear difference: {names}.").format(names=", ".join(same)), str(CLEAR)]
    large = f"{_one(first.earlier)} → {_one(first.later)}"
    return BandText(title=title, large=large, lines=tuple(lines), strong=2)


def _step(pair: Pair) -> float:
    return abs((pair.later or 0) - (pair.earlier or 0)) / ((pair.high - pair.low) or 1)


def _word(pair: Pair) -> str:
    return _("Lower.") if pair.moved is Moved.LOWER else _("Higher.")


def _one(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"
