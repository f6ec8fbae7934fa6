"""Words of an exercise as they stand on paper, where no command can be typed.

A sentence that names a command is left out, except where paper has the same: help and the way through an urge stand at
the end of the sheet, and another exercise is another sheet. Of a safety card no word is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from smartcli.errors import InvalidAnswer
from smartcli.exercises.kinds import A_DAY
from smartcli.exercises.step import Answer, Step, texts
from smartcli.text.language import _

NUMBERS, URGE = "numbers", "urge"  # what stands at the end of the sheet
ENDS = {"help-now": NUMBERS, "sos": NUMBERS, "urge": URGE}
_THERE = "|".join(ENDS)
_NAMED = re.compile(rf"\bsmartcli ({_THERE})\b")
_TYPE = re.compile(rf"\b([Tt])ype smartcli (?:{_THERE})\b")
_LEADS = re.compile(rf": smartcli (?:{_THERE})\b")
_DO = re.compile(r"\b([Tt]ype )?smartcli do ([a-z0-9]+(?:-[a-z0-9]+)*)")
_COMMAND = re.compile(r"\bsmartcli [a-z-]")
_END = re.compile(r"(?<=[.?!…])\s+|(?<=[。！？])")

Titles = Mapping[str, str]  # of exercises, by id


def on_paper(text: str, titles: Titles) -> str:
    """The sentences that make sense on paper; a line of which nothing stays is gone."""
    lines = (_line(line, titles) for line in text.split("\n"))
    return "\n".join(said for said, was in zip(lines, text.split("\n"), strict=True) if said or not was)


def _line(line: str, titles: Titles) -> str:
    said = (_reworded(sentence, titles) for sentence in _END.split(line))
    return " ".join(sentence for sentence in said if not _COMMAND.search(sentence))


def _reworded(text: str, titles: Titles) -> str:
    there = _("look at the end of this sheet")
    text = _TYPE.sub(lambda found: _begun(there, like=found[1]), text)
    text = _LEADS.sub(lambda _found: f": {there}", text)
    return _DO.sub(lambda found: _sheet(found, titles), text)


def _begun(said: str, like: str) -> str:
    """With a capital where what it stands for had one."""
    return said[:1].upper() + said[1:] if like[:1].isupper() else said


def _sheet(found: re.Match[str], titles: Titles) -> str:
    type_it, id = found.groups()
    if id not in titles:
        return found[0]
    name = _("the sheet “{title}”").format(title=titles[id])
    return _begun(_("take {sheet}").format(sheet=name), like=type_it) if type_it else name


def answer_on_paper(answer: Answer, titles: Titles) -> Answer:
    """What can be picked, or was; where nothing would stay it stands as it is."""
    if isinstance(answer, str):
        return on_paper(answer, titles) or answer
    return [on_paper(text, titles) or text for text in texts(answer)] if isinstance(answer, list) else answer


def picked_on_paper(step: Step, titles: Titles) -> Step:
    """A step that has choices, with them as they stand on paper."""
    if not step.choices:
        return step
    return step.but(choices=tuple(texts(answer_on_paper(list(step.choices), titles))))


def card_on_paper(text: str, titles: Titles) -> str:
    """A safety card, all of it."""
    return _NAMED.sub(_("the end of this sheet"), _reworded(text, titles))


def help_on_paper(step: Step, titles: Titles) -> str:
    """The help of a step. How a day is typed helps nobody here."""
    said = on_paper(step.help, titles)
    if not step.is_day:
        return said
    return " ".join(sentence for sentence in _END.split(said) if not _is_typed_day(step, sentence))


def _is_typed_day(step: Step, sentence: str) -> bool:
    """Whether it ends in a day as it is typed, as in: You can type: tomorrow."""
    _before, colon, last = sentence.rpartition(": ")
    try:
        return bool(colon) and step.on(A_DAY).parse(last.rstrip(".")) is not None
    except InvalidAnswer:
        return False


def at_the_end(texts: Iterable[str]) -> set[str]:
    """What these texts send the reader to: NUMBERS, URGE."""
    return {ENDS[name] for text in texts for name in _NAMED.findall(text)}
