"""Edit a card: the one question it comes from is asked again, and the entry it lies in is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from smartcli.asking.answers_file import read_answers
from smartcli.asking.ask import ask_one
from smartcli.asking.one_of_several import alone, put_back
from smartcli.asking.session import Session
from smartcli.asking.turn import Prompter
from smartcli.commands.cards.choosing import at_hand_now, check_all_read, named, of_a_kind
from smartcli.commands.options import AnswersOption, JsonOption, world_of
from smartcli.commands.without_draft import asked_again
from smartcli.errors import Usage
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import Choices, Lines
from smartcli.exercises.step import Answer, Step, texts
from smartcli.journal.entry import Entry
from smartcli.keeping import card_changes
from smartcli.text.language import _, typed
from smartcli.views.cards import Card
from smartcli.views.recall import recall
from smartcli.world import World


def edit(
    ctx: typer.Context,
    number: Annotated[str | None, typer.Argument(help="Its number in cards --json; without it you can pick.")] = None,
    answers: AnswersOption = None,
    as_json: JsonOption = False,
) -> None:
    """Edit a card: it is asked again with your words filled in. The rest of what you wrote stays.

    In --answers, a text takes the place of this card alone, and a list that of all cards of its question.
    """
    run(world_of(ctx), number, answers=answers, as_json=as_json)


def run(world: World, number: str | None = None, *, answers: str | None = None, as_json: bool = False) -> None:
    """The card of this number in `cards --json`, or the one that is picked. answers: a file of its words, or `-`."""
    patch = read_answers(answers, world.read, "smartcli cards --json")
    card = _which(world, at_hand_now(world), number)
    _change(world, card, patch, as_json=as_json)


def change(world: World, card: Card) -> None:
    """Ask for this card again."""
    _change(world, card, None)


def _change(world: World, card: Card | None, patch: Mapping[str, Any] | None, *, as_json: bool = False) -> None:
    entry, is_changed = _edited(world, card, patch) if card else (None, False)
    if as_json:
        world.screen.json({"schema": 1, "entry": entry.as_json() if entry else None})
    elif is_changed:
        world.screen.say(typed(_("Saved. smartcli journal undo brings the old words back.")), "good")
    else:
        world.screen.say(_("Nothing was changed."))


def _edited(world: World, card: Card, patch: Mapping[str, Any] | None) -> tuple[Entry, bool]:
    """The entry the card lies in after it was asked again, and whether that changed it."""
    entry, exercise = world.stores.journal.find(card.entry), world.stores.library.load(card.exercise)
    answer = _asked_again(world, exercise, entry, card, patch)
    if answer == entry.answers.get(card.key):
        return entry, False
    return card_changes.edit(world.stores, exercise, entry, {card.key: answer}, at=world.now()), True


def _which(world: World, found: Sequence[Card], number: str | None) -> Card | None:
    if number is not None:
        check_all_read(world)
        if number.isdecimal() and len(number) < 6 and 1 <= int(number) <= len(found):
            return found[int(number) - 1]
        raise Usage(_("There is no card of this number."), next="smartcli cards --json")

    def one(kind: str, prompter: Prompter) -> Card | None:
        shown = named(found, kind)
        picked = ask_one(prompter, _("Which card?"), list(shown))
        return shown[picked] if picked else None

    return of_a_kind(world, found, None, one)


def _asked_again(world: World, exercise: Exercise, entry: Entry, card: Card, patch: Mapping[str, Any] | None) -> Answer:
    """The answer the card lies in, asked again: its one text of several, the one row of a table, or the whole step."""
    step, answer = exercise.step(card.key), entry.answers.get(card.key)
    if step is None:
        raise LookupError(card.key)  # the card was made from it a moment ago
    several = texts(answer) if isinstance(answer, list) else []
    is_whole = patch is not None and isinstance(patch.get(step.key), list)
    is_one = card.text in several and not is_whole
    if is_one and isinstance(step, Lines | Choices):  # by kind: theirs can be asked one by one
        one = alone(step, several, card.text)
        now = _play(world, exercise, (one,), {step.key: card.text}, patch)[step.key]
        return put_back(step, several, card.text, now)
    if card.row is None or not step.is_table:
        return _play(world, exercise, (step,), entry.answers, patch)[card.key]
    return _row_again(world, exercise, step, answer, card.row, patch)


def _row_again(
    world: World, exercise: Exercise, step: Step, answer: Answer, place: int, patch: Mapping[str, Any] | None
) -> Answer:
    """The table after the fields of one of its rows were asked again."""
    rows = [*answer] if isinstance(answer, list) else []
    row: dict[str, Any] = rows[place]
    columns = step.columns[1:] if step.rows_from else step.columns
    given = _play(world, exercise, columns, row, patch)
    left = {key: value for key, value in row.items() if key not in {column.key for column in columns}}
    both = {**left, **given}
    keys = [*(column.key for column in step.columns if column.key in both), *left]
    rows[place] = {key: both[key] for key in keys}
    # A row without its first field would end the table, so it goes.
    return [one for one in rows if one is not rows[place] or both.get(step.columns[0].key) is not None] or None


def _play(
    world: World,
    exercise: Exercise,
    steps: Sequence[Step],
    before: Mapping[str, Answer],
    patch: Mapping[str, Any] | None,
) -> dict[str, Answer]:
    """Ask these steps alone. A condition that looks at another step held when it was answered."""
    keys = {step.key for step in steps}
    free = tuple(step if step.only_if and step.only_if.key in keys else step.but(only_if=None) for step in steps)
    given = {step.key: before.get(step.key) for step in steps}
    part = exercise.but(steps=free, outcomes=(), about="", minutes=1)
    today = world.stores.settings().day(world.now())
    session = Session(part, today=today, recall=recall(world.stores, today=today), given=given)
    return asked_again(world, session, _prompter(world, given, patch), "smartcli cards edit")


def _prompter(world: World, given: Mapping[str, Answer], patch: Mapping[str, Any] | None) -> Prompter:
    if patch is None:
        return world.prompter()
    from smartcli.asking.prompts.answers import AnswersPrompter

    return AnswersPrompter({**given, **patch})
