"""A passphrase made of common words, for whoever wants one that is strong and can still be typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

WORDS = 6


def passphrase(words: Sequence[str]) -> str:
    """Six words, each chosen by chance. Of 2,048 words that is 66 bits: nobody can try them all."""
    import secrets  # slow to import, and needed once

    return "-".join(secrets.choice(words) for _place in range(WORDS))


def as_made(typed: str) -> str:
    """Six words as they were made, however they are typed: with blanks for dashes, in capitals; "" of anything else."""
    words = [word for word in re.split(r"[\W_]+", typed.lower()) if word]
    return "-".join(words) if len(words) == WORDS and all(map(str.isascii, words)) else ""


def listed(text: str) -> list[str]:
    """The words of a list: one a line, without comments."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]
