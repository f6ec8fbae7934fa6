"""The sentences of a page for a visit. It speaks to somebody else, so it says "I"."""

from __future__ import annotations

from collections import Counter
from datetime import date
from statistics import median

from smartcli.findings.visit.facts import Became, Facts, UrgeMark
from smartcli.record import Record
from smartcli.text.days_said import WEEKDAYS
from smartcli.text.language import _, ngettext
from smartcli.text.months import MONTHS
from smartcli.text.moved import Moved
from smartcli.text.pictures import writing
from smartcli.text.pictures.shapes import Pair
from smartcli.views.days import Day
from smartcli.views.goal import Way, shown

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


def goal_said(facts: Facts, change: str) -> list[str]:
    """What is wanted, in the person's words and ours. change: the words, without those that are left out."""
    goal = facts.goal
    ways = {
        Way.STOP: _("I want to stop."),
        Way.LESS: _("I want to cut down."),
        Way.BREAK: _("I am taking a break."),
        Way.UNSURE: _("I am not sure yet what I want."),
    }
    counts = [
        (_("at most {n} a day"), goal.at_most_day),
        (_("at most {n} a week"), goal.at_most_week),
        (_("{n} in a usual week before"), goal.usual_week),
    ]
    limits = [text.format(n=shown(most)) for text, most in counts if most is not None and goal.unit]
    sentences = [_("I want to change: {change}").format(change=change) if change else "", ways.get(goal.way, "")]
    if limits:
        sentences.append(_("{unit}: {limits}.").format(unit=goal.unit, limits=", ".join(limits)))
    if goal.days_without:
        text = ngettext("{n} day a week with none.", "{n} days a week with none.", int(goal.days_without))
        sentences.append(text.format(n=shown(goal.days_without)))
    return [one if one.endswith((".", "…", "!", "?")) else f"{one}." for one in sentences if one]


def span_said(facts: Facts) -> str:
    days = ngettext("{n} day", "{n} days", facts.length).format(n=f"{facts.length:,}")
    first, last = writing.day_of_year(facts.first), writing.day_of_year(facts.last)
    return _("{days}, from {first} to {last}. I wrote something on {n} of them.").format(
        days=days, first=first, last=last, n=f"{facts.wrote:,}"
    )


# Am I doing what I set out to do?


def as_wanted(went: Day | None) -> bool:
    return went in (Day.AS_WANTED, Day.NONE)


def how_it_went(facts: Facts) -> BandText:
    """Days as I wanted of those with an answer; where nobody has said what is wanted, days with none."""
    title = _("How did the days go?") if facts.is_open else _("Am I doing what I set out to do?")
    answered = sum(not facts.bare(day) for day in facts.days)
    if not answered:
        return BandText(title=title, lines=(_("No day of this span has an answer to this."),))
    good = sum(went is Day.NONE if facts.is_open else as_wanted(went) for went in facts.days.values())
    small = ngettext("of {n} day", "of {n} days", answered).format(n=f"{answered:,}")
    lines = (*how_many_said(facts), *amount_said(facts))
    return BandText(title=title, large=f"{good:,}", small=small, lines=lines, strong=2)


def how_many_said(facts: Facts) -> list[str]:
    """What the count is of, and the other days by how they went."""
    counts = Counter(facts.days.values())
    none = counts[Day.NONE]
    if facts.is_open:
        said = [_("with none.")]
    elif none and counts[Day.AS_WANTED]:
        said = [_("as I wanted ({n} with none).").format(n=f"{none:,}")]
    else:
        said = [_("as I wanted.")]
    bare = sum(map(facts.bare, facts.days))
    if not facts.is_open:
        said.append(_days("{n} day more than I wanted.", "{n} days more than I wanted.", counts[Day.MORE]))
    if happened := counts[Day.NOT_SAID] - bare:
        said.append(_days("It happened on {n} day.", "It happened on {n} days.", happened))
    if bare:
        said.append(_days("{n} day: I did not say.", "{n} days: I did not say.", bare))
    if gap := facts.length - len(facts.days):
        said.append(_days("{n} day: no answer.", "{n} days: no answer.", gap))
    return said


def _days(one: str, many: str, count: int) -> str:
    return ngettext(one, many, count).format(n=f"{count:,}")


def amount_said(facts: Facts) -> list[str]:
    """How much a day, on days on which that is written; beside a usual day before where that is known."""
    if len(facts.amounts) < ENOUGH or not facts.goal.unit:
        return []
    mean = sum(facts.amounts.values()) / len(facts.amounts)
    text = _("{unit} a day, on average: {n} ({days} days)")
    said = text.format(n=f"{mean:.1f}", unit=facts.goal.unit, days=f"{len(facts.amounts):,}")
    if facts.goal.usual_week is None:
        return [f"{said}."]
    return [_("{said}; before {n}.").format(said=said, n=f"{facts.goal.usual_week / 7:.1f}")]


# What became of urges?


def what_became(facts: Facts) -> BandText:
    title = _("What became of urges?")
    counts = Counter(urge.became for urge in facts.urges)
    told = len(facts.urges) - counts[Became.NOT_SAID]
    if not facts.urges:
        return BandText(title=title, lines=(_("I wrote no urge down in this span. That is not the same as none."),))
    if not told:
        text = ngettext("{n} urge written down.", "{n} urges written down.", len(facts.urges))
        said = [text.format(n=f"{len(facts.urges):,}"), _("What became of them is not written.")]
        return BandText(title=title, lines=tuple(said))
    small = ngettext("of {n} urge", "of {n} urges", told).format(n=f"{told:,}")
    lines = [_("not acted on."), _others(counts)]
    if counts[Became.NOT_SAID]:
        lines.append(_days("Of {n} more I did not say.", "Of {n} more I did not say.", counts[Became.NOT_SAID]))
    lines.append(strength_said(facts))
    large = f"{counts[Became.NOT_ACTED]:,}"
    return BandText(title=title, large=large, small=small, lines=tuple(filter(None, lines)), strong=2)


def _others(counts: Counter[Became]) -> str:
    acted, part = counts[Became.ACTED], counts[Became.IN_PART]
    if acted and part:
        return _("{acted} acted on, {part} in part.").format(acted=f"{acted:,}", part=f"{part:,}")
    if part:
        return _("{part} in part.").format(part=f"{part:,}")
    return _("{acted} acted on.").format(acted=f"{acted:,}")


def strength_said(facts: Facts) -> str:
    """How strong those were that were not acted on, before and after; from five on that have both."""
    both = [urge for urge in facts.urges if urge.became is Became.NOT_ACTED and has_both(urge)]
    if len(both) < ENOUGH:
        return ""
    before, after = (median(values) for values in zip(*((urge.strength, urge.after) for urge in both), strict=True))
    text = _("Strength of these: {before} at the start, {after} after (median of {n}, 0 to 10).")
    return text.format(before=shown(before or 0), after=shown(after or 0), n=f"{len(both):,}")


def has_both(urge: UrgeMark) -> bool:
    return urge.strength is not None and urge.after is not None


# Is it moving?


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
        return BandText(title=title, lines=(words, f"{', '.join(same)}." if same else ""), strong=1)
    first = moved[0]
    lines = [first.label, _word(first)]
    for kind, said in ((Moved.LOWER, _("Also lower: {names}.")), (Moved.HIGHER, _("Also higher: {names}."))):
        if names := [pair.label for pair in moved[1:] if pair.moved is kind]:
            lines.append(said.format(names=", ".join(names)))
    if same:
        lines.append(_("No clear difference: {names}.").format(names=", ".join(same)))
    large = f"{_one(first.earlier)} → {_one(first.later)}"
    return BandText(title=title, large=large, lines=tuple(lines), strong=2)


def _step(pair: Pair) -> float:
    return abs((pair.later or 0) - (pair.earlier or 0)) / ((pair.high - pair.low) or 1)


def _word(pair: Pair) -> str:
    return _("Lower.") if pair.moved is Moved.LOWER else _("Higher.")


def _one(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"
