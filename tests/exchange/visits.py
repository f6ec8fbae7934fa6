"""Invented pages for a visit: four entries, ninety days, ten years, and one as full as a page can be."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from smartcli.findings.visit.facts import Became, Facts, Low, Noted, UrgeMark, Visit
from smartcli.text.moved import Moved
from smartcli.text.pictures.shapes import Bar, Bars, Counts, Pair, Pairs
from smartcli.views.days import Day
from smartcli.views.goal import Goal, Way

LAST = date(2026, 11, 5)
MADE = date(2026, 11, 6)
DRINKS = Goal(
    change="Alcohol: quiet weekends", way=Way.LESS, unit="Drinks", at_most_day=3, usual_week=24, days_without=2
)
PARTS = ("morning", "afternoon", "evening", "night")
WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
TALK = (
    "Saturdays with the old group: go later, or not at all?",
    "Sleep. Is it worth treating for itself?",
    "What to say when a glass is already poured.",
)
PLAN = ("Tell the Sunday hosts before I come (2026-11-15)", "No wine in the house from Monday to Thursday")
NOTES = (Noted(day=date(2026, 10, 24), words="I had said yes before I thought. Next time I ask for an hour."),)


def bars(random: Random, n: int) -> Bars:
    names = ("Let it be there", "Took my mind off it", "Talked to someone", "Left the place", "Something else")
    rows = []
    for place, name in enumerate(names):
        count = max(1, n // (place + 3))
        acted = min(count, random.randrange(3)) if place == 1 else 0
        said = f"acted on {acted}" if count > 2 else "too few to say"
        rows.append(Bar(label=name, counts=(count - acted, 0, acted), words=said))
    return Bars(title="What I did", parts=("not acted on", "in part", "acted on"), bars=tuple(rows))


def counts(found: list[UrgeMark]) -> Counts:
    rows = [[0] * 7 for _part in PARTS]
    for urge in found:
        rows[2 if urge.day.day % 3 else 1][urge.day.weekday()] += 1
    acted = tuple(sum(u.became is Became.ACTED for u in found if u.day.weekday() == n) for n in range(7))
    return Counts(
        title="When", rows=PARTS, columns=WEEK, counts=tuple(map(tuple, rows)), beneath=(("acted on", acted),)
    )


def pairs() -> Pairs:
    return Pairs(
        title="Moving", earlier="first 30 days", later="last 30 days",
        pairs=(
            Pair(label="Strongest urge of the day", earlier=5.7, later=4.6, n=(25, 21), moved=Moved.LOWER),
            Pair(label="How sure of tomorrow", earlier=6.1, later=5.7, n=(25, 21), moved=Moved.NO_CLEAR_DIFFERENCE),
            Pair(label="Drinks a day", earlier=2.0, later=1.5, n=(24, 20), moved=Moved.NO_CLEAR_DIFFERENCE),
            Pair(label="Sleep", earlier=4.8, later=4.9, n=(25, 21), moved=Moved.NO_CLEAR_DIFFERENCE),
            Pair(label="Mood", earlier=5.4, later=6.0, n=(25, 21), moved=Moved.NO_CLEAR_DIFFERENCE),
        ),
    )  # fmt: skip


def lived(length: int, seed: int = 7, goal: Goal = DRINKS) -> Facts:
    """Facts of so many days, of which four in five were written."""
    random = Random(seed)
    first = LAST - timedelta(days=length - 1)
    days: dict[date, Day] = {}
    amounts: dict[date, float] = {}
    urges: list[UrgeMark] = []
    for number in range(length):
        day = first + timedelta(days=number)
        if random.random() < 0.2 or 30 <= number < 35:
            continue
        much = float(random.choice([0, 0, 1, 2, 2, 2, 3, 3]))
        if day.weekday() in (4, 5) and random.random() < 0.2:
            much = float(random.randrange(4, 8))
        days[day] = Day.MORE if much > 3 else Day.AS_WANTED if much else Day.NONE
        if random.random() < 0.95:
            amounts[day] = much
        if random.random() < 0.5:
            start = random.randrange(3, 10)
            became = Became.ACTED if much > 3 else Became.IN_PART if random.random() < 0.05 else Became.NOT_ACTED
            after = None if became is Became.ACTED else float(max(0, start - random.randrange(1, 5)))
            urges.append(UrgeMark(day=day, strength=float(start), after=after, became=became))
    return Facts(
        first=first, last=LAST, goal=goal, days=days, amounts=amounts, limit=goal.at_most_day, urges=tuple(urges),
        moving=pairs(), did=bars(random, len(urges)), when=counts(urges),
    )  # fmt: skip


def decided() -> Facts:
    """Who wants none by now, and wanted some before: as many sentences as there can be about the days."""
    found = lived(90, goal=Goal(change="No more cigarettes", way=Way.STOP, unit="Cigarettes", usual_week=90))
    days = {day: Day.NOT_SAID if went is Day.AS_WANTED and day.day % 2 else went for day, went in found.days.items()}
    open_ = (UrgeMark(day=LAST, strength=5), UrgeMark(day=LAST, became=Became.KEPT_BACK))
    urges = (*found.urges, *open_)
    unsaid, kept = (frozenset(day for day in days if day.day in some) for some in ((4, 17), (9, 21)))
    days = {day: went for day, went in days.items() if day not in unsaid | kept}
    first = frozenset(day for day in [*days, *unsaid] if (day - found.first).days < 20)
    return without_goal(found.but(days=days, unsaid=unsaid, kept_back=kept, urges=urges), first)


def without_goal(facts: Facts, undecided: frozenset[date] | None = None) -> Facts:
    """The same where no goal said how these days should go; usually none of them."""
    open_ = facts.asked if undecided is None else undecided
    days = {day: Day.NOT_SAID if day in open_ and went is not Day.NONE else went for day, went in facts.days.items()}
    return facts.but(days=days, undecided=open_)


FEW = Facts(
    first=date(2026, 11, 2), last=LAST, goal=Goal(change="fewer bets", way=Way.STOP),
    days={date(2026, 11, 2): Day.NONE, date(2026, 11, 3): Day.NONE, date(2026, 11, 5): Day.MORE},
    amounts={},
    urges=(UrgeMark(day=date(2026, 11, 4), strength=6, after=3, became=Became.NOT_ACTED),),
)  # fmt: skip


def full() -> Facts:
    """As much as a page can be asked to hold, in the widest letters."""
    wide = "W" * 400
    found = lived(90)
    pair = pairs().pairs[0]
    bar = Bar(label=wide, counts=(400, 300, 200), words="acted on 200, in part 300")
    return found.but(
        goal=found.goal.but(change=wide, unit="WWWWWWWWWWWW"),
        moving=pairs().but(pairs=tuple(pair.but(label="WWWW " * 10) for _n in range(9))),
        did=Bars(title="", parts=("not acted on", "in part", "acted on"), bars=(bar,) * 20),
    )  # fmt: skip


def asked(facts: Facts, **more: object) -> Visit:
    return Visit(made=MADE, facts=facts, talk=TALK, plan=PLAN, notes=NOTES, has_notes=True, **more)  # type: ignore[arg-type]


LOW = (Low(day=LAST, asked="How is your mood?", answer="1 of 10"),)


def every() -> Mapping[str, tuple[Visit, int]]:
    """Each page, and the sheets that it may take."""
    wide = ("W" * 400,) * 9
    very_low = tuple(Low(day=LAST, asked="W" * 90 + str(n), answer="W" * 90) for n in range(40))
    noted = tuple(Noted(day=LAST, words="W" * 900) for _n in range(9))
    found = {
        "nothing": Visit(made=MADE, facts=Facts(first=MADE, last=MADE, goal=Goal(), days={}, amounts={})),
        "four entries": asked(FEW),
        "sixty days": asked(lived(60)),
        "ninety days": asked(lived(90)),
        "a year": asked(lived(365)),
        "ten years": asked(lived(3650)),
        "forty years": asked(lived(14600)),
        "undecided": asked(without_goal(lived(90, goal=Goal(change="gambling", way=Way.UNSURE)))),
        "full": Visit(made=MADE, facts=full(), talk=wide, plan=wide, notes=noted, low=very_low, left_out=True),
    }
    for lines in range(13):  # about the edges between the sizes of letters
        some = (" ".join(["word"] * 18),) * lines
        found[f"{lines} lines"] = Visit(
            made=MADE,
            facts=lived(90) if lines % 2 else decided(),
            talk=some[:3],
            plan=some[3:7],
            notes=tuple(Noted(day=LAST, words=w) for w in some[7:]),
        )
    pages = {name: (visit, 1) for name, visit in found.items()}
    return pages | {f"{name}, table": (visit.but(has_table=True), 2) for name, visit in found.items()}
