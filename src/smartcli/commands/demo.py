"""Show an exercise to others with its sample, slide by slide, in a throw-away world: nothing is saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from smartcli.asking.deck import END, OPENING, WIDEST, Deck, Slide
from smartcli.asking.play import play
from smartcli.asking.prompts.shown import ShownPrompter
from smartcli.asking.prompts.slide_text import answered, asked
from smartcli.asking.session import Session
from smartcli.asking.which_exercise import which_exercise
from smartcli.commands.feedback import give_back, name_next
from smartcli.commands.options import ExerciseArgument, JsonOption, world_of
from smartcli.demo import invented, nobodys_help
from smartcli.errors import Usage
from smartcli.exercises import content
from smartcli.exercises.chosen_questions import asked as wanted
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.lookup import named
from smartcli.exercises.step import FacilitatorNotes
from smartcli.findings.my_week import with_my_week
from smartcli.findings.today import CHECK_IN
from smartcli.keeping.saving import save
from smartcli.record import values
from smartcli.text.language import Inside, Later, _
from smartcli.views.recall_sources import MY_WEEK
from smartcli.world import World

DAILY = "daily"
BANNER = Later("DEMO: an invented person. Nothing is saved.")
AllOption = Annotated[bool, typer.Option("--all", help="All of it as one text, without waiting for a key.")]


def demo(
    ctx: typer.Context,
    exercise: ExerciseArgument = None,
    whole: AllOption = False,
    listed: Annotated[bool, typer.Option("--list", help="List what there is to show.")] = False,
    journal: Annotated[bool, typer.Option("--journal", help="Show an invented person's journal.")] = False,
    days: Annotated[
        str | None, typer.Option("--days", metavar="N", help="With --journal: so many days of it; usually 90.")
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="NAME", help="With --journal: Sam, Milan, Kim or Noor.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show an exercise to others, step by step. Nothing is saved.

    Space goes on, b goes back, n shows the notes for whoever leads a group, l takes an answer of the group, q leaves.
    """
    run(world_of(ctx), exercise, whole=whole, listed=listed, journal=journal, days=days, person=person, as_json=as_json)


def run(
    world: World,
    words: Sequence[str] | None,
    *,
    whole: bool = False,
    listed: bool = False,
    journal: bool = False,
    days: str | None = None,
    person: str | None = None,
    as_json: bool = False,
) -> None:
    """The exercise of this id or title; without one, what is picked, or the check-in where nobody can pick.

    listed: what there is. journal: somebody's, with so many days.
    """
    library = world.stores.library
    if (journal and (words or listed)) or (not journal and not (days is person is None)):
        said = _("--days and --person go with --journal, and an exercise or --list does not.")
        raise Usage(said, next="smartcli demo --journal --days 90 --person Sam")
    if listed and words:
        raise Usage(_("Please take an exercise or --list, not both."), next="smartcli demo --list")
    if journal:
        from smartcli.commands import demo_journal  # brings all that home leads to, which no exercise needs

        demo_journal.run(world, person=person, days=days, whole=whole, as_json=as_json)
        return
    if listed:
        _list(world, as_json=as_json)
        return
    if words:
        chosen: Exercise | None = named(library, " ".join(words))
    elif world.is_home_to_people and not (whole or as_json):
        prompter = world.prompter()
        prompter.becomes_anothers(str(BANNER), nobodys_help(world))
        chosen = which_exercise(prompter, library, world.screen.note)
    else:
        chosen = library.load(CHECK_IN)
    if chosen:
        show(world, chosen, whole=whole, as_json=as_json)


def show(world: World, exercise: Exercise, *, whole: bool = False, as_json: bool = False) -> None:
    """One exercise, in the way that is wanted; where nobody sits at a terminal, as one text."""
    from smartcli.text import rows_of_home

    with Inside(rows_of_home.ROWS):  # nobody types a command that stands on a wall
        if as_json:
            plain = world.but(screen=world.screen.in_plain_lines())
            world.screen.json({"schema": 1, "demo": _as_json(exercise, slides_of(plain, exercise))})
        elif whole or not world.is_home_to_people:
            play_sample(world, exercise)
        else:
            screen = world.screen.narrowed(WIDEST)
            slides = slides_of(world, exercise)
            prompter = world.prompter()
            prompter.becomes_anothers(str(BANNER), nobodys_help(world))
            prompter.present(Deck(slides, card=content.card, width=screen.width))


def play_sample(world: World, exercise: Exercise) -> None:
    """One exercise with its sample, done by an invented person, as one text."""
    screen = world.screen.narrowed(WIDEST)
    screen.say(str(BANNER), "plan")
    for slide in slides_of(world, exercise):
        screen.say()
        for part in [*asked(slide), *answered(slide.answers, screen.width - 1)]:
            screen.say(part.text)
            if part.text == slide.title and slide.kind != OPENING:
                screen.say()
        screen.shown(slide.drawn)
    screen.say()
    screen.say(str(BANNER), "plan")


def slides_of(world: World, exercise: Exercise) -> list[Slide]:
    """The exercise as somebody invented does it, who is gone again before the first slide is shown."""
    is_daily = exercise.point == DAILY  # what is done every day looks back at the days before
    with invented(world, exercise.sample, wrote_before=is_daily) as apart:
        today = apart.now().date()
        look = with_my_week(apart.stores, exercise, today=today)
        session = Session(wanted(exercise, ""), today=today, recall=lambda path: look(path) if path == MY_WEEK else ())
        shown = ShownPrompter(exercise.sample)
        answers = play(session, shown, card=content.card, before=shown.comes)
        saved = save(apart.stores, exercise, answers, now=apart.now(), zone=apart.zone)
        would_be = _("Here it would be saved.")
        with apart.screen.held() as lines:
            give_back(apart, exercise, saved.entry, said=would_be, hint=False, is_asked=is_daily)
            named = (*exercise.led_to(answers), *exercise.next)
            if following := next((id for id in named if apart.stores.library.find(id)), None):
                name_next(apart, following)  # what its author named: the invented person has no other reasons
        return [*shown.slides, Slide(kind=END, drawn=tuple(_trimmed(lines)))]


def _trimmed(lines: Sequence[str]) -> Sequence[str]:
    """Without blank lines at the beginning."""
    first = next((place for place, line in enumerate(lines) if line.strip()), 0)
    return lines[first:]


# What there is


def _list(world: World, *, as_json: bool) -> None:
    """Every exercise, point by point, a line each, with the time that it takes in a group where its notes say so."""
    shelf = list(world.stores.library.every())
    if as_json:
        rows = [
            {
                "id": one.id, "point": one.point, "title": one.title, "minutes": one.minutes,
                "minutes_in_group": one.facilitator.minutes if one.facilitator else None,
                "has_notes": _has_notes(one),
            }
            for one in shelf
        ]  # fmt: skip
        world.screen.json({"schema": 1, "exercises": rows})
        return
    table = [[one.id, one.title, one.lasts, _in_group(one)] for one in shelf]
    world.screen.table([_("exercise"), _("title"), _("time"), _("in a group")], table)
    world.screen.notes(world.stores.library.unusable())


def _has_notes(exercise: Exercise) -> bool:
    return bool(exercise.facilitator) or any(step.facilitator for _path, step in exercise.every_step())


def _in_group(exercise: Exercise) -> str:
    minutes = exercise.facilitator.minutes if exercise.facilitator else None
    return _("{n} min in a group").format(n=minutes) if minutes else ""


# For other programs


def _as_json(exercise: Exercise, slides: Sequence[Slide]) -> dict[str, Any]:
    return {
        "exercise": exercise.id,
        "title": exercise.title,
        "minutes": exercise.minutes,
        "about": exercise.about,
        "facilitator": _notes(exercise.facilitator),
        "slides": [_slide(slide) for slide in slides[1:]],
    }


def _slide(slide: Slide) -> dict[str, Any]:
    """What there is on it, without what is empty."""
    texts = {
        "key": slide.path,
        "title": slide.title,
        "text": slide.text,
        "choices": [*slide.choices],
        "hints": [*slide.hints],
        "answers": [*slide.answers],
        "lines": [*slide.drawn],
        "facilitator": [_notes(one) for one in slide.notes],
    }
    return {"kind": slide.kind, **{name: text for name, text in texts.items() if text}}


def _notes(notes: FacilitatorNotes | None) -> dict[str, Any] | None:
    found = values(notes) if notes else {}
    return {name: [*one] if isinstance(one, tuple) else one for name, one in found.items() if one} or None
