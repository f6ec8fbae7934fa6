"""Safety words on a sheet: in their place where they are for everybody, at its end where they hang on an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from smartcli.exchange.pages import bullets
from smartcli.exchange.pages.markup import AUTO, Html, tag, words
from smartcli.exchange.pages.worksheet import marks
from smartcli.exchange.pages.worksheet.conditions import Asked, any_of, met
from smartcli.exchange.pages.worksheet.paper import NUMBERS, URGE, Titles, at_the_end, card_on_paper
from smartcli.exercises import content
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Step
from smartcli.text.language import _

STAY = "stay"  # the card with which `urge` begins

Cards = Mapping[str, str]  # the texts of safety cards, by id


def cards_of(exercise: Exercise) -> dict[str, str]:
    """All that a sheet of it may need."""
    ids = {safety.card for _path, step in exercise.every_step() for safety in step.safety}
    return {id: content.card_as_written(id) for id in sorted({*ids, STAY})}


def always(step: Step) -> list[str]:
    """The ids of the cards that come whatever is answered."""
    return [safety.card for one in (step, *step.columns) for safety in one.safety if safety.comparison is None]


def waiting(step: Step) -> dict[str, list[str]]:
    """By the ids of cards, what the reader did that calls for them."""
    found: dict[str, list[str]] = {}
    for safety in step.safety:
        if safety.comparison is not None:
            found.setdefault(safety.card, []).append(met(step, safety.comparison))
    return found


def pointers(step: Step, cards: Cards) -> Iterator[Html]:
    """Beside a question, which answer has safety words on this sheet."""
    for id, ways in waiting(step).items():
        if title := heading(cards.get(id, "")):
            said = _("If {what}, please read “{title}” on this sheet now.")
            yield marks.said(said.format(what=any_of(ways), title=title), "pointer")


def fitting(step: Step, titles: Titles) -> Iterator[Html]:
    """Beside a question, which other exercise fits which answer."""
    found: dict[str, list[str]] = {}
    for lead in step.leads:
        found.setdefault(lead.to, []).append(met(step, lead.comparison))
    said = _("If {what}, this fits: {title}.")
    texts = [said.format(what=any_of(ways), title=titles[id]) for id, ways in found.items() if id in titles]
    if texts:
        yield bullets(texts)


def card(text: str, titles: Titles, lead: str = "") -> Html:
    """A card in a box, in full."""
    title, _break, rest = text.partition("\n")
    parts = [marks.said(lead, "lead"), tag("h2", words(heading(title)), runs=AUTO)]
    lines = [line for line in card_on_paper(rest, titles).split("\n") if line.strip()]
    for is_list, some in groupby(lines, key=lambda line: line.startswith("- ")):
        texts = [line.removeprefix("- ") for line in some]
        parts += [bullets(texts)] if is_list else [marks.said(" ".join(texts))]
    return tag("section", *parts, kind="safety")


def heading(text: str) -> str:
    return text.partition("\n")[0].removeprefix("#").strip()


def at_end(exercise: Exercise, asked: Mapping[str, Asked], cards: Cards, titles: Titles) -> Iterator[Html]:
    """The cards that hang on an answer, each once, with the answers that call for it."""
    shown = {id for step in exercise.steps if step.key in asked for id in always(step)}
    leads: dict[str, list[str]] = {}
    for path, step in exercise.every_step():
        for id, ways in waiting(step).items():
            table = asked.get(path.partition(".")[0])
            place = (Asked(step=step, number=table.number) if table else Asked(step=step)).place
            leads.setdefault(id, []).append(_("{what} at {place}").format(what=any_of(ways), place=place))
    for id, ways in leads.items():
        if id not in shown and cards.get(id):
            yield card(cards[id], titles, _("If {what}:").format(what=any_of(ways)))
    if URGE in named(exercise, cards) and STAY not in {*shown, *leads} and cards.get(STAY):
        yield card(cards[STAY], titles, _("If an urge comes up:"))


def named(exercise: Exercise, cards: Cards) -> set[str]:
    """What of this sheet its words send the reader to."""
    texts = [exercise.about]
    for _path, step in exercise.every_step():
        texts += [step.ask, step.help, step.text, *step.choices]
        texts += [cards.get(safety.card, "") for safety in step.safety]
    return at_the_end(texts)


def numbers(exercise: Exercise, cards: Cards, calls: Sequence[str], *, is_known: bool) -> Iterator[Html]:
    """Whom to call, where something on the sheet says to; and lines for more, above all where no country is known."""
    if NUMBERS not in named(exercise, cards):
        return
    blank = [_("My own people:")] if is_known else [_("Emergency number here:"), _("A help line:"), _("My own people:")]
    lines = (tag("p", words(text), marks.slot(), kind="fill", runs=AUTO, between=" ") for text in blank)
    title = tag("h2", words(_("Whom to call")))
    yield tag("section", title, *(marks.said(text) for text in calls), *lines, kind="safety")
