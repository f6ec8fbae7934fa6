"""Do an exercise: ask, save, give something back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext, suppress
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import typer

from smartcli.asking import interrupts
from smartcli.asking.answers_file import read_answers
from smartcli.asking.play import play
from smartcli.asking.session import Session
from smartcli.asking.turn import Back, Prompter, Recall, nothing
from smartcli.commands.options import AnswersOption, ExerciseArgument, JsonOption, OnDay, world_of
from smartcli.errors import (
    Damaged,
    Gone,
    InPart,
    KeptAsDraft,
    LeftEarly,
    NeedsTerminal,
    SmartError,
    Stopped,
    Usage,
    code_of,
)
from smartcli.exercises.exercise import POINTS, Exercise
from smartcli.exercises.lookup import named
from smartcli.exercises.step import Answer, Step, texts
from smartcli.first_aid.card_cache import HARD_TIMES
from smartcli.home.seal.keys import Locked
from smartcli.journal.entry import Entry
from smartcli.keeping.saving import save
from smartcli.record import values
from smartcli.text.language import _, is_changed, typed
from smartcli.views import safety_cards
from smartcli.views.when_it_was import another_day, keys, when_it_was, without_asking
from smartcli.world import World

if TYPE_CHECKING:
    from smartcli.asking.drafts import Draft, Drafts
    from smartcli.journal.happened import Happened

PROMPT = 2  # rows of a window for what the shell says below the last page
OPEN, GO_ON, ANEW = "open", "go on", "anew"  # ways to begin where something waits


def do(
    ctx: typer.Context,
    exercise: ExerciseArgument = None,
    answers: AnswersOption = None,
    day: OnDay = None,
    as_json: JsonOption = False,
) -> None:
    """Do an exercise."""
    run(world_of(ctx), exercise, answers=answers, day=day, as_json=as_json)


def run(
    world: World,
    words: Sequence[str] | None,
    *,
    answers: str | None = None,
    day: str | None = None,
    as_json: bool = False,
) -> None:
    """The exercise of this id or title, or the one that is picked.

    answers: a file of them, or `-`. day: what was typed of the day it is about.
    """
    library, on = world.stores.library, another_day(world.stores, day, world.now())
    if not words and answers is not None:
        raise Usage(_("--answers wants the name of an exercise too."), next="smartcli exercises")
    if words:
        chosen: Exercise | None = named(library, " ".join(words))
        world.screen.notes(library.unusable())
    else:
        from smartcli.asking.which_exercise import which_exercise

        chosen = which_exercise(world.prompter(), library, world.screen.note)
    if chosen:
        given = (
            None
            if answers is None
            else read_answers(answers, world.read, typed("smartcli exercises show {id}", id=chosen.id))
        )
        walk(world, chosen, answers=given, as_json=as_json, on=on)


def walk(
    world: World,
    exercise: Exercise,
    *,
    answers: Mapping[str, Any] | None = None,
    as_json: bool = False,
    at_home: bool = False,
    begun: Mapping[str, Answer] | None = None,
    on: date | None = None,
) -> Entry | None:
    """One exercise from the first question to what it gives back. None = nothing was written.

    On a terminal that obeys, what it gives back comes in pages of the window's height.

    at_home: the last of them stays until Enter too, and home itself says what could follow. begun: in the middle of an
    urge, the answers that are known already, to be taken or changed. Then it begins at once, whatever was left early,
    and names nothing. In both, going back from the first question raises Back. on: the day it is about, where that is
    not today.
    """
    world.stores.so_far.begin()
    if answers is not None:
        entry: Entry | None = _answered(world, exercise, answers, on)
    else:
        entry = _asked(world, exercise, begun, on, leads_out=at_home or begun is not None)
    if as_json:
        world.screen.json({"schema": 1, "entry": entry.as_json() if entry else None})
    elif entry:
        from smartcli.commands.feedback import give_back  # only where one was done

        def show() -> None:
            is_asked, is_alone = answers is None, begun is not None
            is_named = not at_home and not is_changed()
            give_back(world, _in_other_words(exercise), entry, hint=is_named, is_asked=is_asked, is_alone=is_alone)

        if at_home or (answers is None and not world.screen.plain):
            from smartcli.commands.at_home.reading import read

            with suppress(Back):
                read(world, world.prompter(), show, below=0 if at_home else PROMPT)
        else:
            show()
        if answers is None and begun is None and not as_json:
            from smartcli.commands.cards import first_reasons

            first_reasons.offer(world, exercise)
    else:
        world.screen.say()
        world.screen.say(_("Nothing was written this time, and all you had is as it was. It can wait."))
    return entry


def _in_other_words(exercise: Exercise) -> Exercise:
    if not is_changed():
        return exercise
    from smartcli.views.as_asked import as_said_now  # only then

    return as_said_now(exercise)


def _answered(world: World, exercise: Exercise, answers: Mapping[str, Any], on: date | None) -> Entry:
    """The answers of a mapping, checked like typed ones and saved; nothing that was given is dropped unsaid."""
    from smartcli.asking.prompts.answers import AnswersPrompter, unused

    prompter = AnswersPrompter(answers)
    now = world.now()
    today = world.stores.settings().day(now)
    if exercise.speaks_of_lapses:
        from smartcli.views.as_asked import fitting

        exercise = fitting(exercise, world.stores, on or today)
    if on:
        exercise = without_asking(exercise)
    session = Session(exercise, today=today, recall=nothing, at_hand=answers)
    given = play(session, prompter, card=safety_cards.of(world.stores))
    left = unused(exercise, answers, given)
    if left:
        names = ", ".join(left)
        raise Usage(_("These are not asked with the other answers: {names}.").format(names=names))
    for text in prompter.told:
        world.screen.note(text)
    return _kept(world, exercise, given, _happened(exercise, given, on, now, today))


def _happened(
    exercise: Exercise, answers: Mapping[str, Answer], on: date | None, asked: datetime, today: date
) -> Happened | None:
    if on is None:
        return when_it_was(exercise, answers, asked, today)
    from smartcli.journal.happened import at_that_day

    return at_that_day(on)


def _kept(world: World, exercise: Exercise, answers: Mapping[str, Answer], happened: Happened | None) -> Entry:
    """Save, and say what else there is to say of it. From now on whatever fails is told beside that."""
    saved = save(world.stores, exercise, answers, now=world.now(), zone=world.zone, happened=happened)
    world.screen.notes(saved.notes)
    if exercise.id == HARD_TIMES:
        world.stores.met_danger.has_plan = True
    return saved.entry


def _asked(
    world: World, exercise: Exercise, begun: Mapping[str, Answer] | None, on: date | None, *, leads_out: bool
) -> Entry | None:
    """Ask, and save. None = every question was skipped, which takes nothing away and counts for nothing.

    leads_out: whether Back is raised where somebody goes back from the first question.
    """
    try:
        prompter = world.prompter()
    except NeedsTerminal:
        raise _unanswered(exercise) from None
    is_away = _is_away(world, is_urge=begun is not None)
    with world.stores.journal.gone_without() if is_away else nullcontext():
        return _asked_by(prompter, world, exercise, begun, on, leads_out=leads_out)


def _asked_by(
    prompter: Prompter,
    world: World,
    exercise: Exercise,
    begun: Mapping[str, Answer] | None,
    on: date | None,
    *,
    leads_out: bool,
) -> Entry | None:
    from smartcli.findings import hard_evening
    from smartcli.findings.my_week import with_my_week
    from smartcli.findings.no_numbers import no_numbers  # what belongs to a prompter: not for answers at hand
    from smartcli.views.as_asked import as_asked, as_said_now

    drafts, now = world.stores.drafts, world.now()
    day = world.stores.settings().day(now)
    draft = None
    if begun is None:
        _opened(world, exercise, prompter)
        draft = _draft_to_go_on_with(world, exercise, prompter, drafts, on)
    held = draft or drafts.new(exercise.id, exercise.version, now, on)
    on = held.on
    world.screen.notes(_for_which_day(on, day))
    is_known = on is not None or begun is not None  # when it was: on that day, or now
    shown = as_said_now(as_asked(without_asking(exercise) if is_known else exercise, world.stores, on or day))
    look = cache(with_my_week(world.stores, shown, today=on or day))
    shown = _within_a_minute(shown, day, look)
    session = Session(
        shown,
        today=day,
        recall=look,
        given=begun,
        draft=draft,
        leads_out=leads_out,
        no_numbers=no_numbers(world.stores, shown, day, on),
    )
    is_kept = True

    def keep_draft(session: Session) -> None:
        nonlocal is_kept
        if not session.is_untouched:
            with interrupts.held():
                is_kept = drafts.keep(held.but(**values(session.draft())))

    from smartcli.keeping.afterwards import tried  # only where somebody is asked

    try:
        answers = play(
            session,
            prompter,
            card=safety_cards.of(world.stores),
            keep=keep_draft,
            before=lambda step: _weeks(world, shown, step, on or day),
        )
        if _is_worth_keeping(exercise, answers):
            answers |= _as_before(session, prompter, answers)
        with interrupts.held():  # or a Ctrl-C in between would leave both the entry and its draft
            with_units = exercise.but(steps=tuple(map(session.measured, exercise.steps)))
            happened = _happened(shown, answers, on, now, day)
            is_worth_it = _is_worth_keeping(exercise, answers)
            entry = _kept(world, with_units, answers, happened) if is_worth_it else None
            with tried(world.stores.so_far, _("But its draft could not be taken away, and may be offered again.")):
                drafts.drop(held)
    except BrokenPipeError:  # whoever reads has seen enough
        drafts.release(held)
        raise
    except (Gone, Back):  # without a word; what was begun waits
        with suppress(OSError):
            (drafts.drop if session.is_untouched else drafts.release)(held)
        raise
    except (KeyboardInterrupt, EOFError, Stopped, SmartError, OSError, MemoryError) as reason:
        if world.stores.so_far.done:  # it is saved, and no draft any more
            raise
        raise _unsaved(world, exercise, session, reason, drafts, held, is_kept=is_kept) from None
    finally:
        with suppress(SmartError, OSError):  # told is what ended it, not what could not be looked up after it
            hard_evening.remember(world.stores, exercise, {**session.draft().given, **session.answers}, day)
    return entry


def _is_away(world: World, *, is_urge: bool) -> bool:
    """Whether the journal's folder is not there, so that a draft keeps what is written. In an urge nothing stands in
    the way of help. Damaged: nothing could be saved as things are, which is known before somebody begins to write.
    """
    try:
        world.stores.journal.check_writable()
    except Damaged as problem:
        from smartcli.journal.files import Away  # only then

        if isinstance(problem, Away):
            world.screen.note(f"{problem.what} " + _("What you write now is kept as a draft."))
            return True
        if not is_urge:
            raise
        world.screen.note(_("Nothing can be saved just now. {why}").format(why=problem))
    return False


def _weeks(world: World, exercise: Exercise, step: Step, today: date) -> Sequence[str]:
    """The picture above the week in numbers, line by line."""
    from smartcli.views.recall_sources import MY_WEEK

    if MY_WEEK not in step.recall:
        return ()
    from smartcli.findings.my_week import my_weeks  # only where a week is looked back at
    from smartcli.text.week_begins import week_begins

    picture = my_weeks(world.stores, exercise, today=today, begins=week_begins(world.environ))
    if picture is None:
        return ()
    with world.screen.held() as lines:
        world.screen.picture(picture)
    return lines


def _within_a_minute(exercise: Exercise, day: date, look: Recall) -> Exercise:
    """The check-in with as many questions as fit a minute; any other exercise as it is."""
    from smartcli.views.as_asked import CHECK_IN

    if exercise.id != CHECK_IN:
        return exercise
    from smartcli.exercises.chosen_questions import within_a_minute

    return within_a_minute(exercise, Session(exercise, today=day, recall=look).leaves_out)


def _for_which_day(on: date | None, today: date) -> list[str]:
    if on is None:
        return []
    from smartcli.text.days_said import said

    return [_("This is for {day}. Where a question says today, that day is meant.").format(day=said(on, today))]


def _unsaved(
    world: World,
    exercise: Exercise,
    session: Session,
    reason: BaseException,
    drafts: Drafts,
    held: Draft,
    *,
    is_kept: bool,
) -> SmartError:
    """It was left, or could not be saved: the draft stays, or the words are shown."""
    from smartcli.keeping.afterwards import reason_of

    if isinstance(reason, SmartError | OSError | MemoryError):
        drafts.release(held)
        if is_kept:
            return _kept_in_part(exercise, session, reason)
        _show_again(world, session)
        if drafts.is_there:
            return _draft_from_before(exercise, drafts, reason_of(reason))
        return SmartError(
            _("Not saved: nothing can be written there. What you wrote stands above, to copy."), next="smartcli where"
        )
    leave = drafts.drop if session.is_untouched else drafts.release  # what was begun may have been taken back
    with suppress(OSError):  # what was begun before stays then
        leave(held)
    if not is_kept and drafts.is_there:
        return _draft_from_before(exercise, drafts, code=code_of(reason))
    if not is_kept:
        said = _("What you wrote last could not be kept as a draft ({why}).")
        return SmartError(said.format(why=drafts.unkept), next="smartcli doctor", code=code_of(reason))
    return _left(world, exercise, session, reason)


def _draft_from_before(exercise: Exercise, drafts: Drafts, more: str = "", *, code: int | None = None) -> InPart:
    said = _("A draft is there. But what you wrote last may not be in it ({why}).").format(why=drafts.unkept)
    more = "" if drafts.unkept and more.startswith(drafts.unkept) else more  # that was said
    return InPart(f"{said} {more}".rstrip(), next=typed("smartcli do {id}", id=exercise.id), code=code)


def _kept_in_part(exercise: Exercise, session: Session, reason: SmartError | OSError | MemoryError) -> SmartError:
    """Something else than the person ended it: what was written so far is a draft."""
    from smartcli.home.reasons import undone
    from smartcli.journal.writing import NotSaved
    from smartcli.keeping.afterwards import reason_of

    if isinstance(reason, NotSaved):
        kept = "" if session.is_untouched else _("What you wrote is kept as a draft.")
        return type(reason)(f"{reason} {kept}".rstrip(), next=reason.next, code=reason.code)
    if session.is_untouched:
        return reason if isinstance(reason, SmartError) else undone(reason)
    said = _("It could not go on here. What you wrote is kept as a draft, and not saved yet.")
    return InPart(f"{said} {reason_of(reason)}", next=typed("smartcli do {id}", id=exercise.id))


def _opened(world: World, exercise: Exercise, prompter: Prompter) -> None:
    """Saving asks for no passphrase. But nobody can go on from a plan that is closed, and a new one takes its place."""
    from smartcli.asking.choose import choose

    if world.stores.is_closed and exercise.replaces:
        ways = {OPEN: _("Open it first, with the passphrase"), ANEW: _("Write a new one")}
        title = _("If you wrote this before, it is closed, and a new one takes its place. What would you like?")
        if choose(prompter, title, ways, required=True, before=OPEN) == OPEN:
            with suppress(Locked):  # Enter alone goes on without: so it does
                world.stores.keys.unlocked()
    if world.stores.is_closed and exercise.recalls:
        text = _("What you wrote before stays closed here. From home, after the passphrase, an exercise shows it.")
        world.screen.note(text)


def _as_before(session: Session, prompter: Prompter, answers: Mapping[str, Answer]) -> Mapping[str, Answer]:
    """What was offered from last time and skipped, where the new entry takes the old one's place: asked for once."""
    from smartcli.asking.choose import choose

    exercise = session.exercise
    if not exercise.replaces:
        return {}
    skipped = [one for one in exercise.steps if one.prefill and one.key in answers and answers[one.key] is None]
    before = {step.key: next(iter(session.recall(f"{exercise.id}.{step.key}")), None) for step in skipped}
    lost = [step for step in skipped if before[step.key]]
    if not lost:
        return {}
    ways = {True: _("Keep what stood there before"), False: _("Leave it empty")}
    asked = ", ".join(f"“{one.ask.rstrip(':?. ')}”" for one in lost)
    title = _("You skipped what you had written before: {asked}. What would you like?").format(asked=asked)
    if not choose(prompter, title, ways, required=True, before=True):
        return {}
    return {step.key: before[step.key] for step in lost}


def _is_worth_keeping(exercise: Exercise, answers: Mapping[str, Answer]) -> bool:
    """Whether anything was answered. A day counts by itself: nothing but Enter is a check-in too."""
    return exercise.point == POINTS[0] or any(answer is not None for answer in answers.values())


def _show_again(world: World, session: Session) -> None:
    try:
        shown = [(line.ask, line.words) for line in session.lines()]
    except (SmartError, OSError, MemoryError):  # what a question hangs on cannot be read just now: as it was given
        walked = session.draft()
        shown = [(key, ", ".join(texts(answer))) for key, answer in {**walked.given, **walked.typed}.items()]
    for ask, words in shown:
        if words:
            world.screen.say(ask)
            world.screen.words(words)


def _left(world: World, exercise: Exercise, session: Session, reason: BaseException) -> SmartError:
    if session.is_untouched:
        if isinstance(reason, EOFError) and not world.is_home_to_people:
            return _unanswered(exercise)
        return LeftEarly(_("Left. Nothing was written."), code=code_of(reason))
    return KeptAsDraft(_("Kept as a draft."), next=typed("smartcli do {id}", id=exercise.id), code=code_of(reason))


def _unanswered(exercise: Exercise) -> NeedsTerminal:
    keys = ", ".join(step.key for step in exercise.steps if step.asks)
    message = _("This exercise asks something, and nobody is there to answer. It asks: {keys}.").format(keys=keys)
    return NeedsTerminal(message, next=typed("smartcli do {id} --answers FILE", id=exercise.id))


def _begun(world: World, draft: Draft) -> str:
    """When a draft was begun, within a sentence."""
    from smartcli.text import days_said  # only where one waits

    kept = world.stores.settings()
    today = kept.day(world.now())
    try:
        at = datetime.fromisoformat(draft.at)
    except ValueError:  # another program wrote it
        return days_said.on(draft.at[:10], today)
    return days_said.moment(kept.day(at), at, today)


def _draft_to_go_on_with(
    world: World, exercise: Exercise, prompter: Prompter, drafts: Drafts, on: date | None
) -> Draft | None:
    """on: the day that was asked for; then only what was begun for that day is offered."""
    from smartcli.asking.choose import choose

    if drafts.closed and not exercise.replaces:  # where it does, that was asked already
        ways = {ANEW: _("Begin here"), OPEN: _("Open it first, with the passphrase")}
        title = _("Something you left early waits, sealed. What would you like?")
        if choose(prompter, title, ways, required=True, before=ANEW) == OPEN:
            world.stores.keys.unlocked()
    draft = drafts.newest(exercise.id, on)
    if drafts.unread:
        text = _("Whether you left this before cannot be told just now ({why}). What is there stays as it is.")
        world.screen.note(text.format(why=drafts.unread))
    if draft is None:
        world.screen.notes(filter(None, [drafts.away(exercise.id)]))
        return None
    ways = {GO_ON: _("Go on where I left"), ANEW: _("Start anew, and let the draft go")}
    title = _("You left this {when}. What would you like?").format(when=_begun(world, draft))
    if draft.day:
        from smartcli.text.days_said import said

        day = said(draft.day, world.stores.settings().day(world.now()))
        title = _("You left this {when}. It is for {day}. What would you like?").format(
            when=_begun(world, draft), day=day
        )
    try:
        way = choose(prompter, title, ways, required=True, before=GO_ON)
    except BaseException:  # it waits as before, at home too
        drafts.release(draft)
        raise
    if way == ANEW:
        try:
            drafts.drop(draft)
        except OSError as error:
            from smartcli.home.reasons import why

            stays = _("The draft could not be taken away ({why}), so it stays beside what you write now.")
            world.screen.note(stays.format(why=why(error)))
        return None
    return _as_of_now(world, exercise, draft)


def _as_of_now(world: World, exercise: Exercise, draft: Draft) -> Draft:
    """Without what was said, on another day, of when it was: “yesterday evening” would be another one now."""
    day = world.stores.settings().day
    try:
        is_of_today = day(datetime.fromisoformat(draft.at)) == day(world.now())
    except ValueError:
        is_of_today = False
    said = frozenset[str]() if is_of_today else keys(exercise)
    given = {key: answer for key, answer in draft.given.items() if key not in said}
    return draft.but(given=given, done=[key for key in draft.done if key not in said])
