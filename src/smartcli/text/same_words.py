"""Words that say the same to whoever reads a list: case, blanks and punctuation make no other row of them."""

from __future__ import annotations

from collections.abc import Iterable


def folded(text: str) -> str:
    """What two texts have in common that are the same words; of signs alone, those signs."""
    letters = " ".join("".join(sign if sign.isalnum() else " " for sign in text.casefold()).split())
    return letters or "".join(text.split())


def bare(text: str) -> str:
    """The same without accents: what somebody types whose keyboard has none."""
    import unicodedata  # only where a list knows other names

    return folded("".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)))


def taken(text: str, others: Iterable[str]) -> bool:
    """Whether these words stand among the others already."""
    return folded(text) in {folded(other) for other in others}


def in_one_spelling(texts: Iterable[str]) -> list[str]:
    """Each text as the same words were written first."""
    first: dict[str, str] = {}
    return [first.setdefault(folded(text), text) for text in texts]


def each_once(texts: Iterable[str]) -> list[str]:
    """Each text once, as it was written first."""
    return list(dict.fromkeys(in_one_spelling(texts)))
