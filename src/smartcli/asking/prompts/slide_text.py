"""A slide in paragraphs: the same words in plain lines, in one text, and on a screen of their own."""

from __future__ import annotations

from collections.abc import Sequence

from smartcli.asking.deck import Deck, Slide
from smartcli.asking.prompts.columns import beside, wrap
from smartcli.asking.prompts.page import QUESTION, Paragraph
from smartcli.text.language import _
from smartcli.text.sanitize import one_line, safe


def asked(slide: Slide, columns: int = 0, *, has_pinned: bool = False) -> list[Paragraph]:
    """What is told or asked, with what can be answered.

    columns: the choices beside one another in lines of so many. has_pinned: with the answers that stay in sight.
    """
    choices = [one_line(choice) for choice in slide.choices]
    listed = beside(choices, columns) if columns else [f"- {choice}" for choice in choices]
    parts = [
        Paragraph("class:quiet", one_line(slide.where)),
        *(Paragraph("class:quiet", safe(words)) for words in (slide.pinned if has_pinned else ())),
        Paragraph("class:title", one_line(slide.title)),
        Paragraph(QUESTION if slide.turn or slide.answers else "", safe(slide.text)),
        Paragraph("", "\n".join(listed)),
        *(Paragraph("class:quiet", safe(hint)) for hint in slide.hints),
    ]
    return [part for part in parts if part.text.strip()]


def answered(answers: Sequence[str], columns: int) -> list[Paragraph]:
    """What is answered, in lines of so many columns that stand under one another."""
    lines = [line for answer in answers for line in _marked("> ", answer, columns)]
    return [Paragraph("class:words", "\n".join(lines))] if lines else []


def _marked(mark: str, words: str, columns: int) -> list[str]:
    first, *more = wrap(one_line(words), columns - len(mark))
    return [mark + first, *(" " * len(mark) + line for line in more)]


def heard(deck: Deck, columns: int) -> list[Paragraph]:
    """What those who are here said, and the notes for whoever leads them."""
    said = _marked("> ", _("Here: {words}").format(words=deck.heard), columns) if deck.heard else []
    notes = [line for note in deck.noted for line in _marked("* ", note, columns)]
    parts = [("class:answer", "\n".join(said)), ("class:notice", "\n".join(notes))]
    return [Paragraph(style, text) for style, text in parts if text]
