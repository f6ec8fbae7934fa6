"""A passphrase made of common words, for whoever wants one that is strong and can still be typed."""

from __future__ import annotations

from collections.abc import Sequence

WORDS = 6


def passphrase(words: Sequence[str]) -> str:
    """Six words, each chosen by chance. Of 2,048 words that is 66 bits: nobody can try them all."""
    import secrets  # slow to import, and needed once

    return "-".join(secrets.choice(words) for _place in range(WORDS))


def listed(text: str) -> list[str]:
    """The words of a list: one a line, without comments."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]
