"""Words that somebody wants left out of what others will read: every word in which one of them stands goes as a whole.

Upper and lower case, accents, signs that nobody sees, and the space between two words make no difference: Ana takes
away Ana's and ANÁ, too.
What is left out shows as three dots, so that nobody takes the rest for all that was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import category, combining, normalize

DOTS = "…"
# Letters and marks that nobody sees, beside those that Unicode calls signs of format (Cf).
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")


class WithoutWords:
    """Takes some words out of texts."""

    def __init__(self, words: Iterable[str]) -> None:
        """words: one or several in each; what has no letter and no digit in it is none."""
        folded = {" ".join(_folded(text)[0].replace(DOTS, " ").split()) for text in words}
        self._sought = sorted((text for text in folded if any(map(str.isalnum, text))), key=len, reverse=True)

    def __bool__(self) -> bool:
        return bool(self._sought)

    def of(self, text: str) -> str:
        """The text without them."""
        if not self._sought:
            return text
        text = normalize("NFC", text)
        spans = sorted(span for sought in self._sought for span in _found(text, sought))
        shown, end = "", 0
        for first, last in spans:
            if last > end:
                shown += (text[end:first] + DOTS) if first >= end else ""
                end = last
        return shown + text[end:]

    def is_in(self, text: str) -> bool:
        """Whether one of them stands in it."""
        return self.of(text) != normalize("NFC", text)


def each_word(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a text in small letters without accents, and whether each began with a capital."""
    text = normalize("NFC", text)
    folded, places = _folded(text)
    for found in re.finditer(f"[^ {DOTS}]+", folded):
        sign = text[places[found.start()]]
        yield found[0], sign != sign.lower()


def _found(text: str, sought: str) -> Iterable[tuple[int, int]]:
    """Where it stands, from the beginning of its first word to the end of its last."""
    folded, places = _folded(text)
    at = folded.find(sought)
    while at >= 0:
        first, last = places[at], places[at + len(sought) - 1] + 1
        while first and _is_of_word(text[first - 1]):
            first -= 1
        while last < len(text) and _is_of_word(text[last]):
            last += 1
        yield first, last
        at = folded.find(sought, at + 1)


def _is_of_word(sign: str) -> bool:
    return _is_letter(sign) or _is_passed_over(sign)


def _is_letter(sign: str) -> bool:
    """A letter or a digit, or the sign of a vowel, as Hindi and Thai have them."""
    return (sign.isalnum() or category(sign).startswith("M")) and not _is_passed_over(sign)


def _is_passed_over(sign: str) -> bool:
    """What stands within a word and is no letter of it: an accent, a soft hyphen, a space without width."""
    return bool(combining(sign)) or category(sign) == "Cf" or bool(_UNSEEN.match(sign))


def _folded(text: str) -> tuple[str, list[int]]:
    """The text in small letters without accents, with one space for all that is between words; and where each was."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(normalize("NFC", text)):
        for one in DOTS if sign == DOTS else normalize("NFKD", sign).casefold():
            if _is_letter(one) or one == DOTS:  # what stood before the dots and after them never stood together
                signs.append(one)
                places.append(place)
            elif not _is_passed_over(one) and signs and signs[-1] != " ":
                signs.append(" ")
                places.append(place)
    return "".join(signs), places
