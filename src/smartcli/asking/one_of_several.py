"""One of several texts of an answer, such as one reason of a list: asked alone, and put back in its place."""

from __future__ import annotations

from collections.abc import Iterator

from smartcli.exercises.kinds import Choice, Choices, Lines, Text
from smartcli.exercises.step import Answer, Step, texts
from smartcli.text.language import _


class _OneText(Text):
    """Asks for one text, which must fit the whole step."""

    of: Lines | Choices

    @property
    def hint(self) -> str:
        return _("only this one") if self.required else _("only this one; skip it, and it goes")

    def parse(self, raw: object) -> Answer:
        self.of.read([raw])
        return super().parse(raw)

    def cards_for(self, answer: Answer) -> Iterator[str]:
        return self.of.cards_for(texts(answer))


class _OneChoice(Choice):
    """Asks for one of what the whole step has to choose from."""

    of: Lines | Choices

    def cards_for(self, answer: Answer) -> Iterator[str]:
        return self.of.cards_for(texts(answer))


def alone(step: Lines | Choices, answer: list[str], text: str) -> Step:
    """What asks for this text of the answer alone. It is needed where the answer is, and would be empty without it."""
    is_needed = step.required and len(answer) == 1
    if step.picks and not step.other:
        choices = tuple(dict.fromkeys([*step.choices, text]))
        return _OneChoice(
            of=step, key=step.key, ask=step.ask, help=step.help, required=is_needed, choices=choices, recall=step.recall
        )
    return _OneText(of=step, key=step.key, ask=step.ask, help=step.help, required=is_needed)


def put_back(step: Lines | Choices, answer: list[str], text: str, now: Answer) -> Answer:
    """The whole answer with what stands in the place of the text now; that goes where it is nothing."""
    place = answer.index(text)
    before, after = answer[:place], answer[place + 1 :]
    is_picked = step.picks and not step.other
    fresh = texts(now if is_picked or now is None else step.read([now]))
    return [*before, *(one for one in fresh if one not in (*before, *after)), *after] or None
