"""A page for a visit: asked, shown, written as one file that prints on one sheet; and its day is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from smartcli.asking.answers_file import read_answers
from smartcli.asking.ask import until_it_fits
from smartcli.asking.choose import choose
from smartcli.asking.turn import Back, Prompter, Turn
from smartcli.commands.at_home.reading import GOES_ON, read
from smartcli.commands.options import AnswersOption, world_of
from smartcli.commands.taking_long import busy
from smartcli.commands.visit_questions import SHOWN, asked, by_asking, from_answers, opening
from smartcli.errors import InvalidAnswer, LeftEarly, NeedsTerminal, SmartError, Usage
from smartcli.exchange import new_file
from smartcli.exercises.exercise import IMPORTED
from smartcli.exercises.kinds import Text
from smartcli.exercises.step import Answer
from smartcli.findings import hard_evening
from smartcli.findings.insights.answers import log_of
from smartcli.findings.insights.log import Log
from smartcli.findings.visit.facts import Visit
from smartcli.findings.visit.gathering import NOTHING_KEPT, last_day, offered_ways, visit_of
from smartcli.findings.visit.kept_back import is_any_kept_back, kept_back
from smartcli.findings.visit.notes import offered_notes, very_low_days
from smartcli.findings.visit.wanted import LOW, NAMES, NOTES, Wishes
from smartcli.home.marks import visited
from smartcli.journal.entry import Entry
from smartcli.journal.recent import ODD
from smartcli.journal.unread import exit_code, unread
from smartcli.keeping.afterwards import tried
from smartcli.text.days_said import said
from smartcli.text.language import _, typed
from smartcli.text.week_begins import week_begins
from smartcli.views.days import Day, monday
from smartcli.views.for_others import without_private
from smartcli.views.goal import Goals, goals_in
from smartcli.views.people_named import PeopleNamed, people_named
from smartcli.views.plan.own_plan import entries_for, has_cards, needed, own_plan
from smartcli.world import World

FEW_DAYS = 400  # of more the whole journal is read
USUAL = 84  # days that are looked back at where no visit is remembered
AFTERWARDS = "meeting-notes"
AROUND = 6  # rows of the window around what is asked below a page
WRITE, CHANGE, LEAVE = "write", "change", "leave"


def visit(
    ctx: typer.Context,
    answers: AnswersOption = None,
    out: Annotated[
        str | None, typer.Option("--out", metavar="FILE", help="A new .html file: one page to print.")
    ] = None,
) -> int:
    """Make one page for a visit to a counsellor, a doctor, a friend. You say what is on it. Nothing is sent.

    --answers takes since (a day), include (some of: 1 plan, 2 notes, 3 names, 4 very low days, 5 a table of days),
    notes, leave_out (words) and talk (three lines at the most); each of them can be left out.
    """
    return run(world_of(ctx), answers=answers, out=out)


def run(world: World, *, answers: str | None = None, out: str | None = None, at_home: bool = False) -> int:
    """The whole of it. answers: a file of them, or `-`; then `out` is needed, and nothing is asked."""
    path = new_file.new_path(out, ".html") if out is not None else None
    given = read_answers(answers, world.read, SHOWN)
    if given is not None and path is None:
        raise Usage(
            _("With --answers the page needs a name too."), next=typed("smartcli visit --answers FILE --out visit.html")
        )
    prompter = _prompter(world) if given is None else None
    maker = _Maker(world)
    if prompter is None:
        with busy(world):
            made = maker.made(
                asked(from_answers(given or {}, maker.today), since=maker.since, offer=maker.offer, is_typed=False)
            )
        _write(world, path or Path(), made)
        world.screen.note(typed(_("After the visit, this keeps what you take with you: smartcli do meeting-notes")))
    else:
        _with_somebody(world, prompter, maker, path, at_home=at_home)
    journal = world.stores.journal
    world.screen.notes([*world.stores.library.unusable(), *unread(journal)])
    return exit_code(journal)


def _prompter(world: World) -> Prompter:
    try:
        return world.prompter()
    except NeedsTerminal as error:
        wants = typed("smartcli visit --answers FILE --out visit.html")
        raise NeedsTerminal(
            f"{error} " + _("It asks since when, what is on it, and what is left out."), next=wants
        ) from error


def _with_somebody(world: World, prompter: Prompter, maker: _Maker, path: Path | None, *, at_home: bool) -> None:
    part, wanted = by_asking(prompter, maker.today), None
    kept = _("Your answers go on the page and nowhere else: if you leave before it is written, they are gone.")
    prompter.tell(" ".join([opening(), kept, *maker.last_said()]))
    try:
        while True:
            wanted = asked(part, since=maker.since, offer=maker.offer, before=wanted)
            with busy(world):
                made = maker.made(wanted)
            way = _shown_and_chosen(world, prompter, made, is_hard=maker.is_hard)
            if way == WRITE:
                break
            if way == LEAVE:
                world.screen.say(_not_written())
                return
        path = path or _asked_for_path(prompter, maker.today, "page" if world.is_discreet else "visit")
    except Back:
        if at_home:
            raise
        world.screen.say(_not_written())
        return
    except (KeyboardInterrupt, EOFError) as reason:
        if isinstance(reason, EOFError) and not world.is_home_to_people:
            raise
        raise LeftEarly(f"{_not_written()} " + _("All else is as it was."), next="smartcli visit", code=130) from None
    _write(world, path, made)
    _offer_notes(world, prompter)


def _not_written() -> str:
    """There is no draft of a page, so it is said."""
    return _("No page was written, and what you answered for it is not kept.")


def _asked_for_path(prompter: Prompter, today: date, word: str) -> Path:
    """A new file; what cannot be one is refused, and asked again."""
    name = f"{word}-{today.isoformat()}"
    number = next((n for n in range(1, 1000) if not Path(f"{name}{_again(n)}.html").exists()), 1)
    step = _NewFile(
        key="file",
        ask=_("Where should it be written?"),
        help=_("A new file. Enter takes the name there."),
        required=True,
    )
    answer = until_it_fits(prompter, Turn(step=step, before=f"{name}{_again(number)}.html", total=0))
    return Path(str(answer))


def _again(number: int) -> str:
    return f"-{number}" if number > 1 else ""


class _NewFile(Text):
    """The name of a file that is not there yet."""

    def parse(self, raw: object) -> Answer:
        text = str(super().parse(raw)).strip()
        try:
            new_file.new_path(text, ".html")
        except SmartError as problem:
            raise InvalidAnswer(str(problem)) from problem
        return text


def _shown_and_chosen(world: World, prompter: Prompter, made: Visit, *, is_hard: bool) -> str:
    """What becomes of the page, once it was read; going back leads to the questions."""
    ways = {WRITE: _("Write the page"), CHANGE: _("Change an answer"), LEAVE: _("Not now")}
    try:
        read(world, prompter, lambda: _preview(world, made, is_hard=is_hard), below=len(ways) + AROUND, end=GOES_ON)
        return choose(prompter, _("Write it like this?"), ways, before=WRITE) or CHANGE
    except Back:
        return CHANGE


def _preview(world: World, made: Visit, *, is_hard: bool) -> None:
    """What will stand on the page. On a hard evening, and on a day of more than was wanted, without its numbers."""
    from smartcli.exchange.pages import visit as pages

    screen = world.screen
    screen.say(_("This will be on the page, in your name:"))
    if is_hard:
        screen.say(_("The numbers are on it, too. They are not shown here today; today was hard enough."))
    for title, lines in pages.in_words(made, has_numbers=not is_hard):
        screen.say()
        screen.title(title)
        for line in lines:
            screen.words(line)


def show_usual(world: World) -> None:
    """What would be on a page where nothing was chosen for it. None is made."""
    maker = _Maker(world)
    wishes = asked(from_answers({}, maker.today), since=maker.since, offer=maker.offer, is_typed=False)
    _preview(world, maker.made(wishes), is_hard=maker.is_hard)


def _write(world: World, path: Path, made: Visit) -> None:
    """The file, then the day: that it is remembered is no part of the page."""
    from smartcli.exchange.pages import visit as pages

    stores = world.stores
    with busy(world):
        new_file.write_new(path, pages.html(made), stores.so_far)
    with tried(
        stores.so_far, _("But the day of this visit could not be kept, so the next page begins where this one did.")
    ):
        stores.mark(lambda marks: visited(marks, made.made.isoformat()))
    place, *beside = new_file.written(path, left_out=False)
    world.screen.note(f"{place} " + _("It was sent to nobody. It lies here: {place}").format(place=path.absolute()))
    world.screen.notes(beside)


def _offer_notes(world: World, prompter: Prompter) -> None:
    from smartcli.commands.do import walk

    ways = {False: _("Not now"), True: _("Add them now")}
    with suppress(Back, EOFError, KeyboardInterrupt):
        if choose(prompter, _("Questions from the visit? They can be added now, or after it."), ways, before=False):
            walk(world, world.stores.library.load(AFTERWARDS))
            return
    world.screen.say(typed(_("After the visit, this keeps what you take with you: smartcli do meeting-notes")))


class _Maker:
    """Makes the page from what is there, as often as an answer is changed; no more is read than it needs."""

    def __init__(self, world: World) -> None:
        stores = world.stores
        self._world = world
        if stores.is_closed and stores.keys.is_there:
            stores.keys.unlocked()  # first of all: the settings may be sealed too
        self._needed = needed(stores, lambda one: has_cards(one) or any(one.private_paths))
        self._read: dict[date, list[Entry]] = {}  # by the first day
        self._of_plan: dict[date, list[Entry]] = {}
        self.today = stores.settings().day(world.now())
        self._before = [day for day in stores.marks().visits if day < self.today.isoformat()]
        self.since = date.fromisoformat(self._before[-1]) if self._before else self.today - timedelta(days=USUAL - 1)

    def last_said(self) -> list[str]:
        """When the last page was made, where one is remembered."""
        if not self._before:
            return []
        return [_("Your last page is of {day}.").format(day=said(self._before[-1], self.today))]

    @property
    def is_hard(self) -> bool:
        """Whether no number is to be shown today."""
        find, today = self._world.stores.library.find, self.today
        goals = self._goals(self._there(today))
        log = log_of(self._since(monday(today)), goals, find, today=today, first=today)
        return (
            hard_evening.newest(self._written_lately(), find, today) == today.isoformat()
            or log.days.get(today) is Day.MORE
        )

    def _there(self, first: date) -> list[Entry]:
        """The entries from the week of this day on, up to today, and those that the plan and the goal are made of."""
        begins = monday(first)
        for known, entries in self._read.items():
            if known <= begins:
                return entries
        journal, count = self._world.stores.journal, (self.today - begins).days + 1
        days = {(begins + timedelta(days=n)).isoformat() for n in range(min(count, FEW_DAYS))}
        is_short = count <= FEW_DAYS
        found = journal.some(days=days, exercises=self._needed.every) if is_short else journal.entries()
        self._read[begins] = found
        return found

    def _since(self, day: date) -> list[Entry]:
        first, last = day.isoformat(), self.today.isoformat()
        return [entry for entry in self._there(day) if first <= entry.day <= last]

    def _goals(self, entries: Sequence[Entry]) -> Goals:
        stores = self._world.stores
        return goals_in(reversed(entries), stores.settings(), stores.library.find)

    def _written_lately(self) -> Iterator[Entry]:
        """The newest first, whatever day they are about: those of today and yesterday, and some more."""
        first, older = (self.today - timedelta(days=1)).isoformat(), 0
        for entry in self._world.stores.journal.latest():
            older += entry.at[:10] < first
            if older > ODD:  # a clock may have been wrong now and then
                return
            yield entry

    def _begins(self, since: date) -> tuple[date, bool]:
        """The day that the page begins with: since then, or the first of which anything was written here; and whether
        nothing is written of other days than those from its week on, up to today.
        """
        week, until = monday(since).isoformat(), self.today.isoformat()
        first, is_later, has_own = until, False, False
        for entry in self._world.stores.journal.latest():
            first, is_later = min(first, entry.day), is_later or entry.day > until
            has_own = has_own or (entry.day < since.isoformat() and entry.exercise != IMPORTED)
            if has_own and (first < week or is_later):
                break
        own = (entry.day for entry in self._since(since) if entry.exercise != IMPORTED)
        begins = since if has_own else date.fromisoformat(min(own, default=until))
        return begins, first >= monday(begins).isoformat() and not is_later

    def offer(self, since: date, include: frozenset[str]) -> Sequence[str]:
        people = self._people(since, include)
        return [*offered_notes(self._since(since), self._world.stores.library.find, include, people)]

    def _planned(self, since: date) -> list[Entry]:
        """What the plan is made of, and names people."""
        if since not in self._of_plan:
            self._of_plan[since] = entries_for(self._world.stores, self._needed, self._there(since))
        return self._of_plan[since]

    def _people(self, since: date, include: frozenset[str]) -> PeopleNamed:
        """Who is not to be named on the page."""
        if NAMES in include:
            return PeopleNamed()
        library = self._world.stores.library
        ours = (library.load(id) for id in library.ids() if not library.is_own(id))
        return people_named([*self._planned(since), *self._since(since)], library.find, ours)

    def made(self, wanted: Wishes) -> Visit:
        stores, find, since = self._world.stores, self._world.stores.library.find, wanted.since
        entries = self._since(since)
        first, is_whole = self._begins(since)
        near = self._since(monday(first))  # that week whole, since a limit may be one of a week
        shown = list if NAMES in wanted.include else lambda found: [*without_private(found, find)]

        def told(which: Callable[[list[Entry]], list[Entry]]) -> Log:
            goals, begins = self._goals(which(self._there(since))), week_begins(self._world.environ)
            log = log_of(which(near), goals, find, today=self.today, first=first, begins=begins)
            return log.but(is_whole=is_whole, last=last_day(log))

        log = told(shown)
        has_more = NAMES not in wanted.include and is_any_kept_back(near, find)
        ways = (stores.library.load(id) for id in stores.library.ids())
        people = self._people(since, wanted.include)
        return visit_of(
            log,
            wanted,
            plan=own_plan(stores, self._planned(since), self._world.now()),
            people=people,
            kept=kept_back(log, told(list)) if has_more else NOTHING_KEPT,
            notes=offered_notes(entries, find, wanted.include, people) if NOTES in wanted.include else {},
            low=very_low_days(shown(entries), find) if LOW in wanted.include else (),
            offered=offered_ways(ways),
        )
