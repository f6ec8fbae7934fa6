"""How a text reads to a tired person: words to avoid, long sentences, wide questions. Hints, never errors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smartcli.authoring.facilitating import notes_of
from smartcli.authoring.naming import is_ready_made
from smartcli.exercises.exercise import Exercise, Problem
from smartcli.exercises.step import Step
from smartcli.text.language import _

# What our texts do not say, by what it would do to a person. People's own words are never checked or corrected.
AVOID = {
    "names a person by what they do; say “you”, or “a person who …”": (
        r"addicts?|addicted|alcoholics?|drunks?|drunkards?|junkies?|druggies?"
        r"|users?|abusers?|drinkers?|smokers?|gamblers?|gamers?"
    ),
    "blames; say “use”": r"abus(e[drs]?|ing)|drug habits?|drug problems?",
    "says that people are clean or dirty; say “in recovery”, “not using”": r"clean|sober up|dirty",
    "belittles a treatment; say “medication for opioid use”": r"opioid (replacement|substitution)",
    "makes a verdict of a lapse; say “a lapse”, “used”": (
        r"relaps(e[ds]?|ing)|fail(s|ed|ing)?|slip(s|ped|ping)? up|fell off the wagon|blew it|back to (zero|square one)"
    ),
    "judges a person's strength; say “skills”, “not yet”": (
        r"willpower|weak(er|ness|ling)?|denial|resistant|non-?compliant"
    ),
    "orders people about; say “you could”, “some people find”": r"should(n't)?|must(n't)?|ought|never|always",
    "speaks of suicide as a crime or a success": r"commit(s|ted|ting)? suicide|(un)?successful (suicide )?attempts?",
    "promises what nobody can promise": (
        r"(will|is going to|going to) (pass|drop|fade|go away|ease|get better|work)|guarantee[ds]?"
        r"|clinically proven|treats? addiction|prevents?|cures?|cured"
    ),
    "counts what a bad day takes away": r"streaks?|days? lost|lose your (days|progress)",
}
WIDEST = 70  # columns of a question
LONGEST = 20  # words of a sentence

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
END = re.compile(r"(?<=[.?!])\s+|\n")


def to_avoid(text: str) -> dict[str, str]:
    """The words to avoid in a text, each with what is wrong with it."""
    straight = text.replace("’", "'")
    return {
        match.group().lower(): reason
        for reason, pattern in AVOID.items()
        for match in re.finditer(rf"\b(?:{pattern})\b", straight, re.IGNORECASE)
    }


def sentences(text: str) -> list[str]:
    """The sentences of a text; the end of a line ends one too."""
    return [part.strip() for part in END.split(text) if WORD.search(part)]


def hints(exercise: Exercise) -> list[Problem]:
    """What could be easier to read, or kinder, place by place. Nothing is said twice."""
    found = [hint for place, text in texts(exercise) for hint in _hints(place, text)]
    for path, width in wide(exercise):
        what = _("a question or choice is {n} letters wide.").format(n=width)
        cure = _("{n} fit on a small screen.").format(n=WIDEST)
        found.append(Problem(where=_("step “{key}”").format(key=path), what=what, cure=cure))
    found += _bare_scales(exercise)
    return list(dict.fromkeys(found))


def _bare_scales(exercise: Exercise) -> Iterator[Problem]:
    """Scales whose two ends say nothing. The rating after a round of breathing is the program's own."""
    for path, step in exercise.every_step():
        if step.is_rating and not step.ends and not is_ready_made(exercise, path):
            low, high = step.limits
            what = _("nobody is told what {low} and {high} mean.").format(low=low, high=high)
            cure = _('A line such as ends = ["not at all", "very much"] says it.')
            yield Problem(where=_("step “{key}”").format(key=path), what=what, cure=cure)


def texts(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """All that is read, by the person or by whoever leads a group, each text with its place."""
    yield from (("title", exercise.title), ("about", exercise.about))
    for path, step in exercise.every_step():
        place = _("step “{key}”").format(key=path)
        for text in _of_step(step):
            if text:
                yield place, text
    yield from ((place, text) for place, notes in notes_of(exercise) for text in notes.words)


def _of_step(step: Step) -> Iterator[str]:
    yield from (step.ask, step.help, step.text, step.rate, *step.choices, *step.ends, *step.says)


def wide(exercise: Exercise) -> Iterator[tuple[str, int]]:
    """The paths of questions that do not fit on a line, and how wide they are."""
    for path, step in exercise.every_step():
        for ask in (step.ask, step.rate, *step.choices):
            if len(ask) > WIDEST:
                yield path, len(ask)


def _hints(place: str, text: str) -> Iterator[Problem]:
    for word, reason in to_avoid(text).items():
        yield Problem(where=place, what=_("“{word}” {reason}.").format(word=word, reason=reason))
    if "!" in text:
        yield Problem(
            where=place, what=_("an exclamation mark can sound like shouting."), cure=_("A full stop is calm.")
        )
    for one in sentences(text):
        count = len(WORD.findall(one))
        if count > LONGEST:
            what = _("a sentence has {n} words.").format(n=count)
            yield Problem(where=place, what=what, cure=_("Two short ones are easier on a bad evening."))
