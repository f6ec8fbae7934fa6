"""Letters typed soon after one another are one word, which is looked for among the rows of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from smartcli.text.same_words import bare

PAUSE = 1.0  # seconds; a letter that comes later begins a new word


class Seeking:
    """What is being looked for in a list, and which row it leads to.

    rows: the words of each row, then what else it is called; "" for one that is not looked for. keeps: words that no
    row begins with are wanted whole, however slowly they are typed.
    """

    def __init__(self, rows: Sequence[Sequence[str]], clock: Callable[[], float], *, keeps: bool = False) -> None:
        self._rows = [[words.casefold() for words in names[:1]] + [bare(name) for name in names[1:]] for names in rows]
        self._clock = clock
        self._keeps = keeps
        self._at = 0.0  # when the last letter came
        self._place = -1  # the row it led to: once another one is pointed at, the word is over
        self.forget()

    def forget(self) -> None:
        self._typed = ""  # what is looked for
        self._said = ""  # the same as it was typed, with the signs that are not looked for
        self._earlier = ""  # what was typed before a pause
        self._blank = ""  # a blank that belongs to the word once a letter comes after it
        self._is_over = False

    @property
    def word(self) -> str:
        """What is being looked for now, as it was typed; nothing once a while has gone by."""
        if not self._typed or self._is_over:
            return ""
        if self._keeps and self._is_lost:
            return self._earlier + self._said
        return self._said if self._clock() - self._at < PAUSE else ""

    @property
    def finds(self) -> bool:
        """Whether a row begins with what was typed last."""
        return bool(self._typed and self._found(self._typed))

    @property
    def _is_lost(self) -> bool:
        return len(self._typed) > 1 and not self.finds

    def lost(self, here: int) -> str:
        """The words typed last, of more than one letter, where no row begins with them and nothing was done since."""
        return (self._earlier + self._said).strip() if here == self._place and self._is_lost else ""

    def leads_to(self, here: int) -> bool:
        """Whether a word of more than one letter was typed last, and led here."""
        is_word = not _is_one_letter(self._typed) and self.finds
        return here == self._place and is_word and not self._blank

    def goes_on(self, letter: str, here: int) -> bool:
        """Whether it is the next letter of a word that some row begins with."""
        begun = self._begun(here)
        return bool(begun and self._found(begun + self._blank + letter))

    def takes(self, sign: str, here: int) -> bool:
        """Whether it belongs to the words being typed: a row begins so, or none did before it, or a blank came."""
        return self.goes_on(sign, here) or bool(self._begun(here) and (self._is_lost or self._blank))

    def seek(self, text: str, here: int) -> int:
        """The row that the word leads to with this letter, or with what was pasted; or the one that is pointed at."""
        if not text.isprintable():
            return here
        begun = self._begun(here)
        if not begun and not (self._keeps and here == self._place and not self._is_over):
            self.forget()
        if not any(sign.isalpha() for sign in text) and not (text.strip() and self.takes(text, here)):
            self._pass(text, begun)  # a sign that no row has there is not looked for
            return here
        if not begun:
            self._earlier, self._said, self._typed, self._blank = self._earlier + self._said, "", "", ""
        self._said, self._at = self._said + text, self._clock()
        self._typed, self._blank = self._typed + self._blank + text.rstrip(), " " if text[-1:].isspace() else ""
        places = self._found(self._typed)
        moves = _is_one_letter(self._typed)  # else the row that is pointed at may stay so
        later = (place for place in places if place > here or (place == here and not moves))
        self._place = next(later, places[0] if places else here)
        return self._place

    def _pass(self, text: str, begun: str) -> None:
        if self._said:
            self._said += text
            if begun:
                self._at, self._blank = self._clock(), " " if text.isspace() else self._blank

    def rub_out(self, here: int) -> int:
        """The row that the words lead to without their last sign."""
        words = "" if self._is_over else (self._earlier + self._said)[:-1]
        self.forget()
        place = self.seek(words, here - 1)
        self._place = place if self.finds else here
        return self._place

    def end(self) -> None:
        """It has been said that nothing begins so. The next letter begins a new word."""
        self._is_over = True

    def settle(self, here: int) -> str:
        """A key was pressed: once another row is pointed at, the word is over. Gives back what is lost so."""
        if here == self._place:
            return ""
        lost = self.lost(self._place)
        self.forget()
        return lost

    def _begun(self, here: int) -> str:
        return self._typed if self.word and here == self._place else ""

    def _found(self, word: str) -> list[int]:
        """The rows that begin with a word; of one letter again and again, those that begin with the letter."""
        if _is_one_letter(word):
            begin = word[:1].casefold()
            return [place for place, names in enumerate(self._rows) if names[0].startswith(begin)]
        own, other = word.casefold(), bare(word)
        return [
            place
            for place, (first, *others) in enumerate(self._rows)
            if (first and first.startswith(own)) or any(name.startswith(other) for name in others)
        ]


def _is_one_letter(word: str) -> bool:
    """Whether it is one letter, also again and again, which goes from row to row."""
    return len(set(word.casefold())) <= 1
