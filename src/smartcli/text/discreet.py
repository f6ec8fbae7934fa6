"""Our sentences in words that tell nobody what this is for, on the screens that come by themselves.

Only what is ours: a sentence is changed before the person's words are put into it. Commands, ids and the names of
values in a sentence stay. Help and safety cards are read within `plainly`, and keep every word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from smartcli.text import language

_NO_WORD = r"(?<![\w{-])(?<!smartcli )", r"(?![\w}-])"  # around a word that is neither in a command nor in an id


def way_of(rows: Sequence[tuple[str, str]]) -> Callable[[str], str]:
    """How a text is changed. rows: words and what is said instead; the first that fits decides."""
    instead = {words.casefold(): say for words, say in rows}
    before, after = _NO_WORD
    # A phrase that ends in a blank goes with it.
    parts = "|".join(f"{re.escape(words)}{after if words[-1:].isalnum() else ''}" for words, _say in rows)
    known = re.compile(f"{before}(?:{parts})", re.IGNORECASE)

    def changed(found: re.Match[str]) -> str:
        say = instead[found[0].casefold()]
        return say[:1].upper() + say[1:] if found[0][:1].isupper() else say

    return lambda text: known.sub(changed, text)


@contextmanager
def discreetly(way: Callable[[str], str]) -> Iterator[None]:
    """Meanwhile what is said goes that way."""
    before = language.through(way)
    try:
        yield
    finally:
        language.through(before)
