"""What is wrong with an exercise's steps: names leading nowhere, conditions nobody meets, nothing to pick from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from smartcli.authoring.compared import misfit
from smartcli.authoring.naming import astray, is_ready_made, named_by, unknown
from smartcli.authoring.reach import Wanted
from smartcli.exercises import content
from smartcli.exercises.did_you_mean import meant
from smartcli.exercises.exercise import Exercise, Problem
from smartcli.exercises.kinds import WHEN
from smartcli.exercises.library import Library
from smartcli.exercises.step import Step
from smartcli.text.language import _
from smartcli.views import recall_sources
from smartcli.views.days import AMOUNT, WENT
from smartcli.views.when_it_was import CHOICES

# The cards that can follow an answer; the others of the folder are the program's own.
SAFETY = ("crisis", "emergency", "lapse", "overdose", "stay", "tolerance", "unsafe", "withdrawal")


def _problem(step: Step, what: str, cure: str = "") -> Problem:
    return Problem(where=_("step “{key}”").format(key=step.key), what=what, cure=cure)


def problems(exercise: Exercise, library: Library) -> Iterator[Problem]:
    earlier: dict[str, Step] = {}
    for step in exercise.steps:
        yield from _problems(step, earlier, earlier, exercise, library)
        columns = dict(earlier)
        for column in step.columns:
            yield from _problems(column, columns, earlier, exercise, library)
            columns[column.key] = column
        earlier[step.key] = step


def _problems(
    step: Step, before: Mapping[str, Step], earlier: Mapping[str, Step], exercise: Exercise, library: Library
) -> Iterator[Problem]:
    """before: what its only_if may name, in a table the fields before it too; earlier: the steps above."""
    yield from _condition(step, before, exercise)
    yield from _moment(step, earlier, exercise)
    yield from _own_words(step, exercise, library)
    yield from _prefilled(step, earlier, exercise)
    yield from _safety(step)
    yield from _leads(step, exercise, library)
    yield from _from(step, earlier, exercise)
    yield from _asked(step)
    yield from _limits(step)
    yield from _when(step, exercise)


def _when(step: Step, exercise: Exercise) -> Iterator[Problem]:
    """What asks when it was is known by the places of its choices."""
    if step.measure != WHEN:
        return
    if step not in exercise.steps or not (step.is_day or (step.picks and not step.several)):
        cure = _("Please put it on a choice or a date, and not into a table.")
        yield _problem(step, _("it cannot say when it was."), cure)
    elif step.picks and (len(step.choices) != CHOICES or step.other):
        cure = _("Please give four: now, earlier today, yesterday evening, another time.")
        yield _problem(step, _("its choices do not say when it was."), cure)
    elif step.picks and not any(one.is_day for one in exercise.measuring(WHEN)):
        cure = _('Please add a date with measure = "when", asked after its last choice.')
        yield _problem(step, _("nothing asks which day another time was."), cure)


def _asked(step: Step) -> Iterator[Problem]:
    """What a person would see of it."""
    if step.measure == WENT and not (step.picks and not step.several and len(step.choices) in (3, 4)):
        what = _("the measure “went” wants a choice: none where there are four, as wanted, more, rather not say.")
        yield _problem(step, what, _("Please give three or four choices, in this order."))
    if step.measure == AMOUNT and step.is_measured and step.limits[0] != 0:
        yield _problem(step, _("an amount can be less than none."), _("Please write low = 0."))
    if step.no_substance and step.no_substance not in step.choices:
        cure = meant(step.no_substance, step.choices) or _("Please name one of its choices.")
        yield _problem(step, _("its no_substance is none of its choices."), cure)
    if step.none and step.none not in step.choices:
        cure = meant(step.none, step.choices) or _("Please name one of its choices.")
        yield _problem(step, _("its none is none of its choices."), cure)
    if (step.asks and not step.ask.strip()) or not (step.asks or step.text.strip()):
        empty = "ask" if step.asks else "text"
        yield _problem(step, _("its “{name}” is empty.").format(name=empty), _("Please write what to say."))
    for choice, times in Counter(choice.strip().casefold() for choice in step.choices).items():
        if times > 1 or not choice:
            what = _("a choice stands there {n} times.").format(n=times) if choice else _("a choice is empty.")
            yield _problem(step, what, _("Please take it out."))
            return


def unreached(exercise: Exercise) -> Iterator[Problem]:
    """Steps whose way contradicts itself, each condition being possible alone."""
    for path, step in exercise.every_step():
        field = "." in path
        if field and is_ready_made(exercise, path):
            continue
        wanted = Wanted(exercise)
        wanted.path(path) if step.asks or field else wanted.before(step)
        if wanted.answers() is None:
            cure = _("Please look at the steps that its only_if comes from.")
            yield _problem(step, _("nobody can reach it: its only_if and those before it exclude each other."), cure)


def _condition(step: Step, earlier: Mapping[str, Step], exercise: Exercise) -> Iterator[Problem]:
    if step.only_if is None:
        return
    other = earlier.get(step.only_if.key)
    comparable = {key: found for key, found in earlier.items() if not found.is_table}
    said = (
        unknown(step.only_if.key, step, comparable, exercise)
        if other is None or not other.asks
        else misfit(other, step.only_if.comparison)
    )
    if said:
        yield _problem(step, _("its only_if leads nowhere: {what}").format(what=said[0]), said[1])


def _moment(step: Step, earlier: Mapping[str, Step], exercise: Exercise) -> Iterator[Problem]:
    """What stands before it on a card, and the key it had in an older version."""
    other = earlier.get(step.moment)
    if step.moment and not step.card:
        yield _problem(step, _("its moment goes with a card."), _('Please add card = "response", or take moment out.'))
    elif step.moment and (other is None or not other.has_words or other.is_table):
        yield _problem(step, _("its moment is no earlier step with words."), _("Please name the key of one above it."))
    if step.formerly and exercise.step(step.formerly):
        what = _("what it was formerly is a step of this file.")
        yield _problem(step, what, _("Please take formerly out, or name the key it had."))


def _own_words(step: Step, exercise: Exercise, library: Library) -> Iterator[Problem]:
    for path in (*step.recall, *filter(None, (step.unit_from, step.waits_for))):
        yield from _recalled(step, path, exercise, library)
    if step.only_recalled and step.only_unrecalled:
        what = _("it is asked both where something was written before and where nothing was.")
        yield _problem(step, what, _("Please take only_recalled or only_unrecalled out."))
    elif step.waits and not (step.recall or step.looks_at):
        what = _("it does not say what must have been written before, or must not.")
        yield _problem(step, what, _('Please add recall = "an exercise.a key".'))
    if step.recall and step.picks and not (step.other or step.prefill or step.waits):
        yield _problem(step, _("it recalls own words but takes none."), _("Please add other = true."))


def _prefilled(step: Step, earlier: Mapping[str, Step], exercise: Exercise) -> Iterator[Problem]:
    if not step.prefill_of:
        return
    if not step.prefill:
        yield _problem(step, _("it has prefill_of without prefill."), _("Please add prefill = true."))
    elif step.prefill_of not in earlier or not earlier[step.prefill_of].has_words or earlier[step.prefill_of].is_table:
        worded = {key: found for key, found in earlier.items() if found.has_words and not found.is_table}
        what, cure = unknown(step.prefill_of, step, worded, exercise)
        yield _problem(step, _("its prefill_of leads nowhere: {what}").format(what=what), cure)


def _recalled(step: Step, path: str, exercise: Exercise, library: Library) -> Iterator[Problem]:
    if path in recall_sources.names():
        return
    which = f" “{path}”" if len(step.recall) > 1 else ""
    named = named_by(path, exercise, library)
    if named and not named.has_words:
        what = _("its recall{which} leads to an answer without words.").format(which=which)
        yield _problem(step, what, _("Please name a key with words."))
    elif named is None or not named.asks:
        what = _("its recall{which} leads nowhere.").format(which=which)
        yield _problem(step, what, astray(path, exercise, library))


def _safety(step: Step) -> Iterator[Problem]:
    if step.safety and (step.is_table or not step.asks):
        yield _problem(step, _("it cannot show a safety card."), _("Please put it on a field, or on another step."))
        return
    for safety in step.safety:
        if not content.card(safety.card):
            cure = meant(safety.card, SAFETY) or _("There are: {names}.").format(names=", ".join(SAFETY))
            yield _problem(step, _("there is no safety card “{card}”.").format(card=safety.card), cure)
        said = misfit(step, safety.comparison) if safety.comparison else None
        if said:
            yield _problem(step, _("no answer calls for its safety card: {what}").format(what=said[0]), said[1])


def _leads(step: Step, exercise: Exercise, library: Library) -> Iterator[Problem]:
    if step.leads and (step.is_table or not step.asks or step not in exercise.steps):
        yield _problem(step, _("it cannot lead to an exercise."), _("Please put it on a step that asks one thing."))
        return
    for lead in step.leads:
        if lead.to == exercise.id:
            yield _problem(step, _("it leads to its own exercise."), _("Please name another one."))
        elif lead.to not in library.files:
            cure = meant(lead.to, library.files, 0.7) or _("Please take it out, or write that exercise.")
            yield _problem(step, _("it leads to “{id}”, which is no exercise.").format(id=lead.to), cure)
        if said := misfit(step, lead.comparison):
            yield _problem(step, _("no answer leads to “{id}”: {what}").format(id=lead.to, what=said[0]), said[1])


def _from(step: Step, earlier: Mapping[str, Step], exercise: Exercise) -> Iterator[Problem]:
    name = step.source
    field = "rows_from" if step.is_table else "from"
    if name and not (name in earlier and earlier[name].asks):
        what, cure = unknown(name, step, earlier, exercise)
        yield _problem(step, _("its {field} leads nowhere: {what}").format(field=field, what=what), cure)
    elif name and not earlier[name].has_words:
        what = _("its {field} leads to an answer without words.").format(field=field)
        yield _problem(step, what, _("Please name a step with words."))
    if step.orders and not step.stands_alone:
        yield _problem(step, _("there is nothing to put in order."), _('Please give choices, or from = "a key".'))
    if step.picks and not step.choices and not step.recall:
        yield _problem(step, _("there is nothing to choose from."), _("Please give choices."))
    if step.picks and step.several and any("," in choice for choice in step.choices):
        yield _problem(step, _("a choice holds a comma, which parts choices when typed."), _("Please word it without."))


def _limits(step: Step) -> Iterator[Problem]:
    """Numbers that leave no room."""
    if step.is_measured and not step.leaves_room:
        yield _problem(step, _("its low end is not below its high end."), _("Please write low = 0 and high = 10."))
    elif step.is_ready_made and not step.leaves_room:
        yield _problem(step, _("it ends before it begins."), _("Please write rounds = 1 and seconds = 60, or more."))
    elif not step.leaves_room:
        yield _problem(step, _("it has room for no row."), _("Please write at_most = 1, or more."))
    elif step.at_least > step.at_most:
        yield _problem(step, _("its at_least is more than its at_most."), _("Please change one of them."))
