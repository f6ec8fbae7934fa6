"""What comes after something landed: whatever fails in it is told as "done, but", never as not done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from smartcli.errors import InPart, SmartError
from smartcli.home.reasons import why
from smartcli.text.language import _


@contextmanager
def landed(done: str, but: str, *, next: str = "smartcli doctor") -> Iterator[None]:
    """Around the work that follows a write. done: a sentence of what is so now. but: one of what this work is for.

    Raises InPart: both, and the reason. With what is typed next nothing is done twice.
    """
    try:
        yield
    except InPart as error:
        raise InPart(f"{done} {error}", next=error.next or next) from error
    except SmartError as error:
        raise InPart(f"{done} {but} {error}", next=error.next or next) from error
    except (OSError, MemoryError) as error:
        reason = _("The reason: {why}.").format(why=why(error))
        raise InPart(f"{done} {but} {reason}", next=next) from error
