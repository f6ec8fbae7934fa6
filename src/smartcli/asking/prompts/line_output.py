"""What plain lines say: a question line by line, and what can be done with what stands there already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from smartcli.asking.prompts.question_text import Saying, earlier, shorten
from smartcli.asking.turn import Turn
from smartcli.exercises.kinds import Breaths, Choice, Choices, Lines, Rank, Text
from smartcli.exercises.step import Step
from smartcli.text.language import _
from smartcli.text.sanitize import one_line, safe

ENDS = (".", "!", "?", "…")
BACK_ROW = "0"
MANY = 20  # choices that are read out unasked


def question(said: Saying, pinned: Sequence[str]) -> list[str]:
    """All that is said before an answer is typed, line by line. pinned: what of the pinned answers is said now."""
    turn = said.turn
    step = turn.step
    lines = ["", ", ".join(said.progress), *pinned, said.heading, said.ask]
    if isinstance(step, Text | Lines) and turn.recalled:
        lines += [_("You wrote before:"), *_numbered(words for one in turn.recalled for words in earlier([one]))]
        lines += [_("=1 takes over the first of them.") if len(turn.recalled) > 1 else _("=1 takes it over.")]
    elif step.is_measured:
        lines += [f"- {words}" for words in earlier(turn.recalled)]
    lines += choices(turn)
    hint = f"({said.hint})" if said.hint and not isinstance(step, Breaths) else ""
    ends = _("Enter ends the list.") if said.ends_list and not turn.start else ""
    lines += [" ".join(part for part in (hint, ends) if part), *_now(turn)]
    return [lines[0], *(line for line in lines[1:] if line)]


def choices(turn: Turn) -> list[str]:
    """What there is to choose from; of very much the last one, and how to find the others."""
    every = _every_choice(turn)
    back = [_("{key} Back").format(key=BACK_ROW)] if turn.leads_back else []
    about = [_("? tells what each is about.")] if turn.abouts else []
    if not _is_long(turn.step):
        return [*every, *back, *about]
    ways = _("{n} to choose from. Type the first letters of the one you mean, or ? to hear them all.")
    return [ways.format(n=len(every)), every[-1], *back]


def help_on(said: Saying) -> str:
    """The help of a question; with it all that was not read out unasked."""
    turn = said.turn
    every = _every_choice(turn) if _is_long(turn.step) else ()
    abouts = [f"{one_line(words)}: {one_line(about)}" for words, about in turn.abouts.items()]
    helps = [said.help] if said.has_help or not (every or abouts) else []
    return "\n".join([*helps, *every, *abouts])


def _every_choice(turn: Turn) -> list[str]:
    if not isinstance(turn.step, Choice | Rank):
        return []
    return _numbered(one_line(words) for words in turn.step.choices)


def _is_long(step: Step) -> bool:
    """Very many to take one of, and nothing else: so the beginning of one can stand for it."""
    if not isinstance(step, Choice) or isinstance(step, Choices):
        return False
    return not step.other and len(step.choices) > MANY


def _numbered(texts: Iterable[str]) -> list[str]:
    return [f"{number} {text}" for number, text in enumerate(texts, 1)]


def _now(turn: Turn) -> list[str]:
    """What stands there already, and what to do with it."""
    words = shorten(safe(turn.typed or turn.step.show(turn.before)))
    if not words:
        return []
    if turn.total == 0:  # a menu
        return [_("Enter takes: {words}").format(words=words)]
    now = _("You had started: {words}") if turn.typed else _("Now: {words}")
    keys = [_("Enter keeps it")]
    if not turn.step.required:
        keys.append(_("- skips it"))
    if isinstance(turn.step, Text | Lines):
        keys.append(_("+ and more words adds to it"))
    ways = f"{', '.join(keys)}."
    if "\n" in words:
        return [now.format(words="").rstrip(), *(f"- {line}" for line in words.split("\n")), ways]
    return [f"{now.format(words=words)}{'' if words.endswith(ENDS) else '.'} {ways}"]


def pace(step: Breaths) -> str:
    hold = _(", hold for {n}").format(n=step.hold) if step.hold else ""
    text = _("Breathe in for {inhale}{hold}, out for {exhale}. Enter goes on, s ends it.")
    return text.format(inhale=step.inhale, hold=hold, exhale=step.exhale)


def without_marks(text: str) -> str:
    """A card's Markdown-light as plain words."""
    return "\n".join(line.removeprefix("# ") for line in safe(text).strip("\n").split("\n"))
