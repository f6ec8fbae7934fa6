"""Whether an entry holds the words somebody looks for."""

from collections.abc import Iterator, Sequence
from unicodedata import normalize

from smartcli.journal.entry import Entry


def folded(text: str) -> str:
    """Without regard to upper and lower case, and to how an accent was typed."""
    return text.lower() if text.isascii() else normalize("NFC", text).casefold()


def holds(entry: Entry, words: Sequence[str]) -> bool:
    """All the words (folded), each in any of the answers."""
    texts = [folded(text) for text in _texts(entry.answers)]
    return all(any(word in text for text in texts) for word in words)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
