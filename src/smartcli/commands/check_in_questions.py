"""The questions of the check-in: the person can leave some out, in the settings or, once, after a week of check-ins."""

from __future__ import annotations

from contextlib import suppress

from smartcli.asking.ask import until_it_fits
from smartcli.asking.choose import choose
from smartcli.asking.turn import Back, Turn
from smartcli.errors import HERE, Usage
from smartcli.exercises import chosen_questions
from smartcli.exercises.chosen_questions import AS_IT_IS, MOST
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import Choices
from smartcli.exercises.step import texts
from smartcli.journal.recent import recent
from smartcli.text.language import _
from smartcli.views.as_asked import CHECK_IN, as_said_now
from smartcli.views.days import Day, days_of
from smartcli.views.goal import goals_of
from smartcli.world import World

KEY = "check_in"  # of the question among those of set-up
DAYS = 7  # with a check-in, before it is offered
LATELY = 28  # days in which these are looked for
USUAL = "usual"
TYPED = f"{HERE} --check-in usual"


def question(exercise: Exercise) -> Choices:
    """Which questions are asked, as a question."""
    return Choices(
        key=KEY,
        ask=_("What should the check-in ask?"),
        help=_("Nine at the most, so that it stays a minute. The order stays as it is."),
        choices=tuple(chosen_questions.names(exercise)),
        top=MOST,
    )


def read(exercise: Exercise, typed: str) -> str:
    """What is kept where this was typed: keys or names with commas, or `usual`. Raises Usage."""
    words = [word for part in typed.split(",") if (word := part.strip())]
    if [word.casefold() for word in words] == [USUAL]:
        return AS_IT_IS
    known = {step.key: name for name, steps in chosen_questions.names(exercise).items() for step in steps}
    known |= {name.casefold(): name for name in known.values()}
    wanted = {known.get(word.casefold()) for word in words}
    if None in wanted or not wanted:
        keys = ", ".join(step.key for steps in chosen_questions.names(exercise).values() for step in steps)
        raise Usage(_("--check-in wants some of these, with commas: {keys}. Or: usual.").format(keys=keys), next=TYPED)
    if len(wanted) > MOST:
        raise Usage(_("The check-in asks {most} at the most, so that it stays a minute.").format(most=MOST), next=TYPED)
    return chosen_questions.kept(exercise, {name for name in wanted if name})


def offer(world: World) -> None:
    """Once, after a week of check-ins. Whoever leaves here keeps them as they are."""
    stores = world.stores
    settings = stores.settings()
    if stores.is_closed or settings.unread or settings.check_in or not _is_a_week(world):
        return
    exercise = stores.library.load(CHECK_IN)
    chosen = AS_IT_IS
    with suppress(Back, EOFError, KeyboardInterrupt):
        ways = {False: _("Keep them as they are"), True: _("Leave some out")}
        title = _("You know the check-in by now. Would you like to leave some of the questions out?")
        if choose(world.prompter(), title, ways, required=True, before=False):
            chosen = _asked(world, as_said_now(exercise))
    stores.change_settings(lambda kept: kept.but(check_in=chosen), _("What the check-in asks is kept."))


def _is_a_week(world: World) -> bool:
    """Not on an evening that is hard, or a day that was more than wanted: nothing else is asked then."""
    from smartcli.findings import hard_evening  # only here: the settings need none of it

    stores, find = world.stores, world.stores.library.find
    today = stores.settings().day(world.now())
    goals = goals_of(stores)
    lately, _is_whole = recent(stores.journal.latest(), today=today, days=LATELY)
    if len({entry.day for entry in lately if entry.exercise == CHECK_IN}) < DAYS:
        return False
    is_hard = hard_evening.newest(lately, find, today) == today.isoformat()
    return not is_hard and days_of(lately, goals, find).get(today) is not Day.MORE


def _asked(world: World, exercise: Exercise) -> str:
    step, prompter = question(exercise), world.prompter()
    before = [*chosen_questions.on(exercise, "")]
    wanted = texts(until_it_fits(prompter, Turn(step=step, before=before, total=0)))
    return chosen_questions.kept(exercise, wanted) if wanted else AS_IT_IS
