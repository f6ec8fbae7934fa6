"""How numbers are written: what somebody wrote as they wrote it, what is worked out in as few digits as say it."""

from __future__ import annotations

FINE = 6  # decimals: of a sum no more is told, so that 0.1 and 0.2 are 0.3


def as_written(amount: float) -> str:
    """An amount or a limit, the same wherever it stands: 2, 2.5, 2.125."""
    said = f"{amount:.{FINE}f}".rstrip("0").rstrip(".")
    return "0" if said == "-0" else said


def shown(value: float) -> str:
    """A rating, a median or what is worked out of them, without needless zeros: 2, 2.5, 3.33."""
    return as_written(round(value, 2))


def places(amount: float) -> int:
    """The decimals of what is about so much: from a tenth on it is then no further off than a twentieth."""
    return 0 if amount >= 10 else 1 if amount >= 1 else 2


def about(amount: float) -> str:
    """What is about so much."""
    return as_written(round(amount, places(amount)))
