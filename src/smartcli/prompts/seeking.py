"""Letters typed soon after one another are one word, which is looked for among the rows of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

PAUSE = 1.0  # seconds; a letter that comes later begins a new word


class Seeking:
    """What is being looked for in a list, and which row it leads to."""

    def __init__(self, rows: Sequence[str], clock: Callable[[], float]) -> None:
        """rows: the words of each row; "" for one that is not looked for."""
        self._rows = [words.casefold() for words in rows]
        self._clock = clock
        self._typed = ""  # what is looked for
        self._said = ""  # the same as it was typed, with the blanks and signs that are not looked for
        self._at = 0.0  # when the last letter came
        self._place = -1  # the row it led to: once another one is pointed at, the word is over

    @property
    def word(self) -> str:
        """What is being looked for now, as it was typed; nothing once a while has gone by."""
        return self._said if self._typed and self._clock() - self._at < PAUSE else ""

    @property
    def finds(self) -> bool:
        """Whether a row begins with what was typed last."""
        return bool(self._typed and self._found(self._typed))

    def lost(self, here: int) -> str:
        """The word typed last, of more than one letter, where no row begins with it and nothing was done since."""
        return self._said if here == self._place and len(self._typed) > 1 and not self.finds else ""

    def goes_on(self, letter: str, here: int) -> bool:
        """Whether it is the next letter of a word that some row begins with."""
        begun = self._begun(here)
        return bool(begun and self._found(begun + letter))

    def seek(self, letter: str, here: int) -> int:
        """The row that the word leads to with this letter; the one that is pointed at where there is none."""
        begun = self._begun(here)
        if not letter.isalpha() and not self.goes_on(letter, here):
            if begun and letter.isprintable():
                self._said, self._at = self._said + letter, self._clock()
            return here  # a sign that no row has there is not looked for
        self._said = self._said + letter if begun else letter
        self._typed, self._at = begun + letter, self._clock()
        places = self._found(self._typed)
        moves = _is_one_letter(self._typed)  # else the row that is pointed at may stay so
        later = (place for place in places if place > here or (place == here and not moves))
        self._place = next(later, places[0] if places else here)
        return self._place

    def forget(self) -> None:
        self._typed = self._said = ""

    def _begun(self, here: int) -> str:
        return self._typed if self.word and here == self._place else ""

    def _found(self, word: str) -> list[int]:
        """The rows that begin with a word; of one letter again and again, those that begin with the letter."""
        begin = word[:1].casefold() if _is_one_letter(word) else word.casefold()
        return [place for place, words in enumerate(self._rows) if words.startswith(begin)]


def _is_one_letter(word: str) -> bool:
    """Whether it is one letter, also again and again, which goes from row to row."""
    return len(set(word.casefold())) == 1
